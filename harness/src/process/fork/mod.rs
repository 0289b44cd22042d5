//! The fork server: every trial has a process of its own, and none of them is started anew.
//!
//! A process of the harness starts this very program once more for each kind of world that it needs. That process never
//! starts a thread, so whatever it forks is whole. For each trial it is handed the ends of the trial's lines, and forks the
//! trial's init, which makes the world, forks the trial proper and waits for it.
//!
//! ```text
//! harness                      fork server                init                    trial
//!   | lines ----------------------->| clone                 |
//!   |<-------- process, pidfd ------|---------------------->| makes the world
//!   |                                                       | fork ---------------->| takes the job
//!   |                                                       | waits                 | runs the guest
//!   |<-------- how it ended, what it used, what it left ----|<----------------------|
//! ```
//!
//! The trial is not init itself, because the kernel spares the first process of a namespace the signals that it does not
//! handle: there, `abort` does not end as such.
//!
//! Everything dies with the harness. Its end of the server's line closes, so the server ends; init has asked the kernel to
//! kill it when the server is gone; and with init the kernel ends all that is in its namespace. In a shared world there is
//! no such namespace: there the trial has asked to be killed when init is gone.

mod client;
mod inherited;
mod init;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
mod pages;
mod server;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::traffic::Traffic;
use crate::world::World;

pub use client::{Process, Server};
pub use server::serve;

/// The first argument of a fork server. The second one is the [`Kind`] of the worlds that it makes, and others are folders that
/// are to be seen there.
pub const SERVER: &str = "__fork";

/// The kinds of worlds, each of which has a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Namespaces of their own.
    Private,
    /// None.
    Shared,
}

impl Kind {
    /// Gives the kind of a world.
    pub fn of(world: &World) -> Kind {
        match world {
            World::Private => Kind::Private,
            World::Shared { .. } => Kind::Shared,
        }
    }

    /// The name that an argument has for it.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Private => "private",
            Kind::Shared => "shared",
        }
    }

    /// Gives the kind with this name.
    pub fn named(name: &str) -> Option<Kind> {
        let mut kinds = [Kind::Private, Kind::Shared].into_iter();
        kinds.find(|kind| kind.name() == name)
    }
}

/// What a server can be asked for, as the byte that asks for it.
const TRIAL: u8 = b't';
/// The same, where what is sent on its network is counted.
const COUNTED: u8 = b'c';
/// A world that is made and given up, to see whether it can be had.
const TRY: u8 = b'w';

/// How a server's answer begins. Four bytes of a number follow, little endian: the process, whose pidfd comes with it where
/// the system has such, or the length of the reason, which comes next; then four more, of the memory in kibibytes that the
/// process has of the server's own making.
const FORKED: u8 = 1;
const REFUSED: u8 = 0;
const LACKING: u8 = 2;

/// Why a server has not forked.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The reason, as a sentence without its full stop.
    pub reason: String,
    /// Whether the system refuses such processes, and does not only lack room for one more now.
    pub lasting: bool,
}

/// What init says of a trial that has ended.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Report {
    /// How the process ended, as wait(2) encodes it.
    pub status: i32,
    /// The processor time of the process, and of all that it has waited for.
    pub cpu: Duration,
    /// The most physical memory that one of them had at one time, in bytes.
    pub memory: u64,
    /// The processor time of init itself.
    pub own: Duration,
    /// Whether something was still running, which is ended by now.
    pub left: bool,
    /// What was counted in the network of the trial, where that was asked for, the network is its own, and the kernel tells.
    pub traffic: Option<Traffic>,
}
