//! Which failures of an interface a run has not observed, though nothing says that they cannot be; and which it has, though
//! something does.

use crate::never::{self, Never};
use crate::recording::Recording;
use crate::report::observed::{is_whole, measure};
use crate::suite::Suite;

use super::Stray;

/// Finds them, in a recording of every case of an interface. An interface counts where the run has its trials on the runner of its
/// baseline, and could try all of them.
pub fn unobserved(suite: &Suite, recording: &Recording) -> Vec<Stray> {
    let mut found = Vec::new();
    for observed in measure(recording, &[]) {
        let interface = observed.interface;
        if !is_whole(recording, interface) {
            continue;
        }
        let file = suite.cases.join(interface.name).join(never::FILE);
        let never = match Never::load(&suite.cases, interface) {
            Ok(never) => never,
            Err(error) => {
                let why = error.to_string();
                found.push(Stray::of_file(&file, why, "mend the file"));
                continue;
            }
        };
        let missing = observed.missing(&never);
        if !missing.is_empty() {
            let why = format!(
                "no trial observed these failures, and nothing says that none can: {}",
                missing.join(", ")
            );
            let mend = "write a case that is answered each, or list it with the reason";
            found.push(Stray::of_file(&file, why, mend));
        }
        for (failure, case) in observed.refuted(&never) {
            let why = format!("{failure} is called never to be observed, and {case} has");
            found.push(Stray::of_file(&file, why, "remove it from the list"));
        }
    }
    found
}
