
// A case.

function card() {
  const place = $("case");
  const open = Boolean(view.open || view.row);
  document.body.classList.toggle("open", open);
  document.body.classList.toggle("row-open", Boolean(view.row));
  place.hidden = !open;
  for (const cell of document.querySelectorAll(".cell[aria-current]")) cell.removeAttribute("aria-current");
  place.scrollTop = 0;
  if (view.row) place.innerHTML = compared(view.row).text;
  if (!view.open) return;
  const one = cases.get(view.open.name);
  const at = names.indexOf(view.open.column);
  const trial = one.trials[at];
  const cell = current();
  if (cell) {
    cell.setAttribute("aria-current", "true");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    rove(cell);
  }
  place.innerHTML = html`<header><h2 id="title" tabindex="-1">${one.name} <small>${one.level}</small></h2>
    <a class="close" href="${closing()}" aria-label="close" title="close (Esc)">×</a></header>
    <p>${prose(one)}</p>${trial ? told(one, trial, at) : html`<p>There was no such trial.</p>`}`.text;
}

/** The cell that is open, where the matrix shows its column. */
function current() {
  const href = `#${view.open.name}::${view.open.column}`;
  return [...rowOf(cases.get(view.open.name)).querySelectorAll(".cell")].find((cell) => cell.getAttribute("href") === href);
}

/** The address of the same view with no case open. */
function closing() {
  const { open, row } = view;
  Object.assign(view, { open: null, row: "" });
  const closed = address();
  Object.assign(view, { open, row });
  return closed === "#" ? "#?" : closed;
}

function told(one, trial, at) {
  const { label: column, version, arguments: chosen, causes } = run.columns[at];
  // Of calls that belong together, what the later one may answer depends on the earlier one.
  const shown = [trial.finding?.[0] ?? one.asks, one.asks];
  const lines = new Set(shown.flatMap((line) => [...earlier(one, line), line]));
  const cause = causes[trial.cause];
  const ending = [trial.outcome === undefined ? "" : text(trial.outcome), ...trial.left ?? []].filter(Boolean);
  const claims = one.claims.map((number) => run.claims[number]);
  return html`
    ${[...lines].map((line) => asked(one, line))}
    ${elsewhere(one)}
    <h3>${column} ${version}: ${text(trial.verdict)}${trial.news && `, ${trial.news}`}</h3>
    <p>It ended: ${ending.join(", ")}.${trial.finding?.[1] === null && ` Line ${trial.finding[0]} was not reached.`}</p>
    ${(trial.objections ?? []).map((objection) => html`<p>Not as it is to be: ${objection}</p>`)}
    ${(trial.contradictions ?? []).map((how) => html`<p>An answer contradicts the state that was tracked: ${how}</p>`)}
    ${cause && html`<p>Known difference: ${cause.reason} ${cause.upstream && link(cause.upstream)}</p>`}
    ${!cause && !RIGHT.includes(trial.letter) && html`<p>No cause of this is known.</p>`}
    ${trial.before && html`<details><summary>What was recorded</summary><pre>${trial.before}</pre></details>`}
    ${trial.said && html`<details><summary>What it said</summary><pre>${trial.said}</pre></details>`}
    ${claims.length > 0 && html`<h3>Because</h3><ul>${claims.map((claim) => html`<li>${claim.promise}
      <small>${claim.document}, ${claim.place} (${claim.level}; <code>${claim.id}</code>)</small></li>`)}</ul>`}
    <h3>${one.file}, with what ${column} answered</h3>
    <p class="take"><button type="button" data-copy>copy the text</button>
      <a download="${one.name.split("/").at(-1).replace(":", "-")}.wat" href="data:text/plain;charset=utf-8,${encodeURIComponent(file(one))}">download it</a></p>
    ${source(one, trial)}
    <h3>Again, in the folder of wasock</h3>
    <pre class="command">${run.program} run ${one.name} ${chosen}</pre>
    <pre class="command">${run.program} trace ${one.file} ${chosen}</pre>
    <h3>In any runtime</h3>
    <pre class="command">${run.program} emit ${one.name} -o case.wasm</pre>`;
}

/** The whole text of a case. */
function file(one) {
  return one.lines.map(text).join("\n") + "\n";
}

/** Takes the text of the case that is open to the clipboard, where its button was pressed. */
async function copy({ target }) {
  if (!target.matches("[data-copy]")) return;
  const whole = file(cases.get(view.open.name));
  try {
    await navigator.clipboard.writeText(whole);
    target.textContent = "copied";
  } catch {
    // A page that is opened from a folder may not be allowed to; what is selected can be copied by hand.
    getSelection().selectAllChildren(document.querySelector("#case .source"));
    target.textContent = "selected: copy it by Ctrl-C";
  }
}

/** A link, of what is an address of the web and nothing else. */
function link(address) {
  return /^https?:/.test(address) ? html`<a rel="noreferrer" href="${address}">${address}</a>` : address;
}

/** The lines on whose answers it depends what is right on a line, the first one first. */
function earlier(one, line) {
  const after = one.requires.find(([of]) => of === line)?.[3] ?? null;
  return after === null ? [] : [...earlier(one, after), after];
}

/** What a line requires, and what each column answered there. */
function asked(one, line) {
  const [, question, right, after] = one.requires.find(([of]) => of === line) ?? [];
  const required = one.level === "may" && question ? "not judged" : "required";
  const depends = (after ?? null) !== null && `, by the answer of line ${after}`;
  return html`<h3>Line ${line}, ${question ? "the question" : "a set-up"}${depends}</h3><table><tbody>
    ${right !== undefined && html`<tr><th scope="row">${required}</th><td><code>${text(right)}</code></td></tr>`}
    ${run.columns.map((column, at) => answered(one, column, at, line))}</tbody></table>`;
}

/** The same row in other interfaces: their plain cases, each with what its columns answered, in its own words. */
function elsewhere(one) {
  const others = run.cases.filter((other) => one.row && other.row === one.row && interfaceOf(other.name) !== interfaceOf(one.name)
    && other.name === other.cell);
  if (others.length === 0) return html``;
  const answers = (other) => other.trials.map((trial, at) => trial && html`<a class="other"
    href="#${other.name}::${names[at]}">${letter(trial.letter)}<small>${names[at]}</small> <code>${text(trial.answer)}</code></a>`);
  return html`<h3><a href="#row/${one.row}">${one.row}</a> in other interfaces</h3><table class="elsewhere"><tbody>${others.map((other) => html`<tr>
    <th scope="row">${interfaceOf(other.name)} ${other.cell.split("/").slice(2).join(" ")}</th><td>${answers(other)}</td></tr>`)}</tbody></table>`;
}

/** The row of a column: what it answered on a line. */
function answered(one, column, at, line) {
  const trial = one.trials[at];
  if (!trial) return html``;
  const results = (trial.calls ?? []).filter(([of]) => of === line).map(([, , result]) => result);
  const given = results.filter((result) => result !== null).map(text);
  const shown = given.length > 0 ? given.join(", then ") : text(trial.outcome ?? trial.verdict);
  const oracle = column.label === run.oracle && html` <small>the host's answer</small>`;
  const here = column.label === view.open.column;
  return html`<tr ${here && new Markup('aria-current="true"')}><th scope="row">${letter(trial.letter)}<a
    href="#${one.name}::${column.label}">${column.label}</a>${oracle || ""}</th><td><code>${shown}</code></td></tr>`;
}

/** The file, with each call below its line. */
function source(one, trial) {
  const calls = new Map();
  (trial.calls ?? []).forEach(([line, call, result], number) => {
    const said = `${text(call)} → ${result === null ? "did not return" : text(result)}`;
    const of = calls.get(line) ?? [];
    const wrong = trial.finding?.[1] === number;
    if (of.at(-1)?.said === said && !wrong) of.at(-1).times += 1;
    else of.push({ said, wrong, times: 1 });
    calls.set(line, of);
  });
  const questions = new Set(one.requires.filter(([, question]) => question).map(([line]) => line));
  const below = (line) => (calls.get(line) ?? []).map(({ said, wrong, times }) => {
    const kind = wrong ? (questions.has(line) ? "wrong" : "blocked") : "";
    return html`<div class="call ${kind}">${said}${times > 1 && `  (${times} times)`}</div>`;
  });
  const lines = one.lines.map((number, at) => html`<li value="${at + 1}">${paint(text(number))}${below(at + 1)}</li>`);
  const others = [...calls.keys()].filter((line) => typeof line === "string");
  return html`<div class="source ${one.level}" tabindex="0" role="region" aria-label="source"><ol>${lines}${others.map(
    (line) => html`<li>${line}${below(line)}</li>`)}</ol></div>`;
}

/** A line of WebAssembly text with its comments, strings and names told apart. */
function paint(line) {
  const parts = [];
  let end = 0;
  for (const match of line.matchAll(/"(?:[^"\\]|\\.)*"|;;.*|\$[^\s()]+/g)) {
    const [found] = match;
    const kind = { '"': "string", $: "local" }[found[0]] ?? (found.startsWith(";;=") ? "question" : "comment");
    parts.push(line.slice(end, match.index), html`<i class="${kind}">${found}</i>`);
    end = match.index + found.length;
  }
  return [...parts, line.slice(end)];
}
