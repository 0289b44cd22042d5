//! `wasock run`.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use wasock::header::Level;
use wasock::run::Finished;
use wasock::snapshot::{ORACLE, Recorded};
use wasock::suite::{self, Trial};
use wasock::verdict::Verdict;
use wasock::{cause, report, run, world};

/// What `wasock run` takes.
#[derive(clap::Args, Default)]
pub(super) struct Arguments {
    /// Run only trials whose name contains one of these, for example `stream/listening` or `listen::wasmer`.
    filters: Vec<String>,
    /// Run only on this runner; may be given more than once.
    #[arg(long = "runner", value_name = "RUNNER")]
    runners: Vec<String>,
    /// End with exit code 1 if a `must` is not met, whatever was recorded.
    #[arg(long)]
    strict: bool,
    /// Write every trial to this file as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// How many trials to have under way at once.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
}

/// Runs the trials and reports them.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let runners = super::runners(&arguments.runners)?;
    // A filter may be on the name with its runner, so the runners decide which cases are read.
    let cases = super::cases(&suite, |name| {
        runners.iter().any(|runner| {
            suite::selected(&format!("{name}::{}", runner.name()), &arguments.filters)
        })
    })?;
    let mut trials: Vec<Trial> = cases
        .into_iter()
        .flat_map(|case| suite::trials(&Arc::new(case), &runners))
        .collect();
    trials.retain(|trial| suite::selected(&trial.name(), &arguments.filters));
    if trials.is_empty() {
        anyhow::bail!(
            "no trial has a name that contains {}; `wasock list` has all names",
            arguments.filters.join(" or ")
        );
    }

    let world = world::probe();
    let stop = interruption()?;
    let progress = Progress::new(trials.len());
    let jobs = arguments.jobs.unwrap_or_else(run::default_jobs);
    let all = trials.len();
    let finished = run::run(trials, &suite.snapshots, &world, jobs, stop, |one| {
        progress.step(one);
    });
    progress.done();
    let mut causes = BTreeMap::new();
    for runner in &runners {
        causes.insert(
            runner.name().to_owned(),
            cause::load(&suite.runners, runner.name())?,
        );
    }
    let context = report::text::Context {
        runners: &runners,
        claims: &suite.claims,
        causes,
        color: super::color(),
    };
    anstream::print!("{}", report::text::render(&finished, &context));
    if let Some(file) = &arguments.json {
        std::fs::write(file, report::json::render(&finished, &runners))
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    if finished.len() < all {
        anstream::println!(
            "\nInterrupted: {} of {all} trials were run.",
            finished.len()
        );
        return Ok(ExitCode::from(INTERRUPTED));
    }
    Ok(exit_code(&finished, arguments.strict))
}

/// The exit code of a program that SIGINT ended, as shells have it.
const INTERRUPTED: u8 = 130;

/// Is set when the user presses Ctrl-C: the trials under way come to their end, and what was seen is reported. Pressed
/// once more, it ends the program, and with it all that is under way.
fn interruption() -> anyhow::Result<&'static AtomicBool> {
    static STOP: AtomicBool = AtomicBool::new(false);
    ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
    })
    .context("Ctrl-C cannot be listened to")?;
    Ok(&STOP)
}

fn exit_code(finished: &[Finished], strict: bool) -> ExitCode {
    let broken = |one: &&Finished| one.verdict() == Some(Verdict::Broken);
    let unrecorded = |one: &Finished| {
        one.measured()
            .is_some_and(|(_, recorded)| *recorded != Recorded::Same)
    };
    let unmet = |one: &Finished| {
        one.trial.runner != ORACLE && one.verdict() == Some(Verdict::Deviates(Level::Must))
    };
    if finished.iter().any(|one| broken(&one)) {
        ExitCode::from(2)
    } else if finished
        .iter()
        .any(|one| unrecorded(one) || strict && unmet(one))
    {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    }
}

/// How far the run has come: a bar on a terminal, a line now and then elsewhere.
struct Progress {
    bar: ProgressBar,
    lines: bool,
}

impl Progress {
    fn new(all: usize) -> Progress {
        let lines = !std::io::stderr().is_terminal();
        let bar = if lines {
            ProgressBar::hidden()
        } else {
            ProgressBar::new(all as u64)
        };
        bar.set_length(all as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} trials  {msg}") {
            bar.set_style(style);
        }
        if lines {
            eprintln!("{all} trials");
        }
        Progress { bar, lines }
    }

    fn step(&self, finished: &Finished) {
        self.bar.set_message(finished.trial.name());
        self.bar.inc(1);
        let (position, all) = (self.bar.position(), self.bar.length().unwrap_or_default());
        if self.lines && (position.is_multiple_of(100) || position == all) {
            eprintln!("{position} of {all}");
        }
    }

    fn done(&self) {
        self.bar.finish_and_clear();
    }
}
