//! Whether the state that was tracked can be the kernel's: many answers are given in some states only.

use wasock::grid::Grid;
use wasock::grid::track::track;
use wasock::trace::{Answer, Call};

/// What a call answered, as far as it tells of the state.
enum Tells {
    /// This errno.
    Errno(&'static str),
    /// Success, with at least one byte.
    Data,
    /// Nothing came that could be received or accepted.
    Nothing,
}

const RECEIVING: &[&str] = &["recv", "read", "recv-from"];
const SENDING: &[&str] = &["send", "write"];
const CONNECTED: &[&str] = &[
    "connected",
    "readable",
    "peer-closed",
    "peer-reset",
    "shut-read",
    "shut-write",
    "shut-both",
];

/// Operations, what they answer, and the states in which Linux can answer so.
const TABLE: &[(&[&str], Tells, &[&str])] = &[
    (&["accept"], Tells::Errno("success"), &["pending"]),
    (&["accept"], Tells::Nothing, &["listening"]),
    (
        RECEIVING,
        Tells::Data,
        &[
            "readable",
            "peer-closed",
            // What had arrived before a reset is still handed out.
            "peer-reset",
            "shut-read",
            "shut-write",
            "shut-both",
        ],
    ),
    (
        RECEIVING,
        Tells::Nothing,
        &["connecting", "connected", "shut-write"],
    ),
    // A socket that was shut down in both directions breaks off the connection when data comes that nobody will read.
    (
        RECEIVING,
        Tells::Errno("connreset"),
        &["peer-reset", "shut-both"],
    ),
    (
        RECEIVING,
        Tells::Errno("notconn"),
        &["open", "bound", "listening", "pending", "refused"],
    ),
    (
        SENDING,
        Tells::Errno("success"),
        &["connected", "readable", "peer-closed", "shut-read"],
    ),
    (&["peer-address"], Tells::Errno("success"), CONNECTED),
    (
        &["listen"],
        Tells::Errno("success"),
        &["open", "bound", "listening", "pending", "refused"],
    ),
    // A connection that was reset leaves a socket that may be used anew.
    (
        &["bind"],
        Tells::Errno("success"),
        &["open", "refused", "peer-reset"],
    ),
    (
        &["shutdown"],
        Tells::Errno("notconn"),
        &["open", "bound", "refused", "peer-reset"],
    ),
];

/// The first of `calls`, which the kernel has answered, whose answer it does not give in the tracked state.
pub fn contradiction(grid: &Grid, calls: &[Call]) -> Option<String> {
    for (call, moment) in calls.iter().zip(track(grid, calls)) {
        for asked in &moment.asked {
            // What several descriptors are asked at once is answered for all of them together.
            if asked.fd.is_none() || asked.operation.name().starts_with("poll-") {
                continue;
            }
            let state = asked.seen.state.unwrap_or("unknown");
            let gone = ["none", "closed"].contains(&state);
            let rows = TABLE.iter().filter(|(operations, tells, _)| {
                operations.contains(&asked.operation.name()) && told(call, tells)
            });
            let mut possible = rows.map(|(_, _, states)| *states);
            let wrong = match call.answer().to_string().as_str() {
                "badf" => !gone,
                _ => gone && call.answered() || possible.any(|states| !states.contains(&state)),
            };
            if wrong {
                return Some(format!(
                    "{} {} was tracked as asked in {state}, where the kernel does not answer {}",
                    call.site,
                    call.decoded.name,
                    call.result()
                ));
            }
        }
    }
    None
}

fn told(call: &Call, tells: &Tells) -> bool {
    let moved = || {
        let field = |name| call.field(name).filter(|moved| moved != "0");
        ["datalen", "nread"].into_iter().find_map(field).is_some()
    };
    // To wait for all that was asked for says nothing of whether there is some.
    let waits_for_all = || call.field("flags").is_some_and(|flags| flags == "waitall");
    match tells {
        Tells::Errno(name) => call.answer().to_string() == *name,
        Tells::Data => call.answer().is_success() && moved(),
        Tells::Nothing => match call.answer() {
            Answer::Pending => !waits_for_all(),
            answer => answer.to_string() == "again",
        },
    }
}
