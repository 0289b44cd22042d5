//! Files of the guest's own, in the empty directory that it is given: so much of them that there is one to send.

use rustix::fs::{self, Mode, OFlags, ResolveFlags};
use rustix::io::Errno as Host;

use super::System;
use super::descriptor::{Descriptor, Kind, rights};
use super::errno::Errno;
use super::memory::Memory;
use super::numbers::fdflags;

/// `oflags` of the witx files, and what they are on the host.
const OFLAGS: [(u32, OFlags); 4] = [
    (1, OFlags::CREATE),
    (2, OFlags::DIRECTORY),
    (4, OFlags::EXCL),
    (8, OFlags::TRUNC),
];

impl System {
    /// `mkdirat`. What is no plain name is `notcapable`: the host has no `mkdirat` that stays in the directory.
    pub fn path_create_directory(
        &self,
        memory: &mut Memory<'_>,
        directory: u32,
        path: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let directory = self.descriptors.get(directory, 0)?;
        let path = memory.range(path, length as usize)?;
        let name = memory.bytes(path);
        if name.contains(&b'/') || name == b".." {
            return Err(Errno::NOTCAPABLE);
        }
        Ok(fs::mkdirat(directory.host(), name, Mode::RWXU)?)
    }

    /// `openat2`, by which no path leads out of the directory and no link is followed; one that would is `notcapable`. Whether it is
    /// opened for reading or for writing is what the rights say that are wanted. Of the flags a file here has none.
    #[expect(clippy::too_many_arguments, reason = "the witx file has that many")]
    pub fn path_open(
        &self,
        memory: &mut Memory<'_>,
        directory: u32,
        _: u32,
        path: u32,
        length: u32,
        oflags: u32,
        wanted: u64,
        inheriting: u64,
        flags: u32,
        fd: u32,
    ) -> Result<(), Errno> {
        let directory = self.descriptors.get(directory, 0)?;
        let path = memory.range(path, length as usize)?;
        let fd = memory.slot(fd)?;
        if flags & !fdflags::NONBLOCK != 0 {
            return Err(Errno::NOTSUP);
        }
        let read = wanted & rights::FD_READ != 0;
        let mut host = match (read, wanted & rights::FD_WRITE != 0) {
            (_, false) => OFlags::RDONLY,
            (false, true) => OFlags::WRONLY,
            (true, true) => OFlags::RDWR,
        };
        for (flag, host_flag) in OFLAGS {
            host.set(host_flag, oflags & flag != 0);
        }
        let mode = match host.contains(OFlags::CREATE) {
            true => Mode::RUSR | Mode::WUSR,
            false => Mode::empty(),
        };
        let beneath = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        let opened = fs::openat2(
            directory.host(),
            memory.bytes(path),
            host | OFlags::CLOEXEC,
            mode,
            beneath,
        );
        let opened = opened.map_err(|error| match error {
            Host::XDEV => Errno::NOTCAPABLE,
            error => error.into(),
        })?;
        let mut file = Descriptor::file(opened, Kind::File);
        (file.rights, file.inheriting) = (wanted, inheriting);
        let number = self.descriptors.insert(file);
        memory.write(fd, number.to_le_bytes());
        Ok(())
    }
}
