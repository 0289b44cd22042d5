//! Ranges of versions, `>=7.4, <8`, by the first three numbers of a version: a checkout or a release candidate is of the line that it is on.

use std::fmt;

use semver::{Comparator, Version, VersionReq};

/// A range of versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Versions(VersionReq);

/// Where a version stands to a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// In it.
    Within,
    /// It is not: the range has ended.
    After,
    /// It is not: the range has not begun.
    Before,
}

impl Versions {
    /// Reads a range.
    ///
    /// # Errors
    /// Why it is none.
    pub(super) fn parse(text: &str) -> Result<Versions, String> {
        let range =
            VersionReq::parse(text).map_err(|error| format!("no range of versions: {error}"))?;
        let named = range.comparators.iter().find(|one| !one.pre.is_empty());
        match named {
            Some(one) => Err(format!("`{one}` names what comes before a release")),
            None => Ok(Versions(range)),
        }
    }

    /// Where a version stands to it. One that has no number is in every range, since nobody can say that it is not.
    pub(super) fn place(&self, version: &str) -> Place {
        let Some(version) = release(version) else {
            return Place::Within;
        };
        let matches = |one: &Comparator| {
            let range = VersionReq {
                comparators: vec![one.clone()],
            };
            range.matches(&version)
        };
        let mut failing = self.0.comparators.iter().filter(|one| !matches(one));
        let before = |one: &Comparator| version < base(one);
        match failing.clone().next() {
            None => Place::Within,
            Some(_) if failing.any(before) => Place::Before,
            Some(_) => Place::After,
        }
    }
}

/// The version that a comparison names.
fn base(one: &Comparator) -> Version {
    let part = |part: Option<u64>| part.unwrap_or_default();
    Version::new(one.major, part(one.minor), part(one.patch))
}

/// The numbers of a version: `7.5.0-g1a2b3c4-dirty` is of 7.5.0, `49` of 49.0.0.
fn release(version: &str) -> Option<Version> {
    let numbers = version.trim_start_matches('v');
    let end = numbers.find(|one: char| one != '.' && !one.is_ascii_digit());
    let mut parts = numbers[..end.unwrap_or(numbers.len())].split('.');
    let mut next = || parts.next().map_or(Some(0), |part| part.parse().ok());
    Some(Version::new(next()?, next()?, next()?))
}

impl fmt::Display for Versions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_before_a_range_in_it_or_after_it() {
        for (range, version, place) in [
            (">=7.4, <8", "7.4.2", Place::Within),
            (">=7.4, <8", "7.3.9", Place::Before),
            (">=7.4, <8", "8.0.0", Place::After),
            ("<8", "8.0.0", Place::After),
            (">=8", "7.9.9", Place::Before),
            ("<8", "7.5.0-g1a2b3c4-dirty", Place::Within),
            ("<8", "8.0.0-rc.1", Place::After),
            ("=7.4.2", "7.4.1", Place::Before),
            ("=7.4.2", "7.4.3", Place::After),
            ("7.4", "7.9.0", Place::Within),
            ("<=48", "48", Place::Within),
            ("<8", "v7", Place::Within),
            ("<8", "mine", Place::Within),
        ] {
            let range = Versions::parse(range).unwrap();
            assert_eq!(range.place(version), place, "{range} {version}");
        }
        for wrong in ["", "8.x.y", "before 8", "<8.0.0-rc.1"] {
            assert!(Versions::parse(wrong).is_err(), "{wrong}");
        }
    }
}
