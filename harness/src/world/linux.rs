//! The part of a world that only Linux has: a private network, and death with the harness.

use std::fs;

use rustix::ioctl::{Opcode, Setter, ioctl};
use rustix::net::{AddressFamily, SocketType, socket};
use rustix::process::{Resource, Signal, set_parent_process_death_signal};
use rustix::thread::{UnshareFlags, unshare_unsafe};

use super::portable::lower;
use super::{Bounds, WorldError};

/// `SIOCSIFFLAGS` and `IFF_UP` of netdevice(7).
const SET_FLAGS: Opcode = 0x8914;
const UP: i16 = 1;

/// `struct ifreq` of netdevice(7), as far as it is needed to set flags.
#[repr(C)]
struct Interface {
    name: [u8; 16],
    flags: i16,
    rest: [u8; 22],
}

/// Moves this process into a user and network namespace of its own and raises loopback there.
///
/// The user becomes root there and has no other name, so low ports may be bound and routes set. On files the process has
/// the rights that it had before.
pub fn isolate() -> Result<(), WorldError> {
    // Once moved, the process sees itself as nobody, until the maps are written.
    let (user, group) = (rustix::process::geteuid(), rustix::process::getegid());
    #[expect(
        unsafe_code,
        reason = "the call is unsafe for the table of descriptors only, which stays as it is"
    )]
    // SAFETY: no flag touches the table of descriptors.
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNET) }
        .map_err(WorldError::of("user and network namespaces"))?;
    // The kernel demands this before a group may be mapped without privileges: user_namespaces(7).
    write("setgroups", "deny")?;
    write("uid_map", &format!("0 {} 1", user.as_raw()))?;
    write("gid_map", &format!("0 {} 1", group.as_raw()))?;
    raise_loopback().map_err(WorldError::of("raising loopback"))?;
    choose_ephemeral_ports();
    Ok(())
}

/// Narrows the ports that the kernel hands out to those whose two bytes differ, and differ from every port of that range
/// when they are exchanged.
///
/// A runtime that exchanges the bytes of a port is then seen every time, and not only when the kernel happens to choose a
/// port that shows it. Where `/proc/sys` is read-only the kernel's range stays, and a trial of this kind may be lucky.
fn choose_ephemeral_ports() {
    let _ = fs::write("/proc/sys/net/ipv4/ip_local_port_range", "49153 49343");
}

fn write(name: &str, text: &str) -> Result<(), WorldError> {
    fs::write(format!("/proc/self/{name}"), text).map_err(|error| {
        let errno = rustix::io::Errno::from_io_error(&error).unwrap_or(rustix::io::Errno::IO);
        WorldError::of("mapping the user into the namespace")(errno)
    })
}

/// Sets the interface `lo` up, and with it 127.0.0.1 and ::1.
fn raise_loopback() -> rustix::io::Result<()> {
    let mut request = Interface {
        name: [0; 16],
        flags: UP,
        rest: [0; 22],
    };
    request.name[..2].copy_from_slice(b"lo");
    let any = socket(AddressFamily::INET, SocketType::DGRAM, None)?;
    #[expect(unsafe_code, reason = "rustix does not offer this ioctl")]
    // SAFETY: SIOCSIFFLAGS reads a `struct ifreq`, 40 bytes at most, and `Interface` has its layout.
    unsafe {
        ioctl(&any, Setter::<SET_FLAGS, Interface>::new(request))
    }
}

/// Limits the processes and threads of this namespace's user.
///
/// The count begins anew in a user namespace since Linux 5.14. Before that it is that of the whole user, for whom no limit
/// would be sensible, and none is set.
pub fn limit(bounds: Bounds) -> Result<(), WorldError> {
    if release() < (5, 14) {
        return Ok(());
    }
    lower(Resource::Nproc, bounds.processes).map_err(WorldError::of("a limit on processes"))
}

/// Reads the first two numbers of the kernel's release, for example (6, 12).
fn release() -> (u32, u32) {
    let name = rustix::system::uname();
    let release = name.release().to_string_lossy().into_owned();
    let mut numbers = release
        .split(|character: char| !character.is_ascii_digit())
        .map(|number| number.parse().unwrap_or(0));
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

/// Has the kernel kill this process when the thread of the harness that started it is gone.
///
/// It is the last step of a world, because a change of credentials may revoke it: PR_SET_PDEATHSIG(2const).
pub fn die_with_parent() -> Result<(), WorldError> {
    set_parent_process_death_signal(Some(Signal::KILL))
        .map_err(WorldError::of("ending the trial with the harness"))
}
