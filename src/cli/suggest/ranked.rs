//! The order of passages, as a table and for programs.

use super::School;
use keerpunt::learn::{Grain, Ranked};
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Entry, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, one_line, printable};
use keerpunt::span::CharIndex;
use serde_json::{Value, json};

/// Of fewer coded passages the order is no more than a hint.
const FEW: usize = 20;

/// Passages in the order in which they look like the code.
pub struct Order<'a> {
    /// Where they come from.
    pub school: &'a School<'a>,
    /// The code.
    pub code: usize,
    /// What was ranked.
    pub grain: Grain,
    /// The passages, best first.
    pub ranked: Vec<Ranked>,
    /// Coded passages that it was learnt from.
    pub coded: usize,
    /// Others.
    pub others: usize,
}

impl Order<'_> {
    /// A row for each passage.
    pub fn sheet(&self) -> Sheet {
        let row = |one: &Ranked| {
            let incident = &self.school.desk.incidents()[one.passage.incident];
            let quote = one.passage.span.of(&incident.narrative);
            let (start, end) = CharIndex::new(&incident.narrative).chars(one.passage.span);
            let score = share(one.score);
            let entries = vec![
                Entry::text(self.school.key(self.code, one)),
                Entry::text(one_line(&incident.id)),
                Entry { shown: format!("{score:.2}"), exact: score.to_string() },
                Entry::text(if one.passage.rule { "yes" } else { "" }),
                Entry::text(printable(&self.words(one).join(", "))),
                Entry { shown: one_line(quote), exact: quote.to_string() },
                Entry::count(start),
                Entry::count(end),
            ];
            Row { entries, strong: false }
        };
        let fields = vec![
            Field::text("key", "key"),
            Field::text("incident", "incident"),
            Field::number("score", "score"),
            Field::text("rule", "rule"),
            Field::text("because", "because of").when_narrow(WhenNarrow::Wraps { least: 14, most: 32 }),
            Field::text("quote", "passage").when_narrow(WhenNarrow::Wraps { least: 24, most: 70 }),
            Field::data("start"),
            Field::data("end"),
        ];
        Sheet {
            heading: self.heading(),
            fields,
            rows: self.ranked.iter().map(row).collect(),
            notes: self.notes(),
            ..Sheet::default()
        }
    }

    fn heading(&self) -> Vec<String> {
        let code = &self.school.codebook.codes[self.code];
        let language = self.school.desk.study.language();
        let label = code.label.get(language).map(|label| format!(" ({label})")).unwrap_or_default();
        vec![
            printable(&format!(
                "{}s that look like {}{label}: a model's order, nobody's judgement",
                self.grain.name(),
                code.id
            ))
            .into_owned(),
            printable(&format!(
                "learnt from {} with the code and {} without it, in {} read by {}",
                some(self.coded, self.grain.name()),
                self.others,
                some(self.school.taught.incidents(), "incident"),
                self.school.taught.who
            ))
            .into_owned(),
        ]
    }

    fn notes(&self) -> Vec<String> {
        let id = &self.school.codebook.codes[self.code].id;
        let mut notes = vec![
            "score: between 0 and 1, for the order alone; it is no probability. rule: a rule of the code finds it too."
                .to_string(),
        ];
        if self.coded < FEW {
            notes.push(format!("Learnt from few ({} coded): take the order as a hint.", self.coded));
        }
        if !self.ranked.is_empty() {
            notes.push(format!(
                "Read one in its story, then: keerpunt suggest {id} --accept KEY, or --reject KEY. What is judged is learnt from."
            ));
        }
        notes
    }

    /// The words that speak for a passage, as it writes them.
    fn words(&self, one: &Ranked) -> Vec<String> {
        let narrative = &self.school.desk.incidents()[one.passage.incident].narrative;
        one.reasons.iter().map(|span| one_line(span.of(narrative))).collect()
    }

    /// Everything, for programs.
    pub fn json(&self) -> Value {
        let one = |one: &Ranked| {
            let incident = &self.school.desk.incidents()[one.passage.incident];
            let (start, end) = CharIndex::new(&incident.narrative).chars(one.passage.span);
            json!({
                "key": self.school.key(self.code, one), "incident": incident.id,
                "start": start, "end": end, "quote": one.passage.span.of(&incident.narrative),
                "score": share(one.score), "rule": one.passage.rule, "because": self.words(one),
            })
        };
        json!({
            "schema": "keerpunt.suggest/1",
            "code": self.school.codebook.codes[self.code].id,
            "unit": self.grain.name(),
            "from": self.school.taught.who,
            "read": self.school.taught.incidents(),
            "coded": self.coded,
            "others": self.others,
            "passages": self.ranked.iter().map(one).collect::<Vec<_>>(),
        })
    }
}

/// Log odds as a share of one.
fn share(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}
