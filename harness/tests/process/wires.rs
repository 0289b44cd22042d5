//! A wire: two interfaces besides loopback, and what becomes of a host that cannot have them.

use std::process::Command;

use libtest_mimic::{Completion, Trial};
use wasock::process::{End, Job};
use wasock::suite::without_conditions;
use wasock::world::{Conditions, Ports, World, probe};
use wasock_runners::Ending;

use super::{AMPLE, Ran, job, output, run, run_job, runner};

/// The tests. One that wants a wire is ignored where the host has none, and the other where it has no private world.
pub fn trials() -> Vec<Trial> {
    let lack = || match probe() {
        World::Shared { reason } => Some(reason),
        World::Private => None,
    };
    vec![
        Trial::ignorable_test("wires/a_wire_is_two_more_interfaces", move || {
            if let Some(reason) = lack().or_else(|| without_conditions(&runner::act(), &wire())) {
                return Ok(Completion::ignored_with(reason));
            }
            a_wire_is_two_more_interfaces();
            Ok(Completion::Completed)
        }),
        Trial::ignorable_test("wires/a_host_without_a_wire_says_so", move || {
            if let Some(reason) = lack() {
                return Ok(Completion::ignored_with(reason));
            }
            a_host_without_a_wire_says_so();
            Ok(Completion::Completed)
        }),
    ]
}

fn wire() -> Conditions {
    Conditions {
        wire: true,
        ..Conditions::default()
    }
}

/// Runs a script where there is a wire.
fn run_by_wire(script: &str) -> Ran {
    run_job(&Job {
        conditions: &wire(),
        ..job(&World::Private, script, AMPLE)
    })
}

/// What is sent to a group by one end is received at the other, though the sender's own host is not to hear it.
fn a_wire_is_two_more_interfaces() {
    let heard = run_by_wire("interfaces\ngroup 224.0.0.77 203.0.113.1 203.0.113.2");
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    let mut lines = output(&heard);
    let message = lines.split_off(lines.find('\n').unwrap());
    let mut interfaces: Vec<&str> = lines.split(' ').collect();
    interfaces.sort_unstable();
    assert_eq!(interfaces, ["far", "lo", "near"]);
    assert_eq!(message, "\nhello\n");
    // The next trial has none.
    assert_eq!(output(&run("interfaces", AMPLE)), "lo\n");
}

/// What [`a_host_without_a_wire_says_so`] does in a process of its own, whose kernel makes no interfaces: it prints why trials are
/// ignored that want a wire, and those that only want parameters, and what becomes of one with a wire that is run all the same.
pub fn without_a_wire() {
    refuse_netlink();
    let ports = Conditions {
        ports: Some(Ports::ALL),
        ..Conditions::default()
    };
    println!("{:?}", probe());
    for conditions in [wire(), ports] {
        println!("{:?}", without_conditions(&runner::act(), &conditions));
    }
    println!("{:?}", run_by_wire("say never").end);
}

/// Has the kernel know no netlink(7) for this process and all that it starts.
fn refuse_netlink() {
    let instruction = |code, fails, value| libc::sock_filter {
        code,
        jt: 0,
        jf: fails,
        k: value,
    };
    // The codes are those of a load from `seccomp_data`, which has the number of the system call at 0 and its first argument at 16; of a
    // comparison, by which so many are left out where it fails; and of an answer.
    let refused = libc::SECCOMP_RET_ERRNO | libc::EAFNOSUPPORT.cast_unsigned();
    let mut program = [
        instruction(0x20, 0, 0),
        instruction(0x15, 3, u32::try_from(libc::SYS_socket).unwrap()),
        instruction(0x20, 0, 16),
        instruction(0x15, 1, libc::AF_NETLINK.cast_unsigned()),
        instruction(0x06, 0, refused),
        instruction(0x06, 0, libc::SECCOMP_RET_ALLOW),
    ];
    let filter = libc::sock_fprog {
        len: u16::try_from(program.len()).unwrap(),
        filter: program.as_mut_ptr(),
    };
    #[expect(unsafe_code, reason = "rustix does not offer seccomp")]
    // SAFETY: the kernel reads the program, which lives until it returns.
    let installed = unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        let mode = libc::SECCOMP_SET_MODE_FILTER;
        libc::syscall(libc::SYS_seccomp, mode, 0, &raw const filter)
    };
    assert_eq!(installed, 0);
}

/// Who has no wire is not asked the cases that want one, and is asked all others. A trial that is run all the same is a fault of the
/// world, and nothing that its runtime did.
fn a_host_without_a_wire_says_so() {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let answer = command.arg("--without-a-wire").output().unwrap();
    let refusal = "the system refuses two interfaces that hear each other (veth) (EAFNOSUPPORT)";
    assert_eq!(
        String::from_utf8(answer.stdout).unwrap(),
        format!(
            "Private\nSome(\"needs a wire besides loopback: {refusal}\")\nNone\nFault(\"{refusal}\")\n"
        ),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
}
