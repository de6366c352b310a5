//! What holds of the words of any two bodies of text.

use super::*;
use proptest::prelude::*;

fn word(frequencies: [u64; 2], tokens: [u64; 2]) -> Keyness {
    Keyness { frequencies, tokens: [tokens[0] + frequencies[0], tokens[1] + frequencies[1]] }
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (one, other) => one.is_none() && other.is_none(),
    }
}

proptest! {
    #[test]
    fn a_word_against_itself_is_not_key(frequency in 1..2000u64, tokens in 1..100_000u64) {
        let same = word([frequency; 2], [tokens; 2]);
        prop_assert_eq!(same.log_likelihood(), Some(0.0));
        prop_assert_eq!(same.log_ratio(), Some(0.0));
        prop_assert_eq!(same.percent_difference(), Some(0.0));
    }

    #[test]
    fn turning_the_texts_leaves_the_likelihood_and_turns_the_ratio(
        frequencies in any::<[u16; 2]>(), tokens in any::<[u16; 2]>(),
    ) {
        let (frequencies, tokens) = (frequencies.map(u64::from), tokens.map(u64::from));
        let turned = |[one, other]: [u64; 2]| [other, one];
        let (one, other) = (word(frequencies, tokens), word(turned(frequencies), turned(tokens)));
        prop_assert!(near(one.log_likelihood(), other.log_likelihood()));
        prop_assert!(near(one.log_likelihood_four_cells(), other.log_likelihood_four_cells()));
        prop_assert!(near(one.log_ratio(), other.log_ratio().map(|ratio| -ratio)));
    }

    #[test]
    fn twice_the_texts_have_twice_the_likelihood_and_the_same_ratio(
        frequencies in any::<[u16; 2]>(), tokens in any::<[u16; 2]>(),
    ) {
        let (frequencies, tokens) = (frequencies.map(u64::from), tokens.map(u64::from));
        let (one, twice) = (word(frequencies, tokens), word(frequencies.map(|n| 2 * n), tokens.map(|n| 2 * n)));
        prop_assert!(near(one.log_likelihood().map(|ll| 2.0 * ll), twice.log_likelihood()));
        prop_assert!(near(one.log_ratio(), twice.log_ratio()));
        prop_assert!(near(one.percent_difference(), twice.percent_difference()));
    }
}
