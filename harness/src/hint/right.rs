//! Rights: which one a call needs, and how its descriptor came to be without it.
//!
//! Which right is for which call says the witx, in the comments of `rights`. That of preview 1 counts the socket's own
//! `sock_recv` and `sock_send` to `fd_read` and `fd_write`, and WASIX has rights of their own for them besides.

use super::{Before, Notice, Told};
use crate::interface;
use crate::trace::Call;

/// All of them.
pub const NOTICES: &[Notice] = &[
    Notice {
        name: "right-missing",
        gives: &["right", "how"],
        sees: right_missing,
    },
    Notice {
        name: "right-unknown",
        gives: &["right", "bit"],
        sees: right_unknown,
    },
];

/// The right that a call needs, with its bit. A standard stream is no socket, whatever rights it has.
fn needed(call: &Call, before: &Before) -> Option<(&'static str, u32)> {
    let is_socket = before.sockets.stream(call).is_none();
    is_socket.then_some(())?;
    interface::right(&call.module, &call.decoded.name)
}

/// Whether the rights that a field tells of have this one.
fn has(rights: &str, right: &str) -> bool {
    rights.split('+').any(|one| one == right)
}

/// The last that the calls before tell of the rights of what is asked: the rights, and the call.
fn last_told<'a>(call: &Call, before: &Before<'a>) -> Option<(String, &'a Call)> {
    let asked = call.decoded.asked()?;
    for earlier in before.calls.iter().rev() {
        let now = &earlier.decoded;
        if now.made().any(|made| made == asked) || now.replaced() == Some(asked) {
            return None;
        }
        if now.asked() != Some(asked) || !now.answer.is_success() {
            continue;
        }
        let rights = match now.name.as_str() {
            "fd_fdstat_get" => now.result("rights_base"),
            "fd_fdstat_set_rights" => now.argument("rights_base"),
            _ => None,
        };
        if let Some(rights) = rights {
            return Some((rights, earlier));
        }
    }
    None
}

/// A right that the descriptor is known not to have.
fn right_missing(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (right, _) = needed(call, before)?;
    let (rights, by) = last_told(call, before)?;
    (!has(&rights, right)).then_some(())?;
    let how = match by.decoded.name.as_str() {
        "fd_fdstat_get" => format!("fd_fdstat_get tells of {rights}"),
        name => format!("{name} has left it {rights}"),
    };
    Some(vec![right.to_owned().into(), how.into()])
}

/// A right that the descriptor may have or not.
fn right_unknown(call: &Call, before: &Before) -> Option<Vec<Told>> {
    let (right, bit) = needed(call, before)?;
    let lacks = last_told(call, before).is_some_and(|(rights, _)| !has(&rights, right));
    (!lacks).then(|| vec![right.to_owned().into(), bit.to_string().into()])
}
