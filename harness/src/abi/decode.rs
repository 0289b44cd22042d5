//! From the numbers and bytes of a report to names and values.

use std::fmt;

use crate::record::{Image, Moment, Read, Record};

use super::layout::{self, Layout};
use super::memory;
use super::names;
use super::value::{Atom, Value};
use super::{Function, Kind, MAX_ARRAY, Param, Returns, errno, is_peer, lookup};

/// A call with its parameters and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The name of the function; with its module where it is a step of the scripted peer, and no call of WASI.
    pub name: String,
    /// What the call was given: all but lengths and the pointers through which it answers. Such a pointer is here only
    /// when it is out of bounds.
    pub args: Vec<Field>,
    /// What it returned.
    pub answer: Answer,
    /// What it wrote, when it succeeded. Structs of `fd_fdstat_get` and the like are spread into their fields.
    pub outs: Vec<Field>,
}

/// A named value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name, empty for the parameters of an unknown function.
    pub name: &'static str,
    /// The value.
    pub value: Value,
}

/// What a call returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// An errno, with a name or without.
    Errno(u16),
    /// Nothing: the function has no result.
    Returned,
    /// A number that is not known to be an errno.
    Number(u64),
    /// The call did not return, or has not yet.
    Pending,
}

impl Answer {
    /// Whether the call returned the errno `success`.
    pub fn is_success(self) -> bool {
        self == Answer::Errno(0)
    }
}

/// The name as in an expectation: `addrnotavail`, `returns`, `?` for a call that did not return. With `{:#}` an errno
/// other than `success` also has its number: `addrnotavail (4)`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Errno(number) => match errno::errno(*number) {
                Some(errno) if f.alternate() && *number != 0 => write!(f, "{errno}"),
                _ => f.write_str(&errno::text(*number)),
            },
            Answer::Returned => f.write_str("returns"),
            Answer::Number(number) => write!(f, "{number}"),
            Answer::Pending => f.write_str("?"),
        }
    }
}

impl Field {
    /// The field as a trace shows it: `fd=4`. For `atoms` see [`Value::render`].
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        let value = self.value.render(atoms);
        if self.name.is_empty() {
            value
        } else {
            format!("{}={value}", self.name)
        }
    }
}

impl Decoded {
    /// The call on one line: `sock_open(af=inet4, type=stream, proto=tcp) -> success fd=4`.
    ///
    /// `atoms` writes each descriptor and each port, in the order in which they stand.
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        self.line(&self.answer.to_string(), atoms)
    }

    fn line(&self, answer: &str, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        let args: Vec<_> = self.args.iter().map(|field| field.render(atoms)).collect();
        let mut line = format!("{}({}) -> {answer}", self.name, args.join(", "));
        for field in &self.outs {
            line.push(' ');
            line.push_str(&field.render(atoms));
        }
        line
    }
}

/// The line of [`Decoded::render`] with descriptors and ports as they are; with `{:#}`, which is for people, the answer
/// is that of [`Answer`]'s `{:#}`.
impl fmt::Display for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = if f.alternate() {
            format!("{:#}", self.answer)
        } else {
            self.answer.to_string()
        };
        f.write_str(&self.line(&answer, &mut |atom| atom.to_string()))
    }
}

/// Decodes the call that `enter` reports; `exit` is the report of its end, if it came to one.
///
/// A function that is in no table, or is not imported with as many parameters as the table has, is shown with its plain
/// numbers. What the report does not have is [`Value::Unknown`].
pub fn decode(enter: &Record, exit: Option<&Record>) -> Decoded {
    let args = match &enter.moment {
        Moment::Enter(args) => args.as_slice(),
        Moment::Exit(_) => &[],
    };
    let known =
        lookup(&enter.module, &enter.name).filter(|function| function.params.len() == args.len());
    let answer = answer(known.map(|function| function.returns), exit);
    let (args, outs) = match known {
        Some(function) => {
            let call = Call {
                function,
                args,
                before: &enter.image,
                after: exit.map(|exit| &exit.image),
            };
            let outs = if answer.is_success() {
                call.outs()
            } else {
                Vec::new()
            };
            (call.args(), outs)
        }
        None => {
            let plain = args.iter().map(|number| Field {
                name: "",
                value: Value::Number(*number),
            });
            (plain.collect(), Vec::new())
        }
    };
    let name = match is_peer(&enter.module) {
        true => format!("{}.{}", enter.module, enter.name),
        false => enter.name.clone(),
    };
    Decoded {
        name,
        args,
        answer,
        outs,
    }
}

fn answer(returns: Option<Returns>, exit: Option<&Record>) -> Answer {
    match exit.map(|exit| &exit.moment) {
        None | Some(Moment::Enter(_)) => Answer::Pending,
        Some(Moment::Exit(None)) => Answer::Returned,
        Some(Moment::Exit(Some(number))) => match (returns, u16::try_from(*number)) {
            (Some(Returns::Errno), Ok(number)) => Answer::Errno(number),
            _ => Answer::Number(*number),
        },
    }
}

/// A call of a known function, with as many arguments as it has parameters.
struct Call<'a> {
    function: &'static Function,
    args: &'a [u64],
    before: &'a Image,
    after: Option<&'a Image>,
}

impl Call<'_> {
    fn args(&self) -> Vec<Field> {
        let params = self.function.params.iter().zip(self.args);
        params
            .filter_map(|(param, &arg)| {
                Some(Field {
                    name: param.name,
                    value: self.arg(param, arg)?,
                })
            })
            .collect()
    }

    /// What a parameter shows before the call, or `None` if that is nothing.
    fn arg(&self, param: &Param, arg: u64) -> Option<Value> {
        Some(match param.kind {
            Kind::Fd => u32::try_from(arg).map_or(Value::Number(arg), Value::Fd),
            Kind::Port => u16::try_from(arg).map_or(Value::Number(arg), Value::Port),
            Kind::Number => Value::Number(arg),
            Kind::Signed => Value::Signed(arg.cast_signed()),
            Kind::Bool => Value::Name(names::BOOL.text(arg)),
            Kind::Enum(names) | Kind::Flags(names) => Value::Name(names.text(arg)),
            Kind::Length | Kind::Pointer => return None,
            Kind::In(layout) | Kind::InOut(layout) => memory::pointee(self.before, arg, layout),
            Kind::InArray { of, count } => memory::elements(self.before, arg, of, self.args[count]),
            Kind::Text { length } => memory::text(self.before, arg, self.args[length], MAX_ARRAY),
            Kind::Gather { count } => match memory::vectors(self.before, arg, self.args[count]) {
                Ok(vectors) => memory::gathered(self.before, &vectors, self.args[count]),
                Err(value) => value,
            },
            Kind::Scatter { count, .. } => {
                match memory::vectors(self.before, arg, self.args[count]) {
                    Ok(vectors) => {
                        memory::room_out_of_bounds(self.before, &vectors, self.args[count])?
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

    /// The pointer `address` to the first `layout` of what the call writes, if that is out of bounds.
    fn out_of_bounds(&self, address: u64, layout: Layout) -> Option<Value> {
        match self.after?.read(address, layout.size() as usize) {
            Read::OutOfBounds => Some(Value::OutOfBounds(address)),
            Read::Bytes(_) | Read::Unknown => None,
        }
    }

    /// What the call wrote. Pointers that are out of bounds are left to [`Call::args`].
    fn outs(&self) -> Vec<Field> {
        let Some(after) = self.after else {
            return Vec::new();
        };
        let mut outs = Vec::new();
        for (param, &arg) in self.function.params.iter().zip(self.args) {
            let value = match param.kind {
                Kind::Out(layout) | Kind::InOut(layout) => {
                    match memory::pointee(after, arg, layout) {
                        Value::Struct(fields) if spreads(layout) => {
                            outs.extend(
                                fields
                                    .into_iter()
                                    .map(|(name, value)| Field { name, value }),
                            );
                            continue;
                        }
                        value => value,
                    }
                }
                Kind::OutArray { of, written, .. } => match self.written(after, written) {
                    Some(count) => memory::elements(after, arg, of, count),
                    None => Value::Unknown,
                },
                Kind::Scatter { count, written } => {
                    let vectors = memory::vectors(self.before, arg, self.args[count]);
                    match (vectors, self.written(after, written)) {
                        (Ok(vectors), Some(len)) => memory::scattered(after, &vectors, len),
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
                });
            }
        }
        outs
    }

    /// How many bytes or elements the call says it wrote, by its parameter `index`.
    fn written(&self, after: &Image, index: usize) -> Option<u64> {
        match self.function.params[index].kind {
            Kind::Out(layout) | Kind::InOut(layout) => {
                match after.read(self.args[index], layout.size() as usize) {
                    Read::Bytes(bytes) => Some(layout::number(bytes)),
                    Read::OutOfBounds | Read::Unknown => None,
                }
            }
            _ => Some(self.args[index]),
        }
    }
}

/// Whether what a pointer points to is shown field by field, as if the call had several results.
fn spreads(layout: Layout) -> bool {
    matches!(layout, Layout::Fdstat | Layout::Filestat | Layout::Prestat)
}
