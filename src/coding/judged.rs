//! Codings made ready for counting: which incidents were read, and which codes count there.

use super::codings::{Codings, Reading};
use crate::codebook::{Code, Codebook};
use crate::matcher::Suggestion;
use crate::span::Span;
use crate::text::Localised;
use std::collections::{BTreeMap, BTreeSet};

/// Whose codings count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A code counts when any of those who read the incident gave it.
    Anybody,
    /// A code counts when all who read the incident gave it.
    AllAgree,
    /// Only this coder's.
    Coder(String),
}

/// Nobody of this name gave codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no coder is called `{0}`")]
pub struct UnknownCoder(pub String);

/// Whose judgement a table shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct People {
    /// What was asked: `codings`, `all-agree`, `coder:NAME`.
    pub from: String,
    /// The names of the coders.
    pub coders: Vec<String>,
}

/// Codings ready for counting.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Whose they are.
    pub people: People,
    /// The codes that somebody gave, parents before children, in order of their text.
    pub codebook: Codebook,
    /// For each incident whether one of the coders read it.
    pub read: Vec<bool>,
    /// The codes of each incident in the shape that counting takes; each stands for the whole narrative.
    pub marks: Vec<Vec<Suggestion>>,
}

impl Codings {
    /// Makes the codings of some coders ready for counting. Every code that any coder gave has a
    /// place, so that tables of several coders have the same rows.
    ///
    /// # Errors
    /// No coder has the name.
    pub fn judged(&self, choice: &Choice) -> Result<Judged, UnknownCoder> {
        let only = match choice {
            Choice::Coder(name) => {
                let place = self.coders.iter().position(|coder| coder == name);
                Some(place.ok_or_else(|| UnknownCoder(name.clone()))?)
            }
            Choice::Anybody | Choice::AllAgree => None,
        };
        let (codebook, places) = self.codebook();
        let mut read = Vec::with_capacity(self.incidents.len());
        let mut marks = Vec::with_capacity(self.incidents.len());
        for readings in &self.incidents {
            let heard: Vec<&Reading> =
                readings.iter().filter(|one| only.is_none_or(|coder| one.coder == coder)).collect();
            let mut times: BTreeMap<usize, usize> = BTreeMap::new();
            for code in heard.iter().flat_map(|one| &one.codes) {
                *times.entry(places[code.as_str()]).or_default() += 1;
            }
            let enough = if *choice == Choice::AllAgree { heard.len() } else { 1 };
            let counted = times.into_iter().filter(|(_, times)| *times >= enough);
            marks.push(counted.map(|(code, _)| mark(code)).collect());
            read.push(!heard.is_empty());
        }
        let (from, coders) = match choice {
            Choice::Anybody => ("codings".to_string(), self.coders.clone()),
            Choice::AllAgree => ("all-agree".to_string(), self.coders.clone()),
            Choice::Coder(name) => (format!("coder:{name}"), vec![name.clone()]),
        };
        Ok(Judged { people: People { from, coders }, codebook, read, marks })
    }

    /// The codes that somebody gave, and the place of each spelling.
    fn codebook(&self) -> (Codebook, BTreeMap<&str, usize>) {
        let given: BTreeSet<&str> =
            self.incidents.iter().flatten().flat_map(|one| &one.codes).map(String::as_str).collect();
        let mut all: BTreeSet<&str> = given.clone();
        for code in &given {
            let mut rest = *code;
            while let Some(above) = self.above(rest) {
                all.insert(above);
                rest = above;
            }
        }
        let mut ordered: Vec<&str> = all.into_iter().collect();
        // A parent is shorter than what lies below it.
        ordered.sort_by_key(|code| (code.len(), *code));
        let places: BTreeMap<&str, usize> =
            ordered.iter().enumerate().map(|(at, code)| (*code, at)).collect();
        let mut codes: Vec<Code> = Vec::with_capacity(ordered.len());
        for id in &ordered {
            let parent = self.above(id).map(|above| places[above]);
            codes.push(Code {
                id: id.to_string(),
                parent,
                level: parent.map_or(1, |parent| codes[parent].level + 1),
                label: Localised::default(),
                group: !given.contains(id),
                ..Code::default()
            });
        }
        (Codebook { id: "codes of the archive".to_string(), codes, ..Codebook::default() }, places)
    }

    /// The code above one, where levels are separated.
    fn above<'a>(&self, code: &'a str) -> Option<&'a str> {
        let (above, below) = code.rsplit_once(self.level_separator.as_deref()?)?;
        let above = above.trim_end();
        (!above.is_empty() && !below.trim().is_empty()).then_some(above)
    }
}

fn mark(code: usize) -> Suggestion {
    Suggestion { code, span: Span::new(0, 0), negated: false, valence: None, evidence: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codings(levels: Option<&str>) -> Codings {
        let reading =
            |coder, codes: &[&str]| Reading { coder, codes: codes.iter().map(ToString::to_string).collect() };
        Codings {
            coders: vec!["an".into(), "bo".into()],
            incidents: vec![
                vec![reading(0, &["x/a"]), reading(1, &["x/a", "y"])],
                vec![reading(1, &[])],
                Vec::new(),
            ],
            level_separator: levels.map(str::to_string),
        }
    }

    fn ids(judged: &Judged, incident: usize) -> Vec<&str> {
        judged.marks[incident].iter().map(|one| judged.codebook.codes[one.code].id.as_str()).collect()
    }

    #[test]
    fn a_code_counts_by_whose_codings_are_asked() {
        let codings = codings(None);
        let anybody = codings.judged(&Choice::Anybody).unwrap();
        assert_eq!((ids(&anybody, 0), &anybody.read[..]), (vec!["y", "x/a"], &[true, true, false][..]));
        assert_eq!(ids(&codings.judged(&Choice::AllAgree).unwrap(), 0), ["x/a"]);
        let an = codings.judged(&Choice::Coder("an".into())).unwrap();
        assert_eq!((ids(&an, 0), &an.read[..]), (vec!["x/a"], &[true, false, false][..]));
        assert_eq!(codings.judged(&Choice::Coder("cy".into())).unwrap_err(), UnknownCoder("cy".into()));
    }

    #[test]
    fn codes_are_flat_unless_their_levels_are_separated() {
        let levels = |judged: Judged| -> Vec<(String, usize, bool)> {
            judged.codebook.codes.into_iter().map(|code| (code.id, code.level, code.group)).collect()
        };
        let flat = levels(codings(None).judged(&Choice::Anybody).unwrap());
        assert_eq!(flat, [("y".into(), 1, false), ("x/a".into(), 1, false)]);
        let deep = levels(codings(Some("/")).judged(&Choice::Anybody).unwrap());
        assert_eq!(deep, [("x".into(), 1, true), ("y".into(), 1, false), ("x/a".into(), 2, false)]);
    }
}
