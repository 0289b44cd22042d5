//! Who hangs, and who is merely slow.

use std::ops::ControlFlow;
use std::thread;
use std::time::Duration;

use wasock::process::{self, End, Hang, Late, Limits, Quiet};
use wasock::record::Site;
use wasock_runners::Ending;

use super::{AMPLE, Test, job, output, run};

pub fn tests() -> Vec<Test> {
    vec![
        ("hangs/a_call_that_never_returns", a_call_that_never_returns),
        (
            "hangs/a_call_that_wakes_up_to_wait_again",
            a_call_that_wakes_up_to_wait_again,
        ),
        (
            "hangs/without_patience_the_time_is_up",
            without_patience_the_time_is_up,
        ),
        (
            "hangs/outside_of_a_call_the_time_is_up",
            outside_of_a_call_the_time_is_up,
        ),
        (
            "hangs/who_spins_has_all_the_time",
            who_spins_has_all_the_time,
        ),
        (
            "hangs/who_works_is_not_interrupted",
            who_works_is_not_interrupted,
        ),
        (
            "hangs/who_lets_others_work_is_not_interrupted",
            who_lets_others_work_is_not_interrupted,
        ),
        (
            "hangs/who_waits_for_the_clock_is_waited_for",
            who_waits_for_the_clock_is_waited_for,
        ),
        (
            "hangs/whom_the_clock_does_not_end_hangs",
            whom_the_clock_does_not_end_hangs,
        ),
        (
            "hangs/what_is_waited_for_is_told_once",
            what_is_waited_for_is_told_once,
        ),
        ("hangs/who_compiles_is_late", who_compiles_is_late),
        ("hangs/all_together", all_together),
    ]
}

const ENTER: &str = "report > L7 wasix_32v1.sock_accept(4)";

/// The time is far beyond what these tests take: only patience can end a trial that hangs.
const IMPATIENT: Limits = Limits {
    patience: Some(Duration::from_millis(100)),
    ..AMPLE
};

const SHORT: Limits = Limits {
    time: Duration::from_secs(2),
    ..IMPATIENT
};

const fn hung(in_call: bool, spinning: bool) -> End {
    End::Hung(Hang {
        in_call,
        spinning,
        calling: false,
    })
}

fn a_call_that_never_returns() {
    let heard = run(&format!("say before\n{ENTER}\nwait"), IMPATIENT);
    assert_eq!(heard.end, hung(true, false));
    assert_eq!(output(&heard), "before\n");
    assert_eq!(heard.records().len(), 1);
    assert!(!heard.leaked);
}

fn a_call_that_wakes_up_to_wait_again() {
    let heard = run(&format!("{ENTER}\ntick"), IMPATIENT);
    assert_eq!(heard.end, hung(true, false));
}

fn without_patience_the_time_is_up() {
    let limits = Limits {
        patience: None,
        ..SHORT
    };
    let heard = run(&format!("{ENTER}\nwait"), limits);
    assert_eq!(heard.end, hung(true, false));
}

fn outside_of_a_call_the_time_is_up() {
    assert_eq!(run("wait", SHORT).end, hung(false, false));
    let exit = "report < L7 wasix_32v1.sock_accept = 6";
    assert_eq!(
        run(&format!("{ENTER}\n{exit}\nwait"), SHORT).end,
        hung(false, false)
    );
    assert_eq!(run("spin", SHORT).end, hung(false, true));
}

fn who_spins_has_all_the_time() {
    assert_eq!(run(&format!("{ENTER}\nspin"), SHORT).end, hung(true, true));
}

fn who_works_is_not_interrupted() {
    let heard = run(&format!("{ENTER}\nwork 500"), IMPATIENT);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
}

fn who_lets_others_work_is_not_interrupted() {
    let heard = run(&format!("{ENTER}\nawait-companion work 500"), IMPATIENT);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    let heard = run(&format!("{ENTER}\nawait-companion wait"), IMPATIENT);
    assert_eq!(heard.end, hung(true, false));
    assert!(!heard.leaked);
}

/// A call that sleeps for so many milliseconds, seven times the patience or more.
fn sleep(milliseconds: u64) -> String {
    format!("report > L7 wasix_32v1.thread_sleep({milliseconds}000000)")
}

fn who_waits_for_the_clock_is_waited_for() {
    let returned = End::Ended(Ending::Returned);
    assert_eq!(
        run(&format!("{}\nnap 700", sleep(700)), IMPATIENT).end,
        returned
    );
    // Another call is open as well, that of another thread perhaps.
    let both = format!("{}\n{ENTER}\nnap 700", sleep(700));
    assert_eq!(run(&both, IMPATIENT).end, returned);
    let heard = run(&format!("{}\nwait", sleep(3_600_000)), SHORT);
    assert_eq!(heard.end, End::Late(Late::Waits));
}

fn whom_the_clock_does_not_end_hangs() {
    let heard = run(&format!("{}\nwait", sleep(200)), IMPATIENT);
    assert_eq!(heard.end, hung(true, false));
}

fn what_is_waited_for_is_told_once() {
    let script = format!("{}\nnap 700", sleep(700));
    let world = wasock::world::probe();
    let mut told = Vec::new();
    process::run_aloud(
        &job(&world, &script, IMPATIENT),
        &mut |_| ControlFlow::Continue(()),
        &mut |quiet| told.push(quiet),
    );
    let [Quiet::Waits(calls)] = &told[..] else {
        panic!("{told:?}");
    };
    let [call] = &calls[..] else {
        panic!("{calls:?}");
    };
    assert_eq!(call.site, Site::Line(7));
    assert_eq!(call.call.name, "thread_sleep");
    assert!(call.alarm.is_some());
}

fn who_compiles_is_late() {
    for script in ["compile\nspin", "compile\nwait"] {
        assert_eq!(run(script, SHORT).end, End::Late(Late::Compiles));
    }
}

/// Eight trials at once, more than there are processors on most machines: those that work get little of one, and must
/// not be taken for those that wait.
fn all_together() {
    thread::scope(|scope| {
        let trials: Vec<_> = (0..8)
            .map(|number| {
                scope.spawn(move || {
                    let act = ["work 400", "wait"][number % 2];
                    run(&format!("say {number}\n{ENTER}\n{act}"), IMPATIENT)
                })
            })
            .collect();
        for (number, trial) in trials.into_iter().enumerate() {
            let heard = trial.join().expect("the trial is run");
            let expected = [End::Ended(Ending::Returned), hung(true, false)];
            assert_eq!(heard.end, expected[number % 2], "trial {number}");
            assert_eq!(output(&heard), format!("{number}\n"));
        }
    });
}
