//! Roles: what a parameter or a result is to the socket that a call is about.
//!
//! Interfaces call the same thing by different names: the descriptor that is asked is `fd` in a witx and `self` in a WIT.
//! Each interface declares the roles beside its functions, and whoever follows a guest reads them and no names.

use super::value::{Atom, Value};

/// What a parameter or a result is to the socket that the call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The descriptor, or the handle, that the call is made on.
    Asked,
    /// The number that is given to what is asked, whatever had it before.
    Replaced,
    /// A descriptor, or a handle, that the call makes.
    Made,
    /// The readable end of a stream that the call takes from the guest: what the guest writes to the other end is for the socket.
    Taken,
    /// An address of the socket's own end.
    Here,
    /// An address of the other end.
    There,
    /// The group that the socket joins or leaves.
    Group,
    /// How many bytes, or messages, the call has moved, or those themselves.
    Moved,
    /// The bytes, or the messages, that the call is to move.
    Sent,
    /// The number that what the call makes begins with.
    Initial,
    /// The family of the socket that the call opens.
    Family,
    /// The type of the socket that the call opens: `stream`, `dgram`.
    Type,
    /// Flags that change what the call does, `peek` and `nonblock` among them.
    How,
    /// A descriptor whose place in the list that the call is made on is changed: later calls wait for what is in it.
    Watched,
    /// What the call waits for.
    Awaited,
    /// What the call has waited for, and has come.
    Happened,
    /// How long the call waits at most, in nanoseconds.
    Timeout,
    /// How long each later call waits at most, in nanoseconds, that is made on what is asked.
    Limit,
    /// After how many nanoseconds what the call makes is ready.
    Delay,
    /// At which moment of the guest's clock what the call makes is ready.
    Moment,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name, empty for the parameters of an unknown function.
    pub name: &'static str,
    /// The value.
    pub value: Value,
    /// What it is to the socket that the call is about.
    pub role: Option<Role>,
}

impl Field {
    /// Returns the field as a trace shows it: `fd=4`. For `atoms` see [`Value::render`].
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        let value = self.value.render(atoms);
        if self.name.is_empty() {
            value
        } else {
            format!("{}={value}", self.name)
        }
    }
}
