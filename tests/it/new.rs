//! `keerpunt new`: a study from nothing, and one for texts that are there.

use crate::folder::Folder;

#[test]
fn a_new_study_has_a_codebook_without_a_mistake() {
    let folder = Folder::new();
    let run = folder.run(&["new", "study"]).expect(0);
    assert!(run.stdout.contains("cd study\n  keerpunt crosstab\n"), "{}", run.stdout);
    let check = folder.run_in("study", &["codebook", "check"]).expect(0);
    assert!(check.stdout.contains("nothing to mend"), "{}{}", check.stdout, check.stderr);
    let test = folder.run_in("study", &["codebook", "test"]).expect(0);
    assert!(test.stdout.contains("8 of 8 found"), "{}", test.stdout);
    let table = folder.run_in("study", &["crosstab", "--format", "json"]).expect(0);
    assert!(table.stderr.is_empty(), "{}", table.stderr);
    assert_eq!(columns(&table), [("success".into(), 3, 3), ("less_success".into(), 3, 3)]);
    assert_eq!(totals(&table), [2, 5, 3, 2, 2]);
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let folder = Folder::new().file("mine/keerpunt.yaml", "mine").file("other/notes.txt", "mine");
    let run = folder.run(&["new", "mine"]).expect(2);
    assert!(run.stderr.contains("is a study already"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(folder.path("mine/keerpunt.yaml")).unwrap(), "mine");
    let run = folder.run(&["new", "other"]).expect(2);
    assert!(run.stderr.contains("keerpunt new other --from other"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(folder.path("other")).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_there_and_empty_may_become_a_study() {
    let folder = Folder::new();
    let run = folder.run(&["new", "."]).expect(0);
    assert!(run.stdout.contains("next:\n  keerpunt crosstab\n"), "{}", run.stdout);
    assert!(folder.path("keerpunt.yaml").is_file());
}

#[test]
fn a_file_is_no_folder_for_a_study() {
    let folder = Folder::new().file("story.txt", "One.\n");
    let run = folder.run(&["new", "story.txt"]).expect(2);
    assert!(run.stderr.contains("story.txt is a file"), "{}", run.stderr);
}

/// Twenty texts as Word saves them as plain text: Windows-1252, Windows line ends.
fn twenty_texts(folder: &Folder, below: &str, name: impl Fn(usize) -> String) {
    for at in 1..=20 {
        let end = if at % 4 == 0 { "Wij spraken af dat zij zou bellen." } else { "Het caf\u{e9} was dicht." };
        let text = format!("Ik heb het niet aan de werkgever gevraagd.\r\n{end}\r\n");
        folder.write(&format!("{below}{}", name(at)), windows_1252(&text));
    }
}

fn windows_1252(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

/// The table as somebody gives it back who filled it in with Excel: half succeeded, half failed.
fn fill_in(folder: &Folder, table: &str) {
    let text = std::fs::read_to_string(folder.path(table)).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("Excel needs a byte order mark");
    let mut lines = text.split_terminator("\r\n");
    let mut filled = vec![lines.next().unwrap().to_string()];
    assert_eq!(filled[0], "incident;outcome;respondent");
    for (at, line) in lines.enumerate() {
        let id = line.strip_suffix(";;").unwrap();
        let outcome = if at % 2 == 0 { "Geslaagd " } else { "mislukt" };
        filled.push(format!("{id};{outcome};Jos\u{e9} {}", at % 5));
    }
    assert_eq!(filled.len(), 21);
    folder.write(table, windows_1252(&(filled.join("\r\n") + "\r\n")));
}

/// The total of each row of a crosstab.
fn totals(run: &crate::folder::Run) -> Vec<u64> {
    run.json()["rows"].as_array().unwrap().iter().map(|row| row["total"].as_u64().unwrap()).collect()
}

/// The columns of a crosstab: value, incidents, respondents.
fn columns(run: &crate::folder::Run) -> Vec<(String, u64, u64)> {
    let columns = run.json()["columns"].as_array().unwrap().clone();
    columns
        .iter()
        .map(|one| {
            let number = |name: &str| one[name].as_u64().unwrap();
            (one["value"].as_str().unwrap().to_string(), number("incidents"), number("respondents"))
        })
        .collect()
}

#[test]
fn twenty_texts_and_a_spreadsheet_become_a_table() {
    let folder = Folder::new();
    twenty_texts(&folder, "teksten/", |at| format!("gesprek {at}.txt"));
    let run = folder.run(&["new", "studie", "--from", "teksten"]).expect(0);
    for part in
        ["20 incidents", "nl, guessed from the texts", "open incidents.csv", "cd studie", "keerpunt crosstab"]
    {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(folder.run_in("studie", &["codebook", "test"]).expect(0).stderr.is_empty());
    let before = folder.run_in("studie", &["crosstab"]).expect(0);
    assert!(before.stderr.contains("no incident has an outcome yet"), "{}", before.stderr);
    let stands = folder.run_in("studie", &[]).expect(0).stdout;
    assert!(stands.contains("next: fill in the column `outcome` of incidents.csv"), "{stands}");
    fill_in(&folder, "studie/incidents.csv");
    let table = folder.run_in("studie", &["crosstab", "--format", "json"]).expect(0);
    assert_eq!(columns(&table), [("success".into(), 10, 5), ("less_success".into(), 10, 5)]);
    assert_eq!(totals(&table), [0, 5]);
}

#[test]
fn the_folder_of_the_texts_may_become_the_study() {
    let folder = Folder::new();
    twenty_texts(&folder, "", |at| format!("{at:02}.TXT"));
    let run = folder.run(&["new", ".", "--from", "."]).expect(0);
    assert!(!run.stdout.contains("cd "), "{}", run.stdout);
    fill_in(&folder, "incidents.csv");
    let table = folder.run(&["crosstab", "--format", "json"]).expect(0);
    assert_eq!(columns(&table), [("success".into(), 10, 5), ("less_success".into(), 10, 5)]);
    assert!(table.stderr.lines().all(|line| line.starts_with("note: ")), "{}", table.stderr);
}

#[test]
fn ids_that_a_spreadsheet_would_change_stand_there_with_their_ending() {
    let folder = Folder::new().file("t/01.txt", "Een.\n").file("t/anna.txt", "Twee.\n");
    folder.run(&["new", "s", "--from", "t", "--lang", "nl"]).expect(0);
    let table = std::fs::read_to_string(folder.path("s/incidents.csv")).unwrap();
    assert_eq!(table, "\u{feff}incident;outcome;respondent\r\n01.txt;;\r\nanna.txt;;\r\n");
}

#[test]
fn texts_in_english_get_commas_unless_somebody_asks_otherwise() {
    let folder = Folder::new().file("t/a.txt", "I did not ask the employer for it.\n");
    folder.run(&["new", "s", "--from", "t"]).expect(0);
    let header = |study: &str| {
        let table = std::fs::read_to_string(folder.path(study).join("incidents.csv")).unwrap();
        table.lines().next().unwrap().to_string()
    };
    assert_eq!(header("s"), "\u{feff}incident,outcome,respondent");
    folder.run(&["new", "s2", "--from", "t", "--separator", "semicolon"]).expect(0);
    assert_eq!(header("s2"), "\u{feff}incident;outcome;respondent");
}

#[test]
fn a_table_that_is_there_is_never_overwritten() {
    let folder = Folder::new().file("a.txt", "Een.\n").file("incidents.csv", "mine");
    let run = folder.run(&["new", ".", "--from", "."]).expect(2);
    assert!(run.stderr.contains("incidents.csv is there already"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(folder.path("incidents.csv")).unwrap(), "mine");
    assert!(!folder.path("keerpunt.yaml").exists() && !folder.path("codebook.yaml").exists());
}

#[test]
fn documents_that_are_no_plain_text_are_named_with_what_to_do() {
    let folder = Folder::new().file("t/a.docx", "x");
    let run = folder.run(&["new", "s", "--from", "t"]).expect(2);
    for part in ["a.docx: cannot read .docx yet", "there is no text (.txt, .md) in t", "Plain text"] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    assert!(!folder.path("s").exists());
    folder.write("t/b.txt", "Een verhaal.\n");
    let run = folder.run(&["new", "s", "--from", "t"]).expect(0);
    assert!(run.stdout.contains("1 incident in t"), "{}", run.stdout);
    let note = "note: a.docx: left out: cannot read .docx yet\n  help: ";
    assert!(run.stderr.starts_with(note) && run.stderr.contains("as plain text"), "{}", run.stderr);
    let run = folder.run_in("s", &["index"]).expect(0);
    assert!(run.stdout.starts_with("1 incident in 1 file\n"), "{}", run.stdout);
}

#[test]
fn a_folder_with_signs_of_a_glob_in_its_name_is_taken_as_it_is_called() {
    let folder = Folder::new().file("t [2024] {x}/a.txt", "Een.\n");
    folder.run(&["new", "s", "--from", "t [2024] {x}"]).expect(0);
    let json = folder.run_in("s", &["index", "--format", "json"]).expect(0).json();
    assert_eq!(json["incidents"], 1);
}

#[test]
fn folders_called_after_an_outcome_fill_it_in() {
    let folder = Folder::new().file("t/Geslaagd/a.txt", "Een.\n").file("t/minder_succesvol/b.txt", "Twee.\n");
    let run = folder.run(&["new", "s", "--from", "t", "--lang", "nl"]).expect(0);
    assert!(run.stdout.contains("2 outcomes are filled in already"), "{}", run.stdout);
    let table = folder.run_in("s", &["crosstab", "--format", "json"]).expect(0);
    assert_eq!(columns(&table), [("success".into(), 1, 1), ("less_success".into(), 1, 1)]);
}
