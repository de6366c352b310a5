//! Says which words a `word~` left out, in a line, with what to write to find them too.

use keerpunt::matcher::near::LeftOut;
use keerpunt::report::one_line;

/// Words of a line.
const WORDS: usize = 5;
/// Lines: a pattern of many stems is told by the first.
const LINES: usize = 3;

/// A line for each `word~` that left out a word which stands `least` times or more in the texts.
pub fn told(left_out: &[LeftOut], least: usize) -> Vec<String> {
    left_out.iter().filter_map(|one| line(one, least)).take(LINES).collect()
}

fn line(one: &LeftOut, least: usize) -> Option<String> {
    let often: Vec<&(String, usize)> = one.forms.iter().filter(|(_, count)| *count >= least).collect();
    if often.is_empty() {
        return None;
    }
    let shown = &often[..often.len().min(WORDS)];
    let words: Vec<String> =
        shown.iter().map(|(form, count)| format!("{} ({count})", one_line(form))).collect();
    let more = match often.len() - shown.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let forms: Vec<&str> = shown.iter().map(|(form, _)| form.as_str()).collect();
    let instead = match &one.beginning {
        Some(beginning) => format!("{beginning}*"),
        None => format!("({}|{})", one.word, forms.join("|")),
    };
    Some(format!(
        "not joined by {}: {}{more}; write {} to find them too",
        one_line(&one.word),
        words.join(", "),
        one_line(&instead)
    ))
}
