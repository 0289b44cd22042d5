//! WASI 0.3 as its documents have it, over the sockets of the host.
//!
//! The documents are at the tag v0.3.0 of `WebAssembly/WASI`: the WIT of `proposals/sockets`, and `TcpSocketOperationalSemantics.md`,
//! which is called "the semantics" here. Where they say the same as those of 0.2, the code is that of [`wasip2`](super::wasip2), its
//! order of checks included: the state, the arguments, the policy, the host.
//!
//! The component model's own part, which is subtasks, streams and futures, is the engine's. What stands here is what they do to a socket.
//! The host's sockets never block: what waits, waits in [`wait`] for all calls of the guest that are under way.

mod address;
mod error;
mod lookup;
mod standard;
mod stream;
mod tcp;
mod udp;
mod wait;

use wasmtime::component::{HasSelf, InstancePre, Linker};
use wasmtime::{Error, Store};

use super::wasip2::Process;

/// What the WIT makes of itself in Rust.
mod bindings {
    wasmtime::component::bindgen!({
        path: [
            "../harness/src/interface/wasip3/clocks.wit",
            "../harness/src/interface/wasip3/cli.wit",
            "../harness/src/interface/wasip3/sockets.wit",
        ],
        inline: "
            package wasock:reference;

            world program {
                import wasi:cli/exit@0.3.0;
                import wasi:clocks/types@0.3.0;
                import wasi:clocks/monotonic-clock@0.3.0;
                import wasi:sockets/types@0.3.0;
                import wasi:sockets/ip-name-lookup@0.3.0;

                export wasi:cli/run@0.3.0;
            }
        ",
        imports: {
            "wasi:sockets/types.[method]tcp-socket.listen": store | trappable,
            "wasi:sockets/types.[method]tcp-socket.send": store | trappable,
            "wasi:sockets/types.[method]tcp-socket.receive": store | trappable,
            default: trappable,
        },
        exports: { default: async | store },
        trappable_error_type: {
            "wasi:sockets/types.error-code" => super::error::Refused,
        },
        with: {
            "wasi:sockets/types.tcp-socket": super::tcp::Socket,
            "wasi:sockets/types.udp-socket": super::udp::Socket,
        },
    });
}

/// Gives the guest the functions of 0.3.
///
/// # Errors
/// What the engine says.
pub fn link(linker: &mut Linker<Process>) -> Result<(), Error> {
    bindings::Program::add_to_linker::<_, HasSelf<Process>>(linker, |process| process)
}

/// A program of 0.3, whose imports are there.
pub struct Program(bindings::ProgramPre<Process>);

impl Program {
    /// Takes a component.
    ///
    /// # Errors
    /// The component is no program of 0.3.
    pub fn new(component: InstancePre<Process>) -> Result<Program, Error> {
        bindings::ProgramPre::new(component).map(Program)
    }

    /// Runs the program to its end.
    ///
    /// # Errors
    /// Why it did not return.
    pub fn run(&self, store: &mut Store<Process>) -> Result<Result<(), ()>, Error> {
        wait::block_on(async {
            let program = self.0.instantiate_async(&mut *store).await?;
            let run = async |store: &_| program.wasi_cli_run().call_run(store).await;
            store.run_concurrent(run).await?
        })
    }
}
