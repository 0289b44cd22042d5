//! How a step stands in the report of a guest.

use std::net::{IpAddr, SocketAddr};

use super::{Action, Script, Step, When};
use crate::interface::{MAX_ARRAY, MEANWHILE, PEER, WAITING};
use crate::record::{Image, Moment, Record, Site};

/// `sdflags` for the direction of sending.
const WR: u64 = 2;

impl Script {
    /// Returns the records by which the steps are entered, by the table of steps in [`interface`](crate::interface).
    pub(crate) fn records(&self) -> Vec<Record> {
        let record = |step| entered(step, self.address);
        self.steps.iter().map(record).collect()
    }
}

/// Returns the record by which a step of the peer at `address` is entered.
fn entered(step: &Step, address: SocketAddr) -> Record {
    let place = || addr_port(address).to_vec();
    let (arguments, memory) = match &step.action {
        Action::Listen(backlog) => (vec![0, u64::from(*backlog)], Some(place())),
        Action::Connect => (vec![0], Some(place())),
        Action::Send(data) => {
            let shown = &data[..data.len().min(MAX_ARRAY as usize)];
            (vec![0, data.len() as u64], Some(shown.to_vec()))
        }
        Action::Recv(length) => (vec![u64::from(*length)], None),
        Action::Shutdown => (vec![WR], None),
        Action::Accept | Action::Close | Action::Reset | Action::Vanish | Action::Interrupt(_) => {
            (Vec::new(), None)
        }
    };
    let mut image = Image::default();
    if memory.is_some() {
        image.add(0, memory);
    }
    Record {
        thread: 0,
        site: Site::Line(step.line),
        module: match step.when {
            When::Before => PEER,
            When::Meanwhile => MEANWHILE,
            When::Waiting => WAITING,
        }
        .to_owned(),
        name: step.action.name().to_owned(),
        moment: Moment::Enter(arguments),
        image,
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

    #[test]
    fn a_step_of_the_peer_is_read_as_it_is_written() {
        let shown = |action: &Action, address: &str| {
            let step = Step {
                line: 1,
                before: 2,
                when: When::Before,
                action: action.clone(),
            };
            let enter = entered(&step, address.parse().unwrap());
            let exit = Record {
                moment: Moment::Exit(Some(0)),
                image: Image::default(),
                ..enter.clone()
            };
            decode(&enter, Some(&exit)).to_string()
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
            (Action::Vanish, "peer.vanish() -> success"),
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
