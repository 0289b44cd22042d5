//! Names that are near one that is misspelt, or that it is the beginning of.

use std::borrow::Borrow;

/// How many names are told.
const MOST: usize = 3;

/// How many letters of a word may be wrong for it to be a slip. A word that is so short that everything is near is like no other.
fn wrong(word: &str) -> usize {
    (word.chars().count() / 3).min(3)
}

/// Gives those of `names` that `word` may have been meant for, the nearest first.
pub(crate) fn near<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let most = wrong(word);
    let near = names.into_iter().filter_map(|name| {
        let distance = strsim::damerau_levenshtein(word, name);
        let begins = !word.is_empty() && name.starts_with(word);
        (begins || distance <= most).then_some((distance, name))
    });
    let mut near: Vec<(usize, &str)> = near.collect();
    near.sort_unstable();
    near.dedup();
    near.into_iter().map(|(_, name)| name).take(MOST).collect()
}

/// The same as the end of a sentence that says there is no such name: `; near are listen, listening`. Nothing where none is near.
pub(crate) fn told<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> String {
    ending(&near(word, names))
}

/// The end of such a sentence where these names are near.
pub(crate) fn ending<N: Borrow<str>>(near: &[N]) -> String {
    match near {
        [] => String::new(),
        near => format!("; near are {}", near.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_misspelt_or_begun_is_told_what_is_near() {
        let names = ["wasmtime-49.0.4", "wasmer", "wasmtime-48.0.2", "wasmi"];
        for (word, wanted) in [
            ("wasmr", "; near are wasmer, wasmi"),
            ("wasmtime-4", "; near are wasmtime-48.0.2, wasmtime-49.0.4"),
            ("wsamer", "; near are wasmer"),
            ("nonesuch", ""),
            ("", ""),
        ] {
            assert_eq!(told(word, names), wanted, "{word}");
        }
    }
}
