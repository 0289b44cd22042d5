//! The guest's descriptor table.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::io;
use std::net::TcpListener;
use std::rc::Rc;
use std::time::Duration;

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};
use rustix::fs::{self, Mode, OFlags};
use rustix::process::{Resource, getrlimit};

use super::System;
use super::epoll::EventData;
use super::errno::Errno;
use super::memory::Memory;
use super::numbers::boolean;
use crate::{FIRST_PREOPEN, Preopen};

/// A set of rights, numbered as in the witx files.
pub type Rights = u64;

/// The rights that calls ask for. Those from `SOCK_ACCEPT` on are WASIX's own.
pub mod rights {
    use super::Rights;

    pub const FD_READ: Rights = 1 << 1;
    pub const FD_FDSTAT_SET_FLAGS: Rights = 1 << 3;
    pub const FD_WRITE: Rights = 1 << 6;
    pub const FD_FILESTAT_GET: Rights = 1 << 21;
    pub const POLL_FD_READWRITE: Rights = 1 << 27;
    pub const SOCK_SHUTDOWN: Rights = 1 << 28;
    pub const SOCK_ACCEPT: Rights = 1 << 29;
    pub const SOCK_CONNECT: Rights = 1 << 30;
    pub const SOCK_LISTEN: Rights = 1 << 31;
    pub const SOCK_BIND: Rights = 1 << 32;
    pub const SOCK_RECV: Rights = 1 << 33;
    pub const SOCK_SEND: Rights = 1 << 34;
    pub const SOCK_ADDR_LOCAL: Rights = 1 << 35;
    pub const SOCK_ADDR_REMOTE: Rights = 1 << 36;
    pub const SOCK_RECV_FROM: Rights = 1 << 37;
    pub const SOCK_SEND_TO: Rights = 1 << 38;
    /// What a standard stream may do.
    pub const STREAM: Rights =
        FD_READ | FD_WRITE | FD_FDSTAT_SET_FLAGS | FD_FILESTAT_GET | POLL_FD_READWRITE;
    /// What a socket may do that the guest is handed, and what is accepted from it: all that preview1 has for sockets.
    pub const HANDED: Rights = STREAM | SOCK_SHUTDOWN | SOCK_ACCEPT;
    /// What a new socket may do: everything that a socket can do.
    pub const SOCKET: Rights = STREAM
        | SOCK_SHUTDOWN
        | SOCK_ACCEPT
        | SOCK_CONNECT
        | SOCK_LISTEN
        | SOCK_BIND
        | SOCK_RECV
        | SOCK_SEND
        | SOCK_ADDR_LOCAL
        | SOCK_ADDR_REMOTE
        | SOCK_RECV_FROM
        | SOCK_SEND_TO;
}

/// How far a socket has come, as far as the calls have shown. The kernel's part of the answer is asked when needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was connected.
    Unconnected,
    /// A connection is under way in the background.
    Connecting,
    /// A connection was made.
    Connected,
    /// The last attempt to connect failed.
    Failed,
}

/// What a descriptor is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A standard stream.
    Stream,
    /// The directory that the guest is given.
    Directory,
    /// A file that the guest has opened in it.
    File,
    /// A socket of the guest's own making, or one that it was handed.
    Socket,
    /// An end of a pipe.
    Pipe,
    /// An event, whose number is written to and read.
    Event,
    /// An interest list of descriptors to be waited for.
    InterestList,
}

/// What descriptors share that were duplicated from each other: POSIX calls it the open file description.
#[derive(Debug)]
pub struct Description {
    /// What it is.
    pub kind: Kind,
    /// How far a socket has come.
    pub stage: Cell<Stage>,
    /// How long an accept may take; the host has no such option of its own.
    pub accept_timeout: Cell<Option<Duration>>,
    /// How long a connect may take; the host has no such option of its own.
    pub connect_timeout: Cell<Option<Duration>>,
    /// What the guest has given to be told with the events of each descriptor in an interest list. The host has room for a
    /// number there, which is the place in here.
    pub event_data: RefCell<Vec<EventData>>,
}

impl Description {
    fn new(kind: Kind, stage: Stage) -> Rc<Self> {
        Rc::new(Self {
            kind,
            stage: Cell::new(stage),
            accept_timeout: Cell::new(None),
            connect_timeout: Cell::new(None),
            event_data: RefCell::default(),
        })
    }
}

#[derive(Debug)]
enum Handle {
    /// A standard stream of this process, which the harness needs after the guest has closed it.
    Stream(BorrowedFd<'static>),
    /// A descriptor of the guest's own, closed with it.
    Owned(OwnedFd),
}

/// An open descriptor of the guest.
#[derive(Debug)]
pub struct Descriptor {
    handle: Handle,
    /// What it shares with its duplicates.
    pub description: Rc<Description>,
    /// What it may do.
    pub rights: Rights,
    /// What descriptors made from it may do.
    pub inheriting: Rights,
    /// Whether the guest wants it closed when it starts another program. No call of the reference starts one.
    pub close_on_exec: bool,
}

impl Descriptor {
    /// A socket that the host has just made.
    pub fn socket(host: OwnedFd, stage: Stage, rights: Rights) -> Self {
        Self {
            handle: Handle::Owned(host),
            description: Description::new(Kind::Socket, stage),
            rights,
            inheriting: rights,
            close_on_exec: false,
        }
    }

    fn stream(host: BorrowedFd<'static>) -> Self {
        Self {
            handle: Handle::Stream(host),
            description: Description::new(Kind::Stream, Stage::Unconnected),
            rights: rights::STREAM,
            inheriting: rights::STREAM,
            close_on_exec: false,
        }
    }

    /// What the host has just opened, and is no socket.
    pub fn file(host: OwnedFd, kind: Kind) -> Self {
        Self {
            handle: Handle::Owned(host),
            description: Description::new(kind, Stage::Unconnected),
            rights: rights::STREAM,
            inheriting: rights::STREAM,
            close_on_exec: false,
        }
    }

    /// The host's descriptor.
    pub fn host(&self) -> BorrowedFd<'_> {
        match &self.handle {
            Handle::Stream(host) => *host,
            Handle::Owned(host) => host.as_fd(),
        }
    }

    /// Another descriptor for the same description, the host's included: a host without descriptors to spare says so.
    fn duplicate(&self, close_on_exec: bool) -> Result<Self, Errno> {
        Ok(Self {
            handle: Handle::Owned(rustix::io::fcntl_dupfd_cloexec(self.host(), 0)?),
            description: Rc::clone(&self.description),
            rights: self.rights,
            inheriting: self.inheriting,
            close_on_exec,
        })
    }
}

/// The name of the directory that a guest is given, and on the host the empty one that it is.
pub const DIRECTORY: &str = "/";
const HOST_DIRECTORY: &str = ".";

/// The descriptors of the guest by number. 0, 1 and 2 are the standard streams of the process; the sockets that the guest is handed
/// follow, and then the one directory.
#[derive(Debug)]
pub struct Descriptors {
    all: BTreeMap<u32, Descriptor>,
    /// The number that the directory was given.
    directory: u32,
    /// A number below which all are open, so that the lowest one that is not is found without counting them again.
    full: u32,
}

impl Default for Descriptors {
    fn default() -> Self {
        Self::around(BTreeMap::new())
    }
}

impl Descriptors {
    /// Those of a guest that is handed these sockets: each is bound and listens.
    ///
    /// # Errors
    /// What the host answers, such as that an address is in use.
    pub fn handed(preopens: &[Preopen]) -> io::Result<Self> {
        let sockets = preopens.iter().map(|preopen| match preopen {
            Preopen::TcpListener(address) => {
                let host = TcpListener::bind(address)?.into();
                Ok(Descriptor::socket(host, Stage::Unconnected, rights::HANDED))
            }
        });
        let sockets: io::Result<Vec<_>> = sockets.collect();
        Ok(Self::around((FIRST_PREOPEN..).zip(sockets?).collect()))
    }

    /// Those of a guest that has these sockets, with the standard streams before them and the directory behind them.
    fn around(sockets: BTreeMap<u32, Descriptor>) -> Self {
        let streams = [
            rustix::stdio::stdin(),
            rustix::stdio::stdout(),
            rustix::stdio::stderr(),
        ];
        let mut all = sockets;
        let directory = FIRST_PREOPEN + all.len() as u32;
        all.extend((0..).zip(streams.map(Descriptor::stream)));
        // Where it cannot be opened the guest has no directory, and is told so.
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        if let Ok(host) = fs::open(HOST_DIRECTORY, flags, Mode::empty()) {
            all.insert(directory, Descriptor::file(host, Kind::Directory));
        }
        Self {
            all,
            directory,
            full: 0,
        }
    }

    /// The name under which `fd` was given to the guest.
    ///
    /// # Errors
    /// `badf` when it is not open, or is not a directory that the guest was given.
    pub fn preopened(&self, fd: u32) -> Result<&'static str, Errno> {
        let kind = self.get(fd, 0)?.description.kind;
        // A socket that has taken the number is none.
        match fd == self.directory && kind == Kind::Directory {
            true => Ok(DIRECTORY),
            false => Err(Errno::BADF),
        }
    }

    /// The descriptor `fd`, of which the call needs `rights`.
    ///
    /// # Errors
    /// `badf` when it is not open; `notcapable` when one of the rights was given up, which only WASI has.
    pub fn get(&self, fd: u32, rights: Rights) -> Result<&Descriptor, Errno> {
        let descriptor = self.all.get(&fd).ok_or(Errno::BADF)?;
        if descriptor.rights & rights == rights {
            Ok(descriptor)
        } else {
            Err(Errno::NOTCAPABLE)
        }
    }

    /// The socket `fd`, of which the call needs `rights`.
    ///
    /// # Errors
    /// As [`Self::get`], and `notsock` for a standard stream. The host would say the same of a pipe or file, but the
    /// harness may have made its end a socket, and that must not show.
    pub fn socket(&self, fd: u32, rights: Rights) -> Result<&Descriptor, Errno> {
        match self.get(fd, 0)?.description.kind {
            Kind::Socket => self.get(fd, rights),
            _ => Err(Errno::NOTSOCK),
        }
    }

    fn get_mut(&mut self, fd: u32) -> Result<&mut Descriptor, Errno> {
        self.all.get_mut(&fd).ok_or(Errno::BADF)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Descriptor)> {
        self.all.iter().map(|(fd, descriptor)| (*fd, descriptor))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Gives `descriptor` the lowest number that is not open, as the WASIX reference asks of `sock_open` ("the
    /// lowest-numbered file descriptor not currently open for the process") and POSIX of every call.
    pub fn insert(&mut self, descriptor: Descriptor) -> u32 {
        self.insert_from(0, descriptor)
    }

    fn insert_from(&mut self, min: u32, descriptor: Descriptor) -> u32 {
        let start = min.max(self.full);
        let open = self.all.range(start..).zip(start..);
        let taken = open.take_while(|((open, _), number)| *open == number);
        let fd = start + taken.count() as u32;
        if min <= self.full {
            self.full = fd + 1;
        }
        self.all.insert(fd, descriptor);
        fd
    }

    /// Takes `fd` out.
    ///
    /// # Errors
    /// `badf` when it is not open.
    fn remove(&mut self, fd: u32) -> Result<Descriptor, Errno> {
        let descriptor = self.all.remove(&fd).ok_or(Errno::BADF)?;
        self.full = self.full.min(fd);
        Ok(descriptor)
    }
}

/// One more than the highest descriptor that this process may have.
fn limit() -> u64 {
    getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
}

/// The numbers of descriptors: closing, duplicating, renumbering, and what belongs to a number alone.
impl System {
    /// `close`. Whatever the host says of a close that went wrong is lost: the number is free in any case.
    pub fn fd_close(&mut self, _: &mut Memory<'_>, fd: u32) -> Result<(), Errno> {
        self.descriptors.remove(fd).map(drop)
    }

    /// `dup`.
    pub fn fd_dup(&mut self, memory: &mut Memory<'_>, fd: u32, new_fd: u32) -> Result<(), Errno> {
        self.fd_dup2(memory, fd, 0, 0, new_fd)
    }

    /// `fcntl` with `F_DUPFD` or `F_DUPFD_CLOEXEC`: the lowest number from `min_fd` on. A `min_fd` beyond the limit is
    /// `inval`, as there.
    pub fn fd_dup2(
        &mut self,
        memory: &mut Memory<'_>,
        fd: u32,
        min_fd: u32,
        close_on_exec: u32,
        new_fd: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let new_fd = memory.slot(new_fd)?;
        let close_on_exec = boolean(close_on_exec)?;
        if u64::from(min_fd) >= limit() {
            return Err(Errno::INVAL);
        }
        let duplicate = descriptor.duplicate(close_on_exec)?;
        let number = self.descriptors.insert_from(min_fd, duplicate);
        memory.write(new_fd, number.to_le_bytes());
        Ok(())
    }

    /// `fd_renumber` of preview1: afterwards `to` is what `from` was, and `from` is closed. Its witx says that a number
    /// is "renumbered", and that there is no "mechanism to duplicate or renumber a file descriptor to an arbitrary
    /// number, like `dup2()`": so `to`, "the file descriptor to overwrite", must be open. The host's nearest are
    /// `dup2` and `close`.
    pub fn fd_renumber(&mut self, _: &mut Memory<'_>, from: u32, to: u32) -> Result<(), Errno> {
        self.descriptors.get(to, 0)?;
        let moved = self.descriptors.remove(from)?;
        self.descriptors.all.insert(to, moved);
        Ok(())
    }

    /// `fd_renumber` of WASIX, whose reference says that it "atomically copies a file descriptor" and that nothing
    /// happens when the numbers are the same: the host's `dup2`, except that the copy keeps the close-on-exec flag
    /// ("created with the same properties as the original entry").
    pub fn fd_renumber_copy(
        &mut self,
        _: &mut Memory<'_>,
        from: u32,
        to: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(from, 0)?;
        if from == to {
            return Ok(());
        }
        if u64::from(to) >= limit() {
            return Err(Errno::BADF);
        }
        let copy = descriptor.duplicate(descriptor.close_on_exec)?;
        self.descriptors.all.insert(to, copy);
        Ok(())
    }

    /// `fcntl` with `F_GETFD`. The flag is the guest's own; every host descriptor is closed on exec.
    pub fn fd_fdflags_get(
        &mut self,
        memory: &mut Memory<'_>,
        fd: u32,
        flags: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let flags = memory.slot(flags)?;
        memory.write(flags, u16::from(descriptor.close_on_exec).to_le_bytes());
        Ok(())
    }

    /// `fcntl` with `F_SETFD`. Undefined flags are `inval`; the host would ignore them.
    pub fn fd_fdflags_set(&mut self, _: &mut Memory<'_>, fd: u32, flags: u32) -> Result<(), Errno> {
        let descriptor = self.descriptors.get_mut(fd)?;
        descriptor.close_on_exec = boolean(flags)?;
        Ok(())
    }

    /// Gives up rights, of which the host has none. Adding one is `notcapable`, as the witx says.
    pub fn fd_fdstat_set_rights(
        &mut self,
        _: &mut Memory<'_>,
        fd: u32,
        rights: u64,
        inheriting: u64,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get_mut(fd)?;
        if rights & !descriptor.rights != 0 || inheriting & !descriptor.inheriting != 0 {
            return Err(Errno::NOTCAPABLE);
        }
        (descriptor.rights, descriptor.inheriting) = (rights, inheriting);
        Ok(())
    }
}
