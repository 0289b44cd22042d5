//! What the host lacks: limits that it sets so low that a runtime would fail by them, which is never a fault of the runtime.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

use rustix::process::{Resource, Signal, getrlimit, getuid};

use crate::count::counted;

use super::{Bounds, WorldError};

/// How many descriptors a trial needs: a runtime's own, and those of a guest that opens many.
const DESCRIPTORS: u64 = 256;

/// How many of those the harness has for a trial that is under way, and how many besides.
const LINES: u64 = 12;
const FILES: u64 = 64;

/// How many processes and threads a trial needs: a runtime's own, those of its guest, and the first process of its world.
const PROCESSES: u64 = 16;

/// How many of those the harness has besides the thread that attends to a trial: the servers that fork them.
const SERVERS: u64 = 2;

/// How many addresses an engine needs, which reserves gigabytes that it never touches.
const ADDRESSES: u64 = 32 << 30;

/// How large a file must be allowed to be: compiled guests are kept, and runs recorded.
const FILE: u64 = 64 << 20;

/// The bytes in the unit of `ulimit` for memory, addresses and files.
const UNIT: u64 = 1024;

/// What is limited, in words, and the option of `ulimit` for it.
type Named = (Resource, &'static str, &'static str);

const OPEN_FILES: Named = (Resource::Nofile, "open files", "-n");
const OF_A_USER: Named = (Resource::Nproc, "processes of a user", "-u");

/// Says whether the limits of this host leave a runtime what it needs.
pub fn suffice(bounds: Bounds) -> Result<(), WorldError> {
    allows(OPEN_FILES, 0, DESCRIPTORS, 1)?;
    allows(OF_A_USER, 0, PROCESSES, 1)?;
    allows((Resource::As, "KiB of addresses", "-v"), 0, ADDRESSES, UNIT)?;
    let memory = (Resource::Data, "KiB of memory", "-d");
    allows(memory, 0, bounds.memory, UNIT)
}

/// Says whether the limit is as high as this.
fn allows(
    (resource, what, option): Named,
    taken: u64,
    needed: u64,
    unit: u64,
) -> Result<(), WorldError> {
    let held = getrlimit(resource).current;
    match held.filter(|held| held.saturating_sub(taken) < needed) {
        None => Ok(()),
        Some(held) => Err(WorldError::Lack {
            what,
            held: held / unit,
            taken,
            needed: needed / unit,
            option,
        }),
    }
}

/// Gives how many trials of the `wanted` ones the host's limits let be under way at once, and where those are fewer, says why. A trial
/// that gets no thread shows that as whatever its runtime makes of it.
///
/// # Errors
/// There is no room for one.
pub fn slots(wanted: usize) -> Result<(usize, Option<String>), WorldError> {
    let file = (Resource::Fsize, "KiB of a file", "-f");
    allows(file, 0, FILE, UNIT)?;
    allows(OPEN_FILES, 0, DESCRIPTORS, 1)?;
    let files = room(Resource::Nofile, FILES, LINES).map(|room| (room, OPEN_FILES));
    let processes = match getrlimit(Resource::Nproc).current {
        Some(_) if !is_exempt() => {
            let taken = of_this_user();
            allows(OF_A_USER, taken, SERVERS + PROCESSES + 1, 1)?;
            room(Resource::Nproc, taken + SERVERS, PROCESSES + 1)
        }
        _ => None,
    };
    let processes = processes.map(|room| (room, OF_A_USER));
    let least = files
        .into_iter()
        .chain(processes)
        .min_by_key(|(room, _)| *room);
    let Some((room, (resource, what, option))) = least.filter(|(room, _)| *room < wanted) else {
        return Ok((wanted, None));
    };
    let held = getrlimit(resource).current.unwrap_or_default();
    let why = format!(
        "this host allows {held} {what} only, so {} under way at once and not {wanted}: raise it with `ulimit {option}`",
        counted(room, "trial is", "trials are")
    );
    Ok((room, Some(why)))
}

/// How often there is room for `each` beyond what is `taken`, at least once; `None` without a limit.
fn room(resource: Resource, taken: u64, each: u64) -> Option<usize> {
    let room = getrlimit(resource).current?.saturating_sub(taken) / each;
    Some(usize::try_from(room).unwrap_or(usize::MAX).max(1))
}

/// Whether the limit of processes does not hold for this user: it is the superuser, and not only that of a namespace.
fn is_exempt() -> bool {
    let whole = |map: String| map.split_whitespace().eq(["0", "0", "4294967295"]);
    getuid().is_root() && fs::read_to_string("/proc/self/uid_map").is_ok_and(whole)
}

/// How many processes and threads this user has, as far as the system shows them.
fn of_this_user() -> u64 {
    let user = getuid().as_raw();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let mine = processes.filter(|one| one.metadata().is_ok_and(|known| known.uid() == user));
    let threads = mine.map(|one| {
        let status = fs::read_to_string(one.path().join("status")).ok()?;
        let (_, rest) = status.split_once("\nThreads:")?;
        rest.split_whitespace().next()?.parse::<u64>().ok()
    });
    threads.flatten().sum()
}

/// Says that the system refuses a thread or a process to a trial that is within its own limit.
pub fn no_more_processes() -> String {
    super::refused(
        "the runtime another thread: there are as many as the limits of this host allow (ulimit -u, pids.max of the cgroup), so \
         raise them or have fewer trials under way (--jobs)",
        rustix::io::Errno::AGAIN,
    )
}

/// Says which limit of this host has ended a process by this signal, if one may have. `cpu` is the processor time that the process has
/// used, where that is known.
pub fn exhausted(signal: i32, cpu: Option<Duration>) -> Option<String> {
    /// How much less may have been counted than was found when the process was ended.
    const SLACK: Duration = Duration::from_millis(250);
    let is = |one: Signal| one.as_raw() == signal;
    let (resource, what, option) = if is(Signal::XCPU) || is(Signal::KILL) {
        (Resource::Cpu, "s of processor time", "-t")
    } else if is(Signal::XFSZ) {
        (Resource::Fsize, "bytes of a file", "-f")
    } else {
        return None;
    };
    let held = getrlimit(resource).current?;
    if is(Signal::KILL) && cpu.is_none_or(|cpu| cpu + SLACK < Duration::from_secs(held)) {
        return None;
    }
    Some(format!(
        "this host allows a process {held} {what} only, and ended one for it: raise it with `ulimit {option}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_is_the_hosts_where_it_has_such_a_limit() {
        for signal in [Signal::KILL, Signal::SEGV, Signal::XFSZ] {
            assert_eq!(exhausted(signal.as_raw(), None), None);
        }
    }

    #[test]
    fn this_process_is_counted_with_its_threads() {
        // Tests may run elsewhere than on Linux, where nothing is shown.
        if fs::exists("/proc/self/status").unwrap_or_default() {
            assert!(of_this_user() >= 2);
        }
    }
}
