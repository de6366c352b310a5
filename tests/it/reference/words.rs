//! Tokens and their keys; a word of a pattern, and whether it fits a key.

use super::signs::*;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// One letter of a key. `accents` holds the acute and grave that Dutch and English keep apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub base: char,
    pub accents: Vec<char>,
}

/// What is compared of a token, or of one of its parts.
#[derive(Debug, Clone)]
pub struct Key {
    pub letters: Vec<Letter>,
    pub begins_with_capital: bool,
}

/// One stretch of signs that is a token: `from..to` in the signs it was cut from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    pub from: usize,
    pub to: usize,
}

/// Cuts signs into tokens. `star` says that `*` counts as a letter and as a digit, as in patterns.
pub fn cut(signs: &[char], star: bool) -> Vec<Cut> {
    let begins = |at: usize| signs.get(at).is_some_and(|c| begins_a_token(*c) || (star && *c == '*'));
    let digit = |at: usize| signs.get(at).is_some_and(|c| is_digit(*c) || (star && *c == '*'));
    let goes_on =
        |at: usize| begins(at) || signs.get(at).is_some_and(|c| is_mark(*c) && !is_without_blanks(*c));
    let mut cuts = Vec::new();
    let mut at = 0;
    while at < signs.len() {
        let from = at;
        if is_without_blanks(signs[at]) {
            let rest: String = signs[at..].iter().collect();
            at += rest.graphemes(true).next().unwrap().chars().count();
            cuts.push(Cut { from, to: at });
        } else if begins(at) {
            let mut base = at;
            while at < signs.len() {
                if begins(at) {
                    base = at;
                    at += 1;
                } else if goes_on(at)
                    || (joins_letters(signs[at]) && begins(at + 1))
                    || (joins_digits(signs[at]) && digit(base) && digit(at + 1))
                {
                    at += 1;
                } else {
                    break;
                }
            }
            cuts.push(Cut { from, to: at });
        } else {
            at += 1;
        }
    }
    cuts
}

/// The signs of one token as its parts: what its hyphens hold apart. One part where it has no hyphen.
pub fn parts(token: &[char]) -> Vec<Vec<char>> {
    token.split(|c| is_hyphen(*c)).map(<[char]>::to_vec).collect()
}

/// What stands behind an elided word that the token begins with.
pub fn behind_an_elided_word<'a>(token: &'a [char], language: &str) -> Option<&'a [char]> {
    let words = match language {
        "fr" => "l d j m t s c n qu jusqu lorsqu puisqu quoiqu",
        "it" => "l d c s un all dall dell nell sull quell bell",
        "ca" => "l d m t s n",
        _ => return None,
    };
    let at = token.iter().position(|c| is_apostrophe(*c))?;
    let before: String = token[..at].iter().collect::<String>().to_lowercase();
    let rest = &token[at + 1..];
    (!rest.is_empty() && words.split(' ').any(|word| word == before)).then_some(rest)
}

/// Dutch and English know marks that are no spelling.
fn keeps_accents_apart(language: &str) -> bool {
    language == "nl" || language == "en"
}

pub fn key(signs: &[char], language: &str) -> Key {
    let begins_with_capital = signs.first().is_some_and(|c| is_capital(*c));
    Key { letters: letters(signs, language), begins_with_capital }
}

fn letters(signs: &[char], language: &str) -> Vec<Letter> {
    let plain = signs.iter().filter(|c| !is_hyphen(**c));
    let composed: String = plain.map(|c| if is_apostrophe(*c) { '\'' } else { *c }).nfc().collect();
    let lower: String = composed.to_lowercase().nfc().collect::<String>().replace('ß', "ss");
    let mut letters: Vec<Letter> = Vec::new();
    for composed in lower.chars() {
        if !keeps_accents_apart(language) {
            letters.push(Letter { base: composed, accents: Vec::new() });
            continue;
        }
        let apart: Vec<char> = composed.nfd().collect();
        let on_latin = letters.last().is_some_and(|letter| is_latin(letter.base));
        if is_latin(apart[0]) {
            letters.push(Letter { base: apart[0], accents: accents(&apart[1..]) });
        } else if is_mark(composed) && on_latin {
            letters.last_mut().unwrap().accents.extend(accents(&apart));
        } else {
            letters.push(Letter { base: composed, accents: Vec::new() });
        }
    }
    letters
}

fn accents(marks: &[char]) -> Vec<char> {
    marks.iter().copied().filter(|mark| matches!(mark, '\u{300}' | '\u{301}')).collect()
}

/// The letters of a key without accents: what stems are made of.
pub fn plain(letters: &[Letter]) -> String {
    letters.iter().map(|letter| letter.base).collect()
}

/// A word of a pattern: pieces with a `*` between each two; or a stem.
#[derive(Debug, Clone)]
pub struct Word {
    pub pieces: Vec<Vec<Letter>>,
    /// `word~`: the stem of every token that it finds.
    pub stem: Option<String>,
}

impl Word {
    /// From the signs of one token of a pattern, stars included.
    pub fn new(signs: &[char], language: &str) -> Self {
        Self {
            pieces: signs.split(|c| *c == '*').map(|piece| letters(piece, language)).collect(),
            stem: None,
        }
    }

    pub fn is_open(&self) -> bool {
        self.pieces.len() > 1
    }

    /// `self` with `before` directly in front: `af` and `stem*` are `afstem*`.
    pub fn behind(&self, before: &[Letter]) -> Self {
        let mut word = self.clone();
        word.pieces[0].splice(0..0, before.iter().cloned());
        word
    }

    /// True where this word finds that key. `stem_of` gives the stem of a key.
    pub fn fits(&self, key: &Key, stem_of: &dyn Fn(&str) -> String) -> bool {
        if let Some(stem) = &self.stem {
            let whole = plain(&key.letters);
            let shorter = whole.strip_suffix("'s").filter(|rest| !rest.is_empty());
            return stem_of(&whole) == *stem || shorter.is_some_and(|rest| stem_of(rest) == *stem);
        }
        // Nearly every word begins with another letter.
        if self.pieces[0].first().is_some_and(|first| first.base != key.letters[0].base) {
            return false;
        }
        if self.spells(&key.letters, key) {
            return true;
        }
        match key.letters.as_slice() {
            [bare @ .., apostrophe, s] if !self.is_open() && !bare.is_empty() => {
                apostrophe.base == '\'' && s.base == 's' && self.spells(bare, key)
            }
            _ => false,
        }
    }

    fn spells(&self, letters: &[Letter], key: &Key) -> bool {
        self.spells_from(0, letters, 0, key)
    }

    /// Tries every place of every piece.
    fn spells_from(&self, piece: usize, letters: &[Letter], from: usize, key: &Key) -> bool {
        if piece == self.pieces.len() {
            return from == letters.len();
        }
        let length = self.pieces[piece].len();
        let last = piece + 1 == self.pieces.len();
        let places = if piece == 0 { 0..=0 } else { from..=letters.len() };
        places.filter(|at| at + length <= letters.len() && (!last || at + length == letters.len())).any(
            |at| {
                self.piece_lies_at(piece, letters, at, key)
                    && self.spells_from(piece + 1, letters, at + length, key)
            },
        )
    }

    fn piece_lies_at(&self, piece: usize, letters: &[Letter], at: usize, key: &Key) -> bool {
        let wanted = &self.pieces[piece];
        (0..wanted.len()).all(|n| {
            let (want, have) = (&wanted[n], &letters[at + n]);
            let accented = want.accents.iter().all(|accent| have.accents.contains(accent));
            let excused = at + n == 0 && key.begins_with_capital && self.writes_accents_besides(piece, n);
            want.base == have.base && (accented || excused)
        })
    }

    fn writes_accents_besides(&self, piece: usize, letter: usize) -> bool {
        self.pieces.iter().enumerate().any(|(p, letters)| {
            letters
                .iter()
                .enumerate()
                .any(|(n, other)| (p, n) != (piece, letter) && !other.accents.is_empty())
        })
    }
}
