//! The run as one page, the matrix: states and operations as rows, runners as columns, and the answer in the cell.
//!
//! The page is one file. It holds its style, its script and the run as JSON, and loads nothing, so it works wherever it is
//! opened from. The script makes everything that is seen out of the JSON; what a trial says is decided in [`cell`](super::cell).

mod data;

use crate::recording::Recording;

const TEMPLATE: &str = include_str!("page/index.html");
const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = concat!(
    include_str!("page/markup.js"),
    include_str!("page/matrix.js"),
    include_str!("page/case.js"),
    include_str!("page/compare.js"),
    include_str!("page/script.js"),
);

/// The page of a run, as an HTML document.
pub fn render(recording: &Recording) -> String {
    let data = data::Data::of(recording);
    let json = serde_json::to_string(&data).expect("plain data is always JSON");
    fill(&[
        ("/* style */", STYLE),
        ("/* run */", &inert(&json)),
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

/// The same JSON without the one character that could end the element it stands in, or begin a comment there. In JSON
/// it stands in strings only, where it may be escaped.
fn inert(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_case_says_cannot_leave_its_element() {
        let said = "</script><!-- <script> & \u{2028} \"";
        let json = inert(&serde_json::to_string(said).unwrap());
        assert!(!json.contains('<'), "{json}");
        let read: String = serde_json::from_str(&json).unwrap();
        assert_eq!(read, said);
    }

    #[test]
    fn style_and_script_stay_in_their_elements() {
        assert!(!STYLE.contains("</style") && !SCRIPT.contains("</script"));
        assert!(!SCRIPT.contains("<!--") && !TEMPLATE.contains("http"));
    }
}
