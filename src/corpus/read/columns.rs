//! Which column of a table, or field of an object, is what.

use super::sheet::levelled;
use super::table::Lines;
use crate::corpus::{Entry, Problem, ProblemCode};
use std::collections::HashMap;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// The ids of incidents.
    Id,
    /// The narratives.
    Narrative,
    /// Their languages.
    Lang,
    /// An attribute of this name.
    Attribute(String),
}

/// The columns as the study file names them.
pub(super) struct Columns {
    /// Names of columns in the order of the study file.
    order: Vec<String>,
    /// What each of them holds; one column may be several things.
    named: HashMap<String, Vec<Column>>,
    narrative: Option<String>,
    id: bool,
    lang: bool,
}

impl Columns {
    pub fn of(entry: &Entry) -> Self {
        let mut named: HashMap<String, Vec<Column>> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        let (mut narrative, mut id, mut lang) = (None, false, false);
        for (attribute, column) in &entry.columns {
            let column = levelled(column);
            let what = match attribute.as_str() {
                "id" => {
                    id = true;
                    Column::Id
                }
                "narrative" => {
                    narrative = Some(column.clone());
                    Column::Narrative
                }
                "lang" => {
                    lang = true;
                    Column::Lang
                }
                name => Column::Attribute(name.to_string()),
            };
            if !order.contains(&column) {
                order.push(column.clone());
            }
            named.entry(column).or_default().push(what);
        }
        Self { order, named, narrative, id, lang }
    }

    /// The column with the narratives: the one that is named, else `narrative`.
    pub fn narrative(&self) -> &str {
        self.narrative.as_deref().unwrap_or("narrative")
    }

    /// True where the study file names the column with the narratives.
    pub fn names_narrative(&self) -> bool {
        self.narrative.is_some()
    }

    /// The columns that the study file names, each once.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.order.iter().map(String::as_str)
    }

    /// What each of the columns of a table, or fields of an object, holds, and which pairs of them
    /// may be meant by the same. A column that is called `id`, `lang`, `narrative` or, without that,
    /// `text` is what it is called, whatever the case of its letters; of several the one that is
    /// spelled so, else the first.
    pub fn targets(&self, names: &[&str]) -> (Vec<Vec<Column>>, Vec<Rivals>) {
        let own = [("id", Column::Id, self.id), ("lang", Column::Lang, self.lang)];
        let own = own.into_iter().filter(|(.., named)| !named).map(|(name, what, _)| (name, what));
        let is_free = |at: &usize| !self.named.contains_key(names[*at]);
        let alike = |wanted: &str| {
            let alike = (0..names.len()).filter(|at| names[*at].eq_ignore_ascii_case(wanted));
            let mut alike: Vec<usize> = alike.filter(is_free).collect();
            alike.sort_by_key(|at| names[*at] != wanted);
            alike
        };
        let told = ["narrative", "text"].into_iter().find(|name| !alike(name).is_empty());
        let told = told.filter(|_| self.narrative.is_none()).map(|name| (name, Column::Narrative));
        let mut taken: HashMap<usize, Column> = HashMap::new();
        let mut rivals = Vec::new();
        for (name, what) in own.chain(told) {
            if let [first, others @ ..] = alike(name).as_slice() {
                // A field that stands twice in one object is one field.
                let (same, others): (Vec<usize>, Vec<usize>) =
                    others.iter().partition(|other| names[**other] == names[*first]);
                taken.extend(same.into_iter().chain([*first]).map(|at| (at, what.clone())));
                rivals.extend(others.into_iter().map(|left| Rivals { taken: *first, left }));
            }
        }
        let target = |(at, name): (usize, &&str)| match taken.get(&at) {
            Some(what) => vec![what.clone()],
            None => self.named_or_attribute(name),
        };
        (names.iter().enumerate().map(target).collect(), rivals)
    }

    /// What the study file makes of a column, else the attribute of its name.
    fn named_or_attribute(&self, name: &str) -> Vec<Column> {
        if let Some(targets) = self.named.get(name) {
            return targets.clone();
        }
        // The name is taken by another column.
        let taken = self
            .named
            .values()
            .flatten()
            .any(|what| matches!(what, Column::Attribute(other) if other == name));
        // `id` and `lang` are the incident's own, whatever column they stand in.
        let own =
            (self.id && name.eq_ignore_ascii_case("id")) || (self.lang && name.eq_ignore_ascii_case("lang"));
        vec![Column::Attribute(if taken || own { format!("{name} (2)") } else { name.to_string() })]
    }
}

/// Two columns whose names differ in the case of letters alone, by their places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rivals {
    /// The one that is the id, the language or the narrative.
    pub taken: usize,
    /// The one that stays an attribute.
    pub left: usize,
}

/// What is said of rows in which both of two rivals hold something.
pub(super) fn rivals(taken: &str, left: &str, lines: &Lines) -> Option<Problem> {
    lines.tell(|rows| {
        let role = taken.to_lowercase();
        let role = if role == "text" { "narrative" } else { &role };
        let message = format!(
            "{rows} something in `{taken}` and in `{left}`: `{taken}` is taken for the {role}, `{left}` stays an attribute"
        );
        let help = format!("say in the study file which it is: `columns: {{{role}: {taken}}}`");
        Problem::warning(ProblemCode::AlikeColumns, message).help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(columns: &[(&str, &str)], names: &[&str]) -> (Vec<String>, usize) {
        let pairs = columns.iter().map(|(attribute, column)| (attribute.to_string(), column.to_string()));
        let entry = Entry { columns: pairs.collect(), ..Entry::default() };
        let (targets, rivals) = Columns::of(&entry).targets(names);
        (targets.iter().map(|of| format!("{of:?}")).collect(), rivals.len())
    }

    #[test]
    fn the_exact_spelling_wins_and_the_other_column_is_an_attribute() {
        let (read, rivals) = targets(&[], &["ID", "id", "Text", "text", "LANG"]);
        assert_eq!(read, ["[Attribute(\"ID\")]", "[Id]", "[Attribute(\"Text\")]", "[Narrative]", "[Lang]"]);
        assert_eq!(rivals, 2);
        assert_eq!(targets(&[], &["text", "Narrative"]).0, ["[Attribute(\"text\")]", "[Narrative]"]);
        let named = targets(&[("id", "ID"), ("narrative", "Text")], &["ID", "id", "Text", "text"]);
        assert_eq!(named.0, ["[Id]", "[Attribute(\"id (2)\")]", "[Narrative]", "[Attribute(\"text\")]"]);
        assert_eq!(named.1, 0, "the study file says which");
    }
}
