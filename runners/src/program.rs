//! A program around a runner: what a package outside of the workspace has for its `main`, which brings a version of a runtime that
//! cannot be built into the same program as another one.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::told::Teller;
use crate::{Ending, Guest, Policy, Preopen, Runner};

/// Is a command that runs a guest on `runner`, as the arguments of this process ask:
///
/// - `--version` prints the version of the runtime and nothing else;
/// - `--capabilities` prints what it claims to support, as JSON;
/// - `[--interface INTERFACE] [--policy POLICY] [--preopen PREOPEN]... FILE` runs the guest in a file, with the standard streams of
///   this process.
///
/// The harness is told how the guest ended by a pipe of its own. Without the harness, it is the exit code of the guest; of a guest
/// that did not exit, standard error says how it ended, and the exit code is 1, or 2 where it did not run.
pub fn program(runner: &dyn Runner) -> ExitCode {
    let done = asked(env::args().skip(1)).and_then(|asked| match asked {
        Asked::Version => {
            println!("{}", runner.version());
            Ok(ExitCode::SUCCESS)
        }
        Asked::Capabilities => {
            let capabilities = serde_json::to_string_pretty(runner.capabilities());
            println!("{}", capabilities.map_err(|error| error.to_string())?);
            Ok(ExitCode::SUCCESS)
        }
        Asked::Run(guest) => run(runner, &guest),
    });
    done.unwrap_or_else(|message| {
        eprintln!("{}: {message}", runner.name());
        ExitCode::from(2)
    })
}

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Version,
    Capabilities,
    Run(Asking),
}

/// The guest that is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Asking {
    interface: String,
    policy: Policy,
    preopens: Vec<Preopen>,
    file: PathBuf,
}

/// Reads the arguments, which follow the name of the program.
fn asked(mut words: impl Iterator<Item = String>) -> Result<Asked, String> {
    let mut guest = Asking {
        interface: String::new(),
        policy: Policy::Granted,
        preopens: Vec::new(),
        file: PathBuf::new(),
    };
    loop {
        let word = words.next().ok_or("no guest is given")?;
        let mut value = || words.next().ok_or(format!("{word} is followed by nothing"));
        let asked = match word.as_str() {
            "--version" => Asked::Version,
            "--capabilities" => Asked::Capabilities,
            "--interface" => {
                guest.interface = value()?;
                continue;
            }
            "--policy" => {
                let policy: Result<Policy, _> = value()?.parse();
                guest.policy = policy.map_err(|error| error.to_string())?;
                continue;
            }
            "--preopen" => {
                let preopen: Result<Preopen, _> = value()?.parse();
                let preopen = preopen.map_err(|error| error.to_string())?;
                guest.preopens.push(preopen);
                continue;
            }
            option if option.starts_with('-') => {
                return Err(format!("there is no option {option}"));
            }
            file => {
                guest.file = PathBuf::from(file);
                Asked::Run(guest)
            }
        };
        return match words.next() {
            None => Ok(asked),
            Some(word) => Err(format!("nothing is to follow, but `{word}` does")),
        };
    }
}

/// Runs the guest in a file, and tells how it ended: the harness where it listens, otherwise whoever started this program.
fn run(runner: &dyn Runner, asked: &Asking) -> Result<ExitCode, String> {
    let file = &asked.file;
    let module = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let guest = Guest {
        name: &name,
        module: &module,
        compiled: None,
        keeper: None,
        interface: &asked.interface,
        place: file.parent().unwrap_or(Path::new(".")),
        policy: asked.policy,
        preopens: &asked.preopens,
        host_log: env::var_os("RUST_LOG").is_some(),
        witness: None,
        beginning: None,
    };
    let teller = Teller::open().map_err(|error| format!("nobody can be told: {error}"))?;
    if let Some(teller) = teller {
        let told = teller.run(runner, &guest);
        return match told {
            Ok(()) => Ok(ExitCode::SUCCESS),
            Err(error) => Err(format!("nobody listens: {error}")),
        };
    }
    let (code, why) = match runner.run(&guest).map_err(|error| error.message)? {
        Ending::Returned => return Ok(ExitCode::SUCCESS),
        // A process has eight bits for it.
        Ending::Exited(code) => return Ok(ExitCode::from(code.to_le_bytes()[0])),
        Ending::Trapped(why) => (1, format!("trapped: {why}")),
        Ending::Exceeded(why) => (1, format!("exceeded: {why}")),
        Ending::Unsupported(what) => (2, format!("not offered: {what}")),
    };
    eprintln!("{}: {why}", runner.name());
    Ok(ExitCode::from(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Asked, String> {
        asked(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_guest_is_run_with_the_network_granted_unless_another_policy_is_named() {
        let run = |interface: &str, policy| {
            Ok(Asked::Run(Asking {
                interface: interface.to_owned(),
                policy,
                preopens: Vec::new(),
                file: PathBuf::from("a.wasm"),
            }))
        };
        assert_eq!(read("a.wasm"), run("", Policy::Granted));
        assert_eq!(
            read("--interface wasix --policy deny a.wasm"),
            run("wasix", Policy::Deny)
        );
        assert_eq!(read("--version"), Ok(Asked::Version));
        assert_eq!(read("--capabilities"), Ok(Asked::Capabilities));
    }

    #[test]
    fn a_guest_is_handed_the_sockets_that_are_named() {
        let words = ["--preopen", "tcp-listener 127.0.0.1:7967", "a.wasm"];
        let Ok(Asked::Run(guest)) = asked(words.map(str::to_owned).into_iter()) else {
            panic!("a guest is asked for");
        };
        let address = "127.0.0.1:7967".parse().unwrap();
        assert_eq!(guest.preopens, [Preopen::TcpListener(address)]);
    }

    #[test]
    fn what_it_does_not_know_it_refuses() {
        for line in [
            "",
            "--policy",
            "--policy some a.wasm",
            "--net a.wasm",
            "a.wasm b.wasm",
            "--version a.wasm",
        ] {
            assert!(read(line).is_err(), "{line:?}");
        }
    }
}
