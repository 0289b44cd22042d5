//! What the crates of wasmer's lines 6 and 7 have in common, and an older line has otherwise: a package of such a line has a file like
//! this of its own.

use std::sync::Arc;

use wasmer::{Engine, Module};
use wasmer_types::ModuleHash;
use wasmer_wasix::runners::wasi::{RuntimeOrEngine, WasiRunner};
use wasmer_wasix::runtime::TaintReason;
use wasmer_wasix::{PluggableRuntime, Runtime};

use crate::Ending;

/// Has a runtime use this engine.
pub fn set_engine(runtime: &mut PluggableRuntime, engine: Engine) {
    runtime.set_engine(engine);
}

/// Runs a module to its end, as wasmer's command does.
///
/// # Errors
/// Why wasmer did not start it, or how it ended.
pub fn start(
    runtime: Arc<dyn Runtime + Send + Sync>,
    name: &str,
    module: Module,
) -> Result<(), anyhow::Error> {
    let shared = RuntimeOrEngine::Runtime(runtime);
    WasiRunner::new().run_wasm(shared, name, module, ModuleHash::random())
}

/// How a guest ended that a runtime was tainted by, as wasmer calls that.
pub fn ending(reason: TaintReason) -> Ending {
    match reason {
        TaintReason::NonZeroExitCode(code) => Ending::Exited(code.raw().cast_unsigned()),
        TaintReason::RuntimeError(error) => Ending::Trapped(error.message()),
        TaintReason::UnknownWasiVersion => Ending::Unsupported("this version of WASI".to_owned()),
        TaintReason::DlSymbolResolutionFailed(symbol) => Ending::Unsupported(symbol),
    }
}
