//! With which words the program was started, for the commands that it tells people to type.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

/// The tree of the suite that the command line names.
static TREE: OnceLock<PathBuf> = OnceLock::new();

/// Takes note of the tree of the suite that the command line names, before anybody asks for [`words`].
pub(crate) fn in_tree(tree: PathBuf) {
    let _ = TREE.set(tree);
}

/// The tree of the suite that the command line names, if it names one.
pub(crate) fn tree() -> Option<&'static Path> {
    TREE.get().map(PathBuf::as_path)
}

/// Gives these words: `cargo run --`, where cargo has started it, or else what it was called, such as `wasock`; and the tree of the suite
/// that it was told.
pub(crate) fn words() -> &'static str {
    static WORDS: LazyLock<String> = LazyLock::new(|| {
        let by_cargo = env::var_os("CARGO_MANIFEST_DIR").is_some();
        told(by_cargo, env::args().next(), tree())
    });
    &WORDS
}

fn told(by_cargo: bool, name: Option<String>, tree: Option<&Path>) -> String {
    let name = match name {
        _ if by_cargo => "cargo run --".to_owned(),
        Some(name) => quoted(&name),
        None => "wasock".to_owned(),
    };
    match tree {
        None => name,
        Some(tree) => format!("{name} --suite {}", quoted(&tree.to_string_lossy())),
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
        let named = |name: &str| told(false, Some(name.to_owned()), None);
        assert_eq!(named("wasock"), "wasock");
        assert_eq!(named("./my tools/wasock"), "'./my tools/wasock'");
        assert_eq!(
            told(true, Some("target/debug/wasock".to_owned()), None),
            "cargo run --"
        );
        assert_eq!(told(false, None, None), "wasock");
        let tree = Some(Path::new("my suite"));
        assert_eq!(told(false, None, tree), "wasock --suite 'my suite'");
    }
}
