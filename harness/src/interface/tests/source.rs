//! The WIT by which components are made, against the WIT that a runtime is built with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use wit_parser::{Handle, InterfaceId, Resolve, Type, TypeDefKind};

use super::super::wasip2;

/// Returns where the source of wasmtime-wasi lies, of the version that this workspace locks.
pub fn wasmtime_wasi() -> PathBuf {
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--offline", "--locked"])
        .args(["--filter-platform", env!("WASOCK_TARGET")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(
        cargo.status.success(),
        "{}",
        String::from_utf8_lossy(&cargo.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&cargo.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages
        .iter()
        .find(|package| package["name"] == "wasmtime-wasi");
    let manifest = package.unwrap()["manifest_path"].as_str().unwrap();
    Path::new(manifest).parent().unwrap().to_owned()
}

/// Returns a type, spelled out down to what has no name; a resource is its name.
fn spelled(resolve: &Resolve, ty: Type) -> String {
    let Type::Id(id) = ty else {
        return format!("{ty:?}").to_lowercase();
    };
    let part = |ty: &Type| spelled(resolve, *ty);
    let optional = |ty: &Option<Type>| ty.as_ref().map_or("_".to_owned(), part);
    match &resolve.types[id].kind {
        TypeDefKind::Type(other) => part(other),
        TypeDefKind::Resource => format!("resource {}", resolve.types[id].name.as_deref().unwrap()),
        TypeDefKind::Handle(Handle::Own(of)) => format!("own<{}>", part(&Type::Id(*of))),
        TypeDefKind::Handle(Handle::Borrow(of)) => format!("borrow<{}>", part(&Type::Id(*of))),
        TypeDefKind::Enum(of) => {
            let cases: Vec<&str> = of.cases.iter().map(|case| case.name.as_str()).collect();
            format!("enum {{{}}}", cases.join(", "))
        }
        TypeDefKind::Record(of) => {
            let fields = of.fields.iter();
            let fields: Vec<String> = fields
                .map(|field| format!("{}: {}", field.name, part(&field.ty)))
                .collect();
            format!("record {{{}}}", fields.join(", "))
        }
        TypeDefKind::Variant(of) => {
            let cases = of.cases.iter();
            let cases: Vec<String> = cases
                .map(|case| format!("{}({})", case.name, optional(&case.ty)))
                .collect();
            format!("variant {{{}}}", cases.join(", "))
        }
        TypeDefKind::Tuple(of) => {
            let parts: Vec<String> = of.types.iter().map(part).collect();
            format!("tuple<{}>", parts.join(", "))
        }
        TypeDefKind::List(of) => format!("list<{}>", part(of)),
        TypeDefKind::Option(of) => format!("option<{}>", part(of)),
        TypeDefKind::Result(of) => format!("result<{}, {}>", optional(&of.ok), optional(&of.err)),
        other => panic!("{other:?} is in none of these interfaces"),
    }
}

/// Returns every function and type of the interfaces that `wanted` names, spelled out.
fn described(resolve: &Resolve, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (id, interface) in resolve.interfaces.iter() {
        let name = name(resolve, id);
        if !wanted(&name) {
            continue;
        }
        for function in interface.functions.values() {
            let params = function.params.iter();
            let params: Vec<String> = params
                .map(|param| format!("{}: {}", param.name, spelled(resolve, param.ty)))
                .collect();
            let result = function
                .result
                .map_or("()".to_owned(), |ty| spelled(resolve, ty));
            all.insert(
                format!("{name} {}", function.name),
                format!("({}) -> {result}", params.join(", ")),
            );
        }
        for (ty, id) in &interface.types {
            all.insert(format!("{name} type {ty}"), spelled(resolve, Type::Id(*id)));
        }
    }
    all
}

/// `sockets/tcp`, without the version.
fn name(resolve: &Resolve, id: InterfaceId) -> String {
    let interface = &resolve.interfaces[id];
    let package = &resolve.packages[interface.package.unwrap()].name;
    format!(
        "{}/{}",
        package.name,
        interface.name.as_deref().unwrap_or_default()
    )
}

#[test]
fn our_wit_is_that_of_wasmtime() {
    let folder = wasmtime_wasi().join("src/p2/wit/deps");
    let mut theirs = Resolve::default();
    // It has this behind a feature, which the runner turns on.
    theirs.features.insert("network-error-code".to_owned());
    for package in ["io", "clocks", "random", "filesystem", "sockets", "cli"] {
        let file = folder.join(format!("{package}.wit"));
        theirs
            .push_source(package, &std::fs::read_to_string(file).unwrap())
            .unwrap();
    }
    let mut ours = Resolve::default();
    for (file, text) in wasip2::PACKAGES {
        ours.push_source(file, text).unwrap();
    }
    let ours = described(&ours, |name| !name.starts_with("suite/"));
    let interfaces: Vec<&str> = ours
        .keys()
        .filter_map(|key| key.split(' ').next())
        .collect();
    let theirs = described(&theirs, |name| interfaces.contains(&name));
    for (name, described) in &ours {
        assert_eq!(theirs.get(name), Some(described), "{name}");
    }
    assert!(
        ours.keys()
            .filter(|name| name.starts_with("sockets/tcp "))
            .count()
            > 28
    );
    // What the runtime's has besides came after 0.2.0.
    let besides: Vec<&String> = theirs
        .keys()
        .filter(|name| !ours.contains_key(*name))
        .collect();
    assert_eq!(besides, ["cli/exit exit-with-code"]);
}
