//! Names that tables share.

use super::shared;

#[test]
fn what_names_share_stands_around_what_they_do_not() {
    let of = |names: &[&str]| shared(&names.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(of(&["reports.csv"]), "reports.csv");
    assert_eq!(of(&["SAFENET_1999.csv", "SAFENET_2000.csv", "SAFENET_2021.csv"]), "SAFENET_{year}.csv");
    assert_eq!(of(&["2019.csv", "2020.csv"]), "{year}.csv");
    assert_eq!(of(&["part 1.csv", "part 12.csv"]), "part *.csv");
    assert_eq!(of(&["noord.csv", "zuid.csv"]), "*.csv");
    assert_eq!(of(&["a.csv", "a.b.csv"]), "a*.csv");
}
