//! The parent's side of a trial: start the process, listen, end it where it must be, and reap.
//!
//! One thread attends to one trial, and it is the thread whose end would end the trial, too.

use std::io;
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

use super::listener::{Listener, Source};
use super::prompt::Prompter;
use super::watch::{self, Watch};
use super::wire::{self, TRIAL};
use super::{End, Hang, Heard, Job, Limit, Tell, Usage, remains};

/// What the runtime's log shows unless `RUST_LOG` of the harness says otherwise.
const HOST_LOG: &str = "trace";

/// It is held while a process is started, from the first of its descriptors until only the process itself has its ends of
/// them.
static STARTING: Mutex<()> = Mutex::new(());

/// Runs a trial to its end, or until it is told to stop, and tells of each item when it comes.
///
/// Nothing of the trial is left when it returns. It never panics on behalf of the trial.
pub fn run(job: &Job<'_>, tell: &mut Tell<'_>) -> Heard {
    match Running::start(job) {
        Ok(trial) => trial.follow(tell),
        Err(error) => Heard {
            items: Vec::new(),
            stderr: Vec::new(),
            end: End::Fault(format!("the process could not be started: {error}")),
            witness: String::new(),
            failed: Vec::new(),
            leaked: false,
            usage: Usage::default(),
        },
    }
}

/// A trial that is under way.
struct Running<'a> {
    job: &'a Job<'a>,
    process: Process,
    /// Tells the child how far the guest has come, where there is a peer.
    prompter: Option<Prompter>,
    /// Readable when the process has ended, where the system has such a descriptor.
    ended: Option<OwnedFd>,
    pipes: Vec<(Source, OwnedFd)>,
    listener: Listener,
    watch: Watch,
    deadline: Instant,
}

/// What one wait came to.
struct Turn {
    heard: bool,
    ended: bool,
}

impl<'a> Running<'a> {
    fn start(job: &'a Job<'a>) -> io::Result<Self> {
        let now = Instant::now();
        let (mut control, mut process) = {
            // A process that another thread starts at this moment has all descriptors of this one until it runs its own
            // program. It would hold our pipes open, and look like a process that this trial has left behind.
            let _alone = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
            let (control, theirs) = UnixStream::pair()?;
            (control, Process::start(job, theirs.into())?)
        };
        let ended = remains::end_of(process.id);
        let mut pipes = Vec::with_capacity(3);
        pipes.extend(
            process
                .child
                .stdout
                .take()
                .map(|pipe| (Source::Output, pipe.into())),
        );
        pipes.extend(
            process
                .child
                .stderr
                .take()
                .map(|pipe| (Source::Error, pipe.into())),
        );
        // A child that does not take the job ends, and says why on standard error.
        control.set_write_timeout(Some(job.limits.time))?;
        let _ = wire::send(&mut control, job);
        let prompter = match job.peer {
            Some(_) => Some(Prompter::new(control.try_clone()?)),
            None => {
                let _ = control.shutdown(Shutdown::Write);
                None
            }
        };
        pipes.push((Source::Control, control.into()));
        Ok(Self {
            job,
            process,
            prompter,
            ended,
            pipes,
            listener: Listener::new(job.tag, job.limits.output, job.host_log),
            watch: Watch::new(job.limits.patience, now),
            deadline: now + job.limits.time,
        })
    }

    /// Listens until the trial has ended, clears what it left, and says what was heard.
    fn follow(mut self, tell: &mut Tell<'_>) -> Heard {
        let mut prompter = self.prompter.take();
        let tell: &mut Tell<'_> = &mut |item| {
            if let Some(prompter) = &mut prompter {
                prompter.hear(item);
            }
            tell(item)
        };
        let ours = self.attend(tell).unwrap_or_else(|error| {
            let message = format!("the trial could not be listened to: {error}");
            Some(End::Fault(message))
        });
        let alone = ours.is_none();
        let mut usage = Usage::default();
        if !alone {
            usage.memory = watch::peak(self.process.id);
            self.process.kill();
        }
        let (status, cpu) = self.process.reap();
        usage.cpu = cpu;
        let left = remains::clear(self.process.id);
        let fled = self.drain(tell);

        let words = self.listener.words();
        self.listener.finish(words.ended(), tell);
        let end = match (words.last, ours, status) {
            (Some((end, exact)), _, _) => {
                usage = exact.unwrap_or(usage);
                end
            }
            (None, Some(fault @ End::Fault(_)), _) => fault,
            (None, ours, status) if !words.ready => unready(ours, status, &self.listener.stderr),
            (None, Some(end), _) => end,
            (None, None, Ok(status)) => died(status, words.panic, &self.listener.stderr),
            (None, None, Err(error)) => {
                End::Fault(format!("the process could not be reaped: {error}"))
            }
        };
        Heard {
            items: self.listener.items,
            stderr: self.listener.stderr,
            end,
            witness: words.witness,
            failed: words.failed,
            leaked: alone && (left || fled),
            usage,
        }
    }

    /// Listens until the process has ended by itself (`None`), or must be ended for the reason given.
    fn attend(&mut self, tell: &mut Tell<'_>) -> io::Result<Option<End>> {
        loop {
            let turn = self.turn(self.deadline.min(self.watch.next()), tell)?;
            let now = Instant::now();
            if self.listener.over {
                return Ok(Some(End::Exceeded(Limit::Output)));
            }
            if turn.ended {
                return Ok(None);
            }
            if self.listener.stopped {
                return Ok(Some(End::Stopped));
            }
            if turn.heard {
                self.watch.heard(now);
            }
            if now >= self.deadline {
                return Ok(Some(self.hung(self.watch.spinning())));
            }
            if now < self.watch.next() {
                continue;
            }
            let look = watch::look(self.process.id).ok();
            if look.is_some_and(|look| look.memory > self.job.limits.memory) {
                return Ok(Some(End::Exceeded(Limit::Memory)));
            }
            if self.watch.see(look, now) && self.listener.open > 0 {
                // What happened since the last turn is the work of a trial that does not hang.
                let turn = self.turn(now, tell)?;
                if !turn.heard && !turn.ended {
                    return Ok(Some(self.hung(false)));
                }
                self.watch.heard(now);
            }
        }
    }

    fn hung(&self, spinning: bool) -> End {
        End::Hung(Hang {
            in_call: self.listener.open > 0,
            spinning,
        })
    }

    /// Waits until something comes, the process ends, or it is `until`. Then it takes what has come.
    fn turn(&mut self, until: Instant, tell: &mut Tell<'_>) -> io::Result<Turn> {
        let mut wanted: Vec<PollFd<'_>> = Vec::with_capacity(4);
        wanted.extend(
            self.pipes
                .iter()
                .map(|(_, pipe)| PollFd::new(pipe, PollFlags::IN)),
        );
        wanted.extend(
            self.ended
                .iter()
                .map(|ended| PollFd::new(ended, PollFlags::IN)),
        );
        let wait = until.saturating_duration_since(Instant::now());
        match poll(&mut wanted, Some(&timespec(wait))) {
            Err(rustix::io::Errno::INTR) => {}
            other => _ = other?,
        }
        let ready: Vec<bool> = wanted.iter().map(|fd| !fd.revents().is_empty()).collect();

        let mut turn = Turn {
            heard: false,
            ended: ready.get(self.pipes.len()) == Some(&true),
        };
        let mut buffer = vec![0; 1 << 16];
        let mut closed = None;
        for (index, (source, pipe)) in self
            .pipes
            .iter()
            .enumerate()
            .filter(|(index, _)| ready[*index])
        {
            match rustix::io::read(pipe, &mut buffer[..]) {
                Ok(0) | Err(rustix::io::Errno::CONNRESET) => closed = Some((index, *source)),
                Ok(count) => {
                    turn.heard = true;
                    self.listener.take(*source, &buffer[..count], tell);
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // One in a turn is enough: the others show again in the next one.
        if let Some((index, source)) = closed {
            self.pipes.remove(index);
            turn.ended |= source == Source::Control && self.ended.is_none();
        }
        Ok(turn)
    }

    /// Takes what is left in the pipes of a trial that is gone, and tells whether somebody still holds them.
    fn drain(&mut self, tell: &mut Tell<'_>) -> bool {
        self.ended = None;
        while !self.listener.over && !self.pipes.is_empty() {
            let before = self.pipes.len();
            match self.turn(Instant::now(), tell) {
                Ok(turn) if turn.heard || self.pipes.len() < before => {}
                // Nothing is there, or nothing can be had.
                Ok(_) | Err(_) => break,
            }
        }
        let held = self
            .pipes
            .iter()
            .any(|(source, _)| *source != Source::Control);
        held && !self.listener.over
    }
}

/// Says how a process ended that never came to the guest. What it printed until then is the harness's own, and tells why.
fn unready(ours: Option<End>, status: io::Result<ExitStatus>, stderr: &[u8]) -> End {
    let how = match (ours, status) {
        (Some(_), _) => "was too slow or too large".to_owned(),
        (None, Ok(status)) => format!("ended with {status}"),
        (None, Err(error)) => format!("could not be reaped: {error}"),
    };
    let stderr = String::from_utf8_lossy(stderr);
    let why = stderr.lines().last().map(|line| format!(": {line}"));
    End::Fault(format!(
        "before the trial began, the process {how}{}",
        why.unwrap_or_default()
    ))
}

/// Says how a process ended that died or exited by itself, while the runtime had its turn.
fn died(status: ExitStatus, panic: Option<String>, stderr: &[u8]) -> End {
    let abort = Some(Signal::ABORT.as_raw());
    match (status.signal(), panic) {
        // A panic that cannot unwind aborts; after any other signal it is not the cause.
        (signal, Some(message)) if signal.is_none() || signal == abort => End::Panicked(message),
        (signal, None) if signal == abort && out_of_memory(stderr) => End::Exceeded(Limit::Memory),
        (Some(signal), _) => End::Killed(signal),
        (None, _) => End::Vanished(status.code().unwrap_or_default()),
    }
}

/// Whether standard error says that the system refused memory, in the words of Rust's standard library.
fn out_of_memory(stderr: &[u8]) -> bool {
    let text = String::from_utf8_lossy(stderr);
    // Advice on backtraces may follow, so it need not be the last line.
    text.lines()
        .any(|line| line.starts_with("memory allocation of ") && line.ends_with(" bytes failed"))
}

fn timespec(duration: Duration) -> Timespec {
    // `poll` of the kernel takes less than this anyway, and a limit beyond it means none.
    let duration = duration.min(Duration::from_secs(1 << 20));
    Timespec {
        tv_sec: duration.as_secs().cast_signed(),
        tv_nsec: duration.subsec_nanos().into(),
    }
}

/// The process of a trial. It leads a group, and is killed with the group when this is dropped.
struct Process {
    child: Child,
    id: Pid,
    reaped: bool,
}

impl Process {
    fn start(job: &Job<'_>, control: OwnedFd) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        // None of this makes the standard library fork: it spawns without a copy of the harness's memory.
        command
            .arg(TRIAL)
            .env_clear()
            .env("RUST_BACKTRACE", "0")
            .current_dir("/")
            .process_group(0)
            .stdin(control)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if job.host_log {
            let filter = std::env::var_os("RUST_LOG").unwrap_or_else(|| HOST_LOG.into());
            command.env("RUST_LOG", filter);
        }
        let child = command.spawn()?;
        let id = Pid::from_child(&child);
        Ok(Self {
            child,
            id,
            reaped: false,
        })
    }

    /// Kills the whole group. Its leader is not reaped yet, so the group's number is still its own.
    fn kill(&self) {
        // It may be dead already.
        let _ = kill_process_group(self.id, Signal::KILL);
    }

    /// Waits for the end of the process, and tells how it ended and the processor time that it used.
    fn reap(&mut self) -> (io::Result<ExitStatus>, Duration) {
        let _ = rustix::io::retry_on_intr(|| {
            waitid(
                WaitId::Pid(self.id),
                WaitIdOptions::EXITED | WaitIdOptions::NOWAIT,
            )
        });
        let cpu = remains::cpu(self.id).unwrap_or_default();
        let status = self.child.wait();
        self.reaped = true;
        (status, cpu)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !self.reaped {
            self.kill();
            let _ = self.child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_process_said_that_never_came_to_the_guest() {
        let exited = || Ok(ExitStatus::from_raw(3 << 8));
        let why = |end| match end {
            End::Fault(why) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            why(unready(None, exited(), b"a warning\nno licence\n")),
            "before the trial began, the process ended with exit status: 3: no licence"
        );
        assert_eq!(
            why(unready(None, exited(), b"")),
            "before the trial began, the process ended with exit status: 3"
        );
    }
}
