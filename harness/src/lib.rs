//! wasock: a conformance test suite for the socket interfaces of WebAssembly runtimes.
//!
//! The life of a trial, module by module:
//!
//! ```text
//! cases/wasix/stream/listening/listen.wat
//!    | case          the file: prose, header, expectations, module; mistakes are shown at their place
//!    | peer          the steps of the other end of its connections, where the case has such
//!    | assemble      text to binary, with the line of each call
//!    | instrument    every call of a WASI import is wrapped, so that the guest itself reports it
//!    v
//!  process           a child process in a world of its own runs the guest on one runner
//!    | record        the lines that the guest reported
//!    | interface, trace  numbers and bytes become names and values
//!    | outcome       what happened
//!    | verdict       what that says about the runtime
//!    | grid          in which state of the socket the question was asked
//!    v
//!    | snapshot      what was recorded of it
//!    | standing      how the trial stands to all that is asked of it
//!    | event         what the run tells of it, collected in a recording
//!    v
//!  report            what people and programs read
//! ```
//!
//! A program of the suite is made of a list of columns: [`main`] is its main function, and [`test()`] that of its tests. A
//! vendor with a runtime of its own writes no more than this:
//!
//! ```no_run
//! # fn my_columns() -> Vec<wasock::column::Column> { wasock::column::embedded() }
//! fn main() -> std::process::ExitCode {
//!     wasock::main(my_columns())
//! }
//! ```

pub mod assemble;
pub mod at_once;
mod bundle;
pub mod case;
mod cause;
pub mod claims;
pub mod column;
mod command;
mod conformance;
mod count;
pub mod document;
pub mod escape;
pub mod event;
pub mod expect;
mod explain;
pub mod filter;
pub mod grid;
pub mod header;
mod hint;
pub mod host;
pub mod instrument;
pub mod interface;
mod kept;
mod known;
pub mod lie;
pub mod line;
mod log;
mod manifest;
pub mod measure;
mod merge;
pub mod mistake;
pub mod name;
mod near;
mod never;
pub mod outcome;
pub mod package;
pub mod peer;
pub mod process;
pub mod record;
mod recorded;
pub mod recording;
pub mod report;
pub mod run;
mod runtime;
pub mod skeleton;
pub mod snapshot;
pub mod source;
mod standing;
mod started;
pub mod suite;
pub mod tidy;
pub mod trace;
pub mod verdict;
pub mod world;

use std::process::ExitCode;

use column::{Column, Columns};

/// The main function of a program that has all commands, on these columns.
///
/// It is the first thing that the program does: trials are processes made from the same program, and take their way from
/// here.
pub fn main(columns: Vec<Column>) -> ExitCode {
    with(columns, command::main)
}

/// The main function of a test that compares every trial on these columns with its snapshot, for `cargo test` (with
/// `harness = false`).
pub fn test(columns: Vec<Column>) -> ExitCode {
    with(columns, conformance::main)
}

/// Does what `program` does with these columns, unless this is the process of a trial.
fn with(columns: Vec<Column>, program: impl FnOnce(Columns) -> ExitCode) -> ExitCode {
    match Columns::new(columns) {
        Ok(columns) => {
            process::enter_if_child(&columns);
            program(columns)
        }
        Err(error) => {
            command::warn(format_args!("error: {error}"));
            ExitCode::from(2)
        }
    }
}
