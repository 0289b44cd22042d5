//! Reads what a guest's module consists of, as far as the rewriting needs to know.

use wasmparser::{
    CompositeInnerType, ExternalKind, FuncType, MemoryType, Operator, Parser, Payload, TypeRef,
    ValType,
};

use super::error::{InstrumentError, is_word, unsupported};
use crate::interface;
use crate::record::Function;

/// A WASI import that gets a wrapper.
#[derive(Debug)]
pub struct Traced {
    /// Its function index, which the rewritten module keeps.
    pub function: u32,
    /// The index of its type.
    pub type_index: u32,
    /// What the report says of it.
    pub reported: Function,
}

/// An export.
#[derive(Debug)]
pub struct Export {
    /// The name.
    pub name: String,
    /// What is exported.
    pub kind: ExternalKind,
    /// Its index.
    pub index: u32,
}

/// What a module consists of.
#[derive(Debug, Default)]
pub struct Guest {
    /// The WASI imports, in the order of their wrappers.
    pub traced: Vec<Traced>,
    /// The memories, imported ones first.
    pub memories: Vec<MemoryType>,
    /// The exports.
    pub exports: Vec<Export>,
    /// How many functions it imports.
    pub imported_functions: u32,
    /// The indices of the types of the functions that it defines.
    pub functions: Vec<u32>,
    /// How many globals it imports and defines.
    pub globals: u32,
    /// Whether it is inside of a component.
    nested: bool,
    /// Its types, `None` for those that are no function's.
    types: Vec<Option<FuncType>>,
}

impl Guest {
    /// Reads the valid core module `module`.
    ///
    /// # Errors
    /// [`InstrumentError::Unsupported`] for an import that the report cannot deal with.
    pub fn read(module: &[u8]) -> Result<Guest, InstrumentError> {
        Guest::default().with(module)
    }

    /// Reads a module inside of a component, whose imports may have the names of another mangling or of a later patch.
    ///
    /// # Errors
    /// The same.
    pub fn nested(module: &[u8]) -> Result<Guest, InstrumentError> {
        let guest = Guest {
            nested: true,
            ..Guest::default()
        };
        guest.with(module)
    }

    fn with(self, module: &[u8]) -> Result<Guest, InstrumentError> {
        let mut guest = self;
        for payload in Parser::new(0).parse_all(module) {
            match payload.map_err(InstrumentError::Invalid)? {
                Payload::TypeSection(section) => {
                    for group in section {
                        for ty in group.map_err(InstrumentError::Invalid)?.into_types() {
                            guest.types.push(match ty.composite_type.inner {
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
                                guest.add_import(import.module, import.name, ty)?;
                            }
                            TypeRef::Memory(memory) => guest.memories.push(memory),
                            TypeRef::Global(_) => guest.globals += 1,
                            TypeRef::Table(_) | TypeRef::Tag(_) => {}
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        guest.functions.push(ty.map_err(InstrumentError::Invalid)?);
                    }
                }
                Payload::MemorySection(section) => {
                    for memory in section {
                        let memory = memory.map_err(InstrumentError::Invalid)?;
                        guest.memories.push(memory);
                    }
                }
                Payload::GlobalSection(section) => guest.globals += section.count(),
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.map_err(InstrumentError::Invalid)?;
                        guest.exports.push(Export {
                            name: export.name.to_owned(),
                            kind: export.kind,
                            index: export.index,
                        });
                    }
                }
                _ => {}
            }
        }
        Ok(guest)
    }

    fn add_import(
        &mut self,
        module: &str,
        name: &str,
        type_index: u32,
    ) -> Result<(), InstrumentError> {
        let function = self.imported_functions;
        self.imported_functions += 1;
        let untraceable = interface::all().flat_map(|interface| interface.untraceable);
        for (known, why) in untraceable {
            if *known == module {
                return unsupported(&format!("{module}, {why}"));
            }
        }
        let known = self.nested.then(|| interface::canonical(module, name));
        let (module, name) = match known.as_ref().and_then(Option::as_ref) {
            Some((module, name)) => (module.as_str(), name.as_str()),
            None => (module, name),
        };
        if interface::of_import(module).is_none() {
            return Ok(());
        }
        let ty = self.types.get(type_index as usize);
        let Some(ty) = ty.and_then(Option::as_ref) else {
            return unsupported(&format!(
                "{module}.{name}, which is not imported as a function"
            ));
        };
        let numbers = [ValType::I32, ValType::I64, ValType::F32, ValType::F64];
        let mut all = ty.params().iter().chain(ty.results());
        if ty.results().len() > 1 || !all.all(|ty| numbers.contains(ty)) {
            return unsupported(&format!(
                "{module}.{name}, which takes or answers something else than numbers"
            ));
        }
        if !is_word(name) {
            return unsupported(&format!("{module}.{name:?}, whose name is not a word"));
        }
        self.traced.push(Traced {
            function,
            type_index,
            reported: Function {
                module: module.to_owned(),
                name: name.to_owned(),
                params: ty.params().to_vec(),
                result: ty.results().first().copied(),
            },
        });
        Ok(())
    }

    /// Returns how many types it declares.
    pub fn types(&self) -> u32 {
        u32::try_from(self.types.len()).unwrap_or(u32::MAX)
    }

    /// Returns the export of this name.
    pub fn export(&self, name: &str) -> Option<&Export> {
        self.exports.iter().find(|export| export.name == name)
    }

    /// Returns the place among [`Guest::traced`] of the function with this index, if it is there.
    pub fn place(&self, function: u32) -> Option<u32> {
        let place = self
            .traced
            .binary_search_by_key(&function, |traced| traced.function);
        place.ok().and_then(|place| u32::try_from(place).ok())
    }

    /// Returns the index of the type of the function that is exported as `name`, if the module defines it and it takes
    /// nothing.
    pub fn entry(&self, name: &str) -> Option<u32> {
        let export = self.export(name)?;
        let defined = export.index.checked_sub(self.imported_functions)?;
        let ty = *self.functions.get(defined as usize)?;
        let is_func = export.kind == ExternalKind::Func;
        let takes = self.types.get(ty as usize)?.as_ref()?.params();
        (is_func && takes.is_empty()).then_some(ty)
    }

    /// Whether `operator` names a WASI import that it calls.
    pub fn calls_wasi(&self, operator: &Operator<'_>) -> bool {
        match operator {
            Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                self.place(*function_index).is_some()
            }
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
}
