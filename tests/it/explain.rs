//! `keerpunt explain`: topics by name, by a name in a file, by a word; codes of diagnostics; slips.

use crate::folder::Folder;

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
