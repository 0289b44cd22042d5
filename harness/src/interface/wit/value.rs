//! The parameters and results of a call of a function that WIT declares.
//!
//! Parameters come as the numbers that they are flattened to, results from the memory that the call has written. Each type
//! is read by its declaration; only addresses are then written as everybody writes them.

use std::net::{Ipv4Addr, Ipv6Addr};

use wit_parser::{Handle, Int, Type, TypeDefKind};

use super::super::decode::{Answer, Field};
use super::super::value::Value;
use super::super::{MAX_ARRAY, Role, memory, names};
use super::{Declared, Function, WIT, shape};
use crate::record::{Image, Moment, Read, Record};

/// What a call was given, what it returned, and what it returned it with.
///
/// `args` are as many as [`Function::parameters`], `before` the memory when the call was made, `exit` the report of its
/// end, if it came to one.
pub fn decode(
    function: &'static Function,
    args: &[u64],
    before: &Image,
    exit: Option<&Record>,
) -> (Vec<Field>, Answer, Vec<Field>) {
    let mut numbers = args.iter().copied();
    let given = function.params.iter().map(|param| Field {
        name: param.name,
        role: param.role,
        value: match param.ty {
            Declared::Type(ty) => flattened(ty, &mut numbers, before),
            Declared::Dropped(resource) => handle(resource, numbers.next().unwrap_or_default()),
        },
    });
    let given = given.collect();
    let (answer, outs) = match exit {
        None => (Answer::Pending, Vec::new()),
        Some(exit) => returned(function, args, exit),
    };
    (given, answer, outs)
}

fn returned(function: &'static Function, args: &[u64], exit: &Record) -> (Answer, Vec<Field>) {
    let Some(result) = function.result else {
        return (Answer::Returned, Vec::new());
    };
    let role = function.result_role;
    let value = |value: Value| {
        vec![Field {
            name: "value",
            role: made(&value).or(role),
            value,
        }]
    };
    let Some(ptr) = function.result_pointer else {
        let number = match exit.moment {
            Moment::Exit(Some(number)) => number,
            _ => return (Answer::Returned, Vec::new()),
        };
        let flat = flattened(result, &mut [number].into_iter(), &exit.image);
        return (Answer::Returned, value(flat));
    };
    let bytes = match exit.image.read(args[ptr], shape::size(result) as usize) {
        Read::Bytes(bytes) => bytes,
        Read::OutOfBounds | Read::Unknown => return (Answer::Returned, value(Value::Unknown)),
    };
    let Some(TypeDefKind::Result(of)) = shape::declaration(result).map(|ty| &ty.kind) else {
        return (Answer::Returned, value(stored(result, bytes, &exit.image)));
    };
    let payload = shape::payload(Int::U8, [of.ok.as_ref(), of.err.as_ref()]);
    let payload = bytes.get(payload..).unwrap_or_default();
    match (bytes.first(), of.ok, of.err) {
        (Some(0), Some(ok), _) => (Answer::Ok, parts(ok, role, payload, &exit.image)),
        (Some(0), None, _) => (Answer::Ok, Vec::new()),
        (_, _, Some(err)) => error(err, payload, &exit.image),
        (_, _, None) => (Answer::Err("error"), Vec::new()),
    }
}

/// What a call succeeds with: each part of a tuple, called by its type, or one value.
fn parts(ty: Type, role: Option<Role>, bytes: &[u8], image: &Image) -> Vec<Field> {
    let Some(TypeDefKind::Tuple(tuple)) = shape::declaration(ty).map(|ty| &ty.kind) else {
        let value = stored(ty, bytes, image);
        return vec![Field {
            name: "value",
            role: made(&value).or(role),
            value,
        }];
    };
    let offsets = shape::offsets(&tuple.types);
    let parts = tuple.types.iter().zip(offsets).map(|(ty, at)| {
        let value = stored(*ty, bytes.get(at..).unwrap_or_default(), image);
        Field {
            name: name(*ty),
            role: made(&value),
            value,
        }
    });
    parts.collect()
}

/// A handle that comes out of a call is one that the call has made.
fn made(value: &Value) -> Option<Role> {
    matches!(value, Value::Handle { .. }).then_some(Role::Made)
}

/// What a call fails with: the case of an enum or a variant, and what the case carries.
fn error(ty: Type, bytes: &[u8], image: &Image) -> (Answer, Vec<Field>) {
    let number = bytes.first().copied().map_or(usize::MAX, usize::from);
    let Some(case) = shape::cases(ty).get(number).copied() else {
        return (Answer::Err("?"), Vec::new());
    };
    let carried = match shape::declaration(ty).map(|ty| &ty.kind) {
        Some(TypeDefKind::Variant(variant)) => variant.cases[number].ty.map(|carried| {
            let at = shape::payload(variant.tag(), shape::payloads(&variant.cases));
            let value = stored(carried, bytes.get(at..).unwrap_or_default(), image);
            Field {
                name: name(carried),
                role: made(&value),
                value,
            }
        }),
        _ => None,
    };
    (Answer::Err(case), carried.into_iter().collect())
}

/// What a value without a name of its own is called by: the resource of a handle, or its type.
fn name(ty: Type) -> &'static str {
    let Some(declaration) = shape::declaration(ty) else {
        return "value";
    };
    match declaration.kind {
        TypeDefKind::Handle(Handle::Own(of) | Handle::Borrow(of)) => {
            WIT.resolve.types[of].name.as_deref().unwrap_or("value")
        }
        _ => declaration.name.as_deref().unwrap_or("value"),
    }
}

fn handle(resource: &'static str, number: u64) -> Value {
    u32::try_from(number).map_or(Value::Unknown, |number| Value::Handle { resource, number })
}

/// A value of `ty` from the numbers that it was flattened to.
fn flattened(ty: Type, numbers: &mut dyn Iterator<Item = u64>, image: &Image) -> Value {
    let Some(declaration) = shape::declaration(ty) else {
        let number = numbers.next().unwrap_or_default();
        return match shape::resolved(ty) {
            Type::String => {
                memory::text(image, number, numbers.next().unwrap_or_default(), MAX_ARRAY)
            }
            ty => scalar(ty, number),
        };
    };
    let value = match &declaration.kind {
        TypeDefKind::Handle(Handle::Own(_) | Handle::Borrow(_)) => {
            handle(name(ty), numbers.next().unwrap_or_default())
        }
        TypeDefKind::Enum(of) => {
            let number = numbers.next().unwrap_or_default();
            let case = usize::try_from(number).ok().and_then(|at| of.cases.get(at));
            case.map_or(Value::Number(number), |case| Value::Name(case.name.clone()))
        }
        TypeDefKind::Record(record) => Value::Struct(
            (record.fields.iter())
                .map(|field| (field.name.as_str(), flattened(field.ty, numbers, image)))
                .collect(),
        ),
        TypeDefKind::Tuple(tuple) => list(
            (tuple.types.iter())
                .map(|ty| flattened(*ty, numbers, image))
                .collect(),
        ),
        TypeDefKind::List(of) => {
            let (address, count) = (numbers.next(), numbers.next());
            elements(
                *of,
                address.unwrap_or_default(),
                count.unwrap_or_default(),
                image,
            )
        }
        TypeDefKind::Variant(_) | TypeDefKind::Option(_) | TypeDefKind::Result(_) => {
            let tag = numbers.next().unwrap_or_default();
            let mut rest = numbers
                .take(shape::flat(ty) - 1)
                .collect::<Vec<_>>()
                .into_iter();
            case(&declaration.kind, tag, &mut |ty| {
                flattened(ty, &mut rest, image)
            })
        }
        _ => Value::Unknown,
    };
    written(declaration.name.as_deref(), value)
}

/// A value of `ty` from the memory that begins with `bytes`.
fn stored(ty: Type, bytes: &[u8], image: &Image) -> Value {
    let Some(bytes) = bytes.get(..shape::size(ty) as usize) else {
        return Value::Unknown;
    };
    let number = |bytes: &[u8]| super::super::layout::number(bytes);
    let Some(declaration) = shape::declaration(ty) else {
        return match shape::resolved(ty) {
            Type::String => {
                memory::text(image, number(&bytes[..4]), number(&bytes[4..]), MAX_ARRAY)
            }
            ty => scalar(ty, number(bytes)),
        };
    };
    let part = |ty: Type, at: usize| stored(ty, bytes.get(at..).unwrap_or_default(), image);
    let value = match &declaration.kind {
        TypeDefKind::Handle(Handle::Own(_) | Handle::Borrow(_)) => handle(name(ty), number(bytes)),
        TypeDefKind::Enum(of) => {
            let number = number(bytes);
            let case = usize::try_from(number).ok().and_then(|at| of.cases.get(at));
            case.map_or(Value::Number(number), |case| Value::Name(case.name.clone()))
        }
        TypeDefKind::Record(record) => {
            let offsets = shape::offsets(record.fields.iter().map(|field| &field.ty));
            let fields = record.fields.iter().zip(offsets);
            Value::Struct(
                fields
                    .map(|(field, at)| (field.name.as_str(), part(field.ty, at)))
                    .collect(),
            )
        }
        TypeDefKind::Tuple(tuple) => {
            let offsets = shape::offsets(&tuple.types);
            let types = tuple.types.iter().zip(offsets);
            list(types.map(|(ty, at)| part(*ty, at)).collect())
        }
        TypeDefKind::List(of) => elements(*of, number(&bytes[..4]), number(&bytes[4..]), image),
        TypeDefKind::Variant(variant) => {
            let at = shape::payload(variant.tag(), shape::payloads(&variant.cases));
            case(&declaration.kind, u64::from(bytes[0]), &mut |ty| {
                part(ty, at)
            })
        }
        TypeDefKind::Option(some) => {
            let at = shape::payload(Int::U8, [None, Some(some)]);
            case(&declaration.kind, u64::from(bytes[0]), &mut |ty| {
                part(ty, at)
            })
        }
        TypeDefKind::Result(of) => {
            let at = shape::payload(Int::U8, [of.ok.as_ref(), of.err.as_ref()]);
            case(&declaration.kind, u64::from(bytes[0]), &mut |ty| {
                part(ty, at)
            })
        }
        _ => Value::Unknown,
    };
    written(declaration.name.as_deref(), value)
}

/// The case `tag` of a variant, an option or a result; `carried` reads what the case carries.
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
        Type::Bool => Value::Name(names::BOOL.text(number)),
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

/// The elements of a list, as many as were reported. A list of bytes is shown as such.
fn elements(of: Type, address: u64, count: u64, image: &Image) -> Value {
    if shape::resolved(of) == Type::U8 {
        return memory::text(image, address, count, MAX_ARRAY);
    }
    let size = u64::from(shape::size(of));
    let reported = count.min(u64::from(MAX_ARRAY) / size.max(1));
    let mut items = Vec::new();
    for index in 0..reported {
        match image.read(address.wrapping_add(index * size), size as usize) {
            Read::Bytes(bytes) => items.push(stored(of, bytes, image)),
            Read::OutOfBounds if items.is_empty() => return Value::OutOfBounds(address),
            Read::Unknown if items.is_empty() => return Value::Unknown,
            Read::OutOfBounds | Read::Unknown => break,
        }
    }
    Value::List { items, len: count }
}

/// Addresses as they are written everywhere. One with a flow or a scope stays as WIT has it.
fn written(name: Option<&str>, value: Value) -> Value {
    let address = match (name, &value) {
        (Some("ip-socket-address"), Value::Case { carried, .. }) => {
            carried.as_deref().and_then(socket_address)
        }
        (Some("ip-address"), Value::Case { carried, .. }) => {
            carried.as_deref().and_then(ip).map(Value::Ip)
        }
        _ => None,
    };
    address.unwrap_or(value)
}

fn socket_address(value: &Value) -> Option<Value> {
    let Value::Struct(fields) = value else {
        return None;
    };
    let field = |wanted: &str| {
        let mut fields = fields.iter();
        fields
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value)
    };
    let beside = ["flow-info", "scope-id"].map(field);
    if beside
        .iter()
        .flatten()
        .any(|value| **value != Value::Number(0))
    {
        return None;
    }
    match field("port")? {
        Value::Number(port) => Some(Value::Address {
            ip: ip(field("address")?)?,
            port: u16::try_from(*port).ok()?,
        }),
        _ => None,
    }
}

fn ip(value: &Value) -> Option<std::net::IpAddr> {
    let Value::List { items, .. } = value else {
        return None;
    };
    let numbers = items.iter().map(|item| match item {
        Value::Number(number) => u16::try_from(*number).ok(),
        _ => None,
    });
    let numbers: Vec<u16> = numbers.collect::<Option<_>>()?;
    match <[u16; 8]>::try_from(numbers.as_slice()) {
        Ok(groups) => Some(Ipv6Addr::from(groups).into()),
        Err(_) => {
            let octets = numbers.into_iter().map(|octet| u8::try_from(octet).ok());
            let octets: Vec<u8> = octets.collect::<Option<_>>()?;
            Some(Ipv4Addr::from(<[u8; 4]>::try_from(octets).ok()?).into())
        }
    }
}
