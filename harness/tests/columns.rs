//! Columns that are not the default ones: under another policy, of a runtime that refuses too late, and of a vendor's own program.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::sync::Arc;

use libtest_mimic::{Arguments, Completion, Failed, Trial as Test};
use wasock::column::{self, Column, Columns};
use wasock::measure::measure;
use wasock::suite::{Suite, Trial};
use wasock::world::World;
use wasock::{process, world};
use wasock_runners::{Grant, Policy};

fn main() -> ExitCode {
    let mut columns = denied();
    #[cfg(feature = "reference")]
    columns.push(Column::new(late::Late::new()));
    let columns = Arc::new(Columns::new(columns).unwrap());
    process::enter_if_child(&columns);
    let shared = Arc::clone(&columns);
    let tests = vec![
        Test::ignorable_test("wasmtime_without_a_network", move || {
            wasmtime_denies(&shared)
        }),
        Test::ignorable_test("a_refusal_that_comes_too_late", move || {
            refuses_late(&columns)
        }),
        Test::ignorable_test("a_program_of_a_vendor", a_program_of_a_vendor),
    ];
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

/// The columns of this build that can be had without a network, so.
fn denied() -> Vec<Column> {
    let columns = column::embedded().into_iter();
    let able = columns.filter(|column| {
        let policies = &column.runner.capabilities().policies;
        policies.contains(&Grant::Nothing)
    });
    able.map(|column| {
        let label = format!("{}-denied", column.label);
        column.labelled(&label).under(Policy::Deny)
    })
    .collect()
}

/// A runtime that grants no network says so to who makes a socket, and the trial is its own column's.
fn wasmtime_denies(columns: &Columns) -> Result<Completion, Failed> {
    let Some(column) = columns.find("wasmtime-denied").cloned() else {
        return Ok(Completion::ignored_with("this build has no wasmtime"));
    };
    let case = Suite::here()?.load("wasip2/stream/unbound/create")?;
    let trial = Trial {
        case: Arc::new(case),
        column,
    };
    let name = "wasip2/stream/unbound/create::wasmtime-denied";
    assert_eq!(trial.name(), name);
    let text = measure(&trial, &world::probe()).transcript();
    let answer = "create-tcp-socket(address-family=ipv4) -> err(access-denied)\n";
    assert!(text.contains(answer), "{text}");
    Ok(Completion::Completed)
}

/// A runtime that tries what it then refuses is found out by what was counted on the network of the trial.
fn refuses_late(columns: &Columns) -> Result<Completion, Failed> {
    let (Some(late), Some(honest)) = (columns.find("late"), columns.find("reference-denied"))
    else {
        return Ok(Completion::ignored_with("this build has no reference"));
    };
    let world = world::probe();
    if let World::Shared { reason } = &world {
        return Ok(Completion::ignored_with(reason.clone()));
    }
    let case = Arc::new(Suite::here()?.load("deny/wasix/deny/bind")?);
    let comes = |column: &Arc<Column>| {
        let trial = Trial::new(Arc::clone(&case), Arc::clone(column));
        let judgement = measure(&trial, &world).judgement;
        format!("{}, {}", judgement.verdict, judgement.outcome)
    };
    assert_eq!(comes(honest), "conforms, completed");
    assert_eq!(
        comes(late),
        "deviates (should), touched the network: a connection was begun, packets were sent"
    );
    Ok(Completion::Completed)
}

#[cfg(feature = "reference")]
mod late {
    //! A runtime that connects before it says that this was not permitted.

    use std::net::TcpStream;

    use wasock_runners::{Capabilities, Ending, Guest, Reference, Runner, RunnerError};

    pub struct Late(Reference);

    impl Late {
        pub fn new() -> Late {
            Late(Reference::new())
        }
    }

    impl Runner for Late {
        fn name(&self) -> &str {
            "late"
        }

        fn version(&self) -> &str {
            "1.0"
        }

        fn capabilities(&self) -> &Capabilities {
            self.0.capabilities()
        }

        fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
            // Nobody listens there, and the attempt counts all the same.
            let _ = TcpStream::connect("127.0.0.1:7967");
            self.0.run(guest)
        }
    }
}

/// The package of a vendor, in which `runners/example` stands for a runtime of their own, is built by itself and has all
/// commands and the test of every trial.
///
/// Its dependencies are those of this build, so nothing but the package and the two crates of ours is compiled for it: it
/// is built in the same folder, with the same profile, features and versions.
fn a_program_of_a_vendor() -> Result<Completion, Failed> {
    const COMPLETE: bool = cfg!(all(
        feature = "wasmer",
        feature = "wasmtime",
        feature = "reference"
    ));
    let wasock = Path::new(env!("CARGO_BIN_EXE_wasock"));
    let built = wasock.parent().ok_or("the program is in no folder")?;
    if !COMPLETE || !built.ends_with("debug") {
        let reason = "the runtimes would be compiled once more: this is not the default build";
        return Ok(Completion::ignored_with(reason));
    }
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let target = built.parent().ok_or("the program is in no folder")?;
    let (root, example) = (root(), root().join("runners/example"));
    fs::copy(root.join("Cargo.lock"), example.join("Cargo.lock"))?;
    let profile = scratch.join("profile.toml");
    fs::write(&profile, self::profile(&root)?)?;

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| env!("CARGO").into());
    let mut test = Command::new(cargo);
    test.args(["test", "--offline", "--features", "others"]);
    test.args(["--test", "conformance"]);
    test.arg("--config").arg(profile);
    test.arg("--target-dir").arg(target);
    test.current_dir(&example);
    let trial = "wasip1/stream/none/shutdown::tiny";
    test.args(["--", "--exact", trial]);
    let tested = succeeded(&mut test)?;
    assert!(tested.contains(&format!("test {trial} ... ok")), "{tested}");

    let listed = succeeded(Command::new(built.join("tiny")).args(["list", "seed/"]))?;
    assert!(
        listed.contains("on these runners:\n  tiny 0.1.0\n"),
        "{listed}"
    );
    let mut run = Command::new(built.join("tiny"));
    run.args(["run", trial]);
    run.arg("--report").arg(scratch.join("vendor"));
    let ran = succeeded(&mut run)?;
    let same = "Every trial did what the snapshots hold.";
    assert!(ran.contains("tiny 0.1.0") && ran.contains(same), "{ran}");
    Ok(Completion::Completed)
}

/// The profiles of the workspace, which cargo takes from the root of a build only.
fn profile(root: &Path) -> Result<String, Failed> {
    let manifest: toml::Table = fs::read_to_string(root.join("Cargo.toml"))?.parse()?;
    let profile = manifest.get("profile").ok_or("it has profiles")?.clone();
    let alone = toml::Table::from_iter([("profile".to_owned(), profile)]);
    Ok(alone.to_string())
}

fn root() -> PathBuf {
    let harness = Path::new(env!("CARGO_MANIFEST_DIR"));
    harness.parent().unwrap().to_owned()
}

/// What the command prints, if it succeeds.
fn succeeded(command: &mut Command) -> Result<String, Failed> {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output()?;
    let (stdout, stderr) = (String::from_utf8(stdout)?, String::from_utf8(stderr)?);
    match status.success() {
        true => Ok(stdout),
        false => Err(format!("{command:?}: {status}\n{stdout}{stderr}").into()),
    }
}
