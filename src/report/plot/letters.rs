//! How wide text is, guessed: a drawing does not know the font that will show it.

use unicode_width::UnicodeWidthChar;

/// Widths of the printable ASCII signs in thousandths of the size, as usual sans-serif fonts have them.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
/// The widest usual sans-serif font is so much wider than the narrowest.
const SPARE: f64 = 1.14;
/// Strong letters are wider.
const STRONG: f64 = 1.08;

/// At most about so wide is `text`, in the unit of `size`.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let thousandths: f64 = text.chars().map(of_char).sum();
    thousandths / 1000.0 * size * SPARE * if bold { STRONG } else { 1.0 }
}

fn of_char(c: char) -> f64 {
    match (c as usize).checked_sub(32).and_then(|at| WIDTHS.get(at)) {
        Some(width) => f64::from(*width),
        None => match c.width() {
            Some(0) | None => 0.0,
            Some(1) if c.is_uppercase() => 722.0,
            Some(1) => 556.0,
            Some(_) => 1000.0,
        },
    }
}

/// `text` in at most `lines` lines no wider than `room`, broken at blanks, and inside a word that has no room
/// after a sign such as `_`; what has no room is cut, with a sign that says so.
pub fn wrapped(text: &str, room: f64, size: f64, bold: bool, lines: usize) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let parts = if width(word, size, bold) > room { parts(word) } else { vec![word] };
        for (at, part) in parts.into_iter().enumerate() {
            let blank = if at == 0 { " " } else { "" };
            match all.last_mut() {
                Some(line) if width(&format!("{line}{blank}{part}"), size, bold) <= room => {
                    line.push_str(blank);
                    line.push_str(part);
                }
                _ => all.push(part.to_string()),
            }
        }
    }
    if all.len() > lines {
        let rest = all.split_off(lines.max(1)).join(" ");
        if let Some(last) = all.last_mut() {
            *last = cut(&format!("{last} {rest}"), room, size, bold);
        }
    }
    all.iter().map(|line| cut(line, room, size, bold)).collect()
}

/// A word in parts that end with a sign after which it may be broken.
fn parts(word: &str) -> Vec<&str> {
    word.split_inclusive(['_', '-', '/', '.', ':']).collect()
}

/// `text` with `behind` after it, which stays whole where `text` has to be cut.
pub fn cut_before(text: &str, behind: &str, room: f64, size: f64) -> String {
    let left = room - width(&format!(" {behind}"), size, false);
    format!("{} {behind}", cut(text, left, size, false))
}

/// The beginning of `text` that has room.
pub fn cut(text: &str, room: f64, size: f64, bold: bool) -> String {
    if width(text, size, bold) <= room {
        return text.to_string();
    }
    let room = room - width("…", size, bold);
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&kept, size, bold) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_break_at_blanks_and_are_cut_where_lines_run_out() {
        let label = "Verantwoordelijkheid nemen voor het leggen van verbindingen tussen partijen";
        let lines = wrapped(label, 110.0, 7.0, false, 2);
        assert_eq!(lines.len(), 2);
        assert!(
            lines[1].ends_with('…') && lines.iter().all(|line| width(line, 7.0, false) <= 110.0),
            "{lines:?}"
        );
        assert_eq!(wrapped("kort", 110.0, 7.0, false, 2), ["kort"]);
        let id = wrapped("samenwerking_met_partijen_in_de_regio", 70.0, 7.0, false, 2);
        assert_eq!(id, ["samenwerking_", "met_partijen_in_…"]);
        let behind = cut_before(label, "(n = 12)", 80.0, 7.0);
        assert!(behind.ends_with("… (n = 12)") && width(&behind, 7.0, false) <= 80.0, "{behind}");
        let word = wrapped(&"x".repeat(80), 50.0, 7.0, false, 2);
        assert!(word.len() == 1 && width(&word[0], 7.0, false) <= 50.0, "{word:?}");
    }
}
