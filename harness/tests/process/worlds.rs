//! What a world grants and what it refuses.

use std::os::unix::net::UnixListener;
use std::process::Command;
use std::thread;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, setrlimit};
use wasock::process::{End, Job, Limit, Limits};
use wasock::world::{Conditions, Ports, VARIABLE, World, probe, unwatched};
use wasock_runners::Ending;

use super::{AMPLE, Test, job, output, run, run_in, run_job};

pub fn tests() -> Vec<Test> {
    vec![
        ("worlds/limits", limits),
        ("worlds/shared", shared),
        (
            "worlds/this_machine_stays_as_it_is",
            this_machine_stays_as_it_is,
        ),
        ("worlds/what_the_host_lacks", what_the_host_lacks),
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
        ("worlds/private/no_other_process", no_other_process),
        ("worlds/private/an_empty_folder", an_empty_folder),
        ("worlds/private/files_are_read_only", files_are_read_only),
        (
            "worlds/private/look_ups_are_the_same_everywhere",
            look_ups_are_the_same_everywhere,
        ),
        ("worlds/private/no_daemon_is_asked", no_daemon_is_asked),
        (
            "worlds/private/the_harness_stays_where_it_is",
            the_harness_stays_where_it_is,
        ),
        ("worlds/private/loopback_works", loopback_works),
        ("worlds/private/low_ports_are_free", low_ports_are_free),
        ("worlds/private/no_way_out", no_way_out),
        ("worlds/private/so_many_threads", so_many_threads),
        (
            "worlds/private/it_is_granted_every_time",
            it_is_granted_every_time,
        ),
        (
            "worlds/private/the_same_port_eight_times",
            the_same_port_eight_times,
        ),
    ]
}

pub fn shared_world() -> World {
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

/// The limits that a host may set too low, by the options of `ulimit`.
const LIMITS: [(&str, Resource); 4] = [
    ("-n", Resource::Nofile),
    ("-u", Resource::Nproc),
    ("-v", Resource::As),
    ("-d", Resource::Data),
];

/// What [`what_the_host_lacks`] does in a process of its own: it runs a trial where this limit is as low as this.
pub fn in_need(option: &str, held: u64) {
    let (_, resource) = LIMITS.into_iter().find(|limit| limit.0 == option).unwrap();
    let limit = Rlimit {
        current: Some(held),
        maximum: Some(held),
    };
    setrlimit(resource, limit).unwrap();
    match &run("", AMPLE).end {
        End::Fault(why) => print!("{why}"),
        end => print!("{end:?}"),
    }
}

fn what_the_host_lacks() {
    for (option, held, what, needed) in [
        ("-n", 100_u64, "100 open files", 256_u64),
        ("-u", 10, "10 processes of a user", 16),
        ("-v", 16 << 30, "16777216 KiB of addresses", 32 << 20),
        ("-d", 512 << 20, "524288 KiB of memory", 1 << 20),
    ] {
        let mut command = Command::new(std::env::current_exe().unwrap());
        let answer = command.args(["--in-need", option, &held.to_string()]);
        let answer = answer.output().unwrap();
        assert_eq!(
            String::from_utf8_lossy(&answer.stdout),
            format!(
                "this host allows {what} only, and a trial needs {needed}: raise it with `ulimit {option}`"
            ),
        );
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

/// A shared world has the parameters of this machine, which root could set.
fn this_machine_stays_as_it_is() {
    let state = || {
        let mounts = std::fs::read_to_string("/proc/self/mountinfo").unwrap();
        let ports = std::fs::read_to_string("/proc/sys/net/ipv4/ip_local_port_range").unwrap();
        let of_kernel = mounts.lines().filter(|line| line.contains(" /proc "));
        (of_kernel.map(str::to_owned).collect::<Vec<_>>(), ports)
    };
    let before = state();
    let world = shared_world();
    unwatched(&world);
    let conditions = Conditions {
        ports: Some(Ports::ALL),
        ..Conditions::default()
    };
    let ran = run_job(&Job {
        conditions: &conditions,
        ..job(&world, "", AMPLE)
    });
    assert_eq!(state(), before);
    let End::Fault(reason) = &ran.end else {
        panic!("{:?}", ran.end);
    };
    assert!(reason.contains("a network with conditions"), "{reason}");
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

/// The trial is the second process, after its init. Nobody else can be signalled, not even the process that has the number
/// of the harness.
fn no_other_process() {
    let harness = rustix::process::getpid();
    let heard = run(&format!("processes\nkill {harness}\nparent"), AMPLE);
    assert_eq!(
        output(&heard),
        "1 2\nErr(Os { code: 3, kind: Uncategorized, message: \"No such process\" })\nSome(Pid(1))\n"
    );
    // Init cannot be killed from inside.
    let heard = run("kill 1\nsay done", AMPLE);
    assert_eq!(heard.end, End::Ended(Ending::Returned));
}

fn an_empty_folder() {
    let heard = run("list .\nwrite mine\nlist .", AMPLE);
    assert_eq!(output(&heard), "\nOk(())\nmine\n");
    let heard = run("list .", AMPLE);
    assert_eq!(output(&heard), "\n");
}

fn files_are_read_only() {
    // Everybody may write to the first one, outside.
    let script = "write /dev/shm/wasock-new\nwrite /etc/new\nwrite /run/new\nwrite /proc/sys/net/ipv4/ip_forward";
    let lines = output(&run(script, AMPLE));
    assert_eq!(
        lines.matches("Err(ReadOnlyFilesystem)").count(),
        4,
        "{lines}"
    );
}

fn look_ups_are_the_same_everywhere() {
    let heard = run(
        "look-up localhost\nlook-up nobody.example\nlook-up localhost.example",
        AMPLE,
    );
    assert_eq!(output(&heard), "127.0.0.1 ::1\nnone\nnone\n");
    let heard = run(
        "read /etc/hostname\nread /etc/resolv.conf\nread /etc/shadow",
        AMPLE,
    );
    assert_eq!(output(&heard), "NotFound\nnameserver 127.0.0.1\nNotFound\n");
}

/// Where the daemon listens that glibc asks for names.
const DAEMON: &str = "/run/nscd/socket";

/// What [`no_daemon_is_asked`] does in a process of its own: it has a daemon stand in for the one of the host, and prints
/// what trials have from it.
pub fn stand_in() {
    let (user, group) = (rustix::process::geteuid(), rustix::process::getegid());
    #[expect(
        unsafe_code,
        reason = "there is no safe way to a namespace or to mount"
    )]
    // SAFETY: the table of descriptors stays as it is, and all texts end with a zero.
    unsafe {
        use rustix::thread::{UnshareFlags, unshare_unsafe};
        unshare_unsafe(UnshareFlags::NEWUSER | UnshareFlags::NEWNS).unwrap();
        let (null, none) = (std::ptr::null(), std::ptr::null());
        let private = libc::MS_REC | libc::MS_PRIVATE;
        assert_eq!(libc::mount(null, c"/".as_ptr(), null, private, none), 0);
        let kind = c"tmpfs".as_ptr();
        assert_eq!(libc::mount(kind, c"/run".as_ptr(), kind, 0, none), 0);
    }
    std::fs::write("/proc/self/setgroups", "deny").unwrap();
    std::fs::write("/proc/self/uid_map", format!("0 {user} 1")).unwrap();
    std::fs::write("/proc/self/gid_map", format!("0 {group} 1")).unwrap();
    std::fs::create_dir("/run/nscd").unwrap();
    let daemon = UnixListener::bind(DAEMON).unwrap();
    daemon.set_nonblocking(true).unwrap();
    let asked = || daemon.accept().is_ok();

    let script = format!("knock {DAEMON}\nlook-up nobody.example");
    print!("{}", output(&run_in(&World::Private, &script, AMPLE)));
    println!("{}", asked());
    print!(
        "{}",
        output(&run_in(&shared_world(), &format!("knock {DAEMON}"), AMPLE))
    );
    println!("{}", asked());
}

fn no_daemon_is_asked() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let answer = command.arg("--stand-in").output().unwrap();
    assert_eq!(
        String::from_utf8(answer.stdout).unwrap(),
        "Err(NotFound)\nnone\nfalse\nOk(())\ntrue\n",
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
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
    // Whoever waits for another one waits for ever, and that is no hang of the runtime.
    let limits = Limits {
        patience: Some(Duration::from_millis(100)),
        ..limits
    };
    let waits = |threads: u32| {
        let script = format!("threads {threads}\nreport > L1 a.b(1)\nwait");
        run(&script, limits).heard.end
    };
    assert_eq!(waits(20), End::Exceeded(Limit::Processes));
    assert!(matches!(waits(5), End::Hung(_)));
}

/// Of two hundred programs, eight of which are started at a time, each has what one has: none of them goes on with the
/// weaker world because it took the end of the shortest trial for a refusal.
fn it_is_granted_every_time() {
    let probes = || {
        for _ in 0..25 {
            let mut command = Command::new(std::env::current_exe().unwrap());
            let answer = command.arg("--probe").output().unwrap();
            assert_eq!(String::from_utf8_lossy(&answer.stdout), "Private\n");
        }
    };
    thread::scope(|scope| (0..8).for_each(|_| _ = scope.spawn(probes)));
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
