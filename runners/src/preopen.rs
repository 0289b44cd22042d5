//! Preopens: the sockets that a guest is handed, open, at its beginning.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A socket that a guest is handed at its beginning. Files write it as its kind and its address: `tcp-listener 127.0.0.1:7967`.
///
/// Its descriptor is the first number after the standard streams, [`FIRST_PREOPEN`]; that of the next one follows, and what else a
/// guest is given comes after them. No document says so: it is what wasi-common did, from which others have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Preopen {
    /// A socket of TCP that is bound to this address and listens.
    TcpListener(SocketAddr),
}

/// The number of the first socket that a guest is handed.
pub const FIRST_PREOPEN: u32 = 3;

/// The word of [`Preopen::TcpListener`].
const TCP_LISTENER: &str = "tcp-listener";

impl Preopen {
    /// The words for what it may be.
    pub const KINDS: [&str; 1] = [TCP_LISTENER];

    /// Gives the word for what it is, without its address.
    pub fn kind(self) -> &'static str {
        match self {
            Preopen::TcpListener(_) => TCP_LISTENER,
        }
    }

    /// Gives its address.
    pub fn address(self) -> SocketAddr {
        match self {
            Preopen::TcpListener(address) => address,
        }
    }
}

impl fmt::Display for Preopen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), self.address())
    }
}

/// A text that is no socket to be handed to a guest.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no socket that a guest can be handed; write it as `{TCP_LISTENER} 127.0.0.1:7967`"
)]
pub struct UnknownPreopen(String);

impl FromStr for Preopen {
    type Err = UnknownPreopen;

    fn from_str(text: &str) -> Result<Preopen, UnknownPreopen> {
        let unknown = || UnknownPreopen(text.to_owned());
        let (kind, address) = text.split_once(' ').ok_or_else(unknown)?;
        match (kind, address.trim().parse()) {
            (TCP_LISTENER, Ok(address)) => Ok(Preopen::TcpListener(address)),
            _ => Err(unknown()),
        }
    }
}

impl From<Preopen> for String {
    fn from(preopen: Preopen) -> String {
        preopen.to_string()
    }
}

impl TryFrom<String> for Preopen {
    type Error = UnknownPreopen;

    fn try_from(text: String) -> Result<Preopen, UnknownPreopen> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_is_a_kind_and_an_address() {
        for text in ["tcp-listener 127.0.0.1:7967", "tcp-listener [::1]:0"] {
            let preopen: Preopen = text.parse().unwrap();
            assert_eq!(preopen.to_string(), text);
        }
        for text in [
            "tcp-listener",
            "127.0.0.1:7967",
            "tcp-listener 127.0.0.1",
            "tcp 127.0.0.1:1",
        ] {
            let told = text.parse::<Preopen>().unwrap_err().to_string();
            assert!(
                told.starts_with(&format!("`{text}` is no socket")),
                "{told}"
            );
        }
    }
}
