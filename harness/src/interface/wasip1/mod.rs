//! WASI preview 1, by the witx of `wasi_snapshot_preview1`.

use super::role::Role::*;
use super::witx::Kind::*;
use super::witx::Layout as L;
use super::witx::Returns::{Ends, Errno};
use super::witx::names::*;
use super::witx::{self, Signature, f, p};
use super::{Count, Frame, Function, Interface, Streams};

/// The import module of preview 1.
const MODULE: &str = "wasi_snapshot_preview1";

/// The import module of snapshot 0.
const UNSTABLE: &str = "wasi_unstable";

/// What differs in snapshot 0: `poll_oneoff`, the layout of a filestat and the numbers of `whence`. Calls that use them are
/// left raw.
const DIFFERENT: [&str; 4] = [
    "poll_oneoff",
    "fd_filestat_get",
    "path_filestat_get",
    "fd_seek",
];

/// The guest, as text, with which the claim to hand sockets in is tried.
pub const HANDED: &str = include_str!("handed.wat");

/// WASI preview 1.
pub static INTERFACE: Interface = Interface {
    name: "wasip1",
    title: "WASI preview 1",
    folders: &["deny/wasip1", "errno/wasip1"],
    frame: &COMMAND,
    around: Ok,
    by_hand: "wasmtime run",
    probe: include_str!("probe.wat"),
    streams: STREAMS,
    untraceable: &[],
    processes: &[],
    threads: &[],
    rights: &[("sock_recv", "fd_read"), ("sock_send", "fd_write")],
    waits: &WAITS,
    owns: |module| [MODULE, UNSTABLE].contains(&module),
    lookup: |module, name| match module {
        UNSTABLE if DIFFERENT.contains(&name) => None,
        _ => function(name),
    },
    named: |name| Some((MODULE, function(name)?)),
    answers: || witx::answers(LAST_ERRNO),
};

/// The functions that may wait for others.
const WAITS: [&str; 6] = [
    "fd_read",
    "fd_write",
    "poll_oneoff",
    "sock_accept",
    "sock_recv",
    "sock_send",
];

/// The frame of a command, which is the module alone.
pub const COMMAND: Frame = Frame {
    memory: "memory",
    entry: "_start",
    result: None,
    allocator: None,
};

/// The standard streams of a command.
pub const STREAMS: Streams = Streams::Imported(&[MODULE, UNSTABLE]);

/// `notcapable`.
const LAST_ERRNO: u16 = 76;

/// Returns the function of this name.
pub fn function(name: &str) -> Option<Function> {
    witx::find(FUNCTIONS, name).map(Function::Witx)
}

/// Every function of `wasi_snapshot_preview1`.
#[rustfmt::skip] // The parameters of a function stand together, as in its witx.
pub const FUNCTIONS: &[Signature] = &[
    f("args_get", &[p("argv", Pointer), p("argv_buf", Pointer)], Errno),
    f("args_sizes_get", &[p("argc", Out(L::U32)), p("argv_buf_size", Out(L::U32))], Errno),
    f("environ_get", &[p("environ", Pointer), p("environ_buf", Pointer)], Errno),
    f("environ_sizes_get", &[p("environ_count", Out(L::U32)), p("environ_buf_size", Out(L::U32))], Errno),
    f("clock_res_get", &[p("id", Enum(CLOCKID)), p("resolution", Out(L::U64))], Errno),
    f("clock_time_get", &[p("id", Enum(CLOCKID)), p("precision", Number), p("time", Out(L::U64))], Errno),

    f("fd_advise", &[p("fd", Fd).is(Asked), p("offset", Number), p("len", Number), p("advice", Enum(ADVICE))], Errno),
    f("fd_allocate", &[p("fd", Fd).is(Asked), p("offset", Number), p("len", Number)], Errno),
    f("fd_close", &[p("fd", Fd).is(Asked)], Errno).closing(),
    f("fd_datasync", &[p("fd", Fd).is(Asked)], Errno),
    f("fd_fdstat_get", &[p("fd", Fd).is(Asked), p("stat", Out(L::Fdstat))], Errno),
    f("fd_fdstat_set_flags", &[p("fd", Fd).is(Asked), p("flags", Flags(FDFLAGS)).is(How)], Errno),
    f("fd_fdstat_set_rights", &[
        p("fd", Fd).is(Asked), p("rights_base", Flags(RIGHTS)), p("rights_inheriting", Flags(RIGHTS)),
    ], Errno),
    f("fd_filestat_get", &[p("fd", Fd).is(Asked), p("stat", Out(L::Filestat))], Errno),
    f("fd_filestat_set_size", &[p("fd", Fd).is(Asked), p("size", Number)], Errno),
    f("fd_filestat_set_times", &[
        p("fd", Fd).is(Asked), p("atim", Number), p("mtim", Number), p("fst_flags", Flags(FSTFLAGS)),
    ], Errno),
    f("fd_pread", &[
        p("fd", Fd).is(Asked), p("data", Scatter { count: 2, written: 4 }), p("iovs_len", Length), p("offset", Number),
        p("nread", Out(L::U32)).is(Moved),
    ], Errno),
    f("fd_prestat_get", &[p("fd", Fd).is(Asked), p("stat", Out(L::Prestat))], Errno),
    f("fd_prestat_dir_name", &[
        p("fd", Fd).is(Asked), p("path", OutArray { of: L::U8, room: Count::Param(2), written: 2 }), p("path_len", Length),
    ], Errno),
    f("fd_pwrite", &[
        p("fd", Fd).is(Asked), p("data", Gather { count: 2 }), p("iovs_len", Length), p("offset", Number),
        p("nwritten", Out(L::U32)).is(Moved),
    ], Errno),
    f("fd_read", &[
        p("fd", Fd).is(Asked), p("data", Scatter { count: 2, written: 3 }), p("iovs_len", Length), p("nread", Out(L::U32)).is(Moved),
    ], Errno),
    f("fd_readdir", &[
        p("fd", Fd).is(Asked), p("buf", Pointer), p("buf_len", Number), p("cookie", Number), p("bufused", Out(L::U32)),
    ], Errno),
    f("fd_renumber", &[p("fd", Fd).is(Asked), p("to", Fd).is(Replaced)], Errno),
    f("fd_seek", &[p("fd", Fd).is(Asked), p("offset", Signed), p("whence", Enum(WHENCE)), p("newoffset", Out(L::U64))], Errno),
    f("fd_sync", &[p("fd", Fd).is(Asked)], Errno),
    f("fd_tell", &[p("fd", Fd).is(Asked), p("offset", Out(L::U64))], Errno),
    f("fd_write", &[
        p("fd", Fd).is(Asked), p("data", Gather { count: 2 }).is(Sent), p("iovs_len", Length), p("nwritten", Out(L::U32)).is(Moved),
    ], Errno),

    f("path_create_directory", &[p("fd", Fd).is(Asked), p("path", Text { length: 2 }), p("path_len", Length)], Errno),
    f("path_filestat_get", &[
        p("fd", Fd).is(Asked), p("flags", Flags(LOOKUPFLAGS)), p("path", Text { length: 3 }), p("path_len", Length),
        p("stat", Out(L::Filestat)),
    ], Errno),
    f("path_filestat_set_times", &[
        p("fd", Fd).is(Asked), p("flags", Flags(LOOKUPFLAGS)), p("path", Text { length: 3 }), p("path_len", Length),
        p("atim", Number), p("mtim", Number), p("fst_flags", Flags(FSTFLAGS)),
    ], Errno),
    f("path_link", &[
        p("old_fd", Fd).is(Asked), p("old_flags", Flags(LOOKUPFLAGS)),
        p("old_path", Text { length: 3 }), p("old_path_len", Length),
        p("new_fd", Fd), p("new_path", Text { length: 6 }), p("new_path_len", Length),
    ], Errno),
    f("path_open", &[
        p("dirfd", Fd).is(Asked), p("dirflags", Flags(LOOKUPFLAGS)), p("path", Text { length: 3 }), p("path_len", Length),
        p("oflags", Flags(OFLAGS)), p("rights_base", Flags(RIGHTS)), p("rights_inheriting", Flags(RIGHTS)),
        p("fdflags", Flags(FDFLAGS)), p("fd", Out(L::Fd)).is(Made),
    ], Errno),
    f("path_readlink", &[
        p("fd", Fd).is(Asked), p("path", Text { length: 2 }), p("path_len", Length),
        p("buf", OutArray { of: L::U8, room: Count::Param(4), written: 5 }), p("buf_len", Number),
        p("bufused", Out(L::U32)),
    ], Errno),
    f("path_remove_directory", &[p("fd", Fd).is(Asked), p("path", Text { length: 2 }), p("path_len", Length)], Errno),
    f("path_rename", &[
        p("fd", Fd).is(Asked), p("old_path", Text { length: 2 }), p("old_path_len", Length),
        p("new_fd", Fd), p("new_path", Text { length: 5 }), p("new_path_len", Length),
    ], Errno),
    f("path_symlink", &[
        p("old_path", Text { length: 1 }), p("old_path_len", Length),
        p("fd", Fd).is(Asked), p("new_path", Text { length: 4 }), p("new_path_len", Length),
    ], Errno),
    f("path_unlink_file", &[p("fd", Fd).is(Asked), p("path", Text { length: 2 }), p("path_len", Length)], Errno),

    f("poll_oneoff", &[
        p("subscriptions", InArray { of: L::Subscription, count: 2 }).is(Awaited),
        p("events", OutArray { of: L::Event, room: Count::Param(2), written: 3 }).is(Happened),
        p("nsubscriptions", Length), p("nevents", Out(L::U32)),
    ], Errno),
    f("proc_exit", &[p("rval", Number)], Ends),
    f("proc_raise", &[p("sig", Enum(SIGNAL))], Errno),
    f("sched_yield", &[], Errno),
    f("random_get", &[p("buf", Pointer), p("buf_len", Number)], Errno),

    f("sock_accept", &[p("fd", Fd).is(Asked), p("flags", Flags(FDFLAGS)).is(How), p("fd", Out(L::Fd)).is(Made)], Errno),
    f("sock_recv", &[
        p("fd", Fd).is(Asked), p("data", Scatter { count: 2, written: 4 }), p("iovs_len", Length), p("flags", Flags(RIFLAGS)).is(How),
        p("datalen", Out(L::U32)).is(Moved), p("flags", Out(L::Flags16(ROFLAGS))),
    ], Errno),
    f("sock_send", &[
        p("fd", Fd).is(Asked), p("data", Gather { count: 2 }), p("iovs_len", Length), p("flags", Flags(SIFLAGS)).is(How),
        p("datalen", Out(L::U32)).is(Moved),
    ], Errno),
    f("sock_shutdown", &[p("fd", Fd).is(Asked), p("how", Flags(SDFLAGS))], Errno),
];
