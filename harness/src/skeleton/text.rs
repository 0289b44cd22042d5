//! The text of a skeleton: only what its lines use, in columns as all cases have them.

use std::fmt::Write as _;

use crate::case::UNWRITTEN;
use crate::grid::{Cell, Name};

use super::{Data, Skeleton};

/// Stands in a question for the descriptor that is asked.
pub(super) const DESCRIPTOR: &str = "FD";

/// Stands in a question for the first address behind the descriptors that the set-up has written.
const FREE: &str = "FREE";

impl Skeleton {
    /// The whole text of a case that asks `cell`; `None` where the grid declares no such cell. What its suffix
    /// asks is left to the author.
    pub fn text(&self, cell: &Cell) -> Option<String> {
        let (set_ups, question) = (self.set_up(cell)?, self.question(cell)?);
        let mut lines: Vec<String> = Vec::new();
        for set_up in &set_ups {
            lines.extend(set_up.lines.get_ref().lines().map(str::to_owned));
        }
        let free = (4 * locals(&lines).len()).to_string();
        let descriptor = set_ups.last().and_then(|last| last.descriptor.as_deref());
        for line in question.lines.get_ref().lines() {
            let line = line.replace(DESCRIPTOR, descriptor.unwrap_or_default());
            lines.push(line.replace(FREE, &free));
        }
        let names = set_ups.iter().flat_map(|set_up| &set_up.data);
        let data = self.data(names.chain(&question.data));
        let netns = question.netns || set_ups.iter().any(|set_up| set_up.netns);

        let mut text = format!(";; {UNWRITTEN}\n;;! level = \"may\"\n;;! refs = []\n");
        if netns {
            text.push_str(";;! needs = [\"netns\"]\n");
        }
        text.push_str("(module\n");
        self.imports(&mut text, &lines);
        text.push_str("  (memory (export \"memory\") 1)\n");
        for line in in_columns(&data, &[";;"]) {
            let _ = writeln!(text, "  {line}");
        }
        text.push_str("\n  (func (export \"_start\")");
        for local in locals(&lines) {
            let _ = write!(text, " (local {local} i32)");
        }
        text.push('\n');
        for line in in_columns(&lines, &[";;~", ";;="]) {
            let _ = writeln!(text, "    {line}");
        }
        text.push_str("  ))\n");
        Some(text)
    }

    /// The imports of the functions that `lines` call, with names and types each in a column.
    fn imports(&self, text: &mut String, lines: &[String]) {
        let mut used: Vec<(&Name, &str, &str)> = Vec::new();
        for (function, declared) in &self.import {
            let (local, signature) = declared.get_ref().split_once(' ').unwrap_or_default();
            if lines
                .iter()
                .any(|line| calls(line).any(|call| call == local))
            {
                used.push((function, local, signature));
            }
        }
        used.sort_by_key(|(function, ..)| function.span().start);
        let width = |name: &dyn Fn(&(&Name, &str, &str)) -> usize| used.iter().map(name).max();
        let names = width(&|(function, ..)| function.get_ref().len()).unwrap_or_default() + 2;
        let locals = width(&|(_, local, _)| local.len()).unwrap_or_default();
        let module = &self.module;
        for (function, local, signature) in &used {
            let quoted = format!("\"{}\"", function.get_ref());
            let _ = writeln!(
                text,
                "  (import \"{module}\" {quoted:names$} (func {local:locals$} {signature}))"
            );
        }
    }

    /// The lines of the data of these names, by address. The first of two at one address stays.
    fn data<'a>(&self, names: impl Iterator<Item = &'a Name>) -> Vec<String> {
        let mut chosen: Vec<&Data> = Vec::new();
        for name in names {
            let named = self.data.iter().find(|data| data.name == *name);
            if let Some(data) = named
                && !chosen.iter().any(|one| one.at == data.at)
            {
                chosen.push(data);
            }
        }
        chosen.sort_by_key(|data| data.at);
        let line = |data: &&Data| {
            let comment = data.comment.as_deref();
            let comment = comment.map_or(String::new(), |comment| format!("  ;; {comment}"));
            format!("(data (i32.const {}) {}){comment}", data.at, data.text)
        };
        chosen.iter().map(line).collect()
    }
}

/// The functions that a line calls, as `$name`.
pub(super) fn calls(line: &str) -> impl Iterator<Item = &str> {
    words_after(line, "(call ")
}

/// The locals that the lines set, in their order.
fn locals(lines: &[String]) -> Vec<&str> {
    let mut locals = Vec::new();
    for local in lines
        .iter()
        .flat_map(|line| words_after(line, "(local.set "))
    {
        if !locals.contains(&local) {
            locals.push(local);
        }
    }
    locals
}

fn words_after<'a>(line: &'a str, instruction: &str) -> impl Iterator<Item = &'a str> {
    let rest = line.split(instruction).skip(1);
    rest.filter_map(|rest| rest.split([' ', ')']).next())
}

/// The lines with those comments in one column that begin with one of `marks`; others stay where they are.
fn in_columns(lines: &[String], marks: &[&str]) -> Vec<String> {
    let split = |line: &String| {
        let at = marks.iter().find_map(|mark| line.find(mark))?;
        Some((line[..at].trim_end().to_owned(), line[at..].to_owned()))
    };
    let codes = lines.iter().filter_map(split).map(|(code, _)| code.len());
    let column = codes.max().unwrap_or_default();
    let moved = |line: &String| match split(line) {
        Some((code, comment)) => format!("{code:column$}  {comment}"),
        None => line.clone(),
    };
    lines.iter().map(moved).collect()
}
