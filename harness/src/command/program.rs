//! A program that a command is given as a file: text or binary, a module or a component.

mod bytes;

use anyhow::Context as _;
use wasmparser::Parser;

use crate::assemble::LineTable;
use crate::case::{self, variants};
use crate::escape::escape;
use crate::instrument::{self, Besides};
use crate::interface;
use crate::measure::SEAL;
use crate::mistake::shown;
use crate::peer::Script;
use crate::record::Legend;
use crate::source::Sources;

use super::Subject;
use super::missing;
use bytes::Bytes;

/// A binary module, or a component, with what is known of its source.
pub(super) struct Program {
    /// The binary.
    pub(super) module: Vec<u8>,
    /// The lines of its calls, where it was made from the text of a module.
    pub(super) lines: LineTable,
    /// The text that it was made from.
    pub(super) text: Option<String>,
}

/// A program that reports its calls, as a runtime gets it.
pub(super) struct Traced {
    /// The binary.
    pub(super) module: Vec<u8>,
    /// What its lines say by numbers.
    pub(super) legend: Legend,
    /// Where its calls stand in its source.
    pub(super) sources: Sources,
    /// What else in it makes calls that it does not report.
    pub(super) untraced: Vec<String>,
}

impl Program {
    /// Reads a text or binary module, or component.
    ///
    /// # Errors
    /// When the file cannot be read, has no such variant, or is text that is neither; the message shows the place.
    pub(super) fn load((file, variant): &Subject) -> anyhow::Result<Program> {
        let plain = |module| Program {
            module,
            lines: LineTable::default(),
            text: None,
        };
        let text = match bytes::read(file)? {
            Bytes::Binary(module) => return Ok(plain(module)),
            Bytes::Text(text) => text,
        };
        let name = escape(&shown(file)).into_owned();
        // Other programs may have lines that look like a header.
        let text = match variant.is_some() || !variants::names(&text).is_empty() {
            true => case::variant(&name, &text, variant.as_deref())?
                .map_or(text, |variant| variant.text),
            false => text,
        };
        let assembled = match case::assembled(&name, &text) {
            Ok(assembled) => assembled,
            Err(mistake) => {
                let component = wat::parse_str(&text).ok();
                let component = component.filter(|binary| Parser::is_component(binary));
                return component.map(plain).with_context(|| {
                    format!("this is no module\n{}", mistake.render(super::color()))
                });
            }
        };
        Ok(Program {
            module: assembled.module,
            lines: assembled.lines,
            text: Some(text),
        })
    }

    /// Makes of it what reports its calls, and takes the steps of `peer`, if there is one.
    ///
    /// # Errors
    /// When its calls cannot be traced, or it fits into no component where its interface demands one.
    pub(super) fn traced(&self, peer: Option<&Script>) -> anyhow::Result<Traced> {
        let is_component = Parser::is_component(&self.module);
        let nested = is_component.then(|| instrument::nested(&self.module));
        // One that begins nowhere often has nothing in it either.
        let nested = nested
            .transpose()
            .map_err(|error| anyhow::anyhow!("{error}{}", missing::export(&self.module)))?;
        let module = nested
            .as_ref()
            .map_or(&self.module[..], |nested| nested.module);
        let sources = match self.text {
            Some(_) => Sources::default(),
            None => Sources::read(module),
        };
        let besides = Besides {
            peer,
            sources: (!sources.is_empty()).then_some(&sources),
            ..Besides::default()
        };
        let (made, untraced) = match nested {
            Some(nested) => {
                let made = instrument::component(&self.module, &nested, &besides, &SEAL)?;
                (made, nested.untraced)
            }
            None => {
                let mut made = instrument::with(module, &self.lines, &besides, &SEAL)?;
                made.module =
                    interface::framed(made.module).context("it fits into no component")?;
                (made, Vec::new())
            }
        };
        Ok(Traced {
            module: made.module,
            legend: made.legend,
            sources,
            untraced,
        })
    }
}
