//! A codebook to read: entries with their texts in one language, for the terminal, Markdown and programs.

mod difference;
mod markdown;
mod terminal;
#[cfg(test)]
mod tests;

pub use difference::Difference;
pub use markdown::markdown;
pub use terminal::terminal;

use crate::codebook::{Code, Codebook, FoundBy, Marks, Negated, Polarity, Rule, Scope, Valence};
use crate::text::{Language, Localised};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What is shown of a codebook.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The codebook.
    pub codebook: &'a Codebook,
    /// Only this code and what lies below it.
    pub code: Option<usize>,
    /// The language of labels and texts, where they are in it.
    pub language: &'a Language,
}

impl<'a> Shown<'a> {
    /// The codes that are shown, in the order of the codebook.
    fn codes(&self) -> impl Iterator<Item = &'a Code> {
        let (codebook, code) = (self.codebook, self.code);
        let shown = move |place: usize| code.is_none_or(|code| codebook.is_within(place, code));
        (0..codebook.codes.len()).filter(move |place| shown(*place)).map(|place| &codebook.codes[place])
    }

    /// How deep the shallowest code stands that is shown.
    fn top(&self) -> usize {
        self.code.map_or(1, |code| self.codebook.codes[code].level)
    }

    fn text(&self, text: &'a Localised) -> Option<&'a str> {
        text.get(self.language)
    }

    fn title(&self) -> String {
        let name = format!("{} {}", self.codebook.id, self.codebook.version);
        match self.text(&self.codebook.title) {
            Some(title) => format!("{title} ({name})"),
            None => name,
        }
    }

    /// Everything, for programs: texts in all their languages.
    pub fn json(&self) -> Value {
        json!({
            "schema": "keerpunt.codebook/1",
            "codebook": {
                "id": self.codebook.id, "version": self.codebook.version, "hash": self.codebook.hash,
                "title": localised(&self.codebook.title),
            },
            "codes": self.codes().map(|code| entry(self.codebook, code)).collect::<Vec<_>>(),
        })
    }
}

/// The entry's texts with their names, those that are given.
fn texts(code: &Code) -> impl Iterator<Item = (&'static str, &Localised)> {
    [
        ("Definition", &code.definition),
        ("Use when", &code.use_when),
        ("Not when", &code.not_when),
        ("Theory", &code.theory),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
}

/// What a rule does besides its patterns, where it is not the usual.
pub fn terms(rule: &Rule) -> Vec<String> {
    let mut terms = Vec::new();
    if let Some(language) = &rule.language {
        terms.push(format!("lang: {language}"));
    }
    if rule.within != Scope::default() {
        terms.push(format!("within: {}", word(rule.within)));
    }
    if rule.marks != Marks::default() {
        terms.push(format!("marks: {}", word(rule.marks)));
    }
    if rule.negated != Negated::default() {
        terms.push(format!("negated: {}", word(rule.negated)));
    }
    if let Some(valence) = rule.valence {
        terms.push(format!("valence: {}", word(valence)));
    }
    terms
}

/// The lists of a rule with their names, those that are not empty.
fn lists(rule: &Rule) -> impl Iterator<Item = (&'static str, Vec<&str>)> {
    [("any", &rule.any), ("all", &rule.all), ("none", &rule.none)]
        .into_iter()
        .filter(|(_, patterns)| !patterns.is_empty())
        .map(|(name, patterns)| (name, patterns.iter().map(|pattern| pattern.source.as_str()).collect()))
}

/// What a code is beside its texts: `group`, `either`, `found by: rule`.
fn kinds(code: &Code) -> Vec<String> {
    let mut kinds = Vec::new();
    if code.group {
        kinds.push("group".to_string());
    } else {
        if code.polarity != Polarity::default() {
            kinds.push(format!("polarity: {}", word(code.polarity)));
        }
        if let Some(found_by) = code.found_by {
            kinds.push(match found_by {
                FoundBy::Rule => "a rule can propose it".to_string(),
                FoundBy::Assist => "a rule finds candidates, a person decides".to_string(),
                FoundBy::People => "people find it; rules mostly mislead".to_string(),
            });
        }
    }
    kinds
}

/// The word of an enum as the codebook writes it.
fn word(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

fn localised(text: &Localised) -> Value {
    let texts: BTreeMap<&str, &str> =
        text.by_language.iter().map(|(language, text)| (language.tag(), text.as_str())).collect();
    match (&text.plain, texts.is_empty()) {
        (Some(plain), _) => json!(plain),
        (None, true) => Value::Null,
        (None, false) => json!(texts),
    }
}

fn entry(codebook: &Codebook, code: &Code) -> Value {
    let rule = |(at, rule): (usize, &Rule)| {
        let sources = |patterns: &[crate::codebook::Pattern]| {
            patterns.iter().map(|pattern| pattern.source.clone()).collect::<Vec<_>>()
        };
        json!({
            "rule": format!("{}#{}", code.id, at + 1),
            "lang": rule.language,
            "any": sources(&rule.any), "all": sources(&rule.all), "none": sources(&rule.none),
            "within": rule.within, "marks": rule.marks, "negated": rule.negated,
            "valence": rule.valence.map(|valence: Valence| word(valence)),
        })
    };
    let exemplar = |exemplar: &crate::codebook::Exemplar| json!({"text": exemplar.text, "lang": exemplar.language, "rules": exemplar.rules, "why": exemplar.why});
    json!({
        "code": code.id,
        "parent": code.parent.map(|parent| &codebook.codes[parent].id),
        "level": code.level,
        "group": code.group,
        "label": localised(&code.label),
        "polarity": code.polarity,
        "found_by": code.found_by,
        "definition": localised(&code.definition),
        "use_when": localised(&code.use_when),
        "not_when": localised(&code.not_when),
        "theory": localised(&code.theory),
        "archive_codes": code.archive_codes,
        "formerly": code.formerly,
        "coded": code.coded.iter().map(exemplar).collect::<Vec<_>>(),
        "not_coded": code.not_coded.iter().map(exemplar).collect::<Vec<_>>(),
        "rules": code.rules.iter().enumerate().map(rule).collect::<Vec<_>>(),
    })
}
