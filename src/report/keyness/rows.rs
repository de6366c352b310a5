//! Rows of key words: how each half uses a word, and what statistics say of it.

use super::{title, value};
use crate::analysis::keyness::{Keywords, Use, Word};
use crate::analysis::{Caution, Measure};
use crate::report::crosstab::RESPONDENTS;
use crate::report::figures::{data, exact, p, plain};
use crate::report::sheet::{Entry, Field, Row, Sheet, WhenNarrow};

const RATE: WhenNarrow = WhenNarrow::Goes { rank: 1 };
const CORRECTED: WhenNarrow = WhenNarrow::Goes { rank: 3 };
const TESTED: WhenNarrow = WhenNarrow::Goes { rank: 4 };
const WORD: WhenNarrow = WhenNarrow::Shrinks { least: 16, most: 40, rank: 9 };

/// What is said of the words themselves, in files.
const OF_WORDS: [Measure; 6] = [
    Measure::LogLikelihood,
    Measure::LogLikelihoodP,
    Measure::LogRatio,
    Measure::LogRatioAdjusted,
    Measure::PercentDifference,
    Measure::BayesFactor,
];
/// What is said of the incidents that use them.
const OF_INCIDENTS: [Measure; 3] = [Measure::FisherP, Measure::Holm, Measure::BenjaminiHochberg];

/// The fields, without rows.
pub(super) fn body(table: &Keywords) -> Sheet {
    let mut sheet = Sheet {
        fields: vec![
            Field::text("word", "word").when_narrow(WORD),
            Field::data("words"),
            Field::data("more_in"),
        ],
        ..Sheet::default()
    };
    for (at, half) in table.halves.iter().enumerate() {
        sheet.groups.push(format!("{} {}", title(half), half.incidents));
        let name = |part: &str| format!("{}_{part}", half.value);
        sheet.fields.push(Field::number(name("incidents"), "i").under(at));
        sheet.fields.push(Field::data(name("base")));
        sheet.fields.push(Field::number(name("percent"), "%").under(at));
        if table.counted.respondents.is_some() {
            sheet.fields.push(Field::number(name("respondents"), "r").under(at).when_narrow(RESPONDENTS));
        }
        sheet.fields.push(Field::data(name("freq")));
        sheet.fields.push(Field::data(name("tokens")));
        sheet.fields.push(Field::number(name("per_10k"), "per 10k").under(at).when_narrow(RATE));
    }
    sheet.groups.extend(["words".to_string(), "incidents".to_string()]);
    let shown = |name: &str, title: &str, group| {
        Field::number(format!("shown_{name}"), title).under(group).only_shown()
    };
    sheet.fields.push(shown("ll", "G²", 2));
    sheet.fields.push(shown("log_ratio", "log ratio", 2));
    sheet.fields.push(Field::text("shown_cautions", "").under(2).only_shown());
    sheet.fields.push(shown("p", "p", 3).when_narrow(TESTED));
    sheet.fields.push(shown("holm", "Holm", 3).when_narrow(CORRECTED));
    sheet.fields.extend(OF_WORDS.map(|measure| Field::data(measure.name())));
    sheet.fields.extend(OF_INCIDENTS.map(|measure| Field::data(format!("incidents_{}", measure.name()))));
    if table.counted.respondents.is_some() {
        sheet.fields.push(Field::data("respondents"));
    }
    sheet.fields.push(Field::data("cautions"));
    sheet
}

/// A row a word.
pub(super) fn rows(table: &Keywords, words: &[&Word]) -> Vec<Row> {
    words.iter().map(|word| row(table, word)).collect()
}

fn row(table: &Keywords, word: &Word) -> Row {
    let mut entries = vec![
        Entry::text(&word.text),
        Entry::count(word.length),
        Entry::text(word.more_in.map_or("", |half| table.halves[half].value.as_str())),
    ];
    for (half, own) in table.halves.iter().zip(&word.uses) {
        entries.extend(of_half(
            own,
            half.incidents,
            half.totals[word.length - 1],
            half.respondents.is_some(),
        ));
    }
    let value = |measure| value(word, measure);
    entries.push(one_decimal(value(Measure::LogLikelihood)));
    entries.push(plain(value(Measure::LogRatioAdjusted)));
    entries.push(Entry::text(marks(&word.cautions)));
    entries.push(p(value(Measure::FisherP)));
    entries.push(p(value(Measure::Holm)));
    entries.extend(OF_WORDS.iter().chain(&OF_INCIDENTS).map(|measure| data(value(*measure))));
    if table.counted.respondents.is_some() {
        entries.push(Entry::count_or_none(word.respondents));
    }
    let cautions: Vec<&str> = word.cautions.iter().map(|caution| caution.code()).collect();
    entries.push(Entry::text(cautions.join(";")));
    Row { entries, strong: false }
}

fn of_half(own: &Use, incidents: usize, tokens: u64, respondents: bool) -> Vec<Entry> {
    let mut entries = vec![Entry::count(own.incidents), Entry::count(incidents), Entry::percent(own.percent)];
    if respondents {
        entries.push(Entry::count_or_none(own.respondents));
    }
    let rate =
        own.per_ten_thousand.map(|rate| Entry { shown: format!("{rate:.1}"), exact: rate.to_string() });
    entries.push(Entry::text(own.frequency.to_string()));
    entries.push(Entry::text(tokens.to_string()));
    entries.push(rate.unwrap_or_else(Entry::none));
    entries
}

/// Signs of the cautions that the lines below explain.
pub(in crate::report) fn marks(cautions: &[Caution]) -> String {
    let mark = |caution: &Caution| match caution {
        Caution::ExpectedBelowFive => "¹",
        Caution::OneRespondent => "²",
        _ => "",
    };
    cautions.iter().map(mark).collect()
}

fn one_decimal(value: Option<f64>) -> Entry {
    value.map_or_else(Entry::none, |value| Entry { shown: format!("{value:.1}"), exact: exact(value) })
}
