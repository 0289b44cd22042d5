//! What a trial on a command costs over the bare command:
//!
//! ```console
//! $ PROGRAM=target/runners/wasmtime-49.0.4/wasmtime_cli/wasmtime
//! $ cargo run --example overhead -- $PROGRAM run -C cache=n -S inherit-network {guest}
//! ```
//!
//! The command runs the guest by itself, and in a trial, in turn, so that a machine that slows down slows both. By itself it runs
//! the guest of the case as it is, and the one that reports its calls as a trial does. Times are those of the processor, of all
//! processes that take part, which another program on the machine disturbs less than those of the clock.
//!
//! The guests have no address and no peer, so they may run on the network of this machine.

mod bare;

use std::fs;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bare::{Spent, alone};
use rustix::time::ClockId;
use wasock::column::{self, Column, Columns};
use wasock::measure::measure;
use wasock::process::{enter_if_child, processor_time, server_time};
use wasock::suite::{Suite, Trial};
use wasock::{interface, world};
use wasock_runners::Command;

/// How many times each is tried.
const ROUNDS: usize = 51;
/// A case of each interface that commands speak.
const CASES: [&str; 2] = [
    "wasip1/stream/none/shutdown",
    "wasip2/stream/unbound/address-family",
];

/// What is compared.
const ROWS: [&str; 3] = [
    "the command on the case",
    "the command on the guest that reports",
    "a trial",
];

fn main() -> ExitCode {
    enter_if_child(&Columns::new(column::embedded()).expect("they are sound"));
    let Some(command) = bare::command(std::env::args().skip(1).collect()) else {
        eprintln!("usage: overhead PROGRAM [ARGUMENT...], where an argument is {{guest}}");
        return ExitCode::from(2);
    };
    let suite = Suite::here().expect("the claims can be read");
    println!("Milliseconds, the median of {ROUNDS}: of the processor, of the clock.");
    for name in CASES {
        show(&suite, &command, name);
    }
    ExitCode::SUCCESS
}

/// Shows what the case of this name costs.
fn show(suite: &Suite, command: &Command, name: &str) {
    let case = Arc::new(suite.load(name).expect("the case can be read"));
    let traced = &case.guest().expect("a guest can be made of it").module;
    let plain = interface::framed(case.assembled.module.clone());
    let plain = plain.expect("it has what its interface demands");
    let folder = std::env::temp_dir().join(format!("wasock-overhead-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder for the guests can be made");
    let [plain, traced] = [("plain.wasm", &plain), ("traced.wasm", traced)].map(|(name, guest)| {
        let file = folder.join(name);
        fs::write(&file, guest).expect("a guest can be written");
        file
    });
    let column = Arc::new(Column::command(command.clone()));
    let trial = Trial::new(Arc::clone(&case), column);
    let mut tables = [const { (Vec::new(), Vec::new()) }; ROWS.len()];
    for _ in 0..ROUNDS {
        let times = [
            alone(command, &plain, &folder),
            alone(command, &traced, &folder),
            tried(&trial),
        ];
        for ((processor, clock), spent) in tables.iter_mut().zip(times) {
            processor.push(spent.processor);
            clock.push(spent.clock);
        }
    }
    fs::remove_dir_all(folder).expect("the folder can be removed");
    println!("\n{name}");
    for (row, (processor, clock)) in ROWS.iter().zip(tables) {
        println!("  {row:40}{:8.2}{:8.2}", median(processor), median(clock));
    }
}

/// Tries a trial, and says what it took.
fn tried(trial: &Trial) -> Spent {
    let own = || processor_time(ClockId::ThreadCPUTime) + server_time().unwrap_or_default();
    let (began, before) = (Instant::now(), own());
    let measured = measure(trial, &world::probe());
    assert_eq!(
        measured.judgement.outcome.to_string(),
        "completed",
        "{}",
        measured.said
    );
    Spent {
        processor: own() - before + measured.usage.cpu,
        clock: began.elapsed(),
    }
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
