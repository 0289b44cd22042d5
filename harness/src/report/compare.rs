//! One row over all interfaces: what each of them answers, in its own words, side by side.

use std::fmt::Write as _;

use crate::event::{CallSeen, CaseSeen, ColumnSeen, GridSeen, MeasuredSeen, Row, TrialSeen};
use crate::header::Level;
use crate::recording::Recording;
use crate::verdict::Verdict;

use super::cell;
use super::text::{self, Look};

/// The cases of a row, grouped by interface, with what each column answered: one table, and how the run stands to the
/// snapshots. A case of another row that the recording has is left out; without a trial of this row there is nothing to show.
pub fn render(recording: &Recording, row: &Row, look: Look) -> Option<String> {
    let began = &recording.began;
    let of_row = |case: &&CaseSeen| {
        case.cell
            .as_ref()
            .is_some_and(|cell| cell.row.as_ref() == Some(&row.name))
    };
    let cases: Vec<&CaseSeen> = began.cases.iter().filter(of_row).collect();
    let trial = |case: &CaseSeen, column: &ColumnSeen| {
        let mut trials = recording.trials.iter();
        trials.find(|trial| trial.case == case.name && trial.column == column.label)
    };
    let tried = |column: &&ColumnSeen| cases.iter().any(|case| trial(case, column).is_some());
    let columns: Vec<&ColumnSeen> = began.columns.iter().filter(tried).collect();
    if columns.is_empty() {
        return None;
    }
    let titles = columns.iter().map(|column| column.title());
    let mut lines = vec![Line::Cells(
        [row.name.clone()].into_iter().chain(titles).collect(),
    )];
    for grid in &began.grids {
        let cases = of_grid(&cases, grid);
        let Some(cell) = cases.first().and_then(|case| case.cell.as_ref()) else {
            continue;
        };
        let socket = grid.socket(&cell.socket);
        let state = socket.and_then(|socket| socket.state(&cell.state));
        let meaning = state.map_or("", |state| state.meaning.as_str());
        lines.push(Line::Whole(format!(
            "\n{}, {}: {meaning}",
            grid.interface, cell.state
        )));
        for case in cases {
            let tried: Vec<Option<&TrialSeen>> =
                columns.iter().map(|one| trial(case, one)).collect();
            lines.extend(questions(case, &tried));
        }
    }
    let mut text = aligned(&lines);
    text.push_str(&text::standing(recording, look));
    Some(text)
}

/// Each question of a case: what every column answered, and below it what was called, and what must be answered.
fn questions(case: &CaseSeen, tried: &[Option<&TrialSeen>]) -> Vec<Line> {
    let mut lines = Vec::new();
    for question in case.questions() {
        let name = match lines.is_empty() {
            true => format!("  {}", case.name.rsplit('/').next().unwrap_or_default()),
            false => "    then".to_owned(),
        };
        let answers = tried.iter().map(|trial| match trial {
            Some(trial) => answer(case, trial, question.line),
            None => String::new(),
        });
        lines.push(Line::Cells([name].into_iter().chain(answers).collect()));
        let measured = || tried.iter().flatten().filter_map(|trial| trial.measured());
        let call = measured().find_map(|one| one.calls_on(question.line).next_back());
        let call = call.map_or("was reached by none", |call| call.call.as_str());
        let required = match case.level {
            Level::May => "not judged",
            _ => "required",
        };
        lines.push(Line::Whole(format!(
            "    L{} {call}  {required}: {}",
            question.line, question.text
        )));
    }
    // What is at fault is not the runtime, so it is told in full.
    for trial in tried.iter().flatten() {
        let measured = trial.measured();
        let is_broken = |one: &&MeasuredSeen| one.verdict == Verdict::Broken;
        if let Some(measured) = measured.filter(is_broken) {
            lines.push(Line::Whole(format!(
                "    {}: {}",
                trial.column, measured.outcome
            )));
        }
    }
    lines
}

/// A line of the table.
enum Line {
    /// Something that goes over all columns.
    Whole(String),
    /// A cell for each column.
    Cells(Vec<String>),
}

/// Those of `cases` that are of the interface of `grid`: its operations in their order, and of each the case with its
/// bare name first.
fn of_grid<'a>(cases: &[&'a CaseSeen], grid: &GridSeen) -> Vec<&'a CaseSeen> {
    let of_interface = |case: &&&CaseSeen| case.interface() == grid.interface;
    let mut cases: Vec<&CaseSeen> = cases.iter().filter(of_interface).copied().collect();
    let order = |case: &&CaseSeen| {
        let cell = case.cell.as_ref()?;
        let mut operations = grid.socket(&cell.socket)?.operations.iter();
        operations.position(|known| known.name == cell.operation)
    };
    cases.sort_by_key(|case| (order(case), case.name.clone()));
    cases
}

/// What a trial answered to a question; where that is not as required, how binding the requirement is.
pub(crate) fn answer(case: &CaseSeen, trial: &TrialSeen, line: u32) -> String {
    let answer = cell::answer_at(case, trial, line, CallSeen::word);
    match trial.verdict() {
        Some(Verdict::Deviates(level)) if cell::deviates_at(case, trial, line) => {
            format!("{answer}  [{level}]")
        }
        _ => answer,
    }
}

fn aligned(lines: &[Line]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        if let Line::Cells(cells) = line {
            widths.resize(widths.len().max(cells.len()), 0);
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = (*width).max(cell.chars().count());
            }
        }
    }
    let mut text = String::new();
    for line in lines {
        let _ = match line {
            Line::Whole(line) => writeln!(text, "{line}"),
            Line::Cells(cells) => {
                let cells = cells.iter().zip(&widths);
                let line: String = cells
                    .map(|(cell, width)| format!("{cell:width$}  "))
                    .collect();
                writeln!(text, "{}", line.trim_end())
            }
        };
    }
    text
}
