//! What a grid may declare, and its mistakes.

use std::fs;
use std::path::Path;

use wasock::grid::track::Tracker;
use wasock::grid::{Grid, Grids};
use wasock::interface::Atom;
use wasock::mistake::Mistake;

use super::report::{call, close, open};
use super::{calls, file};

const SHARED: &str = "\
meaning = \"What a test declares.\"

[[state]]
name = \"none\"
meaning = \"It is none.\"
unopened = true

[[operation]]
name = \"bind\"
functions = [\"sock_bind\"]

[[transition]]
calls = [\"fd_close\"]
answer = [\"success\"]
to = \"none\"

[[operation]]
name = \"close\"
functions = [\"fd_close\"]
does = \"closes\"
";

const STREAM: &str = "\
meaning = \"A stream.\"
open = { type = \"stream\" }

[[state]]
name = \"open\"
meaning = \"It is open.\"

[[operation]]
name = \"open\"
functions = [\"sock_open\"]
row = \"open\"
does = \"opens\"

[[transition]]
calls = [\"open\"]
answer = [\"success\"]
of = \"new\"
to = \"open\"
";

fn parse(shared: &str, stream: &str) -> Result<Grid, Vec<Mistake>> {
    let stream = file("stream/grid.toml", stream);
    let sockets = vec![("stream".to_owned(), stream)];
    Grid::parse("wasix", file("interface.toml", shared), sockets)
}

/// The one mistake that comes of `part`, which stands in one of the files, being replaced.
fn mistake(part: &str, instead: &str) -> Mistake {
    let shared = SHARED.replacen(part, instead, 1);
    let stream = match shared == SHARED {
        true => STREAM.replacen(part, instead, 1),
        false => STREAM.to_owned(),
    };
    let mistakes = parse(&shared, &stream).unwrap_err();
    let [mistake] = &mistakes[..] else {
        panic!("{instead}: {mistakes:?}")
    };
    mistake.clone()
}

#[test]
fn mistakes_have_their_place_in_their_file() {
    assert!(parse(SHARED, STREAM).is_ok());
    for (part, instead, place, message) in [
        (
            "meaning = \"It is open.\"",
            "meaning = \"It is open.\"\ncolour = 1",
            "stream/grid.toml:7:",
            "unknown field `colour`",
        ),
        (
            "meaning = \"What",
            "open = {}\nmeaning = \"What",
            "interface.toml:1:",
            "unknown field `open`",
        ),
        (
            "meaning = \"A stream.\"\n",
            "",
            "stream/grid.toml:1:",
            "missing field `meaning`",
        ),
        (
            "type = \"stream\"",
            "kind = \"stream\"",
            "stream/grid.toml:2:",
            "unknown field `kind`",
        ),
        (
            "\"sock_bind\"",
            "\"sock_fly\"",
            "interface.toml:10:",
            "unknown function `sock_fly`",
        ),
        (
            "calls = [\"open\"]",
            "calls = [\"fly\"]",
            "stream/grid.toml:15:",
            "unknown call `fly`",
        ),
        (
            "calls = [\"open\"]\nanswer = [\"success\"]",
            "calls = [\"open\"]\nanswer = [\"ESUCCESS\"]",
            "stream/grid.toml:16:",
            "unknown answer `ESUCCESS`",
        ),
        (
            "\"fd_close\"",
            "\"fd_close\", \"peer.fly\"",
            "interface.toml:13:",
            "unknown call `peer.fly`",
        ),
        (
            "to = \"open\"",
            "to = \"ajar\"",
            "stream/grid.toml:18:",
            "unknown state `ajar`",
        ),
        // What one kind of socket has, not all have.
        (
            "to = \"none\"",
            "to = \"open\"",
            "interface.toml:15:",
            "unknown state `open`",
        ),
        (
            "of = \"new\"",
            "of = \"nobody\"",
            "stream/grid.toml:17:",
            "unknown variant `nobody`",
        ),
        (
            "[[transition]]\ncalls = [\"open\"]",
            "[[state]]\nname = \"none\"\nmeaning = \"Again.\"\n\n[[transition]]\ncalls = [\"open\"]",
            "stream/grid.toml:15:",
            "the state `none` is declared twice",
        ),
        (
            "open = {",
            "children = [\"output-stream\", \"fish\"]\nopen = {",
            "stream/grid.toml:2:",
            "unknown resource `fish`",
        ),
        (
            "of = \"new\"",
            "of = \"new\"\nonly = true",
            "stream/grid.toml:19:",
            "an answer that comes from any state comes from no state alone",
        ),
    ] {
        let mistake = mistake(part, instead);
        assert!(mistake.message.contains(message), "{}", mistake.message);
        assert!(mistake.to_string().contains(place), "{mistake}");
    }
}

#[test]
fn what_the_kernel_has_is_said_of_all_states_or_none() {
    let absent = "unopened = true\nkernel = [{ is = [\"absent\"] }]";
    let shared = SHARED.replace("unopened = true", absent);
    let mistakes = parse(&shared, STREAM).unwrap_err();
    let place = mistakes[0].to_string();
    assert_eq!(
        mistakes[0].message,
        "nothing is said of the kernel in the state `open`"
    );
    assert!(place.contains("stream/grid.toml:5:"), "{place}");
    let ajar = shared.replace("\"absent\"", "\"absent\", \"ajar\"");
    let mistakes = parse(&ajar, STREAM).unwrap_err();
    assert_eq!(mistakes[0].message, "unknown word of the kernel `ajar`");
}

#[test]
fn another_socket_has_states_and_meanings_of_its_own() {
    let dgram = STREAM
        .replace("\"stream\"", "\"dgram\"")
        .replace("It is open.", "It may send.")
        + "
[[gap]]
states = [\"open\"]
operations = [\"bind\"]
reason = \"A test has none.\"
";
    let sockets = vec![
        ("dgram".to_owned(), file("dgram/grid.toml", &dgram)),
        ("stream".to_owned(), file("stream/grid.toml", STREAM)),
    ];
    let grid = Grid::parse("wasix", file("interface.toml", SHARED), sockets).unwrap();
    let meaning = |socket| grid.state(socket, "open").unwrap().meaning.as_str();
    assert_eq!(
        (meaning("dgram"), meaning("stream")),
        ("It may send.", "It is open.")
    );
    assert!(grid.gap("dgram", "open", "bind").is_some());
    assert!(grid.gap("stream", "open", "bind").is_none());
    // One tracker follows both, and a number that is closed is no socket of either.
    let report = call("sock_open", "1, 2, 17, 0", "", 0, " @0=04000000") + &open(5) + &open(6);
    let mut tracker = Tracker::new(&grid);
    let report = report + &close(6);
    calls(&report).iter().for_each(|call| tracker.step(call));
    let all = tracker.descriptors();
    let known = |fd| {
        all.get(&Atom::Fd(fd))
            .map(|known| (known.socket, known.state))
    };
    assert_eq!(known(4), Some((Some("dgram"), Some("open"))));
    assert_eq!(known(5), Some((Some("stream"), Some("open"))));
    assert_eq!(known(6), Some((None, Some("none"))));
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("grid-files");
    let _ = fs::remove_dir_all(&root);
    let error = |root: &Path| Grids::load(root).unwrap_err().to_string();
    assert!(error(&root).starts_with("cannot read "), "{}", error(&root));
    // A folder without any of the files is no interface.
    fs::create_dir_all(root.join("seed/stream")).unwrap();
    assert_eq!(Grids::load(&root).unwrap().iter().count(), 0);
    fs::create_dir_all(root.join("wasix/stream")).unwrap();
    fs::write(root.join("wasix/stream/grid.toml"), STREAM).unwrap();
    let missing = error(&root);
    assert!(missing.contains("wasix/interface.toml"), "{missing}");
    fs::write(root.join("wasix/interface.toml"), SHARED).unwrap();
    fs::create_dir_all(root.join("wasix/dgram")).unwrap();
    let missing = error(&root);
    assert!(missing.contains("wasix/dgram/grid.toml"), "{missing}");
    fs::remove_dir(root.join("wasix/dgram")).unwrap();
    let grids = Grids::load(&root).unwrap();
    assert!(grids.get("wasix").unwrap().socket("stream").is_some());
}
