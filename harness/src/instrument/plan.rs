//! Reads what a module consists of and decides which index everything gets in the rewritten one.
//!
//! Types and globals are appended, which moves nothing. Added imports come after the other imports and move the functions
//! that the module defines. Then come, in this order, the functions of the report, the two that move words, and the
//! wrappers; in what is to be a component, the function that writes to its streams; and where a peer has steps, the
//! function that waits and those of the steps.

use wasmparser::{
    CompositeInnerType, ExternalKind, FuncType, MemoryType, Operator, Parser, Payload, TypeRef,
    ValType,
};

use super::host::Host;
use super::report::{REPORT, STDOUT, WAIT, WORDS};
use super::{InstrumentError, is_word};
use crate::interface;

/// How many pages the maximum of a shared memory is raised by: one for each thread that reports.
const THREADS: u64 = 64;
/// The name that the memory of a module is exported by.
const MEMORY: &str = "memory";
/// The same for one that is to be a component.
const COMPONENT_MEMORY: &str = "cm32p2_memory";
/// The largest number of pages that a memory can have.
const MOST_PAGES: u64 = 1 << 16;

/// A WASI import that gets a wrapper.
#[derive(Debug)]
pub struct Traced {
    /// The import module.
    pub module: String,
    /// The name of the function.
    pub name: String,
    /// Its function index, which the rewritten module keeps.
    pub function: u32,
    /// The index of its type.
    pub type_index: u32,
    /// The core types of its parameters, numbers all of them.
    pub params: Vec<ValType>,
    /// The core type of its result.
    pub result: Option<ValType>,
}

/// What a module consists of, as far as the rewriting needs to know.
#[derive(Debug, Default)]
pub struct Plan {
    /// The WASI imports, in the order of their wrappers.
    pub traced: Vec<Traced>,
    /// The functions of the runtime that the report calls.
    pub hosts: Vec<Host>,
    /// Whether the module is to be a component.
    pub component: bool,
    /// Whether it waits for steps of a peer.
    pub waits: bool,
    /// Whether a memory is added because there is none.
    pub added_memory: bool,
    /// The name to export that memory by, where it is still free.
    pub added_memory_name: Option<&'static str>,
    /// The index of the memory that calls refer to.
    pub memory: u32,
    /// Whether that memory is shared between threads.
    pub shared: bool,
    imported_functions: u32,
    defined_functions: u32,
    types: u32,
    globals: u32,
}

impl Plan {
    /// Plans the rewriting of the valid core module `module`. `waits` says whether it is to wait for steps of a peer.
    ///
    /// # Errors
    /// [`InstrumentError::Unsupported`] for what the report cannot deal with.
    pub fn of(module: &[u8], waits: bool) -> Result<Plan, InstrumentError> {
        let mut plan = Plan {
            waits,
            ..Plan::default()
        };
        let mut types: Vec<Option<FuncType>> = Vec::new();
        let mut memories: Vec<MemoryType> = Vec::new();
        let mut exported_memory = None;
        let mut taken = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload.map_err(InstrumentError::Invalid)? {
                Payload::TypeSection(section) => {
                    for group in section {
                        for ty in group.map_err(InstrumentError::Invalid)?.into_types() {
                            types.push(match ty.composite_type.inner {
                                CompositeInnerType::Func(ty) => Some(ty),
                                _ => None,
                            });
                        }
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let import = import.map_err(InstrumentError::Invalid)?;
                        match import.ty {
                            TypeRef::Func(ty) | TypeRef::FuncExact(ty) => {
                                plan.add_import(import.module, import.name, ty, &types)?;
                            }
                            TypeRef::Memory(memory) => memories.push(memory),
                            TypeRef::Global(_) => plan.globals += 1,
                            TypeRef::Table(_) | TypeRef::Tag(_) => {}
                        }
                    }
                }
                Payload::FunctionSection(section) => plan.defined_functions = section.count(),
                Payload::MemorySection(section) => {
                    for memory in section {
                        memories.push(memory.map_err(InstrumentError::Invalid)?);
                    }
                }
                Payload::GlobalSection(section) => plan.globals += section.count(),
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.map_err(InstrumentError::Invalid)?;
                        if [MEMORY, COMPONENT_MEMORY].contains(&export.name) {
                            taken.push(export.name);
                            if export.kind == ExternalKind::Memory {
                                exported_memory = Some(export.index);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        plan.types = u32::try_from(types.len()).unwrap_or(u32::MAX);
        if plan.traced.is_empty() {
            return Ok(plan);
        }
        plan.memory = exported_memory.unwrap_or(0);
        match memories.get(plan.memory as usize) {
            Some(memory) if memory.memory64 => {
                return unsupported("a memory with 64-bit addresses");
            }
            Some(memory) if memory.page_size_log2.is_some() => {
                return unsupported("a memory with its own page size");
            }
            Some(memory) => plan.shared = memory.shared,
            None => {
                plan.added_memory = true;
                let name = match plan.component {
                    true => COMPONENT_MEMORY,
                    false => MEMORY,
                };
                plan.added_memory_name = (!taken.contains(&name)).then_some(name);
            }
        }
        plan.hosts = Host::wanted(&plan)?;
        Ok(plan)
    }

    fn add_import(
        &mut self,
        module: &str,
        name: &str,
        type_index: u32,
        types: &[Option<FuncType>],
    ) -> Result<(), InstrumentError> {
        let function = self.imported_functions;
        self.imported_functions += 1;
        if module == "wasix_64v1" {
            return unsupported("wasix_64v1, whose addresses have 64 bits");
        }
        if !interface::is_wasi(module) {
            return Ok(());
        }
        let Some(ty) = types.get(type_index as usize).and_then(Option::as_ref) else {
            return unsupported(&format!(
                "{module}.{name}, which is not imported as a function"
            ));
        };
        let numbers = [ValType::I32, ValType::I64, ValType::F32, ValType::F64];
        if ty.results().len() > 1
            || !ty
                .params()
                .iter()
                .chain(ty.results())
                .all(|ty| numbers.contains(ty))
        {
            return unsupported(&format!(
                "{module}.{name}, which takes or answers something else than numbers"
            ));
        }
        if !is_word(name) {
            return unsupported(&format!("{module}.{name:?}, whose name is not a word"));
        }
        self.component |= interface::is_canonical(module);
        self.traced.push(Traced {
            module: module.to_owned(),
            name: name.to_owned(),
            function,
            type_index,
            params: ty.params().to_vec(),
            result: ty.results().first().copied(),
        });
        Ok(())
    }

    /// The function of the runtime that a part of the report imports by this name.
    pub fn host(&self, name: &str) -> Option<u32> {
        let mut added = self.imported_functions..;
        self.hosts.iter().find_map(|host| {
            let index = host.own.or_else(|| added.next())?;
            (host.name == name).then_some(index)
        })
    }

    /// The imports that are added for the report, in the order of their indices.
    pub fn added(&self) -> impl Iterator<Item = &Host> {
        self.hosts.iter().filter(|host| host.own.is_none())
    }

    /// Where the rewritten module has the function `function` itself, even if it has a wrapper.
    pub fn moved(&self, function: u32) -> u32 {
        match function < self.imported_functions {
            true => function,
            false => function + u32::try_from(self.added().count()).unwrap_or(u32::MAX),
        }
    }

    /// What the rewritten module has in place of the function `function`: its wrapper if it has one.
    pub fn replaced(&self, function: u32) -> u32 {
        let wrapper = self
            .traced
            .iter()
            .zip(0..)
            .find(|(traced, _)| traced.function == function);
        wrapper.map_or(self.moved(function), |(_, index)| self.wrapper(index))
    }

    /// The wrapper of the WASI import number `index` in [`Plan::traced`].
    pub fn wrapper(&self, index: u32) -> u32 {
        self.report_function(REPORT.functions + 2) + index
    }

    /// The first function that writes to the streams of a component.
    pub fn stdout(&self) -> u32 {
        let wrappers = u32::try_from(self.traced.len()).unwrap_or(u32::MAX);
        self.wrapper(wrappers)
    }

    /// The function that waits for the answer to a step.
    pub fn wait(&self) -> u32 {
        self.stdout() + if self.component { STDOUT.functions } else { 0 }
    }

    /// The function of the step number `index` of a peer's script.
    pub fn step(&self, index: u32) -> u32 {
        self.wait() + WAIT.functions + index
    }

    /// The function number `index` that the report defines.
    pub fn report_function(&self, index: u32) -> u32 {
        self.moved(self.imported_functions + self.defined_functions) + index
    }

    /// The function that adds a word to the text.
    pub fn push(&self) -> u32 {
        self.report_function(REPORT.functions)
    }

    /// The function that exchanges the words with memory.
    pub fn swap(&self) -> u32 {
        self.report_function(REPORT.functions + 1)
    }

    /// The type number `index` of the report.
    pub fn report_type(&self, index: u32) -> u32 {
        self.types + index
    }

    /// The global that holds the site of the call.
    pub fn site(&self) -> u32 {
        self.globals
    }

    /// The global that holds the word number `index`.
    pub fn word(&self, index: u32) -> u32 {
        self.globals + 1 + index
    }

    /// The global that says whether the memory is shared.
    pub fn shared_global(&self) -> u32 {
        self.word(WORDS)
    }

    /// The global number `index` that the report defines.
    pub fn report_global(&self, index: u32) -> u32 {
        self.shared_global() + 1 + index
    }

    /// Whether `operator` names a WASI import that it calls.
    pub fn calls_wasi(&self, operator: &Operator<'_>) -> bool {
        match operator {
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => self
                .traced
                .iter()
                .any(|traced| traced.function == *function_index),
            _ => false,
        }
    }

    /// Whether `operator` may call a WASI import.
    pub fn may_call_wasi(&self, operator: &Operator<'_>) -> bool {
        match operator {
            Operator::CallIndirect { .. }
            | Operator::ReturnCallIndirect { .. }
            | Operator::CallRef { .. }
            | Operator::ReturnCallRef { .. } => true,
            direct => self.calls_wasi(direct),
        }
    }

    /// The maximum that the memory number `index` declares once the report has room in it.
    pub fn maximum(&self, index: u32, memory: &MemoryType) -> Option<u64> {
        let room = match index == self.memory {
            true if memory.shared => THREADS,
            true if memory.initial == 0 => 1,
            _ => 0,
        };
        memory.maximum.map(|maximum| {
            if room == 0 {
                maximum
            } else {
                (maximum + room).min(MOST_PAGES)
            }
        })
    }
}

fn unsupported<T>(what: &str) -> Result<T, InstrumentError> {
    Err(InstrumentError::Unsupported(what.to_owned()))
}
