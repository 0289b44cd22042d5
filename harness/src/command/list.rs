//! `wasock list`.

use std::process::ExitCode;

use crate::column::Columns;
use crate::suite;

/// What `wasock list` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// List only cases whose name contains one of these.
    filters: Vec<String>,
}

/// Lists the cases with what they ask, and the runners with their versions.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let cases = super::cases(&suite, |name| suite::selected(name, &arguments.filters))?;
    for case in &cases {
        let sentence = case
            .prose
            .split_inclusive(". ")
            .next()
            .unwrap_or_default()
            .trim();
        anstream::println!("{}  [{}]\n    {sentence}", case.name, case.header.level);
    }
    anstream::println!("\n{} cases, on these runners:", cases.len());
    for column in columns.iter() {
        anstream::println!("  {} {}", column.label, column.version);
    }
    Ok(ExitCode::SUCCESS)
}
