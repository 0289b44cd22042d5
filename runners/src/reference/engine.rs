//! Running a core module whose imports are functions of this process.

use std::sync::Arc;

use wasmtime::{
    Caller, Engine, Error, Extern, ExternType, FuncType, Instance, InstancePre, Linker, Memory,
    SharedMemory, Store, Trap, Val, ValType,
};

use super::System;
use super::memory::Memory as Guest;
use super::signal;
use super::syscalls::{Scalar, Syscall, lookup};
use super::thread::Threads;
use crate::engine::{config, is_out_of_memory, line, module, signature};
use crate::errno::Errno;
use crate::interface::Interface;
use crate::room::Room;
use crate::{Ending, Witness};

/// What belongs to a running guest, or to one of its threads: they share what is in it.
#[derive(Clone)]
pub struct Process {
    system: Arc<System>,
    /// The memory that was made for the guest, for one that does not export it again.
    memory: Option<Extern>,
    log: bool,
    witness: Option<Witness>,
    room: Room,
}

/// A function of this process that a guest can import.
pub type Function =
    Box<dyn Fn(Caller<'_, Process>, &[Val], &mut [Val]) -> Result<(), Error> + Send + Sync>;

/// How what was begun has ended.
pub enum Done {
    /// So has the guest.
    Guest(Ending),
    /// Only this thread has, with this code.
    Thread(u32),
}

/// The end that a guest asked for, on its way through the engine.
#[derive(Debug, Clone, Copy, thiserror::Error)]
enum Exit {
    #[error("exit with code {0}")]
    Guest(u32),
    #[error("exit of a thread with code {0}")]
    Thread(u32),
}

/// Runs the module to its end. `import` gives the function for each import (module, name, type) or says what is
/// unsupported. A guest whose memory is shared may start threads.
///
/// # Errors
/// What the engine says when it cannot make room for the module, or the host where it refuses a socket that the guest is to be
/// handed, or a thread.
pub fn run(
    guest: &crate::Guest<'_>,
    import: impl Fn(&str, &str, &FuncType) -> Result<Function, String>,
) -> Result<Ending, String> {
    let engine = Engine::new(&config()).map_err(line)?;
    let module = match module(&engine, guest) {
        Ok(module) => module,
        Err(error) => return Ok(Ending::Unsupported(format!("this module: {}", line(error)))),
    };
    let system = System::handed(guest.policy, guest.preopens).map_err(|error| error.to_string())?;
    let process = Process {
        system: Arc::new(system),
        memory: None,
        log: guest.host_log,
        witness: guest.witness.cloned(),
        room: Room::default(),
    };
    let room = process.room.clone();
    let mut store = process.store(&engine);
    let mut imports = Linker::new(&engine);
    // A guest may import one function twice.
    imports.allow_shadowing(true);
    for wanted in module.imports() {
        let name = format!("{}.{}", wanted.module(), wanted.name());
        let memory: Extern = match wanted.ty() {
            ExternType::Func(ty) => {
                let function = match import(wanted.module(), wanted.name(), &ty) {
                    Ok(function) => function,
                    Err(unsupported) => return Ok(Ending::Unsupported(unsupported)),
                };
                let added = imports.func_new(wanted.module(), wanted.name(), ty, function);
                added.map_err(line)?;
                continue;
            }
            ExternType::Memory(_) if name != "env.memory" => {
                return Ok(Ending::Unsupported(name));
            }
            ExternType::Memory(ty) if ty.is_shared() => {
                SharedMemory::new(&engine, ty).map_err(line)?.into()
            }
            ExternType::Memory(ty) => Memory::new(&mut store, ty).map_err(line)?.into(),
            _ => return Ok(Ending::Unsupported(name)),
        };
        store.data_mut().memory = Some(memory.clone());
        let added = imports.define(&store, wanted.module(), wanted.name(), memory);
        added.map_err(line)?;
    }
    let module = match imports.instantiate_pre(&module) {
        Ok(module) => module,
        Err(error) => return Ok(Ending::Unsupported(format!("this module: {}", line(error)))),
    };
    guest.begins();
    let is_shared = matches!(store.data().memory, Some(Extern::SharedMemory(_)));
    let ending = if is_shared {
        Threads::run(module, store.into_data())?
    } else {
        match program(&mut store, &module)? {
            Done::Guest(ending) => ending,
            // It was the last one.
            Done::Thread(code) => Ending::Exited(code),
        }
    };
    Ok(room.ending(ending))
}

/// Runs the first thread of a guest that may have several.
///
/// # Errors
/// What the engine says when it cannot go on.
pub fn run_program(module: &InstancePre<Process>, process: Process) -> Result<Done, String> {
    program(&mut process.store(module.module().engine()), module)
}

/// Runs another thread of a guest, with what it was started with.
///
/// # Errors
/// As [`run_program`].
pub fn run_thread(
    module: &InstancePre<Process>,
    process: Process,
    index: u32,
    args: u32,
) -> Result<Done, String> {
    const START: &str = "wasi_thread_start";
    let mut store = process.store(module.module().engine());
    let returned = module.instantiate(&mut store).and_then(|instance| {
        let Some(start) = instance.get_func(&mut store, START) else {
            return Ok(Done::Guest(Ending::Unsupported(format!(
                "threads of a module that does not export `{START}`"
            ))));
        };
        let start = start.typed::<(u32, u32), ()>(&store)?;
        start.call(&mut store, (index, args))?;
        Ok(Done::Thread(0))
    });
    done(returned)
}

fn program(store: &mut Store<Process>, module: &InstancePre<Process>) -> Result<Done, String> {
    let instance = module.instantiate(&mut *store);
    done(instance.and_then(|instance| start(store, instance).map(Done::Guest)))
}

/// What an error of the engine means for the guest.
fn done(returned: Result<Done, Error>) -> Result<Done, String> {
    let error = match returned {
        Ok(done) => return Ok(done),
        Err(error) => error,
    };
    Ok(match error.downcast_ref::<Exit>() {
        Some(Exit::Guest(code)) => Done::Guest(Ending::Exited(*code)),
        Some(Exit::Thread(code)) => Done::Thread(*code),
        None if is_out_of_memory(&error) => Done::Guest(Ending::Exceeded(line(error))),
        None if error.is::<Trap>() => Done::Guest(Ending::Trapped(line(error))),
        None => return Err(line(error)),
    })
}

fn start(store: &mut Store<Process>, instance: Instance) -> Result<Ending, Error> {
    for name in ["_initialize", "_start"] {
        let Some(function) = instance.get_func(&mut *store, name) else {
            continue;
        };
        match function.typed::<(), ()>(&*store) {
            Ok(function) => function.call(&mut *store, ())?,
            Err(_) => {
                return Ok(Ending::Unsupported(format!(
                    "{name} with type {}",
                    signature(&function.ty(&*store))
                )));
            }
        }
    }
    Ok(match instance.get_func(&mut *store, "_start") {
        Some(_) => Ending::Returned,
        None => Ending::Unsupported("a module that does not export `_start`".to_owned()),
    })
}

/// The function behind a call of WASIX or preview1.
///
/// # Errors
/// What is unsupported: a name that there is not, or another type than it has.
pub fn function(module: &str, name: &str, ty: &FuncType) -> Result<Function, String> {
    let mistyped = || format!("{module}.{name} with type {}", signature(ty));
    if let Some((params, function)) = without_errno(module, name) {
        return match has_type(ty, params, false) {
            true => Ok(Box::new(function)),
            false => Err(mistyped()),
        };
    }
    let (interface, syscall) = lookup(module, name).ok_or_else(|| format!("{module}.{name}"))?;
    if !has_type(ty, syscall.params, true) {
        return Err(mistyped());
    }
    Ok(Box::new(move |mut caller, args, results| {
        let args: Vec<u64> = args.iter().map(number).collect();
        let errno = call(&mut caller, interface, syscall, &args);
        deliver(&mut caller)?;
        // The document on the format of preview 1's witx has a function trap on a pointer to no memory.
        if errno == Errno::FAULT && interface == Interface::Wasip1 {
            return Err(Trap::MemoryOutOfBounds.into());
        }
        results[0] = Val::I32(errno.number_in(interface).into());
        Ok(())
    }))
}

type WithoutErrno = fn(Caller<'_, Process>, &[Val], &mut [Val]) -> Result<(), Error>;

/// The calls that answer nothing, which are the engine's matter, and their parameters.
fn without_errno(module: &str, name: &str) -> Option<(&'static [Scalar], WithoutErrno)> {
    match (module, name) {
        ("wasi_snapshot_preview1" | "wasix_32v1", "proc_exit") => Some((&[Scalar::U32], exit)),
        ("wasix_32v1", "thread_exit") => Some((&[Scalar::U32], thread_exit)),
        ("wasix_32v1", "callback_signal") => Some((&[Scalar::U32, Scalar::U32], callback_signal)),
        _ => None,
    }
}

/// Ends the guest. The code is the guest's own, all 32 bits of it; a process of the host would keep eight.
fn exit(_: Caller<'_, Process>, args: &[Val], _: &mut [Val]) -> Result<(), Error> {
    Err(Exit::Guest(number(&args[0]) as u32).into())
}

/// Ends the thread, and the guest if it is the last one, as the witx has it.
fn thread_exit(_: Caller<'_, Process>, args: &[Val], _: &mut [Val]) -> Result<(), Error> {
    Err(Exit::Thread(number(&args[0]) as u32).into())
}

/// Names the function of the guest that catches signals: from now on those that it raises go there. A name that cannot be read names
/// none.
fn callback_signal(
    mut caller: Caller<'_, Process>,
    args: &[Val],
    _: &mut [Val],
) -> Result<(), Error> {
    let args: Vec<u64> = args.iter().map(number).collect();
    caller.data().tell("callback_signal", &args);
    let name = with_memory(&mut caller, Interface::Wasix, |_, memory| {
        let range = memory.range(args[0] as u32, args[1] as usize).ok()?;
        String::from_utf8(memory.bytes(range)).ok()
    });
    caller.data().system.signals().catch_by(name);
    Ok(())
}

/// Calls the guest's function for each signal that was caught.
fn deliver(caller: &mut Caller<'_, Process>) -> Result<(), Error> {
    for handled in signal::caught() {
        let handler = caller.data().system.signals().handler();
        let handler = handler.and_then(|name| caller.get_export(&name));
        if let Some(Extern::Func(handler)) = handler {
            handler
                .typed::<u32, ()>(&*caller)?
                .call(&mut *caller, handled.signal)?;
        }
    }
    Ok(())
}

fn call(
    caller: &mut Caller<'_, Process>,
    interface: Interface,
    syscall: &Syscall,
    args: &[u64],
) -> Errno {
    // It comes before the call, which may never return.
    caller.data().tell(syscall.name, args);
    let answer = with_memory(caller, interface, |system, memory| {
        (syscall.call)(system, memory, args)
    });
    let errno = answer.err().unwrap_or(Errno::SUCCESS);
    if caller.data().log {
        eprintln!(
            "reference: {interface:?} {}({}) = {}",
            syscall.name,
            list(args),
            errno.number_in(interface)
        );
    }
    errno
}

/// Does something with the memory of the guest: the one that it exports, or else the one that was made for it.
fn with_memory<T>(
    caller: &mut Caller<'_, Process>,
    interface: Interface,
    does: impl FnOnce(&System, &mut Guest<'_>) -> T,
) -> T {
    let system = Arc::clone(&caller.data().system);
    let exported = caller.get_export("memory");
    match exported.or_else(|| caller.data().memory.clone()) {
        Some(Extern::SharedMemory(memory)) => {
            does(&system, &mut Guest::shared(memory.data(), interface))
        }
        Some(Extern::Memory(memory)) => {
            let bytes = memory.data_mut(caller);
            does(&system, &mut Guest::new(bytes, interface))
        }
        _ => does(&system, &mut Guest::new(&mut [], interface)),
    }
}

impl Process {
    /// The system that all threads share.
    pub fn system(&self) -> &System {
        &self.system
    }

    /// Makes what an instance of the guest lives in.
    fn store(self, engine: &Engine) -> Store<Self> {
        let mut store = Store::new(engine, self);
        store.limiter(|process| &mut process.room);
        store
    }

    /// Tells what the kernel knows before a call, where somebody wants to know.
    fn tell(&self, name: &str, args: &[u64]) {
        if !self.log && self.witness.is_none() {
            return;
        }
        let kernel = self.system.witness();
        let line = format!("reference: before {name}({}):{kernel}", list(args));
        if self.log {
            eprintln!("{line}");
        }
        if let Some(witness) = &self.witness {
            witness.tell(&line);
        }
    }
}

fn list(args: &[u64]) -> String {
    let args: Vec<String> = args.iter().map(u64::to_string).collect();
    args.join(", ")
}

fn number(value: &Val) -> u64 {
    match value {
        Val::I32(value) => u64::from(value.cast_unsigned()),
        Val::I64(value) => value.cast_unsigned(),
        _ => unreachable!("the engine checks the types of calls"),
    }
}

fn has_type(ty: &FuncType, params: &[Scalar], errno: bool) -> bool {
    let params = params.iter().map(|scalar| match scalar {
        Scalar::U32 => ValType::I32,
        Scalar::U64 => ValType::I64,
    });
    let results: &[ValType] = if errno { &[ValType::I32] } else { &[] };
    same(ty.params(), params) && same(ty.results(), results.iter().cloned())
}

fn same(mut left: impl Iterator<Item = ValType>, mut right: impl Iterator<Item = ValType>) -> bool {
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(left), Some(right)) if ValType::eq(&left, &right) => {}
            _ => return false,
        }
    }
}
