//! Problems that say the same of different places, told as one.

use keerpunt::corpus::{Problem, ProblemCode};
use keerpunt::diagnostic::Severity;
use std::collections::HashMap;

/// Other places that are named behind the first problem of a kind.
const PLACES: usize = 3;

/// Problems that say the same of different places; never none.
pub struct Alike<'a> {
    /// In the order in which they were found.
    pub problems: Vec<&'a Problem>,
}

/// The problems by what they say, in the order in which each kind came first.
pub fn alike<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> Vec<Alike<'a>> {
    let mut kinds: Vec<Alike<'a>> = Vec::new();
    let mut places: HashMap<(Severity, ProblemCode, String), usize> = HashMap::new();
    for problem in problems {
        let key = (problem.severity, problem.code, shape(&problem.message));
        let place = *places.entry(key).or_insert(kinds.len());
        match kinds.get_mut(place) {
            Some(kind) => kind.problems.push(problem),
            None => kinds.push(Alike { problems: vec![problem] }),
        }
    }
    kinds
}

impl Alike<'_> {
    /// How many there are behind the first, and where the first of those are; none where it is alone.
    pub fn others(&self) -> Option<String> {
        let others = &self.problems[1..];
        let mut names: Vec<String> = Vec::new();
        for name in others.iter().filter_map(|problem| called(problem)) {
            if names.len() <= PLACES && !names.contains(&name) {
                names.push(name);
            }
        }
        let more = names.len() > PLACES;
        names.truncate(PLACES);
        let names = match (names.is_empty(), more) {
            (true, _) => String::new(),
            (false, false) => format!(": {}", names.join(", ")),
            (false, true) => format!(": {}, ...", names.join(", ")),
        };
        (!others.is_empty()).then(|| format!("and {} more like it{names}", others.len()))
    }
}

/// Where a problem is, or what it is about.
fn called(problem: &Problem) -> Option<String> {
    match (&problem.file, problem.line) {
        (Some(file), Some(line)) => Some(format!("{}:{line}", file.display())),
        (Some(file), None) => Some(file.display().to_string()),
        (None, _) => problem.message.split('`').nth(1).map(|name| format!("`{name}`")),
    }
}

/// What a message says without the names, paths and numbers in it.
fn shape(message: &str) -> String {
    let mut shape = String::new();
    for (number, part) in message.split('`').enumerate() {
        if number % 2 == 1 {
            shape.push('`');
            continue;
        }
        for word in part.split_whitespace() {
            let bare = word.trim_end_matches(['.', ',', ':', ';', '?']);
            if bare.contains(['/', '\\', '.']) || bare.chars().any(|sign| sign.is_ascii_digit()) {
                shape.push('#');
            } else {
                shape.push_str(word);
            }
            shape.push(' ');
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(message: &str, line: usize) -> Problem {
        Problem::warning(ProblemCode::CodingWithoutIncident, message).in_file("a.csv").at_line(line)
    }

    #[test]
    fn what_says_the_same_of_other_places_is_one_kind() {
        let problems: Vec<Problem> = (1..=6)
            .map(|line| problem(&format!("no incident is called `x{line}`: not counted"), line))
            .chain([problem("a row of 3 cells", 9), problem("a row of 12 cells", 11)])
            .collect();
        let kinds = alike(&problems);
        let others: Vec<Option<String>> = kinds.iter().map(Alike::others).collect();
        let want = ["and 5 more like it: a.csv:2, a.csv:3, a.csv:4, ...", "and 1 more like it: a.csv:11"];
        assert_eq!(others, want.map(|text| Some(text.to_string())));
    }

    #[test]
    fn another_word_or_severity_is_another_kind() {
        let note = Problem::note(ProblemCode::CodingWithoutIncident, "no incident is called `x`");
        let problems = [problem("no incident is called `x`", 1), problem("no code is called `x`", 2), note];
        assert_eq!(alike(&problems).len(), 3);
        assert_eq!(alike(&problems)[0].others(), None);
    }

    #[test]
    fn without_a_file_what_it_is_about_is_named() {
        let gone = |path: &str| Problem::warning(ProblemCode::MissingPath, format!("`{path}` is not there"));
        let problems = [gone("a/b.txt"), gone("c d.txt"), gone("c d.txt")];
        assert_eq!(alike(&problems)[0].others().unwrap(), "and 2 more like it: `c d.txt`");
        let plain =
            |path: &str| Problem::warning(ProblemCode::UnreadableFile, format!("{path} cannot be read"));
        assert_eq!(alike(&[plain("x/y.txt"), plain("z.csv")])[0].others().unwrap(), "and 1 more like it");
    }
}
