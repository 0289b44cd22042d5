//! Calls of each kind, as a trace shows them.

use std::net::Ipv6Addr;

use crate::record::Moment;

use super::super::{Answer, Atom, decode};
use super::{Pieces, line, record};

#[test]
fn scalars_have_names() {
    let open = |args: &[u64], result, fd: u32| {
        line(
            "wasix_32v1.sock_open",
            args,
            &[],
            Some(result),
            &[(args[3], Some(&fd.to_le_bytes()))],
        )
    };
    assert_eq!(
        open(&[1, 1, 6, 0], 0, 4),
        "sock_open(af=inet4, type=stream, proto=tcp) -> success fd=4"
    );
    assert_eq!(
        open(&[10, 9, 300, 0], 28, 4),
        "sock_open(af=10, type=9, proto=300) -> inval"
    );
    assert_eq!(
        open(&[2, 2, 17, 255], 0, 4),
        "sock_open(af=inet6, type=dgram, proto=udp) -> success fd=4"
    );
    assert_eq!(
        line("wasix_32v1.sock_shutdown", &[4, 0x103], &[], Some(0), &[]),
        "sock_shutdown(fd=4, how=rd+wr+0x100) -> success"
    );
    assert_eq!(
        line(
            "wasi_snapshot_preview1.fd_seek",
            &[3, u64::MAX, 2, 8],
            &[],
            Some(70),
            &[]
        ),
        "fd_seek(fd=3, offset=-1, whence=end) -> spipe"
    );
}

#[test]
fn answers_are_errnos_where_the_function_has_one() {
    let close = |result| line("wasix_32v1.fd_close", &[4], &[], result, &[]);
    assert_eq!(close(Some(8)), "fd_close(fd=4) -> badf");
    assert_eq!(close(Some(300)), "fd_close(fd=4) -> 300");
    assert_eq!(close(Some(0x1_0000)), "fd_close(fd=4) -> 65536");
    assert_eq!(
        line(
            "wasix_32v1.callback_signal",
            &[16, 2],
            &[(16, Some(b"on"))],
            None,
            &[]
        ),
        r#"callback_signal(callback="on") -> returns"#
    );
    assert_eq!(
        line("wasix_32v1.futex_wake", &[1, 2], &[], Some(8), &[]),
        "futex_wake(1, 2) -> 8"
    );

    let enter = record(
        "wasi_snapshot_preview1.proc_exit",
        Moment::Enter(vec![3]),
        &[],
    );
    assert_eq!(decode(&enter, None).to_string(), "proc_exit(rval=3) -> ?");
    assert_eq!(decode(&enter, None).answer, Answer::Pending);
}

#[test]
fn people_also_see_the_number_of_an_error() {
    let enter = record("wasix_32v1.fd_close", Moment::Enter(vec![4]), &[]);
    let with = |result| {
        decode(
            &enter,
            Some(&record(
                "wasix_32v1.fd_close",
                Moment::Exit(Some(result)),
                &[],
            )),
        )
    };
    assert_eq!(
        format!("{:#}", with(4)),
        "fd_close(fd=4) -> addrnotavail (4)"
    );
    assert_eq!(format!("{:#}", with(0)), "fd_close(fd=4) -> success");
    assert_eq!(format!("{:#}", with(300)), "fd_close(fd=4) -> 300");
}

#[test]
fn an_import_of_another_type_is_shown_with_plain_numbers() {
    assert_eq!(
        line(
            "wasix_32v1.sock_accept",
            &[4, 0, 64],
            &[],
            Some(0),
            &[(64, Some(&[5, 0, 0, 0]))]
        ),
        "sock_accept(4, 0, 64) -> 0"
    );
}

#[test]
fn ports_are_little_endian_and_addresses_in_network_order() {
    let bind = |addr: &[u8; 20]| {
        line(
            "wasix_32v1.sock_bind",
            &[4, 16],
            &[(16, Some(addr))],
            Some(0),
            &[],
        )
    };
    let mut addr = [
        1, 0, 0x90, 0x1f, 127, 0, 0, 1, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    assert_eq!(
        bind(&addr),
        "sock_bind(fd=4, addr=127.0.0.1:8080) -> success"
    );
    addr[2..4].copy_from_slice(&[0x1f, 0x90]);
    assert_eq!(
        bind(&addr),
        "sock_bind(fd=4, addr=127.0.0.1:36895) -> success"
    );
    addr[0] = 2;
    addr[4..].copy_from_slice(&Ipv6Addr::LOCALHOST.octets());
    assert_eq!(bind(&addr), "sock_bind(fd=4, addr=[::1]:36895) -> success");
    addr[0] = 10;
    addr[4..].fill(0);
    addr[4] = 127;
    assert_eq!(
        bind(&addr),
        r#"sock_bind(fd=4, addr={family=10, port=36895, data="\7f"}) -> success"#
    );
    assert_eq!(bind(&[0; 20]), "sock_bind(fd=4, addr=unspec) -> success");
    addr = *b"\x03\0/run/sock\0\0\0\0\0\0\0\0\0";
    assert_eq!(
        bind(&addr),
        r#"sock_bind(fd=4, addr={family=unix, data="/run/sock"}) -> success"#
    );
}

#[test]
fn out_parameters_are_shown_on_success_only() {
    let addr = [
        1, 0, 0x39, 0x30, 10, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    let accept = |result| {
        let after: Pieces = &[(0, Some(&[5, 0, 0, 0])), (64, Some(&addr))];
        line(
            "wasix_32v1.sock_accept_v2",
            &[4, 4, 0, 64],
            &[],
            Some(result),
            after,
        )
    };
    assert_eq!(
        accept(0),
        "sock_accept_v2(fd=4, flags=nonblock) -> success fd=5 addr=10.0.0.1:12345"
    );
    assert_eq!(accept(6), "sock_accept_v2(fd=4, flags=nonblock) -> again");

    // Only one byte of a status is written: what stands behind it is not part of it.
    let status = line(
        "wasix_32v1.sock_status",
        &[4, 48],
        &[],
        Some(0),
        &[(48, Some(&[1, 0xff, 0xff, 0xff]))],
    );
    assert_eq!(status, "sock_status(fd=4) -> success status=opened");

    let mut stat = [0; 24];
    stat[0] = 6;
    stat[2] = 4;
    stat[8] = 2;
    let fdstat = line(
        "wasi_snapshot_preview1.fd_fdstat_get",
        &[4, 7],
        &[],
        Some(0),
        &[(7, Some(&stat))],
    );
    assert_eq!(
        fdstat,
        "fd_fdstat_get(fd=4) -> success filetype=socket_stream flags=nonblock \
         rights_base=fd_read rights_inheriting=none"
    );
}

#[test]
fn times_may_be_absent() {
    let set = |time: &[u8; 16]| {
        line(
            "wasix_32v1.sock_set_opt_time",
            &[4, 22, 80],
            &[(80, Some(time))],
            Some(0),
            &[],
        )
    };
    let mut time = [0; 16];
    time[8] = 200;
    assert_eq!(
        set(&time),
        "sock_set_opt_time(fd=4, opt=accept_timeout, time=none) -> success"
    );
    time[0] = 1;
    assert_eq!(
        set(&time),
        "sock_set_opt_time(fd=4, opt=accept_timeout, time=200) -> success"
    );
    time[0] = 9;
    assert_eq!(
        set(&time),
        "sock_set_opt_time(fd=4, opt=accept_timeout, time={tag=9, time=200}) -> success"
    );
}

#[test]
fn a_trace_can_rename_descriptors_and_ports() {
    let addr = [
        1, 0, 0x39, 0x30, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
    let enter = record(
        "wasix_32v1.sock_connect",
        Moment::Enter(vec![4, 16]),
        &[(16, Some(&addr))],
    );
    let exit = record("wasix_32v1.sock_connect", Moment::Exit(Some(0)), &[]);
    let mut seen = Vec::new();
    let line = decode(&enter, Some(&exit)).render(&mut |atom| {
        seen.push(atom);
        "_".to_owned()
    });
    assert_eq!(line, "sock_connect(fd=_, addr=127.0.0.1:_) -> success");
    assert_eq!(seen, [Atom::Fd(4), Atom::Port(12345)]);
}
