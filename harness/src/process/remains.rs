//! What a trial leaves behind when its process has ended, and how that is ended too.

use std::fs;
use std::io;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group, test_kill_process_group};

/// Ends whatever is left of a process group whose leader is reaped, and tells whether something was still running.
///
/// It does not find a process that fled into a group of its own.
pub fn clear(group: Pid) -> bool {
    // The number of a group is not given away while it has members, so none but they can be hit below.
    if test_kill_process_group(group).is_err() {
        return false;
    }
    let running = members(group);
    let ends = running
        .iter()
        .flatten()
        .filter_map(|&pid| end_of(pid))
        .collect();
    // It may be empty by now.
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

/// Reads the processor time of a process that has ended but is not reaped, in steps of 10 ms.
pub fn cpu(pid: Pid) -> Option<Duration> {
    let fields = stat(pid)?;
    let ticks = |index: usize| fields.get(index)?.parse::<u64>().ok();
    // Linux shows ticks of 10 ms to programs, whatever the kernel counts in.
    Some(Duration::from_millis(10 * (ticks(11)? + ticks(12)?)))
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
