//! The codebooks for public archives can be used as they are; the archives themselves are not needed.

use crate::folder::Folder;
use std::path::Path;

const BOOKS: [&str; 3] = ["safenet", "nhs_feedback", "moties_nl"];

fn book(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives").join(name);
    path.with_extension("yaml").to_str().unwrap().to_string()
}

#[test]
fn a_codebook_for_an_archive_has_nothing_to_mend() {
    for name in BOOKS {
        let run = Folder::new().run(&["codebook", "check", &book(name)]).expect(0);
        assert!(run.stdout.contains("nothing to mend"), "{name}: {}", run.stdout);
    }
}

#[test]
fn its_rules_find_the_exemplars_they_must_and_none_of_the_others() {
    for name in BOOKS {
        let run = Folder::new().run(&["codebook", "test", &book(name)]).expect(0);
        assert!(run.stdout.contains("not coded: 0 of"), "{name}: {}", run.stdout);
    }
}
