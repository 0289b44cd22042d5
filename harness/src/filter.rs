//! Filters: the words by which people say which trials they mean.
//!
//! ```text
//! stream/listening                       a part of a name
//! listen::wasmer                         the cases whose name ends so, on that runner alone
//! cases/wasix/stream/open/bind.wat       a file, or a folder, of the cases: with all that is in it
//! wasix/stream/*/bind*                   a pattern, in which * stands for any characters but /: a whole name, or its last parts
//! ```

use crate::cause::fits;
use crate::name;
use crate::near;

/// How many names are told that are near one that is misspelt, and how many characters may be wrong.
const NEAR: usize = 3;
const WRONG: usize = 3;

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The word as it was typed.
    word: String,
    case: Meant,
    /// The column that is meant; none where all are.
    column: Option<String>,
}

/// Which cases are meant.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meant {
    /// Those whose name has this in it.
    Part(String),
    /// Those whose name ends so.
    End(String),
    /// The one that has this path, all of its variants, and what is in the folder of this path.
    Path(String),
    /// Those whose name, or the last parts of it, is what this pattern says.
    Pattern(String),
    /// The one of this name.
    Exactly(String),
}

impl Filter {
    /// Reads a word. One that is to be `exact` is the name of a case or of a trial.
    pub fn new(word: &str, exact: bool) -> Filter {
        let (case, column) = match word.split_once("::") {
            Some((case, column)) => (case, Some(column.to_owned())),
            None => (word, None),
        };
        // A variant of a file stands behind it, as the commands that are printed have it.
        let path = case.replacen(".wat:", ":", 1);
        let path = path.strip_suffix(".wat").unwrap_or(&path);
        let below = match path.strip_prefix("cases/") {
            Some(below) => Some(below),
            None => path.split_once("/cases/").map(|(_, below)| below),
        };
        let meant = if exact {
            Meant::Exactly(below.unwrap_or(path).to_owned())
        } else if case.contains('*') {
            Meant::Pattern(below.unwrap_or(path).to_owned())
        } else if let Some(below) = below {
            Meant::Path(below.trim_end_matches('/').to_owned())
        } else if path != case {
            Meant::End(path.to_owned())
        } else if column.is_some() {
            Meant::End(case.to_owned())
        } else {
            Meant::Part(case.to_owned())
        };
        Filter {
            word: word.to_owned(),
            case: meant,
            column,
        }
    }

    /// Whether the trial of a case in a column is meant.
    pub fn means(&self, case: &str, column: &str) -> bool {
        self.means_column(column) && self.means_case(case)
    }

    /// Whether a case is meant, in some column.
    pub fn means_case(&self, case: &str) -> bool {
        let (path, _) = name::parts(case);
        match &self.case {
            Meant::Part(part) => case.contains(part.as_str()),
            Meant::End(end) => case.ends_with(end.as_str()) || path.ends_with(end.as_str()),
            Meant::Path(wanted) => {
                let rest = case.strip_prefix(wanted.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':']))
            }
            Meant::Pattern(pattern) => tails(case).any(|tail| fits(pattern, tail)),
            Meant::Exactly(wanted) => case == wanted,
        }
    }

    /// Whether it names a column.
    pub fn names_column(&self) -> bool {
        self.column.is_some()
    }

    fn means_column(&self, column: &str) -> bool {
        let wanted = self.column.as_ref();
        wanted.is_none_or(|wanted| fits(wanted, column))
    }

    /// Says that it means none of these trials, each a case and a column, and what may have been meant.
    pub fn says_nothing(&self, trials: &[(String, String)]) -> String {
        let word = &self.word;
        let of_cases = trials.iter().filter(|(case, _)| self.means_case(case));
        let mut columns: Vec<&str> = of_cases.map(|(_, column)| column.as_str()).collect();
        columns.sort_unstable();
        columns.dedup();
        if !columns.is_empty() {
            let known = columns.join(", ");
            let wanted = self.column.as_deref().unwrap_or_default();
            let near = near::told(wanted, columns);
            return format!(
                "`{word}` selects nothing, since such cases are tried on {known}{near}"
            );
        }
        format!("`{word}` selects nothing{}", self.misspelt(trials))
    }

    /// What may have been meant, as the end of a sentence which says that there is no such case; nothing where nothing is near.
    pub fn misspelt(&self, trials: &[(String, String)]) -> String {
        near::ending(&self.near(trials))
    }

    /// The names, or parts of names, that are nearest to it.
    fn near(&self, trials: &[(String, String)]) -> Vec<String> {
        let (Meant::Part(word)
        | Meant::End(word)
        | Meant::Path(word)
        | Meant::Pattern(word)
        | Meant::Exactly(word)) = &self.case;
        let word = word.trim_end_matches('/');
        // Of a pattern, what stands before its first star is what can be misspelt.
        let plain = word.split('/').take_while(|part| !part.contains('*'));
        let plain = plain.collect::<Vec<_>>().join("/");
        let (word, is_pattern) = match word.contains('*') {
            true => (plain.as_str(), true),
            false => (word, false),
        };
        let parts = word.split('/').count();
        let mut near: Vec<(usize, String)> = Vec::new();
        let mut known: Vec<&str> = trials.iter().map(|(case, _)| case.as_str()).collect();
        known.dedup();
        // Of a case that has variants, the names are those of its variants.
        let variants = known.iter().filter(|case| name::parts(case).0 == word);
        let variants: Vec<String> = variants.map(|case| (*case).to_owned()).collect();
        if matches!(self.case, Meant::Exactly(_)) && !variants.is_empty() {
            return variants.into_iter().take(NEAR).collect();
        }
        let bare = !word.contains(':');
        for case in known {
            let case = if bare { name::parts(case).0 } else { case };
            let names: Vec<&str> = case.split('/').collect();
            for window in names.windows(parts) {
                let name = window.join("/");
                let distance = strsim::damerau_levenshtein(word, &name);
                let is_there = is_pattern && distance == 0;
                if distance <= WRONG && distance < name.len() / 2 && !is_there {
                    near.push((distance, name));
                }
            }
        }
        near.sort();
        near.dedup();
        near.into_iter().map(|(_, name)| name).take(NEAR).collect()
    }
}

/// A name, and the same without its first part, its first two, and so on.
fn tails(name: &str) -> impl Iterator<Item = &str> {
    let slashes = name.match_indices('/').map(|(at, _)| at + 1);
    std::iter::once(0).chain(slashes).map(|at| &name[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_means_what_it_says() {
        let bind = "wasix/stream/open/bind";
        let variant = "wasix/stream/open/get-option:no-delay";
        for (word, case, column, means) in [
            ("open/bi", bind, "mine", true),
            ("bind::mine", bind, "mine", true),
            ("bind::mine", bind, "mine-2", false),
            ("bind::mine*", bind, "mine-2", true),
            ("bin::mine", bind, "mine", false),
            ("option::mine", variant, "mine", true),
            ("option:no-delay::mine", variant, "mine", true),
            ("cases/wasix/stream/open/bind.wat", bind, "mine", true),
            ("./cases/wasix/stream/open/", bind, "mine", true),
            (
                "/a/cases/wasix/stream/open/get-option.wat",
                variant,
                "mine",
                true,
            ),
            (
                "cases/wasix/stream/open/get-option.wat:no-delay",
                variant,
                "mine",
                true,
            ),
            ("open/get-option.wat:no-delay::mine", variant, "mine", true),
            (
                "cases/wasix/stream/open/get-option.wat:no",
                variant,
                "mine",
                false,
            ),
            ("cases/wasix/stream/ope", bind, "mine", false),
            ("open/bind.wat", bind, "mine", true),
            ("wasix/*/open/bind*", bind, "mine", true),
            ("open/b*", bind, "mine", true),
            ("stream/b*", bind, "mine", false),
            ("*:no-delay", variant, "mine", true),
        ] {
            assert_eq!(
                Filter::new(word, false).means(case, column),
                means,
                "{word} {case}"
            );
        }
        for (word, case, means) in [
            (bind, bind, true),
            ("open/bind", bind, false),
            ("cases/wasix/stream/open/bind.wat", bind, true),
            (variant, variant, true),
            (
                "cases/wasix/stream/open/get-option.wat:no-delay",
                variant,
                true,
            ),
            ("wasix/stream/open/get-option:no", variant, false),
            ("wasix/stream/open/get-option", variant, false),
        ] {
            assert_eq!(Filter::new(word, true).means(case, "mine"), means, "{word}");
        }
    }

    #[test]
    fn what_is_misspelt_is_told_what_is_near() {
        let trial = |case: &str| (case.to_owned(), "mine".to_owned());
        let trials = [
            trial("wasix/stream/listening/listen"),
            trial("wasix/stream/listening/accept"),
            trial("wasix/stream/open/get-option:no-delay"),
        ];
        for (word, told) in [
            (
                "stream/lisening",
                "`stream/lisening` selects nothing; near are stream/listening",
            ),
            (
                "acept::mine",
                "`acept::mine` selects nothing; near are accept",
            ),
            (
                "get-optoin",
                "`get-optoin` selects nothing; near are get-option",
            ),
            (
                "listen::other",
                "`listen::other` selects nothing, since such cases are tried on mine",
            ),
            (
                "cases/wasi/stream/open.wat",
                "`cases/wasi/stream/open.wat` selects nothing; near are wasix/stream/open",
            ),
            (
                "listen::mne",
                "`listen::mne` selects nothing, since such cases are tried on mine; near are mine",
            ),
            (
                "wasix/strem/*",
                "`wasix/strem/*` selects nothing; near are wasix/stream",
            ),
            ("wasix/stream/*/x", "`wasix/stream/*/x` selects nothing"),
            ("nonesuch", "`nonesuch` selects nothing"),
        ] {
            assert_eq!(Filter::new(word, false).says_nothing(&trials), told);
        }
        let whole = Filter::new("wasix/stream/open/get-option", true);
        assert_eq!(
            whole.says_nothing(&trials),
            "`wasix/stream/open/get-option` selects nothing; near are wasix/stream/open/get-option:no-delay"
        );
    }
}
