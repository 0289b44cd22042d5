//! The functions of the runtime that the report calls.

use std::sync::LazyLock;

use super::InstrumentError;
use super::plan::Plan;
use super::report::{Part, REPORT, STDOUT, WAIT};
use crate::interface;

/// A function of the runtime that the report calls: the guest's own import of it, or one that is added.
#[derive(Debug)]
pub struct Host {
    /// The import module.
    pub module: &'static str,
    /// The name, by which the part of the report that calls it imports it as well.
    pub name: &'static str,
    /// That part.
    pub part: &'static LazyLock<Part>,
    /// The index of the guest's own import.
    pub own: Option<u32>,
}

impl Host {
    /// What the report calls in the module of `plan`, whose imports are known.
    ///
    /// # Errors
    /// [`InstrumentError::Unsupported`] for what is to be a component and imports from preview 1 besides, or waits for a peer.
    pub fn wanted(plan: &Plan) -> Result<Vec<Host>, InstrumentError> {
        let unsupported = |what: &str| Err(InstrumentError::Unsupported(what.to_owned()));
        let mut modules = plan.traced.iter().map(|traced| traced.module.as_str());
        if plan.component {
            if !modules.all(interface::is_canonical) {
                return unsupported(
                    "a module that imports from WASI 0.2 and from what came before",
                );
            }
            if plan.waits {
                return unsupported(
                    "a component with a peer: only core modules can wait for one yet",
                );
            }
            let hosts = [
                ("cm32p2|wasi:cli/stdout@0.2", "get-stdout"),
                (STREAMS, "[method]output-stream.blocking-write-and-flush"),
                (STREAMS, "output-stream_drop"),
            ];
            let hosts = hosts.map(|(module, name)| Host::new(plan, &STDOUT, module, name));
            return Ok(hosts.into());
        }
        let module = match modules.all(|module| module == "wasi_unstable") {
            true => "wasi_unstable",
            false => "wasi_snapshot_preview1",
        };
        let mut hosts = vec![Host::new(plan, &REPORT, module, "fd_write")];
        if plan.waits {
            hosts.push(Host::new(plan, &WAIT, module, "fd_read"));
        }
        Ok(hosts)
    }

    fn new(
        plan: &Plan,
        part: &'static LazyLock<Part>,
        module: &'static str,
        name: &'static str,
    ) -> Host {
        let own = plan.traced.iter().find(|traced| {
            (traced.module.as_str(), traced.name.as_str()) == (module, name)
                && part.imports_as(name, &traced.params, traced.result)
        });
        Host {
            module,
            name,
            part,
            own: own.map(|traced| traced.function),
        }
    }
}

/// The interface of streams.
const STREAMS: &str = "cm32p2|wasi:io/streams@0.2";
