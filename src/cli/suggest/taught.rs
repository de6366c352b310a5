//! What people said, as the model learns from it.

use crate::cli::Failure;
use crate::cli::desk::Desk;
use crate::cli::from::From;
use crate::cli::peer::peer;
use crate::cli::{Context, complain};
use keerpunt::analysis::Gold;
use keerpunt::codebook::Codebook;
use keerpunt::coding::journal::Kind;
use keerpunt::learn::{Grain, Mark};
use keerpunt::matcher::Suggestions;
use keerpunt::report::printable;
use keerpunt::span::Span;
use keerpunt::study::{NoGold, read_marked};
use std::path::Path;

/// What people said of every code.
pub struct Taught {
    /// Who, for people.
    pub who: String,
    gold: Vec<Gold>,
    read: Vec<bool>,
    /// Passages that persons turned down, by incident and code id.
    rejected: Vec<(usize, String, Span)>,
}

impl Taught {
    /// What the coders said that were asked for, and what everybody turned down.
    ///
    /// # Errors
    /// Nobody said anything.
    pub fn by_coders(
        desk: &Desk,
        codebook: &Codebook,
        whose: &From,
        context: &Context,
    ) -> Result<Self, Failure> {
        let peer = peer(&desk.study, &desk.loaded, codebook, whose, context)?;
        let who = peer.people.coders.join(", ");
        Ok(Self { who, gold: peer.gold, read: peer.read, rejected: rejected(desk) })
    }

    /// What a file of hand coding says. Where no line says that an incident was read, those that a
    /// line names were.
    ///
    /// # Errors
    /// No line of it can be used.
    pub fn by_file(desk: &Desk, codebook: &Codebook, file: &Path) -> Result<Self, Failure> {
        let failed = |error: String| Failure::usage(format!("{} {error}", file.display()), NoGold::HELP);
        let marked = read_marked(file, desk.study.root(), desk.incidents(), codebook)
            .map_err(|error| failed(error.to_string()))?;
        for (line, problem) in &marked.problems {
            complain(&printable(&format!("error: {}:{line}: {problem}", file.display())));
        }
        if marked.marks.is_empty() {
            return Err(failed("holds no line that can be used".to_string()));
        }
        let mut read = vec![false; desk.incidents().len()];
        marked
            .read
            .iter()
            .chain(marked.marks.iter().map(|one| &one.incident))
            .for_each(|at| read[*at] = true);
        let gold = |one: &keerpunt::study::MarkedLine| Gold {
            incident: one.incident,
            code: one.code,
            span: one.span,
        };
        let gold = marked.marks.iter().map(gold).collect();
        Ok(Self { who: file.display().to_string(), gold, read, rejected: Vec::new() })
    }

    /// How many incidents were read.
    pub fn incidents(&self) -> usize {
        self.read.iter().filter(|read| **read).count()
    }

    /// What is ranked where nobody says: sentences where passages of the code were coded, else incidents.
    pub fn grain(&self, codebook: &Codebook, code: usize) -> Grain {
        match self.of(codebook, code).any(|one| one.span.is_some()) {
            true => Grain::Sentence,
            false => Grain::Incident,
        }
    }

    fn of<'a>(&'a self, codebook: &'a Codebook, code: usize) -> impl Iterator<Item = &'a Gold> {
        self.gold.iter().filter(move |one| codebook.is_within(one.code, code))
    }

    /// What was said of one code in each incident, and what its rules suggest.
    pub fn marks(&self, codebook: &Codebook, code: usize, suggestions: &Suggestions) -> Vec<Mark> {
        let mut marks: Vec<Mark> =
            self.read.iter().map(|read| Mark { read: *read, ..Mark::default() }).collect();
        for one in self.of(codebook, code) {
            match one.span {
                Some(span) => marks[one.incident].coded.push(span),
                None => marks[one.incident].whole = true,
            }
        }
        for (incident, id, span) in &self.rejected {
            if *id == codebook.codes[code].id {
                marks[*incident].rejected.push(*span);
            }
        }
        for (incident, mark) in marks.iter_mut().enumerate() {
            let rules =
                suggestions.of(incident).filter(|one| !one.negated && codebook.is_within(one.code, code));
            mark.rules = rules.map(|one| one.span).collect();
        }
        marks
    }
}

fn rejected(desk: &Desk) -> Vec<(usize, String, Span)> {
    let places = keerpunt::coding::places(desk.incidents());
    let people = desk.loaded.shelf.standings.iter().filter(|one| one.coder.kind == Kind::Person);
    let verdicts = people.flat_map(|one| &one.verdicts).filter(|one| !one.accepted);
    verdicts
        .filter_map(|one| {
            let told = &one.suggestion;
            let place = *places.get(told.incident.as_str())?;
            let span = told.at.find(&desk.incidents()[place].narrative).span()?;
            Some((place, told.code.clone(), span))
        })
        .collect()
}
