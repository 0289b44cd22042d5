//! Where the answer of a function that WIT declares stands, and each value of it.

use wit_parser::{Int, Type, TypeDefKind};

use super::signature::Declared;
use super::{Signature, Types, shape};
use crate::interface::place::{AnswerAt, At, Moves, Place, Sort};
use crate::interface::role::Role;

impl Signature {
    /// Returns where a call says how it went, once it has finished.
    pub fn answer_at(&self) -> AnswerAt {
        let fails = |result| self.types.failure(result).0;
        match (
            self.result.filter(|result| fails(*result)),
            self.result_pointer,
        ) {
            (Some(result), Some(ptr)) => AnswerAt::Memory {
                ptr,
                error: self.types.success(result).1,
            },
            (Some(_), None) => AnswerAt::Result,
            (None, _) => AnswerAt::Nowhere,
        }
    }

    /// Returns the values that a call gives when it succeeds; of a list its length.
    pub fn places(&self) -> Vec<Place> {
        let Some(result) = self.result else {
            return Vec::new();
        };
        let (Some(success), offset) = self.types.success(result) else {
            return Vec::new();
        };
        let mut places = Vec::new();
        match self.result_pointer {
            Some(ptr) => self.types.places(success, ptr, offset, &mut places),
            None => places.push(Place {
                field: "value",
                part: None,
                at: At::Result,
                sort: self.types.sort(success),
            }),
        }
        places
    }

    /// Returns the core parameters that are flags, with their names.
    pub fn flags(&self) -> Vec<(usize, &'static str)> {
        if self.starts().is_some() {
            return Vec::new();
        }
        let mut flags = Vec::new();
        let mut at = 0;
        for param in &self.params {
            let Declared::Type(ty) = param.ty else {
                break;
            };
            let declaration = self.types.declaration(ty);
            if declaration.is_some_and(|ty| matches!(ty.kind, TypeDefKind::Flags(_))) {
                flags.push((at, param.name));
            }
            at += self.types.flat(ty);
        }
        flags
    }

    /// Returns the bytes that a call moves.
    pub fn moves(&self) -> Option<Moves> {
        let is_bytes = |ty| {
            let element = self.types.element(ty);
            element.is_some_and(|of| self.types.resolved(of) == Type::U8)
        };
        if let (Some(Role::Moved), Some(ptr), Some(result)) =
            (self.result_role, self.result_pointer, self.result)
        {
            let (success, offset) = self.types.success(result);
            return success
                .filter(|ty| is_bytes(*ty))
                .map(|_| Moves::Taken { ptr, offset });
        }
        // Those of a call that may go on are read when it has returned, and may stand in memory.
        if self.starts().is_some() {
            return None;
        }
        let mut ptr = 0;
        for param in &self.params {
            let Declared::Type(ty) = param.ty else {
                break;
            };
            if param.role == Some(Role::Moved) && is_bytes(ty) {
                return Some(Moves::Given { ptr });
            }
            ptr += self.types.flat(ty);
        }
        None
    }
}

impl Types {
    fn sort(&self, ty: Type) -> Sort {
        let declaration = self.declaration(ty);
        match self.resolved(ty) {
            Type::Bool => Sort::Bool,
            _ if declaration.is_some_and(|ty| matches!(ty.kind, TypeDefKind::Flags(_))) => {
                Sort::Flags
            }
            _ => Sort::Number,
        }
    }

    /// Adds the values in a success of this type, whose parts are shown by the names of their types.
    fn places(&'static self, ty: Type, ptr: usize, offset: u32, places: &mut Vec<Place>) {
        let Some(TypeDefKind::Tuple(tuple)) = self.declaration(ty).map(|ty| &ty.kind) else {
            self.parts("value", None, ty, ptr, offset, places);
            return;
        };
        let offsets = self.offsets(&tuple.types);
        for (ty, at) in tuple.types.iter().zip(offsets) {
            self.parts(self.name(*ty), None, *ty, ptr, offset + at as u32, places);
        }
    }

    /// Adds the values in what is shown as `field`; of a variant its number, and those of the first case that has any.
    fn parts(
        &'static self,
        field: &'static str,
        part: Option<&'static str>,
        ty: Type,
        ptr: usize,
        offset: u32,
        places: &mut Vec<Place>,
    ) {
        let mut place = |part, offset, size, sort| {
            let at = At::Memory { ptr, offset, size };
            places.push(Place {
                field,
                part,
                at,
                sort,
            });
        };
        let Some(declaration) = self.declaration(ty) else {
            place(part, offset, self.size(ty), self.sort(ty));
            return;
        };
        match &declaration.kind {
            TypeDefKind::Record(record) => {
                let offsets = self.offsets(record.fields.iter().map(|field| &field.ty));
                for (of, at) in record.fields.iter().zip(offsets) {
                    self.parts(
                        field,
                        Some(&of.name),
                        of.ty,
                        ptr,
                        offset + at as u32,
                        places,
                    );
                }
            }
            TypeDefKind::Variant(variant) => {
                place(Some("case"), offset, 1, Sort::Number);
                let payload = self.payload(variant.tag(), shape::payloads(&variant.cases));
                let mut carried = variant.cases.iter().filter_map(|case| case.ty);
                if let Some(ty) = carried.next() {
                    self.parts(field, part, ty, ptr, offset + payload as u32, places);
                }
            }
            TypeDefKind::Option(some) => {
                place(Some("case"), offset, 1, Sort::Number);
                let payload = self.payload(Int::U8, [None, Some(some)]);
                self.parts(field, part, *some, ptr, offset + payload as u32, places);
            }
            TypeDefKind::List(_) => place(Some("length"), offset + 4, 4, Sort::Number),
            _ => place(part, offset, self.size(ty), self.sort(ty)),
        }
    }
}
