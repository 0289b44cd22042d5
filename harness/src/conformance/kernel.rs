//! Whether the states that were tracked are the kernel's: the reference logs what the kernel knows of every socket
//! before every call, and each state has a condition for that.

use std::collections::{BTreeMap, BTreeSet};

use crate::grid::Grid;
use crate::grid::track::{Seen, track};
use crate::interface::{self, Value};
use crate::trace::Call;

/// How many bytes fit into the buffers of every receiver.
const ROOM: u64 = 1 << 15;

/// What the kernel knew before a call.
struct Look<'a> {
    function: &'a str,
    /// The first number that the call was given.
    first: Option<u32>,
    descriptors: BTreeMap<u32, Known<'a>>,
}

/// What the kernel knows of a descriptor, in the words of the log.
struct Known<'a> {
    /// The state of TCP, or `file`.
    state: &'a str,
    /// What waits to be received or accepted.
    queue: u64,
    words: Vec<&'a str>,
}

impl Known<'_> {
    fn is(&self, word: &str) -> bool {
        self.words.contains(&word)
    }
}

/// The first state among those tracked through `calls` which cannot be what the kernel, by the `log` of the
/// reference, had before that call.
pub fn contradiction(grid: &Grid, calls: &[Call], log: &str) -> Option<String> {
    let mut looks = log.lines().filter_map(look).filter(|look| !reports(look));
    let mut flooded = BTreeSet::new();
    let mut ahead = false;
    for (call, moment) in calls.iter().zip(track(grid, calls)) {
        if interface::is_peer(&call.module) {
            ahead |= call.module == interface::MEANWHILE;
            continue;
        }
        let first = call
            .decoded
            .args
            .first()
            .and_then(|field| match field.value {
                Value::Fd(fd) => Some(fd),
                _ => None,
            });
        let place = format!("before {} {}", call.site, call.decoded.name);
        // Of a call to standard output nothing can be told from the report's own, nor of one to standard input from
        // the wait for a step of the peer.
        let reported = match call.decoded.name.as_str() {
            "fd_write" => matches!(first, Some(1 | 2)),
            "fd_read" => first == Some(0),
            _ => false,
        };
        if reported {
            continue;
        }
        let same = |look: &Look| {
            look.function == call.decoded.name && (first.is_none() || look.first == first)
        };
        let Some(look) = looks.find(same) else {
            return Some(format!("{place}, the kernel was not asked"));
        };
        // What the peer does meanwhile it may have done already, before the call that was asked without it.
        if std::mem::take(&mut ahead) {
            continue;
        }
        for (fd, known) in &look.descriptors {
            let Some(seen) = moment.descriptors.get(fd) else {
                match known.state {
                    "file" => continue,
                    state => return Some(format!("{place}, {fd} is {state} and was not tracked")),
                }
            };
            let state = seen.state.unwrap_or("unknown");
            if seen.waiting > ROOM {
                flooded.insert(*fd);
            }
            if seen.state.is_some() && !possible(state, seen, known, flooded.contains(fd)) {
                let words = known.words.join(",");
                return Some(format!(
                    "{place}, {fd} was tracked as {state} with {} bytes; the kernel has {words}",
                    seen.waiting
                ));
            }
        }
        let open = |fd: &u32| look.descriptors.contains_key(fd);
        let gone = |seen: &Seen| seen.state.is_none_or(|state| state == "closed");
        let mut tracked = moment.descriptors.iter();
        if let Some((fd, _)) = tracked.find(|(fd, seen)| !open(fd) && !gone(seen)) {
            return Some(format!("{place}, {fd} is not open and was tracked"));
        }
    }
    None
}

/// Whether a socket that is tracked in `state` can be what the kernel knows. More than the buffers of one that was
/// `flooded` hold waits at the sender, and an end waits behind it.
fn possible(state: &str, seen: &Seen, known: &Known, flooded: bool) -> bool {
    if known.state != "file" && seen.nonblock != known.is("nonblock") {
        return false;
    }
    let counted = [
        "connected",
        "readable",
        "peer-closed",
        "shut-read",
        "shut-write",
    ];
    let arrived = known.queue == seen.waiting || flooded && known.queue < seen.waiting;
    if counted.contains(&state) && !arrived {
        return false;
    }
    let ended = known.is("rdhup");
    match state {
        "stdio" | "directory" => known.state == "file",
        "open" => known.state == "close" && !known.is("port"),
        "bound" => known.state == "close" && known.is("port"),
        "listening" => known.state == "listen" && known.queue == 0,
        "pending" => known.state == "listen" && known.queue > 0,
        // The guest was not told yet how the connect went.
        "connecting" => !["listen", "file"].contains(&known.state),
        "connected" => known.state == "established" && !ended && known.queue == 0,
        "readable" => known.state == "established" && !ended && (known.queue > 0 || flooded),
        "shut-read" => known.state == "established" && ended,
        "peer-closed" if flooded => ["established", "close-wait"].contains(&known.state),
        "peer-closed" => known.state == "close-wait",
        "shut-write" => ["fin-wait-1", "fin-wait-2"].contains(&known.state) && !ended,
        // The socket of a connection whose end is only waited for, `time-wait`, is listed without its inode.
        "shut-both" => match known.state {
            "fin-wait-1" | "fin-wait-2" => ended,
            state => ["last-ack", "closing", "close"].contains(&state),
        },
        "peer-reset" | "refused" => known.state == "close",
        _ => false,
    }
}

/// Whether it is the report, and not the case, that writes or waits.
fn reports(look: &Look) -> bool {
    match look.function {
        "fd_write" => matches!(look.first, Some(1 | 2)),
        "fd_read" => look.first == Some(0),
        _ => false,
    }
}

/// A line of the log: `reference: before sock_recv(5, 96): 0=file 5=established,queue=2,in`.
fn look(line: &str) -> Option<Look<'_>> {
    let (function, rest) = line.strip_prefix("reference: before ")?.split_once('(')?;
    let (args, rest) = rest.split_once("):")?;
    let descriptors = rest.split_ascii_whitespace().filter_map(|word| {
        let (fd, words) = word.split_once('=')?;
        let words: Vec<&str> = words.split(',').collect();
        let mut queues = words.iter().filter_map(|word| word.strip_prefix("queue="));
        let known = Known {
            state: words[0],
            queue: queues.next().map_or(Some(0), |queue| queue.parse().ok())?,
            words,
        };
        Some((fd.parse().ok()?, known))
    });
    Some(Look {
        function,
        first: args.split(", ").next()?.parse().ok(),
        descriptors: descriptors.collect(),
    })
}
