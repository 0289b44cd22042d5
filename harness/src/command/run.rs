//! `wasock run`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use wasock::header::Level;
use wasock::run::Finished;
use wasock::snapshot::{ORACLE, Recorded};
use wasock::suite::{self, Trial};
use wasock::verdict::Verdict;
use wasock::{cause, report, run, world};

use super::progress;

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
    let all = trials.len();
    let jobs = arguments.jobs.unwrap_or_else(run::default_jobs);
    let finished = progress::run(trials, &suite.snapshots, &world, jobs)?;
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
    match progress::interrupted(&finished, all) {
        Some(code) => Ok(code),
        None => Ok(exit_code(&finished, arguments.strict)),
    }
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
