//! The mistakes of a grid whose files are well-formed TOML.

use std::collections::BTreeSet;

use wasock_runners::Preopen;

use crate::interface;
use crate::mistake::Mistake;

use super::declared::{Declared, Name};
use super::{Grid, Socket, kernel};

/// Finds names that stand twice or are not declared, and functions and errnos that do not exist.
pub(super) fn check(grid: &Grid) -> Vec<Mistake> {
    let mut mistakes = names(grid, None, &grid.shared);
    for socket in grid.sockets() {
        mistakes.extend(names(grid, Some(socket), &socket.declared));
        for child in socket.children.iter().chain(&socket.handle) {
            let resource = child.get_ref();
            if !interface::is_resource(resource) {
                let message = format!("unknown resource `{resource}`");
                let mend = "take a resource that harness/src/interface has";
                let source = &socket.declared.source;
                mistakes.push(source.mistake(child.span(), message, mend));
            }
        }
    }
    mistakes.extend(unwitnessed(grid));
    mistakes
}

/// The mistakes among the names of one file, that of a kind of socket or that of the interface. What the one uses may be
/// declared by the other too.
fn names(grid: &Grid, socket: Option<&Socket>, declared: &Declared) -> Vec<Mistake> {
    let of = socket.map_or("", |socket| socket.name());
    let source = &declared.source;
    let mut mistakes = Vec::new();
    let own = [
        ("state", states(declared)),
        ("operation", operations(declared)),
    ];
    let shared = [
        ("state", states(&grid.shared)),
        ("operation", operations(&grid.shared)),
    ];
    for ((kind, names), (_, shared)) in own.iter().zip(&shared) {
        let mut known = BTreeSet::new();
        if socket.is_some() {
            known.extend(shared.iter().map(|name| name.get_ref()));
        }
        for name in names {
            if !known.insert(name.get_ref()) {
                let message = format!("the {kind} `{}` is declared twice", name.get_ref());
                mistakes.push(source.mistake(name.span(), message, "remove one of the two"));
            }
        }
    }
    for (kind, names) in used(declared) {
        for name in names {
            let word = name.get_ref().as_str();
            let (is_known, mend) = match kind {
                "answer" => (
                    interface::is_answer(word),
                    "take an errno by its name in the witx, `ok`, `err(...)` or `returns`",
                ),
                "function" => (
                    interface::is_function(word),
                    "take a function that harness/src/interface has",
                ),
                "call" => (
                    grid.operation(of, word).is_some() || interface::is_function(word),
                    "take an operation of this socket, a function that harness/src/interface has, or a step of the peer",
                ),
                "word of the kernel" => (
                    kernel::WORDS.contains(&word),
                    "take one that harness/src/grid/kernel.rs has",
                ),
                "kind of preopen" => (
                    Preopen::KINDS.contains(&word),
                    "take one that runners/src/preopen.rs has",
                ),
                "operation" => (grid.operation(of, word).is_some(), DECLARE),
                _ => (grid.state(of, word).is_some(), DECLARE),
            };
            if !is_known {
                let message = format!("unknown {kind} `{word}`");
                mistakes.push(source.mistake(name.span(), message, mend));
            }
        }
    }
    for transition in &declared.transitions {
        if transition.only && transition.asked_in().is_empty() {
            let message = "an answer that comes from any state comes from no state alone";
            let mend = "name the states that it comes from, by `from`, or where it is not of `this` by `if-this`";
            mistakes.push(source.mistake(transition.to.span(), message.to_owned(), mend));
        }
    }
    mistakes
}

const DECLARE: &str =
    "declare it in this file, or take a name that is declared here or in the file of the interface";

fn states(declared: &Declared) -> Vec<&Name> {
    declared.states.iter().map(|state| &state.name).collect()
}

fn operations(declared: &Declared) -> Vec<&Name> {
    declared.operations.iter().map(|one| &one.name).collect()
}

/// Every list of names that must be known, with the kind of thing that they name.
fn used(declared: &Declared) -> Vec<(&'static str, Vec<&Name>)> {
    let mut used: Vec<(&'static str, Vec<&Name>)> = Vec::new();
    for state in &declared.states {
        used.push(("state", state.part_of.iter().collect()));
        let witnesses = state.kernel.iter().flat_map(|one| &one.is);
        used.push(("word of the kernel", witnesses.collect()));
        used.push(("kind of preopen", state.handed.iter().collect()));
    }
    for operation in &declared.operations {
        used.push(("function", operation.functions.iter().collect()));
        used.push(("operation", operation.synonyms.iter().collect()));
        used.push(("state", operation.row.iter().collect()));
    }
    for transition in &declared.transitions {
        used.push(("call", transition.calls.iter().collect()));
        used.push(("answer", transition.answer.iter().collect()));
        used.push(("answer", transition.unless.iter().collect()));
        let states = [&transition.if_this, &transition.if_other, &transition.from];
        used.push(("state", states.into_iter().flatten().collect()));
        used.push(("state", vec![&transition.to]));
    }
    for gap in &declared.gaps {
        used.push(("state", gap.states.iter().collect()));
        used.push(("operation", gap.operations.iter().collect()));
    }
    used
}

/// States without a word of the kernel, where others of the interface have some: they would be compared with nothing.
fn unwitnessed(grid: &Grid) -> Vec<Mistake> {
    if grid.all_states().all(|state| state.kernel.is_empty()) {
        return Vec::new();
    }
    let of_file = |declared: &Declared| {
        let silent = declared
            .states
            .iter()
            .filter(|state| state.kernel.is_empty());
        let mistake = |name: &Name| {
            let message = format!(
                "nothing is said of the kernel in the state `{}`",
                name.get_ref()
            );
            let mend = "say what the kernel knows of it then, by `kernel`";
            declared.source.mistake(name.span(), message, mend)
        };
        silent.map(|state| mistake(&state.name)).collect::<Vec<_>>()
    };
    grid.files().flat_map(of_file).collect()
}
