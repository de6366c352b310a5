//! How good the order is, code by code.

use super::School;
use keerpunt::learn::{Asked, Measured, Scored, learn, measure};
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Align, Entry, Field, Row};
use keerpunt::report::{Sheet, printable};
use serde_json::{Value, json};

/// How good the order of each code is.
pub struct Told {
    who: String,
    incidents: usize,
    codes: Vec<(String, &'static str, Measured)>,
    too_few: Vec<String>,
}

/// Measures the codes that have enough passages.
pub fn of(school: &School<'_>, codes: impl Iterator<Item = usize>) -> Told {
    let mut told = Told {
        who: school.taught.who.clone(),
        incidents: school.taught.incidents(),
        codes: Vec::new(),
        too_few: Vec::new(),
    };
    for code in codes {
        let (texts, marks) = (school.texts(code), school.marks(code));
        let asked = Asked { incidents: school.desk.incidents(), marks: &marks, texts: &texts };
        let id = school.codebook.codes[code].id.clone();
        match learn(&asked) {
            Ok(lessons) => told.codes.push((id, texts.grain().name(), measure(&lessons))),
            Err(_) => told.too_few.push(id),
        }
    }
    told
}

/// The mean of a number over codes; none where no code has it.
fn mean(numbers: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let numbers: Vec<f64> = numbers.flatten().collect();
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
}

type Number = fn(&Measured) -> Option<f64>;

/// The numbers of a row, each with its name in files and the group it stands under.
const NUMBERS: [(&str, usize, Number); 6] = [
    ("rules_precision_at_10", 0, |one| Some(one.rules.precision_at_10)),
    ("rules_recall_at_50", 0, |one| one.rules.recall_at_50),
    ("learnt_precision_at_10", 1, |one| Some(one.learnt.precision_at_10)),
    ("learnt_recall_at_50", 1, |one| one.learnt.recall_at_50),
    ("beyond_precision_at_10", 2, |one| {
        (one.beyond_rules.coded > 0).then_some(one.beyond_rules.precision_at_10)
    }),
    ("beyond_recall_at_50", 2, |one| one.beyond_rules.recall_at_50),
];

impl Told {
    /// A row for each code, and the mean of all.
    pub fn sheet(&self) -> Sheet {
        let numbers = |of: &dyn Fn(Number) -> Option<f64>| -> Vec<Entry> {
            NUMBERS.iter().map(|(.., number)| Entry::ratio(of(*number))).collect()
        };
        let mut rows: Vec<Row> = self
            .codes
            .iter()
            .map(|(code, unit, one)| {
                let mut entries = vec![
                    Entry::text(printable(code)),
                    Entry::text(*unit),
                    Entry::count(one.learnt.coded),
                    Entry::count(one.learnt.passages),
                    Entry::count(one.beyond_rules.coded),
                ];
                entries.extend(numbers(&|number| number(one)));
                Row { entries, strong: false }
            })
            .collect();
        if self.codes.len() > 1 {
            let mut entries = vec![
                Entry::text(format!("mean of {}", some(self.codes.len(), "code"))),
                Entry::text(""),
                Entry::text(""),
                Entry::text(""),
                Entry::text(""),
            ];
            entries.extend(numbers(&|number| mean(self.codes.iter().map(|(.., one)| number(one)))));
            rows.push(Row { entries, strong: true });
        }
        let mut fields = vec![
            Field::text("code", "code"),
            Field::text("unit", "unit"),
            Field::number("coded", "coded"),
            Field::number("passages", "of"),
            Field::number("coded_beyond_rules", "no rule"),
        ];
        fields.extend(NUMBERS.iter().enumerate().map(|(at, (name, group, _))| {
            let title = if at % 2 == 0 { "P@10" } else { "R@50" };
            Field { align: Align::Right, ..Field::text(*name, title) }.under(*group)
        }));
        Sheet {
            heading: vec![
                "How good the learnt order is, beside that of the rules alone (cross-validated by incident, five folds)".to_string(),
                printable(&format!("on {} read by {}", some(self.incidents, "incident"), self.who)).into_owned(),
            ],
            groups: ["rules alone", "learnt", "learnt, no rule"].map(str::to_string).to_vec(),
            fields,
            rows,
            notes: self.notes(),
            ..Sheet::default()
        }
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            "P@10: coded passages among the first ten, of ten. R@50: those among the first fifty, of all that were coded. \
             no rule: the passages that no rule of the code suggests, ranked by themselves."
                .to_string(),
        ];
        if !self.too_few.is_empty() {
            notes.push(
                printable(&format!("Too few passages to learn from: {}.", self.too_few.join(", ")))
                    .into_owned(),
            );
        }
        notes
    }

    /// Everything, for programs.
    pub fn json(&self) -> Value {
        let scored = |one: &Scored| {
            json!({
                "coded": one.coded, "passages": one.passages,
                "precision_at_10": one.precision_at_10, "recall_at_50": one.recall_at_50,
            })
        };
        let code = |(code, unit, one): &(String, &'static str, Measured)| {
            json!({
                "code": code, "unit": unit, "rules": scored(&one.rules), "learnt": scored(&one.learnt),
                "beyond_rules": scored(&one.beyond_rules),
            })
        };
        let mean = |number: Number| mean(self.codes.iter().map(|(.., one)| number(one)));
        let means: serde_json::Map<String, Value> =
            NUMBERS.iter().map(|(name, _, number)| (name.to_string(), json!(mean(*number)))).collect();
        json!({
            "schema": "keerpunt.suggest-measure/1", "from": self.who, "read": self.incidents,
            "codes": self.codes.iter().map(code).collect::<Vec<_>>(), "mean": means, "too_few": self.too_few,
        })
    }
}
