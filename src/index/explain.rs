//! How a search was read, and which words of the corpus it joins.

use super::Index;
use super::derive::needs_of_pattern;
use super::query::{FieldTest, Query, ValueTest};
use super::search::{Ground, Search};
use crate::codebook::Pattern;
use crate::codebook::pattern::{Kind, Word};
use crate::corpus::Incident;
use crate::matcher::Finder;
use crate::text::Language;
use crate::text::chars::SOFT_HYPHEN;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// A word of a search that stands for several, with those of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// As it is written in a pattern.
    pub word: String,
    /// What it finds, in small letters, with how often; by number, then text.
    pub forms: Vec<(String, usize)>,
}

impl Search {
    /// How it was read, in lines; what stands inside something is indented by two blanks.
    pub fn described(&self) -> Vec<String> {
        let mut lines = Vec::new();
        describe(&self.query, &mut self.patterns.iter(), 0, &mut lines);
        lines
    }

    /// The words that stand for several, each once, with those that they find in the corpus.
    pub fn joined(
        &self,
        ground: &Ground<'_>,
        index: Option<&Index>,
        languages: &[Language],
        keep: &(dyn Fn(&Incident) -> bool + Sync),
    ) -> Vec<Joined> {
        let mut words: Vec<&Word> = Vec::new();
        for pattern in &self.patterns {
            let Kind::Words(node) = &pattern.kind else { continue };
            for (word, _) in node.words() {
                if (word.stem || word.is_open()) && !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        words.into_iter().map(|word| joined(word, ground, index, languages, keep)).collect()
    }
}

fn joined(
    word: &Word,
    ground: &Ground<'_>,
    index: Option<&Index>,
    languages: &[Language],
    keep: &(dyn Fn(&Incident) -> bool + Sync),
) -> Joined {
    let pattern = Pattern::of_word(word.clone());
    let worth = index.and_then(|index| index.candidates(&needs_of_pattern(&pattern, None, languages)).ok());
    let finder = Finder::new(&pattern, ground.speakers);
    let worth = |place: &usize| worth.as_ref().is_none_or(|worth| worth.contains(*place));
    let places: Vec<usize> = (0..ground.incidents.len()).filter(worth).collect();
    let counts = places.into_par_iter().map(|place| &ground.incidents[place]).filter(|one| keep(one)).fold(
        HashMap::new,
        |mut counts: HashMap<String, usize>, incident| {
            let narrative = &incident.narrative;
            for hit in finder.hits_everywhere(narrative, &incident.language, ground.within) {
                *counts.entry(plain(hit.of(narrative))).or_default() += 1;
            }
            counts
        },
    );
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    for counts in counts.collect::<Vec<_>>() {
        counts.into_iter().for_each(|(form, count)| *all.entry(form).or_default() += count);
    }
    let mut forms: Vec<(String, usize)> = all.into_iter().collect();
    forms.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    Joined { word: word.to_string(), forms }
}

/// A word as one would write it on one line.
fn plain(word: &str) -> String {
    let visible = word.chars().filter(|c| *c != SOFT_HYPHEN && !c.is_whitespace());
    visible.collect::<String>().to_lowercase()
}

fn describe(
    query: &Query,
    patterns: &mut std::slice::Iter<'_, Pattern>,
    depth: usize,
    lines: &mut Vec<String>,
) {
    let indent = "  ".repeat(depth);
    let mut several = |title: &str, parts: &[Query], lines: &mut Vec<String>| {
        lines.push(format!("{indent}{title}"));
        parts.iter().for_each(|part| describe(part, patterns, depth + 1, lines));
    };
    match query {
        Query::And(parts) => several("all of:", parts, lines),
        Query::Or(parts) => several("at least one of:", parts, lines),
        Query::Not(part) => several("not:", std::slice::from_ref(part), lines),
        Query::Words(_) => {
            let told = patterns.next().map(Pattern::described).unwrap_or_default();
            lines.extend(told.into_iter().map(|line| indent.clone() + &line));
        }
        Query::Field(test) => lines.push(indent + &told(test)),
    }
}

fn told(test: &FieldTest) -> String {
    let name = &test.name;
    match &test.test {
        ValueTest::Filled => format!("the attribute `{name}` has a value"),
        ValueTest::Equals(value) => format!("the attribute `{name}` is `{value}`"),
        ValueTest::Between(low, high) => format!("the attribute `{name}` lies from {low} to {high}"),
    }
}
