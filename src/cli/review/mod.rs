//! `keerpunt review`: a person judges what the rules suggest.

mod dialog;

use super::desk::{Desk, InStudy};
use super::log::said;
use super::progress::Bar;
use super::question::{Where, selection};
use super::who::Who;
use super::{Context, Exit, Failure, Format, Output, interrupted};
use keerpunt::analysis::Condition;
use keerpunt::codebook::Codebook;
use keerpunt::coding::journal::{Did, Given, Standing, shelf};
use keerpunt::coding::review::{Waiting, in_order_of, suggested, waiting};
use keerpunt::matcher::Suggestions;
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Entry, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, one_line, printable};
use keerpunt::span::CharIndex;
use keerpunt::study::suggestions;
use serde_json::{Value, json};
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// Shows one suggestion after the other and keeps what you say of it: accepted, changed or
/// rejected. Each answer is on the disk before the next suggestion comes.
///
/// A suggestion that you judged, or coded by hand, does not come again.
///
/// An incident in which you accept one counts as read: there, a code that you did not give is absent
/// in tables of codings. So judge all that is suggested in it, or ask for all codes. Rejecting alone
/// does not make an incident read, and takes nothing out of a table of suggestions.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only suggestions of these codes, each with all below it.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    conditions: Where,
    /// Only those of this rule: CODE#n.
    #[arg(long, value_name = "RULE")]
    rule: Option<String>,
    /// In random order; the seed is said, and the same seed gives the same order.
    #[arg(long)]
    random: bool,
    /// The seed of the random order.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// List what waits, and ask nothing.
    #[arg(long)]
    list: bool,
    /// Accept the suggestion with this key, as --list shows it; may be given several times.
    #[arg(long, value_name = "KEY")]
    accept: Vec<String>,
    /// Reject the suggestion with this key; may be given several times.
    #[arg(long, value_name = "KEY")]
    reject: Vec<String>,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// What is reviewed, and by whom.
struct Session<'a> {
    desk: &'a Desk,
    codebook: &'a Codebook,
    who: &'a Who,
    coder: &'a str,
    found: &'a Suggestions,
    context: &'a Context,
}

/// Asks, lists or takes the answers that were given.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let desk = Desk::open(&arguments.place, context)?;
    let Some(codebook) = &desk.codebook else {
        let help = "add `codebook: FILE` to keerpunt.yaml";
        return Err(Failure::usage("the study has no codebook, so nothing is suggested", help));
    };
    let coder = arguments.who.coder(context)?;
    let standing = desk.loaded.shelf.standings.iter().find(|one| one.coder.name == coder.name);
    let found = found(&desk, codebook, context);
    let mut list = asked(arguments, &desk, codebook, standing, &found)?;
    if arguments.random || arguments.seed.is_some() {
        let seed = arguments.seed.unwrap_or_else(of_the_clock);
        context.say(format!("in random order, seed {seed}: --seed {seed} gives it again"));
        in_order_of(&mut list, seed, |one| one.key.as_str());
    }
    let session =
        Session { desk: &desk, codebook, who: &arguments.who, coder: &coder.name, found: &found, context };
    if !arguments.accept.is_empty() || !arguments.reject.is_empty() {
        session.decide(&list, &arguments.accept, &arguments.reject)?;
        session.say_what_waits();
    } else if arguments.list || format != Format::Table {
        let sheet = || sheet(&list, &session);
        arguments.output.write_tables(
            context,
            format,
            || vec![sheet()],
            sheet,
            || as_json(&list, &session),
        )?;
    } else {
        interrupted::keeps("every answer that was given is kept");
        if dialog::run(&session, &list)? > 0 {
            session.say_what_waits();
        }
    }
    Ok(desk.exit)
}

fn found(desk: &Desk, codebook: &Codebook, context: &Context) -> Suggestions {
    let speakers = &desk.study.settings.collection.speakers;
    let bar = Bar::new(context);
    suggestions(desk.incidents(), codebook, speakers, desk.loaded.index.as_ref(), &bar.incidents())
}

fn asked<'a>(
    arguments: &Arguments,
    desk: &Desk,
    codebook: &Codebook,
    standing: Option<&Standing>,
    found: &'a Suggestions,
) -> Result<Vec<Waiting<'a>>, Failure> {
    let selected = selection(codebook, &arguments.codes)?;
    let known = super::opened::known(&desk.study, &desk.loaded);
    let conditions: Vec<Condition> = arguments.conditions.read(&known)?;
    let mut list = waiting(found, desk.incidents(), codebook, standing);
    list.retain(|one| {
        let code = &codebook.codes[one.suggestion.code].id;
        let by = |rule: &String| {
            one.suggestion.evidence.iter().any(|hit| format!("{code}#{}", hit.rule()) == *rule)
        };
        selected.has(one.suggestion.code)
            && conditions.iter().all(|condition| condition.holds(&desk.incidents()[one.incident]))
            && arguments.rule.as_ref().is_none_or(by)
    });
    Ok(list)
}

fn of_the_clock() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |past| past.as_secs() % 1_000_000)
}

impl Session<'_> {
    /// Keeps an answer, and says what was kept.
    fn keep(&self, did: Did) -> Result<String, Failure> {
        let mut pen = self.desk.pen(self.who, self.context)?;
        let entries = self.desk.write(&mut pen, vec![did])?;
        Ok(entries.first().map(|entry| printable(&said(entry)).into_owned()).unwrap_or_default())
    }

    fn accepted(&self, one: &Waiting<'_>) -> Did {
        let suggestion = suggested(&self.desk.incidents()[one.incident], self.codebook, one.suggestion);
        let coding = Given {
            incident: suggestion.incident.clone(),
            code: suggestion.code.clone(),
            at: Some(suggestion.at.clone()),
            valence: one.suggestion.valence,
            note: None,
        };
        Did::SuggestionAccepted { suggestion, coding }
    }

    fn rejected(&self, one: &Waiting<'_>) -> Did {
        let suggestion = suggested(&self.desk.incidents()[one.incident], self.codebook, one.suggestion);
        Did::SuggestionRejected { suggestion }
    }

    /// Says how many suggestions wait in incidents that now count as read.
    fn say_what_waits(&self) {
        let shelf = shelf(self.desk.study.root());
        let Some(own) = shelf.standings.iter().find(|one| one.coder.name == self.coder) else { return };
        let incidents = self.desk.incidents();
        let list = waiting(self.found, incidents, self.codebook, Some(own));
        let read = |one: &&Waiting<'_>| own.read.contains(&incidents[one.incident].id);
        let waits: Vec<usize> = list.iter().filter(read).map(|one| one.incident).collect();
        let Some(first) = waits.first() else { return };
        let (wait, in_which) = match waits.len() {
            1 => ("waits", format!("in `{}`, which counts", one_line(&incidents[*first].id))),
            _ => ("wait", "in incidents that count".to_string()),
        };
        self.context.say(format!(
            "note: {} still {wait} {in_which} as read: until you accept it, such a code is absent there in tables of \
             codings; go on with `keerpunt review`, or count with --from suggestions",
            some(waits.len(), "suggestion")
        ));
    }

    /// Takes verdicts by key: all or, where a key is unknown, none.
    fn decide(&self, list: &[Waiting<'_>], accept: &[String], reject: &[String]) -> Result<(), Failure> {
        let named = |key: &String| {
            list.iter().find(|one| one.key == *key).ok_or_else(|| {
                let help = "`keerpunt review --list` shows the keys of what waits";
                Failure::usage(format!("no suggestion that waits has the key `{key}`"), help)
            })
        };
        let mut dids = Vec::new();
        for key in accept {
            dids.push(self.accepted(named(key)?));
        }
        for key in reject {
            if accept.contains(key) {
                return Err(Failure::usage(
                    format!("`{key}` is both accepted and rejected"),
                    "say one of the two",
                ));
            }
            dids.push(self.rejected(named(key)?));
        }
        let mut pen = self.desk.pen(self.who, self.context)?;
        let entries = self.desk.write(&mut pen, dids)?;
        let mut to = std::io::stdout().lock();
        for entry in entries {
            writeln!(to, "{}", printable(&said(&entry))).map_err(Failure::after_keeping)?;
        }
        Ok(())
    }
}

fn sheet(list: &[Waiting<'_>], session: &Session<'_>) -> Sheet {
    let row = |one: &Waiting<'_>| {
        let incident = &session.desk.incidents()[one.incident];
        let cells = [
            one.key.clone(),
            one_line(&incident.id),
            session.codebook.codes[one.suggestion.code].id.clone(),
            one_line(one.suggestion.span.of(&incident.narrative)),
        ];
        Row { entries: cells.map(Entry::text).to_vec(), strong: false }
    };
    let fields = vec![
        Field::text("key", "key"),
        Field::text("incident", "incident"),
        Field::text("code", "code"),
        Field::text("quote", "passage").when_narrow(WhenNarrow::Shrinks { least: 16, most: 70, rank: 1 }),
    ];
    let notes = vec![format!("{} to review. Judge them: keerpunt review", some(list.len(), "suggestion"))];
    Sheet { fields, rows: list.iter().map(row).collect(), notes, ..Sheet::default() }
}

fn as_json(list: &[Waiting<'_>], session: &Session<'_>) -> Value {
    let one = |one: &Waiting<'_>| {
        let incident = &session.desk.incidents()[one.incident];
        let (start, end) = CharIndex::new(&incident.narrative).chars(one.suggestion.span);
        let suggestion = suggested(incident, session.codebook, one.suggestion);
        json!({
            "key": one.key, "incident": incident.id, "code": suggestion.code,
            "start": start, "end": end, "quote": suggestion.at.quote, "by": suggestion.by,
        })
    };
    json!({"schema": "keerpunt.review/1", "waiting": list.iter().map(one).collect::<Vec<_>>()})
}
