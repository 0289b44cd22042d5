//! The interfaces: what each imported function takes, writes and answers.
//!
//! A [`Function`] describes a call well enough for two readers. The instrumenter asks which bytes of memory belong to
//! it ([`Function::enter_regions`], [`Function::exit_regions`]) and lets the guest report them; the decoder turns the
//! reported numbers and bytes into names and values ([`decode`]). What witx declares stands here in tables, what WIT
//! declares is read from the WIT. None of it says what a runtime should answer.

mod decode;
mod errno;
mod layout;
mod memory;
mod names;
pub(crate) mod peer;
mod role;
mod value;
mod wasip1;
mod wasip2;
mod wasix;
pub(crate) mod wit;
mod witx;

#[cfg(test)]
mod tests;

pub use decode::{Answer, Decoded, Field, decode};
pub use errno::{Errno, errno, errno_named, errnos};
pub use layout::Layout;
pub use names::Names;
pub use role::Role;
pub use value::{Atom, Value};

use crate::record::{Image, Record};

/// A function of an interface, by the language that declares it.
#[derive(Debug, Clone, Copy)]
pub enum Function {
    /// A function of preview 1 or WASIX, or a step of a peer.
    Witx(&'static witx::Function),
    /// A function of WASI 0.2.
    Wit(&'static wit::Function),
}

/// Two are equal when they are the same row of the same table.
impl PartialEq for Function {
    fn eq(&self, other: &Function) -> bool {
        match (self, other) {
            (Function::Witx(one), Function::Witx(other)) => std::ptr::eq(*one, *other),
            (Function::Wit(one), Function::Wit(other)) => std::ptr::eq(*one, *other),
            _ => false,
        }
    }
}

impl Eq for Function {}

/// What a function can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// An errno.
    Errno,
    /// `ok`, or one of these cases of its error.
    Result(Vec<&'static str>),
    /// Nothing that says how it went.
    Nothing,
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
    /// The elements of a list whose `{ptr: u32, len: u32}` stands `offset` bytes after the address in parameter `ptr`;
    /// reported up to [`MAX_ARRAY`] bytes.
    List {
        /// The parameter that holds the address.
        ptr: usize,
        /// How far behind it the list stands.
        offset: u32,
        /// The size of an element in bytes.
        size: u32,
    },
}

/// The largest part of an array or text that a call reports, in bytes.
pub const MAX_ARRAY: u32 = 512;
/// The largest number of vectors that a call reports.
pub const MAX_VECTORS: u32 = 8;
/// The largest part of one vector's buffer that a call reports, in bytes.
pub const MAX_BUFFER: u32 = 64;

/// The import modules whose functions are calls of WASI, but for those of components.
pub const MODULES: [&str; 3] = ["wasi_snapshot_preview1", "wasi_unstable", "wasix_32v1"];

/// Whether `module` is the name of a WASI import module, known function or not.
pub fn is_wasi(module: &str) -> bool {
    MODULES.contains(&module) || is_canonical(module)
}

/// Whether `module` is by its name an interface that a component imports.
pub fn is_canonical(module: &str) -> bool {
    module.starts_with(wit::PREFIX)
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

/// The description of `module`.`name`, or `None` when no interface has it.
pub fn lookup(module: &str, name: &str) -> Option<Function> {
    if is_canonical(module) {
        return wit::lookup(module, name).map(Function::Wit);
    }
    let tables: &[&[witx::Function]] = match module {
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
    let mut functions = tables.iter().flat_map(|table| table.iter());
    functions
        .find(|function| function.name == name)
        .map(Function::Witx)
}

/// The name that traces and grids have for `module`.`name`: of a step of a peer with its module, of a function of WIT with
/// its resource, of all others the name alone.
pub fn shown(module: &str, name: &str) -> String {
    match lookup(module, name) {
        Some(Function::Wit(function)) => function.name.clone(),
        _ if is_peer(module) => format!("{module}.{name}"),
        _ => name.to_owned(),
    }
}

/// Every case that an error of WASI 0.2 has: what may stand in `err(...)`.
pub fn cases() -> impl Iterator<Item = &'static str> {
    wit::errors()
}

/// The case of this name.
pub fn case_named(name: &str) -> Option<&'static str> {
    cases().find(|known| *known == name)
}

/// Whether traces have an [`Answer`] that is written like this.
pub fn is_answer(text: &str) -> bool {
    let case = text
        .strip_prefix("err(")
        .and_then(|text| text.strip_suffix(')'));
    ["ok", "returns"].contains(&text)
        || errno_named(text).is_some()
        || case.is_some_and(|case| case_named(case).is_some())
}

/// Whether there is a function that traces call `name`.
pub fn is_function(name: &str) -> bool {
    match name.strip_prefix("peer.") {
        Some(step) => lookup(PEER, step).is_some(),
        None => {
            let known = |module: &&str| lookup(module, name).is_some();
            MODULES.iter().any(known) || wit::named(name).is_some()
        }
    }
}

impl Function {
    /// How many core parameters it has.
    pub fn parameters(self) -> usize {
        match self {
            Function::Witx(function) => function.params.len(),
            Function::Wit(function) => function.parameters(),
        }
    }

    /// What it can answer.
    pub fn answers(self) -> Answers {
        match self {
            Function::Witx(function) if function.returns == witx::Returns::Errno => Answers::Errno,
            Function::Witx(_) => Answers::Nothing,
            Function::Wit(function) => match function.errors() {
                Some(cases) => Answers::Result(cases),
                None => Answers::Nothing,
            },
        }
    }

    /// Whether a call of it closes the descriptor, or drops the handle, that is asked.
    pub fn closes(self) -> bool {
        match self {
            Function::Witx(function) => function.closes,
            Function::Wit(function) => function.drops(),
        }
    }

    /// Whether a call of it ends the guest, and so never returns.
    pub fn ends_the_guest(self) -> bool {
        match self {
            Function::Witx(function) => function.returns == witx::Returns::Ends,
            Function::Wit(function) => function.ends_the_guest,
        }
    }

    /// The memory that the call reads, to be reported before it.
    pub fn enter_regions(self) -> Vec<Region> {
        match self {
            Function::Witx(function) => function.enter_regions(),
            Function::Wit(function) => function.enter_regions(),
        }
    }

    /// The memory that the call may have written, to be reported after it.
    pub fn exit_regions(self) -> Vec<Region> {
        match self {
            Function::Witx(function) => function.exit_regions(),
            Function::Wit(function) => function.exit_regions(),
        }
    }

    /// What a call with `args` was given, what it returned, and what it returned it with.
    fn decode(
        self,
        args: &[u64],
        before: &Image,
        exit: Option<&Record>,
    ) -> (Vec<Field>, Answer, Vec<Field>) {
        match self {
            Function::Witx(function) => witx::call::decode(function, args, before, exit),
            Function::Wit(function) => wit::decode(function, args, before, exit),
        }
    }
}
