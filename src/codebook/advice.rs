//! What should be mended but does not keep a codebook from being used.

use super::written::{WrittenBook, WrittenCode};
use crate::diagnostic::Diagnostic;
use crate::text::{Language, Localised};
use std::collections::BTreeSet;

/// Missing versions, labels, definitions and exemplars.
pub(super) fn on_book(
    book: &WrittenBook<'_>,
    ids: &[String],
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let (None, Some(_), Some(place)) = (book.version, book.id, book.place) {
        diagnostics.push(
            Diagnostic::warning("missing-version", "the codebook has no version")
                .at(place)
                .help("add `version: 1.0.0`, and raise it when a definition changes: codings remember it"),
        );
    }
    let languages = languages(book, language);
    let parents: BTreeSet<usize> = book.codes.iter().filter_map(|code| code.parent).collect();
    for (at, (code, id)) in book.codes.iter().zip(ids).enumerate() {
        if code.id.is_none() {
            continue;
        }
        let lacks = |field| !code.misspelt.contains(&field);
        if lacks("label") {
            label(code, id, &languages, language, diagnostics);
        }
        if code.group {
            if !parents.contains(&at) {
                diagnostics.push(
                    Diagnostic::warning("empty-group", format!("the group `{id}` holds no code"))
                        .at(code.place)
                        .help("add codes under `codes:`, or take `group: true` away"),
                );
            }
            continue;
        }
        if code.definition.is_empty() && lacks("definition") {
            diagnostics.push(
                Diagnostic::warning("missing-definition", format!("`{id}` has no definition"))
                    .at(code.place)
                    .help("add `definition:`; coders who read different things into a code do not agree"),
            );
        }
        if code.coded.is_empty() && lacks("exemplars") {
            diagnostics.push(
                Diagnostic::warning("missing-exemplar", format!("`{id}` has no exemplar"))
                    .at(code.place)
                    .help("add `exemplars: {coded: [{text: \"...\"}]}`: a passage that must get this code"),
            );
        }
    }
}

fn label(
    code: &WrittenCode<'_>,
    id: &str,
    languages: &BTreeSet<Language>,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if code.label.is_empty() {
        diagnostics.push(
            Diagnostic::warning("missing-label", format!("`{id}` has no label"))
                .at(code.place)
                .help("add `label:`; until then people see its id"),
        );
        return;
    }
    let missing: Vec<String> = languages
        .iter()
        .filter(|one| {
            let plain = code.label.plain.is_some() && *one == language;
            !plain && !code.label.by_language.contains_key(one)
        })
        .map(|one| format!("`{one}`"))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        diagnostics.push(
            Diagnostic::warning("label-not-in-language", format!("`{id}` has no label in {missing}"))
                .at(code.place)
                .help("other texts of this codebook are in that language; add the label, as in `{nl: ..., en: ...}`"),
        );
    }
}

/// Every language that a title, label or definition of the book is in.
fn languages(book: &WrittenBook<'_>, language: &Language) -> BTreeSet<Language> {
    let mut found = BTreeSet::new();
    let mut add = |text: &Localised| {
        found.extend(text.by_language.keys().cloned());
        if text.plain.is_some() {
            found.insert(language.clone());
        }
    };
    add(&book.title);
    for code in &book.codes {
        for text in [&code.label, &code.definition, &code.use_when, &code.not_when] {
            add(text);
        }
    }
    found
}
