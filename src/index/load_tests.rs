//! The cache under change, damage and company, with reads of a simple kind.

use super::*;
use crate::corpus::Places;
use crate::index::Needs;
use crate::text::{Language, Speakers};
use serde::Deserialize;
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Lines(#[serde(skip)] Vec<Part>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Part {
    #[serde(skip)]
    narrative: Narrative,
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self { narrative: text.into() }
    }
}

impl Read for Lines {
    type Part = Part;

    fn parts(&self) -> &[Part] {
        &self.0
    }

    fn put_back(&mut self, parts: Vec<Part>, narratives: Vec<Narrative>) {
        self.0 = parts;
        self.put_elsewhere(narratives);
    }

    fn put_elsewhere(&mut self, narratives: Vec<Narrative>) {
        for (part, narrative) in self.0.iter_mut().zip(narratives) {
            part.narrative = narrative;
        }
    }

    fn narratives(&self) -> Vec<&Narrative> {
        self.0.iter().map(|part| &part.narrative).collect()
    }

    fn language(&self, _: usize) -> Option<&str> {
        None
    }

    fn lasts(&self) -> bool {
        self.0.first().is_none_or(|part| part.narrative != "gone")
    }
}

fn manner() -> Manner {
    Manner { language: Language::new("nl"), speakers: Speakers::default() }
}

struct Study {
    folder: tempfile::TempDir,
    reads: AtomicUsize,
}

impl Study {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("corpus")).unwrap();
        let study = Self { folder, reads: AtomicUsize::new(0) };
        files.iter().for_each(|(name, text)| study.put(name, text));
        study
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("corpus").join(name)
    }

    /// Writes a file whose time lies in the past, so that its stamp tells a change.
    fn put(&self, name: &str, text: &str) {
        fs::write(self.file(name), text).unwrap();
        self.set_time(name, 1_000_000_000);
    }

    fn set_time(&self, name: &str, seconds: u64) {
        let time = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        fs::File::options().write(true).open(self.file(name)).unwrap().set_modified(time).unwrap();
    }

    fn cache(&self) -> PathBuf {
        self.folder.path().join(".keerpunt")
    }

    fn index_files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(self.cache())
            .into_iter()
            .map(|entry| entry.unwrap())
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().to_path_buf())
            .collect();
        files.sort();
        files
    }

    fn sources(&self) -> Vec<Source> {
        let mut names: Vec<_> = fs::read_dir(self.folder.path().join("corpus"))
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        names.sort();
        let source = |name: std::ffi::OsString| Source {
            path: self.file(&name.to_string_lossy()),
            name: name.into(),
            recipe: "lines".to_string(),
        };
        names.into_iter().map(source).collect()
    }

    fn load(&self, upkeep: Upkeep) -> Loaded<Lines> {
        self.load_as("model 1", upkeep)
    }

    fn load_as(&self, model: &str, upkeep: Upkeep) -> Loaded<Lines> {
        self.reads.store(0, Ordering::SeqCst);
        let read = |source: &Source, _: Passed<'_>| {
            self.reads.fetch_add(1, Ordering::SeqCst);
            match fs::read_to_string(&source.path) {
                Ok(text) => Lines(text.lines().map(Part::from).collect()),
                Err(_) => Lines(vec!["gone".into()]),
            }
        };
        load(&self.cache(), model, &manner(), &self.sources(), upkeep, needed(&read), &|_| ())
    }

    /// Loads, and compares with what is read without an index.
    #[track_caller]
    fn check(&self, upkeep: Upkeep) -> Loaded<Lines> {
        let plain = self.load(Upkeep::Without);
        let loaded = self.load(upkeep);
        assert_eq!(loaded.reads, plain.reads);
        loaded
    }

    fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }
}

const THREE: &[(&str, &str)] = &[("a", "one\ntwo"), ("b", "three"), ("c", "four\nfive")];

#[test]
fn what_did_not_change_is_not_read_again() {
    let study = Study::new(THREE);
    let first = study.check(Upkeep::UpToDate);
    assert_eq!(first.changes, [Change::Added; 3]);
    assert!(first.notices.is_empty());
    assert!(first.index.is_some());
    let second = study.check(Upkeep::UpToDate);
    assert_eq!((study.reads(), second.changes), (0, vec![Change::Unchanged; 3]));
}

#[test]
fn changed_new_and_removed_files_are_told_apart() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    study.put("b", "three and more");
    study.put("d", "six");
    fs::remove_file(study.file("a")).unwrap();
    let loaded = study.check(Upkeep::UpToDate);
    assert_eq!(loaded.changes, [Change::Changed, Change::Unchanged, Change::Added]);
    assert_eq!(loaded.removed, [PathBuf::from("a")]);
    assert_eq!(study.reads(), 2);
    study.check(Upkeep::UpToDate);
    assert_eq!(study.reads(), 0);
}

#[test]
fn a_touched_file_with_the_same_content_is_unchanged() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    study.set_time("b", 1_100_000_000);
    let loaded = study.check(Upkeep::UpToDate);
    assert_eq!((study.reads(), loaded.changes), (0, vec![Change::Unchanged; 3]));
}

#[test]
fn a_change_within_the_same_tick_and_of_the_same_size_is_noticed() {
    let study = Study::new(&[]);
    fs::write(study.file("a"), "one").unwrap();
    let time = fs::metadata(study.file("a")).unwrap().modified().unwrap();
    study.check(Upkeep::UpToDate);
    fs::write(study.file("a"), "two").unwrap();
    fs::File::options().write(true).open(study.file("a")).unwrap().set_modified(time).unwrap();
    assert_eq!(study.check(Upkeep::UpToDate).changes, [Change::Changed]);
}

#[test]
fn frozen_reads_what_changed_and_writes_nothing() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    study.put("b", "three and more");
    let before = study.index_files().iter().map(|file| fs::read(file).unwrap()).collect::<Vec<_>>();
    let loaded = study.check(Upkeep::Frozen);
    assert!(matches!(loaded.notices[..], [Notice::Frozen { behind: 1 }]));
    assert_eq!(before, study.index_files().iter().map(|file| fs::read(file).unwrap()).collect::<Vec<_>>());
}

#[test]
fn another_text_model_or_recipe_is_noticed() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    let loaded = study.load_as("model 2", Upkeep::UpToDate);
    assert!(matches!(loaded.notices[..], [Notice::Rebuilt(Reason::OtherModel)]));
    assert_eq!(study.reads(), 3);
    assert!(study.load_as("model 2", Upkeep::UpToDate).notices.is_empty());
}

#[test]
fn an_index_of_another_version_is_made_anew_with_one_notice() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    let manifest = study.cache().join("index/manifest.jsonl");
    fs::write(&manifest, "{\"keerpunt_index\": 999, \"new\": true}\n").unwrap();
    let loaded = study.check(Upkeep::UpToDate);
    assert!(matches!(loaded.notices[..], [Notice::Rebuilt(Reason::OtherFormat)]));
    assert!(study.check(Upkeep::UpToDate).notices.is_empty());
}

#[test]
fn every_damage_to_every_file_is_repaired() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    study.put("b", "three and more");
    study.check(Upkeep::UpToDate);
    let damages: [fn(&Path); 4] = [
        |file| fs::remove_file(file).unwrap(),
        |file| fs::write(file, "").unwrap(),
        |file| fs::write(file, b"\xff\x00garbage\n{}".repeat(40)).unwrap(),
        |file| {
            let mut bytes = fs::read(file).unwrap();
            if let Some(byte) = bytes.iter_mut().next_back() {
                *byte ^= 0x10;
            }
            fs::write(file, bytes).unwrap();
        },
    ];
    for number in 0..study.index_files().len() {
        for damage in damages {
            let Some(file) = study.index_files().get(number).cloned() else { continue };
            damage(&file);
            let loaded = study.check(Upkeep::UpToDate);
            assert!(loaded.notices.len() <= 1 && loaded.index.is_some(), "{}", file.display());
            assert!(study.check(Upkeep::UpToDate).notices.is_empty(), "{}", file.display());
        }
    }
}

#[test]
fn a_bit_that_turns_over_on_the_disk_changes_no_stamp_and_is_found() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    for number in 0..study.index_files().len() {
        for part in 0..5 {
            let Some(path) = study.index_files().get(number).cloned() else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let before = fs::metadata(&path).unwrap().modified().unwrap();
            let mut bytes = fs::read(&path).unwrap();
            // Locks and the list of files to be tidied away hold nothing that counts.
            if bytes.is_empty() || name.starts_with('.') {
                continue;
            }
            let at = bytes.len() * part / 5;
            bytes[at] ^= 0x10;
            fs::write(&path, bytes).unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_modified(before).unwrap();
            let loaded = study.check(Upkeep::UpToDate);
            assert!(matches!(loaded.notices[..], [Notice::Rebuilt(_)]), "{name} {part}");
        }
    }
}

#[test]
fn a_second_writer_goes_on_by_itself() {
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    study.put("b", "three and more");
    let _held = lock::take(&study.cache().join(LOCK)).ok().unwrap();
    let loaded = study.check(Upkeep::UpToDate);
    assert!(matches!(loaded.notices[..], [Notice::Busy]));
}

#[test]
fn a_cache_folder_that_is_a_file_costs_a_notice_only() {
    let study = Study::new(THREE);
    fs::write(study.cache(), "in the way").unwrap();
    let loaded = study.check(Upkeep::UpToDate);
    assert!(matches!(loaded.notices[..], [Notice::NotWritten { .. }]));
}

#[test]
fn many_updates_leave_few_packs() {
    let study = Study::new(THREE);
    for round in 0..40 {
        study.put("b", &format!("round {round} {}", "x".repeat(round)));
        study.check(Upkeep::UpToDate);
        super::super::tend(&study.cache());
    }
    assert!(study.index_files().len() < 40, "{:?}", study.index_files());
}

#[test]
fn an_optimized_index_is_one_segment_and_one_pack_and_gives_the_same() {
    let study = Study::new(THREE);
    for round in 0..5 {
        study.put("b", &format!("round {}", "x".repeat(round)));
        study.put(&format!("new {round}"), "more");
        study.check(Upkeep::UpToDate);
    }
    let (before, after) = super::super::optimize(&study.cache()).unwrap().unwrap();
    assert!(before.segments >= 5 && before.packs >= 5, "{before:?}");
    assert_eq!((after.segments, after.packs), (1, 1));
    assert!(after.bytes < before.bytes);
    let loaded = study.check(Upkeep::UpToDate);
    assert_eq!((study.reads(), loaded.notices.len()), (0, 0));
    let (before, again) = super::super::optimize(&study.cache()).unwrap().unwrap();
    assert_eq!((before, again), (after, after));
}

#[test]
fn the_same_file_listed_twice_is_two_sources() {
    let study = Study::new(&[("a", "one")]);
    let read = |source: &Source, _: Passed<'_>| {
        Lines(fs::read_to_string(&source.path).unwrap().lines().map(Part::from).collect())
    };
    let twice = [study.sources(), study.sources()].concat();
    for _ in 0..2 {
        let loaded = load(&study.cache(), "m", &manner(), &twice, Upkeep::UpToDate, needed(&read), &|_| ());
        assert_eq!(loaded.reads, [Lines(vec!["one".into()]), Lines(vec!["one".into()])]);
        assert!(loaded.notices.is_empty());
    }
}

/// A reader whose reads are all needed.
fn needed<'a>(read: &'a (dyn Fn(&Source, Passed<'_>) -> Lines + Sync)) -> Reader<'a, Lines> {
    Reader { read, spares: &|_| false, memory: Memory::default() }
}

fn key(key: &str) -> Needs {
    Needs::Key(key.to_string())
}

fn ending(end: &'static str) -> Needs {
    Needs::Passing { prefix: String::new(), passes: std::sync::Arc::new(move |key| key.ends_with(end)) }
}

/// The narratives that the index offers for `needs`.
fn offered(loaded: &mut Loaded<Lines>, needs: &Needs) -> Vec<String> {
    let places = Places::of(loaded.reads.iter().map(|read| read.0.len()));
    let index = loaded.index.as_mut().unwrap();
    index.arrange(&places);
    let found = index.candidates(needs).unwrap();
    let narrative = |at| {
        let (file, number) = places.place(at);
        loaded.reads[file].0[number].narrative.to_string()
    };
    found.iter().map(narrative).collect()
}

#[test]
fn candidates_follow_the_corpus_through_changes() {
    let study = Study::new(&[("a", "De boer\nEen koe"), ("b", "Geen boeren")]);
    let needs = Needs::Or(vec![key("boer"), Needs::And(vec![key("koe"), ending("en")])]);
    let mut loaded = study.check(Upkeep::UpToDate);
    assert_eq!(offered(&mut loaded, &needs), ["De boer", "Een koe"]);
    assert_eq!(offered(&mut loaded, &ending("eren")), ["Geen boeren"]);
    assert_eq!(offered(&mut loaded, &Needs::Or(vec![])), Vec::<String>::new());
    study.put("b", "Een boer\nnog een koe");
    assert_eq!(
        offered(&mut study.check(Upkeep::Frozen), &key("boer")),
        ["De boer", "Een boer", "nog een koe"]
    );
    assert_eq!(offered(&mut study.check(Upkeep::UpToDate), &key("boer")), ["De boer", "Een boer"]);
    fs::remove_file(study.file("a")).unwrap();
    assert_eq!(offered(&mut study.check(Upkeep::UpToDate), &key("boer")), ["Een boer"]);
}

#[test]
fn inflections_are_offered_by_their_stem() {
    let study = Study::new(&[("a", "De boer\nAlle Boeren\nEen boerin\n\u{e9}\u{e9}n"), ("b", "x")]);
    let language = crate::text::Language::new("nl");
    let stem = crate::text::Stemmer::of(&language).unwrap().stem("boeren");
    let mut loaded = study.check(Upkeep::UpToDate);
    assert_eq!(offered(&mut loaded, &Needs::Stem { language, stem }), ["De boer", "Alle Boeren"]);
}

#[test]
fn going_through_every_key_pays_only_where_there_is_much_to_read() {
    let study = Study::new(&[("a", "De boer\nEen koe")]);
    let index = study.check(Upkeep::UpToDate).index.unwrap();
    let three = Needs::Or(vec![ending("er"), Needs::And(vec![ending("e"), key("koe")]), ending("n")]);
    assert!(index.pays(&key("boer"), 0), "a key is looked up");
    assert!(!index.pays(&three, 14));
    // four keys, three times
    assert!(index.pays(&three, 12 * crate::index::BYTES_FOR_A_KEY));
}

#[test]
fn a_narrative_with_an_endless_word_is_always_offered() {
    let study = Study::new(&[("a", &format!("kort\n{}", "x".repeat(70_000)))]);
    let mut loaded = study.check(Upkeep::UpToDate);
    assert_eq!(offered(&mut loaded, &key("lang")), ["x".repeat(70_000)]);
}

#[test]
fn a_read_of_many_parts_is_written_and_taken_up_piece_by_piece() {
    let lines: String = (0..5_000).map(|line| format!("line {line}\n")).collect();
    let study = Study::new(&[("a", "one"), ("large", &lines)]);
    study.check(Upkeep::UpToDate);
    let second = study.check(Upkeep::UpToDate);
    assert_eq!((study.reads(), second.changes), (0, vec![Change::Unchanged; 2]));
    assert_eq!(second.reads[1].0.len(), 5_000);
}

#[test]
fn what_a_killed_run_left_is_never_written_over() {
    use std::io::Read as _;
    let study = Study::new(THREE);
    study.check(Upkeep::UpToDate);
    let left: Vec<fs::File> = (2..40)
        .flat_map(crate::index::packs::names)
        .map(|name| study.cache().join(FOLDER).join(name))
        .filter(|path| !path.exists())
        .map(|path| {
            fs::write(&path, "held by a reader").unwrap();
            fs::File::open(path).unwrap()
        })
        .collect();
    assert!(left.len() > 70);
    study.put("a", "another story");
    let loaded = study.check(Upkeep::UpToDate);
    assert!(loaded.notices.is_empty() && loaded.index.is_some());
    for mut file in left {
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!(text, "held by a reader");
    }
    study.check(Upkeep::UpToDate);
    assert_eq!(study.reads(), 0);
}
