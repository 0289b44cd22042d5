//! A descriptor of the guest: what it is of, and what it may do.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustix::fd::{AsFd, BorrowedFd, OwnedFd};

use super::epoll::EventData;
use super::errno::Errno;

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

/// A value that threads share.
#[derive(Debug)]
pub struct Held<T>(Mutex<T>);

impl<T: Copy> Held<T> {
    fn new(value: T) -> Self {
        Self(Mutex::new(value))
    }

    /// The value now.
    pub fn get(&self) -> T {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets it.
    pub fn set(&self, value: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }
}

/// What descriptors share that were duplicated from each other: POSIX calls it the open file description.
#[derive(Debug)]
pub struct Description {
    /// What it is.
    pub kind: Kind,
    /// How far a socket has come.
    pub stage: Held<Stage>,
    /// How long an accept may take; the host has no such option of its own.
    pub accept_timeout: Held<Option<Duration>>,
    /// How long a connect may take; the host has no such option of its own.
    pub connect_timeout: Held<Option<Duration>>,
    /// What the guest has given to be told with the events of each descriptor in an interest list. The host has room for a
    /// number there, which is the place in here.
    event_data: Mutex<Vec<EventData>>,
}

impl Description {
    fn new(kind: Kind, stage: Stage) -> Arc<Self> {
        Arc::new(Self {
            kind,
            stage: Held::new(stage),
            accept_timeout: Held::new(None),
            connect_timeout: Held::new(None),
            event_data: Mutex::default(),
        })
    }

    /// What the guest has given to be told with events, while nobody else looks at it.
    pub fn event_data(&self) -> MutexGuard<'_, Vec<EventData>> {
        self.event_data
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug, Clone)]
enum Handle {
    /// A standard stream of this process, which the harness needs after the guest has closed it.
    Stream(BorrowedFd<'static>),
    /// A descriptor of the guest's own, closed with it; by a call that is under way only when that returns, as on the host.
    Owned(Arc<OwnedFd>),
}

/// An open descriptor of the guest. A copy of this is no copy of the descriptor: a call takes one for as long as it is under way, and
/// the host has it open as long, as it does itself.
#[derive(Debug, Clone)]
pub struct Descriptor {
    handle: Handle,
    /// What it shares with its duplicates.
    pub description: Arc<Description>,
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
            handle: Handle::Owned(Arc::new(host)),
            description: Description::new(Kind::Socket, stage),
            rights,
            inheriting: rights,
            close_on_exec: false,
        }
    }

    /// A standard stream of this process.
    pub fn stream(host: BorrowedFd<'static>) -> Self {
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
            handle: Handle::Owned(Arc::new(host)),
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

    /// Gives it where it has these rights.
    ///
    /// # Errors
    /// `notcapable` where one of them was given up.
    pub fn with(self, rights: Rights) -> Result<Self, Errno> {
        match self.rights & rights == rights {
            true => Ok(self),
            false => Err(Errno::NOTCAPABLE),
        }
    }

    /// Another descriptor for the same description, the host's included: a host without descriptors to spare says so.
    pub fn duplicate(&self, close_on_exec: bool) -> Result<Self, Errno> {
        Ok(Self {
            handle: Handle::Owned(Arc::new(rustix::io::fcntl_dupfd_cloexec(self.host(), 0)?)),
            description: Arc::clone(&self.description),
            rights: self.rights,
            inheriting: self.inheriting,
            close_on_exec,
        })
    }
}
