//! Which place on a ring each code gets: those that stand together come near each other.

use super::pairs::Link;

/// Rounds after which the order is good enough.
const ROUNDS: usize = 60;

/// Where a place lies: to the left (-1) or right (1) of the middle, and how far from the top, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From -1 to 1.
    pub across: f64,
    /// From 0 to 1.
    pub down: f64,
}

/// The places of a ring of so many: down on the right, then up on the left, with equal distances from
/// above to below, so that labels beside it have room.
pub fn places(number: usize) -> Vec<Place> {
    let right = number.div_ceil(2);
    let of_side = |count: usize, at: usize, side: f64| {
        let down = (at as f64 + 0.5) / count.max(1) as f64;
        // The ring is a little higher than its outermost places.
        let high = (down - 0.5) * 2.0 * 0.97;
        Place { across: side * (1.0 - high * high).sqrt(), down }
    };
    let mut all: Vec<Place> = (0..right).map(|at| of_side(right, at, 1.0)).collect();
    let left = number - right;
    all.extend((0..left).rev().map(|at| of_side(left, at, -1.0)));
    all
}

/// The code at each place, as an index of the codes. Begins with the order of the codebook and swaps two as long
/// as that makes lines shorter; strong lines count more.
pub fn order(codes: usize, links: &[(Link, f64)]) -> Vec<usize> {
    let places = places(codes);
    let mut at: Vec<usize> = (0..codes).collect();
    let mut of_code: Vec<Vec<(usize, f64)>> = vec![Vec::new(); codes];
    for (link, strength) in links {
        of_code[link.first].push((link.second, *strength));
        of_code[link.second].push((link.first, *strength));
    }
    for _ in 0..ROUNDS {
        let mut better = false;
        for one in 0..codes {
            for other in one + 1..codes {
                let before = length(&of_code, &places, &at, one, other);
                at.swap(one, other);
                // A difference of rounding must not make this go round for ever.
                if length(&of_code, &places, &at, one, other) < before - 1e-9 {
                    better = true;
                } else {
                    at.swap(one, other);
                }
            }
        }
        if !better {
            break;
        }
    }
    let mut order = vec![0; codes];
    at.iter().enumerate().for_each(|(code, place)| order[*place] = code);
    order
}

/// Length of the lines of two codes, `at` their places.
fn length(links: &[Vec<(usize, f64)>], places: &[Place], at: &[usize], one: usize, other: usize) -> f64 {
    let lines = |code: usize| {
        links[code].iter().map(move |(with, strength)| {
            let (from, to) = (places[at[code]], places[at[*with]]);
            let (across, down) = (from.across - to.across, 2.0 * (from.down - to.down));
            strength * (across * across + down * down).sqrt()
        })
    };
    lines(one).chain(lines(other)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_stand_together_come_beside_each_other() {
        let link = |first, second| (Link { first, second, both: 1, value: 1.0 }, 1.0);
        // Two threes: 0, 2, 4 and 1, 3, 5.
        let links = [link(0, 2), link(2, 4), link(0, 4), link(1, 3), link(3, 5), link(1, 5)];
        let order = order(6, &links);
        let right: Vec<usize> = order[..3].iter().map(|code| code % 2).collect();
        assert!(right.iter().all(|half| *half == right[0]), "{order:?}");
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn places_of_a_side_have_equal_distances() {
        let all = places(7);
        assert!(all[..4].windows(2).all(|pair| (pair[1].down - pair[0].down - 0.25).abs() < 1e-12));
        assert!(
            all[..4].iter().all(|place| place.across > 0.0)
                && all[4..].iter().all(|place| place.across < 0.0)
        );
        assert!(places(1)[0].across > 0.0);
    }
}
