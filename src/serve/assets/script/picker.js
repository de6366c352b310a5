// Choosing a code: by typing a part of its name or definition, or by its number in the list.

import { dialog } from "./dialogs.js";
import { fill, h, key } from "./dom.js";
import { prefer, settings } from "./settings.js";
import { store } from "./store.js";
import { say } from "./words.js";

/** How many codes that were given lately stand first. */
const RECENT = 9;

/** Asks for a code; null where it is given up. */
export function pick(title, quote) {
  return dialog(title, (close) => {
    let list = [];
    let active = 0;
    const choose = (code) => {
      if (!code) return;
      const recent = [code.id, ...settings.recent.filter((id) => id !== code.id)].slice(0, RECENT);
      prefer({ recent });
      close(code.id);
    };
    const input = h("input", {
      type: "text", role: "combobox", autofocus: true, autocomplete: "off", spellcheck: "false",
      "aria-expanded": "true", "aria-controls": "picker-list", "aria-autocomplete": "list",
      "aria-label": say("pick_find"), placeholder: say("pick_find"),
    });
    const options = h("div", { id: "picker-list", class: "options", role: "listbox", "aria-label": say("codebook"), tabindex: -1 });
    const about = h("div", { class: "about" });
    const draw = () => {
      list = found(input.value);
      active = Math.min(active, Math.max(0, list.length - 1));
      const number = (at) => !input.value && at < 9 && key(String(at + 1));
      fill(options, list.length === 0 && h("p", { class: "quiet" }, say("pick_none")), list.map((code, at) =>
        h("div", {
          role: "option", id: `pick-${at}`, "aria-selected": at === active ? "true" : "false",
          class: `option f${code.family}`, data: { code: code.id },
          on: { click: () => choose(code), mousemove: () => { if (active !== at) mark(at); } },
        }, h("span", {}, code.label ?? code.id), h("small", {}, parents(code)), number(at))));
      mark(active);
    };
    const mark = (at) => {
      options.children[active]?.setAttribute("aria-selected", "false");
      active = at;
      const option = options.children[active];
      const code = list[active];
      if (code) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", `pick-${at}`);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
      fill(about, code && [
        h("h3", {}, code.label ?? code.id), code.definition && h("p", {}, code.definition),
        code.use_when && h("p", {}, h("b", {}, `${say("use_when")}: `), code.use_when),
        code.not_when && h("p", {}, h("b", {}, `${say("not_when")}: `), code.not_when),
      ]);
    };
    input.addEventListener("input", () => { active = 0; draw(); });
    input.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && list.length) {
        mark((active + step + list.length) % list.length);
      } else if (event.key === "Enter") {
        choose(list[active]);
      } else if (!input.value && /^[1-9]$/.test(event.key)) {
        choose(list[Number(event.key) - 1]);
      } else {
        return;
      }
      event.preventDefault();
    });
    draw();
    return [
      h("h2", {}, title), quote && h("p", { class: "quote" }, quote.length > 160 ? `${quote.slice(0, 160)}…` : quote),
      input, h("div", { class: "pick" }, options, about), h("p", { class: "quiet hint" }, say("pick_hint")),
    ];
  }, { class: "picker" });
}

/** The labels of the groups above a code. */
function parents(code) {
  const names = [];
  const codes = store.study.codebook.codes;
  for (let at = code.parent; at !== null && at !== undefined; at = codes[at].parent) {
    names.unshift(codes[at].label ?? codes[at].id);
  }
  return names.join(" › ");
}

/** The codes that fit what was typed, best first; without anything those given lately, then all. */
function found(typed) {
  const codes = store.study.codebook.codes.filter((code) => !code.group);
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const recent = settings.recent.map((id) => codes.find((code) => code.id === id)).filter(Boolean);
    return [...recent, ...codes.filter((code) => !recent.includes(code))];
  }
  return codes
    .map((code) => [Math.max(...words.map((word) => rank(code, word))), code])
    .filter(([rank]) => rank < 9)
    .sort((one, other) => one[0] - other[0])
    .map(([, code]) => code);
}

/** How well a code fits a word; 0 is best, 9 not at all. */
function rank(code, word) {
  const label = plain(code.label ?? "");
  if (label.startsWith(word)) return 0;
  if (label.split(/[^\p{L}\p{N}]+/u).some((one) => one.startsWith(word))) return 1;
  if (label.includes(word)) return 2;
  if (plain(code.id).includes(word)) return 3;
  if (plain(parents(code)).includes(word)) return 4;
  if (plain(`${code.definition ?? ""} ${code.use_when ?? ""}`).includes(word)) return 5;
  return 9;
}

/** Without capitals and accents. */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
