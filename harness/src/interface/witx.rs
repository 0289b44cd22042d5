//! The language witx: one core parameter for each parameter, and an errno.
//!
//! What a witx declares stands in tables, beside the interfaces. Here is what they are made of, the names of numbers and
//! the layouts of memory included, and the decoding of calls by them.

pub mod call;
pub mod layout;
pub mod names;
mod places;
mod pointers;

use super::answer::Answer;
use super::region::{Count, Region};
use super::role::Role;
pub use layout::Layout;
use names::Names;

/// A function of an interface, as its witx declares it and core WebAssembly sees it.
#[derive(Debug)]
pub struct Signature {
    /// The name it is imported by.
    pub name: &'static str,
    /// The parameters in order, one for each core parameter.
    pub params: &'static [Param],
    /// What the core result is.
    pub returns: Returns,
    /// Whether it closes the descriptor that is asked.
    pub closes: bool,
}

/// One core parameter.
#[derive(Debug)]
pub struct Param {
    /// The name that traces and expectations use.
    pub name: &'static str,
    /// What the number means.
    pub kind: Kind,
    /// What it is to the socket that the call is about.
    pub role: Option<Role>,
    /// Whether documents leave it open what a call that succeeds writes there, and whether it does.
    pub open: bool,
}

/// What a core result means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// An errno; out-parameters count only when it is `success`.
    Errno,
    /// Nothing.
    Nothing,
    /// The call does not return, but what it ends is not the guest (`thread_exit`).
    Never,
    /// The call ends the guest (`proc_exit`).
    Ends,
}

/// What the number in a core parameter means. A `usize` is the index of another parameter of the same function.
#[derive(Debug)]
pub enum Kind {
    /// A descriptor.
    Fd,
    /// A port number.
    Port,
    /// A number that stands for itself.
    Number,
    /// A number in two's complement that stands for itself.
    Signed,
    /// `0` or `1`.
    Bool,
    /// One of several named numbers.
    Enum(&'static Names),
    /// A union of named bits.
    Flags(&'static Names),
    /// The length of what another parameter points to. It is shown there and not by itself.
    Length,
    /// A pointer whose memory is not reported: how much of it belongs to the call is not in the parameters, or what
    /// stands there is of no interest to a reader.
    Pointer,
    /// A pointer to what the call reads.
    In(Layout),
    /// A pointer to what the call writes.
    Out(Layout),
    /// A pointer to what the call reads and then writes.
    InOut(Layout),
    /// A pointer to `count` elements that the call reads.
    InArray {
        /// What an element is.
        of: Layout,
        /// The parameter that holds the number of elements.
        count: usize,
    },
    /// A pointer to elements that the call writes.
    OutArray {
        /// What an element is.
        of: Layout,
        /// How many elements there is room for.
        room: Count,
        /// The [`Kind::Out`] or [`Kind::InOut`] parameter through which the call says how many it wrote; a
        /// [`Kind::Length`] where it always fills the room.
        written: usize,
    },
    /// A pointer to a ciovec array whose buffers the call reads.
    Gather {
        /// The parameter that holds the number of vectors.
        count: usize,
    },
    /// A pointer to an iovec array whose buffers the call fills.
    Scatter {
        /// The parameter that holds the number of vectors.
        count: usize,
        /// The [`Kind::Out`] parameter through which the call says how many bytes it wrote.
        written: usize,
    },
    /// A pointer to text of which another parameter holds the length.
    Text {
        /// The parameter that holds the length in bytes.
        length: usize,
    },
}

/// Makes a row of a table: a function, its parameters in order, and what it returns.
pub const fn f(name: &'static str, params: &'static [Param], returns: Returns) -> Signature {
    Signature {
        name,
        params,
        returns,
        closes: false,
    }
}

/// Returns the function of this name in a table.
pub fn find(table: &'static [Signature], name: &str) -> Option<&'static Signature> {
    table.iter().find(|signature| signature.name == name)
}

/// Returns everything that functions answer which know the errnos up to `last`.
pub fn answers(last: u16) -> Vec<Answer> {
    (0..=last).map(Answer::Errno).collect()
}

/// Makes a parameter in a row of a table.
pub const fn p(name: &'static str, kind: Kind) -> Param {
    Param {
        name,
        kind,
        role: None,
        open: false,
    }
}

impl Signature {
    /// Whether a parameter has this role.
    pub fn has(&self, role: Role) -> bool {
        self.params.iter().any(|param| param.role == Some(role))
    }

    /// Returns the same row, of a function that closes the descriptor that is asked.
    pub const fn closing(self) -> Signature {
        Signature {
            closes: true,
            ..self
        }
    }
}

impl Param {
    /// Returns the same parameter in this role.
    pub const fn is(self, role: Role) -> Param {
        Param {
            role: Some(role),
            ..self
        }
    }

    /// Returns the same parameter, of which documents leave it open whether a call that succeeds writes it.
    pub const fn left_open(self) -> Param {
        Param { open: true, ..self }
    }
}

impl Signature {
    /// Returns the memory that the call reads, to be reported before it.
    pub fn enter_regions(&self) -> Vec<Region> {
        self.regions(|kind| {
            matches!(
                kind,
                Kind::In(_)
                    | Kind::InOut(_)
                    | Kind::InArray { .. }
                    | Kind::Gather { .. }
                    | Kind::Scatter { .. }
                    | Kind::Text { .. }
            )
        })
    }

    /// Returns the memory that the call may have written, to be reported after it.
    pub fn exit_regions(&self) -> Vec<Region> {
        self.regions(|kind| {
            matches!(
                kind,
                Kind::Out(_) | Kind::InOut(_) | Kind::OutArray { .. } | Kind::Scatter { .. }
            )
        })
    }

    /// Returns the memory that the call fills when it succeeds, as far as it finds something to say, and does not read.
    pub fn filled_regions(&self) -> Vec<Region> {
        self.regions(|kind| matches!(kind, Kind::Out(_) | Kind::OutArray { .. }))
    }

    fn regions(&self, wanted: impl Fn(&Kind) -> bool) -> Vec<Region> {
        let mut regions = Vec::new();
        for (ptr, param) in self.params.iter().enumerate() {
            if !wanted(&param.kind) {
                continue;
            }
            regions.push(match param.kind {
                Kind::In(layout) | Kind::Out(layout) | Kind::InOut(layout) => Region::Fixed {
                    ptr,
                    len: layout.size(),
                },
                Kind::InArray { of, count } => Region::Array {
                    ptr,
                    count: Count::Param(count),
                    size: of.size(),
                },
                Kind::OutArray { of, room, .. } => Region::Array {
                    ptr,
                    count: room,
                    size: of.size(),
                },
                Kind::Gather { count } | Kind::Scatter { count, .. } => {
                    Region::Vectors { ptr, count }
                }
                Kind::Text { length } => Region::Array {
                    ptr,
                    count: Count::Param(length),
                    size: 1,
                },
                Kind::Fd
                | Kind::Port
                | Kind::Number
                | Kind::Signed
                | Kind::Bool
                | Kind::Enum(_)
                | Kind::Flags(_)
                | Kind::Length
                | Kind::Pointer => continue,
            });
        }
        regions
    }
}
