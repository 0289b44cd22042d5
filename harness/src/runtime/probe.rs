//! Probing: what a command claims is tried before a run.

use std::net::{Ipv4Addr, SocketAddr};
use std::ops::ControlFlow;
use std::time::Duration;

use wasock_runners::{Command, Grant, Preopen};

use crate::assemble::assemble;
use crate::column::Column;
use crate::instrument::{Instrumented, instrument};
use crate::interface::{self, Interface};
use crate::measure::{SEAL, outcome};
use crate::outcome::Outcome;
use crate::process::{self, Compiled, Job, Limits};
use crate::record::Item;
use crate::trace::Trace;
use crate::world::{Conditions, World};

/// A flag that no program has.
const NO_FLAG: &str = "--wasock-no-such-flag";

/// A module that needs what no runtime has.
const LACKING: &str = r#"(module (import "wasock_probe" "missing" (func)) (memory (export "memory") 1) (func (export "_start")))"#;

/// A component that does, and calls it.
const LACKING_COMPONENT: &str = r#"(component
  (import "wasock:probe/missing@0.1.0" (instance $probe (export "missing" (func))))
  (core func $missing (canon lower (func $probe "missing")))
  (core module $guest
    (import "probe" "missing" (func $missing))
    (func (export "run") (result i32) (call $missing) (i32.const 0)))
  (core instance $program (instantiate $guest (with "probe" (instance (export "missing" (func $missing))))))
  (func $run (result (result)) (canon lift (core func $program "run")))
  (instance (export "wasi:cli/run@0.2.0") (export "run" (func $run))))"#;

/// What became of the claims of a column.
#[derive(Debug)]
pub(crate) struct Probed {
    /// The column with the claims that hold; `None` where no interface is left.
    pub column: Option<Column>,
    /// What does not hold, a sentence each.
    pub refused: Vec<String>,
}

/// Tries what the column of a command claims: for each interface, a guest that makes one call and returns, and one that needs
/// what there is not, which has to be called unsupported; a guest that is handed a socket; and a flag that there is not, without
/// which no policy can be believed.
pub(crate) fn probe(column: &Column, command: &Command, world: &World) -> Probed {
    let mut refused = Vec::new();
    let mut kept = command.clone();
    kept.capabilities.interfaces.retain(|name| {
        let has_words = !command.unsupported.is_empty();
        let why =
            interface::named(name).map(|interface| speaks(column, interface, has_words, world));
        let Some(Err(why)) = why else {
            return true;
        };
        refused.push(format!("{} does not speak {name}: {why}", column.label));
        false
    });
    let first = kept.capabilities.interfaces.first();
    let promises = kept
        .capabilities
        .policies
        .iter()
        .any(|grant| *grant != Grant::All);
    if let (Some(name), true) = (first, promises)
        && accepts_any_flag(command, name, world)
    {
        kept.capabilities
            .policies
            .retain(|grant| *grant == Grant::All);
        refused.push(format!(
            "{} takes flags that it does not have, so no policy that a flag asks for can be believed",
            column.label
        ));
    }
    if kept.capabilities.listeners
        && let Err(why) = hands(column, world)
    {
        kept.capabilities.listeners = false;
        refused.push(format!(
            "{} hands its guests no sockets that listen: {why}",
            column.label
        ));
    }
    let column = match kept.capabilities.interfaces.is_empty() {
        true => None,
        false => Some(column.with(kept)),
    };
    Probed { column, refused }
}

/// Tries whether the column runs guests of an interface, and tells of one that needs more than there is. Where the words are not
/// known with which it does so, it is enough that it does not run such a guest.
///
/// # Errors
/// What came of it instead.
fn speaks(
    column: &Column,
    interface: &Interface,
    has_words: bool,
    world: &World,
) -> Result<(), String> {
    let guest = guest(interface.probe)?;
    match ending(column, &guest, &[], world) {
        Outcome::Completed => {}
        other => return Err(format!("its guest {other}")),
    }
    let lacking = match interface.is_component() {
        true => LACKING_COMPONENT,
        false => LACKING,
    };
    let module = wat::parse_str(lacking).map_err(|error| error.to_string())?;
    match ending(column, &Instrumented { module, ..guest }, &[], world) {
        Outcome::Unsupported(_) => Ok(()),
        Outcome::NotStarted(_) if !has_words => Ok(()),
        other => Err(format!(
            "a guest that imports what there is not is to be unsupported, and {other}: does `unsupported` of its file have \
             the words?"
        )),
    }
}

/// Tries whether the column hands a guest a socket, where the guest looks for it.
///
/// # Errors
/// What came of it instead.
fn hands(column: &Column, world: &World) -> Result<(), String> {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let preopens = [Preopen::TcpListener(any_port)];
    match ending(column, &guest(interface::HANDED)?, &preopens, world) {
        Outcome::Completed => Ok(()),
        other => Err(format!("its guest {other}")),
    }
}

/// Whether the command runs a guest though it is given a flag that it does not have.
fn accepts_any_flag(command: &Command, interface: &str, world: &World) -> bool {
    let mut command = command.clone();
    command
        .policies
        .insert(Grant::All, vec![NO_FLAG.to_owned()]);
    let guest = interface::named(interface).map(|interface| guest(interface.probe));
    let Some(Ok(guest)) = guest else {
        return true;
    };
    ending(&Column::command(command), &guest, &[], world) == Outcome::Completed
}

/// The guest of this text.
fn guest(text: &str) -> Result<Instrumented, String> {
    let assembled = assemble(text).map_err(|error| error.to_string())?;
    let made = instrument(&assembled.module, &assembled.lines, &SEAL)
        .map_err(|error| error.to_string())?;
    let module = interface::framed(made.module).map_err(|error| error.to_string())?;
    Ok(Instrumented { module, ..made })
}

/// How a guest ends in the column that is handed these sockets. One whose report is not all there is broken.
fn ending(column: &Column, guest: &Instrumented, preopens: &[Preopen], world: &World) -> Outcome {
    let limits = Limits {
        // A machine may be busy, and its caches cold.
        time: Duration::from_secs(20),
        ..Limits::default()
    };
    let job = Job {
        watch: None,
        column,
        preopens,
        name: "probe",
        module: &guest.module,
        compiled: Compiled::Anew,
        seal: &SEAL,
        legend: &guest.legend,
        limits: limits.on(column),
        host_log: false,
        counted: false,
        conditions: Conditions::NONE,
        witness: false,
        peer: None,
        world,
    };
    let mut trace = Trace::default();
    let heard = process::run(&job, &mut |item| {
        if let Item::Record(record) = item {
            trace.push(record);
        }
        ControlFlow::Continue(())
    });
    match outcome(&heard, &trace.calls).0 {
        Outcome::Completed if !trace.calls.iter().any(|call| call.finished()) => {
            Outcome::Broken("has reported no call".to_owned())
        }
        other => other,
    }
}
