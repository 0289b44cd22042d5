//! What a call makes besides states: numbers, addresses and connections.

use std::net::IpAddr;

use crate::interface::{Answer, Atom, Decoded, Role, Value};

use super::super::Socket;
use super::super::declared::{Effect, has};
use super::endpoint::{Inbox, address};
use super::transition::Event;
use super::{Slot, Subject, Tracker, number};

impl<'g> Tracker<'g> {
    /// Gives numbers, addresses and connections, as the effect of a call has it. `made` is the end that was accepted, `new_to`
    /// the states of what the call makes, the first and the second.
    pub(super) fn give(
        &mut self,
        event: &Event,
        subject: Subject,
        made: Option<usize>,
        listener: Option<usize>,
        [new_to, second_to]: [Option<&'g str>; 2],
    ) {
        let success = event.success;
        let this = subject.socket;
        let nonblock = event.decoded.has_flag("nonblock");
        let given = |role| event.decoded.given(role).and_then(address);
        match (event.effect, this) {
            (Some(Effect::Opens), _) if success => {
                let new = self.new_socket(event.makes, new_to);
                if let Some(new) = new {
                    self.begin(event, new);
                }
                self.number(event, &[new], new);
            }
            (Some(Effect::Pairs), _) if success => {
                let ends = [new_to, second_to].map(|to| self.new_socket(event.makes, to));
                if let [Some(one), Some(other)] = ends {
                    self.sockets[one].other = Some(other);
                    self.sockets[other].other = Some(one);
                }
                self.number(event, &ends, None);
            }
            (Some(Effect::Accepts), _) if success => {
                let kind = this.map(|this| self.sockets[this].kind.name());
                let end = made.or_else(|| self.new_socket(kind, new_to));
                if let Some(end) = end {
                    self.sockets[end].nonblock = nonblock;
                }
                self.number(event, &[end], end);
            }
            (Some(Effect::Duplicates), _) if success => {
                let slot = subject.number.and_then(|fd| self.numbers.get(&fd).copied());
                if let (Some(new), Some(slot)) = (made_by(event).next(), slot) {
                    self.numbers.insert(new, slot);
                }
            }
            (Some(Effect::Connects), Some(this)) if self.sockets[this].has_messages() => {
                if success {
                    self.sockets[this].there = event.there.and_then(address);
                }
                self.number(event, &[], Some(this));
            }
            (Some(Effect::Connects), Some(this)) => {
                let kind = self.sockets[this].kind.name();
                if let (Some(listener), Some(_)) = (listener, new_to)
                    && let Some(end) = self.new_socket(Some(kind), new_to)
                {
                    self.sockets[end].other = Some(this);
                    self.sockets[this].other = Some(end);
                    self.sockets[listener].queue.push_back(end);
                }
                self.number(event, &[], Some(this));
            }
            (Some(Effect::Binds), Some(this)) if success => {
                let socket = &mut self.sockets[this];
                (socket.here, socket.named) = (given(Role::Here), true);
            }
            (Some(Effect::TellsAddress), Some(this)) if success => {
                let socket = &mut self.sockets[this];
                if socket.here.is_none_or(|here| here.port() == 0) {
                    let told = event.decoded.written(Role::Here);
                    socket.here = told.and_then(address);
                }
            }
            (Some(Effect::Joins), Some(this)) if success => {
                self.sockets[this].groups.extend(group(event));
            }
            (Some(Effect::Leaves), Some(this)) if success => {
                let left = group(event);
                self.sockets[this].groups.retain(|one| Some(*one) != left);
            }
            (Some(Effect::SetsFlags), Some(this)) if success => {
                self.sockets[this].nonblock = nonblock;
            }
            (Some(Effect::SetsLinger), Some(this))
                if success && event.decoded.argument("opt").as_deref() == Some("linger") =>
            {
                let time = event.decoded.argument("time");
                self.sockets[this].abrupt = time.as_deref() == Some("0");
            }
            (Some(Effect::Watches), Some(this)) if success => self.watch(event, this),
            // What a call fails with may be a handle too, of the error that says why.
            _ if success || made_by(event).any(|made| matches!(made, Atom::Handle(..))) => {
                self.number(event, &[], this);
            }
            _ => {}
        }
    }

    /// Lets what was made of a number begin with that. What is sent to it comes back from itself.
    fn begin(&mut self, event: &Event, new: usize) {
        if let Inbox::Number {
            number,
            is_semaphore,
        } = &mut self.sockets[new].inbox
        {
            if let Some(Value::Number(initial)) = event.decoded.given(Role::Initial) {
                *number = *initial;
            }
            *is_semaphore = event.decoded.has_flag("semaphore");
            self.sockets[new].other = Some(new);
        }
    }

    /// Takes the two ends of a stream that the guest has made, and gives a socket the end that the guest writes to, where that takes
    /// the other one.
    pub(super) fn pair(&mut self, call: &Decoded) {
        if call.answer == Answer::Pending {
            return;
        }
        let made = call.outs.iter().filter_map(|field| number(&field.value));
        if let [readable @ Atom::Handle("reader", _), writable] = made.collect::<Vec<_>>()[..] {
            self.writers.insert(readable, writable);
        }
        let taken = call.given(Role::Taken).and_then(number);
        let asked = call.given(Role::Asked).and_then(number);
        if let Some(readable) = taken
            && let Some(writable) = self.writers.remove(&readable)
            && let Some(Slot::Socket(socket)) =
                asked.and_then(|one| self.numbers.get(&one).copied())
        {
            self.numbers.remove(&readable);
            self.numbers.insert(writable, Slot::Child(socket));
        }
    }

    /// Lets the streams that `event` makes take the place of those of their kind that were made of `this` before, which are in `state`
    /// from now on.
    pub(super) fn replace(&mut self, event: &Event, this: usize, state: &'g str) {
        let resource = |number: &Atom| match number {
            Atom::Handle(resource, _) => Some(*resource),
            Atom::Fd(_) | Atom::Port(_) => None,
        };
        let made: Vec<_> = made_by(event).filter_map(|one| resource(&one)).collect();
        for (number, slot) in &mut self.numbers {
            let is_earlier = resource(number).is_some_and(|one| made.contains(&one));
            if is_earlier && *slot == Slot::Child(this) {
                *slot = Slot::Replaced(this, state);
            }
        }
    }

    fn new_socket(&mut self, kind: Option<&str>, state: Option<&'g str>) -> Option<usize> {
        let kind = self.grid.socket(kind?)?.name();
        self.add(kind, state?)
    }

    /// Gives the numbers that a call has made: to `sockets` in their order, and to streams and pollables, which belong to
    /// `owner`, whether or not they are of a kind of their own. Of other numbers nothing is known.
    fn number(&mut self, event: &Event, sockets: &[Option<usize>], owner: Option<usize>) {
        let mut sockets = sockets.iter().copied();
        let asked = event.decoded.given(Role::Asked).and_then(number);
        let asked = asked.and_then(|asked| self.numbers.get(&asked).copied());
        for number in made_by(event) {
            let slot = match (owner, number, asked) {
                (Some(_), Atom::Handle(..), Some(replaced @ Slot::Replaced(..))) => Some(replaced),
                (Some(owner), Atom::Handle(resource, _), _) => self.made_of(event, owner, resource),
                _ => None,
            };
            let slot = slot.or_else(|| sockets.next().flatten().map(Slot::Socket));
            self.numbers.insert(number, slot.unwrap_or(Slot::Unknown));
        }
    }

    /// What a new handle of this resource stands for, if it is one that is made of `owner`.
    fn made_of(&mut self, event: &Event, owner: usize, resource: &str) -> Option<Slot<'g>> {
        let is_its = |kind: &&Socket| {
            let handle = kind.handle.as_ref();
            handle.is_some_and(|handle| handle.get_ref() == resource)
        };
        if let Some(kind) = self.grid.sockets().find(is_its)
            && let Some(state) = self.begins(event, kind)
        {
            let part = self.add(kind.name(), state)?;
            self.sockets[owner].parts.push(part);
            return Some(Slot::Socket(part));
        }
        has(&self.sockets[owner].kind.children, resource).then_some(Slot::Child(owner))
    }
}

/// The numbers that a call has made, in their order.
fn made_by<'a>(event: &Event<'a>) -> impl Iterator<Item = Atom> + use<'a> {
    let fields = event.decoded.outs.iter();
    let made = fields.filter(|field| field.role == Some(Role::Made));
    made.filter_map(|field| number(&field.value))
}

/// The group that a call joins or leaves.
fn group(event: &Event) -> Option<IpAddr> {
    match event.decoded.given(Role::Group)? {
        Value::Ip(group) => Some(*group),
        _ => None,
    }
}
