//! A pattern in plain words: how it was read.

use super::Pattern;
use super::tree::{Form, Kind, Node, Word};

impl Pattern {
    /// How it was read, in lines; what stands inside something is indented by two blanks.
    pub fn described(&self) -> Vec<String> {
        let mut lines = Lines { lines: Vec::new(), depth: 0 };
        match &self.kind {
            Kind::Words(node) => lines.node(node, ""),
            Kind::Regex(regex) => {
                lines.add(format!("the regex `{}`, upper and lower case alike", regex.as_str()));
            }
            Kind::Code(id) => {
                lines.add(format!(
                    "a counted suggestion of the code `{id}`, or of one below it, in the same stretch"
                ));
            }
        }
        lines.lines
    }
}

struct Lines {
    lines: Vec<String>,
    depth: usize,
}

impl Lines {
    fn add(&mut self, line: String) {
        self.lines.push("  ".repeat(self.depth) + &line);
    }

    /// `before` says what the part is to the one before it.
    fn node(&mut self, node: &Node, before: &str) {
        match &node.form {
            Form::Word(word) => self.add(format!("{before}{}", described(word))),
            Form::Any => self.add(format!("{before}any one word")),
            Form::Row(parts) => {
                self.add(format!("{before}in a row:"));
                self.inside(parts);
            }
            Form::Either(parts) => {
                self.add(format!("{before}one of:"));
                self.inside(parts);
            }
            Form::Optional(part) => self.node(part, &format!("{before}perhaps ")),
            Form::Gap { first, second, most, either_order } => {
                self.node(first, before);
                let order = if *either_order { "before or after that" } else { "then" };
                let gap = match most {
                    0 => "with no word between".to_string(),
                    1 => "with at most 1 word between".to_string(),
                    most => format!("with at most {most} words between"),
                };
                self.node(second, &format!("{order}, {gap}: "));
            }
            Form::Separable { particle, forms } => {
                let forms: Vec<String> = forms.iter().map(Word::to_string).collect();
                self.add(format!(
                    "{before}the separable verb of `{particle}` and one of: {}",
                    forms.join(", ")
                ));
            }
        }
    }

    fn inside(&mut self, parts: &[Node]) {
        self.depth += 1;
        parts.iter().for_each(|part| self.node(part, ""));
        self.depth -= 1;
    }
}

fn described(word: &Word) -> String {
    let pieces: Vec<&str> = word.pieces.iter().map(String::as_str).collect();
    match pieces.as_slice() {
        [whole] if word.stem => {
            format!("a word with the same stem as `{whole}`, alone or as a part of one with hyphens")
        }
        [whole] => format!("the word `{whole}`"),
        [first, ""] => format!("a word that begins with `{first}`"),
        ["", last] => format!("a word that ends in `{last}`"),
        ["", middle, ""] => format!("a word with `{middle}` in it"),
        _ => format!("a word like `{word}`"),
    }
}
