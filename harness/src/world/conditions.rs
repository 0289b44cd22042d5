//! Conditions: what a trial's own network and process are like besides what every private world is, as the key `world` of a case
//! says it.
//!
//! Each brings about an errno by its natural cause. The kernel itself gives the answer, so no runtime is touched, and none can
//! tell that it is on trial.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// What a case wants of its trial's network and process. What is not said is as everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Conditions {
    /// Whether the only interface is up.
    pub loopback: Link,
    /// What becomes of packets to some addresses.
    pub routes: Vec<Route>,
    /// How many ports the system has to hand out: the first ones of those that every world has.
    pub ports: Option<Ports>,
    /// When TCP gives up.
    pub timeouts: Timeouts,
    /// The privileges that the process does not have, which is root otherwise.
    pub drop: Vec<Privilege>,
    /// Whether there is a wire besides: two more interfaces, each of which hears what the other one sends.
    pub wire: bool,
    /// How many descriptors are left to the process when the guest begins.
    pub descriptors: Option<u32>,
}

impl Conditions {
    /// Those of a trial of which nothing is said.
    pub const NONE: &Conditions = &Conditions {
        loopback: Link::Up,
        routes: Vec::new(),
        ports: None,
        timeouts: Timeouts::Usual,
        drop: Vec::new(),
        wire: false,
        descriptors: None,
    };

    /// Whether nothing is said.
    pub fn is_none(&self) -> bool {
        self == Conditions::NONE
    }

    /// Whether a parameter of the kernel is to be written for them, which not every host allows. What a [wire](Self::wire) needs besides,
    /// not every kernel has.
    pub fn sets_parameters(&self) -> bool {
        self.ports.is_some() || self.timeouts == Timeouts::Short || self.wire
    }

    /// How long a call may sleep that the system is to end: longer than the system takes for it. `None` where it is to end none.
    pub fn patience(&self) -> Option<Duration> {
        match self.timeouts {
            Timeouts::Usual => None,
            Timeouts::Short => Some(Duration::from_secs(5)),
        }
    }
}

/// How an interface is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Link {
    /// Packets go over it.
    #[default]
    Up,
    /// It was not raised.
    Down,
}

/// When TCP gives up on an end that does not answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Timeouts {
    /// After minutes, which no trial has.
    #[default]
    Usual,
    /// After one more attempt, which takes three seconds at most.
    Short,
}

/// A privilege of capabilities(7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Privilege {
    /// To bind to a port below 1024.
    NetBindService,
}

/// A number of ports, at least one and at most as many as every world has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "u16", try_from = "u16")]
pub struct Ports(u16);

impl Ports {
    /// The first port that the system hands out.
    pub const FIRST: u16 = 49153;
    /// How many follow where a case does not say it. The two bytes of each differ.
    pub const ALL: Ports = Ports(191);

    /// Gives the last port that the system hands out.
    pub fn last(self) -> u16 {
        Self::FIRST + (self.0 - 1)
    }
}

impl From<Ports> for u16 {
    fn from(ports: Ports) -> u16 {
        ports.0
    }
}

impl TryFrom<u16> for Ports {
    type Error = String;

    fn try_from(count: u16) -> Result<Ports, String> {
        match (1..=Ports::ALL.0).contains(&count) {
            true => Ok(Ports(count)),
            false => Err(format!(
                "the system hands out between 1 and {} ports",
                Ports::ALL.0
            )),
        }
    }
}

/// What becomes of packets to one address. Files write it as a word and the address: `unreachable 198.51.100.1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Route {
    /// What becomes of them.
    pub way: Way,
    /// Where they were to go.
    pub to: IpAddr,
}

/// The types of a route by which no packet leaves, as ip-route(8) calls them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The sender is told that the host cannot be reached.
    Unreachable,
    /// The sender is told that it may not.
    Prohibit,
    /// They vanish.
    Blackhole,
    /// They come back to this host, as if the address were its own. Packets to a group of IPv6, which has no other route, are so
    /// heard by whoever has joined it.
    Local,
}

impl Way {
    const ALL: [(&str, Way); 4] = [
        ("unreachable", Way::Unreachable),
        ("prohibit", Way::Prohibit),
        ("blackhole", Way::Blackhole),
        ("local", Way::Local),
    ];
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Way::ALL.iter().find(|(_, way)| *way == self.way);
        write!(f, "{} {}", word.map_or("", |(word, _)| word), self.to)
    }
}

/// A text that is no route.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no route; write it as `unreachable 198.51.100.1`, or with `prohibit`, `blackhole` or `local`"
)]
pub struct UnknownRoute(String);

impl FromStr for Route {
    type Err = UnknownRoute;

    fn from_str(text: &str) -> Result<Route, UnknownRoute> {
        let read = || {
            let (word, to) = text.split_once(' ')?;
            let (_, way) = Way::ALL.into_iter().find(|(known, _)| *known == word)?;
            let to = to.parse().ok()?;
            Some(Route { way, to })
        };
        read().ok_or_else(|| UnknownRoute(text.to_owned()))
    }
}

impl From<Route> for String {
    fn from(route: Route) -> String {
        route.to_string()
    }
}

impl TryFrom<String> for Route {
    type Error = UnknownRoute;

    fn try_from(text: String) -> Result<Route, UnknownRoute> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_a_word_and_an_address() {
        for text in [
            "unreachable 198.51.100.1",
            "prohibit 2001:db8::1",
            "blackhole 127.0.0.2",
            "local ffff::1111",
        ] {
            let route: Route = text.parse().unwrap();
            assert_eq!(route.to_string(), text);
        }
        for text in [
            "unreachable",
            "198.51.100.1",
            "via 198.51.100.1",
            "prohibit 198.51.100.0/24",
        ] {
            let told = text.parse::<Route>().unwrap_err().to_string();
            assert!(told.starts_with(&format!("`{text}` is no route")), "{told}");
        }
    }

    #[test]
    fn there_is_a_port_and_no_more_than_in_other_worlds() {
        assert_eq!(Ports::try_from(1).map(Ports::last), Ok(Ports::FIRST));
        assert_eq!(Ports::ALL.last(), 49343);
        for count in [0, 192] {
            assert!(Ports::try_from(count).is_err(), "{count}");
        }
    }

    #[test]
    fn conditions_go_over_the_line_as_they_are() {
        let conditions = Conditions {
            loopback: Link::Down,
            routes: vec!["prohibit 198.51.100.1".parse().unwrap()],
            ports: Some(Ports(2)),
            timeouts: Timeouts::Short,
            drop: vec![Privilege::NetBindService],
            wire: true,
            descriptors: Some(8),
        };
        let sent = serde_json::to_string(&conditions).unwrap();
        assert_eq!(
            serde_json::from_str::<Conditions>(&sent).unwrap(),
            conditions
        );
    }
}
