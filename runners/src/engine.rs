//! The wasmtime engine, as every runner on it has it: set for guests that are small and run once.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use rustix::io::Errno;
use wasmtime::component::Component;
use wasmtime::{
    Config, Engine, Error, FuncType, Module, OptLevel, OutOfMemory, RegallocAlgorithm,
    ResourceLimiter, ValType,
};

use crate::Guest;
use crate::room::Room;

/// What counts is the time from nothing to the first instruction. The first contents of memory are copied rather than mapped
/// from a file, which also keeps the descriptors of this process to what the guest opens. Addresses for all that a memory can
/// grow to are reserved, as by default: it then never moves, and accesses need no check.
pub fn config() -> Config {
    let mut config = concurrent();
    config.concurrency_support(false);
    config
}

/// The same for guests of WASI 0.3, whose calls may go on when they have returned. To keep account of such calls costs each store
/// something, so that other guests have it not.
pub fn concurrent() -> Config {
    let mut config = Config::new();
    config
        .cranelift_opt_level(OptLevel::None)
        .cranelift_regalloc_algorithm(RegallocAlgorithm::SinglePass)
        .memory_init_cow(false)
        .native_unwind_info(false)
        .shared_memory(true)
        .wasm_backtrace_max_frames(None);
    config
}

/// Names the compiler of this engine, see [`Runner::compiler`](crate::Runner::compiler).
pub fn compiler() -> Option<String> {
    static NAME: LazyLock<Option<String>> = LazyLock::new(|| {
        let engine = Engine::new(&config()).ok()?;
        let mut hasher = DefaultHasher::new();
        engine.precompile_compatibility_hash().hash(&mut hasher);
        Some(format!("wasmtime-{:016x}", hasher.finish()))
    });
    NAME.clone()
}

/// Gives the module of a guest: one that was compiled before, or it is compiled and handed to whoever keeps it.
///
/// # Errors
/// Why the engine does not compile it.
pub fn module(engine: &Engine, guest: &Guest<'_>) -> Result<Module, Error> {
    #[expect(unsafe_code, reason = "what was compiled is trusted")]
    // SAFETY: it is what `serialize` gave for an engine of the same name.
    let known = |compiled| unsafe { Module::deserialize(engine, compiled) };
    if let Some(Ok(module)) = guest.compiled.map(known) {
        return Ok(module);
    }
    let module = Module::new(engine, guest.module)?;
    guest.is_compiled(|| module.serialize());
    Ok(module)
}

/// Whether this binary is a component and no core module: the second half of what a module says as its version.
pub fn is_component(binary: &[u8]) -> bool {
    binary.get(6..8) == Some(&[1, 0])
}

/// Whether a component is a program of WASI 0.3, by the name of its beginning.
pub fn is_concurrent(component: &[u8]) -> bool {
    const BEGINS: &[u8] = b"wasi:cli/run@0.3";
    let mut windows = component.windows(BEGINS.len());
    windows.any(|window| window == BEGINS)
}

/// Gives the component of a guest: one that was compiled before, or it is compiled and handed to whoever keeps it.
///
/// # Errors
/// Why the engine does not compile it.
pub fn component(engine: &Engine, guest: &Guest<'_>) -> Result<Component, Error> {
    #[expect(unsafe_code, reason = "what was compiled is trusted")]
    // SAFETY: it is what `serialize` gave for an engine of the same name.
    let known = |compiled| unsafe { Component::deserialize(engine, compiled) };
    if let Some(Ok(component)) = guest.compiled.map(known) {
        return Ok(component);
    }
    let component = Component::new(engine, guest.module)?;
    guest.is_compiled(|| component.serialize());
    Ok(component)
}

/// What the component needs and is not there: the names in the messages from the outermost to the innermost.
pub fn lacking(error: &Error) -> String {
    let messages: Vec<String> = error.chain().map(ToString::to_string).collect();
    messages.join(": ")
}

/// A function type as the text format has it, for example `(i32, i64) -> (i32)`.
pub fn signature(ty: &FuncType) -> String {
    let list = |types: &mut dyn Iterator<Item = ValType>| {
        types
            .map(|ty| ty.to_string())
            .collect::<Vec<_>>()
            .join(", ")
    };
    format!(
        "({}) -> ({})",
        list(&mut ty.params()),
        list(&mut ty.results())
    )
}

/// Whether the engine was refused memory: by the system, or by an allocator that was.
pub fn is_out_of_memory(error: &Error) -> bool {
    let errno = |error: &std::io::Error| error.raw_os_error();
    error.is::<OutOfMemory>()
        || error.chain().any(|cause| {
            let refused = cause.downcast_ref::<std::io::Error>().and_then(errno);
            refused == Some(Errno::NOMEM.raw_os_error())
                || cause.downcast_ref::<Errno>() == Some(&Errno::NOMEM)
                || cause.is::<OutOfMemory>()
        })
}

/// The engine is limited by what the system gives, and tells of it here.
impl ResourceLimiter for Room {
    fn memory_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool, Error> {
        Ok(true)
    }

    fn memory_grow_failed(&mut self, error: Error) -> Result<(), Error> {
        // What a guest asks for beyond its own maximum is refused by no lack of room.
        if is_out_of_memory(&error) {
            self.refused(line(error));
        }
        Ok(())
    }

    fn table_growing(&mut self, _: usize, _: usize, _: Option<usize>) -> Result<bool, Error> {
        Ok(true)
    }

    fn table_grow_failed(&mut self, error: Error) -> Result<(), Error> {
        self.memory_grow_failed(error)
    }
}

/// The innermost cause, which is what the engine says without where it says it.
pub fn line(error: impl fmt::Debug + Into<Error>) -> String {
    error
        .into()
        .root_cause()
        .to_string()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}
