//! How much memory making the index takes, and how it is said.

use crate::large;

#[test]
fn what_is_no_size_or_too_little_is_refused_with_what_to_write() {
    let folder = large::study(3);
    for (size, says) in [("much", "`much` is no size"), ("10MB", "10 MB is too little to make an index in")] {
        let run = folder.run(&["index", "--memory", size]).expect(2);
        assert_eq!(
            run.stderr,
            format!(
                "error: --memory: {says}\n  help: write a size of at least 64 MB, such as 200MB or 1.5GB\n"
            )
        );
        let run = folder.command(&["crosstab"]).env("KEERPUNT_MEMORY", size).output().unwrap();
        assert_eq!(run.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&run.stderr).starts_with("error: KEERPUNT_MEMORY: "));
    }
    folder.run(&["index", "--memory", "64MB"]).expect(0);
}

#[test]
fn an_index_made_in_little_memory_holds_the_same() {
    let folder = large::study(1);
    for file in 0..40 {
        folder.write(&format!("reports-{file}.csv"), large::table(1_000 + file * 100..1_100 + file * 100));
    }
    let little =
        folder.command(&["apply", "--format", "jsonl"]).env("KEERPUNT_MEMORY", "64MB").output().unwrap();
    let without = folder.run(&["apply", "--format", "jsonl", "--no-index"]).expect(0);
    assert!(!without.stdout.is_empty() && without.stdout.as_bytes() == little.stdout);
}
