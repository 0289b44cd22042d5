//! The hunt: every lie is told to cases until one of them notices, and every case is told lies until one turns it red.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::chance::{self, Chance};
use super::{Kind, Liar, Lie};
use crate::at_once::at_once;
use crate::expect::{Expectation, Expected};
use crate::header::Level;
use crate::interface::Answer;
use crate::measure::{Measured, measure_guest};
use crate::process::Limits;
use crate::suite::Trial;
use crate::verdict::Verdict;
use crate::world::World;

/// How long a trial may take that is lied to. It is short: a lie may let a guest go on for ever.
const TIME: Duration = Duration::from_secs(5);
/// How long it may take where the lie is that a call never returns.
const HANGING: Duration = Duration::from_secs(2);
/// How long a call may sleep before it counts as one that never returns.
const PATIENCE: Duration = Duration::from_millis(500);

/// What a hunt has found.
#[derive(Debug, Default)]
pub struct Found {
    /// The names of all lies that can matter in a question.
    pub possible: BTreeSet<String>,
    /// The lies that were told, in the order of their names.
    pub lies: Vec<Told>,
    /// The cases that lies were told to, in their order.
    pub cases: Vec<Deceived>,
    /// The cases that conform where nothing is ever done, by the answer that every function gives.
    pub idle: Vec<(Answer, Vec<String>)>,
    /// The cases that conform where all is done but what their questions ask, which succeeds.
    pub unasked: Vec<String>,
    /// The trials that cannot be lied to, because they do not answer as required when they are not.
    pub strange: Vec<String>,
    /// How many trials were made.
    pub trials: usize,
    /// Whether it was ended before it was done.
    pub interrupted: bool,
}

/// A lie that was told.
#[derive(Debug)]
pub struct Told {
    /// The lie.
    pub lie: Lie,
    /// How many cases it can matter in.
    pub chances: usize,
    /// The case that has noticed it.
    pub noticed: Option<String>,
}

/// A case that lies were told to.
#[derive(Debug)]
pub struct Deceived {
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: Level,
    /// How many lies can matter in it.
    pub chances: usize,
    /// The lie that has turned it red.
    pub red: Option<String>,
}

/// What a hunt is for.
#[derive(Clone, Copy)]
pub struct Hunt<'a> {
    /// The trials, each of the column whose runner is the true one.
    pub trials: &'a [Trial],
    /// Tries a trial without a lie, if it can be tried.
    pub honest: &'a (dyn Fn(&Trial) -> Option<Measured> + Sync),
    /// Tells only lies whose names this accepts.
    pub wanted: &'a (dyn Fn(&str) -> bool + Sync),
    /// Whether each case is told lies until one turns it red, too.
    pub cases: bool,
    /// Whether runtimes that never do anything are tried, too.
    pub idle: bool,
    /// The world of the trials.
    pub world: &'a World,
    /// How many trials are under way at once.
    pub jobs: usize,
    /// Once this is set, no further trial is begun.
    pub stop: &'a AtomicBool,
    /// Is told of what is done next, with how many steps that has, and of each step that is done.
    pub hear: &'a (dyn Fn(Progress) + Sync),
}

/// How far a hunt has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// This comes next, in so many steps.
    Begins([&'static str; 2], usize),
    /// A step is done.
    Step,
}

/// A trial with the lies that can matter in it.
struct Subject<'a> {
    trial: &'a Trial,
    chances: BTreeMap<String, Chance>,
    red: Mutex<Option<String>>,
}

/// Shows how much is to be tried.
impl fmt::Debug for Hunt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Hunt");
        shown.field("trials", &self.trials.len());
        shown.finish_non_exhaustive()
    }
}

impl Hunt<'_> {
    /// Makes the trials. What is found does not depend on their order.
    pub fn run(&self) -> Found {
        let mut found = Found::default();
        let made = AtomicUsize::new(0);
        let honest = self.each(
            ["trial without a lie", "trials without a lie"],
            self.trials,
            |trial| {
                made.fetch_add(1, Ordering::Relaxed);
                (self.honest)(trial)
            },
        );
        let mut subjects = Vec::new();
        for (trial, honest) in self.trials.iter().zip(honest) {
            let Some(honest) = honest.flatten() else {
                continue;
            };
            match is_right(&honest) {
                true => subjects.push(self.subject(trial, &honest)),
                false => found.strange.push(trial.name()),
            }
        }
        let mut lies: BTreeMap<&String, (&Lie, Vec<&Subject<'_>>)> = BTreeMap::new();
        for subject in &subjects {
            for (name, chance) in &subject.chances {
                let known = lies.entry(name).or_insert((&chance.lie, Vec::new()));
                known.1.push(subject);
            }
        }
        lies.retain(|name, (_, subjects)| {
            // What no question asks is not what the suite is about.
            let mut subjects = subjects.iter();
            subjects.any(|subject| subject.chances[*name].asked)
        });
        let possible = lies.keys().map(|name| (*name).clone()).collect();
        let lies: Vec<(&String, &Lie, Vec<&Subject<'_>>)> = lies
            .into_iter()
            .filter(|(name, _)| (self.wanted)(name))
            .map(|(name, (lie, subjects))| (name, lie, subjects))
            .collect();
        found.possible = possible;
        let told = self.each(["lie", "lies"], &lies, |(name, lie, subjects)| {
            let noticed = self.tell(name, subjects, &made);
            Told {
                lie: (*lie).clone(),
                chances: subjects.len(),
                noticed,
            }
        });
        found.lies = told.into_iter().flatten().collect();
        if self.cases {
            self.each(
                [
                    "case that no lie has turned red",
                    "cases that no lie has turned red",
                ],
                &subjects,
                |subject| {
                    self.turn_red(subject, &made);
                },
            );
            found.cases = subjects.iter().map(Subject::deceived).collect();
        }
        if self.idle {
            found.idle = self.idle(&made);
            found.unasked = self.unasked(&made);
        }
        found.trials = made.into_inner();
        found.interrupted = self.stop.load(Ordering::Relaxed);
        found
    }

    /// Does it with each, and says of those that were not begun that nothing came of them.
    fn each<T: Sync, R: Send>(
        &self,
        what: [&'static str; 2],
        all: &[T],
        perform: impl Fn(&T) -> R + Sync,
    ) -> Vec<Option<R>> {
        (self.hear)(Progress::Begins(what, all.len()));
        at_once(self.jobs, all, |one| {
            let stopped = self.stop.load(Ordering::Relaxed);
            let made = (!stopped).then(|| perform(one));
            (self.hear)(Progress::Step);
            made
        })
    }

    fn subject<'a>(&self, trial: &'a Trial, honest: &Measured) -> Subject<'a> {
        Subject {
            trial,
            chances: chance::chances(&trial.case, &honest.calls),
            red: Mutex::default(),
        }
    }

    /// Tells a lie to these trials until one notices, and gives the name of its case.
    fn tell(&self, name: &str, subjects: &[&Subject<'_>], made: &AtomicUsize) -> Option<String> {
        let mut order: Vec<&&Subject<'_>> = subjects.iter().collect();
        // First those that ask about it, and among them those that nothing has turned red: so one trial says two things. Each is looked
        // at once, because others may turn it red meanwhile.
        order.sort_by_cached_key(|subject| (!subject.chances[name].asked, subject.is_red()));
        let mut order = order.into_iter();
        let noticing = order.find(|subject| {
            !self.stop.load(Ordering::Relaxed) && subject.notices(name, self.world, made)
        });
        noticing.map(|subject| subject.trial.case.name.clone())
    }

    /// Tells a trial the lies that can matter in it until one turns it red.
    fn turn_red(&self, subject: &Subject<'_>, made: &AtomicUsize) {
        let mut order: Vec<(&String, &Chance)> = subject.chances.iter().collect();
        // One that hangs costs its whole time, so it comes last of those that are about the question.
        order.sort_by_key(|(_, chance)| (!chance.asked, chance.lie.kind == Kind::Hangs));
        for (name, _) in order {
            if subject.is_red() || self.stop.load(Ordering::Relaxed) {
                return;
            }
            if (self.wanted)(name) {
                subject.notices(name, self.world, made);
            }
        }
    }

    /// Tries the runtimes that never do anything: for success, and for each errno or error that some expectation has.
    fn idle(&self, made: &AtomicUsize) -> Vec<(Answer, Vec<String>)> {
        let mut answers: Vec<Answer> = vec![Answer::Errno(0)];
        for trial in self.trials {
            for answer in accepted(trial, |_| true) {
                if !answers.contains(&answer) {
                    answers.push(answer);
                }
            }
        }
        answers.sort_by_key(|answer| (!answer.is_success(), answer.to_string()));
        let mut tries = Vec::new();
        for answer in &answers {
            let trials = self.trials.iter().filter(|trial| {
                is_binding(trial) && (answer.is_success() || begins_with(trial, *answer))
            });
            tries.extend(trials.map(|trial| (*answer, trial)));
        }
        let conform = self.each(
            ["runtime that does nothing", "runtimes that do nothing"],
            &tries,
            |(answer, trial)| {
                made.fetch_add(1, Ordering::Relaxed);
                conforms_idly(trial, *answer, &[], self.world)
            },
        );
        let conforming = |answer: &Answer| {
            let tried = tries.iter().zip(&conform);
            let conforming =
                tried.filter(|((told, _), conform)| told == answer && **conform == Some(true));
            conforming
                .map(|((_, trial), _)| trial.case.name.clone())
                .collect()
        };
        let all = answers.iter().map(|answer| (*answer, conforming(answer)));
        all.collect()
    }

    /// Tries each case on a runtime that does all but what the questions ask, and says of that that it succeeded.
    fn unasked(&self, made: &AtomicUsize) -> Vec<String> {
        let may_conform = |trial: &&Trial| {
            is_binding(trial) && trial.case.questions().all(Expectation::accepts_success)
        };
        let trials: Vec<&Trial> = self.trials.iter().filter(may_conform).collect();
        let conform = self.each(
            ["question that is not done", "questions that are not done"],
            &trials,
            |trial| {
                made.fetch_add(1, Ordering::Relaxed);
                let lines: Vec<u32> = trial.case.questions().map(|one| one.line).collect();
                conforms_idly(trial, Answer::Errno(0), &lines, self.world)
            },
        );
        let tried = trials.iter().zip(conform);
        let conforming = tried.filter(|(_, conform)| *conform == Some(true));
        conforming
            .map(|(trial, _)| trial.case.name.clone())
            .collect()
    }
}

/// Whether a trial conforms where nothing is done at these lines, or anywhere where there are none, and this is the answer.
fn conforms_idly(trial: &Trial, answer: Answer, lines: &[u32], world: &World) -> bool {
    let guest = trial.case.lied_to(Liar::Idles(answer, lines));
    let guest = guest.as_ref().map_err(String::as_str);
    let measured = measure_guest(trial, guest, limits(trial, TIME), world);
    measured.judgement.verdict == Verdict::Conforms
}

impl Subject<'_> {
    fn is_red(&self) -> bool {
        self.red.lock().expect("no thread panics with it").is_some()
    }

    /// Tells it this lie, and says whether it turned red.
    fn notices(&self, name: &str, world: &World, made: &AtomicUsize) -> bool {
        made.fetch_add(1, Ordering::Relaxed);
        let chance = &self.chances[name];
        let guest = self
            .trial
            .case
            .lied_to(Liar::Tells(&chance.lie, &chance.lines));
        let guest = guest.as_ref().map_err(String::as_str);
        let time = match chance.lie.kind {
            Kind::Hangs => HANGING,
            _ => TIME,
        };
        let measured = measure_guest(self.trial, guest, limits(self.trial, time), world);
        let wrong = measured.judgement.is_wrong();
        if wrong {
            let mut red = self.red.lock().expect("no thread panics with it");
            red.get_or_insert_with(|| name.to_owned());
        }
        wrong
    }

    fn deceived(&self) -> Deceived {
        Deceived {
            name: self.trial.case.name.clone(),
            level: self.trial.case.header.level,
            chances: self.chances.len(),
            red: self.red.lock().expect("no thread panics with it").clone(),
        }
    }
}

fn limits(trial: &Trial, time: Duration) -> Limits {
    // A call that the system is to end sleeps for longer.
    let slow = trial.case.header.world.patience();
    Limits {
        time: time + slow.unwrap_or_default(),
        patience: slow.or(Some(PATIENCE)),
        ..trial.case.limits()
    }
}

/// Whether a trial without a lie is answered as required.
fn is_right(honest: &Measured) -> bool {
    honest.judgement.verdict.is_right() && !honest.judgement.is_wrong()
}

/// Whether a wrong answer to the case is one.
pub(crate) fn is_binding(trial: &Trial) -> bool {
    trial.case.header.level != Level::May
}

/// The refusals that the expectations of the lines which `wanted` accepts have.
fn accepted(trial: &Trial, wanted: impl Fn(u32) -> bool) -> Vec<Answer> {
    let expectations = trial.case.expectations.iter();
    let alternatives = expectations
        .filter(|one| wanted(one.line))
        .flat_map(|one| &one.alternatives);
    let refusals = alternatives.filter_map(|alternative| match alternative.answer {
        Expected::Errno(errno) if errno.number != 0 => Some(Answer::Errno(errno.number)),
        Expected::Err(case) => Some(Answer::Err(case)),
        _ => None,
    });
    refusals.collect()
}

/// Whether the first call of a case whose expectation says how it went may be answered by this refusal: otherwise a runtime
/// which answers nothing else comes to no question.
fn begins_with(trial: &Trial, answer: Answer) -> bool {
    let mut expectations = trial.case.expectations.iter();
    let tells = |expected: Expected| !matches!(expected, Expected::Returns | Expected::Anything);
    let first = expectations.find(|one| one.alternatives.iter().any(|one| tells(one.answer)));
    first.is_none_or(|first| accepted(trial, |line| line == first.line).contains(&answer))
}
