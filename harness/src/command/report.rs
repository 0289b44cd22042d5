//! `wasock report`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::event::Row;
use crate::recording::Recording;
use crate::report;
use anyhow::Context as _;

use super::say::say;

/// What `wasock report` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The recording: a run.json.
    file: PathBuf,
    /// Show one row over all interfaces instead, what each answers in its own words: stream/bound/listen.
    #[arg(long, value_name = "ROW")]
    compare: Option<String>,
    /// Tell each difference in full, with the call, what is required and why.
    #[arg(long)]
    verbose: bool,
    /// Show this recorded column beside those of the run, or `all` that are recorded; may be given more than once.
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    recorded: Vec<String>,
    /// Write the matrix to this file.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write the picture of the matrix, its squares without the cases, to this file.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// Reports a run that was recorded, as if it had just ended.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut recording = Recording::read(&arguments.file)?;
    if !arguments.recorded.is_empty() {
        super::diff::add(&super::suite()?, &mut recording, &arguments.recorded)?;
    }
    let look = super::look(arguments.verbose);
    let text = match &arguments.compare {
        None => report::text::render(&recording, look),
        Some(given) => {
            let row = Row::find(&recording.began.grids, given)?;
            let compared = report::compare::render(&recording, &row, look);
            compared.with_context(|| {
                let file = arguments.file.display();
                format!("{file} has no trial of {}", row.name)
            })?
        }
    };
    // Files are there for whoever comes later, who is not to miss them because somebody else has hung up.
    if let Some(file) = &arguments.html {
        super::write(file, &report::page::render(&recording))?;
    }
    if let Some(file) = &arguments.svg {
        super::write(file, &report::picture::render(&recording))?;
    }
    say(text)?;
    Ok(ExitCode::SUCCESS)
}
