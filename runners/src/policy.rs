//! Policies: what of the network a guest is granted.
//!
//! What each one permits is [`Policy::permits`], and no other place says it: the reference and the embedded runtimes that can ask a
//! function ask this one. What holds of all of them:
//!
//! - A socket can be made under any policy, since until it is bound or connected it reaches nobody.
//! - An address is what it says. `0.0.0.0` and `::` are neither on loopback nor any other single address, so a policy that permits
//!   certain addresses permits nobody to listen there; an IPv4 address that is mapped to IPv6 is that IPv4 address.
//! - To bind to the wildcard address and port 0 leaves both to the system. A socket that connects without being bound is bound like
//!   that, so whoever may connect may do it, and whoever listens there asks for an address all the same.
//! - What is granted is asked of each use by itself: a socket that has connected may not send elsewhere.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
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
    /// Addresses of this host's loopback only, to bind and to connect. Who answers for names need not be there, so none are looked up.
    Loopback,
    /// To bind, to listen and to accept, and to answer who has connected; not to connect, nor to send to an address.
    ListenOnly,
    /// To look up names, to connect and to send; not to bind to an address of one's own choice, nor to listen.
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

/// What a guest would do with the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Bind a socket to an address.
    Bind(SocketAddr),
    /// Listen at the address that a socket has; the wildcard and port 0 of one that has none.
    Listen(SocketAddr),
    /// Accept a connection from an address.
    Accept(SocketAddr),
    /// Connect to an address.
    Connect(SocketAddr),
    /// Send to an address.
    Send(SocketAddr),
    /// Look up a name.
    Lookup,
}

impl Grant {
    /// Every kind.
    pub const ALL: [Grant; 7] = [
        Grant::All,
        Grant::Nothing,
        Grant::Loopback,
        Grant::ListenOnly,
        Grant::ConnectOnly,
        Grant::NoLookup,
        Grant::Address,
    ];
}

impl Policy {
    /// Every policy that has a word of its own.
    const WORDS: [Policy; 6] = [
        Policy::Granted,
        Policy::Deny,
        Policy::Loopback,
        Policy::ListenOnly,
        Policy::ConnectOnly,
        Policy::NoLookup,
    ];

    /// Says whether a guest may do this.
    pub fn permits(self, wanted: Use) -> bool {
        match (self, wanted) {
            (Policy::Granted, _) => true,
            (Policy::Deny, _) => false,
            (Policy::NoLookup, wanted) => wanted != Use::Lookup,
            (Policy::ListenOnly, Use::Bind(_) | Use::Listen(_) | Use::Accept(_)) => true,
            (Policy::ListenOnly, _) => false,
            (Policy::ConnectOnly, Use::Connect(_) | Use::Send(_) | Use::Lookup) => true,
            (Policy::ConnectOnly, wanted) => is_left_to_the_system(wanted),
            (Policy::Loopback | Policy::Only(_), Use::Lookup) => false,
            (
                Policy::Loopback,
                Use::Bind(address)
                | Use::Listen(address)
                | Use::Accept(address)
                | Use::Connect(address)
                | Use::Send(address),
            ) => plain(address).ip().is_loopback() || is_left_to_the_system(wanted),
            // Whoever has reached the address that is granted may come from any.
            (Policy::Only(_), Use::Accept(_)) => true,
            (
                Policy::Only(only),
                Use::Bind(address)
                | Use::Listen(address)
                | Use::Connect(address)
                | Use::Send(address),
            ) => plain(address) == plain(only) || is_left_to_the_system(wanted),
        }
    }

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

/// Whether this is a bind that chooses neither an address nor a port.
fn is_left_to_the_system(wanted: Use) -> bool {
    matches!(wanted, Use::Bind(address) if address.ip().is_unspecified() && address.port() == 0)
}

/// The address without what a mapping to IPv6 adds to it.
fn plain(address: SocketAddr) -> SocketAddr {
    let ip: IpAddr = address.ip().to_canonical();
    SocketAddr::new(ip, address.port())
}

/// The word that files have for it: `granted`, `deny`, `address`.
impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Grant::All => "granted",
            Grant::Nothing => "deny",
            Grant::Loopback => "loopback",
            Grant::ListenOnly => "listen-only",
            Grant::ConnectOnly => "connect-only",
            Grant::NoLookup => "no-lookup",
            Grant::Address => "address",
        })
    }
}

/// The word that files have for it: that of its kind, or the address: `granted`, `deny`, `127.0.0.1:8080`.
impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Policy::Only(address) => address.fmt(f),
            other => other.grant().fmt(f),
        }
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
        let mut words = Policy::WORDS.into_iter();
        let word = words.find(|policy| policy.to_string() == text);
        let address = || text.parse().map(Policy::Only).ok();
        let policy = word.or_else(address);
        policy.ok_or_else(|| UnknownPolicy(text.to_owned()))
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

    const WORDS: [&str; 6] = [
        "granted",
        "deny",
        "loopback",
        "listen-only",
        "connect-only",
        "no-lookup",
    ];

    #[test]
    fn a_policy_is_read_back_from_its_word() {
        for word in WORDS.into_iter().chain(["127.0.0.1:8080", "[::1]:8080"]) {
            assert_eq!(
                word.parse().map(|policy: Policy| policy.to_string()),
                Ok(word.to_owned())
            );
        }
        assert!("127.0.0.1".parse::<Policy>().is_err());
    }

    /// The uses that a policy permits, of those with an address and of a lookup.
    fn permitted(policy: &str, address: &str) -> Vec<Use> {
        let (policy, address): (Policy, SocketAddr) =
            (policy.parse().unwrap(), address.parse().unwrap());
        let uses = [
            Use::Bind(address),
            Use::Listen(address),
            Use::Accept(address),
            Use::Connect(address),
            Use::Send(address),
            Use::Lookup,
        ];
        uses.into_iter()
            .filter(|&wanted| policy.permits(wanted))
            .collect()
    }

    #[test]
    fn an_address_is_what_it_says() {
        let all = permitted("loopback", "127.0.0.1:1").len();
        assert_eq!(all, 5);
        assert_eq!(permitted("loopback", "[::ffff:127.0.0.1]:1").len(), all);
        assert_eq!(permitted("loopback", "0.0.0.0:1"), []);
        assert_eq!(permitted("loopback", "[::ffff:10.0.0.1]:1"), []);
        let other = "127.0.0.1:2".parse().unwrap();
        assert_eq!(
            permitted("127.0.0.1:1", "127.0.0.1:2"),
            [Use::Accept(other)]
        );
    }

    #[test]
    fn what_is_left_to_the_system_is_a_bind_and_no_more() {
        let any: SocketAddr = "0.0.0.0:0".parse().unwrap();
        for policy in ["loopback", "127.0.0.1:1"] {
            let permitted = permitted(policy, "0.0.0.0:0");
            assert!(permitted.contains(&Use::Bind(any)), "{policy}");
            assert!(!permitted.contains(&Use::Listen(any)), "{policy}");
            assert!(!permitted.contains(&Use::Connect(any)), "{policy}");
        }
        assert!(!permitted("connect-only", "0.0.0.0:0").contains(&Use::Listen(any)));
        assert_eq!(permitted("deny", "0.0.0.0:0"), []);
    }

    #[test]
    fn a_kind_has_the_word_of_its_policies() {
        for word in WORDS {
            let policy: Policy = word.parse().unwrap();
            let kind = serde_json::to_string(&policy.grant()).unwrap();
            assert_eq!(kind, format!("{word:?}"));
        }
    }
}
