//! What people and programs are shown of a diagnostic.

use super::*;

fn at(source: &str, word: &str) -> Span {
    let start = source.find(word).unwrap();
    Span::new(start, start + word.len())
}

#[test]
fn a_place_is_shown_with_its_line_and_what_to_do() {
    let source = "een: één\r\ntwee: één lable: x\r\n";
    let told = Diagnostic::fault("unknown-field", "a code has no field `lable`")
        .at(at(source, "lable"))
        .label("did you mean `label`?")
        .also(at(source, "een"), "the code begins here")
        .help("its fields are `id` and `label`")
        .in_file("book.yaml");
    let shown = "\
error[unknown-field]: a code has no field `lable`
 --> book.yaml:2:11
  |
2 | twee: één lable: x
  |           ^^^^^ did you mean `label`?
  |
 ::: book.yaml:1:1
  |
1 | een: één
  | --- the code begins here
  |
  = help: its fields are `id` and `label`
";
    assert_eq!(render(&[told], source, false), shown);
}

#[test]
fn colour_changes_no_sign() {
    let source = "a: b\n";
    let told =
        [Diagnostic::warning("missing-definition", "no definition").at(Span::new(0, 1)).in_file("b.yaml")];
    let (plain, styled) = (render(&told, source, false), render(&told, source, true));
    assert!(styled.contains("\u{1b}["), "{styled}");
    assert_eq!(anstream::adapter::strip_str(&styled).to_string(), plain);
}

#[test]
fn control_signs_in_the_file_stay_harmless_and_visible() {
    let source = "a: \u{1b}[31mred\u{7} \u{202e}x\tbad\n";
    let told = [Diagnostic::fault("wrong-type", "`\u{1b}[31m`\nis wrong")
        .at(at(source, "bad"))
        .label("\u{7}")
        .help("\u{1b}")];
    let out = render(&told, source, false);
    assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\t']), "{out:?}");
    assert!(out.contains("\u{241b}[31mred\u{2407}"), "{out}");
}

#[test]
fn a_long_line_is_cut_around_its_mark() {
    let source = format!("any: [{} \"bad\" {}]\n", "\"word\",".repeat(400), "\"word\",".repeat(400));
    let out = render(&[Diagnostic::fault("empty-pattern", "bad").at(at(&source, "bad"))], &source, false);
    assert!(out.lines().all(|line| line.chars().count() <= WIDTH + 8), "{out}");
    assert!(out.contains("\"bad\""), "{out}");
}

#[test]
fn a_stretch_of_many_lines_and_a_place_at_the_end_are_shown_too() {
    let source = "a:\n  b: c\n  d: e\n";
    let told = [
        Diagnostic::fault("wrong-type", "all").at(Span::new(5, source.len())).label("this"),
        Diagnostic::fault("yaml-syntax", "end").at(Span::new(source.len(), source.len())),
        Diagnostic::fault("not-utf-8", "no place").in_file("book.yaml").help("save it as UTF-8"),
    ];
    let shown = "\
error[wrong-type]: all
  |
2 |   b: c
  |   ^^^^ this

error[yaml-syntax]: end
  |
4 |
  | ^

error[not-utf-8]: no place
--> book.yaml
 = help: save it as UTF-8
";
    assert_eq!(render(&told, source, false), shown);
}

#[test]
fn programs_get_lines_and_columns() {
    let source = "\u{feff}één: b\nc: d\n";
    let told = [
        Diagnostic::fault("wrong-type", "m")
            .at(at(source, "b"))
            .also(at(source, "d"), "here")
            .in_file("x.yaml"),
        Diagnostic::note("n", "m"),
    ];
    let json = serde_json::to_value(placed(&told, source)).unwrap();
    assert_eq!(
        json[0],
        serde_json::json!({"code": "wrong-type", "severity": "fault", "message": "m", "file": "x.yaml",
            "line": 1, "column": 6, "end_line": 1, "end_column": 7, "label": null,
            "also": [{"line": 2, "column": 4, "label": "here"}], "help": []})
    );
    assert_eq!(json[1]["line"], serde_json::Value::Null);
    assert_eq!(json[1]["severity"], "note");
}
