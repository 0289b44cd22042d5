//! The run as text, for people: a line for each column, the causes by their gravity, what is not as it is to be, and the next
//! commands, which together fit a screen. Of a run of few trials, or on request, each difference is told in full before that.

mod causes;
mod details;
mod difference;
mod look;
mod next;
mod standing;
mod table;
#[cfg(test)]
mod tests;

use crate::event::TrialSeen;
use crate::recording::Recording;
use difference::Difference;

pub use look::Look;
pub(super) use standing::ignored;
pub use standing::interrupted;

/// What a trial came to, in a few lines: the call, what is required, what the reference answers, and the clause. `None` of one that could
/// not be tried.
pub(super) fn brief(recording: &Recording, trial: &TrialSeen) -> Option<String> {
    Some(Difference::of(recording, trial)?.brief())
}

/// The whole report of a run.
pub fn render(recording: &Recording, look: Look) -> String {
    let mut text = String::new();
    let in_full = look.tells_all_of(recording.trials.len());
    if in_full {
        text.push_str(&details::render(recording, look));
    }
    text.push_str(&table::render(recording, in_full, look));
    if !in_full {
        let causes = causes::render(recording, most(recording, look), look);
        if !causes.is_empty() {
            text.push('\n');
            text.push_str(&causes);
        }
    }
    text.push_str(&standing(recording, look));
    text.push_str(&next::render(recording));
    text
}

/// What was ignored, how the run stands to the snapshots, and whether it came to its end.
pub(super) fn standing(recording: &Recording, look: Look) -> String {
    standing::render(recording, most(recording, look), look)
}

/// How many lines of a list are shown: the lists share the room that a screen has for them, and where all is to be told, they
/// are not cut.
fn most(recording: &Recording, look: Look) -> usize {
    const ROOM: usize = 16;
    match look.verbose {
        true => usize::MAX / 2,
        false => ROOM / (1 + standing::lists(recording)),
    }
}
