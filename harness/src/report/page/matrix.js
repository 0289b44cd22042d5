
// The matrix. It is made anew when the columns change; all other filters only hide rows of it.
//
// Its groups stand at once, without their rows and as high as they will be. Rows are drawn where the reader looks, and all
// others piece by piece afterwards, so that a large matrix opens as fast as a small one.

let groups = [];

function matrix() {
  const columns = run.columns.filter((column) => view.columns.has(column.label));
  const members = new Map();
  for (const one of run.cases) members.set(one.group, [...(members.get(one.group) ?? []), one]);
  const meanings = new Map(run.grids.flatMap((grid) => grid.sockets.flatMap((socket) => socket.states.map(
    (state) => [`${grid.interface}/${socket.name}/${state.name}`, state.meaning]))));
  const head = html`<div role="row" class="row head"><div role="columnheader">case</div>${columns.map(
    (column) => html`<div role="columnheader">${column.label} <small>${column.version}</small></div>`)}</div>`;
  const bodies = [...members.keys()].map((group) => html`<div role="rowgroup" class="group">
      <div role="row" class="title"><div role="rowheader" class="of">${group.split("/").slice(0, -1).join(" ")}
        <b>${group.split("/").at(-1)}</b> <small>${meanings.get(group)}</small></div></div></div>`);
  const place = $("matrix");
  place.style.setProperty("--n", columns.length);
  place.innerHTML = escape([head, ...bodies, html`<p class="empty" hidden>No case is like that.</p>`]);
  const elements = [...place.querySelectorAll(".group")];
  groups = [...members.values()].map((all, at) => ({ element: elements[at], members: all, columns, rows: null }));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) draw(groups.find(({ element }) => element === entry.target));
    }
  });
  elements.forEach((element) => seen.observe(element));
  place.setAttribute("aria-busy", "true");
  setTimeout(drawOn, 0, groups);
}

/** Draws the rows of a group, if they are not there yet, and answers with those that the filters leave. */
function draw(group) {
  if (!group) return [];
  if (!group.rows) {
    group.element.insertAdjacentHTML("beforeend", escape(group.members.map((one) => row(one, group.columns))));
    group.rows = [...group.element.querySelectorAll(".row[data-case]")];
    group.rows.forEach((row, at) => { row.hidden = !group.members[at].kept; });
  }
  return group.rows.filter((row) => !row.hidden);
}

/** Draws some of the groups that are left, and goes on as soon as the browser has done what else there is to do. */
function drawOn(all) {
  if (all !== groups) return;
  const end = performance.now() + 12;
  let left = all.find(({ rows }) => !rows);
  while (left && performance.now() < end) {
    draw(left);
    left = all.find(({ rows }) => !rows);
  }
  if (left) setTimeout(drawOn, 0, all);
  else $("matrix").setAttribute("aria-busy", "false");
}

/** The row of a case. */
function rowOf(one) {
  const group = groups.find(({ members }) => members[0].group === one.group);
  draw(group);
  return group.rows[group.members.indexOf(one)];
}

/** The row above another, or below it, that the filters leave; itself for no step. */
function beside(element, step) {
  const shown = groups.filter((group) => !group.element.hidden);
  const at = shown.findIndex((group) => group.element.contains(element));
  const rows = draw(shown[at]);
  return rows[rows.indexOf(element) + step] ?? draw(shown[at + step]).at(step > 0 ? 0 : -1);
}

function row(one, shown) {
  const name = one.name.slice(one.group.length + 1);
  const operation = one.cell ? one.cell.split("/").at(-1) : name;
  return html`<div role="row" class="row" data-case="${one.name}"><div role="rowheader" class="name"><span title="${one.name}"
    >${over(one, html`<b>${operation}</b>${name.slice(operation.length)}`)}</span><small>${one.level}</small></div>${shown.map((column) => {
    const trial = one.trials[names.indexOf(column.label)];
    if (!trial) return html`<div role="gridcell">${silent(one, column)}</div>`;
    return html`<div role="gridcell"><a class="cell ${trial.letter} ${one.level}" data-column="${column.label}" tabindex="-1"
      href="#${one.name}::${column.label}">${letter(trial.letter)}<span>${text(trial.answer)}</span></a></div>`;
  })}</div>`;
}

/** The name of a case, which leads to its row over all interfaces. */
function over(one, name) {
  return one.row ? html`<a class="over" tabindex="-1" href="#row/${one.row}" title="${one.row} over all interfaces">${name}</a>` : name;
}

/** What stands where a column has no trial: one that does not speak the interface was not to have any. */
function silent(one, column) {
  if (column.speaks.includes(interfaceOf(one.name))) return "";
  const told = `${column.label} does not speak ${interfaceOf(one.name)}`;
  return html`<span class="silent" role="img" title="${told}" aria-label="${told}">–</span>`;
}

/** The words of a case that a search looks into. */
function words(one) {
  one.words ??= [one.name, prose(one), ...one.claims.map((at) => run.claims[at].id),
    ...one.trials.flatMap((trial) => trial ? [text(trial.answer), ...trial.calls?.map(([, call]) => text(call)) ?? []] : []),
  ].join("\n").toLowerCase();
  return one.words;
}

/** Why the columns that are shown differ in a case. */
function reasons(one) {
  return one.trials.map((trial, at) => (trial && view.columns.has(names[at]) && !UNTOLD.includes(trial.letter)
    && run.columns[at].causes[trial.cause]?.reason) || "").join("\n").toLowerCase();
}

/** Whether the filters leave this case. */
function wanted(one) {
  const inScope = !view.scope || one.name === view.scope || one.cell === view.scope || one.asked === view.scope || one.name.startsWith(`${view.scope}/`);
  if (!inScope || (view.interface && interfaceOf(one.name) !== view.interface)) return false;
  const letters = one.trials.filter((trial, at) => trial && view.columns.has(names[at])).map((trial) => trial.letter);
  if (letters.length === 0) return false;
  if (view.differences && letters.every((one) => UNTOLD.includes(one))) return false;
  if (view.letters.size > 0 && !letters.some((one) => view.letters.has(one))) return false;
  const sought = view.query.toLowerCase().split(/\s+/).filter(Boolean);
  const why = sought.length > 0 ? reasons(one) : "";
  return sought.every((word) => words(one).includes(word) || why.includes(word));
}

function filter() {
  let count = 0;
  for (const { element, members, rows } of groups) {
    let kept = 0;
    members.forEach((one, at) => {
      one.kept = wanted(one);
      kept += one.kept;
      if (rows) rows[at].hidden = !one.kept;
    });
    element.hidden = kept === 0;
    element.style.setProperty("--rows", kept);
    count += kept;
  }
  document.querySelector(".empty").hidden = count > 0;
  $("count").value = `${count} of ${run.cases.length} cases${view.scope ? ` in ${view.scope}` : ""}`;
  $("clear").hidden = count === run.cases.length && view.columns.size === names.length;
  const focusable = document.querySelector('#matrix [tabindex="0"]');
  if (!focusable?.checkVisibility()) rove(draw(groups.find(({ element }) => !element.hidden))[0]?.querySelector(".cell"));
}

/** Makes a cell the one that the tab key leads to. */
function rove(cell) {
  for (const old of document.querySelectorAll('#matrix [tabindex="0"]')) old.tabIndex = -1;
  if (cell) cell.tabIndex = 0;
}
