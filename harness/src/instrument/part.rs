//! The parts that a traced guest carries: functions and globals that are added to its own.
//!
//! Each part is a module of its own, in text because it is easier to read and to check so. What it imports is what the guest
//! or another part has; see `link.rs`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use wasmparser::{FuncType, Parser, Payload, TypeRef, ValType};

use crate::assemble::assemble;
use crate::interface::{self, Streams, Text};

/// Writes the lines of the report.
pub const REPORTER: Text = Text {
    file: "reporter.wat",
    module: include_str!("reporter.wat"),
};

/// Collects the lines of a guest whose memory is its own.
pub const ALONE: Text = Text {
    file: "alone.wat",
    module: include_str!("alone.wat"),
};

/// Collects the lines of a guest whose memory is shared between threads.
pub const THREADS: Text = Text {
    file: "threads.wat",
    module: include_str!("threads.wat"),
};

/// Collects the lines of a module inside of a component.
pub const RELAY: Text = Text {
    file: "relay.wat",
    module: include_str!("relay.wat"),
};

/// Waits for the answer to a step of a peer.
pub const WAIT: Text = Text {
    file: "wait.wat",
    module: include_str!("wait.wat"),
};

/// Fills what a call is to write to.
pub const BLANK: Text = Text {
    file: "blank.wat",
    module: include_str!("blank.wat"),
};

/// Knows the calls that have not finished.
pub const LATER: Text = Text {
    file: "later.wat",
    module: include_str!("later.wat"),
};

/// Changes what a call was given, or has given.
pub const LIE: Text = Text {
    file: "lie.wat",
    module: include_str!("lie.wat"),
};

/// All parts by their files, assembled once.
static PARTS: LazyLock<BTreeMap<&'static str, Part>> = LazyLock::new(|| {
    // Two interfaces may have the same ones.
    let made = interface::all().flat_map(|interface| match interface.streams {
        Streams::Imported(_) => Vec::new(),
        Streams::Made { fd_write, fd_read } => vec![fd_write, fd_read],
    });
    let all = [REPORTER, ALONE, THREADS, RELAY, WAIT, BLANK, LATER, LIE];
    let all = all.into_iter().chain(made);
    all.map(|text| (text.file, Part::read(&text))).collect()
});

/// A part, read.
#[derive(Debug)]
pub struct Part {
    /// The binary module.
    pub module: Vec<u8>,
    /// The functions that it imports, in the order of their indices.
    pub imports: Vec<Import>,
    /// The globals that it imports from the guest, by their names.
    pub imported_globals: Vec<String>,
    /// The memories that it imports from the guest, by their names.
    pub imported_memories: Vec<String>,
    /// How many globals it defines.
    pub globals: u32,
    types: Vec<FuncType>,
    /// The types of the functions that it defines.
    functions: Vec<u32>,
    exports: BTreeMap<String, u32>,
}

/// A function that a part imports.
#[derive(Debug)]
pub struct Import {
    /// The module: that of the runtime, or a word for what is in the guest already.
    pub module: String,
    /// The name.
    pub name: String,
    /// The index of its type in the part.
    pub ty: u32,
}

impl Part {
    /// Returns the part with this text.
    pub fn of_text(text: Text) -> &'static Part {
        &PARTS[text.file]
    }

    fn read(text: &Text) -> Part {
        let assembled = assemble(text.module);
        let module = assembled
            .expect("the file is a part of this program and valid")
            .module;
        let mut part = Part {
            module: Vec::new(),
            imports: Vec::new(),
            imported_globals: Vec::new(),
            imported_memories: Vec::new(),
            globals: 0,
            types: Vec::new(),
            functions: Vec::new(),
            exports: BTreeMap::new(),
        };
        for payload in Parser::new(0).parse_all(&module) {
            match payload.expect("an assembled module can be read") {
                Payload::TypeSection(section) => {
                    let types = section.into_iter_err_on_gc_types().flatten();
                    part.types.extend(types);
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports().flatten() {
                        match import.ty {
                            TypeRef::Func(ty) => part.imports.push(Import {
                                module: import.module.to_owned(),
                                name: import.name.to_owned(),
                                ty,
                            }),
                            TypeRef::Global(_) => {
                                part.imported_globals.push(import.name.to_owned());
                            }
                            TypeRef::Memory(_) => {
                                part.imported_memories.push(import.name.to_owned());
                            }
                            _ => {}
                        }
                    }
                }
                Payload::FunctionSection(section) => {
                    part.functions.extend(section.into_iter().flatten());
                }
                Payload::GlobalSection(section) => part.globals = section.count(),
                Payload::ExportSection(section) => {
                    let exports = section.into_iter().flatten();
                    let exports = exports.map(|export| (export.name.to_owned(), export.index));
                    part.exports.extend(exports);
                }
                _ => {}
            }
        }
        part.module = module;
        part
    }

    /// Returns how many types it declares.
    pub fn types(&self) -> u32 {
        count(&self.types)
    }

    /// Returns how many functions it defines.
    pub fn functions(&self) -> u32 {
        count(&self.functions)
    }

    /// Returns the place among the functions that it defines of the one that it exports as `name`.
    pub fn exported(&self, name: &str) -> Option<u32> {
        self.exports.get(name)?.checked_sub(count(&self.imports))
    }

    /// Returns the type of that function, by its index in the part.
    pub fn exported_type(&self, name: &str) -> Option<u32> {
        let defined = self.exported(name)?;
        self.functions.get(defined as usize).copied()
    }

    /// Returns the type, by its index in the part, of the function that it imports by this name.
    pub fn imported_type(&self, name: &str) -> Option<u32> {
        let import = self.imports.iter().find(|import| import.name == name)?;
        Some(import.ty)
    }

    /// Whether the type of this index has these parameters and this result.
    pub fn is_type(&self, ty: u32, params: &[ValType], result: Option<ValType>) -> bool {
        let ty = self.types.get(ty as usize);
        ty.is_some_and(|ty| ty.params() == params && ty.results() == result.as_slice())
    }
}

fn count<T>(all: &[T]) -> u32 {
    u32::try_from(all.len()).unwrap_or(u32::MAX)
}
