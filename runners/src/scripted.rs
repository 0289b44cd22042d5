//! The runner `scripted`: it answers every import as its script says. It is for the harness's own tests.

use std::collections::BTreeMap;

use rustix::process::{Resource, Signal, getpid, getrlimit, kill_process};
use wasmtime::{FuncType, Val, ValType};

use crate::reference::{self, Function};
use crate::{Capabilities, Ending, Errno, Guest, Runner, RunnerError};

/// The runner `scripted`.
#[derive(Debug)]
pub struct Scripted {
    script: BTreeMap<String, String>,
    capabilities: Capabilities,
}

/// What an import does, by the words that a script has for it.
#[derive(Debug, Clone, Copy)]
enum Action {
    /// A number or the name of an errno: it answers that.
    Answer(i32),
    /// `panic`: it panics in the host.
    Panic,
    /// `signal N`: it ends the process by a signal.
    Signal(Signal),
    /// `hang`: it never returns.
    Hang,
    /// `exit N`: it ends the process without a word about the guest.
    Exit(i32),
    /// `missing`: it is not there.
    Missing,
    /// `eat`: it takes memory until there is none.
    Eat,
    /// `real`: it is the reference's.
    Real,
}

impl Scripted {
    /// Makes the runner of a script: the words for what an import does, by the import's name. An import that the script
    /// does not name answers success, except that `fd_write` and `proc_exit` are the reference's.
    ///
    /// Words that mean nothing end the run of a guest with a [`RunnerError`].
    pub fn new(script: BTreeMap<String, String>) -> Self {
        Self {
            script,
            capabilities: Capabilities::of(&["wasip1", "wasix"]),
        }
    }
}

impl Runner for Scripted {
    fn name(&self) -> &str {
        "scripted"
    }

    fn version(&self) -> &str {
        env!("CARGO_PKG_VERSION")
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        let error = |message| RunnerError {
            runner: self.name().to_owned(),
            message,
        };
        let script = parse(&self.script).map_err(error)?;
        let import = |module: &str, name: &str, ty: &FuncType| match script.get(name).copied() {
            Some(Action::Missing) => Err(format!("{module}.{name}")),
            Some(Action::Real) => reference::function(module, name, ty),
            // The guest reports its calls through `fd_write`, and ends through `proc_exit`.
            None if matches!(name, "fd_write" | "proc_exit") => {
                reference::function(module, name, ty)
            }
            None => Ok(scripted(Action::Answer(0), ty)),
            Some(action) => Ok(scripted(action, ty)),
        };
        reference::run(guest, import).map_err(error)
    }
}

/// A function that does what a script says. An answer is given as the type of the import has it; an import without a
/// result gives none.
fn scripted(action: Action, ty: &FuncType) -> Function {
    let wide: Vec<bool> = ty.results().map(|ty| matches!(ty, ValType::I64)).collect();
    Box::new(move |_, _, results| {
        let answer = act(action);
        for (result, wide) in results.iter_mut().zip(&wide) {
            *result = if *wide {
                Val::I64(i64::from(answer))
            } else {
                Val::I32(answer)
            };
        }
        Ok(())
    })
}

fn act(action: Action) -> i32 {
    match action {
        Action::Answer(number) => number,
        Action::Panic => panic!("the script says so"),
        Action::Signal(signal) => die(signal),
        Action::Hang => hang(),
        Action::Exit(code) => std::process::exit(code),
        Action::Eat => eat(),
        Action::Missing | Action::Real => {
            unreachable!("they are told apart when the guest is linked")
        }
    }
}

/// The first of the signals may be spent on a handler of the language or the engine, which finds that it is none of
/// its business and takes itself away; the next one is deadly. One that the process ignores is a hang.
fn die(signal: Signal) -> ! {
    loop {
        kill_process(getpid(), signal).expect("a process may send signals to itself");
        rustix::thread::sched_yield();
    }
}

fn hang() -> ! {
    loop {
        // An interruption is no reason to return.
        let _ = rustix::event::poll(&mut [], None);
    }
}

/// Only under a limit: without one this would take the machine's memory.
fn eat() -> ! {
    let limited =
        [Resource::As, Resource::Data].map(|resource| getrlimit(resource).current.is_some());
    assert!(limited.contains(&true), "no limit of memory is set");
    let mut eaten = Vec::new();
    loop {
        eaten.push(vec![1_u8; 1 << 24]);
    }
}

fn parse(script: &BTreeMap<String, String>) -> Result<BTreeMap<&str, Action>, String> {
    script
        .iter()
        .map(|(name, action)| match self::action(action) {
            Some(action) => Ok((name.as_str(), action)),
            None => Err(format!("no action `{action}`, for `{name}`")),
        })
        .collect()
}

fn action(text: &str) -> Option<Action> {
    Some(match text.split_once(' ') {
        Some(("signal", number)) => Action::Signal(Signal::from_named_raw(number.parse().ok()?)?),
        Some(("exit", code)) => Action::Exit(code.parse().ok()?),
        Some(_) => return None,
        None => match text {
            "panic" => Action::Panic,
            "hang" => Action::Hang,
            "missing" => Action::Missing,
            "eat" => Action::Eat,
            "real" => Action::Real,
            _ => Action::Answer(match text.parse() {
                Ok(number) => number,
                Err(_) => Errno::from_name(text)?.number().into(),
            }),
        },
    })
}
