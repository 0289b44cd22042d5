//! `wasock coverage`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use wasock::snapshot::ORACLE;
use wasock::suite::{self, Trial};
use wasock::{report, run, world};

use super::progress;

/// What `wasock coverage` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Measure on this runner, the reference if absent; may be given more than once with `--claims`.
    #[arg(long = "runner", value_name = "RUNNER")]
    runners: Vec<String>,
    /// Show the claims instead: which runners hold each, which contradict it, and which nobody tests. Without
    /// `--runner` this is for all of them.
    #[arg(long)]
    claims: bool,
    /// Write the grid to this file as JSON.
    #[arg(long, value_name = "FILE", conflicts_with = "claims")]
    json: Option<PathBuf>,
}

/// Runs the cases and shows what they cover.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let mut names = arguments.runners.clone();
    if names.is_empty() && !arguments.claims {
        names.push(ORACLE.to_owned());
    }
    let runners = super::runners(&names)?;
    let cases = super::cases(&suite, |name| {
        arguments.claims || suite.grids.cell(name).is_some()
    })?;
    let trials: Vec<Trial> = cases
        .into_iter()
        .flat_map(|case| suite::trials(&Arc::new(case), &runners))
        .collect();
    let (all, world, jobs) = (trials.len(), world::probe(), run::default_jobs());
    let finished = progress::run(trials, &suite.snapshots, &world, jobs)?;
    let code = || progress::interrupted(&finished, all).unwrap_or(ExitCode::SUCCESS);
    if arguments.claims {
        anstream::print!("{}", report::claims::render(&finished, &suite.claims));
        return Ok(code());
    }
    let grids = report::grid::measure(&finished, &suite, &runners);
    for (index, grid) in grids.iter().enumerate() {
        anstream::print!("{}{}", if index == 0 { "" } else { "\n" }, grid.text());
    }
    anstream::print!("{}", report::text::ignored(&finished));
    if let Some(file) = &arguments.json {
        std::fs::write(file, report::grid::json(&grids))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(code())
}
