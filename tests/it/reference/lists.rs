//! The word lists that the reference reads with: data, not rules.

use unicode_normalization::UnicodeNormalization;

/// Word lists of one language.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Lower case, with their full stops.
    pub abbreviations: Vec<String>,
    /// Patterns that negate what follows.
    pub before: Vec<String>,
    /// Patterns that negate what stands before them.
    pub after: Vec<String>,
    /// Patterns that begin with a negator and negate nothing.
    pub not: Vec<String>,
}

impl Lists {
    pub fn of(language: &str) -> Self {
        let list = |words: &str| words.split(';').map(|word| word.trim().to_string()).collect();
        match language {
            "nl" => Self {
                abbreviations: list("dhr.;mevr.;bijv.;i.v.m.;o.a.;mr.;dr."),
                before: list("geen;niet;nooit;zonder;nauwelijks;niemand;niets"),
                after: list("geen sprake"),
                not: list("niet alleen"),
            },
            "en" => Self {
                abbreviations: list("mr.;e.g.;dr."),
                before: list("no;not;never;without;nobody;nothing;hardly;cannot;*n't"),
                after: Vec::new(),
                not: list("not only;not just"),
            },
            _ => Self::default(),
        }
    }

    /// With the negators of a codebook in place of these.
    pub fn replaced_by(mut self, negators: Option<&Vec<String>>) -> Self {
        if let Some(negators) = negators {
            let several = |form: &String| form.contains(' ');
            (self.after, self.before) = negators.iter().cloned().partition(several);
        }
        self
    }

    pub fn is_abbreviation(&self, written: &str) -> bool {
        let composed: String = written.nfc().collect();
        self.abbreviations.contains(&composed.to_lowercase())
    }
}
