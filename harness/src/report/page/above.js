
// Above the matrix.

/** How many causes, and how many trials that changed, are shown before the others. */
const MOST_CAUSES = 6;
const MOST_CHANGES = 6;
/** What did its column wrong or right, and is counted for each column; the rest only where some column has it. */
const GRAVE = "XHMS";

/** A line for each column: the share of what it was asked that it answers as required, then what it does not, the gravest first. */
function totals() {
  const counts = names.map(() => ({}));
  for (const one of run.cases) {
    one.trials.forEach((trial, at) => {
      if (trial) counts[at][trial.letter] = (counts[at][trial.letter] ?? 0) + 1;
    });
  }
  const shown = [...WEIGHT].filter((name) => name !== "C" && (GRAVE.includes(name) || counts.some((of) => of[name])));
  const leads = (at, name, inside) => html`<a href="#?column=${names[at]}&show=${name}">${inside}</a>`;
  const rows = run.columns.map((column, at) => {
    const of = counts[at];
    const right = of.C ?? 0;
    const judged = [...GRAVE].reduce((sum, name) => sum + (of[name] ?? 0), right);
    // It is rounded down: what is not all is never called all.
    const share = `${(Math.floor((1000 * right) / Math.max(judged, 1)) / 10).toFixed(1)} %`;
    return html`<tr><th scope="row">${column.label} <small>${column.version}</small></th>
      <td class="count">${judged > 0 && right > 0 ? leads(at, "C", share) : judged > 0 ? share : ""}</td>
      <td class="count dim">${judged > 0 && judged}</td>${shown.map((name) => html`
      <td class="count">${of[name] ? leads(at, name, of[name]) : 0}</td>`)}</tr>`;
  });
  const heads = shown.map((name) => html`<th scope="col" class="count" title="${LETTERS[name][1]}">${letter(name)}<span>${LETTERS[name][0]}</span></th>`);
  $("totals").innerHTML = html`<table>
    <thead><tr><td></td><th scope="col" class="count" title="${LETTERS.C[1]}">${letter("C")}<span>conforms</span></th><th scope="col" class="count">of</th>${heads}</tr></thead>
    <tbody>${rows}</tbody></table>`.text;
  const { kernel, architecture, world } = run.host;
  const stopped = run.interrupted ? " The run was interrupted: some trials are missing." : "";
  $("host").textContent = `${run.cases.length} ${run.cases.length === 1 ? "case" : "cases"}, tried on ${kernel}, ${architecture}, each in a ${world} network.${stopped}`;
}

/** What is not as it was recorded, by name: what regressed first, and of each kind the gravest. */
function changes() {
  const kinds = ["regressed", "changed", "not recorded yet", "fixed"];
  const found = run.cases.flatMap((one) => one.trials.map((trial, at) => ({ one, trial, at }))).filter(({ trial }) => trial?.news);
  const order = ({ trial }) => [kinds.indexOf(trial.news), WEIGHT.indexOf(trial.letter)];
  found.sort((one, other) => order(one)[0] - order(other)[0] || order(one)[1] - order(other)[1]);
  const row = ({ one, trial, at }) => html`<tr><td>${letter(trial.letter)}</td><td>${trial.news}</td>
    <td><a href="#${one.name}::${names[at]}">${one.name}</a> <small>${names[at]}: ${text(trial.answer)}</small></td></tr>`;
  const list = (some) => html`<table><tbody>${some.map(row)}</tbody></table>`;
  const more = found.slice(MOST_CHANGES);
  const counts = kinds.map((kind) => [kind, found.filter(({ trial }) => trial.news === kind).length]).filter(([, count]) => count > 0);
  $("changes").innerHTML = found.length === 0 ? html`<p>Every trial did what was recorded.</p>`.text
    : html`<h2>Changed <small>What is not as it was recorded: ${counts.map(([kind, count]) => `${count} ${kind}`).join(", ")}.</small></h2>
      ${list(found.slice(0, MOST_CHANGES))}${more.length > 0 && html`<details><summary>and ${more.length} more</summary>${list(more)}</details>`}`.text;
}

/** What the letters stand for. */
function legend() {
  const used = new Set(run.cases.flatMap((one) => one.trials.map((trial) => trial?.letter)));
  const known = Object.entries(LETTERS).filter(([name]) => used.has(name));
  const told = known.map(([name, [title, meaning]]) => html`<div><dt>${letter(name)}${title}</dt><dd>${meaning}</dd></div>`);
  const silent = run.columns.some((column) => run.cases.some((one) => !column.speaks.includes(interfaceOf(one.name))));
  $("legend").innerHTML = html`<h2>Letters</h2><dl>${told}${silent && html`
    <div><dt><span class="letter">–</span>no case</dt><dd>the column does not speak the interface</dd></div>`}</dl>`.text;
}

/** Why columns differ, the gravest first: how many cases each cause explains, and the gravest of them. What is common to two columns
    is one cause. */
function causes() {
  const found = new Map();
  for (const one of run.cases) {
    one.trials.forEach((trial, at) => {
      if (!trial || UNTOLD.includes(trial.letter)) return;
      const cause = run.columns[at].causes[trial.cause];
      const known = found.get(cause?.reason) ?? { cause, columns: new Set(), cases: new Set(), letter: "R", grave: 0 };
      known.columns.add(names[at]);
      known.cases.add(one.name);
      if (WEIGHT.indexOf(trial.letter) < WEIGHT.indexOf(known.letter)) {
        Object.assign(known, { letter: trial.letter, grave: 0, first: one.name, column: names[at] });
      }
      if (trial.letter === known.letter) known.grave += 1;
      found.set(cause?.reason, known);
    });
  }
  const order = (one) => WEIGHT.indexOf(one.letter);
  const all = [...found.values()].sort((one, other) => order(one) - order(other) || other.grave - one.grave);
  const leads = (columns, search) => new URLSearchParams([...[...columns].map((name) => ["column", name]), ["search", search]]);
  const row = ({ columns, cause, cases, letter: grave, first, column }) => html`<tr><td>${letter(grave)}</td>
    <td class="count">${cause ? html`<a href="#?${leads(columns, cause.reason)}">${cases.size}</a>` : cases.size}</td>
    <td>${cause?.reason ?? "No cause of these is known."} ${cause?.upstream && link(cause.upstream)}
    <small>${[...columns].join(", ")}, such as <a href="#${first}::${column}">${first}</a></small></td></tr>`;
  const list = (some) => html`<table><tbody>${some.map(row)}</tbody></table>`;
  const more = all.slice(MOST_CAUSES);
  $("causes").hidden = all.length === 0;
  $("causes").innerHTML = html`<h2>Causes <small>Why columns differ, the gravest first. A number leads to the cases.</small></h2>
    ${list(all.slice(0, MOST_CAUSES))}${more.length > 0 && html`<details><summary>and ${more.length} more</summary>${list(more)}</details>`}`.text;
}

/** For each socket a table of its states and operations; in each cell, the gravest letter of each column that speaks the
    interface. */
function maps() {
  const cells = new Map();
  const speaks = (grid) => names.map((_, at) => at).filter((at) => run.columns[at].speaks.includes(grid.interface));
  for (const one of run.cases) {
    for (const cell of [one.cell, one.asked]) {
      if (cell) cells.set(cell, [...(cells.get(cell) ?? []), one]);
    }
  }
  const parts = [];
  for (const grid of run.grids) {
    const columns = speaks(grid);
    for (const socket of grid.sockets) {
      const gaps = new Map(socket.gaps.flatMap((gap) => gap.cells.map((cell) => [cell, gap.reason])));
      const within = `${grid.interface}/${socket.name}`;
      const rows = socket.states.map((state) => html`<tr>
        <th scope="row" title="${state.meaning}"><a href="#${within}/${state.name}">${state.name}</a></th>
        ${socket.operations.map((operation) => {
          const cell = `${within}/${state.name}/${operation}`;
          return square(cell, cells.get(cell) ?? [], gaps.get(`${state.name}/${operation}`), columns);
        })}</tr>`);
      parts.push(html`<h2>${grid.interface} ${socket.name} <small>${socket.meaning} In a square, from left to right:
        ${columns.map((at) => names[at]).join(", ")}.</small></h2><div class="map"><table><thead><tr><td></td>
        ${socket.operations.map((operation) => html`<th scope="col">${operation}</th>`)}</tr></thead>
        <tbody>${rows}</tbody></table></div>`);
    }
  }
  $("maps").innerHTML = escape([...parts, ...errnos()]);
}

/** For each interface a table of the errnos of the host and the operations that are answered them. */
function errnos() {
  const all = run.cases.filter((one) => one.errno);
  return [...new Set(all.map((one) => interfaceOf(one.name)))].map((folder) => {
    const cases = new Map(all.filter((one) => interfaceOf(one.name) === folder).map((one) => [one.name, one]));
    const columns = names.map((_, at) => at).filter((at) => run.columns[at].speaks.includes(folder));
    const sorted = (word) => [...new Set([...cases.values()].map(word))].sort();
    const operations = sorted((one) => one.name.slice(folder.length + 1).split(":")[0]);
    const rows = sorted((one) => one.errno).map((errno) => html`<tr><th scope="row">${errno}</th>${operations.map((operation) => {
      const name = `${folder}/${operation}:${errno}`;
      const one = cases.get(name);
      return one ? square(name, [one], null, columns) : html`<td></td>`;
    })}</tr>`);
    return html`<h2>${folder} <small>What is made of the errnos of the host. In a square, from left to right:
      ${columns.map((at) => names[at]).join(", ")}.</small></h2><div class="map"><table><thead><tr><td></td>
      ${operations.map((operation) => html`<th scope="col">${operation}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
  });
}

function square(cell, asked, gap, columns) {
  if (asked.length === 0) return gap ? html`<td title="${gap}">·</td>` : html`<td title="no case yet"><i class="uncovered"></i></td>`;
  const worst = columns.map((at) => {
    const found = new Set(asked.map((one) => one.trials[at]?.letter));
    return [...WEIGHT].find((one) => found.has(one));
  });
  const told = columns.map((at, place) => `${names[at]}: ${worst[place] ? LETTERS[worst[place]][0] : "not tried"}`);
  const title = `${cell}, ${asked.length} ${asked.length === 1 ? "case" : "cases"}; ${told.join(", ")}`;
  return html`<td><a href="#${cell}" title="${title}" aria-label="${title}">${worst.map(
    (one) => html`<i class="stripe ${one ?? "I"}"></i>`)}</a></td>`;
}
