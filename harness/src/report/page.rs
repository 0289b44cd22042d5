//! The run as one page, the matrix: states and operations as rows, runners as columns, and the answer in the cell.
//!
//! The page is one file. It holds its style, its script and the run, and loads nothing, so it works wherever it is opened
//! from. The run is JSON, compressed, because it is large and says much of the same; the browser unpacks it. The script
//! makes everything that is seen out of the JSON; what a trial says is decided in `cell`.

mod data;
mod once;

use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::recording::Recording;

const TEMPLATE: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = concat!(
    include_str!("page/markup.js"),
    include_str!("page/above.js"),
    include_str!("page/matrix.js"),
    include_str!("page/case.js"),
    include_str!("page/compare.js"),
    include_str!("page/script.js"),
);

/// The page of a run, as an HTML document.
pub fn render(recording: &Recording) -> String {
    let data = data::Data::of_recording(recording);
    let json = serde_json::to_vec(&data).expect("plain data is always JSON");
    fill(&[
        ("/* style */", STYLE),
        ("/* run */", &packed(&json)),
        ("/* script */", SCRIPT),
    ])
}

/// The template with a text in the place of each mark. The marks stand in this order; what is put in is not searched.
fn fill(parts: &[(&str, &str)]) -> String {
    let mut page = String::new();
    let mut rest = TEMPLATE;
    for (mark, text) in parts {
        let (before, after) = rest.split_once(mark).expect("the template has every mark");
        page.push_str(before);
        page.push_str(text);
        rest = after;
    }
    page + rest
}

/// Bytes, compressed, in letters that cannot end the element they stand in.
fn packed(bytes: &[u8]) -> String {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    STANDARD.encode(written.expect("memory can always be written to"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::event::CaseSeen;
    use crate::recorded::{Recorded, digest};

    #[test]
    fn a_recorded_column_stands_beside_those_of_the_run() {
        let (name, text) = ("wasix/stream/open/f", "(module)");
        let mut recording = Recording::default();
        recording.began.cases = vec![CaseSeen {
            text: text.to_owned(),
            ..CaseSeen::bare(name)
        }];
        let recorded = |of: &str| {
            let call = json!({"site": "L1", "call": "f()", "answer": "notsup"});
            let is = json!({
                "verdict": "deviates (must)", "outcome": {"kind": "completed"}, "finding": {"line": 1, "call": 0},
                "snapshot": {"kind": "same"}, "calls": [call],
            });
            let of_file = json!({
                "format": 1, "runner": "mine", "version": "2.0", "speaks": ["wasix"],
                "trials": {name: {"of": of, "is": is}},
            });
            serde_json::from_value::<Recorded>(of_file).unwrap()
        };
        recording.add("mine-2.0", &recorded(&digest(text)), Vec::new());
        recording.add("mine-1.0", &recorded("an earlier text"), Vec::new());
        let json = serde_json::to_vec(&data::Data::of_recording(&recording)).unwrap();
        assert!(render(&recording).contains(&packed(&json)));
        let page: Value = serde_json::from_slice(&json).unwrap();
        let told = |column: usize| {
            let trial = page["cases"][0]["trials"][column].as_u64().unwrap();
            let trial = &page["trials"][usize::try_from(trial).unwrap()];
            let answer = trial["answer"].as_u64().unwrap();
            let answer = &page["texts"][usize::try_from(answer).unwrap()];
            let words = [&page["columns"][column]["label"], &trial["letter"], answer];
            words.map(|word| word.as_str().unwrap().to_owned())
        };
        assert_eq!(told(0), ["mine-2.0", "M", "notsup"]);
        assert_eq!(told(1), ["mine-1.0", "I", "ignored"]);
    }

    #[test]
    fn style_and_script_stay_in_their_elements() {
        assert!(!STYLE.contains("</style") && !SCRIPT.contains("</script"));
        assert!(!SCRIPT.contains("<!--") && !TEMPLATE.contains("http"));
    }
}
