//! Waiting: which calls end by the clock, and when.
//!
//! A call may be told itself how long to wait, as a sleep is; what it waits for may be a matter of time, as a pollable of the
//! clock is; or the descriptor that it is made on was given a time limit before. Which parameter says such a thing, each
//! interface declares as its [`Role`].

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::decode::Decoded;
use super::role::{Field, Role};
use super::value::{Atom, Value};

/// What there is to know of a guest's clock, put together from its calls as they return.
#[derive(Debug, Default)]
pub struct Clock {
    /// What ends the waiting for a handle or on a descriptor.
    limits: BTreeMap<Atom, Limit>,
}

/// What ends a wait.
#[derive(Debug, Clone, Copy)]
enum Limit {
    /// Each call on it may wait so long.
    Each(Duration),
    /// It comes at this moment.
    At(Alarm),
}

/// When the clock ends a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alarm {
    /// At this moment.
    At(Instant),
    /// At a moment that is told by the guest's own clock.
    Some,
}

impl Alarm {
    /// Returns how long it is until then at `now`, where that is known.
    pub fn left(self, now: Instant) -> Option<Duration> {
        match self {
            Alarm::At(moment) => Some(moment.saturating_duration_since(now)),
            Alarm::Some => None,
        }
    }

    /// The alarm after this time; none where the time means for ever.
    fn after(nanoseconds: u64, now: Instant) -> Option<Alarm> {
        let duration = duration(nanoseconds)?;
        // What is beyond the clock of this machine comes after every limit.
        Some(now.checked_add(duration).map_or(Alarm::Some, Alarm::At))
    }

    fn earlier(self, other: Alarm) -> Alarm {
        match (self, other) {
            (Alarm::At(one), Alarm::At(other)) => Alarm::At(one.min(other)),
            (at @ Alarm::At(_), Alarm::Some) | (Alarm::Some, at) => at,
        }
    }
}

impl Clock {
    /// Takes a call that has returned at `now`.
    pub fn returned(&mut self, call: &Decoded, now: Instant) {
        if call.answer.is_failure() {
            return;
        }
        let asked = || with(&call.args, Role::Asked).find_map(atom);
        if let Some(limit) = call.given(Role::Limit)
            && let Some(asked) = asked()
        {
            match number(limit).and_then(duration) {
                Some(each) => self.limits.insert(asked, Limit::Each(each)),
                None => self.limits.remove(&asked),
            };
        }
        let delay = call.given(Role::Delay).and_then(number);
        let alarm = match (delay, call.given(Role::Moment)) {
            (Some(delay), _) => Alarm::after(delay, now),
            (None, moment) => moment.map(|_| Alarm::Some),
        };
        for made in with(&call.outs, Role::Made).filter_map(atom) {
            match alarm {
                Some(alarm) => self.limits.insert(made, Limit::At(alarm)),
                None => self.limits.remove(&made),
            };
        }
        if call.function.is_some_and(super::Function::closes)
            && let Some(closed) = asked()
        {
            self.limits.remove(&closed);
        }
    }

    /// Returns when the clock ends a call that was made at `since` and is under way; `None` if it does not.
    pub fn ends(&self, call: &Decoded, since: Instant) -> Option<Alarm> {
        let told = call.given(Role::Timeout).and_then(number);
        let told = told.and_then(|timeout| Alarm::after(timeout, since));
        let awaited = match call.given(Role::Awaited) {
            Some(Value::List { items, .. }) => items.as_slice(),
            _ => &[],
        };
        let awaited = awaited.iter().filter_map(|one| match one {
            Value::Struct(parts) => subscribed(parts, since),
            one => self.limit(Atom::of(one)?, since),
        });
        let asked = with(&call.args, Role::Asked).filter_map(atom);
        let asked = asked.filter_map(|asked| self.limit(asked, since));
        told.into_iter()
            .chain(awaited)
            .chain(asked)
            .reduce(Alarm::earlier)
    }

    fn limit(&self, atom: Atom, since: Instant) -> Option<Alarm> {
        match self.limits.get(&atom)? {
            Limit::Each(each) => Some(since.checked_add(*each).map_or(Alarm::Some, Alarm::At)),
            Limit::At(alarm) => Some(*alarm),
        }
    }
}

/// When a subscription to a clock comes; `None` of one to anything else.
fn subscribed(parts: &[(&'static str, Value)], since: Instant) -> Option<Alarm> {
    let part = |name| parts.iter().find(|(known, _)| *known == name);
    let (_, timeout) = part("timeout")?;
    match part("flags") {
        Some((_, Value::Name(flags))) if flags.contains("abstime") => Some(Alarm::Some),
        _ => Alarm::after(number(timeout)?, since),
    }
}

fn with(fields: &[Field], role: Role) -> impl Iterator<Item = &Field> {
    fields.iter().filter(move |field| field.role == Some(role))
}

fn atom(field: &Field) -> Option<Atom> {
    Atom::of(&field.value)
}

fn number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => Some(*number),
        _ => None,
    }
}

/// How long that is; none where it means for ever, as the greatest number does.
fn duration(nanoseconds: u64) -> Option<Duration> {
    (nanoseconds != u64::MAX).then(|| Duration::from_nanos(nanoseconds))
}
