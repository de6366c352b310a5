//! A text broken into lines that fit, as columns of a terminal.

use super::one_line;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns of the longest line of a text.
pub(super) fn widest_line(text: &str) -> usize {
    text.lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// A line broken at blanks into lines of at most `room` columns; a longer word is broken too.
pub(super) fn broken(line: &str, room: usize) -> Vec<String> {
    let (mut lines, mut last) = (Vec::new(), String::new());
    for word in one_line(line).split(' ') {
        if !last.is_empty() && last.width() + 1 + word.width() > room {
            lines.push(std::mem::take(&mut last));
        } else if !last.is_empty() {
            last.push(' ');
        }
        for grapheme in word.graphemes(true) {
            if !last.is_empty() && last.width() + grapheme.width() > room {
                lines.push(std::mem::take(&mut last));
            }
            last.push_str(grapheme);
        }
    }
    lines.push(last);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_breaks_at_blanks_and_a_long_word_anywhere() {
        assert_eq!(broken("een twee drie", 8), ["een twee", "drie"]);
        assert_eq!(broken("ab abcdefgh c", 4), ["ab", "abcd", "efgh", "c"]);
        assert_eq!(broken("日本語", 4), ["日本", "語"]);
        assert_eq!(broken("", 4), [""]);
        assert_eq!(widest_line("een\ntwee"), 4);
    }
}
