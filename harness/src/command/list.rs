//! `wasock list`.

use std::fmt::Write as _;
use std::process::ExitCode;

use crate::column::Columns;
use crate::count;

use super::chosen::Chosen;
use super::say::say;
use super::selection::Meant;

/// What `wasock list` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// List only these cases, by the words that `run` takes.
    filters: Vec<String>,
    #[command(flatten)]
    chosen: Chosen,
}

/// Lists the cases with what they ask, and the runners with their versions.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let columns = arguments.chosen.columns(&suite, columns)?;
    let meant = Meant::new(&suite, &arguments.filters, &columns)?;
    let cases = super::cases(&suite, |name| meant.means(name))?;
    let mut text = String::new();
    for case in &cases {
        let sentence = case
            .prose
            .split_inclusive(". ")
            .next()
            .unwrap_or_default()
            .trim();
        let (name, level) = (&case.name, case.header.level);
        let _ = writeln!(text, "{name}  [{level}]\n    {sentence}");
    }
    let count = count::cases(cases.len());
    let _ = writeln!(text, "\n{count}, on these runners:");
    for column in columns.iter() {
        let _ = writeln!(text, "  {} {}", column.label, column.version);
    }
    say(text)?;
    Ok(ExitCode::SUCCESS)
}
