//! Incidents of respondents who told several: within respondents, between them, and how alike theirs are.

use super::Topic;
use super::answer::{Answer, Mistake, input};
use super::strata::within;
use keerpunt::statistics::clusters::dependence::{intraclass_correlation, largest};
use keerpunt::statistics::clusters::of_tables::{Held, corrected};
use keerpunt::statistics::clusters::rao_scott::rao_scott;
use keerpunt::statistics::strata::collapsed;
use keerpunt::statistics::strata::exact::ExactStrata;
use keerpunt::statistics::two_by_two::fisher::Fisher;
use keerpunt::statistics::two_by_two::risk_difference::risk_difference;
use keerpunt::statistics::{Counts, TwoByTwo, association, clusters};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const TOPICS: &[Topic] = &[
    Topic { name: "clustered", compute: clustered },
    Topic { name: "clustered_rxc", compute: clustered_r_by_c },
];

const HELP: &str = r#"{"columns": ["respondent", "outcome", "code_present"], "rows": [["R01", "success", 0]]}: an incident a row, the outcome success or failure, the code 0 or 1"#;

#[derive(Debug, Deserialize)]
struct Input {
    columns: Vec<String>,
    rows: Vec<(Value, String, u64)>,
}

fn clustered(value: Value) -> Result<Answer, Mistake> {
    let Input { columns, rows } = input(value, HELP)?;
    if columns != ["respondent", "outcome", "code_present"] {
        return Err(Mistake::new(format!("the columns are {}", columns.join(", ")), HELP));
    }
    let mut respondents: BTreeMap<String, TwoByTwo> = BTreeMap::new();
    for (respondent, outcome, code) in rows {
        let table = respondents.entry(respondent.to_string()).or_insert(TwoByTwo { a: 0, b: 0, c: 0, d: 0 });
        let cell = match (outcome.as_str(), code) {
            ("success", 1) => &mut table.a,
            ("success", 0) => &mut table.b,
            ("failure", 1) => &mut table.c,
            ("failure", 0) => &mut table.d,
            _ => return Err(Mistake::new(format!("a row says {outcome}, {code}"), HELP)),
        };
        *cell += 1;
    }
    Ok(quantities(&respondents.into_values().collect::<Vec<_>>()))
}

/// Tables of any size, one a respondent.
#[derive(Debug, Deserialize)]
struct Tables {
    tables: Vec<Vec<Vec<u64>>>,
}

fn clustered_r_by_c(value: Value) -> Result<Answer, Mistake> {
    let help = r#"{"tables": [[[2, 1, 0], [0, 0, 1]], [[1, 0, 0], [0, 2, 1]]]}: a table of counts for each respondent, all of the same shape"#;
    let Tables { tables } = input(value, help)?;
    let shape = |table: &Vec<Vec<u64>>| table.iter().map(Vec::len).collect::<Vec<_>>();
    let first = tables.first().map(shape).unwrap_or_default();
    let columns = first.first().copied().unwrap_or(0);
    if columns == 0 || first.iter().any(|row| *row != columns) || tables.iter().any(|one| shape(one) != first)
    {
        return Err(Mistake::new("the tables are not all of one shape", help));
    }
    let clusters: Vec<Held> = tables.iter().map(|table| Held { cells: table.concat(), times: 1 }).collect();
    let test = corrected(&clusters, columns);
    let mut answer = Answer::default();
    answer.count("n_respondents", tables.len());
    answer.number("rao_scott_chisq", test.map(|test| test.chi2));
    answer.number("df", test.map(|test| test.df));
    answer.number("rao_scott_deff", test.map(|test| test.design_effect));
    answer.number("rao_scott_first", test.map(|test| test.first));
    answer.number("rao_scott_chisq_p", test.map(|test| test.first_p));
    answer.number("rao_scott_F", test.map(|test| test.f));
    answer.number("rao_scott_ndf", test.map(|test| test.f_df.0));
    answer.number("rao_scott_ddf", test.map(|test| test.f_df.1));
    answer.number("rao_scott_F_p", test.map(|test| test.f_p));
    Ok(answer)
}

fn quantities(respondents: &[TwoByTwo]) -> Answer {
    let mut answer = Answer::default();
    let all = collapsed(respondents);
    answer.value("table", json!([[all.a, all.b], [all.c, all.d]]));
    let naive = association::pearson(&Counts::from(all));
    answer.number("naive_chi2", naive.map(|chi2| chi2.value));
    answer.number("naive_p", naive.map(|chi2| chi2.p));
    answer.number("naive_fisher_p", Fisher::of(&all).two_sided);
    within(respondents, &mut answer);
    let exact = ExactStrata::of(respondents).map(|exact| exact.two_sided());
    answer.number("cmh_exact_p", exact);
    answer.number("perm_within_respondent_p_two_sided", exact);
    for (group, name) in ["success", "failure"].into_iter().enumerate() {
        let share = clusters::share(respondents, group);
        answer.number(&format!("p_{name}"), share.map(|share| share.value));
        answer.number(&format!("p_{name}_se"), share.and_then(|share| share.standard_error));
        answer.number(&format!("deff_{name}"), share.and_then(|share| share.design_effect));
    }
    answer.number("rd", risk_difference(&all));
    answer.number("rd_cluster_se", clusters::risk_difference_se(respondents));
    let log_odds = clusters::log_odds_ratio(respondents);
    answer.number("svyglm_log_or", log_odds.map(|(value, _)| value));
    answer.number("svyglm_log_or_se", log_odds.and_then(|(_, se)| se));
    answer.number("icc_anova", intraclass_correlation(respondents));
    answer.count("n_respondents", respondents.len());
    answer.count("max_incidents_per_respondent", largest(respondents));
    let corrected = rao_scott(respondents);
    answer.number("rao_scott_F", corrected.map(|test| test.f));
    answer.number("rao_scott_ndf", corrected.map(|test| test.df.0));
    answer.number("rao_scott_ddf", corrected.map(|test| test.df.1));
    answer.number("rao_scott_F_p", corrected.map(|test| test.f_p));
    answer.number("rao_scott_chisq", corrected.map(|test| test.chi2));
    answer.number("rao_scott_chisq_p", corrected.map(|test| test.chi2_p));
    answer
}
