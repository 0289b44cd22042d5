//! What tracking reads from a decoded call.

use crate::abi::{Decoded, Field, Value};

fn value<'a>(fields: &'a [Field], name: &str) -> Option<&'a Value> {
    let field = fields.iter().find(|field| field.name == name)?;
    Some(&field.value)
}

/// The text of the field `name`.
pub(super) fn text(fields: &[Field], name: &str) -> Option<String> {
    value(fields, name).map(Value::to_string)
}

/// The descriptor in the field `name`.
pub(super) fn number(fields: &[Field], name: &str) -> Option<u32> {
    match value(fields, name)? {
        Value::Fd(fd) => Some(*fd),
        _ => None,
    }
}

/// The descriptor, or the handle, that a call is made on.
pub(super) fn descriptor(args: &[Field]) -> Option<u32> {
    match value(args, "fd").or(value(args, "self"))? {
        Value::Fd(number) | Value::Handle { number, .. } => Some(*number),
        _ => None,
    }
}

/// The descriptor, or the first handle, that a call has made.
pub(super) fn made_by(outs: &[Field]) -> Option<u32> {
    let handle = || {
        outs.iter()
            .map(|field| &field.value)
            .find(|value| matches!(value, Value::Handle { .. }))
    };
    match value(outs, "fd").or_else(handle)? {
        Value::Fd(number) | Value::Handle { number, .. } => Some(*number),
        _ => None,
    }
}

/// The port of the address among `fields`.
pub(super) fn address(fields: &[Field]) -> Option<u16> {
    match value(fields, "addr")? {
        Value::Address { port, .. } => Some(*port),
        _ => None,
    }
}

/// How many bytes a call says that it has sent or received.
pub(super) fn moved(call: &Decoded) -> u64 {
    ["datalen", "nread", "nwritten"]
        .into_iter()
        .find_map(|name| match value(&call.outs, name)? {
            Value::Number(number) => Some(*number),
            _ => None,
        })
        .unwrap_or_default()
}

/// How many bytes a step of the peer has sent or received: it is done only when all of them are.
pub(super) fn given(step: &Decoded) -> u64 {
    match value(&step.args, "data").or(value(&step.args, "len")) {
        Some(Value::Bytes { len, .. }) => *len,
        Some(Value::Number(len)) => *len,
        _ => 0,
    }
}

/// Whether a call leaves what it receives where it was.
pub(super) fn peeks(call: &Decoded) -> bool {
    text(&call.args, "flags").is_some_and(|flags| flags.split('+').any(|flag| flag == "peek"))
}

/// The subscriptions of this kind, as descriptors and what the guest calls them.
pub(super) fn subscriptions<'a>(
    call: &'a Decoded,
    kind: &'a str,
) -> impl Iterator<Item = (u32, &'a Value)> {
    structs(&call.args, "subscriptions", kind).filter_map(|fields| {
        match (part(fields, "fd")?, part(fields, "userdata")?) {
            (Value::Fd(fd), userdata) => Some((*fd, userdata)),
            _ => None,
        }
    })
}

/// Whether a call reported the subscription that the guest calls `userdata`, and no error with it.
pub(super) fn reported(call: &Decoded, kind: &str, userdata: &Value) -> bool {
    structs(&call.outs, "events", kind).any(|fields| {
        part(fields, "userdata") == Some(userdata)
            && part(fields, "error").is_some_and(|error| error.to_string() == "success")
    })
}

type Parts = [(&'static str, Value)];

/// The structs in the list `name` whose type is `kind`.
fn structs<'a>(fields: &'a [Field], name: &str, kind: &'a str) -> impl Iterator<Item = &'a Parts> {
    let items = match value(fields, name) {
        Some(Value::List { items, .. }) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(move |item| match item {
        Value::Struct(parts) if part(parts, "type")?.to_string() == kind => Some(parts.as_slice()),
        _ => None,
    })
}

fn part<'a>(parts: &'a Parts, name: &str) -> Option<&'a Value> {
    parts
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}
