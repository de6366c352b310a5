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
