//! Every diagnostic code, once, with what it means: for `keerpunt explain` and the docs.

/// A diagnostic code with what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The code, as diagnostics carry it.
    pub code: &'static str,
    /// What it means and why it matters, in a few sentences.
    pub about: &'static str,
    /// What goes wrong, as written; empty where one line cannot show it.
    pub wrong: &'static str,
    /// The same, mended.
    pub right: &'static str,
}

/// A group of codes: one kind of file, or one layer of it.
#[derive(Debug, Clone, Copy)]
pub struct Chapter {
    /// Its heading.
    pub title: &'static str,
    /// Its codes, alphabetically.
    pub entries: &'static [Entry],
}

/// The entry of a code.
pub fn entry(code: &str) -> Option<&'static Entry> {
    all().find(|entry| entry.code == code)
}

/// Every entry, in the order of the chapters.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    CHAPTERS.iter().flat_map(|chapter| chapter.entries)
}

/// Every chapter as Markdown: `docs/diagnostics.md`.
pub fn markdown() -> String {
    let mut out = "# Diagnostics\n\nWhat the program tells of files that people write, by code. A *fault* keeps a file from being used,\na *warning* does not, a *note* is only worth knowing. Programs get them with `--format json`.\n".to_string();
    for chapter in CHAPTERS {
        out += &format!("\n## {}\n", chapter.title);
        for entry in chapter.entries {
            out += &format!("\n### `{}`\n\n{}\n", entry.code, entry.about);
            if !entry.wrong.is_empty() {
                out += &format!("\n```yaml\n{}   # wrong\n{}   # right\n```\n", entry.wrong, entry.right);
            }
        }
    }
    out
}

const fn entry_of(code: &'static str, about: &'static str) -> Entry {
    Entry { code, about, wrong: "", right: "" }
}

const fn shown(code: &'static str, about: &'static str, wrong: &'static str, right: &'static str) -> Entry {
    Entry { code, about, wrong, right }
}

/// Every chapter.
pub const CHAPTERS: &[Chapter] = &[
    Chapter { title: "YAML and files", entries: YAML },
    Chapter { title: "Fields", entries: FIELDS },
    Chapter { title: "Codebooks", entries: CODEBOOK },
    Chapter { title: "Patterns", entries: PATTERN },
    Chapter { title: "Searches", entries: SEARCH },
    Chapter { title: "Study files", entries: STUDY },
];

const YAML: &[Entry] = &[
    entry_of(
        "file-too-large",
        "The file is larger than anything a person writes, so it is not read: over 16 MB for a codebook, over 4 MB for a study file. Most often it is another file than was meant.",
    ),
    entry_of(
        "not-utf8",
        "The file is not UTF-8. The marked place is the first that is no character of it. Save the file as UTF-8; older Windows programs save Windows-1252, some save UTF-16.",
    ),
    entry_of(
        "yaml-alias-bomb",
        "Aliases (`*name`) repeat what `&name` marks. Written out, this file would hold far more than a person wrote, or something would hold itself, so it is not read. Write out what is meant.",
    ),
    shown(
        "yaml-duplicate-key",
        "One map gives the same field twice. Other programs quietly take the last; here it is refused, because one of the two is then lost. Both places are told.",
        "{polarity: enacted, polarity: either}",
        "{polarity: either}",
    ),
    shown(
        "yaml-key",
        "A field needs a name that is text. A list or map as a name, or nothing before the colon, is refused.",
        "[a, b]: c",
        "\"[a, b]\": c",
    ),
    entry_of(
        "yaml-several-documents",
        "A line `---` begins a second document. One file holds one codebook or one study.",
    ),
    entry_of(
        "yaml-syntax",
        "The file is no valid YAML at the marked place: most often text with a colon, quote or bracket that is not quoted, or an indentation that does not fit. Nothing behind it is read, so there may be more to mend.",
    ),
    entry_of(
        "yaml-tab",
        "A tab stands in the indentation. YAML takes only blanks there, because nobody can see how wide a tab is. Replace tabs at the beginning of lines by blanks.",
    ),
    shown(
        "yaml-tag",
        "Text that begins with `!` is a YAML tag, and none has a meaning here. Put the text in quotes.",
        "- !kans gemist",
        "- \"!kans gemist\"",
    ),
    entry_of("yaml-too-large", "The file holds more than five million values. Split it."),
    shown(
        "yaml-unquoted-star",
        "Text that begins with `*` is an alias to YAML: the name of something given earlier. A pattern that begins with `*` therefore stands in quotes.",
        "any: [*verordening*]",
        "any: [\"*verordening*\"]",
    ),
];

const FIELDS: &[Entry] = &[
    entry_of(
        "empty",
        "Something is given, but nothing stands in it: a text without text, a list without items, a negator without a word.",
    ),
    shown(
        "missing-field",
        "Something must be given here: a code needs an `id`, a codebook its name (`codebook`) and `codes`, a study `keerpunt` and `corpus`.",
        "- label: Maatwerk",
        "- {id: customisation, label: Maatwerk}",
    ),
    shown(
        "unknown-field",
        "No such field exists here. A misspelt field would otherwise be passed over in silence, so it is a fault. The nearest known one is named.",
        "defenition: ...",
        "definition: ...",
    ),
    shown(
        "unknown-language",
        "A language is named by its short tag: `nl`, `en`, `de`, `fr`. Regions are not told apart (`nl-BE` is `nl`).",
        "lang: dutch",
        "lang: nl",
    ),
    shown(
        "unknown-value",
        "The field takes one of a few words, and this is none of them.",
        "polarity: positive",
        "polarity: enacted",
    ),
    shown(
        "wrong-type",
        "Text, a list or a map stands where something else must. Often a text with a colon and a blank in it was not quoted, and YAML made a map of it.",
        "any: [sep(af: wijken week)]",
        "any: [\"sep(af: wijken week)\"]",
    ),
];

const CODEBOOK: &[Entry] = &[
    entry_of(
        "code-cycle",
        "Rules with `code:` read the suggestions of other codes. Here they read one another's in a circle, so none could be known first. A group counts the codes below it, so a code cannot name a group it is in.",
    ),
    entry_of(
        "duplicate-id",
        "Two codes have the same full id (the ids of the groups and its own, joined by `.`). Codings and tables could not tell them apart. Both places are told.",
    ),
    entry_of(
        "empty-group",
        "A group holds codes and is never given itself; this one holds none, so nothing can be counted for it.",
    ),
    entry_of(
        "group-given",
        "A code with `group: true` is never given itself, so it has no rules and no exemplars. Move them to the codes below it, or take `group: true` away.",
    ),
    shown(
        "invalid-id",
        "An id holds letters, digits, `_` and `-`. It goes into codings and files, so it is short and never changes; what people read is the label. A full id like `a.b` comes from nesting.",
        "id: made to measure",
        "id: made_to_measure",
    ),
    entry_of(
        "label-not-in-language",
        "Other titles, labels or definitions of the codebook are in this language, and the label of this code is not: tables in that language would mix two.",
    ),
    shown(
        "language-twice",
        "One text is given twice for a language; regions are not told apart.",
        "{nl: Maatwerk, nl-BE: Maatwerk}",
        "{nl: Maatwerk}",
    ),
    entry_of(
        "missing-definition",
        "The code has no definition. Coders who read different things into a code do not agree, and readers of a report cannot know what was counted.",
    ),
    entry_of(
        "missing-exemplar",
        "The code has no exemplar under `coded`: a passage that must get it. Exemplars teach coders, and `keerpunt codebook test` runs the ones marked `rules: true`.",
    ),
    entry_of("missing-label", "The code has no label, so people see its id in tables."),
    entry_of(
        "missing-version",
        "The codebook has no version. Codings remember under which version they were made; without one a changed definition cannot be traced.",
    ),
    entry_of(
        "no-incident-in-language",
        "The corpus holds no incident in the language of some rules, so nothing can be said of them.",
    ),
    entry_of(
        "reference-never-hits",
        "A rule names a code with `code:`, but neither that code nor one below it has rules, so nothing is ever suggested for it.",
    ),
    entry_of(
        "rule-never-fires",
        "In none of the corpus's incidents in its language does this rule find anything. Perhaps a word is misspelt, or the patterns of `all` never meet in one sentence.",
    ),
    entry_of(
        "rule-none-only",
        "A rule with `none` alone would fire wherever its words are missing, that is nearly everywhere. Say what it finds with `any` or `all`.",
    ),
    entry_of("rule-without-pattern", "A rule without `any` and `all` finds nothing."),
    shown(
        "unknown-code",
        "Behind `code:` stands the full id of a code of this codebook, and there is none of that name. The nearest is named.",
        "\"code:deviate\"",
        "\"code:customisation.deviate\"",
    ),
    entry_of(
        "valence-without-either",
        "A rule can say the valence of its suggestions only where the code has both: `polarity: either`. Elsewhere the code's polarity says it.",
    ),
    entry_of(
        "wildcard-finds-most",
        "A word with `*` stands in more than half of the corpus's incidents in its language, so it tells hardly anything. Perhaps the `*` stands too early in the word.",
    ),
    entry_of(
        "wildcard-finds-nothing",
        "Words with `*` that no incident in their language holds. They do no harm; perhaps one is misspelt.",
    ),
];

const PATTERN: &[Entry] = &[
    shown(
        "pattern-bad-code-reference",
        "Behind `code:` stands the full id of one code and nothing else.",
        "\"code: guideline\"",
        "\"code:guideline\"",
    ),
    shown(
        "pattern-bad-regex",
        "The regular expression between the slashes cannot be read, or its last slash is missing.",
        "\"/(af|mee/\"",
        "\"/(af|mee)/\"",
    ),
    shown(
        "pattern-bad-separable",
        "A separable verb is written `sep(particle: forms)`; particle and forms are single words.",
        "\"sep(af wijken week)\"",
        "\"sep(af: wijken week)\"",
    ),
    shown(
        "pattern-bare-bar",
        "Alternatives stand in brackets.",
        "\"kans|gelegenheid\"",
        "\"(kans|gelegenheid)\"",
    ),
    shown(
        "pattern-code-inside",
        "`code:` is a whole pattern and cannot be part of one.",
        "any: [\"niet code:guideline\"]",
        "any: [niet], all: [\"code:guideline\"]",
    ),
    shown(
        "pattern-curly-quotes",
        "Curly quotes are text to YAML, so they would be part of the pattern. Write straight ones.",
        "any: [“maatwerk*”]",
        "any: [\"maatwerk*\"]",
    ),
    entry_of(
        "pattern-empty",
        "The pattern holds no letter or digit. Punctuation is no token, so it can be neither found nor counted; a regex between slashes can find it.",
    ),
    shown(
        "pattern-empty-alternative",
        "Between two bars, or a bar and a bracket, nothing stands. For a part that may be missing write `(a)?`.",
        "\"(een||twee)\"",
        "\"(een|twee)\"",
    ),
    shown(
        "pattern-gap-after-gap",
        "Between two gaps a word must stand.",
        "\"a ..2.. ..3.. b\"",
        "\"a ..5.. b\"",
    ),
    shown(
        "pattern-gap-at-edge",
        "A gap lies between two parts; at an end of a pattern or group it has only one.",
        "\"..5.. regel\"",
        "\"regel\"",
    ),
    shown(
        "pattern-gap-too-wide",
        "A gap holds at most 50 tokens. For words anywhere in a sentence or paragraph use `all` with `within`.",
        "\"a ..99.. b\"",
        "all: [a, b], within: paragraph",
    ),
    shown(
        "pattern-may-be-nothing",
        "Every part of the pattern may be missing, so it could find nothing at all.",
        "\"(de)? (het)?\"",
        "\"(de|het)\"",
    ),
    shown(
        "pattern-may-be-wordless",
        "Some way through the pattern holds no word but `_`, so it would find any token.",
        "\"_ (regel)?\"",
        "\"_ regel\"",
    ),
    shown(
        "pattern-no-stemmer",
        "`word~` finds words by their stem, and this language has no stemmer. Use `*`, or list the forms.",
        "{lang: ja, any: [\"word~\"]}",
        "{lang: ja, any: [\"word*\"]}",
    ),
    shown(
        "pattern-not-a-gap",
        "Something looks like a gap but holds no whole number, or its dots stand on one side only. A gap is written `..5..` or `<5>`.",
        "\"a ..x.. b\"",
        "\"a ..5.. b\"",
    ),
    shown(
        "pattern-optional-beside-gap",
        "A part that may be missing beside a gap would leave the gap without an end. Leave it out and widen the gap.",
        "\"a ..3.. (b)? c\"",
        "\"a ..4.. c\"",
    ),
    shown(
        "pattern-star-alone",
        "`*` stands for characters of one word and needs a word. Any one token is `_`.",
        "\"de * regel\"",
        "\"de _ regel\"",
    ),
    shown("pattern-star-and-tilde", "A word has `*` or `~`, not both.", "\"werk*~\"", "\"(werk*|werk~)\""),
    entry_of(
        "pattern-text-after-regex",
        "A regex is the whole pattern; nothing may follow its last slash. Put it inside, or write two patterns.",
    ),
    shown("pattern-tilde-alone", "`~` stands at the end of a word.", "\"gesprek ~\"", "\"gesprek~\""),
    entry_of(
        "pattern-too-deep",
        "Brackets and gaps are nested deeper than anybody can read. Write several patterns.",
    ),
    shown(
        "pattern-unbalanced-bracket",
        "A bracket is not closed, or closes nothing. A bracket of the text need not be written, for punctuation is no token; `\\(` is one that is text.",
        "\"(een|twee\"",
        "\"(een|twee)\"",
    ),
    shown(
        "pattern-unknown-name",
        "A name right before a bracket is read as the name of a form, and there is only `sep(`. For a word before a group write a blank between.",
        "\"niet(meer|langer)\"",
        "\"niet (meer|langer)\"",
    ),
];

const SEARCH: &[Entry] = &[
    entry_of("search-bracket", "A bracket of the search is not closed, or closes nothing."),
    entry_of(
        "search-empty",
        "Words are missing: the search is empty, or nothing stands beside AND, OR or NOT.",
    ),
    entry_of(
        "search-no-order",
        "A range (`age:[30 TO 40]`) was asked of an attribute whose values are text. Text has no order, whatever it looks like: `737-800` and `007` are names. Declare the attribute a `whole_number`, `decimal` or `date` in the study file.",
    ),
    entry_of("search-operator-missing", "Between these two parts AND or OR must stand."),
    entry_of("search-range", "A range of an attribute is written `field:[LOW TO HIGH]`."),
    entry_of("search-unclosed", "A quotation mark or bracket is not closed."),
    entry_of("search-unknown-attribute", "`name:value` asks for an attribute, and no incident has this one."),
    entry_of("search-unknown-code", "The codebook has no code with the id behind `code:`."),
];

const STUDY: &[Entry] = &[
    entry_of(
        "bad-path",
        "A path of the corpus cannot be read as one: a brace that is not closed, or a name that is used twice.",
    ),
    shown(
        "bad-range",
        "A range of columns is written `FIRST..LAST`.",
        "one_hot: \"A-C\"",
        "one_hot: \"A..C\"",
    ),
    entry_of("bad-regex", "The regular expression cannot be read, or also fits an empty line."),
    entry_of("code-without-file", "`code` names a column of a file of codings, and no `file` is given."),
    entry_of(
        "codes-place",
        "Where an archive's codes stand must be said once: in a column, in several, as one-hot columns, or as spans.",
    ),
    entry_of("field-without-file", "The field only has a meaning together with `file`."),
    entry_of(
        "format-version",
        "The study file has a format that this program does not know. A newer program made it.",
    ),
    entry_of("half-a-stretch", "A stretch has a `start` and an `end`; only one of them is given."),
    entry_of(
        "kind-of-coder",
        "One entry of `codes:` says that this coder is a person (which is the default), another that it is a model. Codings of models are never counted among those of people, so it must be one of the two, in both entries.",
    ),
    entry_of(
        "no-effect",
        "A field says nothing beside the others that are given, so it may be meant otherwise.",
    ),
    entry_of("speaker-twice", "A speaker is both excluded and included."),
    entry_of("spelling-twice", "A spelling is given for two values of the outcome, so it could mean either."),
    entry_of("unknown-outcome", "`design` names a value that the outcome does not have."),
    entry_of("value-of-other-type", "A declared value does not fit the attribute's `type`."),
    entry_of("value-twice", "A value is declared twice."),
    entry_of("values-twice", "The values of an attribute are given in two places."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_sorted_and_explained() {
        let codes: Vec<&str> = all().map(|entry| entry.code).collect();
        let mut unique = codes.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(codes.len(), unique.len());
        for chapter in CHAPTERS {
            assert!(chapter.entries.is_sorted_by_key(|entry| entry.code), "{}", chapter.title);
        }
        for entry in all() {
            assert!(entry.about.ends_with('.') && entry.about.len() > 20, "{}", entry.code);
            assert_eq!(entry.wrong.is_empty(), entry.right.is_empty(), "{}", entry.code);
        }
        assert_eq!(super::entry("yaml-tab").map(|entry| entry.code), Some("yaml-tab"));
        assert_eq!(super::entry("no-such-code"), None);
    }
}
