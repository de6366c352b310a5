//! Where the incidents of the index stand in the corpus.

use super::bits::Bits;
use super::terms::Place;
use crate::corpus::Places;
use std::collections::HashMap;
use std::ops::Range;

/// Where each incident of a corpus stands, and which are not in the index.
pub(super) struct Arrangement {
    /// For each file of the index its incidents, by their numbers in the corpus.
    files: HashMap<u64, Range<usize>>,
    /// Not in the index, so always worth a look.
    pub unknown: Bits,
}

impl Arrangement {
    /// That of a corpus whose files have these ids in the index.
    pub fn of(ids: &[Option<u64>], places: &Places) -> Self {
        let mut files = HashMap::with_capacity(ids.len());
        let mut unknown = Bits::none(places.len());
        let mut first = 0;
        for (file, size) in places.sizes().enumerate() {
            let of_file = first..first + size;
            first = of_file.end;
            match ids.get(file).copied().flatten().filter(|_| u32::try_from(size).is_ok()) {
                Some(id) => drop(files.insert(id, of_file)),
                None => of_file.for_each(|at| unknown.insert(at)),
            }
        }
        Self { files, unknown }
    }

    /// The number in the corpus of what stands at a place of the index; none where it is of no file of
    /// the corpus.
    pub fn position(&self, place: &Place) -> Option<usize> {
        let of_file = self.files.get(&place.0)?;
        let at = of_file.start + place.1 as usize;
        of_file.contains(&at).then_some(at)
    }
}
