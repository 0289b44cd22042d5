//! Where the parts of a module stand in its text that are no functions: a validator finds fault with bytes.

use wasmparser::{FromReader, Parser, Payload, SectionLimited};
use wast::core::{Module, ModuleField, ModuleKind};
use wast::token::Span;

/// The places of such parts, in the order of the text, which is that of their section.
pub(super) struct Fields(Vec<(Part, Span)>);

/// What sections hold whose parts are fields of the text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Table,
    Memory,
    Global,
    Export,
    Element,
    Data,
}

impl Fields {
    /// Takes those of a module that was encoded, whose fields are what is in the binary.
    pub(super) fn of(module: &Module<'_>) -> Fields {
        let ModuleKind::Text(fields) = &module.kind else {
            return Fields(Vec::new());
        };
        let part = |field: &ModuleField<'_>| match field {
            ModuleField::Table(one) => Some((Part::Table, one.span)),
            ModuleField::Memory(one) => Some((Part::Memory, one.span)),
            ModuleField::Global(one) => Some((Part::Global, one.span)),
            ModuleField::Export(one) => Some((Part::Export, one.span)),
            ModuleField::Elem(one) => Some((Part::Element, one.span)),
            ModuleField::Data(one) => Some((Part::Data, one.span)),
            _ => None,
        };
        Fields(fields.iter().filter_map(part).collect())
    }

    /// Returns the line and the column in `text`, from 0, of the field that holds the byte at `offset` of `binary`.
    pub(super) fn place(&self, text: &str, binary: &[u8], offset: usize) -> Option<(usize, usize)> {
        let payloads = Parser::new(0).parse_all(binary).map_while(Result::ok);
        let found = payloads.into_iter().find_map(|payload| match payload {
            Payload::TableSection(section) => index(section, offset).map(|at| (Part::Table, at)),
            Payload::MemorySection(section) => index(section, offset).map(|at| (Part::Memory, at)),
            Payload::GlobalSection(section) => index(section, offset).map(|at| (Part::Global, at)),
            Payload::ExportSection(section) => index(section, offset).map(|at| (Part::Export, at)),
            Payload::ElementSection(section) => {
                index(section, offset).map(|at| (Part::Element, at))
            }
            Payload::DataSection(section) => index(section, offset).map(|at| (Part::Data, at)),
            _ => None,
        });
        let (part, at) = found?;
        let mut same = self.0.iter().filter(|(known, _)| *known == part);
        same.nth(at).map(|(_, span)| span.linecol_in(text))
    }
}

/// Which item of a section holds the byte at `offset`, if one does.
fn index<'a, T: FromReader<'a>>(section: SectionLimited<'a, T>, offset: usize) -> Option<usize> {
    if !section.range().contains(&offset) {
        return None;
    }
    let items = section.into_iter_with_offsets().map_while(Result::ok);
    items
        .take_while(|(at, _)| *at <= offset)
        .count()
        .checked_sub(1)
}
