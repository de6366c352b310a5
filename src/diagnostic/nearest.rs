//! "Did you mean": the known word that a misspelt one most resembles.

/// The candidate nearest to `word`, where one is near enough to be meant.
///
/// Near enough is at most a third of its letters changed, or `word` as the
/// last part of a dotted id. Case and the difference between `-`, `_` and a blank
/// count for nothing. Of equals the first wins.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = levelled(word);
    if plain.is_empty() {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = levelled(candidate);
        let tail = other.rsplit('.').next().unwrap_or_default();
        let whole = distance(&plain, &other);
        let part = if tail == other { whole } else { distance(&plain, tail) + 1 };
        let away = whole.min(part);
        let near_enough = away <= (plain.chars().count().max(3)) / 3;
        if near_enough && best.is_none_or(|(nearest, _)| away < nearest) {
            best = Some((away, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn levelled(word: &str) -> String {
    word.trim().to_lowercase().replace(['-', ' '], "_")
}

/// Letters to insert, drop, change, or swap with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut older: Vec<usize> = Vec::new();
    let mut old: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut new = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut least = (old[j] + usize::from(a != b)).min(old[j + 1] + 1).min(new[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                least = least.min(older[j - 1] + 1);
            }
            new.push(least);
        }
        older = std::mem::replace(&mut old, new);
    }
    old[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_strange_word_finds_none() {
        let known = ["outcome", "respondent", "year", "customisation.deviate"];
        assert_eq!(nearest("outcme", known), Some("outcome"));
        assert_eq!(nearest("Outcome", known), Some("outcome"));
        assert_eq!(nearest("yaer", known), Some("year"));
        assert_eq!(nearest("deviate", known), Some("customisation.deviate"));
        assert_eq!(nearest("customization.deviate", known), Some("customisation.deviate"));
        assert_eq!(nearest("sector", known), None);
        assert_eq!(nearest("", known), None);
    }
}
