//! The dots of `keerpunt frequencies --plot` and `keerpunt participation --plot`.

use crate::folder::{Folder, Run};
use crate::plots::{golden, small, well_formed};
use std::fs;

fn drawn(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[arguments, &["--plot", "shares.svg"]].concat()).expect(0);
    fs::read_to_string(folder.path("shares.svg")).unwrap()
}

#[test]
fn each_code_has_its_share_of_all_with_an_interval() {
    let folder = small();
    let svg = drawn(&folder, &["frequencies"]);
    well_formed(&svg);
    assert!(
        svg.contains("a: incidents 3 of 7 (43 %, 16 to 75). b: incidents 2 of 7 (29 %, 8 to 64)."),
        "{svg}"
    );
    assert!(svg.contains(">% of all 7 incidents</text>"), "{svg}");
    assert!(!svg.contains("stroke-dasharray"), "{svg}");
    golden("shares.svg", &svg);
    let within = drawn(&folder, &["frequencies", "--within", "outcome", "--plot-width", "85"]);
    well_formed(&within);
    assert!(within.contains("a: went &lt;well&gt; &amp; good 3 of 4"), "{within}");
    assert!(within.contains("failure 0 of 3 (0 %, 0 to 56)"), "{within}");
    assert!(within.contains(">% of the incidents of the value</text>"), "{within}");
}

#[test]
fn segments_have_no_share_and_are_not_drawn() {
    let folder = small();
    let segments = folder.run(&["frequencies", "--unit", "segment", "--plot", "shares.svg"]);
    assert!(segments.status != Some(0) && !folder.path("shares.svg").exists(), "{}", segments.stderr);
    let nobody = folder.run(&["frequencies", "--where", "site=none", "--plot", "shares.svg"]).expect(2);
    assert!(nobody.stderr.contains("nothing to draw"), "{}", nobody.stderr);
}

#[test]
fn the_line_of_participation_is_drawn_and_respondents_are_what_shares_are_of() {
    let folder = small();
    let svg = drawn(&folder, &["participation", "--line", "40%"]);
    well_formed(&svg);
    assert!(svg.contains("Dashes: 40 %.") && svg.contains("stroke-dasharray"), "{svg}");
    assert!(svg.contains("a: respondents 3 of 7"), "{svg}");
    let within = drawn(&folder, &["participation", "--within", "site"]);
    assert!(within.contains("south 1 of 2"), "{within}");
    well_formed(&within);
}

#[test]
fn shares_are_shown_as_text_in_place_of_the_table() {
    let folder = small();
    let shown = |verb: &[&str]| {
        let asked = [verb, &["--plot", "-"]].concat();
        let output = folder.command(&asked).env("COLUMNS", "60").output().unwrap();
        Run::of(output).expect(0).stdout
    };
    let alone = shown(&["participation", "--line", "70%"]);
    assert!(alone.lines().all(|line| line.chars().count() <= 60), "{alone}");
    golden("shares.txt", &alone);
    let within = shown(&["participation", "--within", "outcome"]);
    assert!(within.contains("● failure (n = 3)"), "{within}");
    let frequencies = shown(&["frequencies", "--within", "outcome"]);
    assert!(frequencies.contains("● failure (n = 3)"), "{frequencies}");
    assert!(shown(&["frequencies"]).contains("● incidents (n = 7)"));
}
