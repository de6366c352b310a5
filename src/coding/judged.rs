//! Codings made ready for counting: which incidents were read, and which codes count there.

use super::codings::{Codings, Mark, Reading};
use super::journal::Kind;
use crate::codebook::{Code, Codebook, Valence};
use crate::span::Span;
use crate::text::Localised;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Whose codings count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// A code counts when any person who read the incident gave it.
    Anybody,
    /// A code counts when all persons who read the incident gave it.
    AllAgree,
    /// Only this coder's, a person or a model.
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
    /// The only coder is a model.
    pub model: bool,
    /// Codes of the study's codebook are among the rows.
    pub with_codebook: bool,
}

/// Codings ready for counting.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Whose they are.
    pub people: People,
    /// The codes of the study's codebook, where somebody used it, then those that only stand in
    /// the codings, parents before children, in order of their text.
    pub codebook: Codebook,
    /// From here the codes of `codebook` are those that only stand in the codings.
    pub foreign: usize,
    /// For each incident whether one of the coders read it.
    pub read: Vec<bool>,
    /// What counts in each incident.
    pub marks: Vec<Vec<Given>>,
}

/// A code that counts in an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Place in [`Judged::codebook`].
    pub code: usize,
    /// The stretch, in bytes of the narrative; none for the whole incident.
    pub span: Option<Span>,
    /// Whether the conduct was there or lacking, where a coder said it.
    pub valence: Option<Valence>,
    /// It was given to a stretch that is not found in the narrative any more.
    pub lost: bool,
    /// Who gave it, by their place in [`People::coders`].
    pub coders: Vec<usize>,
}

impl Codings {
    /// Makes the codings of some coders ready for counting. Every code that any coder gave has a
    /// place, so that tables of several coders have the same rows. The codebook is the study's.
    ///
    /// # Errors
    /// No coder has the name.
    pub fn judged(&self, choice: &Choice, codebook: Option<&Codebook>) -> Result<Judged, UnknownCoder> {
        self.judged_over(choice, codebook, false)
    }

    /// The same with the codes of the study's codebook first, whether somebody used it or not.
    ///
    /// # Errors
    /// No coder has the name.
    pub fn judged_beside_rules(&self, choice: &Choice, codebook: &Codebook) -> Result<Judged, UnknownCoder> {
        self.judged_over(choice, Some(codebook), true)
    }

    fn judged_over(
        &self,
        choice: &Choice,
        codebook: Option<&Codebook>,
        always: bool,
    ) -> Result<Judged, UnknownCoder> {
        let heard: Vec<usize> = match choice {
            Choice::Coder(name) => {
                let place = self.coders.iter().position(|coder| coder.name == *name);
                vec![place.ok_or_else(|| UnknownCoder(name.clone()))?]
            }
            Choice::Anybody | Choice::AllAgree => {
                let people = (0..self.coders.len()).filter(|at| self.coders[*at].kind == Kind::Person);
                people.collect()
            }
        };
        let (book, foreign, places) = self.codebook(codebook, always);
        let mut read = Vec::with_capacity(self.incidents.len());
        let mut marks = Vec::with_capacity(self.incidents.len());
        for readings in &self.incidents {
            let readings: Vec<(usize, &Reading)> = readings
                .iter()
                .filter_map(|one| Some((heard.iter().position(|coder| *coder == one.coder)?, one)))
                .collect();
            read.push(!readings.is_empty());
            marks.push(given(&readings, *choice == Choice::AllAgree, &places));
        }
        let from = match choice {
            Choice::Anybody => "codings".to_string(),
            Choice::AllAgree => "all-agree".to_string(),
            Choice::Coder(name) => format!("coder:{name}"),
        };
        let people = People {
            from,
            coders: heard.iter().map(|at| self.coders[*at].name.clone()).collect(),
            model: heard.iter().any(|at| self.coders[*at].kind == Kind::Model),
            with_codebook: foreign > 0,
        };
        Ok(Judged { people, codebook: book, foreign, read, marks })
    }

    /// The codes that have a row, how many of them are the codebook's, and the place of each spelling.
    fn codebook(&self, codebook: Option<&Codebook>, always: bool) -> (Codebook, usize, HashMap<&str, usize>) {
        let given: BTreeSet<&str> = self
            .incidents
            .iter()
            .flatten()
            .flat_map(|one| &one.marks)
            .map(|mark| mark.code.as_str())
            .collect();
        let of_book: HashMap<&str, usize> = codebook.into_iter().flat_map(Codebook::places).collect();
        let used = always || self.journals || given.iter().any(|code| of_book.contains_key(code));
        let own = |code: &str| of_book.get(code).copied().filter(|_| used);
        let mut book = match codebook {
            Some(codebook) if used => codebook.clone(),
            _ => Codebook { id: "codes of the archive".to_string(), ..Codebook::default() },
        };
        let foreign = book.codes.len();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut all: BTreeSet<&str> = BTreeSet::new();
        let known: BTreeSet<&str> =
            given.into_iter().chain(self.offered.iter().map(String::as_str)).collect();
        for code in &known {
            match own(code) {
                Some(place) => {
                    places.insert(code, place);
                }
                None => {
                    // A group or a level that is called like a code of the codebook is that code.
                    let above = std::iter::successors(Some(*code), |code| self.above(code));
                    all.extend(above.take_while(|code| own(code).is_none()));
                }
            }
        }
        let mut ordered: Vec<&str> = all.into_iter().collect();
        // A parent is shorter than what lies below it.
        ordered.sort_by_key(|code| (code.len(), *code));
        for (at, id) in ordered.iter().enumerate() {
            let parent = self.above(id).map(|above| own(above).unwrap_or_else(|| places[above]));
            book.codes.push(Code {
                id: id.to_string(),
                parent,
                level: parent.map_or(1, |parent| book.codes[parent].level + 1),
                label: Localised::default(),
                group: !known.contains(id),
                ..Code::default()
            });
            places.insert(id, foreign + at);
        }
        (book, foreign, places)
    }
}

/// A code with its stretch, valence, and whether the stretch is lost.
type Standpoint = (usize, Option<Span>, Option<Valence>, bool);

/// What counts in one incident: each code and stretch once, with all who gave it.
fn given(readings: &[(usize, &Reading)], all_agree: bool, places: &HashMap<&str, usize>) -> Vec<Given> {
    let mut givers: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    let mut found: BTreeMap<Standpoint, Vec<usize>> = BTreeMap::new();
    for (coder, reading) in readings {
        for Mark { code, span, valence, lost, .. } in &reading.marks {
            givers.entry(code).or_default().insert(*coder);
            let coders = found.entry((places[code.as_str()], *span, *valence, *lost)).or_default();
            if !coders.contains(coder) {
                coders.push(*coder);
            }
        }
    }
    let agreed: BTreeSet<usize> = givers
        .iter()
        .filter(|(_, givers)| !all_agree || givers.len() == readings.len())
        .map(|(code, _)| places[code])
        .collect();
    found
        .into_iter()
        .filter(|((code, ..), _)| agreed.contains(code))
        .map(|((code, span, valence, lost), coders)| Given { code, span, valence, lost, coders })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::journal::Coder;

    fn coder(name: &str, kind: Kind) -> Coder {
        Coder { name: name.into(), kind }
    }

    fn codings(levels: Option<&str>) -> Codings {
        let reading = |coder, codes: &[&str]| Reading {
            coder,
            marks: codes.iter().copied().map(Mark::whole).collect(),
        };
        let above = levels.map(|_| ("x/a".to_string(), "x".to_string()));
        Codings {
            coders: vec![coder("an", Kind::Person), coder("bo", Kind::Person), coder("gpt", Kind::Model)],
            incidents: vec![
                vec![reading(0, &["x/a"]), reading(1, &["x/a", "y"]), reading(2, &["z"])],
                vec![reading(1, &[])],
                vec![reading(2, &["y"])],
            ],
            above: above.into_iter().collect(),
            offered: BTreeSet::new(),
            journals: false,
        }
    }

    fn ids(judged: &Judged, incident: usize) -> Vec<&str> {
        judged.marks[incident].iter().map(|one| judged.codebook.codes[one.code].id.as_str()).collect()
    }

    #[test]
    fn a_code_counts_by_whose_codings_are_asked() {
        let codings = codings(None);
        let anybody = codings.judged(&Choice::Anybody, None).unwrap();
        assert_eq!((ids(&anybody, 0), &anybody.read[..]), (vec!["y", "x/a"], &[true, true, false][..]));
        assert_eq!(anybody.marks[0][1].coders, [0, 1]);
        assert_eq!(ids(&codings.judged(&Choice::AllAgree, None).unwrap(), 0), ["x/a"]);
        let an = codings.judged(&Choice::Coder("an".into()), None).unwrap();
        assert_eq!((ids(&an, 0), &an.read[..]), (vec!["x/a"], &[true, false, false][..]));
        let unknown = codings.judged(&Choice::Coder("cy".into()), None).unwrap_err();
        assert_eq!(unknown, UnknownCoder("cy".into()));
    }

    #[test]
    fn a_model_counts_only_when_it_is_named() {
        let codings = codings(None);
        assert_eq!(codings.judged(&Choice::Anybody, None).unwrap().people.coders, ["an", "bo"]);
        let model = codings.judged(&Choice::Coder("gpt".into()), None).unwrap();
        assert!(model.people.model);
        assert_eq!((ids(&model, 0), &model.read[..]), (vec!["z"], &[true, false, true][..]));
    }

    #[test]
    fn codes_are_flat_unless_their_levels_are_separated() {
        let levels = |judged: Judged| -> Vec<(String, usize, bool)> {
            judged.codebook.codes.into_iter().map(|code| (code.id, code.level, code.group)).collect()
        };
        let flat = levels(codings(None).judged(&Choice::Anybody, None).unwrap());
        assert_eq!(flat, [("y".into(), 1, false), ("z".into(), 1, false), ("x/a".into(), 1, false)]);
        let deep = levels(codings(Some("/")).judged(&Choice::Anybody, None).unwrap());
        let wanted =
            [("x".into(), 1, true), ("y".into(), 1, false), ("z".into(), 1, false), ("x/a".into(), 2, false)];
        assert_eq!(deep, wanted);
    }

    #[test]
    fn codes_of_the_codebook_keep_its_order_and_the_others_stand_behind_them() {
        let book = Codebook {
            id: "book".into(),
            codes: ["y", "b"].map(|id| Code { id: id.into(), level: 1, ..Code::default() }).to_vec(),
            ..Codebook::default()
        };
        let judged = codings(None).judged(&Choice::Anybody, Some(&book)).unwrap();
        let ids: Vec<&str> = judged.codebook.codes.iter().map(|code| code.id.as_str()).collect();
        assert_eq!((ids, judged.foreign), (vec!["y", "b", "z", "x/a"], 2));
        let none = Codebook { codes: book.codes[1..].to_vec(), ..book };
        assert_eq!(codings(None).judged(&Choice::Anybody, Some(&none)).unwrap().foreign, 0);
    }

    #[test]
    fn a_level_that_is_called_like_a_code_of_the_codebook_is_that_code() {
        let book = Codebook {
            id: "book".into(),
            codes: ["x", "b"].map(|id| Code { id: id.into(), level: 1, ..Code::default() }).to_vec(),
            ..Codebook::default()
        };
        let mut codings = codings(Some("/"));
        codings.incidents[1][0].marks.insert(Mark::whole("x"));
        let judged = codings.judged(&Choice::Anybody, Some(&book)).unwrap();
        let codes: Vec<(&str, Option<usize>, usize)> =
            judged.codebook.codes.iter().map(|code| (code.id.as_str(), code.parent, code.level)).collect();
        let expected = [("x", None, 1), ("b", None, 1), ("y", None, 1), ("z", None, 1), ("x/a", Some(0), 2)];
        assert_eq!((&codes[..], judged.foreign), (&expected[..], 2));
        assert_eq!((ids(&judged, 0), ids(&judged, 1)), (vec!["y", "x/a"], vec!["x"]));
    }
}
