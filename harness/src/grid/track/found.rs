//! What a connect finds at the address that it is given, and a message where its socket is connected to. A trial has its network for
//! itself, so who is there is known from its trace, whatever the call answers.

use std::net::SocketAddr;

use super::super::declared::{Effect, Party, Transition, has};
use super::endpoint::{self, Endpoint, nearness};
use super::transition::Event;
use super::{Slot, Tracker};

/// What a connect finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Nobody listens there, or takes messages.
    Nobody,
    /// This socket listens there, and is the peer's: its queue has no room for the connection, which stays on the way.
    Full(usize),
    /// This socket listens there, and will accept the connection.
    Room(usize),
}

impl Found {
    /// The listener.
    pub(super) fn listener(self) -> Option<usize> {
        match self {
            Found::Nobody => None,
            Found::Full(listener) | Found::Room(listener) => Some(listener),
        }
    }
}

impl Tracker<'_> {
    /// What `event` finds, where it is a connect of the socket `this`, or sends a message from it; for any other event, what the last connect of that socket
    /// has found, as it is now. `None` where nothing is known of it.
    pub(super) fn found(&self, event: &Event, this: Option<usize>) -> Option<Found> {
        let socket = &self.sockets[this?];
        if socket.has_messages() {
            return self.addressee(event, this?);
        }
        if event.effect != Some(Effect::Connects) {
            let has_no_room = |listener: &usize| {
                let place = self.place(*listener, socket.other);
                place.is_some_and(|place| place >= self.peer.room)
            };
            let full = self.peer.listener.filter(has_no_room).map(Found::Full);
            return full.or(socket.unanswered.then_some(Found::Nobody));
        }
        let wanted = endpoint::address(event.there?)?;
        match self.listener(wanted) {
            // What a guest says of its own queue, its runtime may take as it likes.
            Some(listener) if self.peer.listener == Some(listener) => {
                let last = self.sockets[listener].queue.len();
                let place = self.place(listener, socket.other).unwrap_or(last);
                match place < self.peer.room {
                    true => Some(Found::Room(listener)),
                    false => Some(Found::Full(listener)),
                }
            }
            Some(listener) => Some(Found::Room(listener)),
            None => {
                let reaches = |here| nearness(here, wanted, socket.mapped).is_some();
                let is_itself = socket.here.is_some_and(reaches);
                // A socket of a kind that is not declared may listen anywhere.
                let is_all = self.numbers.values().all(|slot| *slot != Slot::Unknown);
                (is_all && !is_itself).then_some(Found::Nobody)
            }
        }
    }

    /// Whether nobody takes the message that `event` sends to where the socket is connected. Of one that goes elsewhere nothing
    /// comes back.
    fn addressee(&self, event: &Event, this: usize) -> Option<Found> {
        let there = self.sockets[this].there?;
        let goes_there = event
            .there
            .is_none_or(|given| endpoint::address(given) == Some(there));
        let is_all = self.numbers.values().all(|slot| *slot != Slot::Unknown);
        let is_lost = event.effect == Some(Effect::Sends)
            && goes_there
            && is_all
            && self.has_moved(event, this)
            && self.other(event, this).is_none();
        is_lost.then_some(Found::Nobody)
    }

    /// The listening socket that is reached at this address, which is compared as the guest wrote it: a port with its bytes
    /// exchanged reaches nobody.
    fn listener(&self, wanted: SocketAddr) -> Option<usize> {
        let listens = |socket: &Endpoint| {
            let of_listeners = |transition: &&Transition| transition.of == Party::Listener;
            let mut all = self
                .grid
                .transitions(socket.kind.name())
                .filter(of_listeners);
            let state = socket.state;
            all.any(|transition| transition.to.get_ref() == state || has(&transition.from, state))
        };
        let sockets = self.sockets.iter().enumerate();
        let reached = sockets.filter_map(|(index, socket)| {
            let near = nearness(socket.here?, wanted, socket.mapped)?;
            listens(socket).then_some((near, index))
        });
        reached.min().map(|(_, index)| index)
    }

    /// How many connections wait before that of `end`, if it waits to be accepted.
    fn place(&self, listener: usize, end: Option<usize>) -> Option<usize> {
        let mut queue = self.sockets[listener].queue.iter();
        queue.position(|waiting| Some(*waiting) == end)
    }
}
