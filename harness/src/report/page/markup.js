"use strict";

// The run, and what is found in it. It is set once, when the run has been unpacked, before anything is shown.

let run, cases, names, interfaces;

/** What the letters stand for: a name, and a sentence. In the order in which they are to be shown: what is right, then the
    gravest first. */
const LETTERS = {
  C: ["conforms", "answered as required"],
  X: ["crashed", "the runtime fell over, whatever was asked"],
  H: ["hung", "the guest did not come to its end where it should have, or took more than it may"],
  M: ["deviates: must", "the interface's own documents require another answer"],
  S: ["deviates: should", "POSIX or Linux answer otherwise, to which the interface calls itself similar"],
  N: ["not asked", "a set-up call failed, so there is no answer"],
  U: ["unsupported", "the runtime does not offer what the case needs"],
  R: ["records", "the documents leave the answer open"],
  B: ["broken", "the harness or the case is at fault"],
  I: ["ignored", "not tried on this host"],
};
/** From what a reader should see first to what matters least. */
const WEIGHT = "BXHMSNUICR";
const RIGHT = "CR";
/** What is no answer that differs: it is right, or nothing was asked. */
const UNTOLD = "CRNUI";

const text = (number) => run.texts[number];
const $ = (id) => document.getElementById(id);

/** The run as the page carries it: JSON that is compressed, in base64. */
async function unpacked() {
  const packed = Uint8Array.from(atob($("run").textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

/** Takes the run, and adds what can be told from what the page has, which is therefore not in it. */
function take(unpacked) {
  run = unpacked;
  for (const one of run.cases) {
    // What a command takes for a variant is its file and, after the colon, its name.
    one.file = one.name.replace(/^([^:]*)/, "cases/$1.wat");
    one.group = one.name.split("/").slice(0, -1).join("/");
    one.cell = text(one.cell);
    one.asked = text(one.asked);
    one.row = text(one.row);
    one.trials = one.trials.map((number) => run.trials[number]);
  }
  cases = new Map(run.cases.map((one) => [one.name, one]));
  names = run.columns.map((column) => column.label);
  interfaces = [...new Set(run.cases.map((one) => interfaceOf(one.name)))];
}

/** What stands at the head of a case's file: what is asked, what must be answered, and why. */
function prose(one) {
  const isProse = (line) => /^;;(?![!~=<])/.test(line);
  const end = one.lines.findIndex((number) => !isProse(text(number)));
  return one.lines.slice(0, end).map((number) => text(number).slice(2).trim()).join(" ");
}

// Markup: a text in it is always escaped, and only markup is not.

class Markup {
  constructor(text) { this.text = text; }
}

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escape(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(escape).join("");
  if (value === undefined || value === null || value === false) return "";
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, at) => text + escape(values[at - 1]) + part));
}

function letter(name) {
  return html`<abbr class="letter ${name}" title="${LETTERS[name].join(": ")}">${name}</abbr>`;
}

/** The folder by which the interface of a case is known: the first part of its name, or the first two where the cases of several
    interfaces stand in one folder. */
function interfaceOf(name) {
  const [first, second] = name.split("/");
  const both = `${first}/${second}`;
  return run.columns.some((column) => column.speaks.includes(both)) ? both : first;
}
