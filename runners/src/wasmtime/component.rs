//! Running a component of WASI 0.2 or 0.3.
//!
//! One of 0.3 may import from 0.2 as well, as the runtime's own command lets it.
//!
//! What is unstable of the sockets of 0.2, `network-error-code`, is offered, as the command does by an option.
//! Of the network is granted what the policy permits, which is asked for each use of an address; since 48 that takes a word for each
//! kind of socket as well.
//! Calls of the guest wait without blocking the thread, as wasmtime-wasi has it in an asynchronous program. Nothing here
//! limits how long: whoever started this process ends it.

use std::net::SocketAddr;

use wasmtime::component::{InstancePre, Linker, ResourceTable};
use wasmtime::{Engine, Error, Store};
use wasmtime_wasi::sockets::SocketAddrUse;
use wasmtime_wasi::{WasiCtx, WasiCtxView, WasiView, p2, p3};

use super::{ended, granted};
use crate::engine::{component, concurrent, config, is_concurrent, lacking, line};
use crate::room::Room;
use crate::{Ending, Guest, Policy, Use};

/// What belongs to a running component.
struct Process {
    context: WasiCtx,
    handles: ResourceTable,
    room: Room,
}

impl WasiView for Process {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView {
            ctx: &mut self.context,
            table: &mut self.handles,
        }
    }
}

/// Runs the component to its end.
///
/// # Errors
/// When there is no room for it, or not everything that it is granted can be had.
pub fn run(guest: &Guest<'_>) -> Result<Ending, Error> {
    let is_concurrent = is_concurrent(guest.module);
    let engine = Engine::new(&match is_concurrent {
        true => concurrent(),
        false => config(),
    })?;
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
    let mut options = p2::bindings::LinkOptions::default();
    options.network_error_code(true);
    p2::add_to_linker_with_options_async(&mut linker, &options)?;
    if is_concurrent {
        p3::add_to_linker(&mut linker)?;
    }
    let mut context = granted(guest.name)?;
    let policy = guest.policy;
    context
        .socket_addr_check(move |address, what| {
            Box::pin(std::future::ready(permits(policy, address, what)))
        })
        .allow_tcp(policy != Policy::Deny)
        .allow_udp(policy != Policy::Deny)
        .allow_ip_name_lookup(policy.permits(Use::Lookup));
    let process = Process {
        context: context.build(),
        handles: ResourceTable::new(),
        room: Room::default(),
    };
    let mut store = Store::new(&engine, process);
    store.limiter(|process| &mut process.room);
    let tokio = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    tokio.block_on(async {
        // What the component imports and exports is compared with what there is to be, types included.
        let program = linker.instantiate_pre(&component);
        let program = program.and_then(|component| Program::new(component, is_concurrent));
        let program = match program {
            Ok(program) => program,
            Err(error) => return Ok(Ending::Unsupported(lacking(&error))),
        };
        guest.begins();
        let ending = match program.run(&mut store).await {
            Ok(Ok(())) => Ending::Returned,
            Ok(Err(())) => Ending::Exited(1),
            Err(error) => ended(error),
        };
        Ok(store.data().room.ending(ending))
    })
}

/// A program, by the generation of its beginning.
enum Program {
    P2(p2::bindings::CommandPre<Process>),
    P3(p3::bindings::CommandPre<Process>),
}

impl Program {
    fn new(component: InstancePre<Process>, is_concurrent: bool) -> Result<Program, Error> {
        match is_concurrent {
            true => p3::bindings::CommandPre::new(component).map(Program::P3),
            false => p2::bindings::CommandPre::new(component).map(Program::P2),
        }
    }

    async fn run(&self, store: &mut Store<Process>) -> Result<Result<(), ()>, Error> {
        match self {
            Program::P2(program) => {
                let program = program.instantiate_async(&mut *store).await?;
                program.wasi_cli_run().call_run(store).await
            }
            Program::P3(program) => {
                let program = program.instantiate_async(&mut *store).await?;
                let run = async |store: &_| program.wasi_cli_run().call_run(store).await;
                store.run_concurrent(run).await?
            }
        }
    }
}

/// Whether a guest under a policy may do with an address what wasmtime calls so. Whoever sends it a datagram is taken in as whoever
/// connects, and as whoever it may send to: who asks by datagrams is to hear the answers.
fn permits(policy: Policy, address: SocketAddr, what: SocketAddrUse) -> bool {
    match what {
        SocketAddrUse::TcpBind | SocketAddrUse::UdpBind => policy.permits(Use::Bind(address)),
        SocketAddrUse::TcpListen => policy.permits(Use::Listen(address)),
        SocketAddrUse::TcpAccept => policy.permits(Use::Accept(address)),
        SocketAddrUse::UdpReceive => {
            policy.permits(Use::Accept(address)) || policy.permits(Use::Send(address))
        }
        SocketAddrUse::TcpConnect => policy.permits(Use::Connect(address)),
        SocketAddrUse::UdpSend => policy.permits(Use::Send(address)),
    }
}
