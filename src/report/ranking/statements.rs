//! Statements that two groups scored, in both rankings.

use super::{difference, numbers, opposite, priorities, rank};
use crate::analysis::Measure;
use crate::analysis::ranking::Higher;
use crate::analysis::ranking::statements::{Statement, Statements, tested};
use crate::analysis::statistic::find;
use crate::report::crosstab::extend;
use crate::report::provenance::some;
use crate::report::sheet::{Entry, Field, Row, WhenNarrow};
use crate::report::{Sheet, figures};
use serde_json::{Value, json};

/// The rankings, and how alike they are.
pub fn sheets(table: &Statements, from: &str) -> Vec<Sheet> {
    vec![sheet(table, from), numbers::sheet(&table.lists, &table.groups)]
}

/// The rankings for files of values: how alike they are stands below.
pub fn data(table: &Statements, from: &str) -> Sheet {
    Sheet {
        further: Vec::from_iter(numbers::further(&table.lists, &table.groups, false)),
        ..sheet(table, from)
    }
}

/// The rankings alone; `from` is where the scores stand.
pub fn sheet(table: &Statements, from: &str) -> Sheet {
    let [first, second] = &table.groups;
    let what = match table.of_persons {
        true => "mean = of the scores that persons of the group gave, n of them",
        false => "score = that of the group",
    };
    let heading = vec![
        format!("rankings of statements · {first} and {second}"),
        format!("{} of {from} · {what}; rank 1 = highest score", some(table.rows.len(), "statement")),
    ];
    let goes = WhenNarrow::Goes { rank: 1 };
    let mut fields = vec![Field::text("statement", "statement").when_narrow(WhenNarrow::Shrinks {
        least: 20,
        most: 60,
        rank: 9,
    })];
    for (at, side) in ["first", "second"].iter().enumerate() {
        let field = |name: &str, title: &str| Field::number(format!("{side}_{name}"), title).under(at);
        let n = field("n", "n").when_narrow(goes);
        fields.push(Field { only_data: !table.of_persons, ..n });
        fields.push(field("mean", if table.of_persons { "mean" } else { "score" }));
        fields.push(field("rank", "rank"));
    }
    fields.push(Field::number("rank_difference", "difference").when_narrow(goes));
    if table.of_persons {
        for (measure, title) in TESTS {
            let field = Field::number(measure.name(), title);
            fields.push(Field { only_data: measure != Measure::RankBiserial, ..field });
        }
        fields.push(Field::number("p", "p").only_shown());
        fields.push(Field::number(Measure::Holm.name(), "Holm"));
    }
    fields.push(Field::text("opposite", ""));
    let mut notes = Vec::new();
    let named = table.rows.iter().map(|row| (row.statement.as_str(), row.opposite));
    notes.extend(priorities(named, &table.groups));
    if table.of_persons {
        notes.push("p = Mann and Whitney's, exact where counted, else normal; Holm for the number of statements. r = rank-biserial: above 0 where the first group scores higher.".into());
    }
    if !table.of_one_group.is_empty() {
        notes.push(format!("Scored by one group alone, in no ranking: {}.", table.of_one_group.join(", ")));
    }
    let rows = table.rows.iter().map(|row| line(table, row)).collect();
    Sheet { heading, groups: table.groups.to_vec(), fields, rows, notes, ..Sheet::default() }
}

/// What files have of each statement's test; people see the first, and one p.
const TESTS: [(Measure, &str); 4] = [
    (Measure::RankBiserial, "r"),
    (Measure::MannWhitneyU1, "U1"),
    (Measure::MannWhitneyP, "normal p"),
    (Measure::MannWhitneyPermutationP, "exact p"),
];

fn line(table: &Statements, row: &Statement) -> Row {
    let mut entries = vec![Entry::text(&row.statement)];
    for side in [0, 1] {
        entries.push(Entry::count(row.n[side]));
        entries.push(figures::plain(Some(row.means[side])));
        entries.push(rank(row.ranks[side]));
    }
    entries.push(difference(row.ranks));
    if table.of_persons {
        let value = |measure| find(&row.statistics, measure).and_then(|one| one.value);
        for (measure, _) in TESTS {
            entries.push(match measure {
                Measure::RankBiserial | Measure::MannWhitneyU1 => figures::plain(value(measure)),
                _ => figures::p(value(measure)),
            });
        }
        entries.push(figures::p(tested(&row.statistics)));
        entries.push(figures::p(value(Measure::Holm)));
    }
    entries.push(opposite(row.opposite));
    Row { entries, strong: false }
}

/// The rankings for programs, schema `keerpunt.compare-statements/1`.
pub fn json(table: &Statements) -> Value {
    let row = |row: &Statement| {
        json!({
            "statement": row.statement,
            "n": row.n,
            "means": row.means,
            "ranks": row.ranks,
            "opposite": row.opposite.map(Higher::name),
            "mann_whitney": figures::json(&row.statistics),
        })
    };
    let mut document = json!({
        "schema": "keerpunt.compare-statements/1",
        "groups": table.groups,
        "of_persons": table.of_persons,
        "of_one_group": table.of_one_group,
        "rows": table.rows.iter().map(row).collect::<Vec<_>>(),
    });
    extend(&mut document, numbers::json(&table.lists));
    document
}
