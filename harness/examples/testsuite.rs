//! How long the suite takes beside the runner of wasi-testsuite, on the same modules and the same program:
//!
//! ```console
//! $ git clone https://github.com/WebAssembly/wasi-testsuite
//! $ cargo run --example testsuite -- wasi-testsuite target/runners/wasmtime-49.0.4/wasmtime_cli/wasmtime
//! ```
//!
//! A third argument is the Python to run theirs with, which has to be 3.12 or newer and to have `colorama`. The program is any
//! version of wasmtime's command, which theirs has an adapter for.
//!
//! Two kinds of modules are written in their layout, a folder of `.wasm` with JSON beside: the cases of preview 1 that need nothing
//! but a folder, as far as they return on this program, and a case that blocks, which is of WASI 0.2 since no socket is handed to
//! a guest of preview 1. Theirs runs a module as it stands; ours has it report its calls, and judges them. A guest that
//! blocks is ended by theirs when its time is over, as a failure. Ours sees that it waits, has a peer let it go, and goes on.
//!
//! Both are tried in turn, so that a machine that slows down slows both, and the least of all rounds counts. Theirs begins with
//! Python and ends with its report; ours begins with the files of the cases and ends with the verdicts. What the command takes by
//! itself, one module after the other, is the floor for both.

mod bare;

use std::fs;
use std::path::PathBuf;
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bare::{Spent, alone};
use rustix::time::ClockId;
use serde_json::{Value, json};
use wasock::assemble::assemble;
use wasock::at_once::at_once;
use wasock::case::Case;
use wasock::column::{self, Column, Columns};
use wasock::measure::{Measured, measure};
use wasock::outcome::Outcome;
use wasock::process::{children_time, enter_if_child, processor_time, server_time};
use wasock::suite::{Suite, Trial};
use wasock::{interface, run, world};
use wasock_runners::Command;

/// How many times each kind is tried.
const ROUNDS: usize = 3;
/// What the program is called with.
const ARGUMENTS: [&str; 6] = ["run", "-C", "cache=n", "-S", "inherit-network", "--dir"];

/// What is compared.
const ROWS: [&str; 3] = [
    "the runner of wasi-testsuite",
    "the suite",
    "the command by itself",
];

/// Modules of one kind.
struct Kind {
    /// What they are called in the table.
    name: &'static str,
    /// Whether they return.
    returns: bool,
    /// The cases.
    cases: Vec<String>,
    /// How many times each is run in a round, so that the beginning of a round weighs little.
    times: usize,
}

/// What both are run with.
struct Both {
    suite: Suite,
    /// The program with its arguments.
    command: Command,
    /// Their sources.
    checkout: PathBuf,
    python: String,
    /// Where the modules are written to.
    folder: PathBuf,
}

fn main() -> ExitCode {
    enter_if_child(&Columns::new(column::embedded()).expect("they are sound"));
    let mut words = std::env::args().skip(1);
    let checkout = words.next().and_then(|word| fs::canonicalize(word).ok());
    let words_of = |program: String| {
        let given = ARGUMENTS.iter().chain(&["{folder}::/", "{guest}"]);
        let given = given.map(|word| (*word).to_owned());
        bare::command([program].into_iter().chain(given).collect())
    };
    let (Some(checkout), Some(command)) = (checkout, words.next().and_then(words_of)) else {
        eprintln!("usage: testsuite CHECKOUT WASMTIME [PYTHON]");
        return ExitCode::from(2);
    };
    let both = Both {
        suite: Suite::here().expect("the claims can be read"),
        command,
        checkout,
        python: words.next().unwrap_or_else(|| "python3".to_owned()),
        folder: std::env::temp_dir().join(format!("wasock-testsuite-{}", std::process::id())),
    };
    println!("Milliseconds for each trial, the least of {ROUNDS}: of the clock, of the processor.");
    let returning = Kind {
        name: "modules that return",
        returns: true,
        cases: both.returning(),
        times: 5,
    };
    let blocking = Kind {
        name: "modules that block",
        returns: false,
        cases: vec!["wasip2/stream/listening/subscribe-blocks".to_owned()],
        times: 8,
    };
    both.compare(&returning);
    both.compare(&blocking);
    ExitCode::SUCCESS
}

impl Both {
    /// Gives the cases of preview 1 that need nothing special, and return on this program.
    fn returning(&self) -> Vec<String> {
        let mut names = self.suite.names().expect("the cases can be found");
        names.retain(|name| name.starts_with("wasip1/"));
        let cases = self.cases(&names).into_iter();
        let simple = cases.filter(|case| {
            let header = &case.header;
            header.policy.is_none() && header.peer.is_none() && header.preopens.is_empty()
        });
        let simple: Vec<Arc<Case>> = simple.collect();
        let tried = self.tried(&simple, 1);
        let both = simple.iter().zip(tried);
        let returned = both.filter(|(_, tried)| tried.judgement.outcome == Outcome::Completed);
        returned.map(|(case, _)| case.name.clone()).collect()
    }

    /// Compares both on the modules of this kind, and prints what they take.
    fn compare(&self, kind: &Kind) {
        let files = self.write(kind);
        let mut rows = [const { Vec::new() }; ROWS.len()];
        for _ in 0..ROUNDS {
            rows[0].push(self.theirs(kind, files.len()));
            rows[1].push(self.ours(kind));
            if kind.returns {
                rows[2].push(self.bare(&files));
            }
        }
        fs::remove_dir_all(&self.folder).expect("the folder can be removed");
        let (cases, times) = (kind.cases.len(), kind.times);
        println!("\n{}: {cases}, each {times} times", kind.name);
        let [theirs, ours, bare] = rows.map(|row| least(&row, files.len()));
        for (row, times) in ROWS.iter().zip([theirs, ours, bare]) {
            if let Some([clock, processor]) = times {
                println!("  {row:40}{clock:8.2}{processor:8.2}");
            }
        }
        let [theirs, ours] = [theirs, ours].map(Option::unwrap_or_default);
        let [clock, processor] = [0, 1].map(|at| theirs[at] / ours[at]);
        println!("  {:40}{clock:8.1}{processor:8.1}", "ours is faster by");
    }

    /// Writes the modules in their layout, and gives the files.
    fn write(&self, kind: &Kind) -> Vec<PathBuf> {
        let written = "the modules can be written";
        fs::create_dir_all(self.folder.join("root")).expect(written);
        let name = json!({"name": kind.name}).to_string();
        fs::write(self.folder.join("manifest.json"), name).expect(written);
        let mut files = Vec::new();
        for case in self.cases(&kind.cases) {
            let module = on_any_port(&case);
            for time in 0..kind.times {
                let name = format!("{}-{time}", case.name.replace('/', "-"));
                let file = self.folder.join(name).with_extension("wasm");
                fs::write(&file, &module).expect(written);
                let expected = json!({"exit_code": 0, "root": "root"}).to_string();
                fs::write(file.with_extension("json"), expected).expect(written);
                files.push(file);
            }
        }
        files
    }

    /// Runs theirs on the modules that are written.
    fn theirs(&self, kind: &Kind, count: usize) -> Spent {
        let report = self.folder.join("report.json");
        let program = &self.command.command[0];
        let words = [program.as_str()].into_iter().chain(ARGUMENTS);
        let words = words.take(ARGUMENTS.len()); // Its adapter grants the folder.
        let mut theirs = std::process::Command::new(&self.python);
        theirs
            .arg(self.checkout.join("test-runner/wasi_test_runner.py"))
            .arg("--runtime-adapter")
            .arg(self.checkout.join("adapters/wasmtime.py"))
            .arg("--test-suite")
            .arg(&self.folder)
            .arg("--json-output-location")
            .arg(&report)
            .env(
                "WASMTIME",
                shlex::try_join(words).expect("no word has a NUL"),
            )
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        let (began, before) = (Instant::now(), children_time());
        theirs.status().expect("Python can be started");
        let spent = Spent {
            processor: children_time() - before,
            clock: began.elapsed(),
        };
        // What it says on its standard error is the reason where there is no report.
        let report = fs::read(&report).expect("it has written its report");
        let report: Value = serde_json::from_slice(&report).expect("it is JSON");
        let came = if kind.returns { "passed" } else { "failed" };
        assert_eq!(report["results"][0][came], count, "{report:#}");
        spent
    }

    /// Runs ours on the cases.
    fn ours(&self, kind: &Kind) -> Spent {
        let own = || processor_time(ClockId::ProcessCPUTime) + server_time().unwrap_or_default();
        let (began, before) = (Instant::now(), own());
        let tried = self.tried(&self.cases(&kind.cases), kind.times);
        let spent = Spent {
            processor: own() - before + tried.iter().map(|tried| tried.usage.cpu).sum::<Duration>(),
            clock: began.elapsed(),
        };
        for tried in tried {
            let outcome = tried.judgement.outcome.to_string();
            assert_eq!(outcome, "completed", "{}", tried.said);
        }
        spent
    }

    /// Runs the command by itself on one module after the other.
    fn bare(&self, files: &[PathBuf]) -> Spent {
        let all = files.iter();
        let all = all.map(|file| alone(&self.command, file, &self.folder.join("root")));
        let nothing = Spent {
            processor: Duration::ZERO,
            clock: Duration::ZERO,
        };
        all.fold(nothing, |sum, one| Spent {
            processor: sum.processor + one.processor,
            clock: sum.clock + one.clock,
        })
    }

    fn cases(&self, names: &[String]) -> Vec<Arc<Case>> {
        let cases = self.suite.load_all(names).into_iter();
        cases
            .map(|case| Arc::new(case.expect("the case can be read")))
            .collect()
    }

    /// Tries each case so many times, as a run does, and gives what came of it.
    fn tried(&self, cases: &[Arc<Case>], times: usize) -> Vec<Measured> {
        let column = Arc::new(Column::command(self.command.clone()));
        let trials: Vec<Trial> = cases
            .iter()
            .flat_map(|case| std::iter::repeat_n(case, times))
            .map(|case| Trial::new(Arc::clone(case), Arc::clone(&column)))
            .collect();
        let world = world::probe();
        at_once(run::default_jobs(), &trials, |trial| measure(trial, &world))
    }
}

/// The module of a case as it stands. On the network of this machine, which theirs is on, it may have no port of its own choice.
fn on_any_port(case: &Case) -> Vec<u8> {
    let text = case.text.replace("(i32.const 7967)", "(i32.const 0)");
    let module = assemble(&text).expect("it is a module as before").module;
    interface::framed(module).expect("it has what its interface demands")
}

/// The least that it took for each of so many, in milliseconds: of the clock, of the processor.
fn least(rounds: &[Spent], count: usize) -> Option<[f64; 2]> {
    let of = |time: fn(&Spent) -> Duration| rounds.iter().map(time).min();
    let times = [of(|spent| spent.clock)?, of(|spent| spent.processor)?];
    let count = u32::try_from(count).expect("there are few");
    Some(times.map(|time| (time / count).as_secs_f64() * 1000.0))
}
