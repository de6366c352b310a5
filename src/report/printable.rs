//! Makes what comes from files fit to print: no sign may move the cursor or change the terminal.

use std::borrow::Cow;

/// `text` with every control and direction sign made visible (ESC as `␛`);
/// line ends and tabs stay.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| is_line_or_tab(c) || !is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    // Windows line ends are line ends, not something to point at.
    let text = text.replace("\r\n", "\n");
    Cow::Owned(text.chars().map(|c| if is_line_or_tab(c) { c } else { shown(c) }).collect())
}

/// `text` on one line: runs of blanks and line ends become one blank, the rest as [`printable`].
pub fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn is_line_or_tab(c: char) -> bool {
    c == '\n' || c == '\t'
}

fn is_unsafe(c: char) -> bool {
    c.is_control() || is_direction(c)
}

/// Signs that reorder what is shown after them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn shown(c: char) -> char {
    match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '␡',
        _ if is_unsafe(c) => '\u{FFFD}',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_cannot_write_to_the_terminal() {
        assert_eq!(
            printable("a\u{1b}[31mrood\u{7}\u{9b}2J\u{202e}x\r\ny\tz"),
            "a␛[31mrood␇\u{FFFD}2J\u{FFFD}x\ny\tz"
        );
        assert_eq!(printable("één 😀\n"), "één 😀\n");
        assert_eq!(one_line(" een\r\n  twee\u{1b} "), "een twee␛");
    }
}
