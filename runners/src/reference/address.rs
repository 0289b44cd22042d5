//! Socket addresses in the guest's memory.

use std::net::{IpAddr, Ipv6Addr, SocketAddr, SocketAddrV6};

use rustix::net::{AddressFamily, SocketAddrAny};

use super::errno::Errno;
use super::memory::{Memory, Slot, u16_at};

/// An `addr_port` in memory: the family's tag, a byte of padding, the port, the octets of the address; of IPv6, behind them,
/// the flow information and the scope.
///
/// The port is little-endian in both directions. The witx of WASIX declares it as `$ip_port`, which is a `u16`, and a
/// `u16` of a witx file is little-endian in memory. The host has it in network order; wasmer reads it in little-endian
/// and writes it in big-endian order. The octets are those of the network: the witx declares them as eight `u16`, and the C
/// library of WASIX copies them as they are. Of flow information and scope the upper half comes first, as the witx has it.
///
/// An address is written where there are 20 bytes, and what is behind that of IPv6 where there are 28: the witx has a union of
/// 110, the page of `sock_bind` 16 and 28.
pub struct AddrPort {
    address: Slot<ADDRESS>,
    rest: Option<Slot<REST>>,
}

/// Up to the end of the octets of an IPv6 address.
const ADDRESS: usize = 20;

/// Flow information and scope.
const REST: usize = 8;

/// A place for an address.
///
/// # Errors
/// A bad pointer when the 20 bytes are not all inside memory, whatever the family.
pub fn slot(memory: &Memory<'_>, address: u32) -> Result<AddrPort, Errno> {
    Ok(AddrPort {
        address: memory.slot(address)?,
        rest: memory.slot(address.saturating_add(ADDRESS as u32)).ok(),
    })
}

/// The tags of the WASIX witx: not the host's numbers.
const UNSPEC: u8 = 0;
const INET4: u8 = 1;
const INET6: u8 = 2;
const UNIX: u8 = 3;

/// The host's address family for the guest's number.
///
/// # Errors
/// `afnosupport` for numbers that WASIX does not define, as the host says of families that it does not know.
pub fn family(number: u32) -> Result<AddressFamily, Errno> {
    match u8::try_from(number) {
        Ok(UNSPEC) => Ok(AddressFamily::UNSPEC),
        Ok(INET4) => Ok(AddressFamily::INET),
        Ok(INET6) => Ok(AddressFamily::INET6),
        Ok(UNIX) => Ok(AddressFamily::UNIX),
        _ => Err(Errno::AFNOSUPPORT),
    }
}

/// The `addr_port` at `address`; `None` is the unspecified family, which takes a connection away again.
///
/// # Errors
/// A bad pointer when the 20 bytes, or the 28 of IPv6, are not all inside memory; `inval` for a tag without meaning;
/// `afnosupport` for a Unix address, which has no path here.
pub fn read(memory: &Memory<'_>, address: u32) -> Result<Option<SocketAddr>, Errno> {
    let bytes: [u8; ADDRESS] = memory.read(address)?;
    let port = u16_at(&bytes, 2);
    match bytes[0] {
        UNSPEC => Ok(None),
        INET4 => {
            let ip = IpAddr::from([bytes[4], bytes[5], bytes[6], bytes[7]]);
            Ok(Some(SocketAddr::new(ip, port)))
        }
        INET6 => {
            let bytes: [u8; ADDRESS + REST] = memory.read(address)?;
            let mut octets = [0; 16];
            octets.copy_from_slice(&bytes[4..ADDRESS]);
            let upper_first =
                |at| u32::from(u16_at(&bytes, at)) << 16 | u32::from(u16_at(&bytes, at + 2));
            let (flow, scope) = (upper_first(ADDRESS), upper_first(ADDRESS + 4));
            Ok(Some(
                SocketAddrV6::new(Ipv6Addr::from(octets), port, flow, scope).into(),
            ))
        }
        UNIX => Err(Errno::AFNOSUPPORT),
        _ => Err(Errno::INVAL),
    }
}

/// Writes an address of the host. `None`, a message without a sender, is the unspecified family and zeros, and so is
/// everything of a Unix address but its family.
pub fn write(memory: &mut Memory<'_>, slot: AddrPort, address: Option<SocketAddrAny>) {
    let mut bytes = [0; ADDRESS];
    match address.as_ref().map(|address| {
        (
            address.address_family(),
            SocketAddr::try_from(address.clone()),
        )
    }) {
        Some((_, Ok(address))) => {
            bytes[2..4].copy_from_slice(&address.port().to_le_bytes());
            match address {
                SocketAddr::V4(address) => {
                    bytes[0] = INET4;
                    bytes[4..8].copy_from_slice(&address.ip().octets());
                }
                SocketAddr::V6(address) => {
                    bytes[0] = INET6;
                    bytes[4..].copy_from_slice(&address.ip().octets());
                    if let Some(rest) = slot.rest {
                        memory.write(rest, upper_first([address.flowinfo(), address.scope_id()]));
                    }
                }
            }
        }
        Some((AddressFamily::UNIX, _)) => bytes[0] = UNIX,
        _ => bytes[0] = UNSPEC,
    }
    memory.write(slot.address, bytes);
}

/// Numbers of 32 bits, each as two of 16 whose upper half comes first.
fn upper_first(numbers: [u32; 2]) -> [u8; REST] {
    let mut bytes = [0; REST];
    for (number, bytes) in numbers.iter().zip(bytes.chunks_exact_mut(4)) {
        bytes.copy_from_slice(&number.rotate_right(16).to_le_bytes());
    }
    bytes
}

/// The size of an `addr_ip`: the family's tag, a byte of padding, and the octets of the address.
pub const IP: usize = 18;

/// An `addr_ip` in memory.
pub fn bare(ip: IpAddr) -> [u8; IP] {
    let mut bytes = [0; IP];
    match ip {
        IpAddr::V4(ip) => {
            bytes[0] = INET4;
            bytes[2..6].copy_from_slice(&ip.octets());
        }
        IpAddr::V6(ip) => {
            bytes[0] = INET6;
            bytes[2..].copy_from_slice(&ip.octets());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interface::Interface;

    #[test]
    fn addresses_round_trip_with_little_endian_ports() {
        for (text, bytes) in [
            (
                "127.0.0.1:8080",
                &b"\x01\0\x90\x1f\x7f\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0"[..],
            ),
            (
                "[fe80::102%66051]:8080",
                b"\x02\0\x90\x1f\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\x01\x02\0\0\0\0\x01\0\x03\x02",
            ),
        ] {
            let address: SocketAddr = text.parse().expect("an address");
            let mut buffer = bytes.to_vec();
            let mut memory = Memory::new(&mut buffer, Interface::Wasix);
            assert_eq!(read(&memory, 0), Ok(Some(address)));

            memory.put(0, &vec![0xaa; bytes.len()]);
            let slot = slot(&memory, 0).expect("inside");
            write(&mut memory, slot, Some(address.into()));
            assert_eq!(buffer, bytes);
        }
    }

    #[test]
    fn an_address_is_written_where_there_is_no_room_for_its_scope() {
        let mut buffer = [0xaa; 27];
        let mut memory = Memory::new(&mut buffer, Interface::Wasix);
        let slot = slot(&memory, 0).expect("inside");
        let address: SocketAddr = "[::1]:0".parse().expect("an address");
        write(&mut memory, slot, Some(address.into()));
        assert_eq!(memory.bytes(16..22), [0, 0, 0, 1, 0xaa, 0xaa]);
        assert_eq!(read(&memory, 0), Err(Errno::MEMVIOLATION));
    }

    #[test]
    fn tags_without_an_address_are_told_apart() {
        let tagged = |tag: u8, len: usize| {
            let mut bytes = [0; 20];
            bytes[0] = tag;
            read(&Memory::new(&mut bytes[..len], Interface::Wasix), 0)
        };
        assert_eq!(tagged(UNSPEC, 20), Ok(None));
        assert_eq!(tagged(UNIX, 20), Err(Errno::AFNOSUPPORT));
        assert_eq!(tagged(10, 20), Err(Errno::INVAL));
        assert_eq!(tagged(INET4, 19), Err(Errno::MEMVIOLATION));
    }
}
