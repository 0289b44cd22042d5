//! Trials against a runner that does everything that runtimes do wrong. Every process, signal and namespace is real.

mod component;
mod ends;
mod guests;
mod hangs;
mod peer;
mod remains;
mod runner;
mod worlds;

use std::ops::ControlFlow;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Duration;

use libtest_mimic::{Arguments, Completion, Trial};
use wasock::column::{Column, Columns};
use wasock::process::{Heard, Job, Limits};
use wasock::world::World;

fn main() -> ExitCode {
    let columns = [runner::act()]
        .into_iter()
        .chain(wasock::column::embedded())
        .chain(guests::counted());
    wasock::process::enter_if_child(&Columns::new(columns.collect()).unwrap());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--companion", how, what] => runner::companion(how, what),
        ["--stand-in"] => worlds::stand_in(),
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
    processes: 256,
};

/// Runs `script` (see [`runner`]) in the world that is to be had, within these limits.
fn run(script: &str, limits: Limits) -> Heard {
    run_in(&wasock::world::probe(), script, limits)
}

fn run_in(world: &World, script: &str, limits: Limits) -> Heard {
    wasock::process::run(&job(world, script, limits), &mut |_| {
        ControlFlow::Continue(())
    })
}

/// A job for the runner `act`.
fn job<'a>(world: &'a World, script: &'a str, limits: Limits) -> Job<'a> {
    static ACT: LazyLock<Column> = LazyLock::new(runner::act);
    Job {
        column: &ACT,
        name: "guest",
        module: script.as_bytes(),
        tag: "tag",
        limits,
        host_log: false,
        witness: false,
        peer: None,
        world,
    }
}

/// The guest's own output as text.
fn output(heard: &Heard) -> String {
    String::from_utf8(heard.output()).expect("the output is text")
}
