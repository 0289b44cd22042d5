//! What a person means by a cell, and why there can be no case of it.

use crate::grid::{Grid, Grids};

/// Why no case can be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has too few parts, or too many.
    #[error(
        "`{0}` is no cell; write <interface>/<socket>/<state>/<operation>, for example wasix/stream/listening/accept"
    )]
    NoCell(String),
    /// One of the parts is not declared.
    #[error("unknown {kind} `{name}`{}; there are {}", meant(.near), .known.join(", "))]
    Unknown {
        /// Which part: `interface`, `socket`, `state`, `operation`.
        kind: &'static str,
        /// What was given.
        name: String,
        /// The known name that is nearest to it, if one is near.
        near: Option<String>,
        /// All that can be given.
        known: Vec<String>,
    },
    /// Without an interface it is not known which is meant.
    #[error("`{name}` may be of {}; begin with one of them", .interfaces.join(" or of "))]
    Ambiguous {
        /// What was given.
        name: String,
        /// The interfaces that it may be of.
        interfaces: Vec<String>,
    },
    /// The suffix has other characters than the others.
    #[error(
        "`{0}` has a suffix with other characters; write it in lower-case words and numbers with dashes between them"
    )]
    Suffix(String),
    /// The cell is not to be asked.
    #[error("{name} is a gap of the grid: {reason}")]
    Gap {
        /// The name of the case.
        name: String,
        /// Why it is none.
        reason: String,
    },
}

fn meant(near: &Option<String>) -> String {
    near.as_ref()
        .map_or(String::new(), |near| format!(", `{near}` may be meant"))
}

/// The name of the case that `given` means: `wasix/stream/pending/accept-order`, with or without `cases/` before it, `.wat`
/// behind it, and the interface, where only one has such a cell.
///
/// # Errors
/// A [`Refusal`] where the grids do not declare it, or declare it as a gap.
pub fn name(grids: &Grids, given: &str) -> Result<String, Refusal> {
    let bare = given.strip_prefix("cases/").unwrap_or(given);
    let bare = bare.strip_suffix(".wat").unwrap_or(bare);
    let parts: Vec<&str> = bare.split('/').collect();
    let (interface, socket, state, last) = match parts[..] {
        [interface, socket, state, last] => (interface, socket, state, last),
        [socket, state, last] => (only(grids, [socket, state, last])?, socket, state, last),
        _ => return Err(Refusal::NoCell(given.to_owned())),
    };
    let interfaces = || grids.iter().map(|grid| grid.interface.as_str()).collect();
    let grid = grids
        .get(interface)
        .ok_or_else(|| unknown("interface", interface, interfaces()))?;
    let name = format!("{interface}/{socket}/{state}/{last}");
    if grid.socket(socket).is_none() {
        return Err(unknown("socket", socket, sockets(grid)));
    }
    let states = || {
        let states = grid.states(socket);
        states.map(|state| state.name()).collect::<Vec<_>>()
    };
    if !states().contains(&state) {
        return Err(unknown("state", state, states()));
    }
    let cell = grids
        .cell(&name)
        .ok_or_else(|| Refusal::NoCell(given.to_owned()))?;
    let operations = || {
        let operations = grid.operations(socket);
        operations.map(|one| one.name()).collect::<Vec<_>>()
    };
    if !operations().contains(&cell.operation) {
        return Err(unknown("operation", cell.operation, operations()));
    }
    let plain = |character: char| matches!(character, 'a'..='z' | '0'..='9');
    let word = |word: &str| !word.is_empty() && word.chars().all(plain);
    if !last.split('-').all(word) {
        return Err(Refusal::Suffix(last.to_owned()));
    }
    match grid.gap(socket, state, cell.operation) {
        Some(gap) => Err(Refusal::Gap {
            name,
            reason: gap.reason.clone(),
        }),
        None => Ok(name),
    }
}

/// The one interface that has this cell. What none of them has is told by all that they have.
fn only<'g>(grids: &'g Grids, [socket, state, last]: [&str; 3]) -> Result<&'g str, Refusal> {
    let all: Vec<&Grid> = grids.iter().collect();
    let with_socket = |grid: &&Grid| grid.socket(socket).is_some();
    let mut found = narrowed(&all, with_socket, |grid| sockets(grid))
        .map_err(|known| unknown("socket", socket, known))?;
    let with_state = |grid: &&Grid| grid.state(socket, state).is_some();
    found = narrowed(&found, with_state, |grid| {
        grid.states(socket).map(|state| state.name()).collect()
    })
    .map_err(|known| unknown("state", state, known))?;
    let begins = |name: &str| {
        let rest = last.strip_prefix(name);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let with_operation = |grid: &&Grid| grid.operations(socket).any(|one| begins(one.name()));
    found = narrowed(&found, with_operation, |grid| {
        grid.operations(socket).map(|one| one.name()).collect()
    })
    .map_err(|known| unknown("operation", last, known))?;
    match found[..] {
        [grid] => Ok(&grid.interface),
        _ => Err(Refusal::Ambiguous {
            name: format!("{socket}/{state}/{last}"),
            interfaces: found
                .into_iter()
                .map(|grid| grid.interface.clone())
                .collect(),
        }),
    }
}

/// Those of `grids` that are `right`; where none is, all that they have in place of what was asked for.
fn narrowed<'g, 'k>(
    grids: &[&'g Grid],
    right: impl Fn(&&'g Grid) -> bool,
    have: impl Fn(&'g Grid) -> Vec<&'k str>,
) -> Result<Vec<&'g Grid>, Vec<&'k str>> {
    let found: Vec<&Grid> = grids.iter().copied().filter(right).collect();
    match found.is_empty() {
        true => Err(grids.iter().copied().flat_map(have).collect()),
        false => Ok(found),
    }
}

fn sockets(grid: &Grid) -> Vec<&str> {
    grid.sockets().map(|socket| socket.name()).collect()
}

fn unknown(kind: &'static str, name: &str, known: Vec<&str>) -> Refusal {
    // An operation may have a suffix, which has no part in what is near.
    let distance = |known: &str| {
        let words = known.split('-').count();
        let head: Vec<&str> = name.split('-').take(words).collect();
        strsim::damerau_levenshtein(&head.join("-"), known)
    };
    let near = known.iter().map(|known| (distance(known), *known)).min();
    let near = near.filter(|(distance, known)| *distance <= 2 && *distance < known.len());
    Refusal::Unknown {
        kind,
        name: name.to_owned(),
        near: near.map(|(_, near)| near.to_owned()),
        known: known.into_iter().map(str::to_owned).collect(),
    }
}
