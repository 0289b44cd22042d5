//! WASIX: what it adds to preview 1 or declares in another way, by its witx and the runtime's import table.
//!
//! Here is what concerns sockets, descriptors, readiness, waiting, signals and the threads that share them. Processes, memory and
//! linking are left out; calls of those are shown with their plain numbers.

use super::role::Role::*;
use super::witx::Kind::*;
use super::witx::Layout as L;
use super::witx::Returns::{Ends, Errno, Never, Nothing};
use super::witx::names::*;
use super::witx::{self, Param, Signature, f, p};
use super::{Count, Function, Interface, Threads, Untraced, wasip1};

/// The import module of WASIX.
const MODULE: &str = "wasix_32v1";

/// WASIX. The cases of the seed and of the harness itself are of it too, and those of what a policy forbids.
pub static INTERFACE: Interface = Interface {
    name: "wasix",
    title: "WASIX",
    folders: &["seed", "self", "deny/wasix", "errno/wasix"],
    frame: &wasip1::COMMAND,
    around: Ok,
    by_hand: "wasmer run --net",
    probe: include_str!("probe.wat"),
    streams: wasip1::STREAMS,
    untraceable: &[(
        "wasix_64v1",
        "whose addresses have 64 bits: build it for wasm32, whose calls are those of wasix_32v1",
    )],
    processes: &[
        ("proc_fork", Untraced::Forks),
        ("proc_fork_env", Untraced::Forks),
        ("proc_exec", Untraced::Becomes),
        ("proc_exec2", Untraced::Becomes),
        ("proc_exec3", Untraced::Becomes),
        ("proc_exec4", Untraced::Becomes),
        ("proc_spawn", Untraced::Starts),
        ("proc_spawn2", Untraced::Starts),
        ("proc_spawn3", Untraced::Starts),
    ],
    threads: &[
        ("thread_spawn_v2", Threads::More),
        ("thread_join", Threads::Fewer),
    ],
    rights: &[
        ("sock_accept_v2", "sock_accept"),
        ("sock_addr_peer", "sock_addr_remote"),
        ("sock_send_file", "sock_send"),
    ],
    waits: &[
        "fd_read",
        "fd_write",
        "poll_oneoff",
        "sock_accept",
        "sock_accept_v2",
        "sock_connect",
        "sock_recv",
        "sock_recv_from",
        "sock_send",
        "sock_send_to",
        "sock_send_file",
        "resolve",
        "epoll_wait",
        "thread_sleep",
        "thread_join",
        "futex_wait",
    ],
    owns: |module| module == MODULE,
    lookup: |_, name| function(name),
    named: |name| Some((MODULE, function(name)?)),
    answers: || witx::answers(LAST_ERRNO),
};

/// `pending`.
const LAST_ERRNO: u16 = 80;

/// Returns the function of this name: WASIX has all of preview 1 in its own module as well.
fn function(name: &str) -> Option<Function> {
    let own = witx::find(FUNCTIONS, name).map(Function::Witx);
    own.or_else(|| wasip1::function(name))
}

/// `sock_accept` is another name of `sock_accept_v2` in `wasix_32v1`, and so differs from preview 1.
const ACCEPT: &[Param] = &[
    p("fd", Fd).is(Asked),
    p("flags", Flags(FDFLAGS)).is(How),
    p("fd", Out(L::Fd)).is(Made),
    p("addr", Out(L::AddrPort)).is(There),
];

/// The functions of `wasix_32v1` that are not as in preview 1.
#[rustfmt::skip] // The parameters of a function stand together, as in its witx.
pub const FUNCTIONS: &[Signature] = &[
    f("sock_open", &[
        p("af", Enum(ADDRESS_FAMILY)).is(Family), p("type", Enum(SOCK_TYPE)).is(Type), p("proto", Enum(SOCK_PROTO)), p("fd", Out(L::Fd)).is(Made),
    ], Errno),
    f("sock_pair", &[
        p("af", Enum(ADDRESS_FAMILY)).is(Family), p("type", Enum(SOCK_TYPE)).is(Type), p("proto", Enum(SOCK_PROTO)),
        p("fd1", Out(L::Fd)).is(Made), p("fd2", Out(L::Fd)).is(Made),
    ], Errno),
    f("sock_bind", &[p("fd", Fd).is(Asked), p("addr", In(L::AddrPort)).is(Here)], Errno),
    f("sock_listen", &[p("fd", Fd).is(Asked), p("backlog", Number)], Errno),
    f("sock_accept", ACCEPT, Errno),
    f("sock_accept_v2", ACCEPT, Errno),
    f("sock_connect", &[p("fd", Fd).is(Asked), p("addr", In(L::AddrPort)).is(There)], Errno),
    f("sock_recv", &[
        p("fd", Fd).is(Asked), p("data", Scatter { count: 2, written: 4 }), p("iovs_len", Length),
        p("flags", Flags(WASIX_RIFLAGS)).is(How), p("datalen", Out(L::U32)).is(Moved), p("flags", Out(L::Flags16(ROFLAGS))),
    ], Errno),
    f("sock_recv_from", &[
        p("fd", Fd).is(Asked), p("data", Scatter { count: 2, written: 4 }), p("iovs_len", Length),
        p("flags", Flags(WASIX_RIFLAGS)).is(How), p("datalen", Out(L::U32)).is(Moved), p("flags", Out(L::Flags16(ROFLAGS))),
        // POSIX's recvfrom leaves it open for a connection.
        p("addr", Out(L::AddrPort)).is(There).left_open(),
    ], Errno),
    f("sock_send", &[
        p("fd", Fd).is(Asked), p("data", Gather { count: 2 }), p("iovs_len", Length), p("flags", Flags(WASIX_SIFLAGS)).is(How),
        p("datalen", Out(L::U32)).is(Moved),
    ], Errno),
    f("sock_send_to", &[
        p("fd", Fd).is(Asked), p("data", Gather { count: 2 }), p("iovs_len", Length), p("flags", Flags(WASIX_SIFLAGS)).is(How),
        p("addr", In(L::AddrPort)).is(There), p("datalen", Out(L::U32)).is(Moved),
    ], Errno),
    f("sock_send_file", &[
        p("fd", Fd).is(Asked), p("in_fd", Fd), p("offset", Number), p("count", Number), p("sent", Out(L::U64)).is(Moved),
    ], Errno),
    f("sock_status", &[p("fd", Fd).is(Asked), p("status", Out(L::Enum8(SOCK_STATUS)))], Errno),
    f("sock_addr_local", &[p("fd", Fd).is(Asked), p("addr", Out(L::AddrPort)).is(Here)], Errno),
    f("sock_addr_peer", &[p("fd", Fd).is(Asked), p("addr", Out(L::AddrPort)).is(There)], Errno),

    f("sock_set_opt_flag", &[p("fd", Fd).is(Asked), p("opt", Enum(SOCK_OPTION)), p("flag", Bool)], Errno),
    f("sock_get_opt_flag", &[p("fd", Fd).is(Asked), p("opt", Enum(SOCK_OPTION)), p("flag", Out(L::Enum8(BOOL)))], Errno),
    f("sock_set_opt_size", &[p("fd", Fd).is(Asked), p("opt", Enum(SOCK_OPTION)), p("size", Number)], Errno),
    f("sock_get_opt_size", &[p("fd", Fd).is(Asked), p("opt", Enum(SOCK_OPTION)), p("size", Out(L::U64))], Errno),
    f("sock_set_opt_time", &[p("fd", Fd).is(Asked), p("opt", Enum(SOCK_OPTION)), p("time", In(L::OptionTimestamp)).is(Limit)], Errno),
    f("sock_get_opt_time", &[p("fd", Fd).is(Asked), p("opt", Enum(SOCK_OPTION)), p("time", Out(L::OptionTimestamp))], Errno),
    f("sock_join_multicast_v4", &[p("fd", Fd).is(Asked), p("multiaddr", In(L::Ipv4)).is(Group), p("interface", In(L::Ipv4))], Errno),
    f("sock_leave_multicast_v4", &[p("fd", Fd).is(Asked), p("multiaddr", In(L::Ipv4)).is(Group), p("interface", In(L::Ipv4))], Errno),
    f("sock_join_multicast_v6", &[p("fd", Fd).is(Asked), p("multiaddr", In(L::Ipv6)).is(Group), p("interface", Number)], Errno),
    f("sock_leave_multicast_v6", &[p("fd", Fd).is(Asked), p("multiaddr", In(L::Ipv6)).is(Group), p("interface", Number)], Errno),

    f("resolve", &[
        p("host", Text { length: 1 }), p("host_len", Length), p("port", Port),
        p("addrs", OutArray { of: L::Addr, room: Count::Param(4), written: 5 }), p("naddrs", Number),
        p("naddrs", Out(L::U32)),
    ], Errno),
    f("port_bridge", &[
        p("network", Text { length: 1 }), p("network_len", Length), p("token", Text { length: 3 }),
        p("token_len", Length), p("security", Enum(STREAM_SECURITY)),
    ], Errno),
    f("port_unbridge", &[], Errno),
    f("port_dhcp_acquire", &[], Errno),
    f("port_addr_add", &[p("addr", In(L::Cidr))], Errno),
    f("port_addr_remove", &[p("addr", In(L::Addr))], Errno),
    f("port_addr_clear", &[], Errno),
    f("port_addr_list", &[
        p("addrs", OutArray { of: L::Cidr, room: Count::Pointee(1), written: 1 }), p("naddrs", InOut(L::U32)),
    ], Errno),
    f("port_mac", &[p("mac", Out(L::Mac))], Errno),
    f("port_gateway_set", &[p("addr", In(L::Addr))], Errno),
    f("port_route_add", &[
        p("cidr", In(L::Cidr)), p("via_router", In(L::Addr)), p("preferred_until", In(L::OptionTimestamp)),
        p("expires_at", In(L::OptionTimestamp)),
    ], Errno),
    f("port_route_remove", &[p("addr", In(L::Addr))], Errno),
    f("port_route_clear", &[], Errno),
    f("port_route_list", &[
        p("routes", OutArray { of: L::Route, room: Count::Pointee(1), written: 1 }), p("nroutes", InOut(L::U32)),
    ], Errno),

    f("epoll_create", &[p("fd", Out(L::Fd)).is(Made)], Errno),
    f("epoll_ctl", &[
        p("epfd", Fd).is(Asked), p("op", Enum(EPOLL_CTL)), p("fd", Fd).is(Watched), p("event", In(L::EpollEvent)),
    ], Errno),
    f("epoll_wait", &[
        p("epfd", Fd).is(Asked), p("events", OutArray { of: L::EpollEvent, room: Count::Param(2), written: 4 }).is(Happened),
        p("maxevents", Number), p("timeout", Number).is(Timeout), p("nevents", Out(L::U32)),
    ], Errno),

    f("fd_dup", &[p("fd", Fd).is(Asked), p("fd", Out(L::Fd)).is(Made)], Errno),
    f("fd_dup2", &[p("fd", Fd).is(Asked), p("min_fd", Number), p("cloexec", Bool), p("fd", Out(L::Fd)).is(Made)], Errno),
    f("fd_fdflags_get", &[p("fd", Fd).is(Asked), p("flags", Out(L::Flags16(FDFLAGSEXT)))], Errno),
    f("fd_fdflags_set", &[p("fd", Fd).is(Asked), p("flags", Flags(FDFLAGSEXT))], Errno),
    f("fd_event", &[p("initial", Number).is(Initial), p("flags", Flags(EVENTFDFLAGS)).is(How), p("fd", Out(L::Fd)).is(Made)], Errno),
    f("fd_pipe", &[p("fd1", Out(L::Fd)).is(Made), p("fd2", Out(L::Fd)).is(Made)], Errno),
    f("path_open2", &[
        p("dirfd", Fd).is(Asked), p("dirflags", Flags(LOOKUPFLAGS)), p("path", Text { length: 3 }), p("path_len", Length),
        p("oflags", Flags(OFLAGS)), p("rights_base", Flags(RIGHTS)), p("rights_inheriting", Flags(RIGHTS)),
        p("fdflags", Flags(FDFLAGS)), p("fdflagsext", Flags(FDFLAGSEXT)), p("fd", Out(L::Fd)).is(Made),
    ], Errno),

    f("callback_signal", &[p("callback", Text { length: 1 }), p("callback_len", Length)], Nothing),
    f("proc_raise", &[p("sig", Enum(WASIX_SIGNAL))], Errno),
    f("proc_raise_interval", &[p("sig", Enum(WASIX_SIGNAL)), p("interval", Number), p("repeat", Bool)], Errno),
    f("proc_signal", &[p("pid", Number), p("sig", Enum(WASIX_SIGNAL))], Errno),
    f("thread_signal", &[p("tid", Number), p("sig", Enum(WASIX_SIGNAL))], Errno),
    f("clock_time_set", &[p("id", Enum(CLOCKID)), p("time", Number)], Errno),
    f("thread_spawn_v2", &[p("args", Pointer), p("tid", Out(L::U32))], Errno),
    f("thread_join", &[p("tid", Number)], Errno),
    f("thread_sleep", &[p("duration", Number).is(Timeout)], Errno),
    f("futex_wait", &[
        p("futex", In(L::U32)), p("expected", Number), p("timeout", In(L::OptionTimestamp)).is(Timeout), p("woken", Out(L::Enum8(BOOL))),
    ], Errno),
    f("thread_exit", &[p("rval", Number)], Never),
    f("proc_exit2", &[p("rval", Number)], Ends),
];
