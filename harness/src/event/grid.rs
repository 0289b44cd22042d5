//! A grid, as events have it: the names that the paths of cases are made of, and which cells are to be reached.

use serde::{Deserialize, Serialize};

/// The names that the paths of an interface's cases are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridSeen {
    /// The interface, which is the first part of the path.
    pub interface: String,
    /// What it is, in a sentence.
    pub meaning: String,
    /// The kinds of sockets.
    pub sockets: Vec<SocketSeen>,
}

/// A kind of socket. What all kinds have in common is here with each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SocketSeen {
    /// Its name.
    pub name: String,
    /// The name that it has over all interfaces.
    pub common: String,
    /// What it is, in a sentence.
    pub meaning: String,
    /// The states that it can be in, in the order in which they are to be shown.
    pub states: Vec<StateSeen>,
    /// The operations that it can be asked, in the order in which they are to be shown.
    pub operations: Vec<OperationSeen>,
    /// The cells that are not to be reached; the first gap that a cell is in says why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gaps: Vec<GapSeen>,
}

/// A state of a descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StateSeen {
    /// Its name.
    pub name: String,
    /// The name that it has over all interfaces.
    pub common: String,
    /// When it holds, in a sentence.
    pub meaning: String,
    /// Whether every cell of the row is to be reached.
    pub complete: bool,
}

/// Something that can be asked of a descriptor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationSeen {
    /// Its name.
    pub name: String,
    /// The name that it has over all interfaces; several may have one.
    pub common: String,
}

/// Cells that are not to be reached: each of the states with each of the operations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GapSeen {
    /// Why they are not.
    pub reason: String,
    /// The states.
    pub states: Vec<String>,
    /// The operations.
    pub operations: Vec<String>,
}

impl GridSeen {
    /// The kind of socket of this name.
    pub fn socket(&self, name: &str) -> Option<&SocketSeen> {
        self.sockets.iter().find(|socket| socket.name == name)
    }

    /// Every cell, gaps included: each state that a socket can be in, with each operation that it can be asked.
    pub fn cells(&self) -> impl Iterator<Item = (&SocketSeen, &StateSeen, &OperationSeen)> {
        self.sockets.iter().flat_map(|socket| {
            let cells = socket.cells();
            cells.map(move |(state, operation)| (socket, state, operation))
        })
    }
}

impl SocketSeen {
    /// The state of this name.
    pub fn state(&self, name: &str) -> Option<&StateSeen> {
        self.states.iter().find(|state| state.name == name)
    }

    /// Every cell of this kind of socket, gaps included.
    pub fn cells(&self) -> impl Iterator<Item = (&StateSeen, &OperationSeen)> {
        self.states.iter().flat_map(|state| {
            let operations = self.operations.iter();
            operations.map(move |operation| (state, operation))
        })
    }

    /// The gap that a cell is in, if it is in one.
    pub fn gap(&self, state: &str, operation: &str) -> Option<&GapSeen> {
        let has = |names: &[String], name: &str| names.iter().any(|known| known == name);
        let covers = |gap: &&GapSeen| has(&gap.states, state) && has(&gap.operations, operation);
        self.gaps.iter().find(covers)
    }
}
