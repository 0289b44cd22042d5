//! What a guest waits for: its open calls, and when the clock ends them.

use std::time::{Duration, Instant};

use super::Past;
use crate::interface::{self, Alarm, Clock, Decoded};
use crate::record::{Moment, Record, Site};

/// A call that was made and has not returned, for as long as it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// Where in the guest the call stands.
    pub site: Site,
    /// What was called with what.
    pub call: Decoded,
    /// When the clock ends it, if it does.
    pub alarm: Option<Alarm>,
}

/// The calls that are open, as records tell of them.
#[derive(Debug, Default)]
pub struct Waiting {
    open: Vec<(Record, Instant)>,
    clock: Clock,
    past: Past,
    /// When the last record came.
    heard: Option<Instant>,
}

impl Waiting {
    /// Takes a record that has come at `now`.
    pub fn hear(&mut self, record: &Record, now: Instant) {
        self.heard = Some(now);
        match record.moment {
            Moment::Enter(_) => self.open.push((record.clone(), now)),
            Moment::Exit(_) | Moment::Started { .. } => {
                // Calls nest when the host calls back into the guest, so the innermost one is the one that returns.
                let is_it = |(enter, _): &(Record, Instant)| {
                    (enter.site, &enter.module, &enter.name)
                        == (record.site, &record.module, &record.name)
                };
                if let Some(at) = self.open.iter().rposition(is_it) {
                    let (enter, _) = self.open.remove(at);
                    let call = interface::decode(&enter, Some(record));
                    self.clock.returned(&call, now);
                    self.past.returned(&enter.module, &enter.name, &call);
                }
            }
            Moment::Later { .. } => {}
        }
    }

    /// Says what the guest has done, as the calls tell that have returned.
    pub fn past(&self) -> Past {
        self.past
    }

    /// Whether any record has come.
    pub fn heard(&self) -> bool {
        self.heard.is_some()
    }

    /// Whether a record has come less than this `time` ago.
    pub fn heard_since(&self, now: Instant, time: Duration) -> bool {
        self.heard
            .is_some_and(|heard| now.saturating_duration_since(heard) < time)
    }

    /// Whether a call is open.
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Says what each open call waits for, in the order in which they were made.
    pub fn calls(&self) -> impl Iterator<Item = Waits> {
        self.open.iter().map(|(enter, since)| {
            let call = interface::decode(enter, None);
            Waits {
                site: enter.site,
                alarm: self.clock.ends(&call, *since),
                call,
            }
        })
    }

    /// Whether the clock is yet to end an open call at `now`, or ended one less than `patience` ago, so that the guest has hardly
    /// had the time to go on.
    pub fn by_the_clock(&self, now: Instant, patience: Duration) -> bool {
        self.calls().any(|call| match call.alarm {
            None => false,
            Some(Alarm::Some) => true,
            Some(Alarm::At(moment)) => now.saturating_duration_since(moment) < patience,
        })
    }
}
