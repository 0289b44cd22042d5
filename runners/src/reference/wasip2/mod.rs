//! WASI 0.2 as its documents have it, over the sockets of the host.
//!
//! A socket of 0.2 is more than one of the host: it has states of its own, operations in two halves, and streams and pollables that
//! are made of it. So this is an executable reading of the documents, which are at commit c3cbbd3c of `WebAssembly/WASI`: the WIT of
//! `proposals/sockets` and `proposals/io`, and `TcpSocketOperationalSemantics.md`, which is called "the semantics" here. Where they
//! leave something open, the answer is the one that asks the least of this code; the place that decides says so.
//!
//! What holds for all calls:
//!
//! - The state of the socket is checked first, then the arguments, then the policy, and then the host is asked. No document has
//!   another order.
//! - The host's sockets never block. What waits, waits in `poll`, for all of its pollables at once.
//! - The host's call is made in the first half of an operation, which network.wit allows; the second half tells that it was.

pub mod address;
mod create;
mod datagram;
mod error;
mod lookup;
pub mod option;
mod poll;
mod receiving;
mod sending;
mod standard;
mod state;
mod stream;
mod tcp;
mod udp;

use wasmtime::component::{HasSelf, InstancePre, Linker, ResourceTable};
use wasmtime::{Engine, Error, Store};

use super::wasip3;
use crate::engine::{
    component, concurrent, config, is_concurrent, is_out_of_memory, lacking, line,
};
use crate::room::Room;
use crate::{Ending, Guest, Policy, Use};

/// What the WIT makes of itself in Rust: types, and a trait for each interface, which the files here implement.
mod bindings {
    wasmtime::component::bindgen!({
        path: [
            "../harness/src/interface/wasip2/io.wit",
            "../harness/src/interface/wasip2/clocks.wit",
            "../harness/src/interface/wasip2/cli.wit",
            "../harness/src/interface/wasip2/sockets.wit",
            "../harness/src/interface/wasip2/guest.wit",
        ],
        world: "wasock:suite/guest",
        imports: { default: trappable },
        trappable_error_type: {
            "wasi:io/streams.stream-error" => super::stream::Broken,
            "wasi:sockets/network.error-code" => super::error::Refused,
        },
        with: {
            "wasi:io/error.error": super::stream::Failure,
            "wasi:io/poll.pollable": super::poll::Pollable,
            "wasi:io/streams.input-stream": super::stream::Input,
            "wasi:io/streams.output-stream": super::stream::Output,
            "wasi:sockets/network.network": super::Network,
            "wasi:sockets/tcp.tcp-socket": super::tcp::Socket,
            "wasi:sockets/udp.udp-socket": super::udp::Socket,
            "wasi:sockets/udp.incoming-datagram-stream": super::datagram::Incoming,
            "wasi:sockets/udp.outgoing-datagram-stream": super::datagram::Outgoing,
            "wasi:sockets/ip-name-lookup.resolve-address-stream": super::lookup::Addresses,
        },
    });
}

pub use bindings::wasi::sockets::network::{ErrorCode, IpAddressFamily};
pub use create::socket;
pub use error::Refused;
pub use lookup::find;
pub use stream::lock;

/// The network of the trial. There is no other.
#[derive(Debug)]
pub struct Network;

/// What belongs to a running component.
pub struct Process {
    /// What its handles stand for.
    pub handles: ResourceTable,
    /// What of the network the guest may use. What it may not use is `access-denied`, before the host is asked.
    pub policy: Policy,
    room: Room,
}

impl Process {
    /// Refuses what the guest may not do.
    ///
    /// # Errors
    /// `access-denied`.
    pub fn permit(&self, wanted: Use) -> Result<(), error::Refused> {
        match self.policy.permits(wanted) {
            true => Ok(()),
            false => Err(bindings::wasi::sockets::network::ErrorCode::AccessDenied.into()),
        }
    }
}

/// The end that a guest asked for, on its way through the engine.
#[derive(Debug, thiserror::Error)]
#[error("exit with code {0}")]
pub struct Exit(pub u32);

/// A program, by the generation of its beginning.
enum Program {
    P2(bindings::GuestPre<Process>),
    P3(wasip3::Program),
}

impl Program {
    fn new(component: InstancePre<Process>, is_concurrent: bool) -> Result<Program, Error> {
        match is_concurrent {
            true => wasip3::Program::new(component).map(Program::P3),
            false => bindings::GuestPre::new(component).map(Program::P2),
        }
    }

    fn run(&self, store: &mut Store<Process>) -> Result<Result<(), ()>, Error> {
        match self {
            Program::P2(program) => {
                let program = program.instantiate(&mut *store)?;
                program.wasi_cli_run().call_run(store)
            }
            Program::P3(program) => program.run(store),
        }
    }
}

/// Runs the component to its end. One of 0.3 may import from 0.2 as well.
///
/// # Errors
/// What the engine says when it cannot make room for the component.
pub fn run(guest: &Guest<'_>) -> Result<Ending, String> {
    let is_concurrent = is_concurrent(guest.module);
    let config = match is_concurrent {
        true => concurrent(),
        false => config(),
    };
    let engine = Engine::new(&config).map_err(line)?;
    let component = match component(&engine, guest) {
        Ok(component) => component,
        Err(error) => {
            return Ok(Ending::Unsupported(format!(
                "this component: {}",
                line(error)
            )));
        }
    };
    let mut linker = Linker::new(&engine);
    bindings::Guest::add_to_linker::<_, HasSelf<_>>(&mut linker, |process: &mut Process| process)
        .map_err(line)?;
    if is_concurrent {
        wasip3::link(&mut linker).map_err(line)?;
    }
    let process = Process {
        handles: ResourceTable::new(),
        policy: guest.policy,
        room: Room::default(),
    };
    let mut store = Store::new(&engine, process);
    store.limiter(|process| &mut process.room);
    // What the component imports and exports is compared with what there is to be, types included.
    let program = linker.instantiate_pre(&component);
    let program = program.and_then(|component| Program::new(component, is_concurrent));
    let program = match program {
        Ok(program) => program,
        Err(error) => return Ok(Ending::Unsupported(lacking(&error))),
    };
    guest.begins();
    let ending = match program.run(&mut store) {
        Ok(Ok(())) => Ending::Returned,
        Ok(Err(())) => Ending::Exited(1),
        Err(error) => match error.downcast_ref::<Exit>() {
            Some(Exit(code)) => Ending::Exited(*code),
            None if is_out_of_memory(&error) => Ending::Exceeded(line(error)),
            None => Ending::Trapped(line(error)),
        },
    };
    Ok(store.data().room.ending(ending))
}
