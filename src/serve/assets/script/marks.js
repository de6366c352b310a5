// Underlines in the text and bars beside it. The text itself stays plain: highlights are laid over it.

import { h } from "./dom.js";
import { family } from "./store.js";

/** True where the browser can underline without touching the text. */
const CAN = typeof Highlight !== "undefined" && CSS.highlights;

/** Lays the marks of items over a story, and takes those of the story before away. */
export function mark(story, items, incident, current, sought) {
  if (CAN) {
    CSS.highlights.clear();
    const sets = new Map();
    const add = (name, range, priority) => {
      if (!sets.has(name)) sets.set(name, Object.assign(new Highlight(), { priority }));
      sets.get(name).add(range);
    };
    for (const [start, end] of incident.labels) add("label", story.rangeOf(start, end), 0);
    for (const item of items) {
      if (item.start === null) continue;
      const kind = item.kind === "suggestion" ? "suggested" : "given";
      add(`${kind}-${family(item.code)}-${item.lane}`, story.range(item.start, item.end), 10 + item.lane);
    }
    for (const memo of incident.memos) {
      if (memo.start !== null) add("memo", story.rangeOf(memo.start, memo.end), 2);
    }
    if (sought && sought.end <= story.points.point(story.text.length)) add("sought", story.rangeOf(sought.start, sought.end), 3);
    if (current && current.start !== null) {
      add("now", story.range(current.start, current.end), 4);
      for (const hit of current.suggestion?.evidence ?? []) add("fired", story.rangeOf(hit.start, hit.end), 5);
    }
    for (const [name, set] of sets) CSS.highlights.set(name, set);
  }
}

/** Puts bars beside the paragraphs, one for each item with a stretch. */
export function bars(story, items, current) {
  story.place.parentElement.querySelectorAll(".bar").forEach((bar) => bar.remove());
  const top = story.place.parentElement.getBoundingClientRect().top;
  for (const item of items) {
    if (item.start === null) continue;
    const box = story.range(item.start, item.end).getBoundingClientRect();
    const bar = h("div", {
      class: `bar f${family(item.code)} ${item.kind}${item === current ? " now" : ""}`, "aria-hidden": "true",
      vars: { "--lane": item.lane },
    });
    bar.style.top = `${box.top - top + 3}px`;
    bar.style.height = `${Math.max(8, box.height - 6)}px`;
    story.place.parentElement.append(bar);
  }
}
