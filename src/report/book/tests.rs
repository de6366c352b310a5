//! A codebook as people and programs get it.

use super::*;
use crate::codebook;
use crate::report::terminal::Screen;

const BOOK: &str = r#"
codebook: tiny
version: 1.2.0
title: {nl: Klein, en: Tiny}
codes:
  - id: custom
    label: {nl: Maatwerk, en: Customisation}
    group: true
    codes:
      - id: deviate
        label: {nl: Afwijken, en: Deviating}
        polarity: either
        found_by: assist
        definition: {nl: "Wijkt af van *de* regel, omdat de situatie van deze mens of dit bedrijf erom vraagt.", en: Deviates.}
        not_when: Zomaar.
        exemplars:
          coded: [{text: Ik week af., lang: nl, rules: true}]
          not_coded: [{text: Een wijk., why: homonym}]
        rules:
          - {lang: nl, any: ["week af", 'a`b'], none: [zonder], within: paragraph, valence: lacking}
"#;

fn shown(code: Option<&str>, write: impl Fn(&Shown<'_>, &mut Vec<u8>)) -> String {
    let language = Language::new("nl");
    let (book, told) = codebook::read(BOOK, &language);
    let book = book.unwrap_or_else(|| panic!("{told:?}"));
    let code = code.map(|code| book.position(code).unwrap());
    let mut out = Vec::new();
    write(&Shown { codebook: &book, code, language: &language }, &mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn the_tree_shows_labels_and_definitions() {
    let screen = Screen { width: Some(60), colour: false };
    let out = shown(None, |shown, to| terminal(shown, screen, to).unwrap());
    assert_eq!(
        out,
        "\
Klein (tiny 1.2.0)

custom  Maatwerk [group]

  custom.deviate  Afwijken [polarity: either; a rule finds candidates, a person decides]
    Wijkt af van *de* regel, omdat de situatie van deze mens
    of dit bedrijf erom vraagt.
"
    );
}

#[test]
fn an_entry_is_shown_whole() {
    let screen = Screen { width: Some(60), colour: false };
    let out = shown(Some("custom.deviate"), |shown, to| terminal(shown, screen, to).unwrap());
    assert_eq!(
        out,
        "\
custom.deviate  Afwijken [polarity: either; a rule finds candidates, a person decides]
  Definition: Wijkt af van *de* regel, omdat de situatie van
              deze mens of dit bedrijf erom vraagt.
  Not when: Zomaar.
  Coded: \"Ik week af.\" (nl; a rule must find it)
  Not coded: \"Een wijk.\" (homonym)
  Rule custom.deviate#1 (lang: nl, within: paragraph,
  valence: lacking)
    any: \"week af\", \"a`b\"
    none: \"zonder\"
"
    );
}

#[test]
fn markdown_means_what_the_codebook_says() {
    let out = shown(None, |shown, to| markdown(shown, to).unwrap());
    assert_eq!(
        out,
        r#"# Klein (tiny 1.2.0)

## Maatwerk `custom`

*group*

### Afwijken `custom.deviate`

*polarity: either; a rule finds candidates, a person decides*

**Definition.** Wijkt af van \*de\* regel, omdat de situatie van deze mens of dit bedrijf erom vraagt.

**Not when.** Zomaar.

**Coded**

- "Ik week af."

**Not coded**

- "Een wijk." (homonym)

**Rules**

- any: `week af`, `` a`b ``; none: `zonder` (lang: nl, within: paragraph, valence: lacking)
"#
    );
}

#[test]
fn programs_get_every_language_and_rule() {
    let out = shown(Some("custom"), |shown, to| serde_json::to_writer(to, &shown.json()).unwrap());
    let json: Value = serde_json::from_str(&out).unwrap();
    let entry = &json["codes"][1];
    assert_eq!(entry["code"], "custom.deviate");
    assert_eq!(entry["parent"], "custom");
    assert_eq!(entry["label"], json!({"nl": "Afwijken", "en": "Deviating"}));
    assert_eq!(entry["not_when"], "Zomaar.");
    assert_eq!(entry["theory"], Value::Null);
    assert_eq!(entry["rules"][0]["rule"], "custom.deviate#1");
    assert_eq!(entry["rules"][0]["valence"], "lacking");
    assert_eq!(entry["coded"][0]["rules"], true);
}
