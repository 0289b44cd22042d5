//! Following a trace through the declared transitions: the state of every descriptor before every call.
//!
//! What the transitions do not say stands here: which numbers share a socket, which socket is at the other end of which,
//! which data and how many connections wait. All of it comes from the trace alone. Calls are taken in the order in
//! which they were entered, so of threads that call at once the order may be another one than it was.

mod change;
mod endpoint;
mod found;
mod give;
mod hand;
mod peer;
mod transition;
mod watch;

use std::collections::BTreeMap;

use wasock_runners::Preopen;

use crate::interface::{Atom, Decoded, Function, Role, Value, is_peer};
use crate::trace::{Answer, Call};

use super::declared::{Effect, has};
use super::{Grid, Operation};
use endpoint::Endpoint;
use peer::Peer;
use transition::Event;
use watch::Watch;

/// An operation that a call asks of a descriptor.
#[derive(Debug, Clone)]
pub struct Asked<'g> {
    /// The operation.
    pub operation: &'g Operation,
    /// The number of the descriptor or handle, where the operation has one.
    pub number: Option<Atom>,
    /// What is known of it; for an operation that has none, the row in which it is counted.
    pub known: Known<'g>,
}

/// What is known of a descriptor at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'g> {
    /// The kind of socket; `None` where the descriptor is none, or is no kind that is declared.
    pub socket: Option<&'g str>,
    /// The state; `None` where nothing is known of what the descriptor stands for.
    pub state: Option<&'g str>,
    /// Whether it is a handle that was made of the socket, a stream or a pollable, and not the socket's own.
    pub is_child: bool,
    /// Whether calls do not wait.
    pub nonblock: bool,
    /// How many bytes were sent to the socket that it has not received; of a socket of messages, those of the first one.
    pub waiting: u64,
    /// How many messages wait; 0 where what waits is a stream of bytes.
    pub messages: usize,
}

/// The moment before a call.
#[derive(Debug, Clone)]
pub struct Moment<'g> {
    /// What the call asks; a call that waits for several descriptors asks each of them.
    pub asked: Vec<Asked<'g>>,
    /// Every number that was opened until then, with what is known of it.
    pub descriptors: BTreeMap<Atom, Known<'g>>,
    /// How the call's answer contradicts the states that were tracked, in words, if it cannot come from them.
    pub contradiction: Option<String>,
}

/// What was known before each of `calls`, in their order, of a guest that was handed these sockets.
///
/// What a call has done is taken to be done once it was entered. Of a guest with threads that is not so: there it was done when the
/// call returned, and one that has not returned has done nothing.
pub fn track<'g>(grid: &'g Grid, preopens: &[Preopen], calls: &[Call]) -> Vec<Moment<'g>> {
    let mut tracker = Tracker::new(grid);
    tracker.hand(preopens);
    if calls.iter().any(|call| call.thread > 0) {
        return tracker.of_threads(calls);
    }
    // A call of which the guest is told later changes something at both moments.
    let mut later: BTreeMap<usize, Vec<&Call>> = BTreeMap::new();
    let mut moments = Vec::new();
    for (index, call) in calls.iter().enumerate() {
        for told in later.remove(&index).unwrap_or_default() {
            tracker.step(told);
        }
        let (asked, descriptors) = (tracker.asked(call), tracker.descriptors());
        match call.later {
            Some(moment) => {
                later.entry(moment).or_default().push(call);
                tracker.step(&call.started());
            }
            None => tracker.step(call),
        }
        moments.push(Moment {
            asked,
            descriptors,
            contradiction: tracker.contradiction.take(),
        });
    }
    moments
}

/// The descriptors of a guest, as far as its trace tells of them.
#[derive(Debug)]
pub struct Tracker<'g> {
    grid: &'g Grid,
    numbers: BTreeMap<Atom, Slot<'g>>,
    sockets: Vec<Endpoint<'g>>,
    /// The writable end of each stream that the guest has made, by the readable one.
    writers: BTreeMap<Atom, Atom>,
    /// What is in the lists that calls wait by, each with the socket that the list is.
    watches: Vec<(usize, Watch<'g>)>,
    peer: Peer,
    /// How the answer of the call that was taken last contradicts what was tracked before.
    contradiction: Option<String>,
}

/// What a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot<'g> {
    /// The socket with this index.
    Socket(usize),
    /// A stream or a pollable of the socket with this index.
    Child(usize),
    /// A stream of the socket with this index that a later one has taken the place of, in this state.
    Replaced(usize, &'g str),
    /// No socket, but what this state says.
    Bare(&'g str),
    /// Something that the grid does not declare.
    Unknown,
}

/// Whom an event is about: a number of the guest, or a socket that the guest has no number of.
#[derive(Debug, Clone, Copy)]
struct Subject {
    number: Option<Atom>,
    socket: Option<usize>,
}

impl<'g> Tracker<'g> {
    /// What was known before each of `calls`, whichever thread has made it.
    fn of_threads(mut self, calls: &[Call]) -> Vec<Moment<'g>> {
        let entered = calls
            .iter()
            .enumerate()
            .map(|(index, call)| (call.span.0, index, true));
        let left = calls.iter().enumerate();
        let left = left.filter_map(|(index, call)| Some((call.span.1?, index, false)));
        let mut order: Vec<_> = entered.chain(left).collect();
        order.sort_unstable();
        let mut moments = BTreeMap::new();
        for (_, index, enters) in order {
            match enters {
                true => {
                    let (asked, descriptors) = (self.asked(&calls[index]), self.descriptors());
                    let contradiction = None;
                    let moment = Moment {
                        asked,
                        descriptors,
                        contradiction,
                    };
                    moments.insert(index, moment);
                }
                false => self.step(&calls[index]),
            }
        }
        moments.into_values().collect()
    }

    /// Before the first call.
    pub fn new(grid: &'g Grid) -> Tracker<'g> {
        let mut numbers = BTreeMap::new();
        for state in grid.all_states() {
            let slot = Slot::Bare(state.name());
            numbers.extend(state.numbers.iter().map(|fd| (Atom::Fd(*fd), slot)));
        }
        Tracker {
            grid,
            numbers,
            sockets: Vec::new(),
            writers: BTreeMap::new(),
            watches: Vec::new(),
            peer: Peer::default(),
            contradiction: None,
        }
    }

    /// What is known of a number now.
    pub fn known(&self, number: Atom) -> Known<'g> {
        let unopened = || {
            let mut states = self.grid.all_states();
            let unopened = states.find(|state| state.unopened)?;
            Some(Slot::Bare(unopened.name()))
        };
        let slot = match (self.numbers.get(&number), number) {
            (Some(slot), _) => *slot,
            (None, Atom::Fd(_)) => unopened().unwrap_or(Slot::Unknown),
            (None, Atom::Handle(..) | Atom::Port(_)) => Slot::Unknown,
        };
        self.known_of(slot)
    }

    /// What is known of what a number stands for.
    fn known_of(&self, slot: Slot<'g>) -> Known<'g> {
        let bare = |state| Known {
            socket: None,
            state,
            is_child: false,
            nonblock: false,
            waiting: 0,
            messages: 0,
        };
        match slot {
            Slot::Socket(index) | Slot::Child(index) | Slot::Replaced(index, _) => {
                let socket = &self.sockets[index];
                let state = match slot {
                    Slot::Replaced(_, state) => state,
                    _ => socket.state,
                };
                Known {
                    socket: Some(socket.kind.name()),
                    state: Some(state),
                    is_child: !matches!(slot, Slot::Socket(_)),
                    nonblock: socket.nonblock,
                    waiting: socket.inbox.next(),
                    messages: socket.inbox.messages(),
                }
            }
            Slot::Bare(state) => bare(Some(state)),
            Slot::Unknown => bare(None),
        }
    }

    /// Every number that was opened, with what is known of it.
    pub fn descriptors(&self) -> BTreeMap<Atom, Known<'g>> {
        let numbers = self.numbers.keys();
        numbers
            .map(|number| (*number, self.known(*number)))
            .collect()
    }

    /// What a call asks, before it is made.
    pub fn asked(&self, call: &Call) -> Vec<Asked<'g>> {
        let decoded = &call.decoded;
        let mut asked = Vec::new();
        for operation in self.operations(&decoded.name) {
            if let Some(row) = operation.row() {
                let kind = self.opened_by(decoded);
                let mut known = self.known(Atom::Port(0));
                known.socket = kind;
                known.state = Some(row);
                asked.push(Asked {
                    operation: self.of_kind(operation, kind),
                    number: None,
                    known,
                });
                continue;
            }
            if operation.watched {
                for watch in self.watched(decoded) {
                    let known = self.known_of(watch.slot);
                    asked.push(Asked {
                        operation: self.of_kind(operation, known.socket),
                        number: Some(watch.number),
                        known,
                    });
                }
                continue;
            }
            let numbers: Vec<Option<Atom>> = match &operation.subscription {
                Some(kind) => {
                    let awaited = decoded.awaited(kind);
                    awaited.map(|(fd, _)| Some(Atom::Fd(fd))).collect()
                }
                None => vec![decoded.given(Role::Asked).and_then(number)],
            };
            for number in numbers {
                // A port is no descriptor, so nothing is known of it.
                let known = self.known(number.unwrap_or(Atom::Port(0)));
                asked.push(Asked {
                    operation: self.of_kind(operation, known.socket),
                    number,
                    known,
                });
            }
        }
        asked
    }

    /// The operations that a call of this function asks, each once, whichever kinds of socket declare it.
    fn operations(&self, function: &str) -> Vec<&'g Operation> {
        let mut operations: Vec<&Operation> = Vec::new();
        for operation in self.grid.asked_by(function) {
            if operations.iter().all(|one| one.name() != operation.name()) {
                operations.push(operation);
            }
        }
        operations
    }

    /// The operation as this kind of socket declares it, if it does.
    fn of_kind(&self, operation: &'g Operation, kind: Option<&str>) -> &'g Operation {
        let own = kind.and_then(|kind| self.grid.operation(kind, operation.name()));
        own.unwrap_or(operation)
    }

    /// Takes a call that has been made, or a step of the peer that has been taken.
    pub fn step(&mut self, call: &Call) {
        self.contradiction = None;
        if is_peer(&call.module) {
            self.step_of_peer(call);
            return;
        }
        // What the peer did meanwhile, it did while this call was under way.
        let then = self.meanwhile();
        self.step_of_guest(call);
        then.iter().for_each(|step| self.act(step));
    }

    fn step_of_guest(&mut self, call: &Call) {
        if matches!(call.answer(), Answer::Pending | Answer::Number(_)) {
            return;
        }
        let decoded = &call.decoded;
        self.pair(decoded);
        let answer = call.answer().to_string();
        let mut event = Event {
            decoded,
            name: &decoded.name,
            operation: None,
            effect: None,
            makes: None,
            answer: &answer,
            success: call.answer().is_success(),
            moved: decoded.moved(),
            has_message: true,
            there: decoded.there(),
        };
        let asked = self.subject(decoded.given(Role::Asked).and_then(number));
        let operations = self.operations(&decoded.name);
        if operations.is_empty() {
            self.change(&event, asked);
            let closes = decoded.function.is_some_and(Function::closes);
            if let (true, true, Some(number)) = (event.success, closes, asked.number)
                && let Some(Slot::Child(_) | Slot::Replaced(..)) = self.numbers.get(&number)
            {
                self.numbers.remove(&number);
            }
        }
        for operation in operations {
            let subjects: Vec<Subject> = match &operation.subscription {
                None if operation.watched => self.watched_and_reported(decoded),
                None => vec![asked],
                Some(kind) => decoded
                    .awaited(kind)
                    .filter(|(_, userdata)| decoded.happened(kind, userdata))
                    .map(|(fd, _)| self.subject(Some(Atom::Fd(fd))))
                    .collect(),
            };
            for subject in subjects {
                let opened = self.opened_by(decoded);
                let kind = subject
                    .socket
                    .map(|socket| self.sockets[socket].kind.name());
                let operation = self.of_kind(operation, kind.or(opened));
                event.operation = Some(operation);
                event.effect = operation.does;
                event.makes = match operation.does {
                    Some(Effect::Opens | Effect::Pairs) => opened,
                    _ => None,
                };
                self.change_by_messages(&mut event, subject);
            }
        }
    }

    /// Changes the states as `event` has it, which moves as many messages as its call: each by itself, since each may go elsewhere.
    fn change_by_messages<'a>(&mut self, event: &mut Event<'a>, subject: Subject) {
        let decoded: &'a Decoded = event.decoded;
        let messages = decoded.messages();
        event.has_message = !messages.is_empty();
        if messages.is_empty() {
            event.moved = 0;
            self.change(event, subject);
        }
        for message in messages {
            (event.moved, event.there) = (message.length, message.there);
            self.change(event, subject);
        }
    }

    fn subject(&self, number: Option<Atom>) -> Subject {
        let socket = match number.and_then(|number| self.numbers.get(&number)) {
            Some(Slot::Socket(index) | Slot::Child(index) | Slot::Replaced(index, _)) => {
                Some(*index)
            }
            _ => None,
        };
        Subject { number, socket }
    }

    /// The kind of socket that a call opens, if it is declared.
    fn opened_by(&self, call: &Decoded) -> Option<&'g str> {
        let given = |role| call.given(role).map(Value::to_string);
        let (family, kind) = (given(Role::Family), given(Role::Type));
        let is = |wanted: &Option<String>, given| wanted.is_none() || wanted == given;
        let fits = |socket: &&super::Socket| {
            let mut operations = self.grid.operations(socket.name());
            socket.open.is_of(family.as_deref())
                && is(&socket.open.kind, &kind)
                && operations.any(|operation| {
                    matches!(operation.does, Some(Effect::Opens | Effect::Pairs))
                        && has(&operation.functions, &call.name)
                })
        };
        self.grid.sockets().find(fits).map(|socket| socket.name())
    }

    fn add(&mut self, kind: &'g str, state: &'g str) -> Option<usize> {
        let kind = self.grid.socket(kind)?;
        self.sockets.push(Endpoint::new(kind, state));
        Some(self.sockets.len() - 1)
    }
}

/// The number of a descriptor or a handle.
fn number(value: &Value) -> Option<Atom> {
    match value {
        Value::Fd(fd) => Some(Atom::Fd(*fd)),
        Value::Handle { resource, number } => Some(Atom::Handle(resource, *number)),
        _ => None,
    }
}
