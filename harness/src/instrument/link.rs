//! Puts a part into a guest: its functions and globals are copied, and what it imports is connected.
//!
//! A part imports by these words, or from a module of the runtime:
//!
//! ```text
//! "runtime" "fd_write"    the function of the runtime, or that of another part which is made of what the runtime has
//! "report"  "open"        what another part exports
//! "words"   "push"        the two functions that do the same with each of many globals
//! "guest"   "tag"         a global of the report
//! "calls"   "tell"        the function that tells of each call that has not finished
//! "guest"   "allocate"    the guest's own allocator
//! "guest"   "ledger"      the memory for such calls
//! ```

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, GlobalSection, TypeSection};
use wasmparser::{Parser, Payload};

use super::plan::{Placed, Plan};

/// Gives everything in a part the index that it has in the guest.
pub struct Linker<'a> {
    /// The plan of the guest.
    pub plan: &'a Plan,
    /// The part.
    pub placed: &'a Placed,
}

impl Linker<'_> {
    /// Adds the types of the part to the guest's.
    pub fn add_types(&mut self, types: &mut TypeSection) -> Result<(), Error> {
        self.each(|linker, payload| match payload {
            Payload::TypeSection(section) => linker.parse_type_section(types, section),
            _ => Ok(()),
        })
    }

    /// Declares the functions of the part in the guest.
    pub fn add_functions(&mut self, functions: &mut FunctionSection) -> Result<(), Error> {
        self.each(|linker, payload| match payload {
            Payload::FunctionSection(section) => linker.parse_function_section(functions, section),
            _ => Ok(()),
        })
    }

    /// Adds the globals of the part to the guest's.
    pub fn add_globals(&mut self, globals: &mut GlobalSection) -> Result<(), Error> {
        self.each(|linker, payload| match payload {
            Payload::GlobalSection(section) => linker.parse_global_section(globals, section),
            _ => Ok(()),
        })
    }

    /// Adds the code of the part to the guest's.
    pub fn add_code(&mut self, code: &mut CodeSection) -> Result<(), Error> {
        self.each(|linker, payload| match payload {
            Payload::CodeSectionEntry(body) => linker.parse_function_body(code, body),
            _ => Ok(()),
        })
    }

    fn each(
        &mut self,
        mut act: impl FnMut(&mut Self, Payload<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let module = &self.placed.part.module;
        let mut payloads = Parser::new(0).parse_all(module);
        payloads.try_for_each(|payload| act(self, payload?))
    }

    /// Returns the function that the part imports as `module`.`name`.
    fn imported(&self, module: &str, name: &str) -> Option<u32> {
        let plan = self.plan;
        match (module, name) {
            ("words", "push") => Some(plan.push()),
            ("words", "swap") => Some(plan.swap()),
            ("calls", "tell") => plan.tell(),
            ("guest", "allocate") => {
                let nobody = || self.placed.function("no-allocator");
                plan.own_allocator().or_else(nobody)
            }
            _ => plan.host(module, name).or_else(|| plan.carried(name)),
        }
    }
}

impl Reencode for Linker<'_> {
    type Error = Infallible;

    fn type_index(&mut self, ty: u32) -> Result<u32, Error> {
        Ok(self.placed.types + ty)
    }

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        let imports = &self.placed.part.imports;
        let Some(import) = imports.get(function as usize) else {
            let imported = u32::try_from(imports.len()).unwrap_or(u32::MAX);
            return Ok(self.placed.functions + function - imported);
        };
        let (module, name) = (&import.module, &import.name);
        let found = self.imported(module, name);
        Ok(found.unwrap_or_else(|| unreachable!("a part imports {module}.{name}")))
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        let imports = &self.placed.part.imported_globals;
        let Some(name) = imports.get(global as usize) else {
            let imported = u32::try_from(imports.len()).unwrap_or(u32::MAX);
            return Ok(self.placed.globals + global - imported);
        };
        let found = self.plan.global(name);
        Ok(found.unwrap_or_else(|| unreachable!("a part imports the global {name}")))
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error> {
        let name = self.placed.part.imported_memories.get(memory as usize);
        let is_ledger = name.is_some_and(|name| name == "ledger");
        let ledger = self.plan.ledger.filter(|_| is_ledger);
        Ok(ledger.unwrap_or(self.plan.memory))
    }
}
