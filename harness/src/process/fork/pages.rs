//! The program's code in large pages.
//!
//! What a program has mapped from its file, each process that it forks maps anew, a few pages at each first touch. That is some
//! hundred faults in a trial. Large pages of a server's own are handed on with the fork, all of them.

use std::ffi::c_void;
use std::fs;
use std::io;
use std::ops::Range;

use rustix::mm::{
    Advice, MapFlags, MprotectFlags, MremapFlags, ProtFlags, madvise, mmap_anonymous, mprotect,
    mremap_fixed, munmap,
};

/// The size of a large page.
const LARGE: usize = 2 << 20;

/// Replaces what is mapped of this program's file, and cannot be written to, by copies in large pages. Only the one thread may be
/// running. Gives how many bytes of memory the copies take: none where the system gives no large pages, and all stays as it was.
pub fn enlarge() -> u64 {
    let Ok(maps) = fs::read_to_string("/proc/self/maps") else {
        return 0;
    };
    let mappings: Vec<Mapping<'_>> = maps.lines().filter_map(mapping).collect();
    let here = enlarge as fn() -> u64 as usize;
    let Some(own) = mappings.iter().find(|one| one.range.contains(&here)) else {
        return 0;
    };
    let own = mappings.iter().filter(|one| one.file == own.file);
    let copied = own.filter_map(|one| copy(one).ok().flatten());
    copied.map(|bytes| bytes as u64).sum()
}

/// A line of `/proc/PID/maps`.
struct Mapping<'a> {
    range: Range<usize>,
    rights: &'a str,
    /// The device and the inode.
    file: (&'a str, &'a str),
}

fn mapping(line: &str) -> Option<Mapping<'_>> {
    let mut fields = line.split_ascii_whitespace();
    let (start, end) = fields.next()?.split_once('-')?;
    let address = |text| usize::from_str_radix(text, 16).ok();
    let (rights, _, device, inode) = (
        fields.next()?,
        fields.next()?,
        fields.next()?,
        fields.next()?,
    );
    Some(Mapping {
        range: address(start)?..address(end)?,
        rights,
        file: (device, inode),
    })
}

/// Puts a copy in the place of the large pages that are within a mapping. Gives its size, or nothing where there is no such copy.
fn copy(mapping: &Mapping<'_>) -> io::Result<Option<usize>> {
    let rights = match mapping.rights {
        "r--p" => MprotectFlags::READ,
        "r-xp" => MprotectFlags::READ | MprotectFlags::EXEC,
        _ => return Ok(None),
    };
    let start = mapping.range.start.next_multiple_of(LARGE);
    let Some(size) = mapping.range.end.checked_sub(start) else {
        return Ok(None);
    };
    let size = size - size % LARGE;
    if size == 0 {
        return Ok(None);
    }
    #[expect(unsafe_code, reason = "no safe code names a place in memory")]
    // SAFETY: `room` is new and nobody else's. What is replaced can only be read and executed, as before, and holds the same
    // bytes at every moment: the kernel exchanges the mappings in one call.
    unsafe {
        let both = ProtFlags::READ | ProtFlags::WRITE;
        let room = mmap_anonymous(std::ptr::null_mut(), size + LARGE, both, MapFlags::PRIVATE)?;
        let before = room.addr().next_multiple_of(LARGE) - room.addr();
        let copy = room.byte_add(before);
        for (edge, size) in [(room, before), (copy.byte_add(size), LARGE - before)] {
            if size > 0 {
                munmap(edge, size)?;
            }
        }
        let filled = madvise(copy, size, Advice::LinuxHugepage).and_then(|()| {
            copy.cast::<u8>()
                .copy_from_nonoverlapping(std::ptr::with_exposed_provenance(start), size);
            mprotect(copy, size, rights)
        });
        let moved = filled.map_err(io::Error::from).and_then(|()| {
            if !is_large(copy.addr(), size)? {
                return Ok(false);
            }
            let place = std::ptr::with_exposed_provenance_mut::<c_void>(start);
            mremap_fixed(copy, size, size, MremapFlags::MAYMOVE, place)?;
            Ok(true)
        });
        if !matches!(moved, Ok(true)) {
            let _ = munmap(copy, size);
        }
        Ok(moved?.then_some(size))
    }
}

/// Whether all of the mapping that begins here, and is of this size, is in large pages.
fn is_large(start: usize, size: usize) -> io::Result<bool> {
    let maps = fs::read_to_string("/proc/self/smaps")?;
    let head = format!("{start:x}-{:x} ", start + size);
    let mut lines = maps.lines().skip_while(|line| !line.starts_with(&head));
    let large = lines.find_map(|line| line.strip_prefix("AnonHugePages:"));
    let kibibytes = large.and_then(|text| text.split_ascii_whitespace().next()?.parse().ok());
    Ok(kibibytes == Some(size / 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read() {
        let line = "00f16000-040fa000 r-xp 00d15000 fe:00 3431 /tmp/a b";
        let read = mapping(line).unwrap();
        assert_eq!(read.range, 0xf1_6000..0x40f_a000);
        assert_eq!((read.rights, read.file), ("r-xp", ("fe:00", "3431")));
        assert!(mapping("7f0000000000-7f0000001000 rw-p 00000000 00:00 0").is_some());
    }
}
