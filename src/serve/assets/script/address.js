// Addresses within the page: which view lies open, and on what.

/** The address of a view; parameters that are null, undefined or empty are left out. */
export function address(view, name = null, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") query.set(key, value);
  }
  const path = name === null ? view : `${view}/${encodeURIComponent(name)}`;
  return `#/${path}${query.size ? `?${query}` : ""}`;
}

/** The address of a story, at a stretch in code points where one is given. */
export const storyAt = (id, start = null, end = null) => address("read", id, { at: start, to: end });

/** What an address says: the view, the name behind it (null where there is none), the parameters. */
export function read(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [view, name = null] = path.split("/");
  return { view: view || "read", name: name && plain(name), parameters: new URLSearchParams(query) };
}

/** A name as it was before it became part of an address; one that never was is taken as it stands. */
function plain(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
