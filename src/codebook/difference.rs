//! What a new version of a codebook changes for the people who code with it.

use super::{Code, Codebook, Heirs, Pattern, Rule};
use crate::text::Localised;
use serde::Serialize;
use std::collections::BTreeSet;

/// What became of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It stands where it stood under the same name.
    Stayed,
    /// It has another name.
    Renamed,
    /// It has the same name below another code.
    Moved,
    /// It takes the place of several.
    Merged,
    /// It is one of several that take the place of one.
    Split,
    /// It was not there.
    Added,
    /// It is not there any more, and nothing took its place.
    Removed,
}

impl Fate {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stayed => "stayed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
            Self::Merged => "merged",
            Self::Split => "split",
            Self::Added => "added",
            Self::Removed => "removed",
        }
    }
}

/// A part of a code's entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The name that people read.
    Label,
    /// Whether it holds codes and is not given itself.
    Group,
    /// Which valence its codings have.
    Polarity,
    /// What it is.
    Definition,
    /// When to give it.
    UseWhen,
    /// When not.
    NotWhen,
    /// Literature.
    Theory,
    /// What a rule can do for it.
    FoundBy,
    /// Its names in an archive.
    ArchiveCodes,
    /// Texts that are coded, and texts that are not.
    Exemplars,
    /// How it may be suggested.
    Rules,
}

impl Part {
    /// Its name in results, as the codebook has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Group => "group",
            Self::Polarity => "polarity",
            Self::Definition => "definition",
            Self::UseWhen => "use_when",
            Self::NotWhen => "not_when",
            Self::Theory => "theory",
            Self::FoundBy => "found_by",
            Self::ArchiveCodes => "archive_codes",
            Self::Exemplars => "exemplars",
            Self::Rules => "rules",
        }
    }

    /// A person who coded by the old text would have to look again.
    pub fn changes_meaning(self) -> bool {
        matches!(self, Self::Group | Self::Polarity | Self::Definition | Self::UseWhen | Self::NotWhen)
    }
}

/// A part of an entry that reads otherwise now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reworded {
    /// The full id under which it was read before.
    pub formerly: String,
    /// Which part.
    pub part: Part,
    /// What it was, where it differs; empty where there was nothing.
    pub was: String,
    /// What it is.
    pub is: String,
}

/// What became of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Its full id now; of a removed code the one that it had.
    pub code: String,
    /// What became of it.
    pub fate: Fate,
    /// The full ids of the codes of the old version that it comes from.
    pub formerly: Vec<String>,
    /// What reads otherwise, compared with each code that it comes from.
    pub reworded: Vec<Reworded>,
}

impl Change {
    /// True where nothing changed.
    pub fn is_none(&self) -> bool {
        self.fate == Fate::Stayed && self.reworded.is_empty()
    }

    /// The parts that read otherwise, each once.
    pub fn parts(&self) -> Vec<Part> {
        self.reworded.iter().map(|one| one.part).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// True where codings given under the old version have to be looked at again.
    pub fn changes_meaning(&self) -> bool {
        self.reworded.iter().any(|one| one.part.changes_meaning())
    }
}

/// What became of every code: those of the new version in its order, then those that were removed.
pub fn difference(old: &Codebook, new: &Codebook) -> Vec<Change> {
    let heirs = heirs_between(old, new);
    let sources: Vec<Vec<usize>> = (0..new.codes.len())
        .map(|place| {
            let heir_of = |one: &usize| heirs.of_id(&old.codes[*one].id).contains(&place);
            (0..old.codes.len()).filter(heir_of).collect()
        })
        .collect();
    let mut changes: Vec<Change> = new
        .codes
        .iter()
        .zip(&sources)
        .map(|(code, sources)| {
            let sources: Vec<&Code> = sources.iter().map(|place| &old.codes[*place]).collect();
            Change {
                code: code.id.clone(),
                fate: fate(code, &sources, &heirs),
                formerly: sources.iter().map(|one| one.id.clone()).collect(),
                reworded: sources.iter().flat_map(|one| reworded(one, code)).collect(),
            }
        })
        .collect();
    let gone = old.codes.iter().filter(|code| heirs.of_id(&code.id).is_empty());
    changes.extend(gone.map(|code| Change {
        code: code.id.clone(),
        fate: Fate::Removed,
        formerly: vec![code.id.clone()],
        reworded: Vec::new(),
    }));
    changes
}

/// Which codes of `new` stand for those of `old`: by `formerly`, and where a code that is gone and
/// one that is new have the same last part, label and definition, because then it was moved.
pub fn heirs_between(old: &Codebook, new: &Codebook) -> Heirs {
    let mut heirs = Heirs::of(new);
    let fresh: Vec<usize> = (0..new.codes.len())
        .filter(|place| old.codes.iter().all(|code| !heirs.of_id(&code.id).contains(place)))
        .collect();
    let gone: Vec<&Code> = old.codes.iter().filter(|code| heirs.of_id(&code.id).is_empty()).collect();
    for code in &gone {
        let same = |other: &Code| {
            last(other) == last(code)
                && other.label == code.label
                && other.definition == code.definition
                && !code.definition.is_empty()
        };
        let alone = gone.iter().filter(|other| same(other)).count() == 1;
        let mut fits = fresh.iter().filter(|place| same(&new.codes[**place]));
        if let (true, Some(place), None) = (alone, fits.next(), fits.next()) {
            heirs.add(&code.id, *place);
        }
    }
    heirs
}

fn last(code: &Code) -> &str {
    code.id.rsplit('.').next().unwrap_or_default()
}

fn fate(code: &Code, sources: &[&Code], heirs: &Heirs) -> Fate {
    match sources {
        [] => Fate::Added,
        _ if sources.iter().any(|one| heirs.of_id(&one.id).len() > 1) => Fate::Split,
        [one] if one.id == code.id => Fate::Stayed,
        [one] if last(one) == last(code) => Fate::Moved,
        [_] => Fate::Renamed,
        _ => Fate::Merged,
    }
}

/// The parts of an entry that read otherwise.
fn reworded(old: &Code, new: &Code) -> Vec<Reworded> {
    let text = |text: &Localised| {
        let named =
            text.by_language.iter().map(|(language, text)| format!("{}: {}", language.tag(), text.trim()));
        text.plain.iter().map(|text| text.trim().to_string()).chain(named).collect::<Vec<_>>()
    };
    let word = |value: serde_json::Value| value.as_str().map(str::to_string).into_iter().collect::<Vec<_>>();
    let written = |code: &Code| {
        [
            (Part::Label, text(&code.label)),
            (Part::Group, if code.group { vec!["group".to_string()] } else { Vec::new() }),
            (Part::Polarity, word(serde_json::json!(code.polarity))),
            (Part::Definition, text(&code.definition)),
            (Part::UseWhen, text(&code.use_when)),
            (Part::NotWhen, text(&code.not_when)),
            (Part::Theory, text(&code.theory)),
            (Part::FoundBy, word(serde_json::json!(code.found_by))),
            (Part::ArchiveCodes, code.archive_codes.clone()),
            (Part::Exemplars, exemplars(code)),
            (Part::Rules, code.rules.iter().map(rule).collect()),
        ]
    };
    written(old)
        .into_iter()
        .zip(written(new))
        .filter(|((_, was), (_, is))| was != is)
        .map(|((part, was), (_, is))| {
            // What is the same on both sides tells nobody anything; an order that changed is all there is.
            let only = |these: &[String], others: &[String]| {
                these.iter().filter(|one| !others.contains(one)).cloned().collect::<Vec<_>>().join(" | ")
            };
            Reworded { formerly: old.id.clone(), part, was: only(&was, &is), is: only(&is, &was) }
        })
        .collect()
}

fn exemplars(code: &Code) -> Vec<String> {
    let coded = code
        .coded
        .iter()
        .map(|one| format!("coded{}: {}", if one.rules { " by rules" } else { "" }, one.text));
    let not_coded = code.not_coded.iter().map(|one| {
        let why = one.why.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
        format!("not coded: {}{why}", one.text)
    });
    coded.chain(not_coded).collect()
}

/// A rule in one line.
fn rule(rule: &Rule) -> String {
    let lists = [("any", &rule.any), ("all", &rule.all), ("none", &rule.none)];
    let lists = lists.into_iter().filter(|(_, patterns)| !patterns.is_empty()).map(|(name, patterns)| {
        let sources: Vec<&str> = patterns.iter().map(|Pattern { source, .. }| source.as_str()).collect();
        format!("{name}: {}", sources.join(", "))
    });
    let word = |name: &str, value: serde_json::Value| value.as_str().map(|value| format!("{name}: {value}"));
    let terms = [
        rule.language.as_ref().map(|language| format!("lang: {language}")),
        word("within", serde_json::json!(rule.within)),
        word("marks", serde_json::json!(rule.marks)),
        word("negated", serde_json::json!(rule.negated)),
        rule.valence.map(|valence| format!("valence: {}", valence.name())),
    ];
    lists.chain(terms.into_iter().flatten()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::read;
    use crate::text::Language;

    fn book(codes: &str) -> Codebook {
        let (book, diagnostics) =
            read(&format!("codebook: b\nversion: 1\ncodes:\n{codes}"), &Language::new("en"));
        book.unwrap_or_else(|| panic!("{diagnostics:?}"))
    }

    #[test]
    fn every_code_has_its_fate_and_what_reads_otherwise() {
        let old = book(
            "  - {id: stays, definition: As it was.}
  - {id: reworded, definition: As it was., rules: [{any: [a, b]}]}
  - {id: old_name, label: Name}
  - {id: moved, definition: The same words.}
  - {id: one}
  - {id: two}
  - {id: whole}
  - {id: gone}
",
        );
        let new = book(
            "  - {id: stays, definition: As it was.}
  - {id: reworded, definition: Otherwise., rules: [{any: [a, c]}]}
  - {id: new_name, label: Name, formerly: [old_name]}
  - id: above
    group: true
    codes:
      - {id: moved, definition: The same words.}
  - {id: both, formerly: [one, two]}
  - {id: left, formerly: [whole]}
  - {id: right, formerly: [whole]}
  - {id: fresh}
",
        );
        let changes = difference(&old, &new);
        let told: Vec<(&str, &str, String)> =
            changes.iter().map(|one| (one.code.as_str(), one.fate.name(), one.formerly.join(" "))).collect();
        let expected = [
            ("stays", "stayed", "stays"),
            ("reworded", "stayed", "reworded"),
            ("new_name", "renamed", "old_name"),
            ("above", "added", ""),
            ("above.moved", "moved", "moved"),
            ("both", "merged", "one two"),
            ("left", "split", "whole"),
            ("right", "split", "whole"),
            ("fresh", "added", ""),
            ("gone", "removed", "gone"),
        ];
        assert_eq!(told, expected.map(|(code, fate, formerly)| (code, fate, formerly.to_string())));
        assert!(changes[0].is_none() && !changes[1].is_none());
        assert_eq!(changes[1].parts(), [Part::Definition, Part::Rules]);
        assert!(changes[1].changes_meaning() && !changes[2].changes_meaning());
        let rules = &changes[1].reworded[1];
        assert_eq!(rules.was, "any: a, b; within: sentence; marks: sentence; negated: flag");
    }

    #[test]
    fn what_only_looks_moved_is_not_taken_for_it() {
        let old = book("  - {id: a, definition: One.}\n");
        let new = book("  - id: g\n    group: true\n    codes: [{id: a, definition: Other.}]\n");
        let fates: Vec<Fate> = difference(&old, &new).iter().map(|one| one.fate).collect();
        assert_eq!(fates, [Fate::Added, Fate::Added, Fate::Removed]);
    }
}
