//! Policies: what of the network a guest is granted.

use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What of the network a guest is granted. Files write it as one word, or as an address with a port.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Policy {
    /// Everything.
    #[default]
    Granted,
    /// Nothing.
    Deny,
    /// Addresses of this host's loopback only, to bind and to connect.
    Loopback,
    /// To bind, to listen and to accept; not to connect, and to send to nobody.
    ListenOnly,
    /// To connect and to send; not to bind to an address of one's own choice, nor to listen.
    ConnectOnly,
    /// Everything but to look up names.
    NoLookup,
    /// This address and port only, to bind and to connect.
    Only(SocketAddr),
}

/// A kind of policy: what a runner can express.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grant {
    /// [`Policy::Granted`].
    #[serde(rename = "granted")]
    All,
    /// [`Policy::Deny`].
    #[serde(rename = "deny")]
    Nothing,
    /// [`Policy::Loopback`].
    Loopback,
    /// [`Policy::ListenOnly`].
    ListenOnly,
    /// [`Policy::ConnectOnly`].
    ConnectOnly,
    /// [`Policy::NoLookup`].
    NoLookup,
    /// [`Policy::Only`], of any address.
    Address,
}

impl Policy {
    /// Says of which kind it is.
    pub fn grant(self) -> Grant {
        match self {
            Policy::Granted => Grant::All,
            Policy::Deny => Grant::Nothing,
            Policy::Loopback => Grant::Loopback,
            Policy::ListenOnly => Grant::ListenOnly,
            Policy::ConnectOnly => Grant::ConnectOnly,
            Policy::NoLookup => Grant::NoLookup,
            Policy::Only(_) => Grant::Address,
        }
    }
}

/// The word that files have for it: `granted`, `deny`, `127.0.0.1:8080`.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Policy::Granted => "granted",
            Policy::Deny => "deny",
            Policy::Loopback => "loopback",
            Policy::ListenOnly => "listen-only",
            Policy::ConnectOnly => "connect-only",
            Policy::NoLookup => "no-lookup",
            Policy::Only(address) => return address.fmt(f),
        })
    }
}

/// A text that names no policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no policy `{0}`; there are granted, deny, loopback, listen-only, connect-only, no-lookup, and one address with its \
     port such as 127.0.0.1:8080"
)]
pub struct UnknownPolicy(String);

impl FromStr for Policy {
    type Err = UnknownPolicy;

    fn from_str(text: &str) -> Result<Policy, UnknownPolicy> {
        Ok(match text {
            "granted" => Policy::Granted,
            "deny" => Policy::Deny,
            "loopback" => Policy::Loopback,
            "listen-only" => Policy::ListenOnly,
            "connect-only" => Policy::ConnectOnly,
            "no-lookup" => Policy::NoLookup,
            address => match address.parse() {
                Ok(address) => Policy::Only(address),
                Err(_) => return Err(UnknownPolicy(address.to_owned())),
            },
        })
    }
}

impl From<Policy> for String {
    fn from(policy: Policy) -> String {
        policy.to_string()
    }
}

impl TryFrom<String> for Policy {
    type Error = UnknownPolicy;

    fn try_from(text: String) -> Result<Policy, UnknownPolicy> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_read_back_from_its_word() {
        let words = [
            "granted",
            "deny",
            "loopback",
            "listen-only",
            "connect-only",
            "no-lookup",
            "127.0.0.1:8080",
            "[::1]:8080",
        ];
        for word in words {
            assert_eq!(
                word.parse().map(|policy: Policy| policy.to_string()),
                Ok(word.to_owned())
            );
        }
        assert!("127.0.0.1".parse::<Policy>().is_err());
    }

    #[test]
    fn a_kind_has_the_word_of_its_policies() {
        for word in [
            "granted",
            "deny",
            "loopback",
            "listen-only",
            "connect-only",
            "no-lookup",
        ] {
            let policy: Policy = word.parse().unwrap();
            let kind = serde_json::to_string(&policy.grant()).unwrap();
            assert_eq!(kind, format!("{word:?}"));
        }
    }
}
