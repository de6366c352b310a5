//! `keerpunt explain`: topics by name, by a name in a file, by a word; codes of diagnostics; slips.

use crate::folder::Folder;
use regex::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn explained(words: &[&str]) -> String {
    Folder::new().run(&[&["explain"], words].concat()).expect(0).stdout
}

#[test]
fn a_statistic_is_explained_in_about_ten_lines() {
    let fisher = explained(&["fisher"]);
    assert!((8..=13).contains(&fisher.lines().count()), "{fisher}");
    assert!(fisher.lines().all(|line| line.chars().count() <= 100), "{fisher}");
    for part in ["Fisher's exact test", "What it is.", "Take care.", "In a paper. \"", "Source."] {
        assert!(fisher.contains(part), "{part}: {fisher}");
    }
}

#[test]
fn names_in_files_codes_and_words_of_titles_find_their_topic() {
    assert!(explained(&["rr_katz_low"]).starts_with("risk-ratio:"));
    assert!(explained(&["Empty-Cell"]).starts_with("empty-cell: a cell is empty\n"));
    assert!(explained(&["odds", "ratio"]).starts_with("odds-ratio:"));
    assert!(explained(&["run length"]).starts_with("base-and-run:"));
    // One name may stand in answers of several tests.
    let several = explained(&["exact_p"]);
    assert!(several.contains("strata-exact:") && several.contains("mann-whitney:"), "{several}");
    let written = explained(&["yaml-tag"]);
    assert!(written.contains("right:") && written.contains("docs/diagnostics.md"), "{written}");
    let corpus = explained(&["stray quote"]);
    assert!(corpus.contains("quotation marks") && corpus.contains("docs/corpus.md"), "{corpus}");
    let both = explained(&["duplicate-id"]);
    assert!(both.contains("docs/diagnostics.md") && both.contains("one id for two incidents"), "{both}");
}

#[test]
fn names_that_tables_and_papers_use_find_their_topic() {
    for (name, topic) in [
        ("newcombe", "risk-difference"),
        ("Newcombe's", "risk-difference"),
        ("Woolf's", "odds-ratio"),
        ("haldane", "odds-ratio"),
        ("OR", "odds-ratio"),
        ("Katz'", "risk-ratio"),
        ("deff", "design-effect"),
        ("guest", "base-and-run"),
        ("Guest et al. 2020", "base-and-run"),
        ("95 % known", "saturation"),
        ("Good’s coverage", "goods-coverage"),
        ("Chao1", "chao"),
        ("G²", "log-likelihood"),
        ("Tarone", "breslow-day"),
        ("qca", "qca"),
        ("limited diversity", "limited-diversity"),
        ("n_remainders", "limited-diversity"),
        ("perm p", "cluster-permutation"),
        ("per 10k", "log-ratio"),
    ] {
        let text = explained(&[name]);
        assert!(text.starts_with(&format!("{topic}: ")), "{name}: {text}");
        assert!(text.contains("Source. "), "{name}: {text}");
    }
}

#[test]
fn the_list_names_every_topic_and_a_slip_is_set_right() {
    let list = explained(&[]);
    for topic in [
        "fisher",
        "mcnemar",
        "krippendorff-alpha",
        "chao",
        "minimal-models",
        "one-respondent",
        "unknown-field",
    ] {
        assert!(list.contains(topic), "{topic}: {list}");
    }
    let slip = Folder::new().run(&["explain", "wilsn"]).expect(2);
    assert!(slip.stderr.contains("did you mean `wilson`?"), "{}", slip.stderr);
    let strange = Folder::new().run(&["explain", "zzzzqqqq"]).expect(2);
    assert!(strange.stderr.contains("alone lists what can be explained"), "{}", strange.stderr);
    let kappa = Folder::new().run(&["explain", "kappa"]).expect(2);
    assert!(kappa.stderr.contains("cohen-kappa, fleiss-kappa"), "{}", kappa.stderr);
}

#[test]
fn every_source_of_a_topic_has_its_reference_and_no_reference_stands_there_for_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = r"\p{Lu}[\p{L}'-]+";
    let cited =
        Regex::new(&format!(r"({name}(?:(?:, | and )(?:{name}|others))*) (\d{{4}}[ab]?(?:, \d{{4}}[ab]?)*)"));
    let cited = cited.unwrap();
    let mut sources = BTreeSet::new();
    for entry in fs::read_dir(root.join("src/cli/explain")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines().filter_map(|line| line.strip_prefix("source: ")) {
            for found in cited.captures_iter(line) {
                sources.extend(found[2].split(", ").map(|year| format!("{} {year}", &found[1])));
            }
        }
    }
    let page = fs::read_to_string(root.join("docs/sources.md")).unwrap();
    let listed: BTreeSet<String> = Regex::new(r"(?m)^- \*\*(.+)\*\*:")
        .unwrap()
        .captures_iter(&page)
        .map(|found| found[1].to_string())
        .collect();
    assert!(sources.len() > 100, "{sources:?}");
    assert_eq!(sources.difference(&listed).collect::<Vec<_>>(), Vec::<&String>::new(), "cited, not listed");
    assert_eq!(listed.difference(&sources).collect::<Vec<_>>(), Vec::<&String>::new(), "listed, not cited");
}
