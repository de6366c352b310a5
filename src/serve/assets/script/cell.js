// The passages behind a cell of the table.

import { address } from "./address.js";
import { ask } from "./api.js";
import { fill, h } from "./dom.js";
import { passages } from "./passages.js";
import { label, store } from "./store.js";
import { say } from "./words.js";

export class Cell {
  constructor() {
    this.element = h("div", { class: "wide" });
  }

  /** Shows the cell that an address asks for. */
  async open(parameters) {
    const asked = Object.fromEntries(["code", "value", "valence", "by", "from"].map((name) => [name, parameters.get(name)]));
    const back = h("p", {}, h("a", { href: address("table", null, { by: asked.by, from: asked.from }) }, `← ${say("back_to_table")}`));
    if (store.study.blind) return void fill(this.element, h("p", { class: "empty" }, say("blind_table")));
    const found = await ask("cell", asked);
    const value = asked.value === null ? say("total") : asked.by === "codes" ? label(asked.value) : valueName(asked);
    const name = asked.valence ? `${label(asked.code)}, ${say(asked.valence)}` : label(asked.code);
    fill(this.element, back,
      h("h1", {}, say("passages", { label: name, value })),
      h("p", { class: "quiet" }, say("passages_counted", { n: found.segments, incidents: found.incidents })),
      passages(found.passages, { codes: true }), found.more > 0 && h("p", { class: "quiet" }, say("more_passages", { n: found.more })));
  }
}

function valueName({ by, value }) {
  const outcome = store.study.outcome;
  const known = outcome && outcome.attribute === by && outcome.values.find((one) => one.value === value);
  return (known && known.label) || value;
}
