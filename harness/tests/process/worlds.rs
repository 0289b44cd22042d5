//! What a world grants and what it refuses.

use std::process::Command;
use std::thread;

use wasock::process::{End, Limits};
use wasock::world::{VARIABLE, World, probe};
use wasock_runners::Ending;

use super::{AMPLE, Test, output, run, run_in};

pub fn tests() -> Vec<Test> {
    vec![
        ("worlds/limits", limits),
        ("worlds/shared", shared),
        (
            "worlds/the_variable_asks_for_the_weaker_one",
            the_variable_asks_for_the_weaker_one,
        ),
    ]
}

/// Those that only a private world can pass.
pub fn private_tests() -> Vec<Test> {
    vec![
        ("worlds/private/only_loopback", only_loopback),
        (
            "worlds/private/the_harness_stays_where_it_is",
            the_harness_stays_where_it_is,
        ),
        ("worlds/private/loopback_works", loopback_works),
        ("worlds/private/low_ports_are_free", low_ports_are_free),
        ("worlds/private/no_way_out", no_way_out),
        ("worlds/private/so_many_threads", so_many_threads),
        (
            "worlds/private/the_same_port_eight_times",
            the_same_port_eight_times,
        ),
    ]
}

fn shared_world() -> World {
    World::Shared {
        reason: "a test asks for it".to_owned(),
    }
}

fn limits() {
    let limits = Limits {
        memory: 123 << 20,
        ..AMPLE
    };
    for world in [probe(), shared_world()] {
        let heard = run_in(&world, "limits", limits);
        let text = output(&heard);
        let held = |name: &str| {
            let line = text
                .lines()
                .find(|line| line.starts_with(name))
                .expect(name);
            line[name.len()..]
                .split_whitespace()
                .take(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let memory = limits.memory.to_string();
        assert_eq!(held("Max data size"), [&memory[..], &memory], "{world:?}");
        assert_eq!(held("Max file size"), [&memory[..], &memory], "{world:?}");
        assert_eq!(held("Max core file size"), ["0", "0"], "{world:?}");
        if world == World::Private {
            assert_eq!(held("Max processes"), ["256", "256"]);
        }
    }
}

fn shared() {
    let heard = run_in(&shared_world(), "interfaces\nuser\ntalk 127.0.0.1:0", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    let interfaces = std::fs::read_to_string("/proc/self/net/dev").unwrap();
    let output = output(&heard);
    let lines: Vec<&str> = output.lines().collect();
    assert_eq!(
        lines[0].split(' ').count(),
        interfaces.lines().skip(2).count()
    );
    assert_eq!(lines[1], rustix::process::geteuid().to_string());
    assert_eq!(lines[2], "hello");
}

fn the_variable_asks_for_the_weaker_one() {
    let answer = |value: Option<&str>| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--probe").env_remove(VARIABLE);
        command.envs(value.map(|value| (VARIABLE, value)));
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let reason = "WASOCK_WORLD=shared asks for it";
    assert!(answer(Some("shared")).contains(reason));
    assert!(!answer(Some("")).contains(reason));
    assert!(!answer(None).contains(reason));
}

fn only_loopback() {
    let heard = run("interfaces\nuser", AMPLE);
    assert_eq!(output(&heard), "lo\n0\n");
}

fn the_harness_stays_where_it_is() {
    let here = || std::fs::read_link("/proc/self/ns/net").unwrap();
    let before = here();
    let heard = run("interfaces", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(before, here());
}

fn loopback_works() {
    let heard = run("talk 127.0.0.1:0\ntalk [::1]:0", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(output(&heard), "hello\nhello\n");
}

fn low_ports_are_free() {
    let heard = run("listen 127.0.0.1:22\nlisten [::1]:443", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
}

fn no_way_out() {
    // Addresses for documentation (RFC 5737) that nobody has.
    let heard = run("reach 192.0.2.1:9", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(output(&heard), "NetworkUnreachable NetworkUnreachable\n");
}

fn so_many_threads() {
    let limits = Limits {
        processes: 10,
        ..AMPLE
    };
    // The first is the one that runs the script; the superuser is exempt.
    let expected = if rustix::process::geteuid().is_root() {
        "20\n"
    } else {
        "9\n"
    };
    assert_eq!(output(&run("threads 20", limits)), expected);
}

fn the_same_port_eight_times() {
    thread::scope(|scope| {
        let trials: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| run("talk 127.0.0.1:7967", AMPLE)))
            .collect();
        for trial in trials {
            let heard = trial.join().expect("the trial is run");
            assert_eq!(heard.end, End::Ended(Ending::Returned));
            assert_eq!(output(&heard), "hello\n");
        }
    });
}
