//! The first process of a trial: it makes the world, waits for the trial, and ends what is left of it.

use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, getpid, getppid, kill_process_group, setpgid, setsid,
    waitid,
};

use super::server::Request;
use super::{Kind, Report};
use crate::column::Columns;
use crate::host;
use crate::process::traffic::Traffic;
use crate::process::wire::{self, Word};
use crate::process::{child, remains, spent};
use crate::world;

/// How often a trial is looked after where the system does not tell when a process has ended.
const INTERVAL: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 5_000_000,
};

/// Is init of a trial, or the trial, and exits. `answered` comes to its end when the server has answered the harness, and
/// `server` becomes readable when the server has ended.
pub fn run(
    kind: Kind,
    folders: &[PathBuf],
    request: Request,
    answered: OwnedFd,
    server: Option<OwnedFd>,
    columns: &Columns,
) -> ! {
    // Nothing may unwind into the loop of the server.
    let live = || live(kind, folders, request, answered, server, columns);
    let done = catch_unwind(AssertUnwindSafe(live));
    std::process::exit(match done {
        Ok(Ok(())) => 0,
        Ok(Err(error)) => {
            eprintln!("the line to the harness broke: {error}");
            2
        }
        Err(_) => 101,
    })
}

fn live(
    kind: Kind,
    folders: &[PathBuf],
    request: Request,
    answered: OwnedFd,
    server: Option<OwnedFd>,
    columns: &Columns,
) -> io::Result<()> {
    let Request {
        only_try,
        counted,
        control,
        output,
        error,
        fate,
    } = request;
    // A guest that signals its group hits nobody else, and has no terminal.
    setsid()?;
    let made = match kind {
        Kind::Private => world::isolate(folders).map(Some),
        Kind::Shared => world::adopt().map(|()| None),
    };
    let own = match made {
        Ok(own) => own,
        Err(error) => return wire::say(&control, &Word::Fault(error.to_string())),
    };
    if only_try {
        wire::say(&control, &Word::Ready(Duration::ZERO))?;
        // In a shared world they are those of this machine.
        if let Some(own) = own {
            if let Err(error) = world::try_parameters(own) {
                wire::say(&control, &Word::Fixed(error.to_string()))?;
            }
            if let Err(error) = world::try_wire(own) {
                wire::say(&control, &Word::Wireless(error.to_string()))?;
            }
        }
        // It comes after the world, which can be had without it.
        return match host::install(control.as_fd(), false) {
            // Whoever closes a descriptor now asks, and nobody answers.
            Ok(listener) => {
                std::mem::forget(listener);
                std::process::exit(0)
            }
            Err(error) => {
                let refusal = world::refused(child::WATCHING, world::errno(&error));
                wire::say(&control, &Word::Unwatched(refusal))
            }
        };
    }
    // The server may have died before its end was awaited.
    if server.is_some_and(|server| is_readable(&server)) {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    let counts = counted && kind == Kind::Private;
    let before = counts.then(Traffic::so_far).and_then(Result::ok);
    let parent = getpid();
    let trial = match fork() {
        Err(errno) => {
            let refusal = world::refused("another process", errno);
            return wire::say(&control, &Word::Fault(refusal));
        }
        Ok(None) => {
            drop((fate, answered));
            setpgid(None, None)?;
            if kind == Kind::Shared {
                world::die_with_parent().map_err(io::Error::other)?;
                if getppid() != Some(parent) {
                    return Err(io::ErrorKind::BrokenPipe.into());
                }
            }
            return child::run(columns, own, control, output, error);
        }
        Ok(Some(trial)) => trial,
    };
    drop((control, output, error));
    let report = attend(trial, kind, &fate)?;
    let after = before.and_then(|before| Some(Traffic::so_far().ok()?.since(before)));
    let report = Report {
        traffic: after,
        ..report
    };
    // The harness reads the answer first, and would take the report for it.
    rustix::io::retry_on_intr(|| rustix::io::read(&answered, &mut [0_u8; 1]))?;
    (&fate).write_all(&serde_json::to_vec(&report)?)
}

/// Waits for the end of the trial, which comes sooner where the harness asks for it. Then nothing of it is left, or the
/// kernel ends that with this process.
fn attend(trial: Pid, kind: Kind, fate: &UnixStream) -> io::Result<Report> {
    // The trial does the same, because either may come first.
    let _ = setpgid(Some(trial), Some(trial));
    let end = remains::end_of(trial);
    let timeout = end.is_none().then_some(&INTERVAL);
    while !has_ended(trial)? {
        let mut wanted = vec![PollFd::new(fate, PollFlags::IN)];
        wanted.extend(end.iter().map(|end| PollFd::new(end, PollFlags::IN)));
        match poll(&mut wanted, timeout) {
            Err(Errno::INTR) => continue,
            other => _ = other?,
        }
        if !wanted[0].revents().is_empty() {
            // It is not reaped yet, so the number is its own. A program that it has started must not see it gone, and go on.
            let _ = kill_process_group(trial, Signal::KILL);
            break;
        }
    }
    let left = match kind {
        Kind::Private => false,
        // The group keeps its number until its leader is reaped.
        Kind::Shared => remains::clear(trial),
    };
    let report = reap(trial)?;
    if kind == Kind::Shared {
        world::clear(trial);
    }
    let left = left
        | match kind {
            Kind::Private => remains::any_child(),
            Kind::Shared => remains::clear_children(),
        };
    Ok(Report {
        left,
        own: spent::so_far(),
        ..report
    })
}

/// Whether a descriptor has something to read, or its other end is gone.
fn is_readable(descriptor: &impl std::os::fd::AsFd) -> bool {
    let at_once = Timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    poll(
        &mut [PollFd::new(descriptor, PollFlags::IN)],
        Some(&at_once),
    ) == Ok(1)
}

/// Whether a child has ended. It is not reaped.
fn has_ended(child: Pid) -> io::Result<bool> {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    Ok(waitid(WaitId::Pid(child), options)?.is_some())
}

/// Waits for the end of a child, and says how it ended and what it used.
fn reap(child: Pid) -> io::Result<Report> {
    let mut status = 0;
    #[expect(unsafe_code, reason = "rustix does not tell what a child has used")]
    // SAFETY: the kernel writes a status and a `rusage`, of which zeros are a valid one.
    let (pid, used) = unsafe {
        let mut used: libc::rusage = std::mem::zeroed();
        let number = child.as_raw_nonzero().get();
        let pid = libc::wait4(number, &raw mut status, 0, &raw mut used);
        (pid, used)
    };
    if pid < 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(Report {
        status,
        cpu: spent::of_usage(&used),
        // Linux counts kibibytes, and so do the BSDs.
        memory: u64::try_from(used.ru_maxrss).unwrap_or_default() * 1024,
        left: false,
        own: Duration::ZERO,
        traffic: None,
    })
}

/// Forks. Gives nothing in the new process, and in this one what that is.
pub fn fork() -> rustix::io::Result<Option<Pid>> {
    #[expect(unsafe_code, reason = "there is no safe way to fork")]
    // SAFETY: neither the server nor init has ever started a thread, so the copy has all that this process has.
    let forked = unsafe { libc::fork() };
    match forked {
        -1 => Err(world::errno(&io::Error::last_os_error())),
        other => Ok(Pid::from_raw(other)),
    }
}
