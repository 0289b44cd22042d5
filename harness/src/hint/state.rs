//! What people mistake in the state of a socket: what is closed, does not listen, is not connected, or was never opened.

use super::{Notice, Told, binds};
use crate::interface::{self, Role, Value};
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
        name: "is-datagram",
        gives: &[],
        sees: is_datagram,
    },
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
        name: "never-opened",
        gives: &["maker", "site", "made"],
        sees: never_opened,
    },
    Notice {
        name: "closed",
        gives: &["by", "site"],
        sees: closed,
    },
    Notice {
        name: "bound-already",
        gives: &["address", "other", "site"],
        sees: bound_already,
    },
    Notice {
        name: "bound-and-silent",
        gives: &["address", "other", "site"],
        sees: bound_and_silent,
    },
    Notice {
        name: "nobody-there",
        gives: &["address"],
        sees: nobody_there,
    },
    Notice {
        name: "finishes",
        gives: &["started", "resource"],
        sees: finishes,
    },
    Notice {
        name: "never-bound",
        gives: &[],
        sees: never_bound,
    },
];

/// The calls that were made on what `call` asks, since a call gave it, the newest first; and the one that gave it.
fn life<'a>(call: &Call, before: &'a [Call]) -> Option<(Vec<&'a Call>, Option<&'a Call>)> {
    let asked = call.decoded.asked()?;
    let mut calls = Vec::new();
    for earlier in before.iter().rev() {
        if earlier.decoded.made().any(|made| made == asked) {
            return Some((calls, Some(earlier)));
        }
        if earlier.decoded.asked() == Some(asked) {
            calls.push(earlier);
        }
    }
    Some((calls, None))
}

/// Whether all calls before `call` are there. Of a long trace most are forgotten, and then nothing can be said of what was never
/// done: each call that has returned has taken two places in the order of the report.
fn whole(call: &Call, before: &[Call]) -> Option<()> {
    let (entered, _) = call.span;
    (entered <= 2 * before.len() + 1).then_some(())
}

/// Whether one of these calls, whose name begins so, has succeeded.
fn did(calls: &[&Call], name: &str) -> bool {
    let mut calls = calls.iter();
    calls.any(|call| call.decoded.name.starts_with(name) && call.answer().is_success())
}

/// An accept on a socket that nobody has made listen.
fn never_listened(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    whole(call, before)?;
    let (calls, opened) = life(call, before)?;
    let is_socket = opened?.decoded.given(Role::Family).is_some();
    let accepts = call.decoded.name.starts_with("sock_accept");
    let is_stream = is_datagram(call, before).is_none();
    (accepts && is_socket && is_stream && !did(&calls, "sock_listen")).then(Vec::new)
}

/// A socket that listens.
fn listens(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    let (calls, _) = life(call, before)?;
    did(&calls, "sock_listen").then(Vec::new)
}

/// A socket that was opened, and neither connected nor made to listen.
fn not_connected(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    whole(call, before)?;
    let (calls, opened) = life(call, before)?;
    let is_socket = opened?.decoded.name == "sock_open";
    let connects = |call: &&Call| call.decoded.name == "sock_connect";
    (is_socket && !calls.iter().any(connects) && !did(&calls, "sock_listen")).then(Vec::new)
}

/// A socket that was opened for datagrams.
fn is_datagram(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    let (_, opened) = life(call, before)?;
    let kind = opened?.decoded.given(Role::Type)?.to_string();
    (kind == "dgram").then(Vec::new)
}

/// The functions whose descriptor is a socket.
const MAKERS: [&str; 4] = ["sock_open", "sock_pair", "sock_accept", "sock_accept_v2"];

/// The standard stream that a call of sockets is made on, and the last call before it that was to give a socket.
fn on_stream<'a>(call: &Call, before: &'a [Call]) -> Option<(String, &'a Call)> {
    let asked = call.decoded.asked().filter(|asked| *asked <= 2)?;
    call.decoded.name.starts_with("sock_").then_some(())?;
    let mut made = before.iter().rev();
    let last = made.find(|earlier| MAKERS.contains(&earlier.decoded.name.as_str()))?;
    let stream = ["input", "output", "error"][asked as usize];
    Some((stream.to_owned(), last))
}

/// A standard stream, after a call has failed that was to give the descriptor.
fn no_descriptor(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    let (stream, last) = on_stream(call, before)?;
    last.answer().is_failure().then_some(())?;
    let answer = format!("{:#}", last.answer());
    Some(vec![
        stream.into(),
        last.decoded.name.clone().into(),
        last.site.into(),
        answer.into(),
    ])
}

/// Standard input, after a call has given a descriptor: the errno of the call, 0, was taken for it.
fn errno_as_descriptor(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    let (stream, last) = on_stream(call, before)?;
    let made = last.decoded.made().next()?;
    (call.decoded.asked() == Some(0)).then_some(())?;
    Some(vec![
        stream.into(),
        last.decoded.name.clone().into(),
        made.to_string().into(),
    ])
}

/// A descriptor that no call has given, where a call has given another one.
fn never_opened(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    whole(call, before)?;
    let asked = call.decoded.asked()?;
    let known = |earlier: &Call| {
        let earlier = &earlier.decoded;
        let succeeded = earlier.asked() == Some(asked) && earlier.answer.is_success();
        succeeded || earlier.made().any(|made| made == asked) || earlier.replaced() == Some(asked)
    };
    (!before.iter().any(known)).then_some(())?;
    let mut made = before.iter().rev();
    let (last, made) = made.find_map(|earlier| Some((earlier, earlier.decoded.made().next()?)))?;
    Some(vec![
        last.decoded.name.clone().into(),
        last.site.into(),
        made.to_string().into(),
    ])
}

/// A descriptor, or a handle, that the program has closed itself.
fn closed(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    let asked = call.decoded.asked()?;
    let mut closed_by = None;
    for earlier in before {
        let now = &earlier.decoded;
        let closes = now.function.is_some_and(interface::Function::closes);
        if closes && now.asked() == Some(asked) && now.answer.is_success() {
            closed_by = Some(earlier);
        } else if now.made().any(|made| made == asked) || now.replaced() == Some(asked) {
            closed_by = None;
        }
    }
    let by = closed_by?;
    Some(vec![by.decoded.name.clone().into(), by.site.into()])
}

/// The sockets that are bound and not closed: the number, the port, and the call that bound it.
fn bound(before: &[Call]) -> Vec<(u32, u16, &Call)> {
    let mut bound: Vec<(u32, u16, &Call)> = Vec::new();
    for earlier in before {
        let now = &earlier.decoded;
        let Some(asked) = now.asked().filter(|_| now.answer.is_success()) else {
            continue;
        };
        if now.function.is_some_and(interface::Function::closes) {
            bound.retain(|(one, _, _)| *one != asked);
        }
        if let Some(port) = binds(now) {
            bound.push((asked, port, earlier));
        }
    }
    bound
}

/// The socket that is bound to the port that a call is given, as a hint tells of it.
fn at_port<'a>(call: &Call, before: &'a [Call]) -> Option<(Vec<Told>, u32, &'a Call)> {
    let (ip, port) = call.decoded.address()?;
    let asked = call.decoded.asked();
    let mut bound = bound(before).into_iter().rev();
    let is_it = |(one, at, _): &(u32, u16, &Call)| *at == port && Some(*one) != asked;
    let (other, _, by) = bound.find(is_it)?;
    let address = std::net::SocketAddr::from((ip, port)).to_string();
    let told = vec![address.into(), other.to_string().into(), by.site.into()];
    Some((told, other, by))
}

/// A port that another socket of the program is bound to.
fn bound_already(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    // What finishes a bind is given no address; what began it was.
    let begun = before.iter().rev().find(|earlier| {
        let same = earlier.decoded.asked() == call.decoded.asked();
        same && earlier.decoded.given(Role::Here).is_some()
    });
    let given = call.decoded.given(Role::Here).is_some();
    let by = begun.filter(|_| !given).unwrap_or(call);
    at_port(by, before).map(|(told, _, _)| told)
}

/// A port that a socket of the program is bound to, which does not listen.
fn bound_and_silent(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    whole(call, before)?;
    call.decoded.given(Role::There)?;
    let (told, other, by) = at_port(call, before)?;
    let listens = |earlier: &Call| {
        let now = &earlier.decoded;
        now.name == "sock_listen" && now.asked() == Some(other) && now.answer.is_success()
    };
    let since = before.iter().rev().take_while(|one| one.span != by.span);
    let is_stream = is_datagram(by, before).is_none();
    (is_stream && !since.into_iter().any(listens)).then_some(told)
}

/// A port that no socket of the program is bound to.
fn nobody_there(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    whole(call, before)?;
    call.decoded.given(Role::There)?;
    let (ip, port) = call.decoded.address()?;
    // One that was bound to any port may have this one.
    let mut bound = bound(before).into_iter();
    let may_be = bound.any(|(_, at, _)| [0, port, port.swap_bytes()].contains(&at));
    let mut told = before.iter().flat_map(|earlier| &earlier.decoded.outs);
    let is_told =
        told.any(|field| matches!(field.value, Value::Address { port: told, .. } if told == port));
    (!may_be && !is_told).then(|| vec![std::net::SocketAddr::from((ip, port)).to_string().into()])
}

/// A call that finishes what another one begins: `tcp-socket.finish-bind`.
fn finishes(call: &Call, _: &[Call]) -> Option<Vec<Told>> {
    let (resource, function) = call.decoded.name.split_once('.')?;
    let started = function.strip_prefix("finish-")?;
    Some(vec![
        format!("start-{started}").into(),
        resource.to_owned().into(),
    ])
}

/// A socket on which no bind was finished.
fn never_bound(call: &Call, before: &[Call]) -> Option<Vec<Told>> {
    whole(call, before)?;
    let (calls, opened) = life(call, before)?;
    let finish = call.decoded.name.split_once('.')?.0;
    opened?;
    (!did(&calls, &format!("{finish}.finish-bind"))).then(Vec::new)
}
