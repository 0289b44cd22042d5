//! Measuring: one trial, from the module to the verdict.

mod end;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use crate::expect::Open;
use crate::host::{Operation, Watch};
use crate::instrument::Instrumented;
use crate::interface::Untraced;
use crate::kept::Kept;
use crate::line::{self, Line};
use crate::outcome::{Left, Outcome};
use crate::process::{self, Compiled, End, Job, Limits, Usage};
use crate::record::{Item, Seal, Site};
use crate::snapshot;
use crate::suite::Trial;
use crate::trace::{Call, Told, Trace};
use crate::verdict::{self, Judge, Judgement, Step};
use crate::world::World;
pub use end::outcome;

/// What one trial came to.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The calls of the guest, in order.
    pub calls: Vec<Call>,
    /// What happened and what it says about the runtime.
    pub judgement: Judgement,
    /// The calls as they are recorded, each with its index in `calls`.
    pub lines: Vec<(usize, Line)>,
    /// Whether what the runtime did is of no case that anybody has defined, so that it may do otherwise in another build.
    pub undefined: bool,
    /// What the trial left when it ended.
    pub left: Vec<Left>,
    /// What the guest or the runtime printed on standard error, and what the runtime said as it fell over.
    pub said: String,
    /// What the kernel knew of the guest's sockets before each call, a line each; `None` of a column that does not tell.
    pub witness: Option<String>,
    /// How long the trial took, from the start of its process to its end.
    pub took: Duration,
    /// What its processes used.
    pub usage: Usage,
}

/// The seal of this process's reports: nobody who writes a guest can know it.
pub static SEAL: LazyLock<Seal> = LazyLock::new(Seal::random);

/// Runs the guest of `trial` in `world`, and judges what it did.
pub fn measure(trial: &Trial, world: &World) -> Measured {
    let case = &trial.case;
    measure_with(trial, case.guest(), case.limits(), world, true)
}

/// Runs this guest, made of the case of `trial`, within these limits in `world`, and judges what it did. A runner that may take
/// longer is given more time.
pub fn measure_guest(
    trial: &Trial,
    guest: Result<&Instrumented, &str>,
    limits: Limits,
    world: &World,
) -> Measured {
    measure_with(trial, guest, limits, world, false)
}

/// Does the same. `keeps` is whether what the guest is compiled to is [kept](crate::kept) for other trials, as pays for one that is
/// tried again and again.
fn measure_with(
    trial: &Trial,
    guest: Result<&Instrumented, &str>,
    limits: Limits,
    world: &World,
    keeps: bool,
) -> Measured {
    let began = Instant::now();
    let case = &trial.case;
    let seen = match (guest, trial.column.ungranted()) {
        (Err(why), _) => Seen::without_trial(Outcome::Broken(why.to_owned())),
        (Ok(_), Some(why)) => Seen::without_trial(Outcome::Unsupported(why)),
        (Ok(guest), None) => attempt(trial, guest, limits, world, keeps),
    };
    let judgement = verdict::judge(
        case.header.level,
        &case.expectations,
        &seen.calls,
        seen.outcome,
    );
    Measured {
        undefined: case.header.undefined.is_some() && judgement.is_wrong(),
        lines: line::lines(&seen.calls, &case.expectations, case.header.host_calls),
        calls: seen.calls,
        judgement,
        left: seen.left,
        said: seen.said,
        witness: seen.witness,
        usage: seen.usage,
        took: began.elapsed(),
    }
}

/// What was seen of a trial, before it is judged.
struct Seen {
    calls: Vec<Call>,
    outcome: Outcome,
    left: Vec<Left>,
    said: String,
    witness: Option<String>,
    usage: Usage,
}

impl Seen {
    /// Of a trial that cannot be tried, nothing is seen but why.
    fn without_trial(outcome: Outcome) -> Seen {
        Seen {
            calls: Vec::new(),
            outcome,
            left: Vec::new(),
            said: String::new(),
            witness: None,
            usage: Usage::default(),
        }
    }
}

fn attempt(
    trial: &Trial,
    guest: &Instrumented,
    limits: Limits,
    world: &World,
    keeps: bool,
) -> Seen {
    let case = &trial.case;
    let questions = case.question_lines();
    let injection = case.header.inject.as_ref();
    // In a shared world a runtime that its guest has taken over could write to what is kept.
    let kept = (keeps && *world == World::Private)
        .then(|| Kept::of(&guest.module, &*trial.column.runner, &SEAL))
        .flatten();
    let known = kept.as_ref().and_then(Kept::read);
    let job = Job {
        column: &trial.column,
        preopens: &case.header.preopens,
        name: &case.name,
        module: &guest.module,
        compiled: match (&known, &kept) {
            (Some(known), _) => Compiled::Given(known),
            (None, Some(_)) => Compiled::Wanted,
            (None, None) => Compiled::Anew,
        },
        seal: &SEAL,
        legend: &guest.legend,
        limits: limits.on(&trial.column),
        host_log: false,
        counted: case.header.silent,
        conditions: &case.header.world,
        // It asks the host on its own account, which is not to be taken for the runtime's doing.
        witness: !case.is_watched(),
        world,
        peer: case.peer.as_ref(),
        watch: case.is_watched().then_some(Watch {
            injection,
            questions: &questions,
        }),
    };
    // A set-up that fails decides the trial. What the guest would do after it is of no interest, and often it would
    // wait for what now cannot come.
    let mut trace = Trace::of_blanks();
    let mut judge = Judge::new(&case.expectations);
    let mut blocked = false;
    let heard = process::run(&job, &mut |item| {
        let told = match item {
            Item::Record(record) if !blocked => trace.push(record),
            Item::Waited(line) if !blocked => trace.waited(*line),
            Item::Host(call) if !blocked => {
                trace.host(call);
                None
            }
            _ => None,
        };
        if let Some(Told::Finished(index)) = told {
            blocked = judge.step(&trace.calls[index], Open::Lost) == Step::Blocked;
        }
        match blocked {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    });
    if let (Some(kept), Some(compiled)) = (&kept, &heard.compiled) {
        kept.write(compiled);
    }
    trace.correct(&heard.failed);
    let (outcome, last_words) = match blocked && !matches!(heard.end, End::Tampered(_)) {
        // However the guest ended after this, the judgement is about the set-up.
        true => (Outcome::Completed, None),
        false => of_a_case(outcome(&heard, &trace.calls), heard.untraced),
    };
    let outcome = match (outcome, heard.traffic) {
        (Outcome::Completed, Some(traffic)) if case.header.silent && !traffic.is_none() => {
            Outcome::Touched(traffic.to_string())
        }
        (Outcome::Completed, None) if case.header.silent => {
            Outcome::Broken("the kernel does not tell what was sent".to_owned())
        }
        (outcome, _) => outcome,
    };
    let outcome = match (outcome, injection) {
        (Outcome::Completed | Outcome::Exited(_), Some(injection)) if heard.injected == 0 => {
            Outcome::Unmade(unmade(injection.operation, &trace.calls, &questions))
        }
        (outcome, _) => outcome,
    };
    let mut said = String::from_utf8_lossy(&heard.stderr).into_owned();
    said.push_str(last_words.as_deref().unwrap_or_default());
    let mut left = Vec::new();
    left.extend(heard.leaked.then_some(Left::Process));
    left.extend((heard.usage.sockets > 0).then_some(Left::Sockets));
    let tells = trial.column.runner.capabilities().witness && job.witness;
    Seen {
        witness: tells.then_some(heard.witness),
        usage: heard.usage,
        calls: trace.by_thread(),
        outcome,
        left,
        said,
    }
}

impl Measured {
    /// What snapshots hold: a line for each call, then how the guest ended.
    pub fn transcript(&self) -> String {
        let lines = self.lines.iter();
        match self.undefined {
            false => {
                let lines = lines.map(|(_, line)| line);
                snapshot::transcript(lines, &self.judgement.outcome, &self.left)
            }
            true => {
                let finding = self.judgement.finding.as_ref();
                let first = finding.and_then(|finding| finding.call);
                let before =
                    lines.take_while(|(index, _)| first.is_none_or(|first| *index < first));
                let line = finding.filter(|_| first.is_some()).map(|one| one.line);
                snapshot::undefined(before.map(|(_, line)| line), line)
            }
        }
    }
}

/// Says that no system call served `operation` from the first of these lines on, and which others were made there.
fn unmade(operation: Operation, calls: &[Call], questions: &[u32]) -> String {
    let first = questions.first().copied().unwrap_or_default();
    let since = calls
        .iter()
        .skip_while(|call| call.site != Site::Line(first));
    let made: BTreeSet<&str> = since
        .flat_map(|call| &call.host)
        .map(|call| call.operation.name())
        .collect();
    let made = match made.is_empty() {
        true => "no other was".to_owned(),
        false => format!("{} were", Vec::from_iter(made).join(", ")),
    };
    format!("{} was never called, {made}", operation.name())
}

/// The same of a case. None can ask anything of a guest of which only a part is traced; but a runtime that falls over does so
/// whatever is traced.
fn of_a_case(
    (outcome, last_words): (Outcome, Option<String>),
    untraced: Option<Untraced>,
) -> (Outcome, Option<String>) {
    match (outcome, untraced) {
        (
            Outcome::Completed
            | Outcome::Exited(_)
            | Outcome::Ended(..)
            | Outcome::Trapped(_)
            | Outcome::Hung(_),
            Some(untraced),
        ) => (Outcome::Broken(format!("the guest {untraced}")), last_words),
        (outcome, _) => (outcome, last_words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::Level;
    use crate::outcome::Crash;
    use crate::trace::Answer;
    use crate::verdict::{Finding, Verdict};

    /// A trial that made two calls, of which the second answered so, and ended so.
    fn measured(answer: Answer, outcome: Outcome) -> Measured {
        let line = |at: usize, number: u32, answer| {
            let site = Site::Line(number);
            let (call, outs) = (format!("call(of={number})"), Vec::new());
            let line = Line {
                site,
                call,
                waited: false,
                answer,
                outs,
                host: Vec::new(),
            };
            (at, line)
        };
        Measured {
            calls: Vec::new(),
            judgement: Judgement {
                outcome,
                verdict: Verdict::Deviates(Level::Should),
                finding: Some(Finding {
                    line: 9,
                    call: Some(1),
                    after: None,
                }),
            },
            lines: vec![line(0, 7, Answer::Errno(0)), line(1, 9, answer)],
            undefined: true,
            left: vec![Left::Sockets],
            said: String::new(),
            witness: None,
            usage: Usage::default(),
            took: Duration::ZERO,
        }
    }

    #[test]
    fn what_is_undefined_is_not_in_the_transcript() {
        let crash = Outcome::Crashed(Some(Site::Line(9)), Crash::Signal(11));
        let one = measured(Answer::Pending, crash);
        let other = measured(Answer::Errno(79), Outcome::Completed);
        assert_eq!(one.transcript(), other.transcript());
        assert_eq!(
            one.transcript(),
            "L7 call(of=7) -> success\n=> undefined at L9\n"
        );
        assert_ne!(one.judgement.gravity(), other.judgement.gravity());
    }
}
