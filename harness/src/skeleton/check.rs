//! The mistakes of a file of skeletons that is well-formed TOML.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use crate::grid::{Cell, Grid, Name, Operation, Socket, State};
use crate::interface;
use crate::mistake::Mistake;

use super::Skeleton;
use super::text::{DESCRIPTOR, calls};

/// Finds names that the grid or the file does not declare, functions without an import, and cells without a set-up or a
/// question.
pub(super) fn check(
    skeleton: &Skeleton,
    grid: &Grid,
    socket: &str,
    file: &str,
    text: &str,
) -> Vec<Mistake> {
    let mut checks = Checks {
        skeleton,
        grid,
        socket,
        file,
        text,
        mistakes: Vec::new(),
    };
    checks.imports();
    checks.names();
    checks.lines();
    checks.cells();
    checks.mistakes
}

struct Checks<'a> {
    skeleton: &'a Skeleton,
    grid: &'a Grid,
    socket: &'a str,
    file: &'a str,
    text: &'a str,
    mistakes: Vec<Mistake>,
}

impl Checks<'_> {
    fn wrong(&mut self, span: Range<usize>, message: String, mend: &str) {
        self.mistakes.push(Mistake {
            file: self.file.to_owned(),
            text: self.text.to_owned(),
            span,
            message,
            mend: mend.to_owned(),
        });
    }

    fn imports(&mut self) {
        let skeleton = self.skeleton;
        let modules = skeleton.imports.iter();
        let imports = modules.flat_map(|(module, all)| all.iter().map(move |one| (module, one)));
        for (module, (function, declared)) in imports {
            if interface::lookup(module.get_ref(), function.get_ref()).is_none() {
                let message = format!("unknown function `{}`", function.get_ref());
                self.wrong(
                    function.span(),
                    message,
                    "take one that harness/src/interface has",
                );
            }
            let (local, signature) = declared.get_ref().split_once(' ').unwrap_or_default();
            if !local.starts_with('$') || !signature.starts_with('(') {
                let message = "an import without a name or a type".to_owned();
                let mend = "write it as `$name (param i32) (result i32)`";
                self.wrong(declared.span(), message, mend);
            }
        }
    }

    fn names(&mut self) {
        let (skeleton, grid) = (self.skeleton, self.grid);
        let mut known = BTreeSet::new();
        for data in &skeleton.data {
            if !known.insert(data.name.get_ref().as_str()) {
                let message = format!("the data `{}` is declared twice", data.name.get_ref());
                self.wrong(data.name.span(), message, "remove one of the two");
            }
        }
        let mut used: Vec<(&str, &Name)> = Vec::new();
        for set_up in &skeleton.set_ups {
            used.push(("state", &set_up.state));
            used.extend(set_up.from.iter().map(|name| ("state", name)));
            used.extend(set_up.operations.iter().map(|name| ("operation", name)));
            used.extend(set_up.data.iter().map(|name| ("data", name)));
        }
        for question in &skeleton.questions {
            used.push(("operation", &question.operation));
            used.extend(question.states.iter().map(|name| ("state", name)));
            used.extend(question.data.iter().map(|name| ("data", name)));
        }
        for (kind, name) in used {
            let word = name.get_ref().as_str();
            let (declared, mend) = match kind {
                "state" => (grid.state(self.socket, word).is_some(), GRID),
                "operation" => (grid.operation(self.socket, word).is_some(), GRID),
                _ => (known.contains(word), "declare it in this file"),
            };
            if !declared {
                self.wrong(name.span(), format!("unknown {kind} `{word}`"), mend);
            }
        }
    }

    fn lines(&mut self) {
        let skeleton = self.skeleton;
        let imported = |call: &str| {
            let mut imports = skeleton.imports.values().flat_map(BTreeMap::values);
            let mut own = skeleton.functions.iter();
            imports.any(|import| import.get_ref().split(' ').next() == Some(call))
                || own.any(|function| function.name.get_ref() == call)
        };
        let set_ups = skeleton.set_ups.iter().map(|set_up| &set_up.lines);
        let questions = skeleton.questions.iter().map(|question| &question.lines);
        for lines in set_ups.chain(questions.clone()) {
            let missing: BTreeSet<&str> = calls(lines.get_ref())
                .filter(|call| !imported(call))
                .collect();
            for call in missing {
                let message = format!(
                    "a call of `{call}`, which is neither imported nor a function of this file"
                );
                let mend = "give it a line in an [import] or a [[function]]";
                self.wrong(self.place(lines, call), message, mend);
            }
        }
        for lines in questions {
            if !lines.get_ref().contains(";;=") {
                let message = "a question that asks nothing".to_owned();
                self.wrong(lines.span(), message, "end the line that asks with `;;= *`");
            }
        }
    }

    /// Where `call` stands in the file, among `lines`.
    fn place(&self, lines: &Spanned<String>, call: &str) -> Range<usize> {
        let span = lines.span();
        let before = self.text[span.clone()].find(&format!("(call {call}"));
        before.map_or(span.clone(), |before| {
            let start = span.start + before + "(call ".len();
            start..start + call.len()
        })
    }

    /// Every cell that is no gap has a set-up and a question, and what the one needs the other has.
    fn cells(&mut self) {
        let (skeleton, grid) = (self.skeleton, self.grid);
        let file = self.file;
        let mut told = BTreeSet::new();
        let name = self.socket;
        let of_this = |(socket, ..): &(&Socket, &State, &Operation)| socket.name() == name;
        for (socket, state, operation) in grid.cells().filter(of_this) {
            let cell = Cell {
                interface: &grid.interface,
                socket: socket.name(),
                state: state.name(),
                operation: operation.name(),
            };
            let mut missing = |kind: &str, name: &Name, word: &str| {
                let of = format!("the {kind} `{}` of {}", name.get_ref(), socket.name());
                if told.insert(of.clone()) {
                    let mend = format!("add a [[{word}]] for it to {file}");
                    let message = format!("{of} has no {word}");
                    self.mistakes
                        .push(grid.mistake(socket.name(), name, message, mend));
                }
            };
            let set_up = skeleton.set_up(&cell);
            let question = skeleton.question(&cell);
            if set_up.is_none() {
                missing("state", &state.name, "set-up");
            }
            if question.is_none() {
                missing("operation", &operation.name, "question");
            }
            let (Some(set_up), Some(question)) = (set_up, question) else {
                continue;
            };
            let last = set_up[set_up.len() - 1];
            if question.lines.get_ref().contains(DESCRIPTOR)
                && last.descriptor.is_none()
                && told.insert(format!("{:?}", last.state.span()))
            {
                let message = format!("no descriptor is in the state `{}`", cell.state);
                self.wrong(last.state.span(), message, "say which is, by `descriptor`");
            }
        }
    }
}

const GRID: &str = "take a name that the grid beside this file, or that of the interface, declares";
