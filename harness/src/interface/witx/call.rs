//! The parameters and results of a call of a function that witx declares.

use super::{Kind, Layout, Param, Returns, Signature, names, pointers};
use crate::interface::{Answer, Field, MAX_ARRAY, Value, memory};
use crate::record::{Image, Read, Record};

/// Returns what a call was given, what it returned, and what it wrote, if it succeeded.
///
/// `args` are as many as the function has parameters, `before` is the memory when the call was made, `end` the report of
/// its end, if it came to one.
pub fn decode(
    signature: &'static Signature,
    args: &[u64],
    before: &Image,
    end: Option<&Record>,
) -> (Vec<Field>, Answer, Vec<Field>) {
    let answer = answer(signature.returns, end);
    let call = Call {
        signature,
        args,
        before,
        after: end.map(|end| &end.image),
    };
    let outs = match answer {
        Answer::Errno(0) => call.outs(),
        _ => Vec::new(),
    };
    (call.args(), answer, outs)
}

fn answer(returns: Returns, end: Option<&Record>) -> Answer {
    match end.map(|end| end.moment.result()) {
        None => Answer::Pending,
        Some(None) => Answer::Returned,
        Some(Some(number)) => match (returns, u16::try_from(number)) {
            (Returns::Errno, Ok(number)) => Answer::Errno(number),
            _ => Answer::Number(number),
        },
    }
}

/// A call of a known function, with as many arguments as it has parameters.
struct Call<'a> {
    signature: &'static Signature,
    args: &'a [u64],
    before: &'a Image,
    after: Option<&'a Image>,
}

impl Call<'_> {
    fn args(&self) -> Vec<Field> {
        let params = self.signature.params.iter().zip(self.args);
        params
            .filter_map(|(param, &arg)| {
                Some(Field {
                    name: param.name,
                    value: self.arg(param, arg)?,
                    role: param.role,
                })
            })
            .collect()
    }

    /// Returns what a parameter shows before the call, or `None` if that is nothing.
    fn arg(&self, param: &Param, arg: u64) -> Option<Value> {
        Some(match param.kind {
            Kind::Fd => u32::try_from(arg).map_or(Value::Number(arg), Value::Fd),
            Kind::Port => u16::try_from(arg).map_or(Value::Number(arg), Value::Port),
            Kind::Number => Value::Number(arg),
            Kind::Signed => Value::Signed(arg.cast_signed()),
            Kind::Bool => Value::Name(names::BOOL.show(arg)),
            Kind::Enum(names) | Kind::Flags(names) => Value::Name(names.show(arg)),
            Kind::Length | Kind::Pointer => return None,
            Kind::In(layout) | Kind::InOut(layout) => pointers::pointee(self.before, arg, layout),
            Kind::InArray { of, count } => {
                pointers::elements(self.before, arg, of, self.args[count])
            }
            Kind::Text { length } => memory::bytes(self.before, arg, self.args[length], MAX_ARRAY),
            Kind::Gather { count } => match pointers::vectors(self.before, arg, self.args[count]) {
                Ok(vectors) => pointers::gathered(self.before, &vectors, self.args[count]),
                Err(value) => value,
            },
            Kind::Scatter { count, .. } => {
                match pointers::vectors(self.before, arg, self.args[count]) {
                    Ok(vectors) => {
                        pointers::room_out_of_bounds(self.before, &vectors, self.args[count])?
                    }
                    Err(Value::OutOfBounds(address)) => Value::OutOfBounds(address),
                    Err(_) => return None,
                }
            }
            Kind::Out(layout) | Kind::OutArray { of: layout, .. } => {
                self.out_of_bounds(arg, layout)?
            }
        })
    }

    /// Returns the pointer `address` to the first `layout` of what the call writes, if that is out of bounds.
    fn out_of_bounds(&self, address: u64, layout: Layout) -> Option<Value> {
        match self.after?.read(address, layout.size() as usize) {
            Read::OutOfBounds => Some(Value::OutOfBounds(address)),
            Read::Bytes(_) | Read::Unknown => None,
        }
    }

    /// Returns what the call wrote. Pointers that are out of bounds are left to [`Call::args`].
    fn outs(&self) -> Vec<Field> {
        let Some(after) = self.after else {
            return Vec::new();
        };
        let mut outs = Vec::new();
        for (param, &arg) in self.signature.params.iter().zip(self.args) {
            let value = match param.kind {
                Kind::Out(layout) | Kind::InOut(layout) => {
                    match pointers::pointee(after, arg, layout) {
                        Value::Struct(fields) if spreads(layout) => {
                            outs.extend(fields.into_iter().map(|(name, value)| Field {
                                name,
                                value,
                                role: None,
                            }));
                            continue;
                        }
                        value => value,
                    }
                }
                Kind::OutArray { of, written, .. } => match self.written(after, written) {
                    Some(count) => pointers::elements(after, arg, of, count),
                    None => Value::Unknown,
                },
                Kind::Scatter { count, written } => {
                    let vectors = pointers::vectors(self.before, arg, self.args[count]);
                    match (vectors, self.written(after, written)) {
                        (Ok(vectors), Some(len)) => pointers::scattered(after, &vectors, len),
                        (Err(value), _) => value,
                        (Ok(_), None) => Value::Unknown,
                    }
                }
                _ => continue,
            };
            if !matches!(value, Value::OutOfBounds(_)) {
                outs.push(Field {
                    name: param.name,
                    value,
                    role: param.role,
                });
            }
        }
        outs
    }

    /// Returns how many bytes or elements the call says it wrote, by its parameter `index`.
    fn written(&self, after: &Image, index: usize) -> Option<u64> {
        match self.signature.params[index].kind {
            Kind::Out(layout) | Kind::InOut(layout) => {
                match after.read(self.args[index], layout.size() as usize) {
                    Read::Bytes(bytes) => Some(memory::number(bytes)),
                    Read::OutOfBounds | Read::Unknown => None,
                }
            }
            _ => Some(self.args[index]),
        }
    }
}

/// Whether what a pointer points to is shown field by field, as if the call had several results.
pub(super) fn spreads(layout: Layout) -> bool {
    matches!(layout, Layout::Fdstat | Layout::Filestat | Layout::Prestat)
}
