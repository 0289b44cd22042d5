//! Pollables: what a guest can wait for, and how it waits for several at once.

use std::os::fd::OwnedFd;
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::{AsFd, BorrowedFd};
use wasmtime::component::Resource;
use wasmtime::{Error, bail};

use super::Process;
use super::bindings::wasi::clocks::monotonic_clock;
use super::bindings::wasi::io::poll as io;

/// A descriptor of the host.
#[derive(Debug, Clone)]
pub enum Host {
    /// One that this process was given.
    Standard(BorrowedFd<'static>),
    /// One of a socket, which is closed with the last that has it.
    Socket(Arc<OwnedFd>),
}

impl AsFd for Host {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Host::Standard(descriptor) => *descriptor,
            Host::Socket(descriptor) => descriptor.as_fd(),
        }
    }
}

/// What a pollable is ready for.
#[derive(Debug, Clone)]
pub enum Wait {
    /// It is ready.
    Nothing,
    /// It is ready when the host says this of a descriptor, or that the descriptor has failed or hung up.
    Host(Host, PollFlags),
    /// It is ready at this time.
    Time(Instant),
}

/// What a pollable is made of.
pub trait Source: Send + Sync {
    /// Says what it is ready for, as things stand now.
    fn wait(&self) -> Wait;
}

/// A pollable.
pub struct Pollable(Box<dyn Source>);

/// What a pollable was made of may be dropped before it, which closes the socket all the same. Then there is nothing to wait for.
impl<S: Source> Source for Weak<S> {
    fn wait(&self) -> Wait {
        self.upgrade().map_or(Wait::Nothing, |source| source.wait())
    }
}

/// A time.
struct Alarm(Instant);

impl Source for Alarm {
    fn wait(&self) -> Wait {
        Wait::Time(self.0)
    }
}

/// Says which of these are ready, by their places. If there is time it waits until one is.
///
/// # Errors
/// What the host answers to `poll`.
pub fn ready(sources: &[&dyn Source], waits: bool) -> rustix::io::Result<Vec<u32>> {
    loop {
        let now = Instant::now();
        let asked: Vec<Wait> = sources.iter().map(|source| source.wait()).collect();
        let mut limit = (!waits).then_some(Duration::ZERO);
        let mut descriptors = Vec::new();
        for wait in &asked {
            let soonest = match wait {
                Wait::Nothing => Duration::ZERO,
                Wait::Time(time) => time.saturating_duration_since(now),
                Wait::Host(descriptor, flags) => {
                    descriptors.push(PollFd::new(descriptor, *flags));
                    continue;
                }
            };
            limit = Some(limit.map_or(soonest, |limit| limit.min(soonest)));
        }
        // A time that is further away than the host can say is waited for without an end.
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        rustix::io::retry_on_intr(|| poll(&mut descriptors, limit.as_ref()))?;
        let now = Instant::now();
        let mut told = descriptors
            .iter()
            .map(|descriptor| !descriptor.revents().is_empty());
        let mut is_ready = |wait: &Wait| match wait {
            Wait::Nothing => true,
            Wait::Time(time) => *time <= now,
            Wait::Host(..) => told.next().unwrap_or_default(),
        };
        let ready: Vec<u32> = (0..)
            .zip(&asked)
            .filter_map(|(place, wait)| is_ready(wait).then_some(place))
            .collect();
        if !ready.is_empty() || !waits {
            return Ok(ready);
        }
    }
}

impl Process {
    /// Makes a pollable of this.
    ///
    /// # Errors
    /// When there are too many handles.
    pub fn pollable(&mut self, source: impl Source + 'static) -> Result<Resource<Pollable>, Error> {
        Ok(self.handles.push(Pollable(Box::new(source)))?)
    }
}

impl io::HostPollable for Process {
    fn ready(&mut self, pollable: Resource<Pollable>) -> Result<bool, Error> {
        let Pollable(source) = self.handles.get(&pollable)?;
        Ok(!ready(&[&**source], false)?.is_empty())
    }

    fn block(&mut self, pollable: Resource<Pollable>) -> Result<(), Error> {
        let Pollable(source) = self.handles.get(&pollable)?;
        ready(&[&**source], true)?;
        Ok(())
    }

    fn drop(&mut self, pollable: Resource<Pollable>) -> Result<(), Error> {
        self.handles.delete(pollable)?;
        Ok(())
    }
}

impl io::Host for Process {
    /// "This function traps if either: the list is empty, or: the list contains more elements than can be indexed with a `u32`
    /// value" (poll.wit), of which the second cannot be in a memory of 32 bits.
    fn poll(&mut self, pollables: Vec<Resource<Pollable>>) -> Result<Vec<u32>, Error> {
        if pollables.is_empty() {
            bail!("poll of an empty list");
        }
        let mut sources = Vec::new();
        for pollable in &pollables {
            sources.push(&*self.handles.get(pollable)?.0);
        }
        Ok(ready(&sources, true)?)
    }
}

/// Time counts from the first time that it is asked for.
fn origin() -> Instant {
    static ORIGIN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    *ORIGIN.get_or_init(Instant::now)
}

impl monotonic_clock::Host for Process {
    fn now(&mut self) -> Result<u64, Error> {
        Ok(u64::try_from(origin().elapsed().as_nanos())?)
    }

    fn resolution(&mut self) -> Result<u64, Error> {
        Ok(1)
    }

    fn subscribe_instant(&mut self, when: u64) -> Result<Resource<Pollable>, Error> {
        self.alarm(origin().checked_add(Duration::from_nanos(when)))
    }

    fn subscribe_duration(&mut self, when: u64) -> Result<Resource<Pollable>, Error> {
        self.alarm(Instant::now().checked_add(Duration::from_nanos(when)))
    }
}

impl Process {
    fn alarm(&mut self, time: Option<Instant>) -> Result<Resource<Pollable>, Error> {
        match time {
            Some(time) => self.pollable(Alarm(time)),
            None => bail!("a time that the host cannot count to"),
        }
    }
}
