//! Error numbers and their names.
//!
//! The numbers are not POSIX's: WASI sorts its names by alphabet, so that 4 is `addrnotavail` and not EINTR. Preview 1
//! ends at 76 (`notcapable`); 77 to 80 are additions of WASIX.

use std::fmt;

/// An error number that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Errno {
    /// The number that a call returns.
    pub number: u16,
    /// The name in the witx, lower case.
    pub name: &'static str,
}

impl fmt::Display for Errno {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.number)
    }
}

/// Returns the errno with this number, or `None` where no interface names it.
pub fn errno(number: u16) -> Option<Errno> {
    let name = NAMES.get(usize::from(number))?;
    Some(Errno { number, name })
}

/// Returns the errno with this name. The two names that preview 1 spells in another way (`2big`, `acces`) are taken as
/// well.
pub fn errno_named(name: &str) -> Option<Errno> {
    let name = match name {
        "2big" => "toobig",
        "acces" => "access",
        name => name,
    };
    let number = NAMES.iter().position(|known| *known == name)?;
    errno(u16::try_from(number).ok()?)
}

/// Returns all errnos, in the order of their numbers.
pub fn errnos() -> impl Iterator<Item = Errno> {
    (0..).map_while(errno)
}

/// Returns how a trace shows an errno: its name, or the number where it has none.
pub fn show_errno(number: u16) -> String {
    errno(number).map_or_else(|| number.to_string(), |errno| errno.name.to_owned())
}

/// The names in the order of their numbers: ten on a line, so that a line's first number is a multiple of ten.
#[rustfmt::skip]
const NAMES: [&str; 81] = [
    "success", "toobig", "access", "addrinuse", "addrnotavail", "afnosupport", "again", "already", "badf", "badmsg",
    "busy", "canceled", "child", "connaborted", "connrefused", "connreset", "deadlk", "destaddrreq", "dom", "dquot",
    "exist", "fault", "fbig", "hostunreach", "idrm", "ilseq", "inprogress", "intr", "inval", "io",
    "isconn", "isdir", "loop", "mfile", "mlink", "msgsize", "multihop", "nametoolong", "netdown", "netreset",
    "netunreach", "nfile", "nobufs", "nodev", "noent", "noexec", "nolck", "nolink", "nomem", "nomsg",
    "noprotoopt", "nospc", "nosys", "notconn", "notdir", "notempty", "notrecoverable", "notsock", "notsup", "notty",
    "nxio", "overflow", "ownerdead", "perm", "pipe", "proto", "protonosupport", "prototype", "range", "rofs",
    "spipe", "srch", "stale", "timedout", "txtbsy", "xdev", "notcapable", "shutdown", "memviolation", "unknown",
    "pending",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_witx() {
        // One of each stretch of the alphabet: a missing or doubled name anywhere moves a later one of these.
        let known = [
            (0, "success"),
            (4, "addrnotavail"),
            (6, "again"),
            (8, "badf"),
            (14, "connrefused"),
            (21, "fault"),
            (27, "intr"),
            (28, "inval"),
            (35, "msgsize"),
            (44, "noent"),
            (53, "notconn"),
            (57, "notsock"),
            (64, "pipe"),
            (73, "timedout"),
            (76, "notcapable"),
            (79, "unknown"),
            (80, "pending"),
        ];
        for (number, name) in known {
            assert_eq!(errno(number).unwrap().name, name);
        }
        assert_eq!(errno(81), None);
        assert_eq!(errno(4).unwrap().to_string(), "addrnotavail (4)");
    }

    #[test]
    fn every_name_finds_its_number() {
        for number in 0..81 {
            let errno = errno(number).unwrap();
            assert_eq!(errno_named(errno.name), Some(errno));
        }
        assert_eq!(errno_named("acces"), errno(2));
        assert_eq!(errno_named("2big"), errno(1));
        assert_eq!(errno_named("EINTR"), None);
    }
}
