// The table and its cells, the search and its passages.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { BOOK, end, go, open, serve } from "./support.mjs";

after(end);

/** What a highlight of the open story covers. */
const highlighted = (page, name) =>
  page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString()), name);

test("a cell of the table opens into its passages, and a passage in its story", async (t) => {
  const served = await serve(t);
  const page = await open(t, served, { hash: "#/table" });
  const cell = page.locator(".cross tbody tr", { hasText: "Contact" }).locator("td").first();
  await cell.waitFor();
  const table = JSON.parse(served.run("crosstab", "--format", "json"));
  const row = table.rows.find((one) => one.code === "contact");
  assert.deepEqual(await page.locator(".cross tbody tr", { hasText: "Contact" }).locator("td a b").allInnerTexts(),
    [...row.cells.map((one) => String(one.count)), String(row.total)]);
  await cell.locator("a").click();
  const passages = page.locator(".passage");
  await passages.nth(1).waitFor();
  assert.equal(await passages.count(), 2);
  await passages.nth(1).click();
  await page.locator("#title b", { hasText: "a" }).waitFor();
  await page.waitForFunction(() => CSS.highlights.has("sought"));
  assert.deepEqual(await highlighted(page, "sought"), ["Then he called back."]);
  await page.goBack();
  await passages.first().waitFor();
});

test("the columns are chosen, and every one says what it is and out of how many", async (t) => {
  const served = await serve(t);
  const page = await open(t, served, { hash: "#/table" });
  await page.getByLabel("Columns").selectOption("place");
  await page.locator("h1", { hasText: "Codes by place" }).waitFor();
  assert.deepEqual((await page.locator(".cross thead th").allInnerTexts()).map((text) => text.split(/\s+/).join(" ")), ["code", "Utrecht of 1", "all"]);
  await page.locator(".notes", { hasText: "1 story without a value of place" }).waitFor();
  await page.getByLabel("Whose judgement").selectOption("suggestions");
  await page.getByLabel("Columns").selectOption("codes");
  await page.locator(".cross thead th", { hasText: "Contact" }).waitFor();
});

test("a search shows passages that open where they stand, and fills the list", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  await page.keyboard.press("/");
  await page.keyboard.type("office OR waited");
  await page.keyboard.press("Enter");
  await page.locator(".passage mark", { hasText: "office" }).waitFor();
  assert.equal(await page.locator(".passage").count(), 2);
  await page.locator(".passage", { hasText: "waited" }).click();
  await page.waitForFunction(() => CSS.highlights.has("sought"));
  assert.deepEqual(await highlighted(page, "sought"), ["waited"]);
  await go(page, "#/search?q=office");
  await page.getByRole("button", { name: "Only these stories in the list" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".row").length === 1);
  await page.locator(".chip", { hasText: "found: office" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".row").length === 2);
});

test("a mistake in a search is told beside it", async (t) => {
  const served = await serve(t);
  const page = await open(t, served, { hash: "#/search?q=colour:red" });
  await page.locator(".wrong", { hasText: "no incident has an attribute `colour`" }).waitFor();
});

test("blind coding hides table, outcome and what others gave", async (t) => {
  const served = await serve(t, {
    flags: ["--coder", "An", "--blind"],
    before: ({ run }) => run("code", "a", "trust", "--quote", "Nobody knew", "--coder", "Bo"),
  });
  const page = await open(t, served);
  const text = () => page.locator("body").innerText();
  await page.locator("#title", { hasText: "outcome hidden" }).waitFor();
  assert.doesNotMatch(await text(), /success|Bo\b/);
  await go(page, "#/table");
  await page.locator(".wide", { hasText: "hidden while you code blind" }).waitFor();
  assert.doesNotMatch(await text(), /success/);
});

test("the last paragraph goes and comes with the setting", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  const ending = page.locator(".story p", { hasText: "in the end" });
  await ending.waitFor();
  const choose = async (name) => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByLabel(name).click();
  };
  await choose("Blind coding");
  await page.locator("#title", { hasText: "outcome hidden" }).waitFor();
  await choose("Hide the last paragraph too");
  await page.locator(".under", { hasText: "The last paragraph is hidden" }).waitFor();
  assert.equal(await ending.count(), 0);
  await choose("Blind coding");
  await ending.waitFor();
});

test("a long list holds only what is in sight, and the first click in it opens a story", async (t) => {
  const story = (at) => JSON.stringify({ id: `s${at}`, narrative: `Story ${at}: she called.`, outcome: "success" });
  const stories = Array.from({ length: 3000 }, (_, at) => story(at)).join("\n");
  const served = await serve(t, { files: { "corpus/a.md": null, "corpus/b.md": null, "corpus/all.jsonl": `${stories}\n` } });
  const page = await open(t, served);
  await page.evaluate(() => {
    const list = document.getElementById("list");
    list.scrollTop = list.scrollHeight;
  });
  const last = page.locator(".row", { hasText: "Story 2999" });
  await last.waitFor();
  assert.ok(await page.locator(".row").count() < 60);
  await last.click();
  await page.locator("#title b", { hasText: "s2999" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await page.locator("#title b", { hasText: "s2998" }).waitFor();
});

test("a codebook that broke is told, and the page goes on with what it had", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  served.write("codebook.yaml", "codebook: [\n");
  await page.locator("#notice", { hasText: "codebook.yaml" }).waitFor({ timeout: 25_000 });
  assert.match(await page.locator(".card").first().innerText(), /Contact/);
  served.write("codebook.yaml", BOOK);
  await page.locator("#notice").waitFor({ state: "hidden", timeout: 25_000 });
});
