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
//! - **Nobody else can write a line.** Each is numbered and sealed with a key that no instruction of the guest can read, see
//!   [`Seal`]. The last one says that the program has returned. What a guest can still do is to keep its lines back, which
//!   shows, and what a runtime lets it do outside of itself: read the file that it was loaded from, or the memory of the
//!   process.
//!
//! Some kinds of memory have nothing to lend, and there the size does change. A memory without pages grows to one page
//! with the first line. A shared memory may be read by other threads at any time, and that of a guest that catches signals by its
//! handler, which the runtime calls in the middle of a call of our own: such a memory has a page more than the guest asks for
//! from the start, where each line is collected under a lock and from which it is written in one piece, whatever number of
//! threads there are, and whatever calls a handler makes meanwhile. Where it declares a maximum, the maximum is raised by that page.
//!
//! A call may return before it has finished. Then it is kept in a second memory, which no instruction of the guest names, and when a
//! later call tells the guest how it went, the report says so too, with what stands in the guest's memory then.
//!
//! A guest whose interface has no `fd_write` carries one that is made of what it has, see
//! [`Streams`](crate::interface::Streams).
//!
//! The guest of a case also fills the memory that a call is to write to with a pattern before the call is made, so that a
//! runtime which leaves it as it is shows. And a guest may be lied to, see [`Liar`]: then what stands between the two lines
//! of a call is not the call alone.
//!
//! Where a scripted [`peer`](crate::peer) has steps before a call, the guest also reports each of them like a call, and
//! waits on its standard input until it is answered with an errno. Where the runtime asks the guest's allocator for room
//! for the answer, a function in front of the allocator lends the memory that is borrowed already, and asks the guest for
//! none. Nothing else of the guest changes by that; a guest without steps comes out without any of it.
//!
//! Custom sections that describe the old code by its offsets are dropped. Names are kept.
//!
//! ```text
//! part    what a traced guest carries, in text: reporter.wat, alone.wat, threads.wat or relay.wat, wait.wat, blank.wat, later.wat,
//!         lie.wat, and the parts of interfaces
//! guest   what the module consists of
//! host    which functions of the runtime the parts call
//! plan    which index everything gets
//! link    puts a part into the guest         writer   writes the instructions that write a line
//! words   the globals of the report          wrapper, later, step   the functions that report
//! site    where in its source a compiled guest makes a call
//! rewrite copies the module, with all of this added
//! nested  does so with a module inside of a component, which stays as it is around it
//! ```

mod error;
mod guest;
mod host;
mod later;
mod link;
mod nested;
mod part;
mod plan;
mod rewrite;
mod site;
mod step;
mod words;
mod wrapper;
mod writer;

use wasm_encoder::reencode::Reencode;
use wasmparser::{Parser, Validator, WasmFeatures};

use crate::assemble::LineTable;
use crate::lie::Liar;
use crate::peer::Script;
use crate::record::{Legend, Seal};
use crate::source::Sources;
pub use error::InstrumentError;
use error::unsupported;
use guest::Guest;
pub use nested::{Nested, component, nested};
use plan::Plan;
use rewrite::Rewriter;

/// What becomes of a guest besides that it reports its calls.
#[derive(Debug, Clone, Copy, Default)]
pub struct Besides<'a> {
    /// It waits for the steps of this peer. The line of each call that they precede must be known.
    pub peer: Option<&'a Script>,
    /// What a call is to write to is filled before the call.
    pub blanks: bool,
    /// This changes its calls.
    pub liar: Option<Liar<'a>>,
    /// Where the calls stand in the source that it was compiled from. The site of a call is then the last call of the program's
    /// own code, and `sources` says where that is.
    pub sources: Option<&'a Sources>,
    /// It is a module inside of a component, which gives it what takes the words of its lines.
    pub nested: bool,
}

/// A guest that reports its calls.
#[derive(Debug, Clone)]
pub struct Instrumented {
    /// The binary module.
    pub module: Vec<u8>,
    /// What its lines say by numbers; nothing of a module that imports no function of WASI.
    pub legend: Legend,
}

/// Rewrites the core module `module` so that it reports its calls of WASI in lines that `seal` seals.
///
/// `lines` gives the line of each call; a call without a line is reported by its offset in `module`. A module that imports no function of WASI comes back as it is.
///
/// # Errors
/// [`InstrumentError::Invalid`] for what is not a valid core module, and [`InstrumentError::Unsupported`] for a memory
/// with 64-bit addresses or its own page size or, if it is shared, without room for a page more; for something else that is
/// exported in the place of the memory; for imports of `wasix_64v1`, and for a WASI import that takes or answers something
/// else than numbers, answers more than one, or has a name that is not a word of printable ASCII.
pub fn instrument(
    module: &[u8],
    lines: &LineTable,
    seal: &Seal,
) -> Result<Instrumented, InstrumentError> {
    with(module, lines, &Besides::default(), seal)
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
    seal: &Seal,
) -> Result<Instrumented, InstrumentError> {
    let besides = Besides {
        peer,
        ..Besides::default()
    };
    with(module, lines, &besides, seal)
}

/// Does the same, and what is wanted besides.
///
/// # Errors
/// Those of [`instrument`].
pub fn with(
    module: &[u8],
    lines: &LineTable,
    besides: &Besides<'_>,
    seal: &Seal,
) -> Result<Instrumented, InstrumentError> {
    if Parser::is_component(module) {
        return unsupported("a component as a module");
    }
    // A component is no core module: the validator is not told about components.
    let features = WasmFeatures::all() - WasmFeatures::COMPONENT_MODEL;
    Validator::new_with_features(features)
        .validate_all(module)
        .map_err(InstrumentError::Invalid)?;
    let guest = match besides.nested {
        true => Guest::nested(module)?,
        false => Guest::read(module)?,
    };
    if guest.traced.is_empty() {
        return Ok(Instrumented {
            module: module.to_vec(),
            legend: Legend::default(),
        });
    }
    let plan = Plan::new(guest, besides)?;
    let mut rewritten = wasm_encoder::Module::new();
    Rewriter::new(&plan, lines, besides, seal)
        .parse_core_module(&mut rewritten, Parser::new(0), module)
        .map_err(|error| InstrumentError::Broken(error.to_string()))?;
    let rewritten = rewritten.finish();
    Validator::new_with_features(features)
        .validate_all(&rewritten)
        .map_err(|error| InstrumentError::Broken(error.to_string()))?;
    Ok(Instrumented {
        module: rewritten,
        legend: plan.legend,
    })
}
