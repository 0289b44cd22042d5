//! `wasock coverage`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use crate::column::Columns;
use crate::event::Began;
use crate::never::Never;
use crate::recording::Recording;
use crate::snapshot::ORACLE;
use crate::suite::{self, Trial};
use crate::{name, report, world};
use anyhow::Context as _;

use super::chosen::Chosen;
use super::say::say;
use super::{exit, progress};

/// What `wasock coverage` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The recording of a run, a run.json, whose trials are to be counted. If absent, the cases are run first.
    file: Option<PathBuf>,
    #[command(flatten)]
    chosen: Chosen,
    /// Show the claims instead: which runners hold each, which contradict it, and which nobody tests. Without
    /// `--runner` this is for all of them.
    #[arg(long)]
    claims: bool,
    /// Show the policies instead: what each runner refuses and grants under each, and where it must not. Without `--runner`
    /// this is for all of them.
    #[arg(long, conflicts_with = "claims")]
    policies: bool,
    /// Show the errnos of the host instead: what each runner makes of them, by operation. Without `--runner` this is for all of
    /// them.
    #[arg(long, conflicts_with_all = ["claims", "policies"])]
    errnos: bool,
    /// Show the failures instead: which of each interface were observed, from which function and in which cases, and which never
    /// can be. Without `--runner` this is for the reference.
    #[arg(long, conflicts_with_all = ["claims", "policies", "errnos"])]
    observed: bool,
    /// Write the grid to this file as JSON; with `--errnos` that table.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["claims", "policies", "observed"])]
    json: Option<PathBuf>,
}

/// Shows what the trials of a recording cover; without one, of a run that it makes.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let recording = match &arguments.file {
        Some(file) => recorded(file, arguments.chosen.words())?,
        None => record(arguments, columns)?,
    };
    // A run that was made for this has the chosen columns and no others.
    let columns = recording.began.columns.iter();
    let labels: Vec<String> = match (arguments.chosen.is_nothing(), &arguments.file) {
        (true, _) => Vec::new(),
        (false, Some(_)) => arguments.chosen.words().to_vec(),
        (false, None) => columns.map(|column| column.label.clone()).collect(),
    };
    let text = if arguments.claims {
        report::claims::render(&recording, &labels)
    } else if arguments.policies {
        let rendered = report::policies::render(&recording, &labels);
        rendered
            .context("no trial of these runners is under a policy, which those of cases/deny are")?
    } else if arguments.errnos {
        if let Some(file) = &arguments.json {
            let all = report::errnos::measure(&recording, &labels);
            super::write(file, &report::errnos::json(&all))?;
        }
        let rendered = report::errnos::render(&recording, &labels);
        rendered.context(
            "no trial of these runners has the host answer anything, which those of cases/errno have",
        )?
    } else if arguments.observed {
        observed(&recording, &labels, arguments.file.is_none())?
    } else {
        let all = report::coverage::measure(&recording, &labels);
        if let Some(file) = &arguments.json {
            super::write(file, &report::coverage::json(&all))?;
        }
        report::coverage::render(&recording, &all)
    };
    say(text + &report::text::interrupted(&recording))?;
    // A run that was interrupted long ago is reported like any other.
    Ok(match (recording.interrupted, &arguments.file) {
        (true, None) => ExitCode::from(exit::INTERRUPTED),
        _ => ExitCode::SUCCESS,
    })
}

/// What was observed, and what cannot be; of a run that was made for this, on the runners that it has by default.
fn observed(recording: &Recording, labels: &[String], is_made: bool) -> anyhow::Result<String> {
    let suite = super::suite()?;
    let labels = if is_made { &[] } else { labels };
    let all = report::observed::measure(recording, labels);
    let mut nevers = BTreeMap::new();
    for one in &all {
        let interface = one.interface;
        nevers.insert(interface.name, Never::load(&suite.cases, interface)?);
    }
    Ok(report::observed::render(&all, &nevers))
}

/// The recording in a file, which has trials on all these runners.
fn recorded(file: &Path, runners: &[String]) -> anyhow::Result<Recording> {
    let recording = Recording::read(file)?;
    let known = |label: &String| recording.began.column(label).is_some();
    if let Some(unknown) = runners.iter().find(|label| !known(label)) {
        let labels = recording.began.columns.iter();
        let labels: Vec<&str> = labels.map(|column| column.label.as_str()).collect();
        let (file, labels) = (file.display(), labels.join(", "));
        anyhow::bail!("{file} has no trials on `{unknown}`; it has those on {labels}");
    }
    Ok(recording)
}

/// Runs the cases that count, and records the run.
fn record(arguments: &Arguments, columns: &Columns) -> anyhow::Result<Recording> {
    let suite = super::suite()?;
    let world = world::probe();
    let columns = arguments.chosen.probed(&suite, columns, &world)?;
    // Without `--runner` what the baseline's column does is counted.
    let of_all = arguments.claims || arguments.policies || arguments.errnos;
    let by_baseline = arguments.chosen.is_nothing() && !of_all;
    let counts = |label: &str| !by_baseline || label == ORACLE;
    let mut cases = super::cases(&suite, |name| match arguments.policies {
        true => name::policy(name).is_some(),
        false => of_all || arguments.observed || suite.grids.cell(name).is_some(),
    })?;
    if arguments.errnos {
        cases.retain(|case| case.header.inject.is_some());
    }
    let trials: Vec<Trial> = cases
        .into_iter()
        .flat_map(|case| suite::trials(&Arc::new(case), &columns))
        .filter(|trial| counts(&trial.column.label))
        .collect();
    let began = Began::before_trials(&suite, &columns, &trials, &world)
        .context("the causes of differences cannot be read")?;
    let jobs = super::slots(None, trials.len())?;
    progress::run(&suite, began, &trials, &world, jobs, false)
}
