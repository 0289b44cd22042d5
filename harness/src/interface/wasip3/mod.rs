//! WASI 0.3: the types and functions of 0.3.0, and what the component model has for calls that finish later.
//!
//! A case is a core module that imports and exports by the names of the canonical ABI. An asynchronous function can be lowered in two
//! ways, and a case imports whichever it asks about:
//!
//! ```text
//! "wasi:sockets/types@0.3.0" "[method]tcp-socket.connect"               the call returns when it has finished
//! "wasi:sockets/types@0.3.0" "[async-lower][method]tcp-socket.connect"  it may return before, and a subtask goes on
//! "wasi:sockets/types@0.3.0" "[async-lower][stream-read-0][method]tcp-socket.receive"
//! "$root" "[waitable-set-wait]"                                         tells how it went
//! ```
//!
//! The mangling is the older one, since `standard32` has no names for any of these.

mod roles;

use std::sync::LazyLock;

use wasmparser::ValType;

use super::wasip2;
use super::wit::{Mangling, ROOT, World};
use super::{Frame, Interface};

/// The packages, each in a file, in the order in which they use each other.
const PACKAGES: [(&str, &str); 6] = [
    wasip2::PACKAGES[0],
    wasip2::PACKAGES[2],
    ("clocks.wit", include_str!("clocks.wit")),
    ("cli.wit", include_str!("cli.wit")),
    ("sockets.wit", include_str!("sockets.wit")),
    ("guest.wit", include_str!("guest.wit")),
];

/// What the names of its import modules end with.
const VERSION: &str = "@0.3.0";

/// The WIT, read once.
static WORLD: LazyLock<World> =
    LazyLock::new(|| World::read(&PACKAGES, Mangling::Legacy(VERSION), &roles::ROLES));

/// WASI 0.3.
pub static INTERFACE: Interface = Interface {
    name: "wasip3",
    title: "WASI 0.3",
    folders: &["deny/wasip3", "errno/wasip3"],
    frame: &Frame {
        memory: "memory",
        entry: "wasi:cli/run@0.3.0#run",
        result: Some(ValType::I32),
        allocator: Some("cabi_realloc"),
    },
    around: |module| WORLD.around(module),
    by_hand: "wasmtime run -S inherit-network",
    probe: include_str!("probe.wat"),
    streams: wasip2::STREAMS,
    untraceable: &[],
    processes: &[],
    threads: &[],
    rights: &[],
    waits: &[
        "tcp-socket.connect",
        "udp-socket.send",
        "udp-socket.receive",
        "resolve-addresses",
        "wait-for",
        "wait-until",
        "waitable-set.wait",
        "subtask.cancel",
    ],
    owns: |module| module == ROOT || module.ends_with(VERSION),
    lookup: |module, name| WORLD.lookup(module, name),
    named: |name| WORLD.named(name),
    answers: || WORLD.answers(),
};
