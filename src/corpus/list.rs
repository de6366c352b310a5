//! Several values in one cell.

/// The values of a cell, parted by `separator`, which does not part inside brackets.
pub fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    if separator.is_empty() || !text.contains(separator) {
        return vec![text];
    }
    let mut values = Vec::new();
    let (mut start, mut at, mut depth) = (0, 0, 0usize);
    // A bracket that is never closed would hold all that follows together.
    let paired = text.matches(['(', '[', '{']).count() == text.matches([')', ']', '}']).count();
    while let Some(sign) = text[at..].chars().next() {
        if depth == 0 && text[at..].starts_with(separator) {
            values.push(&text[start..at]);
            at += separator.len();
            start = at;
            continue;
        }
        match sign {
            '(' | '[' | '{' if paired => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += sign.len_utf8();
    }
    values.push(&text[start..]);
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_parts_but_not_inside_brackets() {
        assert_eq!(split("a;b; c", ";"), ["a", "b", " c"]);
        assert_eq!(split("a, b (c, d), e", ", "), ["a", "b (c, d)", "e"]);
        assert_eq!(split("a || b", "||"), ["a ", " b"]);
        assert_eq!(split("a (b, c", ", "), ["a (b", "c"]);
        assert_eq!(split("a;", ";"), ["a", ""]);
        assert_eq!(split("alone", ";"), ["alone"]);
    }
}
