//! The globals of the report, and the two functions that do the same with each of many.

use wasm_encoder::reencode::Error;
use wasm_encoder::{
    CodeSection, ConstExpr, Function, FunctionSection, GlobalSection, GlobalType, MemArg, ValType,
};

use super::link::Linker;
use super::plan::{Plan, TEXT_WORDS, WORDS};
use crate::record::Site;

/// The site of a call that comes from outside the guest: the offset 0.
pub const OUTSIDE: i32 = !0;

/// Returns how a site is kept in a global: a line as it is, an offset as its complement.
pub fn encode(site: Site) -> i32 {
    match site {
        Site::Line(line) => i32::try_from(line).unwrap_or(i32::MAX),
        Site::Offset(offset) => !i32::try_from(offset).unwrap_or(i32::MAX),
    }
}

/// Declares the two functions that move words.
pub fn add_functions(plan: &Plan, functions: &mut FunctionSection) {
    let types = ["push", "swap"].map(|name| plan.reporter().import_type(name));
    for ty in types.into_iter().flatten() {
        functions.function(ty);
    }
}

/// Adds the code of the two functions that move words.
pub fn add_code(plan: &Plan, code: &mut CodeSection) {
    code.function(&push(plan)).function(&swap(plan));
}

/// Adds the site, the words and the globals of the parts to the guest's globals.
pub fn add_globals(plan: &Plan, globals: &mut GlobalSection) -> Result<(), Error> {
    let i32 = |mutable| GlobalType {
        val_type: ValType::I32,
        mutable,
        shared: false,
    };
    let i64 = GlobalType {
        val_type: ValType::I64,
        mutable: true,
        shared: false,
    };
    globals.global(i32(true), &ConstExpr::i32_const(OUTSIDE));
    for _ in 0..WORDS {
        globals.global(i64, &ConstExpr::i64_const(0));
    }
    globals.global(i32(false), &ConstExpr::i32_const(plan.shared.into()));
    let mut parts = plan.parts.iter();
    parts.try_for_each(|placed| Linker { plan, placed }.add_globals(globals))
}

/// Adds a word to the text by moving all others: slower than an index, but an index into globals does not exist.
fn push(plan: &Plan) -> Function {
    let mut function = Function::new([]);
    let mut code = function.instructions();
    for word in 1..TEXT_WORDS {
        code.global_get(plan.word(word))
            .global_set(plan.word(word - 1));
    }
    code.local_get(0)
        .global_set(plan.word(TEXT_WORDS - 1))
        .end();
    function
}

/// Exchanges the words with the memory at an address.
fn swap(plan: &Plan) -> Function {
    let (address, old) = (0, 1);
    let mut function = Function::new([(1, ValType::I64)]);
    let mut code = function.instructions();
    for word in 0..WORDS {
        let place = MemArg {
            offset: u64::from(word * 8),
            align: 3,
            memory_index: plan.memory,
        };
        code.local_get(address).i64_load(place).local_set(old);
        code.local_get(address)
            .global_get(plan.word(word))
            .i64_store(place);
        code.local_get(old).global_set(plan.word(word));
    }
    code.end();
    function
}
