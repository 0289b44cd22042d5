//! The processor time of a trial, part by part.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The processor time that the processes of a trial used for each part of it. It is zero for a part that was not come to, or
/// whose end was not seen.
///
/// The fork server's own is not in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Parts {
    /// To make the world, wait for the trial, and say how it ended.
    pub world: Duration,
    /// To take the job and set the limits.
    pub job: Duration,
    /// To make the runtime ready and compile the guest.
    pub compile: Duration,
    /// To instantiate and run the guest.
    pub run: Duration,
    /// To take the runtime down, and the process.
    pub end: Duration,
}

/// Gives the processor time that this process has used.
pub fn so_far() -> Duration {
    processor_time(ClockId::ProcessCPUTime)
}

/// Gives the time that a clock of the processor tells, of this process or this thread.
pub fn processor_time(clock: ClockId) -> Duration {
    let spent = clock_gettime(clock);
    let seconds = Duration::from_secs(spent.tv_sec.try_into().unwrap_or_default());
    seconds + Duration::from_nanos(spent.tv_nsec.try_into().unwrap_or_default())
}

/// Gives the processor time of the processes that this one has started and waited for.
pub fn children_time() -> Duration {
    #[expect(unsafe_code, reason = "rustix does not tell what children have used")]
    // SAFETY: the kernel writes a `rusage`, of which zeros are a valid one.
    let used = unsafe {
        let mut used: libc::rusage = std::mem::zeroed();
        libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut used);
        used
    };
    of_usage(&used)
}

/// Gives the processor time that the kernel tells of.
pub fn of_usage(used: &libc::rusage) -> Duration {
    let time = |time: libc::timeval| {
        let seconds = Duration::from_secs(time.tv_sec.try_into().unwrap_or_default());
        seconds + Duration::from_micros(time.tv_usec.try_into().unwrap_or_default())
    };
    time(used.ru_utime) + time(used.ru_stime)
}

/// What the process of a trial had used at the moments that it told of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Marks {
    /// When it was ready for the runtime.
    pub ready: Option<Duration>,
    /// When the guest began.
    pub begun: Option<Duration>,
    /// When the runner returned.
    pub ended: Option<Duration>,
}

impl Marks {
    /// Gives the parts of a trial whose init used `world`, and whose process used `all`.
    pub fn parts(self, world: Duration, all: Duration) -> Parts {
        let between = |start: Option<Duration>, end: Option<Duration>| {
            let both = start.zip(end);
            both.map_or(Duration::ZERO, |(start, end)| end.saturating_sub(start))
        };
        Parts {
            world,
            job: self.ready.unwrap_or_default(),
            compile: between(self.ready, self.begun),
            run: between(self.begun, self.ended),
            end: between(self.ended, Some(all)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_was_not_come_to_took_nothing() {
        let ms = Duration::from_millis;
        let marks = Marks {
            ready: Some(ms(1)),
            begun: Some(ms(4)),
            ended: None,
        };
        let parts = Parts {
            world: ms(2),
            job: ms(1),
            compile: ms(3),
            ..Parts::default()
        };
        assert_eq!(marks.parts(ms(2), ms(9)), parts);
        let marks = Marks {
            ended: Some(ms(5)),
            ..marks
        };
        let parts = Parts {
            run: ms(1),
            end: ms(4),
            ..parts
        };
        assert_eq!(marks.parts(ms(2), ms(9)), parts);
    }
}
