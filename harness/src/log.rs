//! A report that a guest has made elsewhere: what a traced module prints where somebody runs it by hand.
//!
//! The module is that of `wasock emit --traced`, so its lines are sealed with a key that everybody knows. Such a report is honest as far as
//! its guest is. How the guest ended is not in it, but for what its calls show.

use std::time::Duration;

use crate::case::Case;
use crate::expect::Expectation;
use crate::header::Level;
use crate::line;
use crate::measure::Measured;
use crate::outcome::{Crash, Outcome};
use crate::process::Usage;
use crate::record::{Legend, Piece, Seal, Sequence, Splitter, Told};
use crate::trace::{Call, Trace};
use crate::verdict;

/// The seal of guests that leave the harness.
pub(crate) const SEAL: Seal = Seal::new(*b"WASOCK>>", [0; 2]);

/// How a guest ended whose report breaks off inside of a call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Ended {
    /// It waited in the call, until it was ended from outside.
    #[default]
    Hung,
    /// It trapped in the call.
    Trapped,
    /// The runtime fell over.
    Crashed,
}

/// Says why a case cannot be tried by hand, if so: it needs what only the harness brings about.
pub(crate) fn unable(case: &Case) -> Option<&'static str> {
    let header = &case.header;
    let needs = [
        (case.peer.is_some(), "a peer"),
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

/// Judges what the guest of a case printed, which has these expectations. `legend` is that of the traced module, `ended` how it ended where
/// its report breaks off.
///
/// # Errors
/// Why the report cannot be read.
pub(crate) fn judge(
    (level, expectations): (Level, &[Expectation]),
    legend: &Legend,
    printed: &[u8],
    ended: Ended,
) -> Result<Measured, String> {
    let (calls, outcome) = read(legend, printed, ended)?;
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
fn read(legend: &Legend, printed: &[u8], ended: Ended) -> Result<(Vec<Call>, Outcome), String> {
    // A log may have come by way of a file, or a terminal, that ends lines otherwise.
    let printed = String::from_utf8_lossy(printed).replace("\r\n", "\n");
    let mut splitter = Splitter::new(&SEAL, legend);
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
        open => {
            let site = open.map(|call| call.site);
            match ended {
                Ended::Hung => Outcome::Hung(site),
                Ended::Trapped => Outcome::Trapped(site),
                Ended::Crashed => Outcome::Crashed(site, Crash::Panic),
            }
        }
    };
    Ok((calls, outcome))
}
