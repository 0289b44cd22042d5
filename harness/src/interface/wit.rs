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
mod mangling;
mod places;
mod roles;
mod shape;
mod signature;
pub mod value;

use std::collections::BTreeMap;

use wit_parser::{InterfaceId, Resolve, SizeAlign, TypeDefKind};

use super::answer::Answer;
use super::function::Function;
pub use built_in::{BuiltIn, ENDS, ROOT};
pub use mangling::Mangling;
pub use roles::Roles;
pub use signature::Signature;

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
            let described = self.drop(name);
            (mangling.drop(name), Known::Declared(described))
        });
        known.extend(drops);
        let known = known.into_iter();
        known
            .map(|(name, known)| ((module.to_owned(), name), known))
            .collect()
    }
}
