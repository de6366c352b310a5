// Choosing words of a story with the keyboard: by word, by sentence, by letter.

import { settings } from "./settings.js";

export class Caret {
  /** @param {import("./story.js").Story} story */
  constructor(story, language) {
    this.story = story;
    this.anchor = null;
    this.head = null;
    const cut = (granularity) => [...new Intl.Segmenter(language || settings.language, { granularity }).segment(story.text)];
    /** Words and sentences as pairs of units. */
    this.words = cut("word").filter((one) => one.isWordLike).map((one) => [one.index, one.index + one.segment.length]);
    this.sentences = cut("sentence")
      .map((one) => {
        const lead = one.segment.length - one.segment.trimStart().length;
        return [one.index + lead, one.index + one.segment.trimEnd().length];
      })
      .filter(([start, end]) => start < end);
    this.letters = cut("grapheme").map((one) => one.index).concat(story.text.length);
  }

  /** Goes on from what is selected, else from a unit. */
  begin(unit = 0) {
    const selected = this.story.selected();
    const held = selected ?? this.word(unit);
    if (!selected && held) this.set(held.start, held.end);
  }

  word(unit) {
    const found = this.words.find(([, end]) => end > unit) ?? this.words.at(-1);
    return found && { start: found[0], end: found[1] };
  }

  /** Answers a key; true where it was one of its own. */
  key(event) {
    const forward = { ArrowRight: true, ArrowDown: true, ArrowLeft: false, ArrowUp: false }[event.key];
    if (forward === undefined || event.altKey || event.metaKey) return false;
    const upright = event.key === "ArrowDown" || event.key === "ArrowUp";
    const now = this.story.selected();
    if (!now) {
      this.begin();
      return true;
    }
    if (this.anchor === null || (now.start !== Math.min(this.anchor, this.head) || now.end !== Math.max(this.anchor, this.head))) {
      // The mouse selected something since.
      [this.anchor, this.head] = [now.start, now.end];
    }
    if (event.ctrlKey && event.shiftKey && !upright) this.letter(forward);
    else if (event.shiftKey) this.extend(upright ? this.sentences : this.words, forward);
    else this.move(upright ? this.sentences : this.words, now, forward);
    return true;
  }

  move(stretches, now, forward) {
    const found = forward
      ? stretches.find(([start]) => start >= now.end) ?? stretches.at(-1)
      : stretches.findLast(([, end]) => end <= now.start) ?? stretches[0];
    if (found) this.set(found[0], found[1]);
  }

  extend(stretches, forward) {
    const edges = stretches.map(([start, end]) => (this.head > this.anchor ? end : start));
    let head = forward
      ? edges.find((edge) => edge > this.head)
      : edges.findLast((edge) => edge < this.head);
    if (head === undefined) return;
    if (head === this.anchor || (head < this.anchor) !== (this.head < this.anchor)) {
      // Across the anchor the selection turns round: its first stretch stays in it.
      const first = stretches.find(([start, end]) => start <= this.anchor && this.anchor <= end) ?? [this.anchor, this.anchor];
      const other = stretches[stretches.indexOf(first) + (forward ? 0 : -1)] ?? first;
      [this.anchor, head] = forward ? [first[0], other[1]] : [first[1], other[0]];
    }
    this.set(this.anchor, head);
  }

  letter(forward) {
    // Blanks at an end of a selection do not count, so the end never rests on one.
    const solid = (edge) => /\S/.test(this.story.text[this.head > this.anchor ? edge - 1 : edge] ?? "");
    const found = forward
      ? this.letters.find((edge) => edge > this.head && solid(edge))
      : this.letters.findLast((edge) => edge < this.head && solid(edge));
    if (found !== undefined && found !== this.anchor) this.set(this.anchor, found);
  }

  set(anchor, head) {
    [this.anchor, this.head] = [anchor, head];
    this.story.select(Math.min(anchor, head), Math.max(anchor, head));
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    if (box.top < 90 || box.bottom > innerHeight - 90) {
      getSelection().focusNode.parentElement.scrollIntoView({ block: "center" });
    }
  }
}
