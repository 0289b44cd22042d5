//! Runtimes that would pass the watch on their calls by, or wear it out.

use std::fs::File;
use std::io::{Error, Write as _};
use std::net::TcpListener;
use std::ops::ControlFlow;
use std::os::fd::AsRawFd as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketType, listen, socket};
use wasock::host::{HostCall, Injection, Watch};
use wasock::process::{End, Heard, Job, Limits, run};
use wasock::record::Item;
use wasock::world::probe;
use wasock_runners::Ending;

use super::{AMPLE, Test, job, output};

pub const TESTS: [Test; 5] = [
    ("host/worn/every_number_is_watched", every_number_is_watched),
    ("host/worn/threads_without_end", threads_without_end),
    ("host/worn/output_without_end", output_without_end),
    (
        "host/worn/a_call_that_a_signal_interrupts",
        a_call_that_a_signal_interrupts,
    ),
    ("host/worn/nothing_is_left_of_many", nothing_is_left_of_many),
];

/// Runs this script, and gives each call of the host to `see`. The question has begun from the start.
fn watch(
    script: &str,
    injection: Option<&str>,
    limits: Limits,
    see: &mut dyn FnMut(&HostCall),
) -> Heard {
    let world = probe();
    let injection: Option<Injection> = injection.map(|text| text.parse().unwrap());
    let job = Job {
        watch: Some(Watch {
            injection: injection.as_ref(),
            questions: &[],
        }),
        ..job(&world, script, limits)
    };
    run(&job, &mut |item| {
        if let Item::Host(call) = item {
            see(call);
        }
        ControlFlow::Continue(())
    })
}

/// How many descriptors this process has.
fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

fn every_number_is_watched() {
    let mut calls = Vec::new();
    let script = "await-companion listen-on-odd-numbers";
    let heard = watch(script, None, AMPLE, &mut |call| {
        let shown = call.to_string();
        calls.extend(shown.starts_with("listen(s1, ").then_some(shown));
    });
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(
        calls[1..],
        ["listen(s1, 5)", "listen(s1, 6)", "listen(s1, 7)"]
    );
}

/// What a program may have on numbers that mean something to the harness in the process that starts it.
pub fn listen_on_odd_numbers() {
    // The harness's own line.
    let below: Vec<File> = (3..300)
        .map(|_| File::open("/dev/null").unwrap())
        .take_while(|file| file.as_raw_fd() <= 199)
        .collect();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    assert_eq!(listener.as_raw_fd(), 200);
    listen(&listener, 5).unwrap();
    // The answers of a peer, and the report.
    rustix::stdio::dup2_stdin(&listener).unwrap();
    listen(rustix::stdio::stdin(), 6).unwrap();
    rustix::stdio::dup2_stdout(&listener).unwrap();
    listen(rustix::stdio::stdout(), 7).unwrap();
    drop(below);
}

fn threads_without_end() {
    let (before, mut most) = (descriptors(), 0);
    let heard = watch("churn 300", None, AMPLE, &mut |_| {
        most = most.max(descriptors());
    });
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    // Other tests have some meanwhile.
    assert!(most < before + 150, "{before} descriptors became {most}");
}

/// Starts so many threads after each other, each of which makes a socket or is refused one.
pub fn churn(threads: u32) {
    for _ in 0..threads {
        let _ = thread::spawn(open).join().unwrap();
    }
}

fn open() -> rustix::io::Result<()> {
    socket(AddressFamily::INET, SocketType::STREAM, None).map(drop)
}

fn output_without_end() {
    let limits = Limits {
        time: Duration::from_secs(1),
        output: u64::MAX,
        report: u64::MAX,
        ..AMPLE
    };
    let began = Instant::now();
    let heard = watch("ask-and-flood", None, limits, &mut |_| {});
    assert!(
        matches!(heard.end, End::Hung(_) | End::Late(_)),
        "{:?}",
        heard.end
    );
    // It is ended in time, and not when it has nothing more to say.
    assert!(began.elapsed() < Duration::from_secs(30));
}

/// Prints and makes sockets at the same time, without end.
pub fn ask_and_flood() {
    for _ in 0..2 {
        thread::spawn(|| {
            loop {
                std::io::stdout().write_all(&[b'x'; 1 << 16]).unwrap();
            }
        });
    }
    loop {
        open().unwrap();
    }
}

fn a_call_that_a_signal_interrupts() {
    let mut told = 0;
    let heard = watch(
        "ask-under-signals 500",
        Some("socket EMFILE 200"),
        AMPLE,
        &mut |call| told += u32::from(call.answered.is_some()),
    );
    assert_eq!(heard.end, End::Ended(Ending::Returned));
    assert_eq!(output(&heard).trim(), "200");
    assert_eq!((heard.injected, told), (200, 200));
}

/// Makes so many sockets while signals arrive, whose handler has calls restarted. Prints how many were refused.
pub fn ask_under_signals(sockets: u32) {
    extern "C" fn nothing(_: libc::c_int) {}
    static DONE: AtomicBool = AtomicBool::new(false);
    let own = rustix::thread::gettid().as_raw_nonzero().get();
    #[expect(unsafe_code, reason = "rustix sets no handlers")]
    // SAFETY: the handler does nothing, and zeros are an action without a mask.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = nothing as *const () as libc::sighandler_t;
        action.sa_flags = libc::SA_RESTART;
        libc::sigaction(libc::SIGUSR1, &raw const action, std::ptr::null_mut());
    }
    let signals = thread::spawn(move || {
        while !DONE.load(Ordering::Relaxed) {
            #[expect(unsafe_code, reason = "rustix signals no single thread")]
            // SAFETY: the call reads no memory.
            let sent =
                unsafe { libc::syscall(libc::SYS_tgkill, libc::getpid(), own, libc::SIGUSR1) };
            assert_eq!(sent, 0, "{}", Error::last_os_error());
            thread::yield_now();
        }
    });
    let refused = (0..sockets).filter(|_| open() == Err(Errno::MFILE)).count();
    DONE.store(true, Ordering::Relaxed);
    signals.join().unwrap();
    println!("{refused}");
}

fn nothing_is_left_of_many() {
    let before = descriptors();
    for _ in 0..100 {
        let heard = watch("churn 2", Some("socket EMFILE"), AMPLE, &mut |_| {});
        assert_eq!(heard.injected, 1);
    }
    let after = descriptors();
    assert!(after < before + 50, "{before} descriptors became {after}");
}
