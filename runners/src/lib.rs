//! WebAssembly runtimes behind one trait.
//!
//! A [`Runner`] starts a guest and says how it ended. It knows nothing of cases, expectations or reports: the guest
//! reports its own calls on its standard output, and the harness judges them. Each embedded runtime is a cargo
//! feature; with all of them off this crate is the trait alone, for vendors who bring a runtime of their own.

#[cfg(any(feature = "wasmtime", feature = "reference"))]
mod engine;
mod errno;
#[cfg(any(feature = "wasmer", feature = "wasmtime"))]
mod log;
#[cfg(feature = "reference")]
mod reference;
#[cfg(feature = "reference")]
mod scripted;
#[cfg(feature = "wasmer")]
mod wasmer;
#[cfg(feature = "wasmtime")]
mod wasmtime;

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

pub use errno::Errno;

/// A WebAssembly runtime under test. It runs a guest and says how it ended; it never judges.
pub trait Runner: Send + Sync {
    /// The name that trials, snapshots and reports use: lower case, `a-z0-9-`.
    fn name(&self) -> &str;

    /// The version of the runtime as its vendor writes it, for example `7.4.2`.
    fn version(&self) -> &str;

    /// The interfaces that it claims to support. A claim is tried, never believed: a guest whose import is missing
    /// ends as [`Ending::Unsupported`].
    fn capabilities(&self) -> &Capabilities;

    /// Runs `guest` to its end, in a process that belongs to this guest alone and whose world is already made.
    ///
    /// The guest's standard input, output and error are those of the process. Its input is empty, unless the harness answers
    /// a guest there which waits for its peer. The call returns when the guest has ended; a guest that never ends is ended
    /// from outside, with the process.
    ///
    /// # Errors
    /// [`RunnerError`] when the runtime could not be brought to the point of running the guest, for a reason that
    /// says nothing about the guest.
    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError>;
}

/// The program that a runner runs.
#[derive(Debug, Clone, Copy)]
pub struct Guest<'a> {
    /// What the program is called where the runtime wants a name (`argv[0]`).
    pub name: &'a str,
    /// The binary: a core module, or for WASI 0.2 a component.
    pub module: &'a [u8],
    /// Answers for the `scripted` runner, by import name; every other runner ignores it.
    pub script: &'a BTreeMap<String, String>,
    /// Whether the runtime's own log is to go to standard error.
    pub host_log: bool,
}

/// How a guest ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// `_start` returned, or `run` with success.
    Returned,
    /// The guest called `proc_exit` with this code, or what corresponds to it in its interface.
    Exited(u32),
    /// The guest trapped; the text is the runtime's own.
    Trapped(String),
    /// The runtime does not offer what the guest needs; the text names it, for example `wasix_32v1.sock_open`.
    Unsupported(String),
}

/// A runtime that could not be started. It is a fault of the harness or its surroundings, never of the guest.
#[derive(Debug, thiserror::Error)]
#[error("{runner}: {message}")]
pub struct RunnerError {
    /// The runner that failed.
    pub runner: String,
    /// What failed, as a fragment that follows the runner's name.
    pub message: String,
}

/// A generation of the socket interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Api {
    /// `wasi_snapshot_preview1`.
    Wasip1,
    /// `wasix_32v1`.
    Wasix,
    /// WASI 0.2, any 0.2.x.
    Wasip2,
}

/// The name that the folders of cases have: `wasix`, `wasip1`, `wasip2`.
impl fmt::Display for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Api::Wasip1 => "wasip1",
            Api::Wasix => "wasix",
            Api::Wasip2 => "wasip2",
        })
    }
}

/// What a runner claims to support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// The interfaces that guests may import.
    pub apis: &'static [Api],
    /// Whether guests use sockets of the host's kernel (`true`) or of a network inside the runtime.
    pub host_sockets: bool,
}

/// All runners that this build contains, the ones under test first and the oracle last.
///
/// `scripted` is not among them: it is for the harness's own tests, and [`find`] knows it.
pub fn all() -> Vec<Box<dyn Runner>> {
    vec![
        #[cfg(feature = "wasmer")]
        Box::new(wasmer::Wasmer::host()),
        #[cfg(feature = "wasmer")]
        Box::new(wasmer::Wasmer::loopback()),
        #[cfg(feature = "wasmtime")]
        Box::new(wasmtime::Wasmtime::new()),
        #[cfg(feature = "reference")]
        Box::new(reference::Reference::new()),
    ]
}

/// The runner of this name, if this build contains it.
pub fn find(name: &str) -> Option<Box<dyn Runner>> {
    #[cfg(feature = "reference")]
    if name == "scripted" {
        return Some(Box::new(scripted::Scripted::new()));
    }
    all().into_iter().find(|runner| runner.name() == name)
}
