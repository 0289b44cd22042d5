//! `wasock trace`.

mod ending;
mod waiting;

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use crate::assemble;
use crate::column::{Column, Columns};
use crate::escape::{cut, escape};
use crate::expect;
use crate::header::{self, Header};
use crate::host::{Injection, Watch};
use crate::interface::{self, Answer};
use crate::measure::{self, SEAL};
use crate::mistake::Mistake;
use crate::outcome::Outcome;
use crate::peer::{self, Script};
use crate::process::{self, Compiled, End, Job, Limits};
use crate::suite;
use crate::world::{self, Conditions, World};
use anyhow::Context as _;
use wasock_runners::{Policy, Preopen};

use super::chosen::Chosen;
use super::exit;
use super::printer::{Printer, Shows};
use super::program::{Program, Traced};
use super::say::{say, warn};
use super::states::States;
use ending::{Ended, after, ending, lateness};
use waiting::{Around, hanging};

/// What `wasock trace` takes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The program: WebAssembly text (`.wat`) or binary (`.wasm`), a module or a component; or the name of a case. After a colon one of the variants
    /// of a case; without it the first one.
    file: String,
    /// Without a runner, the first one that claims what the program imports from.
    #[command(flatten)]
    chosen: Chosen,
    /// Show the runtime's own log as well, as RUST_LOG=wasmer_wasix=trace does.
    #[arg(long)]
    host_log: bool,
    /// Show under each call what the runtime asks of the host's kernel for it: the calls on sockets of the network.
    #[arg(long)]
    host_calls: bool,
    /// Show under each call in which state it leaves the socket: open, bound, listening.
    #[arg(long)]
    states: bool,
    /// Show each call when it is made, and what it answers when it returns; none is left out, and a program that waits is not ended:
    /// Ctrl-C ends it.
    #[arg(long)]
    follow: bool,
    /// Use this machine's network, so that programs outside can connect; without it the program is alone on a network
    /// of its own, and is ended when it waits for what cannot come.
    #[arg(long)]
    shared: bool,
}

/// Gives the column that is chosen, or if none is the first one whose runner claims what `module` imports from, and hands its guests
/// sockets where `handed` says that the program is to have some.
fn column(
    chosen: &Chosen,
    module: &[u8],
    handed: bool,
    own: &Columns,
) -> anyhow::Result<Arc<Column>> {
    // What imports nothing runs anywhere.
    let interface = interface::of_binary(module).or_else(|| interface::all().next());
    let interface = interface.map_or("", |interface| interface.name);
    let columns = match chosen.is_nothing() {
        true => own.choose(&[])?,
        false => chosen.columns(&super::suite()?, own)?,
    };
    if !chosen.is_nothing() && columns.len() > 1 {
        let labels: Vec<&str> = columns.iter().map(|one| one.label.as_str()).collect();
        let labels = labels.join(", ");
        anyhow::bail!("a trace is of one runner, and these are chosen: {labels}");
    }
    let only = columns.len() == 1 && !chosen.is_nothing();
    let hands = |column: &Column| !handed || suite::without_preopens(column).is_none();
    let mut able = columns
        .iter()
        .filter(|column| only || column.speaks(interface) && hands(column));
    let first = able.next().cloned();
    first.with_context(|| format!("no runner of this build claims {interface}"))
}

/// The runner that answers as required.
const REFERENCE: &str = "reference";

/// Longer than anybody waits.
const FOREVER: Duration = Duration::from_secs(1 << 31);

/// What the text of a program wants around it.
#[derive(Default)]
struct Wants {
    /// The peer that it has steps of.
    peer: Option<Script>,
    /// The sockets that it is handed.
    preopens: Vec<Preopen>,
    /// What of the network it is to be granted.
    policy: Option<Policy>,
    /// What a call of the host is to be answered, from which lines on.
    inject: Option<Injection>,
    questions: Vec<u32>,
    /// What its network and its process are to be like.
    conditions: Conditions,
}

impl Program {
    /// What the text of the program, which `file` holds, wants around it.
    ///
    /// # Errors
    /// When the steps of its peer, or the header, have mistakes; the message shows the places.
    fn wants(&self, file: &Path) -> anyhow::Result<Wants> {
        let keys = ["preopens", "policy", "inject", "world"];
        // Without a header, what looks like a step of a peer is a comment like any other.
        let wants = |text: &&str| {
            header::is_there(text) && peer::is_scripted(text)
                || keys.iter().any(|key| header::has(text, key))
        };
        let Some(text) = self.text.as_deref().filter(wants) else {
            return Ok(Wants::default());
        };
        let file = escape(&file.display().to_string()).into_owned();
        let sites = assemble::call_sites(&self.module, &self.lines)?;
        let wants = Header::parse(&file, text)
            .map_err(|mistake| vec![mistake])
            .and_then(|header| {
                Ok(Wants {
                    peer: Script::read(&file, text, &header, &sites)?,
                    preopens: header.preopens,
                    policy: header.policy,
                    questions: match header.inject {
                        Some(_) => questions(&file, text)?,
                        None => Vec::new(),
                    },
                    inject: header.inject,
                    conditions: header.world,
                })
            });
        wants.map_err(|mistakes| {
            let shown = mistakes
                .iter()
                .map(|mistake| mistake.render(super::color()));
            let shown = shown.collect::<Vec<_>>().join("\n\n");
            anyhow::anyhow!("what the program wants around it cannot be understood\n{shown}")
        })
    }
}

/// Runs the program and prints each call as it returns.
pub(super) fn perform(arguments: &Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    super::slots(None, 1)?;
    let subject = super::subject(&arguments.file)?;
    let program = Program::load(&subject)?;
    let (file, _) = subject;
    let Wants {
        peer,
        preopens,
        policy,
        inject,
        questions,
        conditions,
    } = program.wants(&file)?;
    let handed = !preopens.is_empty();
    let column = column(&arguments.chosen, &program.module, handed, columns)
        .with_context(|| format!("{} cannot be run", escape(&file.display().to_string())))?
        .for_case(policy);
    if let Some(why) = column.ungranted() {
        say(format_args!("=> unsupported: {why}\n"))?;
        return Ok(ExitCode::from(exit::FAILED));
    }
    let Traced {
        module,
        legend,
        sources,
        untraced,
    } = program
        .traced(peer.as_ref())
        .with_context(|| format!("{} cannot be traced", escape(&file.display().to_string())))?;
    if let Some(interface) = interface::of_binary(&program.module)
        && wasmparser::Parser::is_component(&module)
        && !column.speaks(interface.name)
    {
        let (label, title) = (&column.label, interface.title);
        say(format_args!(
            "=> unsupported: {label} does not speak {title}\n"
        ))?;
        return Ok(ExitCode::from(exit::FAILED));
    }
    let name = file
        .file_stem()
        .map_or("guest".into(), |stem| stem.to_string_lossy());
    let world = match arguments.shared {
        true => World::Shared {
            reason: "--shared asks for it".to_owned(),
        },
        false => world::probe(),
    };
    if let (World::Shared { reason }, false) = (&world, arguments.shared) {
        warn(format_args!(
            "the program is on this machine's own network: {reason}"
        ));
    }
    if let (Some(_), World::Shared { reason }) = (&peer, &world) {
        anyhow::bail!("the program has a peer, which needs a network of its own: {reason}");
    }
    if let (false, World::Shared { reason }) = (conditions.is_none(), &world) {
        anyhow::bail!("the program has a world, which must be its own: {reason}");
    }
    if let Some(reason) = suite::without_conditions(&column, &conditions) {
        anyhow::bail!("the program {reason}: {}", column.label);
    }
    if let (Some(_), Some(reason)) = (&peer, suite::without_peer(&column)) {
        anyhow::bail!("the program {reason}: {}", column.label);
    }
    if let (Some(_), Some(reason)) = (preopens.first(), suite::without_preopens(&column)) {
        anyhow::bail!("the program {reason}: {}", column.label);
    }
    let watched = arguments.host_calls || inject.is_some();
    if let (true, Some(reason)) = (watched, world::unwatched(&world)) {
        anyhow::bail!("the calls of the host cannot be seen: {reason}");
    }
    if let (true, Some(reason)) = (watched, suite::without_host_sockets(&column)) {
        anyhow::bail!("the program {reason}: {}", column.label);
    }
    let limits = match arguments.shared || arguments.follow {
        // Whoever asks for the network of the machine, or watches, wants to use the program; Ctrl-C ends it.
        true => Limits {
            time: FOREVER,
            patience: None,
            output: u64::MAX,
            report: u64::MAX,
            ..Limits::default()
        },
        false => Limits {
            time: Duration::from_secs(60),
            // Nothing of it is kept, so it may be as long as it gets in that time.
            report: u64::MAX,
            ..Limits::default()
        },
    }
    .on(&column);
    let job = Job {
        column: &column,
        preopens: &preopens,
        name: &name,
        module: &module,
        compiled: Compiled::Anew,
        seal: &SEAL,
        legend: &legend,
        limits,
        host_log: arguments.host_log,
        counted: false,
        conditions: &conditions,
        witness: false,
        peer: peer.as_ref(),
        watch: watched.then_some(Watch {
            injection: inject.as_ref(),
            questions: &questions,
        }),
        world: &world,
    };
    let suite = arguments.states.then(super::suite).transpose()?;
    let grid = suite.as_ref().and_then(|suite| {
        let interface = interface::of_binary(&program.module)?;
        suite
            .grids
            .iter()
            .find(|grid| grid.interface == interface.name)
    });
    if arguments.states && grid.is_none() {
        warn("the states of what the program imports from are not declared, so none are shown");
    }
    let states = grid.map(|grid| States::new(grid, &preopens));
    let shows = Shows {
        host_calls: arguments.host_calls,
        follow: arguments.follow,
        states,
        sources: &sources,
    };
    let printer = RefCell::new(Printer::new(shows));
    for what in untraced {
        warn(format_args!("{} is not traced", escape(&cut(&what))));
    }
    let heard = process::run_aloud(
        &job,
        &mut |item| {
            let mut printer = printer.borrow_mut();
            printer.item(item);
            // A program that nobody hears is ended.
            match printer.said {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        },
        &mut |why| printer.borrow_mut().quiet(why),
    );
    let mut printer = printer.into_inner();
    let series = printer.series();
    printer.rest();
    for (line, errno) in printer.trace.correct(&heard.failed) {
        let errno = Answer::Errno(errno);
        printer.line(&format!(
            "L{line} this step of the peer has failed meanwhile: {errno:#}"
        ));
    }
    let (outcome, last_words) = measure::outcome(&heard, &printer.trace.calls);
    if let Some(untraced) = heard.untraced {
        printer.line(&format!("the program {untraced}"));
    }
    let told = |outcome: &Outcome| outcome.told(&|site| sources.shown(site));
    let ending = match heard.end {
        End::Late(late) => format!("=> {}: {}", told(&outcome), lateness(late, limits.time)),
        End::Hung(hang) if matches!(outcome, Outcome::Hung(_)) => {
            // Nobody but the program itself is on a network inside of the runtime.
            let apart = world == World::Private && column.runner.capabilities().host_sockets;
            let around = Around {
                apart,
                elsewhere: column.label != REFERENCE,
                series: series.as_deref(),
                time: limits.time,
            };
            let why = hanging(hang, &printer.trace.calls, &around, &|site| {
                sources.shown(site)
            });
            // Who makes calls all the time is at none of them more than at another.
            let outcome = match hang.calling {
                true => &Outcome::Hung(None),
                false => &outcome,
            };
            format!("=> {}: {why}", told(outcome))
        }
        _ => ending(
            &outcome,
            &told(&outcome),
            &Ended {
                last_words: last_words.as_deref(),
                runner: &column.label,
                module: &program.module,
                after: after(&printer.trace.calls).map(|site| sources.shown(site)),
            },
        ),
    };
    printer.line(&ending);
    printer.said?;
    Ok(ExitCode::from(exit::of_program(&outcome)))
}

/// Gives the lines of the text in `file` that ask a question.
fn questions(file: &str, text: &str) -> Result<Vec<u32>, Vec<Mistake>> {
    let expectations = expect::parse(file, text)?;
    Ok(expect::questions(&expectations)
        .map(|one| one.line)
        .collect())
}
