//! The language WIT, and how the canonical ABI passes parameters and results.
//!
//! There is no table of functions: everything is read from the WIT beside an interface, which a guest's component is made by
//! as well. A core module imports a function by the names of the mangling `standard32`, which is what `wit-component` and
//! the component model's build targets call it:
//!
//! ```text
//! "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"
//! ```
//!
//! Parameters are flattened into numbers; a result of more than one number is written to memory, at the address that the
//! last core parameter has.

mod address;
mod component;
mod places;
mod shape;
pub mod value;

use std::collections::BTreeMap;
use std::fmt;

use wit_parser::abi::AbiVariant;
use wit_parser::{InterfaceId, Resolve, SizeAlign, Type, TypeDefKind};

use super::answer::Answer;
use super::region::{Count, Elements, Region};
use super::role::Role;

/// What the names of imported modules begin with.
const PREFIX: &str = "cm32p2|";

/// A function that WIT declares, or the dropping of a handle, which every resource has.
pub struct Signature {
    /// The name that traces and grids use: `tcp-socket.start-bind`, `create-tcp-socket`, `tcp-socket.drop`.
    pub name: String,
    types: &'static Types,
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
struct Param {
    name: &'static str,
    ty: Declared,
    role: Option<Role>,
}

#[derive(Clone, Copy)]
enum Declared {
    /// A type of WIT.
    Type(Type),
    /// The handle of this resource that is dropped.
    Dropped(&'static str),
}

/// The roles of parameters and results, which a WIT does not say. The handle of a method, `self`, is always what is asked,
/// and a handle in a result is one that the call has made; what else there is stands here.
#[derive(Debug, Clone, Copy)]
pub struct Roles {
    /// Parameters that have a role: the name of the function, that of the parameter.
    pub parameters: &'static [(&'static str, &'static str, Role)],
    /// Results that have a role, by the names of their functions.
    pub results: &'static [(&'static str, Role)],
    /// The functions that end the guest.
    pub ends: &'static [&'static str],
}

/// The types that a WIT declares.
struct Types {
    resolve: Resolve,
    sizes: SizeAlign,
}

/// What a WIT says.
pub struct World {
    /// By import module and import name.
    functions: BTreeMap<(String, String), Signature>,
    /// Every case that an error of a function has.
    errors: Vec<&'static str>,
    /// The section which says what a guest may import and must export.
    section: Vec<u8>,
}

/// Whether an import module of this name has the functions of a WIT package of the version `version`, such as `@0.2`.
pub fn is_import(module: &str, version: &str) -> bool {
    module.starts_with(PREFIX) && module.ends_with(version)
}

impl World {
    /// Reads the WIT in `packages`: each a file with its text, in the order in which they use each other, the last one with
    /// the world of a guest.
    pub fn read(packages: &[(&str, &str)], roles: &Roles) -> World {
        let mut resolve = Resolve::default();
        for (file, text) in packages {
            let pushed = resolve.push_source(file, text);
            pushed.expect("the file is a part of this program and valid");
        }
        let mut sizes = SizeAlign::default();
        sizes.fill(&resolve);
        let types: &'static Types = Box::leak(Box::new(Types { resolve, sizes }));
        let mut worlds = types.resolve.worlds.iter();
        let (guest, _) = worlds.next_back().expect("the last file declares it");
        let interfaces = types.resolve.interfaces.iter().map(|(id, _)| id);
        let functions = interfaces.flat_map(|id| types.functions(id, roles));
        let functions: BTreeMap<_, _> = functions.collect();
        let mut errors: Vec<&'static str> = Vec::new();
        for case in functions.values().filter_map(Signature::errors).flatten() {
            if !errors.contains(&case) {
                errors.push(case);
            }
        }
        World {
            functions,
            errors,
            section: component::section(&types.resolve, guest),
        }
    }

    /// Returns the function that core modules import as `module`.`name`.
    pub fn lookup(&self, module: &str, name: &str) -> Option<&Signature> {
        let key = (module.to_owned(), name.to_owned());
        self.functions.get(&key)
    }

    /// Returns the function that traces call `name`, with the module that it is imported from.
    pub fn named(&self, name: &str) -> Option<(&str, &Signature)> {
        let mut functions = self.functions.iter();
        let ((module, _), signature) = functions.find(|(_, signature)| signature.name == name)?;
        Some((module, signature))
    }

    /// Returns everything that functions answer which can fail.
    pub fn answers(&self) -> Vec<Answer> {
        let errors = self.errors.iter().map(|case| Answer::Err(case));
        [Answer::Ok].into_iter().chain(errors).collect()
    }
}

impl Types {
    /// Returns the functions of an interface, by the names that core modules import them by.
    fn functions(
        &'static self,
        interface: InterfaceId,
        roles: &Roles,
    ) -> Vec<((String, String), Signature)> {
        let id = self.resolve.canonicalized_id_of(interface);
        let module = format!("{PREFIX}{}", id.unwrap_or_default());
        let interface = &self.resolve.interfaces[interface];
        let declared = interface.functions.values().map(|function| {
            let signature = self
                .resolve
                .wasm_signature(AbiVariant::GuestImport, function);
            let name = function.name.replace("[method]", "");
            let params = function.params.iter().map(|param| Param {
                name: &param.name,
                ty: Declared::Type(param.ty),
                role: roles.parameter(&name, &param.name),
            });
            let core = signature.params.len();
            let described = Signature {
                types: self,
                result_role: roles.result(&name),
                ends_the_guest: roles.ends.contains(&name.as_str()),
                params: params.collect(),
                name,
                result: function.result,
                core,
                result_pointer: signature.retptr.then(|| core.saturating_sub(1)),
            };
            ((module.clone(), function.name.clone()), described)
        });
        let resources = interface.types.iter().filter(|(_, ty)| {
            // What an interface uses of another one has a name in it as well, but is dropped by the other's.
            matches!(self.resolve.types[**ty].kind, TypeDefKind::Resource)
        });
        let drops = resources.map(|(name, _)| {
            let described = Signature {
                name: format!("{name}.drop"),
                types: self,
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
}

impl Roles {
    /// Returns the role of a parameter.
    fn parameter(&self, function: &str, parameter: &str) -> Option<Role> {
        if parameter == "self" {
            return Some(Role::Asked);
        }
        let mut all = self.parameters.iter();
        let found = all.find(|(name, known, _)| (*name, *known) == (function, parameter));
        found.map(|(.., role)| *role)
    }

    /// Returns the role of what a function returns, or succeeds with.
    fn result(&self, function: &str) -> Option<Role> {
        let found = self.results.iter().find(|(name, _)| *name == function);
        found.map(|(_, role)| *role)
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Signature {
    /// Returns how many core parameters it has.
    pub fn parameters(&self) -> usize {
        self.core
    }

    /// Whether it drops a handle.
    pub fn drops(&self) -> bool {
        let first = self.params.first();
        first.is_some_and(|param| matches!(param.ty, Declared::Dropped(_)))
    }

    /// Returns the cases of its error, in the order of their numbers; `None` where its result is no WIT `result`.
    pub fn errors(&self) -> Option<Vec<&'static str>> {
        let (fails, error) = self.types.failure(self.result?);
        let cases = error.map(|error| self.types.cases(error));
        fails.then(|| cases.unwrap_or_default())
    }

    /// Returns the memory that the call reads, to be reported before it.
    pub fn enter_regions(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        let mut ptr = 0;
        for param in &self.params {
            let Declared::Type(ty) = param.ty else {
                break;
            };
            if let Some(element) = self.types.element(ty) {
                regions.push(Region::Array {
                    ptr,
                    count: Count::Param(ptr + 1),
                    size: self.types.size(element),
                });
                regions.extend(self.inner(Elements::Param { ptr }, element));
            }
            ptr += self.types.flat(ty);
        }
        regions
    }

    /// Returns the memory that the call fills whole when it succeeds, and does not read.
    pub fn filled_regions(&self) -> Vec<Region> {
        let pointed = self.result_pointer.zip(self.result);
        let whole = pointed.map(|(ptr, result)| Region::Fixed {
            ptr,
            len: self.types.size(result),
        });
        whole.into_iter().collect()
    }

    /// Returns the memory of what stands in the elements of a list.
    fn inner(&self, of: Elements, element: Type) -> impl Iterator<Item = Region> {
        let size = self.types.size(element);
        let offsets = self.types.inner(element).into_iter();
        offsets.map(move |offset| Region::Inner { of, size, offset })
    }

    /// Returns the memory that the call writes, to be reported after it: the result, and the list in it, if it has one, with
    /// what stands in its elements.
    pub fn exit_regions(&self) -> Vec<Region> {
        let (Some(ptr), Some(result)) = (self.result_pointer, self.result) else {
            return Vec::new();
        };
        let whole = Region::Fixed {
            ptr,
            len: self.types.size(result),
        };
        let (success, offset) = self.types.success(result);
        let element = success.and_then(|success| self.types.element(success));
        let list = element.map(|of| Region::List {
            ptr,
            offset,
            size: self.types.size(of),
        });
        let inner = element.map(|of| self.inner(Elements::List { ptr, offset }, of));
        let inner = inner.into_iter().flatten();
        [whole].into_iter().chain(list).chain(inner).collect()
    }
}
