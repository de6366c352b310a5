//! The program as a whole, before any verb.

use crate::folder::Folder;

#[test]
fn an_unknown_verb_is_wrong_use() {
    let run = Folder::new().run(&["crosstabs"]).expect(2);
    assert!(run.stdout.is_empty());
    assert!(run.stderr.contains("crosstabs"), "{}", run.stderr);
}
