//! Which failures of each interface were observed, from which function and in which cases; and which can never be, and why.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::event::{CallSeen, CaseSeen, ColumnSeen, TrialSeen};
use crate::interface::{self, Interface};
use crate::never::{self, Never};
use crate::recording::Recording;
use crate::snapshot::ORACLE;

use super::aligned::aligned;

/// What the trials of a recording have observed of one interface.
#[derive(Debug)]
pub struct Observed<'r> {
    /// The interface.
    pub interface: &'static Interface,
    /// The columns that were looked at.
    columns: Vec<&'r ColumnSeen>,
    /// The cases in which each function gave each failure.
    failures: BTreeMap<&'r str, BTreeMap<&'r str, Seen<'r>>>,
}

/// The cases in which a function gave a failure.
#[derive(Debug, Default)]
struct Seen<'r> {
    /// Those in which it came by itself.
    natural: BTreeSet<&'r str>,
    /// Those in which the host was made to answer it.
    injected: BTreeSet<&'r str>,
}

/// What was observed of each interface that the recording has trials of. Only `columns` count; where none is given, the reference
/// does.
pub fn measure<'r>(recording: &'r Recording, columns: &[String]) -> Vec<Observed<'r>> {
    let all = interface::all().filter_map(|interface| Observed::of(recording, interface, columns));
    all.collect()
}

/// The tables, one for each interface. `nevers` says by its name what cannot be observed there.
pub fn render(all: &[Observed], nevers: &BTreeMap<&str, Never>) -> String {
    let none = Never::default();
    let never = |one: &Observed| nevers.get(one.interface.name).unwrap_or(&none);
    let tables = all.iter().map(|one| one.table(never(one)));
    tables.collect::<Vec<_>>().join("\n")
}

impl<'r> Observed<'r> {
    fn of(
        recording: &'r Recording,
        interface: &'static Interface,
        columns: &[String],
    ) -> Option<Observed<'r>> {
        let counts = |column: &&ColumnSeen| match columns {
            [] => column.label == ORACLE,
            named => named.contains(&column.label),
        };
        let mut observed = Observed {
            interface,
            columns: Vec::new(),
            failures: BTreeMap::new(),
        };
        for column in recording.began.columns.iter().filter(counts) {
            let of_column = |trial: &&TrialSeen| trial.column == column.label;
            let mut any = false;
            for trial in recording.trials.iter().filter(of_column) {
                let case = recording.began.case(&trial.case);
                let is_of_it = |case: &&CaseSeen| {
                    interface::of_folder(case.interface())
                        .is_some_and(|one| one.name == interface.name)
                };
                if let (Some(case), Some(measured)) = (case.filter(is_of_it), trial.measured()) {
                    any = true;
                    for call in &measured.calls {
                        observed.count(case, call);
                    }
                }
            }
            observed.columns.extend(any.then_some(column));
        }
        (!observed.columns.is_empty()).then_some(observed)
    }

    fn count(&mut self, case: &'r CaseSeen, call: &'r CallSeen) {
        let function = call.call.split('(').next().unwrap_or_default();
        let is_failure = call.errno.is_some() || call.answer.starts_with("err(");
        if !is_failure || interface::is_peer(function.split('.').next().unwrap_or_default()) {
            return;
        }
        let functions = self.failures.entry(&call.answer).or_default();
        let seen = functions.entry(function).or_default();
        let cases = match case.inject {
            Some(_) => &mut seen.injected,
            None => &mut seen.natural,
        };
        cases.insert(&case.name);
    }

    /// The failures that were not observed, and of which nothing says that they cannot be.
    pub fn missing(&self, never: &Never) -> Vec<String> {
        let mut all = never::failures(self.interface);
        all.retain(|one| !self.failures.contains_key(one.as_str()) && never.why(one).is_none());
        all
    }

    /// The failures that are said never to be observed, and were, each with a case.
    pub fn refuted<'n>(&self, never: &'n Never) -> Vec<(&'n str, &'r str)> {
        let listed = never.reasons.iter().flat_map(|reason| &reason.failures);
        let found = listed.filter_map(|failure| {
            let functions = self.failures.get(failure.as_str())?;
            let seen = functions.values().next()?;
            let case = seen.natural.first().or(seen.injected.first())?;
            Some((failure.as_str(), *case))
        });
        found.collect()
    }

    fn table(&self, never: &Never) -> String {
        let all = never::failures(self.interface);
        let observed = all
            .iter()
            .filter(|one| self.failures.contains_key(one.as_str()));
        let (title, columns) = (self.interface.title, self.columns.iter());
        let columns: Vec<String> = columns.map(|column| column.title()).collect();
        let mut text = format!(
            "{title} on {}: {} of {} failures were observed\n\n",
            columns.join(", "),
            observed.clone().count(),
            all.len()
        );
        let head = ["failure", "from", "by itself", "injected", "such as"];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        for failure in observed {
            let mut named = failure.clone();
            if let Some(errno) = interface::errno_named(failure) {
                named = errno.to_string();
            }
            for (function, seen) in &self.failures[failure.as_str()] {
                let best = shortest(&seen.natural).or_else(|| shortest(&seen.injected));
                rows.push(vec![
                    std::mem::take(&mut named),
                    (*function).to_owned(),
                    count(&seen.natural),
                    count(&seen.injected),
                    best.unwrap_or_default().to_owned(),
                ]);
            }
        }
        text.push_str(&aligned(&rows));
        for reason in &never.reasons {
            let _ = writeln!(
                text,
                "\nNever {}:\n  {}",
                reason.failures.join(", "),
                reason.why.trim()
            );
        }
        let missing = self.missing(never);
        if !missing.is_empty() {
            let _ = writeln!(
                text,
                "\nObserved by no trial, and may be: {}.",
                missing.join(", ")
            );
        }
        for (failure, case) in self.refuted(never) {
            let _ = writeln!(
                text,
                "\nCalled never to be seen, and was: {failure}, by {case}."
            );
        }
        text
    }
}

fn shortest<'r>(cases: &BTreeSet<&'r str>) -> Option<&'r str> {
    cases.iter().copied().min_by_key(|case| case.len())
}

fn count(cases: &BTreeSet<&str>) -> String {
    match cases.len() {
        0 => "-".to_owned(),
        count => count.to_string(),
    }
}

/// Whether a recording has every trial that says what is observed of an interface: it has some on the runner of its baseline, and
/// all of these could be tried.
pub fn is_whole(recording: &Recording, interface: &Interface) -> bool {
    let of_baseline = |trial: &&TrialSeen| {
        let case = recording.began.case(&trial.case);
        let folder = case.map_or("", CaseSeen::interface);
        let is_of_it = interface::of_folder(folder).is_some_and(|one| one.name == interface.name);
        is_of_it && trial.column == ORACLE
    };
    let mut trials = recording.trials.iter().filter(of_baseline).peekable();
    trials.peek().is_some() && trials.all(|trial| trial.ignored().is_none())
}
