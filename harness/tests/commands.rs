//! Runtimes that are commands: what a program comes to that does anything but run its guest, and one that runs it.
//!
//! The one that does is this very test, which runs a guest on an embedded runtime where it is told to.

mod runtime;

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use libtest_mimic::{Arguments, Completion, Trial as Test};
use wasock::column::{self, Column, Columns};
use wasock::measure::{Measured, measure, measure_guest};
use wasock::process::Limits;
use wasock::suite::{Suite, Trial};
use wasock::world::{World, probe};
use wasock_runners::{Capabilities, Command, Grant, Policy};

use runtime::{RUNTIME, embedded, lacks};

/// The cases that scripts are tried with: what becomes of them is not for the guest to say.
const CASE: &str = "wasip1/stream/none/shutdown";

type Row = (&'static str, fn());

const TESTS: [Row; 11] = [
    (
        "what_does_not_run_its_guest_has_not_started",
        what_does_not_run_its_guest,
    ),
    ("what_dies_has_crashed", what_dies),
    ("what_never_begins_has_not_started", what_never_begins),
    (
        "what_takes_memory_without_end_exceeds_it",
        what_takes_memory,
    ),
    ("what_may_take_longer_is_not_late", what_may_take_longer),
    ("what_reads_no_input_has_no_peer", what_reads_no_input),
    (
        "what_says_what_it_lacks_is_unsupported",
        what_says_what_it_lacks,
    ),
    (
        "what_says_that_the_guest_trapped_tells_why",
        what_says_that_the_guest_trapped,
    ),
    ("what_an_argument_stands_for", what_an_argument_stands_for),
    ("what_hands_a_guest_a_socket", what_hands_a_guest_a_socket),
    ("a_guest_has_an_empty_folder", a_guest_has_an_empty_folder),
];

/// Those that need a runtime that this build contains.
const REAL: [Row; 2] = [
    (
        "a_command_answers_as_the_runtime_that_it_is",
        answers_as_the_runtime,
    ),
    ("a_command_has_a_peer", has_a_peer),
];

fn main() -> ExitCode {
    wasock::process::enter_if_child(&Columns::new(column::embedded()).unwrap());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [RUNTIME, file, interface] =
        &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..]
    {
        // As engines of JavaScript do, it has more memory than it may use, and does not use it.
        let _untouched: Vec<u8> = std::hint::black_box(Vec::with_capacity(2 << 30));
        return runtime::run(file, interface);
    }
    let test = |(name, test): Row, needs: fn() -> Option<String>| {
        Test::ignorable_test(name, move || match needs() {
            Some(reason) => Ok(Completion::ignored_with(reason)),
            None => {
                test();
                Ok(Completion::Completed)
            }
        })
    };
    let scripted = TESTS.map(|row| test(row, || None));
    let real = REAL.map(|row| test(row, lacks));
    let tests = scripted.into_iter().chain(real).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit_code()
}

/// A command of these words, which are looked for where `PATH` says.
fn command(words: &[&str]) -> Command {
    let words = words.iter().map(|&word| word.to_owned()).collect();
    let capabilities = Capabilities {
        policies: vec![Grant::All, Grant::Nothing, Grant::Address],
        listeners: true,
        ..Capabilities::of(&["wasip1", "wasip2"])
    };
    Command {
        interfaces: BTreeMap::from([("wasip1".to_owned(), vec!["--first".to_owned()])]),
        policies: BTreeMap::from([
            (Grant::Nothing, vec!["--no-network".to_owned()]),
            (
                Grant::Address,
                vec!["--allow={address}".to_owned(), "x".to_owned()],
            ),
        ]),
        listeners: vec!["--listen".to_owned(), "{address}".to_owned()],
        unsupported: vec!["unknown import `{}`".to_owned()],
        trapped: vec!["wasm trap: {}".to_owned(), "at wasm {}".to_owned()],
        ..Command::new("mine", "1.2", words, capabilities)
    }
}

/// A shell with a script.
fn shell(script: &str) -> Column {
    Column::command(command(&[
        "/bin/sh",
        "-c",
        script,
        "sh",
        "{guest}",
        "{interface}",
        "{policy}",
        "{listeners}",
        "{folder}",
    ]))
}

fn tried(case: &str, column: Column) -> Measured {
    let suite = Suite::here().expect("the suite can be read");
    let case = suite.load(case).expect("the case can be read");
    let trial = Trial::new(Arc::new(case), Arc::new(column));
    measure(&trial, &probe())
}

/// What comes of a case on a shell with this script: the verdict, and the outcome.
fn comes_of(script: &str) -> String {
    let judgement = tried(CASE, shell(script)).judgement;
    format!("{}, {}", judgement.verdict, judgement.outcome)
}

fn what_does_not_run_its_guest() {
    for (script, comes) in [
        (
            "echo 'mine: unexpected argument --first' >&2; exit 2",
            "unsupported, did not start: exit 2: mine: unexpected argument --first",
        ),
        (
            "printf 'mine.js:1\n  throw new TypeError(why);\n\nTypeError: no such flag\n  at mine.js:1' >&2; exit 1",
            "unsupported, did not start: exit 1: TypeError: no such flag",
        ),
        (
            "exit 0",
            "unsupported, did not start: exit 0: it printed no reason",
        ),
        (
            "echo 'L13 sock_shutdown(fd=9) -> success'; head -c 1000 /bin/sh",
            "unsupported, did not start: exit 0: it printed no reason",
        ),
        (
            "/no/such/program 2> /dev/null",
            "unsupported, did not start: exit 127: it printed no reason",
        ),
    ] {
        assert_eq!(comes_of(script), comes, "{script}");
    }
    // A program that is not there is none of these: the column cannot be tried.
    let judgement = tried(CASE, Column::command(command(&["/no/such/program"]))).judgement;
    assert_eq!(
        judgement.outcome.to_string(),
        "broken: mine: /no/such/program: No such file or directory (os error 2)"
    );
}

fn what_dies() {
    let script =
        "printf '\\nthread %s panicked at src/main.rs:1:2:\\nno luck\\n' main >&2; exit 101";
    assert_eq!(comes_of(script), "not asked, crashed: panic");
    assert_eq!(comes_of("kill -SEGV $$"), "not asked, crashed: signal 11");
    assert_eq!(comes_of("kill -KILL $$"), "not asked, crashed: signal 9");
}

/// What comes of the case within a second on a shell with this script, which may take so many times as long.
fn comes_in_a_second(script: &str, time: u32) -> String {
    let suite = Suite::here().expect("the suite can be read");
    let case = Arc::new(suite.load(CASE).expect("the case can be read"));
    let limits = Limits {
        time: Duration::from_secs(1),
        ..case.limits()
    };
    let mut command = command(&["/bin/sh", "-c", script, "sh", "{guest}"]);
    command.capabilities.time = time;
    let trial = Trial {
        case: Arc::clone(&case),
        column: Arc::new(Column::command(command)),
    };
    let judgement = measure_guest(&trial, case.guest(), limits, &probe()).judgement;
    format!("{}, {}", judgement.verdict, judgement.outcome)
}

fn what_never_begins() {
    for script in [
        "echo 'preparing' >&2; while :; do :; done",
        "echo 'preparing' >&2; exec sleep 1000",
        "echo 'preparing' >&2; while :; do sleep 0.01; done",
    ] {
        assert_eq!(
            comes_in_a_second(script, 1),
            "unsupported, did not start: ended after all its time: preparing",
            "{script}"
        );
    }
}

fn what_takes_memory() {
    assert_eq!(
        comes_of("exec tail /dev/zero"),
        "not asked, exceeded its memory"
    );
}

fn what_may_take_longer() {
    let script = "sleep 2; exit 3";
    assert_eq!(
        comes_in_a_second(script, 1),
        "unsupported, did not start: ended after all its time: it printed no reason"
    );
    assert_eq!(
        comes_in_a_second(script, 60),
        "unsupported, did not start: exit 3: it printed no reason"
    );
}

fn what_reads_no_input() {
    let suite = Suite::here().expect("the suite can be read");
    let mut command = command(&["/bin/sh", "{guest}"]);
    command.capabilities.stdin = false;
    let column = Arc::new(Column::command(command));
    let ignored = |case: &str| {
        let case = Arc::new(suite.load(case).expect("the case can be read"));
        let column = Arc::clone(&column);
        Trial { case, column }.ignored(&World::Private)
    };
    assert_eq!(ignored(CASE), None);
    let reason = ignored("wasip2/stream/listening/subscribe-blocks").expect("it has a peer");
    assert!(reason.contains("standard input"), "{reason}");
}

fn what_says_what_it_lacks() {
    let script = "echo 'Error: unknown import `env.sock`: no such thing' >&2; exit 1";
    assert_eq!(comes_of(script), "unsupported, unsupported: env.sock");
    // It is no lack where the program says that all is well.
    let script = "echo 'unknown import `env.sock`' >&2; exit 0";
    assert_eq!(
        comes_of(script),
        "unsupported, did not start: exit 0: unknown import `env.sock`"
    );
}

fn what_says_that_the_guest_trapped() {
    let script =
        "echo 'Error: at wasm backtrace' >&2; echo '  2: wasm trap: unreachable' >&2; exit 134";
    let measured = tried(CASE, shell(script));
    assert_eq!(measured.judgement.outcome.to_string(), "trapped");
    // Its first pattern is found in the second line.
    assert!(
        measured.said.ends_with("unreachable\nunreachable"),
        "{}",
        measured.said
    );
}

fn what_an_argument_stands_for() {
    let script = "for last; do :; done; test \"$last\" = \"$(pwd)\" && test -s \"$1\" && echo \"$@\" | \
                  sed 's|/[^ ]*/guest.wasm|G|; s|/[^ ]*$|F|' >&2; exit 3";
    let only = Policy::Only("127.0.0.1:8080".parse().unwrap());
    for (policy, arguments) in [
        (Policy::Granted, "G --first F"),
        (Policy::Deny, "G --first --no-network F"),
        (only, "G --first --allow=127.0.0.1:8080 x F"),
    ] {
        let outcome = tried(CASE, shell(script).under(policy)).judgement.outcome;
        assert_eq!(
            outcome.to_string(),
            format!("did not start: exit 3: {arguments}")
        );
    }
}

fn what_hands_a_guest_a_socket() {
    let script = "echo \"$3 $4\" >&2; exit 3";
    let outcome = tried("wasip1/stream/listening/fdstat-get", shell(script))
        .judgement
        .outcome;
    assert_eq!(
        outcome.to_string(),
        "did not start: exit 3: --listen 127.0.0.1:7967"
    );
}

fn a_guest_has_an_empty_folder() {
    let script = "ls -A | wc -l >&2; echo x > \"$TMPDIR/x\" && test -s \"$1\" && exit 3; exit 4";
    assert_eq!(comes_of(script), "unsupported, did not start: exit 3: 0");
}

/// This program as a command, at a place that a world of its own hides.
fn this_program() -> (Command, PathBuf) {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("wasock-command-{}-{number}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("runtime");
    let this = std::env::current_exe().unwrap();
    fs::write(
        &program,
        format!("#!/bin/sh\nexec {} \"$@\"\n", this.display()),
    )
    .unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = command(&[
        &program.display().to_string(),
        RUNTIME,
        "{guest}",
        "{interface}",
    ]);
    command.interfaces = ["wasip1", "wasip2"]
        .map(|name| (name.to_owned(), vec![name.to_owned()]))
        .into();
    let own = this.parent().unwrap().to_owned();
    command.folders = vec![folder.clone(), own];
    (command, folder)
}

fn answers_as_the_runtime() {
    let (command, folder) = this_program();
    for case in [
        CASE,
        "wasip2/stream/bound/start-listen",
        "wasip1/stream/stdio/recv",
    ] {
        let here = tried(case, embedded().unwrap());
        let there = tried(case, Column::command(command.clone()));
        assert_eq!(there.transcript(), here.transcript(), "{}", there.said);
        assert_eq!(there.judgement.verdict, here.judgement.verdict);
    }
    fs::remove_dir_all(folder).unwrap();
}

fn has_a_peer() {
    let (command, folder) = this_program();
    let case = "wasip2/stream/listening/subscribe-blocks";
    let here = tried(case, embedded().unwrap());
    let there = tried(case, Column::command(command));
    assert_eq!(there.transcript(), here.transcript(), "{}", there.said);
    fs::remove_dir_all(folder).unwrap();
}
