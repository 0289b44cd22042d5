//! How a program ended, in words.

use std::time::Duration;

use crate::outcome::Outcome;
use crate::process::Late;
use crate::record::Site;
use crate::trace::Call;

use super::super::missing;

/// What is known of a program that has ended, besides how.
pub(super) struct Ended<'a> {
    /// The runtime's own words of it.
    pub(super) last_words: Option<&'a str>,
    /// What it ran on.
    pub(super) runner: &'a str,
    /// The program.
    pub(super) module: &'a [u8],
    /// Where the call stands that returned last.
    pub(super) after: Option<String>,
}

/// The last line: how the program ended, which `told` says with the places that people know.
pub(super) fn ending(outcome: &Outcome, told: &str, ended: &Ended<'_>) -> String {
    let Ended { runner, module, .. } = ended;
    let words = ended.last_words;
    let words = words.map_or(String::new(), |words| format!(" ({})", words.trim_end()));
    match outcome {
        Outcome::Unsupported(what) if missing::is_import(what, module) => {
            let had = missing::import(what, module);
            format!("=> unsupported: {runner} does not offer {what}{had}")
        }
        Outcome::Unsupported(what) => {
            // The words of the runner are of the program then, and not of what the program wants.
            let had = missing::export(module);
            let refuses = match had.is_empty() {
                // A program that is refused as a whole is nothing that could be offered.
                true if what.starts_with("this ") => "does not take",
                true => "does not offer",
                false => "does not run it:",
            };
            format!("=> unsupported: {runner} {refuses} {what}{had}")
        }
        // A runtime that looks for no memory before it is to read there.
        Outcome::Trapped(site) => {
            let export = missing::export(module);
            let after = ended.after.as_ref();
            let after = after.filter(|_| site.is_none() && export.is_empty());
            let after = after.map_or(String::new(), |after| {
                format!(", after the call at {after} had returned")
            });
            format!("=> {told}{words}{after}{export}")
        }
        _ => format!("=> {told}{words}"),
    }
}

/// Where the call stands after which a program went on by itself; `None` where it has made none, or has threads, of which any can
/// have been the one. What a runtime says of the place is of the module that reports, which nobody has written.
pub(super) fn after(calls: &[Call]) -> Option<Site> {
    let alone = calls.iter().all(|call| call.thread == 0);
    let last = calls.last().filter(|last| alone && last.returned())?;
    Some(last.site)
}

/// Says why a program was not done in its time.
pub(super) fn lateness(late: Late, time: Duration) -> String {
    let time = time.as_secs();
    match late {
        Late::Waits => format!(
            "it still waits for the clock after {time} s; with --follow a program is not ended"
        ),
        Late::Compiles => format!("it is still being compiled after {time} s"),
        Late::Starts => format!("nothing was heard of the program after {time} s"),
    }
}
