//! Tables as they come, looked at.

use super::*;
use crate::corpus::Kind;
use std::path::PathBuf;

fn table(name: &str, text: &str) -> Look {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    look(&[path], &Language::new("en")).unwrap()
}

#[test]
fn a_column_has_its_type_its_values_and_whether_it_repeats() {
    let look = table("a.csv", "id;text;year;who\n1;One.;2014;an\n2;Two.;;bo\n3;Two.;2015;an\n");
    assert_eq!((look.rows, look.header, look.delimiter, look.whole), (3, 1, Some(';'), true));
    let column = |at: usize| {
        let one = &look.columns[at];
        (one.name.as_str(), one.filled, one.different, one.kind, one.unique)
    };
    assert_eq!(column(0), ("id", 3, 3, Kind::WholeNumber, true));
    assert_eq!(column(1), ("text", 3, 2, Kind::Text, false));
    assert_eq!(column(2), ("year", 2, 2, Kind::WholeNumber, true));
    assert_eq!(look.columns[3].values, [("an".into(), 2), ("bo".into(), 1)]);
    assert_eq!(look.columns[3].first, ["an", "bo"]);
}

#[test]
fn two_rows_of_names_are_known_from_a_name_that_stands_twice() {
    let two = " ,Time,Place,Place,Report 1,Report 1,\nACN,Date,State,City,Narrative,Synopsis,\n1,198801,CT,Hartford,A story.,Short.,\n";
    let look = table("a.csv", two);
    let names: Vec<&str> = look.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(look.header, 2);
    assert_eq!(
        names,
        [
            "ACN",
            "Time / Date",
            "Place / State",
            "Place / City",
            "Report 1 / Narrative",
            "Report 1 / Synopsis"
        ]
    );
    let once = table("b.csv", "id,Note,Note,text\na,b,c,d\ne,f,g,h\n");
    assert_eq!(once.header, 1);
}

#[test]
fn fields_of_objects_are_columns_and_lists_are_lists() {
    let lines = "{\"id\": \"a\", \"narrative\": \"One.\", \"codes\": [\"x\", \"y\"], \"at\": {\"state\": \"CT\"}}\n\
                 {\"id\": \"b\", \"narrative\": \"Two.\", \"codes\": [\"x\"], \"more\": null}\n";
    let look = table("a.jsonl", lines);
    let names: Vec<&str> = look.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["id", "narrative", "codes", "at.state", "more"]);
    let list = look.columns[2].list.as_ref().unwrap();
    assert_eq!((&list.separator, &list.members), (&None, &vec![("x".into(), 2), ("y".into(), 1)]));
    assert_eq!(look.columns[4].filled, 0);
}

#[test]
fn what_is_no_table_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text, told) in [
        ("a.txt", "x", "ending"),
        ("b.csv", "", "no rows"),
        ("c.csv", "id,text\n", "no rows"),
        ("d.csv", "a\0b", "NUL"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
        let paths = [folder.path().join(name)];
        let error = look(&paths, &Language::new("en")).unwrap_err().1.to_string();
        assert!(error.contains(told), "{name}: {error}");
    }
}

#[test]
fn several_tables_of_the_same_columns_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let paths = [path("a.csv", "id,text\n1,One.\n"), path("b.csv", "id,text\n2,Two.\n3,Three.\n")];
    assert_eq!(look(&paths, &Language::new("en")).unwrap().rows, 3);
    let more = [paths[0].clone(), path("later.csv", "kind,id,text\nx,2,Two.\ny,3,Three.\n")];
    let look_at_both = look(&more, &Language::new("en")).unwrap();
    let columns: Vec<(&str, usize)> =
        look_at_both.columns.iter().map(|column| (column.name.as_str(), column.filled)).collect();
    assert_eq!(columns, [("id", 3), ("text", 3), ("kind", 2)]);
    let other = [paths[0].clone(), path("c.csv", "id,story\n1,One.\n")];
    let (which, why) = look(&other, &Language::new("en")).unwrap_err();
    assert!(which.ends_with("c.csv") && matches!(why, NoLook::Differs));
}
