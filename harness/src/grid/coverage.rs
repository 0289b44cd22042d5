//! Coverage: in which states the trials were seen asking their questions.

use crate::case::Case;
use crate::record::Site;
use crate::trace::Call;

use super::track::{Asked, Moment, track};
use super::{Cell, Grid};

/// The answers that contradict the states which were tracked through `calls` as these `moments`, each with its place: what
/// they were asked in is not known.
pub fn contradictions(calls: &[Call], moments: &[Moment]) -> Vec<String> {
    let told = calls.iter().zip(moments).filter_map(|(call, moment)| {
        let how = moment.contradiction.as_ref()?;
        Some(format!("{} {how}", call.site))
    });
    told.collect()
}

/// What each question of `case` asked, in the order of `calls`, which are those of one trial of it. A question that waits
/// for several descriptors asks each of them.
pub fn questions<'g>(grid: &'g Grid, case: &Case, calls: &[Call]) -> Vec<Vec<Asked<'g>>> {
    let asks = |call: &Call| {
        case.questions()
            .any(|question| call.site == Site::Line(question.line))
    };
    let moments = track(grid, &case.header.preopens, calls);
    let mut asked = Vec::new();
    for (call, moment) in calls.iter().zip(moments) {
        if asks(call) {
            asked.push(moment.asked);
        }
    }
    asked
}

/// How the states in which `asked` was asked differ from what the path of the case says, which is `cell`.
///
/// Every question that asks the operation of the path must be asked in its state, or in one that is part of it, and of
/// several descriptors one must be in it. What is asked besides, of other operations, may be asked in any. An operation
/// that is asked of no descriptor has no state to differ in.
pub fn disagreement(grid: &Grid, cell: &Cell, asked: &[Vec<Asked>]) -> Option<String> {
    let is_of_the_path = |asked: &&Asked| {
        grid.is_asked_by(cell.socket, cell.operation, asked.operation.name())
            && asked.operation.row().is_none()
    };
    let right = |asked: &&Asked| {
        let socket = asked.known.socket.unwrap_or(cell.socket);
        let state = asked
            .known
            .state
            .and_then(|state| grid.state(socket, state));
        socket == cell.socket && state.is_some_and(|state| state.is(cell.state))
    };
    let wrong = |question: &&Vec<Asked>| {
        let mut of_the_path = question.iter().filter(is_of_the_path).peekable();
        of_the_path.peek().is_some() && !of_the_path.any(|asked| right(&asked))
    };
    let question = asked.iter().find(wrong)?;
    let found: Vec<String> = question
        .iter()
        .filter(is_of_the_path)
        .map(|asked| match (asked.known.socket, asked.known.state) {
            (Some(socket), Some(state)) => format!("{socket}/{state}"),
            (None, Some(state)) => state.to_owned(),
            (_, None) => "a state that nothing is known of".to_owned(),
        })
        .collect();
    Some(format!(
        "the path says that {} is asked in {}/{}, it was asked in {}",
        cell.operation,
        cell.socket,
        cell.state,
        found.join(" and in ")
    ))
}
