//! How the events are made, from the suite and from the trials as they end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assemble::Callee;
use crate::cause::{Cause, Causes};
use crate::column::Column;
use crate::document::DocumentError;
use crate::expect::Open;
use crate::grid::track::{Moment, track};
use crate::interface;
use crate::interface::Answer;
use crate::line::{self, Line};
use crate::measure::Measured;
use crate::outcome::Outcome;
use crate::record::Site;
use crate::standing::Standing;
use crate::suite::{self, Suite, Trial};
use crate::trace::Call;
use crate::verdict::{Finding, Judge};
use crate::world::World;
use crate::{case, expect, grid};

use super::{
    AskedSeen, Began, CallSeen, CaseSeen, CellSeen, ColumnSeen, ExpectationSeen, GapSeen, GridSeen,
    Host, MeasuredSeen, OperationSeen, ResultSeen, Row, SideSeen, SocketSeen, StateSeen, TrialSeen,
};

impl Began {
    /// What is known before these trials are tried in `columns`, in `world`.
    ///
    /// # Errors
    /// [`DocumentError`] when the causes of a column cannot be read or have mistakes.
    pub fn before_trials(
        suite: &Suite,
        columns: &[Arc<Column>],
        trials: &[Trial],
        world: &World,
    ) -> Result<Began, DocumentError> {
        let interfaces: BTreeSet<&str> = trials.iter().map(|trial| trial.case.folder()).collect();
        let columns = columns.iter().map(|column| {
            let speaks = interfaces.iter();
            let speaks = speaks.filter(|interface| suite::claims(column, interface));
            Ok(ColumnSeen {
                label: column.label.clone(),
                runner: column.runner.name().to_owned(),
                version: column.version.clone(),
                policy: column.policy.to_string(),
                speaks: speaks.map(|interface| (*interface).to_owned()).collect(),
                chosen_by: column.chosen_by.clone(),
                causes: Causes::load(&suite.runners, &column.label, column.runner.name())?.all(),
            })
        });
        let cases = trials.iter().map(|trial| (&trial.case.name, &trial.case));
        let cases: BTreeMap<_, _> = cases.collect();
        let grids = GridSeen::from_suite(suite);
        let seen = cases.values();
        let seen = seen.map(|case| CaseSeen::from_case(case, suite, &grids));
        Ok(Began {
            host: Host::of_trials(world),
            columns: columns.collect::<Result<_, DocumentError>>()?,
            planned: trials.len(),
            claims: suite.claims.iter().cloned().collect(),
            cases: seen.collect(),
            grids,
            against: None,
            shards: Vec::new(),
        })
    }
}

impl Host {
    fn of_trials(world: &World) -> Host {
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

impl GridSeen {
    /// The grids of a suite.
    pub fn from_suite(suite: &Suite) -> Vec<GridSeen> {
        suite.grids.iter().map(GridSeen::from_grid).collect()
    }

    /// A grid as its files declare it.
    pub fn from_grid(grid: &grid::Grid) -> GridSeen {
        let sockets = grid.sockets();
        let sockets = sockets.map(|socket| SocketSeen::from_socket(grid, socket));
        GridSeen {
            interface: grid.interface.clone(),
            meaning: grid.meaning.clone(),
            sockets: sockets.collect(),
        }
    }
}

impl SocketSeen {
    fn from_socket(grid: &grid::Grid, socket: &grid::Socket) -> SocketSeen {
        let states = grid.states(socket.name()).map(|state| StateSeen {
            name: state.name().to_owned(),
            common: state.common().to_owned(),
            meaning: state.meaning.clone(),
            complete: state.complete,
        });
        let operations = grid.operations(socket.name());
        let operations = operations.map(|operation| OperationSeen {
            name: operation.name().to_owned(),
            common: operation.common().to_owned(),
        });
        let gaps = grid.gaps(socket.name()).map(|gap| GapSeen {
            reason: gap.reason.clone(),
            states: gap.states().map(str::to_owned).collect(),
            operations: gap.operations().map(str::to_owned).collect(),
        });
        SocketSeen {
            name: socket.name().to_owned(),
            common: socket.common().to_owned(),
            meaning: socket.meaning.clone(),
            states: states.collect(),
            operations: operations.collect(),
            gaps: gaps.collect(),
        }
    }
}

impl CaseSeen {
    pub(crate) fn from_case(case: &case::Case, suite: &Suite, grids: &[GridSeen]) -> CaseSeen {
        let expectations = case.expectations.iter().map(|one| ExpectationSeen {
            line: one.line,
            purpose: one.purpose,
            text: one.text.clone(),
            after: one.after,
            sides: one.sides().map(str::to_owned).collect(),
        });
        let cell = suite.grids.cell(&case.name).map(|cell| CellSeen {
            socket: cell.socket.to_owned(),
            state: cell.state.to_owned(),
            operation: cell.operation.to_owned(),
            asked: synonym_asked(case, suite, cell.operation),
            row: Row::of_cell(grids, &cell).map(|row| row.name),
        });
        CaseSeen {
            name: case.name.clone(),
            cell,
            level: case.header.level,
            inject: case.header.inject,
            prose: case.prose.clone(),
            refs: case.header.refs.clone(),
            asks: line_that_asks(case, suite),
            expectations: expectations.collect(),
            text: case.text.clone(),
        }
    }
}

/// The operation that the line of [`line_that_asks`] asks, where that is another one than the path's.
fn synonym_asked(case: &case::Case, suite: &Suite, operation: &str) -> Option<String> {
    let line = Site::Line(line_that_asks(case, suite));
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
fn line_that_asks(case: &case::Case, suite: &Suite) -> u32 {
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

impl TrialSeen {
    /// A trial that was not tried, for this reason.
    pub fn ignored_for(trial: &Trial, reason: String) -> TrialSeen {
        TrialSeen {
            case: trial.case.name.clone(),
            column: trial.column.label.clone(),
            result: ResultSeen::Ignored(reason),
        }
    }

    /// A trial of `suite` that was tried in the run that `began`, with what it came to and how it stands.
    pub fn from_measured(
        suite: &Suite,
        began: &Began,
        trial: &Trial,
        measured: &Measured,
        standing: &Standing,
    ) -> TrialSeen {
        let (case, judgement) = (&trial.case, &measured.judgement);
        let column = began.column(&trial.column.label);
        let causes = column.map_or(&[][..], |one| &one.causes);
        let cause = Cause::of(causes, &case.name, judgement.gravity());
        // Of equal calls only the first has a line of its own, and of a call that finished later the last tells how it went.
        let line_of = |call: usize| {
            let lines = || measured.lines.iter();
            let own = lines().rposition(|(index, _)| *index == call);
            let before = || lines().rposition(|(index, _)| *index < call);
            own.or_else(before).unwrap_or_default()
        };
        let grid = suite.grids.of(&case.name);
        let moments = grid.map_or(Vec::new(), |grid| {
            track(grid, &case.header.preopens, &measured.calls)
        });
        let measured = MeasuredSeen {
            verdict: judgement.verdict,
            outcome: judgement.outcome.clone(),
            undefined: measured.undefined,
            left: measured.left.clone(),
            finding: judgement.finding.as_ref().map(|found| Finding {
                line: found.line,
                call: found.call.map(line_of),
                after: found.after.clone(),
            }),
            listed: None,
            snapshot: standing.comparison.clone(),
            objections: standing.objections.clone(),
            cause,
            asked: asked(case, &measured.calls, &moments),
            contradictions: grid::coverage::contradictions(&measured.calls, &moments),
            sides: sides(case, &measured.calls, &judgement.outcome),
            calls: measured.lines.iter().map(|(_, line)| line.into()).collect(),
            said: measured.said.clone(),
        };
        TrialSeen {
            case: case.name.clone(),
            column: trial.column.label.clone(),
            result: ResultSeen::Measured(Box::new(measured)),
        }
    }
}

/// What the questions of `case` asked, as its `calls` were followed through the grid. What a loop asks again and again is
/// there once.
fn asked(case: &case::Case, calls: &[Call], moments: &[Moment]) -> Vec<AskedSeen> {
    let numbers = moments.iter().map(|moment| {
        let numbers = moment.asked.iter().map(|asked| asked.number);
        numbers.collect()
    });
    let names = line::names(calls, &numbers.collect::<Vec<_>>());
    let mut all: Vec<AskedSeen> = Vec::new();
    for ((call, moment), names) in calls.iter().zip(moments).zip(names) {
        let question = case
            .questions()
            .find(|one| call.site == Site::Line(one.line));
        let Some(question) = question else {
            continue;
        };
        for (asked, descriptor) in moment.asked.iter().zip(names) {
            let seen = AskedSeen {
                line: question.line,
                operation: asked.operation.name().to_owned(),
                descriptor,
                socket: asked.known.socket.map(str::to_owned),
                state: asked.known.state.map(str::to_owned),
                contradicted: moment.contradiction.is_some(),
            };
            if !all.contains(&seen) {
                all.push(seen);
            }
        }
    }
    all
}

/// The sides that the questions of `case` took, where documents contradict each other.
fn sides(case: &case::Case, calls: &[Call], outcome: &Outcome) -> Vec<SideSeen> {
    let open = match outcome {
        Outcome::Hung(Some(_)) => Open::Waits,
        Outcome::Trapped(Some(_)) => Open::Trapped,
        _ => Open::Lost,
    };
    let mut judge = Judge::new(&case.expectations);
    for call in calls {
        judge.step(call, open);
    }
    let sides = judge.sides().map(|(line, claim)| SideSeen {
        line,
        claim: claim.to_owned(),
    });
    sides.collect()
}

impl From<&Line> for CallSeen {
    fn from(line: &Line) -> CallSeen {
        CallSeen {
            site: line.site,
            call: line.call.clone(),
            waited: line.waited,
            answer: line.answer.to_string(),
            errno: match line.answer {
                Answer::Errno(number) if number != 0 && interface::errno(number).is_some() => {
                    Some(number)
                }
                _ => None,
            },
            outs: line.outs.clone(),
            host: line.host.clone(),
        }
    }
}
