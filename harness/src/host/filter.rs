//! Which system calls the kernel is to ask the harness about: a filter of seccomp(2), in the BPF of the kernel.
//!
//! The filter sees the number of a call and the values of its arguments, no memory and no descriptors. So it lets through what can
//! be told by those, and the [supervisor](super::supervisor) looks at the rest.

use std::io;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd};

use super::call::{About, SystemCall, system_calls};

/// The architecture that a call is made for, as the kernel says it (linux/audit.h); that of this program is the only one with a
/// table of numbers.
#[cfg(target_arch = "x86_64")]
const NATIVE: u32 = 0xC000_003E;
#[cfg(target_arch = "aarch64")]
const NATIVE: u32 = 0xC000_00B7;
#[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
const NATIVE: u32 = 0;

/// Where the fields of `struct seccomp_data` begin.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const ARGUMENTS: u32 = 16;

/// From this number on they are those of the x32 ABI of x86_64, which has a table of its own.
const X32: u32 = 0x4000_0000;

/// What is done beside the table of calls that a runtime might make instead: io_uring, which no filter looks into. Whoever has none
/// makes the calls itself.
const REFUSED: [libc::c_long; 3] = [
    libc::SYS_io_uring_setup,
    libc::SYS_io_uring_enter,
    libc::SYS_io_uring_register,
];

/// The standard streams on which the guest reports.
const STREAMS: [u32; 2] = [1, 2];

/// Has the kernel ask about the calls of this thread, and of every thread and process that it starts from now on. Gives the
/// descriptor at which it asks, which is to be handed over on `line` by `sendmsg`: that call is let through, since nobody can answer
/// before. All others on the same number are asked about, because in another program it may be a socket. Not asked about are what is
/// written to the standard streams, or each record of the guest would cost a question, and without `polls` the calls that wait for many
/// descriptors.
///
/// # Errors
/// The system refuses it: it is older than Linux 5.0 or built without, or whoever runs this forbids it.
pub(crate) fn install(line: BorrowedFd<'_>, polls: bool) -> io::Result<OwnedFd> {
    if NATIVE == 0 {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let mut program = program(line.as_raw_fd().cast_unsigned(), polls);
    let filter = libc::sock_fprog {
        len: u16::try_from(program.len()).map_err(io::Error::other)?,
        filter: program.as_mut_ptr(),
    };
    #[expect(unsafe_code, reason = "rustix does not offer seccomp")]
    // SAFETY: prctl reads no memory for this option; seccomp reads the program, which lives until it returns, and gives a
    // descriptor that nobody else has.
    unsafe {
        // Without it only the superuser may install a filter.
        if libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 {
            return Err(io::Error::last_os_error());
        }
        let listen = libc::SECCOMP_FILTER_FLAG_NEW_LISTENER;
        let unbroken = libc::SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
        // A signal might take a call away while it is answered, and have it made again: one answer would come to nothing. Before Linux
        // 5.19 that may happen.
        for flags in [listen | unbroken, listen] {
            let mode = libc::SECCOMP_SET_MODE_FILTER;
            let listener = libc::syscall(libc::SYS_seccomp, mode, flags, &raw const filter);
            if listener >= 0 {
                return Ok(OwnedFd::from_raw_fd(listener as i32));
            }
        }
        Err(io::Error::last_os_error())
    }
}

/// One instruction: what it does, and how many to go on where a comparison holds and where it does not.
fn instruction(code: u32, value: u32, holds: u8, fails: u8) -> libc::sock_filter {
    libc::sock_filter {
        code: code as u16,
        jt: holds,
        jf: fails,
        k: value,
    }
}

fn load(offset: u32) -> libc::sock_filter {
    instruction(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, offset, 0, 0)
}

fn answer(with: u32) -> libc::sock_filter {
    instruction(libc::BPF_RET | libc::BPF_K, with, 0, 0)
}

fn if_equal(value: u32, holds: u8, fails: u8) -> libc::sock_filter {
    instruction(
        libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K,
        value,
        holds,
        fails,
    )
}

fn if_greater(value: u32, holds: u8, fails: u8) -> libc::sock_filter {
    instruction(
        libc::BPF_JMP | libc::BPF_JGT | libc::BPF_K,
        value,
        holds,
        fails,
    )
}

fn program(line: u32, polls: bool) -> Vec<libc::sock_filter> {
    let none_such = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned();
    let mut program = vec![
        load(ARCHITECTURE),
        if_equal(NATIVE, 1, 0),
        answer(none_such),
        load(NUMBER),
        if_greater(X32 - 1, 0, 1),
        answer(none_such),
    ];
    for number in REFUSED {
        program.extend([if_equal(number as u32, 0, 1), answer(none_such)]);
    }
    let wanted = |call: &&SystemCall| polls || call.about != About::Many;
    for call in system_calls().iter().filter(wanted) {
        let decision = decision(call, line);
        let skipped = u8::try_from(decision.len()).expect("a decision is a few instructions");
        program.push(if_equal(call.number as u32, 0, skipped));
        program.extend(decision);
    }
    program.push(answer(libc::SECCOMP_RET_ALLOW));
    program
}

/// What becomes of a call with this number.
fn decision(call: &SystemCall, line: u32) -> Vec<libc::sock_filter> {
    let (ask, pass) = (
        answer(libc::SECCOMP_RET_USER_NOTIF),
        answer(libc::SECCOMP_RET_ALLOW),
    );
    match call.about {
        About::Many => vec![ask],
        About::Family => vec![
            load(argument(0)),
            if_equal(libc::AF_INET.cast_unsigned(), 1, 0),
            if_equal(libc::AF_INET6.cast_unsigned(), 0, 1),
            ask,
            pass,
        ],
        About::Descriptor(place) => {
            let passed: &[u32] = match call.name {
                "sendmsg" => &[line],
                "write" | "writev" => &STREAMS,
                _ => &[],
            };
            let mut decision = vec![load(argument(place))];
            for number in passed {
                decision.extend([if_equal(*number, 0, 1), pass]);
            }
            decision.push(ask);
            decision
        }
    }
}

/// Where the lower half of an argument stands: these architectures have the lower bytes first.
fn argument(place: usize) -> u32 {
    ARGUMENTS + 8 * place as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the program answers to a call, by the rules of BPF as far as it uses them.
    fn answered(program: &[libc::sock_filter], architecture: u32, number: u32, first: u32) -> u32 {
        let (mut at, mut held) = (0, 0);
        loop {
            let one = program[at];
            at += 1;
            let code = u32::from(one.code);
            if code == libc::BPF_RET | libc::BPF_K {
                return one.k;
            } else if code == libc::BPF_LD | libc::BPF_W | libc::BPF_ABS {
                held = match one.k {
                    NUMBER => number,
                    ARCHITECTURE => architecture,
                    _ => first,
                };
            } else {
                let holds = match code == libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K {
                    true => held == one.k,
                    false => held > one.k,
                };
                at += usize::from(if holds { one.jt } else { one.jf });
            }
        }
    }

    #[test]
    fn all_calls_are_asked_about_but_the_report_and_the_first_word_on_the_line() {
        let program = program(200, false);
        let native = |number: libc::c_long, first| answered(&program, NATIVE, number as u32, first);
        let none_such = libc::SECCOMP_RET_ERRNO | libc::ENOSYS.cast_unsigned();
        let (ask, pass) = (libc::SECCOMP_RET_USER_NOTIF, libc::SECCOMP_RET_ALLOW);
        for (number, first, wanted) in [
            (libc::SYS_accept4, 3, ask),
            (libc::SYS_write, 1, pass),
            (libc::SYS_write, 2, pass),
            (libc::SYS_write, 3, ask),
            (libc::SYS_writev, 2, pass),
            (libc::SYS_write, 0, ask),
            (libc::SYS_read, 0, ask),
            (libc::SYS_listen, 1, ask),
            (libc::SYS_sendmsg, 200, pass),
            (libc::SYS_sendmsg, 201, ask),
            (libc::SYS_write, 200, ask),
            (libc::SYS_accept4, 200, ask),
            (libc::SYS_close, 7, ask),
            (libc::SYS_socket, libc::AF_INET as u32, ask),
            (libc::SYS_socket, libc::AF_INET6 as u32, ask),
            (libc::SYS_socket, libc::AF_UNIX as u32, pass),
            (libc::SYS_ppoll, 3, pass),
            (libc::SYS_getpid, 3, pass),
            (libc::SYS_io_uring_setup, 3, none_such),
        ] {
            assert_eq!(native(number, first), wanted, "{number} {first}");
        }
        let foreign = answered(&program, NATIVE ^ 1, libc::SYS_accept as u32, 3);
        assert_eq!(foreign, none_such);
        assert_eq!(answered(&program, NATIVE, X32 + 1, 3), none_such);
    }

    #[test]
    fn calls_that_wait_for_many_are_asked_about_where_that_is_wanted() {
        let program = program(200, true);
        let ppoll = answered(&program, NATIVE, libc::SYS_ppoll as u32, 3);
        assert_eq!(ppoll, libc::SECCOMP_RET_USER_NOTIF);
    }
}
