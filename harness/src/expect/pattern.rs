//! Patterns: what the text of one value may be.

use super::Bindings;

/// A piece of a pattern.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// These characters.
    Text(&'a str),
    /// Any characters.
    Any,
    /// What the name stands for; if it stands for nothing yet, any characters, which it then stands for.
    Name(&'a str),
}

/// Whether `value` is what `pattern` says. Names that get a value here are added to `bindings` only if it is.
///
/// In a pattern in double quotes nothing but the string itself is meant.
pub(super) fn matches(pattern: &str, value: &str, bindings: &mut Bindings) -> bool {
    let pieces = if pattern.starts_with('"') {
        vec![Piece::Text(pattern)]
    } else {
        pieces(pattern)
    };
    let mut tried = bindings.clone();
    let fits = fits(&pieces, value, &mut tried);
    if fits {
        *bindings = tried;
    }
    fits
}

fn pieces(pattern: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('*') {
            pieces.push(Piece::Any);
            rest = after;
        } else if let Some(after) = rest.strip_prefix('$') {
            let end = after
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
                .unwrap_or(after.len());
            pieces.push(Piece::Name(&after[..end]));
            rest = &after[end..];
        } else {
            let end = rest.find(['*', '$']).unwrap_or(rest.len());
            pieces.push(Piece::Text(&rest[..end]));
            rest = &rest[end..];
        }
    }
    pieces
}

fn fits(pieces: &[Piece<'_>], value: &str, bindings: &mut Bindings) -> bool {
    match pieces {
        [] => value.is_empty(),
        [Piece::Text(text), rest @ ..] => value
            .strip_prefix(text)
            .is_some_and(|value| fits(rest, value, bindings)),
        [Piece::Any, rest @ ..] => splits(value).any(|at| fits(rest, &value[at..], bindings)),
        [Piece::Name(name), rest @ ..] => match bindings.get(*name).cloned() {
            Some(bound) => value
                .strip_prefix(bound.as_str())
                .is_some_and(|value| fits(rest, value, bindings)),
            None => splits(value).skip(1).any(|at| {
                bindings.insert((*name).to_owned(), value[..at].to_owned());
                let fits = fits(rest, &value[at..], bindings);
                if !fits {
                    bindings.remove(*name);
                }
                fits
            }),
        },
    }
}

/// Returns every place at which `value` can be cut in two.
fn splits(value: &str) -> impl Iterator<Item = usize> {
    value.char_indices().map(|(at, _)| at).chain([value.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_wildcards() {
        let mut none = Bindings::new();
        for (pattern, value, fits) in [
            ("opened", "opened", true),
            ("opened", "open", false),
            ("*", "", true),
            ("127.0.0.1:*", "127.0.0.1:49155", true),
            ("127.0.0.1:*", "127.0.0.2:49155", false),
            ("\"a*\"", "\"ab\"", false),
            ("\"a*\"", "\"a*\"", true),
        ] {
            assert_eq!(
                matches(pattern, value, &mut none),
                fits,
                "{pattern} {value}"
            );
        }
        assert!(none.is_empty());
    }

    #[test]
    fn a_name_takes_a_value_once() {
        let mut bindings = Bindings::new();
        assert!(matches("127.0.0.1:$port", "127.0.0.1:49155", &mut bindings));
        assert_eq!(bindings["port"], "49155");
        assert!(matches("127.0.0.1:$port", "127.0.0.1:49155", &mut bindings));
        assert!(!matches(
            "127.0.0.1:$port",
            "127.0.0.1:49156",
            &mut bindings
        ));
    }

    #[test]
    fn a_name_takes_no_value_from_what_does_not_fit() {
        let mut bindings = Bindings::new();
        assert!(!matches("10.0.0.1:$port", "127.0.0.1:49155", &mut bindings));
        assert!(bindings.is_empty());
    }
}
