//! `keerpunt explain`: what a statistic, a caution or a diagnostic code is.

mod topics;

use super::output::{Output, screen};
use super::{Context, Exit, Failure};
use keerpunt::diagnostic::nearest;
use keerpunt::report::terminal::write_indented;
use std::io::{self, Write};
use topics::{Chapter, Diagnostic, Topic, asked_name, chapters, diagnostics};

/// Explains a statistic, a caution or a diagnostic code: what it is, when not to use it, how a paper says
/// it, and where it comes from.
///
/// TOPIC is a name of the list that `keerpunt explain` prints alone (fisher, wilson, empty-cell), a name
/// that stands in a table (newcombe, deff) or its file (rr_katz_low), a code that a message carries (unknown-key), or a word of
/// a title (kappa).
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// What to explain; without it the list of all.
    #[arg(value_name = "TOPIC")]
    topic: Vec<String>,
}

/// What was found by a name.
enum Found<'a> {
    Topics(Vec<&'a Topic>),
    /// One code may be of what people write and of corpora.
    Diagnostics(Vec<&'a Diagnostic>),
}

/// Lines are no longer, however wide the terminal is.
const WIDEST: usize = 100;

/// Explains, or lists what can be explained.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let (chapters, diagnostics) = (chapters(), diagnostics());
    let width = screen().width.unwrap_or(WIDEST).min(WIDEST);
    let asked = arguments.topic.join(" ");
    let output = Output::default();
    if asked.trim().is_empty() {
        output.write(context, |_, to| list(&chapters, &diagnostics, width, to))?;
        return Ok(Exit::Done);
    }
    let found = find(&asked, &chapters, &diagnostics)?;
    output.write(context, |_, to| match found {
        Found::Topics(topics) => {
            for (at, topic) in topics.iter().enumerate() {
                if at > 0 {
                    writeln!(to)?;
                }
                write_topic(topic, width, to)?;
            }
            Ok(())
        }
        Found::Diagnostics(all) => all.iter().try_for_each(|one| write_diagnostic(one, width, to)),
    })?;
    Ok(Exit::Done)
}

/// By its name, by a name that stands in files, by a code, or by a word of its title.
fn find<'a>(
    asked: &str,
    chapters: &'a [Chapter],
    diagnostics: &'a [Diagnostic],
) -> Result<Found<'a>, Failure> {
    let topics = || chapters.iter().flat_map(|chapter| &chapter.topics);
    let asked = asked.trim().trim_matches('`');
    let (dashed, plain) = (asked.to_lowercase().replace([' ', '_'], "-"), asked.to_lowercase());
    if let Some(topic) = topics().find(|topic| topic.name == dashed) {
        return Ok(Found::Topics(vec![topic]));
    }
    let named = |topic: &&Topic| topic.explains(asked) || topic.explains(&plain.replace([' ', '-'], "_"));
    let by_name: Vec<&Topic> = topics().filter(named).collect();
    if !by_name.is_empty() {
        return Ok(Found::Topics(by_name));
    }
    let other = asked_name(asked);
    if let Some(topic) = topics().find(|topic| topic.name == other || topic.also.contains(&other.as_str())) {
        return Ok(Found::Topics(vec![topic]));
    }
    let of_code: Vec<&Diagnostic> = diagnostics.iter().filter(|one| one.code() == dashed).collect();
    if !of_code.is_empty() {
        return Ok(Found::Diagnostics(of_code));
    }
    let in_title =
        |topic: &&Topic| topic.title.to_lowercase().contains(&plain) || topic.name.contains(&dashed);
    let by_title: Vec<&Topic> = topics().filter(in_title).collect();
    match by_title.as_slice() {
        [] => {}
        [topic] => return Ok(Found::Topics(vec![topic])),
        several => {
            let names: Vec<&str> = several.iter().map(|topic| topic.name).collect();
            return Err(Failure::usage(
                format!("`{asked}` is a word of several topics"),
                format!("ask for one of them: {}", names.join(", ")),
            ));
        }
    }
    let known = topics().flat_map(|topic| {
        [topic.name].into_iter().chain(topic.names.iter().copied()).chain(topic.also.iter().copied())
    });
    let known = known.filter(|name| !name.ends_with('*')).chain(diagnostics.iter().map(Diagnostic::code));
    let help = nearest(asked, known).map_or_else(
        || "`keerpunt explain` alone lists what can be explained".to_string(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(Failure::usage(format!("there is no topic `{asked}`"), help))
}

fn write_topic(topic: &Topic, width: usize, to: &mut dyn Write) -> io::Result<()> {
    writeln!(to, "{}: {}", topic.name, topic.title)?;
    let names: Vec<&str> = topic.names.iter().copied().filter(|name| *name != topic.name).collect();
    if !names.is_empty() {
        write_indented(&format!("In files: {}", names.join(", ")), "  ", width, to)?;
    }
    for (head, text) in [
        ("What it is.", topic.what),
        ("Take care.", topic.not),
        ("In a paper.", topic.paper),
        ("Source.", topic.source),
    ] {
        write_indented(&format!("{head} {text}"), "  ", width, to)?;
    }
    Ok(())
}

fn write_diagnostic(diagnostic: &Diagnostic, width: usize, to: &mut dyn Write) -> io::Result<()> {
    match diagnostic {
        Diagnostic::Written(entry) => {
            writeln!(to, "{}: what is wrong with a file that a person wrote", entry.code)?;
            for part in entry.about.split("\n\n") {
                write_indented(&part.replace('\n', " "), "  ", width, to)?;
            }
            if !entry.wrong.is_empty() {
                writeln!(to, "  wrong:  {}\n  right:  {}", entry.wrong, entry.right)?;
            }
            writeln!(to, "  All of them: docs/diagnostics.md")
        }
        Diagnostic::Corpus(code, says) => {
            writeln!(to, "{code}: what could not be read of a corpus, or not as it stands")?;
            write_indented(&format!("It says: {says}."), "  ", width, to)?;
            write_indented(
                "`keerpunt index` names every place with what to do. All of them: docs/corpus.md",
                "  ",
                width,
                to,
            )
        }
    }
}

fn list(
    chapters: &[Chapter],
    diagnostics: &[Diagnostic],
    width: usize,
    to: &mut dyn Write,
) -> io::Result<()> {
    let topics = chapters.iter().flat_map(|chapter| &chapter.topics);
    let room = topics.map(|topic| topic.name.len()).max().unwrap_or(0);
    for chapter in chapters {
        writeln!(to, "{}", chapter.title)?;
        for topic in &chapter.topics {
            writeln!(to, "  {:room$}  {}", topic.name, topic.title)?;
        }
        writeln!(to)?;
    }
    for (title, written) in [("Codes of what people write", true), ("Codes of corpora", false)] {
        let of_kind = |one: &&Diagnostic| matches!(one, Diagnostic::Written(_)) == written;
        let codes: Vec<&str> = diagnostics.iter().filter(of_kind).map(Diagnostic::code).collect();
        writeln!(to, "{}{title}", if written { "" } else { "\n" })?;
        write_indented(&codes.join(", "), "  ", width, to)?;
    }
    writeln!(
        to,
        "\n`keerpunt explain TOPIC` explains one; names that stand in files (rr_katz_low) are found too. Sources \
         in full: docs/sources.md"
    )
}
