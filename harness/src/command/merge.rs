//! `wasock merge`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::recording::Recording;
use crate::report;
use anyhow::Context as _;

use super::exit;
use super::fail_on::FailOn;
use super::outputs::Outputs;

/// What `wasock merge` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The recordings of the parts: the run.json of each.
    #[arg(required = true, num_args = 2..)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    fail_on: FailOn,
    #[command(flatten)]
    outputs: Outputs,
}

/// Puts the recordings of parts of a run together, and reports them as one; it ends as that run would have.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    arguments.outputs.check()?;
    let (first, rest) = arguments
        .files
        .split_first()
        .context("there is no recording")?;
    let mut recording = Recording::read(first)?;
    for file in rest {
        let other = Recording::read(file)?;
        let merged = recording.merge(other).map_err(anyhow::Error::msg);
        merged.with_context(|| format!("{} does not belong to the others", file.display()))?;
    }
    let whole = recording.complete().map_err(anyhow::Error::msg);
    whole.context("these recordings are not the whole run")?;
    let failing = arguments.fail_on.failing();
    let outputs = &arguments.outputs;
    let text = report::text::render(&recording, outputs.look());
    let suite = super::suite()?;
    outputs.write(&recording, &suite.output.join("merged"), failing, &text)?;
    Ok(ExitCode::from(exit::of_run(&recording, failing)))
}
