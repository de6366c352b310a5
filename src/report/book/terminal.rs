//! A codebook in the terminal: the tree with labels and definitions, or one entry whole.

use super::{Shown, kinds, lists, terms, texts};
use crate::codebook::{Code, Exemplar};
use crate::report::one_line;
use crate::report::terminal::Screen;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// Writes the whole codebook as a tree, or one code and those below it with all that is known of them.
///
/// # Errors
/// The place it is written to fails.
pub fn terminal(shown: &Shown<'_>, screen: Screen, to: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { screen, to };
    if shown.code.is_none() {
        page.bold(0, &one_line(&shown.title()))?;
    }
    for (at, code) in shown.codes().enumerate() {
        if at > 0 || shown.code.is_none() {
            writeln!(page.to)?;
        }
        match shown.code {
            None => page.in_tree(shown, code)?,
            Some(_) => page.entry(shown, code)?,
        }
    }
    Ok(())
}

/// Where lines go, and how wide they may be.
struct Page<'a> {
    screen: Screen,
    to: &'a mut dyn Write,
}

impl Page<'_> {
    fn heading(&mut self, indent: usize, shown: &Shown<'_>, code: &Code) -> io::Result<()> {
        let kinds = kinds(code);
        let kinds = if kinds.is_empty() { String::new() } else { format!(" [{}]", kinds.join("; ")) };
        match shown.text(&code.label) {
            Some(label) => self.bold(indent, &format!("{}  {}{kinds}", code.id, one_line(label))),
            None => self.bold(indent, &format!("{}{kinds}", code.id)),
        }
    }

    fn in_tree(&mut self, shown: &Shown<'_>, code: &Code) -> io::Result<()> {
        let indent = 2 * (code.level - shown.top());
        self.heading(indent, shown, code)?;
        match shown.text(&code.definition) {
            Some(definition) => self.text(indent + 2, "", definition),
            None => Ok(()),
        }
    }

    fn entry(&mut self, shown: &Shown<'_>, code: &Code) -> io::Result<()> {
        self.heading(0, shown, code)?;
        for (name, text) in texts(code) {
            if let Some(text) = shown.text(text) {
                self.text(2, &format!("{name}: "), text)?;
            }
        }
        self.exemplars("Coded", &code.coded)?;
        self.exemplars("Not coded", &code.not_coded)?;
        for (at, rule) in code.rules.iter().enumerate() {
            let terms = terms(rule);
            let terms = if terms.is_empty() { String::new() } else { format!(" ({})", terms.join(", ")) };
            self.text(2, "", &format!("Rule {}#{}{terms}", code.id, at + 1))?;
            for (name, patterns) in lists(rule) {
                self.text(4, &format!("{name}: "), &quoted(&patterns))?;
            }
        }
        if code.rules.is_empty() && !code.group {
            self.text(2, "", "No rules: people alone give it.")?;
        }
        Ok(())
    }

    fn exemplars(&mut self, name: &str, exemplars: &[Exemplar]) -> io::Result<()> {
        for exemplar in exemplars {
            let mut said: Vec<String> = exemplar.language.iter().map(ToString::to_string).collect();
            said.extend(exemplar.rules.then(|| "a rule must find it".to_string()));
            said.extend(exemplar.why.iter().cloned());
            let said = if said.is_empty() { String::new() } else { format!(" ({})", said.join("; ")) };
            self.text(2, &format!("{name}: "), &format!("\"{}\"{said}", exemplar.text))?;
        }
        Ok(())
    }

    fn bold(&mut self, indent: usize, text: &str) -> io::Result<()> {
        match self.screen.colour {
            true => writeln!(self.to, "{:indent$}\u{1b}[1m{}\u{1b}[0m", "", text),
            false => writeln!(self.to, "{:indent$}{}", "", text),
        }
    }

    /// Text in the width of the screen; its lines begin under its first, behind `name`.
    fn text(&mut self, indent: usize, name: &str, text: &str) -> io::Result<()> {
        let width = self.screen.width.unwrap_or(100).max(30);
        let mut line = format!("{:indent$}{name}", "");
        let hanging = (indent + name.width()).min(width / 2);
        let mut empty = true;
        for word in one_line(text).split(' ') {
            if !empty && line.width() + 1 + word.width() > width {
                writeln!(self.to, "{}", line.trim_end())?;
                line = " ".repeat(hanging);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        writeln!(self.to, "{}", line.trim_end())
    }
}

/// Patterns as they stand in a list of the codebook.
fn quoted(patterns: &[&str]) -> String {
    patterns.iter().map(|pattern| format!("\"{pattern}\"")).collect::<Vec<_>>().join(", ")
}
