//! Mistakes in case files, shown at their place in the source with the mend.

use std::fmt;
use std::ops::Range;
use std::path::Path;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

/// Something in a file that its author has to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file, as it is to be shown.
    pub file: String,
    /// The text of the file.
    pub text: String,
    /// The bytes of `text` that are wrong.
    pub span: Range<usize>,
    /// What is wrong, as a lower-case fragment.
    pub message: String,
    /// What to do about it, as a lower-case fragment.
    pub mend: String,
}

/// Everything that is wrong with a file, or with files that belong together.
#[derive(Debug)]
pub struct Mistakes(pub Vec<Mistake>);

impl Mistake {
    /// Makes a mistake at these bytes of `text`, which is what `file` holds.
    pub(crate) fn new(
        file: &str,
        text: &str,
        span: Range<usize>,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) -> Mistake {
        Mistake {
            file: file.to_owned(),
            text: text.to_owned(),
            span,
            message: message.into(),
            mend: mend.into(),
        }
    }

    /// Says the line and the column of the mistake, both from 1.
    pub fn place(&self) -> (usize, usize) {
        let before = &self.text[..self.span.start.min(self.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before
            .chars()
            .rev()
            .take_while(|character| *character != '\n')
            .count()
            + 1;
        (line, column)
    }

    /// Shows the mistake with its line of the source, in the manner of rustc; with `color` it has the escapes of a terminal.
    pub fn render(&self, color: bool) -> String {
        let end = self.text.len();
        let span = self.span.start.min(end)..self.span.end.min(end);
        let snippet = Snippet::source(&self.text)
            .path(&self.file)
            .annotation(AnnotationKind::Primary.span(span).label(&self.mend));
        let report = [Level::ERROR.primary_title(&self.message).element(snippet)];
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.render(&report)
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Mistake {}

impl fmt::Display for Mistakes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, mistake) in self.0.iter().enumerate() {
            write!(f, "{}{mistake}", if index == 0 { "" } else { "\n\n" })?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

/// Gives a path as messages name it: relative to the current folder, where it is below it.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(here)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Gives the bytes of the line that holds a place of `text`, both counted from 1, beginning at that place; none, at the end,
/// where there is no such line.
pub(crate) fn rest_of_line(text: &str, line: u32, column: u32) -> Range<usize> {
    let mut lines = line_spans(text).into_iter();
    let Some(span) = lines.nth(line.saturating_sub(1) as usize) else {
        return text.len()..text.len();
    };
    let start = span.start + column.saturating_sub(1) as usize;
    start.min(span.end)..span.end
}

/// Gives the bytes of each line of a text, without its line end; the index is the line from 0.
pub fn line_spans(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = start..start + line.trim_end_matches(['\n', '\r']).len();
            start += line.len();
            span
        })
        .collect()
}

/// Finds the column (from 0) of the comment on a line, outside of strings.
pub fn comment(line: &str) -> Option<usize> {
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b';' if !in_string && line[at..].starts_with(";;") => return Some(at),
            _ => {}
        }
    }
    None
}
