// Runs a guest of preview 1 on `node:wasi`: node wasi.mjs GUEST FOLDER. What the guest needs and Node does not have, and a trap, are
// said on standard error.
import { readFileSync } from "node:fs";
import { WASI } from "node:wasi";

const [guest, folder] = process.argv.slice(2);
const wasi = new WASI({ version: "preview1", args: ["guest"], preopens: { "/": folder }, returnOnExit: true });

function fail(how, error, code) {
  console.error(`${how}: ${error.message}`);
  process.exit(code);
}

let instance;
try {
  const module = new WebAssembly.Module(readFileSync(guest));
  instance = new WebAssembly.Instance(module, wasi.getImportObject());
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError) fail("trapped", error, 134);
  fail("unsupported", error, 1);
}
try {
  process.exitCode = wasi.start(instance);
} catch (error) {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) fail("trapped", error, 134);
  throw error;
}
