
// Above the matrix.

function totals() {
  const counts = names.map(() => ({}));
  for (const one of run.cases) {
    one.trials.forEach((trial, at) => {
      if (trial) counts[at][trial.letter] = (counts[at][trial.letter] ?? 0) + 1;
    });
  }
  const rows = Object.entries(LETTERS).map(([name, [title, meaning]]) => html`
    <tr><th scope="row">${letter(name)}${title}</th><td class="meaning dim">${meaning}</td>${counts.map((of, at) => html`
      <td class="count">${of[name] ? html`<a href="#?runner=${names[at]}&show=${name}">${of[name]}</a>` : 0}</td>`)}</tr>`);
  const silent = run.runners.map((runner) => run.cases.filter((one) => !runner.speaks.includes(api(one.name))).length);
  if (silent.some((count) => count > 0)) {
    rows.push(html`<tr><th scope="row"><span class="letter">–</span>no case</th><td class="meaning dim">the runner does not
      speak the interface</td>${silent.map((count) => html`<td class="count">${count}</td>`)}</tr>`);
  }
  const heads = run.runners.map((runner) => html`<th scope="col" class="count">${runner.name}<br><small>${runner.version}</small></th>`);
  $("totals").innerHTML = html`<table>
    <thead><tr><td></td><td class="meaning"></td>${heads}</tr></thead><tbody>${rows}</tbody></table>`.text;
  const { kernel, architecture, world } = run.host;
  const stopped = run.interrupted ? " The run was interrupted: some trials are missing." : "";
  $("host").textContent = `${run.cases.length} cases, tried on ${kernel}, ${architecture}, each in a ${world} network.${stopped}`;
}

/** For each socket a table of its states and operations; in each cell, the gravest letter of each runner that speaks the
    interface. */
function maps() {
  const cells = new Map();
  const speaks = (grid) => names.map((_, at) => at).filter((at) => run.runners[at].speaks.includes(grid.api));
  for (const one of run.cases) {
    for (const cell of [one.cell, one.asked]) {
      if (cell) cells.set(cell, [...(cells.get(cell) ?? []), one]);
    }
  }
  const parts = [];
  for (const grid of run.grids) {
    const gaps = new Map(grid.gaps.flatMap((gap) => gap.cells.map((cell) => [cell, gap.reason])));
    const meanings = new Map(grid.states.map((state) => [state.name, state.meaning]));
    const runners = speaks(grid);
    for (const socket of grid.sockets) {
      const within = `${grid.api}/${socket.name}`;
      const rows = socket.states.map((state) => html`<tr>
        <th scope="row" title="${meanings.get(state)}"><a href="#${within}/${state}">${state}</a></th>
        ${socket.operations.map((operation) => {
          const cell = `${within}/${state}/${operation}`;
          const gap = gaps.get(`${socket.name}/${state}/${operation}`);
          return square(cell, cells.get(cell) ?? [], gap, runners);
        })}</tr>`);
      parts.push(html`<h2>${grid.api} ${socket.name} <small>${socket.meaning} In a square, from left to right:
        ${runners.map((at) => names[at]).join(", ")}.</small></h2><div class="map"><table><thead><tr><td></td>
        ${socket.operations.map((operation) => html`<th scope="col">${operation}</th>`)}</tr></thead>
        <tbody>${rows}</tbody></table></div>`);
    }
  }
  $("maps").innerHTML = escape(parts);
}

function square(cell, asked, gap, runners) {
  if (asked.length === 0) return gap ? html`<td title="${gap}">·</td>` : html`<td title="no case yet"><i class="uncovered"></i></td>`;
  const worst = runners.map((at) => {
    const found = new Set(asked.map((one) => one.trials[at]?.letter));
    return [...WEIGHT].find((one) => found.has(one));
  });
  const told = runners.map((at, place) => `${names[at]}: ${worst[place] ? LETTERS[worst[place]][0] : "not tried"}`);
  const title = `${cell}, ${asked.length} ${asked.length === 1 ? "case" : "cases"}; ${told.join(", ")}`;
  return html`<td><a href="#${cell}" title="${title}" aria-label="${title}">${worst.map(
    (one) => html`<i class="stripe ${one ?? "I"}"></i>`)}</a></td>`;
}

// The matrix. It is drawn anew when the runners change; all other filters only hide rows of it.

let rows = [];

function matrix() {
  const shown = run.runners.filter((runner) => view.runners.has(runner.name));
  const groups = new Map();
  for (const one of run.cases) groups.set(one.group, [...(groups.get(one.group) ?? []), one]);
  const meanings = new Map(run.grids.flatMap((grid) => grid.sockets.flatMap((socket) => grid.states.map(
    (state) => [`${grid.api}/${socket.name}/${state.name}`, state.meaning]))));
  const head = html`<div role="row" class="row head"><div role="columnheader">case</div>${shown.map(
    (runner) => html`<div role="columnheader">${runner.name} <small>${runner.version}</small></div>`)}</div>`;
  const bodies = [...groups].map(([group, members]) => html`
    <div role="rowgroup" class="group" style="--rows: ${members.length}">
      <div role="row" class="title"><div role="rowheader" class="of">${group.split("/").slice(0, -1).join(" ")}
        <b>${group.split("/").at(-1)}</b> <small>${meanings.get(group)}</small></div></div>
      ${members.map((one) => row(one, shown))}</div>`);
  const place = $("matrix");
  place.style.setProperty("--n", shown.length);
  place.innerHTML = escape([head, ...bodies, html`<p class="empty" hidden>No case is like that.</p>`]);
  rows = [...place.querySelectorAll(".row[data-case]")].map((element) => ({ element, one: cases.get(element.dataset.case) }));
}

function row(one, shown) {
  const name = one.name.slice(one.group.length + 1);
  const operation = one.cell ? one.cell.split("/").at(-1) : name;
  return html`<div role="row" class="row" data-case="${one.name}"><div role="rowheader" class="name"><span title="${one.name}"
    >${over(one, html`<b>${operation}</b>${name.slice(operation.length)}`)}</span><small>${one.level}</small></div>${shown.map((runner) => {
    const trial = one.trials[names.indexOf(runner.name)];
    if (!trial) return html`<div role="gridcell">${silent(one, runner)}</div>`;
    return html`<div role="gridcell"><a class="cell ${trial.letter} ${one.level}" data-runner="${runner.name}" tabindex="-1"
      href="#${one.name}::${runner.name}">${letter(trial.letter)}<span>${text(trial.answer)}</span></a></div>`;
  })}</div>`;
}

/** The name of a case, which leads to its row over all interfaces. */
function over(one, name) {
  return one.row ? html`<a class="over" tabindex="-1" href="#row/${one.row}" title="${one.row} over all interfaces">${name}</a>` : name;
}

/** What stands where a runner has no trial: one that does not speak the interface was not to have any. */
function silent(one, runner) {
  if (runner.speaks.includes(api(one.name))) return "";
  const told = `${runner.name} does not speak ${api(one.name)}`;
  return html`<span class="silent" role="img" title="${told}" aria-label="${told}">–</span>`;
}

/** The words of a case that a search looks into. */
function words(one) {
  one.words ??= [one.name, one.prose, ...one.claims.map((at) => run.claims[at].id),
    ...one.trials.flatMap((trial) => trial ? [text(trial.answer), ...trial.calls?.map(([, call]) => text(call)) ?? []] : []),
  ].join("\n").toLowerCase();
  return one.words;
}

/** Whether the filters leave this case. */
function wanted(one) {
  const inScope = !view.scope || one.name === view.scope || one.cell === view.scope || one.asked === view.scope || one.name.startsWith(`${view.scope}/`);
  if (!inScope || (view.api && api(one.name) !== view.api)) return false;
  const letters = one.trials.filter((trial, at) => trial && view.runners.has(names[at])).map((trial) => trial.letter);
  if (letters.length === 0) return false;
  if (view.differences && letters.every((one) => RIGHT.includes(one))) return false;
  if (view.letters.size > 0 && !letters.some((one) => view.letters.has(one))) return false;
  return view.query.toLowerCase().split(/\s+/).every((word) => words(one).includes(word));
}

function filter() {
  let count = 0;
  for (const { element, one } of rows) {
    const keep = wanted(one);
    element.hidden = !keep;
    count += keep;
  }
  for (const group of document.querySelectorAll(".group")) {
    const kept = group.querySelectorAll(".row:not([hidden])").length;
    group.hidden = kept === 0;
    group.style.setProperty("--rows", kept);
  }
  document.querySelector(".empty").hidden = count > 0;
  $("count").value = `${count} of ${run.cases.length} cases${view.scope ? ` in ${view.scope}` : ""}`;
  $("clear").hidden = count === run.cases.length && view.runners.size === names.length;
  const focusable = document.querySelector('#matrix [tabindex="0"]');
  if (!focusable?.checkVisibility()) rove(document.querySelector(".row:not([hidden]) .cell"));
}

/** Makes a cell the one that the tab key leads to. */
function rove(cell) {
  for (const old of document.querySelectorAll('#matrix [tabindex="0"]')) old.tabIndex = -1;
  if (cell) cell.tabIndex = 0;
}
