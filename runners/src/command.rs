//! A runtime that is a command: the runner of everything that is not embedded.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::{Capabilities, Ending, Grant, Guest, Runner, RunnerError};

/// A runtime that is a command, as a file or a command line describes it.
///
/// It is plain data: the process of a trial is handed all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Command {
    /// The name of the runtime: `a-z0-9-`.
    pub name: String,
    /// Its version, as its own version command says it.
    pub version: String,
    /// The program and its arguments, the program by its whole path. In an argument, `{guest}` stands for the file of the guest and
    /// `{folder}` for the empty folder of the trial; an argument that is `{interface}` or `{policy}` stands for the arguments below.
    pub command: Vec<String>,
    /// What is added to the environment, which is otherwise `PATH`, and `HOME` and `TMPDIR` in the trial's own file system.
    pub environment: BTreeMap<String, String>,
    /// What it claims to support.
    pub capabilities: Capabilities,
    /// The arguments that each interface demands.
    pub interfaces: BTreeMap<String, Vec<String>>,
    /// The arguments that put a guest under each kind of policy; `{address}` stands for that of [`Policy::Only`](crate::Policy::Only).
    pub policies: BTreeMap<Grant, Vec<String>>,
    /// What it prints on standard error where it does not offer what the guest needs; `{}` stands for what is missing.
    pub unsupported: Vec<String>,
    /// What it prints there where the guest traps; `{}` stands for the reason.
    pub trapped: Vec<String>,
    /// The folder of its file, and where it is installed: folders that the trial must be able to read.
    pub folder: Option<PathBuf>,
    /// How many times longer than an embedded runtime it may take, at least 1.
    pub time: u32,
}

impl Runner for Command {
    fn name(&self) -> &str {
        &self.name
    }

    fn version(&self) -> &str {
        &self.version
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn run(&self, _: &Guest<'_>) -> Result<Ending, RunnerError> {
        Err(RunnerError {
            runner: self.name.clone(),
            message: "commands are not run yet".to_owned(),
        })
    }
}
