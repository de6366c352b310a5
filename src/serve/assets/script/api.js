// Questions to the program behind the page, and things for it to do.

/** The program does not do it: what is wrong, and what to do. */
export class Refused extends Error {
  constructor(status, what, help) {
    super(what);
    this.status = status;
    this.help = help;
  }
}

/** Asks; parameters that are null, undefined or empty are left out. */
export function ask(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "") query.set(name, value);
  }
  return send(`/api/${path}?${query}`, {});
}

/** Has something done; it is on the disk when the promise is kept. */
export function act(path, body = {}) {
  return send(`/api/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function send(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch {
    throw new Refused(0, "gone", "");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, answer.error ?? response.statusText, answer.help ?? "");
  return answer;
}
