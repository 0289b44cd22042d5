//! The errnos of the host by their names.

use std::fmt;

use serde::Serialize;

/// An errno of the host that has a name in POSIX or in Linux's errno(3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "&str")]
pub struct HostErrno(i32);

impl HostErrno {
    /// Gives the errno with this name, `ECONNABORTED`.
    pub fn named(name: &str) -> Option<HostErrno> {
        let (_, number) = NAMES.iter().find(|(known, _)| *known == name)?;
        Some(HostErrno(*number))
    }

    /// Gives its number on this host, which is above 0.
    pub fn number(self) -> i32 {
        self.0
    }

    /// Gives its name. Of two that are the same number, as EAGAIN and EWOULDBLOCK are, it is the first in the alphabet.
    pub fn name(self) -> &'static str {
        let of_number = NAMES.iter().find(|(_, number)| *number == self.0);
        of_number.map_or("?", |(name, _)| name)
    }
}

impl From<HostErrno> for &str {
    fn from(errno: HostErrno) -> &'static str {
        errno.name()
    }
}

impl fmt::Display for HostErrno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! errnos {
    ($($name:ident)*) => {
        const NAMES: &[(&str, i32)] = &[$((stringify!($name), libc::$name),)*];
    };
}

// Those that errno(3) has and a call on a socket can be answered by POSIX, by socket(7), tcp(7), udp(7), ip(7), the pages of
// the calls and the comments of WASI.
errnos! {
    EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF ECONNABORTED ECONNREFUSED ECONNRESET EDESTADDRREQ EDOM
    EEXIST EFAULT EHOSTDOWN EHOSTUNREACH EINPROGRESS EINTR EINVAL EIO EISCONN ELOOP EMFILE EMSGSIZE ENAMETOOLONG ENETDOWN ENETRESET
    ENETUNREACH ENFILE ENOBUFS ENODEV ENOENT ENOMEM ENONET ENOPROTOOPT ENOSPC ENOSYS ENOTCONN ENOTDIR ENOTSOCK EOPNOTSUPP EPERM EPIPE
    EPROTO EPROTONOSUPPORT EPROTOTYPE EROFS ESOCKTNOSUPPORT ETIMEDOUT EWOULDBLOCK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_a_number_and_most_numbers_one_name() {
        for (name, number) in NAMES {
            assert_eq!(HostErrno::named(name), Some(HostErrno(*number)));
            assert!(*number > 0);
        }
        let again = HostErrno::named("EWOULDBLOCK").unwrap();
        assert_eq!(again.to_string(), "EAGAIN");
        assert_eq!(HostErrno::named("EINTER"), None);
    }
}
