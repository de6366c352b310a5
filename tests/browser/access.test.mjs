// axe finds no serious fault on any view, light or dark, wide or narrow.

import assert from "node:assert/strict";
import axe from "axe-core";
import { after, test } from "node:test";
import { end, go, open, serve } from "./support.mjs";

after(end);

const VIEWS = [
  ["the story", "#/read/a", ""], ["the code picker", "#/read/a", "w"], ["the keys", "#/read/a", "?"], ["a memo", "#/read/a", "m"],
  ["the codebook", "#/read/a", "b"], ["the table", "#/table", ""], ["a cell", "#/cell?code=contact&value=success", ""],
  ["the search", "#/search", ""], ["what was found", "#/search?q=called", ""], ["a wrong search", "#/search?q=colour:red", ""],
];
const SIZES = { wide: { width: 1400, height: 900 }, narrow: { width: 420, height: 850 } };

for (const colorScheme of ["light", "dark"]) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    test(`axe finds no serious fault, ${colorScheme} and ${size}`, async (t) => {
      const served = await serve(t, { before: ({ run }) => run("code", "a", "trust", "--quote", "Nobody knew", "--coder", "Bo") });
      const page = await open(t, served, { colorScheme, viewport, init: axe.source });
      for (const [name, hash, key] of VIEWS) {
        await go(page, hash);
        await page.waitForTimeout(500);
        if (key) await page.keyboard.press(key);
        await page.waitForTimeout(200);
        const { violations, passes } = await page.evaluate(() => window.axe.run(document));
        assert.ok(passes.length > 5, `${name}: axe looked at nothing`);
        const serious = violations.filter((one) => ["serious", "critical"].includes(one.impact));
        const found = serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`);
        assert.deepEqual(found, [], name);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wider <= 0, `${name} is ${wider} pixels wider than the window`);
        await page.keyboard.press("Escape");
      }
    });
  }
}
