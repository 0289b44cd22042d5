//! `wasock run`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use crate::column::Columns;
use crate::event::{Began, Event, GridSeen, Row};
use crate::recorded::{self, Recorded};
use crate::suite::{self, Trial};
use crate::verdict::Verdict;
use crate::{mistake, report, run, standing, world};

use super::chosen::Chosen;
use super::say::{say, warn};
use super::{exit, progress};

/// What `wasock run` takes.
#[derive(clap::Args, Default)]
pub(super) struct Arguments {
    /// Run only trials whose name contains one of these, for example `stream/listening` or `listen::wasmer`.
    filters: Vec<String>,
    /// Run the cases of one row over all interfaces, and show what each answers in its own words: stream/bound/listen.
    #[arg(long, value_name = "ROW", conflicts_with = "filters")]
    compare: Option<String>,
    #[command(flatten)]
    chosen: Chosen,
    /// Let nothing pass that crashed or hung, and no `must` that is not met, whatever was recorded.
    #[arg(long)]
    strict: bool,
    /// Tell each difference in full, with the call, what is required and why. A run of few trials does so anyway.
    #[arg(long)]
    verbose: bool,
    /// Write the recording of the run to this file as well.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// The folder for the matrix, index.html, and the recording, run.json; target/wasock if absent.
    #[arg(long, value_name = "FOLDER")]
    report: Option<PathBuf>,
    /// Record what the chosen columns did, each in snapshots/recorded, with its version in the name of its file. It takes all
    /// cases, so without filters.
    #[arg(long, conflicts_with_all = ["filters", "compare"])]
    record: bool,
    /// Show this recorded column beside those that are run, or `all` that are recorded; may be given more than once.
    #[arg(long, value_name = "LABEL", value_delimiter = ',')]
    recorded: Vec<String>,
    /// How many trials to have under way at once.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// Runs the trials and reports them.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let world = world::probe();
    let columns = arguments.chosen.probed(&suite, columns, &world)?;
    let grids = GridSeen::from_suite(&suite);
    let row = arguments.compare.as_ref();
    let row = row.map(|given| Row::find(&grids, given)).transpose()?;
    let in_row = |name: &str| {
        let of_case = || Row::of_cell(&grids, &suite.grids.cell(name)?);
        row.is_none() || row == of_case()
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

    let jobs = arguments.jobs.unwrap_or_else(run::default_jobs);
    let began = Began::before_trials(&suite, &columns, &trials, &world)?;
    let mut recording = progress::run(&suite, began, &trials, &world, jobs)?;
    let whole = arguments.filters.is_empty() && arguments.chosen.is_nothing() && row.is_none();
    if whole && !recording.interrupted {
        let strays = standing::survey(&suite, &columns, &trials, &recording);
        recording.hear(Event::Surveyed(strays));
    }

    if arguments.record && !recording.interrupted {
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
            let recorded = Recorded::of(&recording, column, &suite.snapshots)?;
            let file = recorded::file(suite.snapshots.root(), &recorded::label(column));
            recorded.write(&file)?;
            say(format_args!("recorded: {}\n", mistake::shown(&file)))?;
        }
    }
    super::diff::add(&suite, &mut recording, &arguments.recorded)?;

    let look = super::look(arguments.verbose);
    let compared = row.and_then(|row| report::compare::render(&recording, &row, look));
    let text = compared.unwrap_or_else(|| report::text::render(&recording, look));
    let folder = arguments.report.as_ref().unwrap_or(&suite.output);
    let (json, page) = (folder.join("run.json"), folder.join("index.html"));
    // What cannot be read once more is kept before it is told, as much of it as can be.
    let also = arguments.json.as_ref();
    let recordings = [&json].into_iter().chain(also);
    let mut kept = Ok(());
    for file in recordings {
        kept = kept.and(super::write(file, &recording.json()));
    }
    let kept = kept.and(super::write(&page, &report::page::render(&recording)));
    say(text)?;
    kept?;
    let (page, json) = (mistake::shown(&page), mistake::shown(&json));
    let verbose = match look.tells_all_of(recording.trials.len()) {
        true => String::new(),
        false => {
            format!("cargo run -- report {json} --verbose   tells each difference in full\n")
        }
    };
    say(format_args!(
        "\nThe matrix of this run is {page}, its recording {json}.\n{verbose}"
    ))?;
    Ok(ExitCode::from(exit::of_run(&recording, arguments.strict)))
}
