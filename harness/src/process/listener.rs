//! What the parent hears of a trial: records, output, errors and words, within the limits.

use crate::record::{Item, Moment, Splitter};

use super::{End, Limit, Tell, wire::Word};

/// How much longer than the guest's output the report may be.
const REPORT: u64 = 16;

/// Where bytes came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The words of the child.
    Control,
    /// Standard output.
    Output,
    /// Standard error.
    Error,
}

/// Listens to a trial, and keeps what it heard.
#[derive(Debug)]
pub struct Listener {
    output_splitter: Option<Splitter>,
    /// A guest that has closed its standard output reports on standard error.
    error_splitter: Option<Splitter>,
    spoken: Vec<u8>,
    /// What the guest reported and printed.
    pub items: Vec<Item>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// How many calls were entered and have not returned.
    pub open: u64,
    /// Whether more came out than allowed.
    pub over: bool,
    /// Whether whoever is told has heard enough.
    pub stopped: bool,
    /// How many more bytes of the guest's own may come, and of everything else.
    output: u64,
    rest: u64,
    /// How many more bytes the child may say.
    control: u64,
    host_log: bool,
}

impl Listener {
    /// Begins with nothing, to take at most `output` bytes of the guest's own.
    pub fn new(tag: &str, output: u64, host_log: bool) -> Self {
        Self {
            output_splitter: Some(Splitter::new(tag)),
            error_splitter: Some(Splitter::new(tag)),
            spoken: Vec::new(),
            items: Vec::new(),
            stderr: Vec::new(),
            open: 0,
            over: false,
            stopped: false,
            output,
            rest: output.saturating_mul(REPORT),
            control: output.saturating_mul(REPORT),
            host_log,
        }
    }

    /// Takes bytes, and tells of each item that they complete.
    pub fn take(&mut self, source: Source, bytes: &[u8], tell: &mut Tell<'_>) {
        let allowance = match source {
            Source::Control => &mut self.control,
            Source::Output | Source::Error => &mut self.rest,
        };
        self.over |= !spend(allowance, bytes.len()).1;
        match source {
            Source::Control => self.spoken.extend_from_slice(bytes),
            Source::Error => {
                let items = self
                    .error_splitter
                    .as_mut()
                    .map(|splitter| splitter.push(bytes));
                self.add_error(items.unwrap_or_default(), tell);
            }
            Source::Output => {
                let items = self
                    .output_splitter
                    .as_mut()
                    .map(|splitter| splitter.push(bytes));
                self.add(items.unwrap_or_default(), tell);
            }
        }
    }

    /// Takes what was held back as what it is, since nothing more comes.
    ///
    /// A record that was never finished is broken if the guest came to its end. Otherwise its end cut the record short.
    pub fn finish(&mut self, ended: bool, tell: &mut Tell<'_>) {
        let rest = |splitter: &mut Option<Splitter>| {
            let mut items = splitter.take().map_or_else(Vec::new, Splitter::finish);
            items.retain(|item| ended || !matches!(item, Item::Broken(_)));
            items
        };
        let (output, error) = (
            rest(&mut self.output_splitter),
            rest(&mut self.error_splitter),
        );
        self.add(output, tell);
        self.add_error(error, tell);
    }

    /// Adds what came on standard error: records to the others, and everything else to itself.
    fn add_error(&mut self, items: Vec<Item>, tell: &mut Tell<'_>) {
        for item in items {
            match item {
                Item::Output(bytes) => {
                    let allowed = if self.host_log {
                        bytes.len()
                    } else {
                        let (allowed, all) = spend(&mut self.output, bytes.len());
                        self.over |= !all;
                        allowed
                    };
                    self.stderr.extend_from_slice(&bytes[..allowed]);
                }
                record => self.add(vec![record], tell),
            }
        }
    }

    fn add(&mut self, items: Vec<Item>, tell: &mut Tell<'_>) {
        for mut item in items {
            match &mut item {
                Item::Record(record) => match record.moment {
                    Moment::Enter(_) => self.open += 1,
                    Moment::Exit(_) | Moment::Started { .. } => {
                        self.open = self.open.saturating_sub(1);
                    }
                    Moment::Later { .. } => {}
                },
                Item::Output(bytes) => {
                    let (allowed, all) = spend(&mut self.output, bytes.len());
                    self.over |= !all;
                    bytes.truncate(allowed);
                    if bytes.is_empty() {
                        continue;
                    }
                }
                Item::Broken(_) => {}
            }
            self.stopped |= tell(&item).is_break();
            match (self.items.last_mut(), item) {
                (Some(Item::Output(before)), Item::Output(after)) => before.extend(after),
                (_, item) => self.items.push(item),
            }
        }
    }

    /// Sums up what the child has said.
    pub fn words(&self) -> Words {
        let mut words = Words::default();
        for word in super::wire::hear(&self.spoken) {
            let Ok(word) = word else {
                let message = "the process said what the harness does not understand";
                words.last = Some((End::Fault(message.to_owned()), 0));
                break;
            };
            match word {
                Word::Ready => words.ready = true,
                Word::Begun => words.begun = true,
                // The first is the cause; others may follow from it.
                Word::Panic(message) => {
                    words.panic.get_or_insert(message);
                }
                Word::Ended(ending, sockets) => {
                    words.last = Some((End::Ended(ending), sockets));
                }
                Word::Unwound(sockets) => {
                    let message = words.panic.clone().unwrap_or_default();
                    words.last = Some((End::Panicked(message), sockets));
                }
                Word::Failed(line, errno) => words.failed.push((line, errno)),
                Word::Witness(line) => {
                    words.witness.push_str(&line);
                    words.witness.push('\n');
                }
                Word::Fault(message) => words.last = Some((End::Fault(message), 0)),
            }
        }
        if self.over {
            words.last = Some((End::Exceeded(Limit::Output), 0));
        }
        words
    }
}

/// The words of a child, summed up.
#[derive(Debug, Default)]
pub struct Words {
    /// Whether the child came to the point of running the guest.
    pub ready: bool,
    /// Whether the guest has begun to run.
    pub begun: bool,
    /// What the first thread said that panicked.
    pub panic: Option<String>,
    /// How the trial ended, where that is beyond doubt, and how many sockets were open then.
    pub last: Option<(End, usize)>,
    /// The steps of the peer that failed meanwhile.
    pub failed: Vec<(u32, u16)>,
    /// What the kernel knew before each call, a line each.
    pub witness: String,
}

impl Words {
    /// Whether the guest came to its end.
    pub fn ended(&self) -> bool {
        matches!(self.last, Some((End::Ended(_), _)))
    }
}

/// Takes `wanted` from what is left, and tells how much there was and whether that was all of it.
fn spend(left: &mut u64, wanted: usize) -> (usize, bool) {
    let allowed = usize::try_from(*left).map_or(wanted, |left| left.min(wanted));
    *left -= allowed as u64;
    (allowed, allowed == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasock_runners::Ending;

    /// How a trial ended whose process said this.
    fn said(text: &str) -> Option<End> {
        let mut listener = Listener::new("tag", 1000, false);
        let tell: &mut Tell<'_> = &mut |_| std::ops::ControlFlow::Continue(());
        listener.take(Source::Control, text.as_bytes(), tell);
        listener.words().last.map(|(end, _)| end)
    }

    #[test]
    fn a_line_that_is_cut_short_is_no_word_and_a_whole_one_that_is_none_is_a_fault() {
        let ended = r#"{"Ended":["returned",0]}"#;
        assert_eq!(said(ended), None);
        let whole = format!("\"Ready\"\n{ended}\n");
        assert_eq!(said(&whole), Some(End::Ended(Ending::Returned)));
        assert_eq!(said(&format!("{whole}{{\"Pan")), said(&whole));
        let rubbish = said(&format!("rubbish\n{whole}"));
        assert!(matches!(rubbish, Some(End::Fault(_))), "{rubbish:?}");
    }
}
