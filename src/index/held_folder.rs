//! The index folder as a run found or made it, told apart from one that somebody put in its place.

use super::kept;
use super::manifest::{self, Manifest};
use super::{packs, terms};
use same_file::Handle;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The index folder as a run found or made it.
pub(super) struct HeldFolder {
    path: PathBuf,
    /// Open as long as the run lasts, so that no folder made meanwhile is taken for it.
    handle: Option<Handle>,
    /// This run made it: all that is in it is its work.
    is_own: bool,
}

impl HeldFolder {
    /// One that is there.
    pub fn found(path: &Path) -> Self {
        Self { path: path.to_path_buf(), handle: Handle::from_path(path).ok(), is_own: false }
    }

    /// One that this run makes in place of whatever is there.
    ///
    /// # Errors
    /// The old one cannot be removed, or a new one not be made: then it holds nothing of this run's.
    pub fn anew(path: &Path, make: impl Fn(&Path) -> io::Result<()>) -> Result<Self, (Self, io::Error)> {
        let removed = match fs::remove_dir_all(path) {
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => fs::remove_file(path),
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
        match removed.and_then(|()| make(path)) {
            Ok(()) => Ok(Self { is_own: true, ..Self::found(path) }),
            Err(error) => Err((Self { is_own: false, ..Self::found(path) }, error)),
        }
    }

    /// After a failure: removes what this run wrote and no manifest names, so that a full disk does
    /// not stay full. A folder that somebody put in its place meanwhile is left alone.
    pub fn give_back_space(self, model: &str, own_packs: &BTreeSet<u64>) {
        let is_there =
            self.handle.is_some_and(|held| Handle::from_path(&self.path).is_ok_and(|now| now == held));
        if !is_there {
            return;
        }
        match Manifest::open(&self.path, Some(model)) {
            Ok(manifest) => sweep(&self.path, &manifest.names()),
            Err(_) if self.is_own => drop(fs::remove_dir_all(&self.path)),
            Err(_) => {
                for name in own_packs.iter().flat_map(|pack| packs::names(*pack)) {
                    let _ = fs::remove_file(self.path.join(name));
                }
            }
        }
    }
}

/// Removes what an ended run left behind: all that the manifest does not name, but for what is kept
/// under names of its own, and the hidden files by which writers of the terms keep their order. Only for
/// who holds the lock; what cannot be removed is only space.
pub(super) fn sweep(folder: &Path, named: &[PathBuf]) {
    leftovers(folder, named).into_iter().for_each(|file| drop(fs::remove_file(file)));
}

/// True where there is something for [`sweep`] to do.
pub(super) fn is_littered(folder: &Path, named: &[PathBuf]) -> bool {
    !leftovers(folder, named).is_empty()
}

fn leftovers(folder: &Path, named: &[PathBuf]) -> Vec<PathBuf> {
    let named: BTreeSet<&Path> = named.iter().map(PathBuf::as_path).collect();
    let mut left = Vec::new();
    for below in ["", terms::FOLDER] {
        let Ok(files) = fs::read_dir(folder.join(below)) else { continue };
        for file in files.flatten() {
            let (name, path) = (file.file_name(), Path::new(below).join(file.file_name()));
            let is_file = file.file_type().is_ok_and(|kind| kind.is_file());
            let hidden = !below.is_empty() && name.as_encoded_bytes().starts_with(b".");
            let own = hidden || kept::is_kept(&name) || name == manifest::NAME;
            if is_file && !own && !named.contains(path.as_path()) {
                left.push(file.path());
            }
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .map(|all| all.flatten().map(|one| one.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.sort();
        names
    }

    fn make(path: &Path) -> io::Result<()> {
        fs::create_dir_all(path)
    }

    #[test]
    fn a_folder_that_this_run_made_goes_whole() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("index");
        let held = HeldFolder::anew(&folder, make).unwrap_or_else(|_| panic!("made"));
        fs::write(folder.join("reads-1.jsonl"), "").unwrap();
        held.give_back_space("m", &BTreeSet::from([1]));
        assert!(!folder.exists());
    }

    #[test]
    fn a_folder_that_another_command_put_in_its_place_is_left_alone() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("index");
        let held = HeldFolder::anew(&folder, make).unwrap_or_else(|_| panic!("made"));
        fs::remove_dir_all(&folder).unwrap();
        make(&folder).unwrap();
        fs::write(folder.join("reads-1.jsonl"), "of the other").unwrap();
        held.give_back_space("m", &BTreeSet::from([1]));
        assert_eq!(names(&folder), ["reads-1.jsonl"]);
    }

    #[test]
    fn what_no_manifest_names_is_swept_away_but_not_what_is_kept_under_names_of_its_own() {
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join(terms::FOLDER)).unwrap();
        let stay =
            ["manifest.jsonl", "reads-1.jsonl", "found-ab.bin", "found-new-x", "terms/a.term", "terms/.lock"];
        for name in stay.iter().chain(&["reads-2.jsonl", ".tmpAb12", "terms/b.term"]) {
            fs::write(place.path().join(name), "").unwrap();
        }
        let named = ["reads-1.jsonl", "terms/a.term"].map(PathBuf::from);
        assert!(is_littered(place.path(), &named));
        sweep(place.path(), &named);
        assert!(!is_littered(place.path(), &named));
        assert_eq!(
            names(place.path()),
            ["found-ab.bin", "found-new-x", "manifest.jsonl", "reads-1.jsonl", "terms"]
        );
        assert_eq!(names(&place.path().join(terms::FOLDER)), [".lock", "a.term"]);
    }

    #[test]
    fn a_folder_that_was_there_loses_only_what_this_run_wrote() {
        let place = tempfile::tempdir().unwrap();
        let held = HeldFolder::found(place.path());
        for name in ["reads-1.jsonl", "texts-1.txt", "reads-2.jsonl", "texts-2.txt"] {
            fs::write(place.path().join(name), "").unwrap();
        }
        held.give_back_space("m", &BTreeSet::from([2]));
        assert_eq!(names(place.path()), ["reads-1.jsonl", "texts-1.txt"]);
    }
}
