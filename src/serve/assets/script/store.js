// What the page knows at this moment, and who is told when it changes.

import { ask } from "./api.js";
import { settings } from "./settings.js";

export const store = {
  /** The study and its codebook, as the program tells them. */
  study: null,
  /** How far the work is, and how often each code was given and waits. */
  progress: null,
  /** The incident that lies open. */
  incident: null,
  /** Which incidents the list holds. */
  filter: { show: "all", code: "", outcome: "", words: "", query: "" },
  /** Which view lies open: `read`, `table`, `cell` or `search`. */
  view: "read",
  /** When the last entry was kept. */
  saved: null,
};

const listeners = new Map();

/** Calls `listener` whenever `what` changed. */
export function on(what, listener) {
  if (!listeners.has(what)) listeners.set(what, []);
  listeners.get(what).push(listener);
}

/** Tells everybody that `what` changed. */
export function changed(what) {
  for (const listener of listeners.get(what) ?? []) listener();
}

/** Asks for the study anew. */
export async function loadStudy() {
  store.study = await ask("study", { language: settings.language });
  const codes = store.study.codebook.codes;
  store.codes = new Map(codes.map((code) => [code.id, code]));
  let family = -1;
  for (const code of codes) {
    if (code.parent === null) family += 1;
    code.family = code.parent === null ? family % FAMILIES : codes[code.parent].family;
  }
  changed("study");
}

/** Asks how far the work is. */
export async function loadProgress() {
  store.progress = await ask("progress");
  changed("progress");
}

/** How many hues there are. */
const FAMILIES = 7;

/** The hue of a code's family; codes that are not in the codebook share the last one. */
export const family = (id) => store.codes.get(id)?.family ?? FAMILIES;

/** What people call a code. */
export const label = (id) => store.codes.get(id)?.label ?? id;

/** True where the person at the page may code. */
export const mayCode = () => Boolean(store.study?.coder);
