//! Policies: how each column keeps to them, by policy and operation.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use wasock_runners::Grant;

use crate::event::{CallSeen, CaseSeen, ColumnSeen, GridSeen, TrialSeen};
use crate::name;
use crate::outcome::Outcome;
use crate::recording::Recording;

use super::aligned::aligned;
use super::cell::{self, Letter};
use super::text::ignored;

/// A table for each interface, with policies and the operations under them as rows and columns as columns; then what was wrong, and
/// what the words mean. Only `columns` count; where none is given, all do. `None` where no trial of them is under a policy.
pub fn render(recording: &Recording, columns: &[String]) -> Option<String> {
    let counts = |trial: &&TrialSeen| {
        let is_meant = columns.is_empty() || columns.contains(&trial.column);
        is_meant && name::policy(&trial.case).is_some()
    };
    let trials: Vec<&TrialSeen> = recording.trials.iter().filter(counts).collect();
    if trials.is_empty() {
        return None;
    }
    let mut text = String::new();
    let interfaces: BTreeSet<&str> = trials.iter().map(|one| name::folder(&one.case)).collect();
    for interface in interfaces {
        let of_this = |trial: &&&TrialSeen| name::folder(&trial.case) == interface;
        let trials: Vec<&TrialSeen> = trials.iter().filter(of_this).copied().collect();
        text.push_str(&Table::new(recording, interface, &trials).render());
        text.push('\n');
    }
    text.push_str(
        "no: refused, as it must be; yes: granted, as it must be; another word: answered so, which is wrong;\n\
         *: somebody was tried to be reached; ?: not asked, since a set-up failed; -: not offered, not tried, or left open.\n",
    );
    text.push_str(&wrong(recording, &trials));
    text.push_str(&ignored(trials.into_iter()));
    Some(text)
}

/// The trials of one interface, by policy and operation.
struct Table<'r> {
    interface: &'r str,
    columns: Vec<&'r ColumnSeen>,
    /// By policy, operation and the label of the column.
    cells: BTreeMap<(Place<'r>, &'r str, &'r str), Tally>,
}

/// The policy that a folder is named for: its place in the order of all, and its name.
type Place<'r> = (usize, &'r str);

impl<'r> Table<'r> {
    fn new(recording: &'r Recording, folder: &'r str, trials: &[&'r TrialSeen]) -> Table<'r> {
        let began = &recording.began;
        let interface = folder.rsplit('/').next().unwrap_or(folder);
        let has_trials = |column: &&ColumnSeen| {
            let mut trials = trials.iter();
            trials.any(|trial| trial.column == column.label)
        };
        let files = trials.iter().map(|trial| file(&trial.case)).collect();
        let mut cells: BTreeMap<_, Tally> = BTreeMap::new();
        for trial in trials {
            let policy = name::policy(&trial.case);
            let (Some(case), Some(policy)) = (began.case(&trial.case), policy) else {
                continue;
            };
            let operation = operation(began.grid(interface), &files, &case.name);
            let cell = (place(policy), operation, trial.column.as_str());
            cells.entry(cell).or_default().add(case, trial);
        }
        Table {
            interface,
            columns: began.columns.iter().filter(has_trials).collect(),
            cells,
        }
    }

    /// The head, then for each policy a line that sums it up, and one for each operation.
    fn render(&self) -> String {
        let label = |column: &&ColumnSeen| column.label.clone();
        let version = |column: &&ColumnSeen| column.version.clone();
        let mut lines = vec![
            self.line(self.interface, &mut self.columns.iter().map(label)),
            self.line("", &mut self.columns.iter().map(version)),
        ];
        let mut rows: Vec<(Place, &str)> = self.cells.keys().map(|cell| (cell.0, cell.1)).collect();
        rows.dedup();
        let mut before = None;
        for (policy, operation) in rows {
            if before != Some(policy) {
                let of_policy = |column: &&ColumnSeen| {
                    let of_this =
                        |cell: &(Place, &str, &str)| cell.0 == policy && cell.2 == column.label;
                    let cells = self.cells.iter().filter(|(cell, _)| of_this(cell));
                    cells.fold(Tally::default(), |sum, (_, tally)| sum.and(tally))
                };
                let sums = self.columns.iter().map(of_policy);
                lines.push(self.line(policy.1, &mut sums.map(|tally| tally.share())));
                before = Some(policy);
            }
            let of_column = |column: &&ColumnSeen| {
                let cell = (policy, operation, column.label.as_str());
                self.cells.get(&cell).map_or(String::new(), Tally::words)
            };
            let operation = format!("  {operation}");
            lines.push(self.line(&operation, &mut self.columns.iter().map(of_column)));
        }
        aligned(&lines)
    }

    fn line(&self, title: &str, cells: &mut dyn Iterator<Item = String>) -> Vec<String> {
        [title.to_owned()].into_iter().chain(cells).collect()
    }
}

/// What trials came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Tally {
    /// Refused, as it must be.
    refused: usize,
    /// Granted, as it must be.
    granted: usize,
    /// The wrong answers, each with how many trials gave it.
    wrong: BTreeMap<String, usize>,
    /// A set-up failed.
    unasked: usize,
    /// Not offered, not tried, or left open by the documents.
    untried: usize,
    /// How many of them tried to reach somebody.
    touched: usize,
}

impl Tally {
    fn add(&mut self, case: &CaseSeen, trial: &TrialSeen) {
        match cell::letter(trial) {
            Letter::C if is_granted(case, trial) => self.granted += 1,
            Letter::C => self.refused += 1,
            Letter::N => self.unasked += 1,
            Letter::U | Letter::I | Letter::R => self.untried += 1,
            Letter::B | Letter::X | Letter::H | Letter::M | Letter::S => {
                let word = answer(case, trial);
                *self.wrong.entry(word).or_default() += 1;
            }
        }
        self.touched += usize::from(touched(trial));
    }

    fn and(mut self, other: &Tally) -> Tally {
        self.refused += other.refused;
        self.granted += other.granted;
        for (word, count) in &other.wrong {
            *self.wrong.entry(word.clone()).or_default() += count;
        }
        self.unasked += other.unasked;
        self.untried += other.untried;
        self.touched += other.touched;
        self
    }

    /// `2 no, yes, success*, ?`.
    fn words(&self) -> String {
        let own = [("no", self.refused), ("yes", self.granted)];
        let own = own
            .into_iter()
            .map(|(word, count)| (word.to_owned(), count));
        let wrong = self
            .wrong
            .iter()
            .map(|(word, count)| (word.clone(), *count));
        let rest = [("?", self.unasked), ("-", self.untried)];
        let rest = rest
            .into_iter()
            .map(|(word, count)| (word.to_owned(), count));
        let words = own.chain(wrong).chain(rest).filter(|(_, count)| *count > 0);
        let words = words.map(|(word, count)| match count {
            1 => word,
            _ if word == "-" => word,
            count => format!("{count} {word}"),
        });
        words.collect::<Vec<_>>().join(", ")
    }

    /// How many are as they must be, of those that were asked: `7 of 8`.
    fn share(&self) -> String {
        let right = self.refused + self.granted;
        let asked = right + self.wrong.values().sum::<usize>();
        match (asked, self.touched) {
            (0, _) => "-".to_owned(),
            (asked, 0) => format!("{right} of {asked}"),
            (asked, touched) => format!("{right} of {asked}, {touched} *"),
        }
    }
}

/// Whether a guest was granted what it asked: the last of its questions says so, since either half of an operation may refuse.
fn is_granted(case: &CaseSeen, trial: &TrialSeen) -> bool {
    let calls = case.questions().last().zip(trial.measured());
    let last = calls.and_then(|(question, measured)| measured.calls_on(question.line).next_back());
    last.is_some_and(|call| matches!(call.answer.as_str(), "success" | "ok" | "returns"))
}

/// Whether a trial in which nobody was to be reached tried it.
fn touched(trial: &TrialSeen) -> bool {
    let outcome = trial.measured().map(|measured| &measured.outcome);
    matches!(outcome, Some(Outcome::Touched(_)))
}

/// What a trial answered that is wrong, in a word; with a mark where somebody was tried to be reached.
fn answer(case: &CaseSeen, trial: &TrialSeen) -> String {
    let finding = trial
        .measured()
        .and_then(|measured| measured.finding.as_ref());
    match (touched(trial), finding) {
        (false, _) => cell::answer(case, trial, CallSeen::bare),
        (true, Some(_)) => cell::answer(case, trial, CallSeen::bare) + "*",
        // It was answered as it must be.
        (true, None) => "no*".to_owned(),
    }
}

/// The trials that were answered otherwise than they must be, with what is required.
fn wrong(recording: &Recording, trials: &[&TrialSeen]) -> String {
    let mut text = String::new();
    for trial in trials {
        let is_wrong = cell::letter(trial) < Letter::N;
        let case = recording.began.case(&trial.case).filter(|_| is_wrong);
        let (Some(case), Some(measured)) = (case, trial.measured()) else {
            continue;
        };
        if text.is_empty() {
            text.push_str("\nAnswered otherwise than it must be:\n");
        }
        let line = measured
            .finding
            .as_ref()
            .map_or(case.asks, |found| found.line);
        let required = case.expectation(line).map_or("", |one| one.text.as_str());
        let (name, answer) = (trial.name(), answer(case, trial));
        let _ = writeln!(text, "  {name}: {answer}, required: {required}");
        if let Outcome::Touched(what) = &measured.outcome {
            let _ = writeln!(text, "    {what}");
        }
    }
    text
}

/// The place of a policy in the order of all; one that is not known comes last.
fn place(policy: &str) -> Place<'_> {
    let mut all = Grant::ALL.iter();
    let known = all.position(|grant| grant.to_string() == policy);
    (known.unwrap_or(Grant::ALL.len()), policy)
}

/// The operation that the file of a case is named for, without what stands behind it: the longest that its grid has; of a call that
/// is in no grid, the shortest of the `files` that the name begins with.
fn operation<'r>(grid: Option<&'r GridSeen>, files: &BTreeSet<&'r str>, case: &'r str) -> &'r str {
    let file = file(case);
    let is_named = |name: &&str| {
        let rest = file.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let sockets = grid.into_iter().flat_map(|grid| &grid.sockets);
    let operations = sockets.flat_map(|socket| &socket.operations);
    let named = operations.map(|one| one.name.as_str()).filter(is_named);
    let named = named.max_by_key(|name| name.len());
    let shortest = || files.iter().copied().find(|file| is_named(file));
    named.or_else(shortest).unwrap_or(file)
}

/// The name of the file of a case.
fn file(case: &str) -> &str {
    let (path, _) = name::parts(case);
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests;
