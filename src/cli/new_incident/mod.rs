//! `keerpunt new-incident`: a form for a new story, where the study reads it.

mod form;

use super::codebook::Shape;
use super::desk::{Desk, InStudy};
use super::new::making::make;
use super::output::write_json;
use super::{Context, Exit, Failure, shown};
use form::{Asked, form};
use keerpunt::corpus::{Collection, Declared, Entry, Room, room};
use keerpunt::diagnostic::nearest;
use keerpunt::report::printable;
use keerpunt::study::Settings;
use keerpunt::text::Language;
use serde_json::json;
use std::io::{self, Write};
use std::path::Path;

/// Makes a form for a new story: its id, outcome and respondent at the head, and four questions.
///
/// The file is put where the study reads its stories, and is an incident from then on. The questions
/// (the situation, what was done, what came of it, why it mattered) are comments of the head, so
/// they never become text: the story is what stands below it. Nothing that exists is overwritten.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What the incident is to be called; no other may be called so.
    #[arg(long, value_name = "ID")]
    id: String,
    /// How it ended; without it the form asks.
    #[arg(long, value_name = "VALUE")]
    outcome: Option<String>,
    /// Who tells it; without it the form asks.
    #[arg(long, value_name = "NAME")]
    respondent: Option<String>,
    /// An attribute that is known already; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = named_value)]
    attribute: Vec<(String, String)>,
    /// The language of the story, where it is not the study's. The questions are in Dutch or English.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// Which of several entries of `corpus` the story belongs to: its path as keerpunt.yaml has it.
    #[arg(long = "in", value_name = "PATH")]
    entry: Option<String>,
    /// How results are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    format: Shape,
    #[command(flatten)]
    place: InStudy,
}

fn named_value(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, as in activity=matching")?;
    match name.trim() {
        "" => Err("write NAME=VALUE, as in activity=matching".to_string()),
        own @ ("id" | "lang" | "narrative") => {
            Err(format!("`{own}` is no attribute; --id and --lang say the others"))
        }
        name => Ok((name.to_string(), value.trim().to_string())),
    }
}

/// Makes the form and says where it is.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let desk = Desk::open(&arguments.place, context)?;
    let settings = &desk.study.settings;
    let id = free_id(&arguments.id, &desk)?;
    let given = given(arguments, settings)?;
    let (entry, room) = place(arguments, &settings.collection, &file_name(&id), &given)?;
    let language = arguments.lang.as_deref().map_or(settings.collection.language.clone(), Language::new);
    let lang = Some(language.tag()).filter(|_| language != settings.collection.language);
    let asked = asked(settings, &given, &room.said);
    let text = form(&id, lang, &asked, language.tag());
    let (folder, name) = (room.path.parent().unwrap_or(Path::new("")), room.path.file_name());
    make(folder, &[(name.unwrap_or_default().into(), text.as_bytes())])?;
    let path = shown(&room.path);
    let told = match arguments.format {
        Shape::Json => {
            let document = json!({"schema": "keerpunt.new-incident/1", "incident": id, "file": path});
            write_json(&document, &mut io::stdout().lock())
        }
        Shape::Table => writeln!(io::stdout(), "{}", printable(&path.display().to_string())),
    };
    told.map_err(Failure::after_keeping)?;
    context.say("next: write the story into that file, below its head, and fill in what the head asks");
    if let Some(table) = &entry.table {
        context.say(format!(
            "note: {} has a row for each story of this folder; what the head of the new one says goes before it",
            printable(&table.file)
        ));
    }
    Ok(desk.exit)
}

/// The id, where it can be one and nobody has it.
fn free_id(id: &str, desk: &Desk) -> Result<String, Failure> {
    let id = id.trim();
    if id.is_empty() || id.chars().any(char::is_control) {
        return Err(Failure::usage(
            "an id is a short name in one line",
            "say --id with one, as in --id r07-1",
        ));
    }
    let same = desk.incidents().iter().find(|incident| incident.id.to_lowercase() == id.to_lowercase());
    match same {
        Some(incident) => {
            let file = shown(&incident.origin.file);
            let what = format!("an incident is called `{}` already, in {}", incident.id, file.display());
            Err(Failure::usage(what, "say another --id"))
        }
        None => Ok(id.to_string()),
    }
}

/// A name of a file on every system.
fn file_name(id: &str) -> String {
    let fits = |sign: char| !r#"/\:*?"<>|"#.contains(sign);
    let name: String = id.chars().map(|sign| if fits(sign) { sign } else { '-' }).collect();
    let name = name.trim_matches(['.', ' ']);
    // Files of these names are passed over, as somebody's notes on the corpus.
    let lower = name.to_lowercase();
    match name.is_empty()
        || name.starts_with("~$")
        || ["readme", "license"].iter().any(|own| lower.starts_with(own))
    {
        true => format!("incident-{name}"),
        false => name.to_string(),
    }
}

/// The attributes that the command says, each checked against what the study says of it.
fn given(arguments: &Arguments, settings: &Settings) -> Result<Vec<(String, String)>, Failure> {
    let collection = &settings.collection;
    let mut given = arguments.attribute.clone();
    if let Some(value) = &arguments.outcome {
        let outcome = collection.outcome.as_ref().ok_or_else(|| {
            Failure::usage(
                "the study names no outcome",
                "add `outcome:` to keerpunt.yaml, or say --attribute NAME=VALUE",
            )
        })?;
        given.push((outcome.attribute.clone(), value.trim().to_string()));
    }
    if let Some(value) = &arguments.respondent {
        let name = collection.respondent.as_ref().ok_or_else(|| {
            let help = "add `respondent: NAME` to keerpunt.yaml, or say --attribute NAME=VALUE";
            Failure::usage("the study does not say which attribute the respondent is", help)
        })?;
        given.push((name.clone(), value.trim().to_string()));
    }
    for (at, (name, value)) in given.iter().enumerate() {
        if given[..at].iter().any(|(other, _)| other == name) {
            return Err(Failure::usage(format!("`{name}` is said twice"), "say it once"));
        }
        check(name, value, collection)?;
    }
    Ok(given)
}

fn check(name: &str, value: &str, collection: &Collection) -> Result<(), Failure> {
    let spelled = spellings(name, collection);
    if spelled.is_empty() || spelled.iter().any(|one| one.to_lowercase() == value.to_lowercase()) {
        return Ok(());
    }
    let near = nearest(value, spelled.iter().map(String::as_str));
    let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    let values = values(name, collection).join(", ");
    Err(Failure::usage(
        format!("`{value}` is no value of `{name}`"),
        format!("{meant}its values are: {values}"),
    ))
}

fn declared<'a>(name: &str, collection: &'a Collection) -> Option<&'a Declared> {
    // A cell of several values is checked when it is read.
    collection.attributes.iter().find(|one| one.name == name && one.list.is_none())
}

/// The values of an attribute, in the order of the study; empty where every value will do.
fn values(name: &str, collection: &Collection) -> Vec<String> {
    match collection.outcome.as_ref().filter(|outcome| outcome.attribute == name) {
        Some(outcome) => {
            outcome.values.iter().filter(|one| !one.is_rest()).map(|one| one.value.clone()).collect()
        }
        None => declared(name, collection)
            .into_iter()
            .flat_map(|one| &one.values)
            .map(|one| one.value.clone())
            .collect(),
    }
}

/// Every spelling that is right for an attribute; empty where every value will do.
fn spellings(name: &str, collection: &Collection) -> Vec<String> {
    match collection.outcome.as_ref().filter(|outcome| outcome.attribute == name) {
        Some(outcome) if outcome.values.iter().any(|one| one.is_rest()) => Vec::new(),
        Some(outcome) => {
            let of = |one: &keerpunt::corpus::OutcomeValue| {
                one.means.iter().cloned().chain([one.value.clone()]).collect::<Vec<_>>()
            };
            outcome.values.iter().flat_map(of).collect()
        }
        None => values(name, collection),
    }
}

/// The entry that the story belongs to, and its file there.
fn place<'a>(
    arguments: &Arguments,
    collection: &'a Collection,
    name: &str,
    given: &[(String, String)],
) -> Result<(&'a Entry, Room), Failure> {
    let paths =
        || collection.entries.iter().map(|entry| format!("`{}`", entry.path)).collect::<Vec<_>>().join(", ");
    let asked = |entry: &&Entry| arguments.entry.as_ref().is_none_or(|path| entry.path.trim() == path.trim());
    let mut refused = Vec::new();
    for entry in collection.entries.iter().filter(asked) {
        match room(collection, entry, name, given) {
            Ok(room) => return Ok((entry, room)),
            Err(why) => refused.push(why.to_string()),
        }
    }
    if refused.is_empty() {
        return Err(Failure::usage("no entry of `corpus` has this path", format!("they are: {}", paths())));
    }
    let help = "say what its path needs (--outcome, --respondent, --attribute NAME=VALUE), or add a folder of texts to \
                `corpus` in keerpunt.yaml: `- path: stories`";
    Err(Failure::usage(format!("there is no room for a new text: {}", refused.join("; ")), help))
}

/// What the head asks: the outcome, the respondent, the event and what the study declares, and what
/// the command says of others; without what the path says.
fn asked(settings: &Settings, given: &[(String, String)], said: &[String]) -> Vec<Asked> {
    let collection = &settings.collection;
    let own = [collection.outcome.as_ref().map(|one| one.attribute.clone()), collection.respondent.clone()];
    let declared = collection.attributes.iter().map(|one| one.name.clone());
    let names = own.into_iter().flatten().chain(settings.event.clone()).chain(declared);
    let names = names.chain(given.iter().map(|(name, _)| name.clone()));
    let mut asked: Vec<Asked> = Vec::new();
    for name in names.filter(|name| !said.contains(name)) {
        if asked.iter().all(|one| one.name != name) {
            let value = given.iter().find(|(one, _)| *one == name).map(|(_, value)| value.clone());
            asked.push(Asked { value, values: values(&name, collection), name });
        }
    }
    asked
}
