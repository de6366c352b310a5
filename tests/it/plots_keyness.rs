//! The key words of `keerpunt keyness --plot`.

use crate::folder::{Folder, Run};
use crate::plots::{golden, well_formed};
use std::fs;
use std::path::Path;

/// Successes say `early`, failures say `late` and, in one, `<never> & again`.
fn small() -> Folder {
    let study = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {id: id, narrative: text}\n\
         outcome:\n  attribute: outcome\n  values:\n    success: {label: went <well>, means: [success]}\n    \
         failure: [failure]\n";
    let table = "id,outcome,text\n1,success,He called early and early.\n2,success,She called early.\n\
         3,success,They came early.\n4,failure,He called late.\n5,failure,She came late and late.\n\
         6,failure,They came late and early.\n";
    Folder::new().file("keerpunt.yaml", study).file("reports.csv", table)
}

fn drawn(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[&["keyness", "--plot", "words.svg"], arguments].concat()).expect(0);
    fs::read_to_string(folder.path("words.svg")).unwrap()
}

#[test]
fn each_word_has_a_line_as_long_as_its_log_ratio_and_its_counts_beside_it() {
    let folder = small();
    let svg = drawn(&folder, &["--min-incidents", "2"]);
    well_formed(&svg);
    assert!(svg.contains("More in went &lt;well&gt;: early (log ratio "), "{svg}");
    assert!(svg.contains("3 of 3 incidents of went &lt;well&gt;, 1 of 3 of failure)"), "{svg}");
    assert!(svg.contains("More in failure: late (log ratio -"), "{svg}");
    assert!(svg.contains("Dashes: the other half never uses the word"), "{svg}");
    assert_eq!(svg, drawn(&folder, &["--min-incidents", "2"]), "a drawing is the same every time");
    golden("words.svg", &svg);
    let one = drawn(&folder, &["--min-incidents", "4", "--plot-width", "85"]);
    well_formed(&one);
    assert!(one.contains("More in failure: none.") && one.contains(">early"), "{one}");
}

#[test]
fn words_are_shown_as_text_in_place_of_the_table() {
    let folder = small();
    let asked = ["keyness", "--min-incidents", "2", "--plot", "-"];
    let output = folder.command(&asked).env("COLUMNS", "60").output().unwrap();
    let shown = Run::of(output).expect(0).stdout;
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    golden("words.txt", &shown);
}

#[test]
fn without_a_word_nothing_is_drawn() {
    let folder = small();
    let none = folder.run(&["keyness", "--min-incidents", "9", "--plot", "words.svg"]).expect(2);
    assert!(none.stderr.contains("no word is used by enough incidents"), "{}", none.stderr);
    assert!(none.stderr.contains("--min-incidents"), "{}", none.stderr);
    assert!(!folder.path("words.svg").exists());
}

#[test]
fn many_words_make_a_drawing_higher_than_a_page_which_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::new();
    let file = folder.path("words.svg");
    let asked = ["keyness", "--words", "60", "--phrases", "3", "--plot", file.to_str().unwrap()];
    let run = Run::of(folder.command(&asked).arg("--no-index").current_dir(root).output().unwrap()).expect(0);
    assert!(run.stderr.contains("more than a page; fewer --words make it lower"), "{}", run.stderr);
    well_formed(&fs::read_to_string(&file).unwrap());
}
