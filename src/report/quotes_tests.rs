//! Passages in every format.

use super::*;
use crate::analysis::Selection;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::analysis::passages::{Question, passages};
use crate::matcher::{Evidence, Suggestion};

fn small() -> Owned {
    let text = "Eerst.\nÉén *zin* met\n\u{1b}[2Jwoorden.";
    let start = text.find('É').unwrap();
    let hit = |word: &str, rule| {
        let at = text.find(word).unwrap();
        Evidence::new(Span::new(at, at + word.len()), rule)
    };
    let found =
        Suggestion { evidence: vec![hit("Één", 2), hit("woorden", 1)], ..suggestion(0, start, text.len()) };
    let negated = Suggestion { negated: true, ..suggestion(0, 0, 5) };
    Owned::new(
        &["a"],
        vec![(incident("1", text, &[("outcome", "success")], Some("R1")), vec![negated, found])],
    )
}

fn asked<T>(then: impl FnOnce(&Quotes<'_>, &Provenance<'_>) -> T) -> T {
    let owned = small();
    let material = owned.material();
    let codes = Selection::of(&owned.codebook, &[]).unwrap();
    let found = passages(&material, &Question { codes, conditions: Vec::new(), with: None, valence: None });
    let quotes = Quotes {
        passages: &found,
        conditions: &[],
        codes: &["a".to_string()],
        beside: Some("outcome"),
        order: Order::ByCode,
        around: Vec::new(),
        language: &owned.language,
    };
    then(
        &quotes,
        &Provenance {
            study: Some("Klein"),
            aim: None,
            codebook: &owned.codebook,
            people: None,
            coded: false,
            design: None,
            rejected: false,
            hints: true,
            arguments: "",
        },
    )
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut to = Vec::new();
    write(&mut to).unwrap();
    String::from_utf8(to).unwrap()
}

#[test]
fn the_words_that_fired_are_marked_and_negated_passages_said_to_be() {
    let shown = asked(|quotes, provenance| text(|to| write(quotes, provenance, Screen::default(), to)));
    assert_eq!(
        shown,
        "Klein · passages of a
suggestions of the rules, not read by people: 1 incident · told by 1 respondent
1 passage · besides 1 negated, shown and marked, counted nowhere

a · a

  1 · success · told by R1 · 1.md:1
    [Eerst]
    a#1 · negated: not counted

  1 · success · told by R1 · 1.md:2
    [Één] *zin* met ␛[2J[woorden].
    a#1, a#2
"
    );
    let page = asked(|quotes, provenance| text(|to| write_markdown(quotes, provenance, to)));
    assert!(page.contains("> **Één** \\*zin\\* met ␛\\[2J**woorden**.\n"), "{page}");
}

#[test]
fn programs_get_places_in_code_points() {
    let document = asked(json);
    let passage = &document["passages"][1];
    assert_eq!((&passage["start"], &passage["end"], &passage["line"]), (&json!(7), &json!(33), &json!(2)));
    assert_eq!(passage["evidence"][1], json!({"start": 25, "end": 32, "text": "woorden", "rule": "a#1"}));
    assert_eq!((&document["segments"], &document["negated"]), (&json!(1), &json!(1)));
    let sheet = asked(sheet);
    let exact: Vec<&str> = sheet.rows[1].entries.iter().map(|entry| entry.exact.as_str()).collect();
    assert_eq!(exact[..7], ["a", "1", "1.md", "2", "success", "R1", "7"]);
}
