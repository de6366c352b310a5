//! A codebook compiled for the narratives of one language.

use super::negation::Negation;
use super::program::{Program, rarest};
use super::stream::Reader;
use super::vocabulary::Interest;
use super::words::{Leaf, Lexicon};
use crate::codebook::{Codebook, Marks, Negated, Pattern, Rule, Scope, Valence};
use crate::text::negators::Negators;
use crate::text::{Endings, Language, Speakers};
use regex::Regex;
use std::collections::HashMap;

/// A codebook compiled for one language.
pub(super) struct Compiled {
    pub lexicon: Lexicon,
    pub interest: Interest,
    endings: Endings,
    pub negation: Negation,
    /// Every pattern once.
    pub programs: Vec<Program>,
    /// For each pattern the codes that it refers to, if it is a `code:`.
    pub referred: Vec<Vec<usize>>,
    pub rules: Vec<CompiledRule>,
    /// The rules that no word fires, in the order of `rules`.
    pub always: Vec<usize>,
    /// Finds something wherever some regex of the rules that no word fires does; where there are several.
    pub glance: Option<Regex>,
    /// No rule asks for a word, nor whether one near a hit negates it: tokens are not needed.
    pub wordless: bool,
    /// Codes with rules that refer to other codes, those referred to before those that refer.
    pub late: Vec<usize>,
}

/// A rule with its patterns as places in [`Compiled::programs`].
pub(super) struct CompiledRule {
    /// Place of its code in the codebook.
    pub code: usize,
    /// Which rule of its code, from 1.
    pub number: usize,
    pub any: Vec<usize>,
    pub all: Vec<usize>,
    pub none: Vec<usize>,
    pub within: Scope,
    pub marks: Marks,
    pub negated: Negated,
    pub valence: Option<Valence>,
    /// Some pattern of it is a `code:`.
    pub refers: bool,
}

impl Compiled {
    pub(super) fn new(codebook: &Codebook, language: &Language) -> Self {
        let mut lexicon = Lexicon::new(language);
        let negators = match codebook.negators.get(language) {
            Some(entries) => Negators::replaced(language, entries),
            None => Negators::of(language),
        };
        let negation = Negation::new(&negators, &mut lexicon);
        let mut programs = Programs { language, lexicon, places: HashMap::new(), list: Vec::new() };
        let mut rules = Vec::new();
        for (code, entry) in codebook.codes.iter().enumerate() {
            for (place, rule) in entry.rules.iter().enumerate() {
                if rule.language.as_ref().is_none_or(|own| own == language) {
                    rules.push(programs.rule(rule, code, place + 1));
                }
            }
        }
        let Programs { lexicon, list, .. } = programs;
        let referred: Vec<Vec<usize>> = list.iter().map(|program| referred(program, codebook)).collect();
        for rule in &mut rules {
            let mut patterns = rule.all.iter().chain(&rule.any).chain(&rule.none);
            rule.refers = patterns.any(|pattern| matches!(list[*pattern], Program::Code(_)));
        }
        let mut compiled = Self {
            interest: Interest::new(&lexicon),
            lexicon,
            endings: Endings::of(language),
            negation,
            programs: list,
            late: late(&rules, &referred, codebook.codes.len()),
            referred,
            rules,
            always: Vec::new(),
            glance: None,
            wordless: false,
        };
        compiled.watch();
        let asks = |program: &Program| matches!(program, Program::Words(_));
        compiled.wordless = !compiled.programs.iter().any(asks)
            && compiled.rules.iter().all(|rule| rule.negated == Negated::Ignore);
        compiled
    }

    /// One pattern by itself.
    pub(super) fn of_pattern(pattern: &Pattern, language: &Language) -> Self {
        let mut lexicon = Lexicon::new(language);
        let negation = Negation::new(&Negators::default(), &mut lexicon);
        let program = Program::new(pattern, language, &mut lexicon);
        let mut compiled = Self {
            interest: Interest::new(&lexicon),
            lexicon,
            endings: Endings::of(language),
            negation,
            programs: vec![program],
            referred: vec![Vec::new()],
            rules: Vec::new(),
            always: Vec::new(),
            glance: None,
            wordless: false,
            late: Vec::new(),
        };
        compiled.watch();
        compiled
    }

    pub(super) fn reader<'a>(&'a self, speakers: &'a Speakers) -> Reader<'a> {
        Reader {
            lexicon: &self.lexicon,
            interest: &self.interest,
            endings: &self.endings,
            speakers,
            wordless: self.wordless,
        }
    }

    /// Says of each leaf who asks for it.
    fn watch(&mut self) {
        for program in &self.programs {
            if let Program::Words(words) = program {
                words.root.each_leaf(&mut |leaf| self.interest.watched[leaf as usize] = true);
            }
        }
        for (place, rule) in self.rules.iter().enumerate() {
            match self.trigger(rule) {
                Some(leaves) => {
                    for leaf in leaves {
                        self.interest.rules[leaf as usize][rule.within as usize].push(place as u32);
                    }
                }
                None => self.always.push(place),
            }
            for pattern in rule.any.iter().chain(&rule.all).chain(&rule.none) {
                let Program::Words(words) = &self.programs[*pattern] else { continue };
                for leaf in &words.trigger {
                    let patterns = &mut self.interest.patterns[*leaf as usize][rule.within as usize];
                    if patterns.last() != Some(&(*pattern as u32)) {
                        patterns.push(*pattern as u32);
                    }
                }
            }
        }
        self.glance_at_all();
    }

    /// One look for the regexes of all rules that no word fires costs less than one for each.
    fn glance_at_all(&mut self) {
        let rules = self.always.iter().map(|rule| &self.rules[*rule]);
        let mut patterns: Vec<usize> =
            rules.flat_map(|rule| rule.any.iter().chain(&rule.all)).copied().collect();
        patterns.sort_unstable();
        patterns.dedup();
        let glances: Vec<&Regex> = patterns
            .iter()
            .filter_map(|pattern| match &self.programs[*pattern] {
                Program::Regex { glance, .. } => glance.as_ref(),
                _ => None,
            })
            .collect();
        if glances.len() > 1 {
            let any: Vec<String> = glances.iter().map(|glance| format!("(?:{})", glance.as_str())).collect();
            self.glance = Regex::new(&any.join("|")).ok();
        }
    }

    /// Leaves of which one stands wherever `rule` fires; `None` where there are none.
    fn trigger(&self, rule: &CompiledRule) -> Option<Vec<Leaf>> {
        let of = |pattern: &usize| match &self.programs[*pattern] {
            Program::Words(words) => Some(words.trigger.clone()),
            _ => None,
        };
        let any: Option<Vec<Vec<Leaf>>> = rule.any.iter().map(of).collect();
        let any = any.filter(|any| !any.is_empty()).map(|any| any.concat());
        rarest(rule.all.iter().filter_map(of).chain(any), &self.lexicon)
    }
}

impl Interest {
    fn new(lexicon: &Lexicon) -> Self {
        let each = vec![Default::default(); lexicon.len()];
        Self { rules: each.clone(), patterns: each, watched: vec![false; lexicon.len()] }
    }
}

/// The patterns compiled so far, each once.
struct Programs<'a> {
    language: &'a Language,
    lexicon: Lexicon,
    places: HashMap<String, usize>,
    list: Vec<Program>,
}

impl Programs<'_> {
    fn rule(&mut self, rule: &Rule, code: usize, number: usize) -> CompiledRule {
        CompiledRule {
            code,
            number,
            any: self.places(&rule.any),
            all: self.places(&rule.all),
            none: self.places(&rule.none),
            within: rule.within,
            marks: rule.marks,
            negated: rule.negated,
            valence: rule.valence,
            refers: false,
        }
    }

    fn places(&mut self, patterns: &[Pattern]) -> Vec<usize> {
        patterns.iter().map(|pattern| self.place(pattern)).collect()
    }

    fn place(&mut self, pattern: &Pattern) -> usize {
        if let Some(place) = self.places.get(&pattern.source) {
            return *place;
        }
        let place = self.list.len();
        self.list.push(Program::new(pattern, self.language, &mut self.lexicon));
        self.places.insert(pattern.source.clone(), place);
        place
    }
}

/// The code that a pattern names, and those below it.
fn referred(program: &Program, codebook: &Codebook) -> Vec<usize> {
    let Program::Code(id) = program else { return Vec::new() };
    let Some(named) = codebook.position(id) else { return Vec::new() };
    (0..codebook.codes.len()).filter(|code| codebook.is_within(*code, named)).collect()
}

/// The codes with rules that refer to others, in an order in which each comes
/// behind those it refers to. A circle is a fault of the codebook; here it is cut somewhere.
fn late(rules: &[CompiledRule], referred: &[Vec<usize>], codes: usize) -> Vec<usize> {
    let mut needs: Vec<Vec<usize>> = vec![Vec::new(); codes];
    let mut is_late = vec![false; codes];
    for rule in rules.iter().filter(|rule| rule.refers) {
        is_late[rule.code] = true;
        for pattern in rule.all.iter().chain(&rule.any).chain(&rule.none) {
            needs[rule.code].extend(&referred[*pattern]);
        }
    }
    let mut order = Vec::new();
    let mut seen = vec![false; codes];
    for code in 0..codes {
        // By hand, for a chain of codes may be longer than the stack is deep.
        let mut path = vec![(code, 0)];
        while let Some((code, next)) = path.pop() {
            if next == 0 && std::mem::replace(&mut seen[code], true) {
                continue;
            }
            match needs[code].get(next) {
                Some(needed) => {
                    path.push((code, next + 1));
                    if !seen[*needed] {
                        path.push((*needed, 0));
                    }
                }
                None if is_late[code] => order.push(code),
                None => {}
            }
        }
    }
    order
}
