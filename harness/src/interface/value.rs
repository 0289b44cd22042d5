//! Decoded values and how they are written.

use std::fmt;
use std::fmt::Write as _;
use std::net::IpAddr;

/// What a parameter, or a part of one, means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A descriptor.
    Fd(u32),
    /// A handle of a resource.
    Handle {
        /// The name of the resource in WIT.
        resource: &'static str,
        /// The index in the component's table of handles.
        number: u32,
    },
    /// A port by itself.
    Port(u16),
    /// A number that stands for itself.
    Number(u64),
    /// A number that may be negative.
    Signed(i64),
    /// The name of an enum's number, or the joined names of flags.
    Name(String),
    /// An IP address and port.
    Address {
        /// The address.
        ip: IpAddr,
        /// The port.
        port: u16,
    },
    /// An IP address.
    Ip(IpAddr),
    /// A network: an IP address and the number of its leading bits that count.
    Cidr {
        /// The address.
        ip: IpAddr,
        /// How many bits count.
        prefix: u8,
    },
    /// An address that is no IP address.
    Raw {
        /// The name of the family, or its number.
        family: String,
        /// The port, where the layout has one.
        port: Option<u16>,
        /// What follows, without trailing zeros.
        bytes: Vec<u8>,
    },
    /// A hardware address.
    Mac([u8; 6]),
    /// Bytes or text.
    Bytes {
        /// The bytes that were reported, from the first on.
        bytes: Vec<u8>,
        /// How many there are in truth; more than `bytes` has where the report leaves some out.
        len: u64,
    },
    /// Named parts in the order of the layout.
    Struct(Vec<(&'static str, Value)>),
    /// A case of a variant, with what it carries.
    Case {
        /// The name of the case.
        name: &'static str,
        /// What it carries, if it is a case that does.
        carried: Option<Box<Value>>,
    },
    /// The elements of an array.
    List {
        /// The elements that were reported, from the first on.
        items: Vec<Value>,
        /// How many there are in truth; more than `items` has where the report leaves some out.
        len: u64,
    },
    /// A pointer out of bounds, with the address.
    OutOfBounds(u64),
    /// It holds what was put there before the call: the call has not written it.
    Unwritten,
    /// The report does not have it.
    Unknown,
}

/// A part of a value that a run chooses, so that a reader may want to write something else in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Atom {
    /// A descriptor.
    Fd(u32),
    /// A handle of this resource.
    Handle(&'static str, u32),
    /// A port.
    Port(u16),
}

impl Atom {
    /// The atom that a value is, if it is one.
    pub(crate) fn of(value: &Value) -> Option<Atom> {
        match value {
            Value::Fd(number) => Some(Atom::Fd(*number)),
            Value::Handle { resource, number } => Some(Atom::Handle(resource, *number)),
            Value::Port(port) => Some(Atom::Port(*port)),
            _ => None,
        }
    }
}

impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Atom::Fd(number) | Atom::Handle(_, number) => number.fmt(f),
            Atom::Port(port) => port.fmt(f),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(&mut |atom| atom.to_string()))
    }
}

impl Value {
    /// Returns all of `bytes`, none left out.
    pub fn bytes(bytes: &[u8]) -> Value {
        Value::Bytes {
            bytes: bytes.to_vec(),
            len: bytes.len() as u64,
        }
    }

    /// Returns the value as a trace shows it. `atoms` writes each descriptor and each port, in the order in which they
    /// stand.
    pub fn render(&self, atoms: &mut dyn FnMut(Atom) -> String) -> String {
        let mut text = String::new();
        self.write(&mut text, atoms)
            .expect("a string takes whatever is written to it");
        text
    }

    fn write(&self, out: &mut String, atoms: &mut dyn FnMut(Atom) -> String) -> fmt::Result {
        match self {
            Value::Fd(fd) => out.write_str(&atoms(Atom::Fd(*fd))),
            Value::Handle { resource, number } => {
                out.write_str(&atoms(Atom::Handle(resource, *number)))
            }
            Value::Port(port) => out.write_str(&atoms(Atom::Port(*port))),
            Value::Number(number) => write!(out, "{number}"),
            Value::Signed(number) => write!(out, "{number}"),
            Value::Name(name) => out.write_str(name),
            Value::Address {
                ip: IpAddr::V4(ip),
                port,
            } => {
                write!(out, "{ip}:{}", atoms(Atom::Port(*port)))
            }
            Value::Address {
                ip: IpAddr::V6(ip),
                port,
            } => {
                write!(out, "[{ip}]:{}", atoms(Atom::Port(*port)))
            }
            Value::Ip(ip) => write!(out, "{ip}"),
            Value::Cidr { ip, prefix } => write!(out, "{ip}/{prefix}"),
            // The usual unspecified address is all zeros, of which its name says enough.
            Value::Raw {
                family,
                port: None | Some(0),
                bytes,
            } if bytes.is_empty() => out.write_str(family),
            Value::Raw {
                family,
                port,
                bytes,
            } => {
                write!(out, "{{family={family}")?;
                if let Some(port) = port {
                    write!(out, ", port={}", atoms(Atom::Port(*port)))?;
                }
                out.write_str(", data=")?;
                quote(out, bytes)?;
                out.write_char('}')
            }
            Value::Mac([a, b, c, d, e, f]) => {
                write!(out, "{a:02x}:{b:02x}:{c:02x}:{d:02x}:{e:02x}:{f:02x}")
            }
            Value::Bytes { bytes, len } => {
                quote(out, bytes)?;
                out.write_str(if *len > bytes.len() as u64 { "..." } else { "" })
            }
            Value::Struct(fields) => {
                out.write_char('{')?;
                for (index, (name, value)) in fields.iter().enumerate() {
                    write!(out, "{}{name}=", if index == 0 { "" } else { ", " })?;
                    value.write(out, atoms)?;
                }
                out.write_char('}')
            }
            Value::Case {
                name,
                carried: None,
            } => out.write_str(name),
            Value::Case {
                name,
                carried: Some(value),
            } => {
                write!(out, "{name}(")?;
                value.write(out, atoms)?;
                out.write_char(')')
            }
            Value::List { items, len } => {
                out.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    out.write_str(if index == 0 { "" } else { ", " })?;
                    item.write(out, atoms)?;
                }
                if *len > items.len() as u64 {
                    out.write_str(if items.is_empty() { "..." } else { ", ..." })?;
                }
                out.write_char(']')
            }
            Value::OutOfBounds(address) => write!(out, "!{address:#x}"),
            Value::Unwritten => out.write_str("unwritten"),
            Value::Unknown => out.write_char('?'),
        }
    }
}

/// Writes `bytes` in quotation marks with the escapes of WebAssembly's text format, so that a string can be copied from
/// a trace into a guest.
fn quote(out: &mut String, bytes: &[u8]) -> fmt::Result {
    out.write_char('"')?;
    for &byte in bytes {
        match byte {
            b'\n' => out.write_str("\\n")?,
            b'\r' => out.write_str("\\r")?,
            b'\t' => out.write_str("\\t")?,
            b'"' => out.write_str("\\\"")?,
            b'\\' => out.write_str("\\\\")?,
            b' '..=b'~' => out.write_char(char::from(byte))?,
            _ => write!(out, "\\{byte:02x}")?,
        }
    }
    out.write_char('"')
}

#[cfg(test)]
mod tests;
