//! How the events are made, from the suite and from the trials as they end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assemble::Callee;
use crate::cause::{self, CauseError};
use crate::column::Column;
use crate::interface;
use crate::interface::Answer;
use crate::line::Line;
use crate::record::Site;
use crate::snapshot::Recorded;
use crate::suite::{self, Suite};
use crate::verdict::Finding;
use crate::world::World;
use crate::{case, expect, grid, measure, run};

use super::{
    Began, Call, Case, Cell, Expectation, Gap, Grid, Host, Measured, Result, Runner, Socket, State,
    Trial,
};

impl Began {
    /// What is known before these trials are tried in `columns`, in `world`.
    ///
    /// # Errors
    /// [`CauseError`] when the file of a runner's causes is malformed.
    pub fn of(
        suite: &Suite,
        columns: &[Arc<Column>],
        trials: &[suite::Trial],
        world: &World,
    ) -> std::result::Result<Began, CauseError> {
        let apis: BTreeSet<&str> = trials.iter().map(|trial| trial.case.api()).collect();
        let runners = columns.iter().map(|column| {
            let speaks = apis.iter().filter(|api| suite::claims(column, api));
            Ok(Runner {
                name: column.label.clone(),
                version: column.version.clone(),
                speaks: speaks.map(|api| (*api).to_owned()).collect(),
                causes: cause::load(&suite.runners, &column.label)?,
            })
        });
        let cases = trials.iter().map(|trial| (&trial.case.name, &trial.case));
        let cases: BTreeMap<_, _> = cases.collect();
        let refs = cases.values().flat_map(|case| &case.header.refs);
        let cited: BTreeSet<&String> = refs.collect();
        let claims = suite.claims.iter().filter(|one| cited.contains(&one.id));
        Ok(Began {
            host: Host::of(world),
            runners: runners.collect::<std::result::Result<_, CauseError>>()?,
            planned: trials.len(),
            grids: suite.grids.iter().map(Grid::of).collect(),
            claims: claims.cloned().collect(),
            cases: cases.values().map(|case| Case::of(case, suite)).collect(),
        })
    }
}

impl Host {
    fn of(world: &World) -> Host {
        let system = rustix::system::uname();
        let (name, release) = (system.sysname(), system.release());
        Host {
            kernel: format!("{} {}", name.to_string_lossy(), release.to_string_lossy()),
            architecture: std::env::consts::ARCH.to_owned(),
            world: match world {
                World::Private => "private".to_owned(),
                World::Shared { .. } => "shared".to_owned(),
            },
        }
    }
}

impl Grid {
    fn of(grid: &grid::Grid) -> Grid {
        let sockets = grid.sockets().map(|socket| {
            let states = grid.states(socket.name());
            let operations = grid.operations(socket.name());
            Socket {
                name: socket.name().to_owned(),
                meaning: socket.meaning.clone(),
                states: states.map(|state| state.name().to_owned()).collect(),
                operations: operations.map(|one| one.name().to_owned()).collect(),
            }
        });
        let sockets: Vec<Socket> = sockets.collect();
        let mut states: Vec<State> = Vec::new();
        for state in grid.sockets().flat_map(|socket| grid.states(socket.name())) {
            if states.iter().all(|known| known.name != state.name()) {
                states.push(State {
                    name: state.name().to_owned(),
                    meaning: state.meaning.clone(),
                });
            }
        }
        let gaps = grid.all_gaps().map(|gap| {
            let mut cells = Vec::new();
            let has_it = |socket: &&Socket| {
                let mut gaps = grid.gaps(&socket.name);
                gaps.any(|known| std::ptr::eq(known, gap))
            };
            for socket in sockets.iter().filter(has_it) {
                for state in &socket.states {
                    for operation in &socket.operations {
                        if gap.covers(state, operation) {
                            cells.push(format!("{}/{state}/{operation}", socket.name));
                        }
                    }
                }
            }
            Gap {
                reason: gap.reason.clone(),
                cells,
            }
        });
        Grid {
            api: grid.interface.clone(),
            baseline: suite::baseline(&grid.interface).to_owned(),
            states,
            gaps: gaps.collect(),
            sockets,
        }
    }
}

impl Case {
    fn of(case: &case::Case, suite: &Suite) -> Case {
        let cell = suite.grids.cell(&case.name);
        let expectations = case.expectations.iter().map(|one| Expectation {
            line: one.line,
            purpose: one.purpose,
            text: one.text.clone(),
        });
        Case {
            name: case.name.clone(),
            asks: asks(case, suite),
            cell: cell.map(|cell| Cell {
                socket: cell.socket.to_owned(),
                state: cell.state.to_owned(),
                operation: cell.operation.to_owned(),
                asked: asked(case, suite, cell.operation),
                row: suite.grids.row_of(&cell).unwrap_or_default(),
            }),
            level: case.header.level,
            prose: case.prose.clone(),
            refs: case.header.refs.clone(),
            expectations: expectations.collect(),
            text: case.text.clone(),
        }
    }
}

/// The operation that the line of [`asks`] asks, where that is another one than the path's.
fn asked(case: &case::Case, suite: &Suite, operation: &str) -> Option<String> {
    let line = Site::Line(asks(case, suite));
    let mut sites = case.sites.iter();
    let site = sites.find(|site| site.site == line)?;
    let Callee::Import { module, name } = &site.callee else {
        return None;
    };
    let function = interface::shown(module, name);
    let cell = suite.grids.cell(&case.name)?;
    let grid = suite.grids.of(&case.name)?;
    let mut operations = grid.operations(cell.socket);
    let of_function = |one: &&grid::Operation| one.functions().any(|known| known == function);
    let asked = operations.find(of_function)?.name();
    // A function of several operations asks the one of the path among them.
    let own = grid.operation(cell.socket, operation)?;
    let is_own = own.functions().any(|known| known == function);
    (!is_own).then(|| asked.to_owned())
}

/// The line of the question that asks the operation of the path; of the first question where none does.
fn asks(case: &case::Case, suite: &Suite) -> u32 {
    let grid = suite.grids.of(&case.name);
    let cell = suite.grids.cell(&case.name);
    let functions = grid.zip(cell).and_then(|(grid, cell)| {
        let operation = grid.operation(cell.socket, cell.operation)?;
        Some(grid.functions(cell.socket, operation))
    });
    let functions = functions.unwrap_or_default();
    let is_of_the_path = |question: &&expect::Expectation| {
        case.sites.iter().any(|site| {
            site.site == Site::Line(question.line)
                && matches!(&site.callee, Callee::Import { module, name }
                    if functions.contains(&interface::shown(module, name).as_str()))
        })
    };
    let of_the_path = case.questions().find(is_of_the_path);
    let question = of_the_path.or_else(|| case.questions().next());
    question.map_or(0, |question| question.line)
}

impl Trial {
    /// The event of a trial that has ended, in the run that `began`.
    pub fn of(finished: &run::Finished, began: &Began) -> Trial {
        let (case, runner) = (&finished.trial.case.name, &finished.trial.column.label);
        let result = match &finished.result {
            run::Result::Ignored(reason) => Result::Ignored {
                ignored: reason.clone(),
            },
            run::Result::Measured(measured, recorded) => {
                let mut causes = began.runner(runner).into_iter().flat_map(|one| &one.causes);
                let cause = match measured.judgement.verdict.is_right() {
                    true => None,
                    false => causes.position(|cause| cause.explains(case)),
                };
                Result::Measured(Box::new(Measured::of(measured, recorded.clone(), cause)))
            }
        };
        Trial {
            case: case.clone(),
            runner: runner.clone(),
            result,
        }
    }
}

impl Measured {
    fn of(measured: &measure::Measured, recorded: Recorded, cause: Option<usize>) -> Measured {
        let judgement = &measured.judgement;
        // Of equal calls only the first has a line of its own, and of a call that finished later the last tells how it went.
        let line_of = |call: usize| {
            let lines = || measured.lines.iter();
            let own = lines().rposition(|(index, _)| *index == call);
            let before = || lines().rposition(|(index, _)| *index < call);
            own.or_else(before).unwrap_or_default()
        };
        Measured {
            verdict: judgement.verdict,
            outcome: judgement.outcome.clone(),
            left: measured.left.clone(),
            finding: judgement.finding.as_ref().map(|found| Finding {
                line: found.line,
                call: found.call.map(line_of),
            }),
            recorded,
            cause,
            calls: measured.lines.iter().map(|(_, line)| line.into()).collect(),
            said: measured.said.clone(),
        }
    }
}

impl From<&Line> for Call {
    fn from(line: &Line) -> Call {
        Call {
            site: line.site,
            call: line.call.clone(),
            answer: line.answer.to_string(),
            errno: match line.answer {
                Answer::Errno(number) if number != 0 && interface::errno(number).is_some() => {
                    Some(number)
                }
                _ => None,
            },
            outs: line.outs.clone(),
        }
    }
}
