//! `wasock run`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::column::Columns;
use crate::document::DocumentError;
use crate::event::{Began, Event};
use crate::known::Known;
use crate::recorded::{self, Recorded};
use crate::recording::Recording;
use crate::suite::{Suite, Trial};
use crate::verdict::Verdict;
use crate::{mistake, near, report, standing, world};
use anyhow::Context as _;
use rustix::fs::{FlockOperation, flock};

use super::chosen::Chosen;
use super::fail_on::FailOn;
use super::outputs::Outputs;
use super::say::{say, warn};
use super::selection::{Selected, Selection};
use super::{exit, progress};

/// What `wasock run` takes.
#[derive(clap::Args, Default)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    fail_on: FailOn,
    #[command(flatten)]
    outputs: Outputs,
    /// Hold the trials to this file of known differences, in your own repository, and not to the suite's snapshots: what it does not
    /// list is new, and what it lists and is mended is a line to delete.
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// Write the file of --expect as the run has seen its trials: what is new, what is otherwise and what is mended.
    #[arg(long, requires = "expect")]
    update: bool,
    /// Record what the chosen columns did, each in snapshots/recorded, with its version in the name of its file. It takes all
    /// cases, so without filters. With `join`, what is recorded of the version already stays beside it: for a runtime whose threads
    /// race with each other, so that it answers now so, now otherwise.
    #[arg(
        long,
        value_name = "HOW",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "anew",
        conflicts_with_all = ["filters", "skip", "shard", "compare"]
    )]
    record: Option<Record>,
    /// Show this recorded column beside those that are run, or `all` that are recorded; may be given more than once.
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    recorded: Vec<String>,
    /// How many trials to have under way at once.
    #[arg(long, value_name = "N", value_parser = super::jobs)]
    jobs: Option<NonZeroUsize>,
    /// Say which trials would be run, and run none.
    #[arg(long, conflicts_with_all = ["json", "junit", "update", "record"])]
    list: bool,
}

/// How a column is recorded that is recorded already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Record {
    /// What was recorded is given up.
    Anew,
    /// What was recorded stays beside it.
    Join,
}

/// Runs the trials and reports them.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    arguments.outputs.check()?;
    let suite = super::suite()?;
    let (selection, outputs) = (&arguments.selection, &arguments.outputs);
    if arguments.list {
        let columns = arguments.chosen.columns(&suite, columns)?;
        say(names(&selection.trials(&suite, &columns)?.trials))?;
        return Ok(ExitCode::SUCCESS);
    }
    let known = known(arguments)?;
    super::diff::are_recorded(&suite, &arguments.recorded)?;
    super::slots(None, 1)?;
    let world = world::probe();
    let own = columns;
    let columns = &arguments.chosen.probed(&suite, own, &world)?;
    if let Some(known) = &known {
        warn_of_strangers(&suite, known, own, columns)?;
    }
    let Selected { trials, shard } = selection.trials(&suite, columns)?;

    let jobs = super::slots(arguments.jobs, trials.len())?;
    let mut began = Began::before_trials(&suite, columns, &trials, &world)?;
    began.shards.extend(shard);
    let row = selection.row(&began.grids)?;
    let mut recording = progress::run(&suite, began, &trials, &world, jobs, outputs.is_quiet())?;
    let is_whole = selection.is_everything() && arguments.chosen.is_nothing();
    if is_whole && known.is_none() && !recording.interrupted {
        let strays = standing::survey(&suite, columns, &trials, &recording);
        recording.hear(Event::Surveyed(strays));
    }
    if let Some(how) = arguments.record.filter(|_| !recording.interrupted) {
        record(&suite, &recording, how, outputs)?;
    }
    if let Some(known) = known {
        let updated = hold(&suite, &mut recording, known, arguments.update)?;
        outputs.tell(&updated)?;
    }
    let failing = arguments.fail_on.failing();
    let code = exit::of_run(&recording, failing);
    super::diff::add(&suite, &mut recording, &arguments.recorded)?;

    let look = outputs.look();
    let compared = row.and_then(|row| report::compare::render(&recording, &row, look));
    let mut text = compared.unwrap_or_else(|| report::text::render(&recording, look));
    text.push_str(&arguments.fail_on.refused(&recording));
    // What is left of the last run of everything is not given up for a part.
    let folder = match is_whole && !recording.interrupted {
        true => suite.output.clone(),
        false => suite.output.join("part"),
    };
    outputs.write(&recording, &folder, failing, &text)?;
    Ok(ExitCode::from(code))
}

/// The names of trials, a line each.
fn names(trials: &[Trial]) -> String {
    let mut text = String::new();
    for trial in trials {
        let _ = writeln!(text, "{}", trial.name());
    }
    text
}

/// Records what each column did, unless some of it is broken.
fn record(
    suite: &Suite,
    recording: &Recording,
    how: Record,
    outputs: &Outputs,
) -> anyhow::Result<()> {
    for column in &recording.began.columns {
        let trials = recording.trials.iter();
        let mut trials = trials.filter(|trial| trial.column == column.label);
        if trials.any(|trial| trial.verdict() == Some(Verdict::Broken)) {
            let label = &column.label;
            warn(format_args!(
                "warning: {label} is not recorded: what was broken says nothing of it"
            ));
            continue;
        }
        let mut recorded = Recorded::of(recording, column, &suite.snapshots)?;
        let file = recorded::file(suite.snapshots.root(), &recorded::label(column));
        if how == Record::Join && file.is_file() {
            recorded = recorded.joined(&Recorded::read(&file)?, &suite.snapshots)?;
        }
        recorded.write(&file)?;
        outputs.tell(&format!("recorded: {}\n", mistake::shown(&file)))?;
    }
    Ok(())
}

/// The file that the run is held to, if it is held to one.
fn known(arguments: &Arguments) -> anyhow::Result<Option<Known>> {
    let Some(file) = &arguments.expect else {
        return Ok(None);
    };
    let known = read(file, arguments.update);
    known.map(Some).context("nothing was run")
}

/// Reads a file of known differences, which may be absent where it is to be written.
fn read(file: &Path, update: bool) -> anyhow::Result<Known> {
    match Known::read(file) {
        Ok(Some(known)) => Ok(known),
        Ok(None) if update => Ok(Known::nothing(file)),
        Ok(None) => anyhow::bail!(
            "there is no file {}; with --update it is written as the run sees its trials",
            file.display()
        ),
        Err(DocumentError::Wrong(mistakes)) => {
            super::show(&mistakes);
            anyhow::bail!("{} has mistakes", file.display())
        }
        Err(error) => Err(error.into()),
    }
}

/// Holds the run to the file, which is first brought to what the run has seen where it is to be updated, and says what that changed.
fn hold(
    suite: &Suite,
    recording: &mut Recording,
    known: Known,
    update: bool,
) -> anyhow::Result<String> {
    let names = BTreeSet::from_iter(suite.names()?);
    let exists = |name: &str| names.contains(name);
    if !update {
        known.hold(recording, exists);
        return Ok(String::new());
    }
    let file = known.file().to_owned();
    if recording.interrupted {
        known.hold(recording, exists);
        let file = file.display();
        return Ok(format!(
            "{file} is not updated, since the run was interrupted.\n\n"
        ));
    }
    // What other runs have written to it meanwhile is kept.
    let alone = alone(&file)?;
    let (text, updated) = read(&file, true)?.updated(recording, exists);
    super::write(&file, &text)?;
    drop(alone);
    read(&file, true)?.hold(recording, exists);
    Ok(format!("{}: {updated}\n\n", file.display()))
}

/// Waits until no other run changes files of this folder; none does as long as what is answered is there. The file itself cannot be locked,
/// since another one takes its place.
fn alone(file: &Path) -> anyhow::Result<fs::File> {
    let folder = file.parent().filter(|one| !one.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let locked = || {
        fs::create_dir_all(folder)?;
        let folder = fs::File::open(folder)?;
        flock(&folder, FlockOperation::LockExclusive)?;
        Ok::<_, std::io::Error>(folder)
    };
    locked().with_context(|| format!("{} cannot be locked", folder.display()))
}

/// Warns of what is listed for runners that there are none of: a name that is misspelt would be held against nothing.
fn warn_of_strangers(
    suite: &Suite,
    known: &Known,
    own: &Columns,
    chosen: &Columns,
) -> anyhow::Result<()> {
    let runtimes = super::chosen::runtimes(suite)?;
    let mut names: BTreeSet<String> = runtimes.names().map(str::to_owned).collect();
    names.extend(own.iter().map(|column| column.label.clone()));
    names.extend(chosen.iter().map(|column| {
        let version = format!("-{}", column.version);
        let label = column.label.strip_suffix(&version);
        label.unwrap_or(&column.label).to_owned()
    }));
    for (name, line) in known.strangers(&names) {
        let near = near::told(&name, names.iter().map(String::as_str));
        warn(format_args!(
            "warning: {}:{line}: there is no runner `{name}` here{near}",
            known.file().display()
        ));
    }
    Ok(())
}
