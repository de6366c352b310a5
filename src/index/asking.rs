//! A question asked of every segment of the index: who is asked, where the words that count stand, and the
//! rules evaluated in each narrative that may fulfil them.

use super::terms::{Segment, TermInfo, UNLINED, language_mark};
use super::{Bits, Index};
use crate::corpus::Incident;
use crate::matcher::{Asked, AskedDesk, Class, Sheaf, Wants};
use crate::text::{Language, Outline};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// So many narratives are evaluated by one thread before it looks for more.
const AT_A_TIME: usize = 2048;

/// No incident.
const NOBODY: u32 = u32::MAX;

/// What an index could say of a codebook.
pub struct Coded {
    /// What is suggested.
    pub sheaves: Vec<Sheaf>,
    /// The incidents of which it can say everything.
    pub covered: Bits,
}

/// A word that means something, by its number in the vocabulary, with its class.
pub(super) type Word = (usize, Class);

/// A token that means something: where it stands, and its class.
pub(super) type Token = (u32, Class);

/// A segment that is asked a question in one language.
pub(super) struct Ground<'a, Q> {
    segment: &'a Segment,
    /// What is asked.
    pub question: &'a Q,
    /// The documents that are asked about.
    pub own: &'a Bits,
    incidents: &'a [Incident],
    /// For each document the incident of the corpus that it is.
    incident_of: &'a [u32],
    words: &'a [&'a str],
}

impl Index {
    /// Asks every segment in every language of the corpus. `question` makes the question of a language
    /// and the distinct words of the index, `answer` answers it for one segment.
    pub(super) fn ask<Q: Sync>(
        &self,
        incidents: &[Incident],
        question: impl Fn(&Language, &[&str]) -> Q,
        answer: impl Fn(&Ground<'_, Q>) -> io::Result<Vec<Sheaf>> + Sync,
        progress: &(dyn Fn(usize) + Sync),
    ) -> io::Result<Coded> {
        let languages: BTreeSet<&Language> = incidents.iter().map(|incident| &incident.language).collect();
        let words: Vec<&str> = self.terms.words().collect();
        let questions: BTreeMap<&Language, Q> =
            languages.into_iter().map(|language| (language, question(language, &words))).collect();
        let of_segment = |segment: &Segment| {
            let (readable, incident_of) = (readable(segment)?, self.incidents_of(segment));
            let (mut sheaves, mut covered) = (Vec::new(), Vec::new());
            for (language, question) in &questions {
                let own = own(segment, &readable, &incident_of, incidents, language)?;
                if own.is_empty() {
                    continue;
                }
                let (own, incident_of, words) = (&own, &incident_of, &words);
                sheaves.extend(answer(&Ground { segment, question, own, incidents, incident_of, words })?);
                covered.extend(own.iter().map(|document| incident_of[document]));
            }
            progress(segment.places.len());
            Ok((sheaves, covered))
        };
        let answers: Vec<(Vec<Sheaf>, Vec<u32>)> =
            self.terms.segments.par_iter().map(of_segment).collect::<io::Result<_>>()?;
        let mut coded = Coded { sheaves: Vec::new(), covered: Bits::none(incidents.len()) };
        for (sheaves, covered) in answers {
            coded.sheaves.extend(sheaves);
            covered.into_iter().for_each(|incident| coded.covered.insert(incident as usize));
        }
        Ok(coded)
    }

    fn incidents_of(&self, segment: &Segment) -> Vec<u32> {
        let at = |place| self.arrangement.position(place).map_or(NOBODY, |incident| incident as u32);
        segment.places.iter().map(at).collect()
    }
}

/// The documents that have an outline.
fn readable(segment: &Segment) -> io::Result<Bits> {
    let mut readable = Bits::all(segment.places.len());
    segment.each_marked(UNLINED, &mut |document| readable.remove(document as usize))?;
    Ok(readable)
}

/// Those of them that are incidents of the corpus in this language.
fn own(
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

impl<'a, Q> Ground<'a, Q> {
    /// The incident that a document is, with its number in the corpus.
    pub fn incident(&self, document: u32) -> (usize, &'a Incident) {
        let place = self.incident_of[document as usize] as usize;
        (place, &self.incidents[place])
    }

    /// For each set of words the documents that hold one, where there are some.
    pub fn holding(
        &self,
        words: &[Word],
        sets: usize,
        sets_of: impl Fn(Class) -> Vec<u32>,
    ) -> io::Result<Vec<Option<Bits>>> {
        holding(self.segment, &self.terms(words)?, sets, sets_of)
    }

    /// Evaluates the rules of `asked` in every document that may fulfil one of `wants`: `take` is given
    /// each with its outline and its tokens, and puts what it finds into what it collects.
    pub fn evaluate<T: Default + Send>(
        &self,
        asked: &Asked,
        wants: &[Wants],
        words: &[Word],
        take: impl Fn(&mut AskedDesk, &mut T, u32, &Outline, &[Token]) + Sync,
    ) -> io::Result<Vec<T>> {
        let (terms, documents) = (self.terms(words)?, self.own.bound());
        let holding = holding(self.segment, &terms, asked.sets(), |class| asked.sets_of(class))?;
        let mut worth = Bits::none(documents);
        wants.iter().for_each(|wants| worth.add(&fulfilling(wants, &holding, documents)));
        worth.keep(self.own);
        let candidates: Vec<u32> = worth.iter().map(|document| document as u32).collect();
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let (starts, tokens) = tokens(self.segment, &terms, &worth, &candidates)?;
        let some = |desk: &mut AskedDesk, first: usize| {
            let (mut outline, mut found) = (Outline::default(), T::default());
            let past = candidates.len().min(first + AT_A_TIME);
            for (at, document) in candidates.iter().enumerate().take(past).skip(first) {
                let tokens = &tokens[starts[at] as usize..starts[at + 1] as usize];
                let known = self.segment.outline(*document, &mut outline);
                known.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
                take(desk, &mut found, *document, &outline, tokens);
            }
            Ok(found)
        };
        let chunks: Vec<usize> = (0..candidates.len()).step_by(AT_A_TIME).collect();
        chunks.into_par_iter().map_init(|| asked.desk(), some).collect()
    }

    fn terms(&self, words: &[Word]) -> io::Result<Vec<(TermInfo, Class)>> {
        let mut terms = Vec::new();
        for (word, class) in words {
            if let Some(term) = self.segment.term(self.words[*word])? {
                terms.push((term, *class));
            }
        }
        Ok(terms)
    }
}

/// For each candidate its tokens that mean something, in order; and where those of each begin, one
/// more for the end.
fn tokens(
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
fn holding(
    segment: &Segment,
    terms: &[(TermInfo, Class)],
    sets: usize,
    sets_of: impl Fn(Class) -> Vec<u32>,
) -> io::Result<Vec<Option<Bits>>> {
    let documents = segment.places.len();
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
fn fulfilling(wants: &Wants, holding: &[Option<Bits>], documents: usize) -> Bits {
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
