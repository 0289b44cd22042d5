//! `wasock explain`.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::explain::cell::{Last, Wanted};
use crate::explain::{self, cell};
use crate::recording::Recording;

use super::say::say;

/// What `wasock explain` takes.
#[derive(clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// A number, the name of an errno or of a constant in WASI, POSIX or wasi:sockets, or a cell of the matrix.
    #[arg(allow_negative_numbers = true)]
    word: String,
    /// Take what was answered last from this recording, where a cell is explained. If absent, it is that of the last run.
    #[arg(long, value_name = "FILE")]
    recording: Option<PathBuf>,
    /// Tell what each clause says by which something is required of a cell.
    #[arg(long)]
    verbose: bool,
}

const EXAMPLES: &str = "\
The numbers of WASI are not those of POSIX: there, 4 is addrnotavail, and EINTR is 27.

Examples:
  wasock explain 4                     what 4 is in WASI, on Linux and on macOS, and what usually causes it
  wasock explain EINTR                 the same by a name: addrnotavail, EADDRNOTAVAIL, address-not-bindable
  wasock explain AF_INET               the numbers of the address families: inet6, SOCK_STREAM and SHUT_RDWR likewise
  wasock explain stream/bound/listen   what each interface requires there, and what each runtime answered last
  wasock explain stream/bound/listen --verbose
                                       the same, with what the documents say; with an interface before it, of that one alone";

/// Explains a word.
pub(super) fn perform(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let suite = super::suite()?;
    let word = arguments.word.as_str();
    let text = if word.contains('/') {
        let wanted = Wanted::find(&suite, word)?;
        let cases = super::cases(&suite, |name| suite.grids.cell(name).is_some())?;
        let (file, is_last) = match &arguments.recording {
            Some(file) => (file.clone(), false),
            None => (suite.output.join("run.json"), true),
        };
        let recording = match is_last && !file.exists() {
            true => Err("is not there".to_owned()),
            false => match Recording::read(&file) {
                // A file of an older version is no fault of who did not name it.
                Err(error) if is_last => Err(format!("cannot be used ({error})")),
                read => Ok(read?),
            },
        };
        let last = Last {
            file: &file,
            recording: recording.as_ref().map_err(String::as_str),
        };
        cell::page(&suite, &wanted, &cases, last, arguments.verbose)
    } else {
        // Whoever asks for no word of sockets needs no case.
        explain::explain(word, &[])?;
        explain::explain(word, &super::cases(&suite, |_| true)?)?
    };
    say(text)?;
    Ok(ExitCode::SUCCESS)
}
