//! `wasock emit`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::interface::{self, Interface};
use crate::{instrument, log, started};

use super::say::warn;

/// What `wasock emit` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A case, by its name or its file, and after a colon one of its variants; without it the first one.
    case: String,
    /// Write the module that reports its own calls, as the harness runs it, but one that waits for no peer. It seals its
    /// report with a key that everybody knows: such a report is honest as far as the guest is.
    #[arg(long)]
    traced: bool,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Writes the bytes that a runtime gets.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let program = super::program::Program::load(&super::subject(&arguments.case)?)?;
    let interface = interface::of_module(&program.module);
    let module = if arguments.traced {
        instrument::instrument(&program.module, &program.lines, &log::SEAL)?.module
    } else {
        program.module
    };
    let module = interface::framed(module)?;
    std::fs::write(&arguments.output, module)
        .with_context(|| format!("cannot write {}", arguments.output.display()))?;
    if let Some(interface) = interface {
        warn(by_hand(arguments, interface));
    }
    Ok(ExitCode::SUCCESS)
}

/// How to run what was written, by the usual command for its interface.
fn by_hand(arguments: &Arguments, interface: &Interface) -> String {
    let file = arguments.output.display();
    let case = arguments.case.as_str();
    let command = interface.by_hand;
    match arguments.traced {
        true => format!(
            "{command} {file} | {} judge {case}   runs it, and says how it answers",
            started::words()
        ),
        false => format!("{command} {file}   runs it"),
    }
}
