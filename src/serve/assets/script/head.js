// The head and foot of the page: where one is, how far the work is, where to go, what was kept.

import { address, storyAt } from "./address.js";
import { act } from "./api.js";
import { dialog } from "./dialogs.js";
import { fill, h, key } from "./dom.js";
import { prefer, settings } from "./settings.js";
import { loadStudy, mayCode, on, store } from "./store.js";
import { say } from "./words.js";

/** @param {{side: () => void, search: (query: string) => void, keys: () => void, blind: () => Promise<void>}} deeds */
export function head(deeds) {
  const element = document.getElementById("head");
  const where = h("span", { class: "where" });
  const progress = h("span", { class: "progress", role: "img" }, h("i"), h("i"));
  const told = h("span", { class: "quiet told" });
  const search = h("input", { type: "search", id: "search" });
  const form = h("form", {
    class: "search", role: "search",
    on: { submit: (event) => { event.preventDefault(); deeds.search(search.value); } },
  }, search);
  const menu = h("button", { class: "plain menu", on: { click: () => preferences(deeds) } }, "⚙");
  const side = h("button", { class: "plain side-open", "aria-controls": "side", on: { click: deeds.side } }, "☰");
  const title = h("b", { class: "title" });
  const views = h("nav", { class: "views" });
  fill(element, side, title, views, where, progress, told, form, menu);

  const draw = () => {
    title.textContent = store.study.title ?? store.study.codebook.title ?? "Keerpunt";
    document.title = `${title.textContent} · Keerpunt`;
    search.placeholder = say("search_here");
    search.setAttribute("aria-label", say("search_here"));
    form.setAttribute("aria-label", say("search"));
    menu.setAttribute("aria-label", say("menu"));
    menu.title = say("menu");
    side.setAttribute("aria-label", say("side_open"));
    views.setAttribute("aria-label", say("views"));
    fill(views, [["read", "read"], ["table", "table"], ["search", "search"]].map(([view, name]) => h("a", {
      href: view === "read" && store.incident ? storyAt(store.incident.id) : address(view),
      "aria-current": store.view === view || (view === "table" && store.view === "cell") ? "page" : null,
    }, say(name))));
    where.hidden = progress.hidden = told.hidden = store.view !== "read";
    if (!store.progress) return;
    const { coded, read, unread } = store.progress;
    const all = Math.max(1, coded + read + unread);
    const text = say("progress", { coded, read, unread });
    const shown = mayCode();
    progress.hidden = !shown || store.view !== "read";
    progress.setAttribute("aria-label", text);
    progress.children[0].style.width = `${(100 * coded) / all}%`;
    progress.children[1].style.width = `${(100 * read) / all}%`;
    told.textContent = shown ? text : "";
  };
  for (const what of ["study", "progress", "incident", "route"]) on(what, () => store.study && draw());
  on("position", () => {
    where.textContent = store.position ? say("incident_of", { n: store.position.at + 1, total: store.position.total }) : "";
  });
}

/** @param {() => void} keys shows the list of keys */
export function foot(keys) {
  const element = document.getElementById("foot");
  const saved = h("span", { class: "saved" });
  const draw = () => {
    if (!store.study) return;
    const hint = (letters, name) => h("span", {}, letters.map((one) => key(one)), say(name));
    const coder = store.study.coder;
    const time = store.saved?.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    fill(saved, [time && say("saved", { time }), coder ? say("coder", { name: coder }) : say("showing")].filter(Boolean).join(" · "));
    fill(element, store.view === "read" ? hint(["j", "k"], "k_jk") : hint(["y"], "k_y"),
      coder && store.view === "read" && [hint(["a", "r"], "k_ar_short"), hint(["c"], "k_c_short"), hint(["m"], "memo"), hint(["u"], "k_u"), hint(["d"], "k_d")],
      h("button", { class: "plain", on: { click: keys } }, key("?"), say("all_keys")), saved);
  };
  for (const what of ["study", "saved", "route"]) on(what, draw);
}

/** Tells what is wrong with the files: a codebook that cannot be used as it is now, journals with faults. */
export function notice() {
  const element = document.getElementById("notice");
  let shown = "";
  on("study", () => {
    const { trouble, problems } = store.study;
    const now = JSON.stringify([trouble, problems, settings.language]);
    if (now === shown) return;
    shown = now;
    element.hidden = !trouble && problems.length === 0;
    fill(element,
      trouble && [h("b", {}, say("trouble")), h("pre", {}, trouble.error), h("span", {}, trouble.help)],
      problems.length > 0 && h("details", {}, h("summary", {}, say("problems"), ` (${problems.length})`), h("ul", {}, problems.map((one) => h("li", {}, one)))));
  });
}

/** Settings of the page, and blindness, which is the program's. */
function preferences(deeds) {
  const { study } = store;
  return dialog(say("menu"), (close) => {
    const choice = (name, label, values, texts, now, change) => h("fieldset", {}, h("legend", {}, label),
      values.map((value, at) => h("label", {},
        h("input", { type: "radio", name, value, checked: value === now, on: { change: () => change(value) } }), texts[at])));
    const speak = async (language) => {
      prefer({ language });
      await loadStudy();
      close();
    };
    const hide = async () => {
      await act("blind", { blind: blind.checked, ending: blind.checked && ending.checked });
      close();
      await deeds.blind();
    };
    const blind = h("input", { type: "checkbox", checked: study.blind, disabled: study.always_blind, on: { change: hide } });
    const ending = h("input", { type: "checkbox", checked: study.ending_hidden, disabled: !study.blind, on: { change: hide } });
    return [
      h("h2", {}, say("menu")),
      choice("theme", say("theme"), ["auto", "light", "dark"], ["theme_auto", "theme_light", "theme_dark"].map((one) => say(one)),
        settings.theme, (theme) => prefer({ theme })),
      choice("size", say("size"), ["1", "2", "3"], ["size_1", "size_2", "size_3"].map((one) => say(one)), settings.size,
        (size) => { prefer({ size }); dispatchEvent(new Event("resize")); }),
      choice("language", say("language"), ["en", "nl"], ["English", "Nederlands"], settings.language, speak),
      h("p", {}, h("label", {}, blind, say("blind"))), h("p", {}, h("label", {}, ending, say("ending"))), study.always_blind && h("p", { class: "quiet" }, say("blind_always")),
      h("p", { class: "buttons" }, h("button", { class: "main", on: { click: () => close() } }, say("close"))),
    ];
  }, { class: "preferences" });
}
