//! The steps of the scripted peer, which stand in the report as if they were calls.
//!
//! No guest can call them. The instrumented guest reports a step, waits until the peer has taken it, and reports with
//! which errno; so whoever reads traces needs no second notion. The line of the report is made in [`peer`](crate::peer).

use super::Function;
use super::role::Role::*;
use super::witx::Kind::*;
use super::witx::Layout as L;
use super::witx::Returns::Errno;
use super::witx::names::SDFLAGS;
use super::witx::{self, Signature, f, p};

/// The modules that the steps of the scripted peer are reported under, by when they are taken, see
/// [`When`](crate::peer::When). No guest can import them.
pub const PEER: &str = "peer";
/// See [`PEER`].
pub const MEANWHILE: &str = "peer.meanwhile";
/// See [`PEER`].
pub const WAITING: &str = "peer.waiting";

/// Whether what is reported under `module` are steps of the scripted peer, and no calls of WASI.
pub fn is_peer(module: &str) -> bool {
    [PEER, MEANWHILE, WAITING].contains(&module)
}

/// Returns the step that is reported as `module`.`name`.
pub fn lookup(module: &str, name: &str) -> Option<Function> {
    let step = witx::find(FUNCTIONS, name).filter(|_| is_peer(module));
    step.map(Function::Witx)
}

/// Every step. What stands in the memory of a real call stands at this address, where nobody looks.
#[rustfmt::skip] // The parameters of a function stand together, as in the other tables.
pub const FUNCTIONS: &[Signature] = &[
    f("listen", &[p("addr", In(L::AddrPort)).is(Here), p("backlog", Number)], Errno),
    f("connect", &[p("addr", In(L::AddrPort)).is(There)], Errno),
    f("accept", &[], Errno),
    f("send", &[p("data", Text { length: 1 }).is(Moved), p("data_len", Length)], Errno),
    f("recv", &[p("len", Number).is(Moved)], Errno),
    f("shutdown", &[p("how", Flags(SDFLAGS))], Errno),
    f("close", &[], Errno),
    f("reset", &[], Errno),
    f("vanish", &[], Errno),
    f("signal", &[], Errno),
    f("signal-restart", &[], Errno),
    f("stop", &[], Errno),
];
