//! Watching whether a trial is still at work or waits for what never comes. [`Hang`](super::Hang) has the rule.

use std::fs;
use std::io;
use std::time::{Duration, Instant};

use rustix::process::Pid;

use super::family;

/// How many times a trial is looked at in one patience.
const LOOKS: u32 = 10;

/// How many times its patience a trial may wake up and sleep again.
const DROWSY: u32 = 2;

/// The patience with a trial that is not ended for it.
const USUAL: Duration = Duration::from_secs(1);

/// How a trial is doing at one moment, by all threads of its process and of the processes that this one started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether every thread sleeps, and so waits for something outside of itself.
    pub asleep: bool,
    /// How many times a thread gave up or lost its processor. A thread that ran and sleeps again has added to it.
    pub switches: u64,
    /// Bytes of physical memory.
    pub memory: u64,
    /// How many threads there are.
    pub threads: u64,
}

/// Looks at the children of `init` and their descendants.
///
/// # Errors
/// A thread ended meanwhile, or the system does not show such things. Then nothing can be said of this moment.
pub fn look(init: Pid) -> io::Result<Look> {
    match family::of_init(init)? {
        none if none.is_empty() => Err(io::ErrorKind::NotFound.into()),
        family => look_at(family),
    }
}

/// Looks at the processes with these numbers and their descendants.
fn look_at(mut family: Vec<i32>) -> io::Result<Look> {
    let mut look = Look {
        asleep: true,
        switches: 0,
        memory: 0,
        threads: 0,
    };
    while let Some(pid) = family.pop() {
        look.memory += field(
            &fs::read_to_string(format!("/proc/{pid}/status"))?,
            "VmRSS:",
        )
        .unwrap_or(0)
            * 1024;
        for thread in fs::read_dir(format!("/proc/{pid}/task"))? {
            let thread = thread?.path();
            let status = fs::read_to_string(thread.join("status"))?;
            look.threads += 1;
            // One that is dead but not reaped (Z) does not run either.
            look.asleep &= ["State:\tS", "State:\tZ"]
                .iter()
                .any(|state| status.contains(state));
            look.switches += field(&status, "\nvoluntary_ctxt_switches:").unwrap_or(0);
            look.switches += field(&status, "\nnonvoluntary_ctxt_switches:").unwrap_or(0);
            family.extend(family::children(&thread)?);
        }
    }
    Ok(look)
}

/// Reads the number after `name` in the text of `/proc/PID/status`.
fn field(status: &str, name: &str) -> Option<u64> {
    status
        .split_once(name)?
        .1
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

/// Adds up the looks at a trial since it was last heard of.
#[derive(Debug)]
pub struct Watch {
    patience: Duration,
    next: Instant,
    /// Since when every look found all threads asleep, and since when none of them ran in between.
    asleep: Option<Instant>,
    still: Option<(Instant, u64)>,
    looks: u32,
    awake: u32,
}

impl Watch {
    /// Begins to watch at `now`.
    pub fn new(patience: Option<Duration>, now: Instant) -> Self {
        let patience = patience.unwrap_or(USUAL);
        Self {
            patience,
            next: now + interval(patience),
            asleep: None,
            still: None,
            looks: 0,
            awake: 0,
        }
    }

    /// Begins anew, because the trial was heard of: whatever it did before says nothing any more. It is looked at all the same when
    /// it would have been, since what it takes of the host is seen by that alone.
    pub fn heard(&mut self) {
        (self.asleep, self.still) = (None, None);
        (self.looks, self.awake) = (0, 0);
    }

    /// Says when to look next.
    pub fn next(&self) -> Instant {
        self.next
    }

    /// Takes a look at the trial into account, and tells whether it waits in vain. `None` is a look that said nothing.
    pub fn see(&mut self, look: Option<Look>, now: Instant) -> bool {
        self.next = now + interval(self.patience);
        self.looks += 1;
        let Some(look) = look.filter(|look| look.asleep) else {
            self.awake += 1;
            (self.asleep, self.still) = (None, None);
            return false;
        };
        let asleep = *self.asleep.get_or_insert(now);
        let still = match self.still {
            Some((since, switches)) if switches == look.switches => since,
            _ => now,
        };
        self.still = Some((still, look.switches));
        now - still >= self.patience || now - asleep >= self.patience * DROWSY
    }

    /// Says whether most looks since the trial was last heard of found it at work.
    pub fn spinning(&self) -> bool {
        self.awake * 2 > self.looks
    }

    /// Says how long the trial may sleep until it waits in vain.
    pub fn patience(&self) -> Duration {
        self.patience
    }
}

/// How long it is between two looks.
fn interval(patience: Duration) -> Duration {
    (patience / LOOKS).max(Duration::from_millis(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many looks, one each 100 ms with a patience of 1 s, it takes until the trial is found to wait in vain.
    fn decided(mut look: impl FnMut(u64) -> Option<Look>) -> Option<u64> {
        let start = Instant::now();
        let mut watch = Watch::new(Some(Duration::from_secs(1)), start);
        (1..100).find(|&number| {
            let now = watch.next();
            assert_eq!(
                now,
                start + Duration::from_millis(100) * u32::try_from(number).unwrap()
            );
            watch.see(look(number), now)
        })
    }

    fn seen(asleep: bool, switches: u64) -> Option<Look> {
        Some(Look {
            asleep,
            switches,
            memory: 0,
            threads: 1,
        })
    }

    #[test]
    fn who_waits_in_vain() {
        type Row = (&'static str, fn(u64) -> Option<Look>, Option<u64>);
        let table: [Row; 7] = [
            ("it never runs", |_| seen(true, 7), Some(11)),
            ("it wakes up in between", |n| seen(true, n), Some(21)),
            ("it is always ready to run", |_| seen(false, 7), None),
            (
                "it is ready at every tenth look",
                |n| seen(n % 10 != 0, n),
                None,
            ),
            (
                "it is ready at every tenth look, and sleeps well",
                |n| seen(n % 10 != 0, 7),
                None,
            ),
            ("it cannot be looked at", |_| None, None),
            (
                "it works for a second, then waits",
                |n| seen(n > 10, n.min(10)),
                Some(21),
            ),
        ];
        for (what, look, expected) in table {
            assert_eq!(decided(look), expected, "{what}");
        }
    }

    #[test]
    fn what_is_heard_restarts_the_watch() {
        let start = Instant::now();
        let mut watch = Watch::new(Some(Duration::from_secs(1)), start);
        assert!(!watch.see(seen(true, 1), start));
        watch.heard();
        assert!(!watch.see(seen(true, 1), start + Duration::from_secs(6)));
        assert!(watch.see(seen(true, 1), start + Duration::from_secs(7)));
    }

    #[test]
    fn a_trial_that_may_wait_for_ever_is_watched_all_the_same() {
        let start = Instant::now();
        let mut watch = Watch::new(None, start);
        assert!(!watch.see(seen(true, 1), start));
        assert!(watch.see(seen(true, 1), start + Duration::from_secs(1)));
        assert!(!watch.spinning());
    }

    #[test]
    fn a_busy_process_is_not_asleep() {
        // The thread that looks runs while it looks.
        // Threads of other tests may end meanwhile, and then it says nothing.
        let look = std::iter::repeat_with(|| {
            look_at(vec![rustix::process::getpid().as_raw_nonzero().get()])
        })
        .find_map(Result::ok)
        .unwrap();
        assert!(!look.asleep);
        assert!(look.memory > 0);
        assert!(look.switches > 0);
    }
}
