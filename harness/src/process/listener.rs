//! What the parent hears of a trial: records, output, errors and words, within the limits.

use std::collections::VecDeque;

use crate::interface::{self, Untraced};
use crate::record::{Item, Moment, Piece, Sequence, Site, Splitter, Told};

use super::spent::Marks;
use super::words::Words;
use super::{End, Job, Limit, Tell};

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

/// How many bytes of each standard stream are kept: the first ones of the output, and the last ones of the errors, which say
/// why a process died. All of them are told when they come.
const KEPT: usize = 1 << 20;

/// Listens to a trial. What it keeps does not grow with the time that the trial takes, but for what the kernel's witness says.
#[derive(Debug)]
pub struct Listener<'a> {
    output_splitter: Option<Splitter<'a>>,
    /// A guest that has closed its standard output reports on standard error.
    error_splitter: Option<Splitter<'a>>,
    sequence: Sequence,
    /// The beginning of a word of the child whose end has not come.
    spoken: Vec<u8>,
    words: Words,
    /// What the guest itself printed on standard output, see `KEPT`.
    pub output: Vec<u8>,
    /// Standard error, see `KEPT`.
    pub stderr: Vec<u8>,
    /// How many calls were entered and have not returned.
    pub open: u64,
    /// What the guest has done that is not traced, and what it is about to do: the call has not returned.
    untraced: Option<Untraced>,
    about: Option<Untraced>,
    /// What the guest reports that it was answered to the steps of the peer, and the child has not yet said.
    answered: VecDeque<(Site, u64)>,
    /// Whether the program has returned from its entry, where the report tells of that.
    pub returned: Option<bool>,
    /// The limit that what came out went beyond.
    pub over: Option<Limit>,
    /// Why the report cannot be read.
    pub broken: Option<String>,
    /// What of the report cannot be made by the guest's own calls.
    pub tampered: Option<String>,
    /// Whether whoever is told has heard enough.
    pub stopped: bool,
    /// How many more bytes of the guest's own may come, and of all that comes on its streams.
    own: u64,
    rest: u64,
    /// How many more bytes the child may say.
    control: u64,
    host_log: bool,
}

impl<'a> Listener<'a> {
    /// Begins with nothing, to take of this trial what its limits allow.
    pub fn new(job: &Job<'a>) -> Self {
        Self {
            output_splitter: Some(Splitter::new(job.seal, job.legend)),
            error_splitter: Some(Splitter::new(job.seal, job.legend)),
            sequence: Sequence::default(),
            spoken: Vec::new(),
            words: Words::default(),
            output: Vec::new(),
            stderr: Vec::new(),
            open: 0,
            untraced: None,
            about: None,
            answered: VecDeque::new(),
            returned: job.legend.returns().then_some(false),
            over: None,
            broken: None,
            tampered: None,
            stopped: false,
            own: job.limits.output,
            rest: job.limits.report,
            control: job.limits.report,
            host_log: job.host_log,
        }
    }

    /// Takes bytes, and tells of each item that they complete.
    pub fn take(&mut self, source: Source, bytes: &[u8], tell: &mut Tell<'_>) {
        let allowance = match source {
            Source::Control => &mut self.control,
            Source::Output | Source::Error => &mut self.rest,
        };
        let (_, all) = spend(allowance, bytes.len());
        let splitter = match source {
            Source::Control => {
                self.spoken.extend_from_slice(bytes);
                let end = bytes.iter().rposition(|&byte| byte == b'\n');
                let end = end.map_or(0, |end| self.spoken.len() - bytes.len() + end + 1);
                let whole: Vec<u8> = self.spoken.drain(..end).collect();
                self.words.hear(&whole);
                self.compare_answers();
                None
            }
            Source::Error => self.error_splitter.as_mut(),
            Source::Output => self.output_splitter.as_mut(),
        };
        let pieces = splitter.map_or_else(Vec::new, |splitter| splitter.push(bytes));
        for piece in pieces {
            self.add(source, piece, tell);
        }
        // What comes at once may go beyond both limits, and the guest's own is the narrower one.
        if !all {
            self.over.get_or_insert(Limit::Report);
        }
    }

    /// Takes what was held back as what it is, since nothing more comes, and compares the report with what the child has said.
    ///
    /// A line of the report that was never finished breaks it if the guest came to its end. Otherwise its end cut the line
    /// short.
    pub fn finish(&mut self, tell: &mut Tell<'_>) {
        let ended = self.over.is_none() && self.words.ended();
        let splitters = [
            (Source::Output, self.output_splitter.take()),
            (Source::Error, self.error_splitter.take()),
        ];
        for (source, splitter) in splitters {
            let piece = splitter.and_then(Splitter::finish);
            if let Some(piece) = piece.filter(|piece| ended || *piece != Piece::Cut) {
                self.add(source, piece, tell);
            }
        }
        // What is beyond a limit was not read.
        if self.over.is_some() {
            return;
        }
        self.misses_a_record();
        if let Some(answer) = self.answered.pop_front() {
            self.tampers_with_an_answer(answer);
        }
    }

    /// Finds that a record is missing, if one has not come.
    fn misses_a_record(&mut self) {
        if let Some((thread, number)) = self.sequence.missing() {
            self.tampers(format!("record {number} of thread {thread} is missing"));
        }
    }

    /// Compares what the guest reports that it was answered with what the child has said, as far as both are known.
    fn compare_answers(&mut self) {
        while let (Some(reported), Some((line, errno))) =
            (self.answered.front(), self.words.answered.front())
        {
            let said = (Site::Line(*line), u64::from(*errno));
            if *reported != said {
                let reported = *reported;
                self.tampers_with_an_answer(reported);
                return;
            }
            self.answered.pop_front();
            self.words.answered.pop_front();
        }
    }

    fn tampers_with_an_answer(&mut self, (site, answer): (Site, u64)) {
        self.tampers(format!(
            "{answer} is not what the step of the peer at {site} was answered"
        ));
    }

    fn add(&mut self, source: Source, piece: Piece, tell: &mut Tell<'_>) {
        match piece {
            Piece::Output(bytes) => self.add_output(source, bytes, tell),
            Piece::Line(line) => match self.sequence.take(line) {
                Ok(told) => {
                    told.into_iter().for_each(|told| self.add_told(told, tell));
                    if self.sequence.is_torn() {
                        self.misses_a_record();
                    }
                }
                // It is the copy's: what the guest became is not traced.
                Err(_) if self.forked() => {}
                Err(again) => self.tampers(format!(
                    "record {} of thread {} comes again",
                    again.number, again.thread
                )),
            },
            // The two of it may write into each other's lines, and what is not sealed is not believed.
            Piece::Forged | Piece::Unread | Piece::Cut if self.forked() => {}
            Piece::Forged => self.tampers("a line in it is not sealed".to_owned()),
            Piece::Unread => self.breaks("a line of the report is malformed", tell),
            Piece::Cut => self.breaks("the report breaks off in the middle of a line", tell),
        }
    }

    /// Adds what the guest itself printed, as far as the limit allows.
    fn add_output(&mut self, source: Source, mut bytes: Vec<u8>, tell: &mut Tell<'_>) {
        let is_log = source == Source::Error && self.host_log;
        if !is_log {
            let (allowed, all) = spend(&mut self.own, bytes.len());
            bytes.truncate(allowed);
            if !all {
                self.over.get_or_insert(Limit::Output);
            }
        }
        if bytes.is_empty() {
            return;
        }
        if source == Source::Error {
            self.stderr.extend_from_slice(&bytes);
            // It is cut when there is twice as much, so that no byte is moved often.
            if self.stderr.len() > 2 * KEPT {
                self.stderr.drain(..self.stderr.len() - KEPT);
            }
            self.tell(Item::Error(bytes), tell);
        } else {
            let room = KEPT.saturating_sub(self.output.len());
            self.output
                .extend_from_slice(&bytes[..bytes.len().min(room)]);
            self.tell(Item::Output(bytes), tell);
        }
    }

    fn add_told(&mut self, told: Told, tell: &mut Tell<'_>) {
        match told {
            Told::Returned => self.returned = Some(true),
            Told::Record(record) => {
                if let (Moment::Exit(Some(answer)), true) =
                    (&record.moment, interface::is_peer(&record.module))
                {
                    self.answered.push_back((record.site, *answer));
                    self.compare_answers();
                }
                let untraced = interface::untraced(&record.module, &record.name);
                match record.moment {
                    Moment::Enter(_) => {
                        self.open += 1;
                        self.about = self.about.max(untraced);
                    }
                    Moment::Exit(answer) => {
                        self.open = self.open.saturating_sub(1);
                        if untraced.is_some() {
                            self.about = None;
                        }
                        // What was refused was not done.
                        if answer == Some(0) {
                            self.untraced = self.untraced.max(untraced);
                        }
                    }
                    Moment::Started { .. } => self.open = self.open.saturating_sub(1),
                    Moment::Later { .. } => {}
                }
                self.tell(Item::Record(record), tell);
            }
        }
    }

    /// What the guest has done that is not traced. A call that has not returned has done it where that is how it is to go.
    pub fn untraced(&self) -> Option<Untraced> {
        let about = self.about.filter(|about| *about != Untraced::Starts);
        self.untraced.max(about)
    }

    /// Whether the guest has forked. Both of it go on with the same numbers.
    fn forked(&self) -> bool {
        self.untraced() == Some(Untraced::Forks)
    }

    fn breaks(&mut self, why: &str, tell: &mut Tell<'_>) {
        self.broken.get_or_insert_with(|| why.to_owned());
        self.tell(Item::Broken(why.to_owned()), tell);
    }

    fn tampers(&mut self, what: String) {
        self.tampered.get_or_insert(what);
    }

    /// Tells of an item, unless the report is tampered with: who cannot believe a part of it believes nothing that follows.
    fn tell(&mut self, item: Item, tell: &mut Tell<'_>) {
        if self.tampered.is_none() {
            self.stopped |= tell(&item).is_break();
        }
    }

    /// How far the child has come.
    pub fn marks(&self) -> Marks {
        self.words.marks
    }

    /// Sums up what the child has said, since it says nothing more.
    pub fn words(&mut self) -> Words {
        let mut words = std::mem::take(&mut self.words);
        if let Some(limit) = self.over {
            words.last = Some((End::Exceeded(limit), 0));
        }
        words
    }
}

/// Takes `wanted` from what is left, and tells how much there was and whether that was all of it.
fn spend(left: &mut u64, wanted: usize) -> (usize, bool) {
    let allowed = usize::try_from(*left).map_or(wanted, |left| left.min(wanted));
    *left -= allowed as u64;
    (allowed, allowed == wanted)
}
