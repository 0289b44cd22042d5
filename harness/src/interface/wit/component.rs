//! From a core module to the component around it.
//!
//! The component says by which WIT types the module and the runtime meet; it is made by wit-component from the WIT of the
//! interface. A runtime refuses a component whose types are not its own, so each trial also compares the two.

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::{Resolve, WorldId};

use super::World;
use crate::interface::FrameError;

/// Returns the custom section that says what a module may import and must export by `world`.
pub(super) fn section(resolve: &Resolve, world: WorldId) -> Vec<u8> {
    let mut section = Vec::new();
    embed_component_metadata(&mut section, resolve, world, StringEncoding::UTF8)
        .expect("the WIT is a part of this program and valid");
    section
}

impl World {
    /// Returns the component around `module`.
    ///
    /// # Errors
    /// [`FrameError`], in the words of wit-component, for a module that imports what the WIT does not have, or by another
    /// type, or that does not export what a program must.
    pub fn around(&self, mut module: Vec<u8>) -> Result<Vec<u8>, FrameError> {
        module.extend_from_slice(&self.section);
        let encoder = ComponentEncoder::default().module(&module);
        let component = encoder.and_then(|mut encoder| encoder.encode());
        component.map_err(|error| {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            FrameError(causes.join(": "))
        })
    }
}
