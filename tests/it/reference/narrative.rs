//! A narrative as signs: soft hyphens left out, lines found, turn labels found, line-end hyphens joined.

use super::signs::*;

/// The speakers that a study lists.
#[derive(Debug, Clone, Default)]
pub struct Speakers {
    pub exclude: Vec<String>,
    pub include: Vec<String>,
}

/// Words before which a line's last hyphen never joins.
const NEVER_JOINED: [&str; 8] = ["en", "én", "of", "and", "or", "und", "oder", "tot"];

/// One line: `from..to` in the signs, its line end not with it.
#[derive(Debug, Clone)]
pub struct Line {
    pub from: usize,
    pub to: usize,
    pub label: Option<Label>,
}

/// The label that begins a turn: as many signs of its line, and whether rules read the turn.
#[derive(Debug, Clone)]
pub struct Label {
    pub length: usize,
    pub excluded: bool,
}

pub struct Narrative {
    /// Code points of the narrative as it was read.
    pub length: usize,
    /// What the text model looks at.
    pub signs: Vec<char>,
    /// The code point at which each sign stands.
    pub places: Vec<usize>,
    pub lines: Vec<Line>,
}

impl Narrative {
    pub fn new(text: &str, speakers: &Speakers) -> Self {
        let all: Vec<char> = text.chars().collect();
        let places: Vec<usize> = (0..all.len()).filter(|at| all[*at] != SOFT_HYPHEN).collect();
        let signs: Vec<char> = places.iter().map(|at| all[*at]).collect();
        let mut lines = lines(&signs);
        for line in &mut lines {
            line.label = label(&signs[line.from..line.to], speakers);
        }
        let mut narrative = Self { length: all.len(), signs, places, lines };
        let mut at = 0;
        while at + 1 < narrative.lines.len() {
            if narrative.joins_the_next(at) {
                narrative.join(at);
            } else {
                at += 1;
            }
        }
        narrative
    }

    /// True where the line ends in a hyphen that is not meant.
    fn joins_the_next(&self, line: usize) -> bool {
        let (line, next) = (&self.lines[line], &self.lines[line + 1]);
        let Some(hyphen) = self.last_sign(line) else { return false };
        let begin = line.from + line.label.as_ref().map_or(0, |label| label.length);
        let word_before = hyphen > begin && self.ends_a_token(begin, hyphen);
        let lower = next.from < next.to && is_lower(self.signs[next.from]);
        is_hyphen(self.signs[hyphen])
            && word_before
            && lower
            && next.label.is_none()
            && !self.is_never_joined(&self.signs[next.from..next.to])
    }

    fn last_sign(&self, line: &Line) -> Option<usize> {
        (line.from..line.to).rev().find(|at| !is_blank(self.signs[*at]))
    }

    fn ends_a_token(&self, begin: usize, end: usize) -> bool {
        let mut base = end - 1;
        while base > begin && is_mark(self.signs[base]) {
            base -= 1;
        }
        begins_a_token(self.signs[base])
    }

    fn is_never_joined(&self, next: &[char]) -> bool {
        let Some(word) = super::words::cut(next, false).first().copied() else { return false };
        let key = |signs: &[char]| super::words::plain(&super::words::key(signs, "").letters);
        let first = key(&next[word.from..word.to]);
        let through = next.get(1) == Some(&'/') && next.get(2).is_some_and(|c| begins_a_token(*c)) && {
            let rest = super::words::cut(&next[2..], false)[0];
            first == "t" && key(&next[2..][rest.from..rest.to]) == "m"
        };
        NEVER_JOINED.contains(&first.as_str()) || through
    }

    /// Takes out the hyphen, the blanks behind it and the line end.
    fn join(&mut self, at: usize) {
        let from = self.last_sign(&self.lines[at]).unwrap();
        let next = self.lines.remove(at + 1);
        let gone = next.from - from;
        self.signs.drain(from..next.from);
        self.places.drain(from..next.from);
        self.lines[at].to = next.to - gone;
        for later in &mut self.lines[at + 1..] {
            later.from -= gone;
            later.to -= gone;
        }
    }

    pub fn is_blank_line(&self, line: &Line) -> bool {
        self.last_sign(line).is_none()
    }

    /// The code points of the narrative that the signs `from..to` stand on.
    pub fn stretch(&self, from: usize, to: usize) -> (usize, usize) {
        (self.places[from], self.places[to - 1] + 1)
    }
}

fn lines(signs: &[char]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < signs.len() {
        if is_line_end(signs[at]) {
            lines.push(Line { from, to: at, label: None });
            at += if signs[at] == '\r' && signs.get(at + 1) == Some(&'\n') { 2 } else { 1 };
            from = at;
        } else {
            at += 1;
        }
    }
    lines.push(Line { from, to: signs.len(), label: None });
    lines
}

fn label(line: &[char], speakers: &Speakers) -> Option<Label> {
    if speakers.exclude.is_empty() && speakers.include.is_empty() {
        return None;
    }
    let text: String = line.iter().collect();
    let written = |name: &str| {
        let forms = [format!("{name}:"), format!("[{name}]"), format!("**{name}:**")];
        forms.into_iter().find(|form| text.starts_with(form)).map(|form| form.chars().count())
    };
    let listed = speakers.exclude.iter().chain(&speakers.include).cloned();
    let found = listed.chain(single_capital(line)).find_map(|name| Some((written(&name)?, name)));
    let (length, name) = found?;
    Some(Label { length, excluded: speakers.exclude.contains(&name) })
}

/// The name of one capital with at most two digits that the line may begin with.
fn single_capital(line: &[char]) -> Option<String> {
    let from = line.iter().position(|c| !matches!(c, '[' | '*'))?;
    let digits = line[from + 1..].iter().take(2).take_while(|c| is_digit(**c)).count();
    is_capital(line[from]).then(|| line[from..=from + digits].iter().collect())
}
