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

/// As [`printable`], for what the program itself wrote with colours: sequences that only
/// colour or embolden stay. What comes from files must have been made printable before.
pub fn printable_styled(text: &str) -> Cow<'_, str> {
    if printable(text).as_ref() == text {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        out.push_str(&printable(&rest[..at]));
        rest = &rest[at..];
        let inside = rest[2..].bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
        let (sequence, behind) = rest.split_at(2 + inside);
        match behind.strip_prefix('m') {
            Some(behind) => {
                out.push_str(sequence);
                out.push('m');
                rest = behind;
            }
            None => {
                out.push_str(&printable(sequence));
                rest = behind;
            }
        }
    }
    out.push_str(&printable(rest));
    Cow::Owned(out)
}

/// `text` on one line: runs of blanks and line ends become one blank, the rest as [`printable`].
pub fn one_line(text: &str) -> String {
    printable(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

fn is_line_or_tab(c: char) -> bool {
    c == '\n' || c == '\t'
}

/// True for signs that a terminal obeys, line ends and tabs among them.
pub(super) fn is_unsafe(c: char) -> bool {
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
        assert_eq!(
            printable_styled("\u{1b}[1;31mfout\u{1b}[0m: \u{1b}[2Ja\u{1b}"),
            "\u{1b}[1;31mfout\u{1b}[0m: ␛[2Ja␛"
        );
        assert_eq!(one_line(" een\r\n  twee\u{1b} "), "een twee␛");
    }
}
