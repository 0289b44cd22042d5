//! Rewrites a guest so that it reports its own calls of WASI, on whatever runtime it runs.
//!
//! The runtime needs no change and no knowledge of it: the guest writes the lines that [`crate::record`] describes to
//! its own standard output.
//!
//! - Each WASI import gets a **wrapper** of the same type: it writes the line before the call, calls the import, and
//!   writes the line after it. Calls, `ref.func`, element segments, the start section and exports that named the import
//!   name the wrapper instead, so that calls through tables and references are reported too.
//! - **Where the call stands** is a global that the guest sets right before each instruction that may reach a wrapper.
//!   A wrapper that the host calls from outside reports the offset 0.
//! - **The guest computes the same.** The stack, the tables and the guest's own globals are untouched. A line is
//!   collected in globals; only while `fd_write` runs are 144 bytes at address 0 lent to it, and they are put back
//!   before the guest continues. The size of the memory stays as it is.
//!
//! Two kinds of memory have nothing to lend, and there the size does change. A memory without pages grows to one page
//! with the first line. A shared memory may be read by other threads at any time, so that each thread grows it by
//! a page of its own with its first line. Where such a memory declares a maximum, the maximum is raised by that much,
//! for up to 64 threads. A line of more than 128 bytes takes several writes, between which another thread may write.
//!
//! A guest whose interface has no `fd_write` carries one that is made of what it has, see
//! [`Streams`](crate::interface::Streams).
//!
//! Where a scripted [`peer`](crate::peer) has steps before a call, the guest also reports each of them like a call, and
//! waits on its standard input until it is answered with an errno. Where the runtime asks the guest's allocator for room
//! for the answer, a function in front of the allocator lends the memory that is borrowed already, and asks the guest for
//! none. Nothing else of the guest changes by that; a guest without steps comes out without any of it.
//!
//! Custom sections that describe the old code by its offsets are dropped. Names are kept.
//!
//! ```text
//! part    what a traced guest carries, in text: reporter.wat, wait.wat, and the parts of interfaces
//! guest   what the module consists of
//! host    which functions of the runtime the parts call
//! plan    which index everything gets
//! link    puts a part into the guest         writer   writes the instructions that write a line
//! words   the globals of the report          wrapper, step   the functions that report
//! rewrite copies the module, with all of this added
//! ```

mod error;
mod guest;
mod host;
mod link;
mod part;
mod plan;
mod rewrite;
mod step;
mod words;
mod wrapper;
mod writer;

use wasm_encoder::reencode::Reencode;
use wasmparser::{Parser, Validator, WasmFeatures};

use crate::assemble::LineTable;
use crate::peer::Script;
pub use error::InstrumentError;
use error::{is_word, unsupported};
use guest::Guest;
use plan::Plan;
use rewrite::Rewriter;

/// Rewrites the core module `module` so that it reports its calls of WASI in lines that begin with `tag`.
///
/// `lines` gives the line of each call, see [`LineTable::read`]; a call without a line is reported by its offset in
/// `module`. `tag` is a word of printable ASCII. A module that imports no function of WASI comes back as it is.
///
/// # Errors
/// [`InstrumentError::Invalid`] for what is not a valid core module, and [`InstrumentError::Unsupported`] for a memory
/// with 64-bit addresses or its own page size, for imports of `wasix_64v1`, and for a WASI import that takes or answers
/// something else than numbers, answers more than one, or has a name that is not a word of printable ASCII.
pub fn instrument(module: &[u8], lines: &LineTable, tag: &str) -> Result<Vec<u8>, InstrumentError> {
    with_peer(module, lines, None, tag)
}

/// Does the same for a guest that waits for the steps of `peer`, where there is one. The line of each call that they
/// precede must be in `lines`.
///
/// # Errors
/// Those of [`instrument`].
pub fn with_peer(
    module: &[u8],
    lines: &LineTable,
    peer: Option<&Script>,
    tag: &str,
) -> Result<Vec<u8>, InstrumentError> {
    if !is_word(tag) {
        return unsupported(&format!("with the tag {tag:?}, which is not a word"));
    }
    if Parser::is_component(module) {
        return unsupported("a component; trace the core module that it is made of");
    }
    // A component is no core module: the validator is not told about components.
    let features = WasmFeatures::all() - WasmFeatures::COMPONENT_MODEL;
    Validator::new_with_features(features)
        .validate_all(module)
        .map_err(InstrumentError::Invalid)?;
    let guest = Guest::read(module)?;
    if guest.traced.is_empty() {
        return Ok(module.to_vec());
    }
    let plan = Plan::new(guest, peer.is_some())?;
    let mut rewritten = wasm_encoder::Module::new();
    Rewriter::new(&plan, lines, peer, tag)
        .parse_core_module(&mut rewritten, Parser::new(0), module)
        .map_err(|error| InstrumentError::Broken(error.to_string()))?;
    let rewritten = rewritten.finish();
    Validator::new_with_features(features)
        .validate_all(&rewritten)
        .map_err(|error| InstrumentError::Broken(error.to_string()))?;
    Ok(rewritten)
}
