//! `wasock report`.

use std::path::PathBuf;
use std::process::ExitCode;

use wasock::recording::Recording;
use wasock::report;

/// What `wasock report` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The recording: a run.json.
    file: PathBuf,
}

/// Reports a run that was recorded, as if it had just ended.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let recording = Recording::read(&arguments.file)?;
    anstream::print!("{}", report::text::render(&recording, super::color()));
    Ok(ExitCode::SUCCESS)
}
