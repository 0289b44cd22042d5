//! Telling the peer how far the guest has come.

use std::os::unix::net::UnixStream;

use super::wire::{self, GO_ON};
use crate::interface::{self, MEANWHILE};
use crate::record::{Item, Moment, Record, Site};

/// Passes on to the child which steps of the peer its guest has come to.
pub struct Prompter {
    control: UnixStream,
    /// Whether a step is to be taken while the guest is in its next call.
    meanwhile: bool,
}

impl Prompter {
    /// Makes one that speaks over the line to the child.
    pub fn new(control: UnixStream) -> Self {
        Self {
            control,
            meanwhile: false,
        }
    }

    /// Hears what the guest has reported, and prompts the peer where that is a step of it.
    pub fn hear(&mut self, item: &Item) {
        let Item::Record(Record {
            site: Site::Line(line),
            module,
            moment: Moment::Enter(_),
            ..
        }) = item
        else {
            return;
        };
        let prompt = match interface::is_peer(module) {
            true => {
                self.meanwhile |= module == MEANWHILE;
                *line
            }
            false if std::mem::take(&mut self.meanwhile) => GO_ON,
            false => return,
        };
        // A child that is gone has its own way to show it.
        let _ = wire::prompt(&self.control, prompt);
    }
}
