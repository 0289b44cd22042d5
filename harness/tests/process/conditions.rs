//! What a case may want of its world: routes, an interface that is down, few ports and descriptors, a right less.

use wasock::process::{End, Job};
use wasock::world::{Conditions, Link, Ports, Privilege, Timeouts, World};
use wasock_runners::Ending;

use super::{AMPLE, Ran, Test, job, output, run_job};

/// All of them take a private world.
pub fn private_tests() -> Vec<Test> {
    vec![
        ("conditions/are_brought_about", are_brought_about),
        ("conditions/are_those_of_one_trial", are_those_of_one_trial),
    ]
}

/// Runs a script in a private world with these conditions.
fn run_under(conditions: &Conditions, script: &str) -> Ran {
    run_job(&Job {
        conditions,
        ..job(&World::Private, script, AMPLE)
    })
}

fn are_brought_about() {
    let route = |text: &str| Conditions {
        routes: vec![text.parse().unwrap()],
        ..Conditions::default()
    };
    let reached = |conditions: &Conditions, address: &str| {
        let heard = run_under(conditions, &format!("reach {address}:9"));
        assert_eq!(heard.end, End::Ended(Ending::Returned));
        output(&heard)
    };
    let told = reached(&route("unreachable 198.51.100.1"), "198.51.100.1");
    assert_eq!(told, "HostUnreachable HostUnreachable\n");
    let told = reached(&route("unreachable 2001:db8::1"), "[2001:db8::1]");
    assert!(told.starts_with("HostUnreachable "), "{told}");
    let told = reached(&route("prohibit 198.51.100.1"), "198.51.100.1");
    assert_eq!(told, "PermissionDenied PermissionDenied\n");
    let told = reached(&route("blackhole 198.51.100.1"), "198.51.100.1");
    assert_eq!(told, "InvalidInput InvalidInput\n");
    let down = Conditions {
        loopback: Link::Down,
        ..Conditions::default()
    };
    assert_eq!(
        reached(&down, "127.0.0.1"),
        "NetworkUnreachable NetworkUnreachable\n"
    );

    let fails = |conditions: &Conditions, script: &str, why: &str| {
        let heard = run_under(conditions, script);
        let End::Panicked(message) = &heard.end else {
            panic!("{:?}", heard.end);
        };
        assert!(message.contains(why), "{message}");
    };
    let ports = Conditions {
        ports: Some(Ports::try_from(2).unwrap()),
        ..Conditions::default()
    };
    let two = "keep listener\nkeep listener\nsay two";
    assert_eq!(output(&run_under(&ports, two)), "two\n");
    fails(&ports, &format!("{two}\nkeep listener"), "AddrInUse");
    let descriptors = Conditions {
        descriptors: Some(2),
        ..Conditions::default()
    };
    assert_eq!(output(&run_under(&descriptors, two)), "two\n");
    let script = format!("{two}\nkeep listener");
    fails(&descriptors, &script, "Too many open files");
    // More than the system has is no limit, and is not looked for among all numbers.
    let all = Conditions {
        descriptors: Some(u32::MAX),
        ..Conditions::default()
    };
    assert_eq!(output(&run_under(&all, two)), "two\n");
    let unprivileged = Conditions {
        drop: vec![Privilege::NetBindService],
        ..Conditions::default()
    };
    fails(&unprivileged, "listen 127.0.0.1:7", "PermissionDenied");
}

/// What one trial has is not there for the next one, and neither can write what was written for it.
fn are_those_of_one_trial() {
    let script = "write /proc/sys/net/ipv4/ip_forward\nkeep listener\nkeep listener";
    let one = Conditions {
        ports: Some(Ports::try_from(1).unwrap()),
        timeouts: Timeouts::Short,
        ..Conditions::default()
    };
    let first = run_under(&one, script);
    assert!(matches!(first.end, End::Panicked(_)), "{:?}", first.end);
    let second = run_under(Conditions::NONE, script);
    assert_eq!(second.end, End::Ended(Ending::Returned));
    for heard in [first, second] {
        assert_eq!(output(&heard), "Err(ReadOnlyFilesystem)\n");
    }
}
