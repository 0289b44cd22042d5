//! The text of a skeleton: only what its lines use, in columns as all cases have them.

use std::fmt::Write as _;

use crate::case::UNWRITTEN;
use crate::grid::{Cell, Name, has};
use crate::interface::{self, Frame};

use super::{Data, Function, Skeleton};

/// Stands in a question for the descriptor that is asked.
pub(super) const DESCRIPTOR: &str = "FD";

/// Stands in a question for the first address behind the descriptors that the set-up has written.
const FREE: &str = "FREE";

/// How wide a line may be whose parts can stand on the next one.
const WIDTH: usize = 120;

/// An import of a case.
struct Import<'a> {
    module: &'a str,
    function: &'a Name,
    local: &'a str,
    signature: &'a str,
}

impl Skeleton {
    /// The whole text of a case that asks `cell`; `None` where the grid declares no such cell. What its suffix
    /// asks is left to the author.
    pub fn text(&self, cell: &Cell) -> Option<String> {
        let (set_ups, question) = (self.set_up(cell)?, self.question(cell)?);
        let frame = interface::named(cell.interface)?.frame;
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
        let preopens = set_ups.iter().flat_map(|set_up| &set_up.preopens);
        let preopens: Vec<String> = preopens.map(|preopen| format!("\"{preopen}\"")).collect();
        if !preopens.is_empty() {
            let _ = writeln!(text, ";;! preopens = [{}]", preopens.join(", "));
        }
        if let Some(peer) = set_ups.iter().find_map(|set_up| set_up.peer) {
            let _ = writeln!(text, ";;! peer = \"{peer}\"");
        }
        let called = |function: &&Function| {
            let mut all = lines.iter().flat_map(|line| calls(line));
            function.always
                || all.any(|call| call == function.name.get_ref() || has(&function.beside, call))
        };
        let own: Vec<&Function> = self.functions.iter().filter(called).collect();
        let within = own.iter().flat_map(|function| function.text.lines());
        let all: Vec<String> = within.map(str::to_owned).chain(lines.clone()).collect();
        text.push_str("(module\n");
        self.import(&mut text, &all);
        let _ = writeln!(text, "  (memory (export \"{}\") 1)", frame.memory);
        for line in in_columns(&data, &[";;"]) {
            let _ = writeln!(text, "  {line}");
        }
        text.push('\n');
        begin(&mut text, frame, &locals(&lines));
        for line in in_columns(&lines, &[";;~", ";;="]) {
            let _ = writeln!(text, "    {line}");
        }
        match frame.result {
            Some(result) => {
                let _ = write!(text, "    ({result}.const 0))");
            }
            None => text.push_str("  )"),
        }
        for function in own {
            text.push('\n');
            for line in function.text.lines() {
                let _ = write!(text, "\n  {line}");
            }
        }
        text.push_str(")\n");
        Some(text)
    }

    /// The imports of the functions that `lines` call. Those of one module have names and types each in a column; of several
    /// modules each stands by itself, on two lines where one is too short.
    fn import(&self, text: &mut String, lines: &[String]) {
        let mut used: Vec<Import> = Vec::new();
        for (module, imports) in &self.imports {
            for (function, declared) in imports {
                let (local, signature) = declared.get_ref().split_once(' ').unwrap_or_default();
                let mut all = lines.iter().flat_map(|line| calls(line));
                if all.any(|call| call == local) {
                    used.push(Import {
                        module: module.get_ref(),
                        function,
                        local,
                        signature,
                    });
                }
            }
        }
        used.sort_by_key(|import| import.function.span().start);
        let in_columns = used.iter().all(|import| import.module == used[0].module);
        let widest = |length: fn(&Import) -> usize| match in_columns {
            true => used.iter().map(length).max().unwrap_or_default(),
            false => 0,
        };
        let names = widest(|import| import.function.get_ref().len() + 2);
        let locals = widest(|import| import.local.len());
        for import in &used {
            let quoted = format!("\"{}\"", import.function.get_ref());
            let what = format!("(func {:locals$} {}))", import.local, import.signature);
            let import = format!("  (import \"{}\" {quoted:names$}", import.module);
            let fits = in_columns || import.len() + 1 + what.len() <= WIDTH;
            let between = if fits { " " } else { "\n    " };
            let _ = writeln!(text, "{import}{between}{what}");
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

/// The line that the program begins with, and those of its locals that do not fit on it.
fn begin(text: &mut String, frame: &Frame, locals: &[&str]) {
    let mut line = format!("  (func (export \"{}\")", frame.entry);
    if let Some(result) = frame.result {
        let _ = write!(line, " (result {result})");
    }
    let locals: Vec<String> = locals
        .iter()
        .map(|local| format!(" (local {local} i32)"))
        .collect();
    if line.len() + locals.concat().len() <= WIDTH {
        line.push_str(&locals.concat());
    } else {
        for (index, local) in locals.iter().enumerate() {
            let last = line.lines().last().unwrap_or_default();
            match index == 0 || last.len() + local.len() > WIDTH {
                true => drop(write!(line, "\n   {local}")),
                false => line.push_str(local),
            }
        }
    }
    let _ = writeln!(text, "{line}");
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
