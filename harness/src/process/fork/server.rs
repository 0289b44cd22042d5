//! The server's side: a loop of one thread that forks.

use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use rustix::io::{Errno, fcntl_dupfd_cloexec};
use rustix::pipe::{PipeFlags, pipe_with};
use rustix::process::{Pid, WaitOptions, getpid, wait};

use super::client::reply;
use super::{COUNTED, Kind, Refusal, TRY, inherited, init};
use crate::column::Columns;
use crate::process::{remains, rights};
use crate::world;

/// How many trials a server forks before it makes those after them [cheaper](super::pages), which costs as much as it saves in ten.
const MANY: u32 = 16;

/// What a trial is forked for: the ends of its lines.
pub struct Request {
    /// Whether only the world is wanted.
    pub only_try: bool,
    /// Whether what is sent on the network of the trial is to be counted.
    pub counted: bool,
    /// The line on which the job comes, and words go.
    pub control: UnixStream,
    /// Standard output.
    pub output: OwnedFd,
    /// Standard error.
    pub error: OwnedFd,
    /// The line of init.
    pub fate: UnixStream,
}

/// Forks what the harness asks for on descriptor 0, until it is gone. In a private world these folders are to be seen.
///
/// # Errors
/// The line to the harness broke.
pub fn serve(columns: &Columns, kind: Kind, folders: &[PathBuf]) -> io::Result<()> {
    // What is forked has no descriptor but those that it is handed.
    inherited::close();
    inherited::take_signals()?;
    // Asking the processor costs a virtual machine much, and what is forked knows the answer.
    #[cfg(target_arch = "x86_64")]
    let _ = std::arch::is_x86_feature_detected!("sse2");
    let line = fcntl_dupfd_cloexec(io::stdin(), 3)?;
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    // What is the same in all worlds of this kind is made once. No trial can change it.
    let common = match kind {
        Kind::Private => world::prepare(folders).map_err(|error| Refusal {
            reason: error.to_string(),
            lasting: true,
        }),
        Kind::Shared => Ok(()),
    };
    let own_end = remains::end_of(getpid());
    let (mut forks, mut carried) = (0_u32, 0);
    while let Some(mut request) = receive(&line)? {
        forks = forks.saturating_add(1);
        if forks == MANY {
            carried = enlarge();
        }
        // Those that have ended since.
        while let Ok(Some(_)) = wait(WaitOptions::NOHANG) {}
        if let Err(refusal) = &common {
            let _ = reply(&mut request.fate, Err(refusal.clone()), carried);
            continue;
        }
        // A trial may be over before this process gets to its answer, and the report of init comes on the same line.
        let (answered, answers) = match pipe_with(PipeFlags::CLOEXEC) {
            Ok(pipe) => pipe,
            Err(errno) => {
                let _ = reply(&mut request.fate, Err(refusal(kind, errno)), carried);
                continue;
            }
        };
        let forked = match fork(kind) {
            Ok(None) => {
                drop((line, answers));
                init::run(kind, folders, request, answered, own_end, columns)
            }
            Ok(Some(forked)) => Ok(forked),
            Err(errno) => Err(refusal(kind, errno)),
        };
        // A harness that is gone shows on the line.
        let _ = reply(&mut request.fate, forked, carried);
        drop(answers);
    }
    Ok(())
}

/// Has the code of this program in large pages, where the system has such. Gives how many bytes of memory they take.
fn enlarge() -> u64 {
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    return super::pages::enlarge();
    // Elsewhere the caches of instructions would have to be told.
    #[cfg(not(all(target_os = "linux", target_arch = "x86_64")))]
    0
}

/// Says what the host lacks.
fn refusal(kind: Kind, errno: Errno) -> Refusal {
    let what = match (kind, errno) {
        (_, Errno::AGAIN) => {
            "another process: there are as many as its limits allow (ulimit -u, pids.max of the cgroup)"
        }
        (_, Errno::NOMEM) => "another process: it has no memory left for one",
        (Kind::Private, Errno::NOSPC | Errno::USERS) => {
            "more namespaces: there are as many as its limits allow (/proc/sys/user)"
        }
        (Kind::Private, _) => "user, network, mount and process namespaces",
        (Kind::Shared, _) => "another process",
    };
    Refusal {
        reason: world::refused(what, errno),
        lasting: ![Errno::AGAIN, Errno::NOMEM, Errno::NOSPC, Errno::USERS].contains(&errno),
    }
}

/// Receives a request; `None` when the harness is gone.
fn receive(line: &OwnedFd) -> io::Result<Option<Request>> {
    let mut what = [0];
    let (count, mut descriptors) = rights::receive(line, &mut what)?;
    if count == 0 {
        return Ok(None);
    }
    let mut next = || descriptors.next().ok_or(io::Error::from(Errno::MFILE));
    Ok(Some(Request {
        only_try: what[0] == TRY,
        counted: what[0] == COUNTED,
        control: next()?.into(),
        output: next()?,
        error: next()?,
        fate: next()?.into(),
    }))
}

/// Forks. Gives nothing in the new process, and in this one what that is.
fn fork(kind: Kind) -> rustix::io::Result<Option<(Pid, Option<OwnedFd>)>> {
    match kind {
        #[cfg(target_os = "linux")]
        Kind::Private => world::fork().map(|forked| forked.map(|(id, end)| (id, Some(end)))),
        #[cfg(not(target_os = "linux"))]
        Kind::Private => Err(Errno::NOSYS),
        // It stays unreaped until the next request, so the number is its own.
        Kind::Shared => {
            let id = init::fork()?;
            Ok(id.map(|id| (id, remains::end_of(id))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lack_that_may_pass_is_no_reason_for_a_weaker_world() {
        for (errno, lasting) in [
            (Errno::AGAIN, false),
            (Errno::NOMEM, false),
            (Errno::NOSPC, false),
            (Errno::PERM, true),
            (Errno::NOSYS, true),
        ] {
            let refusal = refusal(Kind::Private, errno);
            assert_eq!(refusal.lasting, lasting, "{}", refusal.reason);
        }
    }
}
