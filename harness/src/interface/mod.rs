//! The interfaces: which functions guests import, what a call of each takes and answers, and how a guest is framed.
//!
//! An [`Interface`] is a value: everything else in the harness asks it, or asks [`all`] of them, and knows none by its name.
//! Each stands in a folder of its own, by the name that the folder of its cases has. The languages in which functions are
//! declared are shared: tables of `witx`, and `wit` that is read. None of it says what a runtime should answer.
//!
//! ```text
//! wasip1  wasix  wasip2  wasip3     the interfaces
//!    |      |      |       |
//!   witx  witx    wit     wit       the languages: functions, the memory that belongs to a call, names of numbers
//!    \      |      |       /
//!     function  frame       what the instrumenter asks
//!     decode    read        what readers of traces ask
//! ```
//!
//! A new interface is a folder, and a line in `INTERFACES`.

mod answer;
mod decode;
mod errno;
mod frame;
mod function;
mod memory;
mod place;
mod read;
mod region;
mod role;
mod steps;
mod value;
mod wait;
mod wasip1;
mod wasip2;
mod wasip3;
mod wasix;
mod wit;
mod witx;

#[cfg(test)]
mod tests;

pub use answer::Answer;
pub(crate) use decode::mark_unwritten;
pub use decode::{Decoded, decode};
pub use errno::{Errno, errno, errno_named, errnos};
pub use frame::{Frame, FrameError, Streams, Text};
pub use function::{Answers, Function, Starts, Tells};
pub use place::{AnswerAt, At, BLANK, Moves, Place, Sort};
pub use read::Message;
pub use region::{Count, Elements, Region};
pub(crate) use region::{MAX_ARRAY, MAX_BUFFER, MAX_VECTORS};
pub use role::{Field, Role};
pub use steps::{MEANWHILE, PEER, WAITING, is_peer};
pub use value::{Atom, Value};
pub use wait::{Alarm, Clock};
pub use wasip1::HANDED;

use std::fmt;

use wasmparser::{Parser, Payload};

/// All interfaces, the oldest first.
static INTERFACES: [&Interface; 4] = [
    &wasip1::INTERFACE,
    &wasix::INTERFACE,
    &wasip2::INTERFACE,
    &wasip3::INTERFACE,
];

/// An interface: one generation of the functions that guests import.
#[derive(Debug)]
pub struct Interface {
    /// Its name, which the folder of its cases has.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Further folders whose cases are of this interface.
    pub folders: &'static [&'static str],
    /// How its guests are framed.
    pub frame: &'static Frame,
    /// Makes the bytes that a runtime runs of a guest's module.
    around: fn(Vec<u8>) -> Result<Vec<u8>, FrameError>,
    /// By which command people run such a guest, the file behind it.
    pub by_hand: &'static str,
    /// The smallest guest that makes a call and returns, as text: with it a runtime's claim of the interface is tried.
    pub probe: &'static str,
    /// How a traced guest writes to its standard output, and reads its standard input.
    pub streams: Streams,
    /// Modules that guests of it import from and that cannot be traced, each with what a reader is to know of it.
    pub untraceable: &'static [(&'static str, &'static str)],
    /// The functions after which a guest is not traced as a whole.
    processes: &'static [(&'static str, Untraced)],
    /// The functions that make threads, or wait for their end.
    threads: &'static [(&'static str, Threads)],
    /// The functions that need a right of another name than their own, and that.
    rights: &'static [(&'static str, &'static str)],
    /// The functions that may wait until something happens which is not the runtime's own doing, by the names that traces have.
    waits: &'static [&'static str],
    /// Whether an import module of this name is its own, whatever functions are imported from there.
    owns: fn(&str) -> bool,
    /// The function that is imported by this module and name.
    lookup: fn(&str, &str) -> Option<Function>,
    /// The function that traces call by this name, with the module that it is imported from.
    named: fn(&str) -> Option<(&'static str, Function)>,
    /// Every answer that says how a call of its functions went.
    answers: fn() -> Vec<Answer>,
}

/// What a guest does of which no more than a part is traced, the most last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Untraced {
    /// It starts another program, and goes on itself.
    Starts,
    /// It becomes another program: the call does not return.
    Becomes,
    /// It goes on twice, and both write the one report.
    Forks,
}

/// What a call that succeeds says of the threads of a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Threads {
    /// There is one more.
    More,
    /// One has come to its end.
    Fewer,
}

impl fmt::Display for Untraced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Untraced::Starts => "has started another program: what that does is not traced",
            Untraced::Becomes => "gives its place to another program: what it became is not traced",
            Untraced::Forks => "has forked: what it became is not traced",
        })
    }
}

/// Returns all interfaces, the oldest first.
pub fn all() -> impl DoubleEndedIterator<Item = &'static Interface> {
    INTERFACES.into_iter()
}

/// Returns the interface of this name.
pub fn named(name: &str) -> Option<&'static Interface> {
    all().find(|interface| interface.name == name)
}

/// Returns the interface of the cases in this folder.
pub fn of_folder(folder: &str) -> Option<&'static Interface> {
    all().find(|interface| interface.name == folder || interface.folders.contains(&folder))
}

/// Returns the interface that an import module of this name belongs to, whatever functions are imported from there.
pub fn of_import(module: &str) -> Option<&'static Interface> {
    all().find(|interface| (interface.owns)(module))
}

/// Returns the module and the name by which an interface has what a module inside of a component imports by these, where they
/// are others: those of another mangling, or of a later patch.
pub(crate) fn canonical(module: &str, name: &str) -> Option<(String, String)> {
    wasip2::canonical(module, name)
}

/// Returns the newest of the interfaces that these import modules belong to.
pub(crate) fn newest<'a>(modules: impl IntoIterator<Item = &'a str>) -> Option<&'static Interface> {
    let modules: Vec<&str> = modules.into_iter().collect();
    let imports = |interface: &&Interface| modules.iter().any(|module| (interface.owns)(module));
    all().rev().find(imports)
}

/// Returns the interface that a binary module was written for: the newest that it imports from; if it imports from
/// none, the first whose entry it exports.
pub fn of_module(module: &[u8]) -> Option<&'static Interface> {
    let (mut imported, mut exported) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(module).map_while(Result::ok) {
        match payload {
            Payload::ImportSection(section) => {
                let imports = section.into_imports().flatten();
                imported.extend(imports.map(|import| import.module));
            }
            Payload::ExportSection(section) => {
                let exports = section.into_iter().flatten();
                exported.extend(exports.map(|export| export.name));
            }
            _ => {}
        }
    }
    let begins = |interface: &&Interface| exported.contains(&interface.frame.entry);
    newest(imported).or_else(|| all().find(begins))
}

/// Returns the interface that what a runtime is to run was written for: a component, or a module.
pub fn of_binary(binary: &[u8]) -> Option<&'static Interface> {
    match Parser::is_component(binary) {
        true => of_component(binary),
        false => of_module(binary),
    }
}

/// Returns the interface that a component was written for: the one whose entry it exports, of whatever patch; if it exports none,
/// the first that has components.
fn of_component(component: &[u8]) -> Option<&'static Interface> {
    let payloads = Parser::new(0).parse_all(component).flatten();
    let exported: Vec<&str> = payloads
        .filter_map(|payload| match payload {
            Payload::ComponentExportSection(section) => Some(section.into_iter().flatten()),
            _ => None,
        })
        .flatten()
        .filter_map(|export| export.name.name.rsplit_once('.'))
        .map(|(generation, _patch)| generation)
        .collect();
    let has = |one: &&Interface| exported.iter().any(|name| one.frame.entry.contains(name));
    let components: Vec<_> = all().filter(|one| one.is_component()).collect();
    let found = components.iter().find(|one| has(one));
    found.or(components.first()).copied()
}

/// Returns the bytes that a runtime is to run: `module` with what the frame of its interface puts around it.
///
/// # Errors
/// [`FrameError`] for a module that imports what its interface does not have, or by another type, or that does not export
/// what a program must.
pub fn framed(module: Vec<u8>) -> Result<Vec<u8>, FrameError> {
    match of_module(&module) {
        Some(interface) => (interface.around)(module),
        None => Ok(module),
    }
}

/// Returns the function that is imported as `module`.`name`, or the step of a peer that is reported so; `None` when no
/// interface has it.
pub fn lookup(module: &str, name: &str) -> Option<Function> {
    match of_import(module) {
        Some(interface) => (interface.lookup)(module, name),
        None => steps::lookup(module, name),
    }
}

/// Returns the right that a descriptor needs for a call of `module`.`name`, with the number of its bit, where the interface has rights.
pub(crate) fn right(module: &str, name: &str) -> Option<(&'static str, u32)> {
    let others = of_import(module)?.rights;
    let other = others.iter().find(|(function, _)| *function == name);
    let name = other.map_or(name, |(_, right)| *right);
    let mut rights = witx::names::RIGHTS.entries().iter();
    let (bit, name) = rights.find(|(_, known)| *known == name)?;
    Some((name, bit.trailing_zeros()))
}

/// What a call of `module`.`name` does that is not traced.
pub(crate) fn untraced(module: &str, name: &str) -> Option<Untraced> {
    let processes = of_import(module)?.processes;
    let found = processes.iter().find(|(function, _)| *function == name);
    found.map(|(_, untraced)| *untraced)
}

/// What a call of `module`.`name` that succeeds says of the threads of the guest.
pub(crate) fn threads(module: &str, name: &str) -> Option<Threads> {
    let threads = of_import(module)?.threads;
    let found = threads.iter().find(|(function, _)| *function == name);
    found.map(|(_, threads)| *threads)
}

/// Returns the name that traces and grids have for `module`.`name`: of a step of a peer with its module, of a function
/// of WIT with its resource, of all others the name alone.
pub fn shown(module: &str, name: &str) -> String {
    match lookup(module, name) {
        _ if is_peer(module) => format!("{module}.{name}"),
        Some(function) => function.name().to_owned(),
        None => name.to_owned(),
    }
}

/// Whether a call of this function of `module` may wait until something happens which is not the runtime's own doing.
pub(crate) fn may_wait(module: &str, function: Function) -> bool {
    let waits = of_import(module).map_or(&[][..], |interface| interface.waits);
    is_peer(module) || waits.contains(&function.name())
}

/// Whether there is a function that traces call `name`.
pub fn is_function(name: &str) -> bool {
    match name.strip_prefix("peer.") {
        Some(step) => lookup(PEER, step).is_some(),
        None => all().any(|interface| interface.has_function(name)),
    }
}

/// Whether there are handles that traces call by this name: those of a resource, and the ends of streams and futures.
pub fn is_resource(name: &str) -> bool {
    is_function(&format!("{name}.drop")) || wit::ENDS.contains(&name)
}

/// Whether traces have an [`Answer`] that is written like this.
pub fn is_answer(text: &str) -> bool {
    let is_it = |answer: Answer| answer.to_string() == text;
    text == "returns" || all().any(|interface| interface.answers().any(is_it))
}

/// Returns every case that an error of WIT has: what may stand in `err(...)`.
pub fn cases() -> impl Iterator<Item = &'static str> {
    let answers = all().flat_map(Interface::answers);
    answers.filter_map(|answer| match answer {
        Answer::Err(case) => Some(case),
        _ => None,
    })
}

/// Returns the case of this name.
pub fn case_named(name: &str) -> Option<&'static str> {
    cases().find(|known| *known == name)
}

/// Returns where an import can be had that a runtime does not offer by the name `module`.`name`: the module of another
/// interface whose guests are framed alike, if only that has such a function. A module of no interface, such as `env`, is what
/// a compiler writes that was told of none, so then it is that of any.
pub fn elsewhere(module: &str, name: &str) -> Option<&'static str> {
    let own = of_import(module);
    if own.is_some_and(|own| (own.lookup)(module, name).is_some()) {
        return None;
    }
    let others = all().filter(|other| own.is_none_or(|own| other.frame == own.frame));
    let mut found = others.filter_map(|other| (other.named)(name));
    found.next().map(|(module, _)| module)
}

impl Interface {
    /// Whether its guests are components, and not modules.
    pub fn is_component(&self) -> bool {
        matches!(self.streams, Streams::Made { .. })
    }

    /// Whether it has a function that traces call `name`.
    pub fn has_function(&self, name: &str) -> bool {
        (self.named)(name).is_some()
    }

    /// Returns the functions that may wait for others.
    #[cfg(test)]
    pub(crate) fn waits(&self) -> &'static [&'static str] {
        self.waits
    }

    /// Returns every answer that says how a call of its functions went.
    pub fn answers(&self) -> impl Iterator<Item = Answer> + use<> {
        (self.answers)().into_iter()
    }
}
