//! How much memory making the index may take.

use std::fmt;
use std::str::FromStr;

/// What making the index may take of memory, besides the program itself and a few numbers an incident.
///
/// With less it takes longer and leaves more pieces; what it holds is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Memory {
    bytes: u64,
}

/// Why a text is no [`Memory`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoMemory {
    /// It is no number of bytes.
    #[error("`{0}` is no size")]
    NoSize(String),
    /// So little does not do.
    #[error("{0} is too little to make an index in")]
    TooLittle(Memory),
}

impl Memory {
    /// The least: below it the terms of a few incidents fill what there is.
    pub const LEAST: Self = Self { bytes: 64_000_000 };

    /// For whatever writes terms: half of it, in bytes.
    pub(super) fn for_terms(self) -> usize {
        usize::try_from(self.bytes / 2).unwrap_or(usize::MAX)
    }

    /// For files that are read side by side: an eighth of it, in bytes of the files.
    pub(super) fn for_reading(self) -> u64 {
        self.bytes / 8
    }

    /// For narratives that were read and not put on disk yet: an eighth of it, in bytes.
    pub(super) fn for_narratives(self) -> u64 {
        self.bytes / 8
    }
}

impl Default for Memory {
    /// What is usual: 256 MB a core.
    fn default() -> Self {
        Self { bytes: 256_000_000 * rayon::current_num_threads() as u64 }
    }
}

impl FromStr for Memory {
    type Err = NoMemory;

    /// A number with a unit, such as `200MB`, `1.5 GB` or `512MiB`; a letter alone is its unit.
    fn from_str(text: &str) -> Result<Self, NoMemory> {
        let no_size = || NoMemory::NoSize(text.to_string());
        let text = text.trim();
        let digits = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(text.len());
        let number: f64 = text[..digits].parse().map_err(|_| no_size())?;
        let unit: f64 = match text[digits..].trim().to_lowercase().as_str() {
            "b" => 1.0,
            "k" | "kb" => 1e3,
            "m" | "mb" => 1e6,
            "g" | "gb" => 1e9,
            "t" | "tb" => 1e12,
            "kib" => 1024.0,
            "mib" => 1024.0 * 1024.0,
            "gib" => 1024.0 * 1024.0 * 1024.0,
            "tib" => 1024.0 * 1024.0 * 1024.0 * 1024.0,
            _ => return Err(no_size()),
        };
        // What is more than any machine has becomes the largest number there is.
        let memory = Self { bytes: (number * unit) as u64 };
        if memory.bytes < Self::LEAST.bytes { Err(NoMemory::TooLittle(memory)) } else { Ok(memory) }
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bytes {
            bytes if bytes < 1_000_000 => write!(f, "{bytes} B"),
            bytes => write!(f, "{} MB", bytes / 1_000_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        for (text, bytes) in [
            ("200MB", 200_000_000),
            (" 1.5 gb ", 1_500_000_000),
            ("512MiB", 512 << 20),
            ("300m", 300_000_000),
            ("64000000b", 64_000_000),
            ("99999999999999999999TB", u64::MAX),
        ] {
            assert_eq!(text.parse(), Ok(Memory { bytes }), "{text}");
        }
    }

    #[test]
    fn what_is_no_size_or_too_little_is_refused() {
        for text in ["", "MB", "200", "1,5GB", "-1GB", "1.2.3GB", "much"] {
            assert_eq!(text.parse::<Memory>(), Err(NoMemory::NoSize(text.to_string())), "{text}");
        }
        let little = "63MB".parse::<Memory>().unwrap_err();
        assert_eq!(little.to_string(), "63 MB is too little to make an index in");
    }
}
