//! The built-in functions of the component model: streams and futures, and waiting for what has not finished.
//!
//! No WIT declares them. For each stream and future in the type of a function, in the order in which they stand there, a core module
//! can import a set of them, by the name of that function and the place of the type:
//!
//! ```text
//! "[async-lower][stream-read-0][method]tcp-socket.receive"    a read that returns at once
//! "[stream-read-0][method]tcp-socket.receive"                 one that returns when something was read
//! ```
//!
//! Traces call them by what they are made on: `stream<u8>.read`, `future<result>.drop-readable`, `waitable-set.wait`.

use std::fmt;

use wit_parser::{Function as Declared, Type, TypeDefKind};

use super::Types;
use super::value::{Reader, handle};
use crate::interface::function::{Answers, Starts, Tells};
use crate::interface::place::{AnswerAt, Moves};
use crate::interface::region::{Count, Region};
use crate::interface::role::{Field, Role};
use crate::interface::value::Value;
use crate::interface::{Answer, MAX_ARRAY, memory};
use crate::record::{Image, Record};

/// The module of those that are made on no stream and no future.
pub const ROOT: &str = "$root";

/// What the handles of the ends of streams and futures are called, the readable ones first.
pub const ENDS: [&str; 4] = ["reader", "future", "writer", "promise"];

/// A built-in function.
pub struct BuiltIn {
    /// The name that traces and grids use.
    pub name: String,
    types: &'static Types,
    act: Act,
}

/// What carries values.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carrier {
    Stream,
    Future,
}

/// What a built-in does; the type is that of the values which are carried.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Act {
    New(Carrier),
    Read(Carrier, Option<Type>),
    Write(Carrier, Option<Type>),
    Cancel(Carrier, End),
    Drop(Carrier, End),
    NewSet,
    Wait,
    DropSet,
    Join,
    CancelSubtask,
    DropSubtask,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Readable,
    Writable,
}

/// What a copy answers that has not finished.
const BLOCKED: u64 = 0xffff_ffff;

/// The events that a guest is told of, by their numbers.
const EVENTS: [&str; 7] = [
    "none",
    "subtask",
    "stream-read",
    "stream-write",
    "future-read",
    "future-write",
    "task-cancelled",
];

/// The states of a subtask, by their numbers.
const STATES: [&str; 5] = [
    "starting",
    "started",
    "returned",
    "cancelled-before-started",
    "cancelled-before-returned",
];

/// Returns the built-ins that are made on no stream and no future, by their names.
pub fn of_root(types: &'static Types) -> Vec<(String, BuiltIn)> {
    let all = [
        ("[waitable-set-new]", "waitable-set.new", Act::NewSet),
        ("[waitable-set-wait]", "waitable-set.wait", Act::Wait),
        ("[waitable-set-poll]", "waitable-set.poll", Act::Wait),
        ("[waitable-set-drop]", "waitable-set.drop", Act::DropSet),
        ("[waitable-join]", "waitable.join", Act::Join),
        ("[subtask-cancel]", "subtask.cancel", Act::CancelSubtask),
        (
            "[async-lower][subtask-cancel]",
            "subtask.cancel",
            Act::CancelSubtask,
        ),
        ("[subtask-drop]", "subtask.drop", Act::DropSubtask),
    ];
    let all = all.into_iter();
    let named = all.map(|(import, name, act)| (import.to_owned(), BuiltIn::new(name, types, act)));
    named.collect()
}

/// Returns the built-ins for the streams and futures in the type of a function, by their names.
pub fn of_function(types: &'static Types, function: &Declared) -> Vec<(String, BuiltIn)> {
    let carriers = function.find_futures_and_streams(&types.resolve);
    let carriers = carriers.into_iter().enumerate();
    let all = carriers.flat_map(|(place, id)| {
        let (carrier, payload) = match types.resolve.types[id].kind {
            TypeDefKind::Future(payload) => (Carrier::Future, payload),
            TypeDefKind::Stream(payload) => (Carrier::Stream, payload),
            _ => unreachable!("these are the streams and futures"),
        };
        let word = match carrier {
            Carrier::Stream => "stream",
            Carrier::Future => "future",
        };
        let on = match payload {
            Some(payload) => format!("{word}<{}>", types.word(payload)),
            None => word.to_owned(),
        };
        let acts = [
            ("new", false, Act::New(carrier)),
            ("read", true, Act::Read(carrier, payload)),
            ("write", true, Act::Write(carrier, payload)),
            ("cancel-read", true, Act::Cancel(carrier, End::Readable)),
            ("cancel-write", true, Act::Cancel(carrier, End::Writable)),
            ("drop-readable", false, Act::Drop(carrier, End::Readable)),
            ("drop-writable", false, Act::Drop(carrier, End::Writable)),
        ];
        acts.into_iter().flat_map(move |(name, waits, act)| {
            let import = format!("[{word}-{name}-{place}]{}", function.name);
            let shown = format!("{on}.{name}");
            let lowered = waits.then(|| format!("[async-lower]{import}"));
            let names = [Some(import), lowered].into_iter().flatten();
            let of_name = names.map(move |import| (import, BuiltIn::new(&shown, types, act)));
            of_name.collect::<Vec<_>>()
        })
    });
    all.collect()
}

impl Carrier {
    /// What the handle of an end is called by.
    fn handle(self, end: End) -> &'static str {
        let [reader, future, writer, promise] = ENDS;
        match (self, end) {
            (Carrier::Stream, End::Readable) => reader,
            (Carrier::Stream, End::Writable) => writer,
            (Carrier::Future, End::Readable) => future,
            (Carrier::Future, End::Writable) => promise,
        }
    }
}

impl fmt::Debug for BuiltIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl BuiltIn {
    fn new(name: &str, types: &'static Types, act: Act) -> BuiltIn {
        BuiltIn {
            name: name.to_owned(),
            types,
            act,
        }
    }

    /// Returns how many core parameters it has.
    pub fn parameters(&self) -> usize {
        match self.act {
            Act::New(_) | Act::NewSet => 0,
            Act::Read(Carrier::Stream, _) | Act::Write(Carrier::Stream, _) => 3,
            Act::Read(..) | Act::Write(..) | Act::Wait | Act::Join => 2,
            Act::Cancel(..)
            | Act::Drop(..)
            | Act::DropSet
            | Act::CancelSubtask
            | Act::DropSubtask => 1,
        }
    }

    /// Returns what it can answer.
    pub fn answers(&self) -> Answers {
        match self.act {
            Act::Read(Carrier::Future, Some(payload)) => {
                let (fails, error) = self.types.failure(payload);
                match fails {
                    true => Answers::Result(
                        error
                            .map(|error| self.types.cases(error))
                            .unwrap_or_default(),
                    ),
                    false => Answers::Copied,
                }
            }
            Act::Read(..) | Act::Write(..) | Act::Cancel(..) => Answers::Copied,
            _ => Answers::Nothing,
        }
    }

    /// Returns where it says how it went, once it has finished: a future gives that as its value.
    pub fn answer_at(&self) -> AnswerAt {
        match (self.act, self.answers()) {
            (Act::Read(_, Some(payload)), Answers::Result(_)) => AnswerAt::Memory {
                ptr: 1,
                error: self.types.success(payload).1,
            },
            _ => AnswerAt::Nowhere,
        }
    }

    /// Returns the bytes that it moves.
    pub fn moves(&self) -> Option<Moves> {
        let is_bytes = |payload| self.types.resolved(payload) == Type::U8;
        match self.act {
            Act::Read(Carrier::Stream, Some(payload)) if is_bytes(payload) => {
                Some(Moves::Copied { ptr: 1 })
            }
            Act::Write(Carrier::Stream, Some(payload)) if is_bytes(payload) => {
                Some(Moves::Given { ptr: 1 })
            }
            _ => None,
        }
    }

    /// Whether it drops a handle.
    pub fn drops(&self) -> bool {
        matches!(self.act, Act::Drop(..) | Act::DropSet | Act::DropSubtask)
    }

    /// Whether it is there for waiting only, and does nothing to what is waited for.
    pub fn only_waits(&self) -> bool {
        matches!(
            self.act,
            Act::NewSet | Act::Wait | Act::DropSet | Act::Join | Act::DropSubtask
        )
    }

    /// Returns by what it says that it has not finished.
    pub fn starts(&self) -> Option<Starts> {
        matches!(self.act, Act::Read(..) | Act::Write(..)).then_some(Starts::Copy)
    }

    /// Returns of which other call it tells how that went.
    pub fn tells(&self) -> Option<Tells> {
        match self.act {
            Act::Wait => Some(Tells::Event { ptr: 1 }),
            Act::Cancel(..) | Act::CancelSubtask => Some(Tells::Asked),
            _ => None,
        }
    }

    /// Returns the memory that the call reads, to be reported before it.
    pub fn enter_regions(&self) -> Vec<Region> {
        match self.act {
            Act::Write(carrier, Some(payload)) => self.values(carrier, payload),
            _ => Vec::new(),
        }
    }

    /// Returns the memory that the call writes, to be reported after it.
    pub fn exit_regions(&self) -> Vec<Region> {
        match self.act {
            Act::Read(carrier, Some(payload)) => self.values(carrier, payload),
            Act::Wait => vec![Region::Fixed { ptr: 1, len: 8 }],
            _ => Vec::new(),
        }
    }

    fn values(&self, carrier: Carrier, payload: Type) -> Vec<Region> {
        let size = self.types.size(payload);
        vec![match carrier {
            Carrier::Stream => Region::Array {
                ptr: 1,
                count: Count::Param(2),
                size,
            },
            Carrier::Future => Region::Fixed { ptr: 1, len: size },
        }]
    }

    /// Returns what a call was given, what it returned, and what it returned it with, as
    /// [`value::decode`](super::value::decode) does.
    pub fn decode(
        &'static self,
        args: &[u64],
        before: &Image,
        end: Option<&Record>,
    ) -> (Vec<Field>, Answer, Vec<Field>) {
        let given = self.given(args, before);
        match end {
            None => (given, Answer::Pending, Vec::new()),
            Some(end) => {
                let (answer, outs) = self.returned(args, end);
                (given, answer, outs)
            }
        }
    }

    fn given(&'static self, args: &[u64], before: &Image) -> Vec<Field> {
        let on = |resource| field("self", Some(Role::Asked), handle(resource, args[0]));
        match self.act {
            Act::New(_) | Act::NewSet => Vec::new(),
            Act::Read(carrier, _) => vec![on(carrier.handle(End::Readable))],
            Act::Write(carrier, payload) => {
                let mut given = vec![on(carrier.handle(End::Writable))];
                if let (Carrier::Stream, Some(payload)) = (carrier, payload) {
                    let value = self.reader(before).elements(payload, args[1], args[2]);
                    given.push(field("data", Some(Role::Moved), value));
                }
                given
            }
            Act::Cancel(carrier, end) | Act::Drop(carrier, end) => vec![on(carrier.handle(end))],
            Act::Wait | Act::DropSet => vec![on("waitable-set")],
            Act::Join => vec![
                field("waitable", None, Value::Number(args[0])),
                field("set", None, handle("waitable-set", args[1])),
            ],
            Act::CancelSubtask | Act::DropSubtask => vec![on("subtask")],
        }
    }

    fn returned(&'static self, args: &[u64], end: &Record) -> (Answer, Vec<Field>) {
        let Some(result) = end.moment.result() else {
            return (Answer::Returned, Vec::new());
        };
        let made = |name, resource, number| field(name, Some(Role::Made), handle(resource, number));
        let named = |names: &[&str], number: u64| {
            let name = usize::try_from(number).ok().and_then(|at| names.get(at));
            name.map_or(Value::Number(number), |name| {
                Value::Name((*name).to_owned())
            })
        };
        match self.act {
            Act::New(carrier) => {
                let (readable, writable) = (End::Readable, End::Writable);
                let (readable, writable) = (carrier.handle(readable), carrier.handle(writable));
                let outs = vec![
                    made(readable, readable, result & 0xffff_ffff),
                    made(writable, writable, result >> 32),
                ];
                (Answer::Returned, outs)
            }
            Act::NewSet => (
                Answer::Returned,
                vec![made("value", "waitable-set", result)],
            ),
            Act::Wait => (
                Answer::Returned,
                vec![field("event", None, named(&EVENTS, result))],
            ),
            Act::CancelSubtask if result == BLOCKED => (Answer::Started, Vec::new()),
            Act::CancelSubtask => (
                Answer::Returned,
                vec![field("value", None, named(&STATES, result))],
            ),
            Act::Read(carrier, payload) => self.copied(carrier, payload, args, result, end),
            Act::Write(carrier, _) | Act::Cancel(carrier, _) => {
                self.copied(carrier, None, args, result, end)
            }
            _ => (Answer::Returned, Vec::new()),
        }
    }

    /// What a copy has come to: how it ended, and how many values were copied.
    fn copied(
        &'static self,
        carrier: Carrier,
        payload: Option<Type>,
        args: &[u64],
        result: u64,
        end: &Record,
    ) -> (Answer, Vec<Field>) {
        if result == BLOCKED {
            return (Answer::Started, Vec::new());
        }
        let answer = match result & 15 {
            0 => Answer::Completed,
            1 => Answer::Dropped,
            2 => Answer::Cancelled,
            _ => Answer::Number(result),
        };
        let reader = self.reader(&end.image);
        if carrier == Carrier::Future {
            return match (answer, payload) {
                (Answer::Completed, Some(payload)) => reader.result_at(payload, args[1], None),
                _ => (answer, Vec::new()),
            };
        }
        let count = result >> 4;
        let mut outs = vec![field("count", None, Value::Number(count))];
        match payload {
            Some(payload) if self.types.resolved(payload) == Type::U8 => {
                let value = memory::bytes(&end.image, args[1], count, MAX_ARRAY);
                outs.push(field("data", Some(Role::Moved), value));
            }
            Some(payload) => {
                if let Value::List { items, .. } = reader.elements(payload, args[1], count) {
                    let name = self.types.name(payload);
                    let items = items.into_iter();
                    outs.extend(items.map(|item| field(name, Some(Role::Made), item)));
                }
            }
            None => {}
        }
        (answer, outs)
    }

    fn reader<'a>(&self, image: &'a Image) -> Reader<'a> {
        Reader {
            types: self.types,
            image,
            reported: MAX_ARRAY,
        }
    }
}

fn field(name: &'static str, role: Option<Role>, value: Value) -> Field {
    Field { name, value, role }
}
