//! From the comments of a case to expectations.

use crate::interface;
use crate::mistake::{Mistake, comment, line_spans};

use super::{Alternative, Expectation, Expected, FieldPattern, Purpose, SUCCESS, label};

/// Reads all expectations of a case's text.
///
/// # Errors
/// One [`Mistake`] for each comment that is none; where all of them are, one for each label that says nothing.
pub fn parse(file: &str, text: &str) -> Result<Vec<Expectation>, Vec<Mistake>> {
    let mut expectations = Vec::new();
    let mut mistakes = Vec::new();
    for (index, line) in line_spans(text).into_iter().enumerate() {
        let Some((mark, purpose)) = find_mark(&text[line.clone()]) else {
            continue;
        };
        let span = line.start + mark..line.end;
        let body = text[span.start + 3..span.end].trim();
        match parse_alternatives(body) {
            Ok(alternatives) => expectations.push(Expectation {
                line: u32::try_from(index + 1).unwrap_or(u32::MAX),
                purpose,
                alternatives,
                after: None,
                span,
                text: body.to_owned(),
            }),
            Err((message, mend)) => {
                mistakes.push(Mistake {
                    file: file.to_owned(),
                    text: text.to_owned(),
                    span,
                    message,
                    mend,
                });
            }
        }
    }
    if mistakes.is_empty() {
        mistakes = label::resolve(file, text, &mut expectations);
    }
    if mistakes.is_empty() {
        Ok(expectations)
    } else {
        Err(mistakes)
    }
}

/// Returns what is expected of a step of the peer on `line`, from 1: it is set-up, and succeeds.
pub(crate) fn step_succeeds(text: &str, line: u32) -> Expectation {
    let spans = line_spans(text);
    let span = spans.get(line.saturating_sub(1) as usize);
    Expectation {
        line,
        purpose: Purpose::SetUp,
        alternatives: parse_alternatives(SUCCESS).unwrap_or_default(),
        after: None,
        span: span.cloned().unwrap_or_default(),
        text: SUCCESS.to_owned(),
    }
}

/// Returns the column (from 0) of an expectation's mark on a line, and what it means.
fn find_mark(line: &str) -> Option<(usize, Purpose)> {
    let at = comment(line)?;
    match line.as_bytes().get(at + 2) {
        Some(b'~') => Some((at, Purpose::SetUp)),
        Some(b'=') => Some((at, Purpose::Question)),
        _ => None,
    }
}

/// What is wrong with a comment, and how that is mended.
pub(super) type Wrong = (String, String);

/// What no call does that was let go, or is told of.
const NEVER_AFTER: [&str; 4] = ["blocks", "exits", "started", "traps"];

fn nothing_after(first: &str) -> Wrong {
    let message = format!("`{first} then` without what the call answers");
    let mend = match first {
        "started" => "write the answer that the guest is told later: `started then ok`",
        _ => "write the answer that it gives when the peer lets it go: `blocks then success`",
    };
    (message, mend.to_owned())
}

fn parse_alternatives(body: &str) -> Result<Vec<Alternative>, Wrong> {
    split_outside_strings(body, '|')
        .into_iter()
        .map(|part| parse_alternative(part.trim()))
        .collect()
}

fn parse_alternative(part: &str) -> Result<Alternative, Wrong> {
    let mut words = split_outside_strings(part, ' ')
        .into_iter()
        .filter(|word| !word.is_empty());
    let Some(answer) = words.next() else {
        return Err((
            "an expectation without an answer".to_owned(),
            "name an errno, or `ok`, `err(...)`, `fails`, `*`, `blocks`, `exits`, `returns` or `traps`"
                .to_owned(),
        ));
    };
    let is_followed = part.split_whitespace().nth(1) == Some("then");
    let (waits, starts) = (
        answer == "blocks" && is_followed,
        answer == "started" && is_followed,
    );
    let first = answer;
    let answer = match waits || starts {
        true => words.nth(1).filter(|then| !NEVER_AFTER.contains(then)),
        false => Some(answer),
    };
    let answer = match answer.ok_or_else(|| nothing_after(first))? {
        "*" => Expected::Anything,
        "blocks" => Expected::Blocks,
        "exits" => Expected::Exits,
        "cancelled" => Expected::Cancelled,
        "completed" => Expected::Completed,
        "dropped" => Expected::Dropped,
        "fails" => Expected::Fails,
        "returns" => Expected::Returns,
        "started" => Expected::Started,
        "traps" => Expected::Traps,
        "ok" => Expected::Ok,
        name => match name
            .strip_prefix("err(")
            .and_then(|name| name.strip_suffix(')'))
        {
            Some(case) => {
                Expected::Err(interface::case_named(case).ok_or_else(|| unknown_case(case))?)
            }
            None => {
                Expected::Errno(interface::errno_named(name).ok_or_else(|| unknown_errno(name))?)
            }
        },
    };
    let (mut fields, mut claim, mut label, mut after) = (Vec::new(), None, None, None);
    while let Some(word) = words.next() {
        let bracketed = word.strip_prefix('[').and_then(|id| id.strip_suffix(']'));
        match (bracketed, word.strip_prefix(label::MARK)) {
            (Some(id), _) if claim.is_none() => claim = Some(id.to_owned()),
            (_, Some(name)) if label.is_none() => label = Some(label::parse(name)?),
            _ if word == label::AFTER => {
                after = Some(label::parse_reference(&mut words)?);
            }
            _ => fields.push(parse_field(word)?),
        }
    }
    Ok(Alternative {
        waits,
        starts,
        answer,
        fields,
        claim,
        label,
        after,
    })
}

fn parse_field(word: &str) -> Result<FieldPattern, Wrong> {
    let malformed = || {
        (
            format!("`{word}` is no field"),
            "write `name=pattern` or `name!=pattern`".to_owned(),
        )
    };
    let (name, pattern) = word.split_once('=').ok_or_else(malformed)?;
    let (name, negated) = name
        .strip_suffix('!')
        .map_or((name, false), |name| (name, true));
    if name.is_empty() || pattern.is_empty() {
        return Err(malformed());
    }
    Ok(FieldPattern {
        name: name.to_owned(),
        negated,
        pattern: pattern.to_owned(),
    })
}

/// Says what may be meant by a name that is no errno's: a POSIX name or a slip is often near to one.
fn unknown_errno(name: &str) -> Wrong {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix('e').unwrap_or(&lower);
    let names = interface::errnos().map(|errno| errno.name);
    let near = nearest(names, |known| {
        strsim::levenshtein(&lower, known).min(strsim::levenshtein(bare, known))
    });
    let mend = match near {
        Some(known) => format!("the witx name may be `{known}`"),
        None => "take a witx errno name, `fails`, `*`, `blocks`, `exits` or `returns`".to_owned(),
    };
    (format!("unknown errno name `{name}`"), mend)
}

/// Says the same for the case of an error of WIT.
fn unknown_case(name: &str) -> Wrong {
    let lower = name.to_lowercase();
    let near = nearest(interface::cases(), |known| {
        strsim::levenshtein(&lower, known)
    });
    let mend = match near {
        Some(known) => format!("the WIT name may be `err({known})`"),
        None => "take a case of error-code or stream-error".to_owned(),
    };
    (format!("unknown error `{name}`"), mend)
}

/// Returns the name at the least distance, if that is a slip's.
pub(super) fn nearest<'a>(
    names: impl Iterator<Item = &'a str>,
    distance: impl Fn(&str) -> usize,
) -> Option<&'a str> {
    let nearest = names.map(|known| (distance(known), known)).min();
    nearest
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, known)| known)
}

/// Cuts `text` at each `separator` that stands in no string, and in no list or struct.
pub(super) fn split_outside_strings(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut in_string, mut escaped) = (Vec::new(), 0, false, false);
    let mut depth: u32 = 0;
    for (at, character) in text.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ if character == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + separator.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(line: &str) -> Result<Expectation, String> {
        parse("x.wat", line)
            .map(|mut all| all.remove(0))
            .map_err(|mistakes| format!("{} ({})", mistakes[0].message, mistakes[0].mend))
    }

    #[test]
    fn an_expectation_has_a_role_and_alternatives() {
        let expectation = one("  (call $f) ;;= success addr=127.0.0.1:* | inval").unwrap();
        assert_eq!(expectation.purpose, Purpose::Question);
        assert_eq!(expectation.alternatives.len(), 2);
        assert_eq!(expectation.alternatives[0].fields[0].pattern, "127.0.0.1:*");
        assert_eq!(expectation.text, "success addr=127.0.0.1:* | inval");
    }

    #[test]
    fn an_alternative_may_name_the_claim_it_is_by() {
        let expectation = one(";;= success fd=4 [a.copies] | badf [a.moves] | inval").unwrap();
        let sides: Vec<&str> = expectation.sides().collect();
        assert_eq!(sides, ["a.copies", "a.moves"]);
        assert_eq!(expectation.alternatives[0].fields.len(), 1);
        assert!(one(";;= success [a] [b]").is_err());
    }

    #[test]
    fn an_answer_may_come_after_waiting() {
        let expectation = one(";;= blocks then success datalen=2 | blocks | again").unwrap();
        let waits: Vec<bool> = expectation
            .alternatives
            .iter()
            .map(|one| one.waits)
            .collect();
        assert_eq!(waits, [true, false, false]);
        let answers: Vec<Expected> = expectation
            .alternatives
            .iter()
            .map(|one| one.answer)
            .collect();
        assert!(matches!(answers[0], Expected::Errno(errno) if errno.number == 0));
        assert_eq!(answers[1], Expected::Blocks);
        for wrong in [
            ";;= blocks then",
            ";;= blocks then blocks",
            ";;= blocks then traps | ok",
        ] {
            assert!(
                one(wrong).unwrap_err().starts_with("`blocks then` without"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_mark_in_a_string_is_no_mark() {
        assert!(
            parse("x.wat", "(data (i32.const 0) \";;= success\")")
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn a_bar_in_a_string_separates_nothing() {
        let expectation = one(";;= success data=\"a | b\"").unwrap();
        assert_eq!(expectation.alternatives.len(), 1);
        assert_eq!(expectation.alternatives[0].fields[0].pattern, "\"a | b\"");
    }

    #[test]
    fn a_list_of_structs_is_one_value() {
        let expectation =
            one(";;= ok value=[{data=\"a b\", remote-address=[::1]:80}, *] | ok").unwrap();
        assert_eq!(expectation.alternatives.len(), 2);
        let value = &expectation.alternatives[0].fields[0].pattern;
        assert_eq!(value, "[{data=\"a b\", remote-address=[::1]:80}, *]");
    }

    #[test]
    fn a_posix_name_leads_to_the_witx_name() {
        let wrong = one(";;= EADDRNOTAVAIL").unwrap_err();
        assert_eq!(
            wrong,
            "unknown errno name `EADDRNOTAVAIL` (the witx name may be `addrnotavail`)"
        );
    }

    #[test]
    fn a_field_needs_a_pattern() {
        assert!(
            one(";;= success status=")
                .unwrap_err()
                .starts_with("`status=` is no field")
        );
    }
}
