//! How a program ended, in words.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::interface::{self, Decoded, Role};
use crate::outcome::Outcome;
use crate::process::{Hang, Late};
use crate::trace::Call;

use super::missing;

/// The last line: how the program ended on this runner, which `told` says with the places that people know.
pub(super) fn ending(
    outcome: &Outcome,
    told: &str,
    last_words: Option<&str>,
    runner: &str,
    module: &[u8],
) -> String {
    let words = last_words.map_or(String::new(), |words| format!(" ({})", words.trim_end()));
    match outcome {
        Outcome::Unsupported(what) => {
            let export = missing::export(module);
            let had = match export.is_empty() {
                true => missing::import(what, module),
                false => export,
            };
            format!("=> unsupported: {runner} does not offer {what}{had}")
        }
        // A runtime that looks for no memory before it is to read there.
        Outcome::Trapped(_) => format!("=> {told}{words}{}", missing::export(module)),
        _ => format!("=> {told}{words}"),
    }
}

/// Says what a program does that hangs. `apart` is whether there is a network that it would have with `--shared`.
pub(super) fn hanging(hang: Hang, calls: &[Call], apart: bool) -> &'static str {
    let open = calls.iter().rposition(Call::is_open);
    let call = open.map(|at| (&calls[at], &calls[..at]));
    let waits = call.map(|(call, before)| {
        let function = call.decoded.function;
        let may_wait = function.map(|function| interface::may_wait(&call.module, function));
        (may_wait, apart && awaits_a_socket(call, before))
    });
    match (hang.in_call, hang.spinning, waits) {
        (true, false, Some((Some(true), true))) => {
            "the call waits for what cannot come: nothing in the program is to end it, and the program is alone on its network \
             (--shared)"
        }
        (true, false, Some((Some(true), false))) => {
            "the call waits for what cannot come: nothing in the program is to end it"
        }
        (true, false, Some((Some(false), _))) => {
            "the runtime does not return from the call, which is none that waits for anybody"
        }
        (true, false, _) => "the call does not return",
        (true, true, _) => "the runtime is busy in the call, and does not return from it",
        (false, true, _) => "the program is busy in code of its own, and makes no call",
        (false, false, _) => "the program waits in code of its own, outside of any call",
    }
}

/// Whether what a call waits for is a matter of a socket, or of what was made of one, by the calls `before`.
fn awaits_a_socket(call: &Call, before: &[Call]) -> bool {
    let mut sockets = BTreeSet::new();
    for call in before.iter().map(|call| &call.decoded) {
        let of_socket = |call: &Decoded| call.concerned().iter().any(|one| sockets.contains(one));
        let renewed = call.renewed();
        match call.given(Role::Family).is_some() || of_socket(call) {
            true => sockets.extend(renewed),
            false => renewed.iter().for_each(|one| _ = sockets.remove(one)),
        }
    }
    call.decoded
        .concerned()
        .iter()
        .any(|one| sockets.contains(one))
}

/// Says why a program was not done in its time.
pub(super) fn lateness(late: Late, time: Duration) -> String {
    let time = time.as_secs();
    match late {
        Late::Waits => format!("it still waits for the clock after {time} s"),
        Late::Compiles => format!("it is still being compiled after {time} s"),
        Late::Starts => format!("nothing was heard of the program after {time} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use crate::trace::Trace;

    const OPEN: &str =
        "> L1 wasix_32v1.sock_open(1, 1, 6, 0)\n< L1 wasix_32v1.sock_open = 0 @0=04000000\n";
    const DUP: &str = "> L2 wasix_32v1.fd_dup(4, 8)\n< L2 wasix_32v1.fd_dup = 0 @8=05000000\n";

    /// What is said of a guest that waits in the last call of this report, on a network apart or not.
    fn said(report: &[&str], apart: bool) -> &'static str {
        let mut trace = Trace::default();
        for record in Record::all(&report.concat()).unwrap() {
            trace.push(&record);
        }
        let hang = Hang {
            in_call: true,
            spinning: false,
        };
        hanging(hang, &trace.calls, apart)
    }

    #[test]
    fn a_hang_is_explained_by_what_can_be_its_cause() {
        let in_vain = "the call waits for what cannot come: nothing in the program is to end it";
        let accept = "> L3 wasix_32v1.sock_accept_v2(4, 0, 8, 64)\n";
        let alone = said(&[OPEN, accept], true);
        assert!(
            alone.starts_with(in_vain) && alone.ends_with("(--shared)"),
            "{alone}"
        );
        assert_eq!(said(&[OPEN, accept], false), in_vain);
        // What is made of a socket is one, and nothing else is.
        let read = |fd: u32| format!("> L3 wasix_32v1.fd_read({fd}, 0, 0, 48)\n");
        assert_eq!(said(&[OPEN, DUP, &read(5)], true), alone);
        assert_eq!(said(&[OPEN, DUP, &read(6)], true), in_vain);
        let poll = "> L3 wasix_32v1.poll_oneoff(256, 512, 1, 48) \
                    @256=070000000000000001000000000000000400000000000000000000000000000000000000000000000000000000000000\n";
        assert_eq!(said(&[OPEN, poll], true), alone);
        // A program that waits for itself is on no network.
        assert_eq!(
            said(&[OPEN, "> L3 wasix_32v1.thread_sleep(5)\n"], true),
            in_vain
        );
        // Others than the runtime are no cause of these.
        let close = "> L3 wasix_32v1.fd_close(4)\n";
        let runtime =
            "the runtime does not return from the call, which is none that waits for anybody";
        assert_eq!(said(&[OPEN, close], true), runtime);
        assert_eq!(
            said(&[OPEN, "> L3 env.frobnicate(4)\n"], true),
            "the call does not return"
        );
    }

    #[test]
    fn what_may_wait_is_a_function() {
        for interface in interface::all() {
            for name in interface.waits() {
                assert!(interface.has_function(name), "{name}");
            }
        }
    }
}
