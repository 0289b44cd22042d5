//! The commands, one module each.

mod bug;
mod chosen;
mod claims;
mod coverage;
mod diff;
mod emit;
mod exit;
mod explain;
mod export;
mod fail_on;
mod github;
mod judge;
mod lies;
mod list;
mod merge;
mod missing;
mod new;
mod outputs;
mod printer;
mod program;
mod progress;
mod report;
mod run;
mod runners;
mod say;
mod selection;
mod states;
mod tidy;
mod trace;

use std::io::ErrorKind;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::case::{Case, CaseError};
use crate::column::Columns;
use crate::escape::escape;
use crate::filter::Filter;
use crate::mistake::Mistakes;
use crate::name;
use crate::report::text::Look;
use crate::run::default_jobs;
use crate::started;
use crate::suite::{Place, Suite};
use crate::world;
use anyhow::Context as _;
use clap::{Parser, Subcommand};
use say::{Unsaid, say};

pub(crate) use say::warn;

/// A conformance test suite for the socket interfaces of WebAssembly runtimes.
///
/// Without a command, every case runs on every runner.
#[derive(Parser)]
#[command(version, after_help = EXAMPLES)]
struct Arguments {
    /// The tree of the suite: the folder that has cases, snapshots and runners. Where it is absent, the tree that the program is started
    /// in; outside of it, the suite that the program carries with it.
    #[arg(long, value_name = "FOLDER", global = true)]
    suite: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  wasock                                       every case on every runner
  wasock run stream/listening --runner wasmer  some cases on one runner
  wasock run --runner wasmtime=/path/to/it     a runtime that is a command
  wasock run --expect known.toml --update      what your runtime does today, as a file of your repository
  wasock run --expect known.toml               what is not in that file fails, and so does what is mended
  wasock runners                               which runners there are, and how to have others
  wasock report run.json                       a recorded run once more
  wasock report run.json --compare stream/bound/listen
                                               one row of it, over all interfaces
  wasock trace server.wat                      each socket call of your own program, decoded
  wasock trace server.wasm --shared --follow   a compiled one on this machine's network, each call as it is made
  wasock explain 4                             what an errno is, in WASI and elsewhere, and what causes it
  wasock claims listen backlog                 the sentences of the documents that have these words
  wasock coverage                              the operations that are asked in each state
  wasock coverage run.json --claims            what a recorded run says of each sentence of the documents
  wasock coverage --policies                   what each runner refuses and grants under each policy
  wasock lies sock_recv                        which wrong answers of a call no case would notice
  wasock new wasix/stream/pending/accept-two   the skeleton of a case, with its state set up
  wasock emit wasix/stream/open/bind -o x.wasm the bytes of a case, for any runtime
  wasmer run traced.wasm | wasock judge CASE   what a guest that `emit --traced` has written reports, from anywhere
  wasock bug CASE --runner wasmer              what to tell those who mend a runtime
  wasock export FOLDER                         all cases as modules, with a manifest for other harnesses

Exit codes:
  0    every trial did what the snapshots hold; of a trace, the program came to its end
  1    something did not pass: a trial that is not as recorded, or not as the file of --expect lists it; a line
       of that file that is not true any more; what --fail-on names besides; of a trace, the program trapped,
       exited with another code than 0, or is not supported
  2    wrong usage, a mistake in a case, or a fault of the harness
  3    as 1, and one of these trials crashed or hung; with --strict, or a --fail-on of anything but `new`, any
       that did, whatever is recorded or listed; of a trace, the program hung or its runtime crashed
  130  a run that Ctrl-C or SIGTERM ended; what was seen until then is reported
  141  whoever read what was printed has hung up; a recording is written all the same";

#[derive(Subcommand)]
enum Command {
    /// Run cases on runners and compare with what was recorded.
    Run(Box<run::Arguments>),
    /// Report a recorded run once more.
    Report(report::Arguments),
    /// Show a program's calls as it makes them: strace for a guest.
    Trace(trace::Arguments),
    /// Explain an errno by its number or any of its names, a constant, or a cell of the matrix.
    Explain(explain::Arguments),
    /// Show which operations the cases ask in which states.
    Coverage(coverage::Arguments),
    /// Tell the cases lies, and show which of them nobody notices.
    Lies(lies::Arguments),
    /// Judge what the guest of a case printed on a runtime that somebody has run by hand.
    Judge(judge::Arguments),
    /// Write a report of what a runner answers otherwise than required, for those who mend it.
    Bug(bug::Arguments),
    /// Write the binary module of a case.
    Emit(emit::Arguments),
    /// Write every case as a module, with a manifest by which any harness can judge it.
    Export(export::Arguments),
    /// Write the skeleton of a new case.
    New(new::Arguments),
    /// Show what changed from one recorded version of a runtime to another.
    Diff(diff::Arguments),
    /// Put the recordings of parts of a run together.
    Merge(merge::Arguments),
    /// Search the sentences of the documents that the cases rest on.
    Claims(claims::Arguments),
    /// List the cases and the runners.
    List(list::Arguments),
    /// List the runners: those of this build, and commands that are here or could be.
    Runners(runners::Arguments),
    /// Lay out cases as all of them are: columns, the order of imports, blank lines.
    Tidy(tidy::Arguments),
}

/// Does what the command line says, on these columns. Whatever keeps a command from being done is shown, and the exit code
/// is 2.
pub(crate) fn main(columns: Columns) -> ExitCode {
    let done = match Arguments::try_parse() {
        Ok(mut arguments) => {
            if let Err(why) = world::asked() {
                warn(format_args!("error: {why}"));
                return ExitCode::from(exit::FAULT);
            }
            if let Some(tree) = arguments.suite.take() {
                started::in_tree(tree);
            }
            perform(arguments, &columns)
        }
        // The help and the version are no mistakes.
        Err(other) if !other.use_stderr() => say(other.render().ansi())
            .map(|()| ExitCode::SUCCESS)
            .map_err(Into::into),
        Err(wrong) => {
            warn(wrong.render().ansi());
            Ok(ExitCode::from(exit::FAULT))
        }
    };
    done.unwrap_or_else(|error| {
        let unsaid = error.downcast_ref::<Unsaid>();
        if unsaid.is_some_and(Unsaid::is_unheard) {
            return ExitCode::from(exit::UNHEARD);
        }
        let told = told(&error);
        // A mistake in a file is told in the manner of rustc, which begins so.
        let text = told.strip_prefix("error: ").unwrap_or(&told);
        warn(format_args!("error: {text}"));
        ExitCode::from(exit::FAULT)
    })
}

/// An error with its causes, each of them once: the message of many an error has that of its cause in it.
fn told(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let message = cause.to_string();
        if !text.ends_with(&message) {
            let separator = if text.is_empty() { "" } else { ": " };
            text.push_str(separator);
            text.push_str(&message);
        }
    }
    text
}

fn perform(arguments: Arguments, columns: &Columns) -> anyhow::Result<ExitCode> {
    match arguments
        .command
        .unwrap_or_else(|| Command::Run(Box::default()))
    {
        Command::Run(arguments) => run::perform(&arguments, columns),
        Command::Report(arguments) => report::perform(&arguments),
        Command::Trace(arguments) => trace::perform(&arguments, columns),
        Command::Explain(arguments) => explain::perform(&arguments),
        Command::Coverage(arguments) => coverage::perform(&arguments, columns),
        Command::Lies(arguments) => lies::perform(&arguments, columns),
        Command::Judge(arguments) => judge::perform(&arguments),
        Command::Bug(arguments) => bug::perform(&arguments, columns),
        Command::Emit(arguments) => emit::perform(&arguments),
        Command::Export(arguments) => export::perform(&arguments, columns),
        Command::New(arguments) => new::perform(&arguments),
        Command::Claims(arguments) => claims::perform(&arguments),
        Command::Merge(arguments) => merge::perform(&arguments),
        Command::Diff(arguments) => diff::perform(&arguments),
        Command::Runners(arguments) => runners::perform(&arguments, columns),
        Command::List(arguments) => list::perform(&arguments, columns),
        Command::Tidy(arguments) => tidy::perform(&arguments, columns),
    }
}

fn suite() -> anyhow::Result<Suite> {
    let current = std::env::current_dir().context("the current folder cannot be told")?;
    let place = Place::of(started::tree(), &current).context("there is no suite to be read")?;
    Suite::read(place).context("the claims and grids cannot be read")
}

/// Reads the cases of which the name is `wanted`, without the harness's own tests, which are for `cargo test`.
///
/// # Errors
/// When a file cannot be read or has mistakes; all mistakes of all files are printed first.
fn cases(suite: &Suite, wanted: impl Fn(&str) -> bool) -> anyhow::Result<Vec<Case>> {
    let mut names = suite.names()?;
    names.retain(|name| !name.starts_with("self/") && wanted(name));
    let mut cases = Vec::new();
    let mut mistakes = 0;
    let mut wrong = None;
    for (name, case) in names.iter().zip(suite.load_all(&names)) {
        let (file, _) = name::parts(name);
        match case {
            Ok(case) => cases.push(case),
            // What is wrong with a text is wrong with all of its variants.
            Err(CaseError::Wrong(_)) if wrong == Some(file) => {}
            Err(CaseError::Wrong(all)) => {
                mistakes += all.0.len();
                show(&all);
                wrong = Some(file);
            }
            Err(error) => return Err(error.into()),
        }
    }
    match mistakes {
        0 => Ok(cases),
        1 => anyhow::bail!("there is a mistake in the cases; nothing was done"),
        _ => anyhow::bail!("there are {mistakes} mistakes in the cases; nothing was done"),
    }
}

/// Reads the case that is meant by `given`: a name or a file, and after a colon one of its variants.
///
/// # Errors
/// When there is none, or it has mistakes, which are shown.
fn case(suite: &Suite, given: &str) -> anyhow::Result<Case> {
    let (path, variant) = name::parts(given);
    let path = path.strip_suffix(".wat").unwrap_or(path);
    let path = path.rsplit_once("cases/").map_or(path, |(_, below)| below);
    if !name::file(&suite.cases, path).is_file() {
        let names: Vec<_> = suite
            .names()?
            .into_iter()
            .map(|name| (name, String::new()))
            .collect();
        let filter = Filter::new(path, true);
        anyhow::bail!("there is no case {path}{}", filter.misspelt(&names));
    }
    let name = variant.map_or(path.to_owned(), |variant| format!("{path}:{variant}"));
    suite.load(&name).map_err(|error| match error {
        CaseError::Wrong(mistakes) => {
            show(&mistakes);
            anyhow::anyhow!("there are mistakes in {path}")
        }
        other => other.into(),
    })
}

/// Reads how many trials are to be under way at once.
fn jobs(word: &str) -> Result<NonZeroUsize, String> {
    let why = |_| "write how many are to be under way at once, from 1".to_owned();
    word.parse().map_err(why)
}

/// How many of these `trials` are to be under way at once: as many as are wanted, or the usual number, as far as this host has room for
/// them.
///
/// # Errors
/// It has room for none.
fn slots(wanted: Option<NonZeroUsize>, trials: usize) -> anyhow::Result<usize> {
    let wanted = wanted.map_or_else(default_jobs, NonZeroUsize::get);
    let (slots, fewer) = world::slots(wanted.min(trials))?;
    if let Some(why) = fewer {
        warn(format_args!("warning: {why}"));
    }
    Ok(slots)
}

/// A file, and the variant of it that is meant.
type Subject = (PathBuf, Option<String>);

/// What is meant by `given`: a file, or the name of a case, and after a colon one of its variants.
fn subject(given: &str) -> anyhow::Result<Subject> {
    let (path, variant) = name::parts(given);
    let subject = |file| (file, variant.map(str::to_owned));
    if Path::new(given).is_file() {
        return Ok((PathBuf::from(given), None));
    }
    if Path::new(path).is_file() {
        return Ok(subject(PathBuf::from(path)));
    }
    // The commands that are printed name the files of the suite's tree, wherever that is.
    let name = given.strip_prefix("cases/").unwrap_or(given);
    let name = name.replacen(".wat", "", 1);
    let suite = suite()?;
    let case = name::file(&suite.cases, &name);
    if case.is_file() {
        return Ok(subject(case));
    }
    if let Some(why) = no_file(Path::new(given)).or_else(|| no_file(Path::new(path))) {
        anyhow::bail!("{} {why}", escape(path));
    }
    let names = suite.names()?.into_iter();
    let names: Vec<_> = names.map(|name| (name, String::new())).collect();
    let near = Filter::new(&name, true).misspelt(&names);
    anyhow::bail!("there is neither a file nor a case {}{near}", escape(path))
}

/// Says why what there is by this name is no file to read; `None` where there is nothing.
fn no_file(path: &Path) -> Option<String> {
    match path.metadata() {
        Ok(known) if known.is_dir() => Some("is a folder; a program is one file".to_owned()),
        Ok(_) => Some("is a pipe, a socket or a device; a program is a file".to_owned()),
        // A name that is too long is none of a file, and may be anything else that was meant.
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => None,
            _ => Some(format!("cannot be read: {error}")),
        },
    }
}

/// Prints mistakes at their places.
fn show(mistakes: &Mistakes) {
    for mistake in &mistakes.0 {
        warn(format_args!("{}\n", mistake.render(color())));
    }
}

/// Writes a file in one step, in a folder that is made where there is none: whoever reads it meanwhile, or ends this
/// program half-way, finds the old one. A pipe or a device is written to as it is.
fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    if file.metadata().is_ok_and(|known| !known.is_file()) {
        return std::fs::write(file, text)
            .with_context(|| format!("cannot write {}", file.display()));
    }
    let folder = file.parent().unwrap_or(Path::new(""));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let staged = folder.join(format!(".{name}-{}", std::process::id()));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&staged, text))
        .and_then(|()| std::fs::rename(&staged, file))
        .inspect_err(|_| {
            // What was begun, on a disk that is full perhaps, is of no use.
            let _ = std::fs::remove_file(&staged);
        })
        .with_context(|| format!("cannot write {}", file.display()))
}

/// How a report looks on standard output.
fn look(verbose: bool) -> Look {
    let terminal = console::Term::stdout();
    let size = terminal.size_checked().filter(|_| terminal.is_term());
    Look {
        color: color(),
        width: size.map(|(_, columns)| columns.into()),
        verbose,
    }
}

/// Whether standard output shows colors.
fn color() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}
