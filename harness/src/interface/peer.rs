//! The steps of the scripted peer, which stand in the report as if they were calls.
//!
//! No guest can call them. The instrumented guest reports a step, waits until the peer has taken it, and reports with
//! which errno; so whoever reads traces needs no second notion. The line of the report is made here, from the table that
//! it is read by.

use std::fmt::Write as _;
use std::net::{IpAddr, SocketAddr};

use super::Layout as L;
use super::MAX_ARRAY;
use super::names::*;
use super::role::Role::*;
use super::witx::Kind::*;
use super::witx::Returns::Errno;
use super::witx::{Function, f, p};
use crate::peer::Action;

/// Every step. What stands in the memory of a real call stands at this address, where nobody looks.
#[rustfmt::skip] // The parameters of a function stand together, as in the other tables.
pub const FUNCTIONS: &[Function] = &[
    f("listen", &[p("addr", In(L::AddrPort)).is(Here), p("backlog", Number)], Errno),
    f("connect", &[p("addr", In(L::AddrPort)).is(There)], Errno),
    f("accept", &[], Errno),
    f("send", &[p("data", Text { length: 1 }).is(Moved), p("data_len", Length)], Errno),
    f("recv", &[p("len", Number).is(Moved)], Errno),
    f("shutdown", &[p("how", Flags(SDFLAGS))], Errno),
    f("close", &[], Errno),
    f("reset", &[], Errno),
];

/// `sdflags` for the direction of sending.
const WR: u32 = 2;

/// How the report writes a step of the peer at `address`: the name of the function, the arguments, the memory.
///
/// ```text
/// listen(0, 8) @0=01001f1f7f000001000000000000000000000000
/// ```
pub fn written(action: &Action, address: SocketAddr) -> String {
    let name = action.name();
    let hex = |bytes: &[u8]| {
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    let place = || hex(&addr_port(address));
    match action {
        Action::Listen(backlog) => format!("{name}(0, {backlog}) @0={}", place()),
        Action::Connect => format!("{name}(0) @0={}", place()),
        Action::Send(data) => {
            let shown = &data[..data.len().min(MAX_ARRAY as usize)];
            format!("{name}(0, {}) @0={}", data.len(), hex(shown))
        }
        Action::Recv(length) => format!("{name}({length})"),
        Action::Shutdown => format!("{name}({WR})"),
        Action::Accept | Action::Close | Action::Reset => format!("{name}()"),
    }
}

/// An address as [`Layout::AddrPort`](L::AddrPort) has it.
fn addr_port(address: SocketAddr) -> [u8; 20] {
    let mut bytes = [0; 20];
    bytes[2..4].copy_from_slice(&address.port().to_le_bytes());
    match address.ip() {
        IpAddr::V4(ip) => {
            bytes[0] = 1;
            bytes[4..8].copy_from_slice(&ip.octets());
        }
        IpAddr::V6(ip) => {
            bytes[0] = 2;
            bytes[4..20].copy_from_slice(&ip.octets());
        }
    }
    bytes
}
