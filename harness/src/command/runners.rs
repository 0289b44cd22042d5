//! `wasock runners`.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde::Serialize;
use wasock_runners::Grant;

use crate::column::Columns;
use crate::mistake::shown;
use crate::runtime::{Runtime, RuntimeError};

use super::chosen::runtimes;
use super::say::say;

/// What `wasock runners` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// Install a command by its package manager, into the folder target/runners: NAME, or NAME@VERSION.
    #[arg(long, value_name = "NAME", conflicts_with = "json")]
    install: Vec<String>,
    /// Print the list as JSON.
    #[arg(long)]
    json: bool,
}

/// A runner that there is, or could be.
#[derive(Serialize)]
struct Row {
    /// What `--runner` takes.
    runner: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    interfaces: Vec<String>,
    policies: Vec<Grant>,
    /// Where it is, or why it is not here.
    whence: String,
}

/// Lists the runners of this build, and the runtimes that files describe, whether they are here or not.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let runtimes = runtimes(&suite)?;
    for word in &arguments.install {
        let (name, version) = match word.split_once('@') {
            Some((name, version)) => (name, Some(version)),
            None => (word.as_str(), None),
        };
        let installed = runtimes.install(runtimes.named(columns, name)?, version)?;
        let how = if installed.before {
            "was installed before"
        } else {
            "is installed"
        };
        say(format_args!(
            "{word} {how}, in {}\n",
            shown(&installed.folder)
        ))?;
    }
    if !arguments.install.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut rows: Vec<Row> = columns
        .iter()
        .map(|column| {
            let capabilities = column.runner.capabilities();
            Row {
                runner: column.label.clone(),
                version: Some(column.version.clone()),
                interfaces: capabilities.interfaces.clone(),
                policies: capabilities.policies.clone(),
                whence: "in this build".to_owned(),
            }
        })
        .collect();
    for runtime in &runtimes.all {
        let found = match runtimes.here(runtime) {
            Ok(found) => found,
            Err(error) => {
                rows.push(missing(runtime, &error));
                continue;
            }
        };
        for found in found {
            let (command, whence) = (found.command, found.whence);
            rows.push(Row {
                runner: match (found.installed, columns.find(&command.name)) {
                    (Some(version), _) => format!("{}@{version}", command.name),
                    // The name alone is another runner's.
                    (None, Some(_)) => format!("{}={whence}", command.name),
                    (None, None) => command.name.clone(),
                },
                interfaces: command.capabilities.interfaces.clone(),
                policies: command.capabilities.policies,
                version: Some(command.version),
                whence,
            });
        }
    }
    match arguments.json {
        true => say(serde_json::to_string_pretty(&rows)? + "\n")?,
        false => say(table(&rows))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The row of a runtime that is not here, for this reason.
fn missing(runtime: &Runtime, why: &RuntimeError) -> Row {
    Row {
        runner: runtime.name.clone(),
        version: None,
        interfaces: runtime.file.interfaces.keys().cloned().collect(),
        policies: runtime.file.policies.keys().copied().collect(),
        whence: why.to_string(),
    }
}

fn table(rows: &[Row]) -> String {
    let cells = rows.iter().map(|row| {
        let version = row.version.as_deref().unwrap_or("-");
        let policies: Vec<String> = row.policies.iter().map(Grant::to_string).collect();
        [
            row.runner.as_str(),
            version,
            &row.interfaces.join(","),
            &policies.join(","),
            &row.whence,
        ]
        .map(str::to_owned)
    });
    let mut all = vec![["runner", "version", "interfaces", "policies", "where"].map(str::to_owned)];
    all.extend(cells);
    let width = |column: usize| {
        all.iter()
            .map(|cells| cells[column].len())
            .max()
            .unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(width);
    let mut text = String::new();
    for cells in &all {
        for (cell, width) in cells.iter().zip(widths) {
            let _ = write!(text, "{cell:width$}  ");
        }
        let _ = writeln!(text, "{}", cells[4]);
    }
    text
}
