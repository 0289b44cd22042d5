//! Escapes: text that others wrote, as it can be shown without doing more than to be read.
//!
//! A module names its imports, a guest prints, a runtime complains; all of it reaches a terminal, a page or a snapshot. A line
//! break there would begin a line that looks like ours, an escape sequence would paint or move, and a mark of direction would
//! show the rest of the line backwards.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Returns `text` on one line: whatever is not seen as itself stands there as WebAssembly's text format has it, `\n` or
/// `\u{202e}`. A backslash is left as it is, so that what is escaped twice is the same.
pub fn escape(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden)
}

/// Returns `text` with its lines and tabs, and with everything else as [`escape`] has it.
pub fn escape_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

/// How many characters of what others wrote are shown in a sentence: a name may be as long as its module.
const LONGEST: usize = 300;

/// Returns `text` as far as it is shown in a sentence, with an ellipsis where that is not all.
pub fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

fn escaped(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            _ if !hidden(c) => shown.push(c),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ => write!(shown, "\\u{{{:x}}}", u32::from(c))
                .expect("a string takes whatever is written to it"),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character does something else than to be seen: controls, line and paragraph separators, marks of direction, and
/// what has no width.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_left() {
        for text in ["", "wasi:sockets/tcp@0.2", "Größe 5 µs, 世界 🦀", r"C:\n"] {
            assert!(matches!(escape(text), Cow::Borrowed(same) if same == text));
        }
    }

    #[test]
    fn what_is_not_seen_is_written() {
        let table = [
            ("a\nb\r\tc", r"a\nb\r\tc"),
            ("\u{1b}[31mred\u{7}", r"\u{1b}[31mred\u{7}"),
            ("\u{9b}2J\u{7f}", r"\u{9b}2J\u{7f}"),
            ("abc\u{202e}cba\u{2066}", r"abc\u{202e}cba\u{2066}"),
            ("a\u{2028}b\u{feff}c", r"a\u{2028}b\u{feff}c"),
        ];
        for (text, expected) in table {
            assert_eq!(escape(text), expected);
            assert_eq!(escape(expected), expected);
        }
    }

    #[test]
    fn what_is_long_is_cut_between_characters() {
        let long = "ö".repeat(300);
        assert_eq!(cut(&long), long);
        assert_eq!(cut(&format!("{long}ab")), format!("{long}…"));
    }

    #[test]
    fn lines_may_stay() {
        assert_eq!(escape_lines("a\tb\n\u{1b}c\r\n"), "a\tb\n\\u{1b}c\\r\n");
    }
}
