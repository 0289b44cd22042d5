//! Traces a module inside of a component.
//!
//! A component says in its own terms how its modules meet each other and the runtime, and leaves them as they are. So one of them is
//! rewritten where it is, and everything around it stays: at the head comes what `nested.wat` has, by which all other indices are
//! moved, and where the module is made it is given one thing more, under the name [`SINK`].
//!
//! The module is the one that imports sockets, by the names that wit-component and the compilers that use it give: nothing else
//! in a component tells what an import of a module is.

mod find;

use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, ReencodeComponent, component_utils};
use wasm_encoder::{Component, ComponentSectionId, InstanceSection, ModuleArg, RawSection};
use wasmparser::{
    Chunk, Instance, InstantiationArgKind, KnownCustom, Parser, Payload, Validator, WasmFeatures,
};

use super::error::InstrumentError;
use super::{Besides, Instrumented, with};
use crate::assemble::LineTable;
use crate::record::Seal;
pub use find::{Nested, nested};

/// The name by which a traced module imports what takes the words of its lines.
pub const SINK: &str = "wasock";

/// What stands at the head, as text.
const HEAD: &str = include_str!("nested.wat");

/// Rewrites `component` so that its module `nested`, which was found in it, reports its calls of WASI in lines that `seal` seals.
/// `besides` may tell of the sources of this module.
///
/// # Errors
/// Those of [`instrument`](super::instrument), for the module; [`InstrumentError::Invalid`] for a component that is not valid.
pub fn component(
    component: &[u8],
    nested: &Nested<'_>,
    besides: &Besides<'_>,
    seal: &Seal,
) -> Result<Instrumented, InstrumentError> {
    let mut validator = Validator::new_with_features(WasmFeatures::all());
    validator
        .validate_all(component)
        .map_err(InstrumentError::Invalid)?;
    let besides = Besides {
        nested: true,
        ..*besides
    };
    let traced = with(nested.module, &LineTable::default(), &besides, seal)?;
    let broken = |error: String| InstrumentError::Broken(error);
    let head = wat::parse_str(HEAD.replace("@0.2.0\"", &format!("{}\"", unused(component))));
    let head = head.map_err(|error| broken(error.to_string()))?;
    let mut rewriter = Rewriter {
        moved: Moved::by(&head).map_err(|error| broken(error.to_string()))?,
        depth: 0,
        index: nested.index,
        modules: 0,
        traced: &traced.module,
    };
    let mut rewritten = Component::new();
    copy(&head, &mut rewritten).map_err(|error| broken(error.to_string()))?;
    rewriter
        .parse_component(&mut rewritten, Parser::new(0), component)
        .map_err(|error| broken(error.to_string()))?;
    let rewritten = rewritten.finish();
    let mut validator = Validator::new_with_features(WasmFeatures::all());
    validator
        .validate_all(&rewritten)
        .map_err(|error| broken(error.to_string()))?;
    Ok(Instrumented {
        module: rewritten,
        ..traced
    })
}

/// Returns a version of 0.2 that no name in `component` has. A runtime gives the same functions by each.
fn unused(component: &[u8]) -> String {
    let versions = (0..).map(|patch| format!("@0.2.{patch}"));
    let finder = |version: &String| memchr::memmem::find(component, version.as_bytes()).is_none();
    let mut unused = versions.filter(finder);
    unused.next().unwrap_or_default()
}

/// Copies what the component `head` has, as it is.
fn copy(head: &[u8], to: &mut Component) -> wasmparser::Result<()> {
    let mut parser = Parser::new(0);
    let mut at = 0;
    while at < head.len() {
        let Chunk::Parsed { consumed, payload } = parser.parse(&head[at..], true)? else {
            break;
        };
        at += consumed;
        let (id, data) = match payload {
            Payload::ModuleSection {
                unchecked_range, ..
            } => {
                at += unchecked_range.len();
                (ComponentSectionId::CoreModule as u8, unchecked_range)
            }
            // What things are called there is of no use to anybody.
            Payload::CustomSection(_) => continue,
            other => match other.as_section() {
                Some(section) => section,
                None => continue,
            },
        };
        to.section(&RawSection {
            id,
            data: &head[data],
        });
    }
    Ok(())
}

/// By how many the indices of a component are moved: how many of each there are at its head.
#[derive(Debug)]
struct Moved {
    types: u32,
    instances: u32,
    functions: u32,
    components: u32,
    values: u32,
    modules: u32,
    core_instances: u32,
    core_functions: u32,
    core_types: u32,
    memories: u32,
}

impl Moved {
    fn by(head: &[u8]) -> wasmparser::Result<Moved> {
        let mut validator = Validator::new_with_features(WasmFeatures::all());
        let types = validator.validate_all(head)?;
        let types = types.as_ref();
        Ok(Moved {
            types: types.component_type_count(),
            instances: types.component_instance_count(),
            functions: types.component_function_count(),
            components: types.component_count(),
            values: types.value_count(),
            modules: types.module_count(),
            core_instances: types.core_instance_count(),
            core_functions: types.function_count(),
            core_types: types.core_type_count_in_component(),
            memories: types.memory_count(),
        })
    }
}

/// Copies a component behind the head, with one of its modules in another form.
struct Rewriter<'a> {
    moved: Moved,
    /// How deep in types and components inside of the component: what has indices of its own is not moved.
    depth: u32,
    /// Which module is traced, and how many have come.
    index: u32,
    modules: u32,
    /// What it becomes.
    traced: &'a [u8],
}

impl Rewriter<'_> {
    /// The index of what has this index where `count` scopes out of the present one are counted.
    fn outer(&self, count: u32, index: u32, moved: u32) -> u32 {
        if count == self.depth {
            index + moved
        } else {
            index
        }
    }
}

impl Reencode for Rewriter<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        Ok(self.outer(0, function, self.moved.core_functions))
    }

    fn memory_index(&mut self, memory: u32) -> Result<u32, Error> {
        Ok(self.outer(0, memory, self.moved.memories))
    }

    fn type_index(&mut self, ty: u32) -> Result<u32, Error> {
        Ok(self.outer(0, ty, self.moved.core_types))
    }
}

impl ReencodeComponent for Rewriter<'_> {
    fn component_type_index(&mut self, ty: u32) -> u32 {
        self.outer(0, ty, self.moved.types)
    }

    fn component_instance_index(&mut self, instance: u32) -> u32 {
        self.outer(0, instance, self.moved.instances)
    }

    fn component_func_index(&mut self, function: u32) -> u32 {
        self.outer(0, function, self.moved.functions)
    }

    fn component_index(&mut self, component: u32) -> u32 {
        self.outer(0, component, self.moved.components)
    }

    fn component_value_index(&mut self, value: u32) -> u32 {
        self.outer(0, value, self.moved.values)
    }

    fn module_index(&mut self, module: u32) -> u32 {
        self.outer(0, module, self.moved.modules)
    }

    fn instance_index(&mut self, instance: u32) -> u32 {
        self.outer(0, instance, self.moved.core_instances)
    }

    fn outer_type_index(&mut self, count: u32, ty: u32) -> Result<u32, Error> {
        Ok(self.outer(count, ty, self.moved.core_types))
    }

    fn outer_component_type_index(&mut self, count: u32, ty: u32) -> u32 {
        self.outer(count, ty, self.moved.types)
    }

    fn outer_component_index(&mut self, count: u32, component: u32) -> u32 {
        self.outer(count, component, self.moved.components)
    }

    fn outer_module_index(&mut self, count: u32, module: u32) -> u32 {
        self.outer(count, module, self.moved.modules)
    }

    fn push_depth(&mut self) {
        self.depth += 1;
    }

    fn pop_depth(&mut self) {
        self.depth -= 1;
    }

    fn parse_component_submodule(
        &mut self,
        component: &mut Component,
        _: Parser,
        module: &[u8],
    ) -> Result<(), Error> {
        let is_it = self.depth == 0 && self.modules == self.index;
        if self.depth == 0 {
            self.modules += 1;
        }
        component.section(&RawSection {
            id: ComponentSectionId::CoreModule as u8,
            data: if is_it { self.traced } else { module },
        });
        Ok(())
    }

    fn parse_component_custom_section(
        &mut self,
        component: &mut Component,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        // Names are of use only with the indices that were; no runtime needs them.
        match section.as_known() {
            KnownCustom::ComponentName(_) => Ok(()),
            _ => component_utils::parse_component_custom_section(self, component, section),
        }
    }

    fn parse_instance(
        &mut self,
        instances: &mut InstanceSection,
        instance: Instance<'_>,
    ) -> Result<(), Error> {
        let Instance::Instantiate { module_index, args } = &instance else {
            return component_utils::parse_instance(self, instances, instance);
        };
        let is_it = self.depth == 0 && *module_index == self.index;
        let args = args.iter().map(|arg| match arg.kind {
            InstantiationArgKind::Instance => (arg.name, self.instance_index(arg.index)),
        });
        let mut args: Vec<(&str, u32)> = args.collect();
        if is_it {
            // The sink is the last that is made at the head.
            args.push((SINK, self.moved.core_instances - 1));
        }
        let args = args.into_iter();
        let module = self.module_index(*module_index);
        instances.instantiate(
            module,
            args.map(|(name, index)| (name, ModuleArg::Instance(index))),
        );
        Ok(())
    }
}
