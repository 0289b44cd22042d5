//! The program `wasock`, with the runtimes that this build contains.

use std::process::ExitCode;

fn main() -> ExitCode {
    wasock::main(wasock::column::embedded())
}
