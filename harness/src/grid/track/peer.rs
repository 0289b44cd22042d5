//! The scripted peer: the sockets at the other end of the guest's connections of which the guest has no number.
//!
//! A step of it is an event like a call of the guest's on such a socket, and leads to other states by the same
//! transitions, in which it is called `peer.send` and so on.

use crate::interface::{PEER, Role, Value};
use crate::trace::Call;

use super::super::declared::{Effect, Party, has};
use super::endpoint::address;
use super::transition::{Before, Event};
use super::{Subject, Tracker};

/// What is known of the peer.
#[derive(Debug, Default)]
pub(super) struct Peer {
    pub(super) listener: Option<usize>,
    /// How many connections can wait at its listener, which on Linux is one more than the backlog.
    pub(super) room: usize,
    connection: Option<usize>,
    /// The steps that it takes while the guest is in its next call, or once that waits.
    meanwhile: Vec<Call>,
}

impl<'g> Tracker<'g> {
    /// Takes a step of the peer.
    pub(super) fn step_of_peer(&mut self, step: &Call) {
        match step.module == PEER {
            true => self.act(step),
            false => self.peer.meanwhile.push(step.clone()),
        }
    }

    /// Takes the steps that were kept for the call which is now under way, and gives those which must come after it,
    /// because what they wait for is what this call does.
    pub(super) fn meanwhile(&mut self) -> Vec<Call> {
        let waits = |step: &Call| ["accept", "recv"].contains(&action(step));
        let kept = std::mem::take(&mut self.peer.meanwhile);
        let first = kept.iter().position(waits).unwrap_or(kept.len());
        let (before, after) = kept.split_at(first);
        before.iter().for_each(|step| self.act(step));
        after.to_vec()
    }

    /// Changes the states as a step of the peer has it.
    pub(super) fn act(&mut self, step: &Call) {
        if !step.answer().is_success() {
            return;
        }
        let action = action(step);
        let name = format!("peer.{action}");
        let event = Event {
            decoded: &step.decoded,
            name: &name,
            operation: None,
            effect: match action {
                "accept" => Some(Effect::Accepts),
                "connect" => Some(Effect::Connects),
                "send" => Some(Effect::Sends),
                "recv" => Some(Effect::Receives),
                "close" | "reset" => Some(Effect::Closes),
                _ => None,
            },
            makes: self.opened_by_peer(step, &name),
            answer: "success",
            success: true,
            moved: step.decoded.moved(),
            has_message: true,
            there: step.decoded.there(),
        };
        let subject = |socket| Subject {
            number: None,
            socket,
        };
        match action {
            "listen" => {
                self.peer.listener = self.made(&event);
                let backlog = step.decoded.argument("backlog");
                let backlog: usize = backlog
                    .and_then(|text| text.parse().ok())
                    .unwrap_or_default();
                self.peer.room = backlog + 1;
                if let Some(listener) = self.peer.listener {
                    let here = step.decoded.given(Role::Here);
                    self.sockets[listener].here = here.and_then(address);
                }
            }
            "connect" => {
                self.peer.connection = self.made(&event);
                self.change(&event, subject(self.peer.connection));
            }
            "accept" => {
                let listener = self.peer.listener;
                let waits = |listener: usize| self.sockets[listener].queue.front().copied();
                self.peer.connection = listener.and_then(waits);
                self.change(&event, subject(listener));
            }
            _ => {
                let closes = event.effect == Some(Effect::Closes);
                let connection = match closes {
                    true => self.peer.connection.take(),
                    false => self.peer.connection,
                };
                if connection.is_some() {
                    self.change(&event, subject(connection));
                }
            }
        }
    }

    /// A new socket of the peer's, in the state that the transitions give to what `event` makes.
    fn made(&mut self, event: &Event) -> Option<usize> {
        let nobody = Before::new(self, event, None, None);
        let state = self.to(event, &nobody, Party::New, None)?;
        let kind = self.grid.socket(event.makes?)?.name();
        self.add(kind, state)
    }

    /// The kind of socket that a step makes, whose address is given to it: streams are all that the peer has.
    fn opened_by_peer(&self, step: &Call, name: &str) -> Option<&'g str> {
        let family = match step.decoded.args.first()?.value {
            Value::Address { ip, .. } if ip.is_ipv4() => "inet4",
            Value::Address { .. } => "inet6",
            _ => return None,
        };
        let fits = |socket: &&super::super::Socket| {
            let kind = socket.open.kind.as_deref();
            let mut transitions = self.grid.transitions(socket.name());
            socket.open.is_of(Some(family))
                && kind.is_none_or(|kind| kind == "stream")
                && transitions.any(|one| one.of == Party::New && has(&one.calls, name))
        };
        self.grid.sockets().find(fits).map(|socket| socket.name())
    }
}

/// The step's word, without the module.
fn action(step: &Call) -> &str {
    let name = step.decoded.name.as_str();
    name.rsplit_once('.').map_or(name, |(_, action)| action)
}
