// Dialogs: a text to write, a choice to make, the list of keys.

import { fill, h, key } from "./dom.js";
import { mayCode } from "./store.js";
import { say } from "./words.js";

/** Opens a dialog with a title and what `content` makes; resolves to what it closes with, else null. */
export function dialog(title, content, attributes = {}) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const element = h("dialog", { "aria-label": title, ...attributes });
    const close = (value = null) => {
      element.remove();
      before?.focus?.({ preventScroll: true });
      resolve(value);
    };
    element.addEventListener("cancel", (event) => {
      event.preventDefault();
      close();
    });
    element.addEventListener("click", (event) => {
      if (event.target === element) close();
    });
    fill(element, content(close));
    document.body.append(element);
    element.showModal();
    element.querySelector("[autofocus]")?.focus();
  });
}

/** Asks for a text; null where it is given up. */
export function write(title, text = "", name = say("memo_text")) {
  return writeAbout(title, [], text, name).then((written) => written && written.text);
}

/**
 * Asks for a text and, where there are several, what it is about: `{text, about}` with the value of
 * one of `choices`, pairs of value and name; null where it is given up.
 */
export function writeAbout(title, choices, text = "", name = say("memo_text")) {
  return dialog(title, (close) => {
    const area = h("textarea", { rows: 7, autofocus: true, "aria-label": name });
    area.value = text;
    let about = choices[0]?.[0];
    const keep = () => close({ text: area.value, about });
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) keep();
    });
    return [
      h("h2", {}, title),
      choices.length > 1 && h("fieldset", {}, h("legend", {}, say("memo_about")), choices.map(([value, shown], at) => h("label", {},
        h("input", { type: "radio", name: "about", checked: at === 0, on: { change: () => { about = value; } } }), shown))),
      area,
      h("p", { class: "buttons" },
        h("button", { class: "main", on: { click: keep } }, say("keep"), " ", key("Ctrl Enter")),
        h("button", { on: { click: () => close() } }, say("cancel"))),
    ];
  }, { class: "write" });
}

/** Asks whether the conduct was there: "enacted", "lacking", "open", or null where it is given up. */
export function askValence(title) {
  return dialog(title, (close) => {
    const choose = (letter, value, name) =>
      h("button", { data: { letter }, autofocus: letter === "Enter", on: { click: () => close(value) } }, key(letter), " ", say(name));
    const box = h("div", { class: "choices" },
      choose("e", "enacted", "enacted"), choose("l", "lacking", "lacking"), choose("Enter", "open", "leave_open"));
    box.addEventListener("keydown", (event) => {
      const found = { e: "enacted", l: "lacking" }[event.key];
      if (found) {
        event.preventDefault();
        close(found);
      }
    });
    return [h("h2", {}, title), h("p", {}, say("open_valence")), box];
  });
}

/** The list of keys. */
export function showKeys() {
  const rows = [
    [["j", "k"], "k_jk"], [["n", "p"], "k_np"],
    ...(mayCode() ? [
      [["a", "r"], "k_ar"], [["c"], "k_c"], [["w"], "k_w"], [["e"], "k_e"], [["v"], "k_v"], [["o"], "k_o"],
      [["x"], "k_x"], [["m"], "k_m"], [["d"], "k_d"], [["u"], "k_u"],
    ] : []),
    [["t"], "k_t"], [["l"], "k_l"], [["b"], "k_b"], [["y"], "k_y"], [["/"], "k_slash"], [["Esc"], "k_esc"], [["?"], "k_help"],
  ];
  return dialog(say("keys_title"), (close) => [
    h("h2", {}, say("keys_title")),
    h("table", { class: "keys" }, h("tbody", {}, rows.map(([keys, name]) =>
      h("tr", {}, h("th", { scope: "row" }, keys.map((one) => key(one))), h("td", {}, say(name)))))),
    h("p", { class: "buttons" }, h("button", { autofocus: true, on: { click: () => close() } }, say("close"))),
  ]);
}
