//! The child's side of a trial: take the job, run the guest, say how it ended.

use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use base64::Engine as _;
use rustix::io::fcntl_dupfd_cloexec;
use rustix::pipe::PipeFlags;
use rustix::process::getpid;
use wasock_runners::{Beginning, Guest, Keeper, Witness};

use super::fork::{self, Kind};
use super::wire::{self, Header, Word};
use super::{peer, signal, sockets, spent};
use crate::column::{Column, Columns};
use crate::host;
use crate::world::{self, Own};

/// Where the child keeps its line to the parent: beyond the low numbers that programs count on.
const CONTROL: i32 = 200;

/// The longest message of a panic that is passed on, in bytes.
const MESSAGE: usize = 4096;

/// What the system may refuse besides namespaces and limits.
pub const WATCHING: &str = "to ask about calls of the host (seccomp)";

/// Is a fork server or a trial that it forks, and exits, if this process was started for that; otherwise returns at once.
///
/// It must be called first thing in `main`: before any thread starts, before arguments are looked at. `columns` are those of
/// the program, the same ones whenever it is started.
pub fn enter_if_child(columns: &Columns) {
    let mut words = std::env::args_os().skip(1);
    if words.next().is_none_or(|word| word != fork::SERVER) {
        return;
    }
    let kind = words.next();
    let folders: Vec<PathBuf> = words.map(PathBuf::from).collect();
    let served = match kind.as_ref().and_then(|kind| Kind::named(kind.to_str()?)) {
        Some(kind) => fork::serve(columns, kind, &folders),
        None => Err(io::ErrorKind::InvalidInput.into()),
    };
    std::process::exit(match served {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("the line to the harness broke: {error}");
            2
        }
    });
}

/// Runs the trial whose job comes from `control`. The process was forked for it, and its world is made, be it its `own` or not, except
/// for the limits.
///
/// # Errors
/// The line to the harness broke.
pub fn run(
    columns: &Columns,
    own: Option<Own>,
    mut control: UnixStream,
    output: OwnedFd,
    error: OwnedFd,
) -> io::Result<()> {
    rustix::stdio::dup2_stdout(&output)?;
    rustix::stdio::dup2_stderr(&error)?;
    drop((output, error));
    let (header, module, compiled) = wire::receive(&mut control)?;
    if let Err(error) = world::limit(own.is_some(), header.bounds) {
        return wire::say(&control, &Word::Fault(error.to_string()));
    }
    if let Err(error) = world::impose(own, &header.conditions) {
        return wire::say(&control, &Word::Fault(error.to_string()));
    }
    // The low numbers are for the standard streams and the runtime.
    let line = UnixStream::from(fcntl_dupfd_cloexec(&control, CONTROL)?);
    drop(control);
    let control = Arc::new(line);

    let fault = |message: String| wire::say(&*control, &Word::Fault(message));
    if let Some(filter) = &header.host_log {
        #[expect(unsafe_code, reason = "the environment of a process is set here")]
        // SAFETY: no other thread runs yet.
        unsafe {
            std::env::set_var("RUST_LOG", filter);
        }
    }
    let Some(column) = header.column.column(columns) else {
        return fault(format!("this program has no column `{}`", header.column));
    };
    report_panics(Arc::clone(&control));
    if let Some(script) = header.peer.clone() {
        if script.interrupts() {
            signal::handle()?;
        }
        // The end that is written to is kept where the line is, and given to no other program.
        let (reader, writer) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?;
        rustix::stdio::dup2_stdin(reader)?;
        let answers = fcntl_dupfd_cloexec(writer, CONTROL)?;
        peer::start(script, Arc::clone(&control), answers)?;
    }
    match header.asks {
        None => wire::say(&*control, &Word::Ready(spent::so_far()))?,
        // From here on the harness is asked, so it must have the other end before anything else is done. The peer is not: it is
        // another thread, and was started before.
        Some(polls) => match host::install(control.as_fd(), polls) {
            Ok(listener) => {
                wire::say_with(&control, &Word::Ready(spent::so_far()), listener.as_fd())?;
            }
            Err(error) => {
                let refusal = world::refused(WATCHING, world::errno(&error));
                return fault(refusal);
            }
        },
    }

    let witness = header.witness.then(|| witness(Arc::clone(&control)));
    let place = world::place(own.is_some(), getpid());
    let word = perform(
        &column,
        &header,
        witness.as_ref(),
        (&module, compiled.as_deref()),
        &place,
        &control,
    );
    io::stdout().flush()?;
    wire::say(&*control, &word)
}

/// Runs the guest, and says in a word how that went.
fn perform(
    column: &Column,
    header: &Header,
    witness: Option<&Witness>,
    (module, compiled): (&[u8], Option<&[u8]>),
    place: &Path,
    control: &Arc<UnixStream>,
) -> Word {
    let keeper = header.keeps.then(|| keeper(Arc::clone(control)));
    let control = Arc::clone(control);
    let spare = header.conditions.descriptors;
    let beginning = Beginning::new(move || {
        if let Some(descriptors) = spare {
            world::spare(descriptors);
        }
        // A line that is broken has nobody to tell.
        let _ = wire::say(&*control, &Word::Begun(spent::so_far()));
    });
    let guest = Guest {
        name: &header.name,
        module,
        compiled,
        keeper: keeper.as_ref(),
        interface: &header.interface,
        place,
        policy: header.policy,
        preopens: &header.preopens,
        host_log: header.host_log.is_some(),
        witness,
        beginning: Some(&beginning),
    };
    let before = sockets::open();
    // Nothing of the runner is used after a panic.
    let ended = catch_unwind(AssertUnwindSafe(|| column.runner.run(&guest)));
    if spare.is_some() {
        // What follows needs some.
        world::spare_all();
    }
    let spent = spent::so_far();
    let left = sockets::left(&before);
    match ended {
        Ok(Ok(ending)) => Word::Ended(ending, left, spent),
        Ok(Err(error)) => Word::Fault(error.to_string()),
        Err(_) => Word::Unwound(left),
    }
}

/// Passes on what the guest is compiled to.
fn keeper(control: Arc<UnixStream>) -> Keeper {
    Keeper::new(move |compiled| {
        let text = base64::prelude::BASE64_STANDARD.encode(compiled);
        // A line that is broken has nobody to tell.
        let _ = wire::say(&*control, &Word::Compiled(text));
    })
}

/// Passes on what the kernel knows.
fn witness(control: Arc<UnixStream>) -> Witness {
    Witness::new(move |line| {
        // A line that is broken has nobody to tell.
        let _ = wire::say(&*control, &Word::Witness(line.to_owned()));
    })
}

/// Passes the message of each panic on at once, because the process may not live to do it later.
fn report_panics(control: Arc<UnixStream>) {
    let print = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // A line that is broken has nobody to tell.
        let _ = wire::say(&*control, &Word::Panic(message(info)));
        print(info);
    }));
}

/// Gives the message of a panic, without the place in the source, which says where the runtime was built.
fn message(info: &PanicHookInfo<'_>) -> String {
    let text = info.payload_as_str().unwrap_or("a value that is no text");
    text[..text.floor_char_boundary(MESSAGE)].to_owned()
}
