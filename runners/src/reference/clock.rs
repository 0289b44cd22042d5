//! Clocks, and the other small calls that have nothing to do with descriptors.

use std::time::Duration;

use rustix::rand::{GetRandomFlags, getrandom};
use rustix::time::{ClockId, Timespec, clock_getres, clock_gettime};

use super::System;
use super::errno::Errno;
use super::memory::Memory;

/// The host's clock for the guest's number. Those that the witx files do not define are `inval`, as they ask
/// for.
pub fn host(number: u32) -> Result<ClockId, Errno> {
    match number {
        0 => Ok(ClockId::Realtime),
        1 => Ok(ClockId::Monotonic),
        2 => Ok(ClockId::ProcessCPUTime),
        3 => Ok(ClockId::ThreadCPUTime),
        _ => Err(Errno::INVAL),
    }
}

/// A time of the host as a duration; none of its clocks goes back to before its epoch.
pub fn duration(time: Timespec) -> Duration {
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

/// A duration as the host has it.
pub fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: duration.as_secs().cast_signed(),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

impl System {
    /// `clock_gettime`. The precision is a permission, and needs none.
    pub fn clock_time_get(
        &self,
        memory: &mut Memory<'_>,
        clock: u32,
        _: u64,
        time: u32,
    ) -> Result<(), Errno> {
        let slot = memory.slot(time)?;
        memory.write(slot, nanoseconds(clock_gettime(host(clock)?)));
        Ok(())
    }

    /// `clock_getres`.
    pub fn clock_res_get(
        &self,
        memory: &mut Memory<'_>,
        clock: u32,
        resolution: u32,
    ) -> Result<(), Errno> {
        let slot = memory.slot(resolution)?;
        memory.write(slot, nanoseconds(clock_getres(host(clock)?)));
        Ok(())
    }

    /// `getrandom`, as often as it takes.
    pub fn random_get(
        &self,
        memory: &mut Memory<'_>,
        buffer: u32,
        length: u32,
    ) -> Result<(), Errno> {
        let range = memory.range(buffer, length as usize)?;
        let mut bytes = vec![0; range.len()];
        let mut rest = &mut bytes[..];
        while !rest.is_empty() {
            let filled = getrandom(&mut *rest, GetRandomFlags::empty())?;
            rest = &mut rest[filled..];
        }
        memory.put(range.start, &bytes);
        Ok(())
    }

    /// `sched_yield`.
    pub fn sched_yield(&self, _: &mut Memory<'_>) -> Result<(), Errno> {
        rustix::thread::sched_yield();
        Ok(())
    }

    /// The numbers and sizes of arguments and of environment variables, of which there are none.
    pub fn no_sizes(&self, memory: &mut Memory<'_>, count: u32, size: u32) -> Result<(), Errno> {
        let (count, size) = (memory.slot(count)?, memory.slot(size)?);
        memory.write(count, [0; 4]);
        memory.write(size, [0; 4]);
        Ok(())
    }

    /// Arguments and environment variables, of which there are none.
    pub fn no_strings(&self, _: &mut Memory<'_>, _: u32, _: u32) -> Result<(), Errno> {
        Ok(())
    }
}

fn nanoseconds(time: Timespec) -> [u8; 8] {
    (duration(time).as_nanos() as u64).to_le_bytes()
}
