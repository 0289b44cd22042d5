//! What a trial costs, against the bare runtime process: `cargo run --example cost`.
//!
//! The two run in turn, so that a machine that slows down slows both. The bare process is this program, started anew for
//! one guest, which it runs without a world, a report or a judgement.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use wasock::column::{self, Columns};
use wasock::measure::measure;
use wasock::suite::{self, Suite};
use wasock::{interface, process, world};
use wasock_runners::Guest;

const ROUNDS: usize = 50;
/// A case of each interface that needs no network of its own, because the bare process has none.
const CASES: [&str; 3] = [
    "wasix/stream/open/bind",
    "wasip1/stream/none/shutdown",
    "wasip2/stream/bound/start-listen",
];
const BARE: &str = "--bare";

fn main() -> ExitCode {
    let columns = Columns::new(column::embedded()).expect("they are sound");
    process::enter_if_child(&columns);
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, word, runner, module] = &arguments[..]
        && word == BARE
    {
        return bare(&columns, runner, module);
    }
    let suite = Suite::here().expect("the claims can be read");
    for name in CASES {
        compare(&suite, &columns, name);
    }
    ExitCode::SUCCESS
}

/// Measures the case of this name in every column that speaks its interface.
fn compare(suite: &Suite, columns: &Columns, name: &str) {
    let case = Arc::new(suite.load(name).expect("the case can be read"));
    let world = world::probe();
    let module = std::env::temp_dir().join(format!("wasock-cost-{}.wasm", std::process::id()));
    let guest = interface::framed(case.assembled.module.clone()).expect("it has no mistakes");
    std::fs::write(&module, guest).expect("the module can be written");
    println!("{name}, median of {ROUNDS} in turn, in milliseconds");
    println!("{:18} {:>8} {:>8} {:>8}", "runner", "bare", "trial", "more");
    for trial in suite::trials(&case, columns) {
        let (mut bare, mut whole) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            bare.push(time(|| spawn(&trial.column.label, &module)));
            whole.push(time(|| drop(measure(&trial, &world))));
        }
        let (bare, whole) = (median(bare), median(whole));
        println!(
            "{:18} {bare:8.2} {whole:8.2} {:8.2}",
            trial.column.label,
            whole - bare
        );
    }
    let _ = std::fs::remove_file(module);
}

/// Runs the guest in this process and nothing else.
fn bare(columns: &Columns, label: &str, module: &str) -> ExitCode {
    let module = std::fs::read(module).expect("the module was written");
    let column = columns.find(label).expect("the column was listed");
    let guest = Guest {
        name: "guest",
        module: &module,
        policy: column.policy,
        host_log: false,
        witness: None,
        beginning: None,
    };
    column.runner.run(&guest).expect("the runner runs");
    ExitCode::SUCCESS
}

fn spawn(runner: &str, module: &Path) {
    let myself = std::env::current_exe().expect("this program has a path");
    let mut command = Command::new(myself);
    command
        .args([BARE, runner])
        .arg(module)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    assert!(
        command
            .status()
            .expect("a process can be started")
            .success()
    );
}

fn time(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
