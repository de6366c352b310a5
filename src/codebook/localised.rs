//! Texts and languages of a YAML file: text alone, or one text a language.

use crate::diagnostic::{Diagnostic, nearest};
use crate::span::Span;
use crate::text::{Language, Localised};
use crate::yaml::{self, Node, Value, fields};

/// A label, definition or title. Blanks around a text go; an empty one is as if not given.
pub fn read(node: &Node, what: &str, diagnostics: &mut Vec<Diagnostic>) -> Localised {
    let mut localised = Localised::default();
    match &node.value {
        Value::Null => {}
        Value::Text(text) => localised.plain = given(text),
        Value::Map(entries) => {
            for (key, node) in entries {
                add(&mut localised, key, node, what, diagnostics);
            }
        }
        Value::List(_) => {
            let wrong = fields::wrong_type(node, what, "text, or one text for each language");
            diagnostics.push(wrong.help("write `\"...\"`, or `{nl: \"...\", en: \"...\"}`"));
        }
    }
    localised
}

fn add(
    localised: &mut Localised,
    key: &yaml::Key,
    node: &Node,
    what: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(language) = language(&key.name, key.span, diagnostics) else { return };
    if node.value == Value::Null {
        return;
    }
    let Some(text) = fields::text(node, what, diagnostics).and_then(given) else { return };
    if localised.by_language.insert(language.clone(), text).is_some() {
        diagnostics.push(
            Diagnostic::fault(
                "language-twice",
                format!("{what} is given twice for the language `{language}`"),
            )
            .at(key.span)
            .help("regions are not told apart: `nl-BE` is `nl`; keep one of the two"),
        );
    }
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

/// Names that people write in place of a tag.
const NAMES: &[(&str, &str)] = &[
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("english", "en"),
    ("engels", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("duits", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("frans", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("swedish", "sv"),
    ("danish", "da"),
    ("norwegian", "no"),
    ("finnish", "fi"),
    ("polish", "pl"),
    ("turkish", "tr"),
    ("arabic", "ar"),
    ("russian", "ru"),
    ("chinese", "zh"),
    ("japanese", "ja"),
];

/// A language by its tag, as a person wrote it.
pub fn language(tag: &str, place: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Language> {
    let language = Language::new(tag);
    let letters = language.tag();
    if (2..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Some(language);
    }
    let diagnostic = Diagnostic::fault("unknown-language", format!("`{tag}` is no language")).at(place);
    let name = nearest(tag, NAMES.iter().map(|(name, _)| *name));
    let meant = NAMES.iter().find(|(known, _)| Some(*known) == name).map(|(_, tag)| tag);
    diagnostics.push(match meant {
        Some(tag) => diagnostic.label(format!("did you mean `{tag}`?")),
        None => diagnostic.help("write its short name: `nl`, `en`, `de`, `fr`, ..."),
    });
    None
}
