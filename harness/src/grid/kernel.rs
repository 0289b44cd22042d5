//! Whether the states that were tracked are the kernel's: the reference logs what the kernel knows of every socket before
//! every call, and the grid says what that may be in each state.

use std::collections::{BTreeMap, BTreeSet};

use crate::interface::{self, Atom, Value};
use crate::trace::Call;

use super::Grid;
use super::declared::{Queue, Witness, has};
use super::track::{Known, Moment};

/// What the kernel may be said to have a descriptor as: the states of TCP, a socket of UDP or of a pair, a pipe, an event, and what is
/// none of them.
pub(super) const WORDS: [&str; 17] = [
    "absent",
    "file",
    "established",
    "syn-sent",
    "syn-recv",
    "fin-wait-1",
    "fin-wait-2",
    "close",
    "close-wait",
    "last-ack",
    "listen",
    "closing",
    DATAGRAM,
    "unix-stream",
    UNIX_DATAGRAM,
    "pipe",
    "event",
];

/// A socket of UDP, which has no states.
const DATAGRAM: &str = "datagram";

/// A socket of a pair that has messages.
const UNIX_DATAGRAM: &str = "unix-datagram";

/// How many bytes fit into the buffers of every receiver.
const ROOM: u64 = 1 << 15;

/// The first state among those tracked through `calls`, as these `moments`, that cannot be what the kernel had before that
/// call, by `log`, which is what the reference printed during the same trial; `None` where there is none, or the grid says
/// nothing of the kernel.
///
/// What the guest asks of a descriptor that it began with is passed over, because its report asks the same. Once another thread
/// of it has called, nothing is compared: for which of two calls the kernel was asked first may be otherwise than they were reported.
pub fn contradiction(grid: &Grid, calls: &[Call], moments: &[Moment], log: &str) -> Option<String> {
    if grid.all_states().all(|state| state.kernel.is_empty()) {
        return None;
    }
    let mut looks = log.lines().filter_map(Look::read);
    let mut flooded = BTreeSet::new();
    let mut ahead = false;
    let others = calls.iter().filter(|call| call.thread > 0);
    let begun = others.map(|call| call.span.0).min();
    let is_alone =
        |call: &Call| begun.is_none_or(|begun| call.span.1.is_some_and(|left| left < begun));
    for (call, moment) in calls.iter().zip(moments) {
        if !is_alone(call) {
            break;
        }
        if interface::is_peer(&call.module) {
            ahead |= call.module == interface::MEANWHILE;
            continue;
        }
        let asked = call.decoded.asked();
        if asked.is_some_and(|fd| is_given(grid, fd)) {
            continue;
        }
        let first = call.decoded.args.first();
        let first = first.and_then(|field| match field.value {
            Value::Fd(fd) => Some(fd),
            _ => None,
        });
        let of_this = |look: &Look| {
            look.function == call.decoded.name && (first.is_none() || look.first == first)
        };
        let place = format!("before {} {}", call.site, call.decoded.name);
        let Some(look) = looks.find(of_this) else {
            return Some(format!("{place}, the kernel was not asked"));
        };
        if look.too_many {
            continue;
        }
        let numbers = moment.descriptors.iter();
        let tracked: BTreeMap<u32, &Known> = numbers
            .filter_map(|(number, known)| match number {
                Atom::Fd(fd) => Some((*fd, known)),
                Atom::Handle(..) | Atom::Port(_) => None,
            })
            .collect();
        for (fd, known) in &tracked {
            match known.waiting > ROOM {
                true => drop(flooded.insert(*fd)),
                false if !look.descriptors.contains_key(fd) => drop(flooded.remove(fd)),
                false => {}
            }
        }
        // What the peer does meanwhile it may have done already, before the call that was asked without it.
        if std::mem::take(&mut ahead) {
            continue;
        }
        let told = |fd: &u32| {
            let known = tracked.get(fd).copied();
            let saw = look.descriptors.get(fd);
            difference(
                grid,
                known,
                saw.unwrap_or(&Saw::ABSENT),
                flooded.contains(fd),
            )
            .map(|difference| format!("{place}, {fd} {difference}"))
        };
        let all: BTreeSet<&u32> = tracked.keys().chain(look.descriptors.keys()).collect();
        if let Some(difference) = all.into_iter().find_map(told) {
            return Some(difference);
        }
    }
    None
}

/// Whether it is a descriptor that a guest begins with.
fn is_given(grid: &Grid, fd: u32) -> bool {
    grid.all_states().any(|state| state.numbers.contains(&fd))
}

/// How what was tracked of a descriptor differs from what the kernel has. What nothing is known of differs from nothing, and a
/// file need not be tracked.
fn difference(grid: &Grid, known: Option<&Known>, saw: &Saw, flooded: bool) -> Option<String> {
    let Some(known) = known else {
        let is_told = saw.is_told();
        return is_told.then(|| format!("was not tracked; the kernel has {saw}"));
    };
    let state = known.state?;
    let ways = &grid.state(known.socket.unwrap_or_default(), state)?.kernel;
    let waits_alike = !saw.is_told() || known.nonblock == saw.is("nonblock");
    let may_be = ways.iter().any(|way| way.allows(known, saw, flooded));
    if ways.is_empty() || waits_alike && may_be {
        return None;
    }
    let waits = if known.nonblock { ", non-blocking" } else { "" };
    let waiting = known.waiting;
    Some(format!(
        "was tracked as {state} with {waiting} bytes{waits}; the kernel has {saw}"
    ))
}

impl Witness {
    /// Whether what the kernel has is this way. Of a socket that was `flooded` the rest of the data waits at the sender.
    fn allows(&self, known: &Known, saw: &Saw, flooded: bool) -> bool {
        let is =
            |wanted: Option<bool>, word: &str| wanted.is_none_or(|wanted| wanted == saw.is(word));
        let queue = match self.queue {
            None => true,
            Some(Queue::Empty) => !saw.waits(),
            Some(Queue::Some) => saw.waits(),
        };
        let counted = saw.queue == known.waiting || flooded && saw.queue < known.waiting;
        has(&self.is, saw.state)
            && is(self.port, "port")
            && is(self.peer, "peer")
            && is(self.ended, "rdhup")
            && is(self.error, "err")
            && is(self.room, "out")
            && queue
            && (counted || !self.counted)
            && (flooded || !self.flooded)
    }
}

/// What the kernel knew before a call.
struct Look<'a> {
    function: &'a str,
    /// The first number that the call was given.
    first: Option<u32>,
    descriptors: BTreeMap<u32, Saw<'a>>,
    /// Whether there were more descriptors than the log tells of: then it tells of none.
    too_many: bool,
}

/// What the kernel knew of a descriptor, in the words of the log.
struct Saw<'a> {
    /// The state of TCP, `datagram`, `file` or `absent`.
    state: &'a str,
    /// How many bytes wait to be received, or connections to be accepted.
    queue: u64,
    words: Vec<&'a str>,
}

impl std::fmt::Display for Saw<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.words[..] {
            [] => f.write_str(self.state),
            _ => f.write_str(&self.words.join(",")),
        }
    }
}

impl<'a> Saw<'a> {
    /// What is said of a number that is not open.
    const ABSENT: Saw<'static> = Saw {
        state: "absent",
        queue: 0,
        words: Vec::new(),
    };

    fn is(&self, word: &str) -> bool {
        self.words.contains(&word)
    }

    /// Whether something waits. A message without bytes is seen only by what `poll` reports, unless receiving is at its end,
    /// of which it reports the same.
    fn waits(&self) -> bool {
        let has_messages = [DATAGRAM, UNIX_DATAGRAM].contains(&self.state);
        let is_message = has_messages && self.is("in") && !self.is("rdhup");
        self.queue > 0 || is_message
    }

    /// Whether it is something that the log tells more of.
    fn is_told(&self) -> bool {
        !["absent", "file"].contains(&self.state)
    }

    /// Words of the log: `established,queue=2,in`.
    fn read(text: &'a str) -> Option<Saw<'a>> {
        let words: Vec<&str> = text.split(',').collect();
        let mut queues = words.iter().filter_map(|word| word.strip_prefix("queue="));
        Some(Saw {
            state: words[0],
            queue: queues.next().map_or(Some(0), |queue| queue.parse().ok())?,
            words,
        })
    }
}

impl<'a> Look<'a> {
    /// A line of the log: `reference: before sock_recv(5, 96): 0=file 5=established,queue=2,in`.
    fn read(line: &'a str) -> Option<Look<'a>> {
        let (function, rest) = line.strip_prefix("reference: before ")?.split_once('(')?;
        let (args, rest) = rest.split_once("):")?;
        let descriptors = rest.split_ascii_whitespace().filter_map(|word| {
            let (fd, words) = word.split_once('=')?;
            Some((fd.parse().ok()?, Saw::read(words)?))
        });
        Some(Look {
            function,
            first: args.split(", ").next()?.parse().ok(),
            descriptors: descriptors.collect(),
            too_many: rest.ends_with(" too-many"),
        })
    }
}
