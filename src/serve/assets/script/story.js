// One narrative on the page: paragraphs that together hold exactly its text.

import { h, put } from "./dom.js";
import { Points } from "./points.js";

export class Story {
  /** Lays the narrative of an incident into `place`. */
  constructor(incident, place) {
    this.points = new Points(incident.narrative);
    this.text = incident.narrative;
    this.place = place;
    /** The text node of every paragraph, with the unit it begins on. */
    this.nodes = [];
    for (const [start, end] of this.blocks(incident.paragraphs)) {
      const node = document.createTextNode(this.text.slice(start, end));
      // One line end parts lines that belong together, such as the turns of a dialogue.
      const ends = this.text.slice(start, end).match(/\s*$/)[0].replace(/\r\n?/g, "\n").split("\n").length - 1;
      put(place, h("p", { class: ends === 1 ? "close" : null }, node));
      this.nodes.push({ node, start, end });
    }
  }

  /**
   * Where paragraphs are cut: behind line ends that do not lie inside one of the program's
   * paragraphs, where they are only the end of a line that was full.
   */
  blocks(paragraphs) {
    const inside = paragraphs.map(([start, end]) => [this.points.unit(start), this.points.unit(end)]);
    const blocks = [];
    let start = 0;
    let next = 0;
    for (const found of this.text.matchAll(/[^\S\r\n]*(\r\n|\r|\n)\s*/g)) {
      const at = found.index;
      while (next < inside.length && inside[next][1] <= at) next += 1;
      if (next < inside.length && inside[next][0] < at) continue;
      // Blanks at the head belong to the first paragraph.
      if (this.text.slice(start, at).trim() === "") continue;
      blocks.push([start, at + found[0].length]);
      start = at + found[0].length;
    }
    if (start < this.text.length || blocks.length === 0) blocks.push([start, this.text.length]);
    return blocks;
  }

  /** The place of a unit: a text node and the offset in it. */
  at(unit, atEnd) {
    let found = this.nodes.findIndex(({ end }) => (atEnd ? unit <= end : unit < end));
    if (found < 0) found = this.nodes.length - 1;
    const { node, start } = this.nodes[found];
    return [node, Math.min(unit - start, node.length)];
  }

  /** The range of a stretch in units. */
  range(start, end) {
    const range = new Range();
    range.setStart(...this.at(start, false));
    range.setEnd(...this.at(end, true));
    return range;
  }

  /** The range of a stretch in code points. */
  rangeOf(start, end) {
    return this.range(this.points.unit(start), this.points.unit(end));
  }

  /** The unit that a boundary of a range stands on. */
  unit(container, offset) {
    const own = this.nodes.find(({ node }) => node === container);
    if (own) return own.start + offset;
    const before = new Range();
    before.setStart(this.nodes[0].node, 0);
    before.setEnd(container, offset);
    return before.toString().length;
  }

  /** What is selected of it, in units without blanks at its ends; null where nothing is. */
  selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const all = new Range();
    all.selectNodeContents(this.place);
    if (range.compareBoundaryPoints(Range.START_TO_END, all) <= 0) return null;
    if (range.compareBoundaryPoints(Range.END_TO_START, all) >= 0) return null;
    const within = range.cloneRange();
    if (within.compareBoundaryPoints(Range.START_TO_START, all) < 0) within.setStart(all.startContainer, 0);
    if (within.compareBoundaryPoints(Range.END_TO_END, all) > 0) {
      within.setEnd(all.endContainer, all.endOffset);
    }
    let start = this.unit(within.startContainer, within.startOffset);
    let end = this.unit(within.endContainer, within.endOffset);
    while (start < end && /\s/.test(this.text[start])) start += 1;
    while (end > start && /\s/.test(this.text[end - 1])) end -= 1;
    return start < end ? { start, end } : null;
  }

  /** Selects a stretch in units. */
  select(start, end) {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(this.range(start, end));
  }
}
