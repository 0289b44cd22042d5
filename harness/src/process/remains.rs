//! What a trial leaves behind when its process has ended, and how that is ended too.
//!
//! All of this is done by the trial's init, to which the kernel gives the children of the dead.

use std::fs;
use std::io;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitOptions, kill_process, kill_process_group, wait};

/// How often it is looked for children that the children of this process have left.
const ROUNDS: usize = 100;

/// Ends whatever is left of a process group whose leader has ended but is not reaped, and tells whether something was still
/// running.
pub fn clear(group: Pid) -> bool {
    let running = members(group);
    let ends = running
        .iter()
        .flatten()
        .filter_map(|&pid| end_of(pid))
        .collect();
    let _ = kill_process_group(group, Signal::KILL);
    await_all(ends);
    // Where the members cannot be told, the group's existence has to be enough.
    running.map_or(true, |running| !running.is_empty())
}

/// Lists the processes of a group that still run. Leaves out zombies, which are dead and wait to be reaped.
fn members(group: Pid) -> io::Result<Vec<Pid>> {
    let mut members = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(pid) = name
            .to_str()
            .and_then(|name| name.parse().ok())
            .and_then(Pid::from_raw)
        else {
            continue;
        };
        let Some(fields) = stat(pid) else { continue };
        let running = !matches!(fields.first().map(String::as_str), Some("Z" | "X"));
        if running
            && fields.get(2).and_then(|field| field.parse().ok())
                == Some(group.as_raw_nonzero().get())
        {
            members.push(pid);
        }
    }
    Ok(members)
}

/// Reaps the children of this process that have ended, and tells whether one is left that has not.
pub fn any_child() -> bool {
    loop {
        match wait(WaitOptions::NOHANG) {
            Ok(Some(_)) | Err(Errno::INTR) => {}
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// Ends the children of this process, with all that they leave to it, and tells whether there were such.
///
/// A process that fled from the group of the trial is found here, where the kernel hands it over to init.
pub fn clear_children() -> bool {
    let mut left = false;
    for _ in 0..ROUNDS {
        if !any_child() {
            break;
        }
        left = true;
        // They are this process's to reap, so their numbers are their own.
        let children = fs::read_to_string("/proc/thread-self/children").unwrap_or_default();
        let children = children
            .split_ascii_whitespace()
            .filter_map(|child| child.parse().ok())
            .filter_map(Pid::from_raw);
        let mut ends = Vec::new();
        for child in children {
            ends.extend(end_of(child));
            let _ = kill_process(child, Signal::KILL);
        }
        await_all(ends);
    }
    left
}

/// Reads the fields of `/proc/PID/stat`, from the state on: that is the third in proc_pid_stat(5).
fn stat(pid: Pid) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{}/stat", pid.as_raw_nonzero())).ok()?;
    // The name before it stands in parentheses and may hold anything.
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split_whitespace().map(str::to_owned).collect())
}

/// Opens a descriptor that becomes readable when the process has ended.
#[cfg(target_os = "linux")]
pub fn end_of(pid: Pid) -> Option<std::os::fd::OwnedFd> {
    rustix::process::pidfd_open(pid, rustix::process::PidfdFlags::empty()).ok()
}

/// Opens nothing, because the system has no such descriptor: the parent takes the end of the line for that of the process.
#[cfg(not(target_os = "linux"))]
pub fn end_of(_: Pid) -> Option<std::os::fd::OwnedFd> {
    None
}

/// Waits until all these processes, which were killed, have ended. It waits a second at most for each.
fn await_all(ends: Vec<std::os::fd::OwnedFd>) {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let second = Timespec {
        tv_sec: 1,
        tv_nsec: 0,
    };
    for end in ends {
        // A process that the kernel cannot end within that time is not waited for.
        let _ = poll(&mut [PollFd::new(&end, PollFlags::IN)], Some(&second));
    }
}
