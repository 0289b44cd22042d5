//! Bringing about the conditions that a case wants, in a world that is made.

use std::fs;
use std::io;

use rustix::thread::{
    CapabilitySet, capabilities, remove_capability_from_bounding_set, set_capabilities,
};

use super::conditions::{Conditions, Link, Ports, Privilege, Timeouts};
use super::linux::lower_loopback;
use super::{Own, WorldError, mounts, route, wire};

/// Where the parameters of a network namespace are.
const PARAMETERS: &str = "/proc/sys/net";

/// The parameters by which TCP gives up soon: what they are called, what they are set to, and whether every kernel has them. See
/// tcp(7) and the kernel's ip-sysctl.
const SHORT: [(&str, &str, bool); 4] = [
    // A connection is asked for twice.
    ("ipv4/tcp_syn_retries", "1", true),
    // Data is sent twice.
    ("ipv4/tcp_retries2", "1", true),
    // Since Linux 6.5 some attempts to connect follow each other that are not counted.
    ("ipv4/tcp_syn_linear_timeouts", "0", false),
    // Since Linux 6.15 the time between two attempts has a bound.
    ("ipv4/tcp_rto_max_ms", "1000", false),
];

/// Brings about the conditions in the network namespace of this process, which is its own, and in this process, which has one thread. What holds
/// only once the guest begins is left to [`spare`](super::portable::spare).
///
/// # Errors
/// The first one that the system refuses.
pub fn impose(own: Own, conditions: &Conditions) -> Result<(), WorldError> {
    for &each in &conditions.routes {
        route::add(each).map_err(WorldError::of("a route"))?;
    }
    if conditions.sets_parameters() {
        mounts::with_writable_parameters(own, || set_parameters(conditions))
            .map_err(WorldError::of_io(REFUSED))?;
    }
    if conditions.wire {
        wire::add().map_err(WorldError::of(WIRE))?;
    }
    if conditions.loopback == Link::Down {
        lower_loopback().map_err(WorldError::of("taking loopback down"))?;
    }
    for &privilege in &conditions.drop {
        give_up(privilege).map_err(WorldError::of("giving up a privilege"))?;
    }
    Ok(())
}

const REFUSED: &str = "setting the parameters of a network";
const WIRE: &str = "two interfaces that hear each other (veth)";

/// Tries whether the parameters of a network can be set here.
///
/// # Errors
/// Why they cannot.
pub fn try_parameters(own: Own) -> Result<(), WorldError> {
    mounts::with_writable_parameters(own, || set_ports(Ports::ALL))
        .map_err(WorldError::of_io(REFUSED))
}

/// Has the kernel hand out no other ports than these.
///
/// Their two bytes differ, and differ from every other port of them when they are exchanged. A runtime that exchanges the bytes of
/// a port is then seen every time, and not only when the kernel happens to choose a port that shows it.
pub fn set_ports(ports: Ports) -> io::Result<()> {
    let range = format!("{} {}", Ports::FIRST, ports.last());
    set("ipv4/ip_local_port_range", &range)
}

fn set_parameters(conditions: &Conditions) -> io::Result<()> {
    if let Some(ports) = conditions.ports {
        set_ports(ports)?;
    }
    if conditions.timeouts == Timeouts::Short {
        for (name, value, everywhere) in SHORT {
            match set(name, value) {
                Err(error) if everywhere || error.kind() != io::ErrorKind::NotFound => {
                    return Err(error);
                }
                _ => {}
            }
        }
    }
    if conditions.wire {
        for (name, value) in wire::PARAMETERS {
            set(name, value)?;
        }
    }
    Ok(())
}

fn set(name: &str, value: &str) -> io::Result<()> {
    // The file is never made: where the kernel has no such parameter there is none.
    let file = fs::OpenOptions::new()
        .write(true)
        .open(format!("{PARAMETERS}/{name}"));
    io::Write::write_all(&mut file?, value.as_bytes())
}

/// Takes a privilege from this process, and from the programs that it starts.
fn give_up(privilege: Privilege) -> rustix::io::Result<()> {
    let set = match privilege {
        Privilege::NetBindService => CapabilitySet::NET_BIND_SERVICE,
    };
    // A program that root starts has all that is in here.
    remove_capability_from_bounding_set(set)?;
    let mut held = capabilities(None)?;
    for one in [
        &mut held.effective,
        &mut held.permitted,
        &mut held.inheritable,
    ] {
        one.remove(set);
    }
    set_capabilities(None, held)
}
