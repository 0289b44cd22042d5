//! The addresses of names.

use std::net::IpAddr;

use wasmtime::Error;
use wasmtime::component::{Accessor, HasSelf};

use super::super::wasip2::{self, Process, find};
use super::bindings::wasi::sockets::ip_name_lookup::{self, ErrorCode};
use super::bindings::wasi::sockets::types::IpAddress;
use crate::Use;

impl ip_name_lookup::Host for Process {}

impl<T> ip_name_lookup::HostWithStore<T> for HasSelf<Process> {
    /// "If the input is an IP address string, the address is parsed and returned as-is", "This function never succeeds with 0 results",
    /// "this function never returns IPv4-mapped IPv6 addresses" (ip-name-lookup.wit). The network of a trial has nobody to ask, so the host
    /// answers at once.
    async fn resolve_addresses(
        store: &Accessor<T, Self>,
        name: String,
    ) -> Result<Result<Vec<IpAddress>, ErrorCode>, Error> {
        if !store.with(|mut store| store.get().policy.permits(Use::Lookup)) {
            return Ok(Err(ErrorCode::AccessDenied));
        }
        Ok(match find(&name) {
            Ok(found) if found.is_empty() => Err(ErrorCode::NameUnresolvable),
            Ok(found) => Ok(found
                .iter()
                .map(IpAddr::to_canonical)
                .map(IpAddress::from)
                .collect()),
            Err(wasip2::ErrorCode::InvalidArgument) => Err(ErrorCode::InvalidArgument),
            Err(_) => Err(ErrorCode::NameUnresolvable),
        })
    }
}
