//! WASI 0.2: the types and functions of 0.2.0, which every 0.2.x has, and the one unstable function of its sockets.
//!
//! A case is a core module that imports and exports by the names of the canonical ABI; a runtime gets the component around
//! it.

mod roles;

use std::sync::LazyLock;

use wasmparser::ValType;

use super::wit::{Mangling, World};
use super::{Frame, Interface, Streams, Text};

/// The packages, each in a file, in the order in which they use each other.
pub const PACKAGES: [(&str, &str); 5] = [
    ("io.wit", include_str!("io.wit")),
    ("clocks.wit", include_str!("clocks.wit")),
    ("cli.wit", include_str!("cli.wit")),
    ("sockets.wit", include_str!("sockets.wit")),
    ("guest.wit", include_str!("guest.wit")),
];

/// How its functions are imported.
const MANGLING: Mangling = Mangling::Standard("@0.2");

/// The WIT, read once.
static WORLD: LazyLock<World> = LazyLock::new(|| World::read(&PACKAGES, MANGLING, &roles::ROLES));

/// How a traced guest writes and reads its standard streams.
pub const STREAMS: Streams = Streams::Made {
    fd_write: Text {
        file: "stdout.wat",
        module: include_str!("stdout.wat"),
    },
    fd_read: Text {
        file: "stdin.wat",
        module: include_str!("stdin.wat"),
    },
};

/// WASI 0.2.
pub static INTERFACE: Interface = Interface {
    name: "wasip2",
    title: "WASI 0.2",
    folders: &["deny/wasip2", "errno/wasip2"],
    frame: &Frame {
        memory: "cm32p2_memory",
        entry: "cm32p2|wasi:cli/run@0.2|run",
        result: Some(ValType::I32),
        allocator: Some("cm32p2_realloc"),
    },
    around: |module| WORLD.around(module),
    by_hand: "wasmtime run -S inherit-network",
    probe: include_str!("probe.wat"),
    streams: STREAMS,
    untraceable: &[],
    processes: &[],
    threads: &[],
    rights: &[],
    waits: &[
        "pollable.block",
        "poll",
        "input-stream.blocking-read",
        "input-stream.blocking-skip",
        "output-stream.blocking-write-and-flush",
        "output-stream.blocking-flush",
        "output-stream.blocking-write-zeroes-and-flush",
        "output-stream.blocking-splice",
    ],
    owns: |module| MANGLING.is_import(module),
    lookup: |module, name| WORLD.lookup(module, name),
    named: |name| WORLD.named(name),
    answers: || WORLD.answers(),
};

/// Returns the names of `standard32` for an import of the older mangling, of any patch of 0.2: all have the functions of 0.2.0.
pub fn canonical(module: &str, name: &str) -> Option<(String, String)> {
    let (interface, version) = module.split_once('@')?;
    let is_own =
        interface.starts_with("wasi:") && (version == "0.2" || version.starts_with("0.2."));
    is_own.then(|| {
        let name = match name.strip_prefix("[resource-drop]") {
            Some(resource) => format!("{resource}_drop"),
            None => name.to_owned(),
        };
        (format!("cm32p2|{interface}@0.2"), name)
    })
}
