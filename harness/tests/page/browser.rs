//! A browser that a test drives: the DevTools protocol over a pair of pipes, JSON texts with a NUL between them.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// Longer than any answer takes, even where the machine is busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// The names that the browser has on different systems, and the variable that names another one.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
pub const VARIABLE: &str = "WASOCK_BROWSER";

/// The browser of this system, if it has one.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE).filter(|named| !named.is_empty()) {
        return Some(named.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    session: Option<String>,
    sent: u64,
    /// What the page did that it must not: exceptions, errors, and requests for anything but its own file.
    faults: Vec<String>,
    /// The names of the events that came and were not waited for.
    events: Vec<String>,
}

impl Browser {
    /// Starts the browser at `program`; what it keeps is in `folder`, which is its own.
    pub fn start(program: &Path, folder: &Path) -> Browser {
        std::fs::create_dir_all(folder).expect("the folder can be made");
        // It reads from descriptor 3 and writes to descriptor 4. It must find nobody to talk to.
        let mut child = Command::new("sh")
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#])
            .arg(program)
            .args([
                "--headless",
                "--remote-debugging-pipe",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--host-resolver-rules=MAP * ~NOTFOUND",
            ])
            // Its sandbox refuses to be root; what it opens is our own.
            .args(
                rustix::process::getuid()
                    .is_root()
                    .then_some("--no-sandbox"),
            )
            .arg(format!("--user-data-dir={}", folder.display()))
            .arg("about:blank")
            .env("TMPDIR", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is a shell");
        let to = child.stdin.take().expect("it is piped");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).split(0);
        let (sender, from) = mpsc::channel();
        thread::spawn(move || {
            while let Some(Ok(line)) = lines.next() {
                let message = serde_json::from_slice(&line).expect("the browser writes JSON");
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut browser = Browser {
            child,
            to,
            from,
            session: None,
            sent: 0,
            faults: Vec::new(),
            events: Vec::new(),
        };
        let targets = browser.call("Target.getTargets", json!({}));
        let targets = targets["targetInfos"].as_array().expect("a list").clone();
        let page = targets.iter().find(|target| target["type"] == "page");
        let page = &page.expect("the browser opens a page")["targetId"];
        let attached = browser.call(
            "Target.attachToTarget",
            json!({"targetId": page, "flatten": true}),
        );
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Runtime", "Log", "Network", "Page"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// Opens an address anew and waits until it is loaded.
    pub fn open(&mut self, address: &str) {
        // Two addresses that differ behind their `#` alone are one page to the browser.
        for address in ["about:blank", address] {
            self.events.clear();
            self.call("Page.navigate", json!({"url": address}));
            self.wait("Page.loadEventFired");
        }
    }

    /// Opens an address as a browser does that has no such object in its window.
    pub fn open_without(&mut self, object: &str, address: &str) {
        let script = json!({"source": format!("delete window.{object}")});
        let mut added = self.call("Page.addScriptToEvaluateOnNewDocument", script);
        self.open(address);
        let added = json!({"identifier": added["identifier"].take()});
        self.call("Page.removeScriptToEvaluateOnNewDocument", added);
    }

    /// Waits until the page has an element that this selector finds.
    pub fn wait_for(&mut self, selector: &str) {
        self.evaluate(&format!(
            "new Promise((found) => {{
               const look = () => document.querySelector({selector:?}) ? found(true) : requestAnimationFrame(look);
               look();
             }})"
        ));
    }

    /// Forgets what pages did that they must not.
    pub fn forget(&mut self) {
        self.settle();
        self.faults.clear();
    }

    /// Gives the page the width of a screen, in pixels, and light or dark for its colours.
    pub fn look(&mut self, width: u32, colours: &str) {
        self.call(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        let feature = json!({"name": "prefers-color-scheme", "value": colours});
        self.call("Emulation.setEmulatedMedia", json!({"features": [feature]}));
    }

    /// What an expression comes to in the page; a promise, what it resolves to.
    pub fn evaluate(&mut self, expression: &str) -> Value {
        let asked = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        let mut answer = self.call("Runtime.evaluate", asked);
        assert!(
            answer["exceptionDetails"].is_null(),
            "{expression}: {answer}"
        );
        answer["result"]["value"].take()
    }

    /// Clicks in the middle of the first element that the selector finds, as a mouse does, and waits until the page has
    /// done what follows.
    pub fn click(&mut self, selector: &str) {
        let place = self.evaluate(&format!(
            "(() => {{
               const element = document.querySelector({selector:?});
               element.scrollIntoView({{ block: 'center' }});
               const box = element.getBoundingClientRect();
               return [box.x + box.width / 2, box.y + box.height / 2];
             }})()"
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            self.call(
                "Input.dispatchMouseEvent",
                json!({"type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1}),
            );
        }
        self.settle();
    }

    /// Presses a key.
    pub fn press(&mut self, key: &str) {
        for kind in ["keyDown", "keyUp"] {
            let event = json!({"type": kind, "key": key, "code": key});
            self.call("Input.dispatchKeyEvent", event);
        }
        self.settle();
    }

    /// Types into what has the focus.
    pub fn type_in(&mut self, text: &str) {
        self.call("Input.insertText", json!({"text": text}));
        self.settle();
    }

    /// What the page did that it must not.
    pub fn faults(&mut self) -> &[String] {
        self.settle();
        &self.faults
    }

    /// Waits until the page has drawn twice: by then it has heard of what was done before.
    fn settle(&mut self) {
        let frame = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.evaluate(frame);
    }

    fn call(&mut self, method: &str, params: Value) -> Value {
        self.sent += 1;
        let mut message = json!({"id": self.sent, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let text = format!("{message}\0");
        self.to.write_all(text.as_bytes()).expect("it listens");
        loop {
            let mut message = self.receive(method);
            if message["id"] == self.sent {
                assert!(message["error"].is_null(), "{method}: {message}");
                return message["result"].take();
            }
        }
    }

    fn wait(&mut self, event: &str) {
        while !self.events.iter().any(|known| known == event) {
            self.receive(event);
        }
        self.events.clear();
    }

    fn receive(&mut self, what: &str) -> Value {
        let message = self
            .from
            .recv_timeout(PATIENCE)
            .unwrap_or_else(|error| panic!("waiting for {what}: {error}"));
        let params = &message["params"];
        match message["method"].as_str().unwrap_or_default() {
            "" => {}
            "Runtime.exceptionThrown" => self.faults.push(params["exceptionDetails"].to_string()),
            "Log.entryAdded" if params["entry"]["level"] == "error" => {
                self.faults.push(params["entry"].to_string());
            }
            "Network.requestWillBeSent" => {
                let address = params["request"]["url"].as_str().unwrap_or_default();
                if !["file:", "data:", "about:"]
                    .iter()
                    .any(|own| address.starts_with(own))
                {
                    self.faults.push(format!("it loads {address}"));
                }
            }
            event => self.events.push(event.to_owned()),
        }
        message
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Its other processes end with it.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
