//! The instructions that lie: what stands in a wrapper in the place of the call.

mod answer;
mod moved;

use wasm_encoder::{BlockType, InstructionSink};
use wasmparser::ValType;

use super::{Kind, Liar, neighbour, success};
use crate::interface::{AnswerAt, At, Function, Moves, Place, Region, Sort};
use crate::record;

/// What a wrapper knows of the call that it makes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    /// The function, as its interface describes it.
    pub description: Function,
    /// The name of its interface.
    pub interface: &'static str,
    /// As the guest imports it.
    pub imported: &'a record::Function,
    /// Its index.
    pub index: u32,
    /// The local that holds where the call stands.
    pub site: u32,
    /// The local of its first parameter.
    pub first: u32,
    /// The local for its result.
    pub result: u32,
    /// A local that nobody else uses.
    pub spare: u32,
}

/// Writes the instructions of a call that is lied about.
pub(crate) struct Teller<'a, 'b> {
    /// The call.
    pub call: Call<'a>,
    /// Where the instructions are written to.
    pub code: &'a mut InstructionSink<'b>,
    /// Returns the index of a function that a part exports.
    pub part: &'a dyn Fn(&str) -> u32,
}

impl Teller<'_, '_> {
    /// Writes the call, and what this liar makes of it.
    pub fn tell(&mut self, liar: Liar<'_>) {
        let call = self.call;
        match liar.kind(call.interface, call.description) {
            Some(kind) if self.fits() => match liar.lines() {
                [] => self.lie(&kind),
                lines => self.at(lines, &kind),
            },
            _ => self.truth(),
        }
    }

    /// Writes what this liar makes of a call that has returned before, and has finished now.
    pub fn tell_later(&mut self, liar: Liar<'_>) {
        let call = self.call;
        let kind = liar.kind(call.interface, call.description);
        let Some(kind) = kind.filter(|_| self.fits()) else {
            return;
        };
        if kind == Kind::Twice {
            self.remember();
        }
        match liar.lines() {
            [] => self.change(&kind),
            lines => {
                self.is_at(lines);
                self.code.if_(BlockType::Empty);
                self.change(&kind);
                self.code.end();
            }
        }
    }

    /// Whether the guest imports the function by its right type, as far as a lie needs it.
    fn fits(&self) -> bool {
        let Call {
            description,
            imported,
            ..
        } = self.call;
        let params = &imported.params;
        let is_address = |at: usize| params.get(at) == Some(&ValType::I32);
        let answer = match description.answer_at() {
            AnswerAt::Result => imported.result == Some(ValType::I32),
            AnswerAt::Memory { ptr, .. } => is_address(ptr),
            AnswerAt::Nowhere => true,
        };
        let places = description.places();
        let mut places = places.iter();
        let places = places.all(|place| match place.at {
            At::Result => imported.result == Some(ValType::I32),
            At::Memory { ptr, .. } => is_address(ptr),
        });
        let moves = match description.moves() {
            None => true,
            Some(Moves::Vectors { ptr, moved, .. }) => is_address(ptr) && is_address(moved),
            Some(Moves::Given { ptr }) => is_address(ptr) && is_address(ptr + 1),
            Some(Moves::Taken { ptr, .. } | Moves::Copied { ptr }) => is_address(ptr),
        };
        params.len() == description.parameters() && answer && places && moves
    }

    fn lie(&mut self, kind: &Kind) {
        let description = self.call.description;
        match kind {
            Kind::Idle(answer) | Kind::AtOnce(answer) => {
                self.answer(*answer);
                self.finishes_at_once();
            }
            Kind::Twice => self.once_more(),
            Kind::Hangs => {
                self.code.loop_(BlockType::Empty).br(0).end();
                self.answer(success(description));
            }
            Kind::FlagIgnored(param, _) => {
                self.without_lowest_bit(*param);
                self.truth();
            }
            Kind::WrongDescriptor => {
                if let Some(asked) = description.asked() {
                    let asked = self.local(asked);
                    self.code
                        .local_get(asked)
                        .i32_const(1)
                        .i32_sub()
                        .local_set(asked);
                }
                self.truth();
            }
            Kind::BytesLost => self.lose(),
            Kind::BytesDoubled => self.double(),
            Kind::BytesSwapped => self.swap(),
            Kind::Denied(_)
            | Kind::Swallowed(_)
            | Kind::Neighbour(_)
            | Kind::Unwritten(_)
            | Kind::Short(_)
            | Kind::OffByOne(_)
            | Kind::FlagLost(_) => {
                self.truth();
                self.change(kind);
            }
        }
    }

    /// Changes what a call has given that has been made, where it has finished.
    fn change(&mut self, kind: &Kind) {
        let description = self.call.description;
        match kind {
            Kind::Denied(answer) => self.after_success(|teller| teller.answer(*answer)),
            Kind::Swallowed(refusal) => self.after(*refusal, |teller| {
                for region in teller.call.description.filled_regions() {
                    teller.blank(region);
                }
                teller.answer(success(description));
            }),
            Kind::Neighbour(refusal) => {
                if let Some(other) = neighbour(description, *refusal) {
                    self.after(*refusal, |teller| teller.answer(other));
                }
            }
            Kind::Unwritten(place) => self.place(place, |teller, address, size| {
                address(teller.code);
                teller.code.i64_const(size.into());
                teller.part("blank");
            }),
            Kind::Short(place) => self.place(place, |teller, address, size| {
                address(teller.code);
                let last = size.saturating_sub(1);
                teller
                    .code
                    .i32_const(last.cast_signed())
                    .i32_add()
                    .i64_const(1);
                teller.part("blank");
            }),
            Kind::OffByOne(place) if place.sort == Sort::Bool => {
                self.place(place, |teller, address, _| {
                    address(teller.code);
                    address(teller.code);
                    teller.part("lie-byte");
                    teller.code.i32_const(1).i32_xor();
                    teller.part("lie-put");
                });
            }
            Kind::OffByOne(place) => self.place(place, |teller, address, size| {
                address(teller.code);
                teller.code.i32_const(size.cast_signed());
                teller.part("lie-next");
            }),
            Kind::FlagLost(place) => self.place(place, |teller, address, size| {
                address(teller.code);
                teller.code.i32_const(size.cast_signed());
                teller.part("lie-fewer");
            }),
            Kind::BytesLost => self.lose_taken(),
            Kind::BytesSwapped => self.swap_taken(),
            // What a call is given, or whether it is made, is over when it has returned.
            _ => {}
        }
    }

    /// Calls the function of a part.
    fn part(&mut self, name: &str) {
        let index = (self.part)(name);
        self.code.call(index);
    }

    /// The call as it is.
    fn truth(&mut self) {
        self.arguments();
        self.code.call(self.call.index);
        if self.call.imported.result.is_some() {
            self.code.local_set(self.call.result);
        }
    }

    /// The call once more, whose answer nobody hears.
    fn again(&mut self) {
        self.arguments();
        self.code.call(self.call.index);
        if self.call.imported.result.is_some() {
            self.code.drop();
        }
    }

    fn arguments(&mut self) {
        for param in 0..self.call.imported.params.len() {
            self.code.local_get(self.local(param));
        }
    }

    /// The local that a parameter is.
    fn local(&self, param: usize) -> u32 {
        self.call.first + u32::try_from(param).unwrap_or(u32::MAX)
    }

    /// An address: that in a parameter, and so many bytes behind it.
    fn address(&mut self, ptr: usize, offset: u32) {
        let pointer = self.local(ptr);
        behind(self.code, pointer, offset);
    }

    /// Tells the lie at these lines, and the truth elsewhere.
    fn at(&mut self, lines: &[u32], kind: &Kind) {
        self.is_at(lines);
        self.code.if_(BlockType::Empty);
        self.lie(kind);
        self.code.else_();
        self.truth();
        if *kind == Kind::Twice {
            self.remember();
        }
        self.code.end();
    }

    /// Leaves whether the call stands at one of these lines.
    fn is_at(&mut self, lines: &[u32]) {
        self.code.i32_const(0);
        for line in lines {
            let site = record::of_site(record::Site::Line(*line));
            self.code
                .local_get(self.call.site)
                .i32_const(site.cast_signed())
                .i32_eq()
                .i32_or();
        }
    }

    /// Tells an error that was told before once more, and remembers one that was not.
    fn once_more(&mut self) {
        self.part("lie-recall");
        self.code
            .local_tee(self.call.spare)
            .i32_const(0)
            .i32_ge_s()
            .if_(BlockType::Empty);
        self.answer_spare(true);
        self.finishes_at_once();
        self.code.else_();
        self.truth();
        self.remember();
        self.code.end();
    }

    /// Changes a value that a call has given. `act` is told how the address of the value is left, and its size.
    fn place(
        &mut self,
        place: &Place,
        act: impl FnOnce(&mut Self, &dyn Fn(&mut InstructionSink<'_>), u32),
    ) {
        match place.at {
            At::Memory { ptr, offset, size } => self.after_success(|teller| {
                let pointer = teller.local(ptr);
                act(teller, &|code| behind(code, pointer, offset), size);
            }),
            At::Result => self.next_result(),
        }
    }

    /// Gives the next number in place of a core result.
    fn next_result(&mut self) {
        let result = self.call.result;
        let places = self.call.description.places();
        let is_bool = places.iter().any(|place| place.sort == Sort::Bool);
        self.code.local_get(result).i32_const(1);
        match is_bool {
            true => self.code.i32_xor(),
            false => self.code.i32_add(),
        };
        self.code.local_set(result);
    }

    fn blank(&mut self, region: Region) {
        // Of arrays nothing is known to be wrong when a refusal is swallowed.
        if let Region::Fixed { ptr, len } = region {
            let pointer = self.local(ptr);
            self.code.local_get(pointer).i64_const(len.into());
            self.part("blank");
        }
    }

    fn without_lowest_bit(&mut self, param: usize) {
        let local = self.local(param);
        let code = &mut *self.code;
        code.local_get(local).local_get(local);
        match self.call.imported.params.get(param) {
            Some(ValType::I64) => code.i64_const(1).i64_sub().i64_and(),
            _ => code.i32_const(1).i32_sub().i32_and(),
        };
        code.local_set(local);
    }
}

/// Leaves the address that a local has, and so many bytes behind it.
fn behind(code: &mut InstructionSink<'_>, pointer: u32, offset: u32) {
    code.local_get(pointer)
        .i32_const(offset.cast_signed())
        .i32_add();
}
