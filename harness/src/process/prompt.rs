//! Telling the peer how far the guest has come.

use std::collections::VecDeque;
use std::io;
use std::os::unix::net::UnixStream;

use rustix::process::Pid;

use super::signal;
use super::wire::{self, Prompt};
use crate::interface::{self, MEANWHILE, WAITING};
use crate::peer::{Action, Script};
use crate::record::{Item, Moment, Record, Site};

/// Passes on to the child which steps of the peer its guest has come to, and when those are to be taken for which it does not
/// stand still.
pub struct Prompter<'a> {
    control: UnixStream,
    script: &'a Script,
    /// The init of the trial.
    init: Pid,
    /// The lines of the steps to be taken when the guest is in its next call.
    meanwhile: Vec<u32>,
    /// The lines of those to be taken when it waits there, one after the other.
    waiting: VecDeque<u32>,
    /// The thread that has come to these steps.
    thread: u32,
    /// The call that it has entered with them.
    call: Option<Record>,
}

impl<'a> Prompter<'a> {
    /// Makes one that speaks over the line to the child, whose peer has this script.
    pub fn new(control: UnixStream, script: &'a Script, init: Pid) -> Self {
        Self {
            control,
            script,
            init,
            meanwhile: Vec::new(),
            waiting: VecDeque::new(),
            thread: 0,
            call: None,
        }
    }

    /// Hears what the guest has reported, and prompts the peer where that is a step of it.
    pub fn hear(&mut self, item: &Item) {
        let Item::Record(record) = item else { return };
        match (&record.moment, record.site) {
            (Moment::Enter(_), Site::Line(line)) if interface::is_peer(&record.module) => {
                match record.module.as_str() {
                    MEANWHILE => self.meanwhile.push(line),
                    WAITING => self.waiting.push_back(line),
                    _ => {}
                }
                self.thread = record.thread;
                self.prompt(Prompt::ComesTo(line));
            }
            (Moment::Enter(_), _) if self.call.is_none() && record.thread == self.thread => {
                for line in std::mem::take(&mut self.meanwhile) {
                    self.prompt(Prompt::Takes(line));
                }
                self.call = (!self.waiting.is_empty()).then(|| record.clone());
            }
            // A call that has been started goes on, and the guest waits for it elsewhere.
            (Moment::Enter(_) | Moment::Started { .. }, _) => {}
            (Moment::Exit(_) | Moment::Later { .. }, _) => {
                let is_it = |call: &Record| {
                    (call.thread, call.site, &call.module, &call.name)
                        == (record.thread, record.site, &record.module, &record.name)
                };
                // A call that has finished does not wait, so the rest is for nobody.
                if self.call.take_if(|call| is_it(call)).is_some() {
                    self.waiting.clear();
                }
            }
        }
    }

    /// Prompts the peer to take the next step that is for a call which waits, since all of the guest does, and returns the
    /// step's line; `None` if there is none. To interrupt the runtime is no step of the peer's, and is done here.
    ///
    /// # Errors
    /// The runtime could not be interrupted.
    pub fn waits(&mut self) -> io::Result<Option<u32>> {
        if self.call.is_none() {
            return Ok(None);
        }
        let Some(line) = self.waiting.pop_front() else {
            return Ok(None);
        };
        let step = self.script.step(line).map(|step| &step.action);
        match step {
            Some(Action::Interrupt(how)) => signal::interrupt(self.init, *how)?,
            _ => self.prompt(Prompt::Takes(line)),
        }
        Ok(Some(line))
    }

    fn prompt(&self, prompt: Prompt) {
        // A child that is gone has its own way to show it.
        let _ = wire::prompt(&self.control, prompt);
    }
}
