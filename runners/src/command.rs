//! A runtime that is a command: the runner of everything that is not embedded.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{self, ExitStatus};

use rustix::process::{Signal, getpid, kill_process};
use serde::{Deserialize, Serialize};

use crate::told::{Listener, Told};
use crate::{Capabilities, Ending, Grant, Guest, Policy, Runner, RunnerError};

/// The variable by which a runtime is asked for its own log.
const LOG: &str = "RUST_LOG";

/// What stands in a pattern for what the message tells.
const HOLE: &str = "{}";

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
    /// `{folder}` for the empty folder of the trial; an argument that is `{interface}`, `{policy}` or `{listeners}` stands for the
    /// arguments below.
    pub command: Vec<String>,
    /// What is added to the environment, which is otherwise a `PATH`, and `HOME` and `TMPDIR` in a folder of the trial.
    pub environment: BTreeMap<String, String>,
    /// What it claims to support.
    pub capabilities: Capabilities,
    /// The arguments that each interface demands.
    pub interfaces: BTreeMap<String, Vec<String>>,
    /// The arguments that put a guest under each kind of policy; `{address}` stands for that of [`Policy::Only`].
    pub policies: BTreeMap<Grant, Vec<String>>,
    /// The arguments that hand a guest a socket that listens, once for each; `{address}` stands for its address.
    pub listeners: Vec<String>,
    /// What it prints on standard error where it does not offer what the guest needs; `{}` stands for what is missing. The first of
    /// these that is found tells.
    pub unsupported: Vec<String>,
    /// What it prints there where the guest traps, likewise; `{}` stands for the reason.
    pub trapped: Vec<String>,
    /// Whether it is a [`program`](crate::program()) around a runner, which tells how the guest ended: then no pattern is needed.
    pub tells: bool,
    /// The folders that its program and what that reads are in, by their whole paths. A trial sees them wherever they are.
    pub folders: Vec<PathBuf>,
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

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        let fault = |message: String| RunnerError {
            runner: self.name.clone(),
            message,
        };
        let (told, status) = self
            .start(guest)
            .map_err(|error| fault(format!("{}: {error}", self.program())))?;
        match (told, status.code(), status.signal()) {
            (Some(Told::Ended(ending)), ..) => Ok(ending),
            (Some(Told::Failed(message)), ..) => Err(fault(message)),
            // What the runtime's process did from here on, this one does too, so that whoever waits for it sees a runtime that fell
            // over.
            (Some(Told::Panicked(message)), ..) => panic!("{message}"),
            (Some(Told::Begins), Some(code), _) => process::exit(code),
            (None, Some(0), _) => Ok(Ending::Returned),
            (None, Some(code), _) => Ok(Ending::Exited(code.cast_unsigned())),
            (_, None, signal) => die(signal.unwrap_or_default()),
        }
    }

    /// The runtime's words count where the program says that it has failed. That it does not offer what the guest needs it says
    /// before the guest begins, so what a guest prints is not taken for that.
    fn explain(&self, ending: Ending, said: &str, began: bool) -> Ending {
        if !matches!(ending, Ending::Exited(_)) {
            return ending;
        }
        let told = |patterns: &[String]| {
            let mut found = patterns
                .iter()
                .filter_map(|pattern| said.lines().find_map(|line| told(pattern, line)));
            found.next()
        };
        match told(&self.unsupported).filter(|_| !began) {
            Some(what) => Ending::Unsupported(what),
            None => told(&self.trapped).map_or(ending, Ending::Trapped),
        }
    }
}

impl Command {
    /// Makes a command of these words, the program first and by its whole path. It demands nothing of its arguments, says nothing of how
    /// it fails, and reads nothing but what every program does.
    pub fn new(
        name: &str,
        version: &str,
        command: Vec<String>,
        capabilities: Capabilities,
    ) -> Command {
        Command {
            name: name.to_owned(),
            version: version.to_owned(),
            command,
            environment: BTreeMap::new(),
            capabilities,
            interfaces: BTreeMap::new(),
            policies: BTreeMap::new(),
            listeners: Vec::new(),
            unsupported: Vec::new(),
            trapped: Vec::new(),
            tells: false,
            folders: Vec::new(),
        }
    }

    fn program(&self) -> &str {
        self.command.first().map_or("", String::as_str)
    }

    /// Runs the program on the guest, and gives the last that it told of it, and how it ended itself.
    fn start(&self, guest: &Guest<'_>) -> io::Result<(Option<Told>, ExitStatus)> {
        fs::create_dir_all(guest.place)?;
        // A program may tell a component or a module by the name of its file.
        let file = guest.place.join("guest.wasm");
        fs::write(&file, guest.module)?;
        let arguments = self.arguments(guest, &file.to_string_lossy())?;
        let mut command = process::Command::new(self.program());
        command
            .args(arguments)
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("HOME", guest.place)
            .env("TMPDIR", guest.place)
            .envs(&self.environment);
        if guest.host_log
            && let Some(filter) = env::var_os(LOG)
        {
            command.env(LOG, filter);
        }
        if !self.tells {
            return Ok((None, command.status()?));
        }
        let listener = Listener::of(&mut command)?;
        let mut program = command.spawn()?;
        let told = listener.hear(guest)?;
        Ok((told, program.wait()?))
    }

    /// The arguments with what stands in their places for this guest, which is in `file`.
    fn arguments(&self, guest: &Guest<'_>, file: &str) -> io::Result<Vec<String>> {
        let folder = env::current_dir()?;
        let folder = folder.to_string_lossy();
        let address = match guest.policy {
            Policy::Only(address) => address.to_string(),
            _ => String::new(),
        };
        let mut arguments = Vec::new();
        for argument in self.command.iter().skip(1) {
            match argument.as_str() {
                "{interface}" => {
                    let interface = self.interfaces.get(guest.interface);
                    arguments.extend(interface.into_iter().flatten().cloned());
                }
                "{policy}" => {
                    let policy = self.policies.get(&guest.policy.grant());
                    let policy = policy.into_iter().flatten();
                    arguments.extend(policy.map(|one| one.replace("{address}", &address)));
                }
                "{listeners}" => {
                    for preopen in guest.preopens {
                        let address = preopen.address().to_string();
                        let listener = self.listeners.iter();
                        arguments.extend(listener.map(|one| one.replace("{address}", &address)));
                    }
                }
                other => {
                    arguments.push(other.replace("{guest}", file).replace("{folder}", &folder));
                }
            }
        }
        Ok(arguments)
    }
}

/// What a line tells by this pattern, if it is of it. The pattern may stand anywhere in the line.
fn told(pattern: &str, line: &str) -> Option<String> {
    let Some((before, after)) = pattern.split_once(HOLE) else {
        return line.contains(pattern).then(|| line.trim().to_owned());
    };
    let (_, rest) = line.split_once(before)?;
    let what = match after {
        "" => rest,
        after => rest.split_once(after)?.0,
    };
    Some(what.trim().to_owned())
}

/// Ends this process by a signal.
fn die(signal: i32) -> ! {
    if let Some(signal) = Signal::from_named_raw(signal) {
        // The standard library survives the first of some signals, and lets the second one be.
        for _ in 0..2 {
            let _ = kill_process(getpid(), signal);
        }
    }
    // A signal that does not end a process has ended none.
    process::abort()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_tells_what_stands_at_the_hole() {
        let line = "  1: unknown import: `env::sock` has not been defined";
        assert_eq!(
            told("unknown import: `{}`", line).as_deref(),
            Some("env::sock")
        );
        assert_eq!(
            told("unknown import: {}", line).as_deref(),
            Some("`env::sock` has not been defined")
        );
        assert_eq!(told("has not been", line).as_deref(), Some(line.trim()));
        assert_eq!(told("trap: {}", line), None);
        assert_eq!(told("import: <{}>", line), None);
    }
}
