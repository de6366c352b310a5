//! A small study that several verbs are tried on.

use crate::folder::Folder;

/// The study file: an outcome with two values, a respondent, one excluded speaker.
pub const STUDY: &str = "\
keerpunt: 1
title: Nine counters
aim: What helps at a counter?
language: en
corpus: stories.csv
codebook: book.yaml
outcome:
  attribute: outcome
  values:
    success: [success, ok]
    less_success: {label: less successful, means: [less_success, failed]}
respondent: teller
speakers: {exclude: [I]}
";

/// Two groups, a code of either valence, a code nobody has.
pub const BOOK: &str = "\
codebook: counters
version: 1.0.0
codes:
  - id: rule
    label: Rules
    group: true
    codes:
      - id: bent
        label: Bending a rule
        definition: A rule is bent for one case.
        rules:
          - any: [\"exception*\", \"bent the (rule|rules)\"]
      - id: kept
        label: Keeping to a rule
        definition: A rule is kept in spite of the case.
        rules:
          - any: [\"by the book\"]
  - id: contact
    label: Contact
    polarity: either
    definition: Somebody is called or not called.
    rules:
      - any: [\"called\"]
        valence: enacted
      - any: [\"forgot to call\"]
        valence: lacking
  - id: quiet
    label: Quiet
    definition: Nothing is said.
    rules:
      - any: [\"silence\"]
";

/// Six stories, five with text; one outcome spelt `ok`, one empty, one that fits nothing.
pub const STORIES: &str = "\
id,outcome,teller,year,branch,narrative
s1,success,An,2014,north,\"We made an exception for her. I called the owner, and he laughed.\"
s2,ok,An,2015,north,I called twice. Nothing else.
s3,less_success,Bo,2014,south,It went by the book. I forgot to call him.
s4,failed,,2016,south,There was no exception. I called.
s5,,Bo,2015,north,An exception again.
s6,unclear,Cy,2013,south,He bent the rules.
s7,success,Cy,2016,south,
";

/// The study in a fresh folder.
pub fn study() -> Folder {
    Folder::new().file("keerpunt.yaml", STUDY).file("book.yaml", BOOK).file("stories.csv", STORIES)
}
