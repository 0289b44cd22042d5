//! The child's side of a trial: take the job, make the world, run the guest, say how it ended.

use std::collections::BTreeSet;
use std::fs::{DirEntry, File};
use std::io::{self, Write};
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use rustix::io::fcntl_dupfd_cloexec;
use rustix::pipe::PipeFlags;
use rustix::process::{Pid, getppid};
use rustix::time::{ClockId, clock_gettime};
use wasock_runners::{Guest, Witness};

use super::wire::{self, Header, TRIAL, Word};
use super::{Usage, peer, watch};
use crate::column::{Column, Columns};
use crate::world;

/// Where the child keeps its line to the parent: beyond the low numbers that programs count on.
const CONTROL: i32 = 200;

/// The longest message of a panic that is passed on, in bytes.
const MESSAGE: usize = 4096;

/// Runs a trial and exits, if this process was started for one; otherwise returns at once.
///
/// It must be called first thing in `main`: before any thread starts, before arguments are looked at. `columns` are those of
/// the program, the same ones whenever it is started.
pub fn enter_if_child(columns: &Columns) {
    let word = std::env::args_os().nth(1);
    if word.as_deref().is_some_and(|word| word == TRIAL) {
        match serve(columns) {
            // Destructors of a runtime have had their turn in `Runner::run`.
            Ok(()) => std::process::exit(0),
            Err(error) => {
                eprintln!("the line to the harness broke: {error}");
                std::process::exit(2);
            }
        }
    } else if word.as_deref().is_some_and(|word| word == world::PROBE) {
        println!("{}", world::answer());
        std::process::exit(0);
    }
}

fn serve(columns: &Columns) -> io::Result<()> {
    let mut control = UnixStream::from(fcntl_dupfd_cloexec(io::stdin(), CONTROL)?);
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    let (header, module) = wire::receive(&mut control)?;
    let control = Arc::new(control);

    let fault = |message: String| wire::say(&*control, &Word::Fault(message));
    if let Err(error) = header.world.enter(header.bounds) {
        return fault(error.to_string());
    }
    // The harness may have died before the world was there to notice.
    if getppid() != Pid::from_raw(header.parent) {
        return Err(io::ErrorKind::BrokenPipe.into());
    }
    let Some(column) = header.column.column(columns) else {
        return fault(format!("this program has no column `{}`", header.column));
    };
    report_panics(Arc::clone(&control));
    if let Some(script) = header.peer.clone() {
        // The end that is written to is kept where the line is, and given to no other program.
        let (reader, writer) = rustix::pipe::pipe_with(PipeFlags::CLOEXEC)?;
        rustix::stdio::dup2_stdin(reader)?;
        let answers = fcntl_dupfd_cloexec(writer, CONTROL)?;
        peer::start(script, Arc::clone(&control), answers)?;
    }
    wire::say(&*control, &Word::Ready)?;

    let witness = header.witness.then(|| witness(Arc::clone(&control)));
    let word = perform(&column, &header, witness.as_ref(), &module);
    io::stdout().flush()?;
    wire::say(&*control, &word)
}

/// Runs the guest, and says in a word how that went.
fn perform(column: &Column, header: &Header, witness: Option<&Witness>, module: &[u8]) -> Word {
    let guest = Guest {
        name: &header.name,
        module,
        policy: column.policy,
        host_log: header.host_log,
        witness,
    };
    let before = sockets();
    // Nothing of the runner is used after a panic.
    let ended = catch_unwind(AssertUnwindSafe(|| column.runner.run(&guest)));
    let usage = usage(sockets().difference(&before).count());
    match ended {
        Ok(Ok(ending)) => Word::Ended(ending, usage),
        Ok(Err(error)) => Word::Fault(error.to_string()),
        Err(_) => Word::Unwound(usage),
    }
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

/// Lists the sockets of the network that this process has open, by their inodes. Where the system does not tell, there are
/// none.
///
/// Local sockets are left out, because a runtime may keep some for its own signals and threads.
fn sockets() -> BTreeSet<u64> {
    let inode = |entry: io::Result<DirEntry>| {
        let link = std::fs::read_link(entry.ok()?.path()).ok()?;
        let inode = link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?;
        inode.parse().ok()
    };
    let open = std::fs::read_dir("/proc/self/fd").into_iter().flatten();
    let mut sockets: BTreeSet<u64> = open.filter_map(inode).collect();
    let local = std::fs::read_to_string("/proc/self/net/unix").unwrap_or_default();
    for line in local.lines() {
        let mut inodes = line.split_ascii_whitespace().skip(6);
        if let Some(inode) = inodes.next().and_then(|inode| inode.parse().ok()) {
            sockets.remove(&inode);
        }
    }
    sockets
}

/// Sums up what this process has used so far. It still has this number of `sockets`.
fn usage(sockets: usize) -> Usage {
    let cpu = clock_gettime(ClockId::ProcessCPUTime);
    let seconds = Duration::from_secs(u64::try_from(cpu.tv_sec).unwrap_or_default());
    Usage {
        memory: watch::peak(rustix::process::getpid()),
        cpu: seconds + Duration::from_nanos(u64::try_from(cpu.tv_nsec).unwrap_or_default()),
        sockets,
    }
}
