//! The hits of one pattern in one ground: leftmost start, shortest end, then on behind that hit.

use super::program::{Program, Separable, Step, Words};
use super::stream::{Ground, Stream, holds};
use super::words::Leaf;
use crate::span::Span;

/// A form may stand so many tokens before its particle, both counted out.
const BEFORE_PARTICLE: usize = 12;

/// A particle may stand so many tokens before its form, both counted out.
const BEFORE_FORM: usize = 2;

/// So many starts are tried at once.
const MOST_AT_ONCE: usize = 1 << 12;

/// A border between tokens, or between the parts of one: the token behind it,
/// and how many of its parts are used up.
type Place = (usize, usize);

/// Adds the hits of `program` in `ground` to `found`, in order. A `code:` finds nothing here.
pub(super) fn find(
    program: &Program,
    stream: &Stream,
    narrative: &str,
    ground: &Ground,
    found: &mut Vec<Span>,
) {
    match program {
        Program::Words(words) => find_words(words, stream, ground, found),
        Program::Regex { regex, .. } => {
            let start = ground.span.start;
            let hits = regex.find_iter(ground.span.of(narrative)).filter(|hit| !hit.is_empty());
            found.extend(hits.map(|hit| Span::new(start + hit.start(), start + hit.end())));
        }
        Program::Code(_) => {}
    }
}

fn find_words(words: &Words, stream: &Stream, ground: &Ground, found: &mut Vec<Span>) {
    let walk = Walk { stream, end: ground.tokens.end };
    let mut watched = stream.watched[ground.watched.clone()].iter().map(|token| *token as usize);
    match (&words.root, &words.first) {
        (Step::Leaf(leaf), _) => {
            let hits = watched.filter(|token| stream.is(*token, *leaf));
            found.extend(hits.map(|token| stream.span(token..token + 1)));
        }
        (root, Some(first)) => {
            let starts: Vec<Place> =
                watched.filter(|token| walk.may_begin(*token, first)).map(|token| (token, 0)).collect();
            walk.hits(root, &starts, found);
        }
        (root, None) => {
            // Every hit holds a watched token, so behind the last one begins none.
            let last = watched.next_back().map_or(ground.tokens.start, |last| last + 1);
            let starts: Vec<Place> = (ground.tokens.start..last).map(|token| (token, 0)).collect();
            walk.hits(root, &starts, found);
        }
    }
}

/// True where a hit of `root` begins with the token at `start`, and ends before the token `end`.
pub(super) fn begins_at(root: &Step, stream: &Stream, start: usize, end: usize) -> bool {
    Walk { stream, end }.nearest_end(root, start).is_some()
}

/// A walk through a pattern and the tokens before `end` at once. What it holds
/// is always every place that can be reached, so no order of trying decides.
struct Walk<'a> {
    stream: &'a Stream,
    end: usize,
}

impl Walk<'_> {
    fn may_begin(&self, token: usize, first: &[Leaf]) -> bool {
        let vocabulary = &self.stream.vocabulary;
        let class = self.stream.tokens[token].class;
        share(vocabulary.whole(class), first)
            || (vocabulary.parts(class) > 0 && share(vocabulary.part(class, 0), first))
    }

    /// Adds every hit of `root` that begins at one of `starts`.
    ///
    /// Starts without a hit are passed over many at once, ever more the longer none
    /// has one; so the time grows with the places there are, not with their pairs.
    fn hits(&self, root: &Step, mut starts: &[Place], found: &mut Vec<Span>) {
        let mut many = 1;
        while let Some((first, _)) = starts.first() {
            many = many.min(starts.len());
            if many == 1 {
                match self.nearest_end(root, *first) {
                    Some(end) => {
                        found.push(self.stream.span(*first..end));
                        starts = &starts[starts.partition_point(|(start, _)| *start < end)..];
                    }
                    None => {
                        starts = &starts[1..];
                        many = 2;
                    }
                }
            } else if self.reaches(root, &starts[..many]) {
                // Those before the leftmost start with a hit have none together.
                let (mut without, mut with) = (0, many);
                while without + 1 < with {
                    let middle = (without + with) / 2;
                    if self.reaches(root, &starts[..middle]) { with = middle } else { without = middle }
                }
                starts = &starts[without..];
                many = 1;
            } else {
                starts = &starts[many..];
                many = MOST_AT_ONCE.min(2 * many);
            }
        }
    }

    /// True where some hit begins at one of `starts`.
    fn reaches(&self, root: &Step, starts: &[Place]) -> bool {
        let mut reached = Vec::new();
        self.step(root, starts, &mut reached);
        reached.iter().any(|(_, part)| *part == 0)
    }

    /// The nearest token border at which a hit ends that begins with the token at `start`.
    fn nearest_end(&self, root: &Step, start: usize) -> Option<usize> {
        if let Step::Row(parts) = root
            && let Some(end) = self.plain_row(parts, start)
        {
            return end;
        }
        let mut reached = Vec::new();
        self.step(root, &[(start, 0)], &mut reached);
        reached.into_iter().find(|(token, part)| *part == 0 && *token > start).map(|(token, _)| token)
    }

    /// A row of words over tokens without parts; `None` where it is anything else.
    fn plain_row(&self, parts: &[Step], start: usize) -> Option<Option<usize>> {
        for (part, token) in parts.iter().zip(start..) {
            let Step::Leaf(leaf) = part else { return None };
            if token >= self.end {
                return Some(None);
            }
            let class = self.stream.tokens[token].class;
            if self.stream.vocabulary.parts(class) > 0 {
                return None;
            }
            if !holds(self.stream.vocabulary.whole(class), *leaf) {
                return Some(None);
            }
        }
        Some(Some(start + parts.len()))
    }

    /// Adds every place that can be reached through `step` from one of `from`; both are kept in order, without doubles.
    fn step(&self, step: &Step, from: &[Place], reached: &mut Vec<Place>) {
        match step {
            Step::Leaf(leaf) => self.token(from, reached, |leaves| holds(leaves, *leaf)),
            Step::Any => self.token(from, reached, |_| true),
            Step::Row(parts) => self.row(parts.iter(), from, reached),
            Step::Either(parts) => {
                for part in parts {
                    self.step(part, from, reached);
                }
            }
            Step::Optional(part) => {
                reached.extend(from);
                self.step(part, from, reached);
            }
            Step::Gap { first, second, most, either_order } => {
                self.gap(first, second, *most, from, reached);
                if *either_order {
                    self.gap(second, first, *most, from, reached);
                }
            }
            Step::Separable(verb) => self.separable(verb, from, reached),
        }
        tidy(reached);
    }

    fn token(&self, from: &[Place], reached: &mut Vec<Place>, fits: impl Fn(&[Leaf]) -> bool) {
        let vocabulary = &self.stream.vocabulary;
        for &(token, part) in from.iter().filter(|(token, _)| *token < self.end) {
            let class = self.stream.tokens[token].class;
            let parts = vocabulary.parts(class);
            if part == 0 && fits(vocabulary.whole(class)) {
                reached.push((token + 1, 0));
            }
            if part < parts && fits(vocabulary.part(class, part)) {
                reached.push(if part + 1 == parts { (token + 1, 0) } else { (token, part + 1) });
            }
        }
    }

    fn row<'s>(&self, parts: impl Iterator<Item = &'s Step>, from: &[Place], reached: &mut Vec<Place>) {
        let mut here = from.to_vec();
        for part in parts {
            let mut next = Vec::new();
            self.step(part, &here, &mut next);
            if next.is_empty() {
                return;
            }
            here = next;
        }
        reached.extend(here);
    }

    fn gap(&self, first: &Step, second: &Step, most: usize, from: &[Place], reached: &mut Vec<Place>) {
        let mut left = Vec::new();
        self.step(first, from, &mut left);
        let mut starts: Vec<Place> = Vec::new();
        for (token, _) in left.into_iter().filter(|(_, part)| *part == 0) {
            let next = starts.last().map_or(token, |(last, _)| token.max(last + 1));
            starts.extend((next..=(token + most).min(self.end)).map(|token| (token, 0)));
        }
        if !starts.is_empty() {
            let mut right = Vec::new();
            self.step(second, &starts, &mut right);
            reached.extend(right);
        }
    }

    fn separable(&self, verb: &Separable, from: &[Place], reached: &mut Vec<Place>) {
        let [particle, forms, to] = [verb.particle, verb.forms, verb.to].map(Step::Leaf);
        for place in from.iter().filter(|(token, _)| *token < self.end) {
            let place = std::slice::from_ref(place);
            let (token, part) = place[0];
            let sentence = self.stream.tokens_of(self.stream.sentence_of(token));
            let inside = Walk { stream: self.stream, end: self.end.min(sentence.end) };
            inside.token(place, reached, |leaves| holds(leaves, verb.joined));
            inside.row([&particle, &to, &forms].into_iter(), place, reached);
            inside.row([&particle, &forms].into_iter(), place, reached);
            if part == 0 {
                inside.particle_far_before(verb, token, reached);
                inside.particle_behind(verb, token, reached);
            }
        }
    }

    /// P + up to two tokens + F
    fn particle_far_before(&self, verb: &Separable, token: usize, reached: &mut Vec<Place>) {
        if !self.stream.is(token, verb.particle) {
            return;
        }
        let forms = (token + 2..=token + 1 + BEFORE_FORM).take_while(|form| *form < self.end);
        reached.extend(forms.filter(|form| self.stream.is(*form, verb.forms)).map(|form| (form + 1, 0)));
    }

    /// F … P: the first P after F, with no form of the list between.
    fn particle_behind(&self, verb: &Separable, token: usize, reached: &mut Vec<Place>) {
        if !self.stream.is(token, verb.forms) {
            return;
        }
        for behind in (token + 1..=token + 1 + BEFORE_PARTICLE).take_while(|behind| *behind < self.end) {
            if self.stream.is(behind, verb.particle) {
                return reached.push((behind + 1, 0));
            }
            if self.stream.is(behind, verb.forms) {
                return;
            }
        }
    }
}

/// True where two ordered sets of leaves have one in common. A common word is of
/// many leaves and a pattern begins with few, so the smaller set is gone through.
fn share(left: &[Leaf], right: &[Leaf]) -> bool {
    let (few, many) = if left.len() < right.len() { (left, right) } else { (right, left) };
    few.iter().any(|leaf| holds(many, *leaf))
}

fn tidy(places: &mut Vec<Place>) {
    if places.len() > 1 {
        places.sort_unstable();
        places.dedup();
    }
}
