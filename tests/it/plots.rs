//! Drawings of tables, as SVG and as text.

use crate::folder::{Folder, Run};
use regex::Regex;
use std::fs;
use std::path::Path;

/// A study of seven incidents; `a` goes with success, `b` with failure.
pub fn small() -> Folder {
    let study = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {id: id, narrative: text}\n    \
         codes: {column: codes, separator: \";\", coder: an, blank: none}\n\
         outcome:\n  attribute: outcome\n  values:\n    success: {label: went <well> & good, means: [success]}\n    \
         failure: [failure]\nrespondent: respondent\n";
    let table = "id,outcome,respondent,site,codes,text\n1,success,R1,north,a,Words.\n2,success,R2,north,a,Words.\n\
         3,success,R3,south,a,Words.\n4,success,R4,east,,Words.\n5,failure,R5,west,b,Words.\n\
         6,failure,R6,centre,b,Words.\n7,failure,R7,south,,Words.\n";
    Folder::new().file("keerpunt.yaml", study).file("reports.csv", table)
}

fn drawn(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[&["crosstab", "--plot", "plot.svg"], arguments].concat()).expect(0);
    fs::read_to_string(folder.path("plot.svg")).unwrap()
}

/// The drawing is the one that was looked at. With `KEERPUNT_BLESS=1` it is written anew.
#[track_caller]
pub fn golden(file: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden").join(file);
    if std::env::var_os("KEERPUNT_BLESS").is_some() {
        fs::write(&path, drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(path).unwrap_or_default(), "\n{drawn}");
}

/// Every element that is opened is closed, in order; gives how many of each name there are.
#[track_caller]
pub fn well_formed(svg: &str) -> Vec<String> {
    let tag = Regex::new(r"<(/?)([a-z]+)([^<>]*?)(/?)>").unwrap();
    let (mut open, mut names) = (Vec::new(), Vec::new());
    let body = svg.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").unwrap();
    for found in tag.captures_iter(body) {
        let name = found[2].to_string();
        match (&found[1], &found[4]) {
            ("/", _) => assert_eq!(open.pop(), Some(name), "{svg}"),
            (_, "/") => names.push(name),
            _ => {
                names.push(name.clone());
                open.push(name);
            }
        }
    }
    assert!(open.is_empty(), "{open:?}");
    let text = tag.replace_all(body, "");
    assert!(!text.contains('<') && !text.contains('>'), "{text}");
    names
}

#[test]
fn a_dot_plot_has_a_mark_for_each_share_and_says_each_count_with_its_base() {
    let folder = small();
    let svg = drawn(&folder, &[]);
    let names = well_formed(&svg);
    let count = |name: &str| names.iter().filter(|one| *one == name).count();
    // A mark for each of two codes, one in the legend and one over the counts.
    assert_eq!(count("circle"), 4);
    assert!(
        svg.contains(
            "a: went &lt;well&gt; &amp; good 3 of 4 (75 %, 30 to 95); failure 0 of 3 (0 %, 0 to 56)."
        ),
        "{svg}"
    );
    assert!(svg.contains(">went &lt;well&gt; &amp; good (n = 4)</text>"), "{svg}");
    assert!(svg.contains("width=\"175mm\"") && svg.contains("role=\"img\""), "{svg}");
    assert_eq!(svg, drawn(&folder, &[]), "a drawing is the same every time");
    golden("dots.svg", &svg);
    let narrow = drawn(&folder, &["--plot-width", "85"]);
    assert!(narrow.contains("width=\"85mm\""), "{narrow}");
}

#[test]
fn many_columns_and_tables_within_values_stand_in_panels_of_their_own() {
    let folder = small();
    let by_site = drawn(&folder, &["--by", "site"]);
    well_formed(&by_site);
    for site in ["north", "south", "east", "west", "centre"] {
        assert!(by_site.contains(&format!("font-weight=\"bold\">{site}</text>")), "{site}: {by_site}");
    }
    assert!(by_site.contains("north 2 of 2 (100 %"), "{by_site}");
    let within = drawn(&folder, &["--within", "site"]);
    well_formed(&within);
    assert!(within.contains(">n = 1, 1</text>"), "{within}");
    assert!(within.contains("south, failure 0 of 1 (0 %"), "{within}");
}

#[test]
fn the_drawing_is_shown_as_text_in_place_of_the_table() {
    let folder = small();
    let output = folder.command(&["crosstab", "--plot", "-"]).env("COLUMNS", "80").output().unwrap();
    let shown = Run::of(output).expect(0).stdout;
    assert!(shown.lines().all(|line| line.chars().count() <= 80), "{shown}");
    golden("dots.txt", &shown);
    let both = folder.run(&["crosstab", "--plot", "-", "--output", "table.csv"]).expect(0);
    assert!(both.stdout.contains("├") && folder.path("table.csv").exists());
    let kept = folder.run(&["crosstab", "--plot", "plot.txt"]).expect(0);
    assert!(
        kept.stdout.contains("exact test") && kept.stderr.contains("written: plot.txt"),
        "{}",
        kept.stderr
    );
}

#[test]
fn what_cannot_be_drawn_is_refused_before_or_after_counting() {
    let folder = small();
    let ending = folder.run(&["crosstab", "--plot", "plot.png"]).expect(2);
    assert!(
        ending.stderr.contains("names no kind of drawing") && ending.stderr.contains(".svg"),
        "{}",
        ending.stderr
    );
    let codes = folder.run(&["crosstab", "--by", "codes", "--plot", "plot.svg"]).expect(2);
    assert!(codes.stderr.contains("codes by codes"), "{}", codes.stderr);
    let nobody = folder.run(&["crosstab", "--where", "site=none", "--plot", "plot.svg"]).expect(2);
    assert!(nobody.stderr.contains("nothing to draw"), "{}", nobody.stderr);
    folder.run(&["crosstab", "--plot-width", "85"]).expect(2);
    folder.run(&["crosstab", "--plot", "plot.svg", "--plot-width", "2"]).expect(2);
    assert!(!folder.path("plot.svg").exists());
}

#[test]
fn segments_have_no_share_and_a_drawing_higher_than_a_page_is_told() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::new();
    let file = folder.path("plot.svg");
    let sample = |more: &[&str]| {
        let arguments = [&["crosstab", "--no-index", "--plot", file.to_str().unwrap()], more].concat();
        Run::of(folder.command(&arguments).current_dir(root).output().unwrap())
    };
    let segments = sample(&["--unit", "segment"]).expect(2);
    assert!(segments.stderr.contains("segments have no base"), "{}", segments.stderr);
    let high = sample(&["--plot-width", "85"]).expect(0);
    assert!(high.stderr.contains("mm high, more than a page"), "{}", high.stderr);
    let svg = fs::read_to_string(&file).unwrap();
    well_formed(&svg);
    assert!(svg.contains("Kennis van persoon en"), "{svg}");
    let low = sample(&["--level", "1"]).expect(0);
    assert!(!low.stderr.contains("more than a page"), "{}", low.stderr);
}
