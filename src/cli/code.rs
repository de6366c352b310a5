//! `keerpunt code`: gives a code to a stretch of an incident, or to the whole of it.

use super::desk::{Desk, InStudy};
use super::output::write_json;
use super::question::ValenceName;
use super::who::Who;
use super::{Context, Exit, Failure, Format, Output};
use keerpunt::codebook::Valence;
use keerpunt::coding::journal::{Anchor, Did, Given};
use keerpunt::corpus::Incident;
use keerpunt::report::provenance::shell;
use keerpunt::report::{one_line, printable};
use keerpunt::span::{CharIndex, Span};
use serde_json::json;
use std::str::FromStr;

/// Gives a code to a passage of an incident, or to the whole incident.
///
/// The passage is said by its text (--quote) or by its code points (--span); without either the
/// code is of the whole incident. What was given stands in codings/ before the program says so.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The incident's id.
    #[arg(value_name = "INCIDENT")]
    incident: String,
    /// The code: its full id, or its last part where only one code has it.
    #[arg(value_name = "CODE")]
    code: String,
    #[command(flatten)]
    passage: Passage,
    /// Whether the conduct was there or lacking, for a code that leaves it open.
    #[arg(long, value_enum)]
    valence: Option<ValenceName>,
    /// Why, in your words.
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// A passage of an incident, as people say it.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Passage {
    /// The passage's text, exactly; blanks and line breaks may differ.
    #[arg(long, value_name = "TEXT", conflicts_with = "span")]
    pub quote: Option<String>,
    /// Which one, from 1, where the text stands there several times.
    #[arg(long, value_name = "N", requires = "quote")]
    pub nth: Option<usize>,
    /// The passage's code points, half open: 12..40.
    #[arg(long, value_name = "START..END")]
    pub span: Option<Points>,
}

/// Code points, half open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Points {
    start: usize,
    end: usize,
}

impl FromStr for Points {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let points = text.split_once("..").or_else(|| text.split_once('-')).and_then(|(start, end)| {
            Some(Points { start: start.trim().parse().ok()?, end: end.trim().parse().ok()? })
        });
        points.filter(|points| points.start < points.end).ok_or_else(|| {
            "say where it begins and ends, in code points: 12..40 holds the code points 12 to 39".to_string()
        })
    }
}

impl Passage {
    /// The stretch of the narrative that is meant; none for the whole incident.
    ///
    /// # Errors
    /// The text stands there not at all or several times, or the code points lie outside.
    pub fn find(&self, incident: &Incident) -> Result<Option<Anchor>, Failure> {
        let narrative = &incident.narrative;
        if let Some(Points { start, end }) = self.span {
            let chars = CharIndex::new(narrative);
            let span = chars.bytes(start, end).ok_or_else(|| {
                let length = narrative.chars().count();
                Failure::usage(
                    format!("{start}..{end} lies outside the narrative of `{}`", incident.id),
                    format!("it has {length} code points: 0..{length} is the whole of it"),
                )
            })?;
            return Ok(Some(Anchor::of(narrative, span)));
        }
        let Some(quote) = &self.quote else { return Ok(None) };
        let places = Anchor::occurrences(narrative, quote);
        let place = match (places.as_slice(), self.nth) {
            ([], _) => return Err(not_there(incident, quote)),
            ([only], None) => *only,
            (_, Some(nth)) => *nth.checked_sub(1).and_then(|nth| places.get(nth)).ok_or_else(|| {
                Failure::usage(
                    format!("there is no number {nth}: the text stands there {} times", places.len()),
                    "say --nth with one of them",
                )
            })?,
            (several, None) => return Err(which_one(incident, several)),
        };
        Ok(Some(Anchor::of(narrative, place)))
    }
}

fn not_there(incident: &Incident, quote: &str) -> Failure {
    let quote = printable(quote.trim());
    let near = Anchor::occurrences(&incident.narrative.to_lowercase(), &quote.to_lowercase());
    let help = match near.is_empty() {
        false => "it stands there with other capitals; write it as the narrative does".to_string(),
        true => format!("copy it from the narrative: keerpunt search {} shows it", asking_for(&incident.id)),
    };
    Failure::usage(format!("`{}` does not hold the text \"{quote}\"", incident.id), help)
}

/// The search that shows one incident, as a shell wants it.
fn asking_for(id: &str) -> String {
    let plain = id.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | '.'));
    shell(&if plain { format!("id:{id}") } else { format!("id:\"{id}\"") })
}

fn which_one(incident: &Incident, places: &[Span]) -> Failure {
    let mut what = format!("the text stands {} times in `{}`", places.len(), incident.id);
    for (number, place) in places.iter().enumerate().take(12) {
        let anchor = Anchor::of(&incident.narrative, *place);
        let around = format!("{}[{}]{}", anchor.before, anchor.quote, anchor.after);
        let line = around.split_whitespace().collect::<Vec<_>>().join(" ");
        what += &format!("\n  {}: {}", number + 1, printable(&line));
    }
    Failure::usage(what, "say which with --nth, or take more of the text into --quote")
}

/// Gives the code, and says what was given once it is on the disk.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format_of_text("what is told of a new coding")?;
    let desk = Desk::open(&arguments.place, context)?;
    let incident = desk.incident(&arguments.incident)?;
    let coding = Given {
        incident: incident.id.clone(),
        code: desk.code(&arguments.code)?,
        at: arguments.passage.find(incident)?,
        valence: arguments.valence.map(Valence::from),
        note: arguments.note.clone(),
    };
    let mut pen = desk.pen(&arguments.who, context)?;
    let coder = pen.coder().clone();
    let own = desk.loaded.shelf.standings.iter().find(|one| one.coder.name == coder.name);
    let same = own.and_then(|own| own.codings.iter().find(|(_, kept)| kept.given == coding));
    if coding.valence.is_none() && desk.leaves_open(&coding.code) {
        context.say(format!(
            "note: `{}` may be there or lacking, and this coding says neither: tables count it without a valence; \
             to say which, `keerpunt undo` and give it again with --valence enacted or --valence lacking",
            coding.code
        ));
    }
    let (id, new) = match same {
        Some((id, _)) => (*id, false),
        None => {
            let entries = desk.write(&mut pen, vec![Did::CodingAdded { coding: coding.clone() }])?;
            (entries.first().map(|entry| entry.id).unwrap_or_default(), true)
        }
    };
    let told = arguments.output.write(context, |_, to| match format {
        Format::Json => write_json(
            &json!({"schema": "keerpunt.code/1", "id": id, "new": new, "coder": coder.name, "coding": coding}),
            to,
        ),
        Format::Table | Format::Csv | Format::Md => {
            let what = match &coding.at {
                Some(at) => format!("\"{}\" of {} is coded", printable(&at.quote), one_line(&coding.incident)),
                None => format!("{} is coded as a whole", one_line(&coding.incident)),
            };
            let already = if new { "" } else { " (it was already)" };
            writeln!(to, "{what} {} by {}{already}", coding.code, printable(&coder.name))
        }
    });
    told.map_err(Failure::after_keeping)?;
    Ok(desk.exit)
}
