//! In which states the sockets of a program are, call by call.

use std::collections::BTreeSet;

use wasock_runners::Preopen;

use crate::grid::Grid;
use crate::grid::track::{Known, Tracker};
use crate::interface::Atom;
use crate::trace::Call;

/// The states, as far as the calls tell of them.
pub(super) struct States<'g> {
    tracker: Tracker<'g>,
}

impl<'g> States<'g> {
    /// Before the first call of a program that was handed these sockets.
    pub(super) fn new(grid: &'g Grid, preopens: &[Preopen]) -> States<'g> {
        let mut tracker = Tracker::new(grid);
        tracker.hand(preopens);
        States { tracker }
    }

    /// Takes the next call, and says in which states it leaves the sockets that it has changed, or else the one that it asks.
    pub(super) fn after(&mut self, call: &Call) -> Vec<String> {
        let asked = self.tracker.asked(call);
        let before = self.tracker.descriptors();
        self.tracker.step(call);
        let now = self.tracker.descriptors();
        let is = |known: &Known<'g>| (known.socket, known.state);
        let all: BTreeSet<&Atom> = before.keys().chain(now.keys()).collect();
        let mut shown: Vec<Atom> = all
            .into_iter()
            .filter(|number| before.get(number).map(is) != now.get(number).map(is))
            .copied()
            .collect();
        if shown.is_empty() {
            shown.extend(asked.iter().filter_map(|one| one.number));
        }
        let states = shown.into_iter().filter_map(|number| self.told(number));
        states.collect()
    }

    fn told(&self, number: Atom) -> Option<String> {
        let known = self.tracker.known(number);
        let state = known.state?;
        let kind = match number {
            Atom::Fd(_) => "fd",
            Atom::Handle(resource, _) => resource,
            Atom::Port(_) => return None,
        };
        Some(match known.socket {
            Some(socket) => format!("{kind} {number}: {state} ({socket})"),
            None => format!("{kind} {number}: {state}"),
        })
    }
}
