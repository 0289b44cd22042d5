//! What only files can do: be read and written at an offset, be told a size, times and use, be brought to disk.
//!
//! No right is asked for, so that the host's answer for what is no file is heard.

use std::io::{IoSlice, IoSliceMut};
use std::num::NonZeroU64;

use rustix::fs::{self, Advice, FallocateFlags, Timespec, Timestamps, UTIME_NOW, UTIME_OMIT};

use super::System;
use super::errno::Errno;
use super::memory::Memory;
use super::transfer::{TOO_MANY_FOR_FILE, buffer};

/// `advice` of the witx files, by number.
const ADVICE: [Advice; 6] = [
    Advice::Normal,
    Advice::Sequential,
    Advice::Random,
    Advice::WillNeed,
    Advice::DontNeed,
    Advice::NoReuse,
];

/// `fstflags` of the witx files: which times are set, and which to what time it is.
mod fstflags {
    pub const ATIM: u32 = 1;
    pub const ATIM_NOW: u32 = 2;
    pub const MTIM: u32 = 4;
    pub const MTIM_NOW: u32 = 8;
}

const NANOSECONDS: u64 = 1_000_000_000;

impl System {
    /// `posix_fadvise`. Advice that the witx does not define is `inval`.
    pub fn fd_advise(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        offset: u64,
        length: u64,
        advice: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let advice = *ADVICE.get(advice as usize).ok_or(Errno::INVAL)?;
        let length = NonZeroU64::new(length);
        Ok(fs::fadvise(descriptor.host(), offset, length, advice)?)
    }

    /// `posix_fallocate`.
    pub fn fd_allocate(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        offset: u64,
        length: u64,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let host = descriptor.host();
        Ok(fs::fallocate(
            host,
            FallocateFlags::empty(),
            offset,
            length,
        )?)
    }

    /// `fdatasync`.
    pub fn fd_datasync(&self, _: &mut Memory<'_>, fd: u32) -> Result<(), Errno> {
        Ok(fs::fdatasync(self.descriptors.get(fd, 0)?.host())?)
    }

    /// `fsync`.
    pub fn fd_sync(&self, _: &mut Memory<'_>, fd: u32) -> Result<(), Errno> {
        Ok(fs::fsync(self.descriptors.get(fd, 0)?.host())?)
    }

    /// `ftruncate`.
    pub fn fd_filestat_set_size(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        size: u64,
    ) -> Result<(), Errno> {
        Ok(fs::ftruncate(self.descriptors.get(fd, 0)?.host(), size)?)
    }

    /// `futimens`. A time that is to be two things, and flags that the witx does not define, are `inval`.
    pub fn fd_filestat_set_times(
        &self,
        _: &mut Memory<'_>,
        fd: u32,
        accessed: u64,
        modified: u64,
        flags: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        if flags >> 4 != 0 {
            return Err(Errno::INVAL);
        }
        let is = |flag| flags & flag != 0;
        let times = Timestamps {
            last_access: time(accessed, is(fstflags::ATIM), is(fstflags::ATIM_NOW))?,
            last_modification: time(modified, is(fstflags::MTIM), is(fstflags::MTIM_NOW))?,
        };
        Ok(fs::futimens(descriptor.host(), &times)?)
    }

    /// `preadv`.
    pub fn fd_pread(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        offset: u64,
        length: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let length = memory.slot(length)?;
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_FILE)?;
        let mut buffer = buffer(memory, &vectors);
        let slices = &mut [IoSliceMut::new(&mut buffer)];
        let read = rustix::io::preadv(descriptor.host(), slices, offset)?;
        memory.scatter(&vectors, &buffer[..read]);
        memory.write(length, (read as u32).to_le_bytes());
        Ok(())
    }

    /// `pwritev`.
    pub fn fd_pwrite(
        &self,
        memory: &mut Memory<'_>,
        fd: u32,
        vectors: u32,
        count: u32,
        offset: u64,
        length: u32,
    ) -> Result<(), Errno> {
        let descriptor = self.descriptors.get(fd, 0)?;
        let length = memory.slot(length)?;
        let vectors = memory.vectors(vectors, count, TOO_MANY_FOR_FILE)?;
        let data = memory.gather(&vectors);
        let slices = &[IoSlice::new(&data)];
        let written = rustix::io::pwritev(descriptor.host(), slices, offset)?;
        memory.write(length, (written as u32).to_le_bytes());
        Ok(())
    }
}

/// What the host is told of a time: this one, the present one, or that it stays.
fn time(nanoseconds: u64, set: bool, now: bool) -> Result<Timespec, Errno> {
    let (tv_sec, tv_nsec) = match (set, now) {
        (true, true) => return Err(Errno::INVAL),
        (true, false) => (
            (nanoseconds / NANOSECONDS).cast_signed(),
            (nanoseconds % NANOSECONDS).cast_signed(),
        ),
        (false, true) => (0, UTIME_NOW),
        (false, false) => (0, UTIME_OMIT),
    };
    Ok(Timespec { tv_sec, tv_nsec })
}
