//! How a report looks: its colours, the width of its lines, and how much of the run it tells.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

use super::super::cell::Letter;

/// A run of so few trials is told in full.
const FEW: usize = 20;

/// How a report is to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Whether it has the escapes of a terminal.
    pub color: bool,
    /// How many characters fit in a line of the terminal that shows it, so that longer ones are cut; none where no terminal does.
    pub width: Option<usize>,
    /// Whether each trial that differs is told in full, and no list is cut.
    pub verbose: bool,
}

impl Look {
    /// Whether each difference of a run of so many trials is told in full.
    pub fn tells_all_of(self, trials: usize) -> bool {
        self.verbose || trials <= FEW
    }

    /// Words in bold, for what heads a list.
    pub(super) fn head(self, words: impl Display) -> String {
        self.styled(Style::new().bold(), words)
    }

    /// Words in the colour of a letter.
    pub(super) fn graded(self, letter: Letter, words: impl Display) -> String {
        let style = match letter {
            Letter::X | Letter::H => AnsiColor::Red.on_default().bold(),
            Letter::M => AnsiColor::Red.on_default(),
            Letter::S => AnsiColor::Yellow.on_default(),
            Letter::B => AnsiColor::Magenta.on_default().bold(),
            Letter::C => AnsiColor::Green.on_default(),
            Letter::U | Letter::N | Letter::I | Letter::R => Style::new().dimmed(),
        };
        self.styled(style, words)
    }

    /// Cuts what does not fit in a line that has `before` characters already.
    pub(super) fn cut(self, before: usize, words: &str) -> String {
        let room = self.width.map(|width| width.saturating_sub(before));
        match room {
            Some(room) if words.chars().count() > room => {
                let kept: String = words.chars().take(room.saturating_sub(1)).collect();
                kept.trim_end().to_owned() + "…"
            }
            _ => words.to_owned(),
        }
    }

    fn styled(self, style: Style, words: impl Display) -> String {
        match self.color {
            true => format!("{style}{words}{style:#}"),
            false => words.to_string(),
        }
    }
}
