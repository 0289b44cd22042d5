//! The names by which core modules import what a WIT declares.

use wit_parser::{InterfaceId, Resolve};

/// How core modules call what a WIT declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mangling {
    /// `standard32`: synchronous functions of packages of this version, such as `@0.2`.
    Standard(&'static str),
    /// The older one, with the same of this version, such as `@0.3.0`.
    Legacy(&'static str),
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
    pub fn module(self, resolve: &Resolve, interface: InterfaceId) -> Option<String> {
        let id = match self {
            Mangling::Standard(_) => resolve.canonicalized_id_of(interface),
            Mangling::Legacy(_) => resolve.id_of(interface),
        };
        let module = format!("{}{}", self.prefix(), id?);
        self.is_import(&module).then_some(module)
    }

    pub fn drop(self, resource: &str) -> String {
        match self {
            Mangling::Standard(_) => format!("{resource}_drop"),
            Mangling::Legacy(_) => format!("[resource-drop]{resource}"),
        }
    }
}
