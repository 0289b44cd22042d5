//! The run as the page's script reads it: a smaller form of the recording.
//!
//! Cases set up their states in the same words, and their trials answer alike, so nearly all lines of sources and traces
//! stand many times, and so do whole trials. The page has each once, in `texts` and `trials`, and numbers in their places.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::claims::Claim;
use crate::escape::escape_lines;
use crate::event::{
    CallSeen, CaseSeen, CellSeen, GridSeen, Host, ResultSeen, SocketSeen, TrialSeen,
};
use crate::expect::Purpose;
use crate::header::Level;
use crate::host::HostErrno;
use crate::name;
use crate::record::Site;
use crate::recording::Recording;
use crate::snapshot::{Comparison, ORACLE};
use crate::started;

use super::super::cell::{self, Letter};
use super::super::change::Change;
use super::once::Once;

/// A number of a text.
type Text = usize;

#[derive(Serialize)]
pub(super) struct Data<'a> {
    host: &'a Host,
    /// The words with which the program is started that has made the page.
    program: &'static str,
    interrupted: bool,
    /// The column whose answers the others are shown beside.
    oracle: &'static str,
    columns: Vec<Column<'a>>,
    grids: Vec<Grid<'a>>,
    /// Those that the cases cite.
    claims: Vec<&'a Claim>,
    /// By their folders, that of the most cases first, and in each in the order of its grid.
    cases: Vec<Case<'a>>,
    texts: Vec<String>,
    trials: Vec<Trial<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    label: &'a str,
    version: &'a str,
    speaks: &'a [String],
    /// The arguments by which a command tries it.
    arguments: String,
    causes: Vec<Cause<'a>>,
}

#[derive(Serialize)]
struct Cause<'a> {
    reason: &'a str,
    upstream: Option<&'a str>,
}

/// The names of a grid, those of each socket together.
#[derive(Serialize)]
struct Grid<'a> {
    interface: &'a str,
    sockets: Vec<Socket<'a>>,
}

#[derive(Serialize)]
struct Socket<'a> {
    name: &'a str,
    meaning: &'a str,
    states: Vec<State<'a>>,
    operations: Vec<&'a str>,
    gaps: Vec<Gap<'a>>,
}

#[derive(Serialize)]
struct State<'a> {
    name: &'a str,
    meaning: &'a str,
}

#[derive(Serialize)]
struct Gap<'a> {
    reason: &'a str,
    /// `none/open`.
    cells: Vec<String>,
}

#[derive(Serialize)]
struct Case<'a> {
    name: &'a str,
    /// The cell of the grid that it is in.
    cell: Option<Text>,
    /// The cell of the synonym that it asks in its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Text>,
    /// The row over all interfaces that this cell is of.
    row: Option<Text>,
    level: Level,
    /// The errno that the host is made to answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    errno: Option<HostErrno>,
    /// By their numbers among the claims.
    claims: Vec<usize>,
    asks: u32,
    /// What each line requires: the line, whether it is the question, the answers that are right, and the line whose answer
    /// says which of them, where that depends on one.
    requires: Vec<(u32, bool, Text, Option<u32>)>,
    /// The lines of the file.
    lines: Vec<Text>,
    /// By their numbers, in the order of the columns; nothing where there was no such trial.
    trials: Vec<Option<usize>>,
}

#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
struct Trial<'a> {
    letter: Letter,
    answer: Text,
    /// What was answered to each question of the case, with the numbers of errnos; nothing where it is the answer alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Text>,
    /// The verdict in words, or why the trial was ignored.
    verdict: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<Text>,
    /// What the trial left when it ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    left: Vec<String>,
    /// Where it was first not as expected: the line, and the number of the call or nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<(u32, Option<usize>)>,
    /// What became of it, where it is not as the snapshots have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    news: Option<&'static str>,
    /// The text that was recorded, where it was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Cow<'a, str>>,
    /// What else stands against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    objections: Vec<String>,
    /// How its answers contradict the states that were tracked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contradictions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<usize>,
    #[serde(skip_serializing_if = "str::is_empty")]
    said: Cow<'a, str>,
    /// Each call: its line (a text where it has none), what was called with what, and what came back; nothing where
    /// nothing did.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    calls: Vec<(Place, Text, Option<Text>)>,
}

#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
enum Place {
    Line(u32),
    Other(String),
}

type Texts = Once<String>;

impl<'a> Data<'a> {
    /// The run as the page has it.
    pub(super) fn of_recording(recording: &'a Recording) -> Data<'a> {
        let began = &recording.began;
        let trials = recording.trials.iter();
        let trials: HashMap<(&str, &str), &TrialSeen> = trials
            .map(|trial| ((trial.case.as_str(), trial.column.as_str()), trial))
            .collect();
        let (mut texts, mut once) = (Texts::new(), Once::new());
        let mut sorted: Vec<&CaseSeen> = began.cases.iter().collect();
        let grids = by_size(&began.grids, &sorted);
        let mut sizes: HashMap<&str, usize> = HashMap::new();
        for case in &sorted {
            *sizes.entry(name::folder(&case.name)).or_default() += 1;
        }
        sorted.sort_by_cached_key(|case| {
            let folder = name::folder(&case.name);
            let of_size = (Reverse(sizes[folder]), folder);
            (of_size, place(case, &began.grids), case.name.as_str())
        });
        let refs = began.cases.iter().flat_map(|case| &case.refs);
        let cited: HashSet<&str> = refs.map(String::as_str).collect();
        let claims = began.claims.iter();
        let claims: Vec<&Claim> = claims.filter(|one| cited.contains(&*one.id)).collect();
        let numbers = claims.iter().enumerate();
        let numbers: HashMap<&str, usize> = numbers
            .map(|(number, claim)| (claim.id.as_str(), number))
            .collect();
        let cases = sorted.into_iter().map(|case| {
            let trials = began.columns.iter().map(|column| {
                let trial = trials.get(&(case.name.as_str(), column.label.as_str()))?;
                let change = Change::of(recording, trial);
                let trial = Trial::of_seen(case, trial, change, &mut texts);
                Some(once.number(&trial))
            });
            let trials = trials.collect();
            let refs = case.refs.iter();
            let cell = case.cell.as_ref();
            let path = |cell: &CellSeen, operation: &str| {
                [case.interface(), &cell.socket, &cell.state, operation].join("/")
            };
            Case {
                name: &case.name,
                cell: cell.map(|cell| texts.number(&path(cell, &cell.operation))),
                asked: cell.and_then(|cell| Some(texts.number(&path(cell, cell.asked.as_ref()?)))),
                row: cell.and_then(|cell| Some(texts.number(cell.row.as_ref()?))),
                level: case.level,
                errno: case.inject.map(|injection| injection.errno),
                claims: refs
                    .filter_map(|id| numbers.get(id.as_str()).copied())
                    .collect(),
                asks: case.asks,
                requires: case
                    .expectations
                    .iter()
                    .map(|one| {
                        (
                            one.line,
                            one.purpose == Purpose::Question,
                            texts.number(&one.text),
                            one.after,
                        )
                    })
                    .collect(),
                lines: case
                    .text
                    .lines()
                    .map(|line| texts.number(&*escape_lines(line)))
                    .collect(),
                trials,
            }
        });
        let cases = cases.collect();
        let columns = began.columns.iter().map(|column| Column {
            label: &column.label,
            version: &column.version,
            speaks: &column.speaks,
            arguments: column.arguments(),
            causes: column
                .causes
                .iter()
                .map(|cause| Cause {
                    reason: &cause.reason,
                    upstream: cause.upstream.as_deref(),
                })
                .collect(),
        });
        Data {
            host: &began.host,
            interrupted: recording.interrupted,
            program: started::words(),
            oracle: ORACLE,
            columns: columns.collect(),
            grids: grids.into_iter().map(Grid::of_seen).collect(),
            claims,
            cases,
            texts: texts.all(),
            trials: once.all(),
        }
    }
}

/// The grids, that of the interface with the most of these cases first.
fn by_size<'a>(grids: &'a [GridSeen], cases: &[&CaseSeen]) -> Vec<&'a GridSeen> {
    let mut grids: Vec<&GridSeen> = grids.iter().collect();
    grids.sort_by_key(|grid| {
        let of_this = cases
            .iter()
            .filter(|case| case.interface() == grid.interface);
        Reverse(of_this.count())
    });
    grids
}

/// Where a case stands: its grid, socket, state and operation, each by its number. What is in no grid comes last.
fn place(case: &CaseSeen, grids: &[GridSeen]) -> [usize; 4] {
    const LAST: [usize; 4] = [usize::MAX; 4];
    let Some(cell) = &case.cell else {
        return LAST;
    };
    let of_this = |grid: &GridSeen| case.interface() == grid.interface;
    let Some(number) = grids.iter().position(of_this) else {
        return LAST;
    };
    let grid = &grids[number];
    let Some(socket) = grid.sockets.iter().position(|one| one.name == cell.socket) else {
        return LAST;
    };
    let (mut states, mut operations) = (
        grid.sockets[socket].states.iter(),
        grid.sockets[socket].operations.iter(),
    );
    let state = states.position(|one| one.name == cell.state);
    let operation = operations.position(|one| one.name == cell.operation);
    let last = usize::MAX;
    [
        number,
        socket,
        state.unwrap_or(last),
        operation.unwrap_or(last),
    ]
}

impl<'a> Grid<'a> {
    fn of_seen(grid: &'a GridSeen) -> Grid<'a> {
        Grid {
            interface: &grid.interface,
            sockets: grid.sockets.iter().map(Socket::of_seen).collect(),
        }
    }
}

impl<'a> Socket<'a> {
    fn of_seen(socket: &'a SocketSeen) -> Socket<'a> {
        let states = socket.states.iter().map(|state| State {
            name: &state.name,
            meaning: &state.meaning,
        });
        let operations = socket.operations.iter();
        let gaps = socket.gaps.iter().map(|gap| {
            let cells = socket.cells().filter(|(state, operation)| {
                let first = socket.gap(&state.name, &operation.name);
                first.is_some_and(|first| std::ptr::eq(first, gap))
            });
            let cells =
                cells.map(|(state, operation)| format!("{}/{}", state.name, operation.name));
            Gap {
                reason: &gap.reason,
                cells: cells.collect(),
            }
        });
        Socket {
            name: &socket.name,
            meaning: &socket.meaning,
            states: states.collect(),
            operations: operations.map(|one| one.name.as_str()).collect(),
            gaps: gaps.collect(),
        }
    }
}

impl<'a> Trial<'a> {
    fn of_seen(
        case: &CaseSeen,
        trial: &'a TrialSeen,
        change: Option<Change>,
        texts: &mut Texts,
    ) -> Trial<'a> {
        let (letter, answer) = (
            cell::letter(trial),
            cell::answer(case, trial, CallSeen::bare),
        );
        let answer = texts.number(&answer);
        let each = case.questions().map(|question| {
            let told = cell::answer_at(case, trial, question.line, CallSeen::word);
            texts.number(&told)
        });
        let mut answers: Vec<Text> = each.collect();
        if answers.iter().all(|told| *told == answer) {
            answers.clear();
        }
        let measured = match &trial.result {
            ResultSeen::Measured(measured) => measured,
            ResultSeen::Ignored(ignored) => {
                return Trial {
                    letter,
                    answer,
                    answers,
                    verdict: texts.number(ignored),
                    outcome: None,
                    left: Vec::new(),
                    finding: None,
                    news: None,
                    before: None,
                    objections: Vec::new(),
                    contradictions: Vec::new(),
                    cause: None,
                    said: Cow::Borrowed(""),
                    calls: Vec::new(),
                };
            }
        };
        let calls = measured.calls.iter().map(|call| {
            let place = match call.site {
                Site::Line(line) => Place::Line(line),
                Site::Offset(_) => Place::Other(call.site.to_string()),
            };
            let result = call.answered().then(|| texts.number(&call.result()));
            (place, texts.number(&call.call), result)
        });
        let calls = calls.collect();
        let before = match &measured.snapshot {
            Comparison::Same | Comparison::Unrecorded | Comparison::Nothing => None,
            Comparison::Different(before) => Some(escape_lines(before)),
        };
        let finding = measured.finding.as_ref();
        Trial {
            letter,
            answer,
            answers,
            verdict: texts.number(&measured.verdict.to_string()),
            outcome: Some(texts.number(&measured.outcome.to_string())),
            left: measured.left.iter().map(ToString::to_string).collect(),
            finding: finding.map(|finding| (finding.line, finding.call)),
            news: change.map(Change::word),
            before,
            objections: measured
                .objections
                .iter()
                .map(ToString::to_string)
                .collect(),
            contradictions: measured.contradictions.iter().map(String::as_str).collect(),
            cause: measured.cause,
            said: escape_lines(&measured.said),
            calls,
        }
    }
}
