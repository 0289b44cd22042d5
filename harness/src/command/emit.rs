//! `wasock emit`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::record::Seal;
use crate::{instrument, interface};
use anyhow::Context as _;

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

/// The seal of guests that leave the harness.
const KNOWN: Seal = Seal::new(*b"WASOCK>>", [0; 2]);

/// Writes the bytes that a runtime gets.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let program = super::trace::Program::load(&super::subject(&arguments.case)?)?;
    let module = if arguments.traced {
        instrument::instrument(&program.module, &program.lines, &KNOWN)?.module
    } else {
        program.module
    };
    let module = interface::framed(module)?;
    std::fs::write(&arguments.output, module)
        .with_context(|| format!("cannot write {}", arguments.output.display()))?;
    Ok(ExitCode::SUCCESS)
}
