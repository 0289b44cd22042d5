//! The runners that a command line chooses.

use std::sync::Arc;

use crate::at_once::{at_once, cores};
use crate::column::{Column, Columns};
use crate::interface;
use crate::runtime::{Probed, Runtimes, on_the_command_line, probe};
use crate::suite::Suite;
use crate::world::World;

use super::say::warn;

/// What chooses runners, of every command that has some.
#[derive(clap::Args, Default)]
pub(super) struct Chosen {
    /// Only this runner; may be given more than once, or with commas. One of this build (wasmer); a command that a file
    /// describes (jco), at an installed version (wasmtime@49), at a path (wasmtime=/path/to/it), or from a checkout of its
    /// source (wasmer=/path/to/folder); a file that describes another one (mine/runner.toml); or `all` that are here.
    /// `wasock runners` lists them.
    #[arg(long = "runner", value_name = "RUNNER")]
    runners: Vec<String>,
    /// A runtime wholly described here: 'node wasi.mjs {guest}', where {guest} stands for the file of the guest.
    #[arg(long, value_name = "COMMAND", requires_all = ["api", "name"])]
    command: Option<String>,
    /// An interface that the command speaks, such as wasip1; may be given more than once.
    #[arg(long, value_name = "INTERFACE", requires = "command", value_parser = interface_named)]
    api: Vec<String>,
    /// What the runtime of the command is called in trials and reports.
    #[arg(long, value_name = "NAME", requires = "command")]
    name: Option<String>,
}

fn interface_named(name: &str) -> Result<String, String> {
    let known: Vec<&str> = interface::all().map(|interface| interface.name).collect();
    match known.contains(&name) {
        true => Ok(name.to_owned()),
        false => Err(format!("there are {}", known.join(", "))),
    }
}

impl Chosen {
    /// Whether nothing is chosen, which means every runner of the build.
    pub(super) fn is_nothing(&self) -> bool {
        self.runners.is_empty() && self.command.is_none()
    }

    /// The words that name runners, as they were given.
    pub(super) fn words(&self) -> &[String] {
        &self.runners
    }

    /// Gives the columns that are chosen, of the program's `own` and of commands.
    ///
    /// # Errors
    /// When one of them is not known or not here.
    pub(super) fn columns(&self, suite: &Suite, own: &Columns) -> anyhow::Result<Columns> {
        let given = match (&self.command, &self.name) {
            (Some(line), Some(name)) => Some(on_the_command_line(line, &self.api, name)?),
            _ => None,
        };
        let runtimes = match self.runners.is_empty() {
            true => Runtimes::default(),
            false => runtimes(suite)?,
        };
        Ok(runtimes.choose(own, &self.runners, given)?)
    }

    /// Does the same for a run of trials: what commands claim is tried before, and what does not hold is told and left out.
    ///
    /// # Errors
    /// As of [`columns`](Self::columns), and when nothing that was claimed holds.
    pub(super) fn probed(
        &self,
        suite: &Suite,
        own: &Columns,
        world: &World,
    ) -> anyhow::Result<Columns> {
        let columns = self.columns(suite, own)?;
        let all: Vec<Arc<Column>> = columns.to_vec();
        let probed = at_once(2 * cores(), &all, |column| match column.as_command() {
            Some(command) => probe(column, command, world),
            None => Probed {
                column: Some(Column::clone(column)),
                refused: Vec::new(),
            },
        });
        let mut kept = Vec::new();
        for one in probed {
            for sentence in &one.refused {
                warn(format_args!("warning: {sentence}"));
            }
            kept.extend(one.column);
        }
        if kept.is_empty() {
            anyhow::bail!("nothing that was claimed holds, so there is no runner to run");
        }
        Ok(Columns::new(kept)?)
    }
}

/// The runtimes that files of the suite describe.
pub(super) fn runtimes(suite: &Suite) -> anyhow::Result<Runtimes> {
    Ok(Runtimes::load(&suite.runners, suite.installed.clone())?)
}
