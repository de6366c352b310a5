// What a person likes of the page; kept in the browser, never in the study.

import { speak } from "./words.js";

const PLACE = "keerpunt";
const usual = { theme: "auto", size: "1", language: navigator.language?.startsWith("nl") ? "nl" : "en", recent: [] };

export const settings = { ...usual, ...kept() };

function kept() {
  try {
    return JSON.parse(localStorage.getItem(PLACE)) ?? {};
  } catch {
    return {};
  }
}

/** Changes some of them, and shows the page so. */
export function prefer(changes) {
  Object.assign(settings, changes);
  try {
    localStorage.setItem(PLACE, JSON.stringify(settings));
  } catch {
    // A browser that keeps nothing forgets them at the end; nothing else is lost.
  }
  apply();
}

/** Shows the page as the person likes it. */
export function apply() {
  document.documentElement.dataset.theme = settings.theme;
  document.documentElement.dataset.size = settings.size;
  speak(settings.language);
}
