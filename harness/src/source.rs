//! From a call in a binary back to the source that it was compiled from, by the DWARF line numbers that compilers of C and Rust
//! write with `-g`.
//!
//! What a person looks for is a line of their own. A compiled program calls its socket functions from a library mostly, so the
//! place of a call is the last call before it that stands in the program's own code: in most programs the one that the library
//! was entered by. Whose code a line is, its path says.

use std::collections::BTreeMap;

use gimli::{
    AttributeValue, DebugLine, DebugLineOffset, DebugLineStr, DebugStr, EndianSlice,
    LineProgramHeader, LittleEndian,
};
use wasmparser::{Parser, Payload};

use crate::record::Site;

/// What stands in the paths of code that is no program's own: the standard libraries of C and Rust, and packages.
const LIBRARIES: [&str; 12] = [
    "/rustc/",
    "/.cargo/",
    "/.rustup/",
    "library/std/",
    "library/core/",
    "library/alloc/",
    "wasi-libc",
    "wasix-libc",
    "wasi-sysroot",
    "libc-top-half",
    "libc-bottom-half",
    "/lib/libc/",
];

/// The bit of an offset that says that it is of a row of the table, and of the program's own code. No module is as long.
const OWN: u32 = 1 << 30;

type Slice<'a> = EndianSlice<'a, LittleEndian>;

/// The source of a module, as far as the module tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources {
    /// The files, by the indices that rows have.
    files: Vec<File>,
    /// Where each stretch of code begins, counted from the start of the code section's contents, and where it stands in the
    /// source if that is known.
    rows: Vec<(u32, Option<Row>)>,
    /// Where in the module the contents of the code section start.
    code_start: u32,
}

/// A file of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
struct File {
    path: String,
    /// What it is shown as: as much of the path as tells it from all others.
    shown: String,
    /// Whether it is the program's own.
    own: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    file: usize,
    line: u32,
}

impl Sources {
    /// Reads what `module`, a binary, says of its source; nothing of a module that says nothing, or what cannot be read.
    pub fn read(module: &[u8]) -> Sources {
        let (mut sections, mut code_start) = (BTreeMap::new(), 0);
        for payload in Parser::new(0).parse_all(module).map_while(Result::ok) {
            match payload {
                Payload::CustomSection(custom) => {
                    sections.insert(custom.name().to_owned(), custom.data());
                }
                Payload::CodeSectionStart { range, .. } => code_start = range.start,
                _ => {}
            }
        }
        let section = |name: &str| sections.get(name).copied().unwrap_or_default();
        let texts = Texts {
            line: DebugLineStr::from(Slice::new(section(".debug_line_str"), LittleEndian)),
            other: DebugStr::new(section(".debug_str"), LittleEndian),
        };
        let mut sources = Sources::parse(section(".debug_line"), &texts).unwrap_or_default();
        sources.code_start = u32::try_from(code_start).unwrap_or(u32::MAX);
        sources.name();
        sources
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn parse(section: &[u8], texts: &Texts<'_>) -> gimli::Result<Sources> {
        let mut sources = Sources::default();
        let mut known = BTreeMap::new();
        let programs = DebugLine::new(section, LittleEndian);
        let mut offset = 0;
        while offset < section.len() {
            let program = programs.program(DebugLineOffset(offset), 4, None, None)?;
            let header = program.header().clone();
            offset += usize::from(header.format().initial_length_size()) + header.unit_length();
            let mut sequence = Vec::new();
            // The indices of files are those of one program.
            let mut files = BTreeMap::new();
            let mut rows = program.rows();
            while let Some((_, row)) = rows.next_row()? {
                let address = u32::try_from(row.address()).unwrap_or(u32::MAX);
                if row.end_sequence() {
                    sources.add(&sequence, address);
                    sequence.clear();
                    continue;
                }
                let file = *files.entry(row.file_index()).or_insert_with(|| {
                    let path = texts.path(&header, row.file_index());
                    let next = known.len();
                    *known.entry(path).or_insert(next)
                });
                let line = row.line().and_then(|line| u32::try_from(line.get()).ok());
                sequence.push((address, line.map(|line| Row { file, line })));
            }
        }
        let mut files: Vec<(String, usize)> = known.into_iter().collect();
        files.sort_by_key(|(_, index)| *index);
        sources.files = files.into_iter().map(|(path, _)| File::new(path)).collect();
        // A later row of an offset takes the place of an earlier one, and where one function ends another one begins.
        sources
            .rows
            .sort_by_key(|(offset, row)| (*offset, row.is_some()));
        Ok(sources)
    }

    fn add(&mut self, sequence: &[(u32, Option<Row>)], end: u32) {
        // Linkers move the lines of functions that they removed to address 0 or to the end of all addresses.
        if sequence.first().is_none_or(|(start, _)| *start == 0) || end == u32::MAX {
            return;
        }
        self.rows.extend_from_slice(sequence);
        self.rows.push((end, None));
    }

    /// Gives each file as short a name as tells it from all others.
    fn name(&mut self) {
        let tail = |path: &str, parts: usize| {
            let all: Vec<&str> = path.split(['/', '\\']).collect();
            all[all.len().saturating_sub(parts)..].join("/")
        };
        let shown: Vec<String> = self
            .files
            .iter()
            .map(|file| {
                let unique = |parts: &usize| {
                    let name = tail(&file.path, *parts);
                    let mut others = self.files.iter().filter(|other| other.path != file.path);
                    others.all(|other| tail(&other.path, *parts) != name)
                };
                let parts = (1..=3).find(unique).unwrap_or(usize::MAX);
                tail(&file.path, parts)
            })
            .collect();
        for (file, shown) in self.files.iter_mut().zip(shown) {
            file.shown = shown;
        }
    }

    /// The last row that begins at `offset` or before, which may be one without a place, with its index.
    fn row(&self, offset: u32) -> Option<usize> {
        self.rows
            .partition_point(|(start, _)| *start <= offset)
            .checked_sub(1)
    }

    /// Returns the site of a call of the program's own code at `offset`, in a function that begins at `start`; both count from the
    /// start of the code section's contents. `None` where the code is a library's, or nothing is known of it.
    ///
    /// What a compiler has put into the function from a library stands at the line of the function itself that is before it.
    pub fn own(&self, offset: u32, start: u32) -> Option<Site> {
        let last = self.row(offset)?;
        let mut rows = self.rows[..=last].iter().rev();
        let (at, _) = rows
            .by_ref()
            .take_while(|(at, _)| *at >= start)
            .find(|(_, row)| row.is_some_and(|row| self.files[row.file].own))?;
        (*at < OWN).then_some(Site::Offset(at | OWN))
    }

    /// Returns how a person is told of a site: `server.c:31`, or the site itself where nothing is known.
    pub fn shown(&self, site: Site) -> String {
        let Site::Offset(offset) = site else {
            return site.to_string();
        };
        let in_code = match offset & OWN {
            0 => offset.checked_sub(self.code_start),
            _ => Some(offset & !OWN),
        };
        let row = in_code.and_then(|offset| self.rows[self.row(offset)?].1);
        match row {
            Some(Row { file, line }) => format!("{}:{line}", self.files[file].shown),
            None => site.to_string(),
        }
    }
}

/// Whether a number that is written for a site, as [`of_site`](crate::record::of_site) gives it, is of the program's own code:
/// this bit is not set then.
pub const NOT_OWN: u32 = OWN;

impl File {
    fn new(path: String) -> File {
        File {
            own: !LIBRARIES.iter().any(|part| path.contains(part)),
            shown: String::new(),
            path,
        }
    }
}

/// Where the names of files stand that are not with their numbers.
struct Texts<'a> {
    line: DebugLineStr<Slice<'a>>,
    other: DebugStr<Slice<'a>>,
}

impl<'a> Texts<'a> {
    /// Returns the path of the file that a program has by this index.
    fn path(&self, header: &LineProgramHeader<Slice<'a>>, file: u64) -> String {
        let Some(file) = header.file(file) else {
            return String::new();
        };
        let name = self.text(&file.path_name());
        let folder = file.directory(header).map(|folder| self.text(&folder));
        match folder.filter(|folder| !folder.is_empty() && !name.starts_with('/')) {
            Some(folder) => format!("{folder}/{name}"),
            None => name,
        }
    }

    fn text(&self, value: &AttributeValue<Slice<'a>>) -> String {
        let text = match value {
            AttributeValue::String(text) => Ok(*text),
            AttributeValue::DebugLineStrRef(at) => self.line.get_str(*at),
            AttributeValue::DebugStrRef(at) => self.other.get_str(*at),
            _ => return String::new(),
        };
        let text = text.map(|text| text.to_string_lossy().into_owned());
        text.unwrap_or_default()
    }
}
