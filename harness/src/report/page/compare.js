
// A row over all interfaces.

/** The cases of a row, those of each interface together, with what every column that speaks it answered in its own words. */
function compared(row) {
  const members = run.cases.filter((one) => one.row === row);
  const grids = run.grids.filter((grid) => members.some((one) => interfaceOf(one.name) === grid.interface));
  return html`<header><h2 id="title" tabindex="-1">${row} <small>in ${grids.map((grid) => grid.interface).join(", ")}</small></h2>
    <a class="close" href="${closing()}" aria-label="close" title="close (Esc)">×</a></header>
    ${grids.map((grid) => within(grid, members.filter((one) => interfaceOf(one.name) === grid.interface)))}
    <h3>Again, in the folder of wasock</h3>
    <pre class="command">${run.program} run --compare ${row}</pre>`;
}

/** The part of an interface: what it calls the state, and its cases, each with a line for every question. */
function within(grid, members) {
  const [, of, name] = members[0].cell.split("/");
  const state = grid.sockets.find((one) => one.name === of)?.states.find((one) => one.name === name);
  const speaking = run.columns.filter((column) => column.speaks.includes(grid.interface));
  return html`<h3>${grid.interface} <b>${name}</b> <span>${state?.meaning}</span></h3><div class="wide" tabindex="0" role="region"
    aria-label="${grid.interface}"><table class="compared"><thead><tr><th scope="col">asked</th>
    ${speaking.map((column) => html`<th scope="col">${column.label}</th>`)}</tr></thead>
    <tbody>${members.map((one) => questions(one, speaking))}</tbody></table></div>`;
}

function questions(one, speaking) {
  const tried = speaking.map((column) => one.trials[names.indexOf(column.label)]);
  const all = one.requires.filter(([, question]) => question);
  // The letter is that of the whole trial, and stands at the question that it comes from.
  const told = (trial) => all.some(([line]) => line === trial.finding?.[0]) ? trial.finding[0] : one.asks;
  const answer = (trial, line, at) => html`${told(trial) === line && letter(trial.letter)}<code>${
    text(trial.answers?.[at] ?? trial.answer)}</code>`;
  return all.map(([line, , right], at) => {
    const call = tried.flatMap((trial) => trial?.calls ?? []).findLast(([of]) => of === line);
    const asked = html`${at === 0 && html`<b>${one.name.split("/").at(-1)}</b> <small>${one.level}</small><br>`}
      <code>${call && text(call[1])}</code><br><small>${one.level === "may" ? "not judged" : "required"}</small> <code class="dim">${text(right)}</code>`;
    return html`<tr><th scope="row">${asked}</th>${tried.map((trial, column) => html`<td data-of="${speaking[column].label}">${trial
      ? html`<a class="other" href="#${one.name}::${speaking[column].label}">${answer(trial, line, at)}</a>` : "not tried"}</td>`)}</tr>`;
  });
}
