//! A kept corpus is the corpus that was put together, or none.

use super::*;
use crate::corpus::example::Example;
use std::fs;
use std::io::Read as _;

/// A corpus of three files, the narratives of which stand behind each other in one text.
fn corpus() -> (Example, Corpus) {
    let example = Example::new("c")
        .file(
            "c/a.jsonl",
            "{\"id\": \"é\", \"text\": \"Een.\", \"x\": 1.5, \"lang\": \"nl-BE\", \"who\": \"P1\"}\n",
        )
        .file("c/b.csv", "id;text;x;day;who\nt1;twee;0,1;2014-03-02;P1\né; ;2,5;;\n")
        .file("c/c.txt", "zonder kenmerken")
        .with(|of| of.respondent = Some("who".into()));
    let corpus = example.corpus();
    (example, corpus)
}

fn kept(corpus: &Corpus) -> Vec<u8> {
    let file = tempfile::NamedTempFile::new().unwrap();
    keep(corpus, "about it", &mut file.reopen().unwrap()).unwrap();
    let mut bytes = Vec::new();
    file.reopen().unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

fn opened(corpus: &Corpus, bytes: &[u8]) -> Option<(Corpus, String)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kept"), bytes).unwrap();
    let narratives: Vec<&str> = corpus.incidents.iter().map(|one| one.narrative.as_str()).collect();
    let texts = Texts::in_memory(narratives.concat());
    let places = &corpus.places;
    let end = |file: usize| narratives[..places.first(file)].concat().len();
    let names = corpus.incidents.register().files.iter().map(|file| file.to_path_buf()).collect();
    open(File::open(folder.path().join("kept")).unwrap(), names, |file| {
        Some((texts.clone(), end(file)..end(file + 1)))
    })
}

#[test]
fn a_kept_corpus_is_the_one_that_was_put_together() {
    let (_example, corpus) = corpus();
    assert_eq!(corpus.ids(), ["é", "t1", "é#2", "c"]);
    let (again, about) = opened(&corpus, &kept(&corpus)).unwrap();
    assert_eq!(about, "about it");
    assert_eq!(again.incidents[..], corpus.incidents[..]);
    assert_eq!(
        (&again.places, &again.attributes, again.skipped),
        (&corpus.places, &corpus.attributes, corpus.skipped)
    );
    assert_eq!(again.incidents.without_text(), 1);
    assert_eq!(again.of("é").respondent.as_deref(), Some("P1"));
}

#[test]
fn a_file_that_is_cut_off_or_changed_anywhere_is_not_taken() {
    let (_example, corpus) = corpus();
    let bytes = kept(&corpus);
    for at in (0..bytes.len()).step_by(7) {
        assert!(opened(&corpus, &bytes[..at]).is_none(), "cut off at {at}");
        let mut turned = bytes.clone();
        turned[at] ^= 4;
        assert!(opened(&corpus, &turned).is_none(), "changed at {at}");
    }
    assert!(opened(&corpus, &[&bytes[..], b"x"].concat()).is_none());
}

#[test]
fn narratives_of_other_lengths_are_not_those_of_the_corpus() {
    let (_example, corpus) = corpus();
    let file = tempfile::NamedTempFile::new().unwrap();
    keep(&corpus, "", &mut file.reopen().unwrap()).unwrap();
    let names = corpus.incidents.register().files.iter().map(|file| file.to_path_buf()).collect();
    let texts = Texts::in_memory("another text, which is long enough for all".into());
    assert!(open(file.reopen().unwrap(), names, |_| Some((texts.clone(), 0..5))).is_none());
}
