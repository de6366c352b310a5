//! Rules over one narrative: where they fire, what they mark, what their evidence is.

use super::Suggestion;
use super::assemble::{Hit, Mark, assemble};
use super::compiled::{Compiled, CompiledRule};
use super::find::find;
use super::program::Program;
use super::referred::Referred;
use super::stream::{Ground, Stream};
use super::vocabulary::Class;
use crate::codebook::{Marks, Negated, Scope};
use crate::span::Span;
use crate::text::layout::Stretch;
use crate::text::outline::Borders;
use crate::text::{Outline, Speakers};
use std::ops::Range;

const SCOPES: [Scope; 3] = [Scope::Sentence, Scope::Paragraph, Scope::Incident];

/// What one thread works with; its memory serves the next narrative too.
pub(super) struct Desk {
    pub stream: Stream,
    scopes: [Place; 3],
    /// For each rule the place at which it was fired last.
    fired: Vec<u64>,
    hits: Vec<Hit>,
    marks: Vec<Mark>,
    /// Rules that refer to codes, with the place where they may fire.
    waiting: Vec<(usize, usize)>,
    /// For each pattern what was found out about it in this narrative.
    notes: Vec<Note>,
    /// The patterns with a note.
    noted: Vec<usize>,
}

/// What was found out about a pattern in one narrative.
enum Note {
    Nothing,
    /// A regex: whether the narrative may hold a hit.
    MayHit(bool),
    /// A `code:` pattern: what it refers to.
    Refers(Referred),
}

/// The sentence, paragraph or incident that is being looked at.
#[derive(Default)]
struct Place {
    /// Another one for each place.
    serial: u64,
    /// Rules that a word of it may fire.
    rules: Vec<u32>,
    grounds: Vec<Ground>,
    /// For each pattern its hits here, with the serial for which they hold.
    known: Vec<(u64, Range<usize>)>,
    /// For each pattern the serial of the last place with a word that every hit of it holds.
    woken: Vec<u64>,
    /// The serial under which the words of this place woke patterns; none where nobody listened.
    listened: Option<u64>,
    spans: Vec<Span>,
}

impl Desk {
    pub(super) fn new(compiled: &Compiled) -> Self {
        let place = || Place {
            known: vec![(0, 0..0); compiled.programs.len()],
            woken: vec![0; compiled.programs.len()],
            serial: 1,
            ..Place::default()
        };
        Self {
            stream: Stream::new(),
            scopes: [place(), place(), place()],
            fired: vec![0; compiled.rules.len()],
            hits: Vec::new(),
            marks: Vec::new(),
            waiting: Vec::new(),
            notes: compiled.programs.iter().map(|_| Note::Nothing).collect(),
            noted: Vec::new(),
        }
    }

    /// Every suggestion for `narrative`.
    pub(super) fn suggest(
        &mut self,
        narrative: &str,
        compiled: &Compiled,
        speakers: &Speakers,
    ) -> Vec<Suggestion> {
        self.stream.read(narrative, &compiled.reader(speakers));
        let whole = Span::new(0, narrative.len());
        let mut work = self.begin(narrative, whole, compiled);
        work.fire_by_words();
        work.fire_always();
        let found = work.suggest();
        self.stream.rest();
        found
    }

    /// Every suggestion of the rules that words fire for a narrative of which an index knows the
    /// outline and the words; see [`Stream::put`]. The text is asked for where something is found.
    pub(super) fn suggest_by_words<'n>(
        &mut self,
        outline: &Outline,
        words: &[(u32, Class)],
        compiled: &Compiled,
        narrative: impl FnOnce() -> &'n str,
    ) -> Vec<Suggestion> {
        self.stream.put(outline, words);
        let mut work = self.begin("", outline.whole(), compiled);
        work.fire_by_words();
        if work.desk.marks.is_empty() {
            return Vec::new();
        }
        let mut borders = Borders::new(narrative(), outline);
        let Desk { hits, marks, .. } = &mut *work.desk;
        hits.iter_mut().for_each(|hit| hit.span = borders.bytes(hit.span));
        marks.iter_mut().for_each(|mark| mark.span = borders.bytes(mark.span));
        work.suggest()
    }

    /// The codes with a hit that is not negated, for a narrative as [`Desk::suggest_by_words`] takes it;
    /// each once, in order. No text is asked for.
    pub(super) fn codes_by_words(
        &mut self,
        outline: &Outline,
        words: &[(u32, Class)],
        compiled: &Compiled,
        codes: &mut Vec<usize>,
    ) {
        self.stream.put(outline, words);
        let mut work = self.begin("", outline.whole(), compiled);
        work.fire_by_words();
        codes.clear();
        codes.extend(self.hits.iter().filter(|hit| !hit.negated).map(|hit| hit.code));
        codes.sort_unstable();
        codes.dedup();
    }

    fn begin<'a>(&'a mut self, narrative: &'a str, whole: Span, compiled: &'a Compiled) -> Work<'a> {
        self.hits.clear();
        self.marks.clear();
        self.waiting.clear();
        for pattern in self.noted.drain(..) {
            self.notes[pattern] = Note::Nothing;
        }
        Work { desk: self, narrative, whole, compiled, found: Vec::new(), some_regex: None }
    }
}

struct Work<'a> {
    desk: &'a mut Desk,
    narrative: &'a str,
    /// All of it, as stretches are counted here.
    whole: Span,
    compiled: &'a Compiled,
    /// The suggestions of the codes that are done.
    found: Vec<Suggestion>,
    /// Whether the narrative may hold a hit of some regex, once that was asked.
    some_regex: Option<bool>,
}

impl Work<'_> {
    /// Fires the rules that some word may fire, place by place.
    fn fire_by_words(&mut self) {
        let (mut sentence, mut paragraph) = (0, 0);
        for watched in 0..self.desk.stream.watched.len() {
            let token = self.desk.stream.watched[watched] as usize;
            if token >= self.desk.stream.tokens_of(sentence).end {
                self.close(Scope::Sentence, sentence);
                sentence = self.desk.stream.sentence_of(token);
                let first_sentences = &self.desk.stream.layout.first_sentences;
                let here = first_sentences.partition_point(|first| *first <= sentence) - 1;
                if here != paragraph {
                    self.close(Scope::Paragraph, paragraph);
                    paragraph = here;
                }
            }
            let Desk { stream, scopes, fired, .. } = &mut *self.desk;
            let kind = stream.vocabulary.get(stream.tokens[token].class);
            for ((rules, patterns), place) in kind.rules.iter().zip(&kind.patterns).zip(scopes) {
                for pattern in patterns {
                    place.woken[*pattern as usize] = place.serial;
                }
                for rule in rules {
                    let last = &mut fired[*rule as usize];
                    if *last != place.serial {
                        *last = place.serial;
                        place.rules.push(*rule);
                    }
                }
            }
        }
        self.close(Scope::Sentence, sentence);
        self.close(Scope::Paragraph, paragraph);
        self.close(Scope::Incident, 0);
    }

    /// Fires the rules that the words of the place may fire; the next one begins.
    fn close(&mut self, scope: Scope, place: usize) {
        let rules = std::mem::take(&mut self.desk.scopes[scope as usize].rules);
        if !rules.is_empty() {
            let listened = self.desk.scopes[scope as usize].serial;
            self.open(scope, place);
            self.desk.scopes[scope as usize].listened = Some(listened);
            for rule in &rules {
                let rule = *rule as usize;
                if self.compiled.rules[rule].refers {
                    self.desk.waiting.push((rule, place));
                } else {
                    self.fire(rule);
                }
            }
        }
        let here = &mut self.desk.scopes[scope as usize];
        here.rules = rules;
        here.rules.clear();
        here.serial += 1;
    }

    /// Makes the place the one whose hits are known.
    fn open(&mut self, scope: Scope, place: usize) {
        let Desk { stream, scopes, .. } = &mut *self.desk;
        let here = &mut scopes[scope as usize];
        here.serial += 1;
        here.listened = None;
        here.spans.clear();
        here.grounds.clear();
        if scope == Scope::Incident {
            here.grounds.extend((0..stream.count(scope)).map(|piece| stream.ground(scope, piece)));
        } else {
            here.grounds.push(stream.ground(scope, place));
        }
    }

    /// Fires the rules that no word fires.
    fn fire_always(&mut self) {
        for scope in SCOPES {
            let mut rules = Vec::new();
            for rule in self.compiled.always.iter().copied() {
                let compiled = &self.compiled.rules[rule];
                if compiled.within == scope && !compiled.refers && self.may_fire(compiled) {
                    rules.push(rule);
                }
            }
            if rules.is_empty() {
                continue;
            }
            for place in 0..self.places(scope) {
                self.open(scope, place);
                for rule in &rules {
                    self.fire(*rule);
                }
            }
        }
    }

    fn places(&self, scope: Scope) -> usize {
        let count = self.desk.stream.count(scope);
        if scope == Scope::Incident { count.min(1) } else { count }
    }

    /// False where some pattern shows that the rule fires nowhere in the narrative.
    fn may_fire(&mut self, rule: &CompiledRule) -> bool {
        rule.all.iter().all(|pattern| self.may_hit(*pattern))
            && (rule.any.is_empty() || rule.any.iter().any(|pattern| self.may_hit(*pattern)))
    }

    fn may_hit(&mut self, pattern: usize) -> bool {
        match &self.compiled.programs[pattern] {
            Program::Regex { glance: Some(glance), .. } => {
                if let Note::MayHit(may_hit) = self.desk.notes[pattern] {
                    return may_hit;
                }
                let may_hit = self.some_regex_may_hit() && glance.is_match(self.narrative);
                self.note(pattern, Note::MayHit(may_hit));
                may_hit
            }
            Program::Code(_) => {
                self.refer(pattern);
                matches!(&self.desk.notes[pattern], Note::Refers(referred) if !referred.is_empty())
            }
            _ => true,
        }
    }

    /// False where a look for all regexes at once finds none.
    fn some_regex_may_hit(&mut self) -> bool {
        let Some(glance) = &self.compiled.glance else { return true };
        *self.some_regex.get_or_insert_with(|| glance.is_match(self.narrative))
    }

    fn note(&mut self, pattern: usize, note: Note) {
        self.desk.notes[pattern] = note;
        self.desk.noted.push(pattern);
    }

    /// The hits of a pattern at the place of this scope, as places in its spans.
    fn hits(&mut self, pattern: usize, scope: Scope) -> Range<usize> {
        let program = &self.compiled.programs[pattern];
        if matches!(program, Program::Code(_)) {
            self.refer(pattern);
        }
        let Desk { stream, scopes, notes, .. } = &mut *self.desk;
        let here = &mut scopes[scope as usize];
        let (serial, known) = &here.known[pattern];
        if *serial == here.serial {
            return known.clone();
        }
        let start = here.spans.len();
        let asleep = here.listened.is_some_and(|serial| here.woken[pattern] != serial);
        let grounds = match program {
            Program::Words(words) if asleep && !words.trigger.is_empty() => &[],
            _ => here.grounds.as_slice(),
        };
        for ground in grounds {
            match &notes[pattern] {
                Note::Refers(referred) => referred.inside(ground.span, &mut here.spans),
                _ => find(program, stream, self.narrative, ground, &mut here.spans),
            }
        }
        let found = start..here.spans.len();
        here.known[pattern] = (here.serial, found.clone());
        found
    }

    /// Collects the stretches that a `code:` pattern refers to. The codes are done before it is asked.
    fn refer(&mut self, pattern: usize) {
        if matches!(self.desk.notes[pattern], Note::Nothing) {
            let codes = &self.compiled.referred[pattern];
            let counted = self.found.iter().filter(|found| !found.negated && codes.contains(&found.code));
            let referred = Referred::new(counted.map(|found| found.span).collect());
            self.note(pattern, Note::Refers(referred));
        }
    }

    /// Fires a rule at the place of its scope, if its patterns meet there.
    fn fire(&mut self, rule: usize) {
        let rule = &self.compiled.rules[rule];
        let first = self.desk.hits.len();
        match self.meet(rule) {
            Some(all) => self.mark(rule, first, all),
            None => self.desk.hits.truncate(first),
        }
    }

    /// Adds the hits of a rule whose patterns meet, those of `any` before those of
    /// `all`, and tells where the latter begin.
    fn meet(&mut self, rule: &CompiledRule) -> Option<usize> {
        let first = self.desk.hits.len();
        for pattern in &rule.any {
            self.take(rule, *pattern);
        }
        let all = self.desk.hits.len();
        if all == first && (!rule.any.is_empty() || rule.all.is_empty()) {
            return None;
        }
        let met = rule.all.iter().all(|pattern| self.take(rule, *pattern))
            && rule.none.iter().all(|pattern| self.hits(*pattern, rule.within).is_empty());
        met.then_some(all)
    }

    /// Adds the hits of a pattern of `any` or `all`; false where there are none.
    fn take(&mut self, rule: &CompiledRule, pattern: usize) -> bool {
        let spans = self.hits(pattern, rule.within);
        let Desk { stream, scopes, hits, .. } = &mut *self.desk;
        let before = hits.len();
        for span in &scopes[rule.within as usize].spans[spans] {
            let negated = rule.negated != Negated::Ignore && self.compiled.negation.negates(*span, stream);
            if !(negated && rule.negated == Negated::Skip) {
                hits.push(Hit { code: rule.code, span: *span, rule: rule.number, negated });
            }
        }
        hits.len() > before
    }

    /// Marks what the hits from `first` on ask for; from `all` on they are hits of `all`.
    fn mark(&mut self, rule: &CompiledRule, first: usize, all: usize) {
        let Desk { stream, hits, marks, .. } = &mut *self.desk;
        let hits = &hits[first..];
        let mut mark = |span| {
            let joins = rule.marks == Marks::Match;
            let mark = Mark { code: rule.code, span, rule: rule.number, valence: rule.valence, joins };
            if marks.last() != Some(&mark) {
                marks.push(mark);
            }
        };
        match rule.marks {
            Marks::Match if rule.any.is_empty() => {
                let spans = hits.iter().map(|hit| hit.span);
                spans.reduce(Span::join).into_iter().for_each(mark);
            }
            Marks::Match => hits[..all - first].iter().for_each(|hit| mark(hit.span)),
            Marks::Sentence => {
                hits.iter().for_each(|hit| touched(&stream.layout.sentences, hit.span, &mut mark));
            }
            Marks::Paragraph => {
                hits.iter().for_each(|hit| touched(&stream.layout.paragraphs, hit.span, &mut mark));
            }
            Marks::Incident => mark(self.whole),
        }
    }

    /// Puts everything together; codes that refer to others come behind those.
    fn suggest(mut self) -> Vec<Suggestion> {
        let late = &self.compiled.late;
        let mut hits = std::mem::take(&mut self.desk.hits);
        let mut marks = std::mem::take(&mut self.desk.marks);
        marks.sort_by_key(|mark| mark.code);
        hits.sort_by_key(|hit| hit.code);
        let mut own_hits = Vec::new();
        for marks in marks.chunk_by_mut(|a, b| a.code == b.code) {
            let code = marks[0].code;
            if !late.contains(&code) {
                of_code(&hits, code, &mut own_hits);
                assemble(code, &mut own_hits, marks, &mut self.found);
            }
        }
        for code in late.iter().copied() {
            self.fire_late(code);
            of_code(&hits, code, &mut own_hits);
            own_hits.append(&mut self.desk.hits);
            let early = marks.partition_point(|mark| mark.code < code);
            let early = marks[early..].iter().take_while(|mark| mark.code == code);
            let mut own_marks: Vec<Mark> = early.copied().collect();
            own_marks.append(&mut self.desk.marks);
            assemble(code, &mut own_hits, &mut own_marks, &mut self.found);
        }
        self.desk.hits = hits;
        self.desk.marks = marks;
        self.found.sort_by_key(|found| (found.code, found.span));
        self.found
    }

    /// Fires the rules of `code` that refer to other codes.
    fn fire_late(&mut self, code: usize) {
        let waiting = std::mem::take(&mut self.desk.waiting);
        for (rule, place) in waiting.iter().filter(|(rule, _)| self.compiled.rules[*rule].code == code) {
            self.open(self.compiled.rules[*rule].within, *place);
            self.fire(*rule);
        }
        self.desk.waiting = waiting;
        for rule in self.compiled.always.iter().copied() {
            let compiled = &self.compiled.rules[rule];
            if compiled.code == code && compiled.refers && self.may_fire(compiled) {
                for place in 0..self.places(compiled.within) {
                    self.open(compiled.within, place);
                    self.fire(rule);
                }
            }
        }
    }
}

/// The hits of one code, out of the ordered hits of all.
fn of_code(hits: &[Hit], code: usize, own: &mut Vec<Hit>) {
    own.clear();
    let first = hits.partition_point(|hit| hit.code < code);
    own.extend(hits[first..].iter().take_while(|hit| hit.code == code));
}

/// Calls `found` with each stretch that shares a character with `hit`.
fn touched(stretches: &[Stretch], hit: Span, found: &mut impl FnMut(Span)) {
    let first = stretches.partition_point(|stretch| stretch.span.end <= hit.start);
    let near = stretches[first..].iter().take_while(|stretch| stretch.span.start < hit.end);
    near.map(|stretch| stretch.span).filter(|span| span.overlaps(hit)).for_each(found);
}
