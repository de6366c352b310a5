//! `keerpunt codebook test`: the exemplars, run.

use super::book::Book;
use super::{Shape, counted};
use crate::cli::output::write_json;
use crate::cli::{Context, Exit, Failure};
use keerpunt::codebook::Codebook;
use keerpunt::matcher::Matcher;
use keerpunt::matcher::exemplars::{self, Demand, Trial};
use keerpunt::report::one_line;
use keerpunt::span::{CharIndex, Span};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;

/// Runs the exemplars: those marked `rules: true` must be found by a rule of their code, those
/// under `not_coded` by none.
///
/// Of the other exemplars it tells how many the rules happen to find; codes without rules are
/// named. Ends with 1 where an exemplar fails.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codebook; without it the study's.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// How results are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    format: Shape,
}

/// Runs them, and tells.
pub fn run(arguments: &Arguments, _: &Context) -> Result<Exit, Failure> {
    let book = Book::read(arguments.file.as_deref())?;
    let codebook = book.usable()?;
    let speakers = &book.study.settings.collection.speakers;
    let matcher = Matcher::new(codebook, speakers);
    let trials = exemplars::run(&matcher, book.study.language());
    match arguments.format {
        Shape::Table => tell(codebook, &trials, &mut io::stdout().lock())?,
        Shape::Json => write_json(&document(codebook, &trials), &mut io::stdout().lock())?,
    }
    let failed = trials.iter().any(|trial| !trial.holds());
    Ok(if failed { Exit::DoneWithFaults } else { Exit::Done })
}

fn tell(codebook: &Codebook, trials: &[Trial<'_>], out: &mut dyn Write) -> io::Result<()> {
    for trial in trials.iter().filter(|trial| !trial.holds()) {
        let id = &codebook.codes[trial.code].id;
        let text = &trial.exemplar.text;
        match trial.demand {
            Demand::MustNotHit => {
                writeln!(out, "{id}: a rule hits what must not be coded")?;
                writeln!(out, "  {}", marked(text, &trial.hits))?;
                for (span, rule) in &trial.hits {
                    writeln!(out, "  {id}#{rule} hits \"{}\"", one_line(span.of(text)))?;
                }
                if let Some(why) = &trial.exemplar.why {
                    writeln!(out, "  why not: {}", one_line(why))?;
                }
            }
            _ => {
                writeln!(out, "{id}: no rule finds what must be coded")?;
                writeln!(out, "  {}", marked(text, &trial.negated))?;
                for (span, rule) in &trial.negated {
                    writeln!(out, "  {id}#{rule} hits \"{}\", but negated", one_line(span.of(text)))?;
                }
                if codebook.codes[trial.code].rules.is_empty() {
                    writeln!(out, "  the code has no rules")?;
                }
            }
        }
        writeln!(out)?;
    }
    let (must, found) = tally(trials, Demand::MustHit, |trial| trial.holds());
    let (must_not, hit) = tally(trials, Demand::MustNotHit, |trial| !trial.holds());
    let (others, other_found) = tally(trials, Demand::Nothing, |trial| !trial.hits.is_empty());
    writeln!(out, "{}", one_line(&format!("{} {}", codebook.id, codebook.version)))?;
    writeln!(out, "  marked `rules: true`: {found} of {must} found")?;
    writeln!(out, "  not coded: {hit} of {must_not} hit")?;
    writeln!(out, "  other exemplars, for people: the rules find {other_found} of {others}")?;
    let without = without_rules(codebook);
    if !without.is_empty() {
        writeln!(
            out,
            "  {} without rules, coded by people only: {}",
            counted(without.len(), "code"),
            without.join(", ")
        )?;
    }
    Ok(())
}

fn tally(trials: &[Trial<'_>], demand: Demand, is: impl Fn(&Trial<'_>) -> bool) -> (usize, usize) {
    let all: Vec<_> = trials.iter().filter(|trial| trial.demand == demand).collect();
    (all.len(), all.iter().filter(|trial| is(trial)).count())
}

fn without_rules(codebook: &Codebook) -> Vec<&str> {
    let given = codebook.codes.iter().filter(|code| !code.group && code.rules.is_empty());
    given.map(|code| code.id.as_str()).collect()
}

/// The text on one line, with what was hit between brackets.
fn marked(text: &str, hits: &[(Span, usize)]) -> String {
    let mut out = String::new();
    let mut at = 0;
    let mut spans: Vec<Span> = hits.iter().map(|(span, _)| *span).collect();
    spans.sort_unstable();
    for span in spans.into_iter().filter(|span| !span.is_empty()) {
        if span.start >= at {
            out += &format!("{}[{}]", &text[at..span.start], span.of(text));
            at = span.end;
        }
    }
    out += &text[at..];
    format!("\"{}\"", one_line(&out))
}

fn document(codebook: &Codebook, trials: &[Trial<'_>]) -> Value {
    let (must, found) = tally(trials, Demand::MustHit, |trial| trial.holds());
    let (must_not, hit) = tally(trials, Demand::MustNotHit, |trial| !trial.holds());
    let (others, other_found) = tally(trials, Demand::Nothing, |trial| !trial.hits.is_empty());
    json!({
        "schema": "keerpunt.codebook-test/1",
        "codebook": {"id": codebook.id, "version": codebook.version, "hash": codebook.hash},
        "rules_true": {"total": must, "found": found},
        "not_coded": {"total": must_not, "hit": hit},
        "others": {"total": others, "found": other_found},
        "without_rules": without_rules(codebook),
        "exemplars": trials.iter().map(|trial| one(codebook, trial)).collect::<Vec<_>>(),
    })
}

fn one(codebook: &Codebook, trial: &Trial<'_>) -> Value {
    let text = &trial.exemplar.text;
    let chars = CharIndex::new(text);
    let id = &codebook.codes[trial.code].id;
    let hits = |hits: &[(Span, usize)]| {
        let one = |(span, rule): &(Span, usize)| {
            let (start, end) = chars.chars(*span);
            json!({"start": start, "end": end, "text": span.of(text), "rule": format!("{id}#{rule}")})
        };
        hits.iter().map(one).collect::<Vec<_>>()
    };
    json!({
        "code": id,
        "coded": trial.demand != Demand::MustNotHit,
        "rules": trial.demand == Demand::MustHit,
        "lang": trial.language,
        "text": text,
        "why": trial.exemplar.why,
        "holds": trial.holds(),
        "hits": hits(&trial.hits),
        "negated": hits(&trial.negated),
    })
}
