//! Tells the linker how to make the programs that run trials.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // A trial is a new process of this program. At a fixed address it starts without the quarter of a million
    // relocations that the runtimes inside it would need otherwise.
    let linux = std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|system| system == "linux");
    if linux {
        for kind in ["bins", "tests", "examples"] {
            println!("cargo::rustc-link-arg-{kind}=-no-pie");
        }
    }
    // A test asks cargo where a dependency lies, which without a target would be asked for all systems.
    let target = std::env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=WASOCK_TARGET={target}");
}
