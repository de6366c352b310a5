//! With what a word must begin to be of any pattern: most words of a text need no other look.

/// Letters and digits of ASCII by five bits each; what they cannot tell apart passes for one another.
const BITS: u32 = 5;

/// The beginnings of three letters that some pattern asks for.
#[derive(Debug, Clone)]
pub(super) struct Beginnings {
    bits: Vec<u64>,
}

impl Beginnings {
    pub(super) fn new() -> Self {
        Self { bits: vec![0; 1 << (3 * BITS - 6)] }
    }

    /// A word may begin with `letters`, of which all but the first three say nothing;
    /// with `exactly` it is no longer than they are.
    pub(super) fn add(&mut self, letters: &str, exactly: bool) {
        let letters = &letters.as_bytes()[..letters.len().min(3)];
        if letters.len() == 3 || exactly {
            let place = place(letters);
            self.bits[place / 64] |= 1 << (place % 64);
            return;
        }
        for place in 0..1 << (3 * BITS) {
            let fits = letters
                .iter()
                .zip(0..)
                .all(|(letter, at)| place >> (at * BITS) & 31 == usize::from(letter & 31));
            if fits {
                self.bits[place / 64] |= 1 << (place % 64);
            }
        }
    }

    /// False where no pattern asks for a word of ASCII letters and digits that begins with these bytes.
    #[inline]
    pub(super) fn may_be(&self, word: u32) -> bool {
        let place = (word & 31 | word >> 3 & (31 << BITS) | word >> 6 & (31 << (2 * BITS))) as usize;
        self.bits[place / 64] >> (place % 64) & 1 != 0
    }
}

fn place(letters: &[u8]) -> usize {
    letters.iter().zip(0..).fold(0, |place, (letter, at)| place | usize::from(letter & 31) << (at * BITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_begins_otherwise_is_passed_over() {
        let mut beginnings = Beginnings::new();
        let may_be = |beginnings: &Beginnings, word: &str| {
            let mut bytes = [0; 4];
            bytes[..word.len().min(4)].copy_from_slice(&word.as_bytes()[..word.len().min(4)]);
            beginnings.may_be(u32::from_le_bytes(bytes))
        };
        beginnings.add("werk", false);
        beginnings.add("op", true);
        beginnings.add("ge", false);
        for word in ["werk", "wereld", "op", "ge", "gesprek", "WERK"] {
            assert!(may_be(&beginnings, word), "{word}");
        }
        for word in ["we", "weten", "open", "gans", "o"] {
            assert!(!may_be(&beginnings, word), "{word}");
        }
        beginnings.add("", false);
        assert!(may_be(&beginnings, "anders"));
    }
}
