// The page put together: what is open, which keys do what, and what changes on the disk meanwhile.

import { address, read, storyAt } from "./address.js";
import { Refused, act, ask } from "./api.js";
import { Book } from "./book.js";
import { Cell } from "./cell.js";
import { showKeys, write } from "./dialogs.js";
import { fill, h } from "./dom.js";
import { foot, head, notice } from "./head.js";
import { List, neighbour, whereIs } from "./list.js";
import { Reading } from "./reading.js";
import { Search } from "./search.js";
import { apply } from "./settings.js";
import { changed, label, loadProgress, loadStudy, mayCode, on, store } from "./store.js";
import { Table } from "./table.js";
import { say } from "./words.js";

/** How often the page asks whether files changed, in milliseconds. */
const PULSE = 2000;

const main = document.getElementById("main");
const side = document.getElementById("side");
let version = 0;
let pane = "stories";

const list = new List((id, into) => {
  location.hash = storyAt(id);
  if (into) main.focus();
  narrowSide(false);
});
const book = new Book(async (code) => {
  const text = await write(code ? say("memo_title", { what: label(code) }) : say("memo_study"));
  if (text?.trim()) await kept(() => act("memo", { on: code ? { code } : "study", text }), say("done_memo"));
});
const reading = new Reading(tell, go, (code) => book.choose(code));

/** Says something to the person, on the screen and to a screen reader. */
function tell(text) {
  const told = document.getElementById("told");
  told.textContent = "";
  told.textContent = text;
  told.classList.add("shown");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => told.classList.remove("shown"), 4000);
}

/** Tells why something was not done. */
function complain(error) {
  if (!(error instanceof Refused)) {
    console.error(error);
    tell(String(error));
    return;
  }
  if (error.status === 0) tell(say("gone"));
  else tell([error.message, error.help].filter(Boolean).join(": "));
  if (error.status === 409) reading.again().catch(() => {});
}
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  complain(event.reason);
});

/** Does something that is neither of the story nor of the list. */
async function kept(deed, said) {
  await deed();
  store.saved = new Date();
  changed("saved");
  changed("work");
  tell(said);
}

async function go(step, last = false) {
  const id = await neighbour(store.incident?.id, step);
  if (!id) return tell(say(step > 0 ? "last_story" : "first_story"));
  enter = { last };
  location.hash = storyAt(id);
}

/** How the next story is to be opened. */
let enter = {};

/** What each view is, other than the story. */
const views = { table: new Table(), cell: new Cell(), search: new Search() };

/** Shows what the address says. */
async function route() {
  const { view, name, parameters } = read(location.hash);
  narrowSide(false);
  if (views[view]) {
    const before = store.view;
    store.view = view;
    changed("route");
    await views[view].open(parameters);
    if (store.view !== view) return;
    show(views[view].element);
    if (before !== view || view !== "table") main.scrollTop = 0;
    return;
  }
  store.view = "read";
  await story(name, parameters);
}

/** Puts something in the middle of the page. */
function show(element) {
  if (element.parentElement !== main) fill(main, element);
}

/** Opens a story; without a name the one that lay open, or the first. */
async function story(name, parameters) {
  const id = name || store.incident?.id || (await neighbour(null, 1));
  if (!id) {
    fill(main, h("p", { class: "empty" }, say("no_stories")));
    return;
  }
  show(reading.element);
  const number = (name) => (parameters.has(name) ? Number(parameters.get(name)) : null);
  await reading.open(id, { ...enter, at: number("at"), to: number("to") });
  enter = {};
  store.position = await whereIs(id);
  list.stand(store.position.at);
  changed("position");
  changed("route");
}
addEventListener("hashchange", () => route().catch(complain));

function drawSide() {
  const tab = (name) => h("button", {
    role: "tab", id: `tab-${name}`, "aria-selected": pane === name ? "true" : "false", "aria-controls": "pane",
    tabindex: pane === name ? 0 : -1, on: { click: () => showPane(name) },
  }, say(name));
  side.setAttribute("aria-label", say("side_open"));
  fill(side, h("div", {
    class: "tabs", role: "tablist", "aria-label": say("side_open"),
    on: { keydown: (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      showPane(pane === "stories" ? "codebook" : "stories");
      side.querySelector("[aria-selected=true]").focus();
    } },
  }, tab("stories"), tab("codebook")),
  h("div", { id: "pane", role: "tabpanel", "aria-labelledby": `tab-${pane}` },
    (pane === "stories" ? list : book).element));
  if (pane === "stories") list.draw();
}

function showPane(name) {
  pane = name;
  drawSide();
}

/** On a narrow screen the side lies over the text when it is asked for. */
function narrowSide(open) {
  document.body.classList.toggle("side", open);
}

const KEYS = {
  j: () => reading.step(1),
  k: () => reading.step(-1),
  n: () => go(1),
  p: () => go(-1),
  a: () => reading.accept(),
  r: () => reading.reject(),
  c: () => reading.code(),
  w: () => reading.code(true),
  e: () => reading.stretch(),
  v: () => reading.valence(),
  o: () => reading.note(),
  x: () => reading.remove(),
  m: () => reading.memo(),
  d: () => reading.read(),
  u: () => undo(),
  t: () => reading.enterText(),
  y: () => { location.hash = store.view === "table" ? storyAt(store.incident?.id ?? "") : address("table"); },
  l: () => { showPane("stories"); narrowSide(true); list.box.focus(); },
  b: () => { showPane("codebook"); narrowSide(true); book.tree.querySelector("button")?.focus(); },
  "/": () => document.getElementById("search").focus(),
  "?": () => showKeys(),
  Escape: () => { getSelection().removeAllRanges(); narrowSide(false); document.activeElement?.blur?.(); },
};

/** Keys that speak of the story that lies open. */
const OF_STORY = "jknparcwevoxmdt";

/** Whether keys are letters of a text that is being written. */
const writes = (target) => target.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, dialog");

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Escape" && event.target.closest?.("input, select")) event.target.blur();
  if (writes(event.target)) return;
  const deed = KEYS[event.key];
  if (store.view !== "read" && OF_STORY.includes(event.key)) return;
  if (!deed || (event.repeat && !"jknp".includes(event.key))) return;
  event.preventDefault();
  inTurn(deed);
});

let turn = Promise.resolve();
/** Does one thing after the other, however fast the keys come. */
function inTurn(deed) {
  turn = turn.then(deed).catch(complain);
}

async function undo() {
  if (!mayCode()) return tell(say("read_only"));
  const answer = await act("undo");
  store.saved = new Date();
  changed("saved");
  const what = say({ read: "read-entry", memo: "memo-entry" }[answer.did] ?? answer.did);
  if (answer.incident && answer.incident !== store.incident?.id) {
    location.hash = storyAt(answer.incident);
  } else {
    await reading.again();
  }
  changed("work");
  tell(say("done_undo", { what }));
}

/** Shows anew what may have changed. */
async function refresh() {
  await Promise.all([loadProgress(), list.refresh()]);
  version = (await ask("version")).version;
}
on("work", () => refresh().catch(complain));
on("pane", () => showPane("stories"));
on("study", drawSide);
on("filter", async () => {
  if (!store.incident) return;
  store.position = await whereIs(store.incident.id);
  changed("position");
});

async function pulse() {
  if (!document.hidden) {
    try {
      const now = (await ask("version")).version;
      if (version && now !== version) {
        version = now;
        await loadStudy();
        await Promise.all([loadProgress(), list.refresh(), reading.again()]);
        if (views[store.view]) await route();
      }
      version = now;
      document.body.classList.remove("gone");
    } catch (error) {
      if (error instanceof Refused && error.status === 0 && !document.body.classList.contains("gone")) {
        document.body.classList.add("gone");
        tell(say("gone"));
      }
    }
  }
  setTimeout(pulse, PULSE);
}

async function begin() {
  apply();
  document.getElementById("skip").textContent = say("skip");
  head({
    side: () => narrowSide(!document.body.classList.contains("side")),
    search: (query) => {
      location.hash = address("search", null, { q: query });
      main.focus();
    },
    keys: showKeys,
    blind: async () => {
      store.filter.outcome = store.filter.query = "";
      await loadStudy();
      await Promise.all([loadProgress(), list.refresh(), reading.again()]);
      await route();
    },
  });
  foot(showKeys);
  notice();
  await loadStudy();
  await loadProgress();
  await route();
  pulse();
}

begin().catch(complain);
