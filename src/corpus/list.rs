//! Several values in one cell: the one reader of lists, of attributes and of codes.

/// Each kind of bracket: what opens it, what closes it.
const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// The values of a cell, parted by `separator`, which does not part inside a pair of brackets.
///
/// A bracket without its other half is a plain sign. Blanks at the ends of a value stay, and so do
/// values of blanks alone.
pub fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    if separator.is_empty() || !text.contains(separator) {
        return vec![text];
    }
    // What parts values cannot hold them together too.
    let pairs = if separator.contains(is_bracket) { Vec::new() } else { pairs(text) };
    if pairs.is_empty() {
        return text.split(separator).collect();
    }
    let mut values = Vec::new();
    let mut from = 0;
    for (at, found) in text.match_indices(separator) {
        if !pairs.iter().any(|(open, close)| *open < at && at < *close) {
            values.push(&text[from..at]);
            from = at + found.len();
        }
    }
    values.push(&text[from..]);
    values
}

/// The values of a cell without blanks at their ends and without those of blanks alone.
pub fn filled<'a>(text: &'a str, separator: &str) -> impl Iterator<Item = &'a str> {
    split(text, separator).into_iter().map(str::trim).filter(|value| !value.is_empty())
}

fn is_bracket(sign: char) -> bool {
    BRACKETS.iter().any(|(open, close)| sign == *open || sign == *close)
}

/// The outermost pairs of brackets: the bytes where they open and close.
fn pairs(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in text.char_indices() {
        if let Some((_, close)) = BRACKETS.iter().find(|(open, _)| sign == *open) {
            open.push((at, *close));
        } else if let Some(place) = open.iter().rposition(|(_, close)| sign == *close) {
            let from = open[place].0;
            open.truncate(place);
            while pairs.last().is_some_and(|(inner, _)| *inner > from) {
                pairs.pop();
            }
            pairs.push((from, at));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_parts_but_not_inside_brackets() {
        assert_eq!(split("a;b; c", ";"), ["a", "b", " c"]);
        assert_eq!(split("a, b (c, d), e", ", "), ["a", "b (c, d)", "e"]);
        assert_eq!(split("a [b; {c; d}; (e; f)]; g", ";"), ["a [b; {c; d}; (e; f)]", " g"]);
        assert_eq!(split("{a; b}; c", ";"), ["{a; b}", " c"]);
        assert_eq!(split("a || b", "||"), ["a ", " b"]);
        assert_eq!(split("a;", ";"), ["a", ""]);
        assert_eq!(split("alone", ";"), ["alone"]);
    }

    #[test]
    fn a_bracket_without_its_other_half_holds_nothing_together() {
        assert_eq!(split("a (b, c", ", "), ["a (b", "c"]);
        assert_eq!(split("a (open; b (x; y); c", ";"), ["a (open", " b (x; y)", " c"]);
        assert_eq!(split("a) ; b (c; d)", ";"), ["a) ", " b (c; d)"]);
        assert_eq!(split("a (b; c]; d", ";"), ["a (b", " c]", " d"]);
        assert_eq!(split("1) a; 2) b", ";"), ["1) a", " 2) b"]);
        assert_eq!(split("a (b [c; d); e]; f", ";"), ["a (b [c; d)", " e]", " f"]);
    }

    #[test]
    fn a_separator_that_is_a_bracket_parts() {
        assert_eq!(split("[a][b]", "]["), ["[a", "b]"]);
    }

    #[test]
    fn filled_values_have_no_blanks_around_them() {
        assert_eq!(filled(" a ;; b; ", ";").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(filled(" ; ", ";").count(), 0);
    }
}
