//! The matrix page in a real browser: it shows what the run says, and does what a reader asks of it.
//!
//! The run is of a few cases; what a page of all of them costs, `cargo run --example page` shows. Where there is no browser
//! these tests are ignored with the reason.

mod browser;
mod first;
mod picture;
mod recorded;
mod visit;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Completion, Trial};
use serde_json::{Value, json};

use browser::Browser;
use visit::{Test, Visited, address, incomplete, open, visit};

fn main() -> ExitCode {
    wasock::process::enter_if_child(&recorded::COLUMNS);
    let arguments = Arguments::from_args();
    let tests: [(&str, Test); 15] = [
        (
            "the_first_screen_is_the_story_of_the_run",
            first::the_first_screen_is_the_story_of_the_run,
        ),
        (
            "causes_lead_to_their_cases",
            first::causes_lead_to_their_cases,
        ),
        (
            "the_text_of_a_case_can_be_taken_along",
            the_text_of_a_case_can_be_taken_along,
        ),
        (
            "errnos_of_the_host_have_a_table",
            errnos_of_the_host_have_a_table,
        ),
        (
            "what_crashed_is_seen_first",
            first::what_crashed_is_seen_first,
        ),
        ("every_letter_is_told_apart", every_letter_is_told_apart),
        ("a_cell_opens_its_case", a_cell_opens_its_case),
        (
            "a_case_stands_beside_its_row_in_other_interfaces",
            a_case_stands_beside_its_row_in_other_interfaces,
        ),
        (
            "a_row_is_shown_over_all_interfaces",
            a_row_is_shown_over_all_interfaces,
        ),
        (
            "a_runner_that_does_not_speak_an_interface_is_silent",
            a_runner_that_does_not_speak_an_interface_is_silent,
        ),
        (
            "filters_leave_what_is_asked_for",
            filters_leave_what_is_asked_for,
        ),
        ("an_address_leads_to_the_same", an_address_leads_to_the_same),
        ("the_keyboard_is_enough", the_keyboard_is_enough),
        (
            "a_browser_that_cannot_unpack_the_run_says_so",
            a_browser_that_cannot_unpack_the_run_says_so,
        ),
        (
            "it_fits_a_phone_and_the_night",
            it_fits_a_phone_and_the_night,
        ),
    ];
    let whole = |name, test: fn()| {
        Trial::ignorable_test(name, move || {
            if let Some(reason) = incomplete() {
                return Ok(Completion::ignored_with(reason));
            }
            test();
            Ok(Completion::Completed)
        })
    };
    let mut all = vec![
        whole("the_picture_is_of_this_suite", picture::is_of_this_suite),
        whole("the_picture_is_well_formed", picture::is_well_formed),
    ];
    let visited = Visited::default();
    all.extend(tests.map(|(name, test)| {
        let visited = visited.clone();
        Trial::ignorable_test(name, move || visit(&visited, test))
    }));
    let conclusion = libtest_mimic::run(&arguments, all);
    // The browser ends with the tests.
    drop(visited);
    conclusion.exit_code()
}

/// How many elements a selector finds that are shown.
fn shown(browser: &mut Browser, selector: &str) -> u64 {
    let all = format!("[...document.querySelectorAll({selector:?})]");
    let count = browser.evaluate(&format!(
        "{all}.filter((one) => one.checkVisibility()).length"
    ));
    count.as_u64().expect("a number")
}

fn hash(browser: &mut Browser) -> Value {
    browser.evaluate("location.hash")
}

/// Each errno of the host that a case has answered is a square, which leads to that case.
fn errnos_of_the_host_have_a_table(browser: &mut Browser) {
    let squares = "document.querySelectorAll(\"#maps a[href^='#errno/wasix/accept:']\").length";
    assert_eq!(browser.evaluate(squares), json!(2));
    let title = "document.querySelector(\"#maps a[href='#errno/wasix/accept:EPROTO']\").title";
    let title = browser.evaluate(title);
    let title = title.as_str().expect("a text");
    assert!(title.contains("reference: conforms"), "{title}");
}

fn every_letter_is_told_apart(browser: &mut Browser) {
    let looks = browser.evaluate(
        "[...'CMSHXRNUBI'].map((letter) => {
           const cell = document.querySelector(`.cell.${letter}`);
           const style = getComputedStyle(cell.querySelector('.letter'));
           const looks = [style.color, style.backgroundImage, style.borderStyle, cell.textContent[0]];
           return [looks.join(), cell.querySelector('span').textContent];
         })",
    );
    let looks = looks.as_array().expect("a list");
    let told = looks.iter().map(|one| one[1].as_str().expect("a text"));
    let told: Vec<&str> = told.collect();
    assert_eq!(told[3..5], ["hung", "crashed"]);
    assert_eq!(told[6..], ["not asked", "unsupported", "broken", "ignored"]);
    for (index, one) in looks.iter().enumerate() {
        assert!(
            looks[..index].iter().all(|other| other[0] != one[0]),
            "{one}"
        );
    }
    // What deviates from a `must` is told apart from the rest even where the runtime hung.
    let edge = "getComputedStyle(document.querySelector('.cell.H.must')).boxShadow";
    assert_ne!(browser.evaluate(edge), json!("none"));
}

fn a_cell_opens_its_case(browser: &mut Browser) {
    let (case, column) = (recorded::CASE, recorded::COLUMN);
    assert_eq!(shown(browser, "#case"), 0);
    browser.click(&format!("#matrix [href='#{case}::{column}']"));
    assert_eq!(shown(browser, "#case"), 1);
    assert_eq!(hash(browser), json!(format!("#{case}::{column}")));
    let title = browser.evaluate("document.getElementById('title').textContent");
    assert!(
        title.as_str().is_some_and(|title| title.starts_with(case)),
        "{title}"
    );
    let told = browser.evaluate("document.getElementById('case').textContent");
    let told = told.as_str().expect("a text");
    for part in [
        "the question",
        "required",
        "sock_listen(fd=$a, backlog=8) → ",
        &format!("cargo run -- trace cases/{case}.wat --runner {column}"),
        "Because",
        recorded::SHOWN,
        recorded::CONTRADICTION,
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    // The trace stands below the lines of the source.
    let line = "document.querySelector('#case .call.wrong').parentElement.textContent";
    let line = browser.evaluate(line);
    assert!(
        line.as_str()
            .is_some_and(|line| line.contains("(call $sock_listen")),
        "{line}"
    );
    browser.click("#case .close");
    assert_eq!(shown(browser, "#case"), 0);
}

fn the_text_of_a_case_can_be_taken_along(browser: &mut Browser) {
    let (case, column) = (recorded::CASE, recorded::COLUMN);
    open(browser, &format!("{case}::{column}"));
    let link = "document.querySelector('#case [download]')";
    assert_eq!(
        browser.evaluate(&format!("{link}.download")),
        json!("listen.wat")
    );
    let text = browser.evaluate(&format!(
        "decodeURIComponent({link}.href.split(',').slice(1).join(','))"
    ));
    let cases = &recorded::RECORDING.began;
    assert_eq!(text, json!(cases.case(case).expect("it was run").text));
    browser.click("#case [data-copy]");
    browser.press("Shift");
    let told = browser.evaluate("document.querySelector('#case [data-copy]').textContent");
    let told = told.as_str().expect("a text");
    assert!(
        ["copied", "selected: copy it by Ctrl-C"].contains(&told),
        "{told}"
    );
}

fn a_case_stands_beside_its_row_in_other_interfaces(browser: &mut Browser) {
    open(browser, "wasip2/stream/bound/start-listen::wasmtime");
    let row = "document.querySelector('#case .elsewhere').innerText";
    let row = browser.evaluate(row);
    let row = row.as_str().expect("it is a text");
    assert!(row.contains("wasix bound listen"), "{row}");
    assert!(row.contains("reference success"), "{row}");
    browser.click("#case .elsewhere a[href*='wasix/']");
    assert!(title(browser).starts_with("wasix/stream/bound/listen"));
}

fn a_row_is_shown_over_all_interfaces(browser: &mut Browser) {
    // Its name in the matrix leads to it, and the arrows lead to its name.
    let name = "[data-case='wasix/stream/listening/listen']";
    browser.evaluate(&format!("document.querySelector(\"{name} .cell\").focus()"));
    browser.press("ArrowLeft");
    browser.evaluate("document.activeElement.click()");
    browser.press("Shift");
    assert_eq!(hash(browser), json!("#row/stream/listening/listen"));
    assert_eq!(title(browser), "stream/listening/listen in wasix, wasip2");
    let table = "[...document.querySelectorAll('#case tbody tr')].map((row) => row.innerText.replace(/\\s+/g, ' '))";
    let rows = browser.evaluate(table).to_string();
    for part in [
        "tcp-socket.start-listen(self=$tcp-socket) required err(invalid-state) Cerr(invalid-state)",
        "sock_listen(fd=$a, backlog=16) required success",
        "notsup (58)",
    ] {
        assert!(rows.contains(part), "{part}: {rows}");
    }
    // An answer leads to its trial, and from there the way is back.
    browser.click("#case .compared [href$='listening/listen::reference']");
    assert!(title(browser).starts_with("wasix/stream/listening/listen"));
    browser.click("#case h3 a");
    assert_eq!(hash(browser), json!("#row/stream/listening/listen"));
    browser.press("Escape");
    browser.press("Shift");
    assert_eq!(shown(browser, "#case"), 0);
}

fn a_runner_that_does_not_speak_an_interface_is_silent(browser: &mut Browser) {
    let row = "[data-case='wasip2/stream/bound/start-listen']";
    let speaks = |label: &str| ["reference", "wasmtime"].contains(&label);
    assert_eq!(shown(browser, &format!("{row} .cell")), 2);
    let told = browser.evaluate(&format!(
        "[...document.querySelectorAll(\"{row} .silent\")].map((one) => one.title)"
    ));
    let others = recorded::COLUMNS.iter();
    let others = others.filter(|column| !speaks(&column.label));
    let others = others.map(|column| format!("{} does not speak wasip2", column.label));
    assert_eq!(told, json!(others.collect::<Vec<_>>()));
    // What speaks it stands beside the reference, which gives the host's answer.
    open(browser, "wasip2/stream/bound/start-listen::wasmtime");
    let told = browser.evaluate("document.getElementById('case').innerText");
    assert!(told.to_string().contains("the host's answer"), "{told}");
}

/// What stands above what is open.
fn title(browser: &mut Browser) -> String {
    let title = browser.evaluate("document.getElementById('title').innerText");
    title.as_str().expect("a text").trim().to_owned()
}

fn filters_leave_what_is_asked_for(browser: &mut Browser) {
    let row = "#matrix .row[data-case]";
    let all = shown(browser, row);
    browser.click(".chip:has(#differences)");
    let different = shown(browser, row);
    assert!(0 < different && different < all);
    let same = browser.evaluate(
        "[...document.querySelectorAll('#matrix .row[data-case]:not([hidden])')]
           .filter((row) => !row.querySelector('.cell:not(.C, .R, .N, .U, .I)')).length",
    );
    assert_eq!(same, json!(0));
    browser.click("#clear");
    assert_eq!(shown(browser, row), all);

    // The search has the focus now.
    browser.type_in("listening/ LISTEN");
    let found = shown(browser, row);
    assert!(0 < found && found < all);
    browser.click(".chip:has([value=H])");
    assert_eq!(shown(browser, "#matrix .cell.H"), shown(browser, row));
    browser.click("#clear");

    let columns = shown(browser, "#matrix [role=columnheader]");
    browser.click("#columns .chip");
    assert_eq!(shown(browser, "#matrix [role=columnheader]"), columns - 1);
    assert_eq!(
        shown(
            browser,
            &format!("#matrix [href$='::{}']", recorded::COLUMN)
        ),
        0
    );
    browser.click("#clear");

    browser.evaluate(
        "{ const list = document.getElementById('interface'); list.value = 'seed';
           list.dispatchEvent(new Event('input', { bubbles: true })); }",
    );
    let seed = shown(browser, row);
    assert!(0 < seed && seed < all);
    assert_eq!(shown(browser, "#matrix .row[data-case^='seed/']"), seed);
}

fn an_address_leads_to_the_same(browser: &mut Browser) {
    let (case, column) = (recorded::CASE, recorded::COLUMN);
    open(browser, &format!("{case}::{column}?show=S&search=listen"));
    assert_eq!(shown(browser, "#case"), 1);
    let title = browser.evaluate("document.getElementById('title').textContent");
    assert!(
        title.as_str().is_some_and(|title| title.starts_with(case)),
        "{title}"
    );
    let rows = shown(browser, "#matrix .row[data-case]");
    assert_eq!(shown(browser, "#matrix .row[data-case]:has(.cell.S)"), rows);
    assert_eq!(
        browser.evaluate("document.getElementById('query').value"),
        json!("listen")
    );

    open(browser, "");
    browser.click("#maps a[href='#wasix/stream/listening/accept']");
    let count = browser.evaluate("document.getElementById('count').value");
    let count = count.as_str().expect("a text");
    assert!(
        count.ends_with("cases in wasix/stream/listening/accept"),
        "{count}"
    );
    let rows = shown(browser, "#matrix .row[data-case]");
    assert!(rows > 0);
    let of_it = "#matrix .row[data-case^='wasix/stream/listening/accept']";
    assert_eq!(shown(browser, of_it), rows);
    // An address that leads nowhere is no fault.
    open(browser, "no/such/case::nobody?show=%E0%A4%A");
    assert_eq!(shown(browser, "#matrix .row[data-case]"), 0);
    assert_eq!(shown(browser, ".empty"), 1);
}

fn the_keyboard_is_enough(browser: &mut Browser) {
    browser.press("/");
    assert_eq!(
        browser.evaluate("document.activeElement.id"),
        json!("query")
    );
    let cell = "document.activeElement.getAttribute('href')";
    browser.evaluate("document.querySelector('.cell[tabindex=\"0\"]').focus()");
    let first = browser.evaluate(cell);
    browser.press("ArrowDown");
    assert_ne!(browser.evaluate(cell), first);
    browser.press("ArrowUp");
    assert_eq!(browser.evaluate(cell), first);
    browser.evaluate("document.activeElement.click()");
    browser.press("Shift");
    assert_eq!(
        browser.evaluate("document.activeElement.id"),
        json!("title")
    );
    browser.press("Escape");
    browser.press("Shift");
    assert_eq!(shown(browser, "#case"), 0);
    assert_eq!(browser.evaluate(cell), first);
}

fn a_browser_that_cannot_unpack_the_run_says_so(browser: &mut Browser) {
    browser.open_without("DecompressionStream", &address(""));
    let told = browser.evaluate("document.getElementById('host').innerText");
    let why = "it has no DecompressionStream";
    assert!(
        told.as_str().is_some_and(|told| told.contains(why)),
        "{told}"
    );
    assert_eq!(shown(browser, "#matrix .row"), 0);
}

fn it_fits_a_phone_and_the_night(browser: &mut Browser) {
    let paper = "getComputedStyle(document.body).backgroundColor";
    let day = browser.evaluate(paper);
    browser.look(390, "dark");
    open(browser, "");
    assert_ne!(browser.evaluate(paper), day);
    let wide = "[document.documentElement.scrollWidth, document.querySelector('main').scrollWidth]";
    assert_eq!(browser.evaluate(wide), json!([390, 390]));
    let (case, column) = (recorded::CASE, recorded::COLUMN);
    browser.click(&format!("#matrix [href='#{case}::{column}']"));
    let place = "(({ x, width, height }) => [x, width, height])(document.getElementById('case').getBoundingClientRect())";
    assert_eq!(browser.evaluate(place), json!([0, 390, 900]));
    let wide = "document.getElementById('case').scrollWidth";
    assert_eq!(browser.evaluate(wide), json!(390));
}
