//! The harness's side: it takes a notice of a call that waits, decides, and answers.

use std::collections::BTreeMap;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::FileExt;

use rustix::io::Errno;

use super::call::{About, SystemCall, system_calls};
use super::show::{asks_for_the_error, show};
use super::socket::{self, Socket};
use super::{HostCall, HostErrno, Injection, Operation, Times};

/// What answers the calls of one trial.
#[derive(Debug)]
pub struct Supervisor {
    listener: OwnedFd,
    injection: Option<Injection>,
    /// How many calls were answered in the place of the kernel.
    injected: u32,
    /// The sockets that calls were made on, each with its place in the order in which they were first seen, from 1.
    sockets: BTreeMap<Socket, usize>,
}

/// A call that waits for its answer.
#[derive(Debug, Clone, Copy)]
pub struct Notice {
    id: u64,
    thread: u32,
    call: &'static SystemCall,
    arguments: [u64; 6],
}

impl Supervisor {
    /// Begins to answer what comes from `listener`, which the [filter](super::filter) of the trial gave.
    pub fn new(listener: OwnedFd, injection: Option<Injection>) -> Supervisor {
        Supervisor {
            listener,
            injection,
            injected: 0,
            sockets: BTreeMap::new(),
        }
    }

    /// How many calls were answered in the place of the kernel.
    pub fn injected(&self) -> u32 {
        self.injected
    }

    /// Takes the next notice. There is none where whoever made the call was killed meanwhile.
    ///
    /// # Errors
    /// The line to the kernel broke.
    pub fn notice(&self) -> io::Result<Option<Notice>> {
        #[expect(unsafe_code, reason = "the kernel writes a notice")]
        // SAFETY: the kernel demands zeros, of which a `seccomp_notif` may consist, and writes no more than one.
        let (taken, notice) = unsafe {
            let mut notice: libc::seccomp_notif = std::mem::zeroed();
            let listener = self.listener.as_raw_fd();
            let taken = libc::ioctl(listener, libc::SECCOMP_IOCTL_NOTIF_RECV, &raw mut notice);
            (taken, notice)
        };
        if taken != 0 {
            let error = io::Error::last_os_error();
            return match Errno::from_io_error(&error) {
                Some(Errno::NOENT | Errno::INTR) => Ok(None),
                _ => Err(error),
            };
        }
        let number = libc::c_long::from(notice.data.nr);
        let Some(call) = system_calls().iter().find(|call| call.number == number) else {
            self.go_on(notice.id)?;
            return Ok(None);
        };
        Ok(Some(Notice {
            id: notice.id,
            thread: notice.pid,
            call,
            arguments: notice.data.args,
        }))
    }

    /// Decides what becomes of a call, and answers it. `asked` is whether the question of the case has begun. Gives the call where
    /// it is about a socket of the network, and whoever made it still waited for the answer: a signal may have come between, and then
    /// it is made again.
    ///
    /// # Errors
    /// The line to the kernel broke, or the system does not let the harness look at the trial.
    pub fn answer(&mut self, notice: Notice, asked: bool) -> io::Result<Option<HostCall>> {
        let seen = match self.look(&notice) {
            Ok(seen) => seen,
            // What was killed meanwhile has no descriptors. It wants no answer either.
            Err(_) if !self.still_waits(&notice) => return Ok(None),
            Err(error) => {
                // Without an answer it would wait for ever.
                let _ = self.go_on(notice.id);
                return Err(error);
            }
        };
        let Some((operation, text)) = seen else {
            self.go_on(notice.id)?;
            return Ok(None);
        };
        let answered = self.injects(operation).filter(|_| asked);
        let heard = match answered {
            Some(errno) => self.inject(&notice, operation, errno)?,
            None => self.go_on(notice.id)?,
        };
        if heard && answered.is_some() {
            self.injected += 1;
        }
        Ok(heard.then_some(HostCall {
            text,
            operation,
            answered,
        }))
    }

    /// What a call is about, if that is a socket of the network.
    fn look(&mut self, notice: &Notice) -> io::Result<Option<(Operation, String)>> {
        let Notice {
            thread,
            call,
            arguments,
            ..
        } = *notice;
        let named = match call.about {
            About::Family | About::Many => String::new(),
            About::Descriptor(place) => {
                let socket = socket::socket(thread, arguments[place] as i32)?;
                let Some(socket) = socket else {
                    return Ok(None);
                };
                self.name(socket)
            }
        };
        let operation = match call.operation {
            Operation::Getsockopt if asks_for_the_error(arguments) => Operation::SoError,
            operation => operation,
        };
        let read = &mut |address, length| socket::read(thread, address, length);
        let text = show(call, arguments, &named, read);
        Ok(Some((operation, text)))
    }

    /// The name of a socket: `s1` for the first that was seen.
    fn name(&mut self, socket: Socket) -> String {
        let next = self.sockets.len() + 1;
        format!("s{}", self.sockets.entry(socket).or_insert(next))
    }

    /// What a call of this operation is to be answered, if it is.
    fn injects(&self, operation: Operation) -> Option<HostErrno> {
        let injection = self.injection?;
        let more = match injection.times {
            Times::First(times) => self.injected < times,
            Times::Always => true,
        };
        (injection.operation == operation && more).then_some(injection.errno)
    }

    /// Has the call answer an errno. The pending error is no errno of the call that asks for it, but what that writes. Tells whether
    /// whoever made the call still waited.
    fn inject(&self, notice: &Notice, operation: Operation, errno: HostErrno) -> io::Result<bool> {
        if operation != Operation::SoError {
            return self.respond(notice.id, -errno.number(), 0);
        }
        let [_, _, _, value, length, _] = notice.arguments;
        let memory = socket::memory(notice.thread);
        // What was opened is the memory of whoever made the call only if that waits even now.
        if !self.still_waits(notice) {
            return Ok(false);
        }
        let memory = memory?;
        let written = memory
            .write_all_at(&errno.number().to_ne_bytes(), value)
            .and_then(|()| memory.write_all_at(&4_u32.to_ne_bytes(), length));
        match written {
            Ok(()) => self.respond(notice.id, 0, 0),
            Err(_) => self.respond(notice.id, -libc::EFAULT, 0),
        }
    }

    /// Has the kernel do what was asked of it. Tells whether whoever made the call still waited.
    fn go_on(&self, id: u64) -> io::Result<bool> {
        let flags = libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32;
        self.respond(id, 0, flags)
    }

    /// Whether the call still waits, so that its thread is the one that made it.
    fn still_waits(&self, notice: &Notice) -> bool {
        let id = notice.id;
        #[expect(unsafe_code, reason = "the kernel reads a number")]
        // SAFETY: the kernel reads the number of the notice, eight bytes.
        let valid = unsafe {
            let listener = self.listener.as_raw_fd();
            libc::ioctl(listener, libc::SECCOMP_IOCTL_NOTIF_ID_VALID, &raw const id)
        };
        valid == 0
    }

    fn respond(&self, id: u64, error: i32, flags: u32) -> io::Result<bool> {
        let mut answer = libc::seccomp_notif_resp {
            id,
            val: 0,
            error,
            flags,
        };
        #[expect(unsafe_code, reason = "the kernel reads an answer")]
        // SAFETY: the kernel reads one `seccomp_notif_resp`.
        let answered = unsafe {
            let listener = self.listener.as_raw_fd();
            libc::ioctl(listener, libc::SECCOMP_IOCTL_NOTIF_SEND, &raw mut answer)
        };
        if answered == 0 {
            return Ok(true);
        }
        let error = io::Error::last_os_error();
        match Errno::from_io_error(&error) {
            // Whoever asked was killed, or a signal came.
            Some(Errno::NOENT) => Ok(false),
            _ => Err(error),
        }
    }
}

impl AsFd for Supervisor {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.listener.as_fd()
    }
}
