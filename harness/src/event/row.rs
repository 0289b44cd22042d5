//! Rows over all interfaces: the cells that ask the same of the same state, whatever each interface calls them.
//!
//! An interface has its own names; where they are not the ones that all have in common, its grid says which those are. WASIX
//! calls `listen` what WASI 0.2 calls `start-listen` and `finish-listen`.

use std::collections::BTreeSet;

use crate::grid::Cell;

use super::{GridSeen, OperationSeen, SocketSeen, StateSeen};

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
    /// The row of a cell; `None` where its grid does not declare it.
    pub fn of_cell(grids: &[GridSeen], cell: &Cell) -> Option<Row> {
        let grid = grids.iter().find(|grid| grid.interface == cell.interface)?;
        let own = [cell.socket, cell.state, cell.operation];
        let mut cells = grid.cells().map(Names::new);
        let cell = cells.find(|cell| cell.own == own)?;
        Some(cell.row())
    }

    /// The row that `given` names: each part by its common name or by that of one interface, with or without the interface
    /// before them. Where a name means one thing to all and another to an interface, it is that of all.
    ///
    /// # Errors
    /// [`UnknownRow`] with the rows that are near.
    pub fn find(grids: &[GridSeen], given: &str) -> Result<Row, UnknownRow> {
        let is_interface = |name: &str| grids.iter().any(|grid| grid.interface == name);
        let (interface, bare) = match given.split_once('/') {
            Some((first, rest)) if is_interface(first) => (Some(first), rest),
            _ => (None, given),
        };
        let is_meant = |grid: &&GridSeen| interface.is_none_or(|name| name == grid.interface);
        let meant = grids.iter().filter(is_meant);
        let cells: Vec<Names> = meant.flat_map(names).collect();
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
        found.map(Names::row).ok_or_else(|| UnknownRow {
            name: given.to_owned(),
            near: near(bare, &cells),
        })
    }
}

/// The names of a cell: those of its interface, and those that are common to all.
struct Names<'a> {
    own: [&'a str; 3],
    common: [&'a str; 3],
}

impl<'a> Names<'a> {
    fn new(
        (socket, state, operation): (&'a SocketSeen, &'a StateSeen, &'a OperationSeen),
    ) -> Names<'a> {
        Names {
            own: [&socket.name, &state.name, &operation.name],
            common: [&socket.common, &state.common, &operation.common],
        }
    }

    fn row(&self) -> Row {
        Row {
            name: self.common.join("/"),
        }
    }
}

/// The names of every cell of a grid that is no gap.
fn names(grid: &GridSeen) -> impl Iterator<Item = Names<'_>> {
    let cells = grid.cells().map(Names::new);
    cells.filter(|cell| {
        let [socket, state, operation] = cell.own;
        let socket = grid.socket(socket);
        socket.is_some_and(|socket| socket.gap(state, operation).is_none())
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
