//! From text to binary, and from the binary back to the lines of the text.
//!
//! [`assemble`] turns WebAssembly text into a module and a [`LineTable`]. What any other module says of its source is read by
//! [`Sources`](crate::source::Sources). [`call_sites`] lists where a module may call WASI.

mod fields;

use std::collections::{BTreeMap, BTreeSet};

use wasmparser::{Operator, Parser, Payload, TypeRef, Validator, WasmFeatures};
use wast::core::{FuncKind, Module, ModuleField, ModuleKind};
use wast::lexer::{Lexer, TokenKind};
use wast::parser::{self, ParseBuffer};
use wast::token::Span;
use wast::{Error as WastError, Wat};

use crate::interface;
use crate::record::Site;
use fields::Fields;

/// A module that was made from text.
#[derive(Debug, Clone)]
pub struct Assembled {
    /// The binary, valid.
    pub module: Vec<u8>,
    /// The lines of the text by the offsets of the instructions.
    pub lines: LineTable,
}

/// Text that is not a valid module.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {message}")]
pub struct AssembleError {
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1.
    pub column: u32,
    /// What is wrong, in the words of the parser or validator.
    pub message: String,
}

/// A binary that cannot be read as a WebAssembly module.
#[derive(Debug, thiserror::Error)]
#[error("malformed module: {0}")]
pub struct Malformed(#[from] wasmparser::Error);

/// An instruction that may call WASI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallSite {
    /// Where the instruction stands.
    pub site: Site,
    /// What it calls.
    pub callee: Callee,
}

/// What a call site calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callee {
    /// An import of a WASI module, directly.
    Import {
        /// The import module.
        module: String,
        /// The name of the function.
        name: String,
    },
    /// Whatever function a table or a reference holds.
    Indirect,
}

/// Assembles the WebAssembly text `text` to a valid core module with a line table.
///
/// # Errors
/// [`AssembleError`] with the place in the text when it does not parse, names what does not exist, does not validate
/// under the finished WebAssembly proposals, or is not a core module. A validation error outside of function bodies
/// stands at the field that it is in, or at 1:1 where there is none.
pub fn assemble(text: &str) -> Result<Assembled, AssembleError> {
    let encoded = encode(text).map_err(|error| unassembled(text, &error))?;
    let (module, lines, fields) = encoded;
    match Validator::new_with_features(WasmFeatures::default()).validate_all(&module) {
        Ok(_) => Ok(Assembled { module, lines }),
        Err(error) => {
            // What is wrong with a function as a whole is reported at the byte after its last instruction.
            let place = code_start(&module)
                .and_then(|start| error.offset().checked_sub(start))
                .and_then(|offset| u32::try_from(offset).ok())
                .and_then(|offset| {
                    lines
                        .place(offset)
                        .or_else(|| lines.place(offset.checked_sub(1)?))
                });
            let of_field = || {
                let (line, column) = fields.place(text, &module, error.offset())?;
                Some((one_based(line), one_based(column)))
            };
            let (line, column) = place.or_else(of_field).unwrap_or((1, 1));
            Err(AssembleError {
                line,
                column,
                message: error.message().to_owned(),
            })
        }
    }
}

/// Says what is wrong with a text. What is missing at its end is missing after its last word, wherever the file ends; and what is
/// missing there most often belongs to a parenthesis far above.
fn unassembled(text: &str, error: &WastError) -> AssembleError {
    let (mut end, mut open) = (0, Vec::new());
    for token in Lexer::new(text).iter(0) {
        let Ok(token) = token else {
            end = usize::MAX;
            break;
        };
        match token.kind {
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment => continue,
            TokenKind::LParen => open.push(token.offset),
            TokenKind::RParen => _ = open.pop(),
            _ => {}
        }
        end = token.offset + token.len as usize;
    }
    let mut message = error.message();
    let at_end = end > 0 && error.span().offset() >= end;
    let span = if at_end {
        Span::from_offset(end)
    } else {
        error.span()
    };
    if let (true, Some(open)) = (at_end, open.last()) {
        let (line, _) = Span::from_offset(*open).linecol_in(text);
        let line = one_based(line);
        message.push_str(&format!("; the `(` on line {line} has none"));
    }
    let (line, column) = span.linecol_in(text);
    AssembleError {
        line: one_based(line),
        column: one_based(column),
        message,
    }
}

/// Returns the binary, the lines of its instructions and the places of what is no function.
///
/// The encoder could write the lines as DWARF, in a time that grows with the square of deeply nested text; what it encodes
/// has an operator for each instruction of the text, so that the two are read side by side instead.
fn encode(text: &str) -> Result<(Vec<u8>, LineTable, Fields), WastError> {
    let mut buffer = ParseBuffer::new(text)?;
    buffer.track_instr_spans(true);
    let mut module: Module<'_> = match parser::parse::<Wat<'_>>(&buffer)? {
        Wat::Module(module) => module,
        Wat::Component(component) => {
            return Err(WastError::new(
                component.span,
                "a component where a core module is expected".to_owned(),
            ));
        }
    };
    let binary = module.encode()?;
    let lines = LineTable::of_text(text, &binary, &spans(&module)).unwrap_or_default();
    Ok((binary, lines, Fields::of(&module)))
}

/// Returns the places of the instructions of each function that `module` defines, in their order.
fn spans<'a>(module: &'a Module<'_>) -> Vec<&'a [Span]> {
    let ModuleKind::Text(fields) = &module.kind else {
        return Vec::new();
    };
    let of_field = |field: &'a ModuleField<'_>| match field {
        ModuleField::Func(function) => match &function.kind {
            FuncKind::Inline { expression, .. } => expression.instr_spans.as_deref(),
            FuncKind::Import(..) => None,
        },
        _ => None,
    };
    fields.iter().filter_map(of_field).collect()
}

fn one_based(index: usize) -> u32 {
    u32::try_from(index).map_or(u32::MAX, |index| index.saturating_add(1))
}

/// Returns where the contents of the code section start, which is what code offsets count from.
pub(crate) fn code_start(module: &[u8]) -> Option<usize> {
    Parser::new(0)
        .parse_all(module)
        .find_map(|payload| match payload {
            Ok(Payload::CodeSectionStart { range, .. }) => Some(range.start),
            _ => None,
        })
}

/// The lines of a text by code offset: the offset in bytes from the start of the code section's contents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineTable {
    /// The line and column from each offset on; `None` where no line is known.
    rows: BTreeMap<u32, Option<(u32, u32)>>,
}

impl LineTable {
    /// Makes the table of `binary`, which `text` was encoded to, from the places of the instructions of its functions.
    fn of_text(text: &str, binary: &[u8], functions: &[&[Span]]) -> wasmparser::Result<LineTable> {
        let starts: Vec<usize> = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(newline, _)| newline + 1))
            .collect();
        let place = |span: &Span| {
            let line = starts.partition_point(|start| *start <= span.offset());
            let column = span.offset() - starts[line - 1];
            (u32::try_from(line).unwrap_or(u32::MAX), one_based(column))
        };
        let (mut table, mut code_start) = (LineTable::default(), 0);
        let mut functions = functions.iter();
        for payload in Parser::new(0).parse_all(binary) {
            match payload? {
                Payload::CodeSectionStart { range, .. } => code_start = range.start,
                Payload::CodeSectionEntry(body) => {
                    let offset =
                        |offset: usize| u32::try_from(offset - code_start).unwrap_or(u32::MAX);
                    let mut operators = body.get_operators_reader()?;
                    for span in functions.next().copied().unwrap_or_default() {
                        let start = offset(operators.original_position());
                        table.rows.insert(start, Some(place(span)));
                        operators.read()?;
                    }
                    table.rows.insert(offset(body.range().end), None);
                }
                _ => {}
            }
        }
        Ok(table)
    }

    /// Returns the line, from 1, of the instruction at `code_offset`, or `None` when it is not known.
    pub fn line(&self, code_offset: u32) -> Option<u32> {
        self.place(code_offset).map(|(line, _)| line)
    }

    fn place(&self, code_offset: u32) -> Option<(u32, u32)> {
        self.rows
            .range(..=code_offset)
            .next_back()
            .and_then(|(_, place)| *place)
    }

    /// Returns the site of the instruction at `offset` of a binary whose code section's contents start at `code_start`.
    pub(crate) fn site(&self, offset: usize, code_start: usize) -> Site {
        let line = offset
            .checked_sub(code_start)
            .and_then(|offset| self.line(u32::try_from(offset).ok()?));
        match line {
            Some(line) => Site::Line(line),
            None => Site::Offset(u32::try_from(offset).unwrap_or(u32::MAX)),
        }
    }
}

/// Returns the modules that `module` imports from.
///
/// # Errors
/// [`Malformed`] when the binary cannot be read.
pub fn import_modules(module: &[u8]) -> Result<BTreeSet<String>, Malformed> {
    let mut modules = BTreeSet::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                modules.insert(import?.module.to_owned());
            }
        }
    }
    Ok(modules)
}

/// Lists the calls of WASI imports and the indirect calls of `module`, in the order of the code.
///
/// # Errors
/// [`Malformed`] when the binary cannot be read.
pub fn call_sites(module: &[u8], lines: &LineTable) -> Result<Vec<CallSite>, Malformed> {
    let mut imports = Vec::new();
    let mut sites = Vec::new();
    let mut code_start = 0;
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    let import = import?;
                    if let TypeRef::Func(_) | TypeRef::FuncExact(_) = import.ty {
                        imports.push((import.module, import.name));
                    }
                }
            }
            Payload::CodeSectionStart { range, .. } => code_start = range.start,
            Payload::CodeSectionEntry(body) => {
                for operator in body.get_operators_reader()?.into_iter_with_offsets() {
                    let (operator, offset) = operator?;
                    let callee = match operator {
                        Operator::Call { function_index }
                        | Operator::ReturnCall { function_index } => {
                            match imports.get(function_index as usize) {
                                Some((module, name)) if interface::of_import(module).is_some() => {
                                    Callee::Import {
                                        module: (*module).to_owned(),
                                        name: (*name).to_owned(),
                                    }
                                }
                                _ => continue,
                            }
                        }
                        Operator::CallIndirect { .. }
                        | Operator::ReturnCallIndirect { .. }
                        | Operator::CallRef { .. }
                        | Operator::ReturnCallRef { .. } => Callee::Indirect,
                        _ => continue,
                    };
                    sites.push(CallSite {
                        site: lines.site(offset, code_start),
                        callee,
                    });
                }
            }
            _ => {}
        }
    }
    Ok(sites)
}
