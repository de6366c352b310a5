//! The topics of `keerpunt explain`, read from the texts beside this file.

use keerpunt::diagnostic::codes;

/// A chapter of topics: Markdown with a title, and for each topic its name, its title, the names that it
/// explains (a `*` at the end stands for any ending), other names that tables and papers have for it, and four
/// paragraphs.
const CHAPTERS: &[&str] = &[
    include_str!("differences.md"),
    include_str!("tests.md"),
    include_str!("dependence.md"),
    include_str!("agreement.md"),
    include_str!("together.md"),
    include_str!("collecting.md"),
    include_str!("cautions.md"),
];

/// The page of the docs that says what problems of a corpus are.
const CORPUS: &str = include_str!("../../../docs/corpus.md");

/// A chapter of topics.
#[derive(Debug)]
pub struct Chapter {
    /// Its title.
    pub title: &'static str,
    /// Its topics, in their order.
    pub topics: Vec<Topic>,
}

/// A statistic or a caution.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is asked by.
    pub name: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it is called in files; a `*` at the end stands for any ending.
    pub names: Vec<&'static str>,
    /// What tables and papers call it, in the letters of [`asked_name`].
    pub also: Vec<&'static str>,
    /// What it is.
    pub what: &'static str,
    /// When not to use it.
    pub not: &'static str,
    /// How a paper says it.
    pub paper: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

impl Topic {
    /// Explains this name, which stands in a file.
    pub fn explains(&self, name: &str) -> bool {
        self.name == name || self.names.iter().any(|pattern| fits(pattern, name))
    }
}

/// A name as people ask for it: small letters, dashes for blanks, and nobody's own ('s) any more.
pub fn asked_name(name: &str) -> String {
    let name = name.trim().to_lowercase().replace('’', "'");
    let words = name.split([' ', '_']).map(|word| word.trim_end_matches("'s").trim_end_matches('\''));
    words.collect::<Vec<_>>().join("-")
}

fn fits(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

/// Every chapter, in the order of the work.
pub fn chapters() -> Vec<Chapter> {
    CHAPTERS.iter().map(|text| chapter(text)).collect()
}

fn chapter(text: &'static str) -> Chapter {
    let mut parts = text.split("\n## ");
    let title = parts.next().unwrap_or_default().trim().trim_start_matches("# ");
    Chapter { title, topics: parts.map(topic).collect() }
}

fn topic(text: &'static str) -> Topic {
    let (head, body) = text.split_once('\n').unwrap_or((text, ""));
    let (name, title) = head.split_once(": ").unwrap_or((head, ""));
    let field =
        |key: &str| body.lines().find_map(|line| line.strip_prefix(key)).map(str::trim).unwrap_or_default();
    Topic {
        name,
        title,
        names: field("names:").split_whitespace().collect(),
        also: field("also:").split_whitespace().collect(),
        what: field("what:"),
        not: field("not:"),
        paper: field("paper:"),
        source: field("source:"),
    }
}

/// A diagnostic code: what is wrong with a file a person wrote, or with a corpus.
#[derive(Debug, PartialEq, Eq)]
pub enum Diagnostic {
    /// Of codebooks, study files and patterns.
    Written(&'static codes::Entry),
    /// Of a corpus: the code, and what it says.
    Corpus(&'static str, &'static str),
}

impl Diagnostic {
    /// Its code.
    pub fn code(&self) -> &'static str {
        match self {
            Diagnostic::Written(entry) => entry.code,
            Diagnostic::Corpus(code, _) => code,
        }
    }
}

/// Every diagnostic code.
pub fn diagnostics() -> Vec<Diagnostic> {
    let of_corpus = CORPUS.lines().skip_while(|line| *line != "| code | what it says |").skip(2);
    let of_corpus = of_corpus.map_while(|line| {
        let (code, says) = line.strip_prefix("| `")?.split_once("` | ")?;
        Some(Diagnostic::Corpus(code, says.trim_end_matches([' ', '|'])))
    });
    codes::all().map(Diagnostic::Written).chain(of_corpus).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use keerpunt::analysis::{Caution, Measure};
    use std::collections::BTreeSet;

    fn all() -> Vec<Topic> {
        chapters().into_iter().flat_map(|chapter| chapter.topics).collect()
    }

    #[test]
    fn every_topic_has_a_name_of_its_own_and_says_all_four_things_in_about_ten_lines() {
        let topics = all();
        let names: BTreeSet<&str> = topics.iter().map(|topic| topic.name).collect();
        assert_eq!(names.len(), topics.len());
        for topic in &topics {
            for text in [topic.title, topic.what, topic.not, topic.paper, topic.source] {
                assert!(!text.is_empty(), "{topic:?}");
            }
            assert!(!topic.names.is_empty(), "{topic:?}");
            let letters = [topic.what, topic.not, topic.paper, topic.source].concat().chars().count();
            assert!((150..1000).contains(&letters), "{} has {letters} letters", topic.name);
        }
    }

    #[test]
    fn every_measure_and_caution_of_a_table_has_a_topic() {
        let topics = all();
        let intervals = Measure::ALL.iter().filter_map(|measure| measure.interval_name());
        let names = Measure::ALL.iter().map(|measure| measure.name()).chain(intervals);
        let names = names.chain(Caution::ALL.iter().map(|caution| caution.code()));
        let missing: Vec<&str> = names.filter(|name| !topics.iter().any(|one| one.explains(name))).collect();
        assert!(missing.is_empty(), "no topic in src/cli/explain/*.md explains {missing:?}");
    }

    #[test]
    fn another_name_is_that_of_one_topic_alone() {
        let topics = all();
        for topic in &topics {
            for name in &topic.also {
                assert_eq!(asked_name(name), *name);
                let several = topics.iter().filter(|one| one.also.contains(name) || one.explains(name));
                assert_eq!(several.count(), 1, "{name}");
            }
        }
    }

    #[test]
    fn every_statistic_of_the_calculator_has_a_topic() {
        let topics = all();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stats");
        let mut names = BTreeSet::new();
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|ending| ending == "jsonl") {
                for line in std::fs::read_to_string(file).unwrap().lines() {
                    let case: serde_json::Value = serde_json::from_str(line).unwrap();
                    names.extend(case["expected"].as_object().unwrap().keys().cloned());
                }
            }
        }
        assert!(names.len() > 250, "{}", names.len());
        names.retain(|name| !topics.iter().any(|topic| topic.explains(name)));
        assert!(names.is_empty(), "no topic in src/cli/explain/*.md explains {names:?}");
    }

    #[test]
    fn every_diagnostic_code_is_known_and_none_is_called_as_a_topic() {
        let diagnostics = diagnostics();
        let known = |code: &str| diagnostics.iter().any(|one| one.code() == code);
        assert!(codes::all().all(|entry| known(entry.code)));
        assert!(known("missing-path") && known("loose-entry"), "the table of docs/corpus.md was not found");
        let topics = all();
        let both =
            diagnostics.iter().map(Diagnostic::code).find(|code| topics.iter().any(|one| one.explains(code)));
        assert_eq!(both, None);
    }
}
