//! Which lies can matter in a trial: those that change one of the calls that its guest was seen to make.

use std::collections::BTreeMap;

use super::{Kind, Lie, neighbour, success};
use crate::case::Case;
use crate::expect::{Expectation, Expected, Purpose};
use crate::interface::{self, Answer, Answers, At, Function, Moves, Place, Sort, Value};
use crate::record::Site;
use crate::trace::Call;

/// What an answer is called that says that a call would have to wait.
const WOULD_WAIT: [&str; 2] = ["again", "would-block"];
/// What the refusals are called of a descriptor that can never be asked.
const OF_THE_DESCRIPTOR: [&str; 3] = ["badf", "notsock", "notcapable"];
/// What refusals are called that many functions may answer.
const REFUSALS: [&str; 5] = ["inval", "perm", "invalid-state", "unknown", "closed"];

/// A lie that can matter in a trial.
#[derive(Debug, Clone)]
pub struct Chance {
    /// The lie.
    pub lie: Lie,
    /// Whether it changes what a question is answered; otherwise it changes only what was set up.
    pub asked: bool,
    /// Where it is told: at the questions that it changes; where it changes none, at the set-ups.
    pub lines: Vec<u32>,
}

/// Returns the lies that can matter in a trial of `case` whose guest made these calls of the true runtime, by their names.
pub fn chances(case: &Case, calls: &[Call]) -> BTreeMap<String, Chance> {
    let mut found = BTreeMap::new();
    for (index, call) in calls.iter().enumerate() {
        let (Some(function), Some(interface), Site::Line(line)) = (
            call.decoded.function,
            interface::of_import(&call.module),
            call.site,
        ) else {
            continue;
        };
        if function.ends_the_guest() {
            continue;
        }
        let mut expectations = case.expectations.iter();
        let expectation = expectations.find(|one| one.line == line);
        let asked = expectation.is_some_and(|one| one.purpose == Purpose::Question);
        let before = index.checked_sub(1).map(|index| &calls[index]);
        let released = before.is_some_and(|step| {
            [interface::MEANWHILE, interface::WAITING].contains(&step.module.as_str())
        });
        for kind in kinds(function, call, expectation, &calls[..index], released) {
            let lie = Lie {
                interface: interface.name,
                function,
                kind,
            };
            // A set-up that fails decides a trial, and says nothing.
            if !asked && lie.kind.is_about_the_answer() {
                continue;
            }
            let chance = found.entry(lie.to_string()).or_insert(Chance {
                lie,
                asked: false,
                lines: Vec::new(),
            });
            if asked && !chance.asked {
                chance.asked = true;
                chance.lines.clear();
            }
            if asked == chance.asked && !chance.lines.contains(&line) {
                chance.lines.push(line);
            }
        }
    }
    found
}

/// The lies that change this call of `function`. `released` says whether it has waited for what a peer did meanwhile.
fn kinds(
    function: Function,
    call: &Call,
    expectation: Option<&Expectation>,
    before: &[Call],
    released: bool,
) -> Vec<Kind> {
    let answer = call.answer();
    let mut kinds = Vec::new();
    if released || !call.finished() {
        kinds.extend(would_wait(function).map(Kind::AtOnce));
    }
    if !call.finished() {
        kinds.push(Kind::AtOnce(success(function)));
        return kinds;
    }
    kinds.push(Kind::Hangs);
    kinds.push(Kind::Idle(success(function)));
    let mut earlier = before.iter().rev();
    let last = earlier.find(|other| other.decoded.function == Some(function));
    if last.is_some_and(|last| last.answer().is_failure() && last.answer() != answer) {
        kinds.push(Kind::Twice);
    }
    let flags = function.flags().into_iter();
    let given = flags.filter(|(_, name)| field(&call.decoded.args, name).is_some_and(has_flags));
    let refused = OF_THE_DESCRIPTOR
        .iter()
        .any(|name| refusal(function, name) == Some(answer));
    // What is refused for what it is asked of is refused whatever its flags are.
    let given = given.filter(|_| !refused);
    kinds.extend(given.map(|(param, name)| Kind::FlagIgnored(param, name)));
    if answer.is_failure() {
        kinds.push(Kind::Swallowed(answer));
        kinds.extend(neighbour(function, answer).map(|_| Kind::Neighbour(answer)));
        return kinds;
    }
    if !answer.is_success() {
        return kinds;
    }
    kinds.extend(unexpected(function, expectation).map(Kind::Denied));
    for place in function.places() {
        let is_there = matches!(place.at, At::Memory { .. });
        match place.sort {
            Sort::Flags if shown(call, &place).is_some_and(|value| has_flags(&value)) => {
                kinds.push(Kind::FlagLost(place.clone()));
            }
            Sort::Flags => {}
            Sort::Number | Sort::Bool => kinds.push(Kind::OffByOne(place.clone())),
        }
        if is_there && place.size() > 1 {
            kinds.push(Kind::Short(place.clone()));
        }
        if is_there {
            kinds.push(Kind::Unwritten(place));
        }
    }
    let fields = call.decoded.outs.iter().chain(&call.decoded.args);
    let moved = fields.filter_map(|field| match &field.value {
        Value::Bytes { bytes, .. } => Some(bytes.as_slice()),
        _ => None,
    });
    if let (Some(_), Some(bytes)) = (function.moves(), moved.max_by_key(|bytes| bytes.len())) {
        if !bytes.is_empty() {
            kinds.push(Kind::BytesLost);
            // A list that the guest takes has no room for more, and what goes on cannot be done twice.
            let once = matches!(function.moves(), Some(Moves::Taken { .. }));
            let once = once || function.starts().is_some();
            kinds.extend((!once).then_some(Kind::BytesDoubled));
        }
        if bytes.len() > 1 && bytes[0] != bytes[1] {
            kinds.push(Kind::BytesSwapped);
        }
    }
    if function.closes() && function.asked().is_some() {
        kinds.push(Kind::WrongDescriptor);
    }
    kinds
}

/// What the function can answer that says that it would have to wait.
fn would_wait(function: Function) -> Option<Answer> {
    WOULD_WAIT.iter().find_map(|name| refusal(function, name))
}

/// A refusal that the expectation does not accept: where documents leave it open whether a call does something, it is no lie
/// that it says that it has not.
fn unexpected(function: Function, expectation: Option<&Expectation>) -> Option<Answer> {
    let accepts = |answer: &Answer| {
        let mut alternatives = expectation.iter().flat_map(|one| &one.alternatives);
        alternatives.any(|alternative| match (alternative.answer, answer) {
            (Expected::Errno(errno), Answer::Errno(number)) => errno.number == *number,
            (Expected::Err(case), Answer::Err(other)) => case == *other,
            (Expected::Fails, _) => true,
            _ => false,
        })
    };
    let refusals = REFUSALS.iter().filter_map(|name| refusal(function, name));
    refusals.into_iter().find(|answer| !accepts(answer))
}

/// The refusal of this name, if the function has it.
fn refusal(function: Function, name: &str) -> Option<Answer> {
    match function.answers() {
        Answers::Errno => interface::errno_named(name).map(|errno| Answer::Errno(errno.number)),
        Answers::Result(cases) => cases
            .into_iter()
            .find(|case| *case == name)
            .map(Answer::Err),
        Answers::Copied | Answers::Nothing => None,
    }
}

fn has_flags(value: &Value) -> bool {
    !matches!(value, Value::Name(name) if name == "none") && *value != Value::Number(0)
}

fn field<'a>(fields: &'a [interface::Field], name: &str) -> Option<&'a Value> {
    let field = fields.iter().find(|field| field.name == name)?;
    Some(&field.value)
}

/// What a trace shows of a place; of an array that of its first element.
fn shown(call: &Call, place: &Place) -> Option<Value> {
    let whole = field(&call.decoded.outs, place.field)?;
    let Some(part) = place.part else {
        return Some(whole.clone());
    };
    let first = match whole {
        Value::List { items, .. } => items.first()?,
        other => other,
    };
    match first {
        Value::Struct(parts) => {
            let found = parts.iter().find(|(name, _)| *name == part)?;
            Some(found.1.clone())
        }
        _ => None,
    }
}
