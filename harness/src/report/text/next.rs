//! What to type next: the commands that lead to the gravest finding.

use super::super::cell;
use super::causes::{self, Told};
use crate::event::{TrialSeen, file};
use crate::recording::Recording;
use crate::started;

/// The commands; nothing where there is nothing to be found.
pub(super) fn render(recording: &Recording) -> String {
    // Of two that are as grave, the one that is not as it is to be is what the reader does not know yet.
    let known = |trial: &TrialSeen| {
        let measured = trial.measured();
        measured.is_none_or(|measured| measured.is_as_it_should_be())
    };
    let order = |told: &Told| (told.letter, known(told.trial));
    let Some(Told { trial, .. }) = causes::told(recording).min_by_key(order) else {
        return String::new();
    };
    format!(
        "\nThe gravest, {case} on {runner}, {how}:\n  \
         {wasock} trace {file} --runner {runner}\n  \
         {wasock} run {case}\n  \
         {wasock} emit {case} -o case.wasm\n",
        wasock = started::words(),
        file = file(&trial.case),
        runner = trial.column,
        case = trial.case,
        how = cell::letter(trial).told(),
    )
}
