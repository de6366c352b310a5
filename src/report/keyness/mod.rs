//! The words that one half of the incidents uses more than the other, for people and programs.

mod json;
mod rows;

pub use json::json;
pub(super) use rows::marks;

use super::Sheet;
use super::provenance::{designed, joined, remarks, shell, some};
use super::tables::cut_at;
use crate::analysis::keyness::{Half, Keywords, Order, Word};
use crate::analysis::statistic::{Measure, find};
use crate::analysis::{Caution, Condition, Design};

/// Where the words come from, and which are wanted.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// The study's title, where there is a study that has one.
    pub study: Option<&'a str>,
    /// The study's aim, where it states one.
    pub aim: Option<&'a str>,
    /// How many incidents of each outcome the design asked for, where it did.
    pub design: Option<Design>,
    /// The arguments after which another verb reads the same incidents, as a shell wants them.
    pub arguments: &'a str,
    /// The most key first, by this.
    pub order: Order,
    /// No more than so many words of each half.
    pub most: usize,
    /// Words that were left out, as people say it; `None` where none were.
    pub left_out: Option<&'a str>,
}

/// A table for each half: the words that it uses more.
pub fn sheets(table: &Keywords, asked: &Asked<'_>) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = [0, 1].map(|half| of_half(table, asked, half)).into();
    sheets[0].heading.splice(0..0, heading(table, asked).into_iter().chain(legend(table)));
    sheets[1].notes.extend(notes(table, asked));
    sheets[1].notes.extend(opening_of_first(table, asked));
    sheets
}

/// Both halves as one table.
pub fn data(table: &Keywords, asked: &Asked<'_>) -> Sheet {
    let mut sheet = rows::body(table);
    for half in [0, 1] {
        sheet.rows.extend(rows::rows(table, &table.ranked(half, asked.order, asked.most)));
    }
    sheet
}

fn of_half(table: &Keywords, asked: &Asked<'_>, half: usize) -> Sheet {
    let words = table.ranked(half, asked.order, asked.most);
    let all = table.words.iter().filter(|word| word.more_in == Some(half)).count();
    let mut sheet = rows::body(table);
    sheet.heading =
        vec![format!("more in {}: {} of {}", title(&table.halves[half]), words.len(), some(all, "word"))];
    sheet.rows = rows::rows(table, &words);
    if words.is_empty() {
        let fewest = some(table.fewest, "incident");
        sheet.notes.push(format!("No word of at least {fewest} (--min-incidents) is used more here."));
    }
    sheet
}

/// What people read for a half.
fn title(half: &Half) -> &str {
    half.label.as_ref().unwrap_or(&half.value)
}

/// Lines above all: what was counted, from whom, out of how many.
pub(super) fn heading(table: &Keywords, asked: &Asked<'_>) -> Vec<String> {
    let study = asked.study.map(|study| format!("{study} · ")).unwrap_or_default();
    let what = if table.longest > 1 { "words and phrases" } else { "words" };
    let [first, second] = &table.halves;
    let cuts = cut_at(&table.cuts);
    let mut lines =
        vec![format!("{study}{what} by {}{cuts}: {} against {}", table.by, title(first), title(second))];
    lines.extend(asked.aim.map(|aim| format!("aim: {aim}")));
    let mut counted = format!("words of the narratives: {}", some(table.counted.incidents, "incident"));
    if let Some(respondents) = table.counted.respondents {
        counted += &format!(" · told by {}", some(respondents, "respondent"));
    }
    if !table.counted.conditions.is_empty() {
        counted += &format!(" · where {}", joined(&table.counted.conditions));
    }
    lines.push(counted);
    for half in &table.halves {
        let respondents = half.respondents.map(|number| format!(" of {}", some(number, "respondent")));
        lines.push(format!(
            "{}: {}{}, {} words",
            title(half),
            some(half.incidents, "incident"),
            respondents.unwrap_or_default(),
            half.totals[0]
        ));
    }
    lines
}

/// What the numbers are.
fn legend(table: &Keywords) -> Vec<String> {
    let mut lines = Vec::new();
    let respondents =
        if table.counted.respondents.is_some() { ", r = respondents who told them" } else { "" };
    let base = match table.longest {
        1 => "in 10,000 words of the half",
        _ => "in 10,000 words of the half, of phrases in 10,000 stretches of as many words",
    };
    lines
        .push(format!("i = incidents that use it, % of the half's incidents{respondents}, per 10k = {base}"));
    lines.push(
        "G² = log-likelihood of the words; log ratio: 1 is twice as often, −1 half (½ for a frequency of 0)"
            .to_string(),
    );
    lines.push(format!(
        "p = exact test of Fisher on incidents with and without it; Holm = corrected for {}",
        some(table.words.len(), "word")
    ));
    lines
}

/// Lines below all: what to be careful of, what is in no count.
fn notes(table: &Keywords, asked: &Asked<'_>) -> Vec<String> {
    let mut lines = of_marks(table);
    if has(table, Caution::DependentWords) {
        lines.push(
            "A narrative repeats its words, and G² takes them as independent: it orders words, it tests nothing. \
             p and Holm count incidents."
                .to_string(),
        );
    }
    if has(table, Caution::DependentIncidents) {
        lines.push(
            "Some respondents told several incidents; p takes incidents as independent: see r.".to_string(),
        );
    }
    lines.extend(left_out(table, asked));
    lines
}

fn has(table: &Keywords, caution: Caution) -> bool {
    table.words.iter().any(|word| word.cautions.contains(&caution))
}

/// What the signs behind a word mean.
pub(super) fn of_marks(table: &Keywords) -> Vec<String> {
    let mut lines = Vec::new();
    if has(table, Caution::ExpectedBelowFive) {
        lines.push("¹ fewer than five expected in one half: G² is rough.".to_string());
    }
    if has(table, Caution::OneRespondent) {
        lines.push("² one respondent alone uses it: that person's word, not the half's.".to_string());
    }
    lines
}

/// What is in no count, or not shown.
pub(super) fn left_out(table: &Keywords, asked: &Asked<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if table.languages.len() > 1 {
        lines.push(several_languages(table));
    }
    if table.fewest > 1 {
        lines.push(format!(
            "Words of fewer than {} are left out (--min-incidents).",
            some(table.fewest, "incident")
        ));
    }
    if table.alike() > 0 {
        let words = some(table.alike(), "word");
        lines.push(format!("{words} that both use as often: in neither list."));
    }
    if let Some(left_out) = asked.left_out {
        lines.push(format!(
            "Not shown, but counted among all words: {left_out} (--stop-words none shows them)."
        ));
    }
    if table.outside > 0 {
        lines.push(format!("{} in neither half: in no count.", some(table.outside, "incident")));
    }
    lines.extend(designed(asked.design.as_ref(), &table.by));
    let whole = &table.counted;
    lines.extend(remarks(whole.without_text, whole.own_respondent, whole.respondents));
    lines
}

/// How the first word is opened.
fn opening_of_first(table: &Keywords, asked: &Asked<'_>) -> Option<String> {
    let first = |half: usize| Some((half, *table.ranked(half, asked.order, 1).first()?));
    let (half, word) = [0, 1].into_iter().find_map(first)?;
    Some(format!("Read a word where it stands: {}", opening(table, asked, half, word)))
}

fn several_languages(table: &Keywords) -> String {
    let [first, second] = &table.halves;
    let each: Vec<String> = table
        .languages
        .iter()
        .map(|(language, [one, other])| format!("{} {one} and {other}", language.tag()))
        .collect();
    let lang = table.languages.first().map_or("en", |(language, _)| language.tag());
    format!(
        "Narratives of several languages ({} in {} and {}): words of the larger come first; one language alone: \
         --where lang={lang}",
        each.join(", "),
        title(first),
        title(second)
    )
}

/// The search that shows a word in its places.
fn opening(table: &Keywords, asked: &Asked<'_>, half: usize, word: &Word) -> String {
    let mut conditions = table.counted.conditions.clone();
    conditions.push(Condition::is(&table.by, &table.halves[half].value));
    let conditions: Vec<String> =
        conditions.iter().map(|condition| format!(" --where {}", shell(&condition.to_string()))).collect();
    format!(
        "keerpunt search {}{}{}",
        shell(&format!("\"{}\"", word.text)),
        conditions.concat(),
        asked.arguments
    )
}

/// The value of one statistic of a word.
fn value(word: &Word, measure: Measure) -> Option<f64> {
    let all = [&word.statistics, &word.of_incidents];
    all.into_iter().find_map(|list| find(list, measure)).and_then(|one| one.value)
}
