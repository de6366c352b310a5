//! Where paragraphs, sentences and pieces of a narrative begin and end.

use super::lists::Lists;
use super::narrative::{Line, Narrative};
use super::signs::*;
use super::words::{self, Cut, Key, cut};

/// One token: the code points it stands on, its key, and the keys of its parts.
#[derive(Debug)]
pub struct Token {
    pub start: usize,
    pub end: usize,
    pub key: Key,
    /// The key of what stands behind an elided word, in languages that have those.
    pub behind: Option<Key>,
    pub parts: Vec<Key>,
    /// The sentence that it is in.
    pub sentence: usize,
}

/// A place where the patterns of a rule may meet. Places count code points of the narrative.
#[derive(Debug, Clone)]
pub struct Stretch {
    /// First token in it, and one past its last.
    pub tokens: (usize, usize),
    /// From its first sign that is no blank to its last, marks of items with it.
    pub whole: (usize, usize),
    /// What is coded: without the mark in front. May be empty.
    pub coded: (usize, usize),
}

#[derive(Debug)]
pub struct Reading {
    pub length: usize,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Stretch>,
    pub paragraphs: Vec<Stretch>,
    pub pieces: Vec<Stretch>,
}

/// A paragraph in signs. `mark` is the bullet, number or heading mark that it begins with.
#[derive(Debug, Clone, Copy)]
struct Block {
    from: usize,
    to: usize,
    mark: Option<Mark>,
}

/// A mark `from..to` in front of a paragraph.
#[derive(Debug, Clone, Copy)]
struct Mark {
    from: usize,
    to: usize,
    heading: bool,
}

pub fn read(narrative: &Narrative, language: &str, lists: &Lists) -> Reading {
    let mut reading = Reading {
        length: narrative.length,
        tokens: Vec::new(),
        sentences: Vec::new(),
        paragraphs: Vec::new(),
        pieces: Vec::new(),
    };
    let each_line = every_line_is_a_paragraph(narrative);
    let mut begun = None;
    for turn in turns(narrative) {
        if turn.excluded {
            if let Some(piece) = begun.take() {
                reading.close_piece(piece, turn.begin);
            }
            continue;
        }
        begun.get_or_insert((reading.tokens.len(), turn.begin));
        for block in blocks(narrative, &turn.lines, each_line) {
            reading.add(narrative, block, language, lists);
        }
    }
    if let Some(piece) = begun {
        reading.close_piece(piece, narrative.length);
    }
    reading
}

impl Reading {
    fn close_piece(&mut self, (token, begin): (usize, usize), end: usize) {
        self.pieces.push(Stretch {
            tokens: (token, self.tokens.len()),
            whole: (begin, end),
            coded: (begin, end),
        });
    }

    fn add(&mut self, narrative: &Narrative, block: Block, language: &str, lists: &Lists) {
        let signs = &narrative.signs[..block.to];
        let cuts: Vec<Cut> = cut(&signs[block.from..], false)
            .into_iter()
            .map(|cut| Cut { from: cut.from + block.from, to: cut.to + block.from })
            .collect();
        let first = self.tokens.len();
        let mut from = block.from;
        for to in sentence_ends(signs, block, &cuts, language, lists) {
            let mark = block.mark.filter(|_| from == block.from);
            let begin = self.tokens.len();
            for cut in cuts.iter().filter(|cut| from <= cut.from && cut.from < to) {
                let (start, end) = narrative.stretch(cut.from, cut.to);
                let own = &signs[cut.from..cut.to];
                self.tokens.push(Token {
                    start,
                    end,
                    key: words::key(own, language),
                    behind: words::behind_an_elided_word(own, language)
                        .map(|rest| words::key(rest, language)),
                    parts: words::parts(own).iter().map(|part| words::key(part, language)).collect(),
                    sentence: self.sentences.len(),
                });
            }
            if let Some(stretch) = stretch(narrative, from, to, mark, (begin, self.tokens.len())) {
                self.sentences.push(stretch);
            }
            from = to;
        }
        let tokens = (first, self.tokens.len());
        self.paragraphs.extend(stretch(narrative, block.from, block.to, block.mark, tokens));
    }
}

/// Signs `from..to` without the blanks around them; `None` where there is nothing else.
fn stretch(
    narrative: &Narrative,
    from: usize,
    to: usize,
    mark: Option<Mark>,
    tokens: (usize, usize),
) -> Option<Stretch> {
    let full = |at: &usize| !is_blank(narrative.signs[*at]);
    let first = (from..to).find(full)?;
    let last = (from..to).rev().find(full)?;
    let whole = narrative.stretch(first, last + 1);
    let begin = mark.map_or(first, |mark| mark.to);
    let coded = match (begin..=last).find(full) {
        Some(begin) => narrative.stretch(begin, last + 1),
        None => (whole.1, whole.1),
    };
    Some(Stretch { tokens, whole, coded })
}

/// A turn, or what stands before the first: its lines without the label.
struct Turn {
    begin: usize,
    excluded: bool,
    lines: Vec<TurnLine>,
}

struct TurnLine {
    from: usize,
    to: usize,
    /// False behind a label, where no item begins.
    whole: bool,
}

fn turns(narrative: &Narrative) -> Vec<Turn> {
    let mut turns = vec![Turn { begin: 0, excluded: false, lines: Vec::new() }];
    for line in &narrative.lines {
        let mut from = line.from;
        if let Some(label) = &line.label {
            turns.push(Turn {
                begin: narrative.places[line.from],
                excluded: label.excluded,
                lines: Vec::new(),
            });
            from += label.length;
        }
        let whole = line.label.is_none();
        turns.last_mut().unwrap().lines.push(TurnLine { from, to: line.to, whole });
    }
    if turns.len() > 1 && turns[0].lines.is_empty() {
        turns.remove(0);
    }
    turns
}

/// Plain text saved by Word: a line is a paragraph, and no blank line tells them apart.
fn every_line_is_a_paragraph(narrative: &Narrative) -> bool {
    let lines = &narrative.lines;
    let full: Vec<usize> = (0..lines.len()).filter(|n| !narrative.is_blank_line(&lines[*n])).collect();
    let (Some(first), Some(last)) = (full.first(), full.last()) else { return false };
    let blank_between = last - first + 1 > full.len();
    let ended = full.iter().filter(|n| ends_like_a_paragraph(narrative, &lines[**n])).count();
    !blank_between && ended * 2 > full.len()
}

fn ends_like_a_paragraph(narrative: &Narrative, line: &Line) -> bool {
    let last = narrative.signs[line.from..line.to].iter().rev().find(|c| !is_blank(**c));
    last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':') || is_closing_quote(*c))
}

fn blocks(narrative: &Narrative, lines: &[TurnLine], each_line: bool) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut ended = true;
    for line in lines {
        if narrative.signs[line.from..line.to].iter().all(|c| is_blank(*c)) {
            ended = true;
            continue;
        }
        let mark = if line.whole { mark(&narrative.signs, line.from) } else { None };
        match blocks.last_mut() {
            Some(block) if !ended && mark.is_none() => block.to = line.to,
            _ => blocks.push(Block { from: line.from, to: line.to, mark }),
        }
        ended = each_line || mark.is_some_and(|mark| mark.heading);
    }
    blocks
}

/// The bullet, number or heading mark at the beginning of the line that begins at `from`.
fn mark(signs: &[char], from: usize) -> Option<Mark> {
    let mut at = from;
    while signs.get(at).is_some_and(|c| is_blank(*c) && !is_line_end(*c)) {
        at += 1;
    }
    let count = |accepts: fn(char) -> bool| signs[at..].iter().take_while(|c| accepts(**c)).count();
    let sign = *signs.get(at)?;
    let hashes = count(|c| c == '#');
    let digits = count(is_digit);
    let length = if (1..=6).contains(&hashes) {
        hashes
    } else if matches!(sign, '-' | '*' | '•' | '–') {
        1
    } else if digits > 0 || is_letter(sign) {
        let marks = signs[at + 1..].iter().take_while(|c| is_mark(**c)).count();
        let name = if digits > 0 { digits } else { 1 + marks };
        if !matches!(signs.get(at + name), Some('.' | ')')) {
            return None;
        }
        name + 1
    } else {
        return None;
    };
    let blank = signs.get(at + length).is_some_and(|c| is_blank(*c) && !is_line_end(*c));
    blank.then_some(Mark { from: at, to: at + length, heading: hashes > 0 })
}

/// One past the last sign of each sentence of a paragraph.
fn sentence_ends(signs: &[char], block: Block, cuts: &[Cut], language: &str, lists: &Lists) -> Vec<usize> {
    let mut ends = Vec::new();
    for at in block.from..block.to {
        if matches!(signs[at], '。' | '！' | '？') {
            let closes = |c: char| "」』）】》〉〕］｝".contains(c);
            ends.push((at + 1..block.to).find(|n| !closes(signs[*n])).unwrap_or(block.to));
        }
        let in_mark = block.mark.is_some_and(|mark| mark.from <= at && at < mark.to);
        if !matches!(signs[at], '.' | '!' | '?' | '…') || in_mark {
            continue;
        }
        if signs[at] == '.'
            && (is_initial(signs, cuts, at, language) || is_abbreviation(signs, block, at, lists))
        {
            continue;
        }
        let behind = |from: usize, accepts: fn(char) -> bool| {
            (from..block.to).find(|n| !accepts(signs[*n])).unwrap_or(block.to)
        };
        let closed = behind(at + 1, is_closing);
        let next = behind(closed, is_blank);
        let capital_follows = at + 1 < block.to && is_capital(signs[at + 1]);
        if next > closed && next < block.to && !is_lower(signs[next]) {
            ends.push(closed);
        } else if signs[at] == '.' && capital_follows && lower_before(signs, block, at) {
            ends.push(at + 1);
        }
    }
    if ends.last() != Some(&block.to) {
        ends.push(block.to);
    }
    ends
}

fn lower_before(signs: &[char], block: Block, at: usize) -> bool {
    signs[block.from..at].iter().rev().find(|c| !is_mark(**c)).is_some_and(|c| is_lower(*c))
}

/// One capital is all of the token before the full stop; in English not the word *I*.
fn is_initial(signs: &[char], cuts: &[Cut], stop: usize, language: &str) -> bool {
    let Some(cut) = cuts.iter().find(|cut| cut.to == stop) else { return false };
    let token = &signs[cut.from..cut.to];
    let alone = token[1..].iter().all(|c| is_mark(*c));
    alone && is_capital(token[0]) && !(language == "en" && token == ['I'])
}

/// The full stop is the last sign of a listed abbreviation that stands free.
fn is_abbreviation(signs: &[char], block: Block, stop: usize, lists: &Lists) -> bool {
    // None is longer, marks counted apart.
    let reach = stop.saturating_sub(30).max(block.from);
    (reach..stop).any(|from| {
        let written: String = signs[from..=stop].iter().collect();
        lists.is_abbreviation(&written) && stands_free(&signs[block.from..from])
    })
}

fn stands_free(before: &[char]) -> bool {
    let before: Vec<char> = before.iter().copied().filter(|c| !is_mark(*c)).collect();
    match before.as_slice() {
        [.., c] if is_letter(*c) || is_digit(*c) || *c == '.' => false,
        [.., b, c] if joins_letters(*c) => !begins_a_token(*b),
        _ => true,
    }
}
