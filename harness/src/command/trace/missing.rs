//! What a program lacks that did not come to run, and where it can be had.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use wasmparser::{Parser, Payload, TypeRef};

use crate::interface::{self, Function};

/// What others call functions of ours: by whom, and their names with ours.
static DIALECTS: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../dialects.toml"))
        .expect("a test reads the names that are built in")
});

/// Says what a module needs that begins nowhere, or lets the runtime see no memory; nothing of any other.
pub(super) fn export(binary: &[u8]) -> String {
    let Some(interface) = interface::of_binary(binary).filter(|_| !Parser::is_component(binary))
    else {
        return String::new();
    };
    let payloads = Parser::new(0).parse_all(binary).map_while(Result::ok);
    let exports = payloads.filter_map(|payload| match payload {
        Payload::ExportSection(section) => Some(section.into_iter().flatten()),
        _ => None,
    });
    let exports: Vec<&str> = exports.flatten().map(|export| export.name).collect();
    let (entry, memory) = (interface.frame.entry, interface.frame.memory);
    if !exports.contains(&entry) {
        return format!(
            "; a program begins with the function that it exports as `{entry}`, and this one exports none"
        );
    }
    if !exports.contains(&memory) {
        return format!(
            "; what calls are given and give is in the memory that a program exports as `{memory}`, and this one exports none"
        );
    }
    String::new()
}

/// Says where what a runtime does not offer can be had, if it can: `what` are the words of the runner, an import and perhaps that
/// its type is another one. `binary` is the program.
pub(super) fn import(what: &str, binary: &[u8]) -> String {
    let (import, other_type) = match what.split_once(" with ") {
        Some((import, _)) => (import, true),
        None => (what, false),
    };
    // Names of WIT have dots in the module, and none in the function but behind brackets.
    let Some((module, name)) = import.split_once('.').filter(|_| !import.contains('@')) else {
        return match import.starts_with("wasi:") {
            true => "; by such names a module imports that is to be the inside of a component: `wasm-tools component new` makes one \
                     of it"
                .to_owned(),
            false => String::new(),
        };
    };
    let has = parameters(binary, module, name);
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

/// How many parameters a module imports a function with.
fn parameters(binary: &[u8], module: &str, name: &str) -> Option<usize> {
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
                let TypeRef::Func(of) = import.ty else {
                    return None;
                };
                return types.get(of as usize).copied();
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
