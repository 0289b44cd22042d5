//! How the guests of an interface are framed: what their modules export, and what stands around them when they run.

use wasmparser::ValType;

/// What a guest's module exports, and what is put around it. Interfaces whose frames are equal can be imported together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The name that its memory is exported by.
    pub memory: &'static str,
    /// The function that the program begins with; it takes nothing.
    pub entry: &'static str,
    /// What that function answers.
    pub result: Option<ValType>,
    /// The name that its allocator is exported by, where the runtime calls one.
    pub allocator: Option<&'static str>,
}

/// How a traced guest writes and reads its standard streams, for which its report has `fd_write` and `fd_read`.
#[derive(Debug, Clone, Copy)]
pub enum Streams {
    /// The runtime has both functions in each of these modules: the first is taken, unless the guest imports from another
    /// one of them alone.
    Imported(&'static [&'static str]),
    /// The guest carries both, made of what the runtime has.
    Made {
        /// The part that exports `fd_write`.
        fd_write: Text,
        /// The part that exports `fd_read`.
        fd_read: Text,
    },
}

/// The text of a part that traced guests carry, see [`instrument`](crate::instrument).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// The name of its file.
    pub file: &'static str,
    /// The module, as WebAssembly text.
    pub module: &'static str,
}

/// A module that does not fit into the frame of its interface.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FrameError(pub(super) String);
