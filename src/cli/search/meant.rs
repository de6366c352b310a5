//! A search read against what the study knows: attributes, spellings of the outcome, codes.

use crate::cli::question::Known;
use crate::cli::{Context, Failure};
use keerpunt::analysis::Condition;
use keerpunt::codebook::Codebook;
use keerpunt::corpus::Incident;
use keerpunt::diagnostic::{Diagnostic, nearest};
use keerpunt::index::Search;
use keerpunt::index::query::{FieldTest, ValueTest};
use keerpunt::index::search::value_of;
use keerpunt::text::Language;

/// The language of the corpus, where it has only one.
pub fn only(languages: &[Language]) -> Option<&Language> {
    match languages {
        [one] => Some(one),
        _ => None,
    }
}

/// The search by itself; `languages` are those of the corpus, as far as they are known.
pub fn parse(source: &str, languages: &[Language]) -> Result<Search, Failure> {
    Search::read(source, only(languages)).map_err(|mistakes| refused(mistakes, source))
}

/// The search as meant: its attributes are known, spellings of the outcome are its values.
pub fn read(source: &str, languages: &[Language], known: &Known<'_>) -> Result<Search, Failure> {
    let mut search = parse(source, languages)?;
    let mut mistakes = Vec::new();
    search.query.each_field(&mut |test| {
        let same = |name: &&str| name.to_lowercase() == test.name.to_lowercase();
        match ["id", "lang"].into_iter().chain(known.attributes.iter().copied()).find(same) {
            Some(name) => test.name = name.to_string(),
            None => mistakes.push(unknown_attribute(test, known)),
        }
        if let ValueTest::Equals(value) = &mut test.test
            && let Some(meant) = outcome_meant(known, &test.name, value)
        {
            *value = meant.to_string();
        }
    });
    if mistakes.is_empty() { Ok(search) } else { Err(refused(mistakes, source)) }
}

/// The value of the outcome that a spelling means.
fn outcome_meant<'a>(known: &Known<'a>, name: &str, spelling: &str) -> Option<&'a str> {
    let (outcome, values) = known.outcome.as_ref()?;
    let spelling = spelling.to_lowercase();
    let means = |means: &[&str]| means.iter().any(|one| one.trim().to_lowercase() == spelling);
    let (value, _) = values.iter().find(|(_, spellings)| *outcome == name && means(spellings))?;
    Some(value)
}

fn unknown_attribute(test: &FieldTest, known: &Known<'_>) -> Diagnostic {
    let message = format!("no incident has an attribute `{}`", test.name);
    let diagnostic = Diagnostic::fault("search-unknown-attribute", message).at(test.span);
    let diagnostic = diagnostic.label("unknown attribute");
    let diagnostic = match nearest(&test.name, known.attributes.iter().copied()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic,
    };
    diagnostic.help("to find it as text put a blank behind the colon")
}

/// Tells of each value that no incident has.
pub fn say_empty(search: &Search, known: &Known<'_>, context: &Context) {
    for test in search.query.fields() {
        let held = |incident: &Incident| test.passes(value_of(incident, &test.name).as_ref());
        if let ValueTest::Equals(value) = &test.test
            && !known.incidents.iter().any(held)
        {
            let lines = known.empty_conditions(&[Condition::is(&test.name, value)]);
            lines.iter().for_each(|line| context.say(line));
        }
    }
}

fn refused(mistakes: Vec<Diagnostic>, source: &str) -> Failure {
    let mistakes: Vec<Diagnostic> = mistakes.into_iter().map(|one| one.in_file("search")).collect();
    Failure::mistakes(&mistakes, source, "`keerpunt search --help` shows what can be asked")
}

/// The codebook, where the search names a code.
pub fn codebook(
    search: &Search,
    source: &str,
    book: impl FnOnce() -> Result<Codebook, Failure>,
) -> Result<Option<Codebook>, Failure> {
    let words = search.query.words();
    let named: Vec<_> = search
        .patterns
        .iter()
        .zip(words)
        .filter_map(|(pattern, words)| Some((pattern.code_reference()?, words.span)))
        .collect();
    if named.is_empty() {
        return Ok(None);
    }
    let codebook = book()?;
    let mistakes: Vec<Diagnostic> = named
        .into_iter()
        .filter(|(id, _)| codebook.position(id).is_none())
        .map(|(id, span)| {
            let message = format!("the codebook `{}` has no code `{id}`", codebook.id);
            let help = match nearest(id, codebook.codes.iter().map(|code| code.id.as_str())) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`keerpunt codebook show` lists the codes".to_string(),
            };
            Diagnostic::fault("search-unknown-code", message).at(span).label("unknown code").help(help)
        })
        .collect();
    if mistakes.is_empty() { Ok(Some(codebook)) } else { Err(refused(mistakes, source)) }
}
