//! `wasock run`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crate::column::Columns;
use crate::event::{self, Began, Event};
use crate::header::Level;
use crate::recording::Recording;
use crate::snapshot::{ORACLE, Recorded};
use crate::suite::{self, Trial};
use crate::verdict::Verdict;
use crate::{mistake, report, run, world};

use super::progress;

/// What `wasock run` takes.
#[derive(clap::Args, Default)]
pub(super) struct Arguments {
    /// Run only trials whose name contains one of these, for example `stream/listening` or `listen::wasmer`.
    filters: Vec<String>,
    /// Run the cases of one row over all interfaces, and show what each answers in its own words: stream/bound/listen.
    #[arg(long, value_name = "ROW", conflicts_with = "filters")]
    compare: Option<String>,
    /// Run only on this runner; may be given more than once.
    #[arg(long = "runner", value_name = "RUNNER")]
    runners: Vec<String>,
    /// End with exit code 1 if a `must` is not met, whatever was recorded.
    #[arg(long)]
    strict: bool,
    /// Write the recording of the run to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder for the matrix, index.html, and the recording, run.json; target/wasock if absent.
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
    /// How many trials to have under way at once.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// Runs the trials and reports them.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let columns = columns.choose(&arguments.runners)?;
    let row = arguments.compare.as_ref();
    let row = row.map(|row| suite.grids.row(row)).transpose()?;
    let in_row = |name: &str| {
        let cell = suite.grids.cell(name);
        row.as_ref()
            .is_none_or(|row| cell.is_some_and(|cell| row.has(&suite.grids, &cell)))
    };
    // A filter may be on the name with its runner, so the runners decide which cases are read.
    let cases = super::cases(&suite, |name| {
        in_row(name)
            && columns.iter().any(|column| {
                suite::selected(&format!("{name}::{}", column.label), &arguments.filters)
            })
    })?;
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .flat_map(|case| suite::trials(&Arc::new(case), &columns))
        .collect();
    trials.retain(|trial| suite::selected(&trial.name(), &arguments.filters));
    if let (true, Some(row)) = (trials.is_empty(), &row) {
        anyhow::bail!("no case asks {} yet, on these runners", row.name);
    }
    if trials.is_empty() {
        anyhow::bail!(
            "no trial has a name that contains {}; `wasock list` has all names",
            arguments.filters.join(" or ")
        );
    }

    let world = world::probe();
    let jobs = arguments.jobs.unwrap_or_else(run::default_jobs);
    let planned = trials.len();
    let mut recording = Recording::new(Began::of(&suite, &columns, &trials, &world)?);
    let finished = progress::run(trials, &suite.snapshots, &world, jobs, |one| {
        let trial = event::Trial::of(one, &recording.began);
        recording.hear(Event::Trial(Box::new(trial)));
    })?;
    recording.hear(Event::Ended {
        interrupted: finished.len() < planned,
    });

    match &row {
        Some(row) => anstream::print!("{}", report::compare::render(&recording, &row.name)),
        None => anstream::print!("{}", report::text::render(&recording, super::color())),
    }
    let folder = arguments.report.as_ref().unwrap_or(&suite.output);
    let (json, page) = (folder.join("run.json"), folder.join("index.html"));
    super::write(&json, &recording.json())?;
    super::write(&page, &report::page::render(&recording))?;
    if let Some(file) = &arguments.json {
        super::write(file, &recording.json())?;
    }
    anstream::println!(
        "\nThe matrix of this run is {}, its recording {}.",
        mistake::shown(&page),
        mistake::shown(&json)
    );
    Ok(exit_code(&recording, arguments.strict))
}

fn exit_code(recording: &Recording, strict: bool) -> ExitCode {
    let any = |wanted: &dyn Fn(&event::Trial) -> bool| recording.trials.iter().any(wanted);
    let is_broken = |trial: &event::Trial| trial.verdict() == Some(Verdict::Broken);
    let is_unrecorded = |trial: &event::Trial| {
        trial
            .measured()
            .is_some_and(|measured| measured.recorded != Recorded::Same)
    };
    let is_unmet = |trial: &event::Trial| {
        trial.runner != ORACLE && trial.verdict() == Some(Verdict::Deviates(Level::Must))
    };
    if recording.interrupted {
        ExitCode::from(progress::INTERRUPTED)
    } else if any(&is_broken) {
        ExitCode::from(2)
    } else if any(&is_unrecorded) || strict && any(&is_unmet) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}
