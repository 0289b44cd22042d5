//! What the crates of this line have otherwise than those of later ones.

use std::sync::Arc;

use wasmer::{Engine, Module};
use wasmer_types::ModuleHash;
use wasmer_wasix::runners::wasi::WasiRunner;
use wasmer_wasix::runtime::TaintReason;
use wasmer_wasix::{PluggableRuntime, Runtime};

use crate::Ending;

/// Has a runtime use this engine.
pub fn set_engine(runtime: &mut PluggableRuntime, engine: Engine) {
    runtime.set_engine(Some(engine));
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
    // Nothing is kept by it, since no cache is.
    let hash = ModuleHash::xxhash_from_bytes([0; 8]);
    WasiRunner::new().run_wasm(runtime, name, &module, hash, false)
}

/// How a guest ended that a runtime was tainted by, as wasmer calls that.
pub fn ending(reason: TaintReason) -> Ending {
    match reason {
        TaintReason::NonZeroExitCode(code) => Ending::Exited(code.raw().cast_unsigned()),
        TaintReason::RuntimeError(error) => Ending::Trapped(error.message()),
        TaintReason::UnknownWasiVersion => Ending::Unsupported("this version of WASI".to_owned()),
    }
}
