//! wasmer, embedded with wasmer-wasix: the runners `wasmer` and `wasmer-loopback`.
//!
//! The guest is started the way wasmer's own command starts it, through `WasiRunner`. Networking is granted as by `--net`,
//! denied as without it, or granted in part by the rules that `--net=RULES` takes. Modules are compiled by singlepass, which takes the least time for small ones.

use std::net::SocketAddr;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use virtual_net::host::LocalNetworking;
use virtual_net::ruleset::Ruleset;
use virtual_net::{DynVirtualNetworking, LoopbackNetworking, UnsupportedVirtualNetworking};
use wasmer::{CompileError, Engine, Module, Store};
use wasmer_wasix::runtime::TaintReason;
use wasmer_wasix::runtime::module_cache::ModuleCache;
use wasmer_wasix::runtime::package_loader::PackageLoader;
use wasmer_wasix::runtime::resolver::Source;
use wasmer_wasix::runtime::task_manager::tokio::TokioTaskManager;
use wasmer_wasix::{PluggableRuntime, Runtime, VirtualTaskManager, WasiRuntimeError};

use crate::growth;
use crate::line;
use crate::room::Room;
use crate::{Capabilities, Ending, Grant, Guest, Policy, Runner, RunnerError};

/// wasmer with one of its two networks.
pub struct Wasmer {
    network: Network,
    capabilities: Capabilities,
}

enum Network {
    /// `virtual_net::host`: sockets of the host's kernel.
    Host,
    /// `virtual_net::loopback`: a network inside the process.
    Loopback,
}

impl Wasmer {
    /// Makes wasmer with sockets of the host, which `wasmer run --net` grants.
    pub fn host() -> Wasmer {
        let capabilities = Capabilities {
            policies: Grant::ALL.to_vec(),
            threads: true,
            ..Capabilities::of(&["wasip1", "wasix"])
        };
        Wasmer {
            network: Network::Host,
            capabilities,
        }
    }

    /// Makes wasmer with the network that virtual-net keeps in memory. It claims no preview1, which has no call that would
    /// reach a network: its answers would be those of the other one.
    pub fn loopback() -> Wasmer {
        let capabilities = Capabilities {
            host_sockets: false,
            threads: true,
            ..Capabilities::of(&["wasix"])
        };
        Wasmer {
            network: Network::Loopback,
            capabilities,
        }
    }

    fn error(&self, message: impl ToString) -> RunnerError {
        RunnerError {
            runner: self.name().to_owned(),
            message: message.to_string(),
        }
    }
}

impl Runner for Wasmer {
    fn name(&self) -> &str {
        match self.network {
            Network::Host => "wasmer",
            Network::Loopback => "wasmer-loopback",
        }
    }

    fn version(&self) -> &str {
        wasmer_types::VERSION
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn compiler(&self) -> Option<String> {
        Some(format!("singlepass-{}", self.version()))
    }

    fn run(&self, guest: &Guest<'_>) -> Result<Ending, RunnerError> {
        if guest.host_log {
            crate::log::to_stderr("wasmer_wasix=trace,virtual_net=trace");
        }
        // wasmer's networking takes the tokio runtime that is entered while it is made.
        let tokio = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(|error| self.error(format!("no tokio runtime: {error}")))?;
        let _entered = tokio.enter();

        let mut engine = Engine::default();
        let room = Room::default();
        growth::watch(&mut engine, &room);
        let module = match module(&engine, guest) {
            Ok(module) => module,
            Err(error) => return Ok(Ending::Unsupported(format!("this module: {error}"))),
        };
        if !module
            .exports()
            .functions()
            .any(|export| export.name() == "_start")
        {
            return Ok(Ending::Unsupported(
                "a module that does not export `_start`".to_owned(),
            ));
        }

        let mut runtime =
            PluggableRuntime::new(Arc::new(TokioTaskManager::new(tokio.handle().clone())));
        line::set_engine(&mut runtime, engine);
        match (guest.policy, &self.network) {
            (Policy::Deny, _) => {
                runtime.set_networking_implementation(UnsupportedVirtualNetworking::default())
            }
            (Policy::Granted, Network::Host) => {
                runtime.set_networking_implementation(LocalNetworking::new())
            }
            (policy, Network::Host) => {
                let rules = Ruleset::from_str(&rules(policy))
                    .map_err(|error| self.error(format!("no rules for `{policy}`: {error}")))?;
                runtime.set_networking_implementation(LocalNetworking::with_ruleset(rules))
            }
            (Policy::Granted, Network::Loopback) => {
                runtime.set_networking_implementation(LoopbackNetworking::new())
            }
            (policy, Network::Loopback) => {
                return Err(self.error(format!("it has no way to grant the policy `{policy}`")));
            }
        };
        let runtime = Arc::new(Observed {
            inner: runtime,
            ending: Mutex::new(None),
        });

        guest.begins();
        let result = line::start(runtime.clone(), guest.name, module);
        let ending = match (runtime.ending(), result) {
            (Some(ending), _) => ending,
            (None, Ok(())) => Ending::Returned,
            (None, Err(error)) => self.refusal(&error)?,
        };
        Ok(room.ending(ending))
    }
}

impl Wasmer {
    /// Reads from the error why wasmer did not start the guest. wasmer keeps only the text of such an error.
    fn refusal(&self, error: &anyhow::Error) -> Result<Ending, RunnerError> {
        let text = error
            .chain()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(": ");
        // A guest that is ended by a signal shows as finished before it is, and then nobody has observed how.
        let code = error
            .downcast_ref::<WasiRuntimeError>()
            .and_then(WasiRuntimeError::as_exit_code);
        if let Some(code) = code {
            return Ok(Ending::Exited(code.raw().cast_unsigned()));
        }
        if let Some((_, import)) = text.split_once("Error while importing ") {
            // It reads `"module"."name": unknown import. ...` or `... incompatible import type. ...`.
            if let Some((module, rest)) = quoted(import)
                && let Some((name, reason)) = rest.strip_prefix('.').and_then(quoted)
            {
                let with_type = match reason.starts_with(": unknown import") {
                    true => "",
                    false => " with this type",
                };
                return Ok(Ending::Unsupported(format!("{module}.{name}{with_type}")));
            }
        }
        if let Some((_, what)) = text.split_once("Insufficient resources: ") {
            return Ok(Ending::Exceeded(what.to_owned()));
        }
        if text.contains("No imported or exported memory found") {
            return Ok(Ending::Unsupported("a module without a memory".to_owned()));
        }
        if let Some((_, trap)) = text.split_once("RuntimeError: ") {
            return Ok(Ending::Trapped(
                trap.lines().next().unwrap_or_default().to_owned(),
            ));
        }
        for refuses in ["Failed to create the instance - ", "Linker error: "] {
            if let Some((_, why)) = text.split_once(refuses) {
                let why = why.lines().next().unwrap_or_default();
                return Ok(Ending::Unsupported(format!("this module: {why}")));
            }
        }
        Err(self.error(text))
    }
}

/// Gives the module of a guest: one that was compiled before, or it is compiled and handed to whoever keeps it.
fn module(engine: &Engine, guest: &Guest<'_>) -> Result<Module, CompileError> {
    #[expect(unsafe_code, reason = "what was compiled is trusted")]
    // SAFETY: it is what `serialize` gave for an engine of the same version, which is made in the same way.
    let known = |compiled: &[u8]| unsafe { Module::deserialize(engine, compiled) };
    if let Some(Ok(module)) = guest.compiled.map(known) {
        return Ok(module);
    }
    let module = Module::new(engine, guest.module)?;
    guest.is_compiled(|| module.serialize());
    Ok(module)
}

/// The rules of a policy, as `--net` takes them. What no rule allows is forbidden: `in` is to bind and to listen, `out` is to connect
/// and to send. An IPv4 address that is mapped to IPv6 is the same address, and takes a rule of its own.
fn rules(policy: Policy) -> String {
    let both = |end: &str| format!("ipv4:allow=*:*{end},ipv6:allow=*:*{end}");
    match policy {
        Policy::Granted => both("") + ",dns:allow=*:*",
        Policy::Deny => String::new(),
        Policy::Loopback => {
            "ipv4:allow=127.0.0.0/8:*,ipv6:allow=::1/128:*,ipv6:allow=::ffff:7f00:0/104:*"
                .to_owned()
        }
        Policy::ListenOnly => both("/in"),
        Policy::ConnectOnly => both("/out") + ",dns:allow=*:*",
        Policy::NoLookup => both(""),
        Policy::Only(SocketAddr::V4(only)) => {
            let (ip, port) = (only.ip(), only.port());
            let [.., high, low] = ip.to_ipv6_mapped().segments();
            format!("ipv4:allow={ip}:{port},ipv6:allow=::ffff:{high:x}:{low:x}/128:{port}")
        }
        Policy::Only(SocketAddr::V6(only)) => {
            format!("ipv6:allow={}/128:{}", only.ip(), only.port())
        }
    }
}

/// Takes the text in quotation marks at the beginning, as Rust writes it for debugging, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut characters = text.strip_prefix('"')?.chars();
    let mut plain = String::new();
    loop {
        match characters.next()? {
            '"' => return Some((plain, characters.as_str())),
            '\\' => plain.push(match characters.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '0' => '\0',
                'u' => {
                    let (number, rest) = characters.as_str().strip_prefix('{')?.split_once('}')?;
                    characters = rest.chars();
                    char::from_u32(u32::from_str_radix(number, 16).ok()?)?
                }
                itself => itself,
            }),
            itself => plain.push(itself),
        }
    }
}

/// wasmer's runtime, with an eye on how the guest ends: a trap and an exit are one number in the result of
/// [`WasiRunner::run_wasm`], and only here are they told apart.
#[derive(Debug)]
struct Observed {
    inner: PluggableRuntime,
    ending: Mutex<Option<Ending>>,
}

impl Observed {
    fn ending(&self) -> Option<Ending> {
        self.ending
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }
}

impl Runtime for Observed {
    fn networking(&self) -> &DynVirtualNetworking {
        self.inner.networking()
    }

    fn task_manager(&self) -> &Arc<dyn VirtualTaskManager> {
        self.inner.task_manager()
    }

    fn package_loader(&self) -> Arc<dyn PackageLoader + Send + Sync> {
        self.inner.package_loader()
    }

    fn module_cache(&self) -> Arc<dyn ModuleCache + Send + Sync> {
        self.inner.module_cache()
    }

    fn source(&self) -> Arc<dyn Source + Send + Sync> {
        self.inner.source()
    }

    fn engine(&self) -> Engine {
        self.inner.engine()
    }

    fn new_store(&self) -> Store {
        self.inner.new_store()
    }

    fn on_taint(&self, reason: TaintReason) {
        let ending = line::ending(reason);
        // The first reason is the guest's own; what follows comes from taking the guest down.
        self.ending
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get_or_insert(ending);
    }
}

#[cfg(test)]
mod tests {
    use virtual_net::ruleset::Direction;

    use super::*;

    #[test]
    fn the_rules_of_a_policy_are_ones_that_wasmer_reads() {
        let allows = |policy: &str, address: &str, direction| {
            let rules = Ruleset::from_str(&rules(policy.parse().unwrap())).unwrap();
            rules.allows_socket(address.parse::<SocketAddr>().unwrap(), direction)
        };
        for (policy, address, inbound, outbound) in [
            ("loopback", "127.0.0.1:1", true, true),
            ("loopback", "[::1]:1", true, true),
            ("loopback", "[::ffff:127.0.0.9]:1", true, true),
            ("loopback", "[::ffff:10.0.0.1]:1", false, false),
            ("loopback", "10.0.0.1:1", false, false),
            ("listen-only", "10.0.0.1:1", true, false),
            ("connect-only", "[::1]:1", false, true),
            ("no-lookup", "10.0.0.1:1", true, true),
            ("[::1]:1", "[::1]:1", true, true),
            ("[::1]:1", "[::1]:2", false, false),
            ("127.0.0.1:1", "127.0.0.1:1", true, true),
            ("127.0.0.1:1", "127.0.0.2:1", false, false),
            ("127.0.0.1:1", "[::ffff:127.0.0.1]:1", true, true),
            ("127.0.0.1:1", "[::ffff:127.0.0.1]:2", false, false),
        ] {
            let found = [Direction::Inbound, Direction::Outbound]
                .map(|direction| allows(policy, address, direction));
            assert_eq!(found, [inbound, outbound], "{policy} of {address}");
        }
    }

    #[test]
    fn a_module_that_cannot_be_linked_is_not_supported() {
        let why = "Main module is missing a required import: env.__indirect_function_table";
        let error = anyhow::anyhow!("Linker error: {why}").context("Spawn failed");
        let ending = Wasmer::host().refusal(&error).unwrap();
        assert_eq!(ending, Ending::Unsupported(format!("this module: {why}")));
        let other = anyhow::anyhow!("no such thing").context("Spawn failed");
        assert!(Wasmer::host().refusal(&other).is_err());
    }

    #[test]
    fn names_are_read_back_as_they_were_written_for_debugging() {
        for name in [
            "",
            "sock_open",
            "a\"b\\\"",
            "line\nbreak\r\t\0",
            "\u{1b}[31m\u{202e}caf\u{e9}",
        ] {
            let text = format!("{name:?}: unknown import.");
            assert_eq!(quoted(&text), Some((name.to_owned(), ": unknown import.")));
        }
        assert_eq!(quoted("\"never ends\\\""), None);
        assert_eq!(quoted("none"), None);
    }
}
