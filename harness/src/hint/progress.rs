//! What people mistake in what a component begins and has to finish.

use super::{Before, Notice, Told};
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
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
    Notice {
        name: "under-way",
        gives: &["started", "site", "finish"],
        sees: under_way,
    },
];

/// A call that finishes what another one begins: `tcp-socket.finish-bind`.
fn finishes(call: &Call, _: &Before) -> Option<Vec<Told>> {
    let (resource, function) = call.decoded.name.split_once('.')?;
    let started = function.strip_prefix("finish-")?;
    Some(vec![
        format!("start-{started}").into(),
        resource.to_owned().into(),
    ])
}

/// A socket on which no bind was finished.
fn never_bound(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let resource = call.decoded.name.split_once('.')?.0;
    let thing = before.sockets.of(call)?;
    let finished = thing.did(&format!("{resource}.finish-bind"));
    (thing.is_opened() && finished.is_none()).then(Vec::new)
}

/// Another call than one that finishes, on a socket that has begun something.
fn under_way(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (_, function) = call.decoded.name.split_once('.')?;
    (!function.starts_with("finish-")).then_some(())?;
    let (started, finish, site) = before.sockets.of(call)?.under_way()?;
    Some(vec![started.into(), site.into(), finish.into()])
}
