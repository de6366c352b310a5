//! A codebook rehearsed on a corpus: rules that never fire, wildcards that find nothing or nearly everything.

use super::parts::{Part, find_parts, parts_of};
use super::suggestions::{Reading, worth_a_look};
use crate::codebook::pattern::{Form, Kind};
use crate::codebook::{BookFile, Codebook, Pattern, Rule, RulePlaces};
use crate::corpus::Incident;
use crate::diagnostic::Diagnostic;
use crate::index::Index;
use crate::matcher::Matcher;
use crate::span::Span;
use crate::text::{Language, Speakers};
use crate::yaml::Node;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

/// In fewer incidents than this nothing is called common.
const FEW: usize = 3;
/// How many words a note names.
const NAMED: usize = 6;

/// A corpus to try rules on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// Its incidents.
    pub incidents: &'a [Incident],
    /// Whose turns rules do not read.
    pub speakers: &'a Speakers,
    /// Which incidents hold which words, where there is an index.
    pub index: Option<&'a Index>,
    /// Told how far it is.
    pub progress: Reading<'a>,
}

/// What a corpus tells of a codebook without faults, as notes with their places in its file.
pub fn notes(file: &BookFile, ground: &Ground<'_>) -> Vec<Diagnostic> {
    let Some(codebook) = &file.codebook else { return Vec::new() };
    let mut notes = Notes { codebook, file, bases: bases(ground.incidents), said: Vec::new() };
    notes.languages();
    let fired = fired(codebook, ground);
    notes.silent_rules(&fired);
    let words = Words::of(file, codebook);
    let found = find_parts(&words.parts, ground, false);
    let incidents: Vec<usize> = found.into_iter().map(|found| found.incidents).collect();
    notes.common_words(&words, &incidents);
    notes.words_without_hits(&words, &incidents, &fired);
    notes.said.sort_by_key(|note| note.span);
    notes.said
}

/// How many incidents with text there are in each language.
fn bases(incidents: &[Incident]) -> BTreeMap<Language, usize> {
    let mut bases = BTreeMap::new();
    for incident in incidents.iter().filter(|incident| !incident.narrative.is_blank()) {
        *bases.entry(incident.language.clone()).or_default() += 1;
    }
    bases
}

/// For each rule of each code whether it found anything, negated or not.
fn fired(codebook: &Codebook, ground: &Ground<'_>) -> Vec<Vec<bool>> {
    let matcher = Matcher::new(codebook, ground.speakers);
    let worth = worth_a_look(ground.incidents, codebook, ground.index);
    let done = AtomicUsize::new(0);
    let none = || codebook.codes.iter().map(|code| vec![false; code.rules.len()]).collect::<Vec<_>>();
    let note = |mut fired: Vec<Vec<bool>>, (at, incident): (usize, &Incident)| {
        (ground.progress)(1 + done.fetch_add(1, Ordering::Relaxed), ground.incidents.len());
        if worth.as_ref().is_none_or(|worth| worth.contains(at)) {
            for suggestion in matcher.suggest(&incident.narrative, &incident.language) {
                suggestion.evidence.iter().for_each(|hit| fired[suggestion.code][hit.rule() - 1] = true);
            }
        }
        fired
    };
    let either = |mut left: Vec<Vec<bool>>, right: Vec<Vec<bool>>| {
        for (left, right) in left.iter_mut().flatten().zip(right.into_iter().flatten()) {
            *left |= right;
        }
        left
    };
    ground.incidents.par_iter().enumerate().fold(none, note).reduce(none, either)
}

/// One word with `*` at one place of a rule.
struct Occurrence {
    code: usize,
    rule: usize,
    place: Span,
    /// Its place among the distinct words.
    word: usize,
    /// It hits by itself: it is a whole pattern, or an alternative of one.
    alone: bool,
    /// It stands under `none`.
    forbids: bool,
}

/// Every word with `*` of a codebook.
#[derive(Default)]
struct Words {
    occurrences: Vec<Occurrence>,
    /// The distinct ones, by language.
    parts: Vec<Part>,
    known: HashMap<(Option<Language>, String), usize>,
}

impl Words {
    fn of(file: &BookFile, codebook: &Codebook) -> Self {
        let mut words = Self::default();
        for (code, places) in file.places.codes.iter().enumerate() {
            for (rule, places) in places.rules.iter().enumerate() {
                let meant = &codebook.codes[code].rules[rule];
                let RulePlaces { any, all, none, .. } = places;
                for (patterns, nodes, forbids) in
                    [(&meant.any, any, false), (&meant.all, all, false), (&meant.none, none, true)]
                {
                    for (pattern, node) in patterns.iter().zip(nodes) {
                        words.add(pattern, node, &file.source, meant, (code, rule, forbids));
                    }
                }
            }
        }
        words
    }

    fn add(
        &mut self,
        pattern: &Pattern,
        node: &Node,
        source: &str,
        meant: &Rule,
        (code, rule, forbids): (usize, usize, bool),
    ) {
        for (part, span) in parts_of(pattern, meant) {
            let Kind::Words(read) = &part.pattern.kind else { continue };
            if !matches!(&read.form, Form::Word(word) if word.is_open()) {
                continue;
            }
            let key = (part.language.clone(), part.pattern.source.clone());
            let word = *self.known.entry(key).or_insert_with(|| {
                self.parts.push(part.clone());
                self.parts.len() - 1
            });
            let alone = alone(pattern, span);
            let place = node.place_inside(source, span);
            self.occurrences.push(Occurrence { code, rule, place, word, alone, forbids });
        }
    }
}

/// True where the word on these bytes is the whole pattern or an alternative of it.
fn alone(pattern: &Pattern, span: Span) -> bool {
    let Kind::Words(node) = &pattern.kind else { return false };
    let mut here = node;
    loop {
        match &here.form {
            Form::Word(_) => return here.span == span,
            Form::Either(parts) => match parts.iter().find(|part| part.span.contains(span)) {
                Some(part) => here = part,
                None => return false,
            },
            _ => return false,
        }
    }
}

struct Notes<'a> {
    codebook: &'a Codebook,
    file: &'a BookFile,
    bases: BTreeMap<Language, usize>,
    said: Vec<Diagnostic>,
}

impl Notes<'_> {
    /// In how many incidents a rule of this language could find something.
    fn base(&self, language: Option<&Language>) -> usize {
        match language {
            Some(language) => self.bases.get(language).copied().unwrap_or(0),
            None => self.bases.values().sum(),
        }
    }

    /// `26 incidents in `nl``
    fn of_base(&self, language: Option<&Language>) -> String {
        let base = self.base(language);
        let incidents = if base == 1 { "incident" } else { "incidents" };
        match language {
            Some(language) => format!("{base} {incidents} in `{language}`"),
            None => format!("{base} {incidents}"),
        }
    }

    fn rule(&self, code: usize, rule: usize) -> (String, Option<&Language>, Span) {
        let name = format!("{}#{}", self.codebook.codes[code].id, rule + 1);
        let language = self.codebook.codes[code].rules[rule].language.as_ref();
        (name, language, self.file.places.codes[code].rules[rule].start)
    }

    fn rules(&self) -> Vec<(usize, usize)> {
        let rules =
            |(at, code): (usize, &crate::codebook::Code)| (0..code.rules.len()).map(move |rule| (at, rule));
        self.codebook.codes.iter().enumerate().flat_map(rules).collect()
    }

    fn languages(&mut self) {
        let mut without: BTreeMap<Language, (Span, usize)> = BTreeMap::new();
        for (code, rule) in self.rules() {
            let (_, language, place) = self.rule(code, rule);
            if let Some(language) = language.filter(|language| self.base(Some(language)) == 0) {
                without.entry(language.clone()).or_insert((place, 0)).1 += 1;
            }
        }
        for (language, (place, rules)) in without {
            let rules = if rules == 1 { "1 rule was".to_string() } else { format!("{rules} rules were") };
            let message = format!("no incident is in `{language}`, so {rules} not tried");
            self.said.push(
                Diagnostic::note("no-incident-in-language", message)
                    .at(place)
                    .label("the first of them")
                    .help("an incident says its language with an attribute `lang`; the study file says the usual one"),
            );
        }
    }

    fn silent_rules(&mut self, fired: &[Vec<bool>]) {
        for (code, rule) in self.rules() {
            let (name, language, place) = self.rule(code, rule);
            if fired[code][rule] || self.base(language) == 0 {
                continue;
            }
            let message = format!("`{name}` finds nothing in {}", self.of_base(language));
            let help = format!(
                "`keerpunt codebook explain {}` shows how its patterns were read",
                self.codebook.codes[code].id
            );
            self.said.push(Diagnostic::note("rule-never-fires", message).at(place).help(help));
        }
    }

    fn common_words(&mut self, words: &Words, incidents: &[usize]) {
        let mut told = vec![false; words.parts.len()];
        for one in &words.occurrences {
            let part = &words.parts[one.word];
            let (base, found) = (self.base(part.language.as_ref()), incidents[one.word]);
            if told[one.word] || !one.alone || base < FEW || found * 2 <= base {
                continue;
            }
            told[one.word] = true;
            let of = self.of_base(part.language.as_ref());
            let message = format!("`{}` stands in {found} of {of}", part.pattern.source);
            self.said.push(
                Diagnostic::note("wildcard-finds-most", message)
                    .at(one.place)
                    .label("in more than half of them")
                    .help("a word this common tells little: write more of it, or make it part of a row"),
            );
        }
    }

    /// One note a rule; a rule that never fires has its own.
    fn words_without_hits(&mut self, words: &Words, incidents: &[usize], fired: &[Vec<bool>]) {
        let mut by_rule: BTreeMap<(usize, usize), Vec<&Occurrence>> = BTreeMap::new();
        for one in &words.occurrences {
            if incidents[one.word] == 0 && !one.forbids && fired[one.code][one.rule] {
                by_rule.entry((one.code, one.rule)).or_default().push(one);
            }
        }
        for ((code, rule), silent) in by_rule {
            let (name, language, _) = self.rule(code, rule);
            let named: Vec<String> = silent
                .iter()
                .take(NAMED)
                .map(|one| format!("`{}`", words.parts[one.word].pattern.source))
                .collect();
            let more = match silent.len() - named.len() {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            let find = if silent.len() == 1 { "finds" } else { "find" };
            let message = format!(
                "{}{more} of `{name}` {find} nothing in {}",
                named.join(", "),
                self.of_base(language)
            );
            let help = format!(
                "see that they are spelt right: `keerpunt codebook explain {}`",
                self.codebook.codes[code].id
            );
            self.said.push(
                Diagnostic::note("wildcard-finds-nothing", message)
                    .at(silent[0].place)
                    .label(if silent.len() == 1 { "" } else { "the first of them" })
                    .help(help),
            );
        }
    }
}
