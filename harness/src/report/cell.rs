//! What a cell of the matrix, or of a comparison, shows of a trial: a letter by agreement with what is required, and the answer.

use serde::Serialize;

use crate::event::{CallSeen, CaseSeen, MeasuredSeen, ResultSeen, TrialSeen};
use crate::line::WAITED;
use crate::outcome::Outcome;
use crate::verdict::{Gravity, Verdict};

/// How a trial stands to what is required, as the letter that stands for it. They are in the order of [`Gravity`]: the first is what
/// a reader should see first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub(super) enum Letter {
    /// The harness or the case is at fault.
    B,
    /// The runtime fell over.
    X,
    /// The guest did not come to its end where it should have, or the runtime took more than it may.
    H,
    /// It was answered otherwise than the interface's own documents require.
    M,
    /// It was answered otherwise than POSIX or Linux answer.
    S,
    /// The question could not be asked.
    N,
    /// The runtime does not offer what the case needs.
    U,
    /// The trial could not be tried.
    I,
    /// It was answered as required.
    C,
    /// The documents leave the answer open.
    R,
}

impl Letter {
    /// All of them, the gravest first.
    pub(super) const ALL: [Letter; 10] = [
        Letter::B,
        Letter::X,
        Letter::H,
        Letter::M,
        Letter::S,
        Letter::N,
        Letter::U,
        Letter::I,
        Letter::C,
        Letter::R,
    ];

    /// What it stands for, in a word or two.
    pub(super) fn name(self) -> &'static str {
        match self {
            Letter::X => "crashed",
            Letter::H => "hung",
            Letter::M => "must",
            Letter::S => "should",
            Letter::B => "broken",
            Letter::U => "unsupported",
            Letter::N => "not asked",
            Letter::I => "ignored",
            Letter::C => "conforms",
            Letter::R => "records",
        }
    }

    /// What a trial did that has this letter, as the end of a sentence.
    pub(super) fn told(self) -> String {
        match self {
            Letter::M | Letter::S => format!("deviates ({})", self.name()),
            Letter::B => "is broken".to_owned(),
            Letter::U | Letter::N | Letter::I => format!("is {}", self.name()),
            Letter::X | Letter::H | Letter::C | Letter::R => self.name().to_owned(),
        }
    }

    /// Whether a question was asked, or should have been, and what came of it is held to what is required.
    pub(super) fn is_judged(self) -> bool {
        matches!(
            self,
            Letter::X | Letter::H | Letter::M | Letter::S | Letter::C
        )
    }

    /// Whether something is to be said of the trial: it is not as required, or could not be asked.
    pub(super) fn is_told(self) -> bool {
        self < Letter::I
    }
}

/// The letter of a trial.
pub(super) fn letter(trial: &TrialSeen) -> Letter {
    let Some(measured) = trial.measured() else {
        return Letter::I;
    };
    match measured.gravity() {
        Gravity::Broken => Letter::B,
        Gravity::Crashed => Letter::X,
        Gravity::Hung => Letter::H,
        Gravity::Must => Letter::M,
        Gravity::Should => Letter::S,
        Gravity::NotAsked => Letter::N,
        Gravity::Unsupported => Letter::U,
        Gravity::Nothing if measured.verdict == Verdict::Conforms => Letter::C,
        Gravity::Nothing => Letter::R,
    }
}

/// The call that was not as expected.
fn found(measured: &MeasuredSeen) -> Option<&CallSeen> {
    let finding = measured.finding.as_ref()?;
    measured.calls.get(finding.call?)
}

/// What a trial answered, in a word or two; `word` writes the answer of a call.
pub(super) fn answer(
    case: &CaseSeen,
    trial: &TrialSeen,
    word: impl Fn(&CallSeen) -> String,
) -> String {
    let measured = match &trial.result {
        ResultSeen::Measured(measured) => measured,
        ResultSeen::Ignored(_) => return "ignored".to_owned(),
    };
    match (letter(trial), &measured.outcome) {
        (Letter::N, _) => return "not asked".to_owned(),
        (Letter::U, _) => return "unsupported".to_owned(),
        (Letter::B, _) => return "broken".to_owned(),
        (Letter::X, _) => return "crashed".to_owned(),
        (Letter::H, Outcome::Hung(_)) => return "hung".to_owned(),
        (Letter::H, outcome) => return outcome.to_string(),
        _ => {}
    }
    let deviates = !measured.verdict.is_right();
    let asked = measured.calls_on(case.asks).next_back();
    let call = match deviates {
        true => found(measured),
        false => asked,
    };
    match call {
        None => measured.outcome.to_string(),
        Some(call) if deviates && call.answered() => wrong(case, measured, call, word(call)),
        Some(call) => came(measured, call, word),
    }
}

/// What a trial answered to the question on `line`, one of perhaps several of its case; `word` writes the answer of a call.
pub(super) fn answer_at(
    case: &CaseSeen,
    trial: &TrialSeen,
    line: u32,
    word: impl Fn(&CallSeen) -> String,
) -> String {
    match trial.measured() {
        Some(measured) if told(case, measured).is_some_and(|told| told != line) => {
            match measured.calls_on(line).next_back() {
                Some(call) => came(measured, call, word),
                None => "not reached".to_owned(),
            }
        }
        _ => answer(case, trial, word),
    }
}

/// Whether it is the question on `line` that a trial answered otherwise than required.
pub(super) fn deviates_at(case: &CaseSeen, trial: &TrialSeen, line: u32) -> bool {
    let deviates = matches!(trial.verdict(), Some(Verdict::Deviates(_)));
    let told = trial.measured().and_then(|measured| told(case, measured));
    deviates && told.is_none_or(|told| told == line)
}

/// The line of the question whose answer stands for the whole trial; none where no question has an answer, or what went
/// wrong is on no line of a question.
fn told(case: &CaseSeen, measured: &MeasuredSeen) -> Option<u32> {
    match measured.verdict {
        Verdict::Conforms | Verdict::Records => Some(case.asks),
        Verdict::Deviates(_) => {
            let line = measured.finding.as_ref()?.line;
            let is_question = case.questions().any(|question| question.line == line);
            is_question.then_some(line)
        }
        Verdict::NotAsked | Verdict::Unsupported | Verdict::Broken => None,
    }
}

/// What came of a call that was asked: its answer, or what it did instead of answering.
fn came(measured: &MeasuredSeen, call: &CallSeen, word: impl Fn(&CallSeen) -> String) -> String {
    match &measured.outcome {
        _ if call.answered() => value(call).unwrap_or_else(|| word(call)),
        Outcome::Hung(_) => "blocks".to_owned(),
        Outcome::Trapped(_) => "traps".to_owned(),
        outcome => outcome.to_string(),
    }
}

/// The plain value of a function that cannot fail, which says more than that it returned.
fn value(call: &CallSeen) -> Option<String> {
    let value = call.outs.first().filter(|_| call.answer == "returns")?;
    let (_, value) = value.split_once('=')?;
    Some(value.to_owned())
}

/// A wrong answer, which is written `word`; where the word is as required, with what the call wrote, of which some is wrong.
fn wrong(case: &CaseSeen, measured: &MeasuredSeen, call: &CallSeen, word: String) -> String {
    let line = measured.finding.as_ref().map(|finding| finding.line);
    let expectation = line.and_then(|line| case.expectation(line));
    let alternatives = expectation.iter().flat_map(|one| one.text.split('|'));
    let words: Vec<&str> = alternatives
        .filter(|one| {
            let answer = one.trim_start().trim_start_matches(WAITED);
            answer.split_whitespace().next() == Some(&call.answer)
        })
        .flat_map(str::split_whitespace)
        .collect();
    let is_required = |out: &&String| {
        let name = out.split('=').next().unwrap_or_default();
        let of_it = |word: &str| word.split(['=', '!']).next() == Some(name);
        words.iter().any(|word| of_it(word))
    };
    let outs = call.outs.iter().filter(is_required);
    let answer = [word.as_str()].into_iter();
    let shown: Vec<&str> = answer.chain(outs.map(String::as_str)).collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::ExpectationSeen;
    use crate::expect::Purpose;
    use crate::header::Level;
    use crate::record::Site;
    use crate::verdict::Finding;

    /// A case with questions on lines 3 and 5, of which the first is that of its path.
    fn case() -> CaseSeen {
        let question = |line, text: &str| ExpectationSeen {
            line,
            purpose: Purpose::Question,
            text: text.to_owned(),
            after: None,
            sides: Vec::new(),
        };
        CaseSeen {
            name: "wasix/stream/bound/listen-twice".to_owned(),
            cell: None,
            inject: None,
            level: Level::Must,
            prose: String::new(),
            refs: Vec::new(),
            asks: 3,
            expectations: vec![question(3, "success"), question(5, "inval")],
            text: String::new(),
        }
    }

    /// A trial whose calls stand on these lines and answered so, and that was found wrong on the last of them.
    fn trial(verdict: Verdict, calls: &[(u32, &str)]) -> TrialSeen {
        let line = calls.last().map_or(3, |(line, _)| *line);
        let calls = calls.iter().map(|(line, answer)| CallSeen {
            site: Site::Line(*line),
            call: "sock_listen(fd=$a, backlog=8)".to_owned(),
            waited: false,
            answer: (*answer).to_owned(),
            errno: None,
            outs: Vec::new(),
            host: Vec::new(),
        });
        let calls: Vec<CallSeen> = calls.collect();
        let finding = Finding {
            line,
            call: calls.len().checked_sub(1),
            after: None,
        };
        TrialSeen {
            case: case().name,
            column: "wasmer".to_owned(),
            result: ResultSeen::Measured(Box::new(MeasuredSeen {
                finding: (!verdict.is_right()).then_some(finding),
                calls,
                ..MeasuredSeen::bare(verdict, Outcome::Completed)
            })),
        }
    }

    /// What was answered to both questions, and whether that deviates.
    fn both(trial: &TrialSeen) -> [(String, bool); 2] {
        [3, 5].map(|line| {
            let answer = answer_at(&case(), trial, line, CallSeen::word);
            (answer, deviates_at(&case(), trial, line))
        })
    }

    #[test]
    fn each_question_has_its_own_answer_and_one_of_them_deviates() {
        let right = trial(Verdict::Conforms, &[(3, "success"), (5, "inval")]);
        let (success, inval) = ("success".to_owned(), "inval".to_owned());
        assert_eq!(both(&right), [(success.clone(), false), (inval, false)]);

        let deviates = Verdict::Deviates(Level::Must);
        let second = trial(deviates, &[(3, "success"), (5, "success")]);
        assert_eq!(
            both(&second),
            [(success, false), ("success".to_owned(), true)]
        );

        let first = trial(deviates, &[(3, "notsup")]);
        let unreached = ("not reached".to_owned(), false);
        assert_eq!(both(&first), [("notsup".to_owned(), true), unreached]);
    }

    #[test]
    fn what_could_not_be_asked_has_no_answer_to_any_question() {
        let unasked = trial(Verdict::NotAsked, &[(2, "notsup")]);
        let told = ("not asked".to_owned(), false);
        assert_eq!(both(&unasked), [told.clone(), told]);
    }
}
