//! Decides which index everything gets in the rewritten module.
//!
//! Types and globals are appended, which moves nothing. Added imports come after the other imports and move the functions
//! that the module defines. Then come, in this order, the functions of the parts, the two that move words where there are
//! such, the one that tells of calls that have not finished, where there are such, the wrappers, the one around the program, and
//! those of the steps of a peer.

use wasmparser::{ExternalKind, MemoryType};

use super::Besides;
use super::error::{InstrumentError, unsupported};
use super::guest::Guest;
use super::host::{self, Host, RUNTIME};
use super::later;
use super::nested::SINK;
use super::part::{ALONE, BLANK, LATER, LIE, Part, RELAY, REPORTER, THREADS, WAIT};
use crate::interface::{self, Frame, Streams};
use crate::peer::Script;
use crate::record::{Function, Legend};

/// How many words are exchanged with a memory that is not shared: those of text, and 2 that `fd_write` needs.
pub const WORDS: u32 = TEXT_WORDS + 2;
/// How many words of text are collected.
pub const TEXT_WORDS: u32 = 16;
/// The globals of the report that every guest has, in the order of their indices; see `words.rs`.
pub const GLOBALS: [&str; 7] = ["site", "tag", "key0", "key1", "key2", "key3", "page"];
/// The function by which a guest names a handler of signals. The runtime may call it within any other function, so within one that the
/// report calls.
const CATCHES: &str = "callback_signal";
/// The largest number of pages that a memory can have.
const MOST_PAGES: u64 = 1 << 16;

/// A part with the places that its own have in the rewritten module.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// The part.
    pub part: &'static Part,
    /// The index of its first type.
    pub types: u32,
    /// The index of the first function that it defines.
    pub functions: u32,
    /// The index of the first global that it defines.
    pub globals: u32,
}

impl Placed {
    /// Returns the function that the part exports as `name`.
    pub fn function(&self, name: &str) -> Option<u32> {
        Some(self.functions + self.part.exported(name)?)
    }

    /// Returns the type of that function.
    pub fn function_type(&self, name: &str) -> Option<u32> {
        Some(self.types + self.part.exported_type(name)?)
    }

    /// Returns the type of the function that the part imports by this name.
    pub fn import_type(&self, name: &str) -> Option<u32> {
        Some(self.types + self.part.imported_type(name)?)
    }
}

/// The rewriting of a module.
#[derive(Debug)]
pub struct Plan {
    /// What the module consists of.
    pub guest: Guest,
    /// The index of the memory that calls refer to.
    pub memory: u32,
    /// The page that is the report's own, in a memory that others may look at while a line is written: other threads, or a handler of
    /// signals, which the runtime calls before it writes what `fd_write` is given.
    pub page: Option<u64>,
    /// Whether it is inside of a component, which takes its words.
    nested: bool,
    /// Whether that memory is added because there is none.
    pub added_memory: bool,
    /// The index of the memory that is added for calls that have not finished, where there may be such.
    pub ledger: Option<u32>,
    /// The parts that it carries, the reporter first.
    pub parts: Vec<Placed>,
    /// What the lines say by numbers.
    pub legend: Legend,
    frame: &'static Frame,
    hosts: Vec<Host>,
}

impl Plan {
    /// Plans the rewriting of `guest`, which imports from WASI.
    ///
    /// # Errors
    /// [`InstrumentError::Unsupported`] for what the report cannot deal with.
    pub fn new(guest: Guest, besides: &Besides<'_>) -> Result<Plan, InstrumentError> {
        let functions: Vec<Function> = guest
            .traced
            .iter()
            .map(|traced| traced.reported.clone())
            .collect();
        let modules = functions.iter().map(|function| function.module.as_str());
        let Some(interface) = interface::newest(modules.clone()) else {
            return unsupported("a module that imports from no interface");
        };
        let frame = interface.frame;
        let mut others = modules.filter_map(interface::of_import);
        let nested = besides.nested;
        // In a component what adapts the one to the other is there as well.
        if let Some(other) = others.find(|other| other.frame != frame && !nested) {
            let (one, other) = (interface.name, other.name);
            return unsupported(&format!(
                "a module that imports from {one} and from {other}"
            ));
        }
        let memory = match guest.export(frame.memory) {
            Some(export) if export.kind != ExternalKind::Memory => {
                return unsupported(&format!(
                    "a module that exports something else than a memory as `{}`, where the runtime looks for one",
                    frame.memory
                ));
            }
            Some(export) => export.index,
            None => 0,
        };
        let catches = functions.iter().any(|function| function.name == CATCHES);
        let (page, added_memory) = match guest.memories.get(memory as usize) {
            Some(memory) if memory.memory64 => {
                return unsupported("a memory with 64-bit addresses");
            }
            Some(memory) if memory.page_size_log2.is_some() => {
                return unsupported("a memory with its own page size");
            }
            Some(memory) if (memory.shared || catches) && memory.initial >= MOST_PAGES => {
                return unsupported("a memory that leaves no page for the report");
            }
            Some(memory) => {
                let others = memory.shared || catches;
                ((others && !nested).then_some(memory.initial), false)
            }
            // The one that is added has a page, which nobody else knows.
            None => (catches.then_some(0), true),
        };
        let mut texts = vec![
            REPORTER,
            match page {
                _ if nested => RELAY,
                Some(_) => THREADS,
                None => ALONE,
            },
        ];
        let mut reported = functions.iter();
        let starts = reported.any(|function| later::starts(function).is_some());
        texts.extend(starts.then_some(LATER));
        let waits = besides.peer.is_some();
        let lies = besides.liar.is_some();
        let streams = match nested {
            true => Streams::Imported(&[SINK]),
            false => interface.streams,
        };
        if let Streams::Made { fd_write, fd_read } = streams {
            texts.push(fd_write);
            texts.extend(waits.then_some(fd_read));
        }
        texts.extend(waits.then_some(WAIT));
        texts.extend((besides.blanks || lies).then_some(BLANK));
        texts.extend(lies.then_some(LIE));
        let parts: Vec<&'static Part> = texts.into_iter().map(Part::of_text).collect();
        let steps = besides.peer.map_or_else(Vec::new, Script::records);
        let returns = guest.entry(frame.entry).is_some();
        let mut plan = Plan {
            hosts: host::wanted(&guest, streams, &parts),
            ledger: starts.then(|| length(&guest.memories) + u32::from(added_memory)),
            guest,
            memory,
            page,
            nested,
            added_memory,
            parts: Vec::new(),
            legend: Legend::new(functions, steps, returns),
            frame,
        };
        plan.place(&parts);
        Ok(plan)
    }

    fn place(&mut self, parts: &[&'static Part]) {
        let functions = self.guest.imported_functions + length(&self.guest.functions);
        let mut next = Placed {
            part: parts[0],
            types: self.guest.types(),
            functions: self.moved(functions),
            globals: self.word(self.words()),
        };
        for part in parts {
            self.parts.push(Placed { part, ..next });
            next.types += part.types();
            next.functions += part.functions();
            next.globals += part.globals;
        }
    }

    /// Returns the part that writes the lines.
    pub fn reporter(&self) -> &Placed {
        &self.parts[0]
    }

    /// Returns the part that collects them.
    pub fn lines(&self) -> &Placed {
        &self.parts[1]
    }

    /// Returns the function that a part which it carries exports as `name`.
    pub fn carried(&self, name: &str) -> Option<u32> {
        self.parts.iter().find_map(|placed| placed.function(name))
    }

    /// Returns the function of the runtime that is imported as `module`.`name`, or from whichever module the runtime
    /// has it in.
    pub fn host(&self, module: &str, name: &str) -> Option<u32> {
        let mut added = self.guest.imported_functions..;
        self.hosts.iter().find_map(|host| {
            let index = host.own.or_else(|| added.next())?;
            let is_it = host.name == name && [host.module, RUNTIME].contains(&module);
            is_it.then_some(index)
        })
    }

    /// Returns the imports that are added for the parts, in the order of their indices, each with its type.
    pub fn added(&self) -> impl Iterator<Item = (&Host, u32)> {
        let added = self.hosts.iter().filter(|host| host.own.is_none());
        added.filter_map(|host| {
            let mut parts = self.parts.iter();
            let placed = parts.find(|placed| std::ptr::eq(placed.part, host.part))?;
            Some((host, placed.import_type(host.name)?))
        })
    }

    /// Returns where the rewritten module has the function `function` itself, even if it has a wrapper.
    pub fn moved(&self, function: u32) -> u32 {
        let added = self.hosts.iter().filter(|host| host.own.is_none()).count();
        match function < self.guest.imported_functions {
            true => function,
            false => function + u32::try_from(added).unwrap_or(u32::MAX),
        }
    }

    /// Returns what the rewritten module has in place of the function `function`: its wrapper if it has one.
    pub fn replaced(&self, function: u32) -> u32 {
        let place = self.guest.place(function);
        place.map_or_else(|| self.moved(function), |place| self.wrapper(place))
    }

    /// Returns the function that adds a word to the text.
    pub fn push(&self) -> u32 {
        let last = self.parts[self.parts.len() - 1];
        last.functions + last.part.functions()
    }

    /// Returns the function that exchanges the words with memory.
    pub fn swap(&self) -> u32 {
        self.push() + 1
    }

    /// Returns the index of the first function after those that move words.
    fn after_words(&self) -> u32 {
        let moving = if self.words() > 0 { 2 } else { 0 };
        self.push() + moving
    }

    /// Returns the function that tells of calls that have not finished, where there may be such.
    pub fn tell(&self) -> Option<u32> {
        self.ledger.map(|_| self.after_words())
    }

    /// Returns the type of that function.
    pub fn tell_type(&self) -> Option<u32> {
        let mut parts = self.parts.iter();
        parts.find_map(|placed| placed.import_type("tell"))
    }

    /// Returns the wrapper of the WASI import at `place` in [`Guest::traced`].
    pub fn wrapper(&self, place: u32) -> u32 {
        self.after_words() + u32::from(self.ledger.is_some()) + place
    }

    /// Returns the function around the program, where there is one, with the name that it is exported by and the index of its
    /// type.
    pub fn program(&self) -> Option<(&'static str, u32, u32)> {
        let ty = self.guest.entry(self.frame.entry)?;
        let function = self.wrapper(length(&self.guest.traced));
        Some((self.frame.entry, function, ty))
    }

    /// Returns the function of the step at `place` in the script of a peer.
    pub fn step(&self, place: u32) -> u32 {
        let first = self.wrapper(length(&self.guest.traced));
        first + u32::from(self.legend.returns()) + place
    }

    /// Returns the global of the report that parts import by this name.
    pub fn global(&self, name: &str) -> Option<u32> {
        let mut globals = GLOBALS.iter().zip(self.guest.globals..);
        let found = globals.find(|(known, _)| **known == name);
        found.map(|(_, index)| index)
    }

    /// Returns the global that holds the site of the call: the first.
    pub fn site(&self) -> u32 {
        self.guest.globals
    }

    /// Returns how many words are globals: none where a memory has a page for them, and none inside of a component.
    pub fn words(&self) -> u32 {
        let elsewhere = self.page.is_some() || self.nested;
        if elsewhere { 0 } else { WORDS }
    }

    /// Returns the global that holds the word number `index`.
    pub fn word(&self, index: u32) -> u32 {
        self.guest.globals + length(&GLOBALS) + index
    }

    /// Returns the name to export the memory by that is added, where the name is still free.
    pub fn added_memory_name(&self) -> Option<&'static str> {
        let free = self.guest.export(self.frame.memory).is_none();
        (self.added_memory && free).then_some(self.frame.memory)
    }

    /// Returns how many pages the memory number `index` has at first, and at most, once the report has room in it.
    pub fn limits(&self, index: u32, memory: &MemoryType) -> (u64, Option<u64>) {
        let is_it = index == self.memory;
        let page = u64::from(is_it && self.page.is_some());
        let room = u64::from(is_it && (self.page.is_some() || memory.initial == 0) && !self.nested);
        let raised = |pages: u64| match room {
            0 => pages,
            room => (pages + room).min(MOST_PAGES),
        };
        (memory.initial + page, memory.maximum.map(raised))
    }

    /// Returns the function that stands in for the guest's allocator, with the name that it is exported by, where a
    /// part has one.
    pub fn allocator(&self) -> Option<(&'static str, u32)> {
        Some((self.frame.allocator?, self.carried("allocator")?))
    }

    /// Returns the guest's own allocator.
    pub fn own_allocator(&self) -> Option<u32> {
        let export = self.guest.export(self.frame.allocator?)?;
        (export.kind == ExternalKind::Func).then(|| self.replaced(export.index))
    }
}

fn length<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}
