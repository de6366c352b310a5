//! Which codes of a codebook stand for a code of an earlier version.

use super::Codebook;
use std::collections::BTreeMap;

/// For every full id, of today or of earlier versions, the codes that stand for it now.
#[derive(Debug, Clone, Default)]
pub struct Heirs {
    by_id: BTreeMap<String, Vec<usize>>,
}

impl Heirs {
    /// Those that a codebook tells of by `formerly`. A code that keeps its last part below a renamed
    /// code needs no `formerly` of its own.
    pub fn of(codebook: &Codebook) -> Self {
        let mut heirs = Self::default();
        let mut former: Vec<Vec<String>> = Vec::with_capacity(codebook.codes.len());
        for (place, code) in codebook.codes.iter().enumerate() {
            let last = code.id.rsplit('.').next().unwrap_or_default();
            let above = code.parent.map(|parent| former[parent].as_slice()).unwrap_or_default();
            let mut ids = code.formerly.clone();
            ids.extend(above.iter().map(|above| format!("{above}.{last}")));
            heirs.add(&code.id, place);
            ids.iter().for_each(|id| heirs.add(id, place));
            former.push(ids);
        }
        heirs
    }

    /// Adds that the code at `place` stands for `id` too.
    pub fn add(&mut self, id: &str, place: usize) {
        let places = self.by_id.entry(id.to_string()).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// The codes that stand for this full id, by their places in the codebook; none where it is gone.
    pub fn of_id(&self, id: &str) -> &[usize] {
        self.by_id.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Every id that the code at `place` stands for, its own too.
    pub fn ids(&self, place: usize) -> impl Iterator<Item = &str> {
        self.by_id.iter().filter(move |(_, places)| places.contains(&place)).map(|(id, _)| id.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::read;
    use crate::text::Language;

    #[test]
    fn codes_below_a_renamed_one_are_found_without_saying_so() {
        let text = "codebook: b\nversion: 2\ncodes:\n  - id: net\n    formerly: [network]\n    codes:\n      - id: call\n      - {id: meet, formerly: [network.visit, lunch]}\n  - {id: phone, formerly: network.call}\n";
        let (book, _) = read(text, &Language::new("en"));
        let book = book.unwrap();
        let heirs = Heirs::of(&book);
        let of = |id: &str| -> Vec<&str> {
            heirs.of_id(id).iter().map(|place| book.codes[*place].id.as_str()).collect()
        };
        assert_eq!(of("network"), ["net"]);
        assert_eq!(of("network.call"), ["net.call", "phone"], "it was split");
        assert_eq!((of("network.visit"), of("lunch")), (vec!["net.meet"], vec!["net.meet"]));
        assert_eq!((of("net.call"), of("gone")), (vec!["net.call"], vec![]));
        assert_eq!(heirs.ids(1).collect::<Vec<_>>(), ["net.call", "network.call"]);
    }
}
