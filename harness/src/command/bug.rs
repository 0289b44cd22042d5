//! `wasock bug`.

use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::column::Columns;
use crate::event::Began;
use crate::recording::Recording;
use crate::snapshot::ORACLE;
use crate::suite::{self, Trial};
use crate::{report, run, world};
use anyhow::Context as _;

use super::chosen::Chosen;
use super::say::say;

/// What `wasock bug` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The case, by its name or its file, and after a colon one of its variants.
    case: String,
    #[command(flatten)]
    chosen: Chosen,
}

/// Tries a case on one runner, and beside it on the reference, and writes what is to be said of it to those who mend the runner.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    super::slots(None, 1)?;
    let suite = super::suite()?;
    let world = world::probe();
    let case = Arc::new(super::case(&suite, &arguments.case)?);
    let chosen = arguments.chosen.probed(&suite, columns, &world)?;
    let [column] = &chosen[..] else {
        anyhow::bail!("a report is about one runner: name it by --runner");
    };
    let mut both = vec![column.clone()];
    both.extend(
        columns
            .find(ORACLE)
            .filter(|one| one.label != column.label)
            .cloned(),
    );
    let trials: Vec<Trial> = suite::trials(&case, &both);
    let began = Began::before_trials(&suite, &both, &trials, &world)?;
    let mut recording = Recording::default();
    let never = AtomicBool::new(false);
    run::run(
        &suite,
        began,
        &trials,
        &world,
        trials.len(),
        &never,
        |event| recording.hear(event),
    );
    let of_this = |trial: &&crate::event::TrialSeen| trial.column == column.label;
    let trial = recording.trials.iter().find(of_this);
    let trial = trial
        .with_context(|| format!("{} does not offer what {} asks", column.label, case.name))?;
    let report = report::bug::render(&recording, trial).map_err(anyhow::Error::msg)?;
    say(report)?;
    Ok(ExitCode::SUCCESS)
}
