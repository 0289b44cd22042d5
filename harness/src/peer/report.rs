//! How a step stands in the report of a guest.

use std::fmt::Write as _;
use std::net::{IpAddr, SocketAddr};

use super::Action;
use crate::interface::MAX_ARRAY;

/// `sdflags` for the direction of sending.
const WR: u32 = 2;

/// Returns how the report writes a step of the peer at `address`, by the table of steps in [`interface`](crate::interface): the name of
/// the function, the arguments, the memory.
///
/// ```text
/// listen(0, 8) @0=01001f1f7f000001000000000000000000000000
/// ```
pub fn reported(action: &Action, address: SocketAddr) -> String {
    let name = action.name();
    let hex = |bytes: &[u8]| {
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    let place = || hex(&addr_port(address));
    match action {
        Action::Listen(backlog) => format!("{name}(0, {backlog}) @0={}", place()),
        Action::Connect => format!("{name}(0) @0={}", place()),
        Action::Send(data) => {
            let shown = &data[..data.len().min(MAX_ARRAY as usize)];
            format!("{name}(0, {}) @0={}", data.len(), hex(shown))
        }
        Action::Recv(length) => format!("{name}({length})"),
        Action::Shutdown => format!("{name}({WR})"),
        Action::Accept | Action::Close | Action::Reset => format!("{name}()"),
    }
}

/// Returns an address as the layout `AddrPort` of witx has it.
fn addr_port(address: SocketAddr) -> [u8; 20] {
    let mut bytes = [0; 20];
    bytes[2..4].copy_from_slice(&address.port().to_le_bytes());
    match address.ip() {
        IpAddr::V4(ip) => {
            bytes[0] = 1;
            bytes[4..8].copy_from_slice(&ip.octets());
        }
        IpAddr::V6(ip) => {
            bytes[0] = 2;
            bytes[4..20].copy_from_slice(&ip.octets());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interface::decode;
    use crate::record::{Item, Record, Splitter};

    #[test]
    fn a_step_of_the_peer_is_read_as_it_is_written() {
        let shown = |action: &Action, address: &str| {
            let written = reported(action, address.parse().unwrap());
            let report = format!("t> L1 peer.{written}\nt< L1 peer.{} = 0\n", action.name());
            let records: Vec<Record> = Splitter::new("t")
                .push(report.as_bytes())
                .into_iter()
                .map(|item| match item {
                    Item::Record(record) => record,
                    other => panic!("{other:?}"),
                })
                .collect();
            let [enter, exit] = &records[..] else {
                panic!("{records:?}")
            };
            decode(enter, Some(exit)).to_string()
        };
        let table = [
            (
                Action::Listen(8),
                "peer.listen(addr=127.0.0.1:7967, backlog=8) -> success",
            ),
            (
                Action::Connect,
                "peer.connect(addr=127.0.0.1:7967) -> success",
            ),
            (Action::Accept, "peer.accept() -> success"),
            (
                Action::Send(b"a\n\xff".to_vec()),
                r#"peer.send(data="a\n\ff") -> success"#,
            ),
            (Action::Recv(5), "peer.recv(len=5) -> success"),
            (Action::Shutdown, "peer.shutdown(how=wr) -> success"),
            (Action::Close, "peer.close() -> success"),
            (Action::Reset, "peer.reset() -> success"),
        ];
        for (action, line) in table {
            assert_eq!(shown(&action, "127.0.0.1:7967"), line);
        }
        assert_eq!(
            shown(&Action::Connect, "[::1]:443"),
            "peer.connect(addr=[::1]:443) -> success"
        );
        let long = shown(&Action::Send(vec![b'x'; 600]), "127.0.0.1:7967");
        assert!(
            long.contains(&format!("\"{}\"...", "x".repeat(512))),
            "{long}"
        );
    }
}
