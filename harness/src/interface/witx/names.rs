//! Names of numbers: the enums and the flags of the interfaces.
//!
//! The names are those of the witx, without the type's name where the witx repeats it (`recv_peek`, `socket_stream`
//! as a socket type). Where preview 1 and WASIX number the same type in different ways there are two tables.

/// The named numbers of an enum, or the named bits of a set of flags.
#[derive(Debug, PartialEq, Eq)]
pub struct Names {
    form: Form,
    entries: &'static [(u64, &'static str)],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Enum,
    Flags,
}

impl Names {
    const fn of_enum(entries: &'static [(u64, &'static str)]) -> Names {
        Names {
            form: Form::Enum,
            entries,
        }
    }

    const fn of_flags(entries: &'static [(u64, &'static str)]) -> Names {
        Names {
            form: Form::Flags,
            entries,
        }
    }

    /// Whether the numbers are bits that may be joined.
    pub fn is_flags(&self) -> bool {
        self.form == Form::Flags
    }

    /// Returns the names with their numbers.
    pub fn entries(&self) -> &'static [(u64, &'static str)] {
        self.entries
    }

    /// Returns how a trace shows `number`.
    ///
    /// An enum shows the name, or the number itself where it has none. Flags show their names joined by `+`, bits
    /// without a name as one hexadecimal number at the end (`nonblock+0x40`), and no flags at all as `none`.
    pub fn show(&self, number: u64) -> String {
        match self.form {
            Form::Enum => match self.entries.iter().find(|(known, _)| *known == number) {
                Some((_, name)) => (*name).to_owned(),
                None => number.to_string(),
            },
            Form::Flags if number == 0 => "none".to_owned(),
            Form::Flags => {
                let mut rest = number;
                let mut parts = Vec::new();
                for (bit, name) in self.entries {
                    if number & bit == *bit {
                        parts.push((*name).to_owned());
                        rest &= !bit;
                    }
                }
                if rest != 0 {
                    parts.push(format!("{rest:#x}"));
                }
                parts.join("+")
            }
        }
    }

    /// Returns the number that [`Names::show`] shows as `text`, or `None` where `text` is no such text.
    pub fn number(&self, text: &str) -> Option<u64> {
        let named = |name: &str| Some(self.entries.iter().find(|(_, known)| *known == name)?.0);
        match self.form {
            Form::Enum => named(text).or_else(|| text.parse().ok()),
            Form::Flags if text == "none" => Some(0),
            Form::Flags => text.split('+').try_fold(0, |number, part| {
                let bits = match part.strip_prefix("0x") {
                    Some(digits) => u64::from_str_radix(digits, 16).ok()?,
                    None => named(part)?,
                };
                Some(number | bits)
            }),
        }
    }
}

/// WASIX `address_family`. POSIX's AF_INET is 2, which is `inet6` here.
pub const ADDRESS_FAMILY: &Names =
    &Names::of_enum(&[(0, "unspec"), (1, "inet4"), (2, "inet6"), (3, "unix")]);

/// WASIX `sock_type`.
pub const SOCK_TYPE: &Names = &Names::of_enum(&[
    (0, "unknown"),
    (1, "stream"),
    (2, "dgram"),
    (3, "raw"),
    (4, "seqpacket"),
]);

/// WASIX `sock_proto`: the protocol numbers of IANA as far as they have a name.
#[rustfmt::skip]
pub const SOCK_PROTO: &Names = &Names::of_enum(&[
    (0, "ip"), (1, "icmp"), (2, "igmp"), (4, "ipip"), (6, "tcp"), (8, "egp"), (12, "pup"), (17, "udp"), (22, "idp"),
    (33, "dccp"), (41, "ipv6"), (43, "routing"), (44, "fragment"), (46, "rsvp"), (47, "gre"), (50, "esp"), (51, "ah"),
    (58, "icmpv6"), (59, "none"), (60, "dstopts"), (92, "mtp"), (94, "beetph"), (98, "encap"), (103, "pim"),
    (108, "comp"), (132, "sctp"), (135, "mh"), (136, "udplite"), (137, "mpls"), (143, "ethernet"), (255, "raw"),
    (262, "mptcp"), (263, "max"),
]);

/// WASIX `sock_status`.
pub const SOCK_STATUS: &Names =
    &Names::of_enum(&[(0, "opening"), (1, "opened"), (2, "closed"), (3, "failed")]);

/// WASIX `sock_option`.
#[rustfmt::skip]
pub const SOCK_OPTION: &Names = &Names::of_enum(&[
    (0, "noop"), (1, "reuse_port"), (2, "reuse_addr"), (3, "no_delay"), (4, "dont_route"), (5, "only_v6"),
    (6, "broadcast"), (7, "multicast_loop_v4"), (8, "multicast_loop_v6"), (9, "promiscuous"), (10, "listening"),
    (11, "last_error"), (12, "keep_alive"), (13, "linger"), (14, "oob_inline"), (15, "recv_buf_size"),
    (16, "send_buf_size"), (17, "recv_lowat"), (18, "send_lowat"), (19, "recv_timeout"), (20, "send_timeout"),
    (21, "connect_timeout"), (22, "accept_timeout"), (23, "ttl"), (24, "multicast_ttl_v4"), (25, "type"),
    (26, "proto"),
]);

/// WASIX `stream_security`, which the runtime numbers as an enum.
pub const STREAM_SECURITY: &Names = &Names::of_enum(&[
    (0, "unencrypted"),
    (1, "any_encryption"),
    (2, "classic_encryption"),
    (3, "double_encryption"),
]);

/// `sdflags`: which directions are shut down.
pub const SDFLAGS: &Names = &Names::of_flags(&[(1, "rd"), (2, "wr")]);

/// `riflags` of preview 1.
pub const RIFLAGS: &Names = &Names::of_flags(&[(1, "peek"), (2, "waitall")]);

/// `riflags` of WASIX.
pub const WASIX_RIFLAGS: &Names = &Names::of_flags(&[
    (1, "peek"),
    (2, "waitall"),
    (4, "data-truncated"),
    (8, "dont-wait"),
]);

/// `siflags` of preview 1, which defines none.
pub const SIFLAGS: &Names = &Names::of_flags(&[]);

/// `siflags` of WASIX.
pub const WASIX_SIFLAGS: &Names = &Names::of_flags(&[(1, "dont-wait")]);

/// `roflags`.
pub const ROFLAGS: &Names = &Names::of_flags(&[(1, "data-truncated")]);

/// `fdflags`.
pub const FDFLAGS: &Names = &Names::of_flags(&[
    (1, "append"),
    (2, "dsync"),
    (4, "nonblock"),
    (8, "rsync"),
    (16, "sync"),
]);

/// WASIX `fdflagsext`: the flags of the descriptor itself.
pub const FDFLAGSEXT: &Names = &Names::of_flags(&[(1, "cloexec")]);

/// WASIX `eventfdflags`.
pub const EVENTFDFLAGS: &Names = &Names::of_flags(&[(1, "semaphore"), (4, "nonblock")]);

/// `filetype`; the last two are additions of WASIX.
#[rustfmt::skip]
pub const FILETYPE: &Names = &Names::of_enum(&[
    (0, "unknown"), (1, "block_device"), (2, "character_device"), (3, "directory"), (4, "regular_file"),
    (5, "socket_dgram"), (6, "socket_stream"), (7, "symbolic_link"), (8, "socket_raw"), (9, "socket_seqpacket"),
]);

/// `eventtype` of `poll_oneoff`.
pub const EVENTTYPE: &Names = &Names::of_enum(&[(0, "clock"), (1, "fd_read"), (2, "fd_write")]);

/// `eventrwflags` of `poll_oneoff`.
pub const EVENTRWFLAGS: &Names = &Names::of_flags(&[(1, "fd_readwrite_hangup")]);

/// `subclockflags` of `poll_oneoff`.
pub const SUBCLOCKFLAGS: &Names = &Names::of_flags(&[(1, "subscription_clock_abstime")]);

/// `clockid`.
pub const CLOCKID: &Names = &Names::of_enum(&[
    (0, "realtime"),
    (1, "monotonic"),
    (2, "process_cputime_id"),
    (3, "thread_cputime_id"),
]);

/// WASIX `epoll_type`: events that are asked for or reported.
#[rustfmt::skip]
pub const EPOLL_EVENTS: &Names = &Names::of_flags(&[
    (1, "in"), (2, "out"), (4, "rdhup"), (8, "pri"), (16, "err"), (32, "hup"), (64, "et"), (128, "oneshot"),
]);

/// WASIX `epoll_ctl`. The numbers of Linux are others, and a hint tells of it.
pub const EPOLL_CTL: &Names = &Names::of_enum(&[(0, "add"), (1, "mod"), (2, "del")]);

/// `bool`.
pub const BOOL: &Names = &Names::of_enum(&[(0, "false"), (1, "true")]);

/// `signal` of preview 1, which has no `stkflt`.
#[rustfmt::skip]
pub const SIGNAL: &Names = &Names::of_enum(&[
    (0, "none"), (1, "hup"), (2, "int"), (3, "quit"), (4, "ill"), (5, "trap"), (6, "abrt"), (7, "bus"), (8, "fpe"),
    (9, "kill"), (10, "usr1"), (11, "segv"), (12, "usr2"), (13, "pipe"), (14, "alrm"), (15, "term"), (16, "chld"),
    (17, "cont"), (18, "stop"), (19, "tstp"), (20, "ttin"), (21, "ttou"), (22, "urg"), (23, "xcpu"), (24, "xfsz"),
    (25, "vtalrm"), (26, "prof"), (27, "winch"), (28, "poll"), (29, "pwr"), (30, "sys"),
]);

/// `signal` of WASIX, which numbers signals as Linux does.
#[rustfmt::skip]
pub const WASIX_SIGNAL: &Names = &Names::of_enum(&[
    (0, "none"), (1, "hup"), (2, "int"), (3, "quit"), (4, "ill"), (5, "trap"), (6, "abrt"), (7, "bus"), (8, "fpe"),
    (9, "kill"), (10, "usr1"), (11, "segv"), (12, "usr2"), (13, "pipe"), (14, "alrm"), (15, "term"), (16, "stkflt"),
    (17, "chld"), (18, "cont"), (19, "stop"), (20, "tstp"), (21, "ttin"), (22, "ttou"), (23, "urg"), (24, "xcpu"),
    (25, "xfsz"), (26, "vtalrm"), (27, "prof"), (28, "winch"), (29, "poll"), (30, "pwr"), (31, "sys"),
]);

/// `rights`; those above `sock_accept` are additions of WASIX.
#[rustfmt::skip]
pub const RIGHTS: &Names = &Names::of_flags(&[
    (1 << 0, "fd_datasync"), (1 << 1, "fd_read"), (1 << 2, "fd_seek"), (1 << 3, "fd_fdstat_set_flags"),
    (1 << 4, "fd_sync"), (1 << 5, "fd_tell"), (1 << 6, "fd_write"), (1 << 7, "fd_advise"), (1 << 8, "fd_allocate"),
    (1 << 9, "path_create_directory"), (1 << 10, "path_create_file"), (1 << 11, "path_link_source"),
    (1 << 12, "path_link_target"), (1 << 13, "path_open"), (1 << 14, "fd_readdir"), (1 << 15, "path_readlink"),
    (1 << 16, "path_rename_source"), (1 << 17, "path_rename_target"), (1 << 18, "path_filestat_get"),
    (1 << 19, "path_filestat_set_size"), (1 << 20, "path_filestat_set_times"), (1 << 21, "fd_filestat_get"),
    (1 << 22, "fd_filestat_set_size"), (1 << 23, "fd_filestat_set_times"), (1 << 24, "path_symlink"),
    (1 << 25, "path_remove_directory"), (1 << 26, "path_unlink_file"), (1 << 27, "poll_fd_readwrite"),
    (1 << 28, "sock_shutdown"), (1 << 29, "sock_accept"), (1 << 30, "sock_connect"), (1 << 31, "sock_listen"),
    (1 << 32, "sock_bind"), (1 << 33, "sock_recv"), (1 << 34, "sock_send"), (1 << 35, "sock_addr_local"),
    (1 << 36, "sock_addr_remote"), (1 << 37, "sock_recv_from"), (1 << 38, "sock_send_to"),
]);

/// `advice` of `fd_advise`.
#[rustfmt::skip]
pub const ADVICE: &Names = &Names::of_enum(&[
    (0, "normal"), (1, "sequential"), (2, "random"), (3, "willneed"), (4, "dontneed"), (5, "noreuse"),
]);

/// `whence` of `fd_seek`.
pub const WHENCE: &Names = &Names::of_enum(&[(0, "set"), (1, "cur"), (2, "end")]);

/// `preopentype`.
pub const PREOPENTYPE: &Names = &Names::of_enum(&[(0, "dir")]);

/// `fstflags`.
pub const FSTFLAGS: &Names =
    &Names::of_flags(&[(1, "atim"), (2, "atim_now"), (4, "mtim"), (8, "mtim_now")]);

/// `lookupflags`.
pub const LOOKUPFLAGS: &Names = &Names::of_flags(&[(1, "symlink_follow")]);

/// `oflags` of `path_open`.
pub const OFLAGS: &Names =
    &Names::of_flags(&[(1, "creat"), (2, "directory"), (4, "excl"), (8, "trunc")]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enums_show_a_name_or_the_number() {
        assert_eq!(ADDRESS_FAMILY.show(2), "inet6");
        assert_eq!(ADDRESS_FAMILY.show(10), "10");
        assert_eq!(ADDRESS_FAMILY.number("inet4"), Some(1));
        assert_eq!(ADDRESS_FAMILY.number("AF_INET"), None);
    }

    #[test]
    fn flags_show_names_and_the_bits_without_one() {
        assert_eq!(FDFLAGS.show(0), "none");
        assert_eq!(SDFLAGS.show(3), "rd+wr");
        assert_eq!(FDFLAGS.show(0x44), "nonblock+0x40");
        assert_eq!(SIFLAGS.show(1), "0x1");
        assert_eq!(FDFLAGS.number("nonblock+"), None);
    }

    #[test]
    fn what_is_shown_can_be_read_back() {
        arbtest::arbtest(|u| {
            let names = *u.choose(&[ADDRESS_FAMILY, SOCK_PROTO, FDFLAGS, RIGHTS, SIFLAGS])?;
            let number = if u.arbitrary()? {
                u.int_in_range(0..=300)?
            } else {
                u.arbitrary()?
            };
            assert_eq!(names.number(&names.show(number)), Some(number));
            Ok(())
        });
    }
}
