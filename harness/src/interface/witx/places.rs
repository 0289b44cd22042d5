//! Where the answer of a function that witx declares stands, and each value of it.

use super::{Kind, Layout, Returns, Signature, names};
use crate::interface::place::{AnswerAt, At, Moves, Place, Sort};
use crate::interface::role::Role;

/// A value within a layout: its name, if it is only a part, where it begins, its size, and what it is.
type Part = (Option<&'static str>, u32, u32, Sort);

impl Signature {
    /// Returns where a call says how it went.
    pub fn answer_at(&self) -> AnswerAt {
        match self.returns {
            Returns::Errno => AnswerAt::Result,
            Returns::Nothing | Returns::Never | Returns::Ends => AnswerAt::Nowhere,
        }
    }

    /// Returns the values that a call writes when it succeeds, whatever it is asked of; of an array those of its first element.
    pub fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for (ptr, param) in self
            .params
            .iter()
            .enumerate()
            .filter(|(_, param)| !param.open)
        {
            let (Kind::Out(layout) | Kind::InOut(layout) | Kind::OutArray { of: layout, .. }) =
                param.kind
            else {
                continue;
            };
            for (part, offset, size, sort) in parts(layout) {
                // What a pointer points to may be shown as if the call had several results.
                let (field, part) = match part {
                    Some(part) if super::call::spreads(layout) => (part, None),
                    part => (param.name, part),
                };
                let at = At::Memory { ptr, offset, size };
                places.push(Place {
                    field,
                    part,
                    at,
                    sort,
                });
            }
        }
        places
    }

    /// Returns the core parameters that are flags, with their names.
    pub fn flags(&self) -> Vec<(usize, &'static str)> {
        let params = self.params.iter().enumerate();
        let flags = params.filter(|(_, param)| matches!(param.kind, Kind::Flags(_)));
        flags.map(|(at, param)| (at, param.name)).collect()
    }

    /// Returns the core parameter that is the descriptor which is asked.
    pub fn asked(&self) -> Option<usize> {
        let mut params = self.params.iter();
        params.position(|param| param.role == Some(Role::Asked))
    }

    /// Returns the bytes that a call moves.
    pub fn moves(&self) -> Option<Moves> {
        let is_count = |param: &super::Param| {
            param.role == Some(Role::Moved) && matches!(param.kind, Kind::Out(Layout::U32))
        };
        let moved = self.params.iter().position(is_count)?;
        let mut params = self.params.iter().enumerate();
        params.find_map(|(ptr, param)| {
            let taken = match param.kind {
                Kind::Gather { .. } => false,
                Kind::Scatter { .. } => true,
                _ => return None,
            };
            Some(Moves::Vectors { ptr, moved, taken })
        })
    }
}

/// Returns the values in a layout.
fn parts(layout: Layout) -> Vec<Part> {
    let number = |name, at, size| (Some(name), at, size, Sort::Number);
    let flags = |name, at, size| (Some(name), at, size, Sort::Flags);
    match layout {
        Layout::AddrPort => vec![
            number("family", 0, 1),
            number("port", 2, 2),
            number("ip", 4, 4),
        ],
        Layout::Addr => vec![number("family", 0, 1), number("ip", 2, 4)],
        Layout::OptionTimestamp => vec![number("tag", 0, 1), number("time", 8, 8)],
        Layout::Fdstat => vec![
            number("filetype", 0, 1),
            flags("flags", 2, 2),
            flags("rights_base", 8, 8),
            flags("rights_inheriting", 16, 8),
        ],
        Layout::Filestat => vec![
            number("dev", 0, 8),
            number("ino", 8, 8),
            number("filetype", 16, 1),
            number("nlink", 24, 8),
            number("size", 32, 8),
        ],
        Layout::Prestat => vec![number("type", 0, 1), number("name_len", 4, 4)],
        Layout::Event => vec![
            number("userdata", 0, 8),
            number("error", 8, 2),
            number("type", 10, 1),
            number("nbytes", 16, 8),
            flags("flags", 24, 2),
        ],
        Layout::EpollEvent => vec![
            flags("events", 0, 4),
            number("ptr", 8, 4),
            number("fd", 12, 4),
            number("data1", 16, 4),
            number("data2", 24, 8),
        ],
        Layout::Flags16(_) => vec![(None, 0, 2, Sort::Flags)],
        Layout::Enum8(of) if of == names::BOOL => vec![(None, 0, 1, Sort::Bool)],
        other => vec![(None, 0, other.size(), Sort::Number)],
    }
}
