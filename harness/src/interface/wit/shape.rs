//! The shapes of types: how many numbers they flatten to, and where their parts stand in memory.

use wit_parser::{Case, Handle, Int, Type, TypeDef, TypeDefKind};

use super::Types;

impl Types {
    /// Returns the declaration behind the name of a type, with all other names for it seen through.
    pub fn declaration(&self, ty: Type) -> Option<&TypeDef> {
        let mut ty = ty;
        loop {
            let Type::Id(id) = ty else {
                return None;
            };
            let declaration = &self.resolve.types[id];
            match declaration.kind {
                TypeDefKind::Type(other) => ty = other,
                _ => return Some(declaration),
            }
        }
    }

    /// Returns the type behind all names for it.
    pub fn resolved(&self, ty: Type) -> Type {
        match ty {
            Type::Id(id) => match self.resolve.types[id].kind {
                TypeDefKind::Type(other) => self.resolved(other),
                _ => ty,
            },
            ty => ty,
        }
    }

    /// Returns what a value without a name of its own is called by: the resource of a handle, or its type.
    pub fn name(&'static self, ty: Type) -> &'static str {
        let Some(declaration) = self.declaration(ty) else {
            return "value";
        };
        let name = match declaration.kind {
            TypeDefKind::Handle(Handle::Own(of) | Handle::Borrow(of)) => {
                &self.resolve.types[of].name
            }
            TypeDefKind::Stream(_) => return "reader",
            TypeDefKind::Future(_) => return "future",
            _ => &declaration.name,
        };
        name.as_deref().unwrap_or("value")
    }

    /// Returns a word for a type, as WIT has it between angle brackets; of a `result` no more than that.
    pub fn word(&'static self, ty: Type) -> &'static str {
        match (self.resolved(ty), self.declaration(ty).map(|ty| &ty.kind)) {
            (Type::U8, _) => "u8",
            (_, Some(TypeDefKind::Result(_))) => "result",
            _ => self.name(ty),
        }
    }

    /// Returns how many bytes a value takes in memory.
    pub fn size(&self, ty: Type) -> u32 {
        u32::try_from(self.sizes.size(&ty).size_wasm32()).unwrap_or(u32::MAX)
    }

    /// Returns where the parts of a record or tuple begin.
    pub fn offsets<'a>(&self, parts: impl IntoIterator<Item = &'a Type>) -> Vec<usize> {
        let offsets = self.sizes.field_offsets(parts);
        offsets
            .into_iter()
            .map(|(at, _)| at.size_wasm32())
            .collect()
    }

    /// Returns where the payload of a variant begins whose number takes `tag`.
    pub fn payload<'a>(
        &self,
        tag: Int,
        cases: impl IntoIterator<Item = Option<&'a Type>>,
    ) -> usize {
        self.sizes.payload_offset(tag, cases).size_wasm32()
    }

    /// Returns how many core numbers a parameter of this type is passed as.
    pub fn flat(&self, ty: Type) -> usize {
        let most = |payloads: &mut dyn Iterator<Item = Option<Type>>| {
            payloads
                .flatten()
                .map(|ty| self.flat(ty))
                .max()
                .unwrap_or_default()
        };
        let Some(declaration) = self.declaration(ty) else {
            return match self.resolved(ty) {
                Type::String => 2,
                _ => 1,
            };
        };
        match &declaration.kind {
            TypeDefKind::Record(record) => {
                record.fields.iter().map(|field| self.flat(field.ty)).sum()
            }
            TypeDefKind::Tuple(tuple) => tuple.types.iter().map(|ty| self.flat(*ty)).sum(),
            TypeDefKind::List(_) => 2,
            TypeDefKind::Variant(variant) => {
                1 + most(&mut variant.cases.iter().map(|case| case.ty))
            }
            TypeDefKind::Option(some) => 1 + self.flat(*some),
            TypeDefKind::Result(result) => 1 + most(&mut [result.ok, result.err].into_iter()),
            _ => 1,
        }
    }

    /// Returns the type of the elements, if this is a list or a string.
    pub fn element(&self, ty: Type) -> Option<Type> {
        match (
            self.declaration(ty).map(|declaration| &declaration.kind),
            ty,
        ) {
            (Some(TypeDefKind::List(of)), _) => Some(*of),
            (None, Type::String) => Some(Type::U8),
            _ => None,
        }
    }

    /// Returns where lists of bytes and texts stand in a record or tuple, and in the records and tuples in that.
    pub fn inner(&self, ty: Type) -> Vec<u32> {
        let parts: Vec<Type> = match self.declaration(ty).map(|declaration| &declaration.kind) {
            Some(TypeDefKind::Record(record)) => {
                record.fields.iter().map(|field| field.ty).collect()
            }
            Some(TypeDefKind::Tuple(tuple)) => tuple.types.clone(),
            _ => {
                let element = self.element(ty).map(|element| self.resolved(element));
                return Vec::from_iter((element == Some(Type::U8)).then_some(0));
            }
        };
        let offsets = self.offsets(&parts);
        let inner = parts.iter().zip(offsets).flat_map(|(part, at)| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let inner = self.inner(*part).into_iter();
            inner.map(move |inner| at.saturating_add(inner))
        });
        inner.collect()
    }

    /// Returns what a call gives when it succeeds, and where in the memory of its result that begins.
    pub fn success(&self, result: Type) -> (Option<Type>, u32) {
        match self
            .declaration(result)
            .map(|declaration| &declaration.kind)
        {
            Some(TypeDefKind::Result(of)) => {
                let offset = self.payload(Int::U8, [of.ok.as_ref(), of.err.as_ref()]);
                (of.ok, u32::try_from(offset).unwrap_or(u32::MAX))
            }
            _ => (Some(result), 0),
        }
    }

    /// Whether this is a `result`, and the type of its error, if that has one.
    pub fn failure(&self, result: Type) -> (bool, Option<Type>) {
        match self
            .declaration(result)
            .map(|declaration| &declaration.kind)
        {
            Some(TypeDefKind::Result(of)) => (true, of.err),
            _ => (false, None),
        }
    }

    /// Returns the names of the cases of an enum or a variant, in the order of their numbers.
    pub fn cases(&self, ty: Type) -> Vec<&str> {
        match self.declaration(ty).map(|declaration| &declaration.kind) {
            Some(TypeDefKind::Enum(of)) => of.cases.iter().map(|case| case.name.as_str()).collect(),
            Some(TypeDefKind::Variant(of)) => {
                of.cases.iter().map(|case| case.name.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Returns the types that the cases of a variant carry.
pub fn payloads(cases: &[Case]) -> impl Iterator<Item = Option<&Type>> {
    cases.iter().map(|case| case.ty.as_ref())
}
