//! What the parent makes of the words of a trial's process: how far it came, and how it ended.

use std::collections::VecDeque;

use base64::Engine as _;

use super::End;
use super::spent::Marks;
use super::wire::Word;

/// The words of a child, summed up.
#[derive(Debug, Default)]
pub struct Words {
    /// How far the child came, and what it had used by then.
    pub marks: Marks,
    /// What the first thread said that panicked.
    pub panic: Option<String>,
    /// How the trial ended, where that is beyond doubt, and how many sockets were open then.
    pub last: Option<(End, usize)>,
    /// The steps of the peer that failed meanwhile.
    pub failed: Vec<(u32, u16)>,
    /// What the guest was answered to the steps of the peer, by their lines, and has not yet reported.
    pub(super) answered: VecDeque<(u32, u16)>,
    /// What the guest was compiled to.
    pub compiled: Option<Vec<u8>>,
    /// What the kernel knew before each call, a line each.
    pub witness: String,
    /// Whether the child has said what cannot be understood, after which nothing is.
    garbled: bool,
}

impl Words {
    /// Takes what a child says next, in whole words.
    pub(super) fn hear(&mut self, spoken: &[u8]) {
        for word in super::wire::hear(spoken) {
            if self.garbled {
                return;
            }
            let Ok(word) = word else {
                let message = "the process said what the harness does not understand";
                self.last = Some((End::Fault(message.to_owned()), 0));
                self.garbled = true;
                return;
            };
            match word {
                Word::Ready(spent) => self.marks.ready = Some(spent),
                // Once the guest runs, its process is no longer believed in what others are to run.
                Word::Compiled(_) if self.marks.begun.is_some() => {}
                Word::Compiled(text) => {
                    self.compiled = base64::prelude::BASE64_STANDARD.decode(text).ok();
                }
                Word::Begun(spent) => self.marks.begun = Some(spent),
                // The first is the cause; others may follow from it.
                Word::Panic(message) => {
                    self.panic.get_or_insert(message);
                }
                Word::Ended(ending, sockets, spent) => {
                    self.marks.ended = Some(spent);
                    self.last = Some((End::Ended(ending), sockets));
                }
                Word::Unwound(sockets) => {
                    let message = self.panic.clone().unwrap_or_default();
                    self.last = Some((End::Panicked(message), sockets));
                }
                // It is only said where no guest is run.
                Word::Unwatched(_) | Word::Fixed(_) | Word::Wireless(_) => {}
                Word::Failed(line, errno) => self.failed.push((line, errno)),
                Word::Answered(line, errno) => self.answered.push_back((line, errno)),
                Word::Witness(line) => {
                    self.witness.push_str(&line);
                    self.witness.push('\n');
                }
                Word::Fault(message) => {
                    self.last = Some((End::Fault(message), 0));
                }
            }
        }
    }

    /// Whether the guest came to its end.
    pub fn ended(&self) -> bool {
        matches!(self.last, Some((End::Ended(_), _)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasock_runners::Ending;

    /// How a trial ended whose process said this.
    fn said(text: &str) -> Option<End> {
        let mut words = Words::default();
        words.hear(text.as_bytes());
        words.last.map(|(end, _)| end)
    }

    #[test]
    fn a_line_that_is_cut_short_is_no_word_and_a_whole_one_that_is_none_is_a_fault() {
        let zero = r#"{"secs":0,"nanos":0}"#;
        let ended = format!(r#"{{"Ended":["returned",0,{zero}]}}"#);
        assert_eq!(said(&ended), None);
        let whole = format!("{{\"Ready\":{zero}}}\n{ended}\n");
        assert_eq!(said(&whole), Some(End::Ended(Ending::Returned)));
        assert_eq!(said(&format!("{whole}{{\"Pan")), said(&whole));
        let rubbish = said(&format!("rubbish\n{whole}"));
        assert!(matches!(rubbish, Some(End::Fault(_))), "{rubbish:?}");
    }
}
