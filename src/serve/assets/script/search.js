// What a search finds, in the language of `keerpunt search`.

import { address } from "./address.js";
import { ask } from "./api.js";
import { fill, h } from "./dom.js";
import { passages } from "./passages.js";
import { changed, store } from "./store.js";
import { say } from "./words.js";

/** How many passages come at a time. */
const STEP = 100;

export class Search {
  constructor() {
    this.element = h("div", { class: "wide" });
  }

  /** Shows what the search of an address finds. */
  async open(parameters) {
    const query = (parameters.get("q") ?? "").trim();
    document.getElementById("search").value = query;
    if (!query) return void fill(this.element, h("h1", {}, say("search_title")), hint());
    const limit = Number(parameters.get("limit")) || STEP;
    const title = h("h1", {}, say("search_for"), " ", h("q", {}, query));
    let found;
    try {
      found = await ask("search", { query, limit });
    } catch (error) {
      if (!error.status) throw error;
      return void fill(this.element, title,
        h("p", { class: "wrong", role: "alert" }, error.message), error.help && h("p", { class: "quiet" }, error.help), hint());
    }
    fill(this.element, title, found.incidents === 0
      ? [h("p", {}, say("search_nothing", { n: found.searched })), offers(found.offers), hint()]
      : [h("p", { class: "quiet" }, said(found)), h("p", { class: "buttons" },
          h("button", { on: { click: () => { store.filter.query = query; changed("filter"); changed("pane"); } } }, say("only_these"))),
        passages(found.passages), found.more > 0 && h("p", { class: "buttons" },
          h("a", { class: "button", href: address("search", null, { q: query, limit: limit + STEP * 2 }) }, say("more_found", { n: found.more })))]);
  }
}

function said({ hits, incidents, searched }) {
  return hits === 0 ? say("search_stories", { incidents, searched }) : say("search_found", { n: hits, incidents, searched });
}

/** What else to try, with what it finds. */
function offers(list) {
  if (list.length === 0) return null;
  return h("ul", { class: "notes" }, list.map((one) => h("li", {}, say(`offer_${one.kind}`), " ",
    h("a", { href: address("search", null, { q: one.query }) }, one.query), " ",
    h("span", { class: "quiet" }, say("offer_finds", { n: one.hits, incidents: one.incidents })))));
}

/** How one asks. */
function hint() {
  const example = (query, meaning) => [h("dt", {}, h("code", {}, query)), h("dd", {}, say(meaning))];
  const { outcome } = store.study;
  return h("section", { class: "hints" }, h("h2", {}, say("search_how")), h("dl", {},
    ["word", "exact", "star", "and", "gap"].map((one) => example(say(`ask_${one}`), `how_${one}`)),
    store.study.codebook.codes.length > 0 && example(`code:${store.study.codebook.codes.at(-1).id}`, "how_code"),
    outcome?.values.length > 0 && example(`${outcome.attribute}:${outcome.values[0].value}`, "how_field")));
}
