//! A table that no page is wide enough for, in parts: columns that fit beside its first ones.

use super::Layout;
use crate::report::Sheet;
use crate::report::sheet::{Align, Field, Row};

/// The table itself where it fits, else its parts: each has the columns that name a row and some of the others,
/// columns under one title together. What stands above belongs to all of them, and what stands below to the last.
pub(super) fn parts(sheet: &Sheet) -> Vec<Sheet> {
    if !Layout::of(sheet).too_wide {
        return vec![sheet.clone()];
    }
    let shown: Vec<usize> = (0..sheet.fields.len()).filter(|at| !sheet.fields[*at].only_data).collect();
    let names = |at: &usize| sheet.fields[*at].align == Align::Left && sheet.fields[*at].group.is_none();
    // Rows are known by their first column, and the label beside it where it has no title of its own.
    let label = |at: &usize| names(at) && sheet.fields[*at].title.is_empty();
    let leading = 1 + usize::from(shown.get(1).is_some_and(label));
    let Some((leading, rest)) = shown.split_at_checked(leading) else { return vec![sheet.clone()] };
    let together: Vec<&[usize]> = rest
        .chunk_by(|one, other| {
            let (one, other) = (&sheet.fields[*one], &sheet.fields[*other]);
            one.group.is_some() && one.group == other.group
        })
        .collect();
    let mut all: Vec<Vec<usize>> = Vec::new();
    for columns in together {
        let beside: Option<Vec<usize>> = all.last().map(|last| [last, columns].concat());
        match beside.filter(|beside| !Layout::of(&with(sheet, leading, beside)).too_wide) {
            Some(beside) => *all.last_mut().expect("something stands beside it") = beside,
            None => all.push(columns.to_vec()),
        }
    }
    let number = all.len();
    let part = |(at, columns): (usize, Vec<usize>)| {
        let mut part = with(sheet, leading, &columns);
        let caption = sheet.heading.first().map(String::as_str).unwrap_or_default();
        let caption = format!("{caption} (part {} of {number})", at + 1);
        part.heading = vec![caption.trim_start().to_string()];
        if at == 0 {
            part.heading.extend(sheet.heading.iter().skip(1).cloned());
        }
        if at + 1 == number {
            part.notes.clone_from(&sheet.notes);
        }
        part
    };
    all.into_iter().enumerate().map(part).collect()
}

/// Some columns of a table behind its first ones.
fn with(sheet: &Sheet, leading: &[usize], columns: &[usize]) -> Sheet {
    let kept = || leading.iter().chain(columns);
    let fields: Vec<Field> = kept().map(|at| sheet.fields[*at].clone()).collect();
    let row =
        |row: &Row| Row { entries: kept().map(|at| row.entries[*at].clone()).collect(), strong: row.strong };
    let rows = sheet.rows.iter().map(row).collect();
    Sheet { groups: sheet.groups.clone(), fields, rows, ..Sheet::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sheet::Entry;

    /// A row of so many groups of two numbers.
    fn wide(groups: usize) -> Sheet {
        let mut fields = vec![Field::text("code", "code"), Field::text("label", "")];
        for at in 0..groups {
            fields.push(Field::number(format!("n{at}"), "n").under(at));
            fields.push(Field::number(format!("p{at}"), "%").under(at));
        }
        let mut entries = vec![Entry::text("connect.dialogue"), Entry::text("Dialogue")];
        entries.extend((0..2 * groups).map(|at| Entry::text(format!("{at}0000"))));
        Sheet {
            heading: vec!["codes by place".into(), "counted".into()],
            groups: (0..groups).map(|at| format!("place {at}")).collect(),
            fields,
            rows: vec![Row { entries, strong: true }],
            notes: vec!["below".into()],
            ..Sheet::default()
        }
    }

    #[test]
    fn a_table_that_fits_is_one() {
        assert_eq!(parts(&wide(3)), [wide(3)]);
    }

    #[test]
    fn every_column_stands_in_one_part_beside_the_names_of_its_rows_and_under_its_title() {
        let sheet = wide(30);
        let parts = parts(&sheet);
        assert!(parts.len() > 1 && parts.iter().all(|part| !Layout::of(part).too_wide), "{}", parts.len());
        let names = |sheet: &Sheet| sheet.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
        let all: Vec<String> = parts.iter().flat_map(|part| names(part)[2..].to_vec()).collect();
        assert_eq!(all, names(&sheet)[2..]);
        for part in &parts {
            assert_eq!(names(part)[..2], ["code", "label"]);
            assert!(part.fields.len() % 2 == 0 && part.rows[0].entries.len() == part.fields.len());
        }
        let number = parts.len();
        assert_eq!(parts[0].heading, [format!("codes by place (part 1 of {number})"), "counted".into()]);
        assert_eq!(parts[number - 1].heading, [format!("codes by place (part {number} of {number})")]);
        assert!(parts[0].notes.is_empty() && parts[number - 1].notes == ["below"]);
    }

    #[test]
    fn long_texts_side_by_side_are_parted_too() {
        let long = "What somebody said of it at length. ".repeat(4);
        let mut fields = vec![Field::text("incident", "incident")];
        fields.extend((0..12).map(|at| Field::text(format!("c{at}"), format!("code {at}"))));
        let entries = (0..13).map(|at| Entry::text(if at == 0 { "i1" } else { &long })).collect();
        let sheet = Sheet { fields, rows: vec![Row { entries, strong: false }], ..Sheet::default() };
        let parts = parts(&sheet);
        assert!(parts.len() > 1 && parts.iter().all(|part| !Layout::of(part).too_wide), "{}", parts.len());
    }
}
