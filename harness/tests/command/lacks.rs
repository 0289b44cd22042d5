//! What the host lacks is told as that, with the limit, what it takes and how to raise it: never as a fault of a runtime.

use std::process::{Command, Output};

use super::{Need, REFERENCE, Test, place, text};

pub const TESTS: &[Test] = &[
    (
        "a_limit_of_the_host_is_told_before_anything_is_run",
        REFERENCE,
        is_told_before_anything_is_run,
    ),
    (
        "a_limit_of_the_host_that_ends_a_trial_is_told",
        &[Need::Runner("reference"), Need::Network],
        is_told_where_it_ends_a_trial,
    ),
    (
        "fewer_trials_are_under_way_where_there_is_less_room",
        &[Need::Runner("reference"), Need::Network],
        has_fewer_trials_under_way,
    ),
];

/// Runs `wasock` under a limit that the shell sets.
fn under(limit: &str, arguments: &[&str]) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit {limit} && exec \"$@\""), "sh"]);
    let program = shell.arg(env!("CARGO_BIN_EXE_wasock")).args(arguments);
    program.output().unwrap()
}

fn is_told_before_anything_is_run() {
    let trace = ["trace", "wasix/stream/open/send", "--runner", "reference"];
    let run = ["run", "wasix/stream/open/send", "--runner", "reference"];
    for (limit, arguments, what) in [
        ("-n 8", trace, "8 open files only, and a trial needs 256"),
        ("-n 16", run, "16 open files only, and a trial needs 256"),
        ("-n 32", run, "32 open files only, and a trial needs 256"),
        (
            "-f 0",
            trace,
            "0 KiB of a file only, and a trial needs 65536",
        ),
    ] {
        let output = under(limit, &arguments);
        let option = &limit[..2];
        assert_eq!(
            text(&output.stderr),
            format!("error: this host allows {what}: raise it with `ulimit {option}`\n"),
            "{limit}"
        );
        assert_eq!(output.status.code(), Some(2), "{limit}");
    }
}

fn is_told_where_it_ends_a_trial() {
    let guest = place("spins.wat");
    let text_of_it = r#"(module
  (import "wasi_snapshot_preview1" "sched_yield" (func $sched_yield (result i32)))
  (memory (export "memory") 1)
  (func (export "_start")
    (drop (call $sched_yield))
    (loop $again (br $again))))
"#;
    std::fs::write(&guest, text_of_it).unwrap();
    let guest = guest.display().to_string();
    let output = under("-t 2", &["trace", &guest, "--runner", "reference"]);
    let trace = text(&output.stdout);
    let end = "=> broken: this host allows a process 2 s of processor time only, and ended one for it: raise it with `ulimit -t`\n";
    assert!(trace.ends_with(end), "{trace}{}", text(&output.stderr));
    assert_eq!(output.status.code(), Some(2));
}

fn has_fewer_trials_under_way() {
    let folder = place("fewer").display().to_string();
    let run = ["run", "wasix/stream/open/", "--runner", "reference"];
    let output = under(
        "-n 280",
        &[&run[..], &["--jobs", "20", "--report", &folder]].concat(),
    );
    let warning = "warning: this host allows 280 open files only, so 18 trials are under way at once and not 20: raise it with `ulimit -n`";
    let told = text(&output.stderr);
    assert!(told.contains(warning), "{told}");
    assert_eq!(output.status.code(), Some(0), "{told}");
}
