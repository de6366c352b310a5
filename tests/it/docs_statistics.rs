//! `docs/statistics.md` names every statistic and caution that a table can carry.

use keerpunt::analysis::{Caution, Measure};
use std::fs;
use std::path::Path;

#[test]
fn every_statistic_and_caution_of_a_table_is_explained() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/statistics.md");
    let page = fs::read_to_string(page).unwrap();
    let names = Measure::ALL.iter().map(|measure| measure.name());
    let intervals = Measure::ALL.iter().filter_map(|measure| measure.interval_name());
    let cautions = Caution::ALL.iter().map(|caution| caution.code());
    let missing: Vec<&str> =
        names.chain(intervals).chain(cautions).filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "docs/statistics.md does not say what these are: {missing:?}");
}
