//! What a call changes: data and connections move, then states follow.

use crate::interface::{Atom, Role};

use super::super::Operation;
use super::super::declared::{Effect, Party, has};
use super::endpoint::{self, Endpoint, Inbox, nearness};
use super::found::Found;
use super::transition::{Before, Event};
use super::{Slot, Subject, Tracker, number};

impl<'g> Tracker<'g> {
    /// Changes the states as `event`, which is about `subject`, has it.
    pub(super) fn change(&mut self, event: &Event, subject: Subject) {
        let success = event.success;
        let effect = event.effect;
        let Subject {
            number: fd,
            socket: this,
        } = subject;
        let target = event.decoded.given(Role::Replaced).and_then(number);
        if let (true, Some(Effect::Renumbers), Some(to)) = (success, effect, target) {
            if fd.is_none_or(|fd| fd == to || !self.numbers.contains_key(&fd)) {
                return;
            }
            self.close(event, to);
        }
        self.follow(event, this);
        let before = Before::new(self, event, this, fd);
        let made = self.transfer(event, &before);
        let connects = effect == Some(Effect::Connects);
        let listener = before.found.filter(|_| connects).and_then(Found::listener);
        let to = |party, subject| self.to(event, &before, party, subject);
        let this_to = to(Party::This, this);
        let other_to = before.other.and_then(|other| to(Party::Other, Some(other)));
        let new_to = to(Party::New, None);
        let second_to = to(Party::Second, None).or(new_to);
        let listener_to = listener.and_then(|listener| to(Party::Listener, Some(listener)));
        let waiting: Vec<(usize, &str)> = before
            .waiting
            .iter()
            .filter_map(|&end| Some((end, to(Party::Waiting, Some(end))?)))
            .collect();
        let parts: Vec<(usize, &str)> = before
            .parts
            .iter()
            .filter_map(|&part| Some((part, to(Party::Part, Some(part))?)))
            .collect();

        let earlier_to = to(Party::Earlier, this);

        if let (true, Some(this), Some(_)) = (connects, this, this_to) {
            self.sockets[this].unanswered = before.found == Some(Found::Nobody);
        }
        self.serve(event, this);
        self.aim(event, this);
        self.become_of(event, &before, fd, this_to);
        for (index, state) in [(before.other, other_to), (listener, listener_to)] {
            if let (Some(index), Some(state)) = (index, state) {
                self.sockets[index].state = state;
            }
        }
        for (part, state) in parts {
            self.sockets[part].state = state;
        }
        for (end, state) in waiting {
            self.sockets[end].state = state;
            // Nobody will ever have the end that waited.
            self.sockets[end].other = None;
            if let Some(this) = this {
                self.sockets[this].queue.clear();
            }
        }
        if let (Some(this), Some(state)) = (this, earlier_to) {
            self.replace(event, this, state);
        }
        self.give(event, subject, made, listener, [new_to, second_to]);
    }

    /// Lets a socket be where the answer of `event` comes from, if that cannot be the state that it was tracked in: what was
    /// answered is seen, and what was tracked is concluded.
    fn follow(&mut self, event: &Event, this: Option<usize>) {
        let Some(this) = this else {
            return;
        };
        let socket = &self.sockets[this];
        let (kind, state) = (socket.kind.name(), socket.state);
        let states = self.other_than(event, kind, state);
        if let Some(first) = states.first() {
            let (name, answer, states) = (event.name, event.answer, states.join(" and "));
            let how = format!(
                "{name} answers {answer}, which comes from {states} alone, and it was asked in {kind}/{state}"
            );
            self.contradiction.get_or_insert(how);
            self.sockets[this].state = first;
        }
    }

    /// Moves data, connections and what is in lists, before states follow: the conditions ask what is left of them. The result is the end that
    /// is accepted.
    fn transfer(&mut self, event: &Event, before: &Before<'g>) -> Option<usize> {
        let this = before.this?;
        match event.effect {
            Some(Effect::Sends) => {
                if let Some(other) = before.other
                    && self.has_moved(event, this)
                {
                    let sent = match self.sockets[other].inbox {
                        Inbox::Number { .. } => event.number(),
                        _ => event.moved,
                    };
                    self.sockets[other].inbox.put(sent);
                }
            }
            Some(Effect::Receives)
                if self.has_moved(event, this) && !event.decoded.has_flag("peek") =>
            {
                self.sockets[this].inbox.take(event.moved);
            }
            Some(Effect::Accepts) if event.success => {
                return self.sockets[this].queue.pop_front();
            }
            Some(Effect::Watches) if event.success => self.watch(event, this),
            _ => {}
        }
        None
    }

    /// Whether a call has moved anything: bytes, or a message, which may have none.
    pub(super) fn has_moved(&self, event: &Event, this: usize) -> bool {
        let moves = matches!(event.effect, Some(Effect::Sends | Effect::Receives));
        event.moved > 0
            || event.success && event.has_message && moves && self.sockets[this].has_messages()
    }

    /// The other end of what `event` asks of a socket: that of its connection, or who receives the message that it sends.
    pub(super) fn other(&self, event: &Event, this: usize) -> Option<usize> {
        let socket = &self.sockets[this];
        if !socket.has_messages() || event.effect != Some(Effect::Sends) {
            return socket.other;
        }
        match event.there.and_then(endpoint::address).or(socket.there) {
            Some(wanted) => {
                let sockets = self.sockets.iter().enumerate();
                let receivers = sockets.filter_map(|(index, one)| {
                    let near = one.nearness(wanted)?;
                    let takes = one.has_messages() && !one.gone && takes_from(one, socket);
                    // One that is connected to the sender is nearer than others.
                    takes.then_some((one.there.is_none(), near, index))
                });
                receivers.min().map(|(.., index)| index)
            }
            None => socket.other,
        }
    }

    /// Forgets the members of a group that `event` sends to, where the sender has said which of them hear it: that hangs on interfaces.
    fn aim(&mut self, event: &Event, this: Option<usize>) {
        let there = event.decoded.given(Role::There);
        let group = match (this, there.and_then(endpoint::address)) {
            (Some(this), Some(there)) if self.sockets[this].aims => there.ip(),
            _ => return,
        };
        if event.effect == Some(Effect::Sends) {
            let members = |slot: &&mut Slot| match slot {
                Slot::Socket(index) => self.sockets[*index].groups.contains(&group),
                _ => false,
            };
            self.numbers
                .values_mut()
                .filter(members)
                .for_each(|slot| *slot = Slot::Unknown);
        }
    }

    /// Lets a socket serve IPv4 or not, or aim, where `event` sets an option for that.
    fn serve(&mut self, event: &Event, this: Option<usize>) {
        let Some(socket) = this.map(|this| &mut self.sockets[this]) else {
            return;
        };
        let (option, flag) = (
            event.decoded.argument("opt"),
            event.decoded.argument("flag"),
        );
        if let (Some(mapped), Some(option), Some(flag), true) =
            (&socket.kind.mapped, option, flag, event.success)
            && mapped.unless == option
        {
            socket.mapped = flag == "false";
        }
        let option = event.decoded.argument("opt");
        let aims = option.is_some_and(|option| has(&socket.kind.aims, &option));
        socket.aims |= aims && event.success;
    }

    /// The number, or the socket, that `event` asks comes to be in the state `to`.
    fn become_of(
        &mut self,
        event: &Event,
        before: &Before<'g>,
        fd: Option<Atom>,
        to: Option<&'g str>,
    ) {
        let closes = event.effect == Some(Effect::Closes);
        let this = before.this;
        if closes && event.success && before.last && !before.is_child {
            this.into_iter()
                .for_each(|this| self.sockets[this].gone = true);
        }
        match (event.effect, fd, to) {
            (Some(Effect::Closes), Some(fd), _) if before.is_child => {
                if event.success {
                    self.numbers.remove(&fd);
                }
                if let (Some(this), Some(state)) = (this, to) {
                    self.sockets[this].state = state;
                }
            }
            (Some(Effect::Closes | Effect::Renumbers), Some(fd), Some(state)) => {
                self.numbers.insert(fd, Slot::Bare(state));
                if let (Some(this), true, true) = (this, closes, before.last) {
                    self.sockets[this].state = state;
                }
            }
            // Where no state is declared for a number that was closed, nothing is known of it any more.
            (Some(Effect::Closes), Some(fd), None) if event.success => {
                self.numbers.remove(&fd);
            }
            (_, fd, Some(state)) => match (this, fd) {
                (Some(this), _) => self.sockets[this].state = state,
                (None, Some(fd)) => drop(self.numbers.insert(fd, Slot::Bare(state))),
                (None, None) => {}
            },
            _ => {}
        }
    }

    /// Closes the number `to`, which another one's socket is about to have, and gives it that.
    fn close(&mut self, event: &Event, to: Atom) {
        let grid = self.grid;
        let from = event.decoded.given(Role::Asked).and_then(number);
        let from = from.and_then(|fd| self.numbers.get(&fd).copied());
        let closes = |operation: &&Operation| operation.does == Some(Effect::Closes);
        let subject = self.subject(Some(to));
        let kind = subject
            .socket
            .map(|socket| self.sockets[socket].kind.name());
        let mut operations = grid.operations(kind.unwrap_or_default());
        if let (Some(operation), Some(_)) = (operations.find(closes), self.numbers.get(&to)) {
            let closing = Event {
                operation: Some(operation),
                effect: operation.does,
                ..*event
            };
            self.change(&closing, subject);
        }
        if let Some(from) = from {
            self.numbers.insert(to, from);
        }
    }
}

/// Whether a socket of messages takes what `sender` sends: one that is connected does so only from whom it is connected to.
fn takes_from(receiver: &Endpoint, sender: &Endpoint) -> bool {
    receiver.there.is_none_or(|there| {
        let here = sender.here;
        here.is_some_and(|here| nearness(here, there, sender.mapped).is_some())
    })
}
