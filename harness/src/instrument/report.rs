//! Puts the functions of `report.wat` into a guest.
//!
//! That file is a module of its own, in text because it is easier to read and to check so. Its functions and globals
//! are copied; its imports are connected to what the guest has and to the two functions made here, which do the same
//! with each of many globals.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::path::Path;
use std::sync::LazyLock;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, Function, FunctionSection, GlobalSection, GlobalType, MemArg,
    TypeSection, ValType,
};
use wasmparser::{Parser, Payload, TypeRef};

use super::plan::Plan;
use crate::assemble::assemble;

/// How many words are exchanged with memory: 16 of text, and 2 that `fd_write` needs.
pub const WORDS: u32 = 18;
/// How many words of text are collected.
const TEXT_WORDS: u32 = 16;

/// The imports of `report.wat`, in the order in which it has them.
const FD_WRITE: u32 = 0;
const PUSH: u32 = 1;
const SWAP: u32 = 2;
const IMPORTED_FUNCTIONS: u32 = 3;
const IMPORTED_GLOBALS: u32 = 1;

/// `report.wat`, assembled.
pub static REPORT: LazyLock<Report> = LazyLock::new(Report::new);

/// The module that every traced guest carries.
#[derive(Debug)]
pub struct Report {
    /// How many functions it defines.
    pub functions: u32,
    module: Vec<u8>,
    import_types: Vec<u32>,
    exports: BTreeMap<String, u32>,
}

impl Report {
    fn new() -> Report {
        let assembled = assemble(Path::new("report.wat"), include_str!("report.wat"));
        let module = assembled
            .expect("report.wat is a part of this program and valid")
            .module;
        let mut report = Report {
            functions: 0,
            module,
            import_types: Vec::new(),
            exports: BTreeMap::new(),
        };
        for payload in Parser::new(0).parse_all(&report.module) {
            match payload.expect("an assembled module can be read") {
                Payload::ImportSection(section) => {
                    for import in section.into_imports().flatten() {
                        if let TypeRef::Func(ty) = import.ty {
                            report.import_types.push(ty);
                        }
                    }
                }
                Payload::FunctionSection(section) => report.functions = section.count(),
                Payload::ExportSection(section) => {
                    for export in section.into_iter().flatten() {
                        report.exports.insert(export.name.to_owned(), export.index);
                    }
                }
                _ => {}
            }
        }
        report
    }

    /// The type of `fd_write` in the guest.
    pub fn fd_write_type(&self, plan: &Plan) -> u32 {
        plan.report_type(self.import_types[FD_WRITE as usize])
    }

    /// The index in the guest of the function that `report.wat` exports as `name`.
    pub fn function(&self, plan: &Plan, name: &str) -> u32 {
        plan.report_function(self.exports[name] - IMPORTED_FUNCTIONS)
    }

    /// Adds the types of the report to the guest's.
    pub fn add_types(&self, plan: &Plan, types: &mut TypeSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::TypeSection(section) => Linker(plan).parse_type_section(types, section),
            _ => Ok(()),
        })
    }

    /// Declares the functions of the report in the guest.
    pub fn add_functions(&self, plan: &Plan, functions: &mut FunctionSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::FunctionSection(section) => {
                Linker(plan).parse_function_section(functions, section)
            }
            _ => Ok(()),
        })?;
        for import in [PUSH, SWAP] {
            functions.function(plan.report_type(self.import_types[import as usize]));
        }
        Ok(())
    }

    /// Adds the globals of the report to the guest's.
    pub fn add_globals(&self, plan: &Plan, globals: &mut GlobalSection) -> Result<(), Error> {
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
        globals.global(i32(true), &ConstExpr::i32_const(super::wrapper::OUTSIDE));
        for _ in 0..WORDS {
            globals.global(i64, &ConstExpr::i64_const(0));
        }
        globals.global(i32(false), &ConstExpr::i32_const(plan.shared.into()));
        self.each(|payload| match payload {
            Payload::GlobalSection(section) => Linker(plan).parse_global_section(globals, section),
            _ => Ok(()),
        })
    }

    /// Adds the code of the report to the guest's.
    pub fn add_code(&self, plan: &Plan, code: &mut CodeSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::CodeSectionEntry(body) => Linker(plan).parse_function_body(code, body),
            _ => Ok(()),
        })?;
        code.function(&push(plan)).function(&swap(plan));
        Ok(())
    }

    fn each(&self, mut act: impl FnMut(Payload<'_>) -> Result<(), Error>) -> Result<(), Error> {
        Parser::new(0)
            .parse_all(&self.module)
            .try_for_each(|payload| act(payload?))
    }
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

/// Gives everything in `report.wat` the index that it has in the guest.
struct Linker<'a>(&'a Plan);

impl Reencode for Linker<'_> {
    type Error = Infallible;

    fn type_index(&mut self, ty: u32) -> Result<u32, Error> {
        Ok(self.0.report_type(ty))
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(match function {
            FD_WRITE => self.0.fd_write(),
            PUSH => self.0.push(),
            SWAP => self.0.swap(),
            defined => self.0.report_function(defined - IMPORTED_FUNCTIONS),
        })
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        Ok(match global.checked_sub(IMPORTED_GLOBALS) {
            None => self.0.shared_global(),
            Some(defined) => self.0.report_global(defined),
        })
    }

    fn memory_index(&mut self, _: u32) -> Result<u32, Error> {
        Ok(self.0.memory)
    }
}
