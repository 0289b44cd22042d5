//! `wasock tidy`.

use std::process::ExitCode;

use crate::column::Columns;
use crate::mistake::shown;
use crate::skeleton::SkeletonError;
use crate::started;
use crate::{name, tidy};
use anyhow::Context as _;

use super::exit;
use super::say::say;
use super::selection::Meant;

/// What `wasock tidy` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Tidy only these cases, by the words that `run` takes.
    filters: Vec<String>,
    /// Change nothing; name each file that is not tidy, with the first line, and end with exit code 1 if there is one.
    #[arg(long)]
    check: bool,
}

/// Lays out the cases as all are.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let orders = match tidy::Orders::load(&suite) {
        Err(SkeletonError::Wrong(all)) => {
            super::show(&all);
            anyhow::bail!("the skeletons cannot be used; nothing was done");
        }
        orders => orders?,
    };
    let mut names = suite.names()?;
    let meant = Meant::new(&suite, &arguments.filters, columns)?;
    names.retain(|name| meant.means(name));
    let mut files: Vec<&str> = names.iter().map(|name| name::parts(name).0).collect();
    files.dedup();
    let mut untidy = 0;
    for name in files {
        let file = name::file(&suite.cases, name);
        let shown = shown(&file);
        let text =
            std::fs::read_to_string(&file).with_context(|| format!("cannot read {shown}"))?;
        let tidied = tidy::tidy(&text, &orders.of_case(name))
            .map_err(|error| anyhow::anyhow!("{shown}: {}", error.message()))?;
        let Some(line) = tidy::difference(&text, &tidied) else {
            continue;
        };
        untidy += 1;
        match arguments.check {
            true => say(format_args!("{shown}:{line} is not tidy\n"))?,
            false => {
                super::write(&file, &tidied)?;
                say(format_args!("{shown} is tidy now\n"))?;
            }
        }
    }
    if arguments.check && untidy > 0 {
        say(format_args!("`{} tidy` lays them out\n", started::words()))?;
        return Ok(ExitCode::from(exit::FAILED));
    }
    Ok(ExitCode::SUCCESS)
}
