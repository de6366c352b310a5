//! YAML as people write it, and as they get it wrong.

use super::*;

fn faults(text: &str) -> Vec<(&'static str, String)> {
    let told = parse(text).expect_err("it must be refused");
    told.into_iter().map(|one| (one.code, one.span.map_or("", |span| span.of(text)).to_string())).collect()
}

fn fault(text: &str) -> (&'static str, String) {
    let told = faults(text);
    assert_eq!(told.len(), 1, "{told:?}");
    told.into_iter().next().unwrap()
}

fn one(node: &Node, name: &str) -> Node {
    let Value::Map(entries) = &node.value else { panic!("no map: {node:?}") };
    entries.iter().find(|(key, _)| key.name == name).map(|(_, node)| node.clone()).unwrap()
}

fn text(node: &Node) -> &str {
    let Value::Text(text) = &node.value else { panic!("no text: {node:?}") };
    text
}

#[test]
fn scalars_stay_as_written_and_know_their_bytes() {
    let source = "\u{feff}id: 007\r\nno: no\r\nmap: {één: 'it''s', b: 1.0}\r\nempty:\r\ntilde: ~\r\n";
    let root = parse(source).unwrap();
    for (name, value) in [("id", "007"), ("no", "no")] {
        let node = one(&root, name);
        assert_eq!(text(&node), value);
        assert_eq!(node.span.of(source), value);
    }
    let map = one(&root, "map");
    assert_eq!(map.span.of(source), "{één: 'it''s', b: 1.0}");
    assert_eq!(text(&one(&map, "één")), "it's");
    assert_eq!(one(&map, "één").span.of(source), "'it''s'");
    assert_eq!(one(&root, "empty").value, Value::Null);
    assert_eq!(one(&root, "tilde").value, Value::Null);
    assert_eq!(parse("").unwrap().value, Value::Null);
}

#[test]
fn a_block_ends_with_its_last_line() {
    let source = "a:\n  - x\n  - y\n\n# remark\nb: |\n  one\n  two\n";
    let root = parse(source).unwrap();
    assert_eq!(one(&root, "a").span.of(source), "- x\n  - y");
    assert_eq!(text(&one(&root, "b")), "one\ntwo\n");
}

#[test]
fn every_duplicate_key_is_told_with_both_places() {
    let source = "a: 1\nb: {c: 1, c: 2}\na: 3\n";
    let told = parse(source).unwrap_err();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|one| one.code == "yaml-duplicate-key"));
    assert_eq!((told[1].span.unwrap(), told[1].also[0].0), (Span::new(21, 22), Span::new(0, 1)));
}

#[test]
fn every_unquoted_star_is_told_even_where_the_parser_cannot_go_on() {
    let source = "- *foo*\n- *bar* baz\n- [x, *y z, *a]\n- *sep(af: x)\n";
    assert_eq!(
        faults(source),
        ["*foo*", "*bar*", "*y", "*a", "*sep(af:"].map(|word| ("yaml-unquoted-star", word.to_string()))
    );
}

#[test]
fn tabs_as_indentation_are_named() {
    for source in [
        "a:\n\tb: c\n",
        "k:\n  a: 1\n\tb: 2\n",
        "a: [\"x\",\n\t\"y\"]\n",
        "a:\n  - x\n\t- y\n",
        "a: |\n  x\n\ty\nb: c\n",
    ] {
        assert_eq!(fault(source), ("yaml-tab", "\t".to_string()), "{source:?}");
    }
    assert!(parse("a: 1\t# remark\nb: |\n  x\n  \ty\n").is_ok());
}

#[test]
fn aliases_are_bounded() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string();
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![below; 9].join(", "));
    }
    assert_eq!(fault(&bomb).0, "yaml-alias-bomb");
    assert_eq!(fault("- &a [*a]\n"), ("yaml-alias-bomb", "*a".to_string()));
    let long = format!("- &a {}\n{}", "x".repeat(1 << 20), "- *a\n".repeat(40));
    assert_eq!(fault(&long).0, "yaml-alias-bomb");
    let fine = parse("- &a {b: c}\n- *a\n").unwrap();
    let Value::List(items) = &fine.value else { panic!() };
    assert_eq!(items[0].value, items[1].value);
}

#[test]
fn what_is_no_yaml_is_told_where_it_stands() {
    assert_eq!(fault("a: b\nc: \"x\nd: e\n"), ("yaml-syntax", "\"".to_string()));
    assert_eq!(fault("a: b: c\n").0, "yaml-syntax");
    assert_eq!(fault("a: @x\n"), ("yaml-syntax", "@".to_string()));
    assert_eq!(fault("a: 'it's'\n"), ("yaml-syntax", "s".to_string()));
    assert_eq!(fault("a: 1\n---\nb: 2\n"), ("yaml-several-documents", "---".to_string()));
    assert_eq!(fault("a: !foo bar\n").0, "yaml-tag");
    assert_eq!(fault("? [a]\n: b\n").0, "yaml-key");
    assert_eq!(fault(": b\n").0, "yaml-key");
    assert_eq!(fault(&"[".repeat(20_000)).0, "yaml-syntax");
    let deep: String = (0..5_000).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    assert_eq!(fault(&deep).0, "yaml-syntax");
}

#[test]
fn a_large_codebook_is_read() {
    let mut source = "codes:\n".to_string();
    for code in 0..14_000 {
        source += &format!(
            "  - id: c{code}\n    rules:\n      - any: [\"aa*\", \"bb\", 'c*', dd, ee, ff, gg, hh, ii, jj]\n"
        );
    }
    assert!(parse(&source).is_ok());
}

/// Every sign of the text is found where it was written, or in the escape that means it.
#[track_caller]
fn signs_are_found(source: &str) {
    let node = one(&parse(source).unwrap(), "p");
    let value = text(&node).to_string();
    for (byte, sign) in value.char_indices() {
        let place = node.place_inside(source, Span::new(byte, byte + sign.len_utf8()));
        let written = place.of(source);
        let right = written == sign.to_string()
            || written.starts_with('\\')
            || (sign == '\'' && written == "''")
            || (sign == ' ' && written == "\n")
            || (sign == '\n' && written.trim().is_empty());
        assert!(right, "{source:?}: byte {byte} ({sign:?}) is said to be {written:?} at {place:?}");
    }
    let last = node.place_inside(source, Span::new(value.len(), value.len()));
    assert!(last.is_empty() && node.span.contains(last), "{last:?}");
}

#[test]
fn a_place_in_a_scalar_is_found_in_the_file() {
    signs_are_found("p: één ..5.. twee\n");
    signs_are_found("p: 'it''s één'\n");
    signs_are_found("p: \"q\\\"é\\u00e9\\x41\\n z\\\\s\"\n");
    signs_are_found("p: one\n  two   three\n\n  four\n");
    signs_are_found("p: \"one\n  two \\\n  three\n\n  four\"\n");
    signs_are_found("p: |\n  one\n    two\n  three\n");
    signs_are_found("p: >-\n  one\n  two\n\n  three\n");
    signs_are_found("p: >\r\n  one\r\n  two\r\n");
}

#[test]
fn a_place_behind_an_escape_is_the_right_column() {
    let source = "p: \"a\\u00e9 bad\"\n";
    let node = one(&parse(source).unwrap(), "p");
    assert_eq!(node.place_inside(source, Span::new(4, 7)).of(source), "bad");
    assert_eq!(node.place_inside(source, Span::new(1, 4)).of(source), "\\u00e9 ");
}

#[test]
fn fields_tell_all_that_is_wrong_with_a_map() {
    let source = "id: x\nlable: y\nlevel: nine\ngroup: maybe\nkind: rul\nwords: {a: b}\n";
    let node = parse(source).unwrap();
    let mut told = Vec::new();
    let known = ["id", "label", "level", "group", "kind", "words", "title"];
    let fields = Fields::of(&node, "a code", &known, &mut told).unwrap();
    assert_eq!(fields.text("id", &mut told), Some("x"));
    assert_eq!(fields.whole_number("level", &mut told), None);
    assert_eq!(fields.yes_no("group", &mut told), None);
    assert_eq!(fields.choice("kind", &[("rule", 1), ("people", 2)], &mut told), None);
    assert!(fields.texts("words", &mut told).is_empty());
    assert!(fields.required("title", &mut told).is_none());
    let codes: Vec<_> = told.iter().map(|one| one.code).collect();
    assert_eq!(
        codes,
        ["unknown-field", "wrong-type", "wrong-type", "unknown-value", "wrong-type", "missing-field"]
    );
    assert_eq!(told[0].label, "did you mean `label`?");
    assert_eq!(told[3].label, "did you mean `rule`?");
}
