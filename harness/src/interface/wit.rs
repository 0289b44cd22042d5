//! Functions as WIT declares them, and how the canonical ABI passes their parameters and results.
//!
//! There is no table of functions here: everything is read from the WIT in `wasip2`, which a case's component is made by
//! as well. A core module imports a function by the names of the mangling `standard32`, which is what
//! `wit-component` and the component model's build targets call it:
//!
//! ```text
//! "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
//! ```
//!
//! Parameters are flattened into numbers; a result of more than one number is written to memory, at the address that the
//! last core parameter has.

mod shape;
mod value;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use wit_parser::abi::AbiVariant;
use wit_parser::{InterfaceId, Resolve, SizeAlign, Type, TypeDefKind, WorldId};

use super::wasip2::roles;
use super::{Region, Role};

pub use value::decode;

/// What the names of imported modules begin with.
pub const PREFIX: &str = "cm32p2|";

/// The packages, each in a file, in the order in which they use each other.
const PACKAGES: [(&str, &str); 5] = [
    ("io.wit", include_str!("wasip2/io.wit")),
    ("clocks.wit", include_str!("wasip2/clocks.wit")),
    ("cli.wit", include_str!("wasip2/cli.wit")),
    ("sockets.wit", include_str!("wasip2/sockets.wit")),
    ("guest.wit", include_str!("wasip2/guest.wit")),
];

/// The WIT of WASI 0.2, read once.
static WIT: LazyLock<Wit> = LazyLock::new(Wit::read);

/// A function that WIT declares, or the dropping of a handle, which every resource has.
#[derive(Debug)]
pub struct Function {
    /// The name that traces and grids use: `tcp-socket.start-bind`, `create-tcp-socket`, `tcp-socket.drop`.
    pub name: String,
    params: Vec<Param>,
    result: Option<Type>,
    /// How many core parameters there are.
    core: usize,
    /// The core parameter that holds the address for the result, where memory takes it.
    result_pointer: Option<usize>,
    /// What the result is to the socket that the call is about.
    result_role: Option<Role>,
    /// Whether a call of it ends the guest.
    pub ends_the_guest: bool,
}

/// A parameter, as WIT has it.
#[derive(Debug)]
struct Param {
    name: &'static str,
    ty: Declared,
    role: Option<Role>,
}

#[derive(Debug, Clone, Copy)]
enum Declared {
    /// A type of WIT.
    Type(Type),
    /// The handle of this resource that is dropped.
    Dropped(&'static str),
}

/// What the WIT says.
struct Wit {
    resolve: &'static Resolve,
    guest: WorldId,
    sizes: SizeAlign,
    /// By import module and import name.
    functions: BTreeMap<(String, String), Function>,
}

/// The WIT, with the world that a case's module is made a component by.
pub fn world() -> (&'static Resolve, WorldId) {
    (WIT.resolve, WIT.guest)
}

/// The function that core modules import as `module`.`name`.
pub fn lookup(module: &str, name: &str) -> Option<&'static Function> {
    let key = (module.to_owned(), name.to_owned());
    WIT.functions.get(&key)
}

/// The function that traces call `name`.
pub fn named(name: &str) -> Option<&'static Function> {
    WIT.functions
        .values()
        .find(|function| function.name == name)
}

/// Every name that an error of some function has, which is `err(...)` in a trace.
pub fn errors() -> impl Iterator<Item = &'static str> {
    let functions = WIT.functions.values();
    functions.filter_map(Function::errors).flatten()
}

impl Wit {
    fn read() -> Wit {
        let mut resolve = Resolve::default();
        for (file, text) in PACKAGES {
            let pushed = resolve.push_source(file, text);
            pushed.expect("the file is a part of this program and valid");
        }
        let resolve: &'static Resolve = Box::leak(Box::new(resolve));
        let (guest, _) = (resolve.worlds.iter().next_back()).expect("guest.wit declares it");
        let mut sizes = SizeAlign::default();
        sizes.fill(resolve);
        let interfaces = resolve.interfaces.iter().map(|(id, _)| id);
        let functions = interfaces.flat_map(|id| functions(resolve, id)).collect();
        Wit {
            resolve,
            guest,
            sizes,
            functions,
        }
    }
}

/// The functions of an interface, by the names that core modules import them by.
fn functions(
    resolve: &'static Resolve,
    interface: InterfaceId,
) -> Vec<((String, String), Function)> {
    let id = resolve.canonicalized_id_of(interface).unwrap_or_default();
    let module = format!("{PREFIX}{id}");
    let interface = &resolve.interfaces[interface];
    let declared = interface.functions.values().map(|function| {
        let signature = resolve.wasm_signature(AbiVariant::GuestImport, function);
        let name = function.name.replace("[method]", "");
        let params = function.params.iter().map(|param| Param {
            name: &param.name,
            ty: Declared::Type(param.ty),
            role: roles::parameter(&name, &param.name),
        });
        let core = signature.params.len();
        let described = Function {
            result_role: roles::result(&name),
            ends_the_guest: roles::ends_the_guest(&name),
            params: params.collect(),
            name: name.clone(),
            result: function.result,
            core,
            result_pointer: signature.retptr.then(|| core.saturating_sub(1)),
        };
        ((module.clone(), function.name.clone()), described)
    });
    let resources = interface.types.iter().filter(|(_, ty)| {
        // What an interface uses of another one has a name in it as well, but is dropped by the other's.
        matches!(resolve.types[**ty].kind, TypeDefKind::Resource)
    });
    let drops = resources.map(|(name, _)| {
        let described = Function {
            name: format!("{name}.drop"),
            params: vec![Param {
                name: "self",
                ty: Declared::Dropped(name),
                role: Some(Role::Asked),
            }],
            result: None,
            core: 1,
            result_pointer: None,
            result_role: None,
            ends_the_guest: false,
        };
        ((module.clone(), format!("{name}_drop")), described)
    });
    declared.chain(drops).collect()
}

impl Function {
    /// How many core parameters it has.
    pub fn parameters(&self) -> usize {
        self.core
    }

    /// Whether it drops a handle.
    pub fn drops(&self) -> bool {
        let first = self.params.first();
        first.is_some_and(|param| matches!(param.ty, Declared::Dropped(_)))
    }

    /// The cases of its error, in the order of their numbers; `None` where its result is no WIT `result`.
    pub fn errors(&self) -> Option<Vec<&'static str>> {
        let (fails, error) = shape::failure(self.result?);
        fails.then(|| error.map(shape::cases).unwrap_or_default())
    }

    /// The memory that the call reads, to be reported before it.
    pub fn enter_regions(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut ptr = 0;
        for param in &self.params {
            let Declared::Type(ty) = param.ty else {
                break;
            };
            if let Some(element) = shape::element(ty) {
                regions.push(Region::Array {
                    ptr,
                    count: super::Count::Param(ptr + 1),
                    size: shape::size(element),
                });
            }
            ptr += shape::flat(ty);
        }
        regions
    }

    /// The memory that the call writes, to be reported after it: the result, and the list in it, if it has one.
    pub fn exit_regions(&self) -> Vec<Region> {
        let (Some(ptr), Some(result)) = (self.result_pointer, self.result) else {
            return Vec::new();
        };
        let whole = Region::Fixed {
            ptr,
            len: shape::size(result),
        };
        let (success, offset) = shape::success(result);
        let list = success.and_then(shape::element).map(|of| Region::List {
            ptr,
            offset,
            size: shape::size(of),
        });
        [whole].into_iter().chain(list).collect()
    }
}
