//! Grids: the states, operations and transitions of an interface's sockets, as `cases/<api>/grid.toml` declares them.
//!
//! The file explains its own format. [`track`] follows a trace through the transitions, [`coverage`] collects which cells
//! were asked, and compares where a case stands with where its question was asked.

mod check;
pub mod coverage;
mod load;
pub mod row;
pub mod track;

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::mistake::Mistake;

pub use load::{GridError, Grids};

/// A name, with the place where it stands in the file.
pub(crate) type Name = Spanned<String>;

/// What one interface declares.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Grid {
    /// The folder of the cases: `wasix`.
    #[serde(skip)]
    pub api: String,
    /// The file and its text, for what others have to say about its names.
    #[serde(skip)]
    source: (String, String),
    #[serde(rename = "socket")]
    sockets: Vec<Socket>,
    #[serde(rename = "state")]
    states: Vec<State>,
    #[serde(rename = "operation")]
    operations: Vec<Operation>,
    #[serde(rename = "transition", default)]
    transitions: Vec<Transition>,
    #[serde(rename = "gap", default)]
    gaps: Vec<Gap>,
}

/// A kind of socket.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Socket {
    name: Name,
    /// What it is, in a sentence.
    pub meaning: String,
    common: Option<Name>,
    /// What the call that opens one was given: values by the names of parameters.
    #[serde(default)]
    open: BTreeMap<String, String>,
}

/// A state of a descriptor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct State {
    pub(crate) name: Name,
    /// When it holds, in a sentence.
    pub meaning: String,
    common: Option<Name>,
    #[serde(default)]
    part_of: Vec<Name>,
    /// Whether every cell of the row is to be reached.
    #[serde(default)]
    pub complete: bool,
    #[serde(default)]
    numbers: Vec<u32>,
    #[serde(default)]
    unopened: bool,
    /// The sockets that have it; all of them where there are none.
    #[serde(default)]
    sockets: Vec<Name>,
}

/// Something that can be asked of a descriptor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Operation {
    pub(crate) name: Name,
    common: Option<Name>,
    functions: Vec<Name>,
    #[serde(default)]
    synonyms: Vec<Name>,
    subscription: Option<String>,
    row: Option<Name>,
    does: Option<Effect>,
    #[serde(default)]
    sockets: Vec<Name>,
}

/// What a call does besides leading to another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Effect {
    /// Makes a descriptor of a new socket.
    Opens,
    /// Gives the socket an address.
    Binds,
    /// Makes a descriptor of the end that has waited longest.
    Accepts,
    /// Reaches a listener, or nothing that is known.
    Connects,
    /// Moves data to the other end.
    Sends,
    /// Takes data that waits.
    Receives,
    /// Tells the socket's address, which may be what the system has chosen.
    TellsAddress,
    /// Closes the number, and the socket with its last number.
    Closes,
    /// Makes another number of the same socket.
    Duplicates,
    /// Closes the second number and gives the first one's socket to it.
    Renumbers,
    /// Says whether calls wait.
    SetsFlags,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Transition {
    calls: Vec<Name>,
    #[serde(default)]
    answer: Vec<Name>,
    /// Any answer but these, where there is no `answer`.
    #[serde(default)]
    unless: Vec<Name>,
    #[serde(default)]
    of: Party,
    #[serde(default)]
    with: BTreeMap<String, String>,
    #[serde(default)]
    when: Vec<Condition>,
    #[serde(default)]
    if_this: Vec<Name>,
    #[serde(default)]
    if_other: Vec<Name>,
    #[serde(default)]
    from: Vec<Name>,
    to: Name,
    #[serde(default)]
    sockets: Vec<Name>,
}

/// Whose state a transition is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Party {
    #[default]
    This,
    Other,
    Listener,
    Waiting,
    New,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Condition {
    Last,
    Unread,
    Moved,
    Drained,
    Reached,
}

/// Cells that are not to be reached.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gap {
    states: Vec<Name>,
    operations: Vec<Name>,
    #[serde(default)]
    sockets: Vec<Name>,
    /// Why they are not.
    pub reason: String,
}

/// What a case's path says that it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// `wasix`, `wasip1`.
    pub api: &'a str,
    /// `stream`.
    pub socket: &'a str,
    /// `listening`.
    pub state: &'a str,
    /// `accept`.
    pub operation: &'a str,
    /// `nonblock`, or nothing.
    pub variant: &'a str,
}

impl Grid {
    /// Reads the grid of the folder `api` from `text`, the contents of `file`.
    ///
    /// # Errors
    /// All [`Mistake`]s that can be found, each at its place: malformed TOML, unknown keys, names that are not declared,
    /// functions and errnos that do not exist.
    pub fn parse(api: &str, file: &str, text: &str) -> Result<Grid, Vec<Mistake>> {
        let mut grid: Grid = toml::from_str(text).map_err(|error| {
            vec![Mistake {
                file: file.to_owned(),
                text: text.to_owned(),
                span: error.span().unwrap_or_default(),
                message: error.message().to_owned(),
                mend: "write it as the comments of cases/wasix/grid.toml have it".to_owned(),
            }]
        })?;
        api.clone_into(&mut grid.api);
        grid.source = (file.to_owned(), text.to_owned());
        let mistakes = check::check(&grid, file, text);
        if mistakes.is_empty() {
            Ok(grid)
        } else {
            Err(mistakes)
        }
    }

    /// The sockets, in the order of the file.
    pub fn sockets(&self) -> impl Iterator<Item = &Socket> {
        self.sockets.iter()
    }

    /// The states, in the order of the file.
    pub fn states(&self) -> impl Iterator<Item = &State> {
        self.states.iter()
    }

    /// The operations, in the order of the file.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter()
    }

    /// The gaps, in the order of the file.
    pub fn gaps(&self) -> impl Iterator<Item = &Gap> {
        self.gaps.iter()
    }

    /// The socket of this name.
    pub fn socket(&self, name: &str) -> Option<&Socket> {
        self.sockets().find(|socket| socket.name() == name)
    }

    /// The state of this name.
    pub fn state(&self, name: &str) -> Option<&State> {
        self.states().find(|state| state.name() == name)
    }

    /// The operation of this name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations().find(|operation| operation.name() == name)
    }

    /// Whether a case of `operation` may ask `asked`: the operation itself, or a synonym.
    pub fn is_asked_by(&self, operation: &str, asked: &str) -> bool {
        operation == asked
            || self
                .operation(operation)
                .is_some_and(|operation| has(&operation.synonyms, asked))
    }

    /// Every cell that is no gap: each state that a socket can be in, with each operation that it can be asked.
    pub fn cells(&self) -> impl Iterator<Item = (&Socket, &State, &Operation)> {
        self.sockets().flat_map(move |socket| {
            let states = self.states().filter(|state| state.is_of(socket.name()));
            states.flat_map(move |state| {
                let operations = self.operations().filter(move |operation| {
                    operation.is_of(socket.name())
                        && self
                            .gap(socket.name(), state.name(), operation.name())
                            .is_none()
                });
                operations.map(move |operation| (socket, state, operation))
            })
        })
    }

    /// A mistake that shows where `name` is declared.
    pub(crate) fn mistake(&self, name: &Name, message: String, mend: String) -> Mistake {
        let (file, text) = self.source.clone();
        Mistake {
            file,
            text,
            span: name.span(),
            message,
            mend,
        }
    }

    /// The functions by which a case may ask `operation`: its own, and those of its synonyms.
    pub fn functions(&self, operation: &Operation) -> Vec<&str> {
        let asked = |other: &&Operation| self.is_asked_by(operation.name(), other.name());
        self.operations()
            .filter(asked)
            .flat_map(Operation::functions)
            .collect()
    }

    /// Why a cell is not to be reached, if it has a reason.
    pub fn gap(&self, socket: &str, state: &str, operation: &str) -> Option<&Gap> {
        self.gaps().find(|gap| gap.covers(socket, state, operation))
    }
}

impl Socket {
    /// The name, as paths have it.
    pub fn name(&self) -> &str {
        self.name.get_ref()
    }

    /// The name that it has over all interfaces.
    pub fn common(&self) -> &str {
        self.common.as_ref().unwrap_or(&self.name).get_ref()
    }
}

impl State {
    /// The name, as paths have it.
    pub fn name(&self) -> &str {
        self.name.get_ref()
    }

    /// The name that it has over all interfaces.
    pub fn common(&self) -> &str {
        self.common.as_ref().unwrap_or(&self.name).get_ref()
    }

    /// Whether a case that asks in this state may stand in the folder `state`.
    pub fn is(&self, state: &str) -> bool {
        self.name() == state || has(&self.part_of, state)
    }

    /// Whether this socket can be in the state.
    pub fn is_of(&self, socket: &str) -> bool {
        covers(&self.sockets, socket)
    }
}

impl Operation {
    /// The name, as paths have it.
    pub fn name(&self) -> &str {
        self.name.get_ref()
    }

    /// The name that it has over all interfaces; several may have one.
    pub fn common(&self) -> &str {
        self.common.as_ref().unwrap_or(&self.name).get_ref()
    }

    /// The functions that ask it.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.functions.iter().map(|name| name.get_ref().as_str())
    }

    /// The state in whose row it is counted, where it is asked of no descriptor.
    pub fn row(&self) -> Option<&str> {
        self.row.as_ref().map(|name| name.get_ref().as_str())
    }

    /// Whether this socket can be asked it.
    pub fn is_of(&self, socket: &str) -> bool {
        covers(&self.sockets, socket)
    }
}

impl Gap {
    /// Whether it is this cell's.
    pub fn covers(&self, socket: &str, state: &str, operation: &str) -> bool {
        covers(&self.sockets, socket)
            && has(&self.states, state)
            && has(&self.operations, operation)
    }

    /// The cells, as a person writes them: the states, then the operations.
    pub fn cells(&self) -> (String, String) {
        let join = |names: &[Name]| {
            let names: Vec<&str> = names.iter().map(|name| name.get_ref().as_str()).collect();
            names.join(", ")
        };
        (join(&self.states), join(&self.operations))
    }
}

pub(crate) fn has(names: &[Name], name: &str) -> bool {
    names.iter().any(|known| known.get_ref() == name)
}

/// Whether a list that means everything when it is empty has this name.
pub(crate) fn covers(names: &[Name], name: &str) -> bool {
    names.is_empty() || has(names, name)
}
