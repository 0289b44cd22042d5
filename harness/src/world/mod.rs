//! The world of a trial: its network, its limits, and its end together with the harness.
//!
//! A trial's process makes its own world before it starts any thread. The harness itself is never
//! moved: whether the kernel grants a private world is tried once, by [`probe`], in a process that is thrown away.

#[cfg(target_os = "linux")]
mod linux;
mod portable;

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use rustix::io::Errno;
use serde::{Deserialize, Serialize};

/// The environment variable that, set to `shared`, makes [`probe`] choose the weaker world.
pub const VARIABLE: &str = "WASOCK_WORLD";

/// The first argument of a process that tries whether it can have a private world.
pub(crate) const PROBE: &str = "__world";

/// What a process that was asked with [`PROBE`] prints if it got a private world. Anything else is the reason why it did
/// not.
const GRANTED: &str = "private";

/// The world in which a trial runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum World {
    /// A network namespace of its own with nothing but loopback, in which every port is free and no packet leaves,
    /// and all limits. The process is root there, so low ports may be bound.
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
#[error("the system refuses {what} ({})", errno_name(*.errno))]
pub struct WorldError {
    what: &'static str,
    errno: Errno,
}

impl WorldError {
    fn of(what: &'static str) -> impl FnOnce(Errno) -> Self {
        move |errno| Self { what, errno }
    }
}

/// What a trial may use of the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// Bytes of private memory, and of any file that is written.
    pub memory: u64,
    /// Processes and threads. This bound holds in a private world only, because elsewhere the count is that of the whole
    /// user, and not for the superuser, whom Linux exempts.
    pub processes: u64,
}

impl World {
    /// Moves this process into the world. It must still be single-threaded.
    ///
    /// # Errors
    /// The first part that the system refuses. The process is then half-way and must end.
    pub(crate) fn enter(&self, bounds: Bounds) -> Result<(), WorldError> {
        portable::limit(bounds)?;
        #[cfg(target_os = "linux")]
        {
            if *self == World::Private {
                linux::isolate()?;
                linux::limit(bounds)?;
            }
            linux::die_with_parent()
        }
        #[cfg(not(target_os = "linux"))]
        match self {
            World::Private => Err(WorldError::of("a private network")(Errno::NOSYS)),
            World::Shared { .. } => Ok(()),
        }
    }
}

/// Finds the best world that trials can have here. It tries once for each process of the harness.
///
/// The program must call [`enter_if_child`](crate::process::enter_if_child) first thing in `main`.
pub fn probe() -> World {
    static WORLD: OnceLock<World> = OnceLock::new();
    WORLD
        .get_or_init(|| {
            let reason = if std::env::var_os(VARIABLE).is_some_and(|value| value == "shared") {
                format!("{VARIABLE}=shared asks for it")
            } else {
                match ask() {
                    Ok(answer) if answer == GRANTED => return World::Private,
                    Ok(answer) if answer.is_empty() => {
                        "the program does not answer the probe".to_owned()
                    }
                    Ok(answer) => answer,
                    Err(error) => format!("the probe could not be started: {error}"),
                }
            };
            World::Shared { reason }
        })
        .clone()
}

/// Starts this program once more with [`PROBE`] and gives the last line that it prints.
fn ask() -> std::io::Result<String> {
    let output = Command::new(std::env::current_exe()?)
        .arg(PROBE)
        .env_clear()
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().last().unwrap_or_default().to_owned())
}

/// Tries to make a private world of this process, and says what came of it.
pub(crate) fn answer() -> String {
    // The bounds are no part of the question, and these are always granted.
    let bounds = Bounds {
        memory: u64::MAX,
        processes: u64::MAX,
    };
    match World::Private.enter(bounds) {
        Ok(()) => GRANTED.to_owned(),
        Err(error) => error.to_string(),
    }
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
