//! A codebook over the index: what its rules suggest, by words, places and outlines, without the texts.
//!
//! First which narratives hold the words that a rule cannot do without, as sets; then the places of
//! the words in those; then the rules themselves, by the matcher's own code; and only where one
//! finds something, the sentence it stands in is read.

use super::terms::{Segment, TermInfo, UNLINED, language_mark};
use super::{Bits, Index};
use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::matcher::{Asked, AskedDesk, Class, Sheaf, Wants};
use crate::text::{Language, Outline};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// So many narratives are evaluated by one thread before it looks for more.
pub(super) const AT_A_TIME: usize = 2048;

/// No incident.
const NOBODY: u32 = u32::MAX;

/// What an index could say of a codebook.
pub struct Coded {
    /// What is suggested.
    pub sheaves: Vec<Sheaf>,
    /// The incidents of which it can say everything.
    pub covered: Bits,
}

/// A codebook in one language, with the words that mean something to it.
struct Question {
    asked: Asked,
    wants: Vec<Wants>,
    /// Words by their number in the vocabulary.
    words: Vec<(usize, Class)>,
}

impl Index {
    /// What the rules of `codebook` suggest for the incidents of the corpus that the index can
    /// answer for. None of its codes may be [unanswerable](Asked::unanswerable).
    ///
    /// # Errors
    /// The index cannot be read; the caller reads every text.
    pub fn coded(
        &self,
        incidents: &[Incident],
        codebook: &Codebook,
        progress: &(dyn Fn(usize) + Sync),
    ) -> io::Result<Coded> {
        let languages: BTreeSet<&Language> = incidents.iter().map(|incident| &incident.language).collect();
        let words: Vec<&str> = self.terms.words().collect();
        let questions: BTreeMap<&Language, Question> = languages
            .into_iter()
            .map(|language| (language, Question::new(codebook, language, &words)))
            .collect();
        let answers: Vec<Answer> = self
            .terms
            .segments
            .par_iter()
            .map(|segment| {
                let answer = self.answer(segment, incidents, &questions, &words);
                progress(segment.places.len());
                answer
            })
            .collect::<io::Result<_>>()?;
        let mut coded = Coded { sheaves: Vec::new(), covered: Bits::none(incidents.len()) };
        for answer in answers {
            coded.sheaves.extend(answer.sheaves);
            answer.covered.into_iter().for_each(|incident| coded.covered.insert(incident as usize));
        }
        Ok(coded)
    }

    fn answer(
        &self,
        segment: &Segment,
        incidents: &[Incident],
        questions: &BTreeMap<&Language, Question>,
        words: &[&str],
    ) -> io::Result<Answer> {
        let (readable, incident_of) = (readable(segment)?, self.incidents_of(segment));
        let mut answer = Answer { sheaves: Vec::new(), covered: Vec::new() };
        for (language, question) in questions {
            let own = own(segment, &readable, &incident_of, incidents, language)?;
            if own.is_empty() {
                continue;
            }
            answer.covered.extend(own.iter().map(|document| incident_of[document]));
            let ground = Ground { segment, incidents, incident_of: &incident_of, question };
            answer.sheaves.extend(ground.suggest(&own, words)?);
        }
        Ok(answer)
    }
}

impl Index {
    /// For each document of a segment the incident of the corpus that it is.
    pub(super) fn incidents_of(&self, segment: &Segment) -> Vec<u32> {
        let at = |place| self.arrangement.position(place).map_or(NOBODY, |incident| incident as u32);
        segment.places.iter().map(at).collect()
    }
}

/// The documents that have an outline.
pub(super) fn readable(segment: &Segment) -> io::Result<Bits> {
    let mut readable = Bits::all(segment.places.len());
    segment.each_marked(UNLINED, &mut |document| readable.remove(document as usize))?;
    Ok(readable)
}

/// Those of them that are incidents of the corpus in this language.
pub(super) fn own(
    segment: &Segment,
    readable: &Bits,
    incident_of: &[u32],
    incidents: &[Incident],
    language: &Language,
) -> io::Result<Bits> {
    let mut own = Bits::none(segment.places.len());
    segment.each_marked(&language_mark(language), &mut |document| {
        let incident = incident_of[document as usize];
        let fits = incident != NOBODY && incidents[incident as usize].language == *language;
        if fits && readable.contains(document as usize) {
            own.insert(document as usize);
        }
    })?;
    Ok(own)
}

struct Answer {
    sheaves: Vec<Sheaf>,
    covered: Vec<u32>,
}

impl Question {
    fn new(codebook: &Codebook, language: &Language, words: &[&str]) -> Self {
        let mut asked = Asked::new(codebook, language);
        let words = asked.classify(words);
        Self { wants: asked.wants(), asked, words }
    }
}

struct Ground<'a> {
    segment: &'a Segment,
    incidents: &'a [Incident],
    incident_of: &'a [u32],
    question: &'a Question,
}

/// A token that means something: where it stands, and its class.
pub(super) type Token = (u32, Class);

impl Ground<'_> {
    /// What is suggested for the documents `own`.
    fn suggest(&self, own: &Bits, words: &[&str]) -> io::Result<Vec<Sheaf>> {
        let mut terms = Vec::new();
        for (word, class) in &self.question.words {
            if let Some(term) = self.segment.term(words[*word])? {
                terms.push((term, *class));
            }
        }
        let mut worth = self.worth(&terms, own.bound())?;
        worth.keep(own);
        let candidates: Vec<u32> = worth.iter().map(|document| document as u32).collect();
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let (starts, tokens) = tokens(self.segment, &terms, &worth, &candidates)?;
        let chunks: Vec<usize> = (0..candidates.len()).step_by(AT_A_TIME).collect();
        let sheaf = |desk: &mut AskedDesk, first: usize| {
            let (mut outline, mut sheaf) = (Outline::default(), Sheaf::default());
            let past = candidates.len().min(first + AT_A_TIME);
            for (at, document) in candidates.iter().enumerate().take(past).skip(first) {
                let tokens = &tokens[starts[at] as usize..starts[at + 1] as usize];
                let known = self.segment.outline(*document, &mut outline);
                known.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
                let place = self.incident_of[*document as usize] as usize;
                let text = || self.incidents[place].narrative.as_str();
                sheaf.add(place, &self.question.asked.suggest(desk, &outline, tokens, text));
            }
            Ok(sheaf)
        };
        chunks.into_par_iter().map_init(|| self.question.asked.desk(), sheaf).collect()
    }

    /// The documents that hold what some rule cannot do without.
    fn worth(&self, terms: &[(TermInfo, Class)], documents: usize) -> io::Result<Bits> {
        let asked = &self.question.asked;
        let holding = holding(self.segment, terms, asked.sets(), documents, |class| asked.sets_of(class))?;
        let mut worth = Bits::none(documents);
        for wants in &self.question.wants {
            worth.add(&fulfilling(wants, &holding, documents));
        }
        Ok(worth)
    }
}

/// For each candidate its tokens that mean something, in order; and where those of each begin, one
/// more for the end.
pub(super) fn tokens(
    segment: &Segment,
    terms: &[(TermInfo, Class)],
    worth: &Bits,
    candidates: &[u32],
) -> io::Result<(Vec<u32>, Vec<Token>)> {
    let mut number = vec![NOBODY; worth.bound()];
    candidates.iter().zip(0..).for_each(|(document, at)| number[*document as usize] = at);
    let mut found: Vec<(u32, Token)> = Vec::new();
    let mut starts = vec![0u32; candidates.len() + 1];
    for (term, class) in terms {
        segment.each_place(term, worth, |document, tokens| {
            let at = number[document as usize];
            starts[at as usize + 1] += tokens.len() as u32;
            found.extend(tokens.iter().map(|token| (at, (*token, *class))));
        })?;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut tokens = vec![(0, 0); found.len()];
    for (at, token) in found {
        let next = &mut next[at as usize];
        tokens[*next as usize] = token;
        *next += 1;
    }
    for ends in starts.windows(2) {
        tokens[ends[0] as usize..ends[1] as usize].sort_unstable();
    }
    Ok((starts, tokens))
}

/// For each set of words the documents that hold one, where there are some.
pub(super) fn holding(
    segment: &Segment,
    terms: &[(TermInfo, Class)],
    sets: usize,
    documents: usize,
    sets_of: impl Fn(Class) -> Vec<u32>,
) -> io::Result<Vec<Option<Bits>>> {
    let mut holding = vec![None; sets];
    let mut holders = Vec::new();
    for (term, class) in terms {
        let sets = sets_of(*class);
        if sets.is_empty() {
            continue;
        }
        holders.clear();
        segment.each_document(term, &mut |document| holders.push(document))?;
        for set in sets {
            let bits: &mut Bits = holding[set as usize].get_or_insert_with(|| Bits::none(documents));
            holders.iter().for_each(|document| bits.insert(*document as usize));
        }
    }
    Ok(holding)
}

/// The documents that fulfil `wants`; `holding` are for each set of words those that hold one.
pub(super) fn fulfilling(wants: &Wants, holding: &[Option<Bits>], documents: usize) -> Bits {
    match wants {
        Wants::Anything => Bits::all(documents),
        Wants::Word(set) => match &holding[*set as usize] {
            Some(bits) => bits.clone(),
            None => Bits::none(documents),
        },
        Wants::Each(parts) => {
            let mut found = Bits::all(documents);
            parts.iter().for_each(|part| found.keep(&fulfilling(part, holding, documents)));
            found
        }
        Wants::OneOf(parts) => {
            let mut found = Bits::none(documents);
            parts.iter().for_each(|part| found.add(&fulfilling(part, holding, documents)));
            found
        }
    }
}
