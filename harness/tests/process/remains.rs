//! Nothing is left behind: not by a trial that ends, not by one that is ended, not by a harness that is killed.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use wasock::process::{End, Heard, Limits};
use wasock::record::Item;
use wasock_runners::Ending;

use super::worlds::shared_world;
use super::{AMPLE, Test, job, output, run, run_in};

pub fn tests() -> Vec<Test> {
    vec![
        (
            "remains/a_companion_that_stays_is_a_leak",
            a_companion_that_stays_is_a_leak,
        ),
        (
            "remains/a_companion_that_flees_is_a_leak",
            a_companion_that_flees_is_a_leak,
        ),
        (
            "remains/a_companion_that_ends_is_none",
            a_companion_that_ends_is_none,
        ),
        ("remains/sockets_of_the_network", sockets_of_the_network),
        ("remains/nothing_of_a_hang", nothing_of_a_hang),
        (
            "remains/nothing_of_a_killed_harness",
            nothing_of_a_killed_harness,
        ),
        (
            "remains/nothing_of_a_panic_of_ours",
            nothing_of_a_panic_of_ours,
        ),
    ]
}

/// The processes that run in the namespace of a trial, or where it has none of its own in its group. The trial has printed
/// its number and its namespace.
pub fn processes_of(trial: &str) -> Vec<Pid> {
    let (number, namespace) = trial.trim().split_once(' ').expect("the trial prints both");
    let own = std::fs::read_link("/proc/self/ns/pid").unwrap();
    let shared = own.to_str() == Some(namespace);
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let belongs = |entry: &std::fs::DirEntry| {
        let stat = std::fs::read_to_string(entry.path().join("stat")).ok()?;
        let (_, fields) = stat.rsplit_once(") ")?;
        let mut fields = fields.split(' ');
        // The dead who nobody has reaped yet do not run.
        let alive = fields.next()? != "Z";
        let group = fields.nth(1)?;
        let link = std::fs::read_link(entry.path().join("ns/pid")).ok()?;
        let within = match shared {
            true => group == number,
            false => link.to_str() == Some(namespace),
        };
        Some(alive && within)
    };
    entries
        .filter(|entry| belongs(entry) == Some(true))
        .filter_map(|entry| Pid::from_raw(entry.file_name().to_str()?.parse().ok()?))
        .collect()
}

/// Whether nothing of the trial runs any more.
fn deserted(heard: &Heard) -> bool {
    processes_of(&output(heard)).is_empty()
}

/// The ends of all processes of a trial that runs.
fn ends_of(trial: &str) -> Vec<OwnedFd> {
    let processes = processes_of(trial);
    assert!(!processes.is_empty(), "the trial is under way");
    processes
        .into_iter()
        .map(|process| pidfd_open(process, PidfdFlags::empty()).unwrap())
        .collect()
}

fn a_companion_that_stays_is_a_leak() {
    let heard = run("pid\ncompanion wait", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert!(heard.leaked);
    assert!(deserted(&heard));

    let heard = run("pid\ncompanion wait\nsignal 11", AMPLE);
    assert_eq!(heard.end, End::Killed(11));
    assert!(heard.leaked);
    assert!(deserted(&heard));
}

fn a_companion_that_flees_is_a_leak() {
    let path: PathBuf = std::env::temp_dir().join(format!("wasock-flee-{}", std::process::id()));
    mknodat(CWD, &path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    // The companion lives until this end is closed, however this test ends.
    let held = File::options().read(true).write(true).open(&path).unwrap();
    // In a namespace of its own nobody can flee.
    let heard = run_in(
        &shared_world(),
        &format!("fled-companion until-closed {}\nsay done", path.display()),
        AMPLE,
    );
    drop(held);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(output(&heard), "done\n");
    assert!(heard.leaked);
}

fn a_companion_that_ends_is_none() {
    let heard = run("await-companion work 1", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert!(!heard.leaked);
}

fn sockets_of_the_network() {
    let sockets = |script| run(script, AMPLE).usage.sockets;
    assert_eq!(sockets("listen 127.0.0.1:0"), 0, "it is closed");
    assert_eq!(sockets("keep local"), 0, "a runtime's own");
    assert_eq!(sockets("keep listener\nkeep listener\nkeep local"), 2);
}

fn nothing_of_a_hang() {
    let limits = Limits {
        patience: Some(Duration::from_millis(100)),
        ..AMPLE
    };
    let script = "pid\ncompanion wait\nreport > L1 a.b(1)\nwait";
    let heard = run(script, limits);
    assert!(matches!(heard.end, End::Hung(_)));
    assert!(deserted(&heard));
    // It was ended from outside: what was running then is no leak.
    assert!(!heard.leaked);
}

/// What a harness does that is going to be killed: it runs a trial that never ends, and prints the process of it.
pub fn harness() {
    let world = wasock::world::probe();
    let job = job(&world, "pid\nwait", AMPLE);
    wasock::process::run(&job, &mut |item| {
        if let Item::Output(bytes) = item {
            print!("{}", String::from_utf8_lossy(bytes));
        }
        ControlFlow::Continue(())
    });
}

fn nothing_of_a_killed_harness() {
    let mut harness = Command::new(std::env::current_exe().unwrap())
        .arg("--harness")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut stdout = BufReader::new(harness.stdout.take().unwrap());
    stdout.read_line(&mut line).unwrap();
    let trial = ends_of(&line);
    assert!(
        !trial.iter().any(|process| ended(process, 0)),
        "the trial is under way"
    );

    harness.kill().unwrap();
    harness.wait().unwrap();
    for process in trial {
        assert!(ended(&process, 30), "the trial died with its harness");
    }
}

fn nothing_of_a_panic_of_ours() {
    let world = wasock::world::probe();
    let job = job(&world, "pid\nwait", AMPLE);
    let mut trial = Vec::new();
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        wasock::process::run(&job, &mut |item| {
            let Item::Output(bytes) = item else {
                return ControlFlow::Continue(());
            };
            trial = ends_of(&String::from_utf8_lossy(bytes));
            std::panic::resume_unwind(Box::new("on purpose"));
        })
    }));
    assert!(caught.is_err());
    assert!(!trial.is_empty());
    assert!(trial.iter().all(|process| ended(process, 0)));
}

/// Whether a process has ended within this many seconds.
fn ended(process: &impl std::os::fd::AsFd, seconds: i64) -> bool {
    let timeout = Timespec {
        tv_sec: seconds,
        tv_nsec: 0,
    };
    poll(&mut [PollFd::new(process, PollFlags::IN)], Some(&timeout)).unwrap() == 1
}
