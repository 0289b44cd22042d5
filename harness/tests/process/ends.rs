//! Every way to end except to hang.

use std::ops::ControlFlow;
use std::time::Duration;

use wasock::interface::Untraced;
use wasock::process::{End, Job, Limit, Limits};
use wasock::record::Item;
use wasock_runners::Ending;

use super::{AMPLE, Test, job, output, run, runner};

pub fn tests() -> Vec<Test> {
    vec![
        ("ends/as_the_runner_says", as_the_runner_says),
        ("ends/panicked", panicked),
        (
            "ends/a_panic_that_the_runtime_survives",
            a_panic_that_the_runtime_survives,
        ),
        ("ends/killed", killed),
        ("ends/vanished", vanished),
        ("ends/too_much_output", too_much_output),
        ("ends/too_much_memory", too_much_memory),
        ("ends/fault", fault),
        ("ends/what_comes_out", what_comes_out),
        ("ends/heard_enough", heard_enough),
        ("ends/the_environment_is_built", the_environment_is_built),
        ("ends/the_log_of_the_host", the_log_of_the_host),
        (
            "ends/a_record_that_is_cut_short",
            a_record_that_is_cut_short,
        ),
        (
            "ends/a_report_that_is_tampered_with",
            a_report_that_is_tampered_with,
        ),
        ("ends/records_on_both_streams", records_on_both_streams),
        ("ends/a_guest_that_forks", a_guest_that_forks),
        (
            "ends/a_guest_that_starts_another",
            a_guest_that_starts_another,
        ),
        ("ends/a_large_module", a_large_module),
        ("ends/usage", usage),
    ]
}

fn as_the_runner_says() {
    let table = [
        ("", Ending::Returned),
        ("proc-exit 7", Ending::Exited(7)),
        (
            "trap unreachable",
            Ending::Trapped("unreachable".to_owned()),
        ),
        ("missing a.b", Ending::Unsupported("a.b".to_owned())),
    ];
    for (script, ending) in table {
        let heard = run(script, AMPLE);
        assert_eq!(heard.end, End::Ended(ending), "{script}");
        assert!(!heard.leaked, "{script}");
    }
}

fn panicked() {
    for script in ["panic oh no", "panic-twice oh no"] {
        let heard = run(&format!("say before\n{script}"), AMPLE);
        assert_eq!(heard.end, End::Panicked("oh no".to_owned()), "{script}");
        assert_eq!(output(&heard), "before\n", "{script}");
        assert!(
            String::from_utf8_lossy(&heard.stderr).contains("oh no"),
            "{script}"
        );
    }
}

fn a_panic_that_the_runtime_survives() {
    let heard = run("panic-elsewhere oh no\nsay after", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(output(&heard), "after\n");
    // It is not the cause of what happens later, unless the process aborts.
    assert_eq!(
        run("panic-elsewhere oh no\nsignal 11", AMPLE).end,
        End::Killed(11)
    );
}

fn killed() {
    for signal in [6, 9, 11, 15] {
        let heard = run(&format!("say before\nsignal {signal}\nwait"), AMPLE);
        assert_eq!(heard.end, End::Killed(signal));
        assert_eq!(output(&heard), "before\n");
    }
}

fn vanished() {
    for code in [0, 101] {
        assert_eq!(run(&format!("exit {code}"), AMPLE).end, End::Vanished(code));
    }
}

fn too_much_output() {
    let limits = Limits {
        output: 1000,
        ..AMPLE
    };
    let heard = run("flood hello", limits);
    assert_eq!(heard.end, End::Exceeded(Limit::Output));
    assert_eq!(heard.output.len(), 1000);
    let heard = run("flood-errors hello", limits);
    assert_eq!(heard.end, End::Exceeded(Limit::Output));
    assert_eq!(heard.stderr.len(), 1000);

    // Both count together, and what is left in the pipe counts when the process has ended.
    let half = "x".repeat(500);
    let heard = run(&format!("say {half}\ncomplain {half}\nwait"), limits);
    assert_eq!(heard.end, End::Exceeded(Limit::Output));
    let heard = run(&format!("mumble {half}\nmumble {half}"), limits);
    assert_eq!(heard.end, End::Ended(Ending::Returned));

    // Records have a bound of their own.
    let limits = Limits {
        report: 1 << 14,
        ..limits
    };
    let heard = run(&["report > L1 a.b(1)\n"; 100].concat(), limits);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(heard.records().len(), 100);
    let heard = run("report-for-ever > L1 a.b(1)", limits);
    assert_eq!(heard.end, End::Exceeded(Limit::Report));
}

fn too_much_memory() {
    let limits = Limits {
        memory: 64 << 20,
        ..AMPLE
    };
    let heard = run("eat", limits);
    assert_eq!(heard.end, End::Exceeded(Limit::Memory));
    let heard = run(&format!("share {}\nwait", 128 << 20), limits);
    assert_eq!(heard.end, End::Exceeded(Limit::Memory));
    assert!(heard.usage.memory.unwrap() > limits.memory);
    let heard = run("signal 6", limits);
    assert_eq!(heard.end, End::Killed(6));
}

fn fault() {
    let heard = run("fault no engine", AMPLE);
    assert_eq!(heard.end, End::Fault("act: no engine".to_owned()));

    // A trial that never comes to the guest.
    let world = wasock::world::probe();
    let job = Job {
        preopens: &[],
        column: &runner::act().labelled("nobody"),
        ..job(&world, "", AMPLE)
    };
    let heard = wasock::process::run(&job, &mut |_| ControlFlow::Continue(()));
    let message = "this program has no column `nobody`".to_owned();
    assert_eq!(heard.end, End::Fault(message));
}

fn what_comes_out() {
    let script =
        "say hello\nmumble no newline\nreport > L3 a.b(1)\nreport < L3 a.b = 0\nmumble end";
    let heard = run(script, AMPLE);
    assert_eq!(output(&heard), "hello\nno newlineend");
    assert_eq!(heard.records(), ["> L3 a.b(1)", "< L3 a.b = 0"]);
    let pieces = heard.items.iter().filter_map(|item| match item {
        Item::Output(bytes) => Some(&bytes[..]),
        _ => None,
    });
    assert_eq!(pieces.collect::<Vec<_>>().concat(), heard.output);
}

fn heard_enough() {
    let world = wasock::world::probe();
    let job = job(&world, "say hello\nwait", AMPLE);
    let heard = wasock::process::run(&job, &mut |_| ControlFlow::Break(()));
    assert_eq!(heard.end, End::Stopped);
    assert_eq!(output(&heard), "hello\n");
}

fn the_environment_is_built() {
    let heard = run("environment\ndescriptor 0\nhost-log", AMPLE);
    assert_eq!(output(&heard), "RUST_BACKTRACE=0\n/dev/null\nfalse guest\n");
}

fn the_log_of_the_host() {
    let limits = Limits {
        output: 1000,
        ..AMPLE
    };
    let world = wasock::world::probe();
    let script = format!("environment\nhost-log\ncomplain {}", "x".repeat(2000));
    let job = Job {
        host_log: true,
        ..job(&world, &script, limits)
    };
    let heard = wasock::process::run(&job, &mut |_| ControlFlow::Continue(()));
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    let text = output(&heard);
    assert!(text.contains("RUST_LOG="));
    assert!(text.ends_with("true guest\n"));
    assert_eq!(heard.stderr.len(), 2001);
}

fn a_record_that_is_cut_short() {
    let line = String::from_utf8(super::line("> L3 a.b(1)", 0)).unwrap();
    let cut = format!("mumble x{}", line.trim_end());
    let output = Item::Output(b"x".to_vec());
    let why = "the report breaks off in the middle of a line".to_owned();
    let heard = run(&cut, AMPLE);
    assert_eq!(heard.items, [output.clone(), Item::Broken(why.clone())]);
    assert_eq!(heard.broken, Some(why));
    // The runtime is free to die in the middle of a line.
    let heard = run(&format!("{cut}\nexit 1"), AMPLE);
    assert_eq!(heard.end, End::Vanished(1));
    assert_eq!(heard.items, [output]);
}

fn a_report_that_is_tampered_with() {
    let line = |number| String::from_utf8(super::line("> L3 a.b(1)", number)).unwrap();
    let say = |line: &str| format!("say {}\n", line.trim_end());
    let forged = line(0).replace(&line(0)[8..16], "bbbbbbbb");
    let table = [
        (say(&forged), "a line in it is not sealed", 0),
        (
            say(&line(0)) + &say(&line(0)),
            "record 0 of thread 0 comes again",
            1,
        ),
        (
            say(&line(0)) + &say(&line(2)),
            "record 1 of thread 0 is missing",
            1,
        ),
        (say(&line(1)), "record 0 of thread 0 is missing", 0),
    ];
    for (script, what, told) in table {
        // It does not matter how the trial would have ended.
        for end in ["", "exit 1", "signal 11", "trap unreachable", "panic oh no"] {
            let heard = run(&format!("{script}{end}"), AMPLE);
            assert_eq!(heard.end, End::Tampered(what.to_owned()), "{end}");
            assert_eq!(heard.records().len(), told);
        }
    }
    // Nothing of it is waited for.
    let heard = run(&format!("{}wait", say(&forged)), AMPLE);
    assert!(matches!(heard.end, End::Tampered(_)));
}

fn a_guest_that_forks() {
    let line = |record, number| {
        let line = String::from_utf8(super::line(record, number)).unwrap();
        format!("say {}\n", line.trim_end())
    };
    let fork = "> L3 wasix_32v1.proc_fork(1, 16)";
    // Both of it go on with the same numbers, and may write into each other's lines.
    let both = line(fork, 0) + &line("< L4 a.b = 1", 1) + &line("< L4 a.b = 2", 1);
    let garbled = line("> L5 a.b(1)", 2).replacen("aaaaaaaa", "aaaab", 1);
    let heard = run(&(both + &garbled + &line("> L5 a.b(1)", 2)), AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(heard.untraced, Some(Untraced::Forks));
    assert_eq!(heard.records(), [fork, "< L4 a.b = 1", "> L5 a.b(1)"]);

    // A guest that was refused it is still one.
    let refused = line(fork, 0) + &line("< L3 wasix_32v1.proc_fork = 63", 1);
    let heard = run(&(refused + &garbled), AMPLE);
    assert!(matches!(heard.end, End::Tampered(_)));
    assert_eq!(heard.untraced, None);
}

fn a_guest_that_starts_another() {
    let spawn = "report > L3 wasix_32v1.proc_spawn(1, 16)\n";
    let answer = |errno: u32| format!("report < L3 wasix_32v1.proc_spawn = {errno}\n");
    let exec = "report > L4 wasix_32v1.proc_exec(1, 16)\n";
    let table = [
        (spawn.to_owned() + &answer(0), Some(Untraced::Starts)),
        (spawn.to_owned() + &answer(44), None),
        (spawn.to_owned(), None),
        (exec.to_owned(), Some(Untraced::Becomes)),
        (
            spawn.to_owned() + &answer(0) + exec,
            Some(Untraced::Becomes),
        ),
    ];
    for (script, untraced) in table {
        let heard = run(&script, AMPLE);
        assert_eq!(heard.end, End::Ended(Ending::Returned), "{script}");
        assert_eq!(heard.untraced, untraced, "{script}");
    }
}

fn records_on_both_streams() {
    // What is written first may be read last.
    let line = |number| String::from_utf8(super::line("> L3 a.b(1)", number)).unwrap();
    let (first, second) = (line(0), line(1));
    let heard = run(
        &format!("complain {}\nsay {}", second.trim_end(), first.trim_end()),
        AMPLE,
    );
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(heard.records().len(), 2);
}

fn a_large_module() {
    // Far more than a socket holds: both sides have to take turns.
    let script = format!("say {}", "x".repeat(4 << 20));
    let limits = Limits {
        output: 8 << 20,
        ..AMPLE
    };
    let heard = run(&script, limits);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    // All of it is told, and of what is told no more is kept than a person reads.
    let told = heard.items.iter().map(|item| match item {
        Item::Output(bytes) | Item::Error(bytes) => bytes.len(),
        _ => 0,
    });
    assert_eq!(told.sum::<usize>(), (4 << 20) + 1);
    assert_eq!(heard.output.len(), 1 << 20);
    let heard = run(&script.replace("say ", "complain "), limits);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert!(heard.stderr.len() <= 2 << 20, "{}", heard.stderr.len());
    assert!(heard.stderr.ends_with(b"x\n"));
}

fn usage() {
    let heard = run(&format!("work 50\nshare {}", 32 << 20), AMPLE);
    assert!(heard.usage.cpu.as_millis() >= 50);
    assert!(heard.usage.memory.unwrap() > 32 << 20);
    // Of a process that died the same is known, and of one that was killed.
    let heard = run(&format!("work 50\nshare {}\nsignal 9", 32 << 20), AMPLE);
    assert!(heard.usage.cpu.as_millis() >= 50);
    assert!(heard.usage.memory.unwrap() > 32 << 20);
    let limits = Limits {
        patience: Some(Duration::from_millis(100)),
        ..AMPLE
    };
    let heard = run("work 50\nreport > L1 a.b(1)\nwait", limits);
    assert!(matches!(heard.end, End::Hung(_)));
    assert!(heard.usage.cpu.as_millis() >= 50);
}
