//! What the harness asks of a function, in whichever language it is declared.
//!
//! The instrumenter asks which bytes of memory belong to a call ([`Function::enter_regions`], [`Function::exit_regions`])
//! and lets the guest report them; [`decode`](super::decode) turns the reported numbers and bytes into names and values.

use super::answer::Answer;
use super::place::{AnswerAt, Moves, Place};
use super::region::Region;
use super::role::{Field, Role};
use super::{wit, witx};
use crate::record::{Image, Record};

/// A function of an interface, by the language that declares it.
#[derive(Debug, Clone, Copy)]
pub enum Function {
    /// A function of a witx, or a step of a peer.
    Witx(&'static witx::Signature),
    /// A function of a WIT.
    Wit(&'static wit::Signature),
    /// A built-in function of the component model.
    BuiltIn(&'static wit::BuiltIn),
}

/// Two are equal when they are the same declaration.
impl PartialEq for Function {
    fn eq(&self, other: &Function) -> bool {
        match (self, other) {
            (Function::Witx(one), Function::Witx(other)) => std::ptr::eq(*one, *other),
            (Function::Wit(one), Function::Wit(other)) => std::ptr::eq(*one, *other),
            (Function::BuiltIn(one), Function::BuiltIn(other)) => std::ptr::eq(*one, *other),
            _ => false,
        }
    }
}

impl Eq for Function {}

/// What a function can answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// An errno.
    Errno,
    /// `ok`, or one of these cases of its error.
    Result(Vec<&'static str>),
    /// How a copy between the guest and the other end of a stream ended: `completed`, `dropped` or `cancelled`.
    Copied,
    /// Nothing that says how it went.
    Nothing,
}

/// By what a call says that it has returned before it had finished.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Starts {
    /// By the lower four bits of its result, which are not 2; the number of the subtask stands above them.
    Subtask,
    /// By a result of -1; the guest is told of it by the first parameter.
    Copy,
}

/// Of which other call a call tells how that went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Of the one that an event is about: its number and what it came to stand in memory. The result is the kind of the event.
    Event {
        /// The core parameter that holds their address.
        ptr: usize,
    },
    /// Of the one that is made on what is asked, the first parameter: the result is what it came to, or -1.
    Asked,
}

impl Function {
    /// Returns the name that traces and grids have for it: `sock_listen`, `tcp-socket.start-listen`.
    pub fn name(self) -> &'static str {
        match self {
            Function::Witx(signature) => signature.name,
            Function::Wit(signature) => &signature.name,
            Function::BuiltIn(built_in) => &built_in.name,
        }
    }

    /// Returns how many core parameters it has.
    pub fn parameters(self) -> usize {
        match self {
            Function::Witx(signature) => signature.params.len(),
            Function::Wit(signature) => signature.parameters(),
            Function::BuiltIn(built_in) => built_in.parameters(),
        }
    }

    /// Returns what it can answer.
    pub fn answers(self) -> Answers {
        match self {
            Function::Witx(signature) if signature.returns == witx::Returns::Errno => {
                Answers::Errno
            }
            Function::Witx(_) => Answers::Nothing,
            Function::Wit(signature) => match signature.errors() {
                Some(cases) => Answers::Result(cases),
                None => Answers::Nothing,
            },
            Function::BuiltIn(built_in) => built_in.answers(),
        }
    }

    /// Whether a call of it closes the descriptor, or drops the handle, that is asked.
    pub fn closes(self) -> bool {
        match self {
            Function::Witx(signature) => signature.closes,
            Function::Wit(signature) => signature.drops(),
            Function::BuiltIn(built_in) => built_in.drops(),
        }
    }

    /// Whether a call of it may make a descriptor, whose number may be any that is free.
    pub fn makes_descriptors(self) -> bool {
        match self {
            Function::Witx(signature) => signature.has(Role::Made),
            Function::Wit(_) | Function::BuiltIn(_) => false,
        }
    }

    /// Whether a call of it moves bytes through the descriptor that is asked.
    pub fn moves_bytes(self) -> bool {
        match self {
            Function::Witx(signature) => signature.has(Role::Moved),
            Function::Wit(_) | Function::BuiltIn(_) => false,
        }
    }

    /// Whether a call of it ends the thread that makes it, and so never returns, but not the guest unless that is its main thread.
    pub fn ends_its_thread(self) -> bool {
        match self {
            Function::Witx(signature) => signature.returns == witx::Returns::Never,
            Function::Wit(_) | Function::BuiltIn(_) => false,
        }
    }

    /// Whether a call of it ends the guest, and so never returns.
    pub fn ends_the_guest(self) -> bool {
        match self {
            Function::Witx(signature) => signature.returns == witx::Returns::Ends,
            Function::Wit(signature) => signature.ends_the_guest,
            Function::BuiltIn(_) => false,
        }
    }

    /// Returns by what a call says that it has not finished, where it may return before that.
    pub fn starts(self) -> Option<Starts> {
        match self {
            Function::Witx(_) => None,
            Function::Wit(signature) => signature.starts(),
            Function::BuiltIn(built_in) => built_in.starts(),
        }
    }

    /// Returns of which other call it tells how that went, if it does.
    pub fn tells(self) -> Option<Tells> {
        match self {
            Function::Witx(_) | Function::Wit(_) => None,
            Function::BuiltIn(built_in) => built_in.tells(),
        }
    }

    /// Whether it is there for waiting only, and does nothing to what is waited for: whether a guest comes to call it may depend on
    /// how fast something else was.
    pub fn only_waits(self) -> bool {
        match self {
            Function::Witx(_) | Function::Wit(_) => false,
            Function::BuiltIn(built_in) => built_in.only_waits(),
        }
    }

    /// Returns the memory that the call reads, to be reported before it.
    pub fn enter_regions(self) -> Vec<Region> {
        match self {
            Function::Witx(signature) => signature.enter_regions(),
            Function::Wit(signature) => signature.enter_regions(),
            Function::BuiltIn(built_in) => built_in.enter_regions(),
        }
    }

    /// Returns the memory that the call may have written, to be reported after it.
    pub fn exit_regions(self) -> Vec<Region> {
        match self {
            Function::Witx(signature) => signature.exit_regions(),
            Function::Wit(signature) => signature.exit_regions(),
            Function::BuiltIn(built_in) => built_in.exit_regions(),
        }
    }

    /// Returns the memory that the call fills when it succeeds, and does not read.
    pub fn filled_regions(self) -> Vec<Region> {
        match self {
            Function::Witx(signature) => signature.filled_regions(),
            Function::Wit(signature) => signature.filled_regions(),
            Function::BuiltIn(_) => Vec::new(),
        }
    }

    /// Returns where a call says how it went, once it has finished.
    pub fn answer_at(self) -> AnswerAt {
        match self {
            Function::Witx(signature) => signature.answer_at(),
            Function::Wit(signature) => signature.answer_at(),
            Function::BuiltIn(built_in) => built_in.answer_at(),
        }
    }

    /// Returns the values that a call gives when it succeeds; of an array those of its first element.
    pub fn places(self) -> Vec<Place> {
        match self {
            Function::Witx(signature) => signature.places(),
            Function::Wit(signature) => signature.places(),
            Function::BuiltIn(_) => Vec::new(),
        }
    }

    /// Returns the core parameters that are flags, with their names.
    pub fn flags(self) -> Vec<(usize, &'static str)> {
        match self {
            Function::Witx(signature) => signature.flags(),
            Function::Wit(signature) => signature.flags(),
            Function::BuiltIn(_) => Vec::new(),
        }
    }

    /// Returns the core parameter that holds the number of what is asked, where numbers beside it are others' of the same
    /// sort.
    pub fn asked(self) -> Option<usize> {
        match self {
            Function::Witx(signature) => signature.asked(),
            Function::Wit(_) | Function::BuiltIn(_) => None,
        }
    }

    /// Returns the bytes that a call moves.
    pub fn moves(self) -> Option<Moves> {
        match self {
            Function::Witx(signature) => signature.moves(),
            Function::Wit(signature) => signature.moves(),
            Function::BuiltIn(built_in) => built_in.moves(),
        }
    }

    /// Returns what a call with `args` was given, what it returned, and what it returned it with.
    ///
    /// `args` are as many as it has core parameters, `before` is the memory when the call was made, `end` the report of its
    /// end, if it came to one.
    pub(super) fn decode(
        self,
        args: &[u64],
        before: &Image,
        end: Option<&Record>,
    ) -> (Vec<Field>, Answer, Vec<Field>) {
        match self {
            Function::Witx(signature) => witx::call::decode(signature, args, before, end),
            Function::Wit(signature) => wit::value::decode(signature, args, before, end),
            Function::BuiltIn(built_in) => built_in.decode(args, before, end),
        }
    }
}
