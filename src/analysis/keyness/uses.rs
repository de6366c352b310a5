//! Which words and phrases the narratives use, how often, and in which incidents.

use super::texts::{Texts, Token};
use rayon::prelude::*;

/// The longest phrase, in words.
pub const LONGEST: usize = 3;

/// A phrase: the numbers of its words, then [`NONE`].
type Phrase = [u32; LONGEST];

const NONE: u32 = u32::MAX;

/// A word or phrase with all its uses.
pub(super) struct Used {
    /// Its words, by their place in [`Texts::words`].
    pub words: Vec<u32>,
    /// How often each half uses it.
    pub frequencies: [u64; 2],
    /// The incidents of each half that use it, by place in the scope; ascending, each once.
    pub incidents: [Vec<u32>; 2],
}

/// Narratives in two halves.
pub(super) struct Halves<'a> {
    /// The narratives.
    pub texts: &'a Texts,
    /// For each of them the half it stands in, and its place in the scope.
    pub places: &'a [(usize, u32)],
    /// Words and phrases of fewer incidents are left out.
    pub fewest: usize,
}

impl Halves<'_> {
    /// How many words, phrases of two and of three words each half has, whatever they are.
    pub fn totals(&self) -> [[u64; LONGEST]; 2] {
        let mut totals = [[0; LONGEST]; 2];
        for (tokens, (half, _)) in self.texts.tokens.iter().zip(self.places) {
            let mut run = 0;
            for token in tokens {
                run = if token.begins { 1 } else { run + 1 };
                (0..run.min(LONGEST)).for_each(|length| totals[*half][length] += 1);
            }
        }
        totals
    }

    /// The words and phrases up to `longest` words that enough incidents use. Idle words are none, and
    /// no phrase begins or ends with one.
    pub fn uses(&self, longest: usize) -> Vec<Used> {
        let mut all = self.of_length(1, |_| true);
        if longest > 1 {
            // A phrase is in no more incidents than its rarest word; idle words may stand inside.
            let mut frequent = vec![false; self.texts.words.len()];
            all.iter().for_each(|one| frequent[one.words[0] as usize] = true);
            let kept = |token: &Token| token.idle || frequent[token.word as usize];
            for length in 2..=longest.min(LONGEST) {
                all.extend(self.of_length(length, kept));
            }
        }
        all
    }

    fn of_length(&self, length: usize, kept: impl Fn(&Token) -> bool + Sync) -> Vec<Used> {
        let phrases = |(at, tokens): (usize, &Vec<Token>)| {
            let at = at as u32;
            let of = |words: &[Token]| {
                let whole = words[1..].iter().all(|token| !token.begins);
                let (first, last) = (words[0], words[length - 1]);
                let wanted = whole && !first.idle && !last.idle && words.iter().all(&kept);
                wanted.then(|| {
                    let mut phrase: Phrase = [NONE; LONGEST];
                    words.iter().zip(&mut phrase).for_each(|(token, place)| *place = token.word);
                    (phrase, at)
                })
            };
            tokens.windows(length).filter_map(of).collect::<Vec<_>>()
        };
        let mut found: Vec<(Phrase, u32)> =
            self.texts.tokens.par_iter().enumerate().flat_map_iter(phrases).collect();
        found.par_sort_unstable();
        let runs: Vec<&[(Phrase, u32)]> = found.chunk_by(|one, other| one.0 == other.0).collect();
        runs.into_par_iter().filter_map(|run| self.used(run, length)).collect()
    }

    /// One word or phrase, where enough incidents use it.
    fn used(&self, run: &[(Phrase, u32)], length: usize) -> Option<Used> {
        if run.len() < self.fewest {
            return None;
        }
        let mut used = Used {
            words: run[0].0[..length].to_vec(),
            frequencies: [0; 2],
            incidents: [Vec::new(), Vec::new()],
        };
        let mut last = None;
        for (_, at) in run {
            let (half, place) = self.places[*at as usize];
            used.frequencies[half] += 1;
            if last != Some(*at) {
                used.incidents[half].push(place);
                last = Some(*at);
            }
        }
        let incidents = used.incidents.iter().map(Vec::len).sum::<usize>();
        (incidents >= self.fewest).then_some(used)
    }
}
