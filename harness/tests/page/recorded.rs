//! A run as the snapshots hold it, of every case on every runner.

use std::sync::Arc;

use wasock::column::{self, Columns};
use wasock::event::{Began, Call, Event, Measured, Result, Trial};
use wasock::header::Level;
use wasock::interface;
use wasock::outcome::{Crash, Outcome};
use wasock::record::Site;
use wasock::recording::Recording;
use wasock::snapshot::Recorded;
use wasock::suite::{self, Suite};
use wasock::verdict::{Finding, Verdict};
use wasock::world::World;

/// A case of which the first runner answers wrongly.
pub const CASE: &str = "wasix/stream/listening/listen";

/// What the runtime says there.
pub const SAID: &str = "</script><script>throw new Error('markup')</script> & \u{2028}";

/// The name of the first runner.
pub fn runner() -> String {
    column::embedded()[0].label.clone()
}

/// The run.
pub fn recording() -> Recording {
    let suite = Suite::here().expect("the suite can be read");
    let columns = Columns::new(column::embedded()).unwrap();
    let mut trials = Vec::new();
    for name in suite.names().expect("the cases can be found") {
        if !name.starts_with("self/") {
            let case = suite.load(&name).expect("the case has no mistakes");
            trials.extend(suite::trials(&Arc::new(case), &columns));
        }
    }
    let began = Began::of(&suite, &columns, &trials, &World::Private);
    let mut recording = Recording::new(began.expect("the causes can be read"));
    for (number, trial) in trials.iter().enumerate() {
        let mut event = recorded(&suite, trial);
        // The first runner has each ending somewhere among the first cases.
        if trial.column.label == runner() && number < 16 * columns.len() {
            end(&mut event, number / columns.len());
        }
        recording.hear(Event::Trial(Box::new(event)));
    }
    recording.hear(Event::Ended { interrupted: false });
    recording
}

/// A trial as its snapshot has it; where it is not what the oracle does, it deviates.
fn recorded(suite: &Suite, trial: &suite::Trial) -> Trial {
    let (case, runner) = (&trial.case, &trial.column.label);
    let difference = suite.snapshots.difference(&case.name, runner);
    let verdict = match (case.header.level, &difference) {
        (Level::May, _) => Verdict::Records,
        (_, None) => Verdict::Conforms,
        (level, Some(_)) => Verdict::Deviates(level),
    };
    let text = difference.or_else(|| suite.snapshots.baseline(&case.name));
    let text = text.unwrap_or_default();
    let calls: Vec<Call> = text.lines().filter_map(call).collect();
    let question = case.questions().next().map_or(0, |question| question.line);
    let asked = calls
        .iter()
        .rposition(|call| call.site == Site::Line(question));
    let verdict = match (asked, verdict) {
        (None, Verdict::Deviates(_)) => Verdict::NotAsked,
        _ => verdict,
    };
    let measured = Measured {
        verdict,
        outcome: Outcome::Completed,
        left: Vec::new(),
        finding: (!verdict.is_right()).then_some(Finding {
            line: question,
            call: asked,
        }),
        recorded: Recorded::Same,
        cause: None,
        calls,
        said: if case.name == CASE { SAID } else { "" }.to_owned(),
    };
    Trial {
        case: case.name.clone(),
        runner: runner.clone(),
        result: Result::Measured(Box::new(measured)),
    }
}

/// A call from its line in a snapshot.
fn call(line: &str) -> Option<Call> {
    let (site, rest) = line.split_once(' ')?;
    let (call, result) = rest.split_once(") -> ")?;
    let (answer, outs) = result.split_once(' ').unwrap_or((result, ""));
    let errno = interface::errno_named(answer).map(|errno| errno.number);
    Some(Call {
        site: Site::try_from(site.to_owned()).ok()?,
        call: format!("{call})"),
        answer: answer.to_owned(),
        errno: errno.filter(|number| *number != 0),
        outs: outs.split_whitespace().map(str::to_owned).collect(),
    })
}

/// Gives a trial one of the endings that few snapshots have.
fn end(trial: &mut Trial, number: usize) {
    let Result::Measured(measured) = &mut trial.result else {
        return;
    };
    let site = Some(Site::Line(1));
    let (verdict, outcome) = match number {
        0 => (Verdict::Deviates(Level::Must), Outcome::Hung(site)),
        1 => (
            Verdict::Deviates(Level::Must),
            Outcome::Crashed(site, Crash::Panic),
        ),
        2 => (
            Verdict::Unsupported,
            Outcome::Unsupported("wasix_32v1.sock_open".to_owned()),
        ),
        3 => (
            Verdict::Broken,
            Outcome::Broken("the report breaks off".to_owned()),
        ),
        4 => (Verdict::NotAsked, Outcome::Blocked(Site::Line(1))),
        5 => {
            let ignored = "needs a network of its own".to_owned();
            trial.result = Result::Ignored { ignored };
            return;
        }
        _ => return,
    };
    measured.verdict = verdict;
    measured.outcome = outcome;
    measured.finding = None;
}
