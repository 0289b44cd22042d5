//! What a grid may declare, and its mistakes.

use std::collections::BTreeMap;
use std::path::Path;

use wasock::grid::Grid;
use wasock::grid::track::Tracker;

use super::calls;
use super::report::{call, open};

const SMALL: &str = "\
[[socket]]
name = \"stream\"
meaning = \"A stream.\"

[[state]]
name = \"open\"
meaning = \"It is open.\"

[[operation]]
name = \"bind\"
functions = [\"sock_bind\"]

[[transition]]
calls = [\"bind\"]
answer = [\"success\"]
to = \"open\"
";

#[test]
fn mistakes_have_their_place() {
    assert!(Grid::parse("wasix", "grid.toml", SMALL).is_ok());
    let rows = [
        (
            "meaning = \"It is open.\"",
            "meaning = \"It is open.\"\ncolour = 1",
            8,
            "unknown field `colour`",
        ),
        (
            "\"sock_bind\"",
            "\"sock_fly\"",
            11,
            "unknown function `sock_fly`",
        ),
        (
            "calls = [\"bind\"]",
            "calls = [\"fly\"]",
            14,
            "unknown call `fly`",
        ),
        (
            "\"success\"",
            "\"ESUCCESS\"",
            15,
            "unknown answer `ESUCCESS`",
        ),
        (
            "calls = [\"bind\"]",
            "calls = [\"bind\", \"peer.fly\"]",
            14,
            "unknown call `peer.fly`",
        ),
        ("to = \"open\"", "to = \"ajar\"", 16, "unknown state `ajar`"),
        (
            "to = \"open\"",
            "to = \"open\"\nof = \"nobody\"",
            17,
            "unknown variant `nobody`",
        ),
        (
            "[[transition]]",
            "[[state]]\nname = \"open\"\nmeaning = \"Again.\"\n\n[[transition]]",
            14,
            "the state `open` is declared twice",
        ),
    ];
    for (part, instead, line, message) in rows {
        let mistakes =
            Grid::parse("wasix", "grid.toml", &SMALL.replacen(part, instead, 1)).unwrap_err();
        let [mistake] = &mistakes[..] else {
            panic!("{message}: {mistakes:?}")
        };
        assert_eq!(mistake.place().0, line, "{message}");
        assert!(mistake.message.contains(message), "{}", mistake.message);
        assert!(
            mistake.to_string().contains(&format!("grid.toml:{line}:")),
            "{mistake}"
        );
    }
}

#[test]
fn another_socket_needs_no_other_format() {
    let other = "
[[socket]]
name = \"dgram\"
meaning = \"Datagrams.\"
open = { type = \"dgram\" }

[[transition]]
sockets = [\"dgram\"]
calls = [\"open\"]
answer = [\"success\"]
of = \"new\"
to = \"bound\"

[[gap]]
sockets = [\"dgram\"]
states = [\"open\"]
operations = [\"listen\"]
reason = \"Datagrams have no connections.\"
";
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let text = std::fs::read_to_string(root.join("cases/wasix/grid.toml")).unwrap();
    let grid = Grid::parse("wasix", "grid.toml", &(other.to_owned() + &text)).unwrap();
    let report = call("sock_open", "1, 2, 17, 0", "", 0, " @0=04000000") + &open(5);
    let mut tracker = Tracker::new(&grid);
    calls(&report).iter().for_each(|call| tracker.step(call));
    let seen: BTreeMap<_, _> = tracker.descriptors();
    assert_eq!(
        (seen[&4].socket, seen[&4].state),
        (Some("dgram"), Some("bound"))
    );
    assert_eq!(
        (seen[&5].socket, seen[&5].state),
        (Some("stream"), Some("open"))
    );
    assert!(grid.gap("dgram", "open", "listen").is_some());
    assert!(grid.gap("stream", "open", "listen").is_none());
}
