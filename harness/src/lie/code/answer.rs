//! How a call has gone, and what it is made to answer: in its result, or in memory where its interface has it there.

use wasm_encoder::BlockType;

use super::Teller;
use crate::interface::{Answer, AnswerAt, Answers, Starts};

impl Teller<'_, '_> {
    /// Leaves whether the call has finished, which otherwise has said nothing yet.
    pub(super) fn finished(&mut self) {
        let result = self.call.result;
        match self.call.description.starts() {
            None => self.code.i32_const(1),
            Some(starts) => {
                let come_to = match starts {
                    Starts::Subtask => 2,
                    Starts::Copy => 0,
                };
                let code = self.code.local_get(result).i32_const(15).i32_and();
                code.i32_const(come_to).i32_eq()
            }
        };
    }

    /// Has a call that was not made say that it has finished.
    pub(super) fn finishes_at_once(&mut self) {
        if self.call.description.starts() == Some(Starts::Subtask) {
            self.code.i32_const(2).local_set(self.call.result);
        }
    }

    /// Leaves whether the call has succeeded, where it has finished.
    pub(super) fn succeeded(&mut self) {
        match self.call.description.answer_at() {
            AnswerAt::Result => {
                self.code.local_get(self.call.result).i32_eqz();
            }
            AnswerAt::Memory { ptr, .. } => {
                self.address(ptr, 0);
                self.part("lie-byte");
                self.code.i32_eqz();
            }
            AnswerAt::Nowhere => {
                self.code.i32_const(1);
            }
        }
    }

    /// Leaves the number of the error that the call has answered, or of anything else where it has succeeded.
    pub(super) fn error(&mut self) {
        match self.call.description.answer_at() {
            AnswerAt::Result => {
                self.code.local_get(self.call.result);
            }
            AnswerAt::Memory { ptr, error } => {
                self.address(ptr, error);
                self.part("lie-byte");
            }
            AnswerAt::Nowhere => {
                self.code.i32_const(0);
            }
        }
    }

    /// Answers this.
    pub(super) fn answer(&mut self, answer: Answer) {
        let number = self.number(answer);
        self.code.i32_const(number).local_set(self.call.spare);
        self.answer_spare(!answer.is_success());
    }

    /// Answers a success, or the error whose number is in the spare local.
    pub(super) fn answer_spare(&mut self, refuses: bool) {
        match self.call.description.answer_at() {
            AnswerAt::Result => {
                self.code
                    .local_get(self.call.spare)
                    .local_set(self.call.result);
            }
            AnswerAt::Memory { ptr, error } => {
                self.address(ptr, 0);
                self.code.i32_const(refuses.into());
                self.part("lie-put");
                if refuses {
                    self.address(ptr, error);
                    self.code.local_get(self.call.spare);
                    self.part("lie-put");
                }
            }
            // A result that nobody has set is 0.
            AnswerAt::Nowhere => {}
        }
    }

    /// The number of an answer: of an errno its own, of an error its place among the cases.
    pub(super) fn number(&self, answer: Answer) -> i32 {
        match (answer, self.call.description.answers()) {
            (Answer::Errno(number), _) => number.into(),
            (Answer::Err(case), Answers::Result(cases)) => {
                let place = cases.iter().position(|known| *known == case);
                place
                    .and_then(|place| i32::try_from(place).ok())
                    .unwrap_or_default()
            }
            _ => 0,
        }
    }

    pub(super) fn after_success(&mut self, act: impl FnOnce(&mut Self)) {
        self.finished();
        self.code.if_(BlockType::Empty);
        self.succeeded();
        self.code.if_(BlockType::Empty);
        act(self);
        self.code.end().end();
    }

    /// Does it where the call has answered this refusal.
    pub(super) fn after(&mut self, refusal: Answer, act: impl FnOnce(&mut Self)) {
        self.finished();
        self.code.if_(BlockType::Empty);
        self.succeeded();
        self.code.i32_eqz().if_(BlockType::Empty);
        self.error();
        let number = self.number(refusal);
        self.code.i32_const(number).i32_eq().if_(BlockType::Empty);
        act(self);
        self.code.end().end().end();
    }

    /// Remembers the error that the call has answered.
    pub(super) fn remember(&mut self) {
        self.finished();
        self.code.if_(BlockType::Empty);
        self.succeeded();
        self.code.i32_eqz().if_(BlockType::Empty);
        self.error();
        self.part("lie-remember");
        self.code.end().end();
    }
}
