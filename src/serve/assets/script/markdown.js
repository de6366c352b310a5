// Memos are Markdown: the part of it that people write in remarks, as elements. Text stays text.

import { h } from "./dom.js";

/** The elements of a text: headings, lists, quotations, code, paragraphs. */
export function markdown(text) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks = [];
  let at = 0;
  /** The lines from here on that fit, each without what marks it. */
  const run = (pattern) => {
    const found = [];
    while (at < lines.length && pattern.test(lines[at])) found.push(lines[at++].replace(pattern, ""));
    return found;
  };
  while (at < lines.length) {
    const line = lines[at];
    const heading = line.match(/^#{1,6}\s+(.*?)\s*#*$/);
    if (line.trim() === "") {
      at += 1;
    } else if (/^```/.test(line)) {
      at += 1;
      const code = run(/^(?!```)/);
      at += 1;
      blocks.push(h("pre", {}, h("code", {}, code.join("\n"))));
    } else if (heading) {
      at += 1;
      blocks.push(h("p", { class: "heading" }, inline(heading[1])));
    } else if (/^\s*[-*+]\s+/.test(line)) {
      blocks.push(h("ul", {}, run(/^\s*[-*+]\s+/).map((one) => h("li", {}, inline(one)))));
    } else if (/^\s*\d+[.)]\s+/.test(line)) {
      const start = parseInt(line, 10);
      blocks.push(h("ol", { start }, run(/^\s*\d+[.)]\s+/).map((one) => h("li", {}, inline(one)))));
    } else if (/^>\s?/.test(line)) {
      blocks.push(h("blockquote", {}, markdown(run(/^>\s?/).join("\n"))));
    } else {
      const words = [lines[at++]];
      while (at < lines.length && !/^(\s*$|#{1,6}\s|\s*[-*+]\s|\s*\d+[.)]\s|>|```)/.test(lines[at])) words.push(lines[at++]);
      blocks.push(h("p", {}, words.flatMap((one, place) => (place ? [h("br"), inline(one)] : [inline(one)]))));
    }
  }
  return blocks;
}

/** What stands within a line: code, links to the web, strong and stressed words. */
const SIGNS = /`([^`]+)`|\[([^\]]+)\]\((https?:\/\/[^\s()]+)\)|\*\*(\S|\S.*?\S)\*\*|(?<![\w*])[*_](\S|\S.*?\S)[*_](?![\w*])/g;

function inline(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(SIGNS)) {
    const [all, code, name, address, strong, stressed] = found;
    parts.push(text.slice(end, found.index));
    end = found.index + all.length;
    if (code) parts.push(h("code", {}, code));
    else if (name) parts.push(h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name));
    else if (strong) parts.push(h("strong", {}, inline(strong)));
    else parts.push(h("em", {}, inline(stressed)));
  }
  return [...parts, text.slice(end)];
}
