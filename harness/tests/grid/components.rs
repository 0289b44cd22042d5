//! How handles of WASI 0.2 are followed through the transitions of its operational semantics: the reports of calls that the
//! tests are made of.

mod halves;
mod streams;

use super::{after, grids};

/// The states of all handles after these calls: each is a method of the socket with this handle, with the two bytes of
/// its result, or a creation.
fn states(calls: &[(&str, u32, &str)]) -> String {
    after(grids().get("wasip2").unwrap(), &report(calls))
}

/// What a stream is asked: to be read, at most 16 bytes, or to write as many as stand at 32.
fn arguments(name: &str, handle: u32) -> String {
    match name {
        _ if name.ends_with("read") => format!("{handle}, 16, 16"),
        _ if name.ends_with("write") => format!("{handle}, 32, 5, 16"),
        _ => handle.to_string(),
    }
}

/// The report of these calls.
fn report(calls: &[(&str, u32, &str)]) -> String {
    let mut report = String::new();
    for (line, (name, handle, result)) in (1..).zip(calls) {
        let tcp = "cm32p2|wasi:sockets/tcp@0.2";
        let (module, args) = match *name {
            "create-tcp-socket" => (
                "cm32p2|wasi:sockets/tcp-create-socket@0.2",
                "0, 16".to_owned(),
            ),
            "tcp-socket_drop" => (tcp, handle.to_string()),
            _ if name.contains("-stream") => {
                ("cm32p2|wasi:io/streams@0.2", arguments(name, *handle))
            }
            _ if name.contains("pollable") => ("cm32p2|wasi:io/poll@0.2", handle.to_string()),
            "[method]tcp-socket.subscribe" => (tcp, handle.to_string()),
            "[method]tcp-socket.start-bind" | "[method]tcp-socket.start-connect" => (
                tcp,
                format!("{handle}, 1, 0, 80, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 16"),
            ),
            "[method]tcp-socket.shutdown" => (tcp, format!("{handle}, 2, 16")),
            _ => (tcp, format!("{handle}, 16")),
        };
        let memory = match *name {
            _ if name.ends_with("_drop") => String::new(),
            _ if name.ends_with("subscribe") => format!(" = {result}"),
            _ => format!(" @16={result}"),
        };
        let before = if name.ends_with("write") {
            " @32=68656c6c6f"
        } else {
            ""
        };
        report.push_str(&format!(
            "> L{line} {module}.{name}({args}){before}\n< L{line} {module}.{name}{memory}\n"
        ));
    }
    report
}

/// What creating a socket answers: its handle.
fn created(handle: u8) -> String {
    format!("00000000{handle:02x}000000")
}

const OK: &str = "0000";
const WOULD_BLOCK: &str = "0108";
const INVALID_STATE: &str = "0109";
const IN_USE: &str = "010c";
/// Two streams, or a socket and two streams, after an `ok`.
const STREAMS: &str = "000000000700000008000000";
/// would-block and address-in-use in the place of two streams.
const NO_STREAMS_YET: &str = "010000000800000000000000";
const NO_STREAMS: &str = "010000000c00000000000000";
const ACCEPTED: &str = "00000000090000000a0000000b000000";

const START_BIND: &str = "[method]tcp-socket.start-bind";
const FINISH_BIND: &str = "[method]tcp-socket.finish-bind";
const START_LISTEN: &str = "[method]tcp-socket.start-listen";
const FINISH_LISTEN: &str = "[method]tcp-socket.finish-listen";
const START_CONNECT: &str = "[method]tcp-socket.start-connect";
const FINISH_CONNECT: &str = "[method]tcp-socket.finish-connect";
const ACCEPT: &str = "[method]tcp-socket.accept";

/// A listener 4, a client 5, whose streams are 7 and 8, and the accepted 9 with 10 and 11.
fn connection() -> Vec<(&'static str, u32, &'static str)> {
    vec![
        ("create-tcp-socket", 0, "0000000004000000"),
        (START_BIND, 4, OK),
        (FINISH_BIND, 4, OK),
        (START_LISTEN, 4, OK),
        (FINISH_LISTEN, 4, OK),
        ("create-tcp-socket", 0, "0000000005000000"),
        (START_CONNECT, 5, OK),
        (FINISH_CONNECT, 5, STREAMS),
        (ACCEPT, 4, ACCEPTED),
    ]
}
