//! Where a pattern hits: every way is tried.
//!
//! A place is (token, part): before that part of that token. Part 0 is the border of a whole token.

use super::layout::{Reading, Stretch};
use super::pattern::{Node, Pattern, Separable};
use super::stems::Stems;
use super::words::{Key, Word};
use std::collections::BTreeSet;

type Place = (usize, usize);
type Ends = BTreeSet<Place>;

/// Most tokens between a form and the particle behind it.
const FORM_TO_PARTICLE: usize = 12;
/// Most tokens between a particle and the form behind it.
const PARTICLE_TO_FORM: usize = 2;

pub struct Finding<'a> {
    pub reading: &'a Reading,
    pub stems: &'a Stems,
    /// The tokens of the scope end before this one.
    pub end: usize,
}

/// The hits of a pattern in one scope, in code points. Not for `code:` patterns.
pub fn hits(
    pattern: &Pattern,
    reading: &Reading,
    scope: &Stretch,
    text: &[char],
    stems: &Stems,
) -> Vec<(usize, usize)> {
    match pattern {
        Pattern::Words(node) => {
            let finding = Finding { reading, stems, end: scope.tokens.1 };
            finding.hits(node, scope.tokens.0)
        }
        Pattern::Regex(regex) => {
            let (from, to) = scope.coded;
            let stretch: String = text[from..to].iter().collect();
            let chars = |byte: usize| from + stretch[..byte].chars().count();
            let found = regex.find_iter(&stretch).filter(|hit| !hit.is_empty());
            found.map(|hit| (chars(hit.start()), chars(hit.end()))).collect()
        }
        Pattern::Code(_) => Vec::new(),
    }
}

impl Finding<'_> {
    /// Leftmost start, then the shortest end, then on behind that hit.
    fn hits(&self, node: &Node, first: usize) -> Vec<(usize, usize)> {
        let mut hits = Vec::new();
        let mut at = first;
        while at < self.end {
            match self.shortest(node, at) {
                Some(end) => {
                    hits.push((self.reading.tokens[at].start, self.reading.tokens[end - 1].end));
                    at = end;
                }
                None => at += 1,
            }
        }
        hits
    }

    /// One past the last token of the shortest hit that begins at token `at`.
    pub fn shortest(&self, node: &Node, at: usize) -> Option<usize> {
        let ends = self.ends(node, (at, 0));
        ends.into_iter().find(|(token, part)| *part == 0 && *token > at).map(|(token, _)| token)
    }

    fn ends(&self, node: &Node, from: Place) -> Ends {
        match node {
            Node::Word(word) => self.plain(from, word),
            Node::Any => self.word(from, &|_| true, false),
            Node::Row(nodes) => self.row(nodes, from),
            Node::Either(nodes) => nodes.iter().flat_map(|node| self.ends(node, from)).collect(),
            Node::Optional(node) => {
                let mut ends = self.ends(node, from);
                ends.insert(from);
                ends
            }
            Node::Gap { first, second, most, either_order } => {
                let mut ends = self.gap(first, second, *most, from);
                if *either_order {
                    ends.extend(self.gap(second, first, *most, from));
                }
                ends
            }
            Node::Separable(separable) => self.separable(separable, from),
        }
    }

    fn row(&self, nodes: &[Node], from: Place) -> Ends {
        let mut places = Ends::from([from]);
        for node in nodes {
            places = places.into_iter().flat_map(|place| self.ends(node, place)).collect();
        }
        places
    }

    fn plain(&self, from: Place, word: &Word) -> Ends {
        let fits = |key: &Key| word.fits(key, &|key| self.stems.stem(key));
        self.word(from, &fits, word.stem.is_some())
    }

    /// A whole token, or one part of a token with several. `alone`: one part finds its whole token.
    fn word(&self, from: Place, fits: &dyn Fn(&Key) -> bool, alone: bool) -> Ends {
        let (token, part) = from;
        let mut ends = Ends::new();
        if token >= self.end {
            return ends;
        }
        let here = &self.reading.tokens[token];
        if part == 0
            && (fits(&here.key)
                || here.behind.as_ref().is_some_and(fits)
                || (alone && here.parts.iter().any(fits)))
        {
            ends.insert((token + 1, 0));
        }
        if here.parts.len() > 1 && fits(&here.parts[part]) {
            ends.insert(if part + 1 == here.parts.len() { (token + 1, 0) } else { (token, part + 1) });
        }
        ends
    }

    /// `second` behind `first`; both borders of the gap are borders of whole tokens.
    fn gap(&self, first: &Node, second: &Node, most: usize, from: Place) -> Ends {
        let mut ends = Ends::new();
        for (token, part) in self.ends(first, from) {
            if part == 0 {
                for next in token..=token + most {
                    ends.extend(self.ends(second, (next, 0)));
                }
            }
        }
        ends
    }

    fn is_whole(&self, word: &Word, token: usize) -> bool {
        let fits = |key: &Key| word.fits(key, &|key| self.stems.stem(key));
        let tokens = &self.reading.tokens;
        token < self.end && (fits(&tokens[token].key) || tokens[token].behind.as_ref().is_some_and(fits))
    }

    fn separable(&self, verb: &Separable, from: Place) -> Ends {
        let mut ends = Ends::new();
        for closed in &verb.closed {
            ends.extend(self.plain(from, closed));
        }
        for form in &verb.forms {
            for row in [&[&verb.particle, &verb.to, form][..], &[&verb.particle, form]] {
                ends.extend(row.iter().fold(Ends::from([from]), |places, word| {
                    places.into_iter().flat_map(|place| self.plain(place, word)).collect()
                }));
            }
        }
        let (at, part) = from;
        if part == 0 && at < self.end {
            ends.extend(self.form_then_particle(verb, at).map(|particle| (particle + 1, 0)));
            if self.is_whole(&verb.particle, at) {
                let reach = at + 1..=at + 1 + PARTICLE_TO_FORM;
                ends.extend(reach.filter(|n| self.is_form(verb, *n)).map(|form| (form + 1, 0)));
            }
        }
        let sentence = |token: usize| self.reading.tokens.get(token).map(|token| token.sentence);
        ends.retain(|(token, part)| {
            let last = if *part == 0 { token - 1 } else { *token };
            sentence(last) == sentence(at)
        });
        ends
    }

    fn is_form(&self, verb: &Separable, token: usize) -> bool {
        verb.forms.iter().any(|form| self.is_whole(form, token))
    }

    /// The first particle behind the form at `at`, with no form between.
    fn form_then_particle(&self, verb: &Separable, at: usize) -> Option<usize> {
        if !self.is_form(verb, at) {
            return None;
        }
        let particle = (at + 1..self.end).find(|token| self.is_whole(&verb.particle, *token))?;
        let form_between = (at + 1..particle).any(|token| self.is_form(verb, token));
        (particle - at - 1 <= FORM_TO_PARTICLE && !form_between).then_some(particle)
    }
}
