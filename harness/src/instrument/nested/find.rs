//! Finds the module of a component that is to be traced.

use wasmparser::{Chunk, ComponentName, KnownCustom, Parser, Payload};

use super::super::error::{InstrumentError, unsupported};
use super::super::guest::Guest;

/// The module of a component that is traced.
#[derive(Debug)]
pub struct Nested<'a> {
    /// The module.
    pub module: &'a [u8],
    /// Which of the modules of the component it is.
    pub(super) index: u32,
    /// What else makes calls of WASI and is not traced, each by what it is called.
    pub untraced: Vec<String>,
}

/// Finds the module of `component`, a binary, that is to be traced: the first that imports sockets; if none does, the first that
/// imports anything of WASI, but for the modules that wit-component adds.
///
/// # Errors
/// [`InstrumentError::Invalid`] for what is no component, and [`InstrumentError::Unsupported`] for one that has no such module.
pub fn nested(component: &[u8]) -> Result<Nested<'_>, InstrumentError> {
    let (modules, components) = parts(component)?;
    let mut calling = Vec::new();
    for (index, (module, name)) in (0..).zip(&modules) {
        let guest = Guest::nested(module)?;
        let added = name
            .as_deref()
            .is_some_and(|name| name.starts_with("wit-component:"));
        let modules = guest.traced.iter().map(|traced| &traced.reported.module);
        let sockets = modules
            .filter(|module| module.contains("wasi:sockets/"))
            .count();
        if !guest.traced.is_empty() {
            calling.push((added, sockets == 0, index));
        }
    }
    let Some((_, _, chosen)) = calling.iter().min().copied() else {
        return unsupported(
            "a component of whose modules none imports anything of WASI by the names that wit-component gives",
        );
    };
    let called = |index: u32| match &modules[index as usize].1 {
        Some(name) => format!("its module {name}"),
        None => format!("its module number {index}"),
    };
    // What adapts preview 1 makes calls only for those that are traced.
    let others = calling
        .iter()
        .filter(|(added, _, index)| *index != chosen && !added);
    let mut untraced: Vec<String> = others.map(|(_, _, index)| called(*index)).collect();
    untraced.extend(match components {
        0 => None,
        1 => Some("the component inside of it".to_owned()),
        many => Some(format!("the {many} components inside of it")),
    });
    Ok(Nested {
        module: modules[chosen as usize].0,
        index: chosen,
        untraced,
    })
}

/// A module with the name that the component has for it.
type Named<'a> = (&'a [u8], Option<String>);

/// Returns the modules of a component, not those of components inside of it, and how many of these there are.
fn parts(component: &[u8]) -> Result<(Vec<Named<'_>>, usize), InstrumentError> {
    let (mut modules, mut components): (Vec<Named<'_>>, usize) = (Vec::new(), 0);
    let mut parser = Parser::new(0);
    let mut at = 0;
    while at < component.len() {
        let chunk = parser.parse(&component[at..], true);
        let Chunk::Parsed { consumed, payload } = chunk.map_err(InstrumentError::Invalid)? else {
            break;
        };
        at += consumed;
        match payload {
            Payload::ModuleSection {
                unchecked_range, ..
            } => {
                at += unchecked_range.len();
                modules.push((&component[unchecked_range], None));
            }
            Payload::ComponentSection {
                unchecked_range, ..
            } => {
                at += unchecked_range.len();
                // One without a module only says what something is called.
                let inside = Parser::new(0).parse_all(&component[unchecked_range]);
                let mut inside = inside.map_while(Result::ok);
                let has = inside.any(|payload| matches!(payload, Payload::ModuleSection { .. }));
                components += usize::from(has);
            }
            Payload::CustomSection(custom) => {
                let KnownCustom::ComponentName(names) = custom.as_known() else {
                    continue;
                };
                // Names that cannot be read are none.
                let maps = names.into_iter().flatten().filter_map(|name| match name {
                    ComponentName::CoreModules(map) => Some(map),
                    _ => None,
                });
                for name in maps.flatten().flatten() {
                    if let Some((_, known)) = modules.get_mut(name.index as usize) {
                        *known = Some(name.name.to_owned());
                    }
                }
            }
            _ => {}
        }
    }
    Ok((modules, components))
}
