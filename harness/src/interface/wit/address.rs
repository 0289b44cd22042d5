//! Addresses as everybody writes them, of the records and tuples that WIT has for them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::interface::Value;

/// Addresses as they are written everywhere. One with a flow or a scope stays as WIT has it.
pub fn plain(name: Option<&str>, value: Value) -> Value {
    let address = match (name, &value) {
        (Some("ip-socket-address"), Value::Case { carried, .. }) => {
            carried.as_deref().and_then(socket_address)
        }
        (Some("ip-address"), Value::Case { carried, .. }) => {
            carried.as_deref().and_then(ip).map(Value::Ip)
        }
        _ => None,
    };
    address.unwrap_or(value)
}

fn socket_address(value: &Value) -> Option<Value> {
    let Value::Struct(fields) = value else {
        return None;
    };
    let field = |wanted: &str| {
        let mut fields = fields.iter();
        fields
            .find(|(name, _)| *name == wanted)
            .map(|(_, value)| value)
    };
    let beside = ["flow-info", "scope-id"].map(field);
    if beside
        .iter()
        .flatten()
        .any(|value| **value != Value::Number(0))
    {
        return None;
    }
    match field("port")? {
        Value::Number(port) => Some(Value::Address {
            ip: ip(field("address")?)?,
            port: u16::try_from(*port).ok()?,
        }),
        _ => None,
    }
}

fn ip(value: &Value) -> Option<IpAddr> {
    let Value::List { items, .. } = value else {
        return None;
    };
    let numbers = items.iter().map(|item| match item {
        Value::Number(number) => u16::try_from(*number).ok(),
        _ => None,
    });
    let numbers: Vec<u16> = numbers.collect::<Option<_>>()?;
    match <[u16; 8]>::try_from(numbers.as_slice()) {
        Ok(groups) => Some(Ipv6Addr::from(groups).into()),
        Err(_) => {
            let octets = numbers.into_iter().map(|octet| u8::try_from(octet).ok());
            let octets: Vec<u8> = octets.collect::<Option<_>>()?;
            Some(Ipv4Addr::from(<[u8; 4]>::try_from(octets).ok()?).into())
        }
    }
}
