//! `keerpunt suggest`: passages that look like those that people gave a code.

mod measured;
mod ranked;
mod taught;

use super::desk::{Desk, InStudy};
use super::from::From;
use super::import::keep::keep;
use super::log::said;
use super::opened::known;
use super::progress::Bar;
use super::question::{Where, selection};
use super::who::Who;
use super::{Context, Exit, Failure, Output};
use clap::ValueEnum;
use keerpunt::codebook::Codebook;
use keerpunt::coding::Choice;
use keerpunt::coding::journal::{Anchor, Coder, Did, Given, Kind, Suggested};
use keerpunt::coding::review::key;
use keerpunt::learn::{Asked, Grain, Learner, Mark, Ranked, Texts, TooFew, candidates, learn};
use keerpunt::matcher::Suggestions;
use keerpunt::report::printable;
use keerpunt::study::{FILE, suggestions};
use ranked::Order;
use std::io::Write;
use std::path::PathBuf;
use taught::Taught;

/// Ranks passages that nobody has read by how much they look like those that people gave a code.
///
/// It learns from the words of what was coded, and of what was read without the code or rejected; its
/// words are shown as the reason. So stories told in plain words come up, which no rule finds. The
/// order is a model's, nobody's judgement: accept or reject what you read (--accept KEY, --reject KEY),
/// and the next order is better. --measure says how good the order is on what was coded already.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The code to look for; with --measure several, or all.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// What is ranked; without it sentences where passages of the code were coded, else incidents.
    #[arg(long, value_enum, value_name = "UNIT")]
    unit: Option<GrainName>,
    /// How many passages are shown.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only passages that no rule of the code suggests.
    #[arg(long)]
    beyond_rules: bool,
    /// From whom it learns: codings (any person), all-agree, or coder:NAME.
    #[arg(long, value_name = "WHOSE", conflicts_with = "gold")]
    from: Option<From>,
    /// Learn from a file of hand coding, as `evaluate --gold` reads it.
    #[arg(long, value_name = "FILE")]
    gold: Option<PathBuf>,
    /// Say how good the order is, cross-validated on what was coded, beside the rules alone.
    #[arg(long, conflicts_with_all = ["accept", "reject", "write", "limit"])]
    measure: bool,
    /// Accept the passage with this key: it has the code. May be given several times.
    #[arg(long, value_name = "KEY")]
    accept: Vec<String>,
    /// Reject the passage with this key. May be given several times.
    #[arg(long, value_name = "KEY")]
    reject: Vec<String>,
    /// Write what is shown as codings of a model of this name, to be measured like any coder.
    #[arg(long, value_name = "MODEL", conflicts_with_all = ["accept", "reject"])]
    write: Option<String>,
    #[command(flatten)]
    conditions: Where,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// What is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GrainName {
    /// Sentences.
    Sentence,
    /// Paragraphs.
    Paragraph,
    /// Whole incidents.
    Incident,
}

impl std::convert::From<GrainName> for Grain {
    fn from(name: GrainName) -> Self {
        match name {
            GrainName::Sentence => Self::Sentence,
            GrainName::Paragraph => Self::Paragraph,
            GrainName::Incident => Self::Incident,
        }
    }
}

/// A study laid open for learning.
struct School<'a> {
    desk: &'a Desk,
    codebook: &'a Codebook,
    taught: Taught,
    suggested: Suggestions,
    arguments: &'a Arguments,
}

/// Ranks, judges or measures.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.gold.iter().for_each(|file| context.reads_file(file));
    let desk = Desk::open(&arguments.place, context)?;
    let Some(codebook) = &desk.codebook else {
        let help = format!("add `codebook: FILE` to {FILE}");
        return Err(Failure::usage("the study has no codebook, so there is no code to look for", help));
    };
    let taught = match &arguments.gold {
        Some(file) => Taught::by_file(&desk, codebook, file)?,
        None => {
            let whose = arguments.from.clone().unwrap_or(From::People(Choice::Anybody));
            Taught::by_coders(&desk, codebook, &whose, context)?
        }
    };
    let speakers = &desk.study.settings.collection.speakers;
    let bar = Bar::new(context);
    let suggested =
        suggestions(desk.incidents(), codebook, speakers, desk.loaded.index.as_ref(), &bar.incidents());
    let school = School { desk: &desk, codebook, taught, suggested, arguments };
    if arguments.measure {
        let selected = selection(codebook, &arguments.codes)?;
        let codes =
            (0..codebook.codes.len()).filter(|code| selected.has(*code) && !codebook.codes[*code].group);
        let told = measured::of(&school, codes);
        arguments.output.write_tables(
            context,
            format,
            || vec![told.sheet()],
            || told.sheet(),
            || told.json(),
        )?;
        return Ok(desk.exit);
    }
    let [name] = arguments.codes.as_slice() else {
        let help = "`keerpunt codebook show` lists them; --measure takes several";
        return Err(Failure::usage("passages are ranked for one code: name it", help));
    };
    let code = codebook.position(&desk.code(name)?).unwrap_or_default();
    let order = school.order(code, context)?;
    if !arguments.accept.is_empty() || !arguments.reject.is_empty() {
        school.judge(code, &order, context)?;
        return Ok(desk.exit);
    }
    if let Some(name) = &arguments.write {
        school.write(code, &order, name, context)?;
    }
    arguments.output.write_tables(
        context,
        format,
        || vec![order.sheet()],
        || order.sheet(),
        || order.json(),
    )?;
    Ok(desk.exit)
}

impl School<'_> {
    fn grain(&self, code: usize) -> Grain {
        self.arguments.unit.map_or_else(|| self.taught.grain(self.codebook, code), Grain::from)
    }

    fn texts(&self, code: usize) -> Texts<'_> {
        let speakers = &self.desk.study.settings.collection.speakers;
        Texts::new(self.desk.incidents(), speakers, self.grain(code))
    }

    fn marks(&self, code: usize) -> Vec<Mark> {
        self.taught.marks(self.codebook, code, &self.suggested)
    }

    /// The passages that nobody said anything of, best first.
    fn order(&self, code: usize, context: &Context) -> Result<Order<'_>, Failure> {
        let (texts, mut marks) = (self.texts(code), self.marks(code));
        let asked = Asked { incidents: self.desk.incidents(), marks: &marks, texts: &texts };
        let lessons =
            learn(&asked).map_err(|few| too_few(&self.codebook.codes[code].id, few, texts.grain()))?;
        let learner = Learner::of(lessons.iter().map(|one| (&one.unit, one.positive, one.rule)));
        let coded = lessons.iter().filter(|one| one.positive).count();
        let others = lessons.len() - coded;
        let conditions = self.arguments.conditions.read(&known(&self.desk.study, &self.desk.loaded))?;
        for (mark, incident) in marks.iter_mut().zip(self.desk.incidents()) {
            // What is not asked for is left out like what was read.
            mark.read |= !conditions.iter().all(|condition| condition.holds(incident));
        }
        let asked = Asked { incidents: self.desk.incidents(), marks: &marks, texts: &texts };
        let judging = !self.arguments.accept.is_empty() || !self.arguments.reject.is_empty();
        let limit = if judging { None } else { Some(self.arguments.limit) };
        let ranked = candidates(&asked, &learner, limit, self.arguments.beyond_rules);
        if ranked.is_empty() {
            let what = "every passage that is asked for was read or judged already";
            let help = "collect more stories, or leave --where and --beyond-rules out; --measure says how good the order was";
            context.say(format!("note: {what}: {help}"));
        }
        Ok(Order { school: self, code, grain: texts.grain(), ranked, coded, others })
    }

    fn key(&self, code: usize, one: &Ranked) -> String {
        key(&self.desk.incidents()[one.passage.incident], &self.codebook.codes[code].id, one.passage.span)
    }

    fn given(&self, code: usize, one: &Ranked) -> Given {
        let incident = &self.desk.incidents()[one.passage.incident];
        let at = Some(Anchor::of(&incident.narrative, one.passage.span));
        let code = self.codebook.codes[code].id.clone();
        Given { incident: incident.id.clone(), code, at, valence: None, note: None }
    }

    /// Keeps what a person says of passages: all, or none where a key is unknown.
    fn judge(&self, code: usize, order: &Order<'_>, context: &Context) -> Result<(), Failure> {
        let Arguments { accept, reject, who, .. } = self.arguments;
        let mut dids = Vec::new();
        for (name, accepted) in
            accept.iter().map(|key| (key, true)).chain(reject.iter().map(|key| (key, false)))
        {
            let found = order.ranked.iter().find(|one| self.key(code, one) == *name).ok_or_else(|| {
                let help =
                    "`keerpunt suggest CODE` shows the keys of what nobody has judged; nothing was kept";
                Failure::usage(format!("no passage that waits has the key `{name}`"), help)
            })?;
            if accepted && reject.contains(name) {
                let what = format!("`{name}` is both accepted and rejected");
                return Err(Failure::usage(what, "say one of the two"));
            }
            let coding = self.given(code, found);
            let (incident, code) = (coding.incident.clone(), coding.code.clone());
            let by = vec!["learnt".to_string()];
            dids.extend(coding.at.clone().map(|at| {
                let suggestion = Suggested { incident, code, at, by };
                match accepted {
                    true => Did::SuggestionAccepted { suggestion, coding },
                    false => Did::SuggestionRejected { suggestion },
                }
            }));
        }
        let mut pen = self.desk.pen(who, context)?;
        let mut to = std::io::stdout().lock();
        for entry in self.desk.write(&mut pen, dids)? {
            writeln!(to, "{}", printable(&said(&entry)))?;
        }
        Ok(())
    }

    /// Writes what is shown as codings of a model.
    fn write(&self, code: usize, order: &Order<'_>, name: &str, context: &Context) -> Result<(), Failure> {
        let coder = Coder::new(name, Kind::Model)
            .map_err(|error| Failure::usage(error.to_string(), "say --write with a name for the model"))?;
        let dids =
            order.ranked.iter().map(|one| Did::CodingAdded { coding: self.given(code, one) }).collect();
        let taken = keep(self.desk, coder, dids, false)?;
        context.say(printable(&format!(
            "{} written as codings of the model {}, {} there already",
            taken.codings, taken.coder.name, taken.already
        )));
        Ok(())
    }
}

fn too_few(code: &str, few: TooFew, grain: Grain) -> Failure {
    let help = match few.coded < few.others {
        true => format!("give `{code}` to more passages first: keerpunt code, review or serve"),
        false => "mark incidents as read once all their passages have their codes (keerpunt read), or reject suggestions".to_string(),
    };
    Failure::usage(format!("too little was said of `{code}` to learn from ({}s): {few}", grain.name()), help)
}
