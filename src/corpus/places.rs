//! Which incidents of a corpus stand in which of its files: all of a file one behind the other.

/// The incidents of each file, by the numbers that they have in the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places {
    /// How many incidents stand in the files up to each one, that one included.
    ends: Vec<usize>,
}

impl Places {
    /// Where `sizes` are how many incidents each file has, in the order of the files.
    pub fn of(sizes: impl IntoIterator<Item = usize>) -> Self {
        let mut end = 0;
        let ends = sizes.into_iter().map(|size| {
            end += size;
            end
        });
        Self { ends: ends.collect() }
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// True where no file has an incident.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many incidents each file has.
    pub fn sizes(&self) -> impl Iterator<Item = usize> {
        self.ends.iter().scan(0, |before, end| Some(end - std::mem::replace(before, *end)))
    }

    /// The file of incident `at`, by its place among the files, and the incident's number in that file.
    /// Behind the last incident: the place behind the last file.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let file = self.ends.partition_point(|end| *end <= at);
        (file, at - self.first(file))
    }

    /// The number that the first incident of a file has, or would have.
    pub fn first(&self, file: usize) -> usize {
        file.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default()
    }

    /// The place of each incident, in order.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        self.sizes().enumerate().flat_map(|(file, size)| (0..size).map(move |number| (file, number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_incident_stands_in_its_file_and_files_may_have_none() {
        let places = Places::of([0, 2, 0, 0, 1, 0]);
        let all = [(1, 0), (1, 1), (4, 0)];
        assert_eq!(places.iter().collect::<Vec<_>>(), all);
        assert_eq!([0, 1, 2].map(|at| places.place(at)), all);
        assert_eq!([1, 2, 4, 5].map(|file| places.first(file)), [0, 2, 2, 3]);
        assert_eq!((places.len(), Places::default().len()), (3, 0));
        assert_eq!(places.sizes().collect::<Vec<_>>(), [0, 2, 0, 0, 1, 0]);
    }
}
