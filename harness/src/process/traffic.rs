//! Traffic: what the kernel has counted in the network of a trial, by which it shows that nobody there has tried to reach anybody.
//!
//! The counters are those of a whole network namespace, so they tell of a trial only where it has one of its own, and they count an
//! attempt that came to nothing as well. They are read by init, which the guest and its runtime cannot reach.

use std::fmt;
use std::fs;
use std::io;

use serde::{Deserialize, Serialize};

/// What was counted in a network namespace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traffic {
    /// Connections of TCP that were begun.
    connects: u64,
    /// Packets of IP that were sent, over loopback too.
    packets: u64,
    /// Packets that were to be sent to where there is no way.
    unrouted: u64,
}

impl Traffic {
    /// Reads what was counted in the network namespace of this process so far.
    ///
    /// # Errors
    /// When the kernel does not show its counters.
    pub fn so_far() -> io::Result<Traffic> {
        let (snmp, snmp6) = (
            fs::read_to_string("/proc/self/net/snmp")?,
            // A kernel without IPv6 has none.
            fs::read_to_string("/proc/self/net/snmp6").unwrap_or_default(),
        );
        Ok(Traffic {
            connects: counter(&snmp, "Tcp:", "ActiveOpens")?,
            packets: counter(&snmp, "Ip:", "OutRequests")? + counter6(&snmp6, "Ip6OutRequests"),
            unrouted: counter(&snmp, "Ip:", "OutNoRoutes")? + counter6(&snmp6, "Ip6OutNoRoutes"),
        })
    }

    /// Gives what was counted since `before`.
    pub fn since(self, before: Traffic) -> Traffic {
        Traffic {
            connects: self.connects.saturating_sub(before.connects),
            packets: self.packets.saturating_sub(before.packets),
            unrouted: self.unrouted.saturating_sub(before.unrouted),
        }
    }

    /// Whether nothing was counted.
    pub fn is_none(self) -> bool {
        self == Traffic::default()
    }
}

/// Names what was counted. How often differs from trial to trial.
impl fmt::Display for Traffic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = [
            ("a connection was begun", self.connects),
            ("packets were sent", self.packets),
            ("packets had no way to go", self.unrouted),
        ];
        let counted = counted.iter().filter(|(_, count)| *count > 0);
        let names: Vec<&str> = counted.map(|(name, _)| *name).collect();
        f.write_str(&names.join(", "))
    }
}

/// Finds a counter in the format of `snmp`: a line with the names of a protocol's counters, then one with their values.
fn counter(snmp: &str, protocol: &str, name: &str) -> io::Result<u64> {
    let mut lines = snmp.lines().filter_map(|line| line.strip_prefix(protocol));
    let found = lines.next().zip(lines.next()).and_then(|(names, values)| {
        let mut counters = names.split_whitespace().zip(values.split_whitespace());
        counters.find(|(known, _)| *known == name)?.1.parse().ok()
    });
    found.ok_or_else(|| io::Error::other(format!("the kernel does not count {protocol}{name}")))
}

/// Finds a counter in the format of `snmp6`: a line for each.
fn counter6(snmp6: &str, name: &str) -> u64 {
    let mut counters = snmp6
        .lines()
        .filter_map(|line| line.split_once(char::is_whitespace));
    let found = counters.find(|(known, _)| *known == name);
    found
        .and_then(|(_, value)| value.trim().parse().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_found_by_their_protocol_and_name() {
        let snmp = "Ip: InReceives OutRequests OutNoRoutes\nIp: 1 2 3\nTcp: ActiveOpens\nTcp: 4\n";
        assert_eq!(counter(snmp, "Ip:", "OutRequests").unwrap(), 2);
        assert_eq!(counter(snmp, "Tcp:", "ActiveOpens").unwrap(), 4);
        assert!(counter(snmp, "Udp:", "OutDatagrams").is_err());
        assert_eq!(
            counter6(
                "Ip6InReceives   \t7\nIp6OutRequests  \t8\n",
                "Ip6OutRequests"
            ),
            8
        );
    }

    #[test]
    fn what_was_counted_is_named_without_its_number() {
        let before = Traffic {
            packets: 4,
            ..Traffic::default()
        };
        let after = Traffic {
            packets: 6,
            connects: 1,
            unrouted: 0,
        };
        assert_eq!(
            after.since(before).to_string(),
            "a connection was begun, packets were sent"
        );
        assert!(after.since(after).is_none());
    }
}
