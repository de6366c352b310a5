//! The heat map and the network of `keerpunt cooccur --plot`.

use crate::folder::{Folder, Run};
use crate::plots::{golden, well_formed};
use std::fs;
use std::path::Path;

/// `a` and `b` stand together three times, `b` and `c` once; `d` never with any.
fn small() -> Folder {
    let study = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {id: id, narrative: text}\n    \
         codes: {column: codes, separator: \";\", coder: an, blank: none}\n\
         outcome:\n  attribute: outcome\n  values: {success: [success], failure: [failure]}\n";
    let table = "id,outcome,codes,text\n1,success,a;b,Words.\n2,success,a;b,Words.\n3,failure,a;b,Words.\n\
         4,failure,b;c,Words.\n5,failure,d,Words.\n6,failure,,Words.\n";
    Folder::new().file("keerpunt.yaml", study).file("reports.csv", table)
}

fn drawn(folder: &Folder, arguments: &[&str]) -> String {
    folder.run(&[&["cooccur", "--plot", "pairs.svg"], arguments].concat()).expect(0);
    fs::read_to_string(folder.path("pairs.svg")).unwrap()
}

#[test]
fn a_heat_map_has_a_shaded_cell_with_a_number_for_each_pair_that_meets() {
    let folder = small();
    let svg = drawn(&folder, &[]);
    well_formed(&svg);
    assert!(svg.contains("Heat map of 3 codes."), "{svg}");
    assert!(svg.contains(" b 4. a 3, with b 3. c 1, with b 1.</desc>"), "{svg}");
    assert!(!svg.contains(">d</text>"), "a code that meets none has no row: {svg}");
    assert_eq!(svg, drawn(&folder, &[]), "a drawing is the same every time");
    golden("heat.svg", &svg);
    let few = drawn(&folder, &["--min", "2"]);
    assert!(few.contains("1 pair together less than 2 times: not shown (--min)."), "{few}");
    assert!(!few.contains(">c</text>"), "{few}");
}

#[test]
fn values_stand_side_by_side_and_what_chance_has_is_hollow() {
    let folder = small();
    let by = drawn(&folder, &["--by", "outcome"]);
    well_formed(&by);
    assert!(by.contains("success (N = 2): b 2. a 2, with b 2. c 0."), "{by}");
    assert!(by.contains("failure (N = 4): b 2. a 1, with b 1. c 1, with b 1."), "{by}");
    let lift = drawn(&folder, &["--order", "lift", "--by", "outcome"]);
    assert!(lift.contains(">1 or less</text>"), "{lift}");
    assert!(lift.contains("with b 2 (lift 1.00)"), "{lift}");
    let phi = drawn(&folder, &["--order", "phi"]);
    assert!(phi.contains("with b 3 (phi 0.71)"), "{phi}");
}

#[test]
fn a_network_has_a_line_for_each_pair_and_a_label_for_each_code() {
    let folder = small();
    let network = ["--plot-kind", "network", "--min", "1"];
    let svg = drawn(&folder, &network);
    well_formed(&svg);
    assert!(svg.contains("Network of 3 codes."), "{svg}");
    assert!(svg.contains("a 3, with b 3 (c 0.75)."), "{svg}");
    for label in [">a (3)</text>", ">b (4)</text>", ">c (1)</text>"] {
        assert!(svg.contains(label), "{label}: {svg}");
    }
    assert_eq!(svg, drawn(&folder, &network), "a drawing is the same every time");
    golden("network.svg", &svg);
    let strongest = drawn(&folder, &[&network[..], &["--limit", "1"]].concat());
    assert!(strongest.contains("1 pair less strong: not shown (--limit)."), "{strongest}");
    folder.run(&["cooccur", "--plot-kind", "network"]).expect(2);
}

#[test]
fn both_are_shown_as_text_in_place_of_the_table() {
    let folder = small();
    let shown = |kind: &str| {
        let asked = ["cooccur", "--plot", "-", "--plot-kind", kind, "--by", "outcome", "--min", "1"];
        let output = folder.command(&asked).env("COLUMNS", "60").output().unwrap();
        let shown = Run::of(output).expect(0).stdout;
        assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
        shown
    };
    golden("heat.txt", &shown("heat"));
    golden("network.txt", &shown("network"));
}

#[test]
fn without_a_pair_nothing_is_drawn() {
    let folder = small();
    let none = folder.run(&["cooccur", "--plot", "pairs.svg", "--min", "9"]).expect(2);
    assert!(none.stderr.contains("no two codes stand together so often"), "{}", none.stderr);
    assert!(!folder.path("pairs.svg").exists());
}

#[test]
fn many_codes_with_long_names_stay_within_the_drawing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Folder::new();
    let file = folder.path("pairs.svg");
    let places = regex::Regex::new(r#" x="([-0-9.]+)""#).unwrap();
    for (kind, says) in [("heat", "Numbers have no room in the cells"), ("network", "less strong: not shown")]
    {
        let plot = ["--plot", file.to_str().unwrap(), "--plot-width", "85", "--plot-kind", kind];
        let arguments = [&["cooccur", "--no-index"][..], &plot].concat();
        Run::of(folder.command(&arguments).current_dir(root).output().unwrap()).expect(0);
        let svg = fs::read_to_string(&file).unwrap();
        well_formed(&svg);
        assert!(svg.contains(says), "{kind}: {svg}");
        let outside = places
            .captures_iter(&svg)
            .map(|found| found[1].parse::<f64>().unwrap())
            .find(|x| !(0.0..=240.94).contains(x));
        assert_eq!(outside, None, "{kind}");
    }
}
