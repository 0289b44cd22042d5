//! A line for each column: the share of what was asked that it answers as required, then what it does not, the gravest first.

use std::collections::BTreeMap;

use super::super::cell::{self, Letter};
use super::Look;
use super::causes::Told;
use crate::event::{ColumnSeen, TrialSeen};
use crate::recording::Recording;

/// The least room for a reason.
const NARROW: usize = 20;

/// The table. What says nothing for or against a column, that it records or was ignored, is counted only `in_full`.
pub(super) fn render(recording: &Recording, in_full: bool, look: Look) -> String {
    let columns = recording.began.columns.iter();
    let rows: Vec<Row> = columns.map(|column| Row::new(recording, column)).collect();
    let any = |letter: Letter| rows.iter().any(|row| row.count(letter) > 0);
    let shown = |letter: &Letter| match letter {
        Letter::X | Letter::H | Letter::M | Letter::S => true,
        Letter::B | Letter::U => any(*letter),
        Letter::I | Letter::R => in_full && any(*letter),
        Letter::C | Letter::N => false,
    };
    let mut letters: Vec<Letter> = Letter::ALL.into_iter().filter(shown).collect();
    // It comes last, before its reason.
    letters.push(Letter::N);
    let width = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or_default();
    let titles = width(&mut rows.iter().map(|row| row.title.chars().count())).max("runner".len());
    let judged = rows.iter().map(|row| row.judged().to_string().len());
    let judged = width(&mut { judged });
    // A share is at most as wide as `100.0 %`.
    let shares = "100.0 % of ".len() + judged;

    let mut head = format!("{:titles$}  {:shares$}", "runner", "conforms");
    for letter in &letters {
        head.push_str("  ");
        head.push_str(letter.name());
    }
    let before = head.chars().count() + 2;
    // Where there is no room for reasons, the causes below have them.
    let reasons = look.width.is_none_or(|width| width >= before + NARROW)
        && rows.iter().any(|row| row.reason.is_some());
    if reasons {
        head.push_str("  mostly because");
    }
    let mut text = look.head(look.cut(0, head.trim_end())) + "\n";
    for row in &rows {
        let share = format!("{} of {:>judged$}", share(row), row.judged());
        let grade = match row.count(Letter::C) == row.judged() {
            true => Letter::C,
            false => Letter::R,
        };
        let share = match row.judged() {
            0 => " ".repeat(shares),
            _ if grade == Letter::C => look.graded(grade, share),
            _ => share,
        };
        text.push_str(&format!("{:titles$}  {share}", row.title));
        for letter in &letters {
            let count = row.count(*letter);
            let word = format!("{count:>width$}", width = letter.name().len());
            text.push_str("  ");
            text.push_str(&match count {
                0 => look.graded(Letter::N, word),
                _ => look.graded(*letter, word),
            });
        }
        if let Some(reason) = row.reason.as_ref().filter(|_| reasons) {
            text.push_str("  ");
            text.push_str(&look.cut(before, reason));
        }
        text.push('\n');
    }
    text
}

/// What one column came to.
struct Row {
    title: String,
    counts: BTreeMap<Letter, usize>,
    /// Why most of what could not be asked could not.
    reason: Option<String>,
}

impl Row {
    fn new(recording: &Recording, column: &ColumnSeen) -> Row {
        let of_this = |trial: &&TrialSeen| trial.column == column.label;
        let trials = || recording.trials.iter().filter(of_this);
        let mut counts = BTreeMap::new();
        for letter in trials().map(cell::letter) {
            *counts.entry(letter).or_default() += 1;
        }
        let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
        for trial in trials().filter(|trial| cell::letter(trial) == Letter::N) {
            let told = Told::new(trial, column);
            *reasons.entry(told.reason).or_default() += 1;
        }
        let most = reasons.into_iter().max_by_key(|(_, count)| *count);
        Row {
            title: column.title(),
            counts,
            reason: most.map(|(reason, _)| reason),
        }
    }

    fn count(&self, letter: Letter) -> usize {
        self.counts.get(&letter).copied().unwrap_or_default()
    }

    /// How many trials were asked what the documents require.
    fn judged(&self) -> usize {
        let judged = self.counts.iter().filter(|(letter, _)| letter.is_judged());
        judged.map(|(_, count)| count).sum()
    }
}

/// The share that conforms, rounded down: what is not all is never called all.
fn share(row: &Row) -> String {
    let tenths = 1000 * row.count(Letter::C) / row.judged().max(1);
    format!("{:>3}.{} %", tenths / 10, tenths % 10)
}
