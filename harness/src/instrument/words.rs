//! The globals of the report, and the two functions that do the same with each of many.

use wasm_encoder::reencode::Error;
use wasm_encoder::{
    CodeSection, ConstExpr, Function, FunctionSection, GlobalSection, GlobalType, MemArg, ValType,
};

use super::link::Linker;
use super::plan::{Plan, TEXT_WORDS, WORDS};
use crate::record::Seal;

/// The site of a call that comes from outside the guest: the offset 0.
const OUTSIDE: i32 = !0;

/// Declares the two functions that move words, where there are words.
pub fn add_functions(plan: &Plan, functions: &mut FunctionSection) {
    let types = ["push", "swap"].map(|name| plan.lines().import_type(name));
    for ty in types.into_iter().flatten() {
        functions.function(ty);
    }
}

/// Adds the code of the two functions that move words.
pub fn add_code(plan: &Plan, code: &mut CodeSection) {
    if plan.words() > 0 {
        code.function(&push(plan)).function(&swap(plan));
    }
}

/// Adds the globals of the report, the words and the globals of the parts to the guest's globals.
pub fn add_globals(plan: &Plan, seal: &Seal, globals: &mut GlobalSection) -> Result<(), Error> {
    let ty = |val_type, mutable| GlobalType {
        val_type,
        mutable,
        shared: false,
    };
    let constant = |number: u64| ConstExpr::i64_const(number.cast_signed());
    globals.global(ty(ValType::I32, true), &ConstExpr::i32_const(OUTSIDE));
    for number in seal.constants() {
        globals.global(ty(ValType::I64, true), &constant(number));
    }
    let page = plan.page.unwrap_or_default() << 16;
    let page = ConstExpr::i32_const((page as u32).cast_signed());
    globals.global(ty(ValType::I32, false), &page);
    for _ in 0..plan.words() {
        globals.global(ty(ValType::I64, true), &constant(0));
    }
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
