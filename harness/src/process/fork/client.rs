//! The harness's side of a fork server.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

use super::{COUNTED, FORKED, Kind, LACKING, REFUSED, Refusal, Report, SERVER, TRIAL, TRY};
use crate::process::{rights, timespec};
use crate::world;

/// How many bytes the head of an answer has.
const HEAD: usize = 9;

/// How long init has to end a trial before it is ended together with it.
const GRACE: Duration = Duration::from_secs(5);

/// A fork server of this process.
#[derive(Debug)]
pub struct Server {
    line: UnixStream,
    /// It is kept unreaped, so that nobody else gets its number.
    process: Child,
}

impl Server {
    /// Gives the server for worlds of this kind in which `folders` are to be seen. It is started when it is first asked for; all
    /// worlds that hide none of their folders have the same one.
    ///
    /// # Errors
    /// Why it could not be started.
    pub fn of(kind: Kind, folders: &[PathBuf]) -> io::Result<Arc<Server>> {
        type Started = BTreeMap<(&'static str, BTreeSet<PathBuf>), Result<Arc<Server>, String>>;
        static SERVERS: Mutex<Started> = Mutex::new(BTreeMap::new());
        let hidden = folders.iter().filter(|folder| world::hides(folder));
        let hidden: BTreeSet<PathBuf> = match kind {
            Kind::Private => hidden.cloned().collect(),
            Kind::Shared => BTreeSet::new(),
        };
        let mut servers = SERVERS.lock().unwrap_or_else(PoisonError::into_inner);
        let server = servers
            .entry((kind.name(), hidden))
            .or_insert_with_key(|(_, hidden)| {
                let started = Server::start(kind, hidden);
                started.map(Arc::new).map_err(|error| error.to_string())
            });
        server.clone().map_err(io::Error::other)
    }

    fn start(kind: Kind, folders: &BTreeSet<PathBuf>) -> io::Result<Server> {
        let (line, theirs) = UnixStream::pair()?;
        // None of this makes the standard library fork: it spawns without a copy of the harness's memory.
        let process = Command::new(std::env::current_exe()?)
            .args([SERVER, kind.name()])
            .args(folders)
            .env_clear()
            .env("RUST_BACKTRACE", "0")
            .current_dir("/")
            .process_group(0)
            .stdin(OwnedFd::from(theirs))
            .stdout(Stdio::null())
            .spawn()?;
        Ok(Server { line, process })
    }

    /// Gives the number of its process.
    pub fn number(&self) -> u32 {
        self.process.id()
    }

    /// Forks a process that takes a job from `control`, and has `output` and `error` for its standard streams. `counted` is whether
    /// what is sent on its network is to be counted.
    ///
    /// # Errors
    /// The system refuses a process or its namespaces, or the server is gone.
    pub fn fork(
        &self,
        control: OwnedFd,
        output: OwnedFd,
        error: OwnedFd,
        counted: bool,
    ) -> io::Result<Process> {
        let what = if counted { COUNTED } else { TRIAL };
        self.ask(what, [control, output, error])
    }

    /// Makes a world and gives it up. What comes of it is said on `control`.
    ///
    /// # Errors
    /// As for [`Server::fork`]. It is [`io::ErrorKind::PermissionDenied`] where the system grants no such world, now or later.
    pub fn try_world(&self, control: UnixStream) -> io::Result<Process> {
        let (output, error) = (control.try_clone()?, control.try_clone()?);
        self.ask(TRY, [control.into(), output.into(), error.into()])
    }

    fn ask(&self, what: u8, lines: [OwnedFd; 3]) -> io::Result<Process> {
        let (mut fate, theirs) = UnixStream::pair()?;
        let [control, output, error] = lines.each_ref().map(AsFd::as_fd);
        let handed = [control, output, error, theirs.as_fd()];
        // One byte is sent whole or not at all, so any number of threads may ask.
        let asked = rights::send(&self.line, &[what], &handed);
        let gone = || self.gone();
        asked.map_err(|_| gone())?;
        // From here on only the server and what it forks have these ends.
        drop((lines, theirs));

        let (head, end) = answer(&fate).map_err(|_| gone())?;
        let number = |at| [head[at], head[at + 1], head[at + 2], head[at + 3]];
        let carried = u64::from(u32::from_le_bytes(number(5))) * 1024;
        let number = i32::from_le_bytes(number(1));
        if head[0] != FORKED {
            let kind = match head[0] {
                REFUSED => io::ErrorKind::PermissionDenied,
                _ => io::ErrorKind::ResourceBusy,
            };
            let mut reason = String::new();
            let length = u64::try_from(number).unwrap_or_default();
            Read::by_ref(&mut fate)
                .take(length)
                .read_to_string(&mut reason)?;
            return Err(io::Error::new(kind, reason));
        }
        let id = Pid::from_raw(number).ok_or_else(gone)?;
        Ok(Process {
            id,
            fate,
            end,
            carried,
            over: false,
        })
    }
}

impl Server {
    /// Says that the server has ended, and by which limit of the host, where it was one.
    fn gone(&self) -> io::Error {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        let ended = waitid(WaitId::Pid(Pid::from_child(&self.process)), options);
        let signal = ended
            .ok()
            .flatten()
            .and_then(|ended| ended.terminating_signal());
        let why = signal.map(|signal| {
            let limit = world::exhausted(signal, None);
            limit.unwrap_or_else(|| format!("it was ended by signal {signal}"))
        });
        let why = why.map_or(String::new(), |why| format!(": {why}"));
        io::Error::other(format!("the process that forks trials is gone{why}"))
    }
}

/// Receives the head of the server's answer and the descriptor that may come with it.
fn answer(fate: &UnixStream) -> io::Result<([u8; HEAD], Option<OwnedFd>)> {
    let mut head = [0; HEAD];
    let (count, mut descriptors) = rights::receive(fate, &mut head)?;
    if count < head.len() {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((head, descriptors.next()))
}

/// The process of a trial: its init, with all that belongs to it. It is ended when this is dropped.
#[derive(Debug)]
pub struct Process {
    /// Init.
    pub id: Pid,
    /// The line to init. It is asked to end the trial by closing one direction, and reports on the other.
    fate: UnixStream,
    /// Becomes readable when init has ended, where the system has such a descriptor.
    end: Option<OwnedFd>,
    /// The bytes of memory that the server has given to the process of the trial, which are not the trial's doing.
    carried: u64,
    over: bool,
}

impl Process {
    /// Gives a descriptor that is readable when the trial has ended by itself.
    pub fn end(&self) -> BorrowedFd<'_> {
        self.end
            .as_ref()
            .map_or_else(|| self.fate.as_fd(), AsFd::as_fd)
    }

    /// Ends whatever still runs of the trial.
    pub fn kill(&mut self) {
        let _ = self.fate.shutdown(std::net::Shutdown::Write);
        if !self.wait(Some(GRACE)) {
            // With the first process of a namespace the kernel ends all others.
            let _ = match &self.end {
                #[cfg(target_os = "linux")]
                Some(end) => rustix::process::pidfd_send_signal(end, Signal::KILL),
                _ => kill_process(self.id, Signal::KILL),
            };
        }
    }

    /// Waits for the end of a trial that ends by itself or was killed. Gives what init said of it, unless it died.
    pub fn report(&mut self) -> Option<Report> {
        self.wait(None);
        self.over = true;
        let mut report = Vec::new();
        self.fate.read_to_end(&mut report).ok()?;
        let report: Report = serde_json::from_slice(&report).ok()?;
        Some(Report {
            memory: self.without_carried(report.memory),
            ..report
        })
    }

    /// Takes off these bytes of the trial's memory what the server has given to its process.
    pub fn without_carried(&self, memory: u64) -> u64 {
        memory.saturating_sub(self.carried)
    }

    /// Waits this long for the end of init, or for ever. Tells whether it has come.
    fn wait(&self, most: Option<Duration>) -> bool {
        let timeout = most.map(timespec);
        let ended = rustix::io::retry_on_intr(|| {
            let end = self.end();
            poll(&mut [PollFd::new(&end, PollFlags::IN)], timeout.as_ref())
        });
        ended == Ok(1)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.over {
            self.kill();
            self.report();
        }
    }
}

/// Writes the answer of a server that has forked `process`, or has not for this reason. `carried` is how many bytes of memory that has
/// from the server.
pub(super) fn reply(
    fate: &mut UnixStream,
    process: Result<(Pid, Option<OwnedFd>), Refusal>,
    carried: u64,
) -> io::Result<()> {
    let carried = u32::try_from(carried / 1024)
        .unwrap_or(u32::MAX)
        .to_le_bytes();
    let (id, end) = match process {
        Ok(forked) => forked,
        Err(Refusal { reason, lasting }) => {
            let length = u32::try_from(reason.len()).map_err(io::Error::other)?;
            let mut answer = vec![if lasting { REFUSED } else { LACKING }];
            answer.extend(length.to_le_bytes());
            answer.extend(carried);
            answer.extend(reason.as_bytes());
            return fate.write_all(&answer);
        }
    };
    let mut answer = [FORKED; HEAD];
    answer[1..5].copy_from_slice(&id.as_raw_nonzero().get().to_le_bytes());
    answer[5..].copy_from_slice(&carried);
    let end: Vec<BorrowedFd<'_>> = end.iter().map(AsFd::as_fd).collect();
    rights::send(fate, &answer, &end)?;
    Ok(())
}
