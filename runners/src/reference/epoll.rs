//! `epoll`: interest lists, which are the host's own.

use rustix::event::Timespec;
use rustix::event::epoll::{self, CreateFlags, EventFlags};

use super::System;
use super::descriptor::{Descriptor, Kind, rights};
use super::errno::Errno;
use super::memory::{Memory, u32_at};

/// `epoll_event`: the events, four bytes of padding, and what is the guest's own.
const EVENT: usize = 32;
const DATA: usize = 8;

/// `epoll_data` as it stands in memory: a pointer, a descriptor and two numbers, none of which is looked at here.
pub type EventData = [u8; EVENT - DATA];

/// `epoll_ctl`, the operations. The witx has them in another order than the host; its own number for a change is one that the
/// witx does not have, so it means that as well.
const ADD: u32 = 0;
const MODIFY: u32 = 1;
const DELETE: u32 = 2;
const MODIFY_OF_THE_HOST: u32 = 3;

/// `epoll_type`, bit by bit.
const EVENTS: [EventFlags; 8] = [
    EventFlags::IN,
    EventFlags::OUT,
    EventFlags::RDHUP,
    EventFlags::PRI,
    EventFlags::ERR,
    EventFlags::HUP,
    EventFlags::ET,
    EventFlags::ONESHOT,
];

/// How many events are asked of the host at once: its own limit is beyond what a memory of 32 bits has room for.
const MOST: u32 = 1 << 20;

impl System {
    /// `epoll_create1`.
    pub fn epoll_create(&self, memory: &mut Memory<'_>, fd: u32) -> Result<(), Errno> {
        let slot = memory.slot(fd)?;
        let host = epoll::create(CreateFlags::CLOEXEC)?;
        let number = self
            .descriptors
            .insert(Descriptor::file(host, Kind::InterestList));
        memory.write(slot, number.to_le_bytes());
        Ok(())
    }

    /// `epoll_ctl`. Bits that are no events are `inval`; the host would ignore most of them. To delete, no event is
    /// looked at.
    pub fn epoll_ctl(
        &self,
        memory: &mut Memory<'_>,
        list: u32,
        operation: u32,
        fd: u32,
        event: u32,
    ) -> Result<(), Errno> {
        let list = self.descriptors.get(list, 0)?;
        let target = self.descriptors.get(fd, rights::POLL_FD_READWRITE)?;
        if operation == DELETE {
            return Ok(epoll::delete(list.host(), target.host())?);
        }
        let event: [u8; EVENT] = memory.read(event)?;
        let bits = u32_at(&event, 0);
        if bits >> EVENTS.len() != 0 {
            return Err(Errno::INVAL);
        }
        let asked = EVENTS.iter().enumerate();
        let flags = asked.filter(|(bit, _)| bits >> bit & 1 != 0);
        let flags = flags.map(|(_, flag)| *flag).collect();
        let mut data = list.description.event_data();
        let place = epoll::EventData::new_u64(data.len() as u64);
        match operation {
            ADD => epoll::add(list.host(), target.host(), place, flags)?,
            MODIFY | MODIFY_OF_THE_HOST => {
                epoll::modify(list.host(), target.host(), place, flags)?;
            }
            _ => return Err(Errno::INVAL),
        }
        let mut own = EventData::default();
        own.copy_from_slice(&event[DATA..]);
        data.push(own);
        Ok(())
    }

    /// `epoll_wait`. The host counts milliseconds, of which what is begun is one, and has its own number for no limit: here
    /// that is the longest time, of 584 years.
    pub fn epoll_wait(
        &self,
        memory: &mut Memory<'_>,
        list: u32,
        events: u32,
        room: u32,
        timeout: u64,
        happened: u32,
    ) -> Result<(), Errno> {
        let list = self.descriptors.get(list, 0)?;
        if room == 0 || room > i32::MAX.cast_unsigned() {
            return Err(Errno::INVAL);
        }
        let happened = memory.slot(happened)?;
        let events = memory.range(events, room as usize * EVENT)?;
        let longest = i32::MAX as u64 * 1_000_000;
        let limit = (timeout != u64::MAX).then(|| timeout.min(longest));
        let limit = limit.map(|nanoseconds| Timespec {
            tv_sec: (nanoseconds / 1_000_000_000).cast_signed(),
            tv_nsec: (nanoseconds % 1_000_000_000).cast_signed(),
        });
        let mut ready = Vec::with_capacity(room.min(MOST) as usize);
        epoll::wait(
            list.host(),
            rustix::buffer::spare_capacity(&mut ready),
            limit.as_ref(),
        )?;
        let data = list.description.event_data();
        for (slot, event) in events.step_by(EVENT).zip(&ready) {
            let (flags, place) = (event.flags, event.data.u64());
            let has = EVENTS.iter().enumerate();
            let has = has.filter(|(_, flag)| flags.contains(**flag));
            let bits: u32 = has.map(|(bit, _)| 1 << bit).sum();
            memory.put(slot, &u64::from(bits).to_le_bytes());
            memory.put(slot + DATA, &data[place as usize]);
        }
        memory.write(happened, (ready.len() as u32).to_le_bytes());
        Ok(())
    }
}
