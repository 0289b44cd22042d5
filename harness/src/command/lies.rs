//! `wasock lies`.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::sync::Arc;

use crate::assemble::Callee;
use crate::column::Columns;
use crate::count;
use crate::lie::KINDS;
use crate::lie::hunt::{Hunt, Progress};
use crate::lie::list::Known;
use crate::lie::report::{Report, Tried};
use crate::measure::measure;
use crate::near;
use crate::snapshot::ORACLE;
use crate::suite::{self, Trial};
use crate::world;

use super::chosen::Chosen;
use super::progress::Bar;
use super::say::say;
use super::selection::Meant;
use super::{exit, progress};

/// What `wasock lies` takes.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Tell only lies whose name contains one of these, such as `sock_bind/idle` or `unwritten:`. Without one, every case
    /// is told lies until one turns it red, and runtimes that never do anything are tried too.
    filters: Vec<String>,
    /// Tell lies only to these cases, by the words that `run` takes; may be given more than once.
    #[arg(long = "case", value_name = "CASE")]
    cases: Vec<String>,
    #[command(flatten)]
    chosen: Chosen,
    /// Tell no lie about single functions: try only the runtimes that never do anything.
    #[arg(long, conflicts_with = "filters")]
    idle: bool,
    /// Say for each lie which case has noticed it, and for each case which lie has turned it red.
    #[arg(long)]
    verbose: bool,
    /// How many trials to have under way at once.
    #[arg(long, value_name = "N", value_parser = super::jobs)]
    jobs: Option<NonZeroUsize>,
}

const EXAMPLES: &str = "\
A lie changes the calls of one function, between the guest and a runtime that answers as required. A case notices it when its
question is answered otherwise than required. What no case notices, a runtime could do wrong and pass; a case that no lie turns
red asks nothing. Both are listed in cases/lies.toml, each with its reason.

Examples:
  wasock lies                         every lie, on the runner of each interface's baseline
  wasock lies sock_recv               the lies about one function
  wasock lies idle --verbose          calls that do nothing and answer success, and who notices
  wasock lies --case bound/listen --verbose
                                      what one case notices
  wasock lies --idle                  which cases conform where nothing is ever done
  wasock lies --runner wasmer sock_bind
                                      what is noticed where wasmer is lied about; lies.toml is not about that

Exit codes:
  0    lies.toml has what was found, and at least 97 % of the lies were noticed; of a runner that is named, always
  1    something is not listed, or is listed and was not found, or too little was noticed
  2    wrong usage, or a mistake in a case
  130  Ctrl-C or SIGTERM ended it; what was found until then is reported";

/// Refuses a word that no lie has in its name, where it is near one that some have: before the hunt, which takes long.
fn refuse_misspelt(filter: &str, trials: &[Trial]) -> anyhow::Result<()> {
    let sites = trials.iter().flat_map(|trial| &trial.case.sites);
    let functions = sites.filter_map(|site| match &site.callee {
        // A function of an interface of WIT is called by its name alone.
        Callee::Import { name, .. } => Some(name.rsplit(']').next().unwrap_or(name)),
        Callee::Indirect => None,
    });
    let names: BTreeSet<&str> = functions
        .chain(KINDS.iter().map(|(kind, _)| *kind))
        .collect();
    if names.iter().any(|name| name.contains(filter)) {
        return Ok(());
    }
    let near = near::told(filter, names);
    anyhow::ensure!(near.is_empty(), "no lie is called `{filter}`{near}");
    Ok(())
}

/// Tells the lies and reports who has noticed.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let known = Known::load(&suite.cases)?;
    let world = world::probe();
    // One is named: a case has one trial then, as it has on the runner of its baseline.
    let named = match arguments.chosen.is_nothing() {
        true => None,
        false => Some(arguments.chosen.probed(&suite, columns, &world)?),
    };
    if named.as_ref().is_some_and(|named| named.len() > 1) {
        anyhow::bail!("lies are told about one runner at a time: name one");
    }
    let columns = named.as_ref().unwrap_or(columns);
    let is_meant = |trial: &Trial| named.is_some() || trial.column.label == ORACLE;
    let meant = Meant::new(&suite, &arguments.cases, columns)?;
    let cases = super::cases(&suite, |name| meant.means(name))?;
    let trials: Vec<Trial> = cases
        .into_iter()
        .flat_map(|case| suite::trials(&Arc::new(case), columns))
        .filter(is_meant)
        .collect();
    let (able, unable): (Vec<Trial>, Vec<Trial>) = trials
        .into_iter()
        .partition(|trial| trial.ignored(&world).is_none());
    if able.is_empty() {
        anyhow::bail!(
            "no case that can be tried here is meant by {}",
            arguments.cases.join(" or ")
        );
    }
    for filter in &arguments.filters {
        refuse_misspelt(filter, &able)?;
    }
    let all = arguments.filters.is_empty();
    let bar = Bar::new();
    let found = Hunt {
        trials: &able,
        honest: &|trial| Some(measure(trial, &world)),
        wanted: &|name| !arguments.idle && suite::selected(name, &arguments.filters),
        cases: all && !arguments.idle,
        idle: all,
        world: &world,
        jobs: super::slots(arguments.jobs, usize::MAX)?,
        stop: progress::interruption()?,
        hear: &|progress| match progress {
            Progress::Begins(what, steps) => bar.begin(what, steps),
            Progress::Step => bar.step(),
        },
    }
    .run();
    bar.finish();
    // Of a case that does not conform by itself nothing is known to be a lie.
    if found.lies.is_empty() && found.strange.is_empty() && !all && !found.interrupted {
        anyhow::bail!("no lie is called {}", arguments.filters.join(" or "));
    }
    // What is listed is about the runners of the baselines.
    let every_case =
        arguments.cases.is_empty() && unable.is_empty() && !found.interrupted && named.is_none();
    let tried = Tried {
        every_case,
        single: all && !arguments.idle && !found.interrupted,
        idle: all && !found.interrupted,
        lies: &|name| !arguments.idle && suite::selected(name, &arguments.filters),
        cases: &|name| {
            named.is_none() && (able.iter().any(|trial| trial.case.name == name) || every_case)
        },
    };
    let report = Report::new(&found, &known, &tried);
    say(report.render(arguments.verbose))?;
    if !unable.is_empty() {
        say(format_args!(
            "{} cannot be tried here.\n",
            count::cases(unable.len())
        ))?;
    }
    Ok(match (found.interrupted, report.is_as_known()) {
        (true, _) => ExitCode::from(exit::INTERRUPTED),
        (false, known) if known || named.is_some() => ExitCode::SUCCESS,
        (false, _) => ExitCode::from(exit::FAILED),
    })
}
