//! Variants: what they are, and their mistakes.

use wasock::case::variants;
use wasock::header::Level;
use wasock::peer::Action;

use super::{CELL, GOOD, case, load, mistakes};

const HEADER: &str = ";;! [variants]\n;;! high = { fd = \"99\", answer = \"badf\" }\n;;! low  = { fd = \"3\", answer = \"notsock\" }\n";

/// A case with this header, and this line as its question.
fn varied(header: &str, question: &str) -> String {
    let key = ";;! refs = [\"a.claim\"]\n";
    case(question).replace(key, &format!("{key}{header}"))
}

/// The question of a case with two variants.
fn question() -> String {
    let marked = GOOD.replace("99", "99 (;fd;)");
    marked.replace("badf", "{answer}")
}

#[test]
fn the_text_as_it_stands_is_the_first_variant() {
    let text = varied(HEADER, &question());
    let all = variants::read("x.wat", &text).unwrap();
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["high", "low"]);
    assert_eq!(all[0].text, text.replace("{answer}", "badf"));
    let low = text.replace("99 (;", "3 (;").replace("{answer}", "notsock");
    assert_eq!(all[1].text, low);
}

#[test]
fn a_variant_is_a_case_of_its_own() {
    let text = varied(HEADER, &question()).replace("is asked", "is asked of {fd}");
    for (name, full, fd, answer) in [
        (":high", ":high", "99", "badf"),
        (":low", ":low", "3", "notsock"),
        ("", ":high", "99", "badf"),
    ] {
        let name = format!("{CELL}{name}");
        let case = load("variants", &name, &text).unwrap();
        assert_eq!(case.name, format!("{CELL}{full}"));
        assert_eq!(case.prose, format!("What is asked of {fd}."));
        assert_eq!(case.expectations[0].text, answer);
        assert_eq!(case.expectations[0].line, 9);
    }
    let wrong = load("variants", &format!("{CELL}:none"), &text).unwrap_err();
    let told = wrong.to_string();
    assert!(
        told.ends_with("listen.wat has no variant `none`; it has high, low"),
        "{told}"
    );
    let wrong = load("no-variants", &format!("{CELL}:high"), &case(GOOD)).unwrap_err();
    assert!(
        wrong
            .to_string()
            .ends_with("listen.wat has no variant `high`"),
        "{wrong}"
    );
}

#[test]
fn strings_and_names_differ_too() {
    let header = ";;! variants.listen = { call = \"sock_listen\", local = \"$one\" }\n\
                  ;;! variants.shutdown = { call = \"sock_shutdown\", local = \"$other\" }\n";
    let text = varied(header, GOOD)
        .replace("\"sock_listen\" (func", "\"sock_listen\" (;call;) (func")
        .replace("\n  (func (", "\n  (func $one (;local;) (");
    let all = variants::read("x.wat", &text).unwrap();
    assert!(all[1].text.contains("\"sock_shutdown\" (;call;)"));
    assert!(all[1].text.contains("(func $other (;local;)"));
}

#[test]
fn the_other_keys_of_the_header_and_the_steps_of_a_peer_differ_too() {
    let header = ";;! level = \"{level}\"\n;;! needs = [\"netns\"]\n;;! peer = \"127.0.0.1:{port}\"\n\
                  ;;! variants.one = { level = \"must\", port = \"7967\", data = \"a\" }\n\
                  ;;! variants.two = { level = \"may\", port = \"80\", data = \"b\" }\n";
    let text = varied(header, &format!("    ;;< send \"{{data}}\"\n{GOOD}"));
    let text = text.replacen(";;! level = \"must\"\n", "", 1);
    for (name, level, port, data) in [
        ("one", Level::Must, 7967, b"a"),
        ("two", Level::May, 80, b"b"),
    ] {
        let case = load("header", &format!("{CELL}:{name}"), &text).unwrap();
        let peer = case.peer.unwrap();
        assert_eq!((case.header.level, peer.address.port()), (level, port));
        assert_eq!(peer.steps[0].action, Action::Send(data.to_vec()));
    }
}

#[test]
fn without_variants_a_block_comment_that_is_no_mark_is_a_comment() {
    let text = case(GOOD).replace("99", "99 (; of nobody ;)");
    assert_eq!(variants::read("x.wat", &text), Ok(Vec::new()));
    load("comment", CELL, &text).unwrap();
}

#[test]
fn what_is_wrong_with_one_variant_is_told_with_its_name() {
    let text = varied(HEADER, &question()).replace("notsock", "nosock");
    load("first-is-right", CELL, &text).unwrap();
    let found = mistakes("one-is-wrong", &format!("{CELL}:low"), &text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(
        found[0].2,
        "unknown errno name `nosock` (in the variant `low`)"
    );
}

#[test]
fn each_mistake_of_variants_has_its_place() {
    let good = varied(HEADER, &question());
    let rows: [(&str, String, usize, usize, &str); 16] = [
        (
            "no table",
            case(&question()),
            6,
            44,
            "a mark of variants, `fd`, in a case that has none",
        ),
        (
            "number",
            good.replace("\"99\"", "99"),
            5,
            19,
            "`fd`: invalid type",
        ),
        (
            "alone",
            good.replace(";;! low  = { fd = \"3\", answer = \"notsock\" }\n", ""),
            5,
            5,
            "`high` is a variant of nothing",
        ),
        (
            "name",
            good.replace("low ", "Low "),
            6,
            5,
            "`Low` is no name of a variant",
        ),
        (
            "letters",
            good.replace("low ", "HIGH "),
            6,
            5,
            "`HIGH` is another variant in other letters",
        ),
        (
            "missing key",
            good.replace("fd = \"3\", ", ""),
            6,
            5,
            "the variant `low` has no `fd`",
        ),
        (
            "other key",
            good.replace("{ fd = \"3\"", "{ more = \"1\", fd = \"3\""),
            6,
            14,
            "the variant `high` has no `more`",
        ),
        (
            "key",
            good.replace("{ fd", "{ Fd"),
            5,
            14,
            "`Fd` is no key of a variant",
        ),
        (
            "unused",
            good.replace("99 (;fd;)", "99"),
            5,
            14,
            "`fd` stands nowhere",
        ),
        (
            "unknown mark",
            good.replace("(i32.const 8)", "(i32.const 8 (;backlog;))"),
            9,
            65,
            "no variant has a `backlog`",
        ),
        (
            "unknown brace",
            good.replace("What is", "What {word} is"),
            1,
            9,
            "no variant has a `word`",
        ),
        (
            "bare mark",
            good.replace("(i32.const 99 (;fd;))", "(i32.const 99) (;fd;)"),
            9,
            45,
            "`fd` has nothing before it that could differ",
        ),
        (
            "line",
            good.replace("99 (;fd;)", "99\n(;fd;)"),
            10,
            1,
            "`fd` has nothing before it that could differ",
        ),
        (
            "as it stands",
            good.replace("99 (;fd;)", "98 (;fd;)"),
            9,
            41,
            "`98` here, and `99` in the first variant, `high`",
        ),
        (
            "two tokens",
            good.replace("\"3\"", "\"3) (drop\""),
            6,
            19,
            "`3) (drop` is not one token",
        ),
        (
            "same",
            good.replace("\"3\"", "\"99\"").replace("notsock", "badf"),
            6,
            5,
            "`low` is the same as `high`",
        ),
    ];
    for (test, text, line, column, message) in rows {
        assert_ne!(text, good, "{test}");
        let found = mistakes(&format!("variants-{test}"), CELL, &text);
        let first = &found[0];
        assert!(first.2.contains(message), "{test}: {found:?}");
        assert_eq!((first.0, first.1), (line, column), "{test}: {found:?}");
    }
}
