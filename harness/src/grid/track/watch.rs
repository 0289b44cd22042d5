//! Lists of descriptors that later calls wait for: which socket is in which, and which of them a call has reported.
//!
//! A list is a socket to the grid, of a kind of its own. A descriptor is in it until it is deleted from it, or until the last number
//! of its socket is closed.

use crate::interface::{Atom, Decoded, Role, Value};

use super::transition::Event;
use super::{Slot, Subject, Tracker, number};

/// A descriptor in a list.
#[derive(Debug)]
pub(super) struct Watch<'g> {
    /// The number by which it was added.
    pub(super) number: Atom,
    /// What the number stood for then.
    pub(super) slot: Slot<'g>,
    /// What the guest wants to be told with its events.
    data: Vec<(&'static str, Value)>,
}

impl<'g> Tracker<'g> {
    /// Changes the list `this` as a call that succeeded has it.
    pub(super) fn watch(&mut self, event: &Event, this: usize) {
        let given = event.decoded.given(Role::Watched);
        let Some(number) = given.and_then(number) else {
            return;
        };
        self.watches
            .retain(|(list, watch)| *list != this || watch.number != number);
        if event.decoded.argument("op").as_deref() == Some("del") {
            return;
        }
        let slot = self.numbers.get(&number).copied();
        let events = event.decoded.args.iter();
        let mut parts = events.filter_map(|field| match &field.value {
            Value::Struct(parts) => Some(data(parts)),
            _ => None,
        });
        let watch = Watch {
            number,
            slot: slot.unwrap_or(Slot::Unknown),
            data: parts.next().unwrap_or_default(),
        };
        self.watches.push((this, watch));
    }

    /// What is in the list that a call is made on.
    pub(super) fn watched(&self, call: &Decoded) -> impl Iterator<Item = &Watch<'g>> {
        let asked = call.given(Role::Asked).and_then(number);
        let list = self.subject(asked).socket;
        let is_left = |slot: Slot| match slot {
            Slot::Socket(index) => !self.sockets[index].gone,
            _ => true,
        };
        let watches = self.watches.iter();
        watches
            .filter(move |(one, watch)| Some(*one) == list && is_left(watch.slot))
            .map(|(_, watch)| watch)
    }

    /// What is in the list that a call is made on and was reported by it.
    pub(super) fn watched_and_reported(&self, call: &Decoded) -> Vec<Subject> {
        let reported = |watch: &&Watch| call.reported().any(|parts| data(parts) == watch.data);
        let watched = self.watched(call).filter(reported);
        watched
            .map(|watch| Subject {
                number: Some(watch.number),
                socket: match watch.slot {
                    Slot::Socket(index) => Some(index),
                    _ => None,
                },
            })
            .collect()
    }
}

/// The parts of an event that are the guest's own.
fn data(parts: &[(&'static str, Value)]) -> Vec<(&'static str, Value)> {
    let own = parts.iter().filter(|(name, _)| *name != "events");
    own.cloned().collect()
}
