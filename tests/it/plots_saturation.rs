//! The curve of `keerpunt saturation --plot`.

use crate::folder::{Folder, Run};
use crate::plots::{golden, small, well_formed};
use crate::stories::study;
use std::fs;

fn drawn(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[&["saturation", "--plot", "curve.svg"], arguments].concat());
    fs::read_to_string(folder.path("curve.svg")).unwrap()
}

#[test]
fn a_curve_shows_known_and_expected_codes_and_where_base_and_run_end() {
    let folder = small();
    let asked = ["--base", "1", "--run", "2", "--threshold", "0"];
    let svg = drawn(&folder, &asked);
    well_formed(&svg);
    assert!(svg.contains("Known: 1 after incident 1, 2 after incident 5."), "{svg}");
    assert!(svg.contains(">base: first incident, 1 code</text>"), "{svg}");
    assert!(svg.contains("incident 3 ends the first run of 2 that brings at most 0 % of the base"), "{svg}");
    assert!(svg.contains("2.0 in 7."), "{svg}");
    assert_eq!(svg, drawn(&folder, &asked), "a drawing is the same every time");
    golden("curve.svg", &svg);
    let narrow = drawn(&folder, &["--plot-width", "85", "--run", "3"]);
    assert!(narrow.contains("width=\"85mm\"") && narrow.contains("Base and run: no run of 3"), "{narrow}");
}

#[test]
fn too_few_incidents_for_a_base_are_told_and_respondents_are_named() {
    let folder = study();
    let svg = drawn(&folder, &["--base", "6"]);
    assert!(svg.contains("Too few incidents for a base and a run."), "{svg}");
    let people = drawn(&folder, &["--unit", "respondent"]);
    assert!(people.contains("3 after respondent 2") && people.contains(">respondents</text>"), "{people}");
    let one = drawn(&folder, &["--where", "id=s1"]);
    assert!(one.contains("Curve of 2 codes over 1 incident."), "{one}");
    well_formed(&one);
}

#[test]
fn the_curve_is_shown_as_text_in_place_of_the_table() {
    let folder = small();
    let asked = ["saturation", "--plot", "-", "--base", "1"];
    let output = folder.command(&asked).env("COLUMNS", "60").output().unwrap();
    let shown = Run::of(output).expect(0).stdout;
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    golden("curve.txt", &shown);
}

#[test]
fn without_a_code_there_is_no_curve() {
    let folder = small();
    let none = folder.run(&["saturation", "--where", "id=4", "--plot", "curve.svg"]).expect(2);
    assert!(none.stderr.contains("none of the codes was found"), "{}", none.stderr);
    assert!(!folder.path("curve.svg").exists());
}
