//! The first screen: what came of the run, what changed and why the columns differ, and where that leads.

use serde_json::{Value, json};

use super::browser::Browser;
use super::recorded;
use super::visit::open;
use super::{shown, title};

/// A crash stands above a `must` that is not met: in the order of the letters, and in a square that has both.
pub fn what_crashed_is_seen_first(browser: &mut Browser) {
    let heads = "[...document.querySelectorAll('#totals th[scope=col] .letter')].map((one) => one.nextSibling.textContent)";
    let heads = browser.evaluate(heads);
    let first: Vec<&Value> = heads.as_array().expect("a list").iter().take(5).collect();
    let order = ["conforms", "broken", "crashed", "hung", "deviates: must"];
    assert_eq!(first, order);
    let square = format!(
        "document.querySelector(\"#maps a[href='#{}']\")",
        recorded::SQUARE
    );
    let title = browser.evaluate(&format!("{square}.title"));
    let told = format!("{}: crashed", recorded::CRASHING);
    let title = title.as_str().expect("a text");
    assert!(title.contains(&told), "{title}");
    assert!(
        title.contains(&format!("{}, 2 cases", recorded::SQUARE)),
        "{title}"
    );
    let stripes = browser.evaluate(&format!("{square}.querySelectorAll('.stripe.X').length"));
    assert_eq!(stripes, json!(1), "{title}");
}

/// What came of the columns, what changed and why they differ stand above what the letters mean, and that above the squares, of which
/// those of the interface with the most cases come first.
pub fn the_first_screen_is_the_story_of_the_run(browser: &mut Browser) {
    let parts = browser.evaluate(
        "[...document.querySelectorAll('main > section')].filter((one) => one.checkVisibility()).map((one) => one.id)",
    );
    assert_eq!(
        parts,
        json!(["totals", "changes", "causes", "legend", "maps"])
    );
    let top = "document.getElementById('causes').getBoundingClientRect().top < innerHeight / 2";
    assert_eq!(browser.evaluate(top), json!(true));
    let rows = "[...document.querySelectorAll('#totals tbody tr')].map((one) => one.querySelectorAll('td')[1].textContent)";
    let of_columns = browser.evaluate(rows);
    assert_eq!(
        of_columns.as_array().map(Vec::len),
        Some(recorded::COLUMNS.len())
    );
    let groups = "[...document.querySelectorAll('#maps h2')].map((one) => one.firstChild.data.split(' ')[0])";
    let groups = browser.evaluate(groups);
    assert_eq!(groups[0], json!("wasix"), "{groups}");
    let first = "document.querySelector('#matrix .row[data-case]').dataset.case";
    let first = browser.evaluate(first);
    assert!(
        first.as_str().is_some_and(|one| one.starts_with("wasix/")),
        "{first}"
    );

    let changed = browser.evaluate("document.getElementById('changes').innerText");
    let changed = changed.as_str().expect("a text");
    let told = changed.contains(recorded::CHANGED) && changed.contains("1 fixed");
    assert!(told, "{changed}");
    browser.click(&format!(
        "#changes [href='#{}::{}']",
        recorded::CHANGED,
        recorded::COLUMN
    ));
    assert!(title(browser).starts_with(recorded::CHANGED));

    // A number leads to the trials that it counts.
    open(browser, "");
    let number = "document.querySelector('#totals a[href$=\"show=S\"]')";
    let count = browser.evaluate(&format!("Number({number}.textContent)"));
    browser.click("#totals a[href$='show=S']");
    browser.press("Shift");
    assert_eq!(json!(shown(browser, "#matrix .cell.S")), count);
    browser.click("#clear");
}

/// Each cause has a number, which leads to the cases that it explains; and a case can be taken along.
pub fn causes_lead_to_their_cases(browser: &mut Browser) {
    let row = "#matrix .row[data-case]";
    let all = shown(browser, row);
    let letters = browser.evaluate(
        "[...document.querySelectorAll('#causes .letter')].map((one) => one.textContent).join('')",
    );
    let letters = letters.as_str().expect("a text").to_owned();
    let weight = |letter: char| "BXHMSNUICR".find(letter);
    assert!(
        letters.len() > 2 && letters.chars().is_sorted_by_key(weight),
        "{letters}"
    );
    let number = "document.querySelector('#causes .count a')";
    let count = browser.evaluate(&format!("Number({number}.textContent)"));
    browser.click("#causes .count a");
    browser.press("Shift");
    let found = shown(browser, row);
    assert!(0 < found && found < all);
    assert_eq!(json!(found), count);
    // What it leads to is in sight.
    let top = browser
        .evaluate("document.getElementById('filters').getBoundingClientRect().top < innerHeight");
    assert_eq!(top, json!(true));
    browser.click("#clear");
}
