//! The parameters and results of a call of a function that WIT declares.
//!
//! Parameters come as the numbers that they are flattened to, results from the memory that the call has written. Each type
//! is read by its declaration; only addresses are then written as everybody writes them.

use wit_parser::{Handle, Int, Type, TypeDefKind};

use super::address::plain;
use super::signature::Declared;
use super::{Signature, Types, shape};
use crate::interface::{Answer, Field, MAX_ARRAY, MAX_BUFFER, Role, Value, memory};
use crate::record::{Image, Read, Record};

/// Returns what a call was given, what it returned, and what it returned it with.
///
/// `args` are as many as [`Signature::parameters`], `before` the memory when the call was made, `end` the report of its
/// end, if it came to one.
pub fn decode(
    signature: &'static Signature,
    args: &[u64],
    before: &Image,
    end: Option<&Record>,
) -> (Vec<Field>, Answer, Vec<Field>) {
    let reader = Reader {
        types: signature.types,
        image: before,
        reported: MAX_ARRAY,
    };
    let given = match signature.indirect() {
        Some(types) => reader.pointed(signature, &types, args[0]),
        None => {
            let mut numbers = args.iter().copied();
            let given = signature.params.iter().map(|param| Field {
                name: param.name,
                role: param.role,
                value: match param.ty {
                    Declared::Type(ty) => reader.flattened(ty, &mut numbers),
                    Declared::Dropped(resource) => {
                        handle(resource, numbers.next().unwrap_or_default())
                    }
                },
            });
            given.collect()
        }
    };
    let (answer, outs) = match end {
        None => (Answer::Pending, Vec::new()),
        Some(end) => returned(signature, args, end),
    };
    (given, answer, outs)
}

fn returned(signature: &'static Signature, args: &[u64], end: &Record) -> (Answer, Vec<Field>) {
    // What a call that may finish later returns is the state of its subtask, of which 2 is that it has returned.
    if let (Some(_), Some(3 | 4)) = (
        signature.starts(),
        end.moment.result().map(|state| state & 15),
    ) {
        return (Answer::Cancelled, Vec::new());
    }
    let Some(result) = signature.result else {
        return (Answer::Returned, Vec::new());
    };
    let types = signature.types;
    let reader = Reader {
        types,
        image: &end.image,
        reported: MAX_ARRAY,
    };
    let role = signature.result_role;
    let value = |value: Value| {
        vec![Field {
            name: "value",
            role: made(&value).or(role),
            value,
        }]
    };
    let Some(ptr) = signature.result_pointer else {
        let Some(number) = end.moment.result() else {
            return (Answer::Returned, Vec::new());
        };
        let flat = reader.flattened(result, &mut [number].into_iter());
        return (Answer::Returned, value(flat));
    };
    match types.failure(result).0 {
        true => reader.result_at(result, args[ptr], role),
        false => match end.image.read(args[ptr], types.size(result) as usize) {
            Read::Bytes(bytes) => (Answer::Returned, reader.parts(result, role, bytes)),
            Read::OutOfBounds | Read::Unknown => (Answer::Returned, value(Value::Unknown)),
        },
    }
}

/// Gives a handle its role: one that comes out of a call is one that the call has made.
fn made(value: &Value) -> Option<Role> {
    matches!(value, Value::Handle { .. }).then_some(Role::Made)
}

pub fn handle(resource: &'static str, number: u64) -> Value {
    u32::try_from(number).map_or(Value::Unknown, |number| Value::Handle { resource, number })
}

/// Reads values of these types, and what they refer to in memory.
pub struct Reader<'a> {
    /// The types.
    pub types: &'static Types,
    /// The memory.
    pub image: &'a Image,
    /// How many bytes of a list are reported: of one in the elements of another it is less.
    pub reported: u32,
}

impl Reader<'_> {
    /// Returns the parameters of a call that stand one behind the other at `address`.
    fn pointed(&self, signature: &'static Signature, types: &[Type], address: u64) -> Vec<Field> {
        let offsets = self.types.offsets(types);
        let params = signature.params.iter().zip(types).zip(offsets);
        let given = params.map(|((param, ty), at)| {
            let size = self.types.size(*ty) as usize;
            let value = match self.image.read(address + at as u64, size) {
                Read::Bytes(bytes) => self.stored(*ty, bytes),
                Read::OutOfBounds | Read::Unknown => Value::Unknown,
            };
            Field {
                name: param.name,
                role: param.role,
                value,
            }
        });
        given.collect()
    }

    /// Returns which half of a `result` stands at `address`, and what it has.
    pub fn result_at(
        &self,
        result: Type,
        address: u64,
        role: Option<Role>,
    ) -> (Answer, Vec<Field>) {
        let types = self.types;
        let read = self.image.read(address, types.size(result) as usize);
        let (Read::Bytes(bytes), Some(TypeDefKind::Result(of))) =
            (read, types.declaration(result).map(|ty| &ty.kind))
        else {
            let unknown = Field {
                name: "value",
                value: Value::Unknown,
                role,
            };
            return (Answer::Returned, vec![unknown]);
        };
        let payload = types.payload(Int::U8, [of.ok.as_ref(), of.err.as_ref()]);
        let payload = bytes.get(payload..).unwrap_or_default();
        match (bytes.first(), of.ok, of.err) {
            (Some(0), Some(ok), _) => (Answer::Ok, self.parts(ok, role, payload)),
            (Some(0), None, _) => (Answer::Ok, Vec::new()),
            (_, _, Some(err)) => self.error(err, payload),
            (_, _, None) => (Answer::Err("error"), Vec::new()),
        }
    }

    /// Returns what a call succeeds with: each part of a tuple, called by its type, or one value.
    fn parts(&self, ty: Type, role: Option<Role>, bytes: &[u8]) -> Vec<Field> {
        let Some(TypeDefKind::Tuple(tuple)) = self.types.declaration(ty).map(|ty| &ty.kind) else {
            let value = self.stored(ty, bytes);
            return vec![Field {
                name: "value",
                role: made(&value).or(role),
                value,
            }];
        };
        let offsets = self.types.offsets(&tuple.types);
        let parts = tuple.types.iter().zip(offsets).map(|(ty, at)| {
            let value = self.stored(*ty, bytes.get(at..).unwrap_or_default());
            Field {
                name: self.types.name(*ty),
                role: made(&value),
                value,
            }
        });
        parts.collect()
    }

    /// Returns what a call fails with: the case of an enum or a variant, and what the case carries.
    fn error(&self, ty: Type, bytes: &[u8]) -> (Answer, Vec<Field>) {
        let number = bytes.first().copied().map_or(usize::MAX, usize::from);
        let Some(case) = self.types.cases(ty).get(number).copied() else {
            return (Answer::Err("?"), Vec::new());
        };
        let carried = match self.types.declaration(ty).map(|ty| &ty.kind) {
            Some(TypeDefKind::Variant(variant)) => variant.cases[number].ty.map(|carried| {
                let payloads = shape::payloads(&variant.cases);
                let at = self.types.payload(variant.tag(), payloads);
                let value = self.stored(carried, bytes.get(at..).unwrap_or_default());
                Field {
                    name: self.types.name(carried),
                    role: made(&value),
                    value,
                }
            }),
            _ => None,
        };
        (Answer::Err(case), carried.into_iter().collect())
    }

    /// Returns a value of `ty` from the numbers that it was flattened to.
    fn flattened(&self, ty: Type, numbers: &mut dyn Iterator<Item = u64>) -> Value {
        let mut next = || numbers.next().unwrap_or_default();
        let Some(declaration) = self.types.declaration(ty) else {
            return match self.types.resolved(ty) {
                Type::String => {
                    let (address, length) = (next(), next());
                    memory::bytes(self.image, address, length, self.reported)
                }
                ty => scalar(ty, next()),
            };
        };
        let value = match &declaration.kind {
            TypeDefKind::Handle(Handle::Own(_) | Handle::Borrow(_))
            | TypeDefKind::Stream(_)
            | TypeDefKind::Future(_) => handle(self.types.name(ty), next()),
            TypeDefKind::Enum(of) => {
                let number = next();
                let case = usize::try_from(number).ok().and_then(|at| of.cases.get(at));
                case.map_or(Value::Number(number), |case| Value::Name(case.name.clone()))
            }
            TypeDefKind::Record(record) => Value::Struct(
                (record.fields.iter())
                    .map(|field| (field.name.as_str(), self.flattened(field.ty, numbers)))
                    .collect(),
            ),
            TypeDefKind::Tuple(tuple) => list(
                (tuple.types.iter())
                    .map(|ty| self.flattened(*ty, numbers))
                    .collect(),
            ),
            TypeDefKind::List(of) => {
                let (address, count) = (next(), next());
                self.elements(*of, address, count)
            }
            TypeDefKind::Variant(_) | TypeDefKind::Option(_) | TypeDefKind::Result(_) => {
                let tag = next();
                let rest = numbers.take(self.types.flat(ty) - 1);
                let mut rest = rest.collect::<Vec<_>>().into_iter();
                case(&declaration.kind, tag, &mut |ty| {
                    self.flattened(ty, &mut rest)
                })
            }
            _ => Value::Unknown,
        };
        plain(declaration.name.as_deref(), value)
    }

    /// Returns a value of `ty` from the memory that begins with `bytes`.
    fn stored(&self, ty: Type, bytes: &[u8]) -> Value {
        let Some(bytes) = bytes.get(..self.types.size(ty) as usize) else {
            return Value::Unknown;
        };
        let number = memory::number;
        let Some(declaration) = self.types.declaration(ty) else {
            return match self.types.resolved(ty) {
                Type::String => {
                    let (address, length) = (number(&bytes[..4]), number(&bytes[4..]));
                    memory::bytes(self.image, address, length, self.reported)
                }
                ty => scalar(ty, number(bytes)),
            };
        };
        let part = |ty: Type, at: usize| self.stored(ty, bytes.get(at..).unwrap_or_default());
        let tagged = |at: usize| {
            case(&declaration.kind, u64::from(bytes[0]), &mut |ty| {
                part(ty, at)
            })
        };
        let value = match &declaration.kind {
            TypeDefKind::Handle(Handle::Own(_) | Handle::Borrow(_))
            | TypeDefKind::Stream(_)
            | TypeDefKind::Future(_) => handle(self.types.name(ty), number(bytes)),
            TypeDefKind::Enum(of) => {
                let number = number(bytes);
                let case = usize::try_from(number).ok().and_then(|at| of.cases.get(at));
                case.map_or(Value::Number(number), |case| Value::Name(case.name.clone()))
            }
            TypeDefKind::Record(record) => {
                let fields = &record.fields;
                let offsets = self.types.offsets(fields.iter().map(|field| &field.ty));
                let fields = fields.iter().zip(offsets);
                Value::Struct(
                    fields
                        .map(|(field, at)| (field.name.as_str(), part(field.ty, at)))
                        .collect(),
                )
            }
            TypeDefKind::Tuple(tuple) => {
                let offsets = self.types.offsets(&tuple.types);
                let types = tuple.types.iter().zip(offsets);
                list(types.map(|(ty, at)| part(*ty, at)).collect())
            }
            TypeDefKind::List(of) => self.elements(*of, number(&bytes[..4]), number(&bytes[4..])),
            TypeDefKind::Variant(variant) => {
                let payloads = shape::payloads(&variant.cases);
                tagged(self.types.payload(variant.tag(), payloads))
            }
            TypeDefKind::Option(some) => tagged(self.types.payload(Int::U8, [None, Some(some)])),
            TypeDefKind::Result(of) => {
                let payloads = [of.ok.as_ref(), of.err.as_ref()];
                tagged(self.types.payload(Int::U8, payloads))
            }
            _ => Value::Unknown,
        };
        plain(declaration.name.as_deref(), value)
    }

    /// Returns the elements of a list, as many as were reported. A list of bytes is shown as such.
    pub fn elements(&self, of: Type, address: u64, count: u64) -> Value {
        if self.types.resolved(of) == Type::U8 {
            return memory::bytes(self.image, address, count, self.reported);
        }
        let size = u64::from(self.types.size(of));
        let reported = count.min(u64::from(MAX_ARRAY) / size.max(1));
        let inner = Reader {
            reported: MAX_BUFFER,
            ..*self
        };
        let mut items = Vec::new();
        for index in 0..reported {
            let address = address.wrapping_add(index * size);
            match self.image.read(address, size as usize) {
                Read::Bytes(bytes) => items.push(inner.stored(of, bytes)),
                Read::OutOfBounds if items.is_empty() => return Value::OutOfBounds(address),
                Read::Unknown if items.is_empty() => return Value::Unknown,
                Read::OutOfBounds | Read::Unknown => break,
            }
        }
        Value::List { items, len: count }
    }
}

/// Returns the case `tag` of a variant, an option or a result; `carried` reads what the case carries.
fn case(kind: &'static TypeDefKind, tag: u64, carried: &mut dyn FnMut(Type) -> Value) -> Value {
    let cases: Vec<(&'static str, Option<Type>)> = match kind {
        TypeDefKind::Variant(of) => (of.cases.iter())
            .map(|case| (case.name.as_str(), case.ty))
            .collect(),
        TypeDefKind::Option(some) => vec![("none", None), ("some", Some(*some))],
        TypeDefKind::Result(of) => vec![("ok", of.ok), ("err", of.err)],
        _ => Vec::new(),
    };
    match usize::try_from(tag).ok().and_then(|tag| cases.get(tag)) {
        Some((name, ty)) => Value::Case {
            name,
            carried: ty.map(|ty| Box::new(carried(ty))),
        },
        None => Value::Number(tag),
    }
}

fn scalar(ty: Type, number: u64) -> Value {
    match ty {
        Type::Bool if number < 2 => Value::Name((number == 1).to_string()),
        // The numbers of a report are those of the bits without a sign.
        Type::S8 | Type::S16 | Type::S32 => Value::Signed(i64::from((number as u32).cast_signed())),
        Type::S64 => Value::Signed(number.cast_signed()),
        _ => Value::Number(number),
    }
}

fn list(items: Vec<Value>) -> Value {
    let len = items.len() as u64;
    Value::List { items, len }
}
