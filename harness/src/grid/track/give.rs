//! What a call makes besides states: numbers, addresses and connections.

use crate::interface::{Role, Value};

use super::super::declared::Effect;
use super::transition::Event;
use super::{Slot, Subject, Tracker, port};

impl<'g> Tracker<'g> {
    /// Numbers that come out of a call which no operation describes stand for nothing that is known.
    pub(super) fn forget_made(&mut self, event: &Event) {
        for field in &event.decoded.outs {
            if let (Value::Fd(fd), true) = (&field.value, event.success) {
                self.numbers.insert(*fd, Slot::Unknown);
            }
        }
    }

    /// Gives numbers, addresses and connections, as the effect of a call has it.
    pub(super) fn give(
        &mut self,
        event: &Event,
        subject: Subject,
        made: Option<usize>,
        listener: Option<usize>,
        new_to: Option<&'g str>,
    ) {
        let success = event.success;
        let this = subject.socket;
        let slot = subject.fd.and_then(|fd| self.numbers.get(&fd).copied());
        let outcome = event.decoded.made().next();
        let nonblock = event.decoded.has_flag("nonblock");
        match (event.effect, this) {
            (Some(Effect::Opens), _) => {
                let kind = self.kind(event.decoded);
                if let (true, Some(fd)) = (success, outcome) {
                    let slot = match (kind, new_to) {
                        (Some(kind), Some(state)) => Slot::Socket(self.add(kind, state)),
                        _ => Slot::Unknown,
                    };
                    self.numbers.insert(fd, slot);
                }
            }
            (Some(Effect::Accepts), _) => {
                if let (true, Some(fd)) = (success, outcome) {
                    let end = match (made, this, new_to) {
                        (Some(end), _, _) => Some(end),
                        (None, Some(this), Some(state)) => {
                            Some(self.add(self.sockets[this].kind, state))
                        }
                        _ => None,
                    };
                    if let Some(end) = end {
                        self.sockets[end].nonblock = nonblock;
                    }
                    self.numbers
                        .insert(fd, end.map_or(Slot::Unknown, Slot::Socket));
                }
            }
            (Some(Effect::Connects), Some(this)) => {
                if let (Some(listener), Some(state)) = (listener, new_to) {
                    let end = self.add(self.sockets[this].kind, state);
                    self.sockets[end].other = Some(this);
                    self.sockets[this].other = Some(end);
                    self.sockets[listener].queue.push_back(end);
                }
            }
            (Some(Effect::Binds), Some(this)) if success => {
                self.sockets[this].port = event
                    .decoded
                    .given(Role::Here)
                    .and_then(port)
                    .unwrap_or_default();
            }
            (Some(Effect::TellsAddress), Some(this)) if success && self.sockets[this].port == 0 => {
                self.sockets[this].port = event
                    .decoded
                    .written(Role::Here)
                    .and_then(port)
                    .unwrap_or_default();
            }
            (Some(Effect::SetsFlags), Some(this)) if success => {
                self.sockets[this].nonblock = nonblock;
            }
            (Some(Effect::Duplicates), _) => {
                if let (true, Some(new), Some(slot)) = (success, outcome, slot) {
                    self.numbers.insert(new, slot);
                }
            }
            _ => {}
        }
    }
}
