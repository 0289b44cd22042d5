//! The world of a trial: its network, its files, its processes, its limits, and its end together with the harness.
//!
//! A private world has namespaces of its own:
//!
//! | of | what a guest and its runtime see |
//! |---|---|
//! | users | root, who has on files the rights of whoever runs the harness |
//! | networks | nothing but loopback; every port is free, and no packet leaves |
//! | processes | those of the trial, which end with it |
//! | files | the host's, to be read only; without `/run`, where daemons listen, and with an own `/tmp` and `/etc` |
//! | System V | nothing |
//!
//! [`mounts`] has the files. A trial starts in an empty folder of its `/tmp`, which nobody else sees and which is gone with it;
//! beside that is a folder for what its runtime writes. The folder where trials start in a shared world has no name any more, so
//! nothing can be put there; the one of the runtime is removed after the trial.
//!
//! The harness itself is never moved: whether the kernel grants a private world is tried once, by [`probe`]. What a kernel
//! may refuse without that the world is refused, because nothing gets out that way, stands at its place in [`mounts`].

mod conditions;
#[cfg(target_os = "linux")]
mod impose;
mod lack;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod mounts;
#[cfg(target_os = "linux")]
mod netlink;
mod portable;
#[cfg(target_os = "linux")]
mod route;
#[cfg(target_os = "linux")]
mod wire;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rustix::io::Errno;
use rustix::process::Pid;
use serde::{Deserialize, Serialize};

pub use conditions::{Conditions, Link, Ports, Privilege, Route, Timeouts, Way};
pub(crate) use lack::{exhausted, no_more_processes, slots};
pub(crate) use portable::{spare, spare_all};

/// The environment variable that, set to `shared`, makes [`probe`] choose the weaker world.
pub const VARIABLE: &str = "WASOCK_WORLD";

/// The world in which a trial runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum World {
    /// Namespaces of its own: a network with nothing but loopback, in which every port is free and no packet leaves, and all
    /// limits. The process is root there, so low ports may be bound.
    Private,
    /// The host's network, with the limits that every Unix has. Ports may be taken, packets to other hosts leave, and
    /// low ports need the privileges of the harness.
    Shared {
        /// Why there is no private world, as a sentence without its full stop.
        reason: String,
    },
}

/// A part of a world that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WorldError {
    /// The system refuses it.
    #[error("the system refuses {what} ({})", errno_name(*.errno))]
    Refused {
        /// What it refuses.
        what: &'static str,
        /// Why.
        errno: Errno,
    },
    /// A limit of this host is so low that a runtime would fail by it.
    #[error(
        "this host allows {held} {what} only{}, and a trial needs {needed}: raise it with `ulimit {option}`",
        of_which(*.taken)
    )]
    Lack {
        /// What is limited, in the plural, by the unit that `ulimit` takes.
        what: &'static str,
        /// How much there may be.
        held: u64,
        /// How much of it others have.
        taken: u64,
        /// How much a trial needs.
        needed: u64,
        /// The option of the shell's `ulimit` for it.
        option: &'static str,
    },
}

impl WorldError {
    fn of(what: &'static str) -> impl FnOnce(Errno) -> Self {
        move |errno| Self::Refused { what, errno }
    }

    /// Does the same with an error of the standard library.
    fn of_io(what: &'static str) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::of(what)(errno(&error))
    }
}

/// What a trial may use of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Bytes of private memory that a runtime needs, and any file that is written may have.
    pub memory: u64,
    /// Bytes of private memory that it may map, be they touched or not: at least `memory`.
    pub data: u64,
    /// Processes and threads. This bound holds in a private world only, because elsewhere the count is that of the whole
    /// user, and not for the superuser, whom Linux exempts.
    pub processes: u64,
}

/// Says how much of what is limited is taken already.
fn of_which(taken: u64) -> String {
    match taken {
        0 => String::new(),
        _ => format!(", of which {taken} are taken"),
    }
}

#[cfg(target_os = "linux")]
pub(crate) use linux::{adopt, die_with_parent, fork};

/// The folder of the host in whose place a private world has one of its own.
pub(crate) const HIDDEN: &str = "/tmp";

/// Whether a private world hides a folder of this path, unless it is told to show it.
pub(crate) fn hides(folder: &Path) -> bool {
    folder.starts_with(HIDDEN)
}

/// Makes what all private worlds have in common, in which these folders are to be seen that a world [hides]. This process must have one thread, and is moved there itself.
///
/// # Errors
/// The first part that the system refuses. The process is then half-way, and no world can be made from it.
pub(crate) fn prepare(folders: &[PathBuf]) -> Result<(), WorldError> {
    #[cfg(target_os = "linux")]
    return linux::prepare(folders);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folders;
        Err(WorldError::of("a private network")(Errno::NOSYS))
    }
}

/// Says that this process is in a private world of its own. What changes a network, mounts or parameters of the kernel takes one: elsewhere
/// they are the host's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Own(());

/// Makes a private world of the namespaces that this process was forked into, with the folders that are to be seen.
///
/// # Errors
/// The first part that the system refuses. The process is then half-way and must end.
pub(crate) fn isolate(folders: &[PathBuf]) -> Result<Own, WorldError> {
    #[cfg(target_os = "linux")]
    return linux::isolate(folders).map(Own);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = folders;
        Err(WorldError::of("a private network")(Errno::NOSYS))
    }
}

/// Does nothing: no child but its own is handed to a process here, and none dies with its parent.
#[cfg(not(target_os = "linux"))]
pub(crate) fn adopt() -> Result<(), WorldError> {
    Ok(())
}

/// Does nothing: the system cannot do that.
#[cfg(not(target_os = "linux"))]
pub(crate) fn die_with_parent() -> Result<(), WorldError> {
    Ok(())
}

/// Gives the folder of a trial's own where its runtime may write; `trial` is its process. It may not be there yet. In a private
/// world it goes with the world; in a shared one somebody is to [clear](clear) it.
pub(crate) fn place(private: bool, trial: Pid) -> PathBuf {
    match private {
        #[cfg(target_os = "linux")]
        true => PathBuf::from(mounts::PLACE),
        _ => portable::place(trial),
    }
}

/// Removes the folder of a trial that is over, of a shared world.
pub(crate) fn clear(trial: Pid) {
    // Most runtimes have not made it.
    let _ = std::fs::remove_dir_all(portable::place(trial));
}

/// Limits what this process may use. In a shared world it also moves it to a folder that is empty and stays so.
///
/// # Errors
/// The first limit that the system refuses, or that the host has set so low that a runtime would fail by it.
pub(crate) fn limit(private: bool, bounds: Bounds) -> Result<(), WorldError> {
    lack::suffice(bounds)?;
    if !private {
        portable::vanish()?;
    }
    portable::limit(bounds)?;
    #[cfg(target_os = "linux")]
    if private {
        linux::limit(bounds)?;
    }
    Ok(())
}

/// Brings about in a private world what a case wants of it. This process must have one thread.
///
/// # Errors
/// The first condition that the system refuses; any in a world that is not its `own`.
pub(crate) fn impose(own: Option<Own>, conditions: &Conditions) -> Result<(), WorldError> {
    if conditions.is_none() {
        return Ok(());
    }
    let refused = WorldError::of("a network with conditions");
    #[cfg(target_os = "linux")]
    return impose::impose(own.ok_or(Errno::PERM).map_err(refused)?, conditions);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = own;
        Err(refused(Errno::NOSYS))
    }
}

/// Tries whether a private world can have [conditions that set parameters](Conditions::sets_parameters).
///
/// # Errors
/// Why it cannot.
pub(crate) fn try_parameters(own: Own) -> Result<(), WorldError> {
    #[cfg(target_os = "linux")]
    return impose::try_parameters(own);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = own;
        Err(WorldError::of("a private network")(Errno::NOSYS))
    }
}

/// Tries whether a private world can have a [wire](Conditions::wire).
///
/// # Errors
/// Why it cannot: it needs parameters that can be set, and interfaces of the kind veth, which not every kernel has.
pub(crate) fn try_wire(own: Own) -> Result<(), WorldError> {
    let wire = Conditions {
        wire: true,
        ..Conditions::default()
    };
    impose(Some(own), &wire)
}

/// Gives the errno of an error; `IO` where the system gave none.
pub(crate) fn errno(error: &io::Error) -> Errno {
    Errno::from_io_error(error).unwrap_or(Errno::IO)
}

/// Says that the system refuses something, for this errno.
pub(crate) fn refused(what: &'static str, errno: Errno) -> String {
    WorldError::of(what)(errno).to_string()
}

/// Says whether [`VARIABLE`] asks for something that there is.
///
/// # Errors
/// What it may ask for.
pub fn asked() -> Result<(), String> {
    match std::env::var_os(VARIABLE) {
        Some(value) if !value.is_empty() && value != "shared" => Err(format!(
            "{VARIABLE}={} asks for no world that there is: `shared` is this machine's network, and without it each trial has one of \
             its own",
            value.to_string_lossy()
        )),
        _ => Ok(()),
    }
}

/// Finds the best world that trials can have here: a private one, unless the system grants none to anybody, or
/// [`VARIABLE`] asks for the weaker one. It tries once for each process of the harness.
///
/// The program must call [`enter_if_child`](crate::process::enter_if_child) first thing in `main`.
pub fn probe() -> World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD
        .get_or_init(|| {
            let reason = if std::env::var_os(VARIABLE).is_some_and(|value| value == "shared") {
                format!("{VARIABLE}=shared asks for it")
            } else {
                match crate::process::try_world() {
                    Ok(Some(refusal)) => refusal,
                    // What lacks now may be there for the next trial. A trial that cannot have its world is not run at all:
                    // what its guest sends must not leave by the network of the host.
                    Ok(None) | Err(_) => return World::Private,
                }
            };
            World::Shared { reason }
        })
        .clone()
}

/// Says why the parameters of a private world's network cannot be set here, where they cannot. It tries once for each process of the
/// harness.
pub(crate) fn fixed() -> Option<&'static str> {
    static FIXED: OnceLock<Option<String>> = OnceLock::new();
    // What lacks now may be there for the next trial, which says so where it is not.
    let refusal = || crate::process::try_parameters().unwrap_or_default();
    FIXED.get_or_init(refusal).as_deref()
}

/// Says why a private world can have no wire here, where it cannot. It tries once for each process of the harness.
pub(crate) fn wireless() -> Option<&'static str> {
    static WIRELESS: OnceLock<Option<String>> = OnceLock::new();
    // What lacks now may be there for the next trial, which says so where it is not.
    let refusal = || crate::process::try_wire().unwrap_or_default();
    WIRELESS.get_or_init(refusal).as_deref()
}

/// Says why the calls that a runtime makes of the host cannot be watched in this world, where they cannot. It tries once for each
/// process of the harness and kind of world.
pub fn unwatched(world: &World) -> Option<String> {
    static PRIVATE: OnceLock<Option<String>> = OnceLock::new();
    static SHARED: OnceLock<Option<String>> = OnceLock::new();
    let tried = match world {
        World::Private => &PRIVATE,
        World::Shared { .. } => &SHARED,
    };
    // What lacks now may be there for the next trial, which says so where it is not.
    let refusal = || crate::process::try_watching(world).unwrap_or_default();
    tried.get_or_init(refusal).clone()
}

/// Names an errno as people know it, and a rare one by its number.
fn errno_name(errno: Errno) -> String {
    let name = match errno {
        Errno::PERM => "EPERM",
        Errno::ACCESS => "EACCES",
        Errno::AGAIN => "EAGAIN",
        Errno::INVAL => "EINVAL",
        Errno::NOENT => "ENOENT",
        Errno::NOSPC => "ENOSPC",
        Errno::NOSYS => "ENOSYS",
        Errno::NOMEM => "ENOMEM",
        Errno::ROFS => "EROFS",
        Errno::USERS => "EUSERS",
        Errno::OPNOTSUPP => "EOPNOTSUPP",
        Errno::AFNOSUPPORT => "EAFNOSUPPORT",
        other => return format!("errno {}", other.raw_os_error()),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_readable() {
        let error = WorldError::of("user and network namespaces")(Errno::PERM);
        assert_eq!(
            error.to_string(),
            "the system refuses user and network namespaces (EPERM)"
        );
        let error = WorldError::of("loopback")(Errno::NODEV);
        assert_eq!(
            error.to_string(),
            format!(
                "the system refuses loopback (errno {})",
                Errno::NODEV.raw_os_error()
            )
        );
    }
}
