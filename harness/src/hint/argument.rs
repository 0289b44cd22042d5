//! What people mistake in what a call is given besides addresses: subscriptions, options, vectors.

use super::{Before, Notice, Told};
use crate::interface::{Atom, Decoded, Role, Value};
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
    Notice {
        name: "buffer-for-vectors",
        gives: &["address", "text"],
        sees: buffer_for_vectors,
    },
    Notice {
        name: "subscription-unknown",
        gives: &["type"],
        sees: subscription_unknown,
    },
    Notice {
        name: "listener-for-write",
        gives: &["listener"],
        sees: listener_for_write,
    },
    Notice {
        name: "option-of-other-sort",
        gives: &["opt", "sort"],
        sees: option_of_other_sort,
    },
    Notice {
        name: "sends-nothing",
        gives: &[],
        sees: sends_nothing,
    },
    Notice {
        name: "not-added",
        gives: &[],
        sees: not_added,
    },
];

/// The options that a sort of calls sets and gets, by the end of the name of the call.
const OPTIONS: [(&str, &[&str]); 3] = [
    (
        "flag",
        &[
            "reuse_port",
            "reuse_addr",
            "no_delay",
            "only_v6",
            "broadcast",
            "keep_alive",
        ],
    ),
    (
        "size",
        &["recv_buf_size", "send_buf_size", "ttl", "multicast_ttl_v4"],
    ),
    (
        "time",
        &[
            "linger",
            "recv_timeout",
            "send_timeout",
            "connect_timeout",
            "accept_timeout",
        ],
    ),
];

/// Text where the address of a vector is meant: a buffer was given, and not a list of vectors.
fn buffer_for_vectors(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let Decoded { args, outs, .. } = &call.decoded;
    let values = args.iter().chain(outs).map(|field| &field.value);
    let address = values.into_iter().find_map(|value| match value {
        Value::List { items, .. } => items.iter().find_map(|item| match item {
            Value::OutOfBounds(address) => u32::try_from(*address).ok(),
            _ => None,
        }),
        _ => None,
    })?;
    let bytes = address.to_le_bytes();
    let mut letters = bytes.iter();
    let is_text = letters.all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    let text = std::str::from_utf8(&bytes).ok().filter(|_| is_text)?;
    Some(vec![format!("{address:#x}").into(), text.to_owned().into()])
}

/// A subscription whose type has no name: the bytes are those of something else.
fn subscription_unknown(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let Value::List { items, .. } = call.decoded.given(Role::Awaited)? else {
        return None;
    };
    let mut parts = items.iter().flat_map(|item| match item {
        Value::Struct(parts) => parts.as_slice(),
        _ => &[],
    });
    let kind = parts.find_map(|(name, value)| {
        let text = value.to_string();
        let is_it = *name == "type" && text.starts_with(|c: char| c.is_ascii_digit());
        is_it.then_some(text)
    })?;
    Some(vec![kind.into()])
}

/// A socket that listens, and is waited for until it can be written to.
fn listener_for_write(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let listens = |fd: u32| {
        let thing = before.sockets.at(Atom::Fd(fd));
        thing.is_some_and(|thing| thing.did("sock_listen").is_some())
    };
    let read: Vec<u32> = call.decoded.awaited("fd_read").map(|(fd, _)| fd).collect();
    let mut written = call.decoded.awaited("fd_write");
    // A loop that waits for everything to be read and written waits for connections too.
    let (fd, _) = written.find(|(fd, _)| listens(*fd) && !read.contains(fd))?;
    Some(vec![fd.to_string().into()])
}

/// An option that calls of another sort set.
fn option_of_other_sort(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let given = call.decoded.name.rsplit_once("_opt_")?.1;
    let opt = call.decoded.argument("opt")?;
    let mut sorts = OPTIONS.iter();
    let (sort, _) = sorts.find(|(_, options)| options.contains(&opt.as_str()))?;
    (*sort != given).then(|| vec![opt.into(), (*sort).to_owned().into()])
}

/// A send on a stream that was given no byte.
fn sends_nothing(call: &Call, before: &Before) -> Option<Vec<Told>> {
    before.sockets.of(call)?.is_stream().then_some(())?;
    let data = call
        .decoded
        .args
        .iter()
        .find(|field| field.name == "data")?;
    matches!(
        data.value,
        Value::Bytes { len: 0, .. } | Value::List { len: 0, .. }
    )
    .then(Vec::new)
}

/// A descriptor that was not added to the list that is to be changed.
fn not_added(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let watched = call.decoded.given(Role::Watched)?;
    (!before.sockets.of(call)?.has(watched)).then(Vec::new)
}
