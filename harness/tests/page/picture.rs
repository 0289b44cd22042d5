//! The picture in the README: the committed file, and how a picture is made.

use std::path::Path;

use wasock::report::picture;

use super::recorded;

/// What the picture is to stay below, in bytes.
const SIZE: usize = 150_000;

/// The texts of the committed picture are those of one that is made of this tree: no state, operation, runner or version is
/// missing in it, or gone. What the runners answered is not compared, because a run is not at hand here.
pub fn is_of_this_suite() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the harness is a folder of the workspace");
    let shown = std::fs::read_to_string(root.join("harness/matrix.svg")).expect("it is there");
    let made = picture::render(&recorded::RECORDING);
    let texts = |svg: &str| -> Vec<String> {
        let lines = svg.lines().filter(|line| line.starts_with("<text"));
        lines.map(str::to_owned).collect()
    };
    assert_eq!(
        texts(&shown),
        texts(&made),
        "make it anew: cargo run, then cargo run -- report target/wasock/run.json --svg harness/matrix.svg"
    );
    assert!(shown.len() < SIZE, "{} bytes", shown.len());
}

/// A picture has every element that it opens closed, names every runner, and is made alike each time.
pub fn is_well_formed() {
    let made = picture::render(&recorded::RECORDING);
    assert_eq!(made, picture::render(&recorded::RECORDING));
    assert!(made.starts_with("<svg ") && made.ends_with("</svg>\n"));
    let mut open: Vec<&str> = Vec::new();
    for tag in made.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').expect("a tag comes to its end");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if tag.ends_with('/') => {}
            None => open.extend(tag.split(' ').next()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
    for column in &recorded::RECORDING.began.columns {
        let named = column.title();
        assert!(made.contains(&named), "{named}");
    }
}
