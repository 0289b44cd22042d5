//! `wasock coverage`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crate::column::Columns;
use crate::suite::{self, Trial};
use crate::{report, run, world};
use anyhow::Context as _;

use super::progress;

/// What `wasock coverage` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Measure on this runner; if absent, on the reference, or for an interface that it does not speak on the runner that
    /// its snapshots are made from. May be given more than once with `--claims`.
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
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let columns = columns.choose(&arguments.runners)?;
    // Without `--runner` each interface is counted on the runner of its baseline.
    let by_baseline = arguments.runners.is_empty() && !arguments.claims;
    let counts = |api: &str, runner: &str| !by_baseline || suite::baseline(api) == runner;
    let cases = super::cases(&suite, |name| {
        arguments.claims || suite.grids.cell(name).is_some()
    })?;
    let trials: Vec<Trial> = cases
        .into_iter()
        .flat_map(|case| suite::trials(&Arc::new(case), &columns))
        .filter(|trial| counts(trial.case.api(), &trial.column.label))
        .collect();
    let (all, world, jobs) = (trials.len(), world::probe(), run::default_jobs());
    let finished = progress::run(trials, &suite.snapshots, &world, jobs, |_| {})?;
    let code = || match finished.len() {
        ran if ran == all => ExitCode::SUCCESS,
        ran => {
            anstream::println!("\nInterrupted: {ran} of {all} trials were run.");
            ExitCode::from(progress::INTERRUPTED)
        }
    };
    if arguments.claims {
        anstream::print!("{}", report::claims::render(&finished, &suite.claims));
        return Ok(code());
    }
    let mut grids = report::grid::measure(&finished, &suite, &columns);
    grids.retain(|grid| counts(&grid.grid().interface, grid.runner()));
    for (index, grid) in grids.iter().enumerate() {
        anstream::print!("{}{}", if index == 0 { "" } else { "\n" }, grid.text());
    }
    anstream::print!(
        "{}",
        report::text::ignored(finished.iter().filter_map(run::Finished::ignored))
    );
    if let Some(file) = &arguments.json {
        std::fs::write(file, report::grid::json(&grids))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(code())
}
