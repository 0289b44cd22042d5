//! The part of a world that only Linux has: namespaces, and death with the harness.

use std::fs;
use std::os::fd::{FromRawFd, OwnedFd};
use std::path::PathBuf;

use rustix::io::Errno;
use rustix::ioctl::{Opcode, Setter, ioctl};
use rustix::net::{AddressFamily, SocketType, socket};
use rustix::process::{
    Pid, Resource, Signal, getpid, set_child_subreaper, set_parent_process_death_signal,
};
use rustix::thread::{UnshareFlags, unshare_unsafe};

use super::conditions::Ports;
use super::impose::set_ports;
use super::portable::lower;
use super::{Bounds, WorldError, errno, mounts};

/// `SIOCSIFFLAGS`, `SIOCSIFADDR` and `IFF_UP` of netdevice(7).
const SET_FLAGS: Opcode = 0x8914;
const SET_ADDRESS: Opcode = 0x8916;
const UP: u16 = 1;

/// `struct ifreq` of netdevice(7), as far as it is needed to set flags, or the family of an address that is otherwise zero.
#[repr(C)]
struct Interface {
    name: [u8; 16],
    value: u16,
    rest: [u8; 22],
}

/// Moves this process into a user and a mount namespace, and makes there what all private worlds have in common.
///
/// The user becomes root there and has no other name. On files the process has the rights that it had before.
pub fn prepare(folders: &[PathBuf]) -> Result<(), WorldError> {
    // Once moved, the process sees itself as nobody, until the maps are written.
    let (user, group) = (rustix::process::geteuid(), rustix::process::getegid());
    #[expect(
        unsafe_code,
        reason = "the call is unsafe for the table of descriptors only, which stays as it is"
    )]
    // SAFETY: no flag touches the table of descriptors.
    unsafe { unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNS) }
        .map_err(WorldError::of("user and mount namespaces"))?;
    // The kernel demands this before a group may be mapped without privileges: user_namespaces(7).
    write("setgroups", "deny")?;
    map(user.as_raw(), group.as_raw())?;
    mounts::prepare(folders)
}

/// Forks a process into namespaces of its own: user, network, mount, process and System V. Gives nothing in the new process,
/// and in this one its number and its pidfd.
pub fn fork() -> rustix::io::Result<Option<(Pid, OwnedFd)>> {
    let namespaces = libc::CLONE_NEWUSER
        | libc::CLONE_NEWNET
        | libc::CLONE_NEWNS
        | libc::CLONE_NEWPID
        | libc::CLONE_NEWIPC;
    let mut end: libc::c_int = -1;
    #[expect(unsafe_code, reason = "there is no safe way to fork")]
    // SAFETY: no memory is shared and this process has one thread, so the copy has all that this process has; what its C
    // library remembers of the thread is only used by other threads, which it does not start. The kernel writes a
    // descriptor to `end`, which nobody else has then.
    unsafe {
        let mut arguments: libc::clone_args = std::mem::zeroed();
        arguments.flags = u64::from((namespaces | libc::CLONE_PIDFD).cast_unsigned());
        arguments.pidfd = (&raw mut end).addr() as u64;
        arguments.exit_signal = libc::SIGCHLD as u64;
        let size = size_of::<libc::clone_args>();
        match libc::syscall(libc::SYS_clone3, &raw mut arguments, size) {
            -1 => Err(last_errno()),
            id => Ok(Pid::from_raw(id as i32).map(|id| (id, OwnedFd::from_raw_fd(end)))),
        }
    }
}

/// Makes a world of the namespaces that [`fork`] has moved this process to: raises loopback, hides and mounts what
/// [`mounts`] says, and has the process die with its parent.
///
/// The user is root there, so low ports may be bound and routes set.
pub fn isolate(folders: &[PathBuf]) -> Result<(), WorldError> {
    map(0, 0)?;
    raise_loopback().map_err(WorldError::of("raising loopback"))?;
    // Where `/proc/sys` is read-only the kernel's ports stay, and a trial whose runtime exchanges the bytes of one may be lucky.
    mounts::isolate(folders, || _ = set_ports(Ports::ALL))?;
    // A change of credentials may revoke it, so it comes after the maps: PR_SET_PDEATHSIG(2const).
    die_with_parent()
}

/// Maps the user and group of this process, by the numbers that they have outside, to root.
fn map(user: u32, group: u32) -> Result<(), WorldError> {
    write("uid_map", &format!("0 {user} 1"))?;
    write("gid_map", &format!("0 {group} 1"))
}

/// Gives the errno of the last call of the C library.
pub fn last_errno() -> Errno {
    errno(&std::io::Error::last_os_error())
}

fn write(name: &str, text: &str) -> Result<(), WorldError> {
    fs::write(format!("/proc/self/{name}"), text)
        .map_err(WorldError::of_io("mapping the user into a namespace"))
}

/// Sets the interface `lo` up, and with it 127.0.0.1 and ::1.
fn raise_loopback() -> rustix::io::Result<()> {
    set_loopback::<SET_FLAGS>(UP)
}

/// Leaves the interface `lo` as it was before it was raised: down, and without an address.
pub fn lower_loopback() -> rustix::io::Result<()> {
    // Whoever has an address reaches it, be the interface down, and hears nothing.
    set_loopback::<SET_ADDRESS>(AddressFamily::INET.as_raw())?;
    set_loopback::<SET_FLAGS>(0)
}

/// Sets a value of the interface `lo`.
fn set_loopback<const WHAT: Opcode>(value: u16) -> rustix::io::Result<()> {
    let mut request = Interface {
        name: [0; 16],
        value,
        rest: [0; 22],
    };
    request.name[..2].copy_from_slice(b"lo");
    let any = socket(AddressFamily::INET, SocketType::DGRAM, None)?;
    #[expect(unsafe_code, reason = "rustix does not offer this ioctl")]
    // SAFETY: both ioctls read a `struct ifreq`, 40 bytes at most, and `Interface` has its layout.
    unsafe {
        ioctl(&any, Setter::<WHAT, Interface>::new(request))
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

/// Has the kernel hand the children of the dead below this process to it, and kill it when its parent is gone.
pub fn adopt() -> Result<(), WorldError> {
    set_child_subreaper(Some(getpid())).map_err(WorldError::of("to hand over orphans"))?;
    die_with_parent()
}

/// Has the kernel kill this process when its parent is gone.
pub fn die_with_parent() -> Result<(), WorldError> {
    set_parent_process_death_signal(Some(Signal::KILL))
        .map_err(WorldError::of("ending the trial with the harness"))
}
