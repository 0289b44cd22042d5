//! Running a core module whose imports are functions of this process.

use wasmtime::{
    Caller, Engine, Error, Extern, ExternType, FuncType, Instance, Memory, Module, Store, Trap,
    Val, ValType,
};

use super::System;
use super::memory::Memory as Guest;
use super::signal;
use super::syscalls::{Scalar, Syscall, lookup};
use crate::engine::{config, is_out_of_memory, line, module, signature};
use crate::errno::Errno;
use crate::interface::Interface;
use crate::room::Room;
use crate::{Ending, Witness};

/// What belongs to a running guest.
pub struct Process {
    system: System,
    /// The memory that was made for the guest, for one that does not export it again.
    memory: Option<Memory>,
    log: bool,
    witness: Option<Witness>,
    room: Room,
}

/// A function of this process that a guest can import.
pub type Function =
    Box<dyn Fn(Caller<'_, Process>, &[Val], &mut [Val]) -> Result<(), Error> + Send + Sync>;

/// The end that a guest asked for, on its way through the engine.
#[derive(Debug, thiserror::Error)]
#[error("exit with code {0}")]
struct Exit(u32);

/// Runs the module to its end. `import` gives the function for each import (module, name, type) or says what is
/// unsupported.
///
/// # Errors
/// What the engine says when it cannot make room for the module, or the host where it refuses a socket that the guest is to be
/// handed.
pub fn run(
    guest: &crate::Guest<'_>,
    import: impl Fn(&str, &str, &FuncType) -> Result<Function, String>,
) -> Result<Ending, String> {
    let engine = Engine::new(&config()).map_err(line)?;
    let module = match module(&engine, guest) {
        Ok(module) => module,
        Err(error) => return Ok(Ending::Unsupported(line(error))),
    };
    let system = System::handed(guest.policy, guest.preopens).map_err(|error| error.to_string())?;
    let mut store = Store::new(
        &engine,
        Process {
            system,
            memory: None,
            log: guest.host_log,
            witness: guest.witness.cloned(),
            room: Room::default(),
        },
    );
    store.limiter(|process| &mut process.room);
    let mut imports = Vec::new();
    for wanted in module.imports() {
        let name = format!("{}.{}", wanted.module(), wanted.name());
        imports.push(match wanted.ty() {
            ExternType::Func(ty) => match import(wanted.module(), wanted.name(), &ty) {
                Ok(function) => Extern::Func(wasmtime::Func::new(&mut store, ty, function)),
                Err(unsupported) => return Ok(Ending::Unsupported(unsupported)),
            },
            ExternType::Memory(ty) if name == "env.memory" => {
                let memory = Memory::new(&mut store, ty).map_err(line)?;
                store.data_mut().memory = Some(memory);
                Extern::Memory(memory)
            }
            _ => return Ok(Ending::Unsupported(name)),
        });
    }
    guest.begins();
    let ending = match start(&mut store, &module, &imports) {
        Ok(ending) => ending,
        Err(error) => match error.downcast_ref::<Exit>() {
            Some(Exit(code)) => Ending::Exited(*code),
            None if is_out_of_memory(&error) => Ending::Exceeded(line(error)),
            None if error.is::<Trap>() => Ending::Trapped(line(error)),
            None => return Err(line(error)),
        },
    };
    Ok(store.data().room.ending(ending))
}

fn start(store: &mut Store<Process>, module: &Module, imports: &[Extern]) -> Result<Ending, Error> {
    let instance = Instance::new(&mut *store, module, imports)?;
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
        None => Ending::Unsupported("_start is not exported".to_owned()),
    })
}

/// The function behind a call of WASIX or preview1.
///
/// # Errors
/// What is unsupported: a name that there is not, or another type than it has.
pub fn function(module: &str, name: &str, ty: &FuncType) -> Result<Function, String> {
    let mistyped = || format!("{module}.{name} with type {}", signature(ty));
    if let ("wasi_snapshot_preview1" | "wasix_32v1", "proc_exit") = (module, name) {
        return if has_type(ty, &[Scalar::U32], false) {
            Ok(Box::new(exit))
        } else {
            Err(mistyped())
        };
    }
    if let ("wasix_32v1", "callback_signal") = (module, name) {
        return match has_type(ty, &[Scalar::U32, Scalar::U32], false) {
            true => Ok(Box::new(callback_signal)),
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

/// Ends the guest. The code is the guest's own, all 32 bits of it; a process of the host would keep eight.
fn exit(_: Caller<'_, Process>, args: &[Val], _: &mut [Val]) -> Result<(), Error> {
    Err(Exit(number(&args[0]) as u32).into())
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
    let (at, length) = (args[0] as usize, args[1] as usize);
    let memory = match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => Some(memory),
        _ => caller.data().memory,
    };
    let bytes = memory.map(|memory| memory.data(&caller));
    let name = bytes.and_then(|bytes| bytes.get(at..at.checked_add(length)?));
    let name = name.and_then(|name| String::from_utf8(name.to_vec()).ok());
    caller.data_mut().system.signals.catch_by(name);
    Ok(())
}

/// Calls the guest's function for each signal that was caught.
fn deliver(caller: &mut Caller<'_, Process>) -> Result<(), Error> {
    for signal in signal::caught() {
        let handler = caller.data().system.signals.handler();
        let handler = handler.map(str::to_owned);
        let handler = handler.and_then(|name| caller.get_export(&name));
        if let Some(Extern::Func(handler)) = handler {
            handler
                .typed::<u32, ()>(&*caller)?
                .call(&mut *caller, signal)?;
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
    let memory = match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => Some(memory),
        _ => caller.data().memory,
    };
    let (bytes, process): (&mut [u8], _) = match memory {
        Some(memory) => memory.data_and_store_mut(&mut *caller),
        None => (&mut [], caller.data_mut()),
    };
    // It comes before the call, which may never return.
    process.tell(syscall.name, args);
    let answer = (syscall.call)(&mut process.system, &mut Guest::new(bytes, interface), args);
    let errno = answer.err().unwrap_or(Errno::SUCCESS);
    if process.log {
        eprintln!(
            "reference: {interface:?} {}({}) = {}",
            syscall.name,
            list(args),
            errno.number_in(interface)
        );
    }
    errno
}

impl Process {
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
