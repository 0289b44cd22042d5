//! Runtimes that files and command lines describe, as a user has them: by the program `wasock`.
//!
//! The real one among them is this very test, which runs a guest on an embedded runtime where it is told to.

mod runtime;
mod trees;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};
use std::thread;

use libtest_mimic::{Arguments, Completion, Trial as Test};
use wasock::column::{self, Columns};

use runtime::{RUNTIME, lacks};

const CASE: &str = "wasip1/stream/none/shutdown";

/// What the file of a runtime takes at most, in lines.
const MOST: usize = 25;

fn main() -> ExitCode {
    wasock::process::enter_if_child(&Columns::new(column::embedded()).unwrap());
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, rest @ ..] = &arguments[..]
        && first == RUNTIME
    {
        return sixth(rest);
    }
    let tests: [(&str, fn()); 9] = [
        ("a_file_adds_a_runtime", a_file_adds_a_runtime),
        (
            "a_command_line_adds_a_runtime",
            a_command_line_adds_a_runtime,
        ),
        (
            "a_claim_that_does_not_hold_is_dropped",
            a_claim_that_does_not_hold,
        ),
        (
            "flags_that_are_not_refused_promise_nothing",
            flags_that_are_not_refused,
        ),
        (
            "what_is_not_there_is_told_with_what_brings_it",
            what_is_not_there,
        ),
        (
            "a_runtime_inherits_nothing_that_the_harness_has_open",
            a_runtime_inherits_nothing,
        ),
        (
            "a_runtime_takes_signals_as_any_program_does",
            a_runtime_takes_signals,
        ),
        (
            "what_another_run_did_is_joined_with_what_is_recorded",
            what_another_run_did,
        ),
        ("files_of_runtimes_are_short", files_are_short),
    ];
    let tests = tests.into_iter().map(|(name, test)| {
        Test::ignorable_test(name, move || match lacks() {
            Some(reason) => Ok(Completion::ignored_with(reason)),
            None => {
                test();
                Ok(Completion::Completed)
            }
        })
    });
    let recorded = recorded().into_iter().map(|label| {
        Test::ignorable_test(format!("recorded/{label}"), move || {
            Ok(match is_as_recorded(&label) {
                Some(reason) => Completion::ignored_with(reason),
                None => Completion::Completed,
            })
        })
    });
    libtest_mimic::run(&Arguments::from_args(), tests.chain(recorded).collect()).exit_code()
}

/// Is a runtime, with the flags `--any` and `--no-network` and no other.
fn sixth(words: &[String]) -> ExitCode {
    let [flags @ .., file] = words else {
        return ExitCode::from(2);
    };
    if file == "--version" {
        println!("sixth 6.1.0");
        return ExitCode::SUCCESS;
    }
    let any = flags.iter().any(|flag| flag == "--any");
    if let Some(unknown) = flags.iter().find(|flag| !any && *flag != "--no-network") {
        eprintln!("sixth: there is no flag {unknown}");
        return ExitCode::from(2);
    }
    runtime::run(file, "wasip1")
}

/// A folder with the file of a runtime, which is removed with it.
struct File(PathBuf);

impl File {
    fn new(name: &str, text: &str) -> File {
        assert!(text.lines().count() <= MOST, "{text}");
        let folder =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let folder = folder.join("sixth");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("runner.toml"), text).unwrap();
        File(folder)
    }

    fn path(&self) -> String {
        self.0.join("runner.toml").display().to_string()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(self.0.parent().unwrap());
    }
}

/// The file of the runtime that this program is, with one more flag.
fn file(flag: &str, interfaces: &str) -> String {
    let this = std::env::current_exe().unwrap();
    let this = this.display();
    format!(
        r#"command = ["{this}", "{RUNTIME}", {flag} "{{policy}}", "{{guest}}"]
version = ["{this}", "{RUNTIME}", "--version"]
unsupported = ["not offered: {{}}"]
[interfaces]
{interfaces}
[policies]
granted = []
deny = ["--no-network"]
"#
    )
}

fn wasock(arguments: &[&str]) -> (Output, String) {
    let report = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!(
        "report-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasock"));
    command.args(arguments);
    if arguments[0] == "run" {
        command.arg("--report").arg(&report);
    }
    let output = command.output().unwrap();
    let _ = fs::remove_dir_all(report);
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    (output, String::from_utf8(text).unwrap())
}

fn has(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "{text}\nhas no: {wanted}");
}

fn a_file_adds_a_runtime() {
    let file = File::new("added", &file("", "wasip1 = []"));
    let (output, text) = wasock(&["run", CASE, "--runner", &file.path()]);
    has(&text, "sixth-6.1.0");
    has(&text, "100.0 % of 4");
    has(&text, "Nothing is recorded of sixth-6.1.0");
    assert_eq!(output.status.code(), Some(0), "{text}");
    // It is called by its folder as well.
    let folder = file.0.display().to_string();
    let (_, text) = wasock(&["trace", CASE, "--runner", &folder]);
    has(&text, "sock_shutdown(fd=99, how=rd+wr) -> badf");
}

fn a_command_line_adds_a_runtime() {
    let this = std::env::current_exe().unwrap();
    let line = format!("'{}' {RUNTIME} {{guest}}", this.display());
    let command = ["--command", &line, "--api", "wasip1", "--name", "mine"];
    let (output, text) = wasock(&[&["trace", CASE], &command[..]].concat());
    has(&text, "sock_shutdown(fd=99, how=rd+wr) -> badf");
    assert_eq!(output.status.code(), Some(0), "{text}");
    // The words for what is lacking are not known, so it is enough that such a guest does not run.
    let (output, text) = wasock(&[&["run", CASE], &command[..]].concat());
    has(&text, "100.0 % of 4");
    assert_eq!(output.status.code(), Some(0), "{text}");
    let (output, text) = wasock(&[
        "run",
        CASE,
        "--command",
        "sh {guest}",
        "--api",
        "wasi9",
        "--name",
        "x",
    ]);
    has(&text, "invalid value 'wasi9'");
    assert_eq!(output.status.code(), Some(2), "{text}");
}

fn a_claim_that_does_not_hold() {
    let file = File::new("claims", &file("", "wasip1 = []\nwasix = []"));
    let (output, text) = wasock(&["run", CASE, "--runner", &file.path()]);
    has(
        &text,
        "warning: sixth-6.1.0 does not speak wasix: its guest unsupported: wasix_32v1.sched_yield",
    );
    has(&text, "100.0 % of 4");
    assert_eq!(output.status.code(), Some(0), "{text}");
    let idle = File::new(
        "idle",
        &format!(
            "command = [\"/bin/true\", \"{{guest}}\"]\n{}",
            "version = [\"/bin/sh\", \"-c\", \"echo 1.0\"]\n[interfaces]\nwasip1 = []\n"
        ),
    );
    let (output, text) = wasock(&["run", CASE, "--runner", &idle.path()]);
    has(
        &text,
        "does not speak wasip1: its guest did not start: exit 0: it printed no reason",
    );
    has(&text, "nothing that was claimed holds");
    assert_eq!(output.status.code(), Some(2), "{text}");
}

fn flags_that_are_not_refused() {
    let file = File::new("flags", &file("\"--any\",", "wasip1 = []"));
    let (_, text) = wasock(&["run", CASE, "--runner", &file.path()]);
    has(
        &text,
        "takes flags that it does not have, so no policy that a flag asks for can be believed",
    );
}

fn what_is_not_there() {
    let (output, text) = wasock(&["run", CASE, "--runner", "wasmtime@1.2.3"]);
    has(
        &text,
        "wasmtime is not here: no version 1.2.3 of it is installed",
    );
    has(&text, "runners --install wasmtime@1.2.3` brings it");
    assert_eq!(output.status.code(), Some(2), "{text}");
    let (_, text) = wasock(&["run", CASE, "--runner", "wasmtim"]);
    has(&text, "there is no runner `wasmtim`");
    has(&text, "Was `wasmtime` meant?");
    let (_, text) = wasock(&["run", CASE, "--runner", "wasmtime=/no/such/program"]);
    has(
        &text,
        "/no/such/program cannot be run: No such file or directory",
    );
    let (_, text) = wasock(&["runners", "--install", "wasmtime@1.2.3"]);
    has(&text, "has no version 1.2.3; it has ");
    let (_, text) = wasock(&["runners"]);
    for runner in ["wasmer", "reference", "jco", "node"] {
        has(&text, runner);
    }
}

fn a_runtime_inherits_nothing() {
    let opens = r#"exec 7</dev/null; exec "$@""#;
    let tells = "/bin/sh -c 'if test -e /proc/self/fd/7; then echo it has 7 >&2; else echo it has none >&2; fi' sh {guest}";
    let output = Command::new("/bin/sh")
        .args([
            "-c",
            opens,
            "sh",
            env!("CARGO_BIN_EXE_wasock"),
            "trace",
            CASE,
        ])
        .args(["--command", tells, "--api", "wasip1", "--name", "mine"])
        .output()
        .unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    has(&text, "did not start: exit 0: it has none");
}

fn a_runtime_takes_signals() {
    // A shell that starts another program blocks signals meanwhile, so it reads this by itself.
    let tells = r#"/bin/sh -c 'while read -r word number; do printf %s "$word$number" >&2; done < /proc/self/status' sh {guest}"#;
    let started = thread::spawn(move || {
        #[expect(unsafe_code, reason = "the standard library does not block signals")]
        // SAFETY: the set is this thread's own, and so are the signals that it blocks.
        unsafe {
            let mut some: libc::sigset_t = std::mem::zeroed();
            libc::sigaddset(&raw mut some, libc::SIGWINCH);
            libc::sigaddset(&raw mut some, libc::SIGUSR1);
            libc::pthread_sigmask(libc::SIG_BLOCK, &raw const some, std::ptr::null_mut());
        }
        // What is blocked and what is ignored goes on to whatever is started.
        let ignores = r#"trap "" HUP USR2 CHLD; exec "$@""#;
        Command::new("/bin/sh")
            .args(["-c", ignores, "sh", env!("CARGO_BIN_EXE_wasock")])
            .args(["trace", CASE, "--command", tells, "--api", "wasip1"])
            .args(["--name", "mine"])
            .output()
    });
    let output = started.join().unwrap().unwrap();
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    has(&text, "SigBlk:0000000000000000SigIgn:");
    let (_, ignored) = text.split_once("SigIgn:").unwrap();
    let ignored = u64::from_str_radix(&ignored[..16], 16).unwrap();
    for signal in [libc::SIGHUP, libc::SIGUSR2, libc::SIGCHLD] {
        assert_eq!(ignored >> (signal - 1) & 1, 0, "{signal}: {text}");
    }
}

fn files_are_short() {
    let runners = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .join("runners");
    let files = fs::read_dir(runners)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("runner.toml"));
    let files: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    assert!(!files.is_empty());
    for file in files {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= MOST, "{} has {lines} lines", file.display());
    }
}

/// Makes at `root` a tree of the suite that has no case but [`CASE`], and nothing recorded of any runtime.
fn tree_of_one_case(root: &Path) {
    trees::without_cases(root);
    for below in [
        format!("cases/{CASE}.wat"),
        format!("snapshots/{CASE}.snap"),
    ] {
        fs::create_dir_all(root.join(&below).parent().unwrap()).unwrap();
        fs::copy(trees::here().join(&below), root.join(&below)).unwrap();
    }
    fs::create_dir(root.join("runners")).unwrap();
}

/// A trial of a version may be recorded with several answers, each of which is as recorded: of a runtime that races with itself.
fn what_another_run_did() {
    let of_runtime = File::new("joined", &file("", "wasip1 = []"));
    let root = of_runtime.0.with_file_name("tree");
    tree_of_one_case(&root);
    let (root, runner) = (root.display().to_string(), of_runtime.path());
    let recorded = format!("{root}/snapshots/recorded/sixth-6.1.0.json");
    let run = |more: &[&str], code: i32| {
        let words = ["run", "--suite", &root, "--runner", &runner];
        let (output, text) = wasock(&[&words[..], more].concat());
        assert_eq!(output.status.code(), Some(code), "{text}");
        text
    };
    run(&["--record"], 0);
    let first = fs::read_to_string(&recorded).unwrap();
    run(&[], 0);
    // Another run of the same version answered otherwise.
    let (before, digest) = first.split_once(&format!("{CASE}\": ")).unwrap();
    let digest = digest.lines().next().unwrap();
    let answered = r#"{"site":"L9","call":"sock_shutdown(fd=99, how=rd+wr)","answer":"io"}"#;
    let is = format!(
        r#""verdict":"deviates (should)","outcome":{{"kind":"completed"}},"snapshot":{{"kind":"same"}},"calls":[{answered}]"#
    );
    let other = format!("{before}{CASE}\": {{\"of\":{digest},\"is\":{{{is}}}}}\n}}\n}}\n");
    fs::write(&recorded, other).unwrap();
    has(&run(&[], 1), "Trials not as recorded: 1");
    run(&["--record=join"], 1);
    let joined = fs::read_to_string(&recorded).unwrap();
    let or = r#""or":["L9 sock_shutdown(fd=99, how=rd+wr) -> badf\n=> completed"]}"#;
    has(&joined, or);
    run(&[], 0);
    run(&["--record=join"], 0);
    assert_eq!(fs::read_to_string(&recorded).unwrap(), joined);
    // Anew, it has what this run did alone.
    run(&["--record"], 0);
    assert_eq!(fs::read_to_string(&recorded).unwrap(), first);
    has(&run(&["--record=both"], 2), "invalid value 'both'");
}

/// The labels of the columns that are recorded.
fn recorded() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .join("snapshots/recorded");
    let files = fs::read_dir(folder).into_iter().flatten();
    let labels = files.filter_map(|file| {
        Some(
            file.ok()?
                .file_name()
                .to_str()?
                .strip_suffix(".json")?
                .to_owned(),
        )
    });
    let mut labels: Vec<String> = labels.collect();
    labels.sort();
    labels
}

/// Runs all cases on a column that is recorded. Gives why not, where its runtime is not here, or is too slow for a test.
fn is_as_recorded(label: &str) -> Option<String> {
    if !cfg!(target_arch = "x86_64") {
        return Some("it was recorded on another architecture".to_owned());
    }
    if std::env::var_os("WASOCK_RECORDED").is_none() {
        return Some(format!(
            "WASOCK_RECORDED is not set; wasock run --runner {label} does the same"
        ));
    }
    let (output, text) = wasock(&["run", "--runner", label]);
    match output.status.code() {
        Some(0) => None,
        Some(2) if text.contains("there is no runner") || text.contains("is not here") => {
            Some(text.lines().next().unwrap_or_default().to_owned())
        }
        _ => panic!("{text}"),
    }
}
