//! A search read against what the study knows: attributes, spellings of the outcome, codes.

use crate::cli::question::Known;
use crate::cli::{Context, Failure};
use keerpunt::analysis::Condition;
use keerpunt::codebook::Codebook;
use keerpunt::corpus::Incident;
use keerpunt::diagnostic::Diagnostic;
use keerpunt::index::Search;
use keerpunt::index::meant::Vocabulary;
use keerpunt::index::query::ValueTest;
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
    let vocabulary = Vocabulary { attributes: known.attributes.clone(), outcome: known.outcome.clone() };
    let search = parse(source, languages)?.meant(&vocabulary);
    let search = search.map_err(|mistakes| refused(mistakes, source))?;
    match search.without_order(known.incidents) {
        mistakes if mistakes.is_empty() => Ok(search),
        mistakes => Err(refused(mistakes, source)),
    }
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
    if !search.names_codes() {
        return Ok(None);
    }
    let codebook = book()?;
    let mistakes = search.unknown_codes(&codebook);
    if mistakes.is_empty() { Ok(Some(codebook)) } else { Err(refused(mistakes, source)) }
}
