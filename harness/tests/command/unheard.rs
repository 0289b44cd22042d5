//! What becomes of a command whose reader has hung up, and of one that has no room to write.

use std::fs::File;
use std::io::pipe;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::{Need, REFERENCE, Test, argument, place, text, told};

pub const TESTS: &[Test] = &[
    (
        "a_command_whose_reader_has_hung_up_ends_quietly",
        REFERENCE,
        ends_quietly,
    ),
    (
        "a_command_that_cannot_say_a_word_says_why",
        REFERENCE,
        says_why,
    ),
    (
        "a_run_that_nobody_hears_keeps_its_recording",
        REFERENCE,
        keeps_its_recording,
    ),
    (
        "a_run_whose_recording_cannot_be_kept_is_told_all_the_same",
        REFERENCE,
        is_told_all_the_same,
    ),
    (
        "a_full_disk_is_told_and_has_no_litter",
        &[Need::Runner("reference"), Need::Network],
        full_disk_has_no_litter,
    ),
];

/// What `wasock` does with these standard streams; one that is a pipe is what it has printed.
fn with(arguments: &[&str], stdout: Stdio, stderr: Stdio) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    Command::new(env!("CARGO_BIN_EXE_wasock"))
        .args(arguments)
        .current_dir(root)
        .stdout(stdout)
        .stderr(stderr)
        .spawn()
        .unwrap()
        .wait_with_output()
        .unwrap()
}

/// The end of a pipe of which nobody reads the other.
fn unread() -> Stdio {
    let (_, writer) = pipe().unwrap();
    writer.into()
}

fn full() -> Stdio {
    File::options()
        .write(true)
        .open("/dev/full")
        .unwrap()
        .into()
}

/// A recording in a folder of its own, for tests that report one.
fn recorded(folder: &str) -> String {
    let folder = argument(folder);
    told(&[
        "run",
        "wasix/stream/bound/listen",
        "--runner",
        "reference",
        "--report",
        &folder,
    ]);
    format!("{folder}/run.json")
}

/// Commands that print something.
fn talkative(recording: &str) -> [Vec<&str>; 8] {
    [
        vec!["--help"],
        vec!["--version"],
        vec!["list", "seed/"],
        vec!["trace", "cases/seed/open.wat", "--runner", "reference"],
        vec!["report", recording],
        vec!["report", recording, "--verbose"],
        vec!["coverage", recording],
        vec!["coverage", recording, "--claims"],
    ]
}

fn ends_quietly() {
    let recording = recorded("unheard-reports");
    for arguments in talkative(&recording) {
        let output = with(&arguments, unread(), Stdio::piped());
        assert_eq!(output.status.code(), Some(141), "{arguments:?}");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        // Nobody is left to be told anything.
        let output = with(&arguments, unread(), unread());
        assert_eq!(output.status.code(), Some(141), "{arguments:?}");
    }
}

fn says_why() {
    let recording = recorded("full-reports");
    for arguments in talkative(&recording) {
        let output = with(&arguments, full(), Stdio::piped());
        let why =
            "error: standard output cannot be written to: No space left on device (os error 28)\n";
        assert_eq!(text(&output.stderr), why, "{arguments:?}");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(with(&arguments, full(), full()).status.code(), Some(2));
    }
    // What is wrong with the command line has no reader either.
    let unknown = with(&["nonesuch"], full(), full());
    assert_eq!(unknown.status.code(), Some(2));
}

fn keeps_its_recording() {
    type End = fn() -> Stdio;
    let rows: [(&str, End, End, i32); 4] = [
        ("unheard", unread, unread, 141),
        ("full", full, full, 2),
        // How far the run has come is for nobody, and what came of it is.
        ("half-heard", Stdio::null, unread, 0),
        ("half-full", Stdio::null, full, 0),
    ];
    for (folder, stdout, stderr, code) in rows {
        let folder = format!("run-{folder}");
        let run = ["run", "seed/open", "--runner", "reference", "--report"];
        let _ = std::fs::remove_dir_all(place(&folder));
        let folder = argument(&folder);
        let output = with(&[&run[..], &[&folder]].concat(), stdout(), stderr());
        assert_eq!(output.status.code(), Some(code), "{folder}");
        let recording = format!("{folder}/run.json");
        let report = told(&["report", &recording]);
        assert!(report.contains("Every trial did what the snapshots hold."));
    }
}

fn is_told_all_the_same() {
    let folder = argument("unkept");
    let run = [
        "run",
        "seed/open",
        "--runner",
        "reference",
        "--report",
        &folder,
    ];
    let arguments = [&run[..], &["--json", "/dev/full"]].concat();
    let output = with(&arguments, Stdio::piped(), Stdio::piped());
    assert_eq!(output.status.code(), Some(2));
    let why = "error: cannot write /dev/full: No space left on device (os error 28)\n";
    assert!(
        text(&output.stderr).ends_with(why),
        "{}",
        text(&output.stderr)
    );
    let all_well = "Every trial did what the snapshots hold.";
    assert!(text(&output.stdout).contains(all_well));
    // The other recording was kept.
    told(&["report", &format!("{folder}/run.json")]);
}

fn full_disk_has_no_litter() {
    let recording = recorded("to-a-full-disk");
    let disk = place("disk");
    std::fs::create_dir_all(&disk).unwrap();
    // A disk of one page, in a world of its own.
    let script = "mount -t tmpfs -o size=4k tmpfs \"$2\" && cd \"$2\" || exit 99
        \"$1\" report \"$3\" --html page.html > /dev/null; echo \"ended with $?\"; ls -A";
    let output = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            script,
            "sh",
        ])
        .arg(env!("CARGO_BIN_EXE_wasock"))
        .arg(&disk)
        .arg(&recording)
        .output()
        .unwrap();
    let error = text(&output.stderr);
    let why = "error: cannot write page.html: No space left on device (os error 28)\n";
    assert_eq!(error, why);
    assert_eq!(text(&output.stdout), "ended with 2\n");
}
