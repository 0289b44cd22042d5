//! WebAssembly runtimes behind one trait.
//!
//! A [`Runner`] starts a guest and says how it ended. It knows nothing of cases, expectations or reports: the guest
//! reports its own calls on its standard output, and the harness judges them. Each embedded runtime is a cargo
//! feature; with all of them off this crate is the trait alone, for vendors who bring a runtime of their own.

mod command;
#[cfg(any(feature = "wasmtime", feature = "reference"))]
mod engine;
mod errno;
#[cfg(feature = "wasmer")]
mod growth;
#[cfg(feature = "reference")]
mod interface;
#[cfg(feature = "wasmer")]
mod line;
#[cfg(any(feature = "wasmer", feature = "wasmtime"))]
mod log;
mod policy;
mod preopen;
mod program;
#[cfg(feature = "reference")]
mod reference;
#[cfg(any(feature = "wasmer", feature = "wasmtime", feature = "reference"))]
mod room;
#[cfg(feature = "reference")]
mod scripted;
mod told;
#[cfg(feature = "wasmer")]
mod wasmer;
#[cfg(feature = "wasmtime")]
mod wasmtime;

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use command::Command;
pub use errno::Errno;
pub use policy::{Grant, Policy, Use};
pub use preopen::{FIRST_PREOPEN, Preopen};
pub use program::program;
#[cfg(feature = "reference")]
pub use reference::Reference;
#[cfg(feature = "reference")]
pub use scripted::Scripted;
#[cfg(feature = "wasmer")]
pub use wasmer::Wasmer;
#[cfg(feature = "wasmtime")]
pub use wasmtime::Wasmtime;

/// A WebAssembly runtime under test. It runs a guest and says how it ended; it never judges.
pub trait Runner: Send + Sync {
    /// The name of the runtime: lower case, `a-z0-9-`. Its column is called so unless it is given another label.
    fn name(&self) -> &str;

    /// The version of the runtime as its vendor writes it, for example `7.4.2`.
    fn version(&self) -> &str;

    /// What it claims to support. A claim is tried, never believed: a guest whose import is missing ends as
    /// [`Ending::Unsupported`].
    fn capabilities(&self) -> &Capabilities;

    /// Names what compiles its guests, with all that decides what comes of one: what runners of one name have compiled is exchanged
    /// between them, and kept. `None` where nobody can have it.
    fn compiler(&self) -> Option<String> {
        None
    }

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

    /// Says what this ending was, by what had been printed on standard error. It is asked in the process of the harness, after the
    /// guest has ended, where a runtime tells by words what its exit code does not. `began` is whether the guest has reported
    /// anything: what it prints itself is then among what was printed. What is given may be given back.
    fn explain(&self, ending: Ending, _said: &str, _began: bool) -> Ending {
        ending
    }
}

/// The program that a runner runs.
#[derive(Debug, Clone, Copy)]
pub struct Guest<'a> {
    /// What the program is called where the runtime wants a name (`argv[0]`).
    pub name: &'a str,
    /// The binary: a core module, or for WASI 0.2 a component.
    pub module: &'a [u8],
    /// What the runner's [compiler](Runner::compiler) made of it before, which a runner may use in its place.
    pub compiled: Option<&'a [u8]>,
    /// Who is handed what it is compiled to, see [`Guest::is_compiled`].
    pub keeper: Option<&'a Keeper>,
    /// The name of the interface that it is written for.
    pub interface: &'a str,
    /// A folder of this trial, for what the runtime itself needs to write. It is not the current folder, which may be granted to
    /// the guest and stays empty. It need not be there yet, and is gone after the trial.
    pub place: &'a Path,
    /// What of the network it is granted: of a kind that the runner's [`Capabilities`] list.
    pub policy: Policy,
    /// The sockets that it is handed: none, where the runner's [`Capabilities`] have no [`listeners`](Capabilities::listeners).
    pub preopens: &'a [Preopen],
    /// Whether the runtime's own log is to go to standard error.
    pub host_log: bool,
    /// Who is to be told what the kernel knows of the guest's sockets, by a runner that can tell it. See
    /// [`Capabilities::witness`].
    pub witness: Option<&'a Witness>,
    /// Who is to be told that the guest begins, see [`Guest::begins`].
    pub beginning: Option<&'a Beginning>,
}

impl Guest<'_> {
    /// Says that the guest is compiled and begins to run. A runner calls it before the first instruction of the guest, that of a
    /// start function included; where it never does, a guest that makes no call is taken to be still compiled.
    pub fn begins(&self) {
        if let Some(beginning) = self.beginning {
            (beginning.0)();
        }
    }

    /// Hands over what the runner's [compiler](Runner::compiler) has made of it, where somebody wants that. A runner calls it before
    /// the guest [begins](Guest::begins), or never.
    pub fn is_compiled<T: AsRef<[u8]>, E>(&self, compiled: impl FnOnce() -> Result<T, E>) {
        if let Some(keeper) = self.keeper
            && let Ok(compiled) = compiled()
        {
            (keeper.0)(compiled.as_ref());
        }
    }
}

/// Who is handed what a guest is compiled to.
#[derive(Clone)]
pub struct Keeper(Arc<Keep>);

/// What is done with it.
type Keep = dyn Fn(&[u8]) + Send + Sync;

impl Keeper {
    /// One that does this with it.
    pub fn new(keep: impl Fn(&[u8]) + Send + Sync + 'static) -> Keeper {
        Keeper(Arc::new(keep))
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keeper")
    }
}

/// Who is told that a guest begins.
#[derive(Clone)]
pub struct Beginning(Arc<dyn Fn() + Send + Sync>);

impl Beginning {
    /// One that does this when it is told.
    pub fn new(hear: impl Fn() + Send + Sync + 'static) -> Beginning {
        Beginning(Arc::new(hear))
    }
}

impl fmt::Debug for Beginning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Beginning")
    }
}

/// Who is told, before each call of a guest, what the kernel knows of its sockets.
#[derive(Clone)]
pub struct Witness(Arc<dyn Fn(&str) + Send + Sync>);

impl Witness {
    /// One that hands on what it is told.
    pub fn new(hear: impl Fn(&str) + Send + Sync + 'static) -> Witness {
        Witness(Arc::new(hear))
    }

    /// Tells it a line.
    pub fn tell(&self, line: &str) {
        (self.0)(line);
    }
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Witness")
    }
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
    /// There is no room for the memory or the tables that the guest is to have, from its start or as they grow, whether the
    /// guest copes with that or not; the text is the runtime's own.
    Exceeded(String),
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

/// What a runner claims to support. It is plain data, so that a file can say it of a runtime that is a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Capabilities {
    /// The names of the interfaces that guests may import, for example `wasix`.
    pub interfaces: Vec<String>,
    /// The kinds of policies that it can put a guest under.
    #[serde(default = "granted")]
    pub policies: Vec<Grant>,
    /// Whether guests use sockets of the host's kernel (`true`) or of a network inside the runtime.
    pub host_sockets: bool,
    /// Whether it tells before each call what the kernel knows of the guest's sockets.
    #[serde(default)]
    pub witness: bool,
    /// Whether guests read the standard input of the process as theirs.
    #[serde(default = "yes")]
    pub stdin: bool,
    /// Whether it can hand guests sockets that listen.
    #[serde(default)]
    pub listeners: bool,
    /// Whether guests can start threads, which share their memory and their descriptors.
    #[serde(default)]
    pub threads: bool,
    /// How many times longer than an embedded runtime it may take for a trial; at least 1.
    #[serde(default = "once")]
    pub time: u32,
}

impl Capabilities {
    /// The capabilities that most runtimes have: these interfaces, over the host's kernel, with the network granted.
    pub fn of(interfaces: &[&str]) -> Capabilities {
        Capabilities {
            interfaces: interfaces.iter().map(|&name| name.to_owned()).collect(),
            policies: granted(),
            host_sockets: true,
            witness: false,
            stdin: true,
            listeners: false,
            threads: false,
            time: 1,
        }
    }
}

fn yes() -> bool {
    true
}

fn once() -> u32 {
    1
}

fn granted() -> Vec<Grant> {
    vec![Grant::All]
}

/// Makes every runner that this build contains, those under test first and the oracle last. `scripted` is not among them,
/// because it is for the harness's own tests.
pub fn embedded() -> Vec<Arc<dyn Runner>> {
    vec![
        #[cfg(feature = "wasmer")]
        Arc::new(Wasmer::host()),
        #[cfg(feature = "wasmer")]
        Arc::new(Wasmer::loopback()),
        #[cfg(feature = "wasmtime")]
        Arc::new(Wasmtime::new()),
        #[cfg(feature = "reference")]
        Arc::new(Reference::new()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The versions are those that this package was built with, and its lock file names them.
    #[test]
    fn a_runner_has_the_version_of_its_runtime() {
        let lock = include_str!("../../Cargo.lock");
        for runner in embedded() {
            let runtimes: &[&str] = match runner.name() {
                "wasmer" | "wasmer-loopback" => &["wasmer", "wasmer-types"],
                "wasmtime" => &["wasmtime", "wasmtime-wasi"],
                _ => &["wasock-runners"],
            };
            for name in runtimes {
                let locked = format!("name = \"{name}\"\nversion = \"{}\"\n", runner.version());
                assert!(lock.contains(&locked), "no {locked:?} in Cargo.lock");
            }
        }
    }

    /// Reads capabilities that stand in a file.
    fn read(text: &str) -> Result<Capabilities, String> {
        let document: Result<Capabilities, _> = serde_json::from_str(text);
        document.map_err(|error| error.to_string())
    }

    #[test]
    fn a_file_may_leave_out_what_most_runtimes_have() {
        let short = r#"{"interfaces": ["wasix"], "host-sockets": true}"#;
        assert_eq!(read(short), Ok(Capabilities::of(&["wasix"])));
        let long = r#"{"interfaces": ["wasip1"], "policies": ["granted", "deny"], "host-sockets": false, "witness": true}"#;
        let wanted = Capabilities {
            interfaces: vec!["wasip1".to_owned()],
            policies: vec![Grant::All, Grant::Nothing],
            host_sockets: false,
            witness: true,
            stdin: true,
            listeners: false,
            threads: false,
            time: 1,
        };
        assert_eq!(read(long), Ok(wanted));
    }

    #[test]
    fn a_file_says_nothing_that_nobody_reads() {
        let error = read(r#"{"interfaces": [], "host-sockets": true, "sockets": true}"#);
        assert!(error.unwrap_err().contains("unknown field `sockets`"));
        let error = read(r#"{"interfaces": [], "host-sockets": true, "policies": ["some"]}"#);
        assert!(error.unwrap_err().contains("unknown variant `some`"));
    }
}
