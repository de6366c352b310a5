//! `keerpunt codebook try`: what one pattern finds in a text.

use super::Shape;
use crate::cli::output::{screen, write_json};
use crate::cli::{Context, Exit, Failure, left_out};
use clap::ValueEnum;
use keerpunt::codebook::{Pattern, Scope};
use keerpunt::files;
use keerpunt::matcher::Finder;
use keerpunt::matcher::near::{Counts, Near};
use keerpunt::report::{Screen, printable};
use keerpunt::span::{CharIndex, Span};
use keerpunt::study::Study;
use keerpunt::text::{Language, Speakers};
use serde_json::{Value, json};
use std::env;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

/// Shows what a pattern finds in a text, and how it was read.
///
/// The text comes from standard input, or from files. Hits stand in brackets (bold where the
/// terminal can). A rule finds the same: in its language, within one sentence unless --within
/// says otherwise.
#[derive(Debug, clap::Args)]
#[command(name = "try")]
pub struct Arguments {
    /// The pattern, between quotation marks for the shell: 'werk* ..3.. (op aan|over)'.
    #[arg(value_name = "PATTERN", allow_hyphen_values = true)]
    pattern: String,
    /// Text files; without any, standard input.
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The text itself, in place of files: --text "Then they called us."
    #[arg(long, value_name = "TEXT", conflicts_with = "files")]
    text: Option<String>,
    /// The language of the text (nl, en, de, ...); without it the study's, else English.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    /// What a hit lies within.
    #[arg(long, value_enum, default_value_t)]
    within: Within,
    /// A speaker whose turns are not read, besides those of the study; may be given several times.
    #[arg(long, value_name = "NAME")]
    exclude: Vec<String>,
    /// How results are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    format: Shape,
}

/// What a hit lies within.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Within {
    /// One sentence.
    #[default]
    Sentence,
    /// One paragraph.
    Paragraph,
    /// The whole text.
    Incident,
}

/// A text with what was found in it.
struct Tried {
    /// The file; `None` for standard input.
    file: Option<PathBuf>,
    text: String,
    hits: Vec<Span>,
}

/// Tries the pattern.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let study = env::current_dir().ok().and_then(|here| Study::find(&here).ok());
    let language = match (&arguments.lang, &study) {
        (Some(tag), _) => Language::new(tag),
        (None, Some(study)) => study.language().clone(),
        (None, None) => Language::new("en"),
    };
    let mut speakers = study.map(|study| study.settings.collection.speakers).unwrap_or_default();
    speakers.exclude.extend(arguments.exclude.iter().cloned());
    let pattern = Pattern::parse(&arguments.pattern, Some(&language)).map_err(|mistakes| {
        let mistakes: Vec<_> = mistakes.into_iter().map(|one| one.in_file("pattern")).collect();
        Failure::mistakes(&mistakes, &arguments.pattern, "`keerpunt codebook try --help` shows an example")
    })?;
    if pattern.code_reference().is_some() {
        return Err(Failure::usage(
            "a `code:` pattern finds what the rules of that code find, so it needs a codebook",
            "`keerpunt quotes CODE` shows what they find",
        ));
    }
    let tried = texts(arguments, context)?.into_iter().map(|(file, text)| {
        let hits = find(&pattern, &speakers, &text, &language, arguments.within);
        Tried { file, text, hits }
    });
    let tried: Vec<Tried> = tried.collect();
    let mut out = io::stdout().lock();
    match arguments.format {
        Shape::Json => write_json(&document(&pattern, &language, &tried), &mut out)?,
        Shape::Table => tell(&pattern, &language, &tried, screen(), &mut out)?,
    }
    Ok(Exit::Done)
}

fn find(
    pattern: &Pattern,
    speakers: &Speakers,
    text: &str,
    language: &Language,
    within: Within,
) -> Vec<Span> {
    let scope = match within {
        Within::Sentence => Scope::Sentence,
        Within::Paragraph => Scope::Paragraph,
        Within::Incident => Scope::Incident,
    };
    Finder::new(pattern, speakers).hits(text, language, scope)
}

/// The texts to look in.
fn texts(arguments: &Arguments, context: &Context) -> Result<Vec<(Option<PathBuf>, String)>, Failure> {
    if let Some(text) = &arguments.text {
        return Ok(vec![(None, text.clone())]);
    }
    let files = &arguments.files;
    if files.is_empty() {
        if io::stdin().is_terminal() {
            context.say("type a text, then Ctrl-D on a line of its own (or give it with --text \"...\")");
        }
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(|error| {
            Failure::machine("standard input cannot be read", &error, "name a file, or say --text \"...\"")
        })?;
        return Ok(vec![(None, decoded(bytes, Path::new("standard input"))?)]);
    }
    let read = |file: &PathBuf| {
        let bytes = files::read_named(file).map_err(|error| {
            Failure::usage(
                format!("{} cannot be read: {error}", file.display()),
                "name a text file; without one the text comes from standard input",
            )
        })?;
        Ok((Some(file.clone()), decoded(bytes, file)?))
    };
    files.iter().map(read).collect()
}

fn decoded(bytes: Vec<u8>, from: &Path) -> Result<String, Failure> {
    String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!("{} is not UTF-8", from.display()), "save it as UTF-8 and try again")
    })
}

fn document(pattern: &Pattern, language: &Language, tried: &[Tried]) -> Value {
    let mut hits = Vec::new();
    for text in tried {
        let chars = CharIndex::new(&text.text);
        for span in &text.hits {
            let (start, end) = chars.chars(*span);
            let mut hit = json!({"start": start, "end": end, "text": span.of(&text.text)});
            if let Some(file) = &text.file {
                hit["file"] = json!(file.to_string_lossy());
            }
            hits.push(hit);
        }
    }
    json!({
        "schema": "keerpunt.try/1",
        "pattern": pattern.source,
        "language": language.tag(),
        "read": pattern.described(),
        "hits": hits,
    })
}

fn tell(
    pattern: &Pattern,
    language: &Language,
    tried: &[Tried],
    screen: Screen,
    to: &mut dyn Write,
) -> io::Result<()> {
    writeln!(to, "{} in {language}, read as:", printable(&pattern.source))?;
    for line in pattern.described() {
        writeln!(to, "  {}", printable(&line))?;
    }
    let near = Near::new([pattern], language);
    let mut counts = Counts::new();
    tried.iter().for_each(|one| near.count(&one.text, &mut counts));
    for line in left_out::told(&near.left_out(&counts), 1) {
        writeln!(to, "{line}")?;
    }
    for text in tried {
        writeln!(to)?;
        let hits = match text.hits.len() {
            0 => "no hit".to_string(),
            1 => "1 hit".to_string(),
            several => format!("{several} hits"),
        };
        match &text.file {
            Some(file) => writeln!(to, "{hits} in {}:", file.display())?,
            None => writeln!(to, "{hits}:")?,
        }
        writeln!(to, "{}", marked(text, screen).trim_end())?;
    }
    Ok(())
}

/// The text with every hit dressed: bold where the screen can, else in brackets.
fn marked(tried: &Tried, screen: Screen) -> String {
    let (open, close) = if screen.colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("[", "]") };
    let mut out = String::new();
    let mut at = 0;
    for span in &tried.hits {
        out += &printable(&tried.text[at..span.start]);
        out += open;
        out += &printable(span.of(&tried.text));
        out += close;
        at = span.end;
    }
    out + &printable(&tried.text[at..])
}
