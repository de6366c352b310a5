// Positions: the program counts Unicode code points, the browser UTF-16 units. The one place where
// they meet.

/** Turns code points of one text into units and back. */
export class Points {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    /** The first unit of every code point that takes two. */
    this.pairs = [];
    for (let unit = 0; unit < text.length; unit++) {
      if (text.codePointAt(unit) > 0xffff) this.pairs.push(unit++);
    }
  }

  /** The unit that a code point begins on. */
  unit(point) {
    let low = 0;
    let high = this.pairs.length;
    // The i-th pair is the code point pairs[i] - i.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pairs[middle] - middle < point) low = middle + 1;
      else high = middle;
    }
    return point + low;
  }

  /** How many code points begin before a unit; one that is cut in two does. */
  point(unit) {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pairs[middle] < unit) low = middle + 1;
      else high = middle;
    }
    const cut = low > 0 && this.pairs[low - 1] === unit - 1;
    return unit - low + (cut ? 1 : 0);
  }

  /** A stretch of units as the program has it: code points and its text. */
  stretch(start, end) {
    const points = { start: this.point(start), end: this.point(end) };
    return { ...points, quote: this.text.slice(this.unit(points.start), this.unit(points.end)) };
  }
}
