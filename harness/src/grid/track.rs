//! Following a trace through the declared transitions: the state of every descriptor before every call.
//!
//! What the transitions do not say stands here: which numbers share a socket, which socket is at the other end of which,
//! how much data and how many connections wait. All of it comes from the trace alone. Calls are taken in the order in
//! which they were entered, so of threads that call at once the order may be another one than it was.

mod give;
mod peer;
mod transition;

use std::collections::{BTreeMap, VecDeque};

use crate::interface::{Decoded, Role, Value, is_peer};
use crate::trace::{Answer, Call};

use super::declared::{Effect, Party, Transition, has};
use super::{Grid, Operation};
use peer::Peer;
use transition::{Before, Event};

/// An operation that a call asks of a descriptor.
#[derive(Debug, Clone)]
pub struct Asked<'g> {
    /// The operation.
    pub operation: &'g Operation,
    /// The descriptor, where the operation has one.
    pub fd: Option<u32>,
    /// What is known of the descriptor; for an operation that has none, the row in which it is counted.
    pub known: Known<'g>,
}

/// What is known of a descriptor at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'g> {
    /// The kind of socket; `None` where the descriptor is none, or is no kind that is declared.
    pub socket: Option<&'g str>,
    /// The state; `None` where nothing is known of what the descriptor stands for.
    pub state: Option<&'g str>,
    /// Whether calls do not wait.
    pub nonblock: bool,
    /// How many bytes were sent to the socket that it has not received.
    pub waiting: u64,
}

/// The moment before a call.
#[derive(Debug, Clone)]
pub struct Moment<'g> {
    /// What the call asks; a call that waits for several descriptors asks each of them.
    pub asked: Vec<Asked<'g>>,
    /// Every number that was opened until then, with what is known of it.
    pub descriptors: BTreeMap<u32, Known<'g>>,
}

/// What was known before each of `calls`, in their order.
pub fn track<'g>(grid: &'g Grid, calls: &[Call]) -> Vec<Moment<'g>> {
    let mut tracker = Tracker::new(grid);
    let moment = |call| {
        let moment = Moment {
            asked: tracker.asked(call),
            descriptors: tracker.descriptors(),
        };
        tracker.step(call);
        moment
    };
    calls.iter().map(moment).collect()
}

/// The descriptors of a guest, as far as its trace tells of them.
#[derive(Debug)]
pub struct Tracker<'g> {
    grid: &'g Grid,
    numbers: BTreeMap<u32, Slot<'g>>,
    sockets: Vec<Socket<'g>>,
    peer: Peer,
}

/// Whom an event is about: a number of the guest, or a socket that the guest has no number of.
#[derive(Debug, Clone, Copy)]
struct Subject {
    fd: Option<u32>,
    socket: Option<usize>,
}

/// What a number stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot<'g> {
    /// The socket with this index.
    Socket(usize),
    /// No socket, but what this state says.
    Bare(&'g str),
    /// Something that the grid does not declare.
    Unknown,
}

#[derive(Debug)]
struct Socket<'g> {
    kind: &'g str,
    state: &'g str,
    nonblock: bool,
    /// The port that it was given or has told of; 0 while the system's choice is not known.
    port: u16,
    /// The other end.
    other: Option<usize>,
    /// Bytes that were sent to it and not received.
    waiting: u64,
    /// The ends that wait to be accepted, the oldest first.
    queue: VecDeque<usize>,
}

impl<'g> Tracker<'g> {
    /// Before the first call.
    pub fn new(grid: &'g Grid) -> Tracker<'g> {
        let mut numbers = BTreeMap::new();
        for state in grid.all_states() {
            numbers.extend(
                state
                    .numbers
                    .iter()
                    .map(|number| (*number, Slot::Bare(state.name()))),
            );
        }
        Tracker {
            grid,
            numbers,
            sockets: Vec::new(),
            peer: Peer::default(),
        }
    }

    /// What is known of a number now.
    pub fn known(&self, fd: u32) -> Known<'g> {
        let bare = |state| Known {
            socket: None,
            state,
            nonblock: false,
            waiting: 0,
        };
        match self.numbers.get(&fd) {
            Some(Slot::Socket(index)) => {
                let socket = &self.sockets[*index];
                Known {
                    socket: Some(socket.kind),
                    state: Some(socket.state),
                    nonblock: socket.nonblock,
                    waiting: socket.waiting,
                }
            }
            Some(Slot::Bare(state)) => bare(Some(*state)),
            Some(Slot::Unknown) => bare(None),
            None => bare(
                self.grid
                    .all_states()
                    .find(|state| state.unopened)
                    .map(|state| state.name()),
            ),
        }
    }

    /// Every number that was opened, with what is known of it.
    pub fn descriptors(&self) -> BTreeMap<u32, Known<'g>> {
        self.numbers
            .keys()
            .map(|fd| (*fd, self.known(*fd)))
            .collect()
    }

    /// What a call asks, before it is made.
    pub fn asked(&self, call: &Call) -> Vec<Asked<'g>> {
        let mut asked = Vec::new();
        for operation in self.grid.asked_by(&call.decoded.name) {
            let row = operation.row();
            let descriptors = match (&operation.subscription, row) {
                (_, Some(_)) => vec![None],
                (Some(kind), _) => call.decoded.awaited(kind).map(|(fd, _)| Some(fd)).collect(),
                (None, _) => vec![call.decoded.asked()],
            };
            for fd in descriptors {
                let mut known = self.known(fd.unwrap_or(u32::MAX));
                if let Some(row) = row {
                    known.socket = self.kind(&call.decoded);
                    known.state = Some(row);
                }
                asked.push(Asked {
                    operation,
                    fd,
                    known,
                });
            }
        }
        asked
    }

    /// Takes a call that has been made, or a step of the peer that has been taken.
    pub fn step(&mut self, call: &Call) {
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
        let answer = call.answer().to_string();
        let grid = self.grid;
        let mut event = Event {
            decoded: &call.decoded,
            name: &call.decoded.name,
            operation: None,
            effect: None,
            makes: None,
            answer: &answer,
            success: call.answer().is_success(),
            moved: call.decoded.moved(),
        };
        let operations: Vec<&Operation> = grid.asked_by(&call.decoded.name).collect();
        let fd = call.decoded.asked();
        if operations.is_empty() {
            self.change(&event, self.subject(fd));
            self.forget_made(&event);
        }
        for operation in operations {
            event.operation = Some(operation);
            event.effect = operation.does;
            event.makes = match operation.does {
                Some(Effect::Opens) => self.kind(&call.decoded),
                _ => None,
            };
            match &operation.subscription {
                None => self.change(&event, self.subject(fd)),
                Some(kind) => {
                    for (fd, userdata) in call.decoded.awaited(kind) {
                        if call.decoded.happened(kind, userdata) {
                            self.change(&event, self.subject(Some(fd)));
                        }
                    }
                }
            }
        }
    }

    fn subject(&self, fd: Option<u32>) -> Subject {
        let socket = match fd.and_then(|fd| self.numbers.get(&fd)) {
            Some(Slot::Socket(index)) => Some(*index),
            _ => None,
        };
        Subject { fd, socket }
    }

    /// Changes the states as `event`, which is about `subject`, has it.
    fn change(&mut self, event: &Event, subject: Subject) {
        let success = event.success;
        let effect = event.effect;
        let Subject { fd, socket: this } = subject;
        let target = event.decoded.replaced();
        if let (true, Some(Effect::Renumbers), Some(to)) = (success, effect, target) {
            if fd.is_none_or(|fd| fd == to || !self.numbers.contains_key(&fd)) {
                return;
            }
            self.close(event, to);
        }
        let before = Before::new(self, this, fd);
        // Data and connections move first: the conditions ask what is left of them.
        let mut made = None;
        match (effect, this) {
            (Some(Effect::Sends), Some(this)) => {
                if let Some(other) = self.sockets[this].other {
                    self.sockets[other].waiting += event.moved;
                }
            }
            (Some(Effect::Receives), Some(this)) if !event.decoded.has_flag("peek") => {
                let socket = &mut self.sockets[this];
                socket.waiting = socket.waiting.saturating_sub(event.moved);
            }
            (Some(Effect::Accepts), Some(this)) if success => {
                made = self.sockets[this].queue.pop_front();
            }
            _ => {}
        }
        let listener = match (effect, event.decoded.given(Role::There).and_then(port)) {
            (Some(Effect::Connects), Some(port)) => self.listener(port),
            _ => None,
        };
        let to = |party, subject| self.to(event, &before, party, subject);
        let this_to = to(Party::This, this);
        let other_to = before.other.and_then(|other| to(Party::Other, Some(other)));
        let new_to = to(Party::New, None);
        let listener_to = listener.and_then(|listener| to(Party::Listener, Some(listener)));
        let waiting: Vec<(usize, &str)> = before
            .waiting
            .iter()
            .filter_map(|&end| Some((end, to(Party::Waiting, Some(end))?)))
            .collect();

        match (effect, fd, this_to) {
            (Some(Effect::Closes | Effect::Renumbers), Some(fd), Some(state)) => {
                self.numbers.insert(fd, Slot::Bare(state));
                if let (Some(this), Some(Effect::Closes), true) = (this, effect, before.last) {
                    self.sockets[this].state = state;
                }
            }
            // Where no state is declared for a number that was closed, nothing is known of it any more.
            (Some(Effect::Closes), Some(fd), None) if success => {
                self.numbers.remove(&fd);
            }
            (_, fd, Some(state)) => match (this, fd) {
                (Some(this), _) => self.sockets[this].state = state,
                (None, Some(fd)) => drop(self.numbers.insert(fd, Slot::Bare(state))),
                (None, None) => {}
            },
            _ => {}
        }
        for (index, state) in [(before.other, other_to), (listener, listener_to)] {
            if let (Some(index), Some(state)) = (index, state) {
                self.sockets[index].state = state;
            }
        }
        for (end, state) in waiting {
            self.sockets[end].state = state;
            // Nobody will ever have the end that waited.
            self.sockets[end].other = None;
            if let Some(this) = this {
                self.sockets[this].queue.clear();
            }
        }
        self.give(event, subject, made, listener, new_to);
    }

    /// Closes the number `to`, which another one's socket is about to have, and gives it that.
    fn close(&mut self, event: &Event, to: u32) {
        let grid = self.grid;
        let from = event
            .decoded
            .asked()
            .and_then(|fd| self.numbers.get(&fd).copied());
        let closes = |operation: &&Operation| operation.does == Some(Effect::Closes);
        let subject = self.subject(Some(to));
        let kind = subject
            .socket
            .map_or("", |socket| self.sockets[socket].kind);
        if let (Some(operation), Some(_)) =
            (grid.operations(kind).find(closes), self.numbers.get(&to))
        {
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

    /// The kind of socket that a call opens, if it is declared.
    fn kind(&self, opening: &Decoded) -> Option<&'g str> {
        let given = |role| opening.given(role).map(Value::to_string);
        let (family, kind) = (given(Role::Family), given(Role::Type));
        let fits = |socket: &&super::Socket| {
            let is = |wanted: &Option<String>, given| wanted.is_none() || wanted == given;
            is(&socket.open.family, &family) && is(&socket.open.kind, &kind)
        };
        self.grid.sockets().find(fits).map(|socket| socket.name())
    }

    /// The listening socket with this port. The port is compared as the guest wrote it: one with its bytes exchanged
    /// reaches nobody.
    fn listener(&self, port: u16) -> Option<usize> {
        let listens = |socket: &Socket| {
            let of_listeners = |transition: &&Transition| transition.of == Party::Listener;
            let mut all = self.grid.transitions(socket.kind).filter(of_listeners);
            let state = socket.state;
            all.any(|transition| transition.to.get_ref() == state || has(&transition.from, state))
        };
        let mut sockets = self.sockets.iter();
        sockets.position(|socket| port != 0 && socket.port == port && listens(socket))
    }

    fn add(&mut self, kind: &'g str, state: &'g str) -> usize {
        self.sockets.push(Socket {
            kind,
            state,
            nonblock: false,
            port: 0,
            other: None,
            waiting: 0,
            queue: VecDeque::new(),
        });
        self.sockets.len() - 1
    }
}

/// The port of an address.
fn port(address: &Value) -> Option<u16> {
    match address {
        Value::Address { port, .. } => Some(*port),
        _ => None,
    }
}
