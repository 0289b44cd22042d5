//! A report that a guest has made elsewhere: what a traced module prints where somebody runs it by hand.
//!
//! The module is that of `wasock emit --traced`, so its lines are sealed with a key that everybody can know. Such a report is honest as far
//! as its guest is. The key is the module's own, so what another one has printed is no report of it. How the guest ended is not in it, but
//! for what its calls show.

use std::fmt;
use std::hash::Hasher as _;
use std::time::Duration;

use siphasher::sip::SipHasher24;

use crate::case::Case;
use crate::expect::Expectation;
use crate::header::{Header, Level};
use crate::line;
use crate::measure::Measured;
use crate::outcome::{Crash, Outcome};
use crate::process::Usage;
use crate::record::{Legend, Piece, Seal, Sequence, Splitter, Told};
use crate::trace::{Call, Trace};
use crate::verdict;

/// The key by which a guest is sealed that leaves the harness, made of its module as it was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key([u64; 2]);

impl Key {
    pub(crate) fn of(module: &[u8]) -> Key {
        Key([0, 1].map(|number| {
            let mut hasher = SipHasher24::new_with_keys(number, 0);
            hasher.write(module);
            // As of a random seal: all keys take equally many bytes in the code.
            ((hasher.finish() << 1).cast_signed() >> 1).cast_unsigned()
        }))
    }

    /// The seal with this key.
    pub(crate) fn seal(self) -> Seal {
        Seal::new(*b"WASOCK>>", self.0)
    }

    /// Reads what [`Display`](fmt::Display) has written.
    pub(crate) fn read(text: &str) -> Option<Key> {
        let halves = [text.get(..16)?, text.get(16..)?];
        let [Ok(first), Ok(second)] = halves.map(|half| u64::from_str_radix(half, 16)) else {
            return None;
        };
        Some(Key([first, second].map(u64::swap_bytes)))
    }
}

/// Its 16 bytes, as SipHash takes them, in hexadecimal.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.0.map(u64::swap_bytes);
        write!(f, "{first:016x}{second:016x}")
    }
}

/// How a guest ended whose report breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Ended {
    /// It waited, until it was ended from outside.
    Hung,
    /// It trapped.
    Trapped,
    /// The runtime fell over.
    Crashed,
}

/// Says why a case cannot be tried by hand, if so: it needs what only the harness brings about.
pub(crate) fn unable(case: &Case) -> Option<&'static str> {
    unable_by(&case.header, case.peer.is_some())
}

/// Says the same of a case of which only the header is known, and whether it has a `peer`.
pub(crate) fn unable_by(header: &Header, peer: bool) -> Option<&'static str> {
    let needs = [
        (peer, "a peer"),
        (!header.preopens.is_empty(), "a socket that it is handed"),
        (header.policy.is_some(), "a policy of the network"),
        (!header.world.is_none(), "a world of its own"),
        (
            header.inject.is_some(),
            "a call of the host that is answered in the kernel's place",
        ),
        (header.silent, "a network on which nothing else is sent"),
        (header.host_calls, "to see the calls of the host"),
    ];
    needs
        .iter()
        .find(|(needed, _)| *needed)
        .map(|(_, what)| *what)
}

/// Judges what the guest of a case printed, which has these expectations. `legend` is that of the traced module, which is sealed by `key`;
/// `ended` is how it ended where its report breaks off: one that breaks off inside of a call is taken for one that hung, if nothing is said.
///
/// # Errors
/// Why the report cannot be read.
pub(crate) fn judge(
    (level, expectations): (Level, &[Expectation]),
    (legend, key): (&Legend, Key),
    printed: &[u8],
    ended: Option<Ended>,
) -> Result<Measured, String> {
    let (calls, outcome) = read((legend, key), printed, ended)?;
    let judgement = verdict::judge(level, expectations, &calls, outcome);
    Ok(Measured {
        undefined: false,
        lines: line::lines(&calls, expectations, false),
        calls,
        judgement,
        left: Vec::new(),
        said: String::new(),
        witness: None,
        took: Duration::ZERO,
        usage: Usage::default(),
    })
}

/// Reads what the guest printed: its calls, and what that says of its end.
fn read(
    (legend, key): (&Legend, Key),
    printed: &[u8],
    ended: Option<Ended>,
) -> Result<(Vec<Call>, Outcome), String> {
    // A log may have come by way of a file, or a terminal, that ends lines otherwise.
    let printed = String::from_utf8_lossy(printed).replace("\r\n", "\n");
    let seal = key.seal();
    let mut splitter = Splitter::new(&seal, legend);
    let mut pieces = splitter.push(printed.as_bytes());
    pieces.extend(splitter.finish());
    let (mut trace, mut sequence) = (Trace::default(), Sequence::default());
    let (mut began, mut returned) = (false, false);
    for piece in pieces {
        let line = match piece {
            Piece::Line(line) => line,
            // What it printed besides, and a line that its end has cut short, say nothing.
            Piece::Output(_) | Piece::Cut => continue,
            Piece::Forged | Piece::Unread => {
                return Err(
                    "it has a line of a report that is not of this case as it is here".to_owned(),
                );
            }
        };
        began = true;
        let due = sequence.take(line).map_err(|again| {
            format!(
                "it has record {} of thread {} twice",
                again.number, again.thread
            )
        })?;
        for told in due {
            match told {
                Told::Returned => returned = true,
                Told::Record(record) => {
                    trace.push(&record);
                }
            }
        }
    }
    if let Some((thread, number)) = sequence.missing() {
        return Err(format!("it lacks record {number} of thread {thread}"));
    }
    if !began {
        return Err(
            "it has no line of a report: was it printed by the module of `emit --traced`?"
                .to_owned(),
        );
    }
    let calls = trace.by_thread();
    let open = calls.iter().rev().find(|call| call.is_open());
    let outcome = match open {
        _ if returned => Outcome::Completed,
        Some(call) if call.ends_the_guest() => Outcome::Exited(0),
        None if !legend.returns() => Outcome::Completed,
        None if ended.is_none() => {
            let place = calls.last().map_or_else(
                || "before the first call".to_owned(),
                |call| format!("after {}, between calls", call.site),
            );
            return Err(format!(
                "the report ends {place}: --ended says how the guest ended there"
            ));
        }
        open => {
            let site = open.map(|call| call.site);
            match ended.unwrap_or(Ended::Hung) {
                Ended::Hung => Outcome::Hung(site),
                Ended::Trapped => Outcome::Trapped(site),
                Ended::Crashed => Outcome::Crashed(site, Crash::Panic),
            }
        }
    };
    Ok((calls, outcome))
}
