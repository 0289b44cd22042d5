//! The version of a program, as its own version command prints it.

use std::io::{self, Read};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long a version command may take. A machine under load starts programs slowly.
const PATIENCE: Duration = Duration::from_secs(30);

/// The numbers of a version, by which one is newer than another.
pub(super) fn numbers(version: &str) -> Vec<u64> {
    let parts = version.split(|character: char| !character.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

/// Whether a version is the one that is meant, of which the last parts may be left out: 49.0.4 by 49.
pub(super) fn is_meant(version: &str, by: &str) -> bool {
    let rest = version.strip_prefix(by);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Runs a version command, and gives the first thing in its output that looks like a version.
///
/// # Errors
/// Why there is none, as a fragment that follows the command: it cannot be run, does not end, or prints none.
pub(super) fn ask(command: &[String]) -> Result<String, String> {
    let said = output(command).map_err(|error| match error.kind() {
        io::ErrorKind::TimedOut => "has not ended in 30 seconds".to_owned(),
        _ => format!("cannot be run: {error}"),
    })?;
    find(&said).map(str::to_owned).ok_or_else(|| {
        let line = said.lines().find(|line| !line.trim().is_empty());
        match line {
            Some(line) => format!("prints no version, but: {}", line.trim()),
            None => "prints no version".to_owned(),
        }
    })
}

/// Gives what a command prints, on whichever of its outputs.
fn output(command: &[String]) -> io::Result<String> {
    let (program, arguments) = command.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let (mut reader, writer) = io::pipe()?;
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn()?;
    let (sender, receiver) = mpsc::channel();
    // It ends with the program, or with the last that holds its output.
    thread::spawn(move || {
        let mut said = Vec::new();
        let read = reader.by_ref().take(1 << 16).read_to_end(&mut said);
        let _ = sender.send(read.map(|_| String::from_utf8_lossy(&said).into_owned()));
    });
    let said = receiver.recv_timeout(PATIENCE);
    if said.is_err() {
        let _ = child.kill();
    }
    child.wait()?;
    said.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

/// Finds a version in a text: two numbers or more with dots between them, and what may follow the last one.
fn find(text: &str) -> Option<&str> {
    let is_of_it = |character: char| character.is_ascii_alphanumeric() || ".-".contains(character);
    let words = text.split(|character: char| !is_of_it(character) && character != '+');
    let versions = words.map(|word| word.trim_start_matches('v').trim_end_matches(['.', '-']));
    let is_version = |word: &&str| {
        let mut parts = word.split('.');
        let is_number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let first = parts.next().is_some_and(is_number);
        first
            && parts
                .next()
                .is_some_and(|part| part.starts_with(|first: char| first.is_ascii_digit()))
    };
    versions.into_iter().find(is_version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_among_other_words() {
        for (text, version) in [
            ("wasmtime 48.0.8 (1234abc 2026-09-01)", Some("48.0.8")),
            ("v20.20.2\n", Some("20.20.2")),
            (
                "deno 2.9.8 (stable, release, x86_64-unknown-linux-gnu)",
                Some("2.9.8"),
            ),
            ("thing version 3.0.0-dev.14.", Some("3.0.0-dev.14")),
            ("usage: thing [options]", None),
            ("", None),
        ] {
            assert_eq!(find(text), version, "{text}");
        }
    }

    #[test]
    fn the_newest_version_is_the_last() {
        let mut versions = ["49.0.4", "9.0.1", "36.0.9", "49.0.10"];
        versions.sort_by_key(|version| numbers(version));
        assert_eq!(versions, ["9.0.1", "36.0.9", "49.0.4", "49.0.10"]);
    }

    #[test]
    fn a_version_is_meant_by_its_first_parts() {
        for by in ["49", "49.0", "49.0.4"] {
            assert!(is_meant("49.0.4", by), "{by}");
        }
        for by in ["4", "49.0.40", "9.0.4"] {
            assert!(!is_meant("49.0.4", by), "{by}");
        }
    }

    #[test]
    fn what_prints_no_version_is_told() {
        let ask = |script: &str| ask(&["/bin/sh".to_owned(), "-c".to_owned(), script.to_owned()]);
        assert_eq!(ask("echo mine 1.2.3"), Ok("1.2.3".to_owned()));
        assert_eq!(ask("echo mine 1.2.3 >&2; exit 1"), Ok("1.2.3".to_owned()));
        assert_eq!(ask("echo no"), Err("prints no version, but: no".to_owned()));
        assert_eq!(ask("true"), Err("prints no version".to_owned()));
    }
}
