//! Decides which index everything gets in the rewritten module.
//!
//! Types and globals are appended, which moves nothing. Added imports come after the other imports and move the functions
//! that the module defines. Then come, in this order, the functions of the reporter, the two that move words, the wrappers,
//! the functions of the other parts, and those of the steps of a peer.

use wasmparser::{ExternalKind, MemoryType};

use super::error::{InstrumentError, unsupported};
use super::guest::Guest;
use super::host::{self, Host, RUNTIME};
use super::part::{Part, REPORTER, WAIT};
use crate::interface::{self, Frame, Streams};

/// How many words are exchanged with memory: those of text, and 2 that `fd_write` needs.
pub const WORDS: u32 = TEXT_WORDS + 2;
/// How many words of text are collected.
pub const TEXT_WORDS: u32 = 16;
/// How many pages the maximum of a shared memory is raised by: one for each thread that reports.
const THREADS: u64 = 64;
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
    /// Whether that memory is shared between threads.
    pub shared: bool,
    /// Whether that memory is added because there is none.
    pub added_memory: bool,
    /// The parts that it carries, the reporter first.
    pub parts: Vec<Placed>,
    frame: &'static Frame,
    hosts: Vec<Host>,
}

impl Plan {
    /// Plans the rewriting of `guest`, which imports from WASI. `waits` says whether it is to wait for steps of a peer.
    ///
    /// # Errors
    /// [`InstrumentError::Unsupported`] for what the report cannot deal with.
    pub fn new(guest: Guest, waits: bool) -> Result<Plan, InstrumentError> {
        let modules = guest.traced.iter().map(|traced| traced.module.as_str());
        let Some(interface) = interface::newest(modules.clone()) else {
            return unsupported("a module that imports from no interface");
        };
        let frame = interface.frame;
        let mut others = modules.filter_map(interface::of_import);
        if let Some(other) = others.find(|other| other.frame != frame) {
            let (one, other) = (interface.name, other.name);
            return unsupported(&format!(
                "a module that imports from {one} and from {other}"
            ));
        }
        let exported = guest.export(frame.memory);
        let exported = exported.filter(|export| export.kind == ExternalKind::Memory);
        let memory = exported.map_or(0, |export| export.index);
        let (shared, added_memory) = match guest.memories.get(memory as usize) {
            Some(memory) if memory.memory64 => {
                return unsupported("a memory with 64-bit addresses");
            }
            Some(memory) if memory.page_size_log2.is_some() => {
                return unsupported("a memory with its own page size");
            }
            Some(memory) => (memory.shared, false),
            None => (false, true),
        };
        let mut texts = vec![REPORTER];
        if let Streams::Made { fd_write, fd_read } = interface.streams {
            texts.push(fd_write);
            texts.extend(waits.then_some(fd_read));
        }
        texts.extend(waits.then_some(WAIT));
        let parts: Vec<&'static Part> = texts.into_iter().map(Part::of_text).collect();
        let mut plan = Plan {
            hosts: host::wanted(&guest, interface.streams, &parts),
            guest,
            memory,
            shared,
            added_memory,
            parts: Vec::new(),
            frame,
        };
        plan.place(&parts);
        Ok(plan)
    }

    fn place(&mut self, parts: &[&'static Part]) {
        let mut next = Placed {
            part: parts[0],
            types: self.guest.types(),
            functions: self.moved(self.guest.imported_functions + self.guest.defined_functions),
            globals: self.shared_global() + 1,
        };
        for (place, part) in parts.iter().enumerate() {
            self.parts.push(Placed { part, ..next });
            next.types += part.types();
            next.functions += part.functions();
            next.globals += part.globals;
            if place == 0 {
                next.functions += 2 + length(&self.guest.traced);
            }
        }
    }

    /// Returns the part that writes the lines.
    pub fn reporter(&self) -> &Placed {
        &self.parts[0]
    }

    /// Returns the parts besides it.
    pub fn others(&self) -> &[Placed] {
        &self.parts[1..]
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
        let mut traced = self.guest.traced.iter().zip(0..);
        let wrapper = traced.find(|(traced, _)| traced.function == function);
        wrapper.map_or(self.moved(function), |(_, index)| self.wrapper(index))
    }

    /// Returns the function that adds a word to the text.
    pub fn push(&self) -> u32 {
        self.reporter().functions + self.reporter().part.functions()
    }

    /// Returns the function that exchanges the words with memory.
    pub fn swap(&self) -> u32 {
        self.push() + 1
    }

    /// Returns the wrapper of the WASI import number `index` in [`Guest::traced`].
    pub fn wrapper(&self, index: u32) -> u32 {
        self.swap() + 1 + index
    }

    /// Returns the function of the step number `index` of a peer's script.
    pub fn step(&self, index: u32) -> u32 {
        let first = match self.others().last() {
            Some(last) => last.functions + last.part.functions(),
            None => self.wrapper(length(&self.guest.traced)),
        };
        first + index
    }

    /// Returns the global that holds the site of the call.
    pub fn site(&self) -> u32 {
        self.guest.globals
    }

    /// Returns the global that holds the word number `index`.
    pub fn word(&self, index: u32) -> u32 {
        self.site() + 1 + index
    }

    /// Returns the global that says whether the memory is shared.
    pub fn shared_global(&self) -> u32 {
        self.word(WORDS)
    }

    /// Returns the name to export the memory by that is added, where the name is still free.
    pub fn added_memory_name(&self) -> Option<&'static str> {
        let free = self.guest.export(self.frame.memory).is_none();
        (self.added_memory && free).then_some(self.frame.memory)
    }

    /// Returns the maximum that the memory number `index` declares once the report has room in it.
    pub fn maximum(&self, index: u32, memory: &MemoryType) -> Option<u64> {
        let room = match index == self.memory {
            true if memory.shared => THREADS,
            true if memory.initial == 0 => 1,
            _ => 0,
        };
        memory.maximum.map(|maximum| {
            if room == 0 {
                maximum
            } else {
                (maximum + room).min(MOST_PAGES)
            }
        })
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
