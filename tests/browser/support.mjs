// A study in a folder of its own, the program that serves it, and a browser that opens it.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = process.env.KEERPUNT ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug/keerpunt");
const BROWSER = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export const STUDY = `keerpunt: 1
title: Two stories
language: en
corpus: corpus
codebook: codebook.yaml
outcome: {attribute: outcome, values: [success, less_success]}
`;
export const BOOK = `codebook: test
version: 1
codes:
  - id: contact
    label: Contact
    definition: Somebody seeks contact.
    rules: [{any: ['call*']}]
  - id: trust
    label: Trust
    definition: One relies on the other.
`;
/** An emoji of several code points, a combining accent and a line end lie in one passage. */
export const QUOTE = "👩‍👩‍👧 cafe\u0301\nand waited";
export const STORY = `---
id: a
outcome: success
place: Utrecht
---
She called ${QUOTE}. Then he called back.

Nobody knew why it went so well in the end.
`;
export const OTHER = "---\nid: b\noutcome: less_success\n---\nNobody came to the office. Later she called.\n";

/** Writes a study and serves it; `t` ends both when its test ends. */
export async function serve(t, { files = {}, before = () => {}, flags = ["--coder", "An"] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "keerpunt-browser-"));
  const all = { "keerpunt.yaml": STUDY, "codebook.yaml": BOOK, "corpus/a.md": STORY, "corpus/b.md": OTHER, ...files };
  const write = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(all)) if (text !== null) write(name, text);
  const environment = { ...process.env, XDG_CACHE_HOME: join(folder, ".home/cache"), XDG_CONFIG_HOME: join(folder, ".home/config") };
  const run = (...words) => execFileSync(PROGRAM, words, { cwd: folder, env: environment, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const entries = (coder) => {
    const file = join(folder, "codings", `${coder}.jsonl`);
    return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line)) : [];
  };
  before({ run, write });
  const program = spawn(PROGRAM, ["serve", "--no-open", "--port", "0", ...flags], { cwd: folder, env: environment, stdio: ["ignore", "pipe", "ignore"] });
  t.after(() => {
    program.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const address = await new Promise((resolve, reject) => {
    program.stdout.once("data", (data) => resolve(String(data).trim()));
    program.once("exit", (code) => reject(new Error(`keerpunt serve ended with ${code}`)));
  });
  return { folder, address, run, write, entries };
}

let started;
/** The one browser of a file of tests. */
export function browser() {
  started ??= chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
  return started;
}

/** Ends the browser of a file of tests. */
export async function end() {
  await (await started)?.close();
}

/** Opens the page; what goes wrong in it stands in `page.faults`. */
export async function open(t, served, { hash = "", init, ...options } = {}) {
  const context = await (await browser()).newContext({ locale: "en-GB", viewport: { width: 1400, height: 900 }, reducedMotion: "reduce", ...options });
  t.after(() => context.close());
  if (init) await context.addInitScript({ content: init });
  const page = await context.newPage();
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("dialog", (dialog) => {
    page.faults.push(`a dialog says ${dialog.message()}`);
    dialog.dismiss();
  });
  const assets = process.env.ASSETS;
  // While the page is worked on: its files as they stand, without building the program.
  if (assets) await page.route(/\/(script|style)\/[^?]+$/, (route) => route.fulfill({ path: join(assets, new URL(route.request().url()).pathname) }));
  await page.goto(served.address);
  await page.waitForSelector("#main > *");
  if (hash) await go(page, hash);
  return page;
}

/** Goes to an address within the page. */
export async function go(page, hash) {
  await page.evaluate((hash) => { location.hash = hash; }, hash);
}

/** Waits until the page has said something that holds `text`. */
export async function told(page, text) {
  await page.locator("#told.shown", { hasText: text }).waitFor({ state: "attached", timeout: 10_000 });
}

/** Selects a text of the story with the mouse, from its first letter to behind its last. */
export async function drag(page, text) {
  const [from, to] = await page.evaluate((text) => {
    const nodes = [...document.querySelectorAll(".story p")].map((p) => p.firstChild);
    const node = nodes.find((one) => one.data.includes(text));
    const at = node.data.indexOf(text);
    const letters = [...text];
    const box = (start, end) => {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      return [...range.getClientRects()];
    };
    const first = box(at, at + letters[0].length)[0];
    const last = box(at + text.length - letters.at(-1).length, at + text.length).at(-1);
    return [[first.left + 1, first.top + first.height / 2], [last.right - 1, last.top + last.height / 2]];
  }, text);
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 8 });
  await page.mouse.up();
}
