// Runs a component on jco: run.mjs INSTALLED GUEST FOLDER transpiles it, and runs what comes of it with the shim of WASI 0.2. Without a
// guest it prints its version. What the component needs and the shim does not have, and a trap, are said on standard error.
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [installed, guest, folder] = process.argv.slice(2);
const modules = join(installed, "node_modules");
if (guest === undefined) {
  const about = join(modules, "@bytecodealliance/jco-transpile/package.json");
  console.log(JSON.parse(readFileSync(about, "utf8")).version);
  process.exit(0);
}

function fail(how, error, code) {
  console.error(`${how}: ${error.message ?? error}`);
  process.exit(code);
}

const place = join(process.env.TMPDIR, "jco");
mkdirSync(place, { recursive: true });
symlinkSync(modules, join(place, "node_modules"));
let program;
try {
  const { resolve } = createRequire(join(installed, "here.js"));
  const jco = await import(pathToFileURL(resolve("@bytecodealliance/jco-transpile")));
  const { files } = await jco.transpileBytes(readFileSync(guest), { name: "guest", noTypescript: true, instantiation: null });
  for (const [name, bytes] of Object.entries(files)) {
    const file = join(place, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  writeFileSync(join(place, "package.json"), '{"type":"module"}');
  const shim = await import(pathToFileURL(resolve("@bytecodealliance/preview2-shim/filesystem")));
  shim._setPreopens({ "/": folder });
  program = await import(pathToFileURL(join(place, "guest.js")));
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError) fail("trapped", error, 134);
  fail("unsupported", error, 1);
}
try {
  program.run.run();
  process.exit(0);
} catch (error) {
  // What `run` answers is thrown, when it is an error.
  if (error?.payload !== undefined || error?.constructor?.name === "ComponentError") process.exit(1);
  fail("trapped", error, 134);
}
