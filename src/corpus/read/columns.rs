//! Which column of a table, or field of an object, is what.

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
    /// Names of columns, with what each holds; one column may be several things.
    named: HashMap<String, Vec<Column>>,
    narrative: Option<String>,
    id: Option<String>,
    lang: bool,
}

impl Columns {
    pub fn of(entry: &Entry) -> Self {
        let mut named: HashMap<String, Vec<Column>> = HashMap::new();
        let (mut narrative, mut id, mut lang) = (None, None, false);
        for (attribute, column) in &entry.columns {
            let column = column.trim().to_string();
            let what = match attribute.as_str() {
                "id" => {
                    id = Some(column.clone());
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
            named.entry(column).or_default().push(what);
        }
        Self { named, narrative, id, lang }
    }

    /// The column with the narratives: the one that is named, else `narrative`.
    pub fn narrative(&self) -> &str {
        self.narrative.as_deref().unwrap_or("narrative")
    }

    /// The column with the ids that the study file names.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// True where the study file names the column with the narratives.
    pub fn names_narrative(&self) -> bool {
        self.narrative.is_some()
    }

    /// The columns that the study file names.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
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
        if self.id.is_none() && name.eq_ignore_ascii_case("id") {
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
