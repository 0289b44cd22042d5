//! Whether a guest was refused room for its memory.
//!
//! An instruction that grows a memory answers -1 then, and a guest may cope with that. Nobody would see it from outside, and the
//! guest would have gone on in less memory than it asked for: how it ended says nothing any more.

use std::sync::{Arc, Mutex, PoisonError};

use crate::Ending;

/// What a guest was refused of the memory that it may have by its own word; shared with whatever grows it.
#[derive(Debug, Clone, Default)]
pub struct Room(Arc<Mutex<Option<String>>>);

impl Room {
    /// Takes it that there was no room, in the words of the runtime. The first refusal is the one that is told.
    pub fn refused(&self, why: String) {
        let mut refused = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        refused.get_or_insert(why);
    }

    /// Gives how the guest ended, which is `ending` if there was room for all that it asked for.
    pub fn ending(&self, ending: Ending) -> Ending {
        let mut refused = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match refused.take() {
            Some(why) => Ending::Exceeded(why),
            None => ending,
        }
    }
}
