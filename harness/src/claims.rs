//! The claims: sentences of named documents that promise something about sockets.
//!
//! They stand in `cases/claims/<document>/<page>.toml`, a file for each page or interface. The ids of its claims begin with its
//! path: `posix.listen.unbound` stands in `posix/listen.toml`. `cases/claims/README.md` has the format.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::document::{Document, DocumentError, entries};
use crate::header::Level;
use crate::mistake::{Mistake, Mistakes};

/// One promise of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The id that cases cite, for example `posix.listen.unbound`.
    pub id: String,
    /// The document, with its edition.
    pub document: String,
    /// The place in the document.
    pub place: String,
    /// The promise, in our own words.
    pub promise: String,
    /// The highest level that an expectation may have which rests on this claim alone.
    pub level: Level,
}

/// What a file of claims holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Page {
    document: String,
    edition: Option<String>,
    level: Level,
    #[serde(rename = "claim")]
    claims: Vec<Promise>,
}

/// A claim, without what the head of its file says of all.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Promise {
    id: Spanned<String>,
    document: Option<Spanned<String>>,
    edition: Option<String>,
    place: String,
    promise: String,
    level: Option<Spanned<Level>>,
}

/// All claims, by id.
#[derive(Debug, Default)]
pub struct Claims {
    by_id: BTreeMap<String, Claim>,
}

const FORMAT: &str = "write it as cases/claims/README.md has it";

impl Claims {
    /// Reads every page in `folder`; a folder that does not exist has no claims.
    ///
    /// # Errors
    /// [`DocumentError`] for what cannot be read, and for the mistakes of the first page that has some: unknown keys, an id
    /// that does not fit the path of its file or stands twice, a level that is not weaker than that of the page.
    pub fn load(folder: &Path) -> Result<Claims, DocumentError> {
        let mut claims = Claims::default();
        for group in entries(folder)? {
            if group.ends_with("README.md") {
                continue;
            }
            if !group.is_dir() {
                return Err(misplaced(&group));
            }
            for path in entries(&group)? {
                if path.extension().is_none_or(|extension| extension != "toml") {
                    return Err(misplaced(&path));
                }
                let prefix = format!("{}.{}", stem(&group), stem(&path));
                if let Some(page) = Document::read(&path, FORMAT)? {
                    let mistakes = claims.add(&prefix, &page);
                    if !mistakes.is_empty() {
                        return Err(DocumentError::Wrong(Mistakes(mistakes)));
                    }
                }
            }
        }
        Ok(claims)
    }

    /// Adds the claims of a page whose ids are to begin with `prefix`; returns its mistakes.
    fn add(&mut self, prefix: &str, page: &Document<Page>) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        let head = &page.content;
        for one in &head.claims {
            let mut mistake = |span, message: String, mend: String| {
                mistakes.push(page.mistake(span, message, mend));
            };
            let id = one.id.get_ref();
            let below = id.strip_prefix(prefix);
            if !below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) {
                let message = format!("the claims of this file begin with `{prefix}`");
                let mend = match id.splitn(3, '.').collect::<Vec<_>>()[..] {
                    [group, page, ..] => format!("move it to cases/claims/{group}/{page}.toml"),
                    _ => format!("call it `{prefix}.{id}`"),
                };
                mistake(one.id.span(), message, mend);
            }
            let level = one.level.as_ref();
            if let Some(level) = level.filter(|level| *level.get_ref() <= head.level) {
                let message = format!("the level of the file is {} already", head.level);
                let mend = "leave it out, or give the file the strongest level of its claims";
                mistake(level.span(), message, mend.to_owned());
            }
            let (document, edition) = match &one.document {
                None => (
                    &head.document,
                    one.edition.as_ref().or(head.edition.as_ref()),
                ),
                Some(document) => (document.get_ref(), one.edition.as_ref()),
            };
            if let Some(document) = one
                .document
                .as_ref()
                .filter(|own| *own.get_ref() == head.document)
            {
                let mend = "leave it out".to_owned();
                mistake(
                    document.span(),
                    "the file has this document already".to_owned(),
                    mend,
                );
            }
            let claim = Claim {
                id: id.clone(),
                document: match edition {
                    Some(edition) => format!("{document} ({edition})"),
                    None => document.clone(),
                },
                place: one.place.clone(),
                promise: one.promise.clone(),
                level: level.map_or(head.level, |level| *level.get_ref()),
            };
            if self.by_id.insert(id.clone(), claim).is_some() {
                let message = format!("the claim `{id}` stands in the claims already");
                mistake(one.id.span(), message, "give it another name".to_owned());
            }
        }
        mistakes
    }

    /// The claim with this id.
    pub fn get(&self, id: &str) -> Option<&Claim> {
        self.by_id.get(id)
    }

    /// All claims in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = &Claim> {
        self.by_id.values()
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn misplaced(path: &Path) -> DocumentError {
    DocumentError::Misplaced {
        file: path.display().to_string(),
        why: "is no page of claims".to_owned(),
        mend: "name it cases/claims/<document>/<page>.toml, or remove it".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(prefix: &str, text: &str) -> (Claims, String) {
        let mut claims = Claims::default();
        let page = match Document::parse("x.toml".to_owned(), text.to_owned(), FORMAT) {
            Ok(page) => page,
            Err(error) => return (claims, error.to_string()),
        };
        let mistakes = claims.add(prefix, &page);
        (claims, DocumentError::Wrong(Mistakes(mistakes)).to_string())
    }

    const HEAD: &str = "document = \"D\"\nedition = \"e1\"\nlevel = \"should\"\n";

    #[test]
    fn the_head_of_a_page_holds_for_its_claims_unless_they_say_otherwise() {
        let text = format!(
            "{HEAD}[[claim]]\nid = \"a.b\"\nplace = \"p\"\npromise = \"q\"\n\
             [[claim]]\nid = \"a.b.c\"\nedition = \"e2\"\nplace = \"p\"\npromise = \"q\"\nlevel = \"may\"\n\
             [[claim]]\nid = \"a.b.d\"\ndocument = \"F\"\nplace = \"p\"\npromise = \"q\"\n"
        );
        let (claims, mistakes) = read("a.b", &text);
        assert_eq!(mistakes, "");
        let shown: Vec<_> = claims
            .iter()
            .map(|claim| format!("{} {} {}", claim.id, claim.document, claim.level))
            .collect();
        assert_eq!(
            shown,
            ["a.b D (e1) should", "a.b.c D (e2) may", "a.b.d F should"]
        );
    }

    #[test]
    fn mistakes_are_shown_at_their_place() {
        let claim = "[[claim]]\nid = \"a.b.c\"\nplace = \"p\"\npromise = \"q\"\n";
        let rows = [
            (
                "a.x",
                claim.to_owned(),
                "the claims of this file begin with `a.x`",
            ),
            ("a.x", claim.to_owned(), "move it to cases/claims/a/b.toml"),
            (
                "a.b",
                claim.repeat(2),
                "the claim `a.b.c` stands in the claims already",
            ),
            (
                "a.b",
                format!("{claim}level = \"must\"\n"),
                "the level of the file is should already",
            ),
            (
                "a.b",
                format!("{claim}level = \"should\"\n"),
                "the level of the file is should already",
            ),
            (
                "a.b",
                format!("{claim}document = \"D\"\n"),
                "the file has this document already",
            ),
            (
                "a.b",
                format!("{claim}note = \"n\"\n"),
                "unknown field `note`",
            ),
            (
                "a.bc",
                claim.to_owned(),
                "the claims of this file begin with `a.bc`",
            ),
        ];
        for (prefix, text, expected) in rows {
            let (_, mistakes) = read(prefix, &format!("{HEAD}{text}"));
            assert!(
                mistakes.contains(expected),
                "{mistakes}\nhas no: {expected}"
            );
            assert!(mistakes.contains("x.toml:"), "{mistakes}");
        }
    }
}
