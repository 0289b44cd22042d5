//! The sockets that a guest is handed at its beginning.

use wasock_runners::{FIRST_PREOPEN, Preopen};

use crate::interface::Atom;

use super::super::{Socket, State};
use super::{Slot, Tracker};

impl<'g> Tracker<'g> {
    /// Gives the guest the sockets that it is handed, in the states that the grid has for them. Of one that no state is for, nothing
    /// is known.
    pub(crate) fn hand(&mut self, preopens: &[Preopen]) {
        for (number, preopen) in (FIRST_PREOPEN..).zip(preopens) {
            let slot = match self.handed(*preopen) {
                Some((socket, state)) => {
                    let added = self.add(socket.name(), state.name());
                    added.map_or(Slot::Unknown, |index| {
                        self.sockets[index].here = Some(preopen.address());
                        Slot::Socket(index)
                    })
                }
                None => Slot::Unknown,
            };
            self.numbers.insert(Atom::Fd(number), slot);
        }
    }

    /// The kind of socket that it is, and its state.
    fn handed(&self, preopen: Preopen) -> Option<(&'g Socket, &'g State)> {
        let family = match preopen.address().is_ipv4() {
            true => "inet4",
            false => "inet6",
        };
        let of_family = |socket: &&Socket| socket.open.is_of(Some(family));
        let is_handed = |state: &&State| {
            let handed = state.handed.as_ref();
            handed.is_some_and(|kind| kind.get_ref() == preopen.kind())
        };
        self.grid.sockets().filter(of_family).find_map(|socket| {
            let state = self.grid.states(socket.name()).find(is_handed)?;
            Some((socket, state))
        })
    }
}
