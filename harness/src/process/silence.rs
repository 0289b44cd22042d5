//! Silence: a connection that answers nothing any more, as if its host were gone.

use rustix::fd::{AsRawFd, OwnedFd};

use crate::world;

/// Has the system drop whatever is sent to `connection` before TCP sees it, so that nothing is received or acknowledged. The other
/// end is told nothing.
///
/// # Errors
/// What the system answers.
#[cfg(target_os = "linux")]
pub fn silence(connection: &OwnedFd) -> rustix::io::Result<()> {
    // A filter of socket(7) that keeps no byte of any packet.
    let mut none = [libc::sock_filter {
        code: (libc::BPF_RET | libc::BPF_K) as u16,
        jt: 0,
        jf: 0,
        k: 0,
    }];
    let filter = libc::sock_fprog {
        len: 1,
        filter: none.as_mut_ptr(),
    };
    #[expect(unsafe_code, reason = "rustix does not offer this option")]
    // SAFETY: the kernel reads a `sock_fprog` of this size, and the one instruction that it points to.
    let done = unsafe {
        libc::setsockopt(
            connection.as_raw_fd(),
            libc::SOL_SOCKET,
            libc::SO_ATTACH_FILTER,
            (&raw const filter).cast(),
            size_of::<libc::sock_fprog>() as libc::socklen_t,
        )
    };
    match done {
        0 => Ok(()),
        _ => Err(world::errno(&std::io::Error::last_os_error())),
    }
}

/// Fails: the system has no such filter.
#[cfg(not(target_os = "linux"))]
pub fn silence(_: &OwnedFd) -> rustix::io::Result<()> {
    Err(rustix::io::Errno::NOSYS)
}
