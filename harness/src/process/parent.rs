//! The parent's side of a trial: start the process, listen, end it where it must be, and reap.
//!
//! One thread attends to one trial.

mod turn;

use std::cell::{Cell, RefCell};
use std::io;
use std::net::Shutdown;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::rc::Rc;
use std::time::{Duration, Instant};

use rustix::pipe::{PipeFlags, pipe_with};
use wasock_runners::Ending;

use super::ended::{died, of_limits, panicked, unready};
use super::fork::{Kind, Process, Server};
use super::listener::{Listener, Source};
use super::prompt::Prompter;
use super::waiting::Waiting;
use super::watch::{self, Watch};
use super::wire;
use super::{End, Hang, Heard, Job, Late, Limit, Past, Quiet, Tell, Usage};
use crate::host::Supervisor;
use crate::record::{Item, Moment, Record, Site};

/// How long a process may take until its trial begins. Until then it is at the harness's own work, and all that its machine is short of
/// delays it: no runtime had its turn yet, so none of the trial's time is spent.
const PREPARING: Duration = Duration::from_secs(120);

/// How often it is told that a guest is still being compiled.
const COMPILING: Duration = Duration::from_secs(10);

/// Runs a trial to its end, or until it is told to stop, and tells of each item when it comes.
///
/// Nothing of the trial is left when it returns. It never panics on behalf of the trial.
pub fn run(job: &Job<'_>, tell: &mut Tell<'_>) -> Heard {
    run_aloud(job, tell, &mut |_| {})
}

/// Does the same, and tells besides when nothing comes for a while, and why.
pub fn run_aloud(job: &Job<'_>, tell: &mut Tell<'_>, quiet: &mut dyn FnMut(Quiet)) -> Heard {
    match Running::start(job) {
        Ok(trial) => trial.follow(tell, quiet),
        Err(error) => Heard {
            output: Vec::new(),
            broken: None,
            untraced: None,
            past: Past::default(),
            returned: None,
            stderr: Vec::new(),
            end: End::Fault(format!("the process could not be started: {error}")),
            traffic: None,
            witness: String::new(),
            compiled: None,
            failed: Vec::new(),
            leaked: false,
            began: false,
            injected: 0,
            usage: Usage::default(),
        },
    }
}

/// A trial that is under way.
struct Running<'a> {
    job: &'a Job<'a>,
    process: Process,
    /// Tells the child how far the guest has come, where there is a peer.
    prompter: Option<Prompter<'a>>,
    pipes: Vec<(Source, OwnedFd)>,
    /// Room for what is read at once: all that a pipe holds.
    buffer: Vec<u8>,
    /// Answers calls of the host, once the child has said how they are asked about.
    supervisor: Option<Supervisor>,
    /// The most threads that the trial was seen with.
    threads: u64,
    /// Whether the question of the case has begun.
    asked: Rc<Cell<bool>>,
    listener: Listener<'a>,
    watch: Watch,
    /// When the process was started, and from its word that it is ready on, when that came.
    began: Instant,
}

impl<'a> Running<'a> {
    fn start(job: &'a Job<'a>) -> io::Result<Self> {
        let now = Instant::now();
        let kind = Kind::of(job.world);
        let (mut control, theirs) = UnixStream::pair()?;
        let (output, their_output) = pipe_with(PipeFlags::CLOEXEC)?;
        let (error, their_error) = pipe_with(PipeFlags::CLOEXEC)?;
        let process = Server::of(kind, job.column.folders())?.fork(
            theirs.into(),
            their_output,
            their_error,
            job.counted,
        )?;
        let mut pipes = vec![(Source::Output, output), (Source::Error, error)];
        // A child that does not take the job ends, and says why on standard error.
        control.set_write_timeout(Some(PREPARING))?;
        let _ = wire::send(&mut control, job);
        let prompter = match job.peer {
            Some(script) => Some(Prompter::new(control.try_clone()?, script, process.id)),
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
            pipes,
            buffer: vec![0; 1 << 16],
            supervisor: None,
            threads: 0,
            asked: Rc::new(Cell::new(
                job.watch.is_some_and(|watch| watch.questions.is_empty()),
            )),
            listener: Listener::new(job),
            watch: Watch::new(job.limits.patience, now),
            began: now,
        })
    }

    /// Listens until the trial has ended, clears what it left, and says what was heard.
    fn follow(mut self, tell: &mut Tell<'_>, quiet: &mut dyn FnMut(Quiet)) -> Heard {
        let prompter = RefCell::new(self.prompter.take());
        let waiting = RefCell::new(Waiting::default());
        let (asked, watch) = (self.asked.clone(), self.job.watch);
        let tell: &mut Tell<'_> = &mut |item| {
            if let Some(prompter) = &mut *prompter.borrow_mut() {
                prompter.hear(item);
            }
            if let Item::Record(record) = item {
                if watch.is_some_and(|watch| begins(record, watch.questions)) {
                    asked.set(true);
                }
                waiting.borrow_mut().hear(record, Instant::now());
            }
            tell(item)
        };
        let attended = self.attend(&waiting, &prompter, tell, quiet);
        let ours = attended.unwrap_or_else(|error| {
            let message = format!("the trial could not be listened to: {error}");
            Some(End::Fault(message))
        });
        let alone = ours.is_none();
        if !alone {
            self.process.kill();
        }
        let report = self.process.report();
        let mut usage = report.map_or_else(Usage::default, |report| Usage {
            memory: Some(report.memory),
            cpu: report.cpu + report.own,
            ..Usage::default()
        });
        let status = report.map(|report| ExitStatus::from_raw(report.status));
        self.drain(tell);

        self.listener.finish(tell);
        let words = self.listener.words();
        if let Some(report) = report {
            usage.parts = words.marks.parts(report.own, report.cpu);
        }
        let untraced = self.listener.untraced();
        let reported = waiting.borrow().heard() || self.listener.returned == Some(true);
        let began = reported || words.marks.begun.is_some();
        // It may have come and gone between two looks.
        let over = report.is_some_and(|report| report.memory > self.job.limits.memory);
        let end = match (words.last, ours, status) {
            _ if let Some(what) = &self.listener.tampered => End::Tampered(what.clone()),
            _ if over && words.marks.ready.is_some() => End::Exceeded(Limit::Memory),
            // Once the guest has begun, what the runtime could not do is what a thread of it that panicked was to do.
            (Some((End::Fault(_), sockets)), _, _)
                if let (Some(_), Some(message)) = (words.marks.begun, &words.panic) =>
            {
                usage.sockets = sockets;
                End::Panicked(message.clone())
            }
            (Some((end, sockets)), _, _) => {
                usage.sockets = sockets;
                end
            }
            (None, Some(fault @ End::Fault(_)), _) => fault,
            (None, ours, status) if words.marks.ready.is_none() => {
                unready(ours, status, &self.listener.stderr)
            }
            (None, Some(end), _) => end,
            (None, None, Some(status)) => died(status, words.panic.clone(), &self.listener.stderr),
            (None, None, None) => End::Fault("the process was lost with its init".to_owned()),
        };
        let cpu = report.map_or(Duration::ZERO, |report| report.cpu);
        // Init is one of them, too.
        let all = self.threads + 1 >= self.job.limits.processes;
        let end = match end {
            End::Ended(ending) => self.explained(ending, reported),
            other => of_limits(other, words.panic.as_deref(), cpu, all),
        };
        Heard {
            output: self.listener.output,
            broken: self.listener.broken,
            untraced,
            past: waiting.borrow().past(),
            returned: self.listener.returned,
            stderr: self.listener.stderr,
            end,
            witness: words.witness,
            compiled: words.compiled,
            failed: words.failed,
            began,
            injected: self.supervisor.as_ref().map_or(0, Supervisor::injected),
            traffic: report.and_then(|report| report.traffic),
            leaked: alone && report.is_some_and(|report| report.left),
            usage,
        }
    }

    /// Listens until the process has ended by itself (`None`), or must be ended for the reason given.
    fn attend(
        &mut self,
        waiting: &RefCell<Waiting>,
        prompter: &RefCell<Option<Prompter<'a>>>,
        tell: &mut Tell<'_>,
        quiet: &mut dyn FnMut(Quiet),
    ) -> io::Result<Option<End>> {
        let mut deadline = self.began + PREPARING;
        let patience = self.job.limits.patience;
        let (mut compiling, mut told, mut ready) = (COMPILING, false, false);
        loop {
            if !ready && self.listener.marks().ready.is_some() {
                (ready, self.began) = (true, Instant::now());
                deadline = self.began + self.job.limits.time;
            }
            let turn = self.turn(deadline.min(self.watch.next()), tell)?;
            let now = Instant::now();
            if let Some(limit) = self.listener.over {
                return Ok(Some(End::Exceeded(limit)));
            }
            if let Some(what) = &self.listener.tampered {
                return Ok(Some(End::Tampered(what.clone())));
            }
            if turn.ended {
                return Ok(None);
            }
            if self.listener.stopped {
                return Ok(Some(End::Stopped));
            }
            if turn.heard {
                self.watch.heard();
                told = false;
            }
            if now >= deadline {
                return Ok(Some(self.late(&waiting.borrow(), now)));
            }
            if now < self.watch.next() {
                continue;
            }
            if now >= self.began + compiling && self.compiles(&waiting.borrow()) {
                quiet(Quiet::Compiles(compiling));
                compiling += COMPILING;
            }
            let look = watch::look(self.process.id).ok();
            self.threads = look.map_or(self.threads, |look| self.threads.max(look.threads));
            if look.is_some_and(|look| {
                self.process.without_carried(look.memory) > self.job.limits.memory
            }) {
                return Ok(Some(End::Exceeded(Limit::Memory)));
            }
            if self.watch.see(look, now) && waiting.borrow().is_open() {
                // What happened since the last turn is the work of a trial that does not hang.
                let turn = self.turn(now, tell)?;
                if turn.heard || turn.ended {
                    self.watch.heard();
                    told = false;
                    continue;
                }
                let step = match &mut *prompter.borrow_mut() {
                    Some(prompter) => prompter.waits()?,
                    None => None,
                };
                if let Some(line) = step {
                    self.listener.stopped |= tell(&Item::Waited(line)).is_break();
                    self.watch.heard();
                    // It waited as it was to, for as long as this machine took to see it, and has its time from here on.
                    deadline = now + self.job.limits.time;
                    continue;
                }
                let waiting = waiting.borrow();
                if patience.is_some() && !waiting.by_the_clock(now, self.watch.patience()) {
                    return Ok(Some(End::Hung(Hang {
                        in_call: waiting.is_open(),
                        spinning: false,
                        calling: false,
                    })));
                }
                if !told {
                    quiet(Quiet::Waits(waiting.calls().collect()));
                    told = true;
                }
            }
        }
    }

    /// Says how a trial ended whose runner says this, by what was printed besides. `reported` is whether the guest was heard of.
    fn explained(&self, ending: Ending, reported: bool) -> End {
        let said = String::from_utf8_lossy(&self.listener.stderr);
        let column = self.job.column;
        match column.as_command().and_then(|_| panicked(&ending, &said)) {
            Some(message) => End::Panicked(message),
            None => End::Ended(column.runner.explain(ending, &said, reported)),
        }
    }

    /// Says how a trial ended that was given all its time.
    fn late(&self, waiting: &Waiting, now: Instant) -> End {
        if waiting.by_the_clock(now, self.watch.patience()) {
            End::Late(Late::Waits)
        } else if self.compiles(waiting) {
            End::Late(match self.job.column.as_command() {
                Some(_) => Late::Starts,
                None => Late::Compiles,
            })
        } else {
            End::Hung(Hang {
                in_call: waiting.is_open(),
                spinning: self.watch.spinning(),
                calling: waiting.heard_since(now, self.job.limits.time / 10),
            })
        }
    }

    /// Whether the guest has not begun to run, as far as is known.
    fn compiles(&self, waiting: &Waiting) -> bool {
        !waiting.heard() && {
            let marks = self.listener.marks();
            marks.ready.is_some() && marks.begun.is_none()
        }
    }
}

/// Whether this record tells that the guest has come to one of these lines.
fn begins(record: &Record, lines: &[u32]) -> bool {
    let enters = matches!(record.moment, Moment::Enter(_));
    enters && matches!(record.site, Site::Line(line) if lines.contains(&line))
}

/// Gives the processor time of the fork server of private worlds, where there is one and the system tells.
pub fn server_time() -> Option<Duration> {
    let server = Server::of(Kind::Private, &[]).ok()?;
    let text = std::fs::read_to_string(format!("/proc/{}/schedstat", server.number())).ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
