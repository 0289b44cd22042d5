//! What people mistake for the number of a socket: a standard stream, what no call has given, what is closed.

use super::sockets::By;
use super::{Before, Notice, Told};
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
    Notice {
        name: "no-descriptor",
        gives: &["stream", "maker", "site", "answer"],
        sees: no_descriptor,
    },
    Notice {
        name: "errno-as-descriptor",
        gives: &["stream", "maker", "made"],
        sees: errno_as_descriptor,
    },
    Notice {
        name: "standard-stream",
        gives: &["stream"],
        sees: standard_stream,
    },
    Notice {
        name: "never-opened",
        gives: &["maker", "site", "made"],
        sees: never_opened,
    },
    Notice {
        name: "closed",
        gives: &["by", "site"],
        sees: closed,
    },
];

/// The functions whose descriptor is a socket.
const MAKERS: [&str; 4] = ["sock_open", "sock_pair", "sock_accept", "sock_accept_v2"];

/// The standard stream that a call of sockets is made on, and the last call before it that was to give a socket.
fn on_stream<'a>(call: &Call, before: &Before<'a>) -> Option<(&'static str, Option<&'a Call>)> {
    let stream = before.sockets.stream(call)?;
    call.decoded.name.starts_with("sock_").then_some(())?;
    let mut made = before.calls.iter().rev();
    let last = made.find(|earlier| MAKERS.contains(&earlier.decoded.name.as_str()));
    Some((stream, last))
}

/// A standard stream, after a call has failed that was to give the descriptor.
fn no_descriptor(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (stream, last) = on_stream(call, before)?;
    let last = last.filter(|last| last.answer().is_failure())?;
    let answer = format!("{:#}", last.answer());
    Some(vec![
        stream.to_owned().into(),
        last.decoded.name.clone().into(),
        last.site.into(),
        answer.into(),
    ])
}

/// Standard input, after a call has given a descriptor: the errno of the call, 0, was taken for it.
fn errno_as_descriptor(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (stream, last) = on_stream(call, before)?;
    let last = last?;
    let made = last.decoded.made().next()?;
    (call.decoded.asked() == Some(0)).then_some(())?;
    Some(vec![
        stream.to_owned().into(),
        last.decoded.name.clone().into(),
        made.to_string().into(),
    ])
}

/// A standard stream, of which nothing says how it came to be taken for a socket.
fn standard_stream(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (stream, _) = on_stream(call, before)?;
    let is_told =
        no_descriptor(call, before).is_some() || errno_as_descriptor(call, before).is_some();
    (!is_told).then(|| vec![stream.to_owned().into()])
}

/// A descriptor that no call has given, where a call has given another one.
fn never_opened(call: &Call, before: &Before) -> Option<Vec<Told>> {
    (!before.sockets.has_seen(call)).then_some(())?;
    let (By { name, site }, made) = before.sockets.last_made.as_ref()?;
    Some(vec![
        name.clone().into(),
        (*site).into(),
        made.to_string().into(),
    ])
}

/// A descriptor, or a handle, that the program has closed itself.
fn closed(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let By { name, site } = before.sockets.closed(call)?;
    Some(vec![name.clone().into(), (*site).into()])
}
