//! What descriptors say of themselves: attributes, flags, offsets, and the name of the directory.

use rustix::fs::{self, OFlags, SeekFrom};

use super::System;
use super::descriptor::rights;
use super::errno::Errno;
use super::memory::Memory;
use super::numbers::{fdflags, filetype};

/// The guest's flags and the host's. On Linux `SYNC` contains `DSYNC`, and `RSYNC` is another word for `SYNC`.
const FLAGS: [(u32, OFlags); 5] = [
    (fdflags::APPEND, OFlags::APPEND),
    (fdflags::DSYNC, OFlags::DSYNC),
    (fdflags::NONBLOCK, OFlags::NONBLOCK),
    (fdflags::RSYNC, OFlags::RSYNC),
    (fdflags::SYNC, OFlags::SYNC),
];

impl System {
    /// `fcntl` with `F_GETFL`, the file type, and the rights.
    pub fn fd_fdstat_get(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        fdstat: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let slot = memory.slot(fdstat)?;
        let host = fs::fcntl_getfl(descriptor.host())?;
        let flags = FLAGS
            .iter()
            .filter(|(_, flag)| host.contains(*flag))
            .fold(0, |flags, (flag, _)| flags | flag);
        let mut fdstat = [0; 24];
        fdstat[0] = filetype(descriptor.host(), memory.interface())?;
        fdstat[2..4].copy_from_slice(&(flags as u16).to_le_bytes());
        fdstat[8..16].copy_from_slice(&descriptor.rights.to_le_bytes());
        fdstat[16..24].copy_from_slice(&descriptor.inheriting.to_le_bytes());
        memory.write(slot, fdstat);
        Ok(())
    }

    /// `fcntl` with `F_SETFL`, which on Linux ignores the three flags about synchronisation. Undefined flags are
    /// `inval`; the host would ignore them too.
    pub fn fd_fdstat_set_flags(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        flags: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, rights::FD_FDSTAT_SET_FLAGS)?;
        if flags & !FLAGS.iter().fold(0, |all, (flag, _)| all | flag) != 0 {
            return Err(Errno::INVAL);
        }
        let mut host = fs::fcntl_getfl(descriptor.host())?;
        for (flag, host_flag) in FLAGS {
            host.set(host_flag, flags & flag != 0);
        }
        Ok(fs::fcntl_setfl(descriptor.host(), host)?)
    }

    /// `fstat`.
    pub fn fd_filestat_get(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        filestat: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, rights::FD_FILESTAT_GET)?;
        let slot = memory.slot(filestat)?;
        let stat = fs::fstat(descriptor.host())?;
        let nanoseconds =
            |seconds: i64, rest: u64| seconds.cast_unsigned().wrapping_mul(1_000_000_000) + rest;
        let fields = [
            stat.st_dev,
            stat.st_ino,
            u64::from(filetype(descriptor.host(), memory.interface())?),
            stat.st_nlink,
            stat.st_size.cast_unsigned(),
            nanoseconds(stat.st_atime, stat.st_atime_nsec),
            nanoseconds(stat.st_mtime, stat.st_mtime_nsec),
            nanoseconds(stat.st_ctime, stat.st_ctime_nsec),
        ];
        let mut filestat = [0; 64];
        for (bytes, field) in filestat.chunks_exact_mut(8).zip(fields) {
            bytes.copy_from_slice(&field.to_le_bytes());
        }
        memory.write(slot, filestat);
        Ok(())
    }

    /// `lseek`. No right is asked for, so that the host's answer for sockets and pipes is heard: `spipe`.
    pub fn fd_seek(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        offset: u64,
        whence: u32,
        new_offset: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let slot = memory.slot(new_offset)?;
        let position = match whence {
            0 => SeekFrom::Start(offset),
            1 => SeekFrom::Current(offset.cast_signed()),
            2 => SeekFrom::End(offset.cast_signed()),
            _ => return Err(Errno::INVAL),
        };
        memory.write(slot, fs::seek(descriptor.host(), position)?.to_le_bytes());
        Ok(())
    }

    /// `lseek` to where it is.
    pub fn fd_tell(&self, memory: &mut Memory<'_>, fd: u32, offset: u32) -> Result<(), Errno> {
        self.fd_seek(memory, fd, 0, 1, offset)
    }

    /// That `fd` is a directory which the guest was given, and how long its name is. The host has no such call.
    pub fn fd_prestat_get(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        prestat: u32,
    ) -> Result<(), Errno> {
        let name = self.descriptors.preopened(fd)?;
        let slot = memory.slot(prestat)?;
        let mut prestat = [0; 8];
        prestat[4..].copy_from_slice(&(name.len() as u32).to_le_bytes());
        memory.write(slot, prestat);
        Ok(())
    }

    /// The name of that directory. A buffer that is too short for it is `nametoolong`.
    pub fn fd_prestat_dir_name(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        path: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let name = self.descriptors.preopened(fd)?;
        if (length as usize) < name.len() {
            return Err(Errno::NAMETOOLONG);
        }
        let range = memory.range(path, name.len())?;
        memory.put(range.start, name.as_bytes());
        Ok(())
    }
}
