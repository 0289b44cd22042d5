//! Calls that read and write more than a single value, or may not do so.

use crate::record::{Image, Moment, Record, Site};

use super::super::{MAX_BUFFER, decode};
use super::{Pieces, functions, line};

const BAD: u64 = 0xffff_fff0;

fn vectors(vectors: &[(u32, u32)]) -> Vec<u8> {
    vectors
        .iter()
        .flat_map(|(buf, len)| [buf.to_le_bytes(), len.to_le_bytes()].concat())
        .collect()
}

#[test]
fn pointers_out_of_bounds_stand_among_the_arguments() {
    let after: Pieces = &[(BAD, None)];
    let open = |result| {
        line(
            "wasix_32v1.sock_open",
            &[1, 1, 6, BAD],
            &[],
            Some(result),
            after,
        )
    };
    assert_eq!(
        open(78),
        "sock_open(af=inet4, type=stream, proto=tcp, fd=!0xfffffff0) -> memviolation"
    );
    assert_eq!(
        open(0),
        "sock_open(af=inet4, type=stream, proto=tcp, fd=!0xfffffff0) -> success"
    );

    let bind = line(
        "wasix_32v1.sock_bind",
        &[4, BAD],
        &[(BAD, None)],
        Some(21),
        &[],
    );
    assert_eq!(bind, "sock_bind(fd=4, addr=!0xfffffff0) -> fault");
    let bind = line("wasix_32v1.sock_bind", &[4, 16], &[], Some(0), &[]);
    assert_eq!(bind, "sock_bind(fd=4, addr=?) -> success");

    // The vectors themselves, or a buffer that one of them points to.
    let send = |ptr, before| {
        line(
            "wasix_32v1.sock_send",
            &[4, ptr, 1, 0, 48],
            before,
            Some(78),
            &[],
        )
    };
    let vector: &[u8] = &[0xf0, 0xff, 0xff, 0xff, 2, 0, 0, 0];
    assert_eq!(
        send(BAD, &[(BAD, None)]),
        "sock_send(fd=4, data=!0xfffffff0, flags=none) -> memviolation"
    );
    assert_eq!(
        send(97, &[(97, Some(vector)), (BAD, None)]),
        "sock_send(fd=4, data=[!0xfffffff0], flags=none) -> memviolation"
    );
    let recv = |ptr, before| {
        line(
            "wasix_32v1.sock_recv",
            &[4, ptr, 1, 0, 48, 52],
            before,
            Some(78),
            &[],
        )
    };
    assert_eq!(
        recv(BAD, &[(BAD, None)]),
        "sock_recv(fd=4, data=!0xfffffff0, flags=none) -> memviolation"
    );
    assert_eq!(
        recv(97, &[(97, Some(vector)), (BAD, None)]),
        "sock_recv(fd=4, data=[!0xfffffff0], flags=none) -> memviolation"
    );
}

#[test]
fn sent_bytes_are_those_of_the_vectors() {
    let send = |vecs: &[(u32, u32)], buffers: Pieces| {
        let vecs = vectors(vecs);
        // A misaligned array is read like any other.
        let mut before: Vec<(u64, Option<&[u8]>)> = vec![(97, Some(&vecs))];
        before.extend_from_slice(buffers);
        let after: Pieces = &[(48, Some(&[2, 0, 0, 0]))];
        line(
            "wasix_32v1.sock_send",
            &[4, 97, vecs.len() as u64 / 8, 1, 48],
            &before,
            Some(0),
            after,
        )
    };
    assert_eq!(
        send(&[(200, 3)], &[(200, Some(b"hi\n"))]),
        r#"sock_send(fd=4, data="hi\n", flags=dont-wait) -> success datalen=2"#
    );
    assert_eq!(
        send(
            &[(200, 2), (300, 1)],
            &[(200, Some(b"ab")), (300, Some(b"c"))]
        ),
        r#"sock_send(fd=4, data=["ab", "c"], flags=dont-wait) -> success datalen=2"#
    );
    assert_eq!(
        send(&[], &[]),
        "sock_send(fd=4, data=[], flags=dont-wait) -> success datalen=2"
    );
    assert_eq!(
        send(
            &[(200, 100_000)],
            &[(200, Some(&[b'x'; MAX_BUFFER as usize]))]
        ),
        format!(
            r#"sock_send(fd=4, data="{}"..., flags=dont-wait) -> success datalen=2"#,
            "x".repeat(64)
        )
    );
    // The report has eight vectors of nine.
    let empty = [(0, 0); 9];
    assert_eq!(
        send(&empty, &[]),
        r#"sock_send(fd=4, data=["", "", "", "", "", "", "", "", ...], flags=dont-wait) -> success datalen=2"#
    );
}

#[test]
fn received_bytes_are_those_that_were_written() {
    let recv = |vecs: &[(u32, u32)], datalen: u32, buffers: Pieces| {
        let vecs = vectors(vecs);
        let datalen = datalen.to_le_bytes();
        let mut after: Vec<(u64, Option<&[u8]>)> = vec![(48, Some(&datalen)), (52, Some(&[1, 0]))];
        after.extend_from_slice(buffers);
        let args = [4, 96, vecs.len() as u64 / 8, 9, 48, 52];
        line(
            "wasix_32v1.sock_recv",
            &args,
            &[(96, Some(&vecs))],
            Some(0),
            &after,
        )
    };
    let call = "sock_recv(fd=4, flags=peek+dont-wait) -> success";
    assert_eq!(
        recv(&[(200, 8)], 2, &[(200, Some(b"hi......"))]),
        format!(r#"{call} data="hi" datalen=2 flags=data-truncated"#)
    );
    assert_eq!(
        recv(
            &[(200, 2), (300, 0), (400, 4)],
            5,
            &[(200, Some(b"ab")), (400, Some(b"cdef"))]
        ),
        format!(r#"{call} data="abcde" datalen=5 flags=data-truncated"#)
    );
    assert_eq!(
        recv(&[(200, 8)], 0, &[]),
        format!(r#"{call} data="" datalen=0 flags=data-truncated"#)
    );
    // What follows a gap in the report has no place in one string of bytes.
    let long: &[u8] = &[b'x'; MAX_BUFFER as usize];
    assert_eq!(
        recv(
            &[(200, 100), (300, 4)],
            104,
            &[(200, Some(long)), (300, Some(b"tail"))]
        ),
        format!(
            r#"{call} data="{}"... datalen=104 flags=data-truncated"#,
            "x".repeat(64)
        )
    );
    // A call that says it wrote more than there is room for.
    assert_eq!(
        recv(&[(200, 2)], 9, &[(200, Some(b"ab"))]),
        format!(r#"{call} data="ab"... datalen=9 flags=data-truncated"#)
    );
}

#[test]
fn arrays_are_lists() {
    let mut subscriptions = [0; 96];
    subscriptions[0] = 7;
    subscriptions[8] = 1;
    subscriptions[16] = 4;
    subscriptions[64] = 1;
    subscriptions[72..76].copy_from_slice(&1_000_000_u32.to_le_bytes());
    subscriptions[88] = 1;
    let mut event = [0; 32];
    event[0] = 7;
    event[8] = 8;
    event[10] = 1;
    event[16] = 5;
    event[24] = 1;
    let poll = line(
        "wasi_snapshot_preview1.poll_oneoff",
        &[0, 200, 2, 300],
        &[(0, Some(&subscriptions))],
        Some(0),
        &[(200, Some(&event)), (300, Some(&[1, 0, 0, 0]))],
    );
    assert_eq!(
        poll,
        "poll_oneoff(subscriptions=[{userdata=7, type=fd_read, fd=4}, {userdata=0, type=clock, id=monotonic, \
         timeout=1000000, precision=0, flags=subscription_clock_abstime}]) -> success \
         events=[{userdata=7, error=badf, type=fd_read, nbytes=5, flags=fd_readwrite_hangup}] nevents=1"
    );

    let mut addrs = [0; 36];
    addrs[0] = 2;
    addrs[17] = 1;
    addrs[18] = 1;
    addrs[20] = 127;
    addrs[23] = 1;
    let resolve = line(
        "wasix_32v1.resolve",
        &[16, 9, 80, 64, 100, 48],
        &[(16, Some(b"localhost"))],
        Some(0),
        &[(64, Some(&addrs)), (48, Some(&[60, 0, 0, 0]))],
    );
    assert_eq!(
        resolve,
        r#"resolve(host="localhost", port=80, naddrs=100) -> success addrs=[::1, 127.0.0.1, ...] naddrs=60"#
    );
    let preopen = line(
        "wasix_32v1.fd_prestat_dir_name",
        &[3, 64, 1],
        &[],
        Some(0),
        &[(64, Some(b"/"))],
    );
    assert_eq!(preopen, r#"fd_prestat_dir_name(fd=3) -> success path="/""#);
}

#[test]
fn what_is_read_and_written_is_shown_twice() {
    let cidr = [1, 0, 127, 0, 0, 1, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let list = line(
        "wasix_32v1.port_addr_list",
        &[64, 48],
        &[(48, Some(&[4, 0, 0, 0]))],
        Some(0),
        &[(64, Some(&cidr)), (48, Some(&[1, 0, 0, 0]))],
    );
    assert_eq!(
        list,
        "port_addr_list(naddrs=4) -> success addrs=[127.0.0.1/8] naddrs=1"
    );
}

/// A traced guest may give any number as a pointer or a length, and its report may lack anything.
#[test]
fn any_report_can_be_decoded() {
    let functions: Vec<_> = functions().collect();
    arbtest::arbtest(|u| {
        let function = u.choose(&functions)?;
        let mut args = Vec::new();
        for _ in function.params {
            args.push(if u.ratio(9, 10)? {
                u.int_in_range(0..=64)?
            } else {
                u.arbitrary()?
            });
        }
        let mut image = |args: &[u64]| {
            let mut image = Image::default();
            for arg in args.iter().chain(&[0, 8, 16]) {
                image.add(
                    *arg,
                    if u.ratio(1, 5)? {
                        None
                    } else {
                        Some(u.bytes(u.len().min(96))?.to_vec())
                    },
                );
            }
            Ok(image)
        };
        let record = |moment, image| {
            let module = "wasix_32v1".to_owned();
            Record {
                thread: 0,
                site: Site::Offset(0),
                module,
                name: function.name.to_owned(),
                moment,
                image,
            }
        };
        let (before, after) = (image(&args)?, image(&args)?);
        let enter = record(Moment::Enter(args), before);
        let line = decode(&enter, Some(&record(Moment::Exit(Some(0)), after))).to_string();
        assert!(line.starts_with(&format!("{}(", function.name)), "{line}");
        assert!(!line.contains('\n'), "{line}");
        Ok(())
    });
}
