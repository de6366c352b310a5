//! Short words of ASCII as numbers, so that one comparison tells whether two are the same.

/// A word of up to 16 ASCII letters and digits, lower case, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Short(u128);

impl Short {
    /// Its letters, the first in the lowest byte; zero where there are none.
    #[inline]
    pub fn letters(self) -> u128 {
        self.0
    }

    /// Its first four letters.
    #[inline]
    pub fn beginning(self) -> u32 {
        self.0 as u32
    }

    /// The word of ASCII letters and digits at `start..end`, if it is short.
    #[inline]
    pub fn new(bytes: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end - start;
        if length > 16 {
            return None;
        }
        let word = match bytes[start..].first_chunk::<16>() {
            Some(chunk) => u128::from_le_bytes(*chunk) & (u128::MAX >> (128 - 8 * length)),
            None => {
                let mut chunk = [0; 16];
                chunk[..length].copy_from_slice(&bytes[start..end]);
                u128::from_le_bytes(chunk)
            }
        };
        // Of letters and digits only letters have bit 0x40; with 0x20 they are lower case.
        Some(Self(word | ((word & (u128::MAX / 0xFF * 0x40)) >> 1)))
    }
}
