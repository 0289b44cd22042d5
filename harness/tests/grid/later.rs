//! How a call of WASI 0.3 that finishes later is followed.

use wasock::grid::track::track;

use super::{calls, grids};

/// The states of the sockets of WASI 0.3 with these handles, before each of the calls of a report.
#[test]
fn a_connect_that_finishes_later_leads_somewhere_at_both_moments() {
    let types = "wasi:sockets/types@0.3.0";
    let connect = format!("{types}.[async-lower][method]tcp-socket.connect");
    let family = format!("{types}.[method]tcp-socket.get-address-family");
    let given = "0500000000000000901f7f0000010000000000000000000000000000000000000000";
    let report = |told: &str| {
        format!(
            "\
> L1 {types}.[static]tcp-socket.create(0, 16)
< L1 {types}.[static]tcp-socket.create @16=0000000005000000000000000000000000000000
> L2 {connect}(64, 128) @64={given}0000
< L2 {connect} #9 = 145
> L3 {family}(5)
< L3 {family} = 0
> L4 $root.[waitable-set-wait](1, 256)
< L4 $root.[waitable-set-wait] = 1
~ L2 {connect} #9 = {told}
> L5 {family}(5)
< L5 {family} = 0
"
        )
    };
    let grids = grids();
    let grid = grids.get("wasip3").unwrap();
    let states = |told: &str| {
        let moments = track(grid, &[], &calls(&report(told)));
        let asked = moments.iter().flat_map(|moment| &moment.asked);
        let states = asked.filter_map(|asked| asked.known.state);
        states.collect::<Vec<_>>().join(" ")
    };
    let result = |error: &str| format!("2 @128={error}");
    assert_eq!(
        states(&result("0000000000000000000000000000000000000000")),
        "unbound unbound connecting connected"
    );
    assert_eq!(
        states(&result("0100000009000000000000000000000000000000")),
        "unbound unbound connecting closed"
    );
    assert_eq!(states("4"), "unbound unbound connecting closed");
}
