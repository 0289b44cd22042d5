//! The port of a guest on a virtual network. This host has no such network: its guests are on the host's own, whose addresses and
//! routes are not theirs to set. So every call is `notsup`, once what it was given can be read; a level of security that the witx does
//! not define is `inval`, as the page of `port_bridge` has it.

use super::System;
use super::address;
use super::errno::Errno;
use super::memory::Memory;

/// The bits of `stream_security`.
const SECURITY: u32 = 0b1111;

/// The sizes of what the calls are given: a network is an address and the length of its prefix.
const CIDR: usize = address::IP + 1;
const TIMESTAMP: usize = 16;
const ROUTE: usize = 72;

impl System {
    /// Joins another network.
    pub fn port_bridge(
        &self,
        memory: &mut Memory<'_>,
        network: u32,
        network_length: u32,
        token: u32,
        token_length: u32,
        security: u32,
    ) -> Result<(), Errno> {
        memory.range(network, network_length as usize)?;
        memory.range(token, token_length as usize)?;
        match security & !SECURITY {
            0 => Err(Errno::NOTSUP),
            _ => Err(Errno::INVAL),
        }
    }

    /// Leaves the other network, asks for addresses, or takes all addresses or all routes away.
    pub fn port_nothing(&self, _: &mut Memory<'_>) -> Result<(), Errno> {
        Err(Errno::NOTSUP)
    }

    /// Adds an address.
    pub fn port_addr_add(&self, memory: &mut Memory<'_>, cidr: u32) -> Result<(), Errno> {
        memory.range(cidr, CIDR)?;
        Err(Errno::NOTSUP)
    }

    /// Removes an address or a route, or sets the gateway.
    pub fn port_address(&self, memory: &mut Memory<'_>, address: u32) -> Result<(), Errno> {
        memory.range(address, address::IP)?;
        Err(Errno::NOTSUP)
    }

    /// Lists the addresses.
    pub fn port_addr_list(
        &self,
        memory: &mut Memory<'_>,
        cidrs: u32,
        count: u32,
    ) -> Result<(), Errno> {
        list(memory, cidrs, count, CIDR)
    }

    /// Tells the hardware address.
    pub fn port_mac(&self, memory: &mut Memory<'_>, mac: u32) -> Result<(), Errno> {
        memory.range(mac, 6)?;
        Err(Errno::NOTSUP)
    }

    /// Adds a route.
    pub fn port_route_add(
        &self,
        memory: &mut Memory<'_>,
        cidr: u32,
        router: u32,
        preferred_until: u32,
        expires_at: u32,
    ) -> Result<(), Errno> {
        memory.range(cidr, CIDR)?;
        memory.range(router, address::IP)?;
        memory.range(preferred_until, TIMESTAMP)?;
        memory.range(expires_at, TIMESTAMP)?;
        Err(Errno::NOTSUP)
    }

    /// Lists the routes.
    pub fn port_route_list(
        &self,
        memory: &mut Memory<'_>,
        routes: u32,
        count: u32,
    ) -> Result<(), Errno> {
        list(memory, routes, count, ROUTE)
    }
}

/// Lists nothing, where there is room for as many entries of this size as stand at `count`.
fn list(memory: &Memory<'_>, entries: u32, count: u32, size: usize) -> Result<(), Errno> {
    let room = u32::from_le_bytes(memory.read(count)?) as usize;
    memory.range(entries, room.saturating_mul(size))?;
    Err(Errno::NOTSUP)
}
