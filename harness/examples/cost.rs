//! What a trial costs, part by part, for each column: `cargo run --example cost`.
//!
//! Times are those of the processor, which another program on the machine disturbs less than those of the clock. The columns
//! take turns, so that a machine that slows down slows all of them. Two builds are compared by running theirs in turn.
//!
//! What the guest was compiled to is kept from the first time on, as between runs, and read then. What it takes to compile it is told in
//! a line of its own.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use rustix::time::ClockId;
use wasock::column::{self, Columns};
use wasock::measure::{measure, measure_guest};
use wasock::suite::{self, Suite, Trial};
use wasock::{process, world};

/// How many times each trial is tried.
const ROUNDS: usize = 51;
/// A case of each interface.
const CASES: [&str; 4] = [
    "wasix/stream/open/bind",
    "wasip1/stream/none/shutdown",
    "wasip2/stream/bound/start-listen",
    "wasip3/stream/bound/listen",
];

/// The parts of a trial in the order in which they come, and where each is done.
const PARTS: [(&str, &str); 9] = [
    ("fork", "fork server"),
    ("make and leave the world", "init"),
    ("take the job", "trial"),
    ("engine, read what is kept", "trial"),
    ("instantiate, run", "trial"),
    ("drop, exit", "trial"),
    ("listen, decode, judge", "harness"),
    ("all of it", ""),
    ("engine, compile", "trial"),
];

fn main() -> ExitCode {
    let columns = Columns::new(column::embedded()).expect("they are sound");
    process::enter_if_child(&columns);
    let suite = Suite::here().expect("the claims can be read");
    println!("Processor time in milliseconds, the median of {ROUNDS}.");
    for name in CASES {
        show(&suite, &columns, name);
    }
    ExitCode::SUCCESS
}

/// Shows what the case of this name costs in every column that speaks its interface.
fn show(suite: &Suite, columns: &Columns, name: &str) {
    let mut once = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        let began = spent();
        let case = suite.load(name).expect("the case can be read");
        once[0].push(spent() - began);
        let began = spent();
        case.guest().expect("a guest can be made of it");
        once[1].push(spent() - began);
    }
    let [read, make] = once.map(median);
    println!("\n{name}");
    println!("  once for all columns: read the case {read:.2}, make the guest {make:.2}");
    let case = Arc::new(suite.load(name).expect("the case can be read"));
    let trials = suite::trials(&case, columns);
    let mut tables: Vec<[Vec<Duration>; PARTS.len()]> = Vec::new();
    tables.resize_with(trials.len(), Default::default);
    for _ in 0..ROUNDS {
        for (trial, table) in trials.iter().zip(&mut tables) {
            for (times, time) in table.iter_mut().zip(parts(trial)) {
                times.push(time);
            }
        }
    }
    let labels = trials.iter().map(|trial| trial.column.label.as_str());
    let labels: Vec<String> = labels.map(|label| format!("{label:>16}")).collect();
    println!("  {:40}{}", "", labels.concat());
    let mut tables: Vec<_> = tables.into_iter().map(IntoIterator::into_iter).collect();
    for (part, place) in PARTS {
        let times = tables.iter_mut().filter_map(|table| table.next());
        let times: Vec<String> = times.map(|one| format!("{:16.2}", median(one))).collect();
        println!("  {part:26}{place:14}{}", times.concat());
    }
}

/// Tries a trial, and gives what each of the [`PARTS`] took.
fn parts(trial: &Trial) -> [Duration; PARTS.len()] {
    let forked = || process::server_time().unwrap_or_default();
    let (began, forks) = (spent(), forked());
    let measured = measure(trial, &world::probe());
    let (own, fork) = (spent() - began, forked() - forks);
    let used = measured.usage.parts;
    let (world, job, compile, run, end) = (used.world, used.job, used.compile, used.run, used.end);
    let all = fork + measured.usage.cpu + own;
    let case = &trial.case;
    let anew = measure_guest(trial, case.guest(), case.limits(), &world::probe());
    let anew = anew.usage.parts.compile;
    [fork, world, job, compile, run, end, own, all, anew]
}

/// Gives the processor time of this thread.
fn spent() -> Duration {
    process::processor_time(ClockId::ThreadCPUTime)
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}
