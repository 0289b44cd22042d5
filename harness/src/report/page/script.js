
// What is shown: it stands in the address, so that a link leads to the same.

const view = { open: null, row: "", scope: "", query: "", interface: "", columns: new Set(), letters: new Set(), differences: false };

/** Takes the view from the address, whose path is a scope of cases or, with a column, a trial, or after `row/` a row over
    all interfaces.
    An address without filters, such as that of a cell, leaves them as they are. */
function read() {
  const hash = location.hash.slice(1);
  const at = hash.indexOf("?");
  const path = at < 0 ? hash : hash.slice(0, at);
  const [name, column] = path.split("::");
  const opens = column !== undefined && cases.has(name);
  if (at >= 0 || hash === "") {
    const filters = new URLSearchParams(at < 0 ? "" : hash.slice(at + 1));
    const chosen = filters.getAll("column").filter((one) => names.includes(one));
    view.query = filters.get("search") ?? "";
    view.interface = filters.get("interface") ?? "";
    view.columns = new Set(chosen.length > 0 ? chosen : names);
    view.letters = new Set([...(filters.get("show") ?? "")].filter((one) => one in LETTERS));
    view.differences = filters.has("differences");
    view.scope = filters.get("in") ?? "";
  }
  view.open = opens ? { name, column: names.includes(column) ? column : names[0] } : null;
  const row = path.startsWith("row/") ? path.slice("row/".length) : "";
  view.row = run.cases.some((one) => row && one.row === row) ? row : "";
  if (!opens && !view.row && path !== "") view.scope = path;
}

function address() {
  const filters = new URLSearchParams();
  if ((view.open || view.row) && view.scope) filters.set("in", view.scope);
  if (view.query) filters.set("search", view.query);
  if (view.interface) filters.set("interface", view.interface);
  if (view.columns.size < names.length) for (const name of view.columns) filters.append("column", name);
  if (view.letters.size > 0) filters.set("show", [...view.letters].join(""));
  if (view.differences) filters.set("differences", "");
  const path = view.open ? `${view.open.name}::${view.open.column}` : view.row ? `row/${view.row}` : view.scope;
  return `#${path}${filters.size > 0 ? `?${filters}` : ""}`;
}

// What a reader does.

function show() {
  const drawn = [...view.columns].join();
  if (show.drawn !== drawn) matrix();
  show.drawn = drawn;
  if ($("query").value.trimStart() !== view.query) $("query").value = view.query;
  $("interface").value = view.interface;
  $("differences").checked = view.differences;
  for (const box of document.querySelectorAll("#columns input")) box.checked = view.columns.has(box.value);
  for (const box of document.querySelectorAll("#letters input")) box.checked = view.letters.has(box.value);
  filter();
  // What is read is not drawn anew under the reader's eyes, unless its cell was.
  const open = `${drawn} ${JSON.stringify(view.open)} ${view.row}`;
  if (show.open !== open) card();
  show.open = open;
  history.replaceState(null, "", address() === "#" ? location.pathname + location.search : address());
}

function follow() {
  const { open, row, scope } = view;
  read();
  show();
  if (view.open || view.row) $("title").focus();
  else if (open || row) document.querySelector('#matrix [tabindex="0"]')?.focus();
  else if (view.scope !== scope || view.query || view.letters.size > 0) $("filters").scrollIntoView();
}

function controls() {
  const chip = (value, inside) => html`<label class="chip"><input type="checkbox" value="${value}">${inside}</label>`;
  const used = new Set(run.cases.flatMap((one) => one.trials.map((trial) => trial?.letter)));
  $("interface").insertAdjacentHTML("beforeend", escape(interfaces.map((name) => html`<option>${name}</option>`)));
  $("interfaces").hidden = interfaces.length < 2;
  $("columns").insertAdjacentHTML("beforeend", escape(names.map((name) => chip(name, html`<span>${name}</span>`))));
  $("letters").insertAdjacentHTML("beforeend", escape(Object.keys(LETTERS).filter((name) => used.has(name)).map(
    (name) => chip(name, html`<span class="letter ${name}" title="${LETTERS[name].join(": ")}">${name}</span>`))));
  const checked = (id) => [...$(id).querySelectorAll("input:checked")].map((box) => box.value);
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("input", () => {
    const columns = checked("columns");
    view.query = $("query").value.trimStart();
    view.interface = $("interface").value;
    view.columns = new Set(columns.length > 0 ? columns : names);
    view.letters = new Set(checked("letters"));
    view.differences = $("differences").checked;
    show();
  });
  $("clear").addEventListener("click", () => {
    Object.assign(view, { scope: "", query: "", interface: "", columns: new Set(names), letters: new Set(), differences: false });
    show();
    $("query").focus();
  });
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function keys(event) {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape" && (view.open || view.row)) {
    location.hash = closing();
  } else if (key === "/" && !target.matches("input, select")) {
    event.preventDefault();
    $("query").focus();
  } else if (key in STEPS && target.matches(".cell, .over")) {
    event.preventDefault();
    const [down, right] = STEPS[key];
    const from = target.closest(".row");
    const column = [...from.children].indexOf(target.closest(".row > *")) + right;
    const cell = beside(from, down)?.children[column]?.querySelector(".cell, .over");
    if (cell) {
      rove(cell);
      cell.focus();
    }
  }
}

async function start() {
  if (!("DecompressionStream" in window)) {
    $("host").textContent = "This browser cannot unpack the run that the page holds: it has no DecompressionStream, which all have since 2023.";
    return;
  }
  take(await unpacked());
  totals();
  changes();
  causes();
  legend();
  maps();
  controls();
  read();
  show();
  if (view.open) current()?.scrollIntoView({ block: "center" });
  else if (view.scope) $("filters").scrollIntoView();
  $("case").addEventListener("click", copy);
  addEventListener("hashchange", follow);
  addEventListener("keydown", keys);
}

start();
