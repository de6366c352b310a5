//! `keerpunt codebook explain`: how the rules of a code are read, and what they find.

use super::book::{Book, code_named};
use super::{Shape, counted};
use crate::cli::output::{screen, write_json};
use crate::cli::progress::Bar;
use crate::cli::{Context, Exit, Failure};
use keerpunt::codebook::{Codebook, Rule};
use keerpunt::corpus::Incident;
use keerpunt::report::book::terms;
use keerpunt::report::terminal::write_indented;
use keerpunt::report::{Screen, one_line};
use keerpunt::span::{CharIndex, Span};
use keerpunt::study::{Example, Found, Ground, Loaded, PatternExplained, RuleExplained, explain};
use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

/// Explains a code's rules: how every pattern was read, which words of the corpus its stems
/// and wildcards join, and passages that it finds.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The code; a group stands for the codes below it.
    #[arg(value_name = "CODE")]
    code: String,
    /// The codebook; without it the study's.
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// Do not read the corpus.
    #[arg(long)]
    no_corpus: bool,
    /// At most so many passages a rule.
    #[arg(long, value_name = "NUMBER", default_value_t = 3)]
    hits: usize,
    /// At most so many words a stem or wildcard; programs get all of them.
    #[arg(long, value_name = "NUMBER", default_value_t = 12)]
    words: usize,
    /// How results are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    format: Shape,
}

/// Explains it.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let book = Book::read(arguments.codebook.as_deref())?;
    let codebook = book.usable()?;
    let named = code_named(codebook, &arguments.code)?;
    let bar = Bar::new(context);
    let loaded = if arguments.no_corpus { None } else { book.corpus(&bar, context) };
    let explained = explained(&book, codebook, named, loaded.as_ref(), &bar, arguments.hits);
    // gone before anything is printed
    drop(bar);
    let incidents = loaded.as_ref().map(|loaded| &*loaded.corpus.incidents);
    let page = Page { codebook, incidents, arguments };
    match arguments.format {
        Shape::Table => page.tell(&explained, book.study.language(), screen())?,
        Shape::Json => write_json(&page.json(&explained), &mut io::stdout().lock())?,
    }
    Ok(Exit::Done)
}

fn explained<'a>(
    book: &Book,
    codebook: &'a Codebook,
    named: usize,
    loaded: Option<&Loaded>,
    bar: &Bar,
    most: usize,
) -> Vec<(usize, Vec<RuleExplained<'a>>)> {
    let progress = bar.incidents();
    let ground = loaded.map(|loaded| Ground {
        incidents: &loaded.corpus.incidents,
        speakers: &book.study.settings.collection.speakers,
        index: loaded.index.as_ref(),
        progress: &progress,
    });
    let given = |code: &usize| codebook.is_within(*code, named) && !codebook.codes[*code].group;
    let codes = (0..codebook.codes.len()).filter(given);
    codes.map(|code| (code, explain(codebook, code, ground.as_ref(), most))).collect()
}

struct Page<'a> {
    codebook: &'a Codebook,
    incidents: Option<&'a [Incident]>,
    arguments: &'a Arguments,
}

impl Page<'_> {
    fn tell(
        &self,
        explained: &[(usize, Vec<RuleExplained<'_>>)],
        language: &keerpunt::text::Language,
        screen: Screen,
    ) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let mut lines = Vec::new();
        for (at, (code, rules)) in explained.iter().enumerate() {
            let code = &self.codebook.codes[*code];
            if at > 0 {
                lines.push(String::new());
            }
            let label = code.label.get(language).map(|label| format!("  {}", one_line(label)));
            lines.push(format!("{}{}", code.id, label.unwrap_or_default()));
            if rules.is_empty() {
                lines.push("  no rules: people alone give it".to_string());
            }
            for (number, rule) in rules.iter().enumerate() {
                lines.push(String::new());
                self.rule(&format!("{}#{}", code.id, number + 1), rule, &mut lines);
            }
        }
        if self.incidents.is_none() {
            lines.push(String::new());
            lines.push("No corpus was read, so nothing is said of what the patterns find.".to_string());
        }
        let width = screen.width.unwrap_or(100);
        for line in lines {
            let text = line.trim_start();
            write_indented(text, &line[..line.len() - text.len()], width, &mut out)?;
        }
        Ok(())
    }

    fn rule(&self, name: &str, rule: &RuleExplained<'_>, lines: &mut Vec<String>) {
        let terms = terms(rule.rule);
        let terms = if terms.is_empty() { String::new() } else { format!(" ({})", terms.join(", ")) };
        let finds = match rule.incidents {
            Some(0) => ": finds nothing in the corpus".to_string(),
            Some(incidents) => format!(": finds something in {}", counted(incidents, "incident")),
            None => String::new(),
        };
        lines.push(format!("Rule {name}{terms}{finds}"));
        for pattern in &rule.patterns {
            self.pattern(pattern, lines);
        }
        for example in &rule.examples {
            lines.push(format!("  {}", self.example(example)));
        }
    }

    fn pattern(&self, pattern: &PatternExplained<'_>, lines: &mut Vec<String>) {
        let found = pattern.found.as_ref().map_or(String::new(), |found| format!(": {}", told(found)));
        lines.push(format!("  {} \"{}\"{found}", pattern.list, one_line(&pattern.pattern.source)));
        lines.extend(compact(&pattern.read).into_iter().map(|line| format!("    {line}")));
        if let Some(found) = pattern.found.as_ref().filter(|found| !found.forms.is_empty()) {
            lines.push(format!("    finds {}", self.forms(found)));
        }
        for (part, found) in &pattern.parts {
            match found {
                Some(found) if found.forms.is_empty() => lines.push(format!("    `{part}` finds nothing")),
                Some(found) => lines.push(format!("    `{part}` finds {}", self.forms(found))),
                None => {}
            }
        }
    }

    fn forms(&self, found: &Found) -> String {
        let most = self.arguments.words;
        let forms: Vec<String> = found
            .forms
            .iter()
            .take(most)
            .map(|(form, count)| format!("{} ({count})", one_line(form)))
            .collect();
        match found.forms.len().saturating_sub(most) {
            0 => forms.join(", "),
            more => format!("{} and {more} more", forms.join(", ")),
        }
    }

    fn example(&self, example: &Example) -> String {
        let Some(incident) = self.incidents.and_then(|incidents| incidents.get(example.incident)) else {
            return String::new();
        };
        let negated = if example.negated { " (negated)" } else { "" };
        format!("{}{negated}: {}", one_line(&incident.id), bracketed(&incident.narrative, example))
    }

    fn json(&self, explained: &[(usize, Vec<RuleExplained<'_>>)]) -> Value {
        let codes: Vec<Value> = explained
            .iter()
            .map(|(code, rules)| {
                let id = &self.codebook.codes[*code].id;
                let rules: Vec<Value> = rules
                    .iter()
                    .enumerate()
                    .map(|(number, rule)| self.rule_json(&format!("{id}#{}", number + 1), rule))
                    .collect();
                json!({"code": id, "rules": rules})
            })
            .collect();
        json!({
            "schema": "keerpunt.codebook-explain/1",
            "codebook": {"id": self.codebook.id, "version": self.codebook.version, "hash": self.codebook.hash},
            "incidents": self.incidents.map(<[Incident]>::len),
            "codes": codes,
        })
    }

    fn rule_json(&self, name: &str, explained: &RuleExplained<'_>) -> Value {
        let rule: &Rule = explained.rule;
        json!({
            "rule": name,
            "lang": rule.language,
            "within": rule.within,
            "marks": rule.marks,
            "negated": rule.negated,
            "valence": rule.valence,
            "incidents": explained.incidents,
            "patterns": explained.patterns.iter().map(pattern_json).collect::<Vec<_>>(),
            "examples": explained.examples.iter().filter_map(|one| self.example_json(one)).collect::<Vec<_>>(),
        })
    }

    fn example_json(&self, example: &Example) -> Option<Value> {
        let incident = self.incidents?.get(example.incident)?;
        let chars = CharIndex::new(&incident.narrative);
        let stretch = |span: &Span| {
            let (start, end) = chars.chars(*span);
            json!({"start": start, "end": end, "text": span.of(&incident.narrative)})
        };
        let mut one = stretch(&example.span);
        one["incident"] = json!(incident.id);
        one["negated"] = json!(example.negated);
        one["hits"] = example.hits.iter().map(stretch).collect();
        Some(one)
    }
}

fn pattern_json(pattern: &PatternExplained<'_>) -> Value {
    let part = |(part, found): &(String, Option<Found>)| {
        let mut one = found_json(found.as_ref());
        one["part"] = json!(part);
        one
    };
    let mut one = found_json(pattern.found.as_ref());
    one["list"] = json!(pattern.list);
    one["pattern"] = json!(pattern.pattern.source);
    one["read"] = json!(pattern.read);
    one["parts"] = pattern.parts.iter().map(part).collect();
    one
}

fn found_json(found: Option<&Found>) -> Value {
    let forms = found.map(|found| {
        found.forms.iter().map(|(form, count)| json!({"text": form, "count": count})).collect::<Vec<_>>()
    });
    json!({"incidents": found.map(|found| found.incidents), "finds": forms})
}

/// The lines of how a pattern was read, with lists of plain words on one line each.
fn compact(lines: &[String]) -> Vec<String> {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut out = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let inside = lines[at + 1..].iter().take_while(|line| depth(line) > depth(&lines[at])).count();
        let children = &lines[at + 1..at + 1 + inside];
        let leaves = children.iter().all(|line| depth(line) == depth(&children[0]) && !line.ends_with(':'));
        if inside > 0 && leaves {
            let words: Vec<&str> =
                children.iter().map(|line| line.trim_start().trim_start_matches("the word ")).collect();
            out.push(format!("{} {}", lines[at], words.join(", ")));
            at += 1 + inside;
        } else {
            out.push(lines[at].clone());
            at += 1;
        }
    }
    out
}

/// `7 times in 4 incidents`
fn told(found: &Found) -> String {
    let times: usize = found.forms.iter().map(|(_, count)| count).sum();
    match times {
        0 => "nothing in the corpus".to_string(),
        1 => "once".to_string(),
        _ => format!("{times} times in {}", counted(found.incidents, "incident")),
    }
}

/// What is shown at most on either side of the first and last hit.
const AROUND: usize = 60;

/// The marked stretch on one line with its hits between brackets, cut around them.
fn bracketed(narrative: &str, example: &Example) -> String {
    let mut hits = example.hits.clone();
    hits.sort_unstable();
    let (Some(first), Some(last)) = (hits.first(), hits.iter().map(|hit| hit.end).max()) else {
        return String::new();
    };
    let whole = example.span;
    let left = Span::new(whole.start.min(first.start), first.start).of(narrative);
    let right = Span::new(last, whole.end.max(last)).of(narrative);
    let mut out = match left.char_indices().nth_back(AROUND) {
        Some((at, sign)) => format!("... {}", left[at + sign.len_utf8()..].trim_start()),
        None => left.to_string(),
    };
    let mut at = first.start;
    for hit in hits.iter().filter(|hit| !hit.is_empty()) {
        if hit.start >= at {
            out += &format!("{}[{}]", &narrative[at..hit.start], hit.of(narrative));
            at = hit.end;
        }
    }
    out += Span::new(at, last).of(narrative);
    match right.char_indices().nth(AROUND) {
        Some((at, _)) => out += &format!("{} ...", right[..at].trim_end()),
        None => out += right,
    }
    one_line(&out)
}
