//! The addresses of names.

use std::net::{IpAddr, ToSocketAddrs};

use super::System;
use super::address;
use super::errno::Errno;
use super::memory::Memory;
use crate::Use;

impl System {
    /// `getaddrinfo`, for addresses of streams. It may ask the network, so what is looked up is refused before it begins, an address
    /// in the place of a name too.
    ///
    /// As many addresses are written as there is room for, and that is the number that is told: "this function fills the output
    /// buffer as much as possible" (witx). An error of the host's resolver has no number in the witx: it is `noent`, as for any
    /// other name that is not there, unless the host says which call of it failed.
    #[expect(clippy::too_many_arguments, reason = "the witx file has that many")]
    pub fn resolve(
        &self,
        memory: &mut Memory<'_>,
        host: u32,
        length: u32,
        port: u32,
        addresses: u32,
        room: u32,
        found: u32,
    ) -> Result<(), Errno> {
        let host = memory.range(host, length as usize)?;
        let room = memory.range(addresses, room as usize * address::IP)?;
        let found = memory.slot(found)?;
        self.permit(Use::Lookup)?;
        let port = u16::try_from(port).map_err(|_| Errno::INVAL)?;
        let host = String::from_utf8(memory.bytes(host)).map_err(|_| Errno::INVAL)?;
        let all = (host.as_str(), port).to_socket_addrs().map_err(|error| {
            match error.raw_os_error() {
                Some(number) => rustix::io::Errno::from_raw_os_error(number).into(),
                None if error.kind() == std::io::ErrorKind::InvalidInput => Errno::INVAL,
                None => Errno::NOENT,
            }
        })?;
        let ips: Vec<IpAddr> = all.map(|address| address.ip()).collect();
        let places = room.step_by(address::IP);
        let mut written: u32 = 0;
        for (place, ip) in places.zip(ips) {
            memory.put(place, &address::bare(ip));
            written += 1;
        }
        memory.write(found, written.to_le_bytes());
        Ok(())
    }
}
