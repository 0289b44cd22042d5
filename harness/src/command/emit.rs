//! `wasock emit`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use crate::header::Header;
use crate::interface::{self, Interface};
use crate::log::{self, Key};
use crate::{instrument, peer, started};

use super::say::{say_bytes, warn};

/// What `wasock emit` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// A case, by its name or its file, and after a colon one of its variants; without it the first one.
    case: String,
    /// Write the module that reports its own calls, as the harness runs it, but one that waits for no peer. It seals its
    /// report with a key that everybody knows: such a report is honest as far as the guest is.
    #[arg(long)]
    traced: bool,
    /// The file to write; `-` is standard output.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// Writes the bytes that a runtime gets.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let subject = super::subject(&arguments.case)?;
    let program = super::program::Program::load(&subject)?;
    // What is no case has no such header.
    let needed = program.text.as_deref().and_then(|text| {
        let header = Header::parse(&arguments.case, text).ok()?;
        log::unable_by(&header, peer::is_scripted(text))
    });
    let interface = interface::of_module(&program.module);
    let module = if arguments.traced {
        let seal = Key::of(&program.module).seal();
        instrument::instrument(&program.module, &program.lines, &seal)?.module
    } else {
        program.module
    };
    let module = interface::framed(module)?;
    if arguments.output == Path::new("-") {
        say_bytes(&module)?;
        return Ok(ExitCode::SUCCESS);
    }
    std::fs::write(&arguments.output, module)
        .with_context(|| format!("cannot write {}", arguments.output.display()))?;
    match (needed, interface) {
        (Some(needed), _) if arguments.traced => warn(format_args!(
            "{case} cannot be tried by hand, so `judge` takes no log of it: it needs {needed}; `{} run {case}` tries it",
            started::words(),
            case = arguments.case
        )),
        (_, Some(interface)) => warn(by_hand(arguments, interface)),
        (_, None) => {}
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
