//! The names by which guests import the calls, and the core types that they have.

use super::System;
use super::errno::Errno;
use super::memory::Memory;
use crate::interface::Interface;

/// A call that a guest may import. Its result is an errno.
pub struct Syscall {
    /// The name of the import.
    pub name: &'static str,
    /// The core parameters.
    pub params: &'static [Scalar],
    /// Makes the call; the arguments are as many as `params`.
    pub call: fn(&System, &mut Memory<'_>, &[u64]) -> Result<(), Errno>,
}

/// The type of a core parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    /// An `i32`.
    U32,
    /// An `i64`.
    U64,
}

/// The call that `module`.`name` is, and the interface that it belongs to.
pub fn lookup(module: &str, name: &str) -> Option<(Interface, &'static Syscall)> {
    let (interface, tables): (_, &[&'static [Syscall]]) = match module {
        "wasi_snapshot_preview1" => (Interface::Wasip1, &[PREVIEW1, COMMON]),
        "wasix_32v1" => (Interface::Wasix, &[WASIX, COMMON]),
        _ => return None,
    };
    tables
        .iter()
        .copied()
        .flatten()
        .find(|syscall| syscall.name == name)
        .map(|syscall| (interface, syscall))
}

/// A row is the name of an import, the method of [`System`] in brackets where it has another name, and the parameters
/// of both.
macro_rules! syscalls {
    ($($name:ident $([$method:ident])? ($($param:ident: $scalar:ident),*);)*) => {
        &[$(Syscall {
            name: stringify!($name),
            params: &[$(syscalls!(@type $scalar)),*],
            call: |system, memory, args| {
                let [$($param),*] = args else { unreachable!("the engine checks the types of calls") };
                syscalls!(@method $name $($method)?)(system, memory, $(*$param as $scalar),*)
            },
        }),*]
    };
    (@method $name:ident) => { System::$name };
    (@method $name:ident $method:ident) => { System::$method };
    (@type u32) => { Scalar::U32 };
    (@type u64) => { Scalar::U64 };
}

/// What both interfaces have.
const COMMON: &[Syscall] = syscalls! {
    args_get[no_strings](argv: u32, buffer: u32);
    args_sizes_get[no_sizes](count: u32, size: u32);
    clock_res_get(clock: u32, resolution: u32);
    clock_time_get(clock: u32, precision: u64, time: u32);
    environ_get[no_strings](environ: u32, buffer: u32);
    environ_sizes_get[no_sizes](count: u32, size: u32);
    fd_advise(fd: u32, offset: u64, length: u64, advice: u32);
    fd_allocate(fd: u32, offset: u64, length: u64);
    fd_close(fd: u32);
    fd_datasync(fd: u32);
    fd_fdstat_get(fd: u32, fdstat: u32);
    fd_fdstat_set_flags(fd: u32, flags: u32);
    fd_fdstat_set_rights(fd: u32, rights: u64, inheriting: u64);
    fd_filestat_get(fd: u32, filestat: u32);
    fd_filestat_set_size(fd: u32, size: u64);
    fd_filestat_set_times(fd: u32, accessed: u64, modified: u64, flags: u32);
    fd_pread(fd: u32, vectors: u32, count: u32, offset: u64, length: u32);
    fd_prestat_dir_name(fd: u32, path: u32, length: u32);
    fd_prestat_get(fd: u32, prestat: u32);
    fd_pwrite(fd: u32, vectors: u32, count: u32, offset: u64, length: u32);
    fd_read(fd: u32, vectors: u32, count: u32, length: u32);
    fd_seek(fd: u32, offset: u64, whence: u32, new_offset: u32);
    fd_sync(fd: u32);
    fd_tell(fd: u32, offset: u32);
    fd_write(fd: u32, vectors: u32, count: u32, length: u32);
    poll_oneoff(subscriptions: u32, events: u32, count: u32, happened: u32);
    random_get(buffer: u32, length: u32);
    sched_yield();
    sock_recv(fd: u32, vectors: u32, count: u32, flags: u32, length: u32, out_flags: u32);
    sock_send(fd: u32, vectors: u32, count: u32, flags: u32, length: u32);
    sock_shutdown(fd: u32, how: u32);
};

/// What preview1 has for itself.
const PREVIEW1: &[Syscall] = syscalls! {
    fd_renumber(from: u32, to: u32);
    sock_accept(fd: u32, flags: u32, new_fd: u32);
};

/// What WASIX has for itself.
const WASIX: &[Syscall] = syscalls! {
    epoll_create(fd: u32);
    epoll_ctl(list: u32, operation: u32, fd: u32, event: u32);
    epoll_wait(list: u32, events: u32, room: u32, timeout: u64, happened: u32);
    fd_dup(fd: u32, new_fd: u32);
    fd_dup2(fd: u32, min_fd: u32, close_on_exec: u32, new_fd: u32);
    fd_event(initial: u64, flags: u32, fd: u32);
    fd_fdflags_get(fd: u32, flags: u32);
    fd_fdflags_set(fd: u32, flags: u32);
    fd_pipe(fd1: u32, fd2: u32);
    fd_renumber[fd_renumber_copy](from: u32, to: u32);
    path_create_directory(directory: u32, path: u32, length: u32);
    path_open(
        directory: u32, lookup: u32, path: u32, length: u32, oflags: u32, rights: u64, inheriting: u64, flags: u32, fd: u32
    );
    port_addr_add(cidr: u32);
    port_addr_clear[port_nothing]();
    port_addr_list(cidrs: u32, count: u32);
    port_addr_remove[port_address](address: u32);
    port_bridge(network: u32, network_length: u32, token: u32, token_length: u32, security: u32);
    port_dhcp_acquire[port_nothing]();
    port_gateway_set[port_address](address: u32);
    port_mac(mac: u32);
    port_route_add(cidr: u32, router: u32, preferred_until: u32, expires_at: u32);
    port_route_clear[port_nothing]();
    port_route_list(routes: u32, count: u32);
    port_route_remove[port_address](address: u32);
    port_unbridge[port_nothing]();
    proc_raise_interval(signal: u32, interval: u64, repeat: u32);
    resolve(host: u32, length: u32, port: u32, addresses: u32, room: u32, found: u32);
    sock_accept[sock_accept_v2](fd: u32, flags: u32, new_fd: u32, address: u32);
    sock_accept_v2(fd: u32, flags: u32, new_fd: u32, address: u32);
    sock_addr_local(fd: u32, address: u32);
    sock_addr_peer(fd: u32, address: u32);
    sock_bind(fd: u32, address: u32);
    sock_connect(fd: u32, address: u32);
    sock_get_opt_flag(fd: u32, option: u32, flag: u32);
    sock_get_opt_size(fd: u32, option: u32, size: u32);
    sock_get_opt_time(fd: u32, option: u32, time: u32);
    sock_join_multicast_v4(fd: u32, group: u32, interface: u32);
    sock_join_multicast_v6(fd: u32, group: u32, interface: u32);
    sock_leave_multicast_v4(fd: u32, group: u32, interface: u32);
    sock_leave_multicast_v6(fd: u32, group: u32, interface: u32);
    sock_listen(fd: u32, backlog: u32);
    sock_open(family: u32, kind: u32, protocol: u32, fd: u32);
    sock_pair(family: u32, kind: u32, protocol: u32, fd1: u32, fd2: u32);
    sock_recv_from(fd: u32, vectors: u32, count: u32, flags: u32, length: u32, out_flags: u32, address: u32);
    sock_send_file(fd: u32, file: u32, offset: u64, count: u64, sent: u32);
    sock_send_to(fd: u32, vectors: u32, count: u32, flags: u32, address: u32, length: u32);
    sock_set_opt_flag(fd: u32, option: u32, flag: u32);
    sock_set_opt_size(fd: u32, option: u32, size: u64);
    sock_set_opt_time(fd: u32, option: u32, time: u32);
    sock_status(fd: u32, status: u32);
    thread_join(tid: u32);
    thread_signal(tid: u32, signal: u32);
    thread_sleep(duration: u64);
    thread_spawn_v2(args: u32, tid: u32);
};
