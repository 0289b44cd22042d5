//! Each difference in full, column by column: first what is as recorded, by its cause, then what is new.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::cell;
use super::Look;
use super::difference::Difference;
use crate::count::cases;
use crate::event::{ColumnSeen, TrialSeen};
use crate::recording::Recording;
use crate::snapshot::{Comparison, ORACLE};
use crate::verdict::Verdict;

/// The differences; nothing where there is none.
pub(super) fn render(recording: &Recording, look: Look) -> String {
    let (began, trials) = (&recording.began, &recording.trials);
    let of_oracle = trials.iter().filter(|trial| trial.column == ORACLE);
    let oracle: BTreeMap<&str, &TrialSeen> = of_oracle
        .map(|trial| (trial.case.as_str(), trial))
        .collect();
    let mut text = String::new();
    for column in &began.columns {
        let label = column.label.as_str();
        let (nothing, different) = match began.against {
            None => ("not recorded yet", "not as recorded"),
            Some(_) => ("not listed", "not as listed"),
        };
        let mut known = Known::new(column);
        let mut news = String::new();
        let of_this = trials.iter().filter(|trial| trial.column == label);
        let mut of_this: Vec<&TrialSeen> = of_this.collect();
        // Of equal ones, they stay in the order of their names.
        of_this.sort_by_key(|trial| cell::letter(trial));
        for trial in of_this {
            let (Some(measured), Some(case)) = (trial.measured(), began.case(&trial.case)) else {
                continue;
            };
            let answered = oracle.get(trial.case.as_str()).filter(|_| label != ORACLE);
            let shown = Difference {
                began,
                case,
                trial,
                measured,
                oracle: answered.and_then(|oracle| oracle.measured()),
            };
            let right = measured.verdict.is_right();
            match &measured.snapshot {
                Comparison::Same if right => {}
                Comparison::Same => known.add(&shown),
                // What is right and was never recorded is only to be accepted; its name says enough.
                Comparison::Nothing | Comparison::Unrecorded if right => {}
                Comparison::Nothing | Comparison::Unrecorded => {
                    news.push_str(&shown.full(nothing, None, look.color));
                }
                Comparison::Different(before) => {
                    news.push_str(&shown.full(different, Some(before), look.color));
                }
            }
        }
        let known = known.render();
        if !known.is_empty() {
            let head = look.head(format!("{} differs, as recorded:", column.title()));
            let _ = write!(text, "{head}\n\n{known}");
        }
        if !news.is_empty() {
            let head = look.head(format!("{}, new:", column.title()));
            let _ = write!(text, "{head}\n\n{news}");
        }
    }
    text
}

/// The known differences of one column, by their causes.
struct Known<'a> {
    column: &'a ColumnSeen,
    /// For each cause, in the order in which they come up: its number, or at last for want of one that of none; what deviates; and
    /// what could not be asked.
    groups: Vec<(usize, String, Vec<String>)>,
}

impl<'a> Known<'a> {
    fn new(column: &'a ColumnSeen) -> Known<'a> {
        Known {
            column,
            groups: Vec::new(),
        }
    }

    fn add(&mut self, shown: &Difference<'_>) {
        let last = self.column.causes.len();
        let cause = shown.measured.cause.unwrap_or(last).min(last);
        let known = self.groups.iter().position(|(number, ..)| *number == cause);
        let place = known.unwrap_or_else(|| {
            self.groups.push((cause, String::new(), Vec::new()));
            self.groups.len() - 1
        });
        let (_, deviating, unasked) = &mut self.groups[place];
        match shown.measured.verdict {
            Verdict::NotAsked => unasked.push(shown.case.name.clone()),
            _ => deviating.push_str(&shown.brief()),
        }
    }

    fn render(&self) -> String {
        let mut text = String::new();
        for (cause, deviating, unasked) in &self.groups {
            let cause = self.column.causes.get(*cause);
            let reason = cause.map_or("For other reasons:", |cause| cause.reason.as_str());
            let upstream = cause
                .and_then(|cause| cause.upstream.as_deref())
                .map(|link| format!(" ({link})"));
            let _ = writeln!(text, "* {reason}{}", upstream.unwrap_or_default());
            text.push_str(deviating);
            let _ = match &unasked[..] {
                [] => Ok(()),
                [only] => writeln!(text, "  1 case could not be asked, {only}"),
                [first, ..] => writeln!(
                    text,
                    "  {} could not be asked, the first of them {first}",
                    cases(unasked.len())
                ),
            };
            text.push('\n');
        }
        text
    }
}
