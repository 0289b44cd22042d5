//! The tables by themselves.

use std::collections::HashSet;

use super::super::witx::names::{self, Names};
use super::super::witx::{Kind, Layout};
use super::super::*;
use super::functions;

/// Core parameters by function, counted in the import declarations of wasmer-wasix 0.704.2 (`wasix_32v1`, and
/// `wasi_snapshot_preview1` for what stands in the first list).
#[rustfmt::skip]
const PREVIEW1_COUNTS: &[(&str, usize)] = &[
    ("args_get", 2), ("args_sizes_get", 2), ("environ_get", 2), ("environ_sizes_get", 2), ("clock_res_get", 2),
    ("clock_time_get", 3), ("fd_advise", 4), ("fd_allocate", 3), ("fd_close", 1), ("fd_datasync", 1),
    ("fd_fdstat_get", 2), ("fd_fdstat_set_flags", 2), ("fd_fdstat_set_rights", 3), ("fd_filestat_get", 2),
    ("fd_filestat_set_size", 2), ("fd_filestat_set_times", 4), ("fd_pread", 5), ("fd_prestat_get", 2),
    ("fd_prestat_dir_name", 3), ("fd_pwrite", 5), ("fd_read", 4), ("fd_readdir", 5), ("fd_renumber", 2),
    ("fd_seek", 4), ("fd_sync", 1), ("fd_tell", 2), ("fd_write", 4), ("path_create_directory", 3),
    ("path_filestat_get", 5), ("path_filestat_set_times", 7), ("path_link", 7), ("path_open", 9),
    ("path_readlink", 6), ("path_remove_directory", 3), ("path_rename", 6), ("path_symlink", 5),
    ("path_unlink_file", 3), ("poll_oneoff", 4), ("proc_exit", 1), ("proc_raise", 1), ("sched_yield", 0),
    ("random_get", 2), ("sock_accept", 3), ("sock_recv", 6), ("sock_send", 5), ("sock_shutdown", 2),
];

#[rustfmt::skip]
const WASIX_COUNTS: &[(&str, usize)] = &[
    ("sock_open", 4), ("sock_pair", 5), ("sock_bind", 2), ("sock_listen", 2), ("sock_accept", 4),
    ("sock_accept_v2", 4), ("sock_connect", 2), ("sock_recv", 6), ("sock_recv_from", 7), ("sock_send", 5),
    ("sock_send_to", 6), ("sock_send_file", 5), ("sock_status", 2), ("sock_addr_local", 2), ("sock_addr_peer", 2),
    ("sock_set_opt_flag", 3), ("sock_get_opt_flag", 3), ("sock_set_opt_size", 3), ("sock_get_opt_size", 3),
    ("sock_set_opt_time", 3), ("sock_get_opt_time", 3), ("sock_join_multicast_v4", 3),
    ("sock_leave_multicast_v4", 3), ("sock_join_multicast_v6", 3), ("sock_leave_multicast_v6", 3), ("resolve", 6),
    ("port_bridge", 5), ("port_unbridge", 0), ("port_dhcp_acquire", 0), ("port_addr_add", 1), ("port_addr_remove", 1),
    ("port_addr_clear", 0), ("port_addr_list", 2), ("port_mac", 1), ("port_gateway_set", 1), ("port_route_add", 4),
    ("port_route_remove", 1), ("port_route_clear", 0), ("port_route_list", 2), ("epoll_create", 1), ("epoll_ctl", 4),
    ("epoll_wait", 5), ("fd_dup", 2), ("fd_dup2", 4), ("fd_fdflags_get", 2), ("fd_fdflags_set", 2), ("fd_event", 3),
    ("fd_pipe", 2), ("path_open2", 10), ("callback_signal", 2), ("proc_raise", 1), ("proc_raise_interval", 3),
    ("proc_signal", 2), ("thread_signal", 2), ("clock_time_set", 2), ("thread_spawn_v2", 2), ("thread_join", 1), ("thread_sleep", 1),
    ("futex_wait", 4), ("thread_exit", 1), ("proc_exit2", 1),
];

#[test]
fn tables_have_every_function_once_with_its_core_parameters() {
    for (table, counts) in [
        (wasip1::FUNCTIONS, PREVIEW1_COUNTS),
        (wasix::FUNCTIONS, WASIX_COUNTS),
    ] {
        let found: Vec<_> = table
            .iter()
            .map(|function| (function.name, function.params.len()))
            .collect();
        let mut sorted = found.clone();
        let mut wanted = counts.to_vec();
        sorted.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(sorted, wanted);
        let names: HashSet<_> = found.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), found.len(), "a function stands twice");
    }
}

#[test]
fn parameters_refer_to_parameters_of_the_right_kind() {
    for function in functions() {
        let kind = |index: usize| &function.params[index].kind;
        let counts = |index| {
            assert!(
                matches!(kind(index), Kind::Length | Kind::Number),
                "{function:?}"
            );
        };
        let tells = |index| {
            assert!(
                matches!(
                    kind(index),
                    Kind::Out(Layout::U32) | Kind::InOut(Layout::U32)
                ),
                "{function:?}"
            );
        };
        for param in function.params {
            match param.kind {
                Kind::InArray { count, .. } | Kind::Gather { count } => counts(count),
                Kind::Text { length } => counts(length),
                Kind::Scatter { count, written } => {
                    counts(count);
                    tells(written);
                }
                Kind::OutArray { room, written, .. } => {
                    match room {
                        Count::Param(index) => counts(index),
                        Count::Pointee(index) => {
                            assert!(matches!(kind(index), Kind::InOut(Layout::U32)));
                        }
                    }
                    if !matches!(kind(written), Kind::Length) {
                        tells(written);
                    }
                }
                Kind::Enum(names) => assert!(!names.is_flags(), "{function:?}"),
                Kind::Flags(names) => assert!(names.is_flags(), "{function:?}"),
                _ => {}
            }
        }
    }
}

#[test]
fn an_expectation_can_tell_the_fields_apart() {
    for function in functions() {
        let shows_before = |kind: &Kind| {
            !matches!(
                kind,
                Kind::Length
                    | Kind::Pointer
                    | Kind::Out(_)
                    | Kind::OutArray { .. }
                    | Kind::Scatter { .. }
            )
        };
        let shows_after = |kind: &Kind| {
            matches!(
                kind,
                Kind::Out(_) | Kind::InOut(_) | Kind::OutArray { .. } | Kind::Scatter { .. }
            )
        };
        for shows in [&shows_before as &dyn Fn(&Kind) -> bool, &shows_after] {
            let mut names = HashSet::new();
            for param in function.params.iter().filter(|param| shows(&param.kind)) {
                assert!(
                    names.insert(param.name),
                    "{} has two fields {}",
                    function.name,
                    param.name
                );
            }
        }
    }
}

#[test]
fn names_are_unambiguous() {
    let mut tables: Vec<&Names> = vec![names::SOCK_PROTO, names::EPOLL_EVENTS, names::FILETYPE];
    for param in functions().flat_map(|function| function.params) {
        match param.kind {
            Kind::Enum(names) | Kind::Flags(names) => tables.push(names),
            Kind::Out(Layout::Enum8(names) | Layout::Flags16(names)) => tables.push(names),
            _ => {}
        }
    }
    for table in tables {
        let numbers: HashSet<_> = table.entries().iter().map(|(number, _)| number).collect();
        let names: HashSet<_> = table.entries().iter().map(|(_, name)| name).collect();
        assert_eq!(
            (numbers.len(), names.len()),
            (table.entries().len(), table.entries().len()),
            "{table:?}"
        );
        assert!(
            !table.is_flags() || numbers.iter().all(|bit| bit.is_power_of_two()),
            "{table:?}"
        );
    }
}

#[test]
fn an_import_module_has_its_own_functions() {
    let params = |module, name| lookup(module, name).map(Function::parameters);
    assert_eq!(params("wasi_snapshot_preview1", "sock_accept"), Some(3));
    assert_eq!(params("wasix_32v1", "sock_accept"), Some(4));
    assert_eq!(params("wasix_32v1", "fd_close"), Some(1));
    assert_eq!(params("wasi_snapshot_preview1", "sock_open"), None);
    assert_eq!(params("wasi_unstable", "sock_send"), Some(5));
    assert_eq!(params("wasi_unstable", "poll_oneoff"), None);
    assert_eq!(params("env", "fd_close"), None);
}

#[test]
fn regions_are_what_a_call_reads_and_writes() {
    let recv_from = lookup("wasix_32v1", "sock_recv_from").unwrap();
    let vectors = Region::Vectors { ptr: 1, count: 2 };
    assert_eq!(recv_from.enter_regions(), [vectors]);
    let fixed = |ptr, len| Region::Fixed { ptr, len };
    assert_eq!(
        recv_from.exit_regions(),
        [vectors, fixed(4, 4), fixed(5, 2), fixed(6, 20)]
    );

    let list = lookup("wasix_32v1", "port_addr_list").unwrap();
    let addrs = Region::Array {
        ptr: 0,
        count: Count::Pointee(1),
        size: 19,
    };
    assert_eq!(list.enter_regions(), [fixed(1, 4)]);
    assert_eq!(list.exit_regions(), [addrs, fixed(1, 4)]);
}

#[test]
fn a_constant_is_explained_with_its_number() {
    let kinds = [
        ("address family", names::ADDRESS_FAMILY),
        ("socket type", names::SOCK_TYPE),
        ("direction of a shutdown", names::SDFLAGS),
    ];
    assert_eq!(crate::explain::KNOWN.kinds.len(), kinds.len());
    for (kind, (name, names)) in crate::explain::KNOWN.kinds.iter().zip(kinds) {
        assert_eq!(kind.name, name);
        for constant in &kind.constants {
            let number = names.number(&constant.wasi);
            assert_eq!(number, Some(constant.number.into()), "{constant:?}");
        }
        for (number, name) in names.entries() {
            let is_it = |one: &&str| one == name;
            let known = kind.constants.iter().map(|one| one.wasi.as_str());
            assert!(
                known.clone().any(|one| is_it(&one)),
                "{name}, {number}, is not explained"
            );
        }
    }
}

#[test]
fn what_a_runtime_runs_is_of_the_interface_that_it_was_made_for() {
    for interface in all() {
        let probe = wat::parse_str(interface.probe).unwrap();
        let framed = framed(probe).unwrap();
        let found = of_binary(&framed).map(|interface| interface.name);
        assert_eq!(found, Some(interface.name));
    }
}
