//! Rows over all interfaces: what the cells of different grids have in common.

use wasock::event::{GridSeen, Row};

use super::grids;

/// The grids as events have them.
fn seen() -> Vec<GridSeen> {
    grids().iter().map(GridSeen::from_grid).collect()
}

/// The row that a name leads to, or why it leads to none.
fn row(name: &str) -> String {
    match Row::find(&seen(), name) {
        Ok(row) => row.name,
        Err(unknown) => unknown.to_string(),
    }
}

#[test]
fn a_row_has_the_names_that_all_interfaces_have_in_common() {
    for (given, found) in [
        ("stream/bound/listen", "stream/bound/listen"),
        ("wasix/stream/bound/listen", "stream/bound/listen"),
        ("wasip2/stream/bound/start-listen", "stream/bound/listen"),
        ("wasip2/stream/bound/finish-listen", "stream/bound/listen"),
        ("stream/unbound/start-bind", "stream/open/bind"),
        ("stream/open/start-bind", "stream/open/bind"),
        ("stream/unbound/bind", "stream/open/bind"),
        (
            "stream/connected/remote-address",
            "stream/connected/peer-address",
        ),
        ("wasip1/stream/stdio/accept", "stream/stdio/accept"),
    ] {
        assert_eq!(row(given), found, "{given}");
    }
}

#[test]
fn a_name_that_means_another_thing_elsewhere_is_no_row_of_both() {
    // A closed descriptor of WASIX is not a socket of 0.2 whose connection has come to its end.
    assert_eq!(row("stream/closed/accept"), "stream/closed/accept");
    assert_eq!(
        row("wasip2/stream/closed/accept"),
        "stream/terminated/accept"
    );
}

#[test]
fn what_is_no_row_is_told_with_what_is_near() {
    assert_eq!(
        row("stream/bond/listen").split("; ").next(),
        Some("there is no row `stream/bond/listen`")
    );
    assert!(row("stream/bond/listen").contains("near are stream/bound/listen"));
    // What is much less alike than the nearest is not listed, and neither is what has too few parts.
    assert!(row("stream/listening/acept").ends_with("near are stream/listening/accept"));
    assert!(row("stream/unbound/start-lisen").ends_with("near are stream/unbound/start-listen"));
    assert!(row("stream/bound").contains("write <socket>/<state>/<operation>"));
    assert!(row("listen").contains("write <socket>/<state>/<operation>"));
    assert!(row("wasip1/stream/bound/listen").starts_with("there is no row"));
}

#[test]
fn cells_of_one_row_know_each_other() {
    let (grids, seen) = (grids(), seen());
    let row = Row::find(&seen, "stream/bound/listen").unwrap();
    let has = |case: &str| {
        let of_case = || Row::of_cell(&seen, &grids.cell(case)?);
        of_case().as_ref() == Some(&row)
    };
    for (case, is_of_it) in [
        ("wasix/stream/bound/listen", true),
        ("wasip2/stream/bound/start-listen", true),
        ("wasip2/stream/bound/finish-listen-at-once", true),
        ("wasix/stream/listening/listen", false),
        ("wasip2/stream/bound/start-bind", false),
        ("seed/open", false),
    ] {
        assert_eq!(has(case), is_of_it, "{case}");
    }
}
