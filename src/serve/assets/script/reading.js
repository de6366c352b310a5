// The reading pane: one story, what lies on it, and what is done with it.

import { act, ask } from "./api.js";
import { arrange, card } from "./cards.js";
import { Caret } from "./caret.js";
import { askValence, write, writeAbout } from "./dialogs.js";
import { fill, h, key } from "./dom.js";
import { itemsOf } from "./items.js";
import { markdown } from "./markdown.js";
import { bars, mark } from "./marks.js";
import { pick } from "./picker.js";
import { changed, label, mayCode, on, store } from "./store.js";
import { Story } from "./story.js";
import { say } from "./words.js";

export class Reading {
  /**
   * @param {(text: string) => void} tell says something to the person
   * @param {(step: number, last?: boolean) => void} go opens the next or previous story
   * @param {(code: string) => void} explain shows what a code means
   */
  constructor(tell, go, explain) {
    Object.assign(this, { tell, go, explain });
    this.items = [];
    this.now = null;
    this.title = h("h1", { id: "title" });
    this.text = h("div", {
      class: "story", id: "text", tabindex: 0, role: "document", "aria-labelledby": "title",
      on: { keydown: (event) => this.inText(event), focus: () => this.focused() },
    });
    this.foot = h("div", { class: "under" });
    this.article = h("article", {}, this.title, this.text, this.foot);
    this.list = h("ol", { class: "cards" });
    this.side = h("aside", {}, this.list);
    this.bubble = h("div", { class: "bubble", hidden: true },
      h("button", { on: { click: () => this.code() } }, key("c"), say("code_it")),
      h("button", { on: { click: () => this.memo() } }, key("m"), say("memo")));
    this.element = h("div", { class: "reading" }, this.article, this.side, this.bubble);
    document.addEventListener("selectionchange", () => this.showBubble());
    this.text.addEventListener("mousedown", () => { this.dragging = true; this.showBubble(); });
    document.addEventListener("mouseup", () => { this.dragging = false; setTimeout(() => this.showBubble()); });
    this.text.addEventListener("click", (event) => this.clicked(event));
    new ResizeObserver(() => this.arrange()).observe(this.article);
    document.fonts?.addEventListener?.("loadingdone", () => this.arrange());
    on("study", () => { if (store.incident) this.draw(); });
  }

  /** Opens an incident; `at` and `to` are a stretch in code points to show, `last` stands on its last card. */
  async open(id, { at = null, to = null, last = false } = {}) {
    const incident = await ask("incident", { id });
    const other = store.incident?.id !== id;
    store.incident = incident;
    if (other) {
      this.now = null;
      getSelection().removeAllRanges();
    }
    this.lay(other);
    this.sought = at === null ? null : { start: at, end: Math.max(to ?? 0, at + 1) };
    if (other || at !== null) {
      const first = last ? this.items.at(-1) : this.items.find((item) => item.kind === "suggestion") ?? this.items[0];
      this.now = at === null ? first ?? null : this.at(at, to);
      document.getElementById("main").scrollTop = 0;
      this.draw();
      if (at !== null) this.showPoint(at);
      else if (this.now && this.now !== this.items[0]) this.reveal();
    }
    changed("incident");
  }

  /** The card of a stretch in code points; null where there is none. */
  at(start, end) {
    const { points } = this.story;
    const here = this.items.filter((item) => item.start !== null && points.point(item.start) === start);
    return here.find((item) => points.point(item.end) === end) ?? here[0] ?? null;
  }

  /** Asks for the open incident anew, and keeps the place. */
  async again() {
    if (!store.incident) return;
    const at = this.items.indexOf(this.now);
    const held = this.story?.selected();
    const before = store.incident.narrative;
    store.incident = await ask("incident", { id: store.incident.id });
    this.lay(before !== store.incident.narrative);
    if (this.now) {
      this.now = this.items.find((item) => item.key === this.now.key) ?? this.items[Math.min(at, this.items.length - 1)] ?? null;
    }
    if (held && before === store.incident.narrative && !this.story.selected()) this.story.select(held.start, held.end);
    this.draw();
    changed("incident");
  }

  /** Takes the incident of the store: its text where that is another one, and its items. */
  lay(anew) {
    const incident = store.incident;
    if (anew || !this.story) {
      fill(this.text);
      this.text.lang = incident.language;
      this.story = new Story(incident, this.text);
      this.caret = new Caret(this.story, incident.language);
    }
    this.items = itemsOf(incident, this.story.points);
  }

  draw() {
    const incident = store.incident;
    const facts = [
      incident.respondent && say("respondent", { name: incident.respondent }),
      store.study.blind ? say("outcome_hidden") : this.outcome(incident.outcome),
    ].filter(Boolean);
    fill(this.title, h("b", {}, incident.id), facts.map((fact) => ` · ${fact}`));
    this.side.setAttribute("aria-label", say("cards"));
    const deeds = {
      choose: (item) => { this.choose(item); },
      accept: () => this.accept(), reject: () => this.reject(), code: () => this.code(),
      stretch: () => this.stretch(), note: () => this.note(), remove: () => this.remove(),
    };
    const focused = this.list.contains(document.activeElement);
    fill(this.list, this.items.map((item) => card(item, item === this.now, deeds)));
    if (focused) this.list.querySelector(".now .head")?.focus({ preventScroll: true });
    this.list.hidden = this.items.length === 0;
    this.side.querySelector(".empty")?.remove();
    if (this.items.length === 0) {
      this.side.append(h("p", { class: "empty" }, say(mayCode() ? "nothing_here" : "nothing_shown")));
    }
    this.drawFoot();
    mark(this.story, this.items, incident, this.now, this.sought);
    this.arrange();
  }

  outcome(value) {
    const found = store.study.outcome?.values.find((one) => one.value === value);
    return found?.label ?? value;
  }

  drawFoot() {
    const incident = store.incident;
    const attributes = incident.attributes.length > 0 && h("details", {}, h("summary", {}, say("about")),
      h("dl", {}, incident.attributes.map((one) => [h("dt", {}, one.name), h("dd", {}, one.value)])));
    const memos = incident.memos.length > 0 && h("section", { class: "memos", "aria-label": say("memos") },
      h("h2", {}, say("memos")), incident.memos.map((memo) => h("div", { class: "memo" },
        memo.quote && h("p", { class: "quote" }, memo.quote), memo.code && h("p", { class: "quiet" }, say("memo_on_cell", { label: label(memo.code) })),
        h("div", { class: "text" }, markdown(memo.text)),
        h("small", {}, memo.coder, " ", memo.own && mayCode() && h("button", {
          class: "plain", on: { click: () => this.rewrite(memo) },
        }, say("memo_edit"))))));
    const others = incident.readers.filter((name) => name !== store.study.coder);
    const stage = mayCode() && (incident.stage === "unread"
      ? h("button", { on: { click: () => this.read() } }, key("d"), say("mark_read"))
      : h("span", { class: "quiet" }, `✓ ${say("is_read")}`));
    const step = (letter, name, by) => h("button", { on: { click: () => this.go(by) } }, key(letter), say(name));
    fill(this.foot,
      incident.ending_hidden && h("p", { class: "quiet" }, say("ending_hidden")),
      h("p", { class: "buttons" }, stage, step("p", "previous_story", -1), step("n", "next_story", 1)),
      others.length > 0 && h("p", { class: "quiet" }, say("readers", { names: others.join(", ") })), memos, attributes);
  }

  arrange() {
    if (!this.story || !this.element.isConnected) return;
    arrange(this.list, this.items, this.story);
    bars(this.story, this.items, this.now);
  }

  choose(item) {
    this.now = item;
    this.sought = null;
    if (item) this.explain(item.code);
    this.draw();
    this.reveal();
  }

  /** Brings the card at hand and its passage into sight. */
  reveal() {
    const main = document.getElementById("main");
    const box = this.now && this.now.start !== null
      ? this.story.range(this.now.start, this.now.end).getBoundingClientRect()
      : this.list.querySelector(".now")?.getBoundingClientRect();
    if (!box) return;
    const view = main.getBoundingClientRect();
    if (box.top < view.top + 40 || box.top > view.bottom - 120) {
      main.scrollTop += box.top - view.top - view.height / 3;
    }
  }

  showPoint(point) {
    const range = this.story.rangeOf(point, point + 1);
    const main = document.getElementById("main");
    main.scrollTop += range.getBoundingClientRect().top - main.getBoundingClientRect().top - main.clientHeight / 3;
  }

  /** The next (1) or previous (-1) card, and behind the last one the next story. */
  step(by) {
    const at = this.items.indexOf(this.now);
    const next = this.now ? at + by : by > 0 ? 0 : this.items.length - 1;
    if (next >= 0 && next < this.items.length) this.choose(this.items[next]);
    else this.go(by, by < 0);
  }

  clicked(event) {
    if (this.story.selected()) return;
    const caret = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const old = caret ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = caret?.offsetNode ?? old?.startContainer;
    if (!node || !this.text.contains(node)) return;
    const unit = this.story.unit(node, caret?.offset ?? old.startOffset);
    const here = this.items.filter((item) => item.start !== null && item.start <= unit && unit < item.end);
    if (here.length === 0) return;
    // A second click on the same words goes on to what lies below.
    const at = here.indexOf(this.now);
    this.choose(here[(at + 1) % here.length]);
  }

  inText(event) {
    if (this.caret?.key(event)) event.preventDefault();
  }

  /** The keyboard came into the text: words are chosen from here on. A mouse chooses by itself. */
  focused() {
    if (!this.dragging) this.caret?.begin(this.now?.start ?? 0);
  }

  /** Goes into the text, for choosing words by keyboard. */
  enterText() {
    this.text.focus({ preventScroll: true });
    this.caret.begin(this.now?.start ?? 0);
  }

  showBubble() {
    const range = !this.dragging && mayCode() && this.element.isConnected && this.story?.selected();
    this.bubble.hidden = !range;
    if (!range) return;
    const box = this.story.range(range.start, range.end).getBoundingClientRect();
    const frame = this.element.getBoundingClientRect();
    this.bubble.style.top = `${box.bottom - frame.top + 8}px`;
    this.bubble.style.left = `${Math.max(8, Math.min(box.left - frame.left, frame.width - 200))}px`;
  }

  // What a person does. Each is kept before it is said to be.

  /** Does something and shows what came of it. */
  async do(path, body, said) {
    const answer = await act(path, body);
    store.saved = new Date();
    changed("saved");
    await this.again();
    changed("work");
    this.tell(answer.new === false && path === "code" ? say("done_again") : said);
    return answer;
  }

  selected() {
    const held = this.story.selected();
    return held && this.story.points.stretch(held.start, held.end);
  }

  /** The code that is picked, with what is said of the conduct; null where it is given up. */
  async picked(title, quote) {
    const code = await pick(title, quote);
    if (!code) return null;
    if (!store.codes.get(code)?.open) return { code, valence: null };
    const valence = await askValence(label(code));
    return valence && { code, valence: valence === "open" ? null : valence };
  }

  /** Codes what is selected; without a selection gives the card at hand another code. */
  async code(whole = false) {
    if (!this.able()) return;
    const at = whole ? null : this.selected();
    if (!at && !whole) return this.recode();
    const picked = await this.picked(say("pick_title"), at?.quote ?? say("whole"));
    if (!picked) return;
    getSelection().removeAllRanges();
    const body = { incident: store.incident.id, code: picked.code, at, valence: picked.valence };
    const answer = await this.do("code", body, say("done_code", { label: label(picked.code) }));
    this.now = this.items.find((item) => item.codings?.some((one) => one.id === answer.id)) ?? this.now;
    this.draw();
  }

  async recode() {
    const item = this.now;
    if (!item) return this.tell(say("select_first"));
    if (item.kind === "coding" && !item.own) return this.tell(say("not_yours"));
    const picked = await this.picked(say("pick_change"));
    if (!picked) return;
    const said = say("done_change", { label: label(picked.code) });
    if (item.kind === "suggestion") await this.verdict("accept", item, picked, said);
    else await this.change(item, picked, said);
  }

  accept() {
    if (!this.able() || !this.isSuggestion()) return null;
    const item = this.now;
    return this.verdict("accept", item, {}, say("done_accept", { label: label(item.code) }));
  }

  reject() {
    if (!this.able() || !this.isSuggestion()) return null;
    const item = this.now;
    return this.verdict("reject", item, {}, say("done_reject", { label: label(item.code) }));
  }

  isSuggestion() {
    if (this.now?.kind === "suggestion") return true;
    const waits = this.items.find((item) => item.kind === "suggestion");
    if (waits) this.choose(waits);
    else this.tell(say("none_waits"));
    return false;
  }

  /** Answers a suggestion, and goes on to the next one. */
  async verdict(path, item, more, said) {
    const from = this.items.indexOf(item);
    const behind = this.items.slice(from + 1).find((one) => one.kind === "suggestion");
    const before = this.items.slice(0, from).find((one) => one.kind === "suggestion");
    const body = { incident: store.incident.id, key: item.key, ...more };
    await this.do(path, body, said);
    const next = this.items.find((one) => one.key === (behind ?? before)?.key);
    if (next) this.choose(next);
    else this.tell(`${said} · ${say("none_waits")}`);
  }

  change(item, changes, said) {
    const own = item.own;
    const at = own.start === null || own.start === undefined ? null
      : { start: own.start, end: own.end, quote: this.story.text.slice(item.start, item.end) };
    const body = { of: own.id, code: own.code, at, valence: own.valence, note: own.note, ...changes };
    return this.do("change", body, said ?? say("done_change", { label: label(body.code) }));
  }

  /** Gives the card at hand the selected words. */
  async stretch() {
    if (!this.able()) return;
    const item = this.now;
    const at = this.selected();
    if (!item) return this.tell(say("choose_item"));
    if (!at) return this.tell(say("select_first"));
    getSelection().removeAllRanges();
    const said = say("done_change", { label: label(item.code) });
    if (item.kind === "suggestion") await this.verdict("accept", item, { at }, said);
    else if (item.own) await this.change(item, { at }, said);
    else this.tell(say("not_yours"));
  }

  own() {
    if (!this.able()) return null;
    if (!this.now) this.tell(say("choose_item"));
    else if (!this.now.own) this.tell(say("not_yours"));
    return this.now?.own ? this.now : null;
  }

  async valence() {
    const item = this.own();
    if (!item) return;
    const valence = await askValence(label(item.code));
    if (valence) await this.change(item, { valence: valence === "open" ? null : valence });
  }

  async note() {
    const item = this.own();
    if (!item) return;
    const note = await write(say("note_title"), item.own.note ?? "", say("note"));
    if (note !== null) await this.change(item, { note });
  }

  async remove() {
    const item = this.own();
    if (item) await this.do("remove", { of: item.own.id }, say("done_remove", { label: label(item.code) }));
  }

  /** A memo on the selection; without one on the story, or on what it says of the code at hand. */
  async memo() {
    if (!this.able()) return;
    const incident = store.incident.id;
    const at = this.selected();
    const what = at ? `“${at.quote.length > 60 ? `${at.quote.slice(0, 60)}…` : at.quote}”` : incident;
    const code = at ? null : this.now?.code;
    const choices = code ? [["story", say("memo_story")], ["cell", say("memo_cell", { label: label(code) })]] : [];
    const written = await writeAbout(say("memo_title", { what }), choices);
    if (!written?.text.trim()) return;
    const on = at ? { passage: { incident, at } } : written.about === "cell" ? { cell: { incident, code } } : { incident };
    await this.do("memo", { on, text: written.text }, say("done_memo"));
  }

  async rewrite(memo) {
    const text = await write(say("memo_title", { what: memo.quote ? `“${memo.quote.slice(0, 60)}”` : store.incident.id }), memo.text);
    if (text === null || text === memo.text) return;
    const incident = store.incident.id;
    const { points } = this.story;
    const at = memo.start !== null && points.stretch(points.unit(memo.start), points.unit(memo.end));
    const on = at ? { passage: { incident, at } } : memo.code ? { cell: { incident, code: memo.code } } : { incident };
    await this.do("memo", { on, of: memo.id, text }, say("done_memo"));
  }

  async read() {
    if (!this.able()) return;
    if (store.incident.stage === "unread") await this.do("read", { incident: store.incident.id }, say("done_read"));
    else this.tell(say("is_read"));
  }

  able() {
    if (!mayCode()) this.tell(say("read_only"));
    return mayCode() && Boolean(store.incident);
  }
}
