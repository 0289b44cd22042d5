//! Coverage of the grids, as text and as JSON.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::Serialize;

use crate::column::Column;
use crate::grid::coverage::{self, Coverage, Reached};
use crate::grid::{Grid, Operation, State};
use crate::run::Finished;
use crate::suite::{self, Suite};

/// The version of the JSON format. It grows when a reader of an older one would misread the file.
const FORMAT: u32 = 1;

/// What the trials of one runner cover of one grid.
#[derive(Debug)]
pub struct Measured<'g> {
    grid: &'g Grid,
    runner: String,
    version: String,
    trials: usize,
    coverage: Coverage<'g>,
}

/// What `finished` covers, for each grid and each column whose runner claims its interface. Trials whose question was not asked count as far as they came.
pub fn measure<'g>(
    finished: &[Finished],
    suite: &'g Suite,
    columns: &[Arc<Column>],
) -> Vec<Measured<'g>> {
    let mut all: Vec<Measured> = Vec::new();
    for grid in suite.grids.iter() {
        let able = columns
            .iter()
            .filter(|column| suite::claims(column, &grid.interface));
        all.extend(able.map(|column| Measured {
            grid,
            runner: column.label.clone(),
            version: column.version.clone(),
            trials: 0,
            coverage: Coverage::default(),
        }));
    }
    for one in finished {
        let case = &one.trial.case;
        let (Some((trial, _)), Some(cell)) = (one.measured(), suite.grids.cell(&case.name)) else {
            continue;
        };
        let of_this = |of: &&mut Measured| {
            of.grid.interface == cell.interface && of.runner == one.trial.column.label
        };
        if let Some(measured) = all.iter_mut().find(of_this) {
            let asked = coverage::questions(measured.grid, case, &trial.calls).concat();
            measured
                .coverage
                .add(measured.grid, &case.name, &cell, &asked);
            measured.trials += 1;
        }
    }
    all
}

impl<'g> Measured<'g> {
    /// The grid.
    pub fn grid(&self) -> &'g Grid {
        self.grid
    }

    /// The name of the runner.
    pub fn runner(&self) -> &str {
        &self.runner
    }

    /// The cells that were reached.
    pub fn coverage(&self) -> &Coverage<'g> {
        &self.coverage
    }

    /// A table for each socket, with states as rows and operations as columns, then the reasons of the gaps.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for socket in self.grid.sockets() {
            let _ = writeln!(
                text,
                "{}/{} on {} {}, {} trials\n",
                self.grid.interface,
                socket.name(),
                self.runner,
                self.version,
                self.trials
            );
            self.table(&mut text, socket.name());
        }
        text.push_str(
            "\nA number is that of the trials that asked the operation in the state, - a cell that none has reached",
        );
        text.push_str(match self.grid.all_gaps().next() {
            Some(_) => ",\n. one that is not to be reached, because:\n",
            None => ".\n",
        });
        for gap in self.grid.all_gaps() {
            let (states, operations) = gap.cells();
            let _ = writeln!(
                text,
                "\n  {}\n    states      {states}\n    operations  {operations}",
                gap.reason
            );
        }
        text
    }

    /// A line for each row that the grid calls complete and that has cells which were not reached.
    pub fn incomplete(&self) -> String {
        let mut text = String::new();
        for socket in self.grid.sockets().map(|socket| socket.name()) {
            for state in self.grid.states(socket).filter(|state| state.complete) {
                let name = state.name();
                let missing = self.coverage.missing(self.grid, socket, name);
                if !missing.is_empty() {
                    let missing = missing.join(", ");
                    let _ = writeln!(text, "{}/{socket}/{name}: {missing}", self.grid.interface);
                }
            }
        }
        text
    }

    /// The states as rows and the operations as columns; the other way round where there are far more operations, so that
    /// the table fits on a screen.
    fn table(&self, text: &mut String, socket: &str) {
        let operations: Vec<&str> = self.grid.operations(socket).map(Operation::name).collect();
        let states: Vec<&str> = self.grid.states(socket).map(State::name).collect();
        let wide = operations.len() > 2 * states.len();
        let (rows, columns) = match wide {
            true => (&operations, &states),
            false => (&states, &operations),
        };
        let reached = |row: &str, column: &str| {
            let (state, operation) = if wide { (column, row) } else { (row, column) };
            self.coverage.reached(self.grid, socket, state, operation)
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
    api: &'a str,
    /// The runner and its version.
    runner: String,
    trials: usize,
    cells: Vec<Cell<'a>>,
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

/// Every cell of `grids` as a JSON text, the same for the same answers.
pub fn json(grids: &[Measured]) -> String {
    let grids = grids.iter().map(|measured| {
        let grid = measured.grid;
        let mut cells = Vec::new();
        for socket in grid.sockets().map(|socket| socket.name()) {
            for state in grid.states(socket) {
                for operation in grid.operations(socket) {
                    let (state, operation) = (state.name(), operation.name());
                    cells.push(Cell {
                        socket,
                        state,
                        operation,
                        cases: measured.coverage.cases(socket, state, operation).collect(),
                        gap: grid
                            .gap(socket, state, operation)
                            .map(|gap| gap.reason.as_str()),
                    });
                }
            }
        }
        Table {
            api: &grid.interface,
            runner: format!("{} {}", measured.runner, measured.version),
            trials: measured.trials,
            cells,
        }
    });
    let document = Document {
        format: FORMAT,
        grids: grids.collect(),
    };
    serde_json::to_string_pretty(&document).expect("plain data is always JSON") + "\n"
}
