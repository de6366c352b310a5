//! One pattern by itself, for `try` and `search`.

use super::compiled::Compiled;
use super::find::find;
use super::stream::Stream;
use super::tongues::Tongues;
use crate::codebook::{Pattern, Scope};
use crate::span::Span;
use crate::text::{Language, Speakers};

/// One pattern compiled for matching. Cheap to share between threads.
pub struct Finder<'a> {
    pattern: &'a Pattern,
    speakers: &'a Speakers,
    /// The same speakers, but every turn is read.
    everyone: Speakers,
    tongues: Tongues<Stream>,
}

impl<'a> Finder<'a> {
    /// Compiles `pattern`. A `code:` pattern finds nothing by itself.
    pub fn new(pattern: &'a Pattern, speakers: &'a Speakers) -> Self {
        let include = speakers.include.iter().chain(&speakers.exclude).cloned().collect();
        let everyone = Speakers { exclude: Vec::new(), include };
        Self { pattern, speakers, everyone, tongues: Tongues::default() }
    }

    /// Every hit as rules see it, in order: excluded turns are not read.
    pub fn hits(&self, narrative: &str, language: &Language, scope: Scope) -> Vec<Span> {
        self.find(narrative, language, scope, self.speakers)
    }

    /// Every hit as `search` sees it, in order: excluded turns are read too.
    pub fn hits_everywhere(&self, narrative: &str, language: &Language, scope: Scope) -> Vec<Span> {
        self.find(narrative, language, scope, &self.everyone)
    }

    fn find(&self, narrative: &str, language: &Language, scope: Scope, speakers: &Speakers) -> Vec<Span> {
        let compile = || Compiled::of_pattern(self.pattern, language);
        self.tongues.with(
            language,
            compile,
            |_| Stream::new(),
            |compiled, stream| {
                stream.read(narrative, &compiled.reader(speakers));
                let mut found = Vec::new();
                for place in 0..stream.count(scope) {
                    find(&compiled.programs[0], stream, narrative, &stream.ground(scope, place), &mut found);
                }
                stream.rest();
                found
            },
        )
    }
}
