//! Tidy: the layout that all cases share, so that two of them differ only in what they ask.
//!
//! - The imports stand in the order of the skeleton beside the grid. Where each has a line of its own, they are a table, if
//!   that is no wider than 120 characters.
//! - The expectations of a case stand in one column, two spaces behind the longest of their lines, and so do the comments
//!   of its data. Any other comment stands two spaces behind its code.
//! - Words have one space between them, and lines none at their ends, where a line feed is all that stands.
//! - A blank line comes before each function, none comes first or last, and no two come together.
//!
//! What an author says is not touched: prose, header, comments, and the words of the module. A blank line apart, no line
//! becomes two and no two become one, so that calls stay in their lines, by which snapshots name them.

mod imports;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use wast::lexer::{Lexer, TokenKind};

use crate::skeleton::{Skeleton, SkeletonError};
use crate::suite::Suite;

/// The orders in which cases import functions.
#[derive(Debug)]
pub struct Orders {
    by_folder: BTreeMap<String, Vec<String>>,
}

impl Orders {
    /// Reads the skeletons of `suite`.
    ///
    /// # Errors
    /// [`SkeletonError`] for the first one that cannot be read or has mistakes.
    pub fn load(suite: &Suite) -> Result<Orders, SkeletonError> {
        let mut by_folder = BTreeMap::new();
        for grid in suite.grids.iter() {
            for socket in grid.sockets() {
                match Skeleton::load(&suite.cases, grid, socket.name()) {
                    Ok(skeleton) => {
                        let folder = format!("{}/{}", grid.interface, socket.name());
                        let functions = skeleton.functions().map(str::to_owned);
                        by_folder.insert(folder, functions.collect());
                    }
                    Err(SkeletonError::None { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
        }
        Ok(Orders { by_folder })
    }

    /// Gives the functions in the order in which the case `name` is to import them; none where its folder has no skeleton.
    pub fn of_case(&self, name: &str) -> Vec<&str> {
        let folder: Vec<&str> = name.split('/').take(2).collect();
        let functions = self.by_folder.get(&folder.join("/")).into_iter().flatten();
        functions.map(String::as_str).collect()
    }
}

/// Lays out `text`, whose imports are to be in the order of `functions`; one that is not among them stays behind the import
/// that it follows.
///
/// # Errors
/// The error of the lexer where `text` is no WebAssembly text.
pub fn tidy(text: &str, functions: &[&str]) -> Result<String, wast::Error> {
    let start = module(text)?;
    let (head, module) = text.split_at(start);
    let mut lines = lines(module)?;
    imports::tidy(&mut lines, functions, is_numbered(module)?);
    blanks(&mut lines);
    column(&mut lines, |line| line.has_mark());
    column(&mut lines, |line| line.is_data());
    let mut tidied = head.replace("\r\n", "\n");
    for line in &lines {
        tidied.push_str(&line.shown());
        tidied.push('\n');
    }
    Ok(tidied)
}

/// Finds the first line, from 1, in which two texts differ.
pub fn difference(one: &str, other: &str) -> Option<usize> {
    let mut lines = one.split('\n').zip(other.split('\n'));
    let equal = lines.position(|(one, other)| one != other);
    let (shorter, longer) = (one.matches('\n').count(), other.matches('\n').count());
    equal
        .or((shorter != longer).then_some(shorter.min(longer)))
        .map(|index| index + 1)
}

/// Finds where the module begins: what stands before it is prose and header.
fn module(text: &str) -> Result<usize, wast::Error> {
    for token in Lexer::new(text).iter(0) {
        let token = token?;
        if token.kind == TokenKind::LParen {
            return Ok(token.offset);
        }
    }
    Ok(text.len())
}

/// Says whether a module names functions or types by their numbers, which are those of the imports first of all. Of an element
/// segment it is taken for granted.
fn is_numbered(module: &str) -> Result<bool, wast::Error> {
    const NAMING: [&str; 7] = [
        "call",
        "return_call",
        "call_indirect",
        "ref.func",
        "start",
        "func",
        "type",
    ];
    let mut naming = false;
    for token in Lexer::new(module).iter(0) {
        let token = token?;
        match token.kind {
            TokenKind::Integer(_) if naming => return Ok(true),
            TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment => {}
            TokenKind::Keyword if token.src(module) == "elem" => return Ok(true),
            TokenKind::Keyword => naming = NAMING.contains(&token.src(module)),
            _ => naming = false,
        }
    }
    Ok(false)
}

/// A line of a module.
#[derive(Debug, Default)]
struct Line {
    /// The spaces that it begins with.
    indent: String,
    /// What stands before its comment, with one space between words.
    code: String,
    /// The comment, with its semicolons.
    comment: String,
    /// How many spaces stand between the two.
    gap: usize,
    /// How many parentheses it opens more than it closes.
    opens: i32,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.code.is_empty() && self.comment.is_empty()
    }

    /// Says whether it has an expectation.
    fn has_mark(&self) -> bool {
        !self.code.is_empty()
            && [";;~", ";;="]
                .iter()
                .any(|mark| self.comment.starts_with(mark))
    }

    fn is_data(&self) -> bool {
        self.code.starts_with("(data ") && !self.comment.is_empty()
    }

    fn width(&self) -> usize {
        self.indent.chars().count() + self.code.chars().count()
    }

    fn shown(&self) -> String {
        let mut shown = String::new();
        if !self.is_blank() {
            shown = format!("{}{}", self.indent, self.code);
        }
        if !self.comment.is_empty() {
            let gap = if self.code.is_empty() { 0 } else { self.gap };
            let _ = write!(shown, "{:gap$}{}", "", self.comment);
        }
        shown
    }
}

/// Reads the lines of a module. A block comment of several lines is a part of the line that it begins in.
fn lines(module: &str) -> Result<Vec<Line>, wast::Error> {
    let mut lines = vec![Line::default()];
    for token in Lexer::new(module).iter(0) {
        let token = token?;
        let source = &module[token.offset..token.offset + token.len as usize];
        let line = lines.last_mut().expect("there is always a line");
        match token.kind {
            TokenKind::Whitespace => match source.rsplit_once('\n') {
                Some((before, indent)) => {
                    lines.extend(before.matches('\n').map(|_| Line::default()));
                    lines.push(Line {
                        indent: indent.to_owned(),
                        gap: 2,
                        ..Line::default()
                    });
                }
                None => line.code.push(' '),
            },
            TokenKind::LineComment => source.trim_end().clone_into(&mut line.comment),
            kind => {
                line.opens += match kind {
                    TokenKind::LParen => 1,
                    TokenKind::RParen => -1,
                    _ => 0,
                };
                line.code.push_str(&source.replace("\r\n", "\n"));
            }
        }
    }
    for line in &mut lines {
        line.code.truncate(line.code.trim_end().len());
    }
    Ok(lines)
}

/// Puts the comments of those lines that are `meant` into one column.
fn column(lines: &mut [Line], meant: impl Fn(&Line) -> bool) {
    let widths = lines.iter().filter(|line| meant(line)).map(Line::width);
    let widest = widths.max().unwrap_or_default();
    for line in lines.iter_mut().filter(|line| meant(line)) {
        line.gap = widest + 2 - line.width();
    }
}

/// Leaves the blank lines that all cases have.
fn blanks(lines: &mut Vec<Line>) {
    let mut kept: Vec<Line> = Vec::new();
    for line in lines.drain(..) {
        let after_blank = kept.last().is_none_or(Line::is_blank);
        if line.is_blank() && after_blank {
            continue;
        }
        let after_comment = kept.last().is_some_and(|line| line.code.is_empty());
        if line.indent.len() == 2 && line.code.starts_with("(func ") && !after_comment {
            kept.push(Line::default());
        }
        kept.push(line);
    }
    while kept.last().is_some_and(Line::is_blank) {
        kept.pop();
    }
    *lines = kept;
}
