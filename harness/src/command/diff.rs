//! `wasock diff`.

use std::path::Path;
use std::process::ExitCode;

use crate::cause::Causes;
use crate::near;
use crate::recorded::{self, Recorded};
use crate::recording::Recording;
use crate::suite::Suite;

use super::exit;
use super::say::say;

/// What `wasock diff` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The older one: the label of a recorded column, such as wasmtime-47.0.3, or the file of one.
    old: String,
    /// The newer one.
    new: String,
}

/// Shows what changed from one recorded column to another, the worst first. Without a change it ends with 0, else with 1.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let (old, new) = (find(&suite, &arguments.old)?, find(&suite, &arguments.new)?);
    let changes = recorded::diff(&old, &new, &suite.snapshots)?;
    let title = |one: &Recorded| format!("{} {}", one.runner, one.version);
    say(changes.render(&title(&old), &title(&new)))?;
    Ok(match changes.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(exit::FAILED),
    })
}

/// Reads the recorded column that is meant.
///
/// # Errors
/// When there is none, or it cannot be read.
pub(super) fn find(suite: &Suite, word: &str) -> anyhow::Result<Recorded> {
    let file = recorded::file(suite.snapshots.root(), word);
    if file.is_file() {
        return Ok(Recorded::read(&file)?);
    }
    if Path::new(word).is_file() {
        return Ok(Recorded::read(Path::new(word))?);
    }
    let labels = labels(suite)?;
    anyhow::bail!(
        "no column `{word}` is recorded; there are {}{}",
        labels.join(", "),
        near::told(word, labels.iter().map(String::as_str))
    )
}

/// Refuses a word that means no recorded column, as [`add`] does, before there is anything to add it to.
pub(super) fn are_recorded(suite: &Suite, words: &[String]) -> anyhow::Result<()> {
    let mut words = words.iter().filter(|word| *word != "all");
    words.try_for_each(|word| find(suite, word).map(drop))
}

/// The labels of all recorded columns, in the order of their names.
pub(super) fn labels(suite: &Suite) -> anyhow::Result<Vec<String>> {
    let files = crate::document::entries(&suite.snapshots.root().join(recorded::FOLDER))?;
    let label = |file: &std::path::PathBuf| {
        Some(
            file.file_name()?
                .to_str()?
                .strip_suffix(".json")?
                .to_owned(),
        )
    };
    Ok(files.iter().filter_map(label).collect())
}

/// Adds these recorded columns to a recording; `all` means each whose label no column of it has.
pub(super) fn add(
    suite: &Suite,
    recording: &mut Recording,
    words: &[String],
) -> anyhow::Result<()> {
    let words = match words.iter().any(|word| word == "all") {
        true => labels(suite)?,
        false => words.to_vec(),
    };
    for word in words {
        if recording.began.column(&word).is_none() {
            let recorded = find(suite, &word)?;
            let causes = Causes::load(&suite.runners, &word, &recorded.runner)?;
            recording.add(&word, &recorded, causes.all());
        }
    }
    Ok(())
}
