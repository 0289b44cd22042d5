
// Above the matrix.

/** How many causes are shown before the others. */
const MOST_CAUSES = 8;

function totals() {
  const counts = names.map(() => ({}));
  for (const one of run.cases) {
    one.trials.forEach((trial, at) => {
      if (trial) counts[at][trial.letter] = (counts[at][trial.letter] ?? 0) + 1;
    });
  }
  const rows = Object.entries(LETTERS).map(([name, [title, meaning]]) => html`
    <tr><th scope="row">${letter(name)}${title}</th><td class="meaning dim">${meaning}</td>${counts.map((of, at) => html`
      <td class="count">${of[name] ? html`<a href="#?column=${names[at]}&show=${name}">${of[name]}</a>` : 0}</td>`)}</tr>`);
  const silent = run.columns.map((column) => run.cases.filter((one) => !column.speaks.includes(interfaceOf(one.name))).length);
  if (silent.some((count) => count > 0)) {
    rows.push(html`<tr><th scope="row"><span class="letter">–</span>no case</th><td class="meaning dim">the column does not
      speak the interface</td>${silent.map((count) => html`<td class="count">${count}</td>`)}</tr>`);
  }
  const heads = run.columns.map((column) => html`<th scope="col" class="count">${column.label}<br><small>${column.version}</small></th>`);
  $("totals").innerHTML = html`<table>
    <thead><tr><td></td><td class="meaning"></td>${heads}</tr></thead><tbody>${rows}</tbody></table>`.text;
  const { kernel, architecture, world } = run.host;
  const stopped = run.interrupted ? " The run was interrupted: some trials are missing." : "";
  $("host").textContent = `${run.cases.length} cases, tried on ${kernel}, ${architecture}, each in a ${world} network.${stopped}`;
}

/** Why columns differ, the gravest first: how many trials each cause explains, and the gravest of them. */
function causes() {
  const found = new Map();
  for (const one of run.cases) {
    one.trials.forEach((trial, at) => {
      if (!trial || UNTOLD.includes(trial.letter)) return;
      const cause = run.columns[at].causes[trial.cause];
      const key = `${names[at]} ${cause?.reason}`;
      const known = found.get(key) ?? { column: names[at], cause, count: 0, letter: trial.letter, first: one.name };
      known.count += 1;
      if (WEIGHT.indexOf(trial.letter) < WEIGHT.indexOf(known.letter)) Object.assign(known, { letter: trial.letter, first: one.name });
      found.set(key, known);
    });
  }
  const order = (one) => WEIGHT.indexOf(one.letter);
  const all = [...found.values()].sort((one, other) => order(one) - order(other) || other.count - one.count);
  const row = ({ column, cause, count, letter: grave, first }) => html`<tr><td>${letter(grave)}</td>
    <td class="count">${cause ? html`<a href="#?${new URLSearchParams({ column, search: cause.reason })}">${count}</a>` : count}</td>
    <td>${cause?.reason ?? "No cause of these is known."} ${cause?.upstream && link(cause.upstream)}
    <small>${column}, such as <a href="#${first}::${column}">${first}</a></small></td></tr>`;
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
