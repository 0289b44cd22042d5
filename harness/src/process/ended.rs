//! How a trial ended that did not say so itself.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::Duration;

use rustix::process::Signal;
use wasock_runners::Ending;

use super::{End, Limit};
use crate::world;

/// Says how a process ended that never came to the guest. What it printed until then is the harness's own, and tells why.
pub fn unready(ours: Option<End>, status: Option<ExitStatus>, stderr: &[u8]) -> End {
    let how = match (ours, status) {
        (Some(_), _) => "was too slow or too large".to_owned(),
        (None, Some(status)) => format!("ended with {status}"),
        (None, None) => "was lost".to_owned(),
    };
    let stderr = String::from_utf8_lossy(stderr);
    let why = stderr.lines().last().map(|line| format!(": {line}"));
    End::Fault(format!(
        "before the trial began, the process {how}{}",
        why.unwrap_or_default()
    ))
}

/// Says how a process ended that died or exited by itself, while the runtime had its turn.
pub fn died(status: ExitStatus, panic: Option<String>, stderr: &[u8]) -> End {
    let abort = Some(Signal::ABORT.as_raw());
    match (status.signal(), panic) {
        // A panic that cannot unwind aborts; after any other signal it is not the cause.
        (signal, Some(message)) if signal.is_none() || signal == abort => End::Panicked(message),
        (signal, None) if signal == abort && out_of_memory(stderr) => End::Exceeded(Limit::Memory),
        (Some(signal), _) => End::Killed(signal),
        (None, _) => End::Vanished(status.code().unwrap_or_default()),
    }
}

/// Says the same of a trial that a limit has ended in this way: one of its own, or one of the host, which is never a fault of the runtime.
/// `panic` is what a thread said that panicked, `cpu` the processor time of the trial, and `all` is whether it was seen with as many
/// threads as it may have.
pub fn of_limits(end: End, panic: Option<&str>, cpu: Duration, all: bool) -> End {
    let refused = panic.is_some_and(no_more_threads);
    match end {
        End::Hung(_) | End::Panicked(_) if refused && !all => {
            End::Fault(world::no_more_processes())
        }
        // A runtime that waits for a thread which there is no room for waits for ever.
        End::Hung(_) if all => End::Exceeded(Limit::Processes),
        End::Panicked(_) if refused => End::Exceeded(Limit::Processes),
        End::Killed(signal) => {
            world::exhausted(signal, Some(cpu)).map_or(End::Killed(signal), End::Fault)
        }
        other => other,
    }
}

/// Whether a panic says that the system refused a thread, in the words of Rust's standard library and of those who hand on what it says.
fn no_more_threads(message: &str) -> bool {
    let message = message.to_lowercase();
    let refused = ["wouldblock", "resource temporarily unavailable"];
    let wanted = ["thread", "spawn"];
    refused.iter().any(|word| message.contains(word))
        && wanted.iter().any(|word| message.contains(word))
}

/// Whether standard error says that the system refused memory, in the words of Rust's standard library.
fn out_of_memory(stderr: &[u8]) -> bool {
    let text = String::from_utf8_lossy(stderr);
    // Advice on backtraces may follow, so it need not be the last line.
    text.lines()
        .any(|line| line.starts_with("memory allocation of ") && line.ends_with(" bytes failed"))
}

/// The exit code of a program whose main thread has panicked, by Rust's standard library.
const PANICKED: u32 = 101;

/// Gives the message of a panic that ended a program which said so on standard error, in the words of that library.
pub fn panicked(ending: &Ending, said: &str) -> Option<String> {
    let (_, rest) = said.split_once("panicked at ")?;
    let message = rest.lines().nth(1).unwrap_or_default();
    (*ending == Ending::Exited(PANICKED)).then(|| message.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Hang;

    #[test]
    fn what_a_process_said_that_never_came_to_the_guest() {
        let exited = || Some(ExitStatus::from_raw(3 << 8));
        let why = |end| match end {
            End::Fault(why) => why,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            why(unready(None, exited(), b"a warning\nno licence\n")),
            "before the trial began, the process ended with exit status: 3: no licence"
        );
        assert_eq!(
            why(unready(None, exited(), b"")),
            "before the trial began, the process ended with exit status: 3"
        );
        assert_eq!(
            why(unready(Some(End::Exceeded(Limit::Memory)), exited(), b"")),
            "before the trial began, the process was too slow or too large"
        );
        assert_eq!(
            why(unready(None, None, b"")),
            "before the trial began, the process was lost"
        );
    }

    #[test]
    fn a_thread_that_the_system_refuses_is_no_fault_of_the_runtime() {
        let hung = End::Hung(Hang {
            in_call: true,
            spinning: false,
            calling: false,
        });
        let refusal =
            "OS can't spawn worker thread: Resource temporarily unavailable (os error 11)";
        let panicked = || End::Panicked(refusal.to_owned());
        let of = |end, panic, all| of_limits(end, panic, Duration::ZERO, all);
        for end in [hung.clone(), panicked()] {
            let why = of(end.clone(), Some(refusal), false);
            assert!(matches!(why, End::Fault(_)), "{why:?}");
            assert_eq!(
                of(end, Some(refusal), true),
                End::Exceeded(Limit::Processes)
            );
        }
        assert_eq!(
            of(hung.clone(), None, true),
            End::Exceeded(Limit::Processes)
        );
        assert_eq!(of(hung.clone(), Some("oh no"), false), hung);
        let other = End::Panicked("the thread is WouldBlocked".to_owned());
        assert!(matches!(of(other, Some("oh no"), true), End::Panicked(_)));
        assert_eq!(of(End::Killed(11), None, true), End::Killed(11));
    }
}
