//! A function that WIT declares, as core modules import it: its parameters as numbers, and the memory that belongs to a call.

use std::fmt;

use wit_parser::Type;
use wit_parser::abi::AbiVariant;

use super::{Roles, Types};
use crate::interface::function::Starts;
use crate::interface::region::{Count, Elements, Region};
use crate::interface::role::Role;

/// A function that WIT declares, or the dropping of a handle, which every resource has.
pub struct Signature {
    /// The name that traces and grids use: `tcp-socket.start-bind`, `create-tcp-socket`, `tcp-socket.drop`.
    pub name: String,
    pub(super) types: &'static Types,
    pub(super) params: Vec<Param>,
    pub(super) result: Option<Type>,
    /// How many core parameters there are.
    pub(super) core: usize,
    pub(super) lowering: Lowering,
    /// The core parameter that holds the address for the result, where memory takes it.
    pub(super) result_pointer: Option<usize>,
    /// What the result is to the socket that the call is about.
    pub(super) result_role: Option<Role>,
    /// Whether a call of it ends the guest.
    pub ends_the_guest: bool,
}

/// How a function is lowered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lowering {
    /// A call returns when it has finished.
    Sync,
    /// It may return before.
    Async {
        /// Whether its parameters stand in memory, at the address in the first core parameter.
        indirect: bool,
    },
}

/// A parameter, as WIT has it.
pub struct Param {
    pub name: &'static str,
    pub ty: Declared,
    pub role: Option<Role>,
}

#[derive(Clone, Copy)]
pub enum Declared {
    /// A type of WIT.
    Type(Type),
    /// The handle of this resource that is dropped.
    Dropped(&'static str),
}

impl Types {
    /// Returns what a declaration is to a core module, lowered synchronously or not.
    pub fn declared(
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
    /// Returns the function that drops a handle of a resource.
    pub fn drop(&'static self, resource: &'static str) -> Signature {
        Signature {
            name: format!("{resource}.drop"),
            types: self,
            params: vec![Param {
                name: "self",
                ty: Declared::Dropped(resource),
                role: Some(Role::Asked),
            }],
            result: None,
            core: 1,
            lowering: Lowering::Sync,
            result_pointer: None,
            result_role: None,
            ends_the_guest: false,
        }
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
    pub(super) fn indirect(&self) -> Option<Vec<Type>> {
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
