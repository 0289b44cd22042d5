//! A command as the programs here measure it: in trials, and bare.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use wasock::process::children_time;
use wasock_runners::{Capabilities, Command};

/// The time that something took.
#[derive(Debug, Clone, Copy)]
pub struct Spent {
    /// That of the processor, of all processes that took part.
    pub processor: Duration,
    /// That of the clock.
    pub clock: Duration,
}

/// Gives the command of these words, of which the first is the path of a program; `None` where there is no such file.
pub fn command(mut words: Vec<String>) -> Option<Command> {
    let program = fs::canonicalize(words.first()?).ok()?;
    let folders = program.parent().map(Path::to_owned).into_iter().collect();
    words[0] = program.display().to_string();
    let capabilities = Capabilities::of(&["wasip1", "wasip2"]);
    Some(Command {
        folders,
        ..Command::new("command", "", words, capabilities)
    })
}

/// Runs the command by itself on the guest in this file, which may see the folder `folder`, and says what it took.
///
/// # Panics
/// Where it cannot be started, or fails.
pub fn alone(command: &Command, guest: &Path, folder: &Path) -> Spent {
    let words: Vec<String> = command
        .command
        .iter()
        .map(|word| word.replace("{guest}", &guest.to_string_lossy()))
        .map(|word| word.replace("{folder}", &folder.to_string_lossy()))
        .collect();
    let (began, before) = (Instant::now(), children_time());
    let status = std::process::Command::new(&words[0])
        .args(&words[1..])
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .expect("the program can be started");
    assert!(status.success(), "{status}");
    Spent {
        processor: children_time() - before,
        clock: began.elapsed(),
    }
}
