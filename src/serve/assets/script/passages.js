// Passages in a list, each a way into its story: those behind a cell, and those a search found.

import { storyAt } from "./address.js";
import { h } from "./dom.js";
import { family, label } from "./store.js";
import { say } from "./words.js";

/** The passages under their stories. */
export function passages(list, { codes = false } = {}) {
  const stories = [];
  for (const one of list) {
    if (stories.at(-1)?.[0].incident !== one.incident) stories.push([]);
    stories.at(-1).push(one);
  }
  return h("ol", { class: "found" }, stories.map((story) => h("li", {},
    h("h2", {}, story[0].incident, story[0].outcome && h("small", {}, ` · ${story[0].outcome}`)),
    story.map((one) => h("a", { class: `passage f${one.code ? family(one.code) : 7}`, href: storyAt(one.incident, one.start, one.end) },
      h("span", { class: "context" }, one.before, h("mark", {}, one.text), one.after),
      h("small", {}, facts(one, codes).join(" · ")))))));
}

function facts(one, codes) {
  return [
    codes && one.code && label(one.code), one.valence && say(one.valence), one.coders?.length > 0 && one.coders.join(", "),
    one.whole && say("whole"), one.negated && say("negated"), one.unread && say("unread_turn"),
  ].filter(Boolean);
}
