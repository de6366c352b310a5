// Elements made from what they are; a text is never read as markup.

/**
 * An element with attributes and children.
 *
 * `on` holds listeners, `vars` custom properties of its style, `data` its data attributes; an
 * attribute that is null, undefined or false is left out. Children are nodes or texts.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "vars") {
      for (const [key, text] of Object.entries(value)) element.style.setProperty(key, text);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  put(element, ...children);
  return element;
}

/** Puts children behind those that are there; null, undefined and false are none. */
export function put(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** Puts children in the place of those that are there. */
export function fill(element, ...children) {
  element.replaceChildren();
  return put(element, ...children);
}

/** A key as it stands on the keyboard. */
export const key = (name) => h("kbd", {}, name);

/** Calls `action` once, after `wait` milliseconds without another call. */
export function calmly(action, wait) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait);
  };
}
