//! One row over all interfaces: what each of them answers, in its own words, side by side.

use std::fmt::Write as _;

use crate::event::{Call, Case, Grid, Measured, Runner, Trial};
use crate::header::Level;
use crate::recording::Recording;
use crate::verdict::Verdict;

use super::{cell, text};

/// The cases of a row, grouped by interface, with what each runner answered: one table, and how the run stands to the
/// snapshots. A case of another row that the recording has is left out.
pub fn render(recording: &Recording, row: &str) -> String {
    let began = &recording.began;
    let of_row = |case: &&Case| case.cell.as_ref().is_some_and(|cell| cell.row == row);
    let cases: Vec<&Case> = began.cases.iter().filter(of_row).collect();
    let trial = |case: &Case, runner: &Runner| {
        let mut trials = recording.trials.iter();
        trials.find(|trial| trial.case == case.name && trial.runner == runner.name)
    };
    let tried = |runner: &&Runner| cases.iter().any(|case| trial(case, runner).is_some());
    let runners: Vec<&Runner> = began.runners.iter().filter(tried).collect();
    let names = runners.iter();
    let names = names.map(|runner| format!("{} {}", runner.name, runner.version));
    let mut lines = vec![Line::Cells(
        [row.to_owned()].into_iter().chain(names).collect(),
    )];
    for grid in &began.grids {
        let cases = of_grid(&cases, grid);
        let Some(cell) = cases.first().and_then(|case| case.cell.as_ref()) else {
            continue;
        };
        let state = grid.states.iter().find(|state| state.name == cell.state);
        let meaning = state.map_or("", |state| state.meaning.as_str());
        lines.push(Line::Whole(format!(
            "\n{}, {}: {meaning}",
            grid.api, cell.state
        )));
        for case in cases {
            let tried: Vec<Option<&Trial>> = runners.iter().map(|one| trial(case, one)).collect();
            lines.extend(questions(case, &tried));
        }
    }
    let mut text = aligned(&lines);
    text.push_str(&text::standing(recording));
    text
}

/// Each question of a case: what every runner answered, and below it what was called, and what must be answered.
fn questions(case: &Case, tried: &[Option<&Trial>]) -> Vec<Line> {
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
        let is_broken = |one: &&Measured| one.verdict == Verdict::Broken;
        if let Some(measured) = measured.filter(is_broken) {
            lines.push(Line::Whole(format!(
                "    {}: {}",
                trial.runner, measured.outcome
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

/// Those of `cases` that are of the interface of `grid`: its operations in their order, and of each the plain case before
/// its variants.
fn of_grid<'a>(cases: &[&'a Case], grid: &Grid) -> Vec<&'a Case> {
    let of_api = |case: &&&Case| case.name.split('/').next() == Some(&grid.api);
    let mut cases: Vec<&Case> = cases.iter().filter(of_api).copied().collect();
    let order = |case: &&Case| {
        let operation = case.cell.as_ref().map(|cell| cell.operation.as_str());
        let mut operations = grid.sockets.iter().flat_map(|socket| &socket.operations);
        operations.position(|known| Some(known.as_str()) == operation)
    };
    cases.sort_by_key(|case| (order(case), case.name.clone()));
    cases
}

/// What a trial answered to a question; where that is not as required, how binding the requirement is.
fn answer(case: &Case, trial: &Trial, line: u32) -> String {
    let answer = cell::answer_at(case, trial, line, Call::word);
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
