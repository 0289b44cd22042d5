//! The command line.

mod command;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    wasock::trial::enter_if_child();
    let arguments = command::Arguments::parse();
    match command::perform(arguments) {
        Ok(code) => code,
        Err(error) => {
            anstream::eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
