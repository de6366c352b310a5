//! Ways that must agree on invented codebooks and narratives: the reference and the program.
//!
//! `KEERPUNT_CASES=50000 cargo test --test it agreement_of_ways` asks for more cases.

use crate::invented;
use crate::reference::{self, Book, Speakers, Suggestion};
use keerpunt::codebook;
use keerpunt::diagnostic::{self, Diagnostic, Severity};
use keerpunt::matcher::Matcher;
use keerpunt::span::CharIndex;
use keerpunt::text::{self, Language};
use proptest::prelude::*;

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
    let speakers = as_the_program_has_them(speakers);
    let index = CharIndex::new(narrative);
    let found = Matcher::new(&book, &speakers).suggest(narrative, &tag);
    found
        .into_iter()
        .map(|suggestion| {
            let (start, end) = index.chars(suggestion.span);
            let evidence = suggestion.evidence.iter().map(|hit| {
                let (start, end) = index.chars(hit.span);
                (start, end, hit.rule)
            });
            Suggestion {
                code: suggestion.code,
                start,
                end,
                negated: suggestion.negated,
                valence: suggestion.valence,
                evidence: evidence.collect(),
            }
        })
        .collect()
}

fn book_with_its_language() -> impl Strategy<Value = (Book, &'static str)> {
    invented::language().prop_flat_map(|language| (invented::book(language), Just(language)))
}

proptest! {
    #![proptest_config(cases(60))]

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
