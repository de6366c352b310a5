//! Key words for programs, schema `keerpunt.keyness/1`.

use super::Asked;
use crate::analysis::keyness::{Half, Keywords, Word};
use crate::report::counted;
use crate::report::crosstab::extend;
use crate::report::figures;
use crate::report::tables::bins;
use serde_json::{Value, json};

/// The words of both halves, the most key first.
pub fn json(table: &Keywords, asked: &Asked<'_>) -> Value {
    let mut document = json!({"schema": "keerpunt.keyness/1", "study": asked.study});
    extend(&mut document, counted::json(&table.counted));
    let half = |half: &Half| {
        json!({
            "value": half.value,
            "label": half.label,
            "incidents": half.incidents,
            "respondents": half.respondents,
            "tokens": &half.totals[..table.longest],
        })
    };
    let language = |(language, [first, second]): &(crate::text::Language, [usize; 2])| json!({"lang": language.tag(), "incidents_1": first, "incidents_2": second});
    let words = [0, 1].into_iter().flat_map(|half| table.ranked(half, asked.order, asked.most));
    let whole = json!({
        "unit": "incident",
        "by": table.by,
        "bins": bins(&table.cuts),
        "outside": table.outside,
        "halves": table.halves.iter().map(half).collect::<Vec<_>>(),
        "languages": table.languages.iter().map(language).collect::<Vec<_>>(),
        "phrases": table.longest,
        "min_incidents": table.fewest,
        "tests": table.words.len(),
        "alike": table.alike(),
        "words": words.map(|word| json_word(table, word)).collect::<Vec<_>>(),
    });
    extend(&mut document, whole);
    document
}

fn json_word(table: &Keywords, word: &Word) -> Value {
    let [first, second] = &word.uses;
    let tokens = |half: usize| table.halves[half].totals[word.length - 1];
    let cautions: Vec<&str> = word.cautions.iter().map(|caution| caution.code()).collect();
    json!({
        "word": word.text,
        "words": word.length,
        "more_in": word.more_in.map(|half| &table.halves[half].value),
        "freq_1": first.frequency,
        "freq_2": second.frequency,
        "tokens_1": tokens(0),
        "tokens_2": tokens(1),
        "per_10k_1": first.per_ten_thousand,
        "per_10k_2": second.per_ten_thousand,
        "incidents_1": first.incidents,
        "incidents_2": second.incidents,
        "percent_1": first.percent,
        "percent_2": second.percent,
        "respondents_1": first.respondents,
        "respondents_2": second.respondents,
        "respondents": word.respondents,
        "statistics": figures::json(&word.statistics),
        "of_incidents": figures::json(&word.of_incidents),
        "cautions": cautions,
    })
}
