//! Who codes: a display name, and the file name that stands for it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// Who gave codings. Models are measured like people and never counted among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A person.
    #[default]
    Person,
    /// A program: trained, or a language model.
    Model,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Person => "person",
            Self::Model => "model",
        })
    }
}

/// A coder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coder {
    /// The name that tables show.
    pub name: String,
    /// Person or model.
    #[serde(default)]
    pub kind: Kind,
}

/// A name that nobody can be called by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadName {
    /// Nothing to see in it.
    #[error("a coder needs a name")]
    Empty,
    /// A line break or another control character.
    #[error("a coder's name cannot hold a line break or another control character")]
    Control,
    /// Longer than any table shows.
    #[error("a coder's name has at most {longest} characters, and this one has {length}")]
    Long {
        /// How many it has.
        length: usize,
        /// How many are allowed.
        longest: usize,
    },
}

/// The longest name, in code points.
const LONGEST: usize = 80;

impl Coder {
    /// A coder of this name; blanks at its ends are not part of it.
    ///
    /// # Errors
    /// The name is empty, too long, or holds control characters.
    pub fn new(name: &str, kind: Kind) -> Result<Self, BadName> {
        let name: String = name.trim().nfc().collect();
        let length = name.chars().count();
        if name.is_empty() {
            return Err(BadName::Empty);
        }
        if name.chars().any(char::is_control) {
            return Err(BadName::Control);
        }
        if length > LONGEST {
            return Err(BadName::Long { length, longest: LONGEST });
        }
        Ok(Self { name, kind })
    }

    /// The name of the file without its ending: lower-case letters a to z, digits, `-` and `_`.
    ///
    /// Names that keep nothing of themselves in those signs (`陈`), and names that Windows keeps
    /// for devices (`con`), get a few signs of their hash, so that each has a file of its own.
    pub fn file_stem(&self) -> String {
        let mut stem = String::new();
        for sign in self.name.nfkd().flat_map(char::to_lowercase) {
            match sign {
                'a'..='z' | '0'..='9' | '_' => stem.push(sign),
                'ß' => stem += "ss",
                'ø' => stem.push('o'),
                'æ' => stem += "ae",
                'œ' => stem += "oe",
                'ł' => stem.push('l'),
                'đ' | 'ð' => stem.push('d'),
                _ if stem.is_empty() || stem.ends_with('-') => {}
                _ if sign.is_whitespace() || sign == '-' || sign == '.' => stem.push('-'),
                _ => {}
            }
        }
        let stem = stem.trim_end_matches('-');
        let readable = self.name.chars().filter(|sign| sign.is_alphanumeric()).count();
        let kept = stem.chars().filter(char::is_ascii_alphanumeric).count();
        if kept * 2 < readable || kept == 0 || is_device(stem) {
            let hash = Sha256::digest(self.name.as_bytes());
            let signs: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
            return format!("{stem}{}{signs}", if stem.is_empty() { "coder-" } else { "-" });
        }
        stem.to_string()
    }
}

/// Names that Windows gives to devices, whatever their ending.
fn is_device(stem: &str) -> bool {
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stem(name: &str) -> String {
        Coder::new(name, Kind::Person).unwrap().file_stem()
    }

    #[test]
    fn a_name_becomes_a_file_name_that_every_machine_takes() {
        assert_eq!(stem(" An de Vries "), "an-de-vries");
        assert_eq!(stem("Désirée Ünal-Bakker"), "desiree-unal-bakker");
        assert_eq!(stem("J.P. v.d. Berg (UvA)"), "j-p-v-d-berg-uva");
        assert_eq!(stem("../../etc/passwd"), "etcpasswd");
        assert_eq!(stem("gpt_4"), "gpt_4");
    }

    #[test]
    fn names_without_such_signs_get_a_file_of_their_own() {
        assert!(stem("陈伟").starts_with("coder-"));
        assert_ne!(stem("陈伟"), stem("王芳"));
        assert!(stem("con").starts_with("con-"));
        assert!(stem("Lpt1").starts_with("lpt1-"));
        assert_eq!(stem("conny"), "conny");
    }

    #[test]
    fn a_name_that_nobody_can_be_called_by_is_refused() {
        assert_eq!(Coder::new("  ", Kind::Person), Err(BadName::Empty));
        assert_eq!(Coder::new("an\nbo", Kind::Person), Err(BadName::Control));
        assert!(matches!(Coder::new(&"a".repeat(81), Kind::Person), Err(BadName::Long { length: 81, .. })));
    }
}
