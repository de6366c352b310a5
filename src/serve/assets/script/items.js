// What lies on a story: codings and suggestions, merged where they say the same, each in a lane.

/** How many lanes of underlines and bars there are; what overlaps more deeply shares the last. */
export const LANES = 4;

/**
 * The cards of an incident in the order of the text: those of the whole story first.
 *
 * Codings of one code, stretch and valence are one card with all their coders. Positions are units.
 */
export function itemsOf(incident, points) {
  const items = new Map();
  for (const coding of incident.codings) {
    const key = `coding ${coding.code} ${coding.start} ${coding.end} ${coding.valence} ${coding.status === "lost" ? coding.id : ""}`;
    if (!items.has(key)) {
      items.set(key, { key, kind: "coding", code: coding.code, valence: coding.valence, codings: [], own: null, ...place(coding, points) });
    }
    const item = items.get(key);
    item.codings.push(coding);
    if (coding.own) item.own = coding;
  }
  for (const suggestion of incident.suggestions) {
    items.set(suggestion.key, {
      key: suggestion.key, kind: "suggestion", code: suggestion.code, valence: suggestion.valence, suggestion,
      ...place(suggestion, points),
    });
  }
  const list = [...items.values()].sort((one, other) =>
    (one.start ?? -1) - (other.start ?? -1) || (one.end ?? -1) - (other.end ?? -1) || (one.code < other.code ? -1 : 1));
  const busy = [];
  for (const item of list) {
    if (item.start === null) continue;
    let lane = 0;
    while (lane < LANES - 1 && busy[lane] > item.start) lane += 1;
    item.lane = lane;
    busy[lane] = Math.max(busy[lane] ?? 0, item.end);
  }
  return list;
}

function place({ start, end }, points) {
  if (start === null || start === undefined) return { start: null, end: null };
  return { start: points.unit(start), end: points.unit(end) };
}
