//! A runtime that is wholly described on the command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasock_runners::{Capabilities, Command};

use super::find::RuntimeError;
use super::placeholder::{IN_LINE, wrong};
use super::program::{add_path, folders_of, on_path};
use super::version;
use crate::column::Column;
use crate::started::quoted;

/// Makes the column of a command that is wholly on the command line, under this name, of the runtime that speaks `interfaces`.
///
/// # Errors
/// [`RuntimeError`] when the command has no place for the guest, or its program is not there.
pub(crate) fn on_the_command_line(
    line: &str,
    interfaces: &[String],
    name: &str,
) -> Result<Column, RuntimeError> {
    let malformed = |why: String| RuntimeError::Malformed(format!("--command {line:?}: {why}"));
    let mut words =
        shlex::split(line).ok_or_else(|| malformed("a quotation mark is not closed".to_owned()))?;
    if words.is_empty() || !words[1..].iter().any(|word| word.contains("{guest}")) {
        return Err(malformed(
            "write `{guest}` where the file of the guest comes".to_owned(),
        ));
    }
    // Nothing stands here but what a trial has.
    if let Some((message, mend)) = words[1..].iter().find_map(|word| wrong(word, IN_LINE, &[])) {
        return Err(malformed(format!("{message}: {mend}")));
    }
    let program = on_path(&words[0]).map_err(malformed)?;
    words[0] = program.to_string_lossy().into_owned();
    // A program that prints no version has none.
    let version = version::ask(&[words[0].clone(), "--version".to_owned()]).unwrap_or_default();
    let mut environment = BTreeMap::new();
    add_path(&mut environment);
    let mut folders = folders_of(&program);
    for word in &mut words[1..] {
        // A trial begins in a folder of its own, where a path from here leads nowhere.
        let path = Path::new(word.as_str());
        if let Ok(whole) = fs::canonicalize(path) {
            folders.extend(folders_of(&whole));
            *word = whole.to_string_lossy().into_owned();
        }
    }
    let interfaces: Vec<&str> = interfaces.iter().map(String::as_str).collect();
    let apis: Vec<String> = interfaces
        .iter()
        .map(|api| format!("--api {api}"))
        .collect();
    let chosen = format!(
        "--command {} {} --name {}",
        quoted(line),
        apis.join(" "),
        quoted(name)
    );
    let column = Column::command(Command {
        environment,
        folders,
        ..Command::new(name, &version, words, Capabilities::of(&interfaces))
    });
    Ok(column.chosen_by(chosen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_says_where_its_guest_comes() {
        let refusal = |line: &str| {
            let column = on_the_command_line(line, &["wasip1".to_owned()], "mine");
            column.map(|column| column.label).unwrap_err().to_string()
        };
        assert!(refusal("sh -c x").contains("write `{guest}` where"));
        let misspelt =
            "nothing stands for `{foldr}` here; near are folder: there are {guest}, {folder}";
        assert!(refusal("sh {guest} {foldr}").contains(misspelt));
        assert!(refusal("'sh {guest}").contains("a quotation mark is not closed"));
        let missing = refusal("no-such-program {guest}");
        assert!(
            missing.contains("no program `no-such-program` is where PATH leads"),
            "{missing}"
        );
    }
}
