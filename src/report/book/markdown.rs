//! A codebook as Markdown: every entry whole, to print or to hand to coders.

use super::{Shown, kinds, lists, terms, texts};
use crate::codebook::{Code, Exemplar};
use crate::report::one_line;
use std::io::{self, Write};

/// Writes every entry with its texts, exemplars and rules.
///
/// # Errors
/// The place it is written to fails.
pub fn markdown(shown: &Shown<'_>, to: &mut dyn Write) -> io::Result<()> {
    if shown.code.is_none() {
        writeln!(to, "# {}", escaped(&shown.title()))?;
    }
    for (at, code) in shown.codes().enumerate() {
        if at > 0 || shown.code.is_none() {
            writeln!(to)?;
        }
        entry(shown, code, to)?;
    }
    Ok(())
}

fn entry(shown: &Shown<'_>, code: &Code, to: &mut dyn Write) -> io::Result<()> {
    let deep = "#".repeat((code.level - shown.top() + 2).min(6));
    let label = shown.text(&code.label).map(|label| format!("{} ", escaped(label))).unwrap_or_default();
    writeln!(to, "{deep} {label}`{}`", code.id)?;
    let kinds = kinds(code);
    if !kinds.is_empty() {
        writeln!(to, "\n*{}*", escaped(&kinds.join("; ")))?;
    }
    for (name, text) in texts(code) {
        if let Some(text) = shown.text(text) {
            writeln!(to, "\n**{name}.** {}", escaped(text))?;
        }
    }
    exemplars("Coded", &code.coded, to)?;
    exemplars("Not coded", &code.not_coded, to)?;
    if !code.rules.is_empty() {
        writeln!(to, "\n**Rules**\n")?;
    }
    for rule in &code.rules {
        let terms = terms(rule);
        let terms =
            if terms.is_empty() { String::new() } else { escaped(&format!("({})", terms.join(", "))) };
        let lists: Vec<String> = lists(rule)
            .map(|(name, patterns)| {
                format!("{name}: {}", patterns.iter().map(|one| in_code(one)).collect::<Vec<_>>().join(", "))
            })
            .collect();
        writeln!(to, "{}", format!("- {} {terms}", lists.join("; ")).trim_end())?;
    }
    Ok(())
}

fn exemplars(name: &str, exemplars: &[Exemplar], to: &mut dyn Write) -> io::Result<()> {
    if exemplars.is_empty() {
        return Ok(());
    }
    writeln!(to, "\n**{name}**\n")?;
    for exemplar in exemplars {
        let why = exemplar.why.as_ref().map(|why| format!(" ({})", escaped(why))).unwrap_or_default();
        writeln!(to, "- \"{}\"{why}", escaped(&exemplar.text))?;
    }
    Ok(())
}

/// Text on one line, its signs meaning themselves.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for sign in one_line(text).chars() {
        if matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(sign);
    }
    out
}

/// A pattern between backticks, of which there are enough.
fn in_code(text: &str) -> String {
    let text = one_line(text);
    let mut longest = 0;
    let mut run = 0;
    for sign in text.chars() {
        run = if sign == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let marks = "`".repeat(longest + 1);
    match longest {
        0 => format!("{marks}{text}{marks}"),
        _ => format!("{marks} {text} {marks}"),
    }
}
