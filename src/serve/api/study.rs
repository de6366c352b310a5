//! What the page has to know before anything else: the study, the codebook, who sits here.

use crate::codebook::{Code, Codebook, Exemplar, FoundBy, Polarity};
use crate::coding::journal::Kind;
use crate::serve::desk::View;
use crate::serve::refusal::Refusal;
use crate::text::{Language, Localised};
use serde::Deserialize;
use serde_json::{Value, json};

/// The question.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// The language of the interface, in which labels are wanted where they have it.
    #[serde(default)]
    language: Option<String>,
}

/// The study with its codebook.
///
/// # Errors
/// None.
pub fn study(view: &View, asked: &Asked) -> Result<Value, Refusal> {
    let snapshot = &view.snapshot;
    let own = snapshot.language();
    let language = asked.language.as_deref().map_or_else(|| own.clone(), Language::new);
    let settings = &snapshot.study.settings;
    let text = |localised: &Localised| localised.get(&language).map(str::to_string);
    let outcome = settings.collection.outcome.as_ref().filter(|_| !view.blind).map(|outcome| {
        let values = outcome
            .values
            .iter()
            .map(|one| json!({"value": one.value, "label": text(&one.label)}))
            .collect::<Vec<_>>();
        json!({"attribute": outcome.attribute, "values": values})
    });
    let hidden = snapshot.outcome().filter(|_| view.blind);
    let attributes: Vec<&str> = snapshot
        .loaded
        .corpus
        .attributes
        .iter()
        .map(|one| one.name.as_str())
        .filter(|name| Some(*name) != hidden)
        .collect();
    let infos = snapshot.loaded.corpus.attributes.iter();
    let infos = infos.filter(|one| Some(one.name.as_str()) != hidden && snapshot.columns.contains(&one.name));
    let columns: Vec<Value> = infos.map(|one| json!({"name": one.name, "label": text(&one.label)})).collect();
    let coders: Vec<Value> = snapshot
        .loaded
        .archive()
        .coders_with(&view.work.standings)
        .iter()
        .filter(|coder| !view.blind || view.is_own(&coder.name))
        .map(|coder| json!({"name": coder.name, "model": coder.kind == Kind::Model}))
        .collect();
    Ok(json!({
        "version": view.version,
        "title": text(&settings.title),
        "aim": text(&settings.aim),
        "criterion": text(&settings.criterion),
        "language": own.tag(),
        "incidents": snapshot.incidents().len(),
        "coder": view.coder.as_ref().map(|coder| &coder.name),
        "coders": coders,
        "blind": view.blind,
        "always_blind": view.always_blind,
        "ending_hidden": view.ending_hidden,
        "outcome": outcome,
        "attributes": attributes,
        "columns": columns,
        "respondents": settings.collection.respondent.is_some(),
        "codebook": book(&snapshot.codebook, &language),
        "trouble": view.trouble.as_ref().map(|one| json!({"error": one.what, "help": one.help})),
        "problems": view.work.problems,
    }))
}

fn book(codebook: &Codebook, language: &Language) -> Value {
    let text = |localised: &Localised| localised.get(language).map(str::to_string);
    let codes: Vec<Value> = codebook.codes.iter().map(|code| one(code, language)).collect();
    json!({
        "id": codebook.id,
        "version": codebook.version,
        "title": text(&codebook.title),
        "codes": codes,
    })
}

fn one(code: &Code, language: &Language) -> Value {
    let text = |localised: &Localised| localised.get(language).map(str::to_string);
    let examples = |list: &[Exemplar]| -> Vec<Value> {
        list.iter().map(|one| json!({"text": one.text, "why": one.why})).collect()
    };
    json!({
        "id": code.id,
        "label": text(&code.label),
        "level": code.level,
        "parent": code.parent,
        "group": code.group,
        "open": code.polarity == Polarity::Either,
        "definition": text(&code.definition),
        "use_when": text(&code.use_when),
        "not_when": text(&code.not_when),
        "theory": text(&code.theory),
        "by_people": code.found_by == Some(FoundBy::People),
        "rules": code.rules.len(),
        "coded": examples(&code.coded),
        "not_coded": examples(&code.not_coded),
    })
}
