//! A visit to the page: what a test needs before it can look at it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use libtest_mimic::{Completion, Failed};
use wasock::report::page;
use wasock::world::{self, World};

use super::browser::{self, Browser};
use super::recorded;

/// The page's file.
static PAGE: LazyLock<PathBuf> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("matrix/index.html");
    let folder = file.parent().expect("it is in a folder");
    std::fs::create_dir_all(folder).expect("the folder can be made");
    std::fs::write(&file, page::render(&recorded::RECORDING)).expect("the page can be written");
    file
});

/// What a test does with the page.
pub type Test = fn(&mut Browser);

/// Why the page cannot be tested, if it cannot: what is looked for is what certain runners are seen to do.
pub fn incomplete() -> Option<String> {
    const COMPLETE: bool = cfg!(all(
        feature = "wasmer",
        feature = "wasmtime",
        feature = "reference"
    ));
    match world::probe() {
        _ if !COMPLETE => Some("this build does not have all runners".to_owned()),
        World::Shared { reason } => Some(reason),
        World::Private => None,
    }
}

/// The browser of all tests, which visit it one after the other. It is there from the first visit on.
pub type Visited = Arc<Mutex<Option<Browser>>>;

/// Opens the page, does what the test does, and fails if the page did what it must not.
pub fn visit(visited: &Visited, test: Test) -> Result<Completion, Failed> {
    if let Some(reason) = incomplete() {
        return Ok(Completion::ignored_with(reason));
    }
    let Some(program) = browser::find() else {
        return Ok(Completion::ignored_with(format!(
            "there is no browser; install chromium, or name one in {}",
            browser::VARIABLE
        )));
    };
    let mut visited = visited.lock().unwrap_or_else(PoisonError::into_inner);
    let browser = visited.get_or_insert_with(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
        Browser::start(&program, &folder)
    });
    browser.forget();
    browser.look(1400, "light");
    open(browser, "");
    test(browser);
    match browser.faults() {
        [] => Ok(Completion::Completed),
        faults => Err(faults.join("\n").into()),
    }
}

/// Opens the page anew, with what stands after the `#` of its address, and waits until all of it is drawn.
pub fn open(browser: &mut Browser, hash: &str) {
    browser.open(&address(hash));
    browser.wait_for("#matrix[aria-busy=false]");
}

/// The page's address, with what stands after its `#`.
pub fn address(hash: &str) -> String {
    format!("file://{}#{hash}", PAGE.display())
}
