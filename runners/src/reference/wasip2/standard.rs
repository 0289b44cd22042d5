//! Standard streams, and the end of a program.

use wasmtime::Error;
use wasmtime::component::Resource;

use super::bindings::wasi::cli::{exit, stderr, stdin, stdout};
use super::receiving::Receiving;
use super::sending::Sending;
use super::stream::{Input, Output};
use super::{Exit, Process};

impl exit::Host for Process {
    fn exit(&mut self, status: Result<(), ()>) -> Result<(), Error> {
        Err(Exit(status.is_err().into()).into())
    }
}

impl stdin::Host for Process {
    fn get_stdin(&mut self) -> Result<Resource<Input>, Error> {
        Ok(self.handles.push(Input(Receiving::standard()))?)
    }
}

impl stdout::Host for Process {
    fn get_stdout(&mut self) -> Result<Resource<Output>, Error> {
        Ok(self.handles.push(Output(Sending::output()))?)
    }
}

impl stderr::Host for Process {
    fn get_stderr(&mut self) -> Result<Resource<Output>, Error> {
        Ok(self.handles.push(Output(Sending::error()))?)
    }
}
