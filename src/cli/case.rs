//! `keerpunt case`: an incident for intervision, its end withheld until everybody has thought.

use super::from::FromWhom;
use super::opened::Opened;
use super::output::write_json;
use super::question::{Where, selection};
use super::{Context, Exit, Failure, Format, Output, Which};
use keerpunt::analysis::cases::{Case, codes, deal, ending};
use keerpunt::report::terminal::write_wrapped;
use keerpunt::report::{Screen, one_line, printable};
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};

/// Columns of text where no terminal says how wide it is.
const WIDTH: usize = 88;

/// Deals a case for intervision: what happened, without how it ended and how it was coded. Then,
/// after Enter or with --reveal, its end, its codes, and an incident in which the same was done and
/// that ended otherwise.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only incidents with one of these codes, each with all below it.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// Which case is dealt; the same seed deals the same one.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Tell the end, the codes and the contrast at once.
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    conditions: Where,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: Output,
}

/// Deals the case.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format_of_text("a case")?;
    let opened = Opened::judged(&arguments.which, &arguments.from, &arguments.conditions, context)?;
    let chosen = selection(&opened.codebook, &arguments.codes)?;
    let conditions = opened.conditions(&arguments.conditions, context)?;
    let material = opened.material();
    let Some(case) = deal(&material, &chosen, &conditions, opened.outcome(), arguments.seed) else {
        let help = "keerpunt frequencies says how often each code occurs; leave the code or --where out";
        return Err(Failure::usage("no incident with a text has such a code", help));
    };
    let told = Told { opened: &opened, case: &case, seed: arguments.seed };
    if format == Format::Json {
        arguments.output.write(context, |_, to| write_json(&told.json(arguments.reveal), to))?;
        return Ok(opened.exit);
    }
    let asks = !arguments.reveal
        && format == Format::Table
        && arguments.output.output.is_none()
        && io::stdin().is_terminal()
        && io::stdout().is_terminal();
    arguments.output.write(context, |screen, to| {
        let page = Page { markdown: format == Format::Md, screen };
        told.question(page, to)?;
        if asks {
            writeln!(to, "\nThink, and talk. Enter tells how it ended. ")?;
            to.flush()?;
            // Whatever the answer: it only says that they thought.
            let _ = io::stdin().read_line(&mut String::new());
        }
        match arguments.reveal || asks {
            true => told.answer(page, to),
            false => writeln!(to, "\nHow it ended: the same command with --reveal"),
        }
    })?;
    Ok(opened.exit)
}

/// How text is laid out.
#[derive(Clone, Copy)]
struct Page {
    markdown: bool,
    screen: Screen,
}

impl Page {
    fn title(self, text: &str, to: &mut dyn Write) -> io::Result<()> {
        match self.markdown {
            true => writeln!(to, "## {}\n", one_line(text)),
            false => writeln!(to, "{}\n", one_line(text)),
        }
    }

    fn narrative(self, text: &str, to: &mut dyn Write) -> io::Result<()> {
        let width = self.screen.width.unwrap_or(WIDTH).min(WIDTH);
        for line in printable(text.trim()).lines() {
            match self.markdown {
                true => writeln!(to, "> {line}")?,
                false => write_wrapped(line, width, to)?,
            }
        }
        writeln!(to)
    }
}

struct Told<'a> {
    opened: &'a Opened,
    case: &'a Case,
    seed: u64,
}

impl Told<'_> {
    fn question(&self, page: Page, to: &mut dyn Write) -> io::Result<()> {
        let incident = &self.opened.incidents()[self.case.incident];
        page.title(&format!("Case {} (1 of {}, seed {})", incident.id, self.case.among, self.seed), to)?;
        page.narrative(&incident.narrative, to)?;
        writeln!(to, "What would you do? What makes this hard? How do you think it ended?")
    }

    fn answer(&self, page: Page, to: &mut dyn Write) -> io::Result<()> {
        let incident = &self.opened.incidents()[self.case.incident];
        writeln!(to)?;
        page.title(&format!("How {} ended: {}", incident.id, self.ended(self.case.incident)), to)?;
        self.codes(self.case.incident, to)?;
        let Some(contrast) = self.case.contrast else {
            return writeln!(to, "\nNo incident in which the same was done ended otherwise.");
        };
        let other = &self.opened.incidents()[contrast];
        writeln!(to)?;
        page.title(&format!("In contrast {}, which ended: {}", other.id, self.ended(contrast)), to)?;
        page.narrative(&other.narrative, to)?;
        self.codes(contrast, to)?;
        writeln!(to, "\nThe same was done, and the end was another: what made the difference?")
    }

    fn codes(&self, incident: usize, to: &mut dyn Write) -> io::Result<()> {
        let who = if self.opened.judged.is_some() { "Coded" } else { "Suggested by rules" };
        let labels: Vec<String> =
            codes(&self.opened.material(), incident).into_iter().map(|code| self.label(code)).collect();
        writeln!(to, "{who}: {}", if labels.is_empty() { "nothing".to_string() } else { labels.join("; ") })
    }

    fn label(&self, code: usize) -> String {
        let code = &self.opened.codebook.codes[code];
        let label = code.label.get(self.opened.language()).unwrap_or(&code.id);
        one_line(label)
    }

    /// The outcome in the words of the study.
    fn ended(&self, incident: usize) -> String {
        let collection = &self.opened.study.settings.collection;
        let Some(value) = ending(&self.opened.incidents()[incident], self.opened.outcome()) else {
            return "nobody says".to_string();
        };
        let declared = collection.outcome.iter().flat_map(|outcome| &outcome.values);
        let label = declared
            .filter(|one| one.value == value)
            .find_map(|one| one.label.get(self.opened.language()).map(str::to_string));
        one_line(&label.unwrap_or(value))
    }

    fn json(&self, reveal: bool) -> Value {
        let incident = &self.opened.incidents()[self.case.incident];
        let mut value = json!({
            "schema": "keerpunt.case/1", "seed": self.seed, "among": self.case.among,
            "incident": incident.id, "narrative": incident.narrative.as_str(),
        });
        if reveal {
            let ids = |place: usize| -> Vec<&str> {
                let codes = codes(&self.opened.material(), place);
                codes.into_iter().map(|code| self.opened.codebook.codes[code].id.as_str()).collect()
            };
            let ended = |place: usize| ending(&self.opened.incidents()[place], self.opened.outcome());
            value["outcome"] = json!(ended(self.case.incident));
            value["codes"] = json!(ids(self.case.incident));
            value["contrast"] = json!(self.case.contrast.map(|place| json!({
                "incident": self.opened.incidents()[place].id,
                "narrative": self.opened.incidents()[place].narrative.as_str(),
                "outcome": ended(place),
                "codes": ids(place),
            })));
        }
        value
    }
}
