//! The core-module interfaces: what each imported function takes, writes and answers.
//!
//! A [`Function`] describes a call well enough for two readers. The instrumenter asks which bytes of memory belong to
//! it ([`Function::enter_regions`], [`Function::exit_regions`]) and lets the guest report them; the decoder turns the
//! reported numbers and bytes into names and values ([`decode`]). All tables are data; none of them says what a
//! runtime should answer.

mod decode;
mod errno;
mod layout;
mod memory;
mod names;
pub(crate) mod peer;
mod value;
mod wasip1;
mod wasix;

#[cfg(test)]
mod tests;

pub use decode::{Answer, Decoded, Field, decode};
pub use errno::{Errno, errno, errno_named, errnos};
pub use layout::Layout;
pub use names::Names;
pub use value::{Atom, Value};

/// A function of an interface, as its witx declares it and core WebAssembly sees it.
#[derive(Debug)]
pub struct Function {
    /// The name it is imported by.
    pub name: &'static str,
    /// The parameters in order, one for each core parameter.
    pub params: &'static [Param],
    /// What the core result is.
    pub returns: Returns,
}

/// One core parameter.
#[derive(Debug)]
pub struct Param {
    /// The name that traces and expectations use.
    pub name: &'static str,
    /// What the number means.
    pub kind: Kind,
}

/// What a core result means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// An errno; out-parameters count only when it is `success`.
    Errno,
    /// Nothing.
    Nothing,
    /// The call does not return (`proc_exit`).
    Never,
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

/// Where a number of elements comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// The value of this parameter.
    Param(usize),
    /// The u32 that this parameter points to, before the call.
    Pointee(usize),
}

/// A piece of guest memory that belongs to a call, for the instrumenter to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Region {
    /// `len` bytes at the address in parameter `ptr`.
    Fixed {
        /// The parameter that holds the address.
        ptr: usize,
        /// How many bytes.
        len: u32,
    },
    /// `count` elements of `size` bytes at the address in parameter `ptr`; reported up to [`MAX_ARRAY`] bytes.
    Array {
        /// The parameter that holds the address.
        ptr: usize,
        /// How many elements.
        count: Count,
        /// The size of an element in bytes.
        size: u32,
    },
    /// `count` vectors (`{buf: u32, len: u32}`) at the address in parameter `ptr`, and the buffers they point to;
    /// reported up to [`MAX_VECTORS`] vectors and [`MAX_BUFFER`] bytes of each buffer.
    Vectors {
        /// The parameter that holds the address.
        ptr: usize,
        /// The parameter that holds the number of vectors.
        count: usize,
    },
}

/// The largest part of an array or text that a call reports, in bytes.
pub const MAX_ARRAY: u32 = 512;
/// The largest number of vectors that a call reports.
pub const MAX_VECTORS: u32 = 8;
/// The largest part of one vector's buffer that a call reports, in bytes.
pub const MAX_BUFFER: u32 = 64;

/// The import modules whose functions are calls of WASI.
pub const MODULES: [&str; 3] = ["wasi_snapshot_preview1", "wasi_unstable", "wasix_32v1"];

/// Whether `module` is the name of a WASI import module, known function or not.
pub fn is_wasi(module: &str) -> bool {
    MODULES.contains(&module)
}

/// The module that the steps of the scripted peer are reported under, and that of those which it takes meanwhile, see
/// [`peer`](crate::peer). No guest can import them.
pub const PEER: &str = "peer";
/// See [`PEER`].
pub const MEANWHILE: &str = "peer.meanwhile";

/// Whether what is reported under `module` are steps of the scripted peer, and no calls of WASI.
pub fn is_peer(module: &str) -> bool {
    [PEER, MEANWHILE].contains(&module)
}

/// The description of `module`.`name`, or `None` when the tables do not have it.
pub fn lookup(module: &str, name: &str) -> Option<&'static Function> {
    let tables: &[&[Function]] = match module {
        "wasix_32v1" => &[wasix::FUNCTIONS, wasip1::FUNCTIONS],
        "wasi_snapshot_preview1" => &[wasip1::FUNCTIONS],
        // Snapshot 0 differs from preview 1 in `poll_oneoff`, the filestat layouts and the numbers of `whence`.
        // The calls that use them are therefore left raw.
        "wasi_unstable"
            if !matches!(
                name,
                "poll_oneoff" | "fd_filestat_get" | "path_filestat_get" | "fd_seek"
            ) =>
        {
            &[wasip1::FUNCTIONS]
        }
        PEER | MEANWHILE => &[peer::FUNCTIONS],
        _ => &[],
    };
    tables
        .iter()
        .flat_map(|table| table.iter())
        .find(|function| function.name == name)
}

/// A row of a table: a function, its parameters in order, and what it returns.
const fn f(name: &'static str, params: &'static [Param], returns: Returns) -> Function {
    Function {
        name,
        params,
        returns,
    }
}

/// A parameter in a row of a table.
const fn p(name: &'static str, kind: Kind) -> Param {
    Param { name, kind }
}

impl Function {
    /// The memory that the call reads, to be reported before it.
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

    /// The memory that the call may have written, to be reported after it.
    pub fn exit_regions(&self) -> Vec<Region> {
        self.regions(|kind| {
            matches!(
                kind,
                Kind::Out(_) | Kind::InOut(_) | Kind::OutArray { .. } | Kind::Scatter { .. }
            )
        })
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
