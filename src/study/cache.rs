//! Where a study keeps what can be made again: `.keerpunt/` in it, or a folder of the user's own.

use super::user_folders;
use crate::index::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder};
use std::io;
use std::path::{Path, PathBuf};

/// The folder in the study.
pub const FOLDER: &str = ".keerpunt";

/// The folder for the study in `root`.
///
/// It is `.keerpunt/` there. Where that folder (or, before there is one, the
/// study) belongs to somebody else or cannot be written, it is a folder among
/// the user's own caches, named after the study's path; `None` where the user
/// has no place for caches either.
pub(super) fn folder(root: &Path) -> Option<PathBuf> {
    let inside = root.join(FOLDER);
    let ours = match fs::symlink_metadata(&inside) {
        // A link may lead anywhere, and what is in the way is not ours to remove.
        Ok(found) => found.is_dir() && is_own(&inside),
        Err(error) => error.kind() == io::ErrorKind::NotFound && is_own(root),
    };
    if ours { Some(inside) } else { Some(user_folders::caches()?.join("keerpunt").join(name_of(root))) }
}

/// Makes the folder: private, because stories are, and passed over by git.
///
/// # Errors
/// The system's own.
pub(super) fn prepare(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(ignore, "*\n")?;
    }
    Ok(())
}

/// True where this user can write in `folder`, and it is theirs.
///
/// A file that has no name in the folder, and is gone when closed, tells both: a file
/// system that gives away ownership (a mounted share) does so for folder and file alike.
fn is_own(folder: &Path) -> bool {
    let Ok(probe) = tempfile::tempfile_in(folder) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let owner = |metadata: io::Result<fs::Metadata>| metadata.map(|metadata| metadata.uid()).ok();
        owner(probe.metadata()) == owner(fs::metadata(folder))
    }
    #[cfg(not(unix))]
    {
        drop(probe);
        true
    }
}

/// A name for the study in `root` that no study in another place has.
fn name_of(root: &Path) -> String {
    let whole = fs::canonicalize(root).unwrap_or_else(|_| root.to_path_buf());
    let mut name: String = whole
        .file_name()
        .map(|name| name.to_string_lossy().chars().filter(|c| c.is_alphanumeric() || *c == '-').collect())
        .unwrap_or_default();
    name.push('-');
    name.push_str(&hex(&Sha256::digest(whole.as_os_str().as_encoded_bytes())[..8]));
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_study_of_ones_own_keeps_its_cache_in_it() {
        let study = tempfile::tempdir().unwrap();
        let cache = folder(study.path()).unwrap();
        assert_eq!(cache, study.path().join(".keerpunt"));
        prepare(&cache).unwrap();
        prepare(&cache).unwrap();
        assert_eq!(fs::read_to_string(cache.join(".gitignore")).unwrap(), "*\n");
        assert_eq!(folder(study.path()).unwrap(), cache);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&cache).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }

    #[test]
    fn what_is_in_the_way_is_left_alone() {
        let study = tempfile::tempdir().unwrap();
        fs::write(study.path().join(".keerpunt"), "a file").unwrap();
        let cache = folder(study.path());
        assert!(cache.is_none_or(|cache| !cache.starts_with(study.path())));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_came_with_the_study_is_not_followed() {
        let study = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), study.path().join(".keerpunt")).unwrap();
        let cache = folder(study.path());
        assert!(cache.is_none_or(|cache| !cache.starts_with(study.path())));
    }

    #[test]
    fn two_studies_of_one_name_have_two_folders() {
        let place = tempfile::tempdir().unwrap();
        let [one, two] = ["a/study", "b/study"].map(|name| place.path().join(name));
        fs::create_dir_all(&one).unwrap();
        fs::create_dir_all(&two).unwrap();
        assert!(name_of(&one).starts_with("study-"));
        assert_ne!(name_of(&one), name_of(&two));
    }
}
