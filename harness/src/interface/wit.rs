//! The language WIT, and how the canonical ABI passes parameters and results.
//!
//! There is no table of functions: everything is read from the WIT beside an interface, which a guest's component is made by
//! as well. A core module imports a function by the names of one of two manglings, which is what `wit-component` and the component
//! model's build targets call them:
//!
//! ```text
//! "cm32p2|wasi:sockets/tcp@0.2" "[method]tcp-socket.start-bind"    standard32
//! "wasi:sockets/types@0.3.0"    "[method]tcp-socket.bind"          the older one, which has names for what finishes later
//! ```
//!
//! Parameters are flattened into numbers; a result of more than one number is written to memory, at the address that the
//! last core parameter has. A function that is lowered asynchronously takes parameters of more than four numbers from memory as well,
//! and returns what has become of the call.

mod address;
mod built_in;
mod component;
mod places;
mod shape;
pub mod value;

use std::collections::BTreeMap;
use std::fmt;

use wit_parser::abi::AbiVariant;
use wit_parser::{InterfaceId, Resolve, SizeAlign, Type, TypeDefKind};

use super::answer::Answer;
use super::function::{Function, Starts};
use super::region::{Count, Elements, Region};
use super::role::Role;
pub use built_in::{BuiltIn, ENDS, ROOT};

/// How core modules call what a WIT declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mangling {
    /// `standard32`: synchronous functions of packages of this version, such as `@0.2`.
    Standard(&'static str),
    /// The older one, with the same of this version, such as `@0.3.0`.
    Legacy(&'static str),
}

/// A function that WIT declares, or the dropping of a handle, which every resource has.
pub struct Signature {
    /// The name that traces and grids use: `tcp-socket.start-bind`, `create-tcp-socket`, `tcp-socket.drop`.
    pub name: String,
    types: &'static Types,
    params: Vec<Param>,
    result: Option<Type>,
    /// How many core parameters there are.
    core: usize,
    lowering: Lowering,
    /// The core parameter that holds the address for the result, where memory takes it.
    result_pointer: Option<usize>,
    /// What the result is to the socket that the call is about.
    result_role: Option<Role>,
    /// Whether a call of it ends the guest.
    pub ends_the_guest: bool,
}

/// How a function is lowered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lowering {
    /// A call returns when it has finished.
    Sync,
    /// It may return before.
    Async {
        /// Whether its parameters stand in memory, at the address in the first core parameter.
        indirect: bool,
    },
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
pub struct Types {
    resolve: Resolve,
    sizes: SizeAlign,
}

/// What a WIT says.
pub struct World {
    /// By import module and import name.
    functions: BTreeMap<(String, String), Known>,
    /// Every case that an error of a function has.
    errors: Vec<&'static str>,
    /// The section which says what a guest may import and must export.
    section: Vec<u8>,
}

/// A function that core modules import.
enum Known {
    Declared(Signature),
    BuiltIn(BuiltIn),
}

impl Known {
    fn function(&'static self) -> Function {
        match self {
            Known::Declared(signature) => Function::Wit(signature),
            Known::BuiltIn(built_in) => Function::BuiltIn(built_in),
        }
    }
}

impl Mangling {
    /// What the names of imported modules begin with.
    const fn prefix(self) -> &'static str {
        match self {
            Mangling::Standard(_) => "cm32p2|",
            Mangling::Legacy(_) => "",
        }
    }

    const fn version(self) -> &'static str {
        match self {
            Mangling::Standard(version) | Mangling::Legacy(version) => version,
        }
    }

    /// Whether an import module of this name has the functions of a WIT package of its version.
    pub fn is_import(self, module: &str) -> bool {
        module.starts_with(self.prefix()) && module.ends_with(self.version())
    }

    /// Returns the module that the functions of an interface are imported from; `None` of an interface of another version.
    fn module(self, resolve: &Resolve, interface: InterfaceId) -> Option<String> {
        let id = match self {
            Mangling::Standard(_) => resolve.canonicalized_id_of(interface),
            Mangling::Legacy(_) => resolve.id_of(interface),
        };
        let module = format!("{}{}", self.prefix(), id?);
        self.is_import(&module).then_some(module)
    }

    fn drop(self, resource: &str) -> String {
        match self {
            Mangling::Standard(_) => format!("{resource}_drop"),
            Mangling::Legacy(_) => format!("[resource-drop]{resource}"),
        }
    }
}

impl World {
    /// Reads the WIT in `packages`: each a file with its text, in the order in which they use each other, the last one with
    /// the world of a guest. The functions are those of the version that `mangling` has.
    pub fn read(packages: &[(&str, &str)], mangling: Mangling, roles: &Roles) -> World {
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
        let mut functions = BTreeMap::new();
        for (id, _) in types.resolve.interfaces.iter() {
            if let Some(module) = mangling.module(&types.resolve, id) {
                functions.extend(types.functions(id, &module, mangling, roles));
            }
        }
        if let Mangling::Legacy(_) = mangling {
            let of_root = built_in::of_root(types).into_iter();
            let of_root =
                of_root.map(|(name, built_in)| ((ROOT.to_owned(), name), Known::BuiltIn(built_in)));
            functions.extend(of_root);
        }
        let mut errors: Vec<&'static str> = Vec::new();
        let declared = functions.values().filter_map(|known| match known {
            Known::Declared(signature) => signature.errors(),
            Known::BuiltIn(_) => None,
        });
        for case in declared.flatten() {
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
    pub fn lookup(&'static self, module: &str, name: &str) -> Option<Function> {
        let key = (module.to_owned(), name.to_owned());
        self.functions.get(&key).map(Known::function)
    }

    /// Returns the function that traces call `name`, with the module that it is imported from; of two lowerings the one that
    /// returns when the call has finished.
    pub fn named(&'static self, name: &str) -> Option<(&'static str, Function)> {
        let functions = self.functions.iter();
        let functions = functions.map(|((module, _), known)| (module.as_str(), known.function()));
        let named: Vec<_> = functions
            .filter(|(_, function)| function.name() == name)
            .collect();
        let mut all = named.iter();
        let synchronous = all.find(|(_, function)| function.starts().is_none());
        synchronous.or(named.first()).copied()
    }

    /// Returns everything that functions answer which can fail, or be told of later.
    pub fn answers(&self) -> Vec<Answer> {
        let errors = self.errors.iter().map(|case| Answer::Err(case));
        let is_built_in = |known: &Known| matches!(known, Known::BuiltIn(_));
        let later = [
            Answer::Started,
            Answer::Completed,
            Answer::Dropped,
            Answer::Cancelled,
        ];
        let later = later
            .into_iter()
            .filter(|_| self.functions.values().any(is_built_in));
        [Answer::Ok]
            .into_iter()
            .chain(errors)
            .chain(later)
            .collect()
    }
}

impl Types {
    /// Returns the functions of an interface, by the names that core modules import them by from `module`.
    fn functions(
        &'static self,
        interface: InterfaceId,
        module: &str,
        mangling: Mangling,
        roles: &Roles,
    ) -> Vec<((String, String), Known)> {
        let interface = &self.resolve.interfaces[interface];
        let mut known = Vec::new();
        for function in interface.functions.values() {
            let name = function.name.clone();
            known.push((name, Known::Declared(self.declared(function, false, roles))));
            if let Mangling::Legacy(_) = mangling {
                if function.kind.is_async() {
                    let name = format!("[async-lower]{}", function.name);
                    known.push((name, Known::Declared(self.declared(function, true, roles))));
                }
                let built_in = built_in::of_function(self, function).into_iter();
                known.extend(built_in.map(|(name, built_in)| (name, Known::BuiltIn(built_in))));
            }
        }
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
                lowering: Lowering::Sync,
                result_pointer: None,
                result_role: None,
                ends_the_guest: false,
            };
            (mangling.drop(name), Known::Declared(described))
        });
        known.extend(drops);
        let known = known.into_iter();
        known
            .map(|(name, known)| ((module.to_owned(), name), known))
            .collect()
    }

    fn declared(
        &'static self,
        function: &'static wit_parser::Function,
        is_async: bool,
        roles: &Roles,
    ) -> Signature {
        let variant = match is_async {
            true => AbiVariant::GuestImportAsync,
            false => AbiVariant::GuestImport,
        };
        let signature = self.resolve.wasm_signature(variant, function);
        let name = function.name.replace("[method]", "");
        let name = name.replace("[static]", "");
        let params = function.params.iter().map(|param| Param {
            name: &param.name,
            ty: Declared::Type(param.ty),
            role: roles.parameter(&name, &param.name),
        });
        let core = signature.params.len();
        Signature {
            types: self,
            result_role: roles.result(&name),
            ends_the_guest: roles.ends.contains(&name.as_str()),
            params: params.collect(),
            name,
            result: function.result,
            core,
            lowering: match is_async {
                true => Lowering::Async {
                    indirect: signature.indirect_params,
                },
                false => Lowering::Sync,
            },
            result_pointer: signature.retptr.then(|| core.saturating_sub(1)),
        }
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

    /// Returns by what it says that it has not finished, where it may return before that.
    pub fn starts(&self) -> Option<Starts> {
        matches!(self.lowering, Lowering::Async { .. }).then_some(Starts::Subtask)
    }

    /// Returns the types of its parameters, where those stand in memory one behind the other.
    fn indirect(&self) -> Option<Vec<Type>> {
        if self.lowering != (Lowering::Async { indirect: true }) {
            return None;
        }
        let types = self.params.iter().filter_map(|param| match param.ty {
            Declared::Type(ty) => Some(ty),
            Declared::Dropped(_) => None,
        });
        Some(types.collect())
    }

    /// Returns the memory that the call reads, to be reported before it.
    pub fn enter_regions(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        if let Some(types) = self.indirect() {
            let len = self.types.sizes.record(&types).size.size_wasm32();
            let len = u32::try_from(len).unwrap_or(u32::MAX);
            regions.push(Region::Fixed { ptr: 0, len });
            for (ty, at) in types.iter().zip(self.types.offsets(&types)) {
                regions.extend(self.types.element(*ty).map(|element| Region::List {
                    ptr: 0,
                    offset: u32::try_from(at).unwrap_or(u32::MAX),
                    size: self.types.size(element),
                }));
            }
            return regions;
        }
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
        // Of a tuple or a record, the bytes and texts in it.
        let parts = success.filter(|_| element.is_none());
        let parts = parts.map_or(Vec::new(), |parts| self.types.inner(parts));
        let list = list
            .into_iter()
            .chain(parts.into_iter().map(|at| Region::List {
                ptr,
                offset: offset.saturating_add(at),
                size: 1,
            }));
        let inner = element.map(|of| self.inner(Elements::List { ptr, offset }, of));
        let inner = inner.into_iter().flatten();
        [whole].into_iter().chain(list).chain(inner).collect()
    }
}
