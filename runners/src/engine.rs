//! The wasmtime engine, as every runner on it has it: set for guests that are small and run once.

use std::fmt;

use wasmtime::{Config, Error, FuncType, OptLevel, RegallocAlgorithm, ValType};

/// What counts is the time from nothing to the first instruction. Memory is not reserved beyond its size, and its first
/// contents are copied rather than mapped from a file, which also keeps the descriptors of this process to what the
/// guest opens.
pub fn config() -> Config {
    let mut config = Config::new();
    config
        .cranelift_opt_level(OptLevel::None)
        .cranelift_regalloc_algorithm(RegallocAlgorithm::SinglePass)
        .memory_reservation(0)
        .memory_reservation_for_growth(1 << 20)
        .memory_guard_size(0)
        .memory_init_cow(false)
        .native_unwind_info(false)
        .wasm_backtrace_max_frames(None);
    config
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
