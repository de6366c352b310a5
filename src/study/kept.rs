//! What the rules of each code suggested, kept for the next run: as long as the rules of the code, what
//! they refer to, and the narratives are the same, nobody needs to look again.

use crate::codebook::{Code, Codebook, Rule};
use crate::corpus::Incident;
use crate::index::{Index, hex};
use crate::matcher::{Column, Suggestions};
use crate::text::{MODEL, Speakers};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::SystemTime;

/// Narratives of fewer bytes are coded in less time than files take: 1 MiB.
pub(super) const PAYS_FROM: usize = 1 << 20;

/// The suggestions that were kept of a corpus.
pub(super) struct Kept<'a> {
    index: &'a Index,
    incidents: usize,
    /// All that they depend on besides the codebook.
    ground: String,
}

/// How much of what was found is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Every passage with its evidence.
    Passages,
    /// Which incidents have the code.
    Codes,
}

impl<'a> Kept<'a> {
    /// Those of `incidents`; `None` where none can be kept, or it would not pay.
    pub fn of(index: Option<&'a Index>, incidents: &[Incident], speakers: &Speakers) -> Option<Self> {
        let index = index?;
        let content = index.content()?;
        let bytes: usize = incidents.iter().map(|incident| incident.narrative.len()).sum();
        if bytes < PAYS_FROM {
            return None;
        }
        let mut ground = format!("{} {MODEL} {content} {speakers:?}", program()?);
        for some in incidents.chunk_by(|one, next| one.language == next.language) {
            let _ = write!(ground, " {}*{}", some[0].language, some.len());
        }
        Some(Self { index, incidents: incidents.len(), ground })
    }

    /// What `codebook` suggests. `look` is asked for those codes alone of which nothing is kept; it gets
    /// a codebook in which the others have no rules, unless these refer to them.
    pub fn suggestions(
        &self,
        codebook: &Codebook,
        look: impl FnOnce(&Codebook) -> Suggestions,
    ) -> Suggestions {
        self.found(codebook, Detail::Passages, look)
    }

    /// Which incidents have which code of `codebook`; the same otherwise.
    pub fn codes(&self, codebook: &Codebook, look: impl FnOnce(&Codebook) -> Suggestions) -> Suggestions {
        self.found(codebook, Detail::Codes, look)
    }

    fn found(
        &self,
        codebook: &Codebook,
        detail: Detail,
        look: impl FnOnce(&Codebook) -> Suggestions,
    ) -> Suggestions {
        let with_rules: Vec<usize> =
            (0..codebook.codes.len()).filter(|code| !codebook.codes[*code].rules.is_empty()).collect();
        let names: Vec<String> = with_rules.iter().map(|code| self.name(codebook, *code, detail)).collect();
        let read = |name: &str| Column::of_bytes(&self.index.kept(name)?, self.incidents);
        let kept = with_rules.par_iter().zip(&names).map(|(code, name)| {
            // Who has the passages has the codes, too.
            let passages = (detail == Detail::Codes).then(|| self.name(codebook, *code, Detail::Passages));
            read(name).or_else(|| read(&passages?))
        });
        let kept: Vec<Option<Column>> = kept.collect();
        let (missing, names): (Vec<usize>, Vec<&String>) = (with_rules.iter().zip(&names))
            .zip(&kept)
            .filter(|(_, column)| column.is_none())
            .map(|((code, name), _)| (*code, name))
            .unzip();
        let mut columns: Vec<(usize, Column)> =
            with_rules.iter().zip(kept).filter_map(|(code, column)| Some((*code, column?))).collect();
        if !missing.is_empty() {
            let found = look(&only(codebook, &missing));
            let new = found.columns(&missing);
            names.par_iter().zip(&new).for_each(|(name, column)| self.index.keep(name, &column.to_bytes()));
            self.index.tidy();
            if columns.is_empty() {
                return found;
            }
            columns.extend(missing.into_iter().zip(new));
            columns.sort_by_key(|(code, _)| *code);
        }
        Suggestions::of_columns(&columns, self.incidents)
    }

    /// What the suggestions of a code are called: by all that they depend on.
    fn name(&self, codebook: &Codebook, code: usize, detail: Detail) -> String {
        let mut hash = Sha256::new();
        if detail == Detail::Codes {
            hash.update("codes ");
        }
        hash.update(&self.ground);
        let negators = format!("{:?}", codebook.negators);
        hash.update(negators);
        // Where the codes stand decides nothing, what is below a code that is referred to does.
        for code in needed(codebook, &[code]) {
            let Code { id, polarity, rules, .. } = &codebook.codes[code];
            hash.update(format!("\n{id:?} {polarity:?}"));
            rules.iter().for_each(|rule| hash.update(as_text(rule)));
        }
        hash.update(format!("\n{:?}", codebook.codes[code].id));
        hex(&hash.finalize())
    }
}

/// A rule as text that differs where it suggests otherwise.
fn as_text(rule: &Rule) -> String {
    let Rule { language, any, all, none, within, marks, negated, valence } = rule;
    let mut text = format!("\n{language:?} {within:?} {marks:?} {negated:?} {valence:?}");
    for (name, patterns) in [("any", any), ("all", all), ("none", none)] {
        for pattern in patterns {
            let _ = write!(text, " {name} {:?}", pattern.source);
        }
    }
    text
}

/// This very program: another build may suggest otherwise.
pub(super) fn program() -> Option<String> {
    let about = std::env::current_exe().ok()?.metadata().ok()?;
    let time = about.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), about.len(), time.as_nanos()))
}

/// `codes` with all that their rules refer to, and what is below those.
fn needed(codebook: &Codebook, codes: &[usize]) -> BTreeSet<usize> {
    let mut needed: BTreeSet<usize> = codes.iter().copied().collect();
    let mut next: Vec<usize> = codes.to_vec();
    while let Some(code) = next.pop() {
        let rules = codebook.codes[code].rules.iter();
        let patterns = rules.flat_map(|rule| rule.any.iter().chain(&rule.all).chain(&rule.none));
        let referred: BTreeSet<usize> = patterns
            .filter_map(|pattern| codebook.position(pattern.code_reference()?))
            .flat_map(|above| (0..codebook.codes.len()).filter(move |at| codebook.is_within(*at, above)))
            .collect();
        next.extend(referred.into_iter().filter(|code| needed.insert(*code)));
    }
    needed
}

/// The codebook in which all but `codes`, and what these need, has no rules.
pub(super) fn only(codebook: &Codebook, codes: &[usize]) -> Codebook {
    let needed = needed(codebook, codes);
    let mut only = codebook.clone();
    for (place, code) in only.codes.iter_mut().enumerate() {
        if !needed.contains(&place) {
            code.rules.clear();
        }
    }
    only
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook;
    use crate::text::Language;

    #[test]
    fn codes_that_rules_refer_to_come_along_and_others_are_silent() {
        let text = "codebook: b\nversion: 1.0.0\ncodes:\n  - {id: a, rules: [{any: [x]}]}\n  \
                    - {id: g, codes: [{id: h, rules: [{any: [y]}]}]}\n  \
                    - {id: c, rules: [{any: [\"code:g\"]}]}\n  - {id: d, rules: [{all: [\"code:c\", z]}]}\n";
        let book = codebook::read(text, &Language::new("en")).0.unwrap();
        let at = |id: &str| book.position(id).unwrap();
        let with_rules = |codes: &[&str]| -> Vec<String> {
            let codes: Vec<usize> = codes.iter().map(|id| at(id)).collect();
            let only = only(&book, &codes);
            let codes = only.codes.into_iter().filter(|code| !code.rules.is_empty());
            codes.map(|code| code.id).collect()
        };
        assert_eq!(with_rules(&["a"]), ["a"]);
        assert_eq!(with_rules(&["c"]), ["g.h", "c"]);
        assert_eq!(with_rules(&["d"]), ["g.h", "c", "d"]);
    }
}
