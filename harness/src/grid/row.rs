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
        [] => "write <socket>/<state>/<operation>, for example stream/bound/listen; \
               `wasock coverage` shows them all"
            .to_owned(),
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
        let grid = self.get(cell.interface)?;
        let socket = grid.socket(cell.socket)?;
        let state = grid.state(cell.socket, cell.state)?;
        let operation = grid.operation(cell.socket, cell.operation)?;
        let names = [socket.common(), state.common(), operation.common()];
        Some(names.join("/"))
    }

    /// The row that `given` names: each part by its common name or by that of one interface, with or without the interface
    /// before them. Where a name means one thing to all and another to an interface, it is that of all.
    ///
    /// # Errors
    /// [`UnknownRow`] with the rows that are near.
    pub fn row(&self, given: &str) -> Result<Row, UnknownRow> {
        let (interface, bare) = match given.split_once('/') {
            Some((first, rest)) if self.get(first).is_some() => (Some(first), rest),
            _ => (None, given),
        };
        let is_meant = |grid: &&Grid| interface.is_none_or(|one| one == grid.interface);
        let cells: Vec<Names> = self.iter().filter(is_meant).flat_map(names).collect();
        let parts: Vec<&str> = bare.split('/').collect();
        let is_common = |cell: &&Names| cell.common[..] == parts[..];
        let is_own = |cell: &&Names| cell.own[..] == parts[..];
        let fits = |cell: &&Names| {
            parts.len() == cell.own.len()
                && (0..parts.len()).all(|at| [cell.own[at], cell.common[at]].contains(&parts[at]))
        };
        let mut found = match interface {
            Some(_) => cells.iter().find(is_own),
            None => cells.iter().find(is_common),
        };
        found = found.or_else(|| cells.iter().find(fits));
        match found {
            Some(cell) => Ok(Row {
                name: cell.common.join("/"),
            }),
            None => Err(UnknownRow {
                name: given.to_owned(),
                near: near(bare, &cells),
            }),
        }
    }
}

/// The names of a cell: those of its interface, and those that are common to all.
struct Names<'a> {
    own: [&'a str; 3],
    common: [&'a str; 3],
}

/// The names of every cell of a grid.
fn names(grid: &Grid) -> impl Iterator<Item = Names<'_>> {
    grid.cells().map(|(socket, state, operation)| Names {
        own: [socket.name(), state.name(), operation.name()],
        common: [socket.common(), state.common(), operation.common()],
    })
}

/// The rows that are written most like what was `given`, by any of their names.
fn near(given: &str, cells: &[Names]) -> Vec<String> {
    /// How many letters may be wrong.
    const WRONG: usize = 4;
    if given.split('/').count() != 3 {
        return Vec::new();
    }
    let rows = cells.iter().flat_map(|cell| [cell.common, cell.own]);
    let all: BTreeSet<String> = rows.map(|names| names.join("/")).collect();
    let distance = |row: &String| strsim::damerau_levenshtein(given, row);
    // One that is much less alike than another was not meant.
    let least = all.iter().map(distance).min().unwrap_or_default();
    let is_near = |row: &String| distance(row) <= WRONG.min(least + 1);
    let mut near: Vec<String> = all.into_iter().filter(is_near).collect();
    near.sort_by_key(distance);
    near.truncate(3);
    near
}
