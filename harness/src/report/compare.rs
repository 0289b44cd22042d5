//! One row over all interfaces: what each of them answers, in its own words, side by side.

use std::fmt::Write as _;

use crate::event::{Case, Grid, Runner, Trial};
use crate::recording::Recording;

use super::cell::{self, Letter};

/// The cases of a row, grouped by interface, with what each runner answered: one table. A case of another row that the
/// recording has is left out.
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
        lines.push(Line::Title(format!(
            "{}, {}: {meaning}",
            grid.api, cell.state
        )));
        for case in cases {
            let name = case.name.rsplit('/').next().unwrap_or_default();
            let answers = runners.iter().map(|runner| match trial(case, runner) {
                Some(trial) => answer(case, trial),
                None => String::new(),
            });
            let cells = [format!("  {name}")].into_iter().chain(answers);
            lines.push(Line::Cells(cells.collect()));
        }
    }
    aligned(&lines)
}

/// A line of the table.
enum Line {
    /// Something that goes over all columns.
    Title(String),
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

/// What a trial answered; where that is not as required, how binding the requirement is.
fn answer(case: &Case, trial: &Trial) -> String {
    let answer = cell::answer(case, trial, |call| call.word());
    match cell::letter(trial) {
        Letter::M | Letter::S | Letter::H | Letter::X => format!("{answer}  [{}]", case.level),
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
            Line::Title(title) => writeln!(text, "\n{title}"),
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
