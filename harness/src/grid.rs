//! Grids: the states, operations and transitions of an interface's sockets, as the files beside its cases declare them.
//!
//! `cases/<interface>/interface.toml` has what all sockets of an interface share, `cases/<interface>/<socket>/grid.toml`
//! what one kind of socket has besides; those of WASIX explain the format. The sockets of an interface share their numbers,
//! so [`track`] follows a trace through the transitions of all of them at once. [`coverage`] collects which cells were asked,
//! and compares where a case stands with where its question was asked; [`kernel`] compares what was tracked with what the
//! host's kernel knew.

mod check;
pub mod coverage;
mod declared;
mod file;
pub mod kernel;
mod load;
pub mod track;

use crate::mistake::Mistake;

use declared::{Declared, Transition};
pub use declared::{Gap, Operation, Socket, State};
pub(crate) use declared::{Name, covers, has};
pub use file::Source;
pub use load::{GridError, Grids};

/// What one interface declares.
#[derive(Debug)]
pub struct Grid {
    /// The folder of the cases: `wasix`.
    pub interface: String,
    /// What the interface is, in a sentence.
    pub meaning: String,
    /// What all of its sockets have.
    shared: Declared,
    sockets: Vec<Socket>,
}

/// What a case's path says that it asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// `wasix`, `wasip1`.
    pub interface: &'a str,
    /// `stream`.
    pub socket: &'a str,
    /// `listening`.
    pub state: &'a str,
    /// `accept`.
    pub operation: &'a str,
}

impl Grid {
    /// Reads the grid of the folder `interface` from `shared`, its `interface.toml`, and from the `grid.toml` of each of its
    /// kinds of socket, beside the name of that one's folder.
    ///
    /// # Errors
    /// All [`Mistake`]s that can be found, each at its place: malformed TOML, unknown keys, names that are not declared,
    /// functions and errnos that do not exist.
    pub fn parse(
        interface: &str,
        shared: Source,
        sockets: Vec<(String, Source)>,
    ) -> Result<Grid, Vec<Mistake>> {
        let grid = file::parse(interface, shared, sockets)?;
        let mistakes = check::check(&grid);
        if mistakes.is_empty() {
            Ok(grid)
        } else {
            Err(mistakes)
        }
    }

    /// The kinds of socket, in the order of their names.
    pub fn sockets(&self) -> impl Iterator<Item = &Socket> {
        self.sockets.iter()
    }

    /// The kind of socket of this name.
    pub fn socket(&self, name: &str) -> Option<&Socket> {
        self.sockets().find(|socket| socket.name() == name)
    }

    /// What is declared of a kind of socket: of it alone first, then of all sockets of the interface, unless it stands apart. Of
    /// an unknown kind, and of what is no socket, it is the latter alone.
    fn declared(&self, socket: &str) -> impl Iterator<Item = &Declared> {
        let socket = self.socket(socket);
        let shared = socket.is_none_or(|socket| !socket.apart);
        let own = socket.map(|socket| &socket.declared);
        own.into_iter().chain(shared.then_some(&self.shared))
    }

    /// The states of this kind of socket: its own, then those that all have.
    pub fn states(&self, socket: &str) -> impl Iterator<Item = &State> {
        self.declared(socket).flat_map(|one| &one.states)
    }

    /// The state of this name that this kind of socket has.
    pub fn state(&self, socket: &str, name: &str) -> Option<&State> {
        self.states(socket).find(|state| state.name() == name)
    }

    /// The operations that this kind of socket can be asked: its own, then those that all can be asked.
    pub fn operations(&self, socket: &str) -> impl Iterator<Item = &Operation> {
        self.declared(socket).flat_map(|one| &one.operations)
    }

    /// The operation of this name that this kind of socket can be asked.
    pub fn operation(&self, socket: &str, name: &str) -> Option<&Operation> {
        let mut operations = self.operations(socket);
        operations.find(|operation| operation.name() == name)
    }

    /// The cells of this kind of socket that are not to be reached.
    pub fn gaps(&self, socket: &str) -> impl Iterator<Item = &Gap> {
        self.declared(socket).flat_map(|one| &one.gaps)
    }

    /// Why a cell is not to be reached, if it has a reason.
    pub fn gap(&self, socket: &str, state: &str, operation: &str) -> Option<&Gap> {
        self.gaps(socket).find(|gap| gap.covers(state, operation))
    }

    /// The transitions that what is of this kind of socket can make, the first that fits before others.
    fn transitions(&self, socket: &str) -> impl Iterator<Item = &Transition> {
        self.declared(socket).flat_map(|one| &one.transitions)
    }

    /// What each file declares, that of the interface first.
    fn files(&self) -> impl Iterator<Item = &Declared> {
        let own = self.sockets().map(|socket| &socket.declared);
        [&self.shared].into_iter().chain(own)
    }

    /// Every state that is declared, with what declares it.
    fn all_states(&self) -> impl Iterator<Item = &State> {
        self.files().flat_map(|one| &one.states)
    }

    /// Every operation that a call of `function` asks, of any kind of socket.
    fn asked_by(&self, function: &str) -> impl Iterator<Item = &Operation> {
        let all = self.files().flat_map(|one| &one.operations);
        all.filter(move |operation| operation.functions().any(|known| known == function))
    }

    /// Whether a case of `operation` may ask `asked`: the operation itself, or a synonym.
    pub fn is_asked_by(&self, socket: &str, operation: &str, asked: &str) -> bool {
        operation == asked
            || self
                .operation(socket, operation)
                .is_some_and(|operation| has(&operation.synonyms, asked))
    }

    /// The functions by which a case may ask `operation` of this kind of socket: its own, and those of its synonyms.
    pub fn functions(&self, socket: &str, operation: &Operation) -> Vec<&str> {
        let asked = |other: &&Operation| self.is_asked_by(socket, operation.name(), other.name());
        self.operations(socket)
            .filter(asked)
            .flat_map(Operation::functions)
            .collect()
    }

    /// Every cell that is no gap: each state that a socket can be in, with each operation that it can be asked.
    pub fn cells(&self) -> impl Iterator<Item = (&Socket, &State, &Operation)> {
        self.sockets().flat_map(move |socket| {
            let name = socket.name();
            self.states(name).flat_map(move |state| {
                let operations = self.operations(name).filter(move |operation| {
                    self.gap(name, state.name(), operation.name()).is_none()
                });
                operations.map(move |operation| (socket, state, operation))
            })
        })
    }

    /// A mistake that shows where `name` is declared for this kind of socket.
    pub(crate) fn mistake(
        &self,
        socket: &str,
        name: &Name,
        message: String,
        mend: String,
    ) -> Mistake {
        let stands = |declared: &&Declared| {
            let states = declared.states.iter().map(|state| &state.name);
            let operations = declared.operations.iter().map(|one| &one.name);
            states
                .chain(operations)
                .any(|known| std::ptr::eq(known, name))
        };
        let declared = self.declared(socket).find(stands);
        let source = &declared.unwrap_or(&self.shared).source;
        source.mistake(name.span(), message, mend)
    }
}
