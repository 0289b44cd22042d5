//! The smallest runtime that has something to say about sockets: preview1 with standard output, no files, and no sockets.
//!
//! It stands for the runtime of a vendor. What the suite needs of one is in [`Tiny`]'s `impl Runner`.

use std::io::Write as _;

use wasmtime::{Caller, Engine, Error, Extern, Linker, Memory, Module, Store};
use wasock::column::Column;
use wasock_runners::{Capabilities, Ending, Guest, Reference, Runner, RunnerError};

/// Lists the columns of the matrix: this runtime, and the answers of the host beside it.
pub fn columns() -> Vec<Column> {
    vec![Column::new(Tiny::new()), Column::new(Reference::new())]
}

/// The runtime.
pub struct Tiny {
    capabilities: Capabilities,
}

impl Tiny {
    /// Makes the runtime, which needs no settings.
    #[expect(clippy::new_without_default, reason = "runners are made by name")]
    pub fn new() -> Tiny {
        Tiny {
            capabilities: Capabilities::of(&["wasip1"]),
        }
    }
}

impl Runner for Tiny {
    fn name(&self) -> &str {
        "tiny"
    }

    fn version(&self) -> &str {
        env!("CARGO_PKG_VERSION")
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        let fault = |error: Error| RunnerError {
            runner: self.name().to_owned(),
            message: error.to_string(),
        };
        let engine = Engine::default();
        let linker = calls(&engine).map_err(fault)?;
        let ready =
            Module::new(&engine, guest.module).and_then(|module| linker.instantiate_pre(&module));
        let ready = match ready {
            Ok(ready) => ready,
            Err(error) => return Ok(Ending::Unsupported(error.to_string())),
        };
        let mut store = Store::new(&engine, ());
        guest.begins();
        let ended = ready.instantiate(&mut store).and_then(|instance| {
            let start = instance.get_typed_func::<(), ()>(&mut store, "_start")?;
            start.call(&mut store, ())
        });
        Ok(match ended {
            Ok(()) => Ending::Returned,
            Err(error) => match error.downcast_ref::<Exit>() {
                Some(Exit(code)) => Ending::Exited(*code),
                None => Ending::Trapped(error.root_cause().to_string()),
            },
        })
    }
}

/// The end that a guest asks for, on its way through the engine.
#[derive(Debug)]
struct Exit(u32);

impl std::fmt::Display for Exit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "exit with code {}", self.0)
    }
}

impl std::error::Error for Exit {}

/// The errnos of preview1 that it answers.
const SUCCESS: i32 = 0;
const BADF: i32 = 8;
const FAULT: i32 = 21;
const NOTSOCK: i32 = 57;

/// Links the calls that it has.
fn calls(engine: &Engine) -> Result<Linker<()>, Error> {
    const MODULE: &str = "wasi_snapshot_preview1";
    let mut linker = Linker::new(engine);
    linker.func_wrap(MODULE, "fd_write", write)?;
    linker.func_wrap(MODULE, "proc_exit", |code: i32| -> Result<(), Error> {
        Err(Exit(code.cast_unsigned()).into())
    })?;
    linker.func_wrap(MODULE, "sock_accept", |fd, _: i32, _: i32| no_socket(fd))?;
    linker.func_wrap(
        MODULE,
        "sock_recv",
        |fd, _: i32, _: i32, _: i32, _: i32, _: i32| no_socket(fd),
    )?;
    linker.func_wrap(MODULE, "sock_send", |fd, _: i32, _: i32, _: i32, _: i32| {
        no_socket(fd)
    })?;
    linker.func_wrap(MODULE, "sock_shutdown", |fd, _: i32| no_socket(fd))?;
    Ok(linker)
}

/// Answers a call of a socket: only standard input, output and error are open, and they are none.
fn no_socket(fd: i32) -> i32 {
    match fd {
        0..=2 => NOTSOCK,
        _ => BADF,
    }
}

/// Writes the guest's vectors to standard output or error.
fn write(mut caller: Caller<'_, ()>, fd: i32, vectors: i32, count: i32, written: i32) -> i32 {
    let Some(Extern::Memory(memory)) = caller.get_export("memory") else {
        return FAULT;
    };
    let mut bytes = Vec::new();
    for vector in 0..count.cast_unsigned() {
        let at = vectors.cast_unsigned().wrapping_add(8 * vector);
        let piece = word(&caller, memory, at)
            .zip(word(&caller, memory, at.wrapping_add(4)))
            .and_then(|(address, length)| {
                let rest = memory.data(&caller).get(address as usize..)?;
                rest.get(..length as usize)
            });
        match piece {
            Some(piece) => bytes.extend_from_slice(piece),
            None => return FAULT,
        }
    }
    let done = match fd {
        1 => std::io::stdout().write_all(&bytes),
        2 => std::io::stderr().write_all(&bytes),
        _ => return BADF,
    };
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    let told = memory.write(
        &mut caller,
        written.cast_unsigned() as usize,
        &length.to_le_bytes(),
    );
    match done.is_ok() && told.is_ok() {
        true => SUCCESS,
        false => FAULT,
    }
}

/// Reads four bytes of the guest's memory.
fn word(caller: &Caller<'_, ()>, memory: Memory, address: u32) -> Option<u32> {
    let bytes = memory.data(caller).get(address as usize..)?.first_chunk()?;
    Some(u32::from_le_bytes(*bytes))
}
