//! Reading a call by the roles of its parameters and results, and not by the names that its interface has for them.

use std::net::IpAddr;

use super::decode::Decoded;
use super::function::Function;
use super::role::{Field, Role};
use super::value::{Atom, Value};

/// A message that a call has moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    /// How many bytes it has.
    pub length: u64,
    /// The address that the call was given for it.
    pub there: Option<&'a Value>,
}

/// Returns the number of a descriptor or a handle.
fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Fd(number) | Value::Handle { number, .. } => Some(*number),
        _ => None,
    }
}

fn with(fields: &[Field], role: Role) -> impl Iterator<Item = &Field> {
    fields.iter().filter(move |field| field.role == Some(role))
}

impl Decoded {
    /// Returns the number of the descriptor, or of the handle, that the call is made on.
    pub fn asked(&self) -> Option<u32> {
        with(&self.args, Role::Asked).find_map(|field| number(&field.value))
    }

    /// Returns the number that the call gives to what is asked.
    pub fn replaced(&self) -> Option<u32> {
        with(&self.args, Role::Replaced).find_map(|field| number(&field.value))
    }

    /// Returns the numbers of the descriptors, or of the handles, that the call has made, in their order.
    pub fn made(&self) -> impl Iterator<Item = u32> {
        with(&self.outs, Role::Made).filter_map(|field| number(&field.value))
    }

    /// Returns the descriptors and handles that stand for something else after the call, which it has made or replaced.
    pub fn renewed(&self) -> Vec<Atom> {
        let made = with(&self.outs, Role::Made);
        let fields = made.chain(with(&self.args, Role::Replaced));
        fields.filter_map(|field| Atom::of(&field.value)).collect()
    }

    /// Returns the descriptors and handles that a call waits for, if it waits: what it is made on, and what it is given to wait
    /// for.
    pub fn concerned(&self) -> Vec<Atom> {
        let given = match self.given(Role::Awaited) {
            Some(Value::List { items, .. }) => items.as_slice(),
            _ => &[],
        };
        let given = given.iter().map(|item| match item {
            Value::Struct(parts) => part(parts, "fd").unwrap_or(item),
            item => item,
        });
        let asked = with(&self.args, Role::Asked).map(|field| &field.value);
        asked.chain(given).filter_map(Atom::of).collect()
    }

    /// Returns the address that the call was given, of whichever end.
    pub fn address(&self) -> Option<(IpAddr, u16)> {
        match self.given(Role::Here).or(self.given(Role::There))? {
            Value::Address { ip, port } => Some((*ip, *port)),
            _ => None,
        }
    }

    /// Returns the value that the call was given in this role.
    pub fn given(&self, role: Role) -> Option<&Value> {
        with(&self.args, role).map(|field| &field.value).next()
    }

    /// Returns the value that the call wrote in this role.
    pub fn written(&self, role: Role) -> Option<&Value> {
        with(&self.outs, role).map(|field| &field.value).next()
    }

    /// Returns the text of the parameter of this name.
    pub fn argument(&self, name: &str) -> Option<String> {
        named(&self.args, name)
    }

    /// Returns the text of the result of this name.
    pub fn result(&self, name: &str) -> Option<String> {
        named(&self.outs, name)
    }

    /// Whether the call was given a flag of this name.
    pub fn has_flag(&self, name: &str) -> bool {
        let flags = self.given(Role::How).map(Value::to_string);
        flags.is_some_and(|flags| flags.split('+').any(|flag| flag == name))
    }

    /// Returns how many bytes the call says that it has moved.
    pub fn moved(&self) -> u64 {
        match self.written(Role::Moved).or(self.given(Role::Moved)) {
            Some(Value::Bytes { len, .. } | Value::Number(len)) => *len,
            _ => 0,
        }
    }

    /// Returns the address of the other end that the call was given, if it was given one.
    pub fn there(&self) -> Option<&Value> {
        self.given(Role::There).filter(is_there)
    }

    /// Returns the messages that the call says it has moved, in their order: those of a list, or else the one that it is about, whatever
    /// it has moved of that.
    pub fn messages(&self) -> Vec<Message<'_>> {
        let one = Message {
            length: self.moved(),
            there: self.there(),
        };
        // The vectors of a function of witx are the parts of one message.
        if matches!(self.function, Some(Function::Witx(_))) {
            return vec![one];
        }
        match (self.written(Role::Moved), self.given(Role::Sent)) {
            (Some(Value::List { items, .. }), _) => items.iter().map(message).collect(),
            (Some(Value::Number(count)), Some(Value::List { items, .. })) => {
                let count = usize::try_from(*count).unwrap_or(usize::MAX);
                items.iter().take(count).map(message).collect()
            }
            _ => vec![one],
        }
    }

    /// Returns the subscriptions of this kind that the call waits for: the descriptor of each, and what the guest calls
    /// it.
    pub fn awaited<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (u32, &'a Value)> {
        structs(self.given(Role::Awaited), kind).filter_map(|parts| {
            match (part(parts, "fd")?, part(parts, "userdata")?) {
                (Value::Fd(fd), userdata) => Some((*fd, userdata)),
                _ => None,
            }
        })
    }

    /// Whether the call reported the subscription that the guest calls `userdata`, and no error with it.
    pub fn happened(&self, kind: &str, userdata: &Value) -> bool {
        structs(self.written(Role::Happened), kind).any(|parts| {
            part(parts, "userdata") == Some(userdata)
                && part(parts, "error").is_some_and(|error| error.to_string() == "success")
        })
    }

    /// Returns the parts of each event that the call reported.
    pub fn reported(&self) -> impl Iterator<Item = &[(&'static str, Value)]> {
        let items = match self.written(Role::Happened) {
            Some(Value::List { items, .. }) => items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(|item| match item {
            Value::Struct(parts) => Some(parts.as_slice()),
            _ => None,
        })
    }
}

/// Returns the message that an element of a list is: its bytes, and the address beside them.
fn message(item: &Value) -> Message<'_> {
    let parts = match item {
        Value::Struct(parts) => parts.as_slice(),
        _ => &[],
    };
    let lengths = parts.iter().filter_map(|(_, part)| match part {
        Value::Bytes { len, .. } => Some(*len),
        _ => None,
    });
    let mut others = parts.iter().map(|(_, part)| part);
    Message {
        length: lengths.sum(),
        there: others.find(|part| !matches!(part, Value::Bytes { .. }) && is_there(part)),
    }
}

/// Whether a value is anything but the option that has none.
fn is_there(value: &&Value) -> bool {
    !matches!(value, Value::Case { name: "none", .. })
}

fn named(fields: &[Field], name: &str) -> Option<String> {
    let named = fields.iter().find(|field| field.name == name);
    named.map(|field| field.value.to_string())
}

type Parts = [(&'static str, Value)];

/// Returns the structs in a list whose type is `kind`.
fn structs<'a>(list: Option<&'a Value>, kind: &'a str) -> impl Iterator<Item = &'a Parts> {
    let items = match list {
        Some(Value::List { items, .. }) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(move |item| match item {
        Value::Struct(parts) if part(parts, "type")?.to_string() == kind => Some(parts.as_slice()),
        _ => None,
    })
}

fn part<'a>(parts: &'a Parts, name: &str) -> Option<&'a Value> {
    let named = parts.iter().find(|(known, _)| *known == name);
    named.map(|(_, value)| value)
}
