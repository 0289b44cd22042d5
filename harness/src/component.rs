//! From a core module to a component of WASI 0.2.
//!
//! A case of WASI 0.2 is a core module that imports and exports by the names of the canonical ABI (mangling `standard32`).
//! The component around it says by which WIT types the two sides meet; it is made by wit-component from the WIT in
//! `interface/wasip2`. A runtime refuses a component whose types are not its own, so each trial also compares the two.

use std::sync::LazyLock;

use wasmparser::{Parser, Payload};
use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};

use crate::interface::wit;

/// A module that no component can be made of.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ComponentError(String);

/// The custom section that says what the module may import and must export.
static WORLD: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let (resolve, world) = wit::world();
    let mut section = Vec::new();
    embed_component_metadata(&mut section, resolve, world, StringEncoding::UTF8)
        .expect("the WIT is a part of this program and valid");
    section
});

/// Whether `module` is a core module that is meant to be the inside of a component: one of its imports or exports has a
/// name of the canonical ABI.
pub fn is_core_of_component(module: &[u8]) -> bool {
    let canonical = |name: &str| name.starts_with("cm32p2");
    let payloads = Parser::new(0).parse_all(module).map_while(Result::ok);
    payloads.into_iter().any(|payload| match payload {
        Payload::ImportSection(section) => {
            let mut imports = section.into_imports().flatten();
            imports.any(|import| canonical(import.module))
        }
        Payload::ExportSection(section) => {
            let mut exports = section.into_iter().flatten();
            exports.any(|export| canonical(export.name))
        }
        _ => false,
    })
}

/// The bytes that a runtime is to run: the component around `module`, or `module` itself where it is not to be in one.
///
/// # Errors
/// [`ComponentError`], in the words of wit-component, for a module that imports what the WIT does not have, or by another
/// type, or that does not export what a program must.
pub fn runnable(module: Vec<u8>) -> Result<Vec<u8>, ComponentError> {
    if !is_core_of_component(&module) {
        return Ok(module);
    }
    let mut described = module;
    described.extend_from_slice(&WORLD);
    let encoder = ComponentEncoder::default().module(&described);
    let component = encoder.and_then(|mut encoder| encoder.encode());
    component.map_err(|error| {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        ComponentError(causes.join(": "))
    })
}
