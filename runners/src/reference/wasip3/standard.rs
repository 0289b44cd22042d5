//! The end of a program, and its clock.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use wasmtime::Error;
use wasmtime::component::{Accessor, HasSelf};

use super::super::wasip2::{Exit, Process};
use super::bindings::wasi::cli::exit;
use super::bindings::wasi::clocks::{monotonic_clock, types};
use super::wait;

/// Where the guest's clock begins.
static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);

impl exit::Host for Process {
    fn exit(&mut self, status: Result<(), ()>) -> Result<(), Error> {
        Err(Exit(status.is_err().into()).into())
    }
}

impl types::Host for Process {}

impl monotonic_clock::Host for Process {
    fn now(&mut self) -> Result<u64, Error> {
        let since = BEGINNING.elapsed().as_nanos();
        Ok(u64::try_from(since).unwrap_or(u64::MAX))
    }

    fn get_resolution(&mut self) -> Result<u64, Error> {
        Ok(1)
    }
}

impl<T> monotonic_clock::HostWithStore<T> for HasSelf<Process> {
    async fn wait_until(_: &Accessor<T, Self>, when: u64) -> Result<(), Error> {
        wait_for(BEGINNING.checked_add(Duration::from_nanos(when))).await;
        Ok(())
    }

    async fn wait_for(_: &Accessor<T, Self>, how_long: u64) -> Result<(), Error> {
        wait_for(Instant::now().checked_add(Duration::from_nanos(how_long))).await;
        Ok(())
    }
}

/// Waits until a time; for ever, where there is none.
async fn wait_for(time: Option<Instant>) {
    match time {
        Some(time) => wait::until(time).await,
        None => std::future::pending().await,
    }
}
