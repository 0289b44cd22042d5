//! Signals that a guest sends to itself, by a timer, to one of its threads or by a write that nobody reads, and the function of its that
//! catches them.
//!
//! They are the host's own signals, and the host's call that waits is interrupted by them; the host's own write raises SIGPIPE, which is
//! ignored by default, as the WASIX witx has it. What the host cannot do is to call the guest: its handler only notes the signal, and
//! the guest's function is called, in the same thread, before the call returns that was interrupted.

use std::cell::Cell;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustix::process::{Pid, getpid};

use super::System;
use super::errno::Errno;
use super::memory::Memory;

thread_local! {
    /// The signals that this thread has caught and not yet handed to the guest, a bit for each number of the host. It needs nothing to be
    /// made, so that a handler may use it.
    static CAUGHT: AtomicU64 = const { AtomicU64::new(0) };
    /// Those that the guest's function has in hand in this thread.
    static HANDLED: Cell<u64> = const { Cell::new(0) };
}

extern "C" fn catch(signal: libc::c_int) {
    CAUGHT.with(|caught| caught.fetch_or(1 << signal, Ordering::SeqCst));
}

/// What a guest has said of signals.
#[derive(Debug, Default)]
pub struct Signals {
    /// The name of the function that it exports to catch them.
    handler: Option<String>,
    timers: Vec<Timer>,
}

/// A timer of the host, which ends with this.
#[derive(Debug)]
struct Timer {
    signal: libc::c_int,
    id: libc::timer_t,
}

#[expect(
    unsafe_code,
    reason = "the host calls a timer by a pointer that is none"
)]
// SAFETY: it is the name of something in the kernel, which any thread may use.
unsafe impl Send for Timer {}

impl Drop for Timer {
    fn drop(&mut self) {
        #[expect(unsafe_code, reason = "rustix has no such timers")]
        // SAFETY: the timer was made here and is deleted once.
        unsafe {
            libc::timer_delete(self.id);
        }
    }
}

/// `$signal` of the witx and what the host calls it. Those that no program can catch, or that a fault of the program raises, are
/// left out.
const SIGNALS: &[(u32, libc::c_int)] = &[
    (1, libc::SIGHUP),
    (2, libc::SIGINT),
    (3, libc::SIGQUIT),
    (10, libc::SIGUSR1),
    (12, libc::SIGUSR2),
    (13, libc::SIGPIPE),
    (14, libc::SIGALRM),
    (15, libc::SIGTERM),
    (17, libc::SIGCHLD),
    (18, libc::SIGCONT),
    (23, libc::SIGURG),
    (26, libc::SIGVTALRM),
    (27, libc::SIGPROF),
    (28, libc::SIGWINCH),
    (29, libc::SIGPOLL),
];

/// A signal that the guest's function has in hand. Until then no other one of its kind is handed to it, as POSIX has it of a handler:
/// where a timer is faster than the function, that would never end.
#[derive(Debug)]
pub struct Handled {
    /// The guest's number.
    pub signal: u32,
    bit: u64,
}

impl Drop for Handled {
    fn drop(&mut self) {
        HANDLED.set(HANDLED.get() & !self.bit);
    }
}

/// Takes the signals that this thread has caught since and that the guest's function has not in hand, one after the other.
pub fn caught() -> impl Iterator<Item = Handled> {
    let handled = HANDLED.get();
    let caught = CAUGHT.with(|caught| caught.fetch_and(handled, Ordering::SeqCst)) & !handled;
    let bits = SIGNALS.iter().map(|(guest, host)| (*guest, 1 << *host));
    let caught = bits.filter(move |(_, bit)| caught & bit != 0);
    caught.map(|(signal, bit)| {
        HANDLED.set(HANDLED.get() | bit);
        Handled { signal, bit }
    })
}

impl Signals {
    /// The name of the function that the guest exports to catch signals.
    pub fn handler(&self) -> Option<String> {
        self.handler.clone()
    }

    /// Has the guest's function of this name catch signals from now on, SIGPIPE among them; or no function.
    pub fn catch_by(&mut self, handler: Option<String>) {
        let action = match handler.is_some() {
            true => catch as *const () as libc::sighandler_t,
            false => libc::SIG_IGN,
        };
        // The host knows the signal, so it has nothing to refuse.
        let _ = act(libc::SIGPIPE, action);
        self.handler = handler;
    }

    /// Sends a signal to a thread of this process. Number 0 is none, and only asks whether one could be sent.
    pub fn send(&self, thread: Pid, signal: u32) -> Result<(), Errno> {
        let signal = match signal {
            0 => 0,
            signal => {
                let host = host(signal)?;
                act(host, self.action()).map_err(errno)?;
                host
            }
        };
        let (process, thread) = (getpid().as_raw_nonzero(), thread.as_raw_nonzero());
        #[expect(unsafe_code, reason = "rustix signals no thread")]
        // SAFETY: it takes three numbers.
        let sent = unsafe { libc::syscall(libc::SYS_tgkill, process, thread, signal) };
        match sent {
            0 => Ok(()),
            _ => Err(errno(io::Error::last_os_error())),
        }
    }

    /// What the host does with a signal of the guest's: the guest catches it, or else it is the host's own matter.
    fn action(&self) -> libc::sighandler_t {
        match self.handler.is_some() {
            true => catch as *const () as libc::sighandler_t,
            false => libc::SIG_DFL,
        }
    }
}

/// What the host calls a signal of the guest's.
fn host(signal: u32) -> Result<libc::c_int, Errno> {
    let mut known = SIGNALS.iter();
    let known = known.find(|(guest, _)| *guest == signal);
    known.map(|(_, host)| *host).ok_or(Errno::INVAL)
}

/// What an error of the host is to the guest.
pub fn errno(error: io::Error) -> Errno {
    let host = rustix::io::Errno::from_io_error(&error);
    host.unwrap_or(rustix::io::Errno::IO).into()
}

/// Says what the host does with a signal. What it interrupts is not restarted.
fn act(signal: libc::c_int, action: libc::sighandler_t) -> io::Result<()> {
    #[expect(unsafe_code, reason = "rustix has no handlers")]
    // SAFETY: zeros are an action without a mask; the handler does nothing but to write to an atomic number.
    let answer = unsafe {
        let mut whole: libc::sigaction = std::mem::zeroed();
        whole.sa_sigaction = action;
        libc::sigaction(signal, &raw const whole, std::ptr::null_mut())
    };
    match answer {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}

impl System {
    /// `setitimer`, for any signal: the first goes out after the interval, and with `repeat` one after each. An interval of 0 ends it.
    ///
    /// A guest that has named a function for signals catches it there, without a restart of what it interrupts; else the host does
    /// with it what it does by default.
    pub fn proc_raise_interval(
        &self,
        _: &mut Memory<'_>,
        signal: u32,
        interval: u64,
        repeat: u32,
    ) -> Result<(), Errno> {
        let host = host(signal)?;
        let mut signals = self.signals();
        signals.timers.retain(|timer| timer.signal != host);
        let interval = Duration::from_millis(interval);
        if interval.is_zero() {
            return Ok(());
        }
        act(host, signals.action()).map_err(errno)?;
        let timer = start(host, interval, repeat != 0).map_err(errno)?;
        signals.timers.push(timer);
        Ok(())
    }
}

/// Has a signal sent to this thread.
fn start(signal: libc::c_int, interval: Duration, repeat: bool) -> io::Result<Timer> {
    let span = libc::timespec {
        tv_sec: interval.as_secs().cast_signed(),
        tv_nsec: interval.subsec_nanos().into(),
    };
    let never = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    let times = libc::itimerspec {
        it_value: span,
        it_interval: if repeat { span } else { never },
    };
    #[expect(unsafe_code, reason = "rustix has no such timers")]
    // SAFETY: zeros are an event without a value, and all that is pointed to lives until the calls return.
    unsafe {
        let mut event: libc::sigevent = std::mem::zeroed();
        event.sigev_notify = libc::SIGEV_THREAD_ID;
        event.sigev_signo = signal;
        event.sigev_notify_thread_id = libc::gettid();
        let mut id: libc::timer_t = std::ptr::null_mut();
        if libc::timer_create(libc::CLOCK_MONOTONIC, &raw mut event, &raw mut id) != 0 {
            return Err(io::Error::last_os_error());
        }
        let timer = Timer { signal, id };
        match libc::timer_settime(id, 0, &raw const times, std::ptr::null_mut()) {
            0 => Ok(timer),
            _ => Err(io::Error::last_os_error()),
        }
    }
}
