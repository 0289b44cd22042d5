//! The numbers of the witx files that stand for flags and kinds, and what they are on the host.

use rustix::fd::BorrowedFd;
use rustix::fs::{self, FileType};
use rustix::net::{SocketType, sockopt};

use super::errno::Errno;
use crate::interface::Interface;

/// `fdflags` of the witx files.
pub mod fdflags {
    pub const APPEND: u32 = 1;
    pub const DSYNC: u32 = 2;
    pub const NONBLOCK: u32 = 4;
    pub const RSYNC: u32 = 8;
    pub const SYNC: u32 = 16;
}

/// The socket types of the WASIX witx end here: 0 unknown, 1 stream, 2 dgram, 3 raw, 4 seqpacket.
const SEQPACKET: u32 = 4;

/// Reads a `bool` of the WASIX witx, which is an enum of 0 and 1. Other values are `inval`.
pub fn boolean(number: u32) -> Result<bool, Errno> {
    match number {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(Errno::INVAL),
    }
}

/// Gives the host's socket type. The numbers are the host's for 0, 1, 2 and 3; of 0 ("unknown") the host says what it says.
pub fn socket_type(number: u32) -> Result<SocketType, Errno> {
    match number {
        SEQPACKET => Ok(SocketType::SEQPACKET),
        _ if number < SEQPACKET => Ok(SocketType::from_raw(number)),
        _ => Err(Errno::INVAL),
    }
}

/// Gives the guest's number for a socket type of the host.
pub fn guest_type(host: SocketType) -> u32 {
    if host == SocketType::SEQPACKET {
        SEQPACKET
    } else {
        host.as_raw()
    }
}

/// Gives the `filetype` of what is open, as `interface` numbers it.
pub fn filetype(host: BorrowedFd<'_>, interface: Interface) -> Result<u8, Errno> {
    let stat = fs::fstat(host)?;
    Ok(match FileType::from_raw_mode(stat.st_mode) {
        FileType::BlockDevice => 1,
        FileType::CharacterDevice => 2,
        FileType::Directory => 3,
        FileType::RegularFile => 4,
        FileType::Socket => filetype_of_socket(host, interface)?,
        _ => 0,
    })
}

/// Preview1 ends its enum before raw (8) and seqpacket (9), which WASIX adds.
fn filetype_of_socket(host: BorrowedFd<'_>, interface: Interface) -> Result<u8, Errno> {
    Ok(match (sockopt::socket_type(host)?, interface) {
        (SocketType::DGRAM, _) => 5,
        (SocketType::STREAM, _) => 6,
        (SocketType::RAW, Interface::Wasix) => 8,
        (SocketType::SEQPACKET, Interface::Wasix) => 9,
        _ => 0,
    })
}
