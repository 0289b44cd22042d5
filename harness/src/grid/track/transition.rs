//! Which transition a call makes: the declared conditions, held against what was and what is.

use crate::interface::{Atom, Decoded, Role, Value};

use super::super::declared::{Condition, Effect, Name, Party, Transition, covers, has};
use super::super::{Operation, Socket};
use super::found::Found;
use super::{Slot, Tracker};

/// A call, with what the conditions of transitions look at.
pub(super) struct Event<'a> {
    pub(super) decoded: &'a Decoded,
    /// The function, by which a transition may name the call.
    pub(super) name: &'a str,
    /// The operation; a function that no operation has may lead to another state too.
    pub(super) operation: Option<&'a Operation>,
    /// What it does besides leading to another state.
    pub(super) effect: Option<Effect>,
    /// The kind of the socket that it makes, where that is not the kind of the one that is asked.
    pub(super) makes: Option<&'a str>,
    pub(super) answer: &'a str,
    /// Whether that says that the call did what it was to do.
    pub(super) success: bool,
    pub(super) moved: u64,
    /// Whether it moves a message, which may have no byte: a list of them may be empty.
    pub(super) has_message: bool,
    /// The address of the other end that it is given.
    pub(super) there: Option<&'a Value>,
}

/// What was so before a call.
pub(super) struct Before<'g> {
    pub(super) this: Option<usize>,
    pub(super) state: Option<&'g str>,
    pub(super) other: Option<usize>,
    pub(super) other_state: Option<&'g str>,
    /// What the call, or the last connect of the socket, finds at its address.
    pub(super) found: Option<Found>,
    /// Whether the number is the only one of its socket.
    pub(super) last: bool,
    /// Whether the number is that of a stream or a pollable of the socket.
    pub(super) is_child: bool,
    /// Whether data waits.
    pub(super) waits: bool,
    /// The sockets whose connections wait to be accepted.
    pub(super) waiting: Vec<usize>,
    /// What was made of the socket, and is of a kind of its own.
    pub(super) parts: Vec<usize>,
}

impl Event<'_> {
    /// The number that it sends, of which every byte was reported, the lowest first.
    pub(super) fn number(&self) -> u64 {
        match self.decoded.given(Role::Sent) {
            Some(Value::Bytes { bytes, .. }) => {
                let number = bytes.first_chunk().copied();
                number.map_or(0, u64::from_le_bytes)
            }
            _ => 0,
        }
    }

    /// Whether it leads to another state by this transition, as far as what is called and answered says, whatever the states are.
    fn leads_by(&self, transition: &Transition) -> bool {
        let is_called = |name: &str| has(&transition.calls, name);
        let asks = |operation: &Operation| is_called(operation.name());
        (is_called(self.name) || self.operation.is_some_and(asks))
            && match transition.answer.is_empty() {
                true => !has(&transition.unless, self.answer),
                false => has(&transition.answer, self.answer),
            }
            && transition.with.iter().all(|(name, value)| {
                let texts = [self.decoded.argument(name), self.decoded.result(name)];
                texts.contains(&Some(value.clone()))
            })
    }
}

impl<'g> Before<'g> {
    /// What is so now of `this`, whose number is `fd` if it has one, for what `event` asks of it.
    pub(super) fn new(
        tracker: &Tracker<'g>,
        event: &Event,
        this: Option<usize>,
        fd: Option<Atom>,
    ) -> Before<'g> {
        let socket = this.map(|this| &tracker.sockets[this]);
        let other = this.and_then(|this| tracker.other(event, this));
        let sharing = |slot: &&Slot| this.is_some_and(|this| **slot == Slot::Socket(this));
        let ends = socket
            .map(|socket| socket.queue.iter())
            .into_iter()
            .flatten();
        Before {
            this,
            state: match fd {
                Some(fd) => tracker.known(fd).state,
                None => socket.map(|socket| socket.state),
            },
            other,
            other_state: other.map(|other| tracker.sockets[other].state),
            found: tracker.found(event, this),
            last: tracker.numbers.values().filter(sharing).count() <= 1,
            is_child: fd.is_some_and(|fd| tracker.known(fd).is_child),
            waits: socket.is_some_and(|socket| !socket.inbox.is_empty()),
            waiting: ends.filter_map(|end| tracker.sockets[*end].other).collect(),
            parts: socket.map_or(Vec::new(), |socket| socket.parts.clone()),
        }
    }
}

impl<'g> Tracker<'g> {
    /// The states that the answer of `event` comes from alone, where `state`, which a socket of this kind was tracked in, is
    /// none of them.
    pub(super) fn other_than(&self, event: &Event, kind: &str, state: &str) -> Vec<&'g str> {
        let grid = self.grid;
        let transitions = grid.transitions(kind);
        let alone = transitions.filter(|one| one.only && event.leads_by(one));
        let states = alone.flat_map(|one| one.asked_in());
        let mut names: Vec<&str> = Vec::new();
        for name in states.map(|name| name.get_ref().as_str()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match names.contains(&state) {
            true => Vec::new(),
            false => names,
        }
    }

    /// The state that something of this kind begins in, where `event` makes it of something else.
    pub(super) fn begins(&self, event: &Event, kind: &Socket) -> Option<&'g str> {
        let makes = |one: &&Transition| one.of == Party::New && event.leads_by(one);
        let made = self.grid.transitions(kind.name()).find(makes)?;
        Some(made.to.get_ref().as_str())
    }

    /// The state that `event` leads `subject` to, if it leads it anywhere.
    pub(super) fn to(
        &self,
        event: &Event,
        before: &Before<'g>,
        party: Party,
        subject: Option<usize>,
    ) -> Option<&'g str> {
        let state = match (party, subject) {
            (_, Some(index)) => Some(self.sockets[index].state),
            (Party::This, None) => before.state,
            _ => None,
        };
        let kind_of = |index: usize| self.sockets[index].kind.name();
        let kind = subject
            .map(kind_of)
            .or(event.makes)
            .or(before.this.map(kind_of));
        let listed = |names: &[Name], state: Option<&str>| covers(names, state.unwrap_or_default());
        let is_full = matches!(before.found, Some(Found::Full(_)));
        let holds = |condition: &Condition| match condition {
            Condition::Last => before.last,
            Condition::Named => before.this.is_some_and(|this| self.sockets[this].named),
            Condition::Abrupt => before.this.is_some_and(|this| self.sockets[this].abrupt),
            Condition::Unread => before.waits,
            Condition::Moved => match before.this {
                Some(this) => self.has_moved(event, this),
                None => event.moved > 0,
            },
            Condition::Drained => before.this.is_none_or(|this| {
                let socket = &self.sockets[this];
                let watches = self.watches.iter().any(|(list, _)| *list == this);
                socket.inbox.is_empty() && socket.queue.is_empty() && !watches
            }),
            Condition::Reached => before.other.is_some() && !is_full,
            Condition::Nobody => before.found == Some(Found::Nobody),
            Condition::Full => is_full,
            Condition::Brimful => before
                .this
                .is_some_and(|this| self.sockets[this].inbox.is_brimful()),
        };
        let fits = |transition: &&Transition| {
            transition.of == party
                && event.leads_by(transition)
                && (matches!(party, Party::New | Party::Second) || listed(&transition.from, state))
                && listed(&transition.if_this, before.state)
                && listed(&transition.if_other, before.other_state)
                && transition.when.iter().all(holds)
        };
        let found = self.grid.transitions(kind.unwrap_or_default()).find(fits)?;
        Some(found.to.get_ref().as_str())
    }
}
