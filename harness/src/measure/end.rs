//! What a trial came to, by how it ended and what was heard of it.

use std::collections::BTreeSet;

use wasock_runners::Ending;

use crate::escape;
use crate::interface::{self, Function, Threads, Untraced};
use crate::outcome::{self, Crash, Outcome};
use crate::process::{End, Heard, Late, Limit, is_of_the_report};
use crate::trace::{Answer, Call};

/// What happened, and the runtime's last words where it fell over.
pub fn outcome(heard: &Heard, calls: &[Call]) -> (Outcome, Option<String>) {
    let open = calls.iter().rev().find(|call| call.is_open());
    // Who only waits is where the call is that it waits for.
    let started = calls
        .iter()
        .rev()
        .find(|call| call.answer() == Answer::Started);
    let awaited = open.filter(|call| call.only_waits()).and(started);
    let site = awaited.or(open).map(|call| call.site);
    let cut = cut(heard, calls);
    let outcome = match &heard.end {
        End::Fault(why) => Outcome::Broken(escape::cut(why).into_owned()),
        End::Stopped => Outcome::Broken("the trial was stopped".to_owned()),
        End::Tampered(what) => {
            Outcome::Broken(format!("the guest tampers with its report: {what}"))
        }
        _ if let Some(why) = &heard.broken => Outcome::Broken(why.clone()),
        End::Ended(Ending::Returned) if !heard.began => not_started("exit 0", &heard.stderr),
        End::Ended(Ending::Exited(code)) if !heard.began => {
            not_started(&format!("exit {code}"), &heard.stderr)
        }
        End::Late(Late::Starts) => not_started("ended after all its time", &heard.stderr),
        End::Ended(Ending::Unsupported(what)) => {
            Outcome::Unsupported(escape::cut(what).into_owned())
        }
        End::Ended(Ending::Exited(code)) if heard.untraced >= Some(Untraced::Becomes) => {
            Outcome::Exited(*code)
        }
        End::Ended(Ending::Exited(code)) => exited(*code, calls, cut),
        // A runtime may not tell `proc_exit(0)` from a return; the guest's report does.
        // It does not matter then what other threads are doing.
        End::Ended(Ending::Returned) if heard.returned == Some(true) => Outcome::Completed,
        // What the guest became has returned, and reports nothing of that.
        End::Ended(Ending::Returned) if heard.untraced >= Some(Untraced::Becomes) => {
            Outcome::Completed
        }
        End::Ended(Ending::Returned) => match open {
            None if heard.returned.is_none() => Outcome::Completed,
            None => Outcome::Broken(
                "the guest's report breaks off: did it close its standard output and error?"
                    .to_owned(),
            ),
            Some(call)
                if calls
                    .iter()
                    .any(|call| call.is_open() && is_of_the_report(&call.decoded)) =>
            {
                breaks_off(call)
            }
            Some(_) => exited(0, calls, cut),
        },
        End::Ended(Ending::Trapped(_)) | End::Hung(_) if let Some(call) = cut => breaks_off(call),
        End::Ended(Ending::Trapped(_)) => Outcome::Trapped(site.filter(|_| in_calls(heard, calls))),
        End::Panicked(_) => Outcome::Crashed(site, Crash::Panic),
        End::Killed(signal) => Outcome::Crashed(site, Crash::Signal(*signal)),
        End::Vanished(code) => Outcome::Crashed(site, Crash::Exit(*code)),
        End::Hung(hang) => Outcome::Hung(if hang.in_call { site } else { None }),
        End::Late(_) => Outcome::Exceeded(outcome::Limit::Time),
        End::Exceeded(Limit::Output) => Outcome::Exceeded(outcome::Limit::Output),
        End::Exceeded(Limit::Report) => Outcome::Exceeded(outcome::Limit::Report),
        End::Exceeded(Limit::Processes) => Outcome::Exceeded(outcome::Limit::Threads),
        End::Ended(Ending::Exceeded(_)) | End::Exceeded(Limit::Memory) => {
            Outcome::Exceeded(outcome::Limit::Memory)
        }
    };
    let last_words = match &heard.end {
        End::Panicked(message)
        | End::Ended(Ending::Trapped(message) | Ending::Exceeded(message)) => Some(message.clone()),
        _ => None,
    };
    (outcome, last_words)
}

/// What happened where a program has never come to run its guest: how it ended, and why. That is the first line which says that
/// it is an error, as `Error: ...` or `TypeError: ...`, or else the last one.
fn not_started(how: &str, said: &[u8]) -> Outcome {
    let said = String::from_utf8_lossy(said);
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_error = |line: &&str| {
        let word = line.split(':').next().unwrap_or_default();
        ["Error", "error"].iter().any(|end| word.ends_with(end)) && !word.contains(' ')
    };
    let why = lines().find(is_error).or_else(|| lines().next_back());
    Outcome::NotStarted(format!("{how}: {}", why.unwrap_or("it printed no reason")))
}

/// What happened where a runtime says that the guest has exited with `code`: it did so by a call that exits, or else the
/// runtime ended it in the call that it was in.
fn exited(code: u32, calls: &[Call], cut: Option<&Call>) -> Outcome {
    let open = || calls.iter().rev().filter(|call| call.is_open());
    // The first thread is the program: with it, the guest has exited.
    let exits = |call: &Call| call.ends_the_guest() || call.thread == 0 && call.ends_its_thread();
    let Some(last) = open().next().filter(|_| !open().any(exits)) else {
        return Outcome::Exited(code);
    };
    match cut {
        Some(call) => breaks_off(call),
        None => Outcome::Ended(last.site, code),
    }
}

/// Gives the call that may have turned the report elsewhere, where one is open when the guest ends.
///
/// Then nothing is known of what came after it: the guest may have gone on, and have trapped, exited or waited of its own accord. A
/// runtime that does so in that very call cannot be told from it.
fn cut<'a>(heard: &Heard, calls: &'a [Call]) -> Option<&'a Call> {
    let mut open = calls.iter().rev().filter(|call| call.is_open());
    open.find(|call| heard.past.may_be_cut_by(&call.decoded))
}

fn breaks_off(call: &Call) -> Outcome {
    let function = call.decoded.function;
    let why = match function.is_some_and(Function::closes) {
        true => "did it close its standard output and error?",
        false => "did it turn its standard output elsewhere?",
    };
    Outcome::Broken(format!(
        "the guest's report breaks off at {}: {why}",
        call.site
    ))
}

/// Whether each thread of the guest that may be running is in a call, so that it is a call that has trapped. One that is being made may
/// be running before the call that makes it has returned.
fn in_calls(heard: &Heard, calls: &[Call]) -> bool {
    let open = || calls.iter().filter(|call| call.is_open());
    let makes_thread =
        |call: &Call| interface::threads(&call.module, &call.decoded.name) == Some(Threads::More);
    let threads: BTreeSet<u32> = open().map(|call| call.thread).collect();
    let are_in_calls = u32::try_from(threads.len()).is_ok_and(|most| most >= heard.past.threads);
    are_in_calls && !open().any(makes_thread)
}
