//! Following a trace through the declared transitions: the state of every descriptor before every call.
//!
//! What the transitions do not say stands here: which numbers share a socket, which socket is at the other end of which,
//! how much data and how many connections wait. All of it comes from the trace alone. Calls are taken in the order in
//! which they were entered, so of threads that call at once the order may be another one than it was.

mod transition;

use std::collections::{BTreeMap, VecDeque};

use crate::abi::{Decoded, Value, errno};
use crate::trace::{Answer, Call};

use super::fields::{address, moved, number, peeks, reported, subscriptions, text};
use super::{Effect, Grid, Operation, Role, Transition, has};
use transition::{Before, Event};

/// An operation that a call asks of a descriptor.
#[derive(Debug, Clone)]
pub struct Asked<'g> {
    /// The operation.
    pub operation: &'g Operation,
    /// The descriptor, where the operation has one.
    pub fd: Option<u32>,
    /// What is known of the descriptor; for an operation that has none, the row in which it is counted.
    pub seen: Seen<'g>,
}

/// What is known of a descriptor at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen<'g> {
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
    pub descriptors: BTreeMap<u32, Seen<'g>>,
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
        for state in grid.states() {
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
        }
    }

    /// What is known of a number now.
    pub fn seen(&self, fd: u32) -> Seen<'g> {
        let bare = |state| Seen {
            socket: None,
            state,
            nonblock: false,
            waiting: 0,
        };
        match self.numbers.get(&fd) {
            Some(Slot::Socket(index)) => {
                let socket = &self.sockets[*index];
                Seen {
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
                    .states()
                    .find(|state| state.unopened)
                    .map(|state| state.name()),
            ),
        }
    }

    /// Every number that was opened, with what is known of it.
    pub fn descriptors(&self) -> BTreeMap<u32, Seen<'g>> {
        self.numbers
            .keys()
            .map(|fd| (*fd, self.seen(*fd)))
            .collect()
    }

    /// What a call asks, before it is made.
    pub fn asked(&self, call: &Call) -> Vec<Asked<'g>> {
        let mut asked = Vec::new();
        for operation in self.grid.operations() {
            if !has(&operation.functions, &call.decoded.name) {
                continue;
            }
            let row = operation.row();
            let descriptors = match (&operation.subscription, row) {
                (_, Some(_)) => vec![None],
                (Some(kind), _) => subscriptions(&call.decoded, kind)
                    .map(|(fd, _)| Some(fd))
                    .collect(),
                (None, _) => vec![number(&call.decoded.args, "fd")],
            };
            for fd in descriptors {
                let mut seen = self.seen(fd.unwrap_or(u32::MAX));
                if let Some(row) = row {
                    seen.socket = self.kind(&call.decoded);
                    seen.state = Some(row);
                }
                asked.push(Asked {
                    operation,
                    fd,
                    seen,
                });
            }
        }
        asked
    }

    /// Takes a call that has been made.
    pub fn step(&mut self, call: &Call) {
        let Answer::Errno(answer) = call.answer() else {
            return;
        };
        let answer = errno(answer).map_or("", |errno| errno.name);
        let grid = self.grid;
        let mut event = Event {
            decoded: &call.decoded,
            operation: None,
            answer,
            moved: moved(&call.decoded),
        };
        let operations: Vec<&Operation> = grid
            .operations()
            .filter(|operation| has(&operation.functions, &call.decoded.name))
            .collect();
        if operations.is_empty() {
            self.change(&event, number(&call.decoded.args, "fd"));
            self.forget_made(&event);
        }
        for operation in operations {
            event.operation = Some(operation);
            match &operation.subscription {
                None => self.change(&event, number(&call.decoded.args, "fd")),
                Some(kind) => {
                    for (fd, userdata) in subscriptions(&call.decoded, kind) {
                        if reported(&call.decoded, kind, userdata) {
                            self.change(&event, Some(fd));
                        }
                    }
                }
            }
        }
    }

    /// Numbers that come out of a call which no operation describes stand for nothing that is known.
    fn forget_made(&mut self, event: &Event) {
        for field in &event.decoded.outs {
            if let (Value::Fd(fd), "success") = (&field.value, event.answer) {
                self.numbers.insert(*fd, Slot::Unknown);
            }
        }
    }

    /// Changes the states as `event`, which is about `fd`, has it.
    fn change(&mut self, event: &Event, fd: Option<u32>) {
        let success = event.answer == "success";
        let effect = event.operation.and_then(|operation| operation.does);
        let slot = fd.and_then(|fd| self.numbers.get(&fd).copied());
        let this = match slot {
            Some(Slot::Socket(index)) => Some(index),
            _ => None,
        };
        let target = number(&event.decoded.args, "to");
        if let (true, Some(Effect::Renumbers), Some(to)) = (success, effect, target) {
            if fd.is_none_or(|fd| fd == to || slot.is_none()) {
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
            (Some(Effect::Receives), Some(this)) if !peeks(event.decoded) => {
                let socket = &mut self.sockets[this];
                socket.waiting = socket.waiting.saturating_sub(event.moved);
            }
            (Some(Effect::Accepts), Some(this)) if success => {
                made = self.sockets[this].queue.pop_front();
            }
            _ => {}
        }
        let listener = match (effect, address(&event.decoded.args)) {
            (Some(Effect::Connects), Some(port)) => self.listener(port),
            _ => None,
        };
        let to = |role, subject| self.to(event, &before, role, subject);
        let this_to = to(Role::This, this);
        let other_to = before.other.and_then(|other| to(Role::Other, Some(other)));
        let new_to = to(Role::New, None);
        let listener_to = listener.and_then(|listener| to(Role::Listener, Some(listener)));
        let waiting: Vec<(usize, &str)> = before
            .waiting
            .iter()
            .filter_map(|&end| Some((end, to(Role::Waiting, Some(end))?)))
            .collect();

        match (effect, fd, this_to) {
            (Some(Effect::Closes | Effect::Renumbers), Some(fd), Some(state)) => {
                self.numbers.insert(fd, Slot::Bare(state));
                if let (Some(this), Some(Effect::Closes), true) = (this, effect, before.last) {
                    self.sockets[this].state = state;
                }
            }
            (_, Some(fd), Some(state)) => match this {
                Some(this) => self.sockets[this].state = state,
                None => drop(self.numbers.insert(fd, Slot::Bare(state))),
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
        self.give(event, effect, fd, made, listener, new_to);
    }

    /// Gives numbers, addresses and connections, as the effect of a call has it.
    fn give(
        &mut self,
        event: &Event,
        effect: Option<Effect>,
        fd: Option<u32>,
        made: Option<usize>,
        listener: Option<usize>,
        new_to: Option<&'g str>,
    ) {
        let success = event.answer == "success";
        let slot = fd.and_then(|fd| self.numbers.get(&fd).copied());
        let this = match slot {
            Some(Slot::Socket(index)) => Some(index),
            _ => None,
        };
        let outcome = number(&event.decoded.outs, "fd");
        let nonblock = text(&event.decoded.args, "flags")
            .is_some_and(|flags| flags.split('+').any(|flag| flag == "nonblock"));
        match (effect, this) {
            (Some(Effect::Opens), _) => {
                let kind = self.kind(event.decoded);
                if let (true, Some(fd)) = (success, outcome) {
                    let slot = match (kind, new_to) {
                        (Some(kind), Some(state)) => Slot::Socket(self.add(kind, state)),
                        _ => Slot::Unknown,
                    };
                    self.numbers.insert(fd, slot);
                }
            }
            (Some(Effect::Accepts), _) => {
                if let (true, Some(fd)) = (success, outcome) {
                    let end = match (made, this, new_to) {
                        (Some(end), _, _) => Some(end),
                        (None, Some(this), Some(state)) => {
                            Some(self.add(self.sockets[this].kind, state))
                        }
                        _ => None,
                    };
                    if let Some(end) = end {
                        self.sockets[end].nonblock = nonblock;
                    }
                    self.numbers
                        .insert(fd, end.map_or(Slot::Unknown, Slot::Socket));
                }
            }
            (Some(Effect::Connects), Some(this)) => {
                if let (Some(listener), Some(state)) = (listener, new_to) {
                    let end = self.add(self.sockets[this].kind, state);
                    self.sockets[end].other = Some(this);
                    self.sockets[this].other = Some(end);
                    self.sockets[listener].queue.push_back(end);
                }
            }
            (Some(Effect::Binds), Some(this)) if success => {
                self.sockets[this].port = address(&event.decoded.args).unwrap_or_default();
            }
            (Some(Effect::TellsAddress), Some(this)) if success && self.sockets[this].port == 0 => {
                self.sockets[this].port = address(&event.decoded.outs).unwrap_or_default();
            }
            (Some(Effect::SetsFlags), Some(this)) if success => {
                self.sockets[this].nonblock = nonblock;
            }
            (Some(Effect::Duplicates), _) => {
                if let (true, Some(new), Some(slot)) = (success, outcome, slot) {
                    self.numbers.insert(new, slot);
                }
            }
            _ => {}
        }
    }

    /// Closes the number `to`, which another one's socket is about to have, and gives it that.
    fn close(&mut self, event: &Event, to: u32) {
        let grid = self.grid;
        let from = number(&event.decoded.args, "fd").and_then(|fd| self.numbers.get(&fd).copied());
        let closes = |operation: &&Operation| operation.does == Some(Effect::Closes);
        if let (Some(operation), Some(_)) = (grid.operations().find(closes), self.numbers.get(&to))
        {
            let closing = Event {
                operation: Some(operation),
                ..*event
            };
            self.change(&closing, Some(to));
        }
        if let Some(from) = from {
            self.numbers.insert(to, from);
        }
    }

    /// The kind of socket that a call opens, if it is declared.
    fn kind(&self, opening: &Decoded) -> Option<&'g str> {
        let given = |socket: &&super::Socket| {
            let mut wanted = socket.open.iter();
            wanted.all(|(name, value)| text(&opening.args, name).as_ref() == Some(value))
        };
        self.grid.sockets().find(given).map(|socket| socket.name())
    }

    /// The listening socket with this port. The port is compared as the guest wrote it: one with its bytes exchanged
    /// reaches nobody.
    fn listener(&self, port: u16) -> Option<usize> {
        let listens = |state: &str| {
            let of_listeners = |transition: &&Transition| transition.of == Role::Listener;
            let mut all = self.grid.transitions.iter().filter(of_listeners);
            all.any(|transition| transition.to.get_ref() == state || has(&transition.from, state))
        };
        let mut sockets = self.sockets.iter();
        sockets.position(|socket| port != 0 && socket.port == port && listens(socket.state))
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
