//! Which column of a table, or field of an object, is what.

use super::sheet::levelled;
use crate::corpus::Entry;
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

    /// What the column `name` holds. Where nothing is called `narrative`, `text` is the narrative.
    pub fn targets(&self, name: &str, has_narrative: bool) -> Vec<Column> {
        if let Some(targets) = self.named.get(name) {
            return targets.clone();
        }
        let narrative = self.narrative.is_none()
            && (name.eq_ignore_ascii_case("narrative")
                || (!has_narrative && name.eq_ignore_ascii_case("text")));
        if narrative {
            return vec![Column::Narrative];
        }
        if !self.id && name.eq_ignore_ascii_case("id") {
            return vec![Column::Id];
        }
        if !self.lang && name.eq_ignore_ascii_case("lang") {
            return vec![Column::Lang];
        }
        // The name is taken by another column.
        let taken = self
            .named
            .values()
            .flatten()
            .any(|what| matches!(what, Column::Attribute(other) if other == name));
        vec![Column::Attribute(if taken { format!("{name} (2)") } else { name.to_string() })]
    }
}
