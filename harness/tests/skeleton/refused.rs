//! What is refused: names that are those of no cell, and skeletons with mistakes.

use wasock::mistake::Mistake;
use wasock::skeleton::Skeleton;
use wasock::skeleton::place::{self, Refusal};

use super::{grids, read};

pub fn names() {
    let grids = grids();
    for (given, kind, name, near) in [
        ("wasx/stream/open/bind", "interface", "wasx", Some("wasix")),
        ("wasix/steam/open/bind", "socket", "steam", Some("stream")),
        ("steam/open/bind", "socket", "steam", Some("stream")),
        ("stream/pendng/accept", "state", "pendng", Some("pending")),
        ("stream/flying/accept", "state", "flying", None),
        ("stream/../accept", "state", "..", None),
        ("stream/open/bnd", "operation", "bnd", Some("bind")),
        (
            "stream/open/lokal-address-any",
            "operation",
            "lokal-address-any",
            Some("local-address"),
        ),
        ("stream/open/fly", "operation", "fly", None),
    ] {
        let Err(Refusal::Unknown {
            kind: found,
            name: of,
            near: meant,
            known,
        }) = place::name(&grids, given)
        else {
            panic!("{given} was not refused as unknown");
        };
        assert_eq!(
            (found, of.as_str(), meant.as_deref()),
            (kind, name, near),
            "{given}"
        );
        assert!(!known.is_empty() && near.is_none_or(|near| known.iter().any(|one| one == near)));
    }
    for given in ["accept", "open/accept", "a/wasix/stream/open/accept", ""] {
        let refused = place::name(&grids, given);
        assert_eq!(refused, Err(Refusal::NoCell(given.to_owned())));
    }
    for last in ["accept-", "accept--two", "accept-Two", "accept-two.wat.wat"] {
        let refused = place::name(&grids, &format!("stream/open/{last}"));
        assert!(
            matches!(refused, Err(Refusal::Suffix(_))),
            "{last}: {refused:?}"
        );
    }
    let both = place::name(&grids, "stream/none/shutdown");
    assert!(
        matches!(&both, Err(Refusal::Ambiguous { interfaces, .. }) if interfaces.len() > 1),
        "{both:?}"
    );
    let gap = place::name(&grids, "stream/none/open");
    let Err(Refusal::Gap { name, reason }) = gap else {
        panic!("a gap was not refused: {gap:?}");
    };
    assert_eq!(name, "wasix/stream/none/open");
    assert!(
        reason.starts_with("sock_open is asked of no descriptor"),
        "{reason}"
    );
}

/// The mistakes of the skeletons of this tree, with `old` replaced by `new`.
fn mistaken(old: &str, new: &str) -> (String, Vec<Mistake>) {
    let text = read("cases/wasix/stream/skeleton.toml");
    assert!(text.contains(old), "{old}");
    let text = text.replacen(old, new, 1);
    let grids = grids();
    let found = Skeleton::parse(
        grids.get("wasix").unwrap(),
        "stream",
        "skeleton.toml",
        &text,
    );
    (text, found.err().unwrap_or_default())
}

pub fn mistakes() {
    for (old, new, marked, message) in [
        (
            "state = \"bound\"",
            "state = \"bund\"",
            "\"bund\"",
            "unknown state `bund`",
        ),
        (
            "[\"renumber\"]",
            "[\"renumbr\"]",
            "\"renumbr\"",
            "unknown operation `renumbr`",
        ),
        (
            "[\"fixed-port\"]",
            "[\"fixd-port\"]",
            "\"fixd-port\"",
            "unknown data `fixd-port`",
        ),
        (
            "\"hello\"\nat",
            "\"any-port\"\nat",
            "\"any-port\"",
            "the data `any-port` is declared twice",
        ),
        (
            "fd_read =",
            "fd_reed =",
            "fd_reed",
            "unknown function `fd_reed`",
        ),
        (
            "\"$fd_dup (",
            "\"(",
            "\"(param i32 i32) (result i32)\"",
            "an import without a name or a type",
        ),
        (
            "call $fd_dup",
            "call $fd_pud",
            "$fd_pud",
            "a call of `$fd_pud`, which is neither imported nor a function of this file",
        ),
        (
            "(i32.const 320)))  ;;= *",
            "(i32.const 320)))  ;;~ success",
            "'''\n(drop (call $fd_fdstat_get",
            "a question that asks nothing",
        ),
        (
            "state = \"none\"\ndescriptor = \"(i32.const 99)\"",
            "state = \"none\"",
            "\"none\"",
            "no descriptor is in the state `none`",
        ),
        ("[[data]]", "[[date]]", "date", "unknown field `date`"),
    ] {
        let (text, found) = mistaken(old, new);
        let one = found.iter().find(|one| one.message.contains(message));
        let one = one.unwrap_or_else(|| panic!("{message}: {found:?}"));
        assert_eq!(one.file, "skeleton.toml");
        assert!(text[one.span.start..].starts_with(marked), "{one}");
        assert!(one.to_string().contains(&one.mend), "{one}");
    }
    // What is missing is shown where the grid declares it.
    for (old, new, file, declared, message) in [
        (
            "state = \"refused\"\n",
            "state = \"open\"\n",
            "cases/wasix/stream/grid.toml",
            "\"refused\"",
            "the state `refused` of stream has no set-up",
        ),
        (
            "operation = \"close\"",
            "operation = \"dup\"",
            "cases/wasix/interface.toml",
            "\"close\"",
            "the operation `close` of stream has no question",
        ),
        (
            "from = \"pending\"",
            "from = \"refused\"",
            "cases/wasix/stream/grid.toml",
            "\"connected\"",
            "the state `connected` of stream has no set-up",
        ),
    ] {
        let (_, found) = mistaken(old, new);
        let one = found.iter().find(|one| one.message == message);
        let one = one.unwrap_or_else(|| panic!("{message}: {found:?}"));
        assert!(one.file.ends_with(file), "{one}");
        assert!(one.text[one.span.clone()].starts_with(declared), "{one}");
        assert!(one.mend.ends_with("for it to skeleton.toml"), "{one}");
    }
}
