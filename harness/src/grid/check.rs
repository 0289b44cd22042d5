//! The mistakes of a grid that is well-formed TOML.

use std::collections::BTreeSet;

use crate::interface;
use crate::mistake::Mistake;

use super::{Grid, Name, Operation, Socket, State};

/// Finds names that stand twice or are not declared, and functions and errnos that do not exist.
pub(super) fn check(grid: &Grid, file: &str, text: &str) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut wrong = |name: &Name, message: String, mend: &str| {
        mistakes.push(Mistake {
            file: file.to_owned(),
            text: text.to_owned(),
            span: name.span(),
            message,
            mend: mend.to_owned(),
        });
    };
    let declared: [(&str, Vec<&Name>); 3] = [
        (
            "socket",
            grid.sockets().map(|socket: &Socket| &socket.name).collect(),
        ),
        (
            "state",
            grid.states().map(|state: &State| &state.name).collect(),
        ),
        (
            "operation",
            grid.operations()
                .map(|operation: &Operation| &operation.name)
                .collect(),
        ),
    ];
    for (kind, names) in &declared {
        let mut known = BTreeSet::new();
        for name in names {
            if !known.insert(name.get_ref()) {
                let message = format!("the {kind} `{}` is declared twice", name.get_ref());
                wrong(name, message, "remove one of the two");
            }
        }
    }
    for (kind, names) in used(grid) {
        for name in names {
            let word = name.get_ref().as_str();
            let known = match kind {
                "answer" => interface::is_answer(word),
                "function" => interface::is_function(word),
                "call" => grid.operation(word).is_some() || interface::is_function(word),
                kind => declared.iter().any(|(of, names)| {
                    *of == kind && names.iter().any(|one| one.get_ref() == word)
                }),
            };
            if !known {
                let mend = match kind {
                    "answer" => {
                        "take an errno by its name in the witx, `ok`, `err(...)` or `returns`"
                    }
                    "function" => "take a function that harness/src/interface has",
                    "call" => {
                        "take an operation of this file, a function that harness/src/interface has, or a step of the peer"
                    }
                    _ => "declare it in this file, or take a name that is declared",
                };
                wrong(name, format!("unknown {kind} `{word}`"), mend);
            }
        }
    }
    mistakes
}

/// Every list of names that must be known, with the kind of thing that they name.
fn used(grid: &Grid) -> Vec<(&'static str, Vec<&Name>)> {
    let mut used: Vec<(&'static str, Vec<&Name>)> = Vec::new();
    for state in grid.states() {
        used.push(("state", state.part_of.iter().collect()));
        used.push(("socket", state.sockets.iter().collect()));
    }
    for operation in grid.operations() {
        used.push(("function", operation.functions.iter().collect()));
        used.push(("operation", operation.synonyms.iter().collect()));
        used.push(("state", operation.row.iter().collect()));
        used.push(("socket", operation.sockets.iter().collect()));
    }
    for transition in &grid.transitions {
        used.push(("call", transition.calls.iter().collect()));
        used.push(("answer", transition.answer.iter().collect()));
        used.push(("answer", transition.unless.iter().collect()));
        used.push(("socket", transition.sockets.iter().collect()));
        let states = [&transition.if_this, &transition.if_other, &transition.from];
        used.push(("state", states.into_iter().flatten().collect()));
        used.push(("state", vec![&transition.to]));
    }
    for gap in grid.gaps() {
        used.push(("state", gap.states.iter().collect()));
        used.push(("operation", gap.operations.iter().collect()));
        used.push(("socket", gap.sockets.iter().collect()));
    }
    used
}
