//! Incidents by the ids under which a table of codes may speak of them.

use crate::corpus::Incident;
use crate::diagnostic::nearest;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Ids among which the nearest one is looked for.
const NEAR: usize = 5_000;
/// Endings that people leave on the name of a text.
const ENDINGS: [&str; 4] = [".txt", ".md", ".markdown", ".TXT"];

/// The incidents that a table may speak of.
pub(super) struct Ids<'a> {
    by_id: HashMap<String, usize>,
    /// Texts that are called by their path, by the name of the file alone; none where several have it.
    by_file: HashMap<String, Option<usize>>,
    /// The first ids, in corpus order.
    first: Vec<&'a str>,
}

impl<'a> Ids<'a> {
    /// Those of `incidents` that `is_asked` says, by their place.
    pub fn of(incidents: &'a [Incident], is_asked: impl Fn(usize) -> bool) -> Self {
        let mut ids = Self { by_id: HashMap::new(), by_file: HashMap::new(), first: Vec::new() };
        for (at, incident) in incidents.iter().enumerate().filter(|(at, _)| is_asked(*at)) {
            ids.by_id.insert(key(&incident.id), at);
            if ids.first.len() < NEAR {
                ids.first.push(&incident.id);
            }
            let file = incident.id.rsplit('/').next().unwrap_or_default();
            if file != incident.id && incident.origin.file.with_extension("").ends_with(&incident.id) {
                ids.by_file.entry(key(file)).and_modify(|one| *one = None).or_insert(Some(at));
            }
        }
        ids
    }

    /// The incident that `written` means: by its id, for a text also with the ending of its file, or by
    /// the name of its file where no other is called so.
    pub fn find(&self, written: &str) -> Option<usize> {
        let written = key(written);
        let bare = ENDINGS.iter().find_map(|ending| written.strip_suffix(ending)).unwrap_or(&written);
        let by_id = |name: &str| self.by_id.get(name).copied();
        by_id(&written).or_else(|| by_id(bare)).or_else(|| self.by_file.get(bare).copied().flatten())
    }

    /// The id that is nearest to `written`.
    pub fn nearest(&self, written: &str) -> Option<&str> {
        nearest(written, self.first.iter().copied())
    }
}

/// An id as it is compared: signs and accents composed.
fn key(id: &str) -> String {
    id.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Origin;
    use crate::text::Language;

    #[test]
    fn a_text_is_found_by_its_path_and_by_its_name_alone_where_one_file_has_it() {
        let incident = |id: &str, file: &str| Incident {
            id: id.into(),
            narrative: crate::corpus::Narrative::default(),
            language: Language::new("nl"),
            attributes: crate::corpus::Attributes::default(),
            respondent: None,
            origin: Origin { file: std::path::Path::new(file).into(), line: 1, narrative_line: 1 },
        };
        let incidents = [
            incident("good/jan", "stories/good/jan.txt"),
            incident("good/piet", "stories/good/piet.md"),
            incident("bad/piet", "stories/bad/piet.md"),
            incident("2014/17", "reports.csv"),
            incident("caf\u{e9}", "other.csv"),
        ];
        let ids = Ids::of(&incidents, |at| at != 4);
        for (written, found) in [
            ("good/jan", Some(0)),
            ("good/jan.txt", Some(0)),
            ("jan.txt", Some(0)),
            ("jan", Some(0)),
            ("piet", None),
            ("bad/piet", Some(2)),
            ("17", None),
            ("2014/17", Some(3)),
            ("caf\u{e9}", None),
        ] {
            assert_eq!(ids.find(written), found, "{written}");
        }
        assert_eq!(ids.nearest("good/jann"), Some("good/jan"));
        assert_eq!(Ids::of(&incidents, |_| true).find("cafe\u{301}"), Some(4));
    }
}
