//! What a guest has done that says how its end is to be read.

use crate::interface::{self, Answer, Decoded, Function, Role, Threads, Value};

/// What a guest has done, as the calls tell that have returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// How many threads may be running, the first one included. One that has come to its end without a word counts until another one
    /// has waited for it.
    pub threads: u32,
    /// Whether a descriptor was closed, or given away, that the report goes by: what makes a descriptor may make that one.
    pub gave_output: bool,
}

impl Default for Past {
    fn default() -> Self {
        Past {
            threads: 1,
            gave_output: false,
        }
    }
}

impl Past {
    /// Takes a call of `module`.`name` that has returned.
    pub fn returned(&mut self, module: &str, name: &str, call: &Decoded) {
        if call.answer != Answer::Errno(0) {
            return;
        }
        match interface::threads(module, name) {
            Some(Threads::More) => self.threads += 1,
            Some(Threads::Fewer) => self.threads = self.threads.saturating_sub(1).max(1),
            None => {}
        }
        self.gave_output |= gives_output(call);
    }

    /// Whether this call, which has not returned, may have turned the report elsewhere: then its answer, and everything after it, would
    /// have gone there.
    pub fn may_be_cut_by(&self, call: &Decoded) -> bool {
        let makes = call.function.is_some_and(Function::makes_descriptors);
        gives_output(call) || self.gave_output && makes
    }
}

/// Whether a call does something to a descriptor that the report goes by, other than to move bytes through it.
fn gives_output(call: &Decoded) -> bool {
    let moves_bytes = call.function.is_some_and(Function::moves_bytes);
    !moves_bytes && is_of_the_report(call)
}

/// Whether a call is about a descriptor that the guest reports by. After it nothing may come, though the guest goes on.
pub fn is_of_the_report(call: &Decoded) -> bool {
    let about = [Role::Asked, Role::Replaced].map(|role| call.given(role));
    about.iter().any(|fd| matches!(fd, Some(Value::Fd(1 | 2))))
}
