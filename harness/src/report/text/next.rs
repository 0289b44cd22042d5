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
    let column = recording.began.column(&trial.column);
    let (chosen, among) = match column {
        // What is run without it is what the program has, where it is not.
        Some(column) if column.chosen_by.is_some() => {
            (column.arguments(), format!(" {}", column.arguments()))
        }
        _ => (format!("--runner {}", trial.column), String::new()),
    };
    // A run that was held to a file, or was of one runner, is to be that again.
    let held = recording.began.against.as_ref();
    let alone = held.is_some() || recording.began.columns.len() == 1;
    let among = match alone && among.is_empty() {
        true => format!(" {chosen}"),
        false => among,
    };
    let held = held.map(|file| format!(" --expect {}", started::quoted(file)));
    format!(
        "\nThe gravest, {case} on {runner}, {how}:\n  \
         {wasock} trace {file} {chosen}\n  \
         {wasock} run {case}{among}{held}\n  \
         {wasock} emit {case} -o case.wasm\n",
        wasock = started::words(),
        file = file(&trial.case),
        runner = trial.column,
        case = trial.case,
        held = held.unwrap_or_default(),
        how = cell::letter(trial).told(),
    )
}
