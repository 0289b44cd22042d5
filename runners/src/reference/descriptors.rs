//! The guest's descriptor table.

use std::collections::BTreeMap;
use std::io;
use std::net::TcpListener;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::fs::{self, Mode, OFlags};
use rustix::process::{Resource, getrlimit};

use super::System;
use super::descriptor::{Descriptor, Kind, Rights, Stage, rights};
use super::errno::Errno;
use super::memory::Memory;
use super::numbers::boolean;
use crate::{FIRST_PREOPEN, Preopen};

/// The name of the directory that a guest is given, and on the host the empty one that it is.
pub const DIRECTORY: &str = "/";
const HOST_DIRECTORY: &str = ".";

/// The descriptors of the guest by number, which its threads share. 0, 1 and 2 are the standard streams of the process; the sockets
/// that the guest is handed follow, and then the one directory.
///
/// It is locked for as long as it is looked up or changed, and never while the host is in a call. So a call that waits holds nobody up,
/// and goes on with what its number stood for when it was made, whatever the number stands for since: as on the host.
#[derive(Debug)]
pub struct Descriptors(Mutex<Table>);

#[derive(Debug)]
struct Table {
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
        Self(Mutex::new(Table {
            all,
            directory,
            full: 0,
        }))
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name under which `fd` was given to the guest.
    ///
    /// # Errors
    /// `badf` when it is not open, or is not a directory that the guest was given.
    pub fn preopened(&self, fd: u32) -> Result<&'static str, Errno> {
        let kind = self.get(fd, 0)?.description.kind;
        // A socket that has taken the number is none.
        match fd == self.table().directory && kind == Kind::Directory {
            true => Ok(DIRECTORY),
            false => Err(Errno::BADF),
        }
    }

    /// The descriptor `fd`, of which the call needs `rights`.
    ///
    /// # Errors
    /// `badf` when it is not open; `notcapable` when one of the rights was given up, which only WASI has.
    pub fn get(&self, fd: u32, rights: Rights) -> Result<Descriptor, Errno> {
        self.table().get(fd, rights)
    }

    /// The socket `fd`, of which the call needs `rights`.
    ///
    /// # Errors
    /// As [`Self::get`], and `notsock` for a standard stream. The host would say the same of a pipe or file, but the
    /// harness may have made its end a socket, and that must not show.
    pub fn socket(&self, fd: u32, rights: Rights) -> Result<Descriptor, Errno> {
        let descriptor = self.get(fd, 0)?;
        match descriptor.description.kind {
            Kind::Socket => descriptor.with(rights),
            _ => Err(Errno::NOTSOCK),
        }
    }

    /// All of them, by number.
    pub fn all(&self) -> Vec<(u32, Descriptor)> {
        let table = self.table();
        let all = table.all.iter();
        all.map(|(fd, descriptor)| (*fd, descriptor.clone()))
            .collect()
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.table().all.len()
    }

    /// Gives `descriptor` the lowest number that is not open, as the WASIX reference asks of `sock_open` ("the
    /// lowest-numbered file descriptor not currently open for the process") and POSIX of every call.
    pub fn insert(&self, descriptor: Descriptor) -> u32 {
        self.table().insert_from(0, descriptor)
    }
}

impl Table {
    fn get(&self, fd: u32, rights: Rights) -> Result<Descriptor, Errno> {
        let descriptor = self.all.get(&fd).ok_or(Errno::BADF)?;
        descriptor.clone().with(rights)
    }

    fn get_mut(&mut self, fd: u32) -> Result<&mut Descriptor, Errno> {
        self.all.get_mut(&fd).ok_or(Errno::BADF)
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
    pub fn fd_close(&self, _: &mut Memory<'_>, fd: u32) -> Result<(), Errno> {
        // It is dropped when the table is no longer locked: the host may linger.
        let closed = self.descriptors.table().remove(fd)?;
        drop(closed);
        Ok(())
    }

    /// `dup`.
    pub fn fd_dup(&self, memory: &mut Memory<'_>, fd: u32, new_fd: u32) -> Result<(), Errno> {
        self.fd_dup2(memory, fd, 0, 0, new_fd)
    }

    /// `fcntl` with `F_DUPFD` or `F_DUPFD_CLOEXEC`: the lowest number from `min_fd` on. A `min_fd` beyond the limit is
    /// `inval`, as there.
    pub fn fd_dup2(
        &self,
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
        let number = self.descriptors.table().insert_from(min_fd, duplicate);
        memory.write(new_fd, number.to_le_bytes());
        Ok(())
    }

    /// `fd_renumber` of preview1: afterwards `to` is what `from` was, and `from` is closed. Its witx says that a number
    /// is "renumbered", and that there is no "mechanism to duplicate or renumber a file descriptor to an arbitrary
    /// number, like `dup2()`": so `to`, "the file descriptor to overwrite", must be open. The host's nearest are
    /// `dup2` and `close`.
    pub fn fd_renumber(&self, _: &mut Memory<'_>, from: u32, to: u32) -> Result<(), Errno> {
        let mut table = self.descriptors.table();
        table.get(to, 0)?;
        let moved = table.remove(from)?;
        let overwritten = table.all.insert(to, moved);
        drop(table);
        drop(overwritten);
        Ok(())
    }

    /// `fd_renumber` of WASIX, whose reference says that it "atomically copies a file descriptor" and that nothing
    /// happens when the numbers are the same: the host's `dup2`, except that the copy keeps the close-on-exec flag
    /// ("created with the same properties as the original entry").
    pub fn fd_renumber_copy(&self, _: &mut Memory<'_>, from: u32, to: u32) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(from, 0)?;
        if from == to {
            return Ok(());
        }
        if u64::from(to) >= limit() {
            return Err(Errno::BADF);
        }
        let copy = descriptor.duplicate(descriptor.close_on_exec)?;
        let overwritten = self.descriptors.table().all.insert(to, copy);
        drop(overwritten);
        Ok(())
    }

    /// `fcntl` with `F_GETFD`. The flag is the guest's own; every host descriptor is closed on exec.
    pub fn fd_fdflags_get(
        &self,
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
    pub fn fd_fdflags_set(&self, _: &mut Memory<'_>, fd: u32, flags: u32) -> Result<(), Errno> {
        let mut table = self.descriptors.table();
        let descriptor = table.get_mut(fd)?;
        descriptor.close_on_exec = boolean(flags)?;
        Ok(())
    }

    /// Gives up rights, of which the host has none. Adding one is `notcapable`, as the witx says.
    pub fn fd_fdstat_set_rights(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        rights: u64,
        inheriting: u64,
    ) -> Result<(), Errno> {
        let mut table = self.descriptors.table();
        let descriptor = table.get_mut(fd)?;
        if rights & !descriptor.rights != 0 || inheriting & !descriptor.inheriting != 0 {
            return Err(Errno::NOTCAPABLE);
        }
        (descriptor.rights, descriptor.inheriting) = (rights, inheriting);
        Ok(())
    }
}
