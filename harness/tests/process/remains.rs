//! Nothing is left behind: not by a trial that ends, not by one that is ended, not by a harness that is killed.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{CWD, FileType, Mode, mknodat};
use rustix::process::{Pid, PidfdFlags, pidfd_open, test_kill_process_group};
use wasock::process::{End, Heard, Limits};
use wasock::record::Item;
use wasock_runners::Ending;

use super::{AMPLE, Test, job, output, run};

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

/// Whether the group of the trial, which printed its number, has anybody left in it who runs.
fn deserted(heard: &Heard) -> bool {
    let group = pid(output(heard).trim());
    // The dead who nobody has reaped yet are still members.
    test_kill_process_group(group).is_err() || processes_of(group).is_empty()
}

fn processes_of(group: Pid) -> Vec<String> {
    let group = format!(" {} ", group.as_raw_nonzero());
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    let stats = entries.filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    stats
        .filter(|stat| {
            let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
            let in_group = fields
                .splitn(3, ' ')
                .nth(2)
                .is_some_and(|rest| format!(" {rest}").starts_with(&group));
            in_group && !fields.starts_with('Z')
        })
        .collect()
}

fn pid(text: &str) -> Pid {
    Pid::from_raw(text.parse().expect("the trial prints its process"))
        .expect("a process is above 0")
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
    let heard = run(
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
    let script = "pid\ncompanion wait\nsay tag> L1 a.b()\nwait";
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
    let trial = pidfd_open(pid(line.trim()), PidfdFlags::empty()).unwrap();
    assert!(!ended(&trial, 0), "the trial is under way");

    harness.kill().unwrap();
    harness.wait().unwrap();
    assert!(ended(&trial, 30), "the trial died with its harness");
}

fn nothing_of_a_panic_of_ours() {
    let world = wasock::world::probe();
    let job = job(&world, "pid\nwait", AMPLE);
    let mut trial = None;
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        wasock::process::run(&job, &mut |item| {
            let Item::Output(bytes) = item else {
                return ControlFlow::Continue(());
            };
            let process = pid(String::from_utf8_lossy(bytes).trim());
            trial = Some(pidfd_open(process, PidfdFlags::empty()).unwrap());
            std::panic::resume_unwind(Box::new("on purpose"));
        })
    }));
    assert!(caught.is_err());
    assert!(ended(&trial.unwrap(), 0));
}

/// Whether a process has ended within this many seconds.
fn ended(process: &impl std::os::fd::AsFd, seconds: i64) -> bool {
    let timeout = Timespec {
        tv_sec: seconds,
        tv_nsec: 0,
    };
    poll(&mut [PollFd::new(process, PollFlags::IN)], Some(&timeout)).unwrap() == 1
}
