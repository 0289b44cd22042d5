//! A real runtime that is a program: the test itself, which runs a guest on an embedded runtime where it is told to.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use wasock::column::{self, Column};
use wasock::world::{World, probe};
use wasock_runners::{Ending, Guest, Policy};

/// The first argument by which a test is the runtime.
pub const RUNTIME: &str = "--runtime";

/// The runtime, if this build contains it.
pub fn embedded() -> Option<Column> {
    let mut columns = column::embedded().into_iter();
    columns.find(|column| column.label == "wasmtime")
}

/// Why there is no such runtime, or no network for it, if so.
pub fn lacks() -> Option<String> {
    match (embedded(), probe()) {
        (None, _) => Some("this build does not contain wasmtime".to_owned()),
        (_, World::Shared { reason }) => Some(reason),
        _ => None,
    }
}

/// Is the runtime: runs the guest in a file, which is written for this interface, and ends as it does.
pub fn run(file: &str, interface: &str) -> ExitCode {
    let column = embedded().expect("this build contains it");
    let guest = Guest {
        name: "guest",
        module: &fs::read(file).expect("the guest can be read"),
        compiled: None,
        keeper: None,
        interface,
        place: Path::new("."),
        policy: Policy::Granted,
        preopens: &[],
        host_log: false,
        witness: None,
        beginning: None,
    };
    let (code, why) = match column.runner.run(&guest) {
        Ok(Ending::Returned) => return ExitCode::SUCCESS,
        Ok(Ending::Exited(code)) => std::process::exit(code.cast_signed()),
        Ok(Ending::Trapped(why)) => (134, format!("wasm trap: {why}")),
        Ok(Ending::Unsupported(what)) => (1, format!("not offered: {what}")),
        other => (1, format!("{other:?}")),
    };
    eprintln!("{why}");
    ExitCode::from(code)
}
