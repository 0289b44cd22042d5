//! The main of `cargo test`: every trial is a test, and so is the tree as a whole.
//!
//! A trial is tried once in a process, whoever needs it: the test of its own, that of the rows of its grid, or where snapshots are
//! being accepted a trial of another column, which is held against what the baseline's column does now.

mod lies;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use libtest_mimic::{Arguments, Completion, Failed, Trial as Test};

use crate::at_once::{self, at_once};
use crate::case::{Case, CaseError};
use crate::column::Columns;
use crate::command;
use crate::event::Began;
use crate::interface::{self, Interface};
use crate::measure::Measured;
use crate::name;
use crate::recording::Recording;
use crate::run::{self, Attempt};
use crate::snapshot::{Comparison, ORACLE, accepting};
use crate::standing::{self, Objection, Standing, Stray};
use crate::suite::{self, Suite, Trial};
use crate::world;

/// The test of the tree as a whole.
const TREE: &str = "tree";

/// Runs the tests that the command line of `cargo test` selects, on these columns.
pub(crate) fn main(columns: Columns) -> ExitCode {
    let mut arguments = Arguments::from_args();
    // Trials wait more than they compute.
    arguments.test_threads.get_or_insert_with(run::default_jobs);
    let suite = match Suite::here() {
        Ok(suite) => suite,
        Err(error) => {
            command::warn(format_args!("error: {error}"));
            return ExitCode::from(101);
        }
    };
    let context = Context::new(suite, columns, arguments.clone());
    let tests = tests(&Arc::new(context), &arguments);
    libtest_mimic::run(&arguments, tests).exit_code()
}

/// What the tests of this process share.
struct Context {
    suite: Suite,
    columns: Columns,
    /// The cases that were read, by their names.
    cases: Mutex<BTreeMap<String, Arc<Case>>>,
    /// What the trials came to that somebody needed, by their names.
    tried: Mutex<BTreeMap<String, Arc<OnceLock<Arc<Attempt>>>>>,
    /// What selects tests.
    arguments: Arguments,
}

impl Context {
    fn new(suite: Suite, columns: Columns, arguments: Arguments) -> Context {
        Context {
            arguments,
            suite,
            columns,
            cases: Mutex::default(),
            tried: Mutex::default(),
        }
    }

    /// Reads a case, which is read once.
    fn case(&self, name: &str) -> Result<Arc<Case>, CaseError> {
        let cases = || self.cases.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = cases().get(name) {
            return Ok(known.clone());
        }
        let case = Arc::new(self.suite.load(name)?);
        cases().insert(name.to_owned(), case.clone());
        Ok(case)
    }

    /// What a trial comes to. Whoever needs it first tries it, and the others wait.
    fn attempt(&self, trial: &Trial) -> Arc<Attempt> {
        let slot = {
            let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
            tried.entry(trial.name()).or_default().clone()
        };
        let attempt = || Arc::new(Attempt::make(&self.suite, trial, &world::probe()));
        slot.get_or_init(attempt).clone()
    }

    /// The trials of the cases that are `wanted` by their names.
    fn trials(&self, wanted: impl Fn(&str) -> bool) -> Result<Vec<Trial>, Failed> {
        let mut trials = Vec::new();
        for name in self.suite.names()?.iter().filter(|name| wanted(name)) {
            trials.extend(suite::trials(&self.case(name)?, &self.columns));
        }
        Ok(trials)
    }

    /// Whether the test of this name is selected.
    fn is_selected(&self, name: &str) -> bool {
        let fits = |filter: &String| match self.arguments.exact {
            true => filter == name,
            false => name.contains(filter.as_str()),
        };
        self.arguments.filter.as_ref().is_none_or(fits) && !self.arguments.skip.iter().any(fits)
    }

    /// How a trial stands to the baseline that its column gives now, where snapshots are being accepted: the file of the baseline
    /// may be about to change.
    ///
    /// # Errors
    /// What is to be done first, where that baseline will not be what is recorded.
    fn afresh(&self, trial: &Trial, measured: &Measured) -> Result<Option<Standing>, String> {
        let column = self.columns.find(ORACLE);
        let Some(column) = column.filter(|_| trial.column.label != ORACLE) else {
            return Ok(None);
        };
        let baseline = Trial::new(trial.case.clone(), column.clone());
        let attempt = self.attempt(&baseline);
        let Attempt::Tried(other, standing) = &*attempt else {
            return Ok(None);
        };
        let name = baseline.name();
        if !standing.is_acceptable() {
            return Err(format!(
                "{name} gives the baseline, and is not as it is to be: mend that first"
            ));
        }
        if standing.comparison != Comparison::Same && !self.is_selected(&name) {
            return Err(format!(
                "{name} gives the baseline, and is not as recorded: accept it together with this one"
            ));
        }
        let fresh = other.transcript();
        Ok(Some(standing::assess(
            &self.suite,
            trial,
            measured,
            Some(&fresh),
        )))
    }
}

/// All tests that `arguments` may select: the trials, then those that need the results of trials, so that they find them.
fn tests(context: &Arc<Context>, arguments: &Arguments) -> Vec<Test> {
    let filter = arguments.filter.as_deref();
    // With `--exact` only the file of that case is read, so that a process for each test stays cheap.
    let exact = filter.filter(|_| arguments.exact);
    let of_case = exact.and_then(|filter| filter.split("::").next());
    let names = context
        .suite
        .names()
        .unwrap_or_else(|error| panic!("{error}"));
    let is_meant = |name: &&String| of_case.is_none_or(|wanted| wanted == *name);
    let names: Vec<&String> = names.iter().filter(is_meant).collect();
    // A case that has mistakes is read once more below, to tell them.
    at_once(at_once::cores(), &names, |name| drop(context.case(name)));
    let mut tests = Vec::new();
    for name in names {
        match context.case(name) {
            Ok(case) => {
                for trial in suite::trials(&case, &context.columns) {
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
    let mut whole = rows(context);
    whole.extend(failures(context));
    let shared = context.clone();
    whole.push(Test::test(TREE, move || tree(&shared)));
    whole.extend(lies::tests(context));
    whole.retain(|test| exact.is_none_or(|wanted| wanted == test.name()));
    tests.extend(whole);
    tests
}

/// Tries a trial and holds it to all that is asked of it, or accepts what it did.
fn test(context: &Context, trial: &Trial) -> Result<Completion, Failed> {
    let case = &trial.case;
    let attempt = context.attempt(trial);
    let (measured, standing) = match &*attempt {
        Attempt::Ignored(reason) => return Ok(Completion::ignored_with(reason)),
        Attempt::Tried(measured, standing) => (measured, standing),
    };
    let transcript = measured.transcript();
    if case.is_self_test() {
        let (outcome, verdict) = (&measured.judgement.outcome, measured.judgement.verdict);
        let found = (Some(outcome.to_string()), Some(verdict.to_string()));
        let wanted = (case.header.outcome.clone(), case.header.verdict.clone());
        if found != wanted {
            let said = &measured.said;
            return Err(format!("expected {wanted:?}, found {found:?}\n{transcript}{said}").into());
        }
        return Ok(Completion::Completed);
    }
    if !accepting() {
        return hold(context, trial, standing, measured).map(|()| Completion::Completed);
    }
    let afresh = context.afresh(trial, measured)?;
    let standing = afresh.as_ref().unwrap_or(standing);
    let snapshots = &context.suite.snapshots;
    match &standing.place {
        Some(place) if standing.is_acceptable() => {
            snapshots.accept(&case.name, &trial.column.label, &transcript, place)?;
            Ok(Completion::Completed)
        }
        _ => Err(against(standing, measured).into()),
    }
}

/// Fails where a trial is not as it is to be. What was to be recorded otherwise is shown, and held out for review, by insta.
fn hold(
    context: &Context,
    trial: &Trial,
    standing: &Standing,
    measured: &Measured,
) -> Result<(), Failed> {
    if standing.is_as_it_should_be() {
        return Ok(());
    }
    let case = &trial.case.name;
    if let (true, Some(place)) = (standing.objections.is_empty(), &standing.place) {
        let snapshots = &context.suite.snapshots;
        snapshots.review(case, &trial.column.label, &measured.transcript(), place);
    }
    Err(against(standing, measured).into())
}

/// What stands against a trial, with what it did.
fn against(standing: &Standing, measured: &Measured) -> String {
    let mut text = String::new();
    for objection in &standing.objections {
        let _ = writeln!(text, "{objection}");
    }
    match &standing.comparison {
        Comparison::Same | Comparison::Unrecorded => {}
        Comparison::Nothing => text.push_str("nothing is recorded of it\n"),
        Comparison::Different(before) => {
            let _ = writeln!(text, "it was recorded otherwise:\n{before}");
        }
    }
    let _ = write!(text, "{}{}", measured.transcript(), measured.said);
    let witness = measured.witness.as_deref().unwrap_or_default();
    let contradicted = |one: &Objection| matches!(one, Objection::Contradicted(_));
    if standing.objections.iter().any(contradicted) {
        text.push_str(witness);
    }
    text
}

/// For each grid that calls rows complete a test of these.
fn rows(context: &Arc<Context>) -> Vec<Test> {
    let mut tests = Vec::new();
    for grid in context.suite.grids.iter() {
        let interface = grid.interface.clone();
        let mut sockets = grid.sockets().map(|socket| socket.name());
        let any = sockets.any(|socket| grid.states(socket).any(|state| state.complete));
        if !any || context.columns.find(ORACLE).is_none() {
            continue;
        }
        let context = context.clone();
        let name = format!("{interface}/grid::{ORACLE}");
        tests.push(Test::ignorable_test(name, move || {
            complete(&context, &interface)
        }));
    }
    tests
}

/// For each interface a test of the failures that the trials of the baseline's column observe.
fn failures(context: &Arc<Context>) -> Vec<Test> {
    if context.columns.find(ORACLE).is_none() {
        return Vec::new();
    }
    let tests = interface::all().map(|interface| {
        let context = context.clone();
        let name = format!("{}/errnos::{ORACLE}", interface.name);
        Test::ignorable_test(name, move || observed(&context, interface))
    });
    tests.collect()
}

/// Holds the rows of a grid that are called complete to what the trials of the baseline's column were seen asking.
fn complete(context: &Context, interface: &str) -> Result<Completion, Failed> {
    let grids = &context.suite.grids;
    let in_grid = |name: &str| {
        grids
            .cell(name)
            .is_some_and(|cell| cell.interface == interface)
    };
    whole(context, in_grid, standing::unreached)
}

/// Holds what is said of the failures of an interface to what the trials of the baseline's column observe, in all folders.
fn observed(context: &Context, interface: &'static Interface) -> Result<Completion, Failed> {
    let is_of_it = |name: &str| {
        let folder = interface::of_folder(name::folder(name));
        !name.starts_with("self/") && folder.is_some_and(|one| one.name == interface.name)
    };
    whole(context, is_of_it, standing::unobserved)
}

/// Tries the cases that are `wanted` in the column of the baseline, and fails where what they came to together is not as it is to be.
fn whole(
    context: &Context,
    wanted: impl Fn(&str) -> bool,
    strays: fn(&Suite, &Recording) -> Vec<Stray>,
) -> Result<Completion, Failed> {
    let mut trials = context.trials(wanted)?;
    trials.retain(|trial| trial.column.label == ORACLE);
    let world = world::probe();
    if let Some(reason) = trials.iter().find_map(|trial| trial.ignored(&world)) {
        return Ok(Completion::ignored_with(reason));
    }
    let suite = &context.suite;
    let mut recording = Recording {
        began: Began::before_trials(suite, &context.columns, &trials, &world)?,
        ..Recording::default()
    };
    at_once(run::default_jobs(), &trials, |trial| {
        drop(context.attempt(trial));
    });
    let began = &recording.began;
    let seen = trials.iter();
    let seen = seen.map(|trial| context.attempt(trial).seen(suite, began, trial));
    recording.trials = seen.collect();
    none(&strays(suite, &recording))?;
    Ok(Completion::Completed)
}

/// Holds the tree to having nothing that no trial answers for.
fn tree(context: &Context) -> Result<(), Failed> {
    let trials = context.trials(|_| true)?;
    none(&standing::strays(&context.suite, &context.columns, &trials))
}

fn none(strays: &[Stray]) -> Result<(), Failed> {
    let lines: BTreeSet<String> = strays.iter().map(Stray::to_string).collect();
    match lines.is_empty() {
        true => Ok(()),
        false => Err(Vec::from_iter(lines).join("\n").into()),
    }
}
