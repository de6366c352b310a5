//! Codebooks as people write them, and as they get them wrong.

use super::*;
use crate::diagnostic::Severity;
use crate::text::Language;

const GOOD: &str = r#"
codebook: tiny
version: 007
title: {nl: Klein, en: Tiny}
negators: {nl: [geen, niet]}
codes:
  - id: customisation
    label: {nl: Maatwerk, en: Customisation}
    group: true
    codes:
      - id: deviate
        label: {nl: Afwijken, en: Deviating}
        polarity: either
        definition: Hij wijkt af.
        found_by: assist
        exemplars:
          coded:
            - {text: Ik week af., lang: nl, rules: true}
            - Zomaar een zin.
          not_coded: [{text: Geen., why: homonym}]
        rules:
          - {lang: nl, any: "week af", none: [zonder], within: paragraph, marks: match, negated: skip, valence: lacking}
          - all: ["code:guideline", 'uitzondering*']
  - id: guideline
    label: {nl: Richtlijn, en: Guideline}
    group: yes
    codes:
      - id: legal
        label: {nl: Wet, en: Law}
        definition: {nl: De wet., en: The law.}
        exemplars: {coded: [De wet zegt het.]}
        rules: [{any: [wet*]}]
"#;

fn nl() -> Language {
    Language::new("nl")
}

#[test]
fn a_codebook_is_read_as_meant() {
    let (book, told) = read(GOOD, &nl());
    assert_eq!(told, []);
    let book = book.unwrap();
    assert_eq!((book.id.as_str(), book.version.as_str(), book.hash.len()), ("tiny", "007", 64));
    let ids: Vec<_> = book.codes.iter().map(|code| (code.id.as_str(), code.level, code.parent)).collect();
    assert_eq!(
        ids,
        [
            ("customisation", 1, None),
            ("customisation.deviate", 2, Some(0)),
            ("guideline", 1, None),
            ("guideline.legal", 2, Some(2))
        ]
    );
    let deviate = &book.codes[1];
    assert_eq!((deviate.polarity, deviate.found_by), (Polarity::Either, Some(FoundBy::Assist)));
    assert_eq!(deviate.definition.plain.as_deref(), Some("Hij wijkt af."));
    assert!(deviate.coded[0].rules && !deviate.coded[1].rules);
    assert_eq!(deviate.not_coded[0].why.as_deref(), Some("homonym"));
    let rule = &deviate.rules[0];
    assert_eq!((rule.within, rule.marks, rule.negated), (Scope::Paragraph, Marks::Match, Negated::Skip));
    assert_eq!((rule.valence, rule.any.len(), rule.none.len()), (Some(Valence::Lacking), 1, 1));
    assert_eq!(deviate.rules[1].all[0].code_reference(), Some("guideline"));
    assert!(book.codes[0].group && book.codes[2].group);
    assert_eq!(book.negators[&nl()], ["geen", "niet"]);
}

/// Every diagnostic of a book: severity, code, and what is marked.
fn told(source: &str) -> Vec<(Severity, &'static str, String)> {
    let (book, told) = read(source, &nl());
    assert_eq!(book.is_none(), told.iter().any(|one| one.severity == Severity::Fault));
    told.into_iter()
        .map(|one| (one.severity, one.code, one.span.map_or("", |span| span.of(source)).to_string()))
        .collect()
}

#[track_caller]
fn one_change(from: &str, to: &str, severity: Severity, code: &str, marked: &str) {
    assert!(GOOD.contains(from), "{from}");
    let told = told(&GOOD.replacen(from, to, 1));
    assert_eq!(
        told,
        [(severity, code, marked.to_string())].map(|(a, b, c)| (a, b.to_string().leak() as &str, c))
    );
}

#[test]
fn each_fault_is_told_where_it_stands() {
    use Severity::Fault;
    let cases = [
        ("found_by:", "foundby:", "unknown-field", "foundby"),
        ("polarity: either", "polarity: both", "unknown-value", "both"),
        ("id: legal", "id: le gal", "invalid-id", "le gal"),
        ("id: legal", "id: guideline.legal", "invalid-id", "guideline.legal"),
        (
            "  - id: guideline",
            "  - id: customisation\n    group: true\n    label: {nl: x, en: x}\n    codes: [{id: y, label: {nl: x, en: x}, definition: z, exemplars: {coded: [z]}}]\n  - id: guideline",
            "duplicate-id",
            "customisation",
        ),
        ("any: [wet*]", "any: [wet*], valence: lacking", "valence-without-either", "valence"),
        ("{any: [wet*]}", "{none: [wet*]}", "rule-none-only", "none"),
        ("{any: [wet*]}", "{lang: nl}", "rule-without-pattern", "lang"),
        ("any: [wet*]", "any: [wet: x]", "wrong-type", "wet: x"),
        ("code:guideline", "code:guidelines", "unknown-code", "\"code:guidelines\""),
        ("any: [wet*]", "any: [\"code:customisation.deviate\"]", "code-cycle", "\"code:guideline\""),
        ("any: [wet*]", "any: [\"code:guideline\"], all: [wet]", "code-cycle", "\"code:guideline\""),
        ("lang: nl, any", "lang: dutch, any", "unknown-language", "dutch"),
        ("{nl: Wet,", "{nl: Wet, nl-BE: Wet,", "language-twice", "nl-BE"),
        ("group: true", "group: true\n    rules: []", "group-given", "rules"),
        ("codebook: tiny", "codebook:", "missing-field", "codebook"),
        ("'uitzondering*'", "'uit ..5..'", "pattern-gap-at-edge", "..5.."),
        ("'uitzondering*'", "“uit*”", "pattern-curly-quotes", "“uit*”"),
        ("[geen, niet]", "[geen, \"!\"]", "empty", "\"!\""),
        ("text: Geen.", "text: ' '", "empty", "{text: ' ', why: homonym}"),
    ];
    for (from, to, code, marked) in cases {
        one_change(from, to, Fault, code, marked);
    }
}

#[test]
fn each_warning_is_told_and_keeps_no_book_from_being_used() {
    use Severity::Warning;
    let cases = [
        ("version: 007\n", "", "missing-version", "codebook"),
        ("        definition: Hij wijkt af.\n", "", "missing-definition", "deviate"),
        ("        exemplars: {coded: [De wet zegt het.]}\n", "", "missing-exemplar", "legal"),
        ("label: {nl: Wet, en: Law}", "label: {en: Law}", "label-not-in-language", "legal"),
        ("label: {nl: Wet, en: Law}", "label: Wet", "label-not-in-language", "legal"),
        ("        label: {nl: Wet, en: Law}\n", "", "missing-label", "legal"),
        ("        rules: [{any: [wet*]}]\n", "", "reference-never-hits", "\"code:guideline\""),
    ];
    for (from, to, code, marked) in cases {
        one_change(from, to, Warning, code, marked);
    }
}

#[test]
fn the_place_inside_a_pattern_is_that_of_the_file() {
    for (written, marked) in [
        ("\"a\\u00e9\\\" (b\"", "("),
        ("'it''s (b'", "("),
        ("one (b", "("),
        (">-\n          one\n          (b", "("),
    ] {
        let source = format!(
            "codebook: x\nversion: 1\ncodes:\n  - id: a\n    label: l\n    definition: d\n    exemplars: {{coded: [x]}}\n    rules:\n      - any:\n        - {written}\n"
        );
        let told = told(&source);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].1, told[0].2.as_str()), ("pattern-unbalanced-bracket", marked), "{written}");
    }
}

#[test]
fn all_mistakes_are_told_in_one_run_in_the_order_of_the_file() {
    let source = GOOD
        .replace("polarity:", "polaritty:")
        .replace("code:guideline", "code:guidline")
        .replace("id: legal", "id: \"\"")
        .replace("any: [wet*]", "any: [\"(wet*\", \"wet ..99.. x\"]");
    let codes: Vec<_> = told(&source).into_iter().map(|(_, code, _)| code).collect();
    assert_eq!(
        codes,
        ["unknown-field", "unknown-code", "invalid-id", "pattern-unbalanced-bracket", "pattern-gap-too-wide"]
    );
}

#[test]
fn a_circle_is_told_once_with_its_way() {
    let book = |rules: [&str; 3]| {
        let code = |(id, rule): (&str, &str)| {
            format!(
                "  - {{id: {id}, label: l, definition: d, exemplars: {{coded: [x]}}, rules: [{{any: [\"{rule}\"]}}]}}\n"
            )
        };
        let codes: String = ["a", "b", "c"].into_iter().zip(rules).map(code).collect();
        format!("codebook: x\nversion: 1\ncodes:\n{codes}")
    };
    let source = book(["code:b", "code:c", "code:a"]);
    let (_, told) = read(&source, &nl());
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.ends_with("`a` -> `b` -> `c` -> `a`"), "{}", told[0].message);
    assert_eq!(told[0].also.len(), 2);
    assert_eq!(read(&book(["code:b", "code:c", "word"]), &nl()).1, []);
}

#[test]
fn a_file_that_is_no_text_is_told_and_a_large_one_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("book.yaml");
    let write = |bytes: &[u8]| std::fs::write(&file, bytes).unwrap();
    write(b"codebook: caf\xe9\n");
    let read = read_file(&file, &nl()).unwrap();
    assert!(read.codebook.is_none());
    assert_eq!((read.diagnostics[0].code, read.diagnostics[0].span.unwrap().start), ("not-utf8", 13));
    write(&GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    assert_eq!(read_file(&file, &nl()).unwrap().diagnostics[0].file.as_deref(), Some(file.as_path()));
    write(&vec![b'a'; LARGEST as usize + 1]);
    assert_eq!(read_file(&file, &nl()).unwrap().diagnostics[0].code, "file-too-large");
    write(format!("\u{feff}{}", GOOD.replace('\n', "\r\n")).as_bytes());
    assert!(read_file(&file, &nl()).unwrap().codebook.is_some());
    assert!(read_file(&folder.path().join("none.yaml"), &nl()).is_err());
}

#[test]
fn the_examples_of_the_diagnostics_are_wrong_and_right_as_they_say() {
    let pattern = |written: &str| {
        let inside = written.strip_prefix('"')?.strip_suffix('"')?;
        Some(Pattern::parse(inside, Some(&nl())))
    };
    let entries = crate::diagnostic::codes::all().filter(|entry| entry.code.starts_with("pattern-"));
    let mut tried = 0;
    for entry in entries {
        if let Some(wrong) = pattern(entry.wrong) {
            tried += 1;
            let codes: Vec<_> = wrong.unwrap_err().into_iter().map(|one| one.code).collect();
            assert!(codes.contains(&entry.code), "{}: {codes:?}", entry.code);
        }
        if let Some(right) = pattern(entry.right) {
            assert!(right.is_ok(), "{}: {right:?}", entry.code);
        }
    }
    assert!(tried > 12);
}

mod random {
    use super::*;
    use crate::diagnostic::{placed, render};
    use proptest::prelude::*;

    /// Bits that make trouble in YAML and in patterns.
    fn bit() -> impl Strategy<Value = String> {
        const BITS: &[&str] = &[
            "\t", "\n", "\r\n", "  ", "- ", ": ", "*", "&a ", "*a", "!", "\"", "'", "\\", "[", "]", "{", "}",
            ",", "|", ">", "#", "é", "“", "\u{feff}", "\0", "code:", "..5..", "(", ")", "~", "/", "sep(",
            "---\n", "? ", "😀", "%", "@", "<<: ",
        ];
        prop_oneof![proptest::sample::select(BITS).prop_map(str::to_string), "[a-z]{1,3}"]
    }

    proptest! {
        #[test]
        fn no_edit_of_a_codebook_makes_the_reader_fall(
            edits in proptest::collection::vec((0usize..2000, 0usize..12, bit()), 1..6)
        ) {
            let mut source = GOOD.to_string();
            for (at, drop, add) in edits {
                let at = (0..=at % (source.len() + 1)).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
                let end = (at + drop).min(source.len());
                let end = (end..=source.len()).find(|end| source.is_char_boundary(*end)).unwrap_or(source.len());
                source.replace_range(at..end, &add);
            }
            let (book, told) = read(&source, &nl());
            prop_assert_eq!(book.is_none(), told.iter().any(|one| one.severity == Severity::Fault));
            for one in &told {
                for span in one.span.iter().chain(one.also.iter().map(|(span, _)| span)) {
                    prop_assert!(source.get(span.start..span.end).is_some(), "{:?} in {:?}", one, source);
                }
            }
            prop_assert_eq!(placed(&told, &source).len(), told.len());
            render(&told, &source, true);
        }
    }
}
