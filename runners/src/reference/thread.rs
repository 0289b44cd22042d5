//! The threads of a guest: each is one of the host, with an instance of its own of the guest's module. They share its memory, and the
//! system with its descriptors.
//!
//! By the witx "the main thread ID equals the process ID", which is 1 here as the first process has it anywhere; those that it starts
//! have 2, 3, and so on.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use rustix::process::Pid;
use rustix::thread::{NanosleepRelativeResult, gettid, nanosleep};
use wasmtime::InstancePre;

use super::System;
use super::clock::timespec;
use super::engine::{self, Done, Process};
use super::errno::Errno;
use super::memory::Memory;
use super::signal;
use crate::Ending;

/// `thread_start` of the WASIX witx: 16 fields of four bytes. None of them is looked at here: a stack is the guest's own.
const START: usize = 64;

/// The threads of a guest.
pub struct Threads {
    /// The module, with what each instance of it imports.
    module: InstancePre<Process>,
    process: Process,
    running: Mutex<Running>,
    /// Another thread has ended.
    one_ended: Condvar,
    /// Who is told how the guest ended.
    ending: Sender<Result<Ending, String>>,
}

#[derive(Default)]
struct Running {
    /// Their indices, and what the host calls them.
    threads: BTreeMap<u32, Pid>,
    /// How many there have been.
    started: u32,
}

impl Threads {
    /// Runs a guest until its first thread has returned, or any of them has ended it. Those that still run then end with this process.
    ///
    /// # Errors
    /// What the engine says when it cannot go on, or the host when it has no thread to spare.
    pub fn run(module: InstancePre<Process>, process: Process) -> Result<Ending, String> {
        let (ending, ended) = channel();
        let threads = Arc::new(Self {
            module,
            process,
            running: Mutex::default(),
            one_ended: Condvar::new(),
            ending,
        });
        threads.process.system().threads.set(&threads);
        let started = threads.start(|_, module, process| engine::run_program(module, process));
        started.map_err(|error| error.to_string())?;
        drop(threads);
        // Where nobody is left to say it, the last of them has panicked.
        let lost = |_| Err("the threads of the guest are gone without a word".to_owned());
        ended.recv().unwrap_or_else(lost)
    }

    /// Starts a thread, which is told its index, and gives that.
    fn start<F>(self: &Arc<Self>, does: F) -> io::Result<u32>
    where
        F: FnOnce(u32, &InstancePre<Process>, Process) -> Result<Done, String> + Send + 'static,
    {
        let threads = Arc::clone(self);
        let mut running = self.running();
        running.started += 1;
        let index = running.started;
        let (begins, begun) = channel();
        std::thread::Builder::new().spawn(move || {
            // Whoever starts it waits for this.
            let _ = begins.send(gettid());
            let done = does(index, &threads.module, threads.process.clone());
            threads.end(index, done);
        })?;
        let thread = begun.recv().map_err(io::Error::other)?;
        running.threads.insert(index, thread);
        Ok(index)
    }

    /// Takes it that a thread has ended. The guest ends with it if it says so, or if it was the last one.
    fn end(&self, index: u32, done: Result<Done, String>) {
        let mut running = self.running();
        running.threads.remove(&index);
        let ended = match done {
            Ok(Done::Guest(ending)) => Some(Ok(ending)),
            Ok(Done::Thread(code)) => {
                let is_last = running.threads.is_empty();
                is_last.then_some(Ok(Ending::Exited(code)))
            }
            Err(error) => Some(Err(error)),
        };
        drop(running);
        self.one_ended.notify_all();
        if let Some(ended) = ended {
            // Only the first word is heard.
            let _ = self.ending.send(ended);
        }
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where the system of a guest finds its threads; nowhere if it can have one only, because its memory is not shared.
#[derive(Default)]
pub struct Handle(Mutex<Weak<Threads>>);

impl Handle {
    fn set(&self, threads: &Arc<Threads>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(threads);
    }

    fn get(&self) -> Option<Arc<Threads>> {
        let threads = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        threads.upgrade()
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handle")
    }
}

impl System {
    /// `pthread_create`. A guest whose memory is not shared has no threads: `notsup`.
    pub fn thread_spawn_v2(
        &self,
        memory: &mut Memory<'_>,
        args: u32,
        tid: u32,
    ) -> Result<(), Errno> {
        memory.range(args, START)?;
        let tid = memory.slot(tid)?;
        let threads = self.threads.get().ok_or(Errno::NOTSUP)?;
        let started = threads
            .start(move |index, module, process| engine::run_thread(module, process, index, args));
        let index = started.map_err(signal::errno)?;
        memory.write(tid, index.to_le_bytes());
        Ok(())
    }

    /// `pthread_join`, which of a thread that is gone "returns successfully without blocking" (WASIX reference), whoever has joined it.
    pub fn thread_join(&self, _: &mut Memory<'_>, tid: u32) -> Result<(), Errno> {
        let Some(threads) = self.threads.get() else {
            return Ok(());
        };
        let is_running = |running: &mut Running| running.threads.contains_key(&tid);
        let waits = threads.one_ended.wait_while(threads.running(), is_running);
        drop(waits);
        Ok(())
    }

    /// `nanosleep`.
    pub fn thread_sleep(&self, _: &mut Memory<'_>, duration: u64) -> Result<(), Errno> {
        match nanosleep(&timespec(Duration::from_nanos(duration))) {
            NanosleepRelativeResult::Ok => Ok(()),
            NanosleepRelativeResult::Interrupted(_) => Err(Errno::INTR),
            NanosleepRelativeResult::Err(error) => Err(error.into()),
        }
    }

    /// `pthread_kill`. A thread that there is not is `srch`.
    pub fn thread_signal(&self, _: &mut Memory<'_>, tid: u32, signal: u32) -> Result<(), Errno> {
        let threads = self.threads.get().ok_or(Errno::NOTSUP)?;
        let running = threads.running();
        let thread = running.threads.get(&tid).ok_or(Errno::SRCH)?;
        self.signals().send(*thread, signal)
    }
}
