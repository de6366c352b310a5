//! Columns of numbers, little-endian and one behind the other, as they stand in a file.

use super::bytes::Bytes;
use std::marker::PhantomData;
use std::ops::Range;

/// A number of a column.
pub(super) trait Number: Copy {
    /// Its bytes.
    const SIZE: usize;

    /// The number of so many bytes.
    fn of(bytes: &[u8]) -> Self;
}

impl Number for u32 {
    const SIZE: usize = 4;

    fn of(bytes: &[u8]) -> Self {
        bytes.try_into().map_or(0, Self::from_le_bytes)
    }
}

impl Number for u64 {
    const SIZE: usize = 8;

    fn of(bytes: &[u8]) -> Self {
        bytes.try_into().map_or(0, Self::from_le_bytes)
    }
}

/// A stretch of bytes.
#[derive(Debug, Clone, Default)]
pub(super) struct Stretch {
    bytes: Bytes,
    within: Range<usize>,
}

impl Stretch {
    /// All of `bytes`.
    pub fn all(bytes: Bytes) -> Self {
        Self { within: 0..bytes.get().len(), bytes }
    }

    /// Some of `bytes`; `None` where there are fewer.
    pub fn within(bytes: &Bytes, within: Range<usize>) -> Option<Self> {
        bytes.get().get(within.clone())?;
        Some(Self { bytes: bytes.clone(), within })
    }

    /// The bytes.
    pub fn get(&self) -> &[u8] {
        &self.bytes.get()[self.within.clone()]
    }
}

/// Numbers of one kind.
#[derive(Debug, Clone)]
pub(super) struct Column<N> {
    stretch: Stretch,
    kind: PhantomData<N>,
}

impl<N> Default for Column<N> {
    fn default() -> Self {
        Self::of(Stretch::default())
    }
}

impl<N> Column<N> {
    /// Those that stand in a stretch.
    pub fn of(stretch: Stretch) -> Self {
        Self { stretch, kind: PhantomData }
    }

    /// The bytes that they stand in.
    pub fn stretch(&self) -> &Stretch {
        &self.stretch
    }
}

impl<N: Number> Column<N> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.stretch.within.len() / N::SIZE
    }

    /// The one at this place, if there are so many.
    pub fn get(&self, at: usize) -> Option<N> {
        let from = at.checked_mul(N::SIZE)?;
        self.stretch.get().get(from..from + N::SIZE).map(N::of)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = N> {
        self.stretch.get().chunks_exact(N::SIZE).map(N::of)
    }
}

/// Where things of different lengths end that stand one behind the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends(pub Column<u64>);

impl Ends {
    /// Where the one at this place stands; nowhere behind the last.
    pub fn range(&self, at: usize) -> Range<usize> {
        let end = |at: Option<usize>| at.and_then(|at| self.0.get(at)).unwrap_or_default() as usize;
        match self.0.get(at) {
            Some(_) => end(at.checked_sub(1))..end(Some(at)),
            None => 0..0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_what_ends_at_them_are_found_by_their_place() {
        let bytes: Vec<u8> = [3u64, 3, 1 << 40].iter().flat_map(|end| end.to_le_bytes()).collect();
        let ends = Ends(Column::of(Stretch::all(Bytes::in_memory(bytes.clone()))));
        assert_eq!([0, 1, 2, 3].map(|at| ends.range(at)), [0..3, 3..3, 3..1 << 40, 0..0]);
        assert_eq!((ends.0.len(), ends.0.iter().last()), (3, Some(1 << 40)));
        let bytes = Bytes::in_memory(bytes);
        assert_eq!(
            Column::<u32>::of(Stretch::within(&bytes, 4..12).unwrap()).iter().collect::<Vec<_>>(),
            [0, 3]
        );
        assert!(Stretch::within(&bytes, 4..25).is_none());
    }
}
