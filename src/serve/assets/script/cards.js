// The cards beside the text: one for each coding or suggestion.

import { h, key } from "./dom.js";
import { family, label, mayCode } from "./store.js";
import { say } from "./words.js";

/** The card of an item; `deeds` are what its buttons do. */
export function card(item, isNow, deeds) {
  const suggested = item.kind === "suggestion";
  const what = suggested ? say("waiting_word") : "";
  return h("li", {
    class: `card f${family(item.code)} ${item.kind}${isNow ? " now" : ""}`, data: { key: item.key },
  },
    h("button", {
      class: "head", "aria-expanded": isNow ? "true" : "false", on: { click: () => deeds.choose(item) },
    }, h("b", {}, label(item.code), suggested && h("span", { "aria-hidden": "true" }, "?"), suggested && h("span", { class: "sr" }, `, ${what}`)),
      h("small", {}, lines(item))),
    item.codings?.map((one) => one.note && h("p", { class: "note" }, one.note)),
    lost(item),
    isNow && mayCode() && h("div", { class: "keys" }, buttons(item, deeds)));
}

/** What stands below the label. */
function lines(item) {
  if (item.kind === "suggestion") {
    const rules = [...new Set(item.suggestion.evidence.map((hit) => hit.rule))].sort((one, other) => one - other);
    const words = item.suggestion.evidence.map((hit) => `“${hit.text.replace(/\s+/g, " ")}”`);
    return [valence(item), say("suggested_by", { rules: rules.join(", "), words: [...new Set(words)].join(" … ") })];
  }
  const who = item.codings.map((one) =>
    one.coder + (one.model ? ` (${say("model")})` : "") + (one.archive ? ` (${say("archive")})` : ""));
  return [
    valence(item), [...new Set(who)].join(", "), item.start === null && item.codings[0].status !== "lost" && ` · ${say("whole")}`,
    item.codings.some((one) => one.status === "moved") && ` · ${say("moved")}`,
  ];
}

const valence = (item) => item.valence && `${say(item.valence)} · `;

function lost(item) {
  const coding = item.codings?.find((one) => one.status === "lost");
  if (!coding) return null;
  return h("p", { class: "lost" }, say("lost", { quote: coding.quote ?? "" }), coding.own && `; ${say("place_again")}`);
}

function buttons(item, deeds) {
  const button = (letter, name, deed) => h("button", { on: { click: deed } }, key(letter), say(name));
  if (item.kind === "suggestion") {
    return [
      button("a", "accept", deeds.accept), button("r", "reject", deeds.reject),
      button("c", "other_code", deeds.code), button("e", "other_words", deeds.stretch),
    ];
  }
  if (!item.own) return null;
  return [
    button("c", "other_code", deeds.code), button("e", "other_words", deeds.stretch),
    button("o", "note", deeds.note), button("x", "remove", deeds.remove),
  ];
}

/** Sets cards beside their passages, one below the other where they would meet. */
export function arrange(list, items, story) {
  const cards = [...list.children];
  const narrow = cards.length > 0 && getComputedStyle(cards[0]).position === "static";
  if (narrow) {
    cards.forEach((one) => one.style.removeProperty("top"));
    list.style.removeProperty("height");
    return;
  }
  const origin = list.getBoundingClientRect().top;
  const wanted = items.map((item) =>
    item.start === null ? 0 : story.range(item.start, item.end).getBoundingClientRect().top - origin);
  const heights = cards.map((one) => one.offsetHeight + 8);
  const tops = wanted.map(() => 0);
  const nowAt = cards.findIndex((one) => one.classList.contains("now"));
  // The card at hand stands at its passage; those before it move up as far as there is room.
  let bottom = 0;
  for (let at = 0; at < cards.length; at++) {
    tops[at] = Math.max(wanted[at], bottom);
    bottom = tops[at] + heights[at];
  }
  if (nowAt > 0 && tops[nowAt] > wanted[nowAt]) {
    const needed = heights.slice(0, nowAt).reduce((sum, one) => sum + one, 0);
    tops[nowAt] = Math.max(wanted[nowAt], needed);
    for (let at = nowAt - 1; at >= 0; at--) tops[at] = Math.min(tops[at], tops[at + 1] - heights[at]);
    for (let at = nowAt + 1; at < cards.length; at++) tops[at] = Math.max(wanted[at], tops[at - 1] + heights[at - 1]);
    bottom = tops.at(-1) + heights.at(-1);
  }
  cards.forEach((one, at) => { one.style.top = `${tops[at]}px`; });
  list.style.height = `${Math.max(bottom, ...tops.map((top, at) => top + heights[at]))}px`;
}
