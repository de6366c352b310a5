//! What is asked of an incident: enough to pass over most, never one too many.

use super::*;
use crate::codebook::Scope;
use crate::index::keys::{LONG, exact, keys};
use crate::matcher::Finder;
use crate::text::Speakers;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// As an index would say of one narrative.
fn met(needs: &Needs, keys: &BTreeSet<String>) -> bool {
    if keys.contains(LONG) {
        return true;
    }
    match needs {
        Needs::Anything => true,
        Needs::And(parts) => parts.iter().all(|part| met(part, keys)),
        Needs::Or(parts) => parts.iter().any(|part| met(part, keys)),
        Needs::Key(key) => keys.contains(key),
        Needs::Stem { language, stem } => {
            let stemmer = Stemmer::of(language).unwrap();
            keys.iter().any(|key| stemmer.stem(exact(key)) == *stem)
        }
        Needs::Matching(regex) => keys.iter().any(|key| regex.is_match(key)),
        Needs::Passing { prefix, passes } => keys.iter().any(|key| key.starts_with(prefix) && passes(key)),
    }
}

fn dutch() -> [Language; 1] {
    [Language::new("nl")]
}

#[track_caller]
fn asks(pattern: &str, offered: &[&str], passed_over: &[&str]) {
    let pattern = Pattern::parse(pattern, None).unwrap();
    let needs = needs_of_pattern(&pattern, None, &dutch());
    for text in offered {
        assert!(met(&needs, &keys(text)), "{}: {text}", pattern.source);
    }
    for text in passed_over {
        assert!(!met(&needs, &keys(text)), "{}: {text}", pattern.source);
    }
}

#[test]
fn words_ask_for_their_keys() {
    asks("werk", &["Het WERK.", "werk's"], &["werken", "huiswerk"]);
    asks("werk*", &["werkgever"], &["huiswerk"]);
    asks("*werk*", &["huiswerken"], &["wer kan"]);
    asks("w*k", &["werk", "wk"], &["w", "kwark"]);
    asks("één", &["een"], &["eens"]);
    asks("re-integratie*", &["Het reïntegratietraject", "re-\nintegratie", "reintegratie"], &["integratie"]);
    asks("boer~", &["de boeren"], &["boerin"]);
    asks("out _ order", &["order out", "out-of-order"], &["out", "order"]);
}

#[test]
fn gaps_and_groups_ask_for_what_every_way_holds() {
    asks("a ..3.. (b|c d) (e)?", &["a b", "d c a"], &["b", "a c"]);
    asks("sep(af: stem gestemd)", &["stem maar af", "afgestemd", "afstem"], &["af", "stem", "gestemd"]);
}

#[test]
fn a_regex_asks_for_the_letters_it_cannot_do_without() {
    asks("/work[/ -]rest/", &["Work/rest", "the rest of work"], &["work"]);
    asks("/(?:abc|def)+x?/", &["xDEFx", "abc"], &["ab"]);
    asks("/ab|cde/", &["abel", "decde"], &["anything"]);
    asks(r"/\b[0-9]{1,2}h[0-9]{2}\b/", &["om 9h30", "12H15u"], &["9 h 30", "uur"]);
    asks(r"/\b(un|mis)(inform|led)[a-z]*/", &["Misinformed"], &["inform", "mis led"]);
    asks("/[a-z]* [0-9]x/", &["a 1x"], &["x1"]);
    asks("/(?i)abc/", &["xABCx"], &["anything"]);
    asks("/a b c/", &["anything"], &[]);
}

#[test]
fn a_code_asks_for_what_its_rules_ask() {
    let rule = |any: &[&str], all: &[&str], none: &[&str]| Rule {
        language: None,
        any: any.iter().map(|source| Pattern::parse(source, None).unwrap()).collect(),
        all: all.iter().map(|source| Pattern::parse(source, None).unwrap()).collect(),
        none: none.iter().map(|source| Pattern::parse(source, None).unwrap()).collect(),
        within: Scope::default(),
        marks: Default::default(),
        negated: Default::default(),
        valence: None,
    };
    let mut book = crate::analysis::material::example::codebook(&["g", "g.a", "b", "c"]);
    book.codes[1].rules = vec![rule(&["een", "twee"], &["drie"], &["vier"])];
    book.codes[2].rules = vec![rule(&["code:g", "vijf"], &[], &[]), rule(&[], &["code:c"], &[])];
    let needs = needs_of_codebook(&book, &dutch());
    for (text, offered) in
        [("een drie", true), ("twee drie vier", true), ("vijf", true), ("een twee", false), ("drie", false)]
    {
        assert_eq!(met(&needs, &keys(text)), offered, "{text}");
    }
    book.codes[3].rules = vec![rule(&["code:b"], &[], &[])];
    assert!(met(&needs_of_rule(&book.codes[3].rules[0], &book, &dutch()), &keys("wat dan ook")));
}

/// Words that meet each other in many ways, with the marks and hyphens that make it hard.
fn text_word() -> impl Strategy<Value = String> {
    let stem = prop::sample::select(vec![
        "werk",
        "werkt",
        "gewerkt",
        "werkgever",
        "één",
        "een",
        "Eén",
        "re",
        "integratie",
        "reïntegratie",
        "af",
        "stem",
        "stemde",
        "gestemd",
        "afgestemd",
        "te",
        "go",
        "around",
        "café",
        "cafe\u{301}",
        "3,5",
        "P&O",
        "o.a.",
        "beleid",
        "begeleiding",
        "did",
        "didn't",
        "IJsland",
        "漏え",
        "Noord",
        "İ",
    ]);
    let join = prop::sample::select(vec![
        " ",
        " ",
        " ",
        " ",
        "-",
        "-\n",
        "- \n",
        "\u{AD}",
        "\u{2011}",
        "'s ",
        "’s ",
        "\n",
        ". ",
        ", ",
        "\nklant: ",
        "\nR: ",
    ]);
    (stem, join).prop_map(|(stem, join)| format!("{stem}{join}"))
}

fn pattern_text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "werk",
        "werk*",
        "*werk*",
        "*gever",
        "werk~",
        "één",
        "een",
        "re-integratie*",
        "reintegratie~",
        "re",
        "integratie",
        "around~",
        "go",
        "around",
        "cafe",
        "3,*",
        "o.a.",
        "beleid~",
        "did",
        "_",
        "漏",
        "i*d",
        "sep(af: stem* gestemd)",
        "*'s",
        "noord*",
        "te",
        "P&O",
    ]);
    let leaf = word.prop_map(str::to_string);
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}|{b})")),
            (inner.clone(), inner.clone(), 0..4usize).prop_map(|(a, b, n)| format!("({a} ..{n}.. {b})")),
            (inner.clone(), inner.clone(), 0..4usize).prop_map(|(a, b, n)| format!("({a} <{n}> {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("({a})? {b}")),
        ]
    })
}

fn any_pattern() -> impl Strategy<Value = String> {
    let regex = prop::sample::select(vec![
        "/werk/",
        "/werk(gever|t)/",
        "/(?i)STEM/",
        "/re.?integratie/",
        "/(go|re)[ -]+(around|integratie)/",
        "/caf./",
        "/(?m)^klant: re/",
        "/een werk/",
        r"/\b[a-z]{2}rk(t|gever)?\b/",
        "/[a-z]+gr[a-z]+ie/",
        "/[0-9],[0-9]/",
        "/(?i)[a-z]?stem(de|d)?/",
        "/i[a-z]sland/",
        "/[a-z]n[a-z]*-r[a-z]/",
        "/\\bwer(k|t){1,2}\\b/",
    ]);
    prop_oneof![4 => pattern_text(), 1 => regex.prop_map(str::to_string)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn no_incident_with_a_hit_is_passed_over(
        words in prop::collection::vec(text_word(), 1..12),
        source in any_pattern(),
        language in prop::sample::select(vec!["nl", "en", "de", "fr", "la"]),
        speakers in any::<bool>(),
        search in any::<bool>(),
    ) {
        let (text, language) = (words.concat(), Language::new(language));
        let speakers = if speakers {
            Speakers { exclude: vec!["klant".to_string()], include: vec!["R".to_string()] }
        } else {
            Speakers::default()
        };
        let pattern = if search {
            Pattern::parse_search(&source, &[], Some(&language))
        } else {
            Pattern::parse(&source, None)
        };
        let Ok(pattern) = pattern else { return Ok(()) };
        let found = Finder::new(&pattern, &speakers).hits_everywhere(&text, &language, Scope::Incident);
        let needs = needs_of_pattern(&pattern, None, &[language]);
        prop_assert!(found.is_empty() || met(&needs, &keys(&text)), "{:?} in {text:?}: {found:?}", source);
    }
}
