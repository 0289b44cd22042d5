//! Puts the functions of `report.wat` into a guest; into a component also those of `stdout.wat`, and where there is a
//! scripted peer those of `wait.wat`.
//!
//! Each file is a module of its own, in text because it is easier to read and to check so. Its functions and globals
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
use wasmparser::{FuncType, Parser, Payload, TypeRef};

use super::plan::Plan;
use crate::assemble::assemble;

/// How many words are exchanged with memory: 16 of text, and 2 that `fd_write` needs.
pub const WORDS: u32 = 18;
/// How many words of text are collected.
const TEXT_WORDS: u32 = 16;

const IMPORTED_GLOBALS: u32 = 1;

/// `report.wat`, assembled.
pub static REPORT: LazyLock<Part> = LazyLock::new(|| {
    Part::new(
        "report.wat",
        include_str!("report.wat"),
        |plan| plan.report_function(0),
        |plan| plan.report_type(0),
    )
});

/// `stdout.wat`, assembled.
pub static STDOUT: LazyLock<Part> = LazyLock::new(|| {
    Part::new(
        "stdout.wat",
        include_str!("stdout.wat"),
        Plan::stdout,
        |plan| plan.report_type(REPORT.types),
    )
});

/// `wait.wat`, assembled. It is in no component, where `stdout.wat` has its types.
pub static WAIT: LazyLock<Part> = LazyLock::new(|| {
    Part::new("wait.wat", include_str!("wait.wat"), Plan::wait, |plan| {
        plan.report_type(REPORT.types)
    })
});

/// What the guest of `plan` carries besides `report.wat`.
pub fn others(plan: &Plan) -> impl Iterator<Item = &'static Part> {
    let parts: [(bool, &'static LazyLock<Part>); 2] =
        [(plan.component, &STDOUT), (plan.waits, &WAIT)];
    parts
        .into_iter()
        .filter_map(|(carried, part)| carried.then_some(&**part))
}

/// A module that traced guests carry.
#[derive(Debug)]
pub struct Part {
    /// How many functions it defines.
    pub functions: u32,
    types: u32,
    module: Vec<u8>,
    /// The names and types of the functions that it imports.
    imports: Vec<(String, u32)>,
    /// The types, by their indices.
    signatures: Vec<FuncType>,
    /// The types of the functions that it defines.
    defined: Vec<u32>,
    exports: BTreeMap<String, u32>,
    first_function: fn(&Plan) -> u32,
    first_type: fn(&Plan) -> u32,
}

impl Part {
    /// Assembles `text`, whose functions and types begin at these places in a guest.
    fn new(
        file: &str,
        text: &str,
        first_function: fn(&Plan) -> u32,
        first_type: fn(&Plan) -> u32,
    ) -> Part {
        let assembled = assemble(Path::new(file), text);
        let module = assembled
            .expect("the file is a part of this program and valid")
            .module;
        let mut part = Part {
            functions: 0,
            types: 0,
            module,
            imports: Vec::new(),
            signatures: Vec::new(),
            defined: Vec::new(),
            exports: BTreeMap::new(),
            first_function,
            first_type,
        };
        for payload in Parser::new(0).parse_all(&part.module) {
            match payload.expect("an assembled module can be read") {
                Payload::TypeSection(section) => {
                    part.types = section.count();
                    let types = section.into_iter_err_on_gc_types().flatten();
                    part.signatures.extend(types);
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports().flatten() {
                        if let TypeRef::Func(ty) = import.ty {
                            part.imports.push((import.name.to_owned(), ty));
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    part.functions = section.count();
                    part.defined.extend(section.into_iter().flatten());
                }
                Payload::ExportSection(section) => {
                    for export in section.into_iter().flatten() {
                        part.exports.insert(export.name.to_owned(), export.index);
                    }
                }
                _ => {}
            }
        }
        part
    }

    fn imported(&self) -> u32 {
        u32::try_from(self.imports.len()).unwrap_or(u32::MAX)
    }

    /// Whether the file imports a function of this name with these parameters and this result.
    pub fn imports_as(
        &self,
        name: &str,
        params: &[wasmparser::ValType],
        result: Option<wasmparser::ValType>,
    ) -> bool {
        let mut imports = self.imports.iter();
        let import = imports.find(|(known, _)| known == name);
        let signature = import.and_then(|(_, ty)| self.signatures.get(*ty as usize));
        signature.is_some_and(|signature| {
            signature.params() == params && signature.results() == result.as_slice()
        })
    }

    /// The type in the guest of the function that the file imports by this name.
    pub fn import_type(&self, plan: &Plan, name: &str) -> u32 {
        let import = self.imports.iter().find(|(known, _)| known == name);
        let (_, ty) = import.expect("it is imported");
        (self.first_type)(plan) + ty
    }

    /// The index in the guest of the function that the file exports as `name`.
    pub fn function(&self, plan: &Plan, name: &str) -> u32 {
        (self.first_function)(plan) + self.exports[name] - self.imported()
    }

    /// Its type in the guest.
    pub fn function_type(&self, plan: &Plan, name: &str) -> u32 {
        let function = self.exports[name] - self.imported();
        (self.first_type)(plan) + self.defined[function as usize]
    }

    /// Adds the types of the file to the guest's.
    pub fn add_types(&self, plan: &Plan, types: &mut TypeSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::TypeSection(section) => {
                Linker { plan, part: self }.parse_type_section(types, section)
            }
            _ => Ok(()),
        })
    }

    /// Declares the functions of the file in the guest.
    pub fn add_functions(&self, plan: &Plan, functions: &mut FunctionSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::FunctionSection(section) => {
                Linker { plan, part: self }.parse_function_section(functions, section)
            }
            _ => Ok(()),
        })
    }

    /// Adds the globals of the file to the guest's.
    fn add_globals(&self, plan: &Plan, globals: &mut GlobalSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::GlobalSection(section) => {
                Linker { plan, part: self }.parse_global_section(globals, section)
            }
            _ => Ok(()),
        })
    }

    /// Adds the code of the file to the guest's.
    pub fn add_code(&self, plan: &Plan, code: &mut CodeSection) -> Result<(), Error> {
        self.each(|payload| match payload {
            Payload::CodeSectionEntry(body) => {
                Linker { plan, part: self }.parse_function_body(code, body)
            }
            _ => Ok(()),
        })
    }

    fn each(&self, mut act: impl FnMut(Payload<'_>) -> Result<(), Error>) -> Result<(), Error> {
        Parser::new(0)
            .parse_all(&self.module)
            .try_for_each(|payload| act(payload?))
    }
}

/// Declares the two functions that move words.
pub fn add_word_functions(plan: &Plan, functions: &mut FunctionSection) {
    for name in ["push", "swap"] {
        functions.function(REPORT.import_type(plan, name));
    }
}

/// Adds the code of the two functions that move words.
pub fn add_word_code(plan: &Plan, code: &mut CodeSection) {
    code.function(&push(plan)).function(&swap(plan));
}

/// Adds the site, the words and the globals of `report.wat` to the guest's globals.
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
    globals.global(i32(true), &ConstExpr::i32_const(super::wrapper::OUTSIDE));
    for _ in 0..WORDS {
        globals.global(i64, &ConstExpr::i64_const(0));
    }
    globals.global(i32(false), &ConstExpr::i32_const(plan.shared.into()));
    REPORT.add_globals(plan, globals)
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

/// Gives everything in a file the index that it has in the guest.
struct Linker<'a> {
    plan: &'a Plan,
    part: &'a Part,
}

impl Reencode for Linker<'_> {
    type Error = Infallible;

    fn type_index(&mut self, ty: u32) -> Result<u32, Error> {
        Ok((self.part.first_type)(self.plan) + ty)
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let Linker { plan, part } = self;
        Ok(match part.imports.get(function as usize) {
            Some((name, _)) => match (name.as_str(), plan.host(name)) {
                (_, Some(host)) => host,
                ("push", _) => plan.push(),
                ("swap", _) => plan.swap(),
                ("fd_write", _) => STDOUT.function(plan, name),
                (exported, _) => REPORT.function(plan, exported),
            },
            None => (part.first_function)(plan) + function - part.imported(),
        })
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        Ok(match global.checked_sub(IMPORTED_GLOBALS) {
            None => self.plan.shared_global(),
            Some(defined) => self.plan.report_global(defined),
        })
    }

    fn memory_index(&mut self, _: u32) -> Result<u32, Error> {
        Ok(self.plan.memory)
    }
}
