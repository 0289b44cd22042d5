//! What is particular to an interface stands in its folder: no other part of the harness knows one by its name.

use std::fs;
use std::path::{Path, PathBuf};

/// What the name of an interface, or of what its guests import, has in it.
const NAMES: [&str; 8] = [
    "wasix",
    "wasip1",
    "wasip2",
    "wasip3",
    "wasi_snapshot",
    "wasi_unstable",
    "cm32p2",
    "preview",
];

/// Where such a name may stand all the same: the file, what stands there, and why.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    (
        "command/judge.rs",
        "wasix/stream/",
        "examples in the help of the command line",
    ),
    (
        "command/mod.rs",
        "wasix/stream/",
        "examples in the help of the command line",
    ),
    (
        "grid/file.rs",
        "cases/wasix/",
        "messages point to the grid whose comments explain all of them",
    ),
    (
        "skeleton.rs",
        "cases/wasix/",
        "a message points to the skeleton whose comments explain all of them",
    ),
    (
        "source.rs",
        "wasix-libc",
        "a path that the sources of a C library have",
    ),
    (
        "skeleton/place.rs",
        "wasix/stream/",
        "an example in a message",
    ),
];

/// The text of a source without its comments and its tests, each line in its place.
fn code(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match rest {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ => {
                let end = token(rest, first);
                code.push_str(&rest[..end]);
                rest = &rest[end..];
                continue;
            }
        };
        code.extend(rest[..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    without_tests(&code)
}

/// Where the string, character or other piece ends that `rest` begins with.
fn token(rest: &str, first: char) -> usize {
    let raw = rest.strip_prefix('r').map(|after| {
        let hashes = after.len() - after.trim_start_matches('#').len();
        (after[hashes..].starts_with('"'), hashes)
    });
    if let Some((true, hashes)) = raw {
        let close = format!("\"{}", "#".repeat(hashes));
        let begin = hashes + 2;
        return rest[begin..]
            .find(&close)
            .map_or(rest.len(), |end| begin + end + close.len());
    }
    if first == '"' {
        let mut escaped = true;
        let closes = |(_, character): &(usize, char)| {
            let closes = *character == '"' && !escaped;
            escaped = *character == '\\' && !escaped;
            closes
        };
        return rest
            .char_indices()
            .find(closes)
            .map_or(rest.len(), |(at, _)| at + 1);
    }
    // A quote or a slash as a character, which begins no string and no comment.
    for character in ["'\"'", "'\\\"'", "'/'"] {
        if rest.starts_with(character) {
            return character.len();
        }
    }
    // A word is one piece, so that the `r` at its end begins no raw string.
    let word = |c: char| c.is_alphanumeric() || c == '_';
    rest.find(|c| !word(c))
        .filter(|end| *end > 0)
        .unwrap_or(first.len_utf8())
}

/// The same without modules that are for tests only. Formatted code closes a module where it began.
fn without_tests(code: &str) -> String {
    let mut kept = Vec::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        kept.push(line);
        if line.trim() != "#[cfg(test)]" {
            continue;
        }
        let Some(begun) = lines.next() else { break };
        kept.push("");
        let indent = &begun[..begun.len() - begun.trim_start().len()];
        if begun.ends_with('{') {
            for line in lines.by_ref() {
                kept.push("");
                if line == format!("{indent}}}") {
                    break;
                }
            }
        }
    }
    kept.join("\n")
}

/// All sources below `folder`, without those of tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["interface", "tests"].contains(&name.as_str()) {
            found.extend(sources(&path));
        } else if name.ends_with(".rs") && name != "tests.rs" {
            found.push(path);
        }
    }
    found
}

#[test]
fn the_harness_knows_no_interface_by_its_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut wrong, mut used) = (Vec::new(), vec![false; EXCEPTIONS.len()]);
    let sources = sources(&root);
    assert!(sources.len() > 50, "the sources are found");
    for path in sources {
        let file = path.strip_prefix(&root).unwrap().display().to_string();
        let text = fs::read_to_string(&path).unwrap();
        for (index, line) in code(&text).lines().enumerate() {
            let lower = line.to_lowercase();
            if !NAMES.iter().any(|name| lower.contains(name)) {
                continue;
            }
            let excepted = EXCEPTIONS
                .iter()
                .position(|(known, text, _)| *known == file && line.contains(text));
            match excepted {
                Some(excepted) => used[excepted] = true,
                None => wrong.push(format!("{file}:{}: {}", index + 1, line.trim())),
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these belong into interface/, or ask an interface:\n{}",
        wrong.join("\n")
    );
    for ((file, text, _), used) in EXCEPTIONS.iter().zip(used) {
        assert!(used, "{file} has no `{text}`: remove the exception");
    }
}

#[test]
fn a_name_is_found_in_code_and_nowhere_else() {
    let found = |text: &str| {
        let code = code(text);
        let mut lines = code.lines().zip(1..);
        lines
            .find(|(line, _)| line.contains("wasix"))
            .map(|(_, number)| number)
    };
    for (text, line) in [
        ("// wasix\n/* wasix\n */ let a = 1;", None),
        ("let a = \"// \";\nlet b = \"wasix\";", Some(2)),
        ("let a = \"\\\\\"; // wasix", None),
        ("let a = r#\"\n\"// \"#; wasix", Some(2)),
        ("let a = '\"'; // wasix\nwasix::run()", Some(2)),
        ("fn f() {}\n#[cfg(test)]\nmod tests {\n    wasix\n}\n", None),
        ("#[cfg(test)]\nmod tests {\n    {\n    }\n}\nwasix", Some(6)),
        ("#[cfg(test)]\nmod tests;\nlet a = \"wasix\";", Some(3)),
    ] {
        assert_eq!(found(text), line, "{text}");
    }
}
