//! Copies a module section by section, with what the report needs added to each.

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, FunctionSection, GlobalSection,
    ImportSection, MemorySection, MemoryType, Module, NameSection, SectionId, TypeSection,
};

use super::link::Linker;
use super::plan::{Placed, Plan};
use super::site::{self, Place};
use super::{Besides, later, step, words, wrapper};
use crate::assemble::LineTable;
use crate::peer::{Script, Step};
use crate::record::{self, Function, Seal, Site};

/// The sections of a module in the order in which they must come.
const ORDER: [SectionId; 13] = [
    SectionId::Type,
    SectionId::Import,
    SectionId::Function,
    SectionId::Table,
    SectionId::Memory,
    SectionId::Tag,
    SectionId::Global,
    SectionId::Export,
    SectionId::Start,
    SectionId::Element,
    SectionId::DataCount,
    SectionId::Code,
    SectionId::Data,
];

/// Custom sections that say something about the old code, by the beginnings of their names.
const STALE: [&str; 8] = [
    ".debug_",
    "reloc.",
    "linking",
    "metadata.code.",
    "code_annotation.",
    "sourceMappingURL",
    "external_debug_info",
    "compilationHints",
];

/// Rewrites one module by its plan.
pub struct Rewriter<'a> {
    plan: &'a Plan,
    lines: &'a LineTable,
    besides: &'a Besides<'a>,
    peer: Option<&'a Script>,
    seal: &'a Seal,
    code_start: usize,
    memories: u32,
}

impl<'a> Rewriter<'a> {
    /// Returns a rewriter for the module of which `plan` and `lines` were made.
    pub fn new(
        plan: &'a Plan,
        lines: &'a LineTable,
        besides: &'a Besides<'a>,
        seal: &'a Seal,
    ) -> Rewriter<'a> {
        Rewriter {
            plan,
            lines,
            besides,
            peer: besides.peer,
            seal,
            code_start: 0,
            memories: 0,
        }
    }

    /// Returns the steps with the indices of their functions.
    fn steps(&self) -> impl Iterator<Item = (&'a Step, u32)> {
        let plan = self.plan;
        let steps = self.peer.into_iter().flat_map(|script| &script.steps);
        steps.zip(0..).map(|(step, place)| (step, plan.step(place)))
    }

    fn link(&self, placed: &'a Placed) -> Linker<'a> {
        Linker {
            plan: self.plan,
            placed,
        }
    }

    fn add_imports(&self, imports: &mut ImportSection) {
        for (host, ty) in self.plan.added() {
            imports.import(host.module, host.name, EntityType::Function(ty));
        }
    }

    fn add_functions(&self, functions: &mut FunctionSection) -> Result<(), Error> {
        for placed in &self.plan.parts {
            self.link(placed).add_functions(functions)?;
        }
        words::add_functions(self.plan, functions);
        if let Some(ty) = self.plan.tell_type() {
            functions.function(ty);
        }
        for traced in &self.plan.guest.traced {
            functions.function(traced.type_index);
        }
        if let Some((_, _, ty)) = self.plan.program() {
            functions.function(ty);
        }
        // A step takes and answers nothing, like the function that ends a line.
        let reporter = self.plan.reporter();
        let steps = self.steps().filter_map(|_| reporter.function_type("end"));
        for ty in steps {
            functions.function(ty);
        }
        Ok(())
    }

    fn add_memories(&self, memories: &mut MemorySection) {
        let page = |maximum| MemoryType {
            minimum: 1,
            maximum,
            memory64: false,
            shared: false,
            page_size_log2: None,
        };
        if self.plan.added_memory {
            memories.memory(page(None));
        }
        if self.plan.ledger.is_some() {
            memories.memory(page(Some(1)));
        }
    }

    fn adds_exports(&self) -> bool {
        self.plan.added_memory_name().is_some() || self.added_allocator().is_some()
    }

    fn add_exports(&self, exports: &mut ExportSection) {
        if let Some(name) = self.plan.added_memory_name() {
            exports.export(name, ExportKind::Memory, self.plan.memory);
        }
        if let Some((name, function)) = self.added_allocator() {
            exports.export(name, ExportKind::Func, function);
        }
    }

    /// Returns the allocator that is exported in a guest that has none.
    fn added_allocator(&self) -> Option<(&'static str, u32)> {
        let allocator = self.plan.allocator();
        allocator.filter(|(name, _)| self.plan.guest.export(name).is_none())
    }

    fn add_code(&self, code: &mut CodeSection) -> Result<(), Error> {
        for placed in &self.plan.parts {
            self.link(placed).add_code(code)?;
        }
        words::add_code(self.plan, code);
        if self.plan.ledger.is_some() {
            code.function(&later::tell(self.plan, self.besides.liar));
        }
        for (traced, place) in self.plan.guest.traced.iter().zip(0..) {
            code.function(&wrapper::wrapper(self.plan, traced, place, self.besides));
        }
        if let Some((name, _, _)) = self.plan.program() {
            let program = self.plan.guest.export(name);
            let program = program.map(|export| self.plan.replaced(export.index));
            code.function(&wrapper::around(self.plan, program.unwrap_or_default()));
        }
        for (_, place) in self.steps().zip(0..) {
            code.function(&step::step(self.plan, place));
        }
        Ok(())
    }
}

impl Reencode for Rewriter<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.plan.replaced(function))
    }

    /// Called once for each memory, in the order of their indices, because imports are written one by one.
    fn memory_type(&mut self, memory: wasmparser::MemoryType) -> Result<MemoryType, Error> {
        let (minimum, maximum) = self.plan.limits(self.memories, &memory);
        self.memories += 1;
        Ok(MemoryType {
            minimum,
            maximum,
            ..utils::memory_type(self, memory)
        })
    }

    fn parse_type_section(
        &mut self,
        types: &mut TypeSection,
        section: wasmparser::TypeSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_type_section(self, types, section)?;
        let mut parts = self.plan.parts.iter();
        parts.try_for_each(|placed| self.link(placed).add_types(types))
    }

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: wasmparser::ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            self.parse_import(imports, import?)?;
        }
        self.add_imports(imports);
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: wasmparser::FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_function_section(self, functions, section)?;
        self.add_functions(functions)
    }

    fn parse_memory_section(
        &mut self,
        memories: &mut MemorySection,
        section: wasmparser::MemorySectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_memory_section(self, memories, section)?;
        self.add_memories(memories);
        Ok(())
    }

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: wasmparser::GlobalSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_global_section(self, globals, section)?;
        words::add_globals(self.plan, self.seal, globals)
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        self.add_exports(exports);
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: wasmparser::Export<'_>,
    ) -> Result<(), Error> {
        let program = self.plan.program();
        let program = program.map(|(name, function, _)| (name, function));
        let mut stand_ins = self.plan.allocator().into_iter().chain(program);
        match stand_ins.find(|(name, _)| *name == export.name) {
            Some((name, function)) => {
                exports.export(name, ExportKind::Func, function);
                Ok(())
            }
            None => utils::parse_export(self, exports, export),
        }
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: wasmparser::CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        self.code_start = section.range().start;
        utils::parse_code_section(self, code, section)?;
        self.add_code(code)
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: wasmparser::FunctionBody<'_>,
    ) -> Result<(), Error> {
        let mut function = self.new_function_with_parsed_locals(&body)?;
        let start = body.range().start;
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, offset) = operator?;
            if let Some(sources) = self.besides.sources {
                let at = Place {
                    offset,
                    start,
                    code_start: self.code_start,
                };
                site::note(self.plan, sources, &operator, at, &mut function);
            } else if self.plan.guest.may_call_wasi(&operator) {
                let site = self.lines.site(offset, self.code_start);
                let precedes = |step: &Step| site == Site::Line(step.before);
                if self.plan.guest.calls_wasi(&operator) {
                    for (_, index) in self.steps().filter(|(step, _)| precedes(step)) {
                        function.instructions().call(index);
                    }
                }
                function
                    .instructions()
                    .i32_const(record::of_site(site).cast_signed())
                    .global_set(self.plan.site());
            }
            function.instruction(&self.instruction(operator)?);
        }
        code.function(&function);
        Ok(())
    }

    fn intersperse_section_hook(
        &mut self,
        module: &mut Module,
        after: Option<SectionId>,
        before: Option<SectionId>,
    ) -> Result<(), Error> {
        let place = |section| ORDER.iter().position(|known| *known == section);
        let start = after.and_then(place).map_or(0, |place| place + 1);
        let end = before.and_then(place).unwrap_or(ORDER.len());
        for absent in ORDER.get(start..end).unwrap_or_default() {
            match absent {
                SectionId::Function => {
                    let mut functions = FunctionSection::new();
                    self.add_functions(&mut functions)?;
                    module.section(&functions);
                }
                SectionId::Memory if self.plan.added_memory || self.plan.ledger.is_some() => {
                    let mut memories = MemorySection::new();
                    self.add_memories(&mut memories);
                    module.section(&memories);
                }
                SectionId::Global => {
                    let mut globals = GlobalSection::new();
                    words::add_globals(self.plan, self.seal, &mut globals)?;
                    module.section(&globals);
                }
                SectionId::Export if self.adds_exports() => {
                    let mut exports = ExportSection::new();
                    self.add_exports(&mut exports);
                    module.section(&exports);
                }
                SectionId::Code => {
                    let mut code = CodeSection::new();
                    self.add_code(&mut code)?;
                    module.section(&code);
                }
                // A module that imports a function has types and imports. Nothing is added to the other sections.
                _ => {}
            }
        }
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        module: &mut Module,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        if STALE.iter().any(|stale| section.name().starts_with(stale)) {
            return Ok(());
        }
        // Custom sections are not validated: names that cannot be read are left out.
        match section.as_known() {
            wasmparser::KnownCustom::Name(names) => {
                if let Ok(names) = self.custom_name_section(names) {
                    module.section(&names);
                }
            }
            _ => {
                module.section(&self.custom_section(section)?);
            }
        }
        Ok(())
    }

    fn parse_custom_name_subsection(
        &mut self,
        names: &mut NameSection,
        section: wasmparser::Name<'_>,
    ) -> Result<(), Error> {
        // A name stays with the function that had it, so that the names remain sorted and an import keeps its own.
        let moved = |function| Ok(self.plan.moved(function));
        match section {
            wasmparser::Name::Function(map) => {
                let mut functions = utils::name_map(map, moved)?;
                for (traced, place) in self.plan.guest.traced.iter().zip(0..) {
                    let Function { module, name, .. } = &traced.reported;
                    let name = format!("{module}.{name} (traced)");
                    functions.append(self.plan.wrapper(place), &name);
                }
                for (step, index) in self.steps() {
                    functions.append(
                        index,
                        &format!("peer.{} (L{})", step.action.name(), step.line),
                    );
                }
                names.functions(&functions);
            }
            wasmparser::Name::Local(map) => names.locals(&utils::indirect_name_map(map, moved)?),
            wasmparser::Name::Label(map) => names.labels(&utils::indirect_name_map(map, moved)?),
            other => utils::parse_custom_name_subsection(self, names, other)?,
        }
        Ok(())
    }
}
