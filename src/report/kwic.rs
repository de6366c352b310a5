//! Keyword in context: one hit a line, the hits under each other.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// One hit with the text around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The incident's id.
    pub incident: String,
    /// Text before the hit, as long as the longest line can use.
    pub left: String,
    /// The hit.
    pub hit: String,
    /// Text after the hit.
    pub right: String,
    /// It stands in a turn that rules do not read.
    pub unread: bool,
}

/// Ids longer than this are cut.
const WIDEST_ID: usize = 24;
/// A hit longer than this share of the line is cut in its middle.
const WIDEST_HIT: usize = 2;
/// No more than this share of the line is kept for the widest hit.
const USUAL_HIT: usize = 4;
const CUT: &str = "…";
/// Marks a hit in a turn that rules do not read.
pub const UNREAD: char = '×';

/// The passages as lines of at most `width` columns; `mark` dresses a hit.
///
/// Line ends and runs of blanks become one blank. Texts must be printable already.
pub fn lines(passages: &[Passage], width: usize, mark: impl Fn(&str) -> String) -> Vec<String> {
    let ids: Vec<String> = passages.iter().map(|passage| head(&passage.incident, WIDEST_ID)).collect();
    let id_width = ids.iter().map(|id| id.width()).max().unwrap_or(0);
    let room = width.saturating_sub(id_width + 4).max(20);
    let hits: Vec<String> =
        passages.iter().map(|passage| middle(&one_line(&passage.hit), room / WIDEST_HIT)).collect();
    // Hits begin under each other; one long hit does not take the room before all others.
    let usual = hits.iter().map(|hit| hit.width()).max().unwrap_or(0).min(room / USUAL_HIT);
    let left_room = (room - usual) / 2;
    let line = |((passage, id), hit): ((&Passage, &String), &String)| {
        let right_room = room.saturating_sub(hit.width() + left_room);
        let left = tail(&one_line(&passage.left), left_room);
        let right = head(&one_line(&passage.right), right_room);
        let unread = if passage.unread { UNREAD } else { ' ' };
        let line = format!(
            "{id}{} {unread} {}{left}{}{right}",
            " ".repeat(id_width - id.width()),
            " ".repeat(left_room - left.width()),
            mark(hit),
        );
        line.trim_end().to_string()
    };
    passages.iter().zip(&ids).zip(&hits).map(line).collect()
}

/// Every run of blanks and line ends as one blank; those at the ends too, so words stay apart.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// The beginning of `text`, in at most `room` columns.
fn head(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_string();
    }
    let kept = fitting(text.graphemes(true), room.saturating_sub(1));
    kept.concat() + CUT
}

/// The end of `text`, in at most `room` columns.
fn tail(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_string();
    }
    let mut kept = fitting(text.graphemes(true).rev(), room.saturating_sub(1));
    kept.reverse();
    CUT.to_string() + &kept.concat()
}

/// Both ends of `text`, in at most `room` columns.
fn middle(text: &str, room: usize) -> String {
    if text.width() <= room {
        return text.to_string();
    }
    let kept = room.saturating_sub(1);
    let mut ends = fitting(text.graphemes(true).rev(), kept / 2);
    ends.reverse();
    fitting(text.graphemes(true), kept - kept / 2).concat() + CUT + &ends.concat()
}

fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, room: usize) -> Vec<&'a str> {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += grapheme.width();
            used <= room
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(incident: &str, left: &str, hit: &str, right: &str) -> Passage {
        let [incident, left, hit, right] = [incident, left, hit, right].map(str::to_string);
        Passage { incident, left, hit, right, unread: false }
    }

    #[test]
    fn hits_stand_under_each_other() {
        let passages = [
            passage("nl-01", "We maakten toen een ", "uitzondering", " op de\nrichtlijn."),
            passage("nl-2", "Een ", "hoge uitzondering op een regel", "."),
        ];
        let lines = lines(&passages, 60, |hit| format!("[{hit}]"));
        let column = |line: &str| line.chars().position(|c| c == '[');
        assert_eq!(column(&lines[0]), column(&lines[1]));
        assert!(lines[0].ends_with("[uitzondering] op de richtlijn."), "{}", lines[0]);
    }

    #[test]
    fn no_line_is_wider_than_asked_for() {
        let long = "日本語のe\u{301}mojis 😀 en woorden ".repeat(40);
        let passages = [passage(&long, &long, &long, &long), passage("a", "", "b", &long)];
        for width in [24, 40, 80, 133] {
            for line in lines(&passages, width, str::to_string) {
                assert!(line.width() <= width.max(52), "{width}: {line}");
            }
        }
    }
}
