//! Trials against a runner that does everything that runtimes do wrong. Every process, signal and namespace is real.

mod component;
mod conditions;
mod ends;
mod guests;
mod hangs;
mod host;
mod network;
mod peer;
mod remains;
mod runner;
#[path = "../sealed/mod.rs"]
mod sealed;
mod wasix;
mod wires;
mod worlds;
mod worn;

use std::ops::{ControlFlow, Deref};
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Duration;

use libtest_mimic::{Arguments, Completion, Trial};
use wasock::column::{Column, Columns};
use wasock::process::{Compiled, Heard, Job, Limits};
use wasock::record::{Item, Legend};
use wasock::world::{Conditions, World};

fn main() -> ExitCode {
    let columns = [runner::act()]
        .into_iter()
        .chain(wasock::column::embedded())
        .chain(guests::counted());
    wasock::process::enter_if_child(&Columns::new(columns.collect()).unwrap());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--companion", how, what] => runner::companion(how, what),
        ["--in-need", option, held] => worlds::in_need(option, held.parse().unwrap()),
        ["--stand-in"] => worlds::stand_in(),
        ["--without-a-wire"] => wires::without_a_wire(),
        ["--harness"] => remains::harness(),
        ["--probe"] => println!("{:?}", wasock::world::probe()),
        _ => {
            let tests = [
                ends::tests(),
                hangs::tests(),
                remains::tests(),
                worlds::tests(),
            ]
            .concat();
            let mut trials: Vec<Trial> = tests
                .into_iter()
                .map(|(name, test)| {
                    Trial::test(name, move || {
                        test();
                        Ok(())
                    })
                })
                .collect();
            let private = [
                conditions::private_tests(),
                worlds::private_tests(),
                peer::private_tests(),
                guests::private_tests(),
            ]
            .concat();
            trials.extend(private.into_iter().map(|(name, test)| {
                Trial::ignorable_test(name, move || {
                    if let World::Shared { reason } = wasock::world::probe() {
                        return Ok(Completion::ignored_with(reason));
                    }
                    test();
                    Ok(Completion::Completed)
                })
            }));
            trials.extend(component::trials());
            trials.extend(wasix::trials());
            trials.extend(wires::trials());
            trials.extend(host::trials());
            trials.extend(host::ignorable(&worn::TESTS));
            return libtest_mimic::run(&Arguments::from_args(), trials).exit_code();
        }
    }
    ExitCode::SUCCESS
}

/// A test by name.
type Test = (&'static str, fn());

/// Limits that no trial here comes near unless it means to.
const AMPLE: Limits = Limits {
    time: Duration::from_secs(60),
    patience: None,
    memory: 1 << 30,
    output: 1 << 20,
    report: 1 << 24,
    processes: 256,
};

/// What the guests of [`runner`] report.
static LEGEND: LazyLock<Legend> = LazyLock::new(|| {
    use wasmparser::ValType::{I32, I64};
    sealed::legend(&[
        ("a", "b", &[I32], true),
        ("wasix_32v1", "sock_accept", &[I32], true),
        ("wasix_32v1", "sock_recv", &[I32], true),
        ("wasix_32v1", "sock_open", &[I32], true),
        ("wasix_32v1", "thread_sleep", &[I64], true),
        ("wasix_32v1", "proc_fork", &[I32, I32], true),
        ("wasix_32v1", "proc_exec", &[I32, I32], false),
        ("wasix_32v1", "proc_spawn", &[I32, I32], true),
        ("peer", "listen", &[], true),
        ("peer", "accept", &[], true),
        ("peer.meanwhile", "accept", &[], true),
        ("peer.waiting", "accept", &[], true),
    ])
});

/// The line by which such a guest reports this record, which is written as people write it, after `number` others.
fn line(record: &str, number: u32) -> Vec<u8> {
    sealed::line(&LEGEND, &record.parse().unwrap(), &[], number)
}

/// What was heard of a trial, and what was told while it ran.
#[derive(Debug)]
struct Ran {
    heard: Heard,
    items: Vec<Item>,
}

impl Deref for Ran {
    type Target = Heard;

    fn deref(&self) -> &Heard {
        &self.heard
    }
}

impl Ran {
    /// The records that were told, as people write them.
    fn records(&self) -> Vec<String> {
        let records = self.items.iter().filter_map(|item| match item {
            Item::Record(record) => Some(record.to_string()),
            _ => None,
        });
        records.collect()
    }
}

/// Runs `script` (see [`runner`]) in the world that is to be had, within these limits.
fn run(script: &str, limits: Limits) -> Ran {
    run_in(&wasock::world::probe(), script, limits)
}

fn run_in(world: &World, script: &str, limits: Limits) -> Ran {
    run_job(&job(world, script, limits))
}

fn run_job(job: &Job<'_>) -> Ran {
    let mut items = Vec::new();
    let heard = wasock::process::run(job, &mut |item| {
        items.push(item.clone());
        ControlFlow::Continue(())
    });
    Ran { heard, items }
}

/// A job for the runner `act`.
fn job<'a>(world: &'a World, script: &'a str, limits: Limits) -> Job<'a> {
    static ACT: LazyLock<Column> = LazyLock::new(runner::act);
    Job {
        preopens: &[],
        column: &ACT,
        name: "guest",
        module: script.as_bytes(),
        compiled: Compiled::Anew,
        seal: &sealed::SEAL,
        legend: &LEGEND,
        limits,
        host_log: false,
        counted: false,
        conditions: Conditions::NONE,
        witness: false,
        peer: None,
        watch: None,
        world,
    }
}

/// The guest's own output as text.
fn output(heard: &Heard) -> String {
    String::from_utf8(heard.output.clone()).expect("the output is text")
}
