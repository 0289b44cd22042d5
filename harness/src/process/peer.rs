//! The scripted peer at work. It is a thread of the trial's process, and so in its world, and ends with the process.
//!
//! The peer acts when it is prompted. A step that waits does so in a call of the system, for what the guest does.

use std::io;
use std::net::SocketAddr;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::fd::OwnedFd;
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    AddressFamily, RecvFlags, SendFlags, Shutdown, SocketFlags, SocketType, accept_with, bind,
    connect, listen, recv, send, shutdown, socket_with, sockopt,
};

use super::wire::{self, Prompt, Word};
use crate::peer::{Action, Script, Step, When};

/// How much stack the thread has, in bytes.
const STACK: usize = 128 << 10;
/// How many bytes are received at once.
const PIECE: usize = 64 << 10;

/// Starts the peer. It is prompted over `control`, says there what has failed, and writes the errno of each step to
/// `answers`.
///
/// # Errors
/// The system refuses the thread, or a table of descriptors of its own.
pub fn start(script: Script, control: Arc<UnixStream>, answers: OwnedFd) -> io::Result<()> {
    let (ready, started) = mpsc::channel();
    thread::Builder::new()
        .name("peer".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            let apart = stand_apart();
            let is_apart = apart.is_ok();
            let _ = ready.send(apart);
            if is_apart {
                // The line breaks when the trial is over, and then nobody waits for an answer.
                let _ = follow(&script, &control, &answers);
            }
        })?;
    // The runtime must not open anything before: the peer would hold it too.
    Ok(started.recv().map_err(io::Error::other)??)
}

/// Gives this thread a table of descriptors of its own. Its sockets then take no number from the runtime, and are none that
/// the runtime left open.
#[cfg(target_os = "linux")]
fn stand_apart() -> rustix::io::Result<()> {
    use rustix::thread::{UnshareFlags, unshare_unsafe};

    #[expect(
        unsafe_code,
        reason = "the call is unsafe for descriptors that threads hand to each other afterwards"
    )]
    // SAFETY: what this thread uses it has had before, and what it opens it gives to nobody.
    unsafe {
        unshare_unsafe(UnshareFlags::FILES)
    }
}

/// Does nothing: on other systems the threads of a process share one table.
#[cfg(not(target_os = "linux"))]
fn stand_apart() -> rustix::io::Result<()> {
    Ok(())
}

/// Takes the steps that it is prompted to take, until the line breaks.
fn follow(script: &Script, control: &UnixStream, answers: &OwnedFd) -> io::Result<()> {
    let mut peer = Peer {
        address: script.address,
        listener: None,
        connection: None,
    };
    // What is to be taken while the guest is in its next call.
    let mut promised: Vec<&Step> = Vec::new();
    loop {
        match wire::prompted(control)? {
            Prompt::Takes(line) => {
                promised.retain(|step| step.line != line);
                if let Some(step) = script.step(line)
                    && let Err(errno) = peer.take(&step.action)
                {
                    wire::say(control, &Word::Failed(step.line, number(errno)))?;
                }
            }
            Prompt::ComesTo(line) => {
                let answer = match script.step(line) {
                    Some(step) if step.when > When::Before => {
                        // What was promised for another call was for one that did not wait.
                        promised.retain(|other| other.before == step.before && other.line < line);
                        let possible = peer.possible(step, &promised);
                        promised.push(step);
                        possible
                    }
                    Some(step) => peer.take(&step.action),
                    None => Err(Errno::NOSYS),
                };
                let answer = answer.map_or_else(number, |()| 0);
                // The guest may read its answers from elsewhere: what it reports of them is compared with this.
                wire::say(control, &Word::Answered(line, answer))?;
                retry_on_intr(|| rustix::io::write(answers, &answer.to_le_bytes()))?;
            }
        }
    }
}

/// Gives the number that an errno of the host has in WASIX.
fn number(errno: Errno) -> u16 {
    wasock_runners::Errno::from(errno).number()
}

/// The sockets of a peer.
struct Peer {
    address: SocketAddr,
    listener: Option<OwnedFd>,
    connection: Option<OwnedFd>,
}

impl Peer {
    /// Takes a step.
    ///
    /// # Errors
    /// What the host answers. It is `isconn` or `notconn` where there is a connection already or none, and `connaborted`
    /// where the connection has ended before all was received.
    fn take(&mut self, action: &Action) -> rustix::io::Result<()> {
        match action {
            Action::Listen(backlog) => {
                let listener = self.socket()?;
                sockopt::set_socket_reuseaddr(&listener, true)?;
                bind(&listener, &self.address)?;
                listen(&listener, i32::try_from(*backlog).unwrap_or(i32::MAX))?;
                self.listener = Some(listener);
            }
            Action::Connect => {
                self.unconnected()?;
                let connection = self.socket()?;
                connect(&connection, &self.address)?;
                self.connection = Some(connection);
            }
            Action::Accept => {
                self.unconnected()?;
                let listener = self.listener.as_ref().ok_or(Errno::INVAL)?;
                let accept = || accept_with(listener, SocketFlags::CLOEXEC);
                self.connection = Some(retry_on_intr(accept)?);
            }
            Action::Send(data) => {
                let mut rest = &data[..];
                while !rest.is_empty() {
                    let send = || send(self.connection()?, rest, SendFlags::NOSIGNAL);
                    rest = &rest[retry_on_intr(send)?..];
                }
            }
            Action::Recv(length) => self.receive(*length as usize)?,
            Action::Shutdown => shutdown(self.connection()?, Shutdown::Write)?,
            Action::Close => {
                self.connection()?;
                self.connection = None;
            }
            // The harness does that, from outside.
            Action::Interrupt(_) => {}
            Action::Reset => {
                sockopt::set_socket_linger(self.connection()?, Some(Duration::ZERO))?;
                self.connection = None;
            }
            Action::Vanish => super::silence::silence(self.connection()?)?,
        }
        Ok(())
    }

    /// Says whether `step`, which the guest does not wait for, has what it needs once `before` are taken. The guest learns
    /// this at once.
    fn possible(&self, step: &Step, before: &[&Step]) -> rustix::io::Result<()> {
        let (mut listens, mut connected) = (self.listener.is_some(), self.connection.is_some());
        for earlier in before {
            match earlier.action {
                Action::Listen(_) => listens = true,
                Action::Connect | Action::Accept => connected = true,
                Action::Close | Action::Reset => connected = false,
                Action::Send(_)
                | Action::Recv(_)
                | Action::Shutdown
                | Action::Vanish
                | Action::Interrupt(_) => {}
            }
        }
        match step.action {
            Action::Listen(_) | Action::Interrupt(_) => Ok(()),
            Action::Connect | Action::Accept if connected => Err(Errno::ISCONN),
            Action::Accept if !listens => Err(Errno::INVAL),
            Action::Connect | Action::Accept => Ok(()),
            _ if connected => Ok(()),
            _ => Err(Errno::NOTCONN),
        }
    }

    fn receive(&self, length: usize) -> rustix::io::Result<()> {
        let mut buffer = vec![0; length.min(PIECE)];
        let mut left = length;
        while left > 0 {
            let piece = left.min(PIECE);
            let received = retry_on_intr(|| {
                let buffer = &mut buffer[..piece];
                recv(self.connection()?, buffer, RecvFlags::empty())
            })?;
            match received.1 {
                0 => return Err(Errno::CONNABORTED),
                count => left -= count,
            }
        }
        Ok(())
    }

    fn socket(&self) -> rustix::io::Result<OwnedFd> {
        let family = match self.address {
            SocketAddr::V4(_) => AddressFamily::INET,
            SocketAddr::V6(_) => AddressFamily::INET6,
        };
        socket_with(family, SocketType::STREAM, SocketFlags::CLOEXEC, None)
    }

    fn connection(&self) -> rustix::io::Result<&OwnedFd> {
        self.connection.as_ref().ok_or(Errno::NOTCONN)
    }

    fn unconnected(&self) -> rustix::io::Result<()> {
        match self.connection {
            Some(_) => Err(Errno::ISCONN),
            None => Ok(()),
        }
    }
}
