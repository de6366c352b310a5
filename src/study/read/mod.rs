//! `keerpunt.yaml` as written, read into what it means; every mistake in one run.

mod archive;
mod attributes;
mod entries;
mod fields;

use super::settings::Settings;
use crate::corpus::Collection;
use crate::diagnostic::{Diagnostic, Severity};
use crate::span::Span;
use crate::text::{Language, Speakers};
use crate::yaml::fields::{Fields, wrong_type};
use crate::yaml::{self, Node};
use fields::Reader;
use std::path::Path;

/// The language of a study that does not say its own.
pub(super) const LANGUAGE: &str = "en";
/// The version of the format that this program reads.
const VERSION: &str = "1";
/// A study file is written by hand; what is larger is something else.
pub(super) const MOST_BYTES: usize = 4 << 20;

const FIELDS: &[&str] = &[
    "keerpunt",
    "title",
    "aim",
    "criterion",
    "language",
    "corpus",
    "codebook",
    "outcome",
    "respondent",
    "event",
    "attributes",
    "speakers",
    "design",
    "participation_line",
];

/// What a study file in the folder `root` means, its text, and everything that is
/// wrong with it; nothing is meant where a fault is among it.
pub(super) fn settings(bytes: &[u8], root: &Path) -> (Option<Settings>, String, Vec<Diagnostic>) {
    if bytes.len() > MOST_BYTES {
        let large = Diagnostic::fault("file-too-large", "the file is larger than 4 MB")
            .help("a study file says where the stories are; it does not hold them");
        return (None, String::new(), vec![large]);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_string(),
        Err(error) => {
            let text = String::from_utf8_lossy(bytes).into_owned();
            let at = error.valid_up_to();
            let stray = Diagnostic::fault("not-utf8", "the file is not UTF-8")
                .at(Span::new(at, (at + '\u{fffd}'.len_utf8()).min(text.len())))
                .label("no character")
                .help("save it as UTF-8 in your editor");
            return (None, text, vec![stray]);
        }
    };
    let node = match yaml::parse(&text) {
        Ok(node) => node,
        Err(diagnostics) => return (None, text, diagnostics),
    };
    let mut reader = Reader::default();
    let settings = whole(&mut reader, &node, root);
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(|one| (one.span, one.code));
    let faults = diagnostics.iter().any(|one| one.severity == Severity::Fault);
    (settings.filter(|_| !faults), text, diagnostics)
}

fn whole(reader: &mut Reader, node: &Node, root: &Path) -> Option<Settings> {
    let fields = reader.map(node, "a study", FIELDS)?;
    version(reader, &fields);
    let mut localised = |name: &str| {
        fields.get(name).map(|node| reader.localised(node, &format!("`{name}`"))).unwrap_or_default()
    };
    let (title, aim, criterion) = (localised("title"), localised("aim"), localised("criterion"));
    let language = fields
        .get("language")
        .and_then(|node| Some((reader.text(node, "`language`")?, node.span)))
        .and_then(|(tag, span)| reader.language(&tag, span))
        .unwrap_or_else(|| Language::new(LANGUAGE));
    let (entries, archive_codes) = entries::read(reader, &fields);
    let outcome = attributes::outcome(reader, &fields);
    let declared = attributes::declared(reader, &fields, outcome.as_ref());
    let asked = attributes::asked(reader, &fields, outcome.as_ref());
    let speakers = fields.get("speakers").map(|node| speakers(reader, node)).unwrap_or_default();
    let participation_line =
        fields.get("participation_line").and_then(|node| percent(reader, node, "`participation_line`"));
    let respondent = reader.field(&fields, "respondent");
    let event = reader.field(&fields, "event");
    let codebook = reader.field(&fields, "codebook").map(|file| root.join(file));
    let collection = Collection {
        root: root.to_path_buf(),
        entries,
        language,
        outcome,
        respondent,
        attributes: declared,
        speakers,
        beside: archive_codes.iter().filter_map(|(_, one)| Some(one.file.as_ref()?.file.clone())).collect(),
    };
    Some(Settings {
        title,
        aim,
        criterion,
        collection,
        archive_codes,
        codebook,
        event,
        asked,
        participation_line,
    })
}

fn version(reader: &mut Reader, fields: &Fields<'_>) {
    let Some(version) = reader.required(fields, "keerpunt") else { return };
    if version == VERSION {
        return;
    }
    let span = fields.get("keerpunt").map_or(fields.span, |node| node.span);
    let newer = version.parse::<u32>().is_ok_and(|version| version > 1);
    let unknown =
        Diagnostic::fault("format-version", format!("this program does not know format `{version}`"));
    let help = if newer {
        "a newer keerpunt made this study: install that one".to_string()
    } else {
        format!("write `keerpunt: {VERSION}`")
    };
    reader.push(unknown.at(span).help(help));
}

fn speakers(reader: &mut Reader, node: &Node) -> Speakers {
    let Some(fields) = reader.map(node, "`speakers`", &["exclude", "include"]) else {
        return Speakers::default();
    };
    let mut names = |field: &str| {
        fields.get(field).map(|node| reader.texts(node, "the name of a speaker")).unwrap_or_default()
    };
    let (exclude, include) = (names("exclude"), names("include"));
    for (name, span) in &include {
        if exclude.iter().any(|(other, _)| other == name) {
            let both = format!("`{name}` is both excluded and included");
            reader.push(
                Diagnostic::fault("speaker-twice", both).at(*span).help("take it out of one of the lists"),
            );
        }
    }
    let bare = |names: Vec<(String, Span)>| names.into_iter().map(|(name, _)| name).collect();
    Speakers { exclude: bare(exclude), include: bare(include) }
}

/// A number from 0 to 100; a percent sign behind it says the same.
fn percent(reader: &mut Reader, node: &Node, what: &str) -> Option<f64> {
    let text = reader.text(node, what)?;
    let number = text.trim_end_matches('%').trim_end().parse().ok();
    let number = number.filter(|number: &f64| (0.0..=100.0).contains(number));
    if number.is_none() {
        reader.push(wrong_type(node, what, "a percentage from 0 to 100"));
    }
    number
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
