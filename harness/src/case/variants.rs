//! Variants: one text, several trials, for what differs in one constant only.
//!
//! ```text
//! ;; ... the option {option}.
//! ;;! level = "must"
//! ;;! [variants]
//! ;;! no-delay   = { number = "3" }
//! ;;! keep-alive = { number = "12" }
//! (module
//!   ...
//!     (drop (call $get (local.get $fd) (i32.const 3 (;number;)) (i32.const 48)))  ;;= success
//! ```
//!
//! A key stands for the token before a block comment of its name, and for its name in braces in comments: prose, header
//! and expectations. Of a string it is what stands between the quotation marks. The name of the variant itself stands for `{variant}` in
//! comments. The text as it stands is the first
//! variant, so that any tool can read it; the others have other tokens in the same lines.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use wast::lexer::{Lexer, Token, TokenKind};

use crate::header::{Source, Variants, Word};
use crate::mistake::Mistake;

/// The key that stands for the name of a variant, in comments. No header declares it.
const NAME: &str = "variant";

/// One of the texts of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// The word that stands for it in the names of trials.
    pub name: String,
    /// The whole text.
    pub text: String,
    /// Whether that is the text as it stands, but for the keys in comments.
    pub is_first: bool,
}

/// What a header says of variants, whatever else it says.
#[derive(Deserialize)]
struct Declared {
    #[serde(default)]
    variants: Variants,
}

/// The values of a variant, by their keys.
pub(super) type Values = BTreeMap<Word, Word>;

/// Gives the names of the variants that the header of `text` declares, in the order of its lines. A header that cannot be read
/// declares none; [`read`] says what is wrong with it.
pub(crate) fn names(text: &str) -> Vec<String> {
    let declared = declared(&Source::new("", text)).unwrap_or_default();
    let names = declared.into_iter().map(|(name, _)| name.into_inner());
    names.collect()
}

/// Reads the texts of the case in `file`, whose text as it stands is `text`: one for each variant in the order of the header, or
/// none where it declares no variants.
///
/// # Errors
/// All [`Mistake`]s of the variants, each at its place.
pub fn read(file: &str, text: &str) -> Result<Vec<Variant>, Vec<Mistake>> {
    let source = Source::new(file, text);
    let declared = declared(&source).map_err(|mistake| vec![mistake])?;
    if declared.is_empty() {
        return match unmeant(&source, text) {
            Some(mistake) => Err(vec![mistake]),
            None => Ok(Vec::new()),
        };
    }
    let places = places(text).map_err(|error| {
        let at = error.span().offset();
        let mend = "the module must be valid WebAssembly text";
        vec![source.mistake(at..at, error.message(), mend)]
    })?;
    let mut checks = Checks {
        source: &source,
        text,
        variants: &declared,
        places: &places,
        mistakes: Vec::new(),
    };
    checks.declared();
    checks.values();
    checks.placed();
    checks.stands();
    match checks.mistakes.is_empty() {
        true => Ok(declared
            .iter()
            .enumerate()
            .map(|(index, (name, values))| Variant {
                name: name.get_ref().clone(),
                text: replaced(text, &places, name.get_ref(), values),
                is_first: index == 0,
            })
            .collect()),
        false => Err(checks.mistakes),
    }
}

/// Finds a mark behind a constant of a case that has no variants: they may have been forgotten, or be called otherwise in the
/// header. Text that cannot be read has other mistakes.
fn unmeant(source: &Source, text: &str) -> Option<Mistake> {
    if !text.contains("(;") {
        return None;
    }
    let places = places(text).ok()?;
    let mut marks = places.iter().filter(|place| place.replaced.is_some());
    let mark = marks.find(|place| place.kind != Kind::Comment)?;
    Some(source.mistake(
        mark.mark.clone(),
        format!(
            "a mark of variants, `{}`, in a case that has none",
            mark.key
        ),
        "give the header a table `[variants]`, or write the comment with spaces in it",
    ))
}

fn declared(source: &Source) -> Result<Vec<(Word, Values)>, Mistake> {
    let Declared { variants } = source.read()?;
    Ok(in_order(variants))
}

/// Gives the variants of a header in the order of its lines.
pub(super) fn in_order(variants: Variants) -> Vec<(Word, Values)> {
    let mut declared: Vec<_> = variants.into_iter().collect();
    declared.sort_by_key(|(name, _)| name.span().start);
    declared
}

/// Puts the values of the variant of this name at all places of a word of the header.
pub(super) fn replaced_in_word(word: &str, name: &str, values: &Values) -> String {
    let places: Vec<Place<'_>> = in_comment(word, 0).collect();
    replaced(word, &places, name, values)
}

/// Puts the values of the variant of this name at all places of the text.
fn replaced(text: &str, places: &[Place], name: &str, values: &Values) -> String {
    let (mut replaced, mut copied) = (String::new(), 0);
    for place in places {
        let value = match place.key {
            NAME => Some(name),
            key => values.get(key).map(|value| value.get_ref().as_str()),
        };
        if let (Some(span), Some(value)) = (&place.replaced, value) {
            replaced.push_str(&text[copied..span.start]);
            replaced.push_str(value);
            copied = span.end;
        }
    }
    replaced.push_str(&text[copied..]);
    replaced
}

/// Where a key stands in the text.
struct Place<'a> {
    key: &'a str,
    /// The block comment, or the key with its braces.
    mark: Range<usize>,
    /// What the value is put for; `None` for a block comment without a token before it.
    replaced: Option<Range<usize>>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// In a comment.
    Comment,
    /// After a string of the module.
    String,
    /// After another token of the module.
    Token,
}

/// Finds all places of keys, in the order of the text.
fn places(text: &str) -> Result<Vec<Place<'_>>, wast::Error> {
    let mut places = Vec::new();
    let mut before: Option<(Range<usize>, TokenKind)> = None;
    for token in Lexer::new(text).iter(0) {
        let token = token?;
        let span = span(&token);
        let source = &text[span.clone()];
        match token.kind {
            TokenKind::Whitespace if !source.contains('\n') => {}
            TokenKind::LineComment => places.extend(in_comment(source, span.start)),
            TokenKind::BlockComment => {
                let word = source.strip_prefix("(;").and_then(|s| s.strip_suffix(";)"));
                let Some(key) = word.filter(|word| is_key(word)) else {
                    continue;
                };
                let (replaced, kind) = match before.take() {
                    Some((span, TokenKind::String)) => {
                        (Some(span.start + 1..span.end - 1), Kind::String)
                    }
                    before => (before.map(|(span, _)| span), Kind::Token),
                };
                places.push(Place {
                    key,
                    mark: span,
                    replaced,
                    kind,
                });
            }
            kind if is_constant(kind) => before = Some((span, kind)),
            _ => before = None,
        }
    }
    Ok(places)
}

/// Finds the keys in braces in a comment, which begins at a byte of the text.
fn in_comment(comment: &str, start: usize) -> impl Iterator<Item = Place<'_>> {
    comment.match_indices('{').filter_map(move |(open, _)| {
        let close = open + comment[open..].find('}')?;
        let key = &comment[open + 1..close];
        let mark = start + open..start + close + 1;
        is_key(key).then(|| Place {
            key,
            replaced: Some(mark.clone()),
            mark,
            kind: Kind::Comment,
        })
    })
}

fn span(token: &Token) -> Range<usize> {
    token.offset..token.offset + token.len as usize
}

/// Says whether a token of this kind can differ between variants.
fn is_constant(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::String
            | TokenKind::Id
            | TokenKind::Keyword
            | TokenKind::Integer(_)
            | TokenKind::Float(_)
    )
}

/// Says whether `value` can stand at a place of this kind: as one token, or in the line of a comment.
fn is_one_token(value: &str, kind: Kind) -> bool {
    let source = match kind {
        Kind::Comment => return !value.contains('\n'),
        Kind::String => format!("\"{value}\""),
        Kind::Token => value.to_owned(),
    };
    let tokens: Result<Vec<Token>, _> = Lexer::new(&source).iter(0).collect();
    match tokens.as_deref() {
        Ok([one]) => {
            is_constant(one.kind) && (kind != Kind::String) == (one.kind != TokenKind::String)
        }
        _ => false,
    }
}

/// Keys are words of small letters and digits, with dashes between them.
fn is_key(key: &str) -> bool {
    let small = |character: char| matches!(character, 'a'..='z' | '0'..='9');
    key.split('-')
        .all(|word| !word.is_empty() && word.chars().all(small))
}

/// Names are what keys are, or the name of an errno of the host: ECONNRESET.
fn is_name(name: &str) -> bool {
    let large = |character: char| matches!(character, 'A'..='Z' | '0'..='9');
    is_key(name) || !name.is_empty() && name.chars().all(large)
}

struct Checks<'a> {
    source: &'a Source<'a>,
    text: &'a str,
    variants: &'a [(Word, Values)],
    places: &'a [Place<'a>],
    mistakes: Vec<Mistake>,
}

impl Checks<'_> {
    fn wrong(&mut self, span: Range<usize>, message: String, mend: impl Into<String>) {
        let mistake = self.source.mistake(span, message, mend);
        self.mistakes.push(mistake);
    }

    /// Says where a word of the header stands in the file.
    fn at(&self, word: &Word) -> Range<usize> {
        self.source.in_file(&word.span())
    }

    /// Names and keys are words, there are several variants, and all have the same keys.
    fn declared(&mut self) {
        let (first, keys) = &self.variants[0];
        if self.variants.len() == 1 {
            let message = format!("`{}` is a variant of nothing", first.get_ref());
            let mend = "declare another one, or remove `variants`";
            self.wrong(self.at(first), message, mend);
        }
        let mut known: Vec<String> = Vec::new();
        for (name, values) in self.variants {
            let word = name.get_ref();
            if !is_name(word) {
                let message = format!("`{word}` is no name of a variant");
                let mend = "write small letters and digits with dashes between the words, or an errno of the host such as ECONNRESET";
                self.wrong(self.at(name), message, mend);
            }
            if known.contains(&word.to_lowercase()) {
                let message = format!("`{word}` is another variant in other letters");
                let mend = "give it another name; not every file system tells the two apart";
                self.wrong(self.at(name), message, mend);
            }
            known.push(word.to_lowercase());
            for key in keys.keys().filter(|key| !values.contains_key(*key)) {
                let message = format!("the variant `{word}` has no `{}`", key.get_ref());
                let mend = "give it the keys that the first variant has";
                self.wrong(self.at(name), message, mend);
            }
            for key in values.keys() {
                let shown = key.get_ref();
                if shown == NAME {
                    let message = format!("`{NAME}` stands for the name of the variant");
                    self.wrong(self.at(key), message, "take another word");
                } else if !is_key(shown) {
                    let message = format!("`{shown}` is no key of a variant");
                    let mend = "write small letters and digits with dashes between the words";
                    self.wrong(self.at(key), message, mend);
                } else if !keys.contains_key(key) {
                    let message = format!("the variant `{}` has no `{shown}`", first.get_ref());
                    let mend = "give all variants the same keys";
                    self.wrong(self.at(key), message, mend);
                }
            }
        }
    }

    /// Each value can stand at each place of its key, and no two variants have the same.
    fn values(&mut self) {
        for (index, (name, values)) in self.variants.iter().enumerate() {
            for (key, value) in values {
                let of_key = |place: &&Place| place.key == key.get_ref();
                let fits = |place: &Place| is_one_token(value.get_ref(), place.kind);
                if !self.places.iter().filter(of_key).all(fits) {
                    let message = format!("`{}` is not one token", value.get_ref());
                    let mend = "write what stands for the token; of a string, what stands between its quotation marks";
                    self.wrong(self.at(value), message, mend);
                }
            }
            // Where the name itself stands in the text, no two are the same.
            let named = self.places.iter().any(|place| place.key == NAME);
            let same = |(_, other): &&(Word, Values)| other == values && !named;
            if let Some((other, _)) = self.variants[..index].iter().find(same) {
                let message = format!("`{}` is the same as `{}`", name.get_ref(), other.get_ref());
                self.wrong(self.at(name), message, "remove one of the two");
            }
        }
    }

    /// Each key has a place, each place a key, and each block comment a token before it.
    fn placed(&mut self) {
        let (_, keys) = &self.variants[0];
        for key in keys.keys() {
            let word = key.get_ref();
            if is_key(word) && !self.places.iter().any(|place| place.key == word) {
                let mend =
                    format!("write `(;{word};)` after what differs, or `{{{word}}}` in a comment");
                self.wrong(self.at(key), format!("`{word}` stands nowhere"), mend);
            }
        }
        let known: Vec<&str> = keys.keys().map(|key| key.get_ref().as_str()).collect();
        for place in self.places {
            if place.key == NAME {
                if place.kind != Kind::Comment {
                    let message =
                        format!("`{NAME}` stands for a name, which is no part of a module");
                    let mend = "give the variants a key for what differs here";
                    self.wrong(place.mark.clone(), message, mend);
                }
            } else if !known.contains(&place.key) {
                let message = format!("no variant has a `{}`", place.key);
                let mend = format!(
                    "give it to all variants, or take one of {}",
                    known.join(", ")
                );
                self.wrong(place.mark.clone(), message, mend);
            } else if place.replaced.is_none() {
                let message = format!("`{}` has nothing before it that could differ", place.key);
                let mend = "put it right after a number, a string or a word, in the same line";
                self.wrong(place.mark.clone(), message, mend);
            }
        }
    }

    /// The text as it stands is the first variant.
    fn stands(&mut self) {
        let (name, values) = &self.variants[0];
        for place in self.places {
            let (Some(span), Some(value)) = (&place.replaced, values.get(place.key)) else {
                continue;
            };
            let (stands, value) = (&self.text[span.clone()], value.get_ref());
            if place.kind != Kind::Comment && stands != value {
                let name = name.get_ref();
                let message =
                    format!("`{stands}` here, and `{value}` in the first variant, `{name}`");
                let mend =
                    format!("write `{value}`, or declare first the variant that the text is");
                self.wrong(span.clone(), message, mend);
            }
        }
    }
}
