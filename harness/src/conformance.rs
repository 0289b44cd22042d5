//! The main of `cargo test`: every trial is a test, compared with its snapshot.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use crate::column::{Column, Columns};
use crate::event::Began;
use crate::grid::kernel;
use crate::measure::{Measured, measure};
use crate::recording::Recording;
use crate::snapshot::{self, Baseline, ORACLE};
use crate::suite::{self, Suite, Trial};
use crate::verdict::Verdict;
use crate::{report, run, world};
use libtest_mimic::{Arguments, Completion, Failed, Trial as Test};

/// Runs the tests that the command line of `cargo test` selects, on these columns.
pub(crate) fn main(columns: Columns) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Trials wait more than they compute.
    arguments.test_threads.get_or_insert_with(run::default_jobs);
    let context = Arc::new(Context::new(columns));
    let tests = tests(&context, &arguments);
    libtest_mimic::run(&arguments, tests).exit_code()
}

struct Context {
    suite: Suite,
    columns: Columns,
    /// What the runner of the baseline does now, by case: known only where snapshots are being accepted.
    baselines: Mutex<BTreeMap<String, Option<String>>>,
}

impl Context {
    fn new(columns: Columns) -> Context {
        let suite = Suite::here().unwrap_or_else(|error| panic!("{error}"));
        Context {
            suite,
            columns,
            baselines: Mutex::default(),
        }
    }

    /// The text that differences are measured against, of a trial that is not the baseline's. Where snapshots are being
    /// accepted, the file of the baseline may be about to change, so its runner is asked.
    fn baseline(&self, trial: &Trial, runner: &str) -> Option<String> {
        let case = &trial.case;
        let column = self.columns.find(runner);
        let (true, Some(column)) = (snapshot::accepting(), column) else {
            return self.suite.snapshots.baseline(&case.name);
        };
        let baselines = || {
            let lock = self.baselines.lock();
            lock.unwrap_or_else(PoisonError::into_inner)
        };
        if let Some(known) = baselines().get(&case.name) {
            return known.clone();
        }
        let trial = Trial {
            case: case.clone(),
            column: column.clone(),
        };
        let measured = measure(&trial, &world::probe(), false);
        let text = gives_baseline(runner, &measured).then(|| measured.text());
        baselines().insert(case.name.clone(), text.clone());
        text
    }
}

/// Whether what `runner` did is a baseline: the oracle's always is, another one's if it met the expectations.
fn gives_baseline(runner: &str, measured: &Measured) -> bool {
    runner == ORACLE || meets(measured.judgement.verdict)
}

fn meets(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Conforms | Verdict::Records)
}

fn tests(context: &Arc<Context>, arguments: &Arguments) -> Vec<Test> {
    let names = context
        .suite
        .names()
        .unwrap_or_else(|error| panic!("{error}"));
    let mut tests = Vec::new();
    for name in names {
        // With `--exact` only the file of that case is read, so that a process for each test stays cheap.
        let wanted = arguments
            .filter
            .as_deref()
            .and_then(|filter| filter.split("::").next());
        if arguments.exact && wanted.is_some_and(|wanted| wanted != name) {
            continue;
        }
        match context.suite.load(&name) {
            Ok(case) => {
                for trial in suite::trials(&Arc::new(case), &context.columns) {
                    let context = context.clone();
                    tests.push(Test::ignorable_test(trial.name(), move || {
                        test(&context, &trial)
                    }));
                }
            }
            Err(error) => {
                let message = error.to_string();
                tests.push(Test::test(format!("{name}::case"), move || {
                    Err(Failed::from(message))
                }));
            }
        }
    }
    tests.extend(rows(context, arguments));
    tests
}

/// For each grid a test of the rows that it calls complete.
fn rows(context: &Arc<Context>, arguments: &Arguments) -> Vec<Test> {
    let mut tests = Vec::new();
    for api in context
        .suite
        .grids
        .iter()
        .map(|grid| grid.interface.clone())
    {
        let runner = suite::baseline(&api);
        let Some(column) = context.columns.find(runner).cloned() else {
            continue;
        };
        let context = context.clone();
        tests.push(Test::ignorable_test(
            format!("{api}/grid::{runner}"),
            move || complete(&context, &api, &column),
        ));
    }
    tests.retain(|test| !arguments.exact || arguments.filter.as_deref() == Some(test.name()));
    tests
}

/// Runs the cases of a grid on the runner of the baseline, and holds the rows that are called complete to it.
fn complete(context: &Context, api: &str, column: &Arc<Column>) -> Result<Completion, Failed> {
    let (suite, world) = (&context.suite, world::probe());
    let grid = suite.grids.get(api).ok_or("the grid is gone")?;
    let mut sockets = grid.sockets();
    if !sockets.any(|socket| grid.states(socket.name()).any(|state| state.complete)) {
        return Ok(Completion::ignored_with("no row is called complete"));
    }
    let columns = std::slice::from_ref(column);
    let mut trials = Vec::new();
    for name in suite.names()? {
        if suite
            .grids
            .cell(&name)
            .is_some_and(|cell| cell.interface == api)
        {
            trials.extend(suite::trials(&Arc::new(suite.load(&name)?), columns));
        }
    }
    if let Some(reason) = trials.iter().find_map(|trial| trial.ignored(&world)) {
        return Ok(Completion::ignored_with(reason));
    }
    let (jobs, never) = (run::default_jobs(), AtomicBool::new(false));
    let began = Began::before_trials(suite, columns, &trials, &world)?;
    let mut recording = Recording::default();
    run::run(suite, began, &trials, &world, jobs, &never, |event| {
        recording.hear(event);
    });
    let mut missing = String::new();
    for coverage in report::coverage::measure(&recording, &[]) {
        if coverage.interface() == api {
            missing.push_str(&coverage.incomplete());
        }
    }
    if missing.is_empty() {
        Ok(Completion::Completed)
    } else {
        Err(format!("rows that are called complete and are not:\n{missing}").into())
    }
}

/// How the states that were tracked differ from the path, or from what the kernel knew, which the oracle logs.
fn difference(suite: &Suite, trial: &Trial, measured: &Measured) -> Option<String> {
    let (case, calls) = (&trial.case, &measured.calls);
    let grid = suite.grids.of(&case.name)?;
    suite.disagreement(case, calls).or_else(|| {
        let is_witness = trial.column.runner.capabilities().witness;
        is_witness.then(|| kernel::contradiction(grid, calls, &measured.said))?
    })
}

fn test(context: &Context, trial: &Trial) -> Result<Completion, Failed> {
    let world = world::probe();
    if let Some(reason) = trial.ignored(&world) {
        return Ok(Completion::ignored_with(reason));
    }
    let case = &trial.case;
    // The oracle logs what the kernel knows of its sockets.
    let oracle = trial.column.label == ORACLE;
    let measured = measure(trial, &world, oracle);
    let (outcome, verdict) = (
        measured.judgement.outcome.to_string(),
        measured.judgement.verdict,
    );
    let shown = || format!("{}{}", measured.text(), measured.said);
    if case.is_self_test() {
        let found = (Some(outcome), Some(verdict.to_string()));
        let wanted = (case.header.outcome.clone(), case.header.verdict.clone());
        if found != wanted {
            return Err(format!("expected {wanted:?}, found {found:?}\n{}", shown()).into());
        }
        return Ok(Completion::Completed);
    }
    if verdict == Verdict::Broken {
        return Err(format!("{outcome}\n{}", shown()).into());
    }
    // The oracle is measured against the documents, not only against what it did before.
    if oracle && !meets(verdict) {
        return Err(format!("the oracle {verdict}\n{}", shown()).into());
    }
    let runner = suite::baseline(case.api());
    let this = runner == trial.column.label && gives_baseline(runner, &measured);
    if this && let Some(difference) = difference(&context.suite, trial, &measured) {
        return Err(format!("{difference}\n{}", shown()).into());
    }
    let other = match runner == trial.column.label {
        true => None,
        false => context.baseline(trial, runner),
    };
    let baseline = match &other {
        _ if this => Baseline::This,
        Some(text) => Baseline::Other(text),
        None => Baseline::None,
    };
    context.suite.snapshots.check(
        &case.name,
        &trial.column.label,
        &case.prose,
        &measured.text(),
        baseline,
    )?;
    Ok(Completion::Completed)
}
