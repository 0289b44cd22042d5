//! With which words the program was started, for the commands that it tells people to type.

use std::env;
use std::sync::LazyLock;

/// Gives these words: `cargo run --`, where cargo has started it, or else what it was called, such as `wasock`.
pub(crate) fn words() -> &'static str {
    static WORDS: LazyLock<String> = LazyLock::new(|| {
        let by_cargo = env::var_os("CARGO_MANIFEST_DIR").is_some();
        told(by_cargo, env::args().next())
    });
    &WORDS
}

fn told(by_cargo: bool, name: Option<String>) -> String {
    match name {
        _ if by_cargo => "cargo run --".to_owned(),
        Some(name) => quoted(&name),
        None => "wasock".to_owned(),
    }
}

/// Gives a word as it is typed in a shell. One that cannot be typed stays as it is.
pub(crate) fn quoted(word: &str) -> String {
    shlex::try_quote(word).map_or(word.to_owned(), |quoted| quoted.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_what_was_typed() {
        let named = |name: &str| told(false, Some(name.to_owned()));
        assert_eq!(named("wasock"), "wasock");
        assert_eq!(named("./my tools/wasock"), "'./my tools/wasock'");
        assert_eq!(
            told(true, Some("target/debug/wasock".to_owned())),
            "cargo run --"
        );
        assert_eq!(told(false, None), "wasock");
    }
}
