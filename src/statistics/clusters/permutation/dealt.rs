//! Random arrangements, dealt 64 at a time, and turned so that each unit has its arrangements beside each other.

use super::swift::Swift;

/// Arrangements that are dealt together: one bit of a word each.
const LANES: usize = 64;
/// Of clusters up to this size every way to choose among their units is listed.
const LISTED: usize = 8;

/// Clusters of one size, whose units stand one after the other.
#[derive(Debug)]
pub(super) struct Class {
    /// How many units each has.
    pub size: usize,
    /// How many of each are of the first group; every deal changes the order.
    pub first: Vec<u32>,
    /// For small sizes every way to choose among the units, a bit a unit: those that choose fewer first.
    ways: Vec<u64>,
    /// By how many are chosen: where such ways begin, and how many there are.
    choosing: Vec<(u32, u32)>,
}

impl Class {
    /// From how many units of each cluster are of the first group.
    pub fn of(size: usize, first: Vec<u32>) -> Self {
        let (mut ways, mut choosing) = (Vec::new(), Vec::new());
        if size <= LISTED {
            for chosen in 0..=size as u32 {
                let start = ways.len();
                ways.extend((0u64..1 << size).filter(|way| way.count_ones() == chosen));
                choosing.push((start as u32, (ways.len() - start) as u32));
            }
        }
        Self { size, first, ways, choosing }
    }

    /// Deals what clusters hold among them and shuffles within each. The units begin at place `start` of `slab`,
    /// which has a word for each lane of 64 places.
    fn deal(&mut self, start: usize, lane: usize, slab: &mut [u64], swift: &mut Swift) {
        if self.ways.is_empty() {
            return self.deal_large(start, lane, slab, swift);
        }
        for at in (0..self.first.len()).rev() {
            // One random number serves both: the cluster whose number this one gets, and which of its units.
            let (from, way) = swift.two(at as u32 + 1);
            self.first.swap(at, from as usize);
            let (begin, ways) = self.choosing[self.first[at] as usize];
            let way = self.ways[(begin + swift.scaled(way, ways)) as usize];
            put(way, self.size, start + at * self.size, lane, slab);
        }
    }

    fn deal_large(&mut self, start: usize, lane: usize, slab: &mut [u64], swift: &mut Swift) {
        for at in (0..self.first.len()).rev() {
            let from = swift.below(at as u32 + 1) as usize;
            self.first.swap(at, from);
            self.choose(self.first[at], start + at * self.size, lane, slab, swift);
        }
    }

    /// Chooses units of one large cluster, each set of so many as likely as another.
    fn choose(&self, first: u32, place: usize, lane: usize, slab: &mut [u64], swift: &mut Swift) {
        let mut left = first;
        for unit in 0..self.size {
            let rest = (self.size - unit) as u32;
            if swift.below(rest) < left {
                put(1, 1, place + unit, lane, slab);
                left -= 1;
            }
        }
    }
}

fn put(bits: u64, width: usize, place: usize, lane: usize, slab: &mut [u64]) {
    let (word, shift) = (place / 64, place % 64);
    slab[word * LANES + lane] |= bits << shift;
    if shift + width > 64 {
        slab[(word + 1) * LANES + lane] |= bits >> (64 - shift);
    }
}

/// How many words hold a bit for each of so many arrangements.
pub(super) fn words(samples: usize) -> usize {
    samples.div_ceil(LANES)
}

/// Deals arrangements; gives [`words`] for each unit, in the order of the classes and their clusters, with a bit
/// for each arrangement in which it is of the first group.
pub(super) fn deal(classes: &mut [Class], samples: usize, swift: &mut Swift) -> Vec<u64> {
    let units: usize = classes.iter().map(|class| class.size * class.first.len()).sum();
    let (places, words) = (units.div_ceil(64), words(samples));
    let mut turned = vec![0u64; units * words];
    let mut slab = vec![0u64; places * LANES];
    for word in 0..words {
        slab.fill(0);
        for lane in 0..LANES.min(samples - word * LANES) {
            let mut start = 0;
            for class in classes.iter_mut() {
                class.deal(start, lane, &mut slab, swift);
                start += class.size * class.first.len();
            }
        }
        for (block, first) in slab.as_chunks_mut::<LANES>().0.iter_mut().zip((0..).step_by(64)) {
            turn(block);
            for (unit, bits) in (first..units).zip(block.iter()) {
                turned[unit * words + word] = *bits;
            }
        }
    }
    turned
}

/// Turns a square of bits about its diagonal: bit j of word i becomes bit i of word j (Warren, Hacker's Delight,
/// 7-3).
fn turn(block: &mut [u64; LANES]) {
    let (mut width, mut mask) = (32, 0x0000_0000_ffff_ffff_u64);
    while width > 0 {
        let mut at = 0;
        while at < LANES {
            let swapped = ((block[at] >> width) ^ block[at + width]) & mask;
            block[at] ^= swapped << width;
            block[at + width] ^= swapped;
            at = (at + width + 1) & !width;
        }
        width >>= 1;
        mask ^= mask << width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::chance::Chance;

    #[test]
    fn a_square_is_turned_about_its_diagonal() {
        let mut swift = Swift::from(&mut Chance::seeded(3));
        let word =
            |swift: &mut Swift| u64::from(swift.below(u32::MAX)) << 32 | u64::from(swift.below(u32::MAX));
        let block: [u64; LANES] = std::array::from_fn(|_| word(&mut swift));
        let mut turned = block;
        turn(&mut turned);
        for (row, column) in (0..64).flat_map(|row| (0..64).map(move |column| (row, column))) {
            assert_eq!(block[row] >> column & 1, turned[column] >> row & 1, "{row} {column}");
        }
    }

    #[test]
    fn every_arrangement_keeps_what_its_clusters_hold_and_all_come_equally_often() {
        // Two clusters of ten with 3 and 0, three of two with 1, 1 and 2.
        let mut classes = [Class::of(2, vec![1, 1, 2]), Class::of(10, vec![3, 0])];
        let samples = 6_000;
        let dealt = deal(&mut classes, samples, &mut Swift::from(&mut Chance::seeded(1)));
        let is_first =
            |unit: usize, sample: usize| dealt[unit * words(samples) + sample / 64] >> (sample % 64) & 1;
        let mut times = [0; 26];
        for sample in 0..samples {
            let held = |units: std::ops::Range<usize>| units.map(|unit| is_first(unit, sample)).sum::<u64>();
            let mut twos = [held(0..2), held(2..4), held(4..6)];
            twos.sort_unstable();
            assert_eq!(twos, [1, 1, 2]);
            assert!([[0, 3], [3, 0]].contains(&[held(6..16), held(16..26)]));
            (0..26).for_each(|unit| times[unit] += is_first(unit, sample));
        }
        for (unit, times) in times.iter().enumerate() {
            let share = if unit < 6 { 4.0 / 6.0 } else { 3.0 / 20.0 };
            let error = (*times as f64 / samples as f64 - share).abs();
            assert!(error < 4.0 * (share * (1.0 - share) / samples as f64).sqrt(), "{unit}: {times}");
        }
        // Beyond the last arrangement no bit is set.
        assert!((0..26).all(|unit| dealt[unit * words(samples) + samples / 64] >> (samples % 64) == 0));
    }
}
