//! Refuses a build in which a `[patch]` was dropped.
//!
//! The runtimes are pinned to a version. A patch of another version is one that nothing asks for: cargo says so in a warning, and
//! builds the release, whose answers would be taken for those of the patch.

use std::fs;

fn main() {
    println!("cargo::rerun-if-changed=../Cargo.lock");
    let lock = fs::read_to_string("../Cargo.lock").unwrap_or_default();
    for dropped in lock.split("[[patch.unused]]").skip(1) {
        let name = dropped
            .lines()
            .find_map(|line| line.strip_prefix("name = "));
        let version = dropped
            .lines()
            .find_map(|line| line.strip_prefix("version = "));
        println!(
            "cargo::error=the patch of {} at version {} was dropped, because another version is asked for: pin that one in \
             Cargo.toml, or name the checkout with --runner",
            name.unwrap_or_default(),
            version.unwrap_or_default()
        );
    }
}
