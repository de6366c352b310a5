// Coding by mouse and by keyboard writes what the shell writes.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { QUOTE, drag, end, open, serve, told } from "./support.mjs";

after(end);

test("the mouse codes a passage of emoji, accents and a line end as keerpunt code --quote does", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await drag(page, QUOTE);
  await page.locator(".bubble button", { hasText: "code" }).click();
  await page.locator(".picker .option", { hasText: "Trust" }).click();
  await page.locator("dialog .choices button", { hasText: "leave it open" }).click({ timeout: 2000 }).catch(() => {});
  await told(page, "coded: Trust");
  served.run("code", "a", "trust", "--quote", QUOTE, "--coder", "Bo");
  const [own, other] = ["an", "bo"].map((coder) => served.entries(coder).find((entry) => entry.did === "coding-added"));
  assert.equal(own.coding.at.quote, QUOTE);
  assert.deepEqual(own.coding, other.coding);
  assert.deepEqual(page.faults, []);
});

test("two key presses code what the keyboard selected", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await page.keyboard.press("t");
  // From the first word of the first card on: the selection grows by words.
  for (let words = 0; words < 2; words++) await page.keyboard.press("Shift+ArrowRight");
  const selected = await page.evaluate(() => getSelection().toString());
  await page.keyboard.press("c");
  await page.waitForSelector("dialog.picker");
  await page.keyboard.press("2");
  await told(page, "coded: Trust");
  const entry = served.entries("an").at(-1);
  assert.equal(entry.coding.code, "trust");
  assert.equal(entry.coding.at.quote, selected);
  assert.ok(selected.split(" ").length >= 2, selected);
});

test("suggestions are accepted, rejected and undone with one key each", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await page.locator(".card.suggestion").nth(1).waitFor();
  await page.keyboard.press("a");
  await told(page, "accepted: Contact");
  await page.keyboard.press("r");
  await told(page, "rejected: Contact");
  assert.equal(await page.locator(".card.suggestion").count(), 0);
  await page.keyboard.press("u");
  await told(page, "undone: a rejected suggestion");
  await page.locator(".card.suggestion").waitFor();
  const dids = served.entries("an").map((entry) => entry.did).filter((did) => did !== "begin");
  assert.deepEqual(dids, ["suggestion-accepted", "suggestion-rejected", "undo"]);
});

test("n and p go through the stories, d says one is read, the list shows it", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await page.keyboard.press("n");
  await page.locator("#title b", { hasText: "b" }).waitFor();
  await page.keyboard.press("d");
  await told(page, "marked as read");
  await page.locator('.row[data-stage="read"] .id', { hasText: "b" }).waitFor();
  await page.keyboard.press("p");
  await page.locator("#title b", { hasText: "a" }).waitFor();
});

test("a memo is Markdown, on the story or on what it says of a code", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await page.locator(".card.now").waitFor();
  await page.keyboard.press("m");
  await page.locator("dialog").getByLabel("what it says of “Contact”").check();
  await page.locator("dialog textarea").fill("# Why\n\n- **she** called <b>first</b>\n- [a page](https://example.org/x)");
  await page.keyboard.press("Control+Enter");
  await told(page, "memo kept");
  const memo = page.locator(".memo");
  assert.equal(await memo.locator("li strong").innerText(), "she");
  assert.match(await memo.innerText(), /on “Contact”[\s\S]*called <b>first<\/b>/);
  assert.equal(await memo.locator("a").getAttribute("rel"), "noopener noreferrer");
  assert.deepEqual(served.entries("an").at(-1).on, { cell: { incident: "a", code: "contact" } });
});

test("what another coder writes on the disk shows by itself", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await page.locator(".card.suggestion").first().waitFor();
  served.run("code", "a", "trust", "--quote", "Nobody knew why", "--coder", "Bo");
  await page.locator(".card.coding", { hasText: "Bo" }).waitFor({ timeout: 25_000 });
  served.write("corpus/a.md", "---\nid: a\noutcome: success\n---\nAnother text now. Nobody knew why it went so well.\n");
  await page.locator(".story p", { hasText: "Another text now" }).waitFor({ timeout: 25_000 });
  await page.locator(".card.coding", { hasText: "moved with the text" }).waitFor();
});
