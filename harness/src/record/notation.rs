//! How people, tests and messages write records.

use std::fmt;
use std::str::FromStr;

use super::{Image, Moment, Record, Site};

/// A text that is no record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no record of a call")]
pub struct RecordError(String);

impl Record {
    /// Reads records, one on each line.
    ///
    /// # Errors
    /// The first line that is none.
    pub fn all(text: &str) -> Result<Vec<Record>, RecordError> {
        text.lines().map(str::parse).collect()
    }
}

/// Reads for example `< L15 wasix_32v1.sock_bind = 0`, of the first thread.
impl FromStr for Record {
    type Err = RecordError;

    fn from_str(text: &str) -> Result<Record, RecordError> {
        parse(text).ok_or_else(|| RecordError(text.to_owned()))
    }
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (arrow, number) = match self.moment {
            Moment::Enter(_) => ('>', None),
            Moment::Exit(_) => ('<', None),
            Moment::Started { number, .. } => ('<', Some(number)),
            Moment::Later { number, .. } => ('~', Some(number)),
        };
        write!(f, "{arrow} {} {}.{}", self.site, self.module, self.name)?;
        if let Moment::Enter(arguments) = &self.moment {
            let arguments: Vec<String> = arguments.iter().map(u64::to_string).collect();
            write!(f, "({})", arguments.join(", "))?;
        }
        if let Some(number) = number {
            write!(f, " #{number}")?;
        }
        if let Some(result) = self.moment.result() {
            write!(f, " = {result}")?;
        }
        for (address, bytes) in &self.image.pieces {
            match bytes {
                None => write!(f, " @{address}!")?,
                Some(bytes) => {
                    write!(f, " @{address}=")?;
                    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))?;
                }
            }
        }
        Ok(())
    }
}

/// Reads a record.
fn parse(text: &str) -> Option<Record> {
    let (arrow, rest) = text.split_once(' ')?;
    let (site, rest) = rest.split_once(' ')?;
    // Arguments and result are numbers, names have no spaces: the first ` @` begins the memory.
    let (call, memory) = rest.find(" @").map_or((rest, ""), |at| rest.split_at(at));
    let (name, moment) = match arrow {
        ">" => {
            let (name, arguments) = call.strip_suffix(')')?.split_once('(')?;
            (name, Moment::Enter(numbers(arguments)?))
        }
        "<" | "~" => {
            let (call, result) = match call.split_once(" = ") {
                Some((call, result)) => (call, Some(number(result)?)),
                None => (call, None),
            };
            match (arrow, call.split_once(" #")) {
                ("<", None) => (call, Moment::Exit(result)),
                ("<", Some((name, handle))) => {
                    let number = number(handle)?;
                    (name, Moment::Started { number, result })
                }
                (_, Some((name, handle))) => {
                    let number = number(handle)?;
                    (name, Moment::Later { number, result })
                }
                (_, None) => return None,
            }
        }
        _ => return None,
    };
    let (module, name) = split_name(name)?;
    Some(Record {
        thread: 0,
        site: self::site(site)?,
        module: module.to_owned(),
        name: name.to_owned(),
        moment,
        image: parse_image(memory)?,
    })
}

/// Reads a site, for example `L15`.
pub(super) fn site(text: &str) -> Option<Site> {
    let (kind, digits) = text.split_at_checked(1)?;
    let value = u32::try_from(number(digits)?).ok()?;
    match kind {
        "L" if value > 0 => Some(Site::Line(value)),
        "+" => Some(Site::Offset(value)),
        _ => None,
    }
}

/// Parts the module from the function. A module's version has dots (`wasi:sockets/tcp@0.2.0`), and so has a method
/// (`[method]tcp-socket.start-bind`), but a plain function has none.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let dot = text.find(".[").or_else(|| text.rfind('.'))?;
    let (module, name) = (&text[..dot], &text[dot + 1..]);
    let plain = |part: &str| !part.is_empty() && !part.contains([' ', '(', ')', '=']);
    (plain(module) && plain(name)).then_some((module, name))
}

fn parse_image(mut text: &str) -> Option<Image> {
    let mut image = Image::default();
    while !text.is_empty() {
        let piece = text.strip_prefix(" @")?;
        let end = piece.find(' ').unwrap_or(piece.len());
        let (piece, rest) = piece.split_at(end);
        match piece.split_once('=') {
            Some((address, bytes)) => image.add(number(address)?, Some(parse_hex(bytes)?)),
            None => image.add(number(piece.strip_suffix('!')?)?, None),
        }
        text = rest;
    }
    Some(image)
}

fn parse_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| {
        char::from(byte)
            .to_digit(16)
            .and_then(|digit| u8::try_from(digit).ok())
    };
    let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
        return None;
    };
    pairs
        .iter()
        .map(|&[high, low]| Some(digit(high)? << 4 | digit(low)?))
        .collect()
}

fn numbers(text: &str) -> Option<Vec<u64>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    text.split(", ").map(number).collect()
}

/// Reads an unsigned decimal number; unlike `str::parse`, without a sign.
fn number(text: &str) -> Option<u64> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}
