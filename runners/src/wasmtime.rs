//! wasmtime, embedded with wasmtime-wasi: the runner `wasmtime`.
//!
//! The guest is started the way wasmtime's own command starts it, with standard streams and one directory: a component by
//! `component`, a module of preview1 here. Of the network a module is granted nothing, because preview1 could not use it:
//! it has no call that opens a socket, and wasmtime-wasi 48 has none to hand over. Its table of descriptors knows standard
//! streams, files and directories only, and the four calls of sockets look a number up and answer `notsock`. The last
//! wasmtime that took listening sockets (`--tcplisten`, from wasi-common) was 46.

mod component;

use wasmtime::{Engine, Error, Extern, ExternType, Linker, Module, Store};
use wasmtime_wasi::p1::{self, WasiP1Ctx};
use wasmtime_wasi::{FsPerms, I32Exit, WasiCtxBuilder};

use crate::engine::{compiler, config, is_component, is_out_of_memory, line, module, signature};
use crate::room::Room;
use crate::{Capabilities, Ending, Grant, Guest, Runner, RunnerError};

/// The runner `wasmtime`.
#[derive(Debug)]
pub struct Wasmtime {
    capabilities: Capabilities,
}

impl Wasmtime {
    /// Makes the runner, which needs no settings.
    #[expect(clippy::new_without_default, reason = "runners are made by name")]
    pub fn new() -> Wasmtime {
        Wasmtime {
            capabilities: Capabilities {
                policies: Grant::ALL.to_vec(),
                ..Capabilities::of(&["wasip1", "wasip2", "wasip3"])
            },
        }
    }

    fn error(&self, error: Error) -> RunnerError {
        RunnerError {
            runner: self.name().to_owned(),
            message: line(error),
        }
    }
}

impl Runner for Wasmtime {
    fn name(&self) -> &str {
        "wasmtime"
    }

    fn version(&self) -> &str {
        wasmtime_environ::VERSION
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn compiler(&self) -> Option<String> {
        compiler()
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        if guest.host_log {
            crate::log::to_stderr("wasmtime_wasi=trace");
        }
        if is_component(guest.module) {
            return component::run(guest).map_err(|error| self.error(error));
        }
        let engine = Engine::new(&config()).map_err(|error| self.error(error))?;
        let module = match module(&engine, guest) {
            Ok(module) => module,
            Err(error) => {
                return Ok(Ending::Unsupported(format!("this module: {}", line(error))));
            }
        };
        let mut linker = Linker::new(&engine);
        p1::add_to_linker_sync(&mut linker, |process: &mut Process| &mut process.context)
            .map_err(|error| self.error(error))?;
        let mut context = granted(guest.name).map_err(|error| self.error(error))?;
        let process = Process {
            context: context.build_p1(),
            room: Room::default(),
        };
        let mut store = Store::new(&engine, process);
        store.limiter(|process| &mut process.room);
        if let Some(what) = missing(&mut store, &linker, &module) {
            return Ok(Ending::Unsupported(what));
        }
        guest.begins();
        let ending = match start(&mut store, &linker, &module) {
            Ok(()) => Ending::Returned,
            Err(error) => ended(error),
        };
        Ok(store.data().room.ending(ending))
    }
}

/// What belongs to a running module.
struct Process {
    context: WasiP1Ctx,
    room: Room,
}

/// How a guest ended that did not return.
fn ended(error: Error) -> Ending {
    match error.downcast_ref::<I32Exit>() {
        Some(I32Exit(code)) => Ending::Exited(code.cast_unsigned()),
        None if is_out_of_memory(&error) => Ending::Exceeded(line(error)),
        // Besides what the engine traps on, this is every mistake in a call that wasmtime-wasi ends the guest for.
        None => Ending::Trapped(line(error)),
    }
}

/// What every guest is given: the standard streams of this process, its name as its only argument, and as `/` the folder
/// of the trial, which is empty and can be read. As in wasmtime's command, a call that works on files may block the thread
/// of the guest.
///
/// # Errors
/// When the directory cannot be opened.
fn granted(name: &str) -> Result<WasiCtxBuilder, Error> {
    let mut builder = WasiCtxBuilder::new();
    builder
        .inherit_stdio()
        .arg(name)
        .allow_blocking_current_thread(true)
        .preopened_dir(".", "/", FsPerms::ReadOnly)?;
    Ok(builder)
}

/// What the module needs and wasmtime does not have, of the imports and of the one export that a program must have.
fn missing(
    store: &mut Store<Process>,
    linker: &Linker<Process>,
    module: &Module,
) -> Option<String> {
    for wanted in module.imports() {
        let name = format!("{}.{}", wanted.module(), wanted.name());
        match (wanted.ty(), linker.get_by_import(&mut *store, &wanted)) {
            (ExternType::Func(wanted), Some(Extern::Func(offered))) => {
                if !offered.ty(&*store).matches(&wanted) {
                    return Some(format!("{name} with type {}", signature(&wanted)));
                }
            }
            _ => return Some(name),
        }
    }
    match module.get_export("_start") {
        Some(ExternType::Func(ty)) if ty.params().len() + ty.results().len() == 0 => None,
        Some(ExternType::Func(ty)) => Some(format!("_start with type {}", signature(&ty))),
        _ => Some("a module that does not export `_start`".to_owned()),
    }
}

fn start(
    store: &mut Store<Process>,
    linker: &Linker<Process>,
    module: &Module,
) -> Result<(), Error> {
    let instance = linker.instantiate(&mut *store, module)?;
    let start = instance.get_typed_func::<(), ()>(&mut *store, "_start")?;
    start.call(store, ())
}
