//! The page of a cell, or of a row over all interfaces: what each interface requires there, by which clauses, and what each column
//! answered last.

use std::fmt::Write as _;
use std::path::Path;

use crate::case::Case;
use crate::event::{self, CaseSeen, GridSeen, Row, TrialSeen, UnknownRow};
use crate::header::Level;
use crate::interface;
use crate::mistake;
use crate::recording::Recording;
use crate::report::compare;
use crate::started;
use crate::suite::Suite;

/// A row that was asked for.
#[derive(Debug)]
pub struct Wanted {
    grids: Vec<GridSeen>,
    row: Row,
    /// The interface, where only its cell is wanted.
    interface: Option<String>,
}

/// What was answered last, if a run was recorded.
#[derive(Debug, Clone, Copy)]
pub struct Last<'r> {
    /// The file of the recording.
    pub file: &'r Path,
    /// The recording, or why there is none that can be used.
    pub recording: Result<&'r Recording, &'r str>,
}

impl Wanted {
    /// The row that `given` names, in the words of any interface and with or without the interface before them.
    ///
    /// # Errors
    /// [`UnknownRow`] with the rows that are near.
    pub fn find(suite: &Suite, given: &str) -> Result<Wanted, UnknownRow> {
        let grids = GridSeen::from_suite(suite);
        let row = Row::find(&grids, given)?;
        let first = given.split('/').next().unwrap_or_default();
        let interface = grids.iter().find(|grid| grid.interface == first);
        let interface = interface.map(|grid| grid.interface.clone());
        Ok(Wanted {
            grids,
            row,
            interface,
        })
    }
}

/// The page; with `verbose` it tells what each clause says, and not only where it stands.
pub fn page(suite: &Suite, wanted: &Wanted, cases: &[Case], last: Last, verbose: bool) -> String {
    let mut text = format!("{}\n", wanted.row.name);
    let seen = cases.iter();
    let seen: Vec<CaseSeen> = seen
        .map(|case| CaseSeen::from_case(case, suite, &wanted.grids))
        .collect();
    let mut any = None;
    for grid in &wanted.grids {
        let wants = wanted.interface.as_ref();
        if wants.is_some_and(|wants| *wants != grid.interface) {
            continue;
        }
        let mut of_grid = seen.iter().filter(|case| {
            let row = case.cell.as_ref().and_then(|cell| cell.row.as_ref());
            row == Some(&wanted.row.name) && case.interface() == grid.interface
        });
        let Some(first) = of_grid.next() else {
            continue;
        };
        any = any.or(Some(first));
        let _ = writeln!(text, "\n{}", state(grid, first));
        for case in [first].into_iter().chain(of_grid) {
            text.push('\n');
            text.push_str(&required(suite, case, verbose));
            if let Ok(recording) = last.recording {
                text.push_str(&answered(case, recording));
            }
        }
    }
    if any.is_none() {
        let _ = writeln!(
            text,
            "\nNo case asks it; `{wasock} coverage` shows what is asked.",
            wasock = started::words()
        );
    }
    text.push_str(&next(wanted, last, any));
    text
}

/// The state of a cell, by its interface: `WASIX, bound: The socket has an address.`
fn state(grid: &GridSeen, case: &CaseSeen) -> String {
    let title = interface::named(&grid.interface).map_or(&*grid.interface, |one| one.title);
    let state = case.cell.as_ref().and_then(|cell| {
        let socket = grid.socket(&cell.socket)?;
        socket.state(&cell.state)
    });
    match state {
        Some(state) => format!("{title}, {}: {}", state.name, state.meaning),
        None => title.to_owned(),
    }
}

/// What a case requires, and by which clauses: their ids, or with `verbose` what they say and where.
fn required(suite: &Suite, case: &CaseSeen, verbose: bool) -> String {
    let name = case.name.rsplit('/').next().unwrap_or_default();
    let mut text = format!("  {name}  [{}]\n", case.level);
    let head = match case.level {
        Level::May => "not judged",
        _ => "required",
    };
    let questions = case.questions();
    let questions: Vec<String> = questions
        .map(|question| format!("L{} {}", question.line, question.text))
        .collect();
    text.push_str(&line(head, &questions.join("; then ")));
    if !verbose {
        text.push_str(&line("by", &case.refs.join(", ")));
        return text;
    }
    let cited = case.refs.iter().filter_map(|id| suite.claims.get(id));
    for (place, claim) in cited.enumerate() {
        let head = if place == 0 { "by" } else { "" };
        let clause = format!("{}, {}: {}", claim.document, claim.place, claim.promise);
        text.push_str(&line(head, &clause));
    }
    text
}

/// A line about a case.
fn line(head: &str, words: &str) -> String {
    format!("    {head:10}  {words}\n")
}

/// What each column answered in a recorded run to the question of the path, equal answers once.
fn answered(case: &CaseSeen, recording: &Recording) -> String {
    // The recording may be of another day, so its own text of the case says where its answers stand.
    let Some(recorded) = recording.began.case(&case.name) else {
        return String::new();
    };
    let mut answers: Vec<(String, Vec<String>)> = Vec::new();
    for column in &recording.began.columns {
        let is_it = |trial: &&TrialSeen| trial.case == case.name && trial.column == column.label;
        let Some(trial) = recording.trials.iter().find(is_it) else {
            continue;
        };
        let answer = compare::answer(recorded, trial, recorded.asks);
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, columns)) => columns.push(column.title()),
            None => answers.push((answer, vec![column.title()])),
        }
    }
    let mut text = String::new();
    for (place, (answer, columns)) in answers.iter().enumerate() {
        let head = if place == 0 { "answered" } else { "" };
        text.push_str(&line(head, &format!("{answer}: {}", columns.join(", "))));
    }
    text
}

/// What to type next; and where nothing was recorded, that it can be.
fn next(wanted: &Wanted, last: Last, case: Option<&CaseSeen>) -> String {
    let row = &wanted.row.name;
    let mut text = String::new();
    if let Err(why) = last.recording {
        let file = mistake::shown(last.file);
        let _ = writeln!(
            text,
            "\nWhat each runner answered last is not known, since {file} {why}; `{} run` makes it.",
            started::words()
        );
    }
    text.push_str("\nGo on:\n");
    let wasock = started::words();
    let _ = writeln!(text, "  {wasock} explain {row} --verbose");
    let _ = writeln!(text, "  {wasock} run --compare {row}");
    if let Some(case) = case {
        let _ = writeln!(text, "  {wasock} trace {}", event::file(&case.name));
    }
    text
}
