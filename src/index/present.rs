//! Which incidents have which code, over the index: what tables of incidents need, without passages.
//!
//! Rules that fire wherever some words stand are sets of narratives and nothing more. The others are
//! evaluated at the places of their words, and regular expressions in the text of the narratives
//! whose words may hold a hit; but nobody asks where in a sentence something was found.

use super::coded::{AT_A_TIME, Coded, fulfilling, holding, own, readable, tokens};
use super::terms::{Segment, TermInfo};
use super::{Bits, Index};
use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::matcher::{Asked, AskedDesk, Class, Sheaf, ToldBySets, Wants};
use crate::text::{Language, Outline};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// A codebook in one language, parted by what its rules ask for.
struct Question {
    /// All rules, with the words that mean something to them.
    asked: Asked,
    told: Vec<ToldBySets>,
    words: Vec<(usize, Class)>,
    /// The rules for which places count, by themselves.
    placed: Asked,
    wants: Vec<Wants>,
    placed_words: Vec<(usize, Class)>,
}

impl Question {
    fn new(codebook: &Codebook, language: &Language, words: &[&str]) -> Self {
        let mut asked = Asked::new(codebook, language);
        let told = asked.told_by_sets();
        let mut rest = codebook.clone();
        for (place, code) in rest.codes.iter_mut().enumerate() {
            let mut number = 0;
            code.rules.retain(|_| {
                number += 1;
                !told.iter().any(|rule| rule.code == place && rule.number == number)
            });
        }
        let mut placed = Asked::new(&rest, language);
        let known = asked.classify(words);
        // What means something to some rules means something to all.
        let some: Vec<&str> = known.iter().map(|(word, _)| words[*word]).collect();
        let placed_words = placed.classify(&some);
        let placed_words = placed_words.into_iter().map(|(at, class)| (known[at].0, class)).collect();
        let words = known;
        Self { told, words, wants: placed.wants(), placed_words, asked, placed }
    }
}

impl Index {
    /// Which incidents of the corpus that the index can answer for have which code of `codebook`. None
    /// of its codes may be [unanswerable](Asked::unanswerable), and no rule may say a valence.
    ///
    /// # Errors
    /// The index cannot be read; the caller reads every text.
    pub fn present(
        &self,
        incidents: &[Incident],
        codebook: &Codebook,
        progress: &(dyn Fn(usize) + Sync),
    ) -> io::Result<Coded> {
        let languages: BTreeSet<&Language> = incidents.iter().map(|incident| &incident.language).collect();
        let words: Vec<&str> = self.terms.words().collect();
        let question = |language| (language, Question::new(codebook, language, &words));
        let questions: BTreeMap<&Language, Question> = languages.into_iter().map(question).collect();
        let answers: Vec<(Vec<Sheaf>, Vec<u32>)> = self
            .terms
            .segments
            .par_iter()
            .map(|segment| {
                let (readable, incident_of) = (readable(segment)?, self.incidents_of(segment));
                let (mut sheaves, mut covered) = (Vec::new(), Vec::new());
                for (language, question) in &questions {
                    let own = own(segment, &readable, &incident_of, incidents, language)?;
                    if own.is_empty() {
                        continue;
                    }
                    let ground = Ground { segment, question, own: &own, words: &words };
                    let mut present = ground.present()?;
                    present.par_sort_unstable();
                    present.dedup();
                    let mut sheaf = Sheaf::default();
                    for (document, code) in present {
                        let incident = incident_of[document as usize] as usize;
                        sheaf.add_code(incident, code as usize, incidents[incident].narrative.len());
                    }
                    sheaves.push(sheaf);
                    covered.extend(own.iter().map(|document| incident_of[document]));
                }
                progress(segment.places.len());
                Ok((sheaves, covered))
            })
            .collect::<io::Result<_>>()?;
        let mut coded = Coded { sheaves: Vec::new(), covered: Bits::none(incidents.len()) };
        for (sheaves, covered) in answers {
            coded.sheaves.extend(sheaves);
            covered.into_iter().for_each(|incident| coded.covered.insert(incident as usize));
        }
        Ok(coded)
    }
}

struct Ground<'a> {
    segment: &'a Segment,
    question: &'a Question,
    /// The documents that are asked about.
    own: &'a Bits,
    words: &'a [&'a str],
}

impl Ground<'_> {
    /// Documents with a code that they have; some twice.
    fn present(&self) -> io::Result<Vec<(u32, u32)>> {
        let mut present = self.by_sets()?;
        present.extend(self.by_places()?);
        Ok(present)
    }

    fn terms(&self, words: &[(usize, Class)]) -> io::Result<Vec<(TermInfo, Class)>> {
        let mut terms = Vec::new();
        for (word, class) in words {
            if let Some(term) = self.segment.term(self.words[*word])? {
                terms.push((term, *class));
            }
        }
        Ok(terms)
    }

    fn by_sets(&self) -> io::Result<Vec<(u32, u32)>> {
        let Question { asked, told, words, .. } = self.question;
        let mut counts = vec![false; asked.sets()];
        for rule in told {
            rule.each.iter().flatten().chain(&rule.none).for_each(|set| counts[*set as usize] = true);
        }
        let sets_of = |class| -> Vec<u32> {
            asked.sets_of_whole(class).iter().copied().filter(|set| counts[*set as usize]).collect()
        };
        let documents = self.own.bound();
        let holding = holding(self.segment, &self.terms(words)?, asked.sets(), documents, sets_of)?;
        let mut present = Vec::new();
        for rule in told {
            let mut found = self.own.clone();
            for list in &rule.each {
                let mut some = Bits::none(documents);
                list.iter().filter_map(|set| holding[*set as usize].as_ref()).for_each(|bits| some.add(bits));
                found.keep(&some);
            }
            for bits in rule.none.iter().filter_map(|set| holding[*set as usize].as_ref()) {
                found.take(bits);
            }
            present.extend(found.iter().map(|document| (document as u32, rule.code as u32)));
        }
        Ok(present)
    }

    fn by_places(&self) -> io::Result<Vec<(u32, u32)>> {
        let Question { placed, wants, placed_words, .. } = self.question;
        let terms = self.terms(placed_words)?;
        let documents = self.own.bound();
        let holding = holding(self.segment, &terms, placed.sets(), documents, |class| placed.sets_of(class))?;
        let mut worth = Bits::none(documents);
        wants.iter().for_each(|wants| worth.add(&fulfilling(wants, &holding, documents)));
        worth.keep(self.own);
        let candidates: Vec<u32> = worth.iter().map(|document| document as u32).collect();
        if candidates.is_empty() {
            return Ok(Vec::new());
        }
        let (starts, tokens) = tokens(self.segment, &terms, &worth, &candidates)?;
        let chunks: Vec<usize> = (0..candidates.len()).step_by(AT_A_TIME).collect();
        let evaluate = |desk: &mut AskedDesk, first: usize| -> io::Result<Vec<(u32, u32)>> {
            let (mut outline, mut codes, mut present) = (Outline::default(), Vec::new(), Vec::new());
            let past = candidates.len().min(first + AT_A_TIME);
            for (at, document) in candidates.iter().enumerate().take(past).skip(first) {
                let tokens = &tokens[starts[at] as usize..starts[at + 1] as usize];
                let known = self.segment.outline(*document, &mut outline);
                known.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
                placed.codes(desk, &outline, tokens, &mut codes);
                present.extend(codes.iter().map(|code| (*document, *code as u32)));
            }
            Ok(present)
        };
        let found: Vec<Vec<(u32, u32)>> =
            chunks.into_par_iter().map_init(|| placed.desk(), evaluate).collect::<io::Result<_>>()?;
        Ok(found.concat())
    }
}
