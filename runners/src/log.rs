//! The runtimes' own logs.

/// Sends what `filter` lets through of this process's log to standard error, as `RUST_LOG` would.
pub fn to_stderr(filter: &str) {
    let filter = tracing_subscriber::EnvFilter::new(filter);
    // A second guest in the same process would find a subscriber already there, which serves it as well.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .without_time()
        // It is shown among other lines, where a terminal's colours would be taken for what a guest has printed.
        .with_ansi(false)
        .try_init();
}
