//! What people mistake in the state of a socket: what is bound, listens, is connected, or is shut.

use super::{Before, Notice, Told};
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
    Notice {
        name: "never-listened",
        gives: &[],
        sees: never_listened,
    },
    Notice {
        name: "listens",
        gives: &[],
        sees: listens,
    },
    Notice {
        name: "not-connected",
        gives: &[],
        sees: not_connected,
    },
    Notice {
        name: "connected",
        gives: &["site"],
        sees: connected,
    },
    Notice {
        name: "is-datagram",
        gives: &[],
        sees: is_datagram,
    },
    Notice {
        name: "datagrams-without-peer",
        gives: &[],
        sees: datagrams_without_peer,
    },
    Notice {
        name: "not-bound",
        gives: &[],
        sees: not_bound,
    },
    Notice {
        name: "bound",
        gives: &["site"],
        sees: bound,
    },
    Notice {
        name: "shut-for-sending",
        gives: &["site"],
        sees: shut_for_sending,
    },
];

/// An accept on a socket that nobody has made listen.
fn never_listened(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let thing = before.sockets.of(call)?;
    let accepts = call.decoded.name.starts_with("sock_accept");
    let is_opened = thing.is_opened() && !thing.is_datagram();
    (accepts && is_opened && thing.did("sock_listen").is_none()).then(Vec::new)
}

/// A socket that listens.
fn listens(call: &Call, before: &Before) -> Option<Vec<Told>> {
    before
        .sockets
        .of(call)?
        .did("sock_listen")
        .map(|_| Vec::new())
}

/// A socket that was opened, and neither connected nor made to listen.
fn not_connected(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let thing = before.sockets.of(call)?;
    let is_opened = thing.is_opened() && !thing.is_datagram();
    let listens = thing.did("sock_listen").is_some();
    (is_opened && !thing.tried("sock_connect") && !listens).then(Vec::new)
}

/// A stream whose connect has succeeded.
fn connected(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let thing = before.sockets.of(call)?;
    let site = thing.did("sock_connect").filter(|_| thing.is_stream())?;
    Some(vec![site.into()])
}

/// A socket that was opened for datagrams.
fn is_datagram(call: &Call, before: &Before) -> Option<Vec<Told>> {
    before.sockets.of(call)?.is_datagram().then(Vec::new)
}

/// A socket of datagrams that no connect was made on.
fn datagrams_without_peer(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let thing = before.sockets.of(call)?;
    let is_it = thing.is_opened() && thing.is_datagram() && !thing.tried("sock_connect");
    is_it.then(Vec::new)
}

/// A stream on which no bind has succeeded, and which no connect can have bound.
fn not_bound(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let thing = before.sockets.of(call)?;
    let is_it = thing.is_opened() && thing.is_stream() && !thing.tried("sock_connect");
    (is_it && thing.did("sock_bind").is_none()).then(Vec::new)
}

/// A socket on which a bind has succeeded.
fn bound(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let site = before.sockets.of(call)?.did("sock_bind")?;
    Some(vec![site.into()])
}

/// A socket that was shut for sending and not for receiving.
fn shut_for_sending(call: &Call, before: &Before) -> Option<Vec<Told>> {
    match before.sockets.of(call)?.shut {
        (false, Some(site)) => Some(vec![site.into()]),
        _ => None,
    }
}
