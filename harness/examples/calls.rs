//! What it costs a guest that each of its calls is reported:
//!
//! ```console
//! $ cargo run --example calls
//! ```
//!
//! A guest that makes many calls runs in turn as it is and reporting, so that a machine that slows down slows both. What one call
//! costs more is the difference, shared by all of them: the guest writes two lines, and the harness reads them.

use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use wasock::assemble::assemble;
use wasock::column::{self, Column, Columns};
use wasock::instrument::{Instrumented, instrument};
use wasock::measure::SEAL;
use wasock::process::{Compiled, End, Job, Limits, enter_if_child, run};
use wasock::record::Legend;
use wasock::world::{Conditions, probe};
use wasock_runners::Ending;

/// How many times each is tried.
const ROUNDS: usize = 7;
/// How many calls a guest makes.
const CALLS: u32 = 20_000;
/// A call that is given nothing by memory, and one that gives 24 bytes.
const GUESTS: [(&str, &str); 2] = [
    ("fd_close", "(param i32) (result i32)"),
    ("fd_fdstat_get", "(param i32 i32) (result i32)"),
];

fn main() {
    let columns = Columns::new(column::embedded()).expect("they are sound");
    enter_if_child(&columns);
    println!(
        "Microseconds that a call of a guest that reports takes more, the median of {ROUNDS}:"
    );
    for column in column::embedded() {
        if !column.speaks("wasip1") {
            continue;
        }
        let mut line = String::new();
        for (name, of_type) in GUESTS {
            let _ = write!(line, "  {name} {:.1}", more(&column, name, of_type));
        }
        println!("{:18}{line}", column.label);
    }
}

/// What a call of this function takes more.
fn more(column: &Column, name: &str, of_type: &str) -> f64 {
    let arguments = if of_type.contains("i32 i32") {
        "(i32.const 1) (i32.const 64)"
    } else {
        "(i32.const 99)"
    };
    let text = format!(
        r#"(module
  (import "wasi_snapshot_preview1" "{name}" (func $call {of_type}))
  (memory (export "memory") 1)
  (func (export "_start") (local $left i32)
    (local.set $left (i32.const {CALLS}))
    (loop $again
      (drop (call $call {arguments}))
      (br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))))
"#
    );
    let assembled = assemble(&text).expect("it is a module");
    let traced = instrument(&assembled.module, &assembled.lines, &SEAL).expect("it can be traced");
    let plain = Instrumented {
        module: assembled.module,
        legend: Legend::default(),
    };
    let mut differences: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let (plain, traced) = (took(column, &plain), took(column, &traced));
            (traced.as_secs_f64() - plain.as_secs_f64()) * 1e6 / f64::from(CALLS)
        })
        .collect();
    differences.sort_by(f64::total_cmp);
    differences[ROUNDS / 2]
}

/// Runs a guest, and says how long that took.
fn took(column: &Column, guest: &Instrumented) -> Duration {
    let job = Job {
        column,
        preopens: &[],
        name: "guest",
        module: &guest.module,
        compiled: Compiled::Anew,
        seal: &SEAL,
        legend: &guest.legend,
        limits: Limits {
            time: Duration::from_secs(600),
            report: u64::MAX,
            ..Limits::default()
        },
        host_log: false,
        counted: false,
        conditions: &Conditions::default(),
        witness: false,
        peer: None,
        watch: None,
        world: &probe(),
    };
    let began = Instant::now();
    let heard = run(&job, &mut |_| ControlFlow::Continue(()));
    assert!(
        matches!(heard.end, End::Ended(Ending::Returned)),
        "{:?}",
        heard.end
    );
    began.elapsed()
}
