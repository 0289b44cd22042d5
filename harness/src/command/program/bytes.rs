//! The bytes of a file that is to be a program, and what it is where it is none.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::Context as _;

use crate::escape::escape;
use crate::mistake::shown;

/// What a module and a component begin with.
const MAGIC: &[u8] = b"\0asm";

/// How much of a file is looked at before all of it is read.
const HEAD: u64 = 1 << 12;

/// The bytes that a program may have: runtimes take no larger module.
const LARGEST: u64 = 1 << 30;

/// What a person may take for a program: how such a file begins, what it is, and what to do.
const OTHERS: [(&[u8], &str); 9] = [
    (
        b"\x7fELF",
        "it is an ELF file, a program of a machine: build it for WebAssembly",
    ),
    (b"\x1f\x8b", "it is compressed by gzip: unpack it first"),
    (
        b"\x28\xb5\x2f\xfd",
        "it is compressed by zstd: unpack it first",
    ),
    (b"\xfd7zXZ\0", "it is compressed by xz: unpack it first"),
    (b"PK\x03\x04", "it is a zip archive: unpack it first"),
    (
        b"!<arch>\n",
        "it is an archive of objects: link it to a program first",
    ),
    (
        b"\xcf\xfa\xed\xfe",
        "it is a Mach-O file, a program of a machine: build it for WebAssembly",
    ),
    (b"\xff\xfe", "it is UTF-16: save it as UTF-8"),
    (b"\xfe\xff", "it is UTF-16: save it as UTF-8"),
];

/// What a file holds.
pub(super) enum Bytes {
    /// A module or a component.
    Binary(Vec<u8>),
    /// What may be the text of one, without the mark that some editors begin UTF-8 with.
    Text(String),
}

/// Reads a file. One that can be no program is refused by its beginning or its size, before all of it is read.
///
/// # Errors
/// When it cannot be read, is too large, or holds neither a binary nor text; the message says what it is, where that is known.
pub(super) fn read(file: &Path) -> anyhow::Result<Bytes> {
    let name = escape(&shown(file)).into_owned();
    let unread = || format!("cannot read {name}");
    let mut opened = File::open(file).with_context(unread)?;
    let size = opened.metadata().with_context(unread)?.len();
    let mut bytes = Vec::new();
    let mut head = opened.by_ref().take(HEAD);
    head.read_to_end(&mut bytes).with_context(unread)?;
    if let Some(why) = other(&bytes) {
        anyhow::bail!("{}", neither(&name, why));
    }
    if size > LARGEST {
        anyhow::bail!("{name} is larger than 1 GiB, and no program is");
    }
    let mut rest = opened.take(LARGEST);
    rest.read_to_end(&mut bytes).with_context(unread)?;
    if bytes.starts_with(MAGIC) {
        return Ok(Bytes::Binary(bytes));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
        let why = format!(
            "the byte {:#04x} on line {line} is none: save it as UTF-8",
            bytes[at]
        );
        anyhow::anyhow!(neither(&name, &why))
    })?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    };
    Ok(Bytes::Text(text))
}

fn neither(name: &str, why: &str) -> String {
    format!("{name} is neither a module, which begins with `\\0asm`, nor UTF-8 text: {why}")
}

/// Says what a file is that begins so and is no program, where that is known.
fn other(head: &[u8]) -> Option<&'static str> {
    let known = OTHERS.iter().find(|(begins, _)| head.starts_with(begins));
    match (known, head) {
        (Some((_, what)), _) => Some(what),
        (None, [0, rest @ ..]) if !head.starts_with(MAGIC) => {
            Some(match rest.iter().all(|byte| *byte == 0) {
                true => "it begins with zeros, so was it ever written?",
                false => "no text begins with a zero",
            })
        }
        // Letters of two bytes each.
        (None, [first, 0, ..]) if *first != 0 => Some("it is UTF-16: save it as UTF-8"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_program_is_known_by_its_beginning() {
        for (head, what) in [
            (&b"\x7fELF\x02\x01"[..], "an ELF file"),
            (b"\x1f\x8b\x08\0", "gzip"),
            (b"\xff\xfe(\0", "UTF-16"),
            (b"(\0m\0", "UTF-16"),
            (b"\0\0\0\0\0\0", "zeros"),
            (b"\0bsm", "begins with a zero"),
        ] {
            let said = other(head).unwrap();
            assert!(said.contains(what), "{said}");
        }
        for head in [&b"\0asm\x01\0\0\0"[..], b"(module)", b"\xef\xbb\xbf(", b""] {
            assert_eq!(other(head), None);
        }
    }
}
