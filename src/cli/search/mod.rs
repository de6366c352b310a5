//! `keerpunt search`: passages in context, incidents, or counts by an attribute.

mod meant;

use super::opened::{codebook_of, known, load, study, variable};
use super::progress::Bar;
use super::question::Where;
use super::{Context, Exit, Failure, Output, TableFormat, TableOutput, Which, left_out};
use clap::ValueEnum;
use keerpunt::analysis::spread;
use keerpunt::codebook::Scope;
use keerpunt::corpus::Incident;
use keerpunt::index::offers::OfferKind;
use keerpunt::index::search::{Found, Ground};
use keerpunt::index::{Index, Search};
use keerpunt::report::hits::{self, Explained, Hits};
use keerpunt::report::provenance::{shell, some};
use keerpunt::text::Language;
use std::collections::{BTreeSet, HashSet};

/// Passages shown to people who do not say how many.
const SHOWN: usize = 100;

/// Words left out are told where they stand once or more for so many passages found.
const SELDOM: usize = 20;

/// Finds passages by words, patterns and attributes.
///
/// A bare word finds the words with its stem (many of its inflections; what it misses is said),
/// "..." exact forms; patterns are those of rules
/// (werk*, af ..5.. met, (a|b c), /regex/, code:ID). Words side by side stand in a row. AND, OR,
/// NOT and brackets join them; outcome:success and year:[2014 TO 2016] ask for attributes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to look for; between '...' for the shell where it has more than words.
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    #[command(flatten)]
    conditions: Where,
    /// Where AND, OR and NOT look.
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Stretch::Incident)]
    unit: Stretch,
    /// What a row or a gap does not cross, and a regex looks over.
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Stretch::Sentence)]
    within: Stretch,
    /// Show at most so many passages (or incidents); 0 shows all. Without it a table shows 100.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Characters before and after a passage, in files.
    #[arg(long, value_name = "N", default_value_t = 60)]
    context: usize,
    /// Count by the values of an attribute.
    #[arg(long, value_name = "ATTRIBUTE", conflicts_with = "incidents")]
    by: Option<String>,
    /// Cut points of a --by that holds numbers or dates: `2010,2015` makes the rows <2010,
    /// 2010-2014 and >=2015.
    #[arg(long, value_name = "CUTS", requires = "by", allow_hyphen_values = true)]
    bins: Option<String>,
    /// List incidents, each once.
    #[arg(long)]
    incidents: bool,
    /// Tell how the query was read, and which words of the corpus it joins.
    #[arg(long)]
    explain: bool,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// A stretch of a narrative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stretch {
    /// The whole incident.
    Incident,
    /// One paragraph.
    Paragraph,
    /// One sentence.
    Sentence,
}

impl Stretch {
    fn scope(self) -> Scope {
        match self {
            Stretch::Incident => Scope::Incident,
            Stretch::Paragraph => Scope::Paragraph,
            Stretch::Sentence => Scope::Sentence,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Stretch::Incident => "incident",
            Stretch::Paragraph => "paragraph",
            Stretch::Sentence => "sentence",
        }
    }
}

impl Arguments {
    /// The arguments after which the same search looks at the same incidents.
    fn after(&self) -> String {
        let mut after = String::new();
        for (flag, unit, usual) in
            [("unit", self.unit, Stretch::Incident), ("within", self.within, Stretch::Sentence)]
        {
            if unit != usual {
                after += &format!(" --{flag} {}", unit.name());
            }
        }
        after + &self.which.arguments()
    }
}

/// A search with what it is asked of.
struct Asked<'a> {
    source: &'a str,
    search: Search,
    ground: Ground<'a>,
    index: Option<&'a Index>,
    languages: Vec<Language>,
    keep: Box<dyn Fn(&Incident) -> bool + Sync + 'a>,
}

/// Searches, and shows what was found.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let source = arguments.query.join(" ");
    // A mistake that shows without the corpus need not wait for it.
    meant::parse(&source, &[])?;
    let study = study(&arguments.which, context)?;
    let progress = Bar::new(context);
    let (loaded, exit) = load(&study, &arguments.which, context, &progress)?;
    drop(progress);
    let known = known(&study, &loaded);
    let conditions = arguments.conditions.read(&known)?;
    known.empty_conditions(&conditions).iter().for_each(|line| context.say(line));
    let bins = arguments.bins.as_deref();
    let by = arguments.by.as_deref().map(|name| variable(&study, &known, name, bins)).transpose()?;
    let collection = &study.settings.collection;
    let incidents = &loaded.corpus.incidents[..];
    let languages: BTreeSet<Language> = incidents.iter().map(|one| one.language.clone()).collect();
    let languages: Vec<Language> = languages.into_iter().collect();
    let search = meant::read(&source, &languages, &known)?;
    meant::say_empty(&search, &known, context);
    let book = || codebook_of(&study, &arguments.which, context);
    let codebook = meant::codebook(&search, &source, book)?;
    let asked = Asked {
        source: &source,
        search,
        ground: Ground {
            incidents,
            speakers: &collection.speakers,
            codebook: codebook.as_ref(),
            unit: arguments.unit.scope(),
            within: arguments.within.scope(),
        },
        index: loaded.index.as_ref(),
        languages,
        keep: Box::new(|incident| conditions.iter().all(|condition| condition.holds(incident))),
    };
    let found = asked.run(&asked.search);
    let searched: Vec<&Incident> = incidents.iter().filter(|one| (asked.keep)(one)).collect();
    let after = arguments.after();
    let hits = Hits {
        study: study.title(),
        query: &source,
        conditions: &conditions,
        unit: arguments.unit.name(),
        searched: searched.len(),
        respondents: collection.respondent.as_ref().map(|_| tellers(incidents, &found)),
        found: found.iter().map(|one| shown(incidents, one)).collect(),
        limit: match arguments.limit {
            Some(0) => None,
            None => (format == TableFormat::Table).then_some(SHOWN),
            limit => limit,
        },
        context: arguments.context,
        beside: collection.outcome.as_ref().map(|outcome| outcome.attribute.as_str()),
        explained: arguments.explain.then(|| asked.explained()),
        arguments: &after,
    };
    let spread = by.map(|variable| spread(&numbers(incidents, &asked.keep, &found), &variable));
    let sheet = || match &spread {
        Some(spread) => hits::counts(&hits, spread),
        None if arguments.incidents => hits::incidents(&hits),
        None => hits::sheet(&hits),
    };
    if format == TableFormat::Table && spread.is_none() && !arguments.incidents {
        let output = Output::to(arguments.output.output.as_deref());
        output.write(context, |screen, to| hits::write(&hits, screen, to))?;
    } else {
        let json = || hits::json(&hits, spread.as_ref());
        arguments.output.write(context, format, || vec![sheet()], sheet, json)?;
    }
    if found.is_empty() {
        asked.offer(context);
    }
    let passages: usize = found.iter().map(|one| one.hits.len()).sum();
    asked.say_left_out(passages, context);
    Ok(exit)
}

impl Asked<'_> {
    fn run(&self, search: &Search) -> Vec<Found> {
        let needs = search.needs(self.ground.codebook, &self.languages);
        // An index that cannot be read costs time, nothing else.
        let worth = self.index.and_then(|index| index.candidates(&needs).ok());
        search.run(&self.ground, worth.as_ref(), self.keep.as_ref())
    }

    fn explained(&self) -> Explained {
        let joined = self.search.joined(&self.ground, self.index, &self.languages, self.keep.as_ref());
        Explained {
            read: self.search.described(),
            words: joined.into_iter().map(|joined| (joined.word, joined.forms)).collect(),
        }
    }

    /// Tells which words `~` did not join that stand in the texts so often that they matter beside
    /// the passages that were found.
    fn say_left_out(&self, passages: usize, context: &Context) {
        let index = self.index;
        let left_out = self.search.left_out(&self.ground, index, &self.languages, self.keep.as_ref());
        for line in left_out::told(&left_out, passages.div_ceil(SELDOM).max(1)) {
            context.say(format!("note: {line}"));
        }
    }

    /// Tells what else to try, with what it finds; what finds nothing either is no help.
    fn offer(&self, context: &Context) {
        let offers = self.search.offers(self.source, &self.languages, |part| self.run(part).is_empty());
        for offer in offers {
            let Ok(search) = Search::read(&offer.query, meant::only(&self.languages)) else { continue };
            let found = self.run(&search);
            if found.is_empty() {
                continue;
            }
            let passages = found.iter().map(|one| one.hits.len()).sum();
            let what = match offer.kind {
                OfferKind::Apart => "the words may stand apart",
                OfferKind::Operators => "the operators are AND, OR and NOT; others are words of the text",
                OfferKind::Inside => "the word may be part of longer ones",
            };
            let (passages, incidents) = (some(passages, "passage"), some(found.len(), "incident"));
            let query = shell(&offer.query);
            context.say(format!("help: {what}: {query} finds {passages} in {incidents}"));
        }
    }
}

fn shown<'a>(incidents: &'a [Incident], found: &Found) -> hits::Found<'a> {
    let hits = found.hits.iter().map(|hit| (hit.span, hit.unread)).collect();
    hits::Found { incident: &incidents[found.incident], hits }
}

/// Every incident that was searched, with its number of hits where it was found.
fn numbers<'a>(
    incidents: &'a [Incident],
    keep: &dyn Fn(&Incident) -> bool,
    found: &[Found],
) -> Vec<(&'a Incident, Option<usize>)> {
    let mut found = found.iter().peekable();
    let mut numbers = Vec::new();
    for (place, incident) in incidents.iter().enumerate() {
        let hits = found.next_if(|one| one.incident == place).map(|one| one.hits.len());
        if keep(incident) {
            numbers.push((incident, hits));
        }
    }
    numbers
}

/// How many respondents told what was found; an incident without one counts as one of its own.
fn tellers(incidents: &[Incident], found: &[Found]) -> usize {
    let tellers = found.iter().map(|one| incidents[one.incident].respondent.as_deref());
    let (mut named, mut own) = (HashSet::new(), 0);
    for teller in tellers {
        match teller {
            Some(name) => drop(named.insert(name)),
            None => own += 1,
        }
    }
    named.len() + own
}
