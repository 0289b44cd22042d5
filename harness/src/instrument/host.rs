//! The functions of the runtime that the parts call.

use super::guest::Guest;
use super::part::{Import, Part};
use crate::interface::{self, Streams};
use crate::record::Function;

/// The module that a part imports from what the runtime has in a module of its own choice.
pub const RUNTIME: &str = "runtime";

/// A function of the runtime that a part calls: the guest's own import of it, or one that is added.
#[derive(Debug)]
pub struct Host {
    /// The import module.
    pub module: &'static str,
    /// The name, by which the part imports it as well.
    pub name: &'static str,
    /// The part.
    pub part: &'static Part,
    /// The index of the guest's own import.
    pub own: Option<u32>,
}

/// Returns what `parts` need of the runtime in a `guest` whose standard streams are these.
pub fn wanted(guest: &Guest, streams: Streams, parts: &[&'static Part]) -> Vec<Host> {
    let module = |import: &'static Import| match (import.module.as_str(), streams) {
        (RUNTIME, Streams::Imported(modules)) => Some(imported(guest, modules)),
        (RUNTIME, Streams::Made { .. }) => None,
        (module, _) => interface::of_import(module).map(|_| module),
    };
    let of_part = |part: &'static Part| {
        let wanted = part.imports.iter();
        wanted.filter_map(move |import| {
            let module = module(import)?;
            let mut traced = guest.traced.iter();
            let own = traced.find(|traced| {
                let Function {
                    module: of,
                    name,
                    params,
                    result,
                } = &traced.reported;
                (of.as_str(), name) == (module, &import.name)
                    && part.is_type(import.ty, params, *result)
            });
            Some(Host {
                module,
                name: &import.name,
                part,
                own: own.map(|traced| traced.function),
            })
        })
    };
    parts.iter().copied().flat_map(of_part).collect()
}

/// Returns the one of `modules` that the guest imports from alone, or the first.
fn imported(guest: &Guest, modules: &'static [&'static str]) -> &'static str {
    let alone = |module: &&&'static str| {
        let mut traced = guest.traced.iter();
        traced.all(|traced| traced.reported.module == ***module)
    };
    modules.iter().find(alone).unwrap_or(&modules[0])
}
