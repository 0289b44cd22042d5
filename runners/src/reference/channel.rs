//! Pipes and events: what a guest makes that carries data between its own parts and is no socket.

use rustix::event::{EventfdFlags, eventfd};
use rustix::pipe::{PipeFlags, pipe_with};

use super::System;
use super::descriptor::{Descriptor, Kind};
use super::errno::Errno;
use super::memory::Memory;

/// `eventfdflags` of the WASIX witx.
const SEMAPHORE: u32 = 1;

impl System {
    /// `pipe`. What is written to the second end is read from the first. The WASIX reference calls a pipe "a unidirectional
    /// communication channel", as the host's are, and its witx says that "pipes are bidirectional", which those are not.
    pub fn fd_pipe(&self, memory: &mut Memory<'_>, fd1: u32, fd2: u32) -> Result<(), Errno> {
        let (fd1, fd2) = (memory.slot(fd1)?, memory.slot(fd2)?);
        let (reader, writer) = pipe_with(PipeFlags::CLOEXEC)?;
        for (slot, host) in [(fd1, reader), (fd2, writer)] {
            let number = self.descriptors.insert(Descriptor::file(host, Kind::Pipe));
            memory.write(slot, number.to_le_bytes());
        }
        Ok(())
    }

    /// `eventfd`. A number that the host cannot begin with, because it has more than 32 bits, is written to it, and so refused if it
    /// has no room. Undefined flags are `inval`, as on the host, and so are those that the host has besides.
    pub fn fd_event(
        &self,
        memory: &mut Memory<'_>,
        initial: u64,
        flags: u32,
        fd: u32,
    ) -> Result<(), Errno> {
        let fd = memory.slot(fd)?;
        let flags = match flags {
            0 => EventfdFlags::CLOEXEC,
            SEMAPHORE => EventfdFlags::CLOEXEC | EventfdFlags::SEMAPHORE,
            _ => return Err(Errno::INVAL),
        };
        let host = match u32::try_from(initial) {
            Ok(initial) => eventfd(initial, flags)?,
            Err(_) => {
                let host = eventfd(0, flags)?;
                rustix::io::write(&host, &initial.to_ne_bytes())?;
                host
            }
        };
        let number = self.descriptors.insert(Descriptor::file(host, Kind::Event));
        memory.write(fd, number.to_le_bytes());
        Ok(())
    }
}
