//! Errnos: what each column makes of those of the host, by operation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use crate::event::{CallSeen, CaseSeen, ColumnSeen, TrialSeen};
use crate::host::{HostErrno, Injection};
use crate::name;
use crate::recording::Recording;

use super::aligned::aligned;
use super::cell::{self, Letter};
use super::text::ignored;

/// What the columns make of the errnos of the host, in the words of one interface.
#[derive(Debug, Serialize)]
pub struct Errnos<'r> {
    /// The interface.
    pub interface: &'r str,
    /// The labels of the columns that have trials, in their order, with their versions.
    pub columns: Vec<(&'r str, &'r str)>,
    /// The operations in the order of their names, each as the file of its cases is called.
    pub operations: Vec<Operation<'r>>,
}

/// An operation.
#[derive(Debug, Serialize)]
pub struct Operation<'r> {
    /// The name of the file of its cases.
    pub name: &'r str,
    /// The system calls that are answered, by the word that the header has for them.
    pub serves: &'static str,
    /// Of each errno what each column makes of it.
    pub errnos: Vec<(HostErrno, Vec<Option<Made<'r>>>)>,
}

/// What a column makes of an errno.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Made<'r> {
    /// The case.
    pub case: &'r str,
    /// What the guest is answered, in a word or two.
    pub answer: String,
    /// The letter of the trial.
    pub(super) letter: Letter,
}

/// Where a trial belongs: the folder of its case, the operation, the errno and the label of the column.
type Place<'r> = (&'r str, &'r str, HostErrno, &'r str);

/// Gives what `recording` has of it, an entry for each interface. Only `columns` count; where none is given, all do.
pub fn measure<'r>(recording: &'r Recording, columns: &[String]) -> Vec<Errnos<'r>> {
    let began = &recording.began;
    let mut cells: BTreeMap<Place, (&CaseSeen, Injection, &TrialSeen)> = BTreeMap::new();
    for trial in &recording.trials {
        let is_meant = columns.is_empty() || columns.contains(&trial.column);
        let case = began.case(&trial.case).filter(|_| is_meant);
        if let Some((case, injection)) = case.and_then(|case| Some((case, case.inject?))) {
            let operation = operation(&case.name);
            let place = (
                case.interface(),
                operation,
                injection.errno,
                trial.column.as_str(),
            );
            cells.entry(place).or_insert((case, injection, trial));
        }
    }
    let folders: BTreeSet<&str> = cells.keys().map(|place| place.0).collect();
    let all = folders.into_iter().map(|folder| {
        let of_folder = |place: &&Place| place.0 == folder;
        let places = || cells.keys().filter(of_folder);
        let has_trials = |column: &&ColumnSeen| places().any(|place| place.3 == column.label);
        let columns: Vec<&ColumnSeen> = began.columns.iter().filter(has_trials).collect();
        let names: BTreeSet<&str> = places().map(|place| place.1).collect();
        let operations = names.into_iter().map(|name| {
            let of_name = || places().filter(|place| place.1 == name);
            let errnos: BTreeSet<HostErrno> = of_name().map(|place| place.2).collect();
            let made = |errno: HostErrno| {
                let of_column = columns.iter().map(|column| {
                    let (case, _, trial) =
                        cells.get(&(folder, name, errno, column.label.as_str()))?;
                    Some(Made {
                        case: &case.name,
                        answer: cell::answer(case, trial, CallSeen::bare),
                        letter: cell::letter(trial),
                    })
                });
                (errno, of_column.collect())
            };
            let serves = of_name().find_map(|place| Some(cells.get(place)?.1.operation.name()));
            let mut errnos: Vec<_> = errnos.into_iter().map(made).collect();
            errnos.sort_by_key(|(errno, _)| errno.name());
            Operation {
                name,
                serves: serves.unwrap_or_default(),
                errnos,
            }
        });
        Errnos {
            interface: folder.rsplit('/').next().unwrap_or(folder),
            columns: columns
                .iter()
                .map(|column| (column.label.as_str(), column.version.as_str()))
                .collect(),
            operations: operations.collect(),
        }
    });
    all.collect()
}

/// The tables as JSON.
pub fn json(all: &[Errnos]) -> String {
    serde_json::to_string_pretty(all).expect("words and numbers are always JSON") + "\n"
}

/// The operation that a case is about: the name of its file.
fn operation(case: &str) -> &str {
    let (path, _) = name::parts(case);
    path.rsplit('/').next().unwrap_or(path)
}

/// A table for each interface: of each operation how many errnos each column tells as it is to, then those that some column does
/// not. `None` where no trial of these columns has the host answer anything.
pub fn render(recording: &Recording, columns: &[String]) -> Option<String> {
    let all = measure(recording, columns);
    if all.is_empty() {
        return None;
    }
    let mut text = String::new();
    for one in &all {
        text.push_str(&one.render());
        text.push('\n');
    }
    text.push_str(
        "Each line below an operation is an errno of the host, and what the guest is answered then: = as it is to be; another\n\
         word: something else; ?: not asked, since the runtime makes no such call, or a set-up failed; -: not tried.\n",
    );
    let of_errnos = recording.trials.iter().filter(|trial| {
        let case = recording.began.case(&trial.case);
        case.is_some_and(|case| case.inject.is_some())
            && (columns.is_empty() || columns.contains(&trial.column))
    });
    text.push_str(&ignored(of_errnos));
    Some(text)
}

impl Errnos<'_> {
    fn render(&self) -> String {
        let labels = self.columns.iter().map(|(label, _)| (*label).to_owned());
        let versions = self
            .columns
            .iter()
            .map(|(_, version)| (*version).to_owned());
        let first = |title: &str| vec![title.to_owned()];
        let mut lines = vec![
            first(self.interface).into_iter().chain(labels).collect(),
            first("").into_iter().chain(versions).collect(),
        ];
        let mut kept = Vec::new();
        for operation in &self.operations {
            let shares = (0..self.columns.len()).map(|at| operation.share(at));
            lines.push(first(operation.name).into_iter().chain(shares).collect());
            let mut by_all = Vec::new();
            for (errno, made) in &operation.errnos {
                let is_told =
                    |made: &Option<Made>| made.as_ref().is_some_and(|made| made.letter.is_told());
                match made.iter().any(is_told) {
                    true => {
                        let words = made.iter().map(|made| word(made.as_ref()));
                        let title = format!("  {errno}");
                        lines.push(vec![title].into_iter().chain(words).collect());
                    }
                    false => by_all.push(errno.name()),
                }
            }
            if !by_all.is_empty() {
                kept.push((operation.name, by_all));
            }
        }
        let mut text = aligned(&lines);
        if !kept.is_empty() {
            text.push_str("As they are to be on all of these runners:\n");
        }
        for (operation, errnos) in kept {
            let _ = writeln!(text, "  {operation}: {}", errnos.join(" "));
        }
        text
    }
}

impl Operation<'_> {
    /// How many errnos the column at this place tells as it is to, of those that it was asked: `10 of 16`.
    fn share(&self, column: usize) -> String {
        let made = self
            .errnos
            .iter()
            .filter_map(|(_, made)| made[column].as_ref());
        let judged: Vec<Letter> = made
            .map(|made| made.letter)
            .filter(|letter| letter.is_judged())
            .collect();
        let right = judged.iter().filter(|letter| **letter == Letter::C);
        match judged.len() {
            0 => "-".to_owned(),
            all => format!("{} of {all}", right.count()),
        }
    }
}

/// What a column makes of an errno, in a word.
fn word(made: Option<&Made>) -> String {
    match made {
        None => String::new(),
        Some(made) => match made.letter {
            Letter::C | Letter::R => "=".to_owned(),
            Letter::N => "?".to_owned(),
            Letter::U | Letter::I => "-".to_owned(),
            _ => made.answer.clone(),
        },
    }
}

#[cfg(test)]
mod tests;
