//! What people mistake about an address: who is bound to it, and who listens there.

use std::net::{IpAddr, SocketAddr};

use super::sockets::Thing;
use super::{Before, Notice, Told};
use crate::interface::Role;
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
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
];

/// Whether two addresses of hosts may be the same place: an unspecified one is all of its host, for both families.
fn meets(one: IpAddr, other: IpAddr) -> bool {
    one.is_unspecified() || other.is_unspecified() || one.to_canonical() == other.to_canonical()
}

/// Whether two sockets may be of the same protocol: each protocol has its own ports.
fn is_alike(one: &Thing, other: &Thing) -> bool {
    one.kind == other.kind || one.kind.is_none() || other.kind.is_none()
}

/// An address that another socket of the program is bound to.
fn bound_already(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let own = before.sockets.of(call)?;
    // What finishes a bind is given no address; what began it was.
    let begun = own.bound.as_ref().map(|(ip, port, _)| (*ip, *port));
    let (ip, port) = match call.decoded.given(Role::Here) {
        Some(_) => call.decoded.address()?,
        None => begun?,
    };
    let others = before.sockets.bound_but(call).into_iter();
    let mut others = others.filter_map(|(other, thing)| {
        let (at, its, by) = thing.bound.as_ref()?;
        // Where the type is not known, that one of them has the address is no more than likely.
        let is_it = *its == port && port != 0 && meets(*at, ip);
        (is_it && thing.kind == own.kind && own.kind.is_some()).then_some((other, by))
    });
    let (other, by) = others.next()?;
    Some(vec![
        SocketAddr::from((ip, port)).to_string().into(),
        other.to_string().into(),
        by.site.into(),
    ])
}

/// Where a call goes, or the connection that it is made on: a refusal may be told of later than by the connect.
fn goes(call: &Call, own: &Thing) -> Option<(IpAddr, u16)> {
    match call.decoded.given(Role::There) {
        Some(_) => call.decoded.address(),
        None => own.aimed,
    }
}

/// An address that a socket of the program is bound to, which does not listen.
fn bound_and_silent(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let own = before.sockets.of(call)?;
    own.is_stream().then_some(())?;
    let (ip, port) = goes(call, own)?;
    let others = before.sockets.bound_but(call).into_iter();
    let there: Vec<_> = others
        .filter_map(|(other, thing)| {
            let (at, its, by) = thing.bound.as_ref()?;
            let is_it = *its == port && meets(*at, ip) && thing.is_stream();
            is_it.then_some((other, thing, by))
        })
        .collect();
    let listens = |(_, thing, _): &(u32, &Thing, _)| thing.did("sock_listen").is_some();
    if there.iter().any(listens) {
        return None;
    }
    let (other, _, by) = there.first()?;
    Some(vec![
        SocketAddr::from((ip, port)).to_string().into(),
        other.to_string().into(),
        by.site.into(),
    ])
}

/// An address that no socket of the program is bound to.
fn nobody_there(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let own = before.sockets.of(call)?;
    let (ip, port) = goes(call, own)?;
    let others = before.sockets.bound_but(call).into_iter();
    let others = others.map(|(_, thing)| thing);
    let mut alike = others.filter(|thing| is_alike(thing, own)).chain([own]);
    // One that was bound to any port may have this one.
    let may_be = alike.any(|thing| {
        let bound = thing.bound.as_ref();
        bound.is_some_and(|(at, its, _)| {
            [0, port, port.swap_bytes()].contains(its) && meets(*at, ip)
        })
    });
    let is_told = before.sockets.told(port);
    (!may_be && !is_told).then(|| vec![SocketAddr::from((ip, port)).to_string().into()])
}
