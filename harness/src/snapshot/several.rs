//! Several transcripts in one file: of a runtime whose threads race with each other, so that it does now this and now that.
//!
//! They stand below each other, with a line `or` between them. A trial did what was recorded where it did one of them. Somebody who
//! knows of the race writes the second one; from then on what is accepted joins those that are there, and replaces none.

/// What is between two transcripts.
const OR: &str = "\nor\n";

/// The text of a file that has these transcripts, which end without a newline.
pub(crate) fn several(transcripts: &[String]) -> String {
    format!("{}\n", transcripts.join(OR))
}

/// Whether a file of this text has several transcripts.
pub(super) fn are_in(text: &str) -> bool {
    text.contains(OR)
}

/// Whether `transcript` is one of those that a file of this text has.
pub(super) fn has(text: &str, transcript: &str) -> bool {
    text.split(OR)
        .any(|one| one.trim_end() == transcript.trim_end())
}

/// The text of the file once `transcript` is recorded in it: where there are several, it joins them.
pub(super) fn with(text: Option<&str>, transcript: &str) -> String {
    match text.filter(|text| are_in(text)) {
        Some(text) if has(text, transcript) => text.to_owned(),
        Some(text) => format!("{}{OR}{transcript}", text.trim_end()),
        None => transcript.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IN: &str = "L1 wait() -> success events=in\n=> completed\n";
    const OUT: &str = "L1 wait() -> success events=out\n=> completed\n";
    const BOTH: &str = "L1 wait() -> success events=in+out\n=> completed\n";

    #[test]
    fn what_is_recorded_joins_several_and_replaces_one() {
        assert_eq!(with(None, IN), IN);
        assert_eq!(with(Some(OUT), IN), IN);
        let several = format!("{IN}or\n{OUT}");
        assert!(are_in(&several) && !are_in(IN));
        assert!(has(&several, IN) && has(&several, OUT) && !has(&several, BOTH));
        assert_eq!(with(Some(&several), OUT), several);
        assert_eq!(with(Some(&several), BOTH), format!("{several}or\n{BOTH}"));
    }
}
