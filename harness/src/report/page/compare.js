
// A row over all interfaces.

/** The cases of a row, those of each interface together, with what every runner that speaks it answered in its own words. */
function compared(row) {
  const members = run.cases.filter((one) => one.row === row);
  const grids = run.grids.filter((grid) => members.some((one) => api(one.name) === grid.api));
  return html`<header><h2 id="title" tabindex="-1">${row} <small>in ${grids.map((grid) => grid.api).join(", ")}</small></h2>
    <a class="close" href="${closing()}" aria-label="close" title="close (Esc)">×</a></header>
    ${grids.map((grid) => within(grid, members.filter((one) => api(one.name) === grid.api)))}
    <h3>Again, in the folder of wasock</h3>
    <pre class="command">cargo run -- run --compare ${row}</pre>`;
}

/** The part of an interface: what it calls the state, and its cases, each with a line for every question. */
function within(grid, members) {
  const name = members[0].cell.split("/")[2];
  const state = grid.states.find((one) => one.name === name);
  const speaking = run.runners.filter((runner) => runner.speaks.includes(grid.api));
  return html`<h3>${grid.api} <b>${name}</b> <span>${state?.meaning}</span></h3><div class="wide" tabindex="0" role="region"
    aria-label="${grid.api}"><table class="compared"><thead><tr><th scope="col">asked</th>
    ${speaking.map((runner) => html`<th scope="col">${runner.name}</th>`)}</tr></thead>
    <tbody>${members.map((one) => questions(one, speaking))}</tbody></table></div>`;
}

function questions(one, speaking) {
  const tried = speaking.map((runner) => one.trials[names.indexOf(runner.name)]);
  const all = one.requires.filter(([, question]) => question);
  // The letter is that of the whole trial, and stands at the question that it comes from.
  const told = (trial) => all.some(([line]) => line === trial.finding?.[0]) ? trial.finding[0] : one.asks;
  const answer = (trial, line, at) => html`${told(trial) === line && letter(trial.letter)}<code>${
    text(trial.answers?.[at] ?? trial.answer)}</code>`;
  return all.map(([line, , right], at) => {
    const call = tried.flatMap((trial) => trial?.calls ?? []).findLast(([of]) => of === line);
    const asked = html`${at === 0 && html`<b>${one.name.split("/").at(-1)}</b> <small>${one.level}</small><br>`}
      <code>${call && text(call[1])}</code><br><small>${one.level === "may" ? "not judged" : "required"}</small> <code class="dim">${text(right)}</code>`;
    return html`<tr><th scope="row">${asked}</th>${tried.map((trial, column) => html`<td data-of="${speaking[column].name}">${trial
      ? html`<a class="other" href="#${one.name}::${speaking[column].name}">${answer(trial, line, at)}</a>` : "not tried"}</td>`)}</tr>`;
  });
}
