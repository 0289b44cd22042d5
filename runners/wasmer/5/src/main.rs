//! wasmer 5 as a program: the runner `wasmer` of this suite, built with the crates of that line of versions.

mod growth;
mod line;
#[path = "../../../src/log.rs"]
mod log;
mod probe;
#[expect(dead_code, reason = "no memory of this line tells what it is refused")]
#[path = "../../../src/room.rs"]
mod room;
#[expect(
    dead_code,
    reason = "the network in memory is left to the runner that is embedded"
)]
#[path = "../../../src/wasmer.rs"]
mod wasmer;

use std::process::ExitCode;

use wasock_runners::{Capabilities, Ending, Grant, Guest, Policy, Runner, RunnerError};

fn main() -> ExitCode {
    wasock_runners::program(&wasmer::Wasmer::host())
}
