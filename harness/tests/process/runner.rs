//! A runner whose guests are scripts: lines of a command and its argument, done one after the other.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rustix::process::{Signal, getpid, kill_process};
use rustix::time::{ClockId, clock_gettime};
use wasock::column::Column;
use wasock_runners::{Capabilities, Ending, Guest, Runner, RunnerError};

use super::network;

/// The column of the runner `act`.
pub fn act() -> Column {
    Column::new(Act(Capabilities::of(&[])))
}

struct Act(Capabilities);

impl Runner for Act {
    fn name(&self) -> &str {
        "act"
    }

    fn version(&self) -> &str {
        "1"
    }

    fn capabilities(&self) -> &Capabilities {
        &self.0
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        let script = std::str::from_utf8(guest.module).expect("the module is a script");
        if !script.starts_with("compile") {
            guest.begins();
        }
        for line in script.lines() {
            let (command, argument) = line.split_once(' ').unwrap_or((line, ""));
            match command {
                "trap" => return Ok(Ending::Trapped(argument.to_owned())),
                "missing" => return Ok(Ending::Unsupported(argument.to_owned())),
                "proc-exit" => return Ok(Ending::Exited(argument.parse().unwrap())),
                "fault" => {
                    return Err(RunnerError {
                        runner: self.name().to_owned(),
                        message: argument.to_owned(),
                    });
                }
                "compile" => {}
                "host-log" => println!("{} {}", guest.host_log, guest.name),
                _ => obey(command, argument),
            }
        }
        Ok(Ending::Returned)
    }
}

fn obey(command: &str, argument: &str) {
    match command {
        "say" => println!("{argument}"),
        "report" => report(argument),
        "report-for-ever" => loop {
            report(argument);
        },
        // No newline: it stays in the buffer of the standard library.
        "mumble" => print!("{argument}"),
        "complain" => eprintln!("{argument}"),
        "wait" => forever(),
        "nap" => std::thread::sleep(Duration::from_millis(argument.parse().unwrap())),
        "tick" => loop {
            pause(Duration::from_millis(3));
        },
        "spin" => loop {
            std::hint::spin_loop();
        },
        "threads" => println!("{}", threads(argument.parse().unwrap())),
        "work" => work(Duration::from_millis(argument.parse().unwrap())),
        "panic" => panic!("{argument}"),
        "panic-elsewhere" => {
            let message = argument.to_owned();
            let _ = std::thread::spawn(move || panic!("{message}")).join();
        }
        "panic-twice" => {
            let _second = Second;
            panic!("{argument}");
        }
        "signal" => {
            let signal = Signal::from_named_raw(argument.parse().unwrap()).unwrap();
            // The standard library survives one SIGSEGV that no access to memory caused.
            loop {
                kill_process(getpid(), signal).unwrap();
            }
        }
        "exit" => std::process::exit(argument.parse().unwrap()),
        "flood" => flood(argument, std::io::stdout()),
        "flood-errors" => flood(argument, std::io::stderr()),
        "eat" => {
            let mut eaten = Vec::new();
            loop {
                eaten.push(vec![1_u8; 1 << 20]);
            }
        }
        "share" => share(argument.parse().unwrap()),
        "companion" => drop(companion_of(argument, false)),
        "await-companion" => drop(companion_of(argument, false).wait().unwrap()),
        "fled-companion" => drop(companion_of(argument, true)),
        // In a namespace the number says nothing to others; the namespace does.
        "pid" => println!(
            "{} {}",
            getpid(),
            fs::read_link("/proc/self/ns/pid").unwrap().display()
        ),
        "processes" => println!("{}", processes().join(" ")),
        "parent" => println!("{:?}", rustix::process::getppid()),
        "kill" => println!("{:?}", kill(argument.parse().unwrap())),
        "read" => println!("{}", read(argument)),
        "write" => println!(
            "{:?}",
            fs::write(argument, "").map_err(|error| error.kind())
        ),
        "list" => println!("{}", list(argument)),
        "knock" => println!(
            "{:?}",
            UnixStream::connect(argument)
                .map(drop)
                .map_err(|error| error.kind())
        ),
        "counters" => println!("{}", network::counters()),
        "try-all" => network::try_all(),
        "look-up" => println!("{}", network::look_up(argument)),
        "environment" => std::env::vars().for_each(|(name, value)| println!("{name}={value}")),
        "descriptor" => println!(
            "{}",
            fs::read_link(format!("/proc/self/fd/{argument}"))
                .unwrap()
                .display()
        ),
        "user" => println!("{}", rustix::process::geteuid()),
        "limits" => print!("{}", fs::read_to_string("/proc/self/limits").unwrap()),
        "interfaces" => println!("{}", network::interfaces().join(" ")),
        "listen" => drop(TcpListener::bind(argument).unwrap()),
        "keep" => match argument {
            "listener" => std::mem::forget(TcpListener::bind("127.0.0.1:0").unwrap()),
            _ => std::mem::forget(UnixStream::pair().unwrap()),
        },
        "talk" => network::talk(argument),
        "step" => step("peer", argument),
        "lie" => {
            report(&format!("> L{argument} peer.accept()"));
            report(&format!("< L{argument} peer.accept = 0"));
        }
        "meanwhile" => step("peer.meanwhile", argument),
        "waiting" => step("peer.waiting", argument),
        "dial" => *LINE.lock().unwrap() = Some(TcpStream::connect(argument).unwrap()),
        "answer-calls" => *CALLS.lock().unwrap() = Some(TcpListener::bind(argument).unwrap()),
        "pick-up" => {
            let calls = CALLS.lock().unwrap();
            let (line, _) = calls.as_ref().unwrap().accept().unwrap();
            *LINE.lock().unwrap() = Some(line);
        }
        "hear" => println!("{}", hear(argument.parse().unwrap())),
        "tell" => {
            let mut line = LINE.lock().unwrap();
            line.as_mut()
                .unwrap()
                .write_all(argument.as_bytes())
                .unwrap();
        }
        "hang-up" => *LINE.lock().unwrap() = None,
        "descriptors" => {
            let open = fs::read_dir("/proc/self/fd").unwrap();
            println!("{}", open.count());
        }
        "reach" => network::reach(argument),
        "group" => network::group(argument),
        "churn" => super::worn::churn(argument.parse().unwrap()),
        "ask-and-flood" => super::worn::ask_and_flood(),
        "ask-under-signals" => super::worn::ask_under_signals(argument.parse().unwrap()),
        other => panic!("no command {other}"),
    }
}

/// The connection of this process, and the listener that it has.
static LINE: Mutex<Option<TcpStream>> = Mutex::new(None);
static CALLS: Mutex<Option<TcpListener>> = Mutex::new(None);

/// Reports a record, which is written as people write it, as a traced guest does.
fn report(record: &str) {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let line = super::line(record, number);
    std::io::stdout().write_all(&line).unwrap();
}

/// Comes to a step of the peer as a guest does: reports it, waits for the answer, reports that. Prints the answer.
fn step(module: &str, line: &str) {
    let name = match (module, line) {
        ("peer", "1") => "listen",
        _ => "accept",
    };
    report(&format!("> L{line} {module}.{name}()"));
    let mut answer = [0; 2];
    std::io::stdin().read_exact(&mut answer).unwrap();
    let answer = u16::from_le_bytes(answer);
    report(&format!("< L{line} {module}.{name} = {answer}"));
    println!("{answer}");
}

/// What comes over the connection, up to this many bytes; or why nothing comes.
fn hear(most: usize) -> String {
    let mut line = LINE.lock().unwrap();
    let mut heard = Vec::new();
    let line = line.as_mut().unwrap().take(most as u64);
    match { line }.read_to_end(&mut heard) {
        Ok(_) => String::from_utf8(heard).unwrap(),
        Err(error) => format!("{:?}", error.kind()),
    }
}

struct Second;

impl Drop for Second {
    fn drop(&mut self) {
        panic!("a second panic");
    }
}

fn forever() {
    loop {
        let _ = rustix::event::poll(&mut [], None);
    }
}

/// Waits on nothing, with a deadline: what a runtime with a timer does.
fn pause(duration: Duration) {
    let timeout = rustix::event::Timespec {
        tv_sec: 0,
        tv_nsec: duration.subsec_nanos().into(),
    };
    let _ = rustix::event::poll(&mut [], Some(&timeout));
}

/// Uses this much processor time, however long that takes.
fn work(duration: Duration) {
    let used = || {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        Duration::new(
            time.tv_sec.cast_unsigned(),
            u32::try_from(time.tv_nsec).unwrap(),
        )
    };
    let end = used() + duration;
    while used() < end {
        std::hint::spin_loop();
    }
}

/// Starts threads that stay, until the system refuses one or there are as many as wanted; tells how many there are.
fn threads(wanted: usize) -> usize {
    (0..wanted)
        .take_while(|_| std::thread::Builder::new().spawn(forever).is_ok())
        .count()
}

fn flood(text: &str, mut to: impl Write) {
    let lines = format!("{text}\n").repeat(100);
    loop {
        to.write_all(lines.as_bytes()).unwrap();
    }
}

/// Touches memory that the limit on data does not count.
fn share(bytes: usize) {
    use rustix::mm::{MapFlags, ProtFlags, mmap_anonymous};

    #[expect(unsafe_code, reason = "there is no safe way to have shared memory")]
    // SAFETY: the mapping is new, `bytes` long, and nobody else knows it.
    unsafe {
        let memory = mmap_anonymous(
            std::ptr::null_mut(),
            bytes,
            ProtFlags::READ | ProtFlags::WRITE,
            MapFlags::SHARED,
        )
        .unwrap();
        memory.cast::<u8>().write_bytes(1, bytes);
    }
}

/// The processes that this one can see.
fn processes() -> Vec<String> {
    let entries = fs::read_dir("/proc").unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut numbers: Vec<String> = names.filter(|name| name.parse::<i32>().is_ok()).collect();
    numbers.sort();
    numbers
}

/// What comes of a signal to this process.
fn kill(process: i32) -> Result<(), rustix::io::Errno> {
    kill_process(
        rustix::process::Pid::from_raw(process).unwrap(),
        Signal::KILL,
    )
}

/// The first line of a file, or why there is none.
fn read(file: &str) -> String {
    match fs::read_to_string(file) {
        Ok(text) => text.lines().next().unwrap_or_default().to_owned(),
        Err(error) => format!("{:?}", error.kind()),
    }
}

/// The names in a folder.
fn list(folder: &str) -> String {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.join(" ")
}

/// Starts another process that holds the guest's output, and returns when it is there.
fn companion_of(argument: &str, flee: bool) -> Child {
    let (how, what) = argument.split_once(' ').unwrap_or((argument, "-"));
    // The path of this program may be hidden in the world of a trial.
    let mut command = Command::new("/proc/self/exe");
    command
        .args(["--companion", how, what])
        .stderr(Stdio::piped());
    if flee {
        command.process_group(0);
    }
    let mut child = command.spawn().unwrap();
    let mut there = [0];
    child.stderr.take().unwrap().read_exact(&mut there).unwrap();
    child
}

/// What such a process does.
pub fn companion(how: &str, what: &str) {
    let mut pipe = (how == "until-closed").then(|| File::open(what).unwrap());
    std::io::stderr().write_all(b"!").unwrap();
    match how {
        "wait" => forever(),
        "work" => work(Duration::from_millis(what.parse().unwrap())),
        "listen-on-odd-numbers" => super::worn::listen_on_odd_numbers(),
        "until-closed" => drop(pipe.as_mut().unwrap().read_to_end(&mut Vec::new())),
        other => panic!("no companion {other}"),
    }
}
