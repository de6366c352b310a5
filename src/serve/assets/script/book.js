// The codebook beside the text: codes with their numbers, and what one of them means.

import { fill, h } from "./dom.js";
import { markdown } from "./markdown.js";
import { changed, mayCode, on, store } from "./store.js";
import { say } from "./words.js";

export class Book {
  /** @param {(code: string | null) => void} remark writes a memo on a code, or on the study */
  constructor(remark) {
    this.remark = remark;
    this.chosen = null;
    this.tree = h("ul", { class: "codes" });
    this.about = h("div", { class: "about" });
    this.element = h("section", { class: "pane book" }, this.tree, this.about);
    on("study", () => this.draw());
    on("progress", () => this.draw());
  }

  /** Shows what a code means. */
  choose(id) {
    this.chosen = id;
    this.draw();
    this.tree.querySelector("[aria-pressed=true]")?.scrollIntoView({ block: "nearest" });
  }

  draw() {
    const codes = store.study?.codebook.codes ?? [];
    const focused = this.tree.contains(document.activeElement) ? document.activeElement.dataset.code : null;
    fill(this.tree, codes.map((code) => this.row(code)));
    if (focused) this.tree.querySelector(`[data-code="${CSS.escape(focused)}"]`)?.focus();
    const code = store.codes?.get(this.chosen);
    if (code) fill(this.about, this.details(code));
    else fill(this.about, h("p", { class: "quiet" }, say(codes.length ? "choose_code" : "no_codebook")), this.ofStudy());
  }

  /** What was remarked on the study as a whole. */
  ofStudy() {
    const memos = (store.progress?.memos ?? []).filter((one) => one.code === null);
    return [
      mayCode() && h("p", { class: "buttons" }, h("button", { on: { click: () => this.remark(null) } }, say("memo_study"))),
      memos.length > 0 && h("dl", {}, h("dt", {}, say("memos")), memos.map(remark)),
    ];
  }

  row(code) {
    const { given = 0, waiting = 0 } = store.progress?.codes[code.id] ?? {};
    const counted = say("counted", { given, waiting });
    return h("li", { class: `f${code.family}`, vars: { "--level": code.level - 1 } },
      h("button", {
        class: code.group ? "group" : null, data: { code: code.id }, title: `${code.id}: ${counted}`,
        "aria-pressed": this.chosen === code.id ? "true" : "false",
        on: { click: () => this.choose(code.id) },
      }, h("span", {}, code.label ?? code.id),
        h("span", { class: "number", "aria-label": counted }, given || "", waiting > 0 && h("i", {}, ` ${waiting}`))));
  }

  details(code) {
    const { given = 0, waiting = 0 } = store.progress?.codes[code.id] ?? {};
    const part = (name, text) => text && [h("dt", {}, say(name)), h("dd", {}, text)];
    const examples = (name, list) => list.length > 0 && [h("dt", {}, say(name)),
      list.slice(0, 4).map((one) => h("dd", { class: "example" }, `“${one.text}”`, one.why && h("small", {}, ` ${one.why}`)))];
    const memos = (store.progress?.memos ?? []).filter((one) => one.code === code.id);
    return [
      h("h2", { class: `f${code.family}` }, code.label ?? code.id),
      h("p", { class: "quiet" }, code.id, h("br"), say("counted", { given, waiting })),
      h("p", { class: "buttons" },
        h("button", {
          on: { click: () => { store.filter.code = code.id; changed("filter"); changed("pane"); } },
        }, say("filter_by_code")),
        mayCode() && h("button", { on: { click: () => this.remark(code.id) } }, say("memo_on_code"))),
      h("dl", {},
        part("definition", code.definition), part("use_when", code.use_when), part("not_when", code.not_when),
        code.by_people && [h("dt", { class: "sr" }, say("definition")), h("dd", { class: "quiet" }, say("by_people_alone"))],
        examples("coded_examples", code.coded), examples("not_coded_examples", code.not_coded),
        part("theory", code.theory),
        memos.length > 0 && [h("dt", {}, say("memos")), memos.map(remark)]),
    ];
  }
}

const remark = (memo) => h("dd", { class: "memo" }, h("div", { class: "text" }, markdown(memo.text)), h("small", {}, memo.coder));
