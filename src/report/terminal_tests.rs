//! What goes first where the terminal is narrow, and what never goes.

use super::*;
use crate::report::sheet::{Entry, Field, Row};

fn sheet(groups: usize) -> Sheet {
    let mut sheet = Sheet {
        heading: vec!["Study · codes by outcome".into()],
        groups: (0..groups).map(|group| format!("value{group} 26")).collect(),
        notes: vec!["A note.".into()],
        ..Sheet::default()
    };
    sheet.fields.push(Field::text("code", "code"));
    sheet.fields.push(Field::text("label", "").when_narrow(WhenNarrow::Shrinks {
        least: 8,
        most: 20,
        rank: 2,
    }));
    for group in 0..groups {
        sheet.fields.push(Field::number(format!("{group}_n"), "n").under(group));
        sheet.fields.push(Field::number(format!("{group}_percent"), "%").under(group));
        sheet.fields.push(
            Field::number(format!("{group}_r"), "r").under(group).when_narrow(WhenNarrow::Goes { rank: 1 }),
        );
    }
    for (code, label) in [("one", "A label that is longer than it may be"), ("  one.two", "日本語")] {
        let mut entries = vec![Entry::text(code), Entry::text(label)];
        for _ in 0..groups {
            entries.extend([Entry::count(19), Entry::percent(Some(73.076)), Entry::count(17)]);
        }
        sheet.rows.push(Row { entries, strong: false });
    }
    sheet
}

fn shown(sheet: &Sheet, width: Option<usize>) -> String {
    let mut to = Vec::new();
    write(sheet, Screen { width, colour: false }, &mut to).unwrap();
    String::from_utf8(to).unwrap()
}

#[test]
fn a_table_stands_in_thin_columns() {
    assert_eq!(
        shown(&sheet(2), None),
        "Study · codes by outcome\n\
         \n\
         \x20                                   value0 26     value1 26\n\
         code                                n   %   r     n   %   r\n\
         one        A label that is lon…    19  73  17    19  73  17\n\
         \x20 one.two  日本語                  19  73  17    19  73  17\n\
         \n\
         A note.\n"
    );
}

#[test]
fn respondents_go_before_the_label_and_numbers_never() {
    let sheet = sheet(2);
    let narrow = shown(&sheet, Some(47));
    assert!(narrow.contains("A label…") && narrow.contains('r'), "{narrow}");
    let narrower = shown(&sheet, Some(46));
    assert!(narrower.contains("A label") && !narrower.contains("17"), "{narrower}");
    let narrowest = shown(&sheet, Some(40));
    assert!(!narrowest.contains("A label") && narrowest.contains("19  73"), "{narrowest}");
    for width in 24..70 {
        for line in shown(&sheet, Some(width)).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn many_columns_stand_in_blocks_below_each_other() {
    let narrow = shown(&sheet(9), Some(40));
    assert_eq!(narrow.matches("one.two").count(), 5, "{narrow}");
    for group in 0..9 {
        assert_eq!(narrow.matches(&format!("value{group} 26")).count(), 1, "{narrow}");
    }
}

#[test]
fn a_hostile_entry_moves_no_cursor() {
    let mut sheet = sheet(1);
    sheet.rows[0].entries[1] = Entry::text("a\u{1b}[2J\nb");
    let shown = shown(&sheet, None);
    assert!(!shown.contains('\u{1b}') && shown.contains("a␛[2J b"), "{shown}");
}

#[test]
fn a_field_that_wraps_keeps_all_of_its_text() {
    let wraps = WhenNarrow::Wraps { least: 6, most: 12 };
    let mut sheet = Sheet { groups: vec!["first".into(), "second".into()], ..Sheet::default() };
    sheet.fields.push(Field::text("id", "id"));
    for (group, title) in ["een kop van drie", "kort"].into_iter().enumerate() {
        sheet.fields.push(Field::text(title, title).under(group).when_narrow(wraps));
    }
    for id in ["a", "b"] {
        let entries = ["een zin die niet past\nen nog een", "kort"].map(Entry::text);
        sheet.rows.push(Row { entries: [vec![Entry::text(id)], entries.to_vec()].concat(), strong: false });
    }
    assert_eq!(
        shown(&sheet, None),
        "      first           second\n\
         id    een kop van     kort\n\
         \x20     drie\n\
         a     een zin die     kort\n\
         \x20     niet past\n\
         \x20     en nog een\n\
         \n\
         b     een zin die     kort\n\
         \x20     niet past\n\
         \x20     en nog een\n"
    );
    for width in 20..40 {
        let narrow = shown(&sheet, Some(width));
        assert!(narrow.lines().all(|line| line.width() <= width), "{width}\n{narrow}");
        let words = |text: &str| narrow.matches(text).count();
        assert_eq!((words("past"), words("nog")), (2, 2), "{width}\n{narrow}");
    }
}
