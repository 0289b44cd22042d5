//! Labels: how the answer that is right depends on an earlier one.
//!
//! ```text
//! (call $start-connect ...)   ;;= err(invalid-argument) @refused | ok @started
//! (call $finish-connect ...)  ;;= err(not-in-progress) after @refused | err(invalid-argument) after @started
//! ```
//!
//! A reader who comes to the second line has read the first one, and knows of every answer that it may have what is right
//! then. So an expectation depends on one earlier line at most; it says of all of its answers after which one they are right, and
//! of all answers of that line what is right after them.

use std::ops::Range;

use crate::mistake::Mistake;

use super::parse::{Wrong, nearest, split_outside_strings};
use super::{Alternative, Expectation, Expected};

/// What a label begins with.
pub(super) const MARK: char = '@';

/// The word before the label of the answer after which alone an alternative is right.
pub(super) const AFTER: &str = "after";

/// Reads the name of a label, which stands behind its mark.
///
/// # Errors
/// What is wrong with a name that is none.
pub(super) fn parse(name: &str) -> Result<String, Wrong> {
    let is_word = |name: &str| {
        let mut all = name.chars();
        all.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '-')
    };
    match !name.is_empty() && is_word(name) {
        true => Ok(name.to_owned()),
        false => Err((
            format!("`{MARK}{name}` is no label"),
            format!(
                "write `{MARK}` and small letters: `ok {MARK}started`, `err(not-in-progress) {AFTER} {MARK}refused`"
            ),
        )),
    }
}

/// Reads the label that stands behind the word for it, as the last of an alternative's `words`.
///
/// # Errors
/// What is wrong where there is none, or more comes.
pub(super) fn parse_reference<'a>(
    words: &mut impl Iterator<Item = &'a str>,
) -> Result<String, Wrong> {
    let name = words.next().and_then(|word| word.strip_prefix(MARK));
    let label = parse(name.unwrap_or_default())?;
    match words.next() {
        None => Ok(label),
        Some(word) => Err((
            format!("`{word}` behind `{AFTER} {MARK}{label}`"),
            format!("end the answer with `{AFTER} {MARK}{label}`, or put `|` before the next one"),
        )),
    }
}

/// Finds the line that each expectation depends on; gives what is wrong with the labels of `expectations`, which stand in
/// `text` in this order.
pub(super) fn resolve(file: &str, text: &str, expectations: &mut [Expectation]) -> Vec<Mistake> {
    let mut labels = Labels {
        file,
        text,
        mistakes: Vec::new(),
    };
    let lines: Vec<Option<u32>> = (0..expectations.len())
        .map(|at| {
            let (before, rest) = expectations.split_at(at);
            labels.named_once(before, &rest[0]);
            labels.depends_on(before, &rest[0], &rest[1..])
        })
        .collect();
    labels.unasked(expectations);
    for (expectation, line) in expectations.iter_mut().zip(lines) {
        expectation.after = line;
    }
    labels.mistakes
}

struct Labels<'a> {
    file: &'a str,
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Labels<'_> {
    fn wrong(&mut self, span: Range<usize>, message: String, mend: String) {
        let mistake = Mistake::new(self.file, self.text, span, message, mend);
        self.mistakes.push(mistake);
    }

    /// Finds where the label stands in the comment of `expectation`: as its own, or with the word that refers to it.
    fn place(&self, expectation: &Expectation, label: &str, refers: bool) -> Range<usize> {
        let own = format!("{MARK}{label}");
        let mut start = expectation.span.start;
        let mut previous = "";
        for word in split_outside_strings(&self.text[expectation.span.clone()], ' ') {
            if word == own && (previous == AFTER) == refers {
                return start..start + word.len();
            }
            start += word.len() + 1;
            previous = if word.is_empty() { previous } else { word };
        }
        expectation.span.clone()
    }

    /// A label is the name of answers of one line, after which something can come.
    fn named_once(&mut self, before: &[Expectation], expectation: &Expectation) {
        for alternative in &expectation.alternatives {
            let Some(label) = &alternative.label else {
                continue;
            };
            let place = self.place(expectation, label, false);
            if let Some(other) = before.iter().find(|one| has(one, label)) {
                let message = format!(
                    "`{MARK}{label}` is an answer of line {} already",
                    other.line
                );
                self.wrong(place, message, "take another name".to_owned());
            } else if let Some(never) = comes_to_nothing(alternative.answer) {
                let message = format!(
                    "nothing comes after a call that {never}, so `{MARK}{label}` is never set"
                );
                self.wrong(place, message, "remove the label".to_owned());
            }
        }
    }

    /// Finds the line that `expectation` depends on, which is one of those `before` it.
    fn depends_on(
        &mut self,
        before: &[Expectation],
        expectation: &Expectation,
        below: &[Expectation],
    ) -> Option<u32> {
        let named = |one: &Alternative| one.after.clone();
        let labels: Vec<String> = expectation.alternatives.iter().filter_map(named).collect();
        let first = labels.first()?;
        let Some(earlier) = before.iter().find(|one| has(one, first)) else {
            self.unknown(before, expectation, first, below);
            return None;
        };
        if let Some(other) = labels.iter().find(|label| !has(earlier, label)) {
            match before.iter().any(|one| has(one, other)) {
                true => {
                    let place = self.place(expectation, other, true);
                    let message =
                        format!("`{MARK}{first}` and `{MARK}{other}` are answers of two lines");
                    let mend =
                        "label each answer of the later one, and say what is right after those";
                    self.wrong(place, message, mend.to_owned());
                }
                false => self.unknown(before, expectation, other, below),
            }
            return None;
        }
        if labels.len() < expectation.alternatives.len() {
            let message = "an answer without `after` beside one that has it".to_owned();
            let mend = format!(
                "say of each after which answer of line {} it is right",
                earlier.line
            );
            self.wrong(expectation.span.clone(), message, mend);
            return None;
        }
        let is_missing = |one: &&Alternative| match &one.label {
            Some(label) => !labels.contains(label),
            None => comes_to_nothing(one.answer).is_none(),
        };
        let missing = earlier.alternatives.iter().find(is_missing);
        if missing.is_some() {
            let answers = split_outside_strings(&earlier.text, '|');
            let at = earlier.alternatives.iter().position(|one| is_missing(&one));
            let answer = at
                .and_then(|at| answers.get(at))
                .map_or("", |answer| answer.trim());
            let message = format!("nothing is right after `{answer}` of line {}", earlier.line);
            let mend = match missing.and_then(|one| one.label.as_ref()) {
                Some(label) => format!("say what is: `... {AFTER} {MARK}{label}`"),
                None => "give that answer a label, and say what is".to_owned(),
            };
            self.wrong(expectation.span.clone(), message, mend);
        }
        Some(earlier.line)
    }

    /// No line above has this label.
    fn unknown(
        &mut self,
        before: &[Expectation],
        expectation: &Expectation,
        label: &str,
        below: &[Expectation],
    ) {
        let place = self.place(expectation, label, true);
        if has(expectation, label) {
            let message = format!("`{MARK}{label}` is an answer of this very line");
            self.wrong(place, message, "name one of a line above".to_owned());
        } else if let Some(later) = below.iter().find(|one| has(one, label)) {
            let message = format!(
                "`{MARK}{label}` is an answer of line {}, which comes later",
                later.line
            );
            self.wrong(place, message, "name one of a line above".to_owned());
        } else {
            let known = before.iter().flat_map(|one| &one.alternatives);
            let known = known.filter_map(|one| one.label.as_deref());
            let mend = match nearest(known, |known| strsim::levenshtein(label, known)) {
                Some(near) => format!("it may be `{MARK}{near}`"),
                None => format!("give it to an answer of a line above: `ok {MARK}{label}`"),
            };
            self.wrong(place, format!("no answer is `{MARK}{label}`"), mend);
        }
    }

    /// Something depends on every line that has labels.
    fn unasked(&mut self, expectations: &[Expectation]) {
        let refers = |label: &String| {
            let mut all = expectations.iter().flat_map(|one| &one.alternatives);
            all.any(|one| one.after.as_ref() == Some(label))
        };
        for expectation in expectations {
            let mut labels = expectation
                .alternatives
                .iter()
                .filter_map(|one| one.label.as_ref());
            if let Some(label) = labels.clone().next()
                && !labels.any(refers)
            {
                let place = self.place(expectation, label, false);
                let message = format!("nothing is said to be right after `{MARK}{label}`");
                let mend = format!("remove the label, or say what is: `... {AFTER} {MARK}{label}`");
                self.wrong(place, message, mend);
            }
        }
    }
}

/// Whether an answer of `expectation` has this label.
fn has(expectation: &Expectation, label: &str) -> bool {
    let mut all = expectation.alternatives.iter();
    all.any(|one| one.label.as_deref() == Some(label))
}

/// What a call does after which the guest makes no other.
fn comes_to_nothing(answer: Expected) -> Option<&'static str> {
    match answer {
        Expected::Blocks => Some("blocks"),
        Expected::Exits => Some("exits"),
        Expected::Started => Some("started"),
        Expected::Traps => Some("traps"),
        Expected::Anything
        | Expected::Errno(_)
        | Expected::Ok
        | Expected::Err(_)
        | Expected::Fails
        | Expected::Completed
        | Expected::Dropped
        | Expected::Cancelled
        | Expected::Returns => None,
    }
}

/// Gives what is right after the answer that has `label`, of an expectation that its author wrote as `text`.
pub(crate) fn right_after(text: &str, label: &str) -> String {
    let end = format!(" {AFTER} {MARK}{label}");
    let all = split_outside_strings(text, '|').into_iter().map(str::trim);
    let right: Vec<&str> = all.filter_map(|one| one.strip_suffix(&end)).collect();
    right.join(" | ")
}
