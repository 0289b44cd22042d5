//! What a program lacks that did not come to run, and where it can be had.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use wasmparser::{Export, ExternalKind, Parser, Payload, TypeRef};

use crate::interface::{self, Function};

/// What others call functions of ours: by whom, and their names with ours.
static DIALECTS: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../dialects.toml"))
        .expect("a test reads the names that are built in")
});

/// Says what a module needs that begins nowhere, or lets the runtime see no memory, and what a component needs that begins nowhere;
/// nothing of any other.
pub(super) fn export(binary: &[u8]) -> String {
    if Parser::is_component(binary) {
        return match is_command(binary) {
            true => String::new(),
            false => "; a component begins with what it exports as `wasi:cli/run`, and this one exports none".to_owned(),
        };
    }
    // What imports nothing begins as the first one does.
    let Some(interface) = interface::of_binary(binary).or_else(|| interface::all().next()) else {
        return String::new();
    };
    let payloads = Parser::new(0).parse_all(binary).map_while(Result::ok);
    let exports = payloads.filter_map(|payload| match payload {
        Payload::ExportSection(section) => Some(section.into_iter().flatten()),
        _ => None,
    });
    let exports: Vec<Export<'_>> = exports.flatten().collect();
    let has = |name: &str, kind: ExternalKind| {
        let mut exports = exports.iter();
        exports.any(|export| (export.name, export.kind) == (name, kind))
    };
    let (entry, memory) = (interface.frame.entry, interface.frame.memory);
    if !has(entry, ExternalKind::Func) {
        return format!(
            "; a program begins with the function that it exports as `{entry}`, and this one exports none"
        );
    }
    if !has(memory, ExternalKind::Memory) {
        return format!(
            "; what calls are given and give is in the memory that a program exports as `{memory}`, and this one exports none"
        );
    }
    String::new()
}

/// Whether a component can be run as a program: it exports `wasi:cli/run` itself, not only one inside of it.
fn is_command(component: &[u8]) -> bool {
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(component).map_while(Result::ok) {
        match payload {
            Payload::Version { .. } => depth += 1,
            Payload::End(_) => depth -= 1,
            Payload::ComponentExportSection(section) if depth == 1 => {
                let mut exports = section.into_iter().flatten();
                if exports.any(|export| export.name.name.starts_with("wasi:cli/run")) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// What a program imports.
enum Imported {
    /// A function, with so many parameters.
    Function(Option<usize>),
    Memory,
    Other,
}

/// Whether the words of a runner are of something that a program imports, see [`import`].
pub(super) fn is_import(what: &str, binary: &[u8]) -> bool {
    let (import, _) = parts(what);
    let (module, name) = import.split_once('.').unwrap_or((import, ""));
    // Names of versions have dots as well.
    import.contains('@') || imported(binary, module, name).is_some()
}

/// The import that the words of a runner are of, and whether they say that its type is another one.
fn parts(what: &str) -> (&str, bool) {
    match what.split_once(" with ") {
        Some((import, _)) => (import, true),
        None => (what, false),
    }
}

/// Says where what a runtime does not offer can be had, if it can: `what` are the words of the runner, an import and perhaps that
/// its type is another one. `binary` is the program.
pub(super) fn import(what: &str, binary: &[u8]) -> String {
    let (import, other_type) = parts(what);
    // Names of WIT have dots in the module, and none in the function but behind brackets.
    let Some((module, name)) = import.split_once('.').filter(|_| !import.contains('@')) else {
        return match import.starts_with("wasi:") {
            true => "; by such names a module imports that is to be the inside of a component: `wasm-tools component new` makes one \
                     of it"
                .to_owned(),
            false => String::new(),
        };
    };
    let has = match imported(binary, module, name) {
        Some(Imported::Memory) => {
            return "; a program has a memory of its own, which it exports as `memory`, and this one imports one".to_owned();
        }
        Some(Imported::Function(has)) => has,
        Some(Imported::Other) | None => None,
    };
    if other_type {
        let takes = interface::lookup(module, name).map(Function::parameters);
        return match (has, takes) {
            (Some(has), Some(takes)) if has != takes => {
                format!("; it takes {takes} parameters, and is imported with {has}")
            }
            (Some(_), Some(_)) => {
                "; one of its parameters, or its result, is imported with another type".to_owned()
            }
            _ => String::new(),
        };
    }
    // First, since WIT has functions of such names as well.
    let mut dialects = DIALECTS.iter();
    let called = dialects.find_map(|(whose, names)| Some((whose, names.get(name)?)));
    if let Some((whose, ours)) = called {
        let module = interface::elsewhere("env", ours).unwrap_or_default();
        return format!(
            "; {whose} calls so what is {module}.{ours} here, with other parameters: build the program with the library of this interface"
        );
    }
    let Some(other) = interface::elsewhere(module, name) else {
        return String::new();
    };
    let takes = interface::lookup(other, name).map(Function::parameters);
    let differs = match (has, takes) {
        (Some(has), Some(takes)) if has != takes => format!(
            ", which takes {takes} parameters and not {has}: WasmEdge and WAMR have calls of their own under such names, for which \
                 this is no other name, so build the program with the library of this interface"
        ),
        _ => String::new(),
    };
    format!("; it is in {other}, as {other}.{name}{differs}")
}

/// What a module imports by this name, if it does.
fn imported(binary: &[u8], module: &str, name: &str) -> Option<Imported> {
    let mut types = Vec::new();
    for payload in Parser::new(0).parse_all(binary).map_while(Result::ok) {
        match payload {
            Payload::TypeSection(section) => {
                let all = section.into_iter_err_on_gc_types().map_while(Result::ok);
                types.extend(all.map(|one| one.params().len()));
            }
            Payload::ImportSection(section) => {
                let mut imports = section.into_imports().flatten();
                let import = imports.find(|one| (one.module, one.name) == (module, name))?;
                return Some(match import.ty {
                    TypeRef::Func(of) => Imported::Function(types.get(of as usize).copied()),
                    TypeRef::Memory(_) => Imported::Memory,
                    _ => Imported::Other,
                });
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_others_are_none_of_ours_and_stand_for_ours() {
        assert_eq!(DIALECTS.len(), 3);
        for (whose, names) in DIALECTS.iter() {
            for (theirs, ours) in names {
                assert!(interface::is_function(ours), "{whose}: {ours}");
                let known = interface::lookup("wasix_32v1", theirs);
                assert!(known.is_none(), "{whose}: {theirs}");
            }
        }
    }
}
