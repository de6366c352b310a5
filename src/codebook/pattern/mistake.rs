//! Every mistake a pattern can hold: its stable code, its words, and what to write instead.

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A mistake in a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mistake {
    Empty { source: String },
    Unclosed,
    Unopened,
    BareBar,
    EmptyAlternative,
    GapAtEdge { of: Edge },
    GapAfterGap,
    OptionalBesideGap,
    GapTooWide,
    NotAGap { written: String },
    StarAlone,
    TildeAlone,
    StarAndTilde { word: String },
    MayBeNothing,
    MayBeWordless,
    UnknownName { name: String },
    Separable { what: &'static str },
    Regex { message: String },
    RegexUnclosed,
    AfterRegex,
    NoStemmer { language: String, word: String },
    CurlyQuotes { inside: String },
    CodeReference,
    CodeInside { id: String },
    TooDeep,
}

/// What a gap stands at the edge of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    Pattern,
    Group,
}

impl Mistake {
    /// The diagnostic, at `span` of the pattern.
    pub fn at(self, span: Span) -> Diagnostic {
        Diagnostic::fault(self.code(), self.message()).at(span).label(self.label()).help(self.help())
    }

    fn code(&self) -> &'static str {
        match self {
            Mistake::Empty { .. } => "pattern-empty",
            Mistake::Unclosed | Mistake::Unopened => "pattern-unbalanced-bracket",
            Mistake::BareBar => "pattern-bare-bar",
            Mistake::EmptyAlternative => "pattern-empty-alternative",
            Mistake::GapAtEdge { .. } => "pattern-gap-at-edge",
            Mistake::GapAfterGap => "pattern-gap-after-gap",
            Mistake::OptionalBesideGap => "pattern-optional-beside-gap",
            Mistake::GapTooWide => "pattern-gap-too-wide",
            Mistake::NotAGap { .. } => "pattern-not-a-gap",
            Mistake::StarAlone => "pattern-star-alone",
            Mistake::TildeAlone => "pattern-tilde-alone",
            Mistake::StarAndTilde { .. } => "pattern-star-and-tilde",
            Mistake::MayBeNothing => "pattern-may-be-nothing",
            Mistake::MayBeWordless => "pattern-may-be-wordless",
            Mistake::UnknownName { .. } => "pattern-unknown-name",
            Mistake::Separable { .. } => "pattern-bad-separable",
            Mistake::Regex { .. } | Mistake::RegexUnclosed => "pattern-bad-regex",
            Mistake::AfterRegex => "pattern-text-after-regex",
            Mistake::NoStemmer { .. } => "pattern-no-stemmer",
            Mistake::CurlyQuotes { .. } => "pattern-curly-quotes",
            Mistake::CodeReference => "pattern-bad-code-reference",
            Mistake::CodeInside { .. } => "pattern-code-inside",
            Mistake::TooDeep => "pattern-too-deep",
        }
    }

    fn message(&self) -> String {
        match self {
            Mistake::Empty { .. } => "there is no word in this pattern",
            Mistake::Unclosed => "this bracket is not closed",
            Mistake::Unopened => "this bracket closes nothing",
            Mistake::BareBar => "`|` stands between alternatives, and those stand in brackets",
            Mistake::EmptyAlternative => "there is no word in this alternative",
            Mistake::GapAtEdge { of: Edge::Pattern } => {
                "a gap lies between two parts; this one stands at an end of the pattern"
            }
            Mistake::GapAtEdge { of: Edge::Group } => {
                "a gap lies between two parts; this one stands at an end of its group"
            }
            Mistake::GapAfterGap => "two gaps stand side by side",
            Mistake::OptionalBesideGap => "a part that may be missing stands beside a gap",
            Mistake::GapTooWide => "a gap holds at most 50 tokens",
            Mistake::NotAGap { written } => return format!("`{written}` looks like a gap, but is none"),
            Mistake::StarAlone => "`*` stands for characters of one word, so it needs a word",
            Mistake::TildeAlone => "`~` stands at the end of a word and finds the words with its stem",
            Mistake::StarAndTilde { .. } => "a word has either `*` or `~`",
            Mistake::MayBeNothing => "all of this pattern may be missing, so it could find nothing at all",
            Mistake::MayBeWordless => {
                "some way through this pattern holds no word but `_`, so it would find any token"
            }
            Mistake::UnknownName { name } => return format!("`{name}(` is nothing that a pattern knows"),
            Mistake::Separable { what } => {
                return format!("this separable verb cannot be read: {what}");
            }
            Mistake::Regex { message } => return format!("this regex cannot be read: {message}"),
            Mistake::RegexUnclosed => "a pattern that begins with `/` is a regex and must end with `/`",
            Mistake::AfterRegex => "a regex is the whole pattern, so nothing may follow its last slash",
            Mistake::NoStemmer { language, .. } => {
                return format!(
                    "`~` finds words by their stem, and there is none for the language `{language}`"
                );
            }
            Mistake::CurlyQuotes { .. } => {
                "curly quotes stand around this pattern; they are text, not quotes"
            }
            Mistake::CodeReference => "behind `code:` stands the full id of one code, and nothing else",
            Mistake::CodeInside { .. } => "`code:` is a whole pattern, it cannot be part of one",
            Mistake::TooDeep => "brackets and gaps are nested too deeply",
        }
        .to_string()
    }

    fn label(&self) -> String {
        match self {
            Mistake::Empty { .. } => "no letter or digit here",
            Mistake::Unclosed => "opens here",
            Mistake::Unopened => "no bracket is open here",
            Mistake::BareBar => "not in brackets",
            Mistake::EmptyAlternative => "a word is missing",
            Mistake::GapAtEdge { .. } => "a word is missing on one side",
            Mistake::GapAfterGap => "the second gap",
            Mistake::OptionalBesideGap => "may be missing",
            Mistake::GapTooWide => "over 50",
            Mistake::NotAGap { .. } => "no whole number inside",
            Mistake::StarAlone => "not in a word",
            Mistake::TildeAlone => "not at the end of a word",
            Mistake::StarAndTilde { .. } => "has both",
            Mistake::MayBeNothing => "no part of it must be there",
            Mistake::MayBeWordless => "any token will do",
            Mistake::UnknownName { .. } => "unknown before a bracket",
            Mistake::Separable { what } => what,
            Mistake::Regex { message } => message,
            Mistake::RegexUnclosed => "no slash closes it",
            Mistake::AfterRegex => "behind the last slash",
            Mistake::NoStemmer { .. } => "needs a stemmer",
            Mistake::CurlyQuotes { .. } => "curly quotes",
            Mistake::CodeReference => "no code id",
            Mistake::CodeInside { .. } => "not alone",
            Mistake::TooDeep => "one too many",
        }
        .to_string()
    }

    fn help(&self) -> String {
        match self {
            Mistake::Empty { source } => return find_signs(source),
            Mistake::Unclosed => "end it with `)`; a bracket of the text need not be written, for punctuation counts nowhere",
            Mistake::Unopened => "take it out, or open it with `(`",
            Mistake::BareBar => "put brackets around the alternatives: `(a|b)`; alternatives of a whole pattern may also be patterns of their own",
            Mistake::EmptyAlternative => "take out the extra `|` or the brackets; for a part that may be missing write `(a)?`",
            Mistake::GapAtEdge { .. } => "write a word on its other side, or take the gap out; a gap cannot reach out of its brackets",
            Mistake::GapAfterGap => "write one gap, or a word between them",
            Mistake::OptionalBesideGap => "leave the part out and widen the gap, or write both ways: `(a ..2.. c|a ..2.. b c)`",
            Mistake::GapTooWide => "write 50 or less; for words anywhere in a sentence, paragraph or incident use `all:` with `within:` in a rule, AND in a search",
            Mistake::NotAGap { .. } => "write `..5..` or `THEN/5` (in this order), `<5>` or `NEAR/5` (in either order); to have the signs as text put `\\` before the first",
            Mistake::StarAlone => "write it against its word, as in `werk*`; a word of any kind is `_`, up to five words between two others `a ..5.. b`",
            Mistake::TildeAlone => "write it against the end of a word, as in `gesprek~`",
            Mistake::StarAndTilde { word } => {
                let bare = word.replace('*', "");
                return format!("write `{word}`, or `{bare}~`, or both: `({word}|{bare}~)`");
            }
            Mistake::MayBeNothing => "take the `?` from a part that must be there",
            Mistake::MayBeWordless => "write a word beside `_` on every way through, as in `out _ order`",
            Mistake::UnknownName { name } if name.eq_ignore_ascii_case("sep") => "write `sep(` in lower case",
            Mistake::UnknownName { name } => {
                return format!("only `sep(` exists, for separable verbs; for a word before a group write a blank between: `{name} (`");
            }
            Mistake::Separable { .. } => "write the particle, a colon, and the forms of the verb with blanks between: `sep(af: stem stemt stemde gestemd)`",
            Mistake::Regex { .. } => "mend it, or put `\\` before a sign that is meant as text; https://docs.rs/regex/latest/regex/#syntax tells what there is",
            Mistake::RegexUnclosed => "end it with `/`, or take the slash out: between words it counts for nothing",
            Mistake::AfterRegex => "put this inside the regex, or write two patterns",
            Mistake::NoStemmer { word, .. } => return format!("write `{word}*`, or list the forms: `({word}|...)`"),
            Mistake::CurlyQuotes { inside } => return format!("write straight quotes in their place: \"{inside}\""),
            Mistake::CodeReference => "write it as in `code:customisation.deviate`, without blanks",
            Mistake::CodeInside { id } => return format!("make `code:{id}` a pattern of its own, under `any:` or `all:`; in a search join it with AND or OR"),
            Mistake::TooDeep => "write it as several patterns",
        }
        .to_string()
    }
}

/// How to find what is no word.
fn find_signs(source: &str) -> String {
    let signs: String = source.trim().chars().filter(|c| *c != '\\').collect();
    if signs.is_empty() {
        return "write a word to look for".to_string();
    }
    let regex = regex::escape(&signs);
    format!("words are found by their letters and digits; to find a sign write it as a regex: `/{regex}/`")
}
