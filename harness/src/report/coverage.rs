//! Coverage: in which states the trials of a recording were seen asking which operations, as text and as JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;

use crate::count::trials;
use crate::event::{CaseSeen, ColumnSeen, GapSeen, GridSeen, MeasuredSeen, SocketSeen, TrialSeen};
use crate::recording::Recording;
use crate::snapshot::ORACLE;

use super::text;

/// The version of the JSON format. It grows when a reader of an older one would misread the file.
const FORMAT: u32 = 2;

/// What the trials of one column cover of one grid.
#[derive(Debug)]
pub struct Coverage<'r> {
    grid: &'r GridSeen,
    column: &'r ColumnSeen,
    trials: usize,
    /// The cases that asked each cell: a socket, a state and an operation.
    cells: BTreeMap<[&'r str; 3], BTreeSet<&'r str>>,
    /// The cases in which an answer contradicts the state that was tracked, with how it does.
    contradictions: Vec<(&'r str, &'r str)>,
}

/// What a cell of a grid came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// This many trials asked it.
    By(usize),
    /// It is not to be reached, and the grid says why.
    Gap,
    /// None did.
    No,
}

/// What each of `columns` covers of each grid of `recording` whose interface it speaks; where none is given, what the
/// oracle covers.
pub fn measure<'r>(recording: &'r Recording, columns: &[String]) -> Vec<Coverage<'r>> {
    let began = &recording.began;
    let counts = |column: &ColumnSeen| match columns {
        [] => column.label == ORACLE,
        named => named.contains(&column.label),
    };
    let mut all = Vec::new();
    for grid in &began.grids {
        let speaks = |column: &&ColumnSeen| column.speaks.contains(&grid.interface);
        let columns = began.columns.iter().filter(speaks);
        let columns = columns.filter(|column| counts(column));
        all.extend(columns.map(|column| Coverage::of_column(recording, grid, column)));
    }
    all
}

/// The tables of `all`, what `recording` was measured to cover, then which of the trials that count could not be tried.
pub fn render(recording: &Recording, all: &[Coverage]) -> String {
    let texts: Vec<String> = all.iter().map(Coverage::tables).collect();
    let counts = |trial: &&TrialSeen| {
        let case = recording.began.case(&trial.case);
        let of_case = |one: &Coverage| case.is_some_and(|case| case.interface() == one.interface());
        let mut all = all.iter();
        all.any(|one| one.column.label == trial.column && of_case(one))
    };
    let ignored = text::ignored(recording.trials.iter().filter(counts));
    texts.join("\n") + &ignored
}

impl<'r> Coverage<'r> {
    /// What the trials of `column` cover of `grid`. Trials whose question was not asked count as far as they came.
    fn of_column(
        recording: &'r Recording,
        grid: &'r GridSeen,
        column: &'r ColumnSeen,
    ) -> Coverage<'r> {
        let mut coverage = Coverage {
            grid,
            column,
            trials: 0,
            cells: BTreeMap::new(),
            contradictions: Vec::new(),
        };
        let trials = recording.trials.iter();
        for trial in trials.filter(|trial| trial.column == column.label) {
            let case = recording.began.case(&trial.case);
            let case = case.filter(|case| case.interface() == grid.interface);
            if let (Some(case), Some(measured)) = (case, trial.measured()) {
                coverage.count(case, measured);
            }
        }
        coverage
    }

    /// Counts a trial, if its case is in a cell. A descriptor that is no socket counts for the socket that the path names. What
    /// was answered as no socket in that state answers was not asked in it, and does not count.
    fn count(&mut self, case: &'r CaseSeen, measured: &'r MeasuredSeen) {
        let Some(cell) = &case.cell else {
            return;
        };
        self.trials += 1;
        let told = measured.contradictions.iter();
        self.contradictions
            .extend(told.map(|how| (case.name.as_str(), how.as_str())));
        for asked in measured.asked.iter().filter(|asked| !asked.contradicted) {
            let socket = asked.socket.as_deref().unwrap_or(&cell.socket);
            let is_declared = self.grid.socket(socket).is_some();
            if let (true, Some(state)) = (is_declared, asked.state.as_deref()) {
                let cases = self.cells.entry([socket, state, &asked.operation]);
                cases.or_default().insert(&case.name);
            }
        }
    }

    /// The interface whose grid this is about.
    pub fn interface(&self) -> &'r str {
        &self.grid.interface
    }

    /// The cases that reached a cell.
    fn cases(&self, socket: &str, state: &str, operation: &str) -> Vec<&'r str> {
        let cases = self.cells.get([socket, state, operation].as_slice());
        cases.into_iter().flatten().copied().collect()
    }

    /// What a cell came to.
    pub fn reached(&self, socket: &str, state: &str, operation: &str) -> Reached {
        // A gap may be asked by the way, such as standard output beside a socket.
        let declared = self.grid.socket(socket);
        if declared.is_some_and(|socket| socket.gap(state, operation).is_some()) {
            return Reached::Gap;
        }
        match self.cases(socket, state, operation).len() {
            0 => Reached::No,
            count => Reached::By(count),
        }
    }

    /// A table for each socket, with states as rows and operations as columns, then the reasons of the gaps.
    fn tables(&self) -> String {
        let mut text = String::new();
        let mut gaps: Vec<&GapSeen> = Vec::new();
        for socket in &self.grid.sockets {
            let _ = writeln!(
                text,
                "{}/{} on {}, {}\n",
                self.grid.interface,
                socket.name,
                self.column.title(),
                trials(self.trials)
            );
            self.table(&mut text, socket);
            // Sockets may share a gap.
            let more = socket.gaps.iter().filter(|gap| !gaps.contains(gap));
            let more: Vec<&GapSeen> = more.collect();
            gaps.extend(more);
        }
        text.push_str(
            "\nA number is that of the trials that asked the operation in the state, - a cell that none has reached",
        );
        text.push_str(match gaps.is_empty() {
            true => ".\n",
            false => ",\n. one that is not to be reached, because:\n",
        });
        for gap in gaps {
            let (states, operations) = (gap.states.join(", "), gap.operations.join(", "));
            let _ = writeln!(
                text,
                "\n  {}\n    states      {states}\n    operations  {operations}",
                gap.reason
            );
        }
        if !self.contradictions.is_empty() {
            text.push_str(
                "\nAnswers that contradict the state that was tracked, and do not count as asked in it:\n\n",
            );
        }
        for (case, how) in &self.contradictions {
            let _ = writeln!(text, "  {case}: {how}");
        }
        text
    }

    /// A line for each row that the grid calls complete and that has cells which were not reached.
    pub fn incomplete(&self) -> String {
        let mut text = String::new();
        for socket in &self.grid.sockets {
            for state in socket.states.iter().filter(|state| state.complete) {
                let operations = socket.operations.iter();
                let operations = operations.map(|operation| operation.name.as_str());
                let is_missing = |operation: &&str| {
                    self.reached(&socket.name, &state.name, operation) == Reached::No
                };
                let missing: Vec<&str> = operations.filter(is_missing).collect();
                if !missing.is_empty() {
                    let row = [&self.grid.interface, &socket.name, &state.name];
                    let row = row.map(String::as_str).join("/");
                    let _ = writeln!(text, "{row}: {}", missing.join(", "));
                }
            }
        }
        text
    }

    /// The states as rows and the operations as columns; the other way round where there are far more operations, so that
    /// the table fits on a screen.
    fn table(&self, text: &mut String, socket: &SocketSeen) {
        let operations = socket.operations.iter();
        let operations: Vec<&str> = operations.map(|one| one.name.as_str()).collect();
        let states = socket.states.iter();
        let states: Vec<&str> = states.map(|one| one.name.as_str()).collect();
        let wide = operations.len() > 2 * states.len();
        let (rows, columns) = match wide {
            true => (&operations, &states),
            false => (&states, &operations),
        };
        let reached = |row: &str, column: &str| {
            let (state, operation) = if wide { (column, row) } else { (row, column) };
            self.reached(&socket.name, state, operation)
        };
        let first = rows.iter().map(|name| name.len()).max().unwrap_or_default();
        let first = first.max("operation".len()) + 1;
        // A name with a dash stands on two lines.
        let titles: Vec<(&str, &str)> = columns
            .iter()
            .map(|name| name.split_once('-').unwrap_or(("", name)))
            .collect();
        let width = |(above, below): &(&str, &str)| above.len().max(below.len()).max(3) + 1;
        let line = |title: &str, cells: &mut dyn Iterator<Item = String>, end: String| {
            let mut line = format!("{title:first$}");
            for (cell, title) in cells.zip(&titles) {
                let _ = write!(line, "{cell:>width$}", width = width(title));
            }
            format!("{}\n", format!("{line}  {end}").trim_end())
        };
        if titles.iter().any(|(above, _)| !above.is_empty()) {
            let mut above = titles.iter().map(|(above, _)| (*above).to_owned());
            text.push_str(&line("", &mut above, String::new()));
        }
        let mut below = titles.iter().map(|(_, below)| (*below).to_owned());
        let title = if wide { "operation" } else { "state" };
        text.push_str(&line(title, &mut below, "reached".to_owned()));
        let (mut all, mut wanted) = (0, 0);
        for name in rows {
            let row: Vec<Reached> = columns.iter().map(|column| reached(name, column)).collect();
            let by = row.iter().filter(|cell| matches!(cell, Reached::By(_)));
            let (by, missing) = (
                by.count(),
                row.iter().filter(|cell| **cell == Reached::No).count(),
            );
            (all, wanted) = (all + by, wanted + by + missing);
            let mut cells = row.iter().map(|cell| match cell {
                Reached::By(count) => count.to_string(),
                Reached::Gap => ".".to_owned(),
                Reached::No => "-".to_owned(),
            });
            text.push_str(&line(name, &mut cells, format!("{by} of {}", by + missing)));
        }
        let _ = writeln!(text, "\nCells reached: {all} of {wanted}.");
    }
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    grids: Vec<Table<'a>>,
}

#[derive(Serialize)]
struct Table<'a> {
    interface: &'a str,
    column: &'a str,
    version: &'a str,
    trials: usize,
    cells: Vec<Cell<'a>>,
    /// The answers that contradict the state that was tracked, and so count for no cell.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contradictions: Vec<Contradiction<'a>>,
}

#[derive(Serialize)]
struct Contradiction<'a> {
    case: &'a str,
    how: &'a str,
}

#[derive(Serialize)]
struct Cell<'a> {
    socket: &'a str,
    state: &'a str,
    operation: &'a str,
    /// The cases whose trials asked it.
    cases: Vec<&'a str>,
    /// Why it is not to be reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    gap: Option<&'a str>,
}

/// Every cell as a JSON text, the same for the same answers.
pub fn json(all: &[Coverage]) -> String {
    let grids = all.iter().map(|coverage| {
        let grid = coverage.grid;
        let cells = grid.cells().map(|(socket, state, operation)| {
            let (state, operation) = (&state.name, &operation.name);
            let gap = socket.gap(state, operation);
            Cell {
                socket: &socket.name,
                state,
                operation,
                cases: coverage.cases(&socket.name, state, operation),
                gap: gap.map(|gap| gap.reason.as_str()),
            }
        });
        Table {
            interface: &grid.interface,
            column: &coverage.column.label,
            version: &coverage.column.version,
            trials: coverage.trials,
            cells: cells.collect(),
            contradictions: coverage
                .contradictions
                .iter()
                .map(|&(case, how)| Contradiction { case, how })
                .collect(),
        }
    });
    let document = Document {
        format: FORMAT,
        grids: grids.collect(),
    };
    serde_json::to_string_pretty(&document).expect("plain data is always JSON") + "\n"
}

#[cfg(test)]
mod tests;
