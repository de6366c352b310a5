// Nothing that stands in a study runs, and nobody but the page is answered.

import assert from "node:assert/strict";
import { request } from "node:http";
import { after, test } from "node:test";
import { STUDY, end, go, open, serve } from "./support.mjs";

after(end);

const EVIL = `<img src=x onerror="window.ran=1"><script>window.ran=1</script><svg onload="window.ran=1">`;
const NAME = `<img src=x onerror=window.ran=1>`;

test("markup in narrative, label, memo, note, attribute, coder, file name and id is text", async (t) => {
  const book = ["codebook: test", "version: 1", "codes:", "  - id: evil", `    label: '${EVIL}'`, `    definition: '${EVIL}'`,
    "    rules: [{any: ['call*']}]", "  - id: trust", "    label: Trust", ""].join("\n");
  const served = await serve(t, {
    files: {
      "keerpunt.yaml": STUDY.replace("Two stories", `'${EVIL}'`), "codebook.yaml": book, "corpus/a.md": null,
      [`corpus/${NAME}.md`]: `---\noutcome: success\nplace: '${EVIL}'\n---\nShe called ${EVIL} again.\n\n${EVIL}\n`,
    },
    before: ({ run }) => {
      run("code", NAME, "evil", "--quote", "She called", "--note", EVIL, "--coder", "An");
      run("memo", NAME, `${EVIL} [here](javascript:window.ran=1)`, "--coder", "An");
    },
  });
  const page = await open(t, served, { hash: `#/read/${encodeURIComponent(NAME)}` });
  await page.locator("#title", { hasText: NAME }).waitFor();
  await page.locator(".memo", { hasText: "<script>" }).waitFor();
  await page.locator(".under details summary").click();
  await page.locator(".card").first().click();
  await page.keyboard.press("b");
  await page.keyboard.press("Escape");
  for (const hash of ["#/table", `#/cell?code=evil`, "#/search?q=called", `#/search?q=${encodeURIComponent(EVIL)}`, `#/read/${encodeURIComponent(EVIL)}`, `#/cell?code=${encodeURIComponent(EVIL)}`, "#/read/%E0%A4%A"]) {
    await go(page, hash);
    await page.waitForTimeout(400);
  }
  await go(page, `#/read/${encodeURIComponent(NAME)}`);
  await page.keyboard.press("w");
  await page.waitForSelector("dialog.picker");
  assert.match(await page.locator("dialog.picker").innerText(), /<script>/);
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(await page.locator("img, svg, main script, dialog script, a[href^='javascript']").count(), 0);
  const policy = page.faults.filter((fault) => /Content Security Policy|TrustedHTML|a dialog/.test(fault));
  assert.deepEqual(policy, []);
});

/** Asks as a stranger would; resolves to the status. */
function status(served, { path = "/api/study", method = "GET", headers = {} }) {
  const { hostname, port } = new URL(served.address);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (answer) => resolve(answer.resume().statusCode)).on("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}

test("another host, another page and who lacks the token are refused", async (t) => {
  const served = await serve(t);
  const page = await open(t, served);
  const [cookie] = await page.context().cookies();
  assert.ok(cookie.httpOnly && cookie.sameSite === "Strict");
  assert.doesNotMatch(page.url(), /token/);
  const known = { cookie: `${cookie.name}=${cookie.value}` };
  const origin = new URL(served.address).origin;
  assert.equal(await status(served, { headers: known }), 200);
  assert.equal(await status(served, {}), 403);
  assert.equal(await status(served, { headers: { cookie: `${cookie.name}=0` } }), 403);
  assert.equal(await status(served, { headers: { ...known, host: "evil.example" } }), 403);
  const post = { path: "/api/undo", method: "POST" };
  const json = { ...known, "content-type": "application/json" };
  assert.equal(await status(served, { ...post, headers: { ...json, origin: "http://evil.example" } }), 403);
  assert.equal(await status(served, { ...post, headers: json }), 403);
  assert.equal(await status(served, { ...post, headers: { ...json, origin } }), 404);
});

test("a page of another server of this machine can neither read nor write", async (t) => {
  const [served, other] = [await serve(t), await serve(t)];
  const page = await open(t, served);
  await page.context().newPage().then((second) => second.goto(other.address));
  const tried = await page.evaluate(async (origin) => {
    const read = await fetch(`${origin}/api/study`, { credentials: "include" }).then((answer) => answer.text(), () => "refused");
    const written = await fetch(`${origin}/api/read`, { method: "POST", mode: "no-cors", credentials: "include", body: '{"incident":"a"}' }).then(() => "sent", () => "refused");
    return [read, written];
  }, new URL(other.address).origin);
  assert.deepEqual(tried, ["refused", "refused"]);
  assert.deepEqual(other.entries("an"), []);
});
