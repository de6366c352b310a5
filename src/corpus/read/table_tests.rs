//! Tables: encodings, delimiters, headers, cells with line breaks, rows that do not fit.

use crate::corpus::example::Example;
use crate::corpus::{Problem, ProblemCode, Value};
use crate::diagnostic::Severity;

fn csv(content: impl AsRef<[u8]>) -> Example {
    Example::new("a.csv").file("a.csv", content)
}

fn columns(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(attribute, column)| (attribute.to_string(), column.to_string())).collect()
}

#[test]
fn a_row_is_an_incident_and_its_cells_are_attributes() {
    let corpus =
        csv("id, \"Narrative\",year,who\r\n007,\"Een.\r\n\"\"Twee\"\".\",2014, Bo \r\n8, niets,,\r\n")
            .corpus();
    assert_eq!(corpus.ids(), ["007", "8"]);
    let first = corpus.of("007");
    assert_eq!(first.narrative, "Een.\r\n\"Twee\".");
    assert_eq!(first.attribute("year"), Some(&Value::WholeNumber(2014)));
    assert_eq!(first.says("who"), "Bo");
    assert_eq!((first.origin.line, corpus.of("8").origin.line), (2, 4));
    assert_eq!(corpus.of("8").narrative, " niets", "as it was read");
    assert!(corpus.of("8").attributes.iter().next().is_none());
    assert_eq!((corpus.problems, corpus.notes), (vec![], vec![]));
}

#[test]
fn the_same_table_is_the_same_incidents_whatever_its_encoding_and_delimiter() {
    let text =
        "id,narrative,plaats\nn1,\"Eén cliënt, naïef; zei “ja”\",Coevorden\nn2,\"Reïntegratie – weer\",Zoë\n";
    let semicolons = text
        .replace("\n", "\r\n")
        .replace("id,narrative,plaats", "id;narrative;plaats")
        .replace("n1,", "n1;")
        .replace("n2,", "n2;")
        .replace("\",", "\";");
    let latin: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            other => u8::try_from(u32::from(other)).unwrap(),
        })
        .collect();
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect()
    };
    let plain = csv(text).corpus();
    assert_eq!(plain.incidents.len(), 2);
    let flavours = [
        ("UTF-8 with mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat(), vec![]),
        ("semicolons", semicolons.into_bytes(), vec!["cells parted by `;`: a.csv"]),
        ("Windows-1252", latin, vec!["read as windows-1252: a.csv"]),
        ("UTF-16LE", utf16(u16::to_le_bytes), vec!["read as UTF-16LE: a.csv"]),
        ("UTF-16BE", utf16(u16::to_be_bytes), vec!["read as UTF-16BE: a.csv"]),
    ];
    for (name, bytes, notes) in flavours {
        let corpus = csv(bytes).corpus();
        assert_eq!(corpus.incidents[..], plain.incidents[..], "{name}");
        assert_eq!(corpus.notes, notes, "{name}");
    }
    let tsv = Example::new("a.tsv").file("a.tsv", "id\tnarrative\n1\tEen, twee\n").corpus();
    assert_eq!(tsv.of("1").narrative, "Een, twee");
    assert!(tsv.notes.is_empty());
}

#[test]
fn columns_name_what_is_what_and_others_keep_their_header() {
    let example = csv("nr;What \nhappened?;outcome;result;wie\nA1;tekst;x;goed;P1\n"
        .replace("What \nhappened?", "\"What \nhappened?\""));
    let named = columns(&[
        ("id", "nr"),
        ("narrative", "What happened?"),
        ("outcome", "result"),
        ("respondent", "wie"),
    ]);
    let corpus = example.entry(|entry| entry.columns = named).corpus();
    let incident = corpus.of("A1");
    let attributes: Vec<(&str, String)> =
        incident.attributes.iter().map(|(name, value)| (name.as_str(), value.text().into_owned())).collect();
    assert_eq!(incident.narrative, "tekst");
    assert_eq!(
        attributes,
        [("outcome (2)", "x".into()), ("outcome", "goed".into()), ("respondent", "P1".into())]
    );
}

#[test]
fn a_missing_column_is_named_with_the_nearest() {
    let table = "no,Narrative text,resultaat\n1,een verhaal,goed\n";
    let problem = |pairs: &[(&str, &str)]| -> Problem {
        let corpus = csv(table).entry(|entry| entry.columns = columns(pairs)).corpus();
        corpus.problem(ProblemCode::MissingColumn).clone()
    };
    assert_eq!(
        problem(&[("narrative", "Narative text")]).help.as_deref(),
        Some("did you mean `Narrative text`?")
    );
    assert!(problem(&[]).help.is_some_and(|help| help.contains("`Narrative text`")));
    let other = problem(&[("narrative", "Narrative text"), ("outcome", "resultaten")]);
    assert_eq!(other.help.as_deref(), Some("did you mean `resultaat`?"));
    assert_eq!(other.severity, Severity::Warning);
    let id = csv(table)
        .entry(|entry| entry.columns = columns(&[("narrative", "Narrative text"), ("id", "nr")]))
        .corpus();
    assert_eq!((id.ids(), id.codes()), (vec!["a"], vec![ProblemCode::MissingColumn]));
}

#[test]
fn two_header_rows_and_repeated_names() {
    let table = " ,Time,Report 1,Report 1,\nACN,Date,Narrative,Narrative,\n7,198801,Een,Twee,\n";
    let example = csv(table).entry(|entry| {
        entry.header = Some(2);
        entry.columns = columns(&[("id", "ACN"), ("narrative", "Report 1 / Narrative")]);
    });
    let corpus = example.corpus();
    let incident = corpus.of("7");
    assert_eq!(
        (incident.narrative.as_str(), incident.says("Report 1 / Narrative (2)")),
        ("Een", "Twee".into())
    );
    let names: Vec<&str> = corpus.attributes.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Time / Date", "Report 1 / Narrative (2)"], "an empty column without name is none");
}

#[test]
fn rows_that_do_not_fit_are_told_and_what_can_be_is_kept() {
    let table = "id,narrative,year\na,een,1,\nb,twee,2,te veel\nc,drie\nd\n\n,,\n\"e\",\"zei \"ja\" en\",4\n\"f,vier,5\n";
    let corpus = csv(table).corpus();
    assert_eq!(corpus.ids(), ["a", "b", "c", "d", "e", "\"f"]);
    assert_eq!(corpus.of("e").narrative, "zei \"ja\" en");
    assert_eq!(corpus.of("\"f").narrative, "vier");
    let told: Vec<(ProblemCode, Severity, Option<usize>)> =
        corpus.problems.iter().map(|one| (one.code, one.severity, one.line)).collect();
    use ProblemCode::{StrayQuote, UnevenRow};
    use Severity::{Note, Warning};
    assert_eq!(
        told,
        [
            (StrayQuote, Warning, Some(9)),
            (StrayQuote, Warning, Some(8)),
            (UnevenRow, Warning, Some(5)),
            (UnevenRow, Note, Some(4)),
            (UnevenRow, Warning, Some(3)),
            (UnevenRow, Note, None),
        ]
    );
}

#[test]
fn a_thousand_columns_are_read() {
    let names: Vec<String> = (0..1000).map(|column| format!("c{column}")).collect();
    let mut table = format!("id,narrative,{}\n", names.join(","));
    for row in 0..50 {
        let cells: Vec<String> = (0..1000).map(|column| format!("{row}.{column}")).collect();
        table.push_str(&format!("r{row},tekst,{}\n", cells.join(",")));
    }
    let corpus = csv(table).corpus();
    assert_eq!((corpus.incidents.len(), corpus.attributes.len()), (50, 1000));
    assert_eq!(corpus.of("r49").says("c999"), "49.999");
    assert_eq!(corpus.problems, []);
}

#[test]
fn empty_tables_are_named() {
    for (content, message) in
        [("", "is empty"), ("id,narrative\n", "holds no row"), ("id,narrative\n,\n", "holds no row")]
    {
        let corpus = csv(content).corpus();
        assert_eq!(corpus.problem(ProblemCode::EmptyTable).message, message);
        assert_eq!(corpus.skipped, 1);
    }
}

#[test]
fn an_empty_narrative_is_an_incident() {
    let corpus = csv("id,text,x\na,,1\nb,   ,2\nc,c,3\n").corpus();
    assert_eq!(corpus.ids(), ["a", "b", "c"]);
    assert_eq!(corpus.notes, ["2 incidents have no text and count in no base of suggestions: a, b"]);
}
