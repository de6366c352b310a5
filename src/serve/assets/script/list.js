// The list of incidents: only the rows in sight exist, and pages come from the program as one scrolls.

import { ask } from "./api.js";
import { calmly, fill, h, put } from "./dom.js";
import { changed, label, mayCode, on, store } from "./store.js";
import { say } from "./words.js";

/** The height of a row, as the style has it, in rem. */
const ROW = 4.25;
/** How many rows one question asks for. */
const PAGE = 100;
/** Rows drawn above and below what is in sight. */
const SPARE = 6;

export class List {
  /** @param {(id: string) => void} open opens an incident */
  constructor(open) {
    this.open = open;
    this.forget();
    this.active = 0;
    this.inside = h("div", { class: "rows", role: "presentation" });
    this.box = h("div", {
      class: "list", role: "listbox", tabindex: 0, id: "list",
      on: { scroll: () => this.draw(), keydown: (event) => this.key(event), click: (event) => this.clicked(event) },
    }, this.inside);
    this.filters = h("div", { class: "filters" });
    this.empty = h("p", { class: "empty", hidden: true });
    this.count = h("p", { class: "quiet count", role: "status" });
    this.element = h("section", { class: "pane stories" }, this.filters, this.count, this.box, this.empty);
    this.openCalmly = calmly((id) => this.open(id), 120);
    new ResizeObserver(() => this.draw()).observe(this.box);
    on("incident", () => this.draw());
    on("filter", () => this.refilter());
    on("study", () => this.drawFilters());
    on("progress", () => this.drawCount());
  }

  forget() {
    this.pages = new Map();
    this.total = null;
    this.round = (this.round ?? 0) + 1;
  }

  /** Asks anew for what is in sight. */
  async refresh() {
    this.pages.clear();
    this.round += 1;
    await this.draw();
  }

  refilter() {
    this.forget();
    this.active = 0;
    this.box.scrollTop = 0;
    this.drawFilters();
    this.draw();
  }

  drawFilters() {
    const { filter, study } = store;
    const set = (change) => {
      Object.assign(store.filter, change);
      changed("filter");
    };
    this.box.setAttribute("aria-label", say("stories"));
    const typed = this.wordsBox && document.activeElement === this.wordsBox;
    const option = (value, text, now) => h("option", { value, selected: now === value }, text);
    const show = h("select", { "aria-label": say("show"), on: { change: (event) => set({ show: event.target.value }) } },
      ["all", "unread", "review", "coded"]
        .filter((one) => study.coder || one === "all" || one === "review")
        .map((one) => option(one, say(`show_${one}`), filter.show)));
    const values = study.outcome?.values ?? [];
    const outcome = values.length > 0 && h("select",
      { "aria-label": say("outcome"), on: { change: (event) => set({ outcome: event.target.value }) } },
      option("", say("any_outcome"), filter.outcome),
      values.map((one) => option(one.value, one.label ?? one.value, filter.outcome)));
    if (!typed) {
      this.wordsBox = h("input", {
        type: "search", value: filter.words, "aria-label": say("words"), placeholder: say("words"),
        on: { input: calmly((event) => set({ words: event.target.value }), 250) },
      });
    }
    const chip = (name, text) => filter[name] && h("button", {
      class: "chip", title: say("clear_filter"), on: { click: () => set({ [name]: "" }) },
    }, text, h("span", { "aria-hidden": "true" }, " ×"));
    const chips = [
      chip("code", say("code_filter", { label: label(filter.code) })), chip("query", say("query_filter", { query: filter.query })),
    ];
    if (typed) {
      // The box is being typed in: everything but it is put in place anew.
      for (const child of [...this.filters.children]) if (child !== this.wordsBox) child.remove();
      this.filters.prepend(...[show, outcome].filter(Boolean));
      put(this.filters, chips);
    } else {
      fill(this.filters, show, outcome, this.wordsBox, chips);
    }
  }

  height() {
    return ROW * parseFloat(getComputedStyle(document.documentElement).fontSize);
  }

  /** Draws the rows in sight, and asks for those that are not known. */
  async draw() {
    if (!store.study) return;
    const height = this.height();
    const from = Math.max(0, Math.floor(this.box.scrollTop / height) - SPARE);
    const to = Math.ceil((this.box.scrollTop + this.box.clientHeight) / height) + SPARE;
    this.put(from, to, height);
    const wanted = [];
    const last = Math.min(to, (this.total ?? 1) - 1);
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(from, last) / PAGE); page++) {
      if (!this.pages.has(page)) wanted.push(page);
    }
    const round = this.round;
    for (const page of wanted) {
      this.pages.set(page, null);
      const answer = await ask("incidents", { ...store.filter, from: page * PAGE, limit: PAGE });
      if (round !== this.round) return;
      this.pages.set(page, answer.incidents);
      this.total = answer.total;
      this.drawCount();
      this.draw();
    }
  }

  /** How many stories the list holds, and how many suggestions wait in all of the study. */
  drawCount() {
    const waiting = store.progress?.waiting ?? 0;
    const parts = [this.total !== null && say("list_count", { n: this.total }), waiting > 0 && mayCode() && say("waiting", { n: waiting })];
    const text = parts.filter(Boolean).join(" · ");
    if (this.count.textContent !== text) this.count.textContent = text;
  }

  row(at) {
    return this.pages.get(Math.floor(at / PAGE))?.[at % PAGE];
  }

  put(from, to, height) {
    this.empty.hidden = this.total !== 0;
    this.empty.textContent = say("no_stories");
    this.inside.style.setProperty("height", `${(this.total ?? 0) * height}px`);
    const rows = [];
    for (let at = from; at < Math.min(to, this.total ?? 0); at++) rows.push(this.element_of(at, height));
    fill(this.inside, rows);
    const active = this.row(this.active);
    if (active && this.active >= from && this.active < to) {
      this.box.setAttribute("aria-activedescendant", `row-${this.active}`);
    } else {
      this.box.removeAttribute("aria-activedescendant");
    }
  }

  element_of(at, height) {
    const one = this.row(at);
    const open = one && one.id === store.incident?.id;
    const element = h("div", {
      class: "row", role: "option", id: `row-${at}`, "aria-selected": open ? "true" : "false",
      "aria-setsize": this.total, "aria-posinset": at + 1,
      data: { stage: one?.stage ?? "" }, vars: { top: `${at * height}px` },
    });
    element.style.top = `${at * height}px`;
    if (at === this.active) element.classList.add("active");
    if (!one) return put(element, h("span", { class: "quiet" }, say("loading")));
    return put(element,
      h("span", { class: "id" },
        h("span", { class: "stage", "aria-hidden": "true" }), one.id,
        h("span", { class: "sr" }, `, ${say(`stage_${one.stage}`)}`),
        one.waiting > 0 && h("span", { class: "waits" }, say("waiting", { n: one.waiting }))),
      h("span", { class: "beginning" }, one.beginning));
  }

  /** Rows may be drawn anew between the press of a button and its release, so the place counts. */
  clicked(event) {
    const at = Math.floor((event.clientY - this.inside.getBoundingClientRect().top) / this.height());
    const one = this.row(at);
    if (!one) return;
    this.active = at;
    this.open(one.id);
  }

  key(event) {
    const page = Math.max(1, Math.floor(this.box.clientHeight / this.height()) - 1);
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key === "Enter" || event.key === " ") {
      const one = this.row(this.active);
      if (one) this.open(one.id, true);
      event.preventDefault();
      return;
    }
    if (!(event.key in steps) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.active = Math.min(Math.max(this.active + steps[event.key], 0), (this.total ?? 1) - 1);
    this.reveal(this.active);
    const one = this.row(this.active);
    if (one) this.openCalmly(one.id);
  }

  reveal(at) {
    const height = this.height();
    const top = at * height;
    if (top < this.box.scrollTop) this.box.scrollTop = top;
    if (top + height > this.box.scrollTop + this.box.clientHeight) {
      this.box.scrollTop = top + height - this.box.clientHeight;
    }
    this.draw();
  }

  /** Marks where in the list an incident stands. */
  stand(at) {
    this.active = at;
    this.reveal(at);
  }
}

/** Where an incident stands in the filtered list: its place, whether it is in it, and how many there are. */
export async function whereIs(id) {
  const answer = await ask("incidents", { ...store.filter, find: id, limit: 0 });
  return { at: answer.at, there: answer.there, total: answer.total };
}

/** The id of the incident before (-1) or behind (1) another one in the filtered list; null where there is none. */
export async function neighbour(id, step) {
  const { at, there, total } = id ? await whereIs(id) : { at: 0, there: false };
  const wanted = step > 0 ? (there ? at + 1 : at) : at - 1;
  if (wanted < 0 || (total !== undefined && wanted >= total)) return null;
  const answer = await ask("incidents", { ...store.filter, from: wanted, limit: 1 });
  return answer.incidents[0]?.id ?? null;
}
