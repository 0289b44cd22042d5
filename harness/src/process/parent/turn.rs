//! One turn of listening: what has come is taken, and what is asked is answered.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};

use super::super::listener::Source;
use super::super::{Tell, rights, timespec};
use super::Running;
use crate::host::Supervisor;
use crate::record::Item;

/// What one wait came to.
pub(super) struct Turn {
    pub(super) heard: bool,
    pub(super) ended: bool,
}

impl Running<'_> {
    /// Waits until something comes, the process ends, or it is `until`. Then it takes what has come.
    pub(super) fn turn(&mut self, until: Instant, tell: &mut Tell<'_>) -> io::Result<Turn> {
        let mut wanted: Vec<PollFd<'_>> = Vec::with_capacity(5);
        wanted.extend(
            self.pipes
                .iter()
                .map(|(_, pipe)| PollFd::new(pipe, PollFlags::IN)),
        );
        let end = self.process.end();
        wanted.push(PollFd::new(&end, PollFlags::IN));
        let supervisor = self.supervisor.as_ref();
        wanted.extend(supervisor.map(|one| PollFd::new(one, PollFlags::IN)));
        let wait = until.saturating_duration_since(Instant::now());
        match poll(&mut wanted, Some(&timespec(wait))) {
            Err(rustix::io::Errno::INTR) => {}
            other => _ = other?,
        }
        let ready: Vec<bool> = wanted.iter().map(|fd| !fd.revents().is_empty()).collect();
        let noticed = wanted.get(self.pipes.len() + 1).map(PollFd::revents);

        let mut turn = Turn {
            heard: false,
            ended: ready.get(self.pipes.len()) == Some(&true),
        };
        turn.heard |= self.read(&ready, tell)?;
        if noticed.is_some_and(|what| what.contains(PollFlags::IN)) {
            turn.heard |= self.answer(tell)?;
        }
        Ok(turn)
    }

    /// Reads once from each pipe that is `ready`. Tells whether anything came.
    fn read(&mut self, ready: &[bool], tell: &mut Tell<'_>) -> io::Result<bool> {
        let mut heard = false;
        let mut closed = None;
        let mut handed = None;
        for (index, (source, pipe)) in self
            .pipes
            .iter()
            .enumerate()
            .filter(|(index, _)| ready[*index])
        {
            let read = match source {
                Source::Control => {
                    rights::receive(pipe, &mut self.buffer).map(|(count, mut with)| {
                        handed = with.next();
                        count
                    })
                }
                _ => rustix::io::read(pipe, &mut self.buffer[..]),
            };
            match read {
                Ok(0) | Err(rustix::io::Errno::CONNRESET) => closed = Some(index),
                Ok(count) => {
                    heard = true;
                    self.listener.take(*source, &self.buffer[..count], tell);
                }
                Err(rustix::io::Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
        // One in a turn is enough: the others show again in the next one.
        if let Some(index) = closed {
            self.pipes.remove(index);
        }
        if let Some(listener) = handed {
            let injection = self.job.watch.and_then(|watch| watch.injection);
            self.supervisor = Some(Supervisor::new(listener, injection.copied()));
        }
        Ok(heard)
    }

    /// Answers a call of the host that waits for that. What the guest has reported before it was made is taken first. Tells
    /// whether anything came.
    fn answer(&mut self, tell: &mut Tell<'_>) -> io::Result<bool> {
        let Some(supervisor) = &self.supervisor else {
            return Ok(false);
        };
        let Some(notice) = supervisor.notice()? else {
            return Ok(false);
        };
        // A pipe has no more than one read takes. What another thread writes since may come without end.
        let pipes = self.pipes.iter();
        let wanted = pipes.map(|(_, pipe)| PollFd::new(pipe, PollFlags::IN));
        let mut wanted: Vec<PollFd<'_>> = wanted.collect();
        rustix::io::retry_on_intr(|| poll(&mut wanted, Some(&timespec(Duration::ZERO))))?;
        let ready: Vec<bool> = wanted.iter().map(|fd| !fd.revents().is_empty()).collect();
        let heard = self.read(&ready, tell)?;
        let asked = self.asked.get();
        let Some(supervisor) = &mut self.supervisor else {
            return Ok(heard);
        };
        if let Some(call) = supervisor.answer(notice, asked)? {
            self.listener.stopped |= tell(&Item::Host(call)).is_break();
        }
        Ok(heard)
    }

    /// Takes what is left in the pipes of a trial that is gone.
    pub(super) fn drain(&mut self, tell: &mut Tell<'_>) {
        while self.listener.over.is_none() && !self.pipes.is_empty() {
            let before = self.pipes.len();
            match self.turn(Instant::now(), tell) {
                Ok(turn) if turn.heard || self.pipes.len() < before => {}
                // Nothing is there, or nothing can be had.
                Ok(_) | Err(_) => break,
            }
        }
    }
}
