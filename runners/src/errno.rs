//! The error numbers of the guest, and what the host's are called there.

use rustix::io::Errno as Host;

#[cfg(feature = "reference")]
use crate::interface::Interface;

/// An error number as the guest sees it: `errno` of the witx files, never the host's number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Errno(u16);

/// The table has one line for each number: the name in the witx file is also the host's name, so a host errno is
/// translated by name and nothing else.
macro_rules! errnos {
    ($($number:literal $name:ident $(= host $host:ident)?)*) => {
        impl Errno {
            $(pub(crate) const $name: Self = Self($number);)*

            /// The number of this name in lower case, for example `inval`.
            pub fn from_name(name: &str) -> Option<Self> {
                NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, errno)| *errno)
            }

            fn same_name(host: Host) -> Option<Self> {
                match host {
                    $($(Host::$host => Some(Self::$name),)?)*
                    _ => None,
                }
            }
        }

        const NAMES: &[(&str, Errno)] = &[$((stringify!($name), Errno::$name),)*];
    };
}

errnos! {
    0 SUCCESS
    1 TOOBIG = host TOOBIG
    2 ACCESS = host ACCESS
    3 ADDRINUSE = host ADDRINUSE
    4 ADDRNOTAVAIL = host ADDRNOTAVAIL
    5 AFNOSUPPORT = host AFNOSUPPORT
    6 AGAIN = host AGAIN
    7 ALREADY = host ALREADY
    8 BADF = host BADF
    9 BADMSG = host BADMSG
    10 BUSY = host BUSY
    11 CANCELED = host CANCELED
    12 CHILD = host CHILD
    13 CONNABORTED = host CONNABORTED
    14 CONNREFUSED = host CONNREFUSED
    15 CONNRESET = host CONNRESET
    16 DEADLK = host DEADLK
    17 DESTADDRREQ = host DESTADDRREQ
    18 DOM = host DOM
    19 DQUOT = host DQUOT
    20 EXIST = host EXIST
    21 FAULT = host FAULT
    22 FBIG = host FBIG
    23 HOSTUNREACH = host HOSTUNREACH
    24 IDRM = host IDRM
    25 ILSEQ = host ILSEQ
    26 INPROGRESS = host INPROGRESS
    27 INTR = host INTR
    28 INVAL = host INVAL
    29 IO = host IO
    30 ISCONN = host ISCONN
    31 ISDIR = host ISDIR
    32 LOOP = host LOOP
    33 MFILE = host MFILE
    34 MLINK = host MLINK
    35 MSGSIZE = host MSGSIZE
    36 MULTIHOP = host MULTIHOP
    37 NAMETOOLONG = host NAMETOOLONG
    38 NETDOWN = host NETDOWN
    39 NETRESET = host NETRESET
    40 NETUNREACH = host NETUNREACH
    41 NFILE = host NFILE
    42 NOBUFS = host NOBUFS
    43 NODEV = host NODEV
    44 NOENT = host NOENT
    45 NOEXEC = host NOEXEC
    46 NOLCK = host NOLCK
    47 NOLINK = host NOLINK
    48 NOMEM = host NOMEM
    49 NOMSG = host NOMSG
    50 NOPROTOOPT = host NOPROTOOPT
    51 NOSPC = host NOSPC
    52 NOSYS = host NOSYS
    53 NOTCONN = host NOTCONN
    54 NOTDIR = host NOTDIR
    55 NOTEMPTY = host NOTEMPTY
    56 NOTRECOVERABLE = host NOTRECOVERABLE
    57 NOTSOCK = host NOTSOCK
    58 NOTSUP = host NOTSUP
    59 NOTTY = host NOTTY
    60 NXIO = host NXIO
    61 OVERFLOW = host OVERFLOW
    62 OWNERDEAD = host OWNERDEAD
    63 PERM = host PERM
    64 PIPE = host PIPE
    65 PROTO = host PROTO
    66 PROTONOSUPPORT = host PROTONOSUPPORT
    67 PROTOTYPE = host PROTOTYPE
    68 RANGE = host RANGE
    69 ROFS = host ROFS
    70 SPIPE = host SPIPE
    71 SRCH = host SRCH
    72 STALE = host STALE
    73 TIMEDOUT = host TIMEDOUT
    74 TXTBSY = host TXTBSY
    75 XDEV = host XDEV
    76 NOTCAPABLE
    77 SHUTDOWN = host SHUTDOWN
    78 MEMVIOLATION
    79 UNKNOWN
    80 PENDING
}

impl Errno {
    /// The number in WASIX, whose enum has all of them.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The number that a guest which called through `interface` gets.
    ///
    /// The enum of preview1 ends at `notcapable` (76). The numbers that only WASIX has become `io` there.
    #[cfg(feature = "reference")]
    pub(crate) fn number_in(self, interface: Interface) -> u16 {
        match interface {
            Interface::Wasip1 if self.0 > Self::NOTCAPABLE.0 => Self::IO.0,
            _ => self.0,
        }
    }

    /// What a bad pointer is called in `interface`: `memviolation` in the witx of WASIX ("Memory access violation"). The
    /// witx of preview1 has `fault` ("Bad address"), which no guest is answered: the call traps instead. The host says
    /// `EFAULT`.
    #[cfg(feature = "reference")]
    pub(crate) fn bad_pointer(interface: Interface) -> Self {
        match interface {
            Interface::Wasip1 => Self::FAULT,
            _ => Self::MEMVIOLATION,
        }
    }
}

impl From<Host> for Errno {
    /// Translates by name. Host errnos without a name in the witx files become the POSIX errno for the same condition
    /// where POSIX has one, else `unknown`.
    fn from(host: Host) -> Self {
        Self::same_name(host).unwrap_or(match host {
            // socket() in POSIX: EPROTOTYPE is "the socket type is not supported by the protocol".
            Host::SOCKTNOSUPPORT => Self::PROTOTYPE,
            Host::PFNOSUPPORT => Self::AFNOSUPPORT,
            Host::HOSTDOWN => Self::HOSTUNREACH,
            Host::NONET => Self::NETUNREACH,
            _ => Self::UNKNOWN,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Linux numbers (asm-generic) and witx numbers of the errnos of POSIX, written down independently of the table.
    #[rustfmt::skip]
    const LINUX: &[(i32, u16)] = &[
        (1, 63), (2, 44), (3, 71), (4, 27), (5, 29), (6, 60), (7, 1), (8, 45), (9, 8), (10, 12),
        (11, 6), (12, 48), (13, 2), (14, 21), (16, 10), (17, 20), (18, 75), (19, 43), (20, 54), (21, 31),
        (22, 28), (23, 41), (24, 33), (25, 59), (26, 74), (27, 22), (28, 51), (29, 70), (30, 69), (31, 34),
        (32, 64), (33, 18), (34, 68), (35, 16), (36, 37), (37, 46), (38, 52), (39, 55), (40, 32), (42, 49),
        (43, 24), (67, 47), (71, 65), (72, 36), (74, 9), (75, 61), (84, 25), (88, 57), (89, 17), (90, 35),
        (91, 67), (92, 50), (93, 66), (95, 58), (97, 5), (98, 3), (99, 4), (100, 38), (101, 40), (102, 39),
        (103, 13), (104, 15), (105, 42), (106, 30), (107, 53), (108, 77), (110, 73), (111, 14), (113, 23), (114, 7),
        (115, 26), (116, 72), (122, 19), (125, 11), (130, 62), (131, 56),
    ];

    #[test]
    fn host_errnos_are_translated_by_name() {
        for &(linux, wasi) in LINUX {
            let errno = Errno::from(Host::from_raw_os_error(linux));
            assert_eq!(errno.number(), wasi, "Linux errno {linux}");
        }
    }

    #[test]
    fn every_number_but_the_five_without_a_host_errno_is_reached() {
        let mut reached: Vec<u16> = LINUX.iter().map(|&(_, wasi)| wasi).collect();
        reached.sort_unstable();
        reached.dedup();
        let unreached: Vec<u16> = (0..NAMES.len() as u16)
            .filter(|n| reached.binary_search(n).is_err())
            .collect();
        assert_eq!(unreached, [0, 76, 78, 79, 80]);
        assert!(
            NAMES
                .iter()
                .enumerate()
                .all(|(number, (_, errno))| usize::from(errno.0) == number)
        );
    }

    #[test]
    fn host_errnos_without_a_witx_name_take_the_name_of_their_condition() {
        assert_eq!(Errno::from(Host::SOCKTNOSUPPORT), Errno::PROTOTYPE);
        assert_eq!(Errno::from(Host::PFNOSUPPORT), Errno::AFNOSUPPORT);
        assert_eq!(Errno::from(Host::HOSTDOWN), Errno::HOSTUNREACH);
        assert_eq!(Errno::from(Host::HWPOISON), Errno::UNKNOWN);
    }

    #[cfg(feature = "reference")]
    #[test]
    fn preview1_has_no_numbers_above_notcapable() {
        assert_eq!(Errno::NOTCAPABLE.number_in(Interface::Wasip1), 76);
        assert_eq!(Errno::UNKNOWN.number_in(Interface::Wasip1), 29);
        assert_eq!(
            Errno::bad_pointer(Interface::Wasip1).number_in(Interface::Wasip1),
            21
        );
        assert_eq!(
            Errno::bad_pointer(Interface::Wasix).number_in(Interface::Wasix),
            78
        );
    }

    #[test]
    fn names_are_found_in_lower_case() {
        assert_eq!(Errno::from_name("addrnotavail"), Some(Errno(4)));
        assert_eq!(Errno::from_name("success"), Some(Errno(0)));
        assert_eq!(Errno::from_name("nonsense"), None);
    }
}
