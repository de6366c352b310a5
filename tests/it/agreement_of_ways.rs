//! Ways that must agree on invented codebooks and narratives: the reference and the program, and
//! the program over the index, without it, frozen, and as a filter.
//!
//! `KEERPUNT_CASES=50000 cargo test --test it agreement_of_ways` asks for more cases.

use crate::folder::Folder;
use crate::invented;
use crate::reference::{self, Book, Code, Rule, Speakers, Suggestion};
use keerpunt::codebook::{self, Codebook, Pattern, Scope};
use keerpunt::diagnostic::{self, Diagnostic, Severity};
use keerpunt::index::{Upkeep, needs_of_codebook};
use keerpunt::matcher::{Finder, Matcher, Suggestions};
use keerpunt::span::CharIndex;
use keerpunt::study::{self, Study};
use keerpunt::text::{self, Language};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use std::path::Path;

fn cases(usual: u32) -> ProptestConfig {
    let asked =
        std::env::var("KEERPUNT_CASES").ok().map(|cases| cases.parse().expect("KEERPUNT_CASES is a number"));
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        max_global_rejects: u32::MAX,
        max_local_rejects: u32::MAX,
        ..ProptestConfig::default()
    }
}

fn as_the_program_has_them(speakers: &Speakers) -> text::Speakers {
    text::Speakers { exclude: speakers.exclude.clone(), include: speakers.include.clone() }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn sentences_and_paragraphs_are_those_of_the_reference(
        narrative in invented::narrative(),
        language in invented::language(),
        speakers in invented::speakers(),
    ) {
        let reading = reference::read(&narrative, language, &speakers);
        let coded = |stretches: &[reference::layout::Stretch]| -> Vec<(usize, usize)> {
            stretches.iter().map(|stretch| stretch.coded).filter(|(from, to)| from < to).collect()
        };
        let index = CharIndex::new(&narrative);
        let (tag, own) = (Language::new(language), as_the_program_has_them(&speakers));
        let counted = |spans: Vec<keerpunt::span::Span>| -> Vec<(usize, usize)> {
            spans.into_iter().map(|span| index.chars(span)).collect()
        };
        prop_assert_eq!(counted(text::paragraphs(&narrative, &tag, &own)), coded(&reading.paragraphs), "paragraphs");
        prop_assert_eq!(counted(text::sentences(&narrative, &tag, &own)), coded(&reading.sentences), "sentences");
    }
}

fn faults(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.retain(|one| one.severity == Severity::Fault);
    diagnostics
}

fn suggestions_of_the_program(
    book: &Book,
    narrative: &str,
    language: &str,
    speakers: &Speakers,
) -> Vec<Suggestion> {
    let file = invented::as_file(book);
    let tag = Language::new(language);
    let (book, diagnostics) = codebook::read(&file, &tag);
    let book = book.unwrap_or_else(|| panic!("{}", diagnostic::render(&faults(diagnostics), &file, false)));
    from_the_program(&book, narrative, &tag, &as_the_program_has_them(speakers))
}

/// What the program suggests, as the reference says it.
pub fn from_the_program(
    book: &Codebook,
    narrative: &str,
    language: &Language,
    speakers: &text::Speakers,
) -> Vec<Suggestion> {
    let index = CharIndex::new(narrative);
    let found = Matcher::new(book, speakers).suggest(narrative, language);
    let said = found.into_iter().map(|suggestion| {
        let (start, end) = index.chars(suggestion.span);
        let evidence = suggestion.evidence.iter().map(|hit| {
            let (start, end) = index.chars(hit.span());
            (start, end, hit.rule())
        });
        Suggestion {
            code: suggestion.code,
            start,
            end,
            negated: suggestion.negated,
            valence: suggestion.valence,
            evidence: evidence.collect(),
        }
    });
    said.collect()
}

/// A codebook of the program, as the reference takes it: patterns as they were written.
pub fn as_reference(book: &Codebook) -> Book {
    let sources = |patterns: &[Pattern]| patterns.iter().map(|pattern| pattern.source.clone()).collect();
    let rule = |rule: &codebook::Rule| Rule {
        language: rule.language.as_ref().map(|language| language.tag().to_string()),
        any: sources(&rule.any),
        all: sources(&rule.all),
        none: sources(&rule.none),
        within: rule.within,
        marks: rule.marks,
        negated: rule.negated,
        valence: rule.valence,
    };
    let codes = book.codes.iter().map(|code| Code {
        id: code.id.clone(),
        parent: code.parent,
        rules: code.rules.iter().map(rule).collect(),
    });
    let negators = book.negators.iter().map(|(language, words)| (language.tag().to_string(), words.clone()));
    Book { codes: codes.collect(), negators: negators.collect() }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn a_misspelt_pattern_is_refused_or_means_the_same(
        (source, language) in invented::language().prop_flat_map(|tag| (invented::misspelt(tag), Just(tag))),
        narrative in invented::narrative(),
    ) {
        let tag = Language::new(language);
        let want = reference::hits_in_sentences(&source, &narrative, language, &Speakers::default());
        let got = Pattern::parse(&source, Some(&tag));
        match (&got, &want) {
            (Ok(pattern), Ok(want)) => {
                let index = CharIndex::new(&narrative);
                let speakers = text::Speakers::default();
                let hits = Finder::new(pattern, &speakers).hits(&narrative, &tag, Scope::Sentence);
                let got: Vec<_> = hits.into_iter().map(|hit| index.chars(hit)).collect();
                prop_assert_eq!(&got, want, "{:?} in {:?} {}", source, narrative, language);
            }
            // The program may find more that looks like a slip: `..3..` written against a word.
            (Err(_), _) => {}
            (Ok(_), Err(why)) => prop_assert!(false, "{source:?} in {language} is taken, though {why}"),
        }
    }
}

#[test]
fn the_sample_of_the_repository_gets_the_suggestions_of_the_reference() {
    let study = Study::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let corpus = study.load(Upkeep::Without, &|_| {}).corpus;
    let file = study.root().join("codebooks/verbindend-vakmanschap.yaml");
    let book = codebook::read_file(&file, study.language()).unwrap().codebook.unwrap();
    let own = as_reference(&book);
    let mut found = 0;
    // The reference takes its time: the usual run looks at some of them.
    let step = if std::env::var_os("KEERPUNT_CASES").is_some() { 1 } else { 6 };
    for incident in corpus.incidents.iter().step_by(step) {
        let language = incident.language.tag();
        let want = reference::suggest(&own, &incident.narrative, language, &Speakers::default());
        let got = from_the_program(&book, &incident.narrative, &incident.language, &Default::default());
        found += want.len();
        assert_eq!(got, want, "{}", incident.id);
    }
    assert!(
        corpus.incidents.len() >= 48 && found > 200 / step,
        "{} incidents, {found}",
        corpus.incidents.len()
    );
}

fn book_with_its_language() -> impl Strategy<Value = (Book, &'static str)> {
    invented::language().prop_flat_map(|language| (invented::book(language), Just(language)))
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn suggestions_are_those_of_the_reference(
        (book, language) in book_with_its_language(),
        narratives in prop::collection::vec(invented::narrative(), 2..8),
        speakers in invented::speakers(),
    ) {
        for narrative in &narratives {
            let want = reference::suggest(&book, narrative, language, &speakers);
            let got = suggestions_of_the_program(&book, narrative, language, &speakers);
            prop_assert!(got == want, "{}", told(&book, narrative, language, &speakers, &got, &want));
        }
    }
}

/// The first code of which the two say something else.
fn told(
    book: &Book,
    narrative: &str,
    language: &str,
    speakers: &Speakers,
    got: &[Suggestion],
    want: &[Suggestion],
) -> String {
    let of = |all: &[Suggestion], code| -> Vec<Suggestion> {
        all.iter().filter(|suggestion| suggestion.code == code).cloned().collect()
    };
    let code = (0..book.codes.len()).find(|code| of(got, *code) != of(want, *code)).unwrap();
    format!(
        "\n{narrative:?} in {language}, {speakers:?}\n{:#?}\nnegators: {:?}\nprogram:   {:?}\nreference: {:?}\n",
        book.codes[code],
        book.negators,
        of(got, code),
        of(want, code),
    )
}

/// A corpus in several languages, and codebooks for it.
#[derive(Debug, Clone)]
struct Inquiry {
    narratives: Vec<(String, &'static str)>,
    speakers: Speakers,
    books: Vec<Book>,
}

fn inquiry(books: usize) -> impl Strategy<Value = Inquiry> {
    let told = (invented::narrative(), invented::language());
    let language = prop_oneof![4 => Just("nl"), 1 => Just("en"), 1 => Just("de")];
    let book = language.prop_flat_map(invented::book);
    (prop::collection::vec(told, 10..40), invented::speakers(), prop::collection::vec(book, books..=books))
        .prop_map(|(narratives, speakers, books)| Inquiry { narratives, speakers, books })
}

impl Inquiry {
    /// A study of it: the corpus in two files, so that one may change alone.
    fn folder(&self) -> Folder {
        let mut study =
            json!({"keerpunt": 1, "language": "nl", "corpus": [{"path": "corpus"}], "codebook": "0.yaml"});
        for (field, names) in [("exclude", &self.speakers.exclude), ("include", &self.speakers.include)] {
            if !names.is_empty() {
                study["speakers"][field] = json!(names);
            }
        }
        let folder = Folder::new().file("keerpunt.yaml", study.to_string());
        for (n, book) in self.books.iter().enumerate() {
            folder.write(&format!("{n}.yaml"), invented::as_file(book));
        }
        let lines = self.lines();
        let half = lines.len() / 2;
        folder.write("corpus/a.jsonl", lines[..half].join("\n"));
        folder.write("corpus/b.jsonl", lines[half..].join("\n"));
        folder
    }

    /// A line of JSON an incident.
    fn lines(&self) -> Vec<String> {
        let told = self.narratives.iter().enumerate();
        told.map(|(n, (narrative, language))| {
            json!({"id": format!("i{n:02}"), "narrative": narrative, "lang": language}).to_string()
        })
        .collect()
    }
}

proptest! {
    #![proptest_config(cases(8))]

    #[test]
    fn suggestions_over_the_index_are_those_without_it(inquiry in inquiry(12)) {
        let folder = inquiry.folder();
        let study = Study::open(&folder.path("keerpunt.yaml")).unwrap();
        let loaded = study.load(Upkeep::UpToDate, &|_| {});
        let incidents = &loaded.corpus.incidents;
        prop_assert_eq!(incidents.len(), inquiry.narratives.len());
        let index = loaded.index.as_ref().unwrap();
        let languages: BTreeSet<_> = incidents.iter().map(|incident| incident.language.clone()).collect();
        let languages: Vec<_> = languages.into_iter().collect();
        let speakers = as_the_program_has_them(&inquiry.speakers);
        for book in &inquiry.books {
            let file = invented::as_file(book);
            let codebook = codebook::read(&file, study.language()).0.unwrap();
            let of = |index| study::suggestions(incidents, &codebook, &speakers, index, &|_, _| {});
            let (with, without) = (of(Some(index)), of(None));
            let by_words =
                study::suggestions_by_words(incidents, &codebook, &speakers, index, &|_, _| {});
            let codes = study::codes_by_words(incidents, &codebook, &speakers, index, &|_, _| {});
            if let Some(codes) = codes {
                let have = |found: &Suggestions| -> BTreeSet<(usize, usize, String)> {
                    let of = |at| found.of(at).filter(|one| !one.negated).map(move |one| (at, one));
                    let each = (0..incidents.len()).flat_map(of);
                    each.map(|(at, one)| (at, one.code, format!("{:?}", one.valence))).collect()
                };
                prop_assert_eq!(have(&codes), have(&without), "{}", file);
            }
            // Asked by itself too: for a small corpus the program finds that it does not pay.
            let worth = index.candidates(&needs_of_codebook(&codebook, &languages)).unwrap();
            for (at, incident) in incidents.iter().enumerate() {
                let (with, without): (Vec<_>, Vec<_>) = (with.of(at).collect(), without.of(at).collect());
                let narrative = &incident.narrative;
                prop_assert!(worth.contains(at) || without.is_empty(), "{:?}\n{}", narrative, file);
                prop_assert_eq!(&with, &without, "{:?} {}\n{}", narrative, incident.language, file);
                if let Some(by_words) = &by_words {
                    let by_words: Vec<_> = by_words.of(at).collect();
                    prop_assert_eq!(by_words, without, "{:?} {}\n{}", narrative, incident.language, file);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(3))]

    #[test]
    fn every_way_to_run_the_program_gives_the_same_bytes(inquiry in inquiry(1)) {
        let folder = inquiry.folder();
        let apply = |more: &[&str]| {
            folder.run(&[&["apply", "--format", "jsonl"], more].concat()).expect(0).stdout
        };
        let all = inquiry.lines().join("\n");
        let filter = |lines: &str| folder.run_with(&["apply", "--stdin"], lines).expect(0).stdout;

        let straight = apply(&["--no-index"]);
        prop_assume!(!straight.is_empty());
        prop_assert!(!folder.path(".keerpunt").exists(), "--no-index writes nothing");
        prop_assert_eq!(&apply(&["--frozen"]), &straight, "frozen, with no index");
        prop_assert_eq!(&apply(&[]), &straight, "a new index");
        prop_assert!(folder.path(".keerpunt").exists());
        prop_assert_eq!(&apply(&[]), &straight, "an index that was there");
        prop_assert_eq!(&apply(&["--frozen"]), &straight, "frozen");
        prop_assert_eq!(&filter(&all), &straight, "as a filter");

        let changed = all.lines().skip(3).collect::<Vec<_>>().join("\n");
        folder.write("corpus/a.jsonl", &changed);
        std::fs::remove_file(folder.path("corpus/b.jsonl")).unwrap();
        let straight = filter(&changed);
        prop_assert_eq!(&apply(&["--frozen"]), &straight, "frozen, over what changed");
        prop_assert_eq!(&apply(&[]), &straight, "what changed, read again");
        std::fs::remove_dir_all(folder.path(".keerpunt")).unwrap();
        prop_assert_eq!(&apply(&[]), &straight, "without what was kept");
    }
}
