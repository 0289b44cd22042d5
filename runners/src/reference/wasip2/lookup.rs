//! The addresses of names.

use std::net::{IpAddr, ToSocketAddrs};
use std::vec::IntoIter;

use wasmtime::Error;
use wasmtime::component::Resource;

use super::bindings::wasi::sockets::network::{ErrorCode, HostNetwork, IpAddress};
use super::bindings::wasi::sockets::{instance_network, ip_name_lookup};
use super::error::Refused;
use super::poll::{Pollable, Source, Wait};
use super::{Network, Process};
use crate::Use;

/// A `resolve-address-stream`: what was found, or why nothing was, which is told once.
pub struct Addresses(Result<IntoIter<IpAddr>, ErrorCode>);

/// Everything was found out when the stream was made.
struct Found;

impl Source for Found {
    fn wait(&self) -> Wait {
        Wait::Nothing
    }
}

impl instance_network::Host for Process {
    fn instance_network(&mut self) -> Result<Resource<Network>, Error> {
        Ok(self.handles.push(Network)?)
    }
}

impl HostNetwork for Process {
    fn drop(&mut self, network: Resource<Network>) -> Result<(), Error> {
        self.handles.delete(network)?;
        Ok(())
    }
}

impl ip_name_lookup::Host for Process {
    /// "It either immediately fails or immediately returns successfully with a `resolve-address-stream`" (ip-name-lookup.wit). The
    /// network of a trial has nobody to ask, so the host answers at once.
    fn resolve_addresses(
        &mut self,
        _: Resource<Network>,
        name: String,
    ) -> Result<Resource<Addresses>, Refused> {
        self.permit(Use::Lookup)?;
        let found = match find(&name) {
            Err(ErrorCode::InvalidArgument) => return Err(ErrorCode::InvalidArgument.into()),
            found => found,
        };
        // "This function never returns IPv4-mapped IPv6 addresses" (ip-name-lookup.wit).
        let found = found.map(|ips| {
            let ips: Vec<IpAddr> = ips.iter().map(IpAddr::to_canonical).collect();
            ips.into_iter()
        });
        Ok(self.handles.push(Addresses(found))?)
    }
}

impl ip_name_lookup::HostResolveAddressStream for Process {
    fn resolve_next_address(
        &mut self,
        stream: Resource<Addresses>,
    ) -> Result<Option<IpAddress>, Refused> {
        match &mut self.handles.get_mut(&stream)?.0 {
            Ok(addresses) => Ok(addresses.next().map(IpAddress::from)),
            Err(code) => Err((*code).into()),
        }
    }

    fn subscribe(&mut self, stream: Resource<Addresses>) -> Result<Resource<Pollable>, Error> {
        self.handles.get(&stream)?;
        self.pollable(Found)
    }

    fn drop(&mut self, stream: Resource<Addresses>) -> Result<(), Error> {
        self.handles.delete(stream)?;
        Ok(())
    }
}

/// Finds the addresses of a name, or of what is an address itself.
///
/// # Errors
/// `invalid-argument` where it is neither, or why there are no addresses.
pub fn find(name: &str) -> Result<Vec<IpAddr>, ErrorCode> {
    match name.parse::<IpAddr>() {
        Ok(ip) => Ok(vec![ip]),
        Err(_) => look_up(&domain(name)?),
    }
}

/// The name in the letters of the domain name system: "Unicode domain names are automatically converted to ASCII using IDNA encoding"
/// (ip-name-lookup.wit).
fn domain(name: &str) -> Result<String, ErrorCode> {
    let name = idna::domain_to_ascii_strict(name).map_err(|_| ErrorCode::InvalidArgument)?;
    match name.is_empty() {
        true => Err(ErrorCode::InvalidArgument),
        false => Ok(name),
    }
}

/// Asks the host. Which of its reasons it has had the standard library does not say; that there is no such name is all that a network
/// without anybody to ask can tell.
fn look_up(name: &str) -> Result<Vec<IpAddr>, ErrorCode> {
    let found = (name, 0).to_socket_addrs();
    let found = found.map_err(|_| ErrorCode::NameUnresolvable)?;
    Ok(found.map(|address| address.ip()).collect())
}
