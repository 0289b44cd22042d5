//! Which claims the cases cite, read from their headers alone: to read a whole case takes a hundred times as long.

use std::path::Path;

use serde::Deserialize;

use crate::at_once::{self, at_once};
use crate::header::{Source, Variants};
use crate::mistake::{Mistake, Mistakes, shown};
use crate::name;

use super::{CaseError, files, read, variants};

/// What a header says of claims, whatever else it says.
#[derive(Deserialize)]
struct Citing {
    #[serde(default)]
    refs: Vec<String>,
    #[serde(default)]
    variants: Variants,
}

/// A case by its name, and the ids of the claims that it cites.
pub(crate) type Cited = (String, Vec<String>);

/// Gives all cases below `root` with what they cite, in the order of their files and variants.
///
/// # Errors
/// [`CaseError`] when a file cannot be read, or its header has a mistake.
pub(crate) fn all(root: &Path) -> Result<Vec<Cited>, CaseError> {
    let of_file = |name: &String| {
        let path = name::file(root, name);
        let cited = of_text(&shown(&path), name, &read(&path)?);
        cited.map_err(|mistake| CaseError::Wrong(Mistakes(vec![mistake])))
    };
    let all = at_once(at_once::cores(), &files(root)?, of_file);
    let all: Vec<Vec<Cited>> = all.into_iter().collect::<Result<_, CaseError>>()?;
    Ok(all.concat())
}

/// The cases of the text in `file`, whose path is `name`.
fn of_text(file: &str, name: &str, text: &str) -> Result<Vec<Cited>, Mistake> {
    let Citing { refs, variants } = Source::new(file, text).read()?;
    if variants.is_empty() {
        return Ok(vec![(name.to_owned(), refs)]);
    }
    let cited = variants::in_order(variants).into_iter();
    let cited = cited.map(|(variant, values)| {
        let variant = variant.get_ref();
        let refs = refs.iter();
        let refs = refs.map(|id| variants::replaced_in_word(id, variant, &values));
        (format!("{name}:{variant}"), refs.collect())
    });
    Ok(cited.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::suite::Suite;

    #[test]
    fn a_header_says_what_its_case_cites() {
        let suite = Suite::here().unwrap();
        let names = suite.names().unwrap();
        let all = all(&suite.cases).unwrap();
        let read: Vec<&String> = all.iter().map(|(name, _)| name).collect();
        assert_eq!(read, names.iter().collect::<Vec<_>>());
        // Of these, some have the keys of their variants in what they cite, and others have no variants.
        let some: Vec<&Cited> = all
            .iter()
            .filter(|(name, _)| name.starts_with("seed/"))
            .collect();
        assert!(some.iter().any(|(name, _)| name.contains(':')));
        for (name, cited) in some {
            assert_eq!(suite.load(name).unwrap().header.refs, *cited, "{name}");
        }
    }
}
