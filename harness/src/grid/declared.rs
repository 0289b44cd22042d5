//! What the files of a grid declare, piece by piece.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::file::Source;

/// A name, with the place where it stands in the file.
pub(crate) type Name = Spanned<String>;

/// What one file declares: of all sockets of an interface, or of one kind of socket.
#[derive(Debug)]
pub(super) struct Declared {
    pub(super) source: Source,
    pub(super) states: Vec<State>,
    pub(super) operations: Vec<Operation>,
    pub(super) transitions: Vec<Transition>,
    pub(super) gaps: Vec<Gap>,
}

/// A kind of socket.
#[derive(Debug)]
pub struct Socket {
    /// The folder of its cases.
    pub(super) name: String,
    /// What it is, in a sentence.
    pub meaning: String,
    pub(super) common: Option<Name>,
    /// What the call that opens one was given: values by the roles of parameters.
    pub(super) open: Open,
    pub(super) data: Data,
    /// Whether a socket of IPv6 at no address serves IPv4 as well.
    pub(super) mapped: Option<Mapped>,
    /// The options by which a sender says which members of a group hear it.
    pub(super) aims: Vec<Name>,
    /// Whether it has none of the states and operations that all sockets of the interface have: it is no socket.
    pub(super) apart: bool,
    /// The resources of the handles that belong to the socket which they were made of.
    pub(super) children: Vec<Name>,
    /// The resource of the handles that each stand for one of this kind, where calls of another kind make it.
    pub(super) handle: Option<Name>,
    pub(super) declared: Declared,
}

/// What a call must have been given to open a socket of this kind; anything where nothing is said.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Open {
    /// Any of these.
    pub(super) family: Vec<String>,
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
}

impl Open {
    /// Whether a socket of this kind may be of the family.
    pub(super) fn is_of(&self, family: Option<&str>) -> bool {
        self.family.is_empty()
            || family.is_some_and(|given| self.family.iter().any(|own| own == given))
    }
}

/// That a socket of IPv6 at no address serves IPv4 as well.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mapped {
    /// The option that, set to true, has it serve IPv6 alone.
    pub(super) unless: String,
}

/// What waits at a socket to be received.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Data {
    /// A stream of bytes.
    #[default]
    Bytes,
    /// Messages, each received whole or cut off.
    Messages,
    /// A number, to which what is sent is added, and which is received as a whole or, of a semaphore, one by one.
    Number,
}

/// A state of a descriptor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct State {
    pub(crate) name: Name,
    /// When it holds, in a sentence.
    pub meaning: String,
    pub(super) common: Option<Name>,
    #[serde(default)]
    pub(super) part_of: Vec<Name>,
    /// Whether every cell of the row is to be reached.
    #[serde(default)]
    pub complete: bool,
    #[serde(default)]
    pub(super) numbers: Vec<u32>,
    #[serde(default)]
    pub(super) unopened: bool,
    /// The kind of the sockets that a guest is handed in it.
    pub(super) handed: Option<Name>,
    /// What the kernel may say, each of them a way; nothing is known of it where there are none.
    #[serde(default)]
    pub(super) kernel: Vec<Witness>,
}

/// What the kernel says of a descriptor in a state.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Witness {
    /// What it is to the kernel, any of these.
    pub(super) is: Vec<Name>,
    /// Whether it has a local port.
    pub(super) port: Option<bool>,
    /// Whether it is connected, of a socket of messages.
    pub(super) peer: Option<bool>,
    /// Whether its direction of receiving has ended.
    pub(super) ended: Option<bool>,
    /// Whether an error waits to be told.
    pub(super) error: Option<bool>,
    /// Whether there is room to write.
    pub(super) room: Option<bool>,
    /// What waits.
    pub(super) queue: Option<Queue>,
    /// Whether as much waits as was tracked.
    #[serde(default)]
    pub(super) counted: bool,
    /// Whether this may be only where the socket was sent more than fits into buffers.
    #[serde(default)]
    pub(super) flooded: bool,
}

/// How much the kernel says that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Queue {
    Empty,
    Some,
}

/// Something that can be asked of a descriptor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Operation {
    pub(crate) name: Name,
    pub(super) common: Option<Name>,
    pub(super) functions: Vec<Name>,
    #[serde(default)]
    pub(super) synonyms: Vec<Name>,
    pub(super) subscription: Option<String>,
    /// Whether it is asked of what is in the list that the call is made on.
    #[serde(default)]
    pub(super) watched: bool,
    pub(super) row: Option<Name>,
    pub(super) does: Option<Effect>,
}

/// What a call does besides leading to another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Effect {
    /// Makes a descriptor of a new socket.
    Opens,
    /// Makes two descriptors, of two sockets that are each other's other end.
    Pairs,
    /// Gives the socket an address.
    Binds,
    /// Makes a descriptor of the end that has waited longest.
    Accepts,
    /// Reaches a listener, or nothing that is known; of a socket of messages it is where they go from now on.
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
    /// Has the socket hear what is sent to a group.
    Joins,
    /// Has the socket hear that no longer.
    Leaves,
    /// Says how long the socket lingers when it is closed.
    SetsLinger,
    /// Changes the list of descriptors that later calls wait for.
    Watches,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Transition {
    pub(super) calls: Vec<Name>,
    #[serde(default)]
    pub(super) answer: Vec<Name>,
    /// Any answer but these, where there is no `answer`.
    #[serde(default)]
    pub(super) unless: Vec<Name>,
    #[serde(default)]
    pub(super) of: Party,
    #[serde(default)]
    pub(super) with: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) when: Vec<Condition>,
    #[serde(default)]
    pub(super) if_this: Vec<Name>,
    #[serde(default)]
    pub(super) if_other: Vec<Name>,
    #[serde(default)]
    pub(super) from: Vec<Name>,
    /// Whether the answer comes from these states alone, so that in another one it contradicts what was tracked.
    #[serde(default)]
    pub(super) only: bool,
    pub(super) to: Name,
}

/// Whose state a transition is about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Party {
    #[default]
    This,
    Other,
    Listener,
    Waiting,
    New,
    Second,
    Part,
    Earlier,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Condition {
    Last,
    Named,
    Abrupt,
    Unread,
    Moved,
    Drained,
    Reached,
    Nobody,
    Full,
    Brimful,
}

/// Cells that are not to be reached.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Gap {
    pub(super) states: Vec<Name>,
    pub(super) operations: Vec<Name>,
    /// Why they are not.
    pub reason: String,
}

impl Socket {
    /// The name, as paths have it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name that it has over all interfaces.
    pub fn common(&self) -> &str {
        let common = self.common.as_ref();
        common.map_or(&self.name, |common| common.get_ref())
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
}

impl Transition {
    /// The states that what is asked may be in; any where there are none.
    pub(super) fn asked_in(&self) -> &[Name] {
        match self.of {
            Party::This => &self.from,
            _ => &self.if_this,
        }
    }
}

impl Gap {
    /// Whether it is this cell's.
    pub fn covers(&self, state: &str, operation: &str) -> bool {
        has(&self.states, state) && has(&self.operations, operation)
    }

    /// The names of its states.
    pub fn states(&self) -> impl Iterator<Item = &str> {
        self.states.iter().map(|name| name.get_ref().as_str())
    }

    /// The names of its operations.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.operations.iter().map(|name| name.get_ref().as_str())
    }
}

pub(crate) fn has(names: &[Name], name: &str) -> bool {
    names.iter().any(|known| known.get_ref() == name)
}

/// Whether a list that means everything when it is empty has this name.
pub(crate) fn covers(names: &[Name], name: &str) -> bool {
    names.is_empty() || has(names, name)
}
