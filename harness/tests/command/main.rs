//! The commands, as a person types them.
//!
//! They run a handful of cases. One run is recorded for all tests that report one; what all cases answer is tested
//! elsewhere. A test that needs a runner is ignored, with the reason, in a build without it.

mod broken;
mod by_hand;
mod compiled;
mod emit;
mod explain;
mod guides;
mod hostile;
mod inputs;
mod lacks;
mod lies;
mod meanwhile;
mod mends;
mod new;
mod recorded;
mod run;
#[allow(
    dead_code,
    reason = "other tests that are such a runtime ask more of it"
)]
#[path = "../runtime/mod.rs"]
mod runtime;
mod schema;
mod selection;
mod trace;
mod unheard;
mod vendor;
mod waits;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use libtest_mimic::{Arguments, Completion, Trial};
use wasock::column::{self, Columns};
use wasock::world::{self, World};

/// What a test needs, besides the program.
#[derive(Clone, Copy)]
enum Need {
    /// This runner.
    Runner(&'static str),
    /// This command, installed: its name and its version, with `@` between them.
    Installed(&'static str),
    /// A network of its own for each trial.
    Network,
}

/// The four runners of a complete build.
const ALL: &[Need] = &[
    Need::Runner("wasmer"),
    Need::Runner("wasmer-loopback"),
    Need::Runner("wasmtime"),
    Need::Runner("reference"),
];
const REFERENCE: &[Need] = &[Need::Runner("reference")];

/// A test: its name, what it needs, and what it does.
type Test = (&'static str, &'static [Need], fn());

fn main() -> ExitCode {
    let columns = Columns::new(column::embedded()).expect("they are sound");
    // The world is probed by a process of this program.
    wasock::process::enter_if_child(&columns);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [runtime::RUNTIME, file, interface] =
        &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        return runtime::run(file, interface);
    }
    let all = [
        broken::TESTS,
        by_hand::TESTS,
        compiled::TESTS,
        emit::TESTS,
        explain::TESTS,
        guides::TESTS,
        hostile::TESTS,
        inputs::TESTS,
        lacks::TESTS,
        lies::TESTS,
        meanwhile::TESTS,
        mends::TESTS,
        new::TESTS,
        recorded::TESTS,
        run::TESTS,
        selection::TESTS,
        trace::TESTS,
        unheard::TESTS,
        vendor::TESTS,
        waits::TESTS,
    ];
    let all = all.concat().into_iter().map(|(name, needs, test)| {
        Trial::ignorable_test(name, move || {
            if let Some(reason) = needs.iter().find_map(|need| need.missing()) {
                return Ok(Completion::ignored_with(reason));
            }
            test();
            Ok(Completion::Completed)
        })
    });
    let conclusion = libtest_mimic::run(&Arguments::from_args(), all.collect());
    vendor::clean();
    conclusion.exit_code()
}

impl Need {
    /// Why it cannot be had, if it cannot.
    fn missing(self) -> Option<String> {
        match self {
            Need::Runner(name) => {
                let mut known = column::embedded().into_iter();
                let known = known.any(|column| column.label == name);
                (!known).then(|| format!("this build has no runner `{name}`"))
            }
            Need::Installed(word) => {
                let folder = format!("../target/runners/{}", word.replace('@', "-"));
                let here = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir();
                (!here).then(|| format!("not installed: cargo run -- runners --install {word}"))
            }
            Need::Network => match world::probe() {
                World::Private => None,
                World::Shared { reason } => Some(reason),
            },
        }
    }
}

/// The command `wasock` with these arguments, at the root of the tree.
fn command(arguments: &[&str]) -> Command {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasock"));
    command.args(arguments).current_dir(root);
    // What a workflow is told besides is tested where it is asked for.
    command.env_remove("GITHUB_ACTIONS");
    command
}

fn wasock(arguments: &[&str]) -> Output {
    command(arguments).output().unwrap()
}

/// Runs `wasock`, which must end with 0, and answers with what it prints.
fn told(arguments: &[&str]) -> String {
    let output = wasock(arguments);
    let (told, error) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {told}{error}");
    told
}

/// Runs `wasock`, which must refuse with 2 and print nothing but why, and answers with that.
fn refusal(arguments: &[&str]) -> String {
    let output = wasock(arguments);
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {error}");
    assert!(output.stdout.is_empty(), "{arguments:?}");
    error
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A place for a file, or a folder, of a test.
fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Such a place as an argument.
fn argument(name: &str) -> String {
    place(name).display().to_string()
}
