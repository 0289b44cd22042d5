//! Rows over all interfaces: the cells that ask the same of the same state, whatever each interface calls them.
//!
//! An interface has its own names; where they are not the ones that all have in common, its grid says which those are. WASIX
//! calls `listen` what WASI 0.2 calls `start-listen` and `finish-listen`.

use std::collections::BTreeSet;

use super::{Cell, Grid, Grids};

/// A row: a socket, a state and an operation by their common names, `stream/bound/listen`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The name.
    pub name: String,
}

/// What is no row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no row `{name}`; {}", told(.near))]
pub struct UnknownRow {
    /// What was given.
    pub name: String,
    /// The rows that may have been meant, the nearest first.
    pub near: Vec<String>,
}

fn told(near: &[String]) -> String {
    match near {
        [] => "write <socket>/<state>/<operation>, for example stream/bound/listen".to_owned(),
        near => format!("near are {}", near.join(", ")),
    }
}

impl Row {
    /// Whether a case in this cell is of the row.
    pub fn has(&self, grids: &Grids, cell: &Cell) -> bool {
        grids.row_of(cell).is_some_and(|row| row == self.name)
    }
}

impl Grids {
    /// The name of the row that a cell is of; `None` where its grid does not declare it.
    pub fn row_of(&self, cell: &Cell) -> Option<String> {
        let grid = self.get(cell.api)?;
        let (socket, state) = (grid.socket(cell.socket)?, grid.state(cell.state)?);
        let operation = grid.operation(cell.operation)?;
        let names = [socket.common(), state.common(), operation.common()];
        Some(names.join("/"))
    }

    /// The row that `given` names: by the common names, or by those of one interface, with or without the interface before
    /// them.
    ///
    /// # Errors
    /// [`UnknownRow`] with the rows that are near.
    pub fn row(&self, given: &str) -> Result<Row, UnknownRow> {
        let (api, bare) = match given.split_once('/') {
            Some((api, rest)) if self.get(api).is_some() => (Some(api), rest),
            _ => (None, given),
        };
        let row = |name: String| Row { name };
        let all: BTreeSet<String> = self.iter().flat_map(rows).map(|(_, row)| row).collect();
        if let (None, Some(found)) = (api, all.get(bare)) {
            return Ok(row(found.clone()));
        }
        let grids = self
            .iter()
            .filter(|grid| api.is_none_or(|api| api == grid.api));
        let mut own = grids.flat_map(rows);
        if let Some((_, found)) = own.find(|(name, found)| name == bare || found == bare) {
            return Ok(row(found));
        }
        let distance = |row: &String| strsim::damerau_levenshtein(bare, row);
        let mut near: Vec<String> = all.into_iter().filter(|row| distance(row) <= 4).collect();
        near.sort_by_key(distance);
        near.truncate(3);
        Err(UnknownRow {
            name: given.to_owned(),
            near,
        })
    }
}

/// Every cell of a grid, by its own names and by the row that it is of.
fn rows(grid: &Grid) -> impl Iterator<Item = (String, String)> {
    grid.cells().map(|(socket, state, operation)| {
        (
            [socket.name(), state.name(), operation.name()].join("/"),
            [socket.common(), state.common(), operation.common()].join("/"),
        )
    })
}
