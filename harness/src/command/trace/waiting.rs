//! What a program does that did not end, in words.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::interface::{self, Alarm, Clock, Decoded, Role};
use crate::process::Hang;
use crate::record::Site;
use crate::trace::Call;

/// What is known besides the calls of a program that hangs.
pub(super) struct Around<'a> {
    /// Whether there is a network that it would have with `--shared`.
    pub(super) apart: bool,
    /// Whether the reference is another runner than this one.
    pub(super) elsewhere: bool,
    /// Where the call stands that was made over and over up to the end, with the same answer each time.
    pub(super) series: Option<&'a str>,
    /// How long it was given.
    pub(super) time: Duration,
}

/// Says what a program does that hangs, with places as `shown` says them.
pub(super) fn hanging(
    hang: Hang,
    calls: &[Call],
    around: &Around<'_>,
    shown: &dyn Fn(Site) -> String,
) -> String {
    if hang.calling {
        return calling(calls, around, shown);
    }
    let open = calls.iter().rposition(Call::is_open);
    let call = open.map(|at| (&calls[at], &calls[..at]));
    if let Some((call, before)) = call.filter(|_| hang.in_call)
        && is_due(call, before)
    {
        let elsewhere = match around.elsewhere {
            true => ", as `--runner reference` does",
            false => "",
        };
        return format!(
            "the call is due by the clock, and the runtime does not return from it{elsewhere}"
        );
    }
    let waits = call.map(|(call, before)| {
        let function = call.decoded.function;
        let may_wait = function.map(|function| interface::may_wait(&call.module, function));
        (may_wait, around.apart && awaits_a_socket(call, before))
    });
    let why = match (hang.in_call, hang.spinning, waits) {
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
    };
    why.to_owned()
}

/// Says of a program that still makes calls which they are: it waits in none of them.
fn calling(calls: &[Call], around: &Around<'_>, shown: &dyn Fn(Site) -> String) -> String {
    let time = around.time.as_secs();
    // The one that has returned, since another may have been entered just then.
    let last = calls.iter().rposition(Call::returned);
    let alone = last.is_some_and(|at| {
        let function = calls[at].decoded.function;
        let may_wait = |function| interface::may_wait(&calls[at].module, function);
        around.apart && function.is_some_and(may_wait) && awaits_a_socket(&calls[at], &calls[..at])
    });
    let alone = match alone {
        true => ", and the program is alone on its network (--shared)",
        false => "",
    };
    match (around.series, last) {
        (Some(at), _) => format!(
            "after {time} s the program makes the call at {at} again and again, and its answer never changes{alone}"
        ),
        (None, Some(last)) => format!(
            "after {time} s the program makes calls still, the last at {}{alone}",
            shown(calls[last].site)
        ),
        (None, None) => format!("after {time} s the program makes calls still"),
    }
}

/// Whether the clock was to end a call that hangs. What the clock is yet to end does not hang, so that it is over; but of a moment
/// on the guest's own clock it is not known when that is.
fn is_due(call: &Call, before: &[Call]) -> bool {
    let (now, mut clock) = (Instant::now(), Clock::default());
    for call in before.iter().filter(|call| call.returned()) {
        clock.returned(&call.decoded, now);
    }
    matches!(clock.ends(&call.decoded, now), Some(Alarm::At(_)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use crate::trace::Trace;

    const OPEN: &str =
        "> L1 wasix_32v1.sock_open(1, 1, 6, 0)\n< L1 wasix_32v1.sock_open = 0 @0=04000000\n";
    const DUP: &str = "> L2 wasix_32v1.fd_dup(4, 8)\n< L2 wasix_32v1.fd_dup = 0 @8=05000000\n";

    /// What is said of a guest that waits in the last call of this report, on a network apart or not.
    fn said(report: &[&str], apart: bool) -> String {
        told(report, apart, false, None)
    }

    /// The same of one that still makes calls where `calling`, the same all the time where `series` says at which place.
    fn told(report: &[&str], apart: bool, calling: bool, series: Option<&str>) -> String {
        let mut trace = Trace::default();
        for record in Record::all(&report.concat()).unwrap() {
            trace.push(&record);
        }
        let hang = Hang {
            in_call: true,
            spinning: false,
            calling,
        };
        let around = Around {
            apart,
            elsewhere: true,
            series,
            time: Duration::from_secs(60),
        };
        hanging(hang, &trace.calls, &around, &|site| site.to_string())
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
        // A sleep that hangs was to be over, see `is_due`.
        assert_eq!(
            said(&[OPEN, "> L3 wasix_32v1.thread_sleep(5)\n"], true),
            "the call is due by the clock, and the runtime does not return from it, as `--runner reference` does"
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
    fn who_makes_calls_waits_in_none() {
        let accept = "> L3 wasix_32v1.sock_accept_v2(4, 0, 8, 64)\n";
        let again = [OPEN, accept, "< L3 wasix_32v1.sock_accept_v2 = 6\n", accept];
        assert_eq!(
            told(&again, true, true, Some("L3")),
            "after 60 s the program makes the call at L3 again and again, and its answer never changes, and the program is alone \
             on its network (--shared)"
        );
        assert_eq!(
            told(&again, false, true, None),
            "after 60 s the program makes calls still, the last at L3"
        );
        // A question that waits for nobody is answered by nobody else.
        let status = "> L3 wasix_32v1.sock_status(4, 8)\n";
        let asked = [OPEN, status, "< L3 wasix_32v1.sock_status = 0 @8=00\n"];
        assert_eq!(
            told(&asked, true, true, Some("L3")),
            "after 60 s the program makes the call at L3 again and again, and its answer never changes"
        );
    }

    #[test]
    fn a_call_that_is_due_is_the_runtimes_matter() {
        // A subscription to the clock: its type, the clock, the time and the flags are at 8, 16, 24 and 40.
        let poll = |timeout: &str, flags: &str| {
            let (zeros, clock) = ("0000000000000000", "0100000000000000");
            format!(
                "> L3 wasix_32v1.poll_oneoff(256, 512, 1, 48) \
                 @256={zeros}{zeros}{clock}{timeout}{zeros}{flags}00000000000000\n"
            )
        };
        let due = "the call is due by the clock, and the runtime does not return from it, as `--runner reference` does";
        assert_eq!(said(&[OPEN, &poll("0000000000000000", "00")], true), due);
        let in_vain = "the call waits for what cannot come: nothing in the program is to end it";
        // For ever, and until a moment of the guest's own clock.
        assert_eq!(
            said(&[OPEN, &poll("ffffffffffffffff", "00")], true),
            in_vain
        );
        assert_eq!(
            said(&[OPEN, &poll("0000000000000000", "01")], true),
            in_vain
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
