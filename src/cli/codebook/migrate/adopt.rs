//! A new file takes the place of the study's codebook; the old one is kept beside it.

use crate::cli::{Context, Failure, interrupted, shown};
use keerpunt::codebook::Codebook;
use keerpunt::report::printable;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Puts the bytes of `new` into the place of the codebook file `place`, comments and all, after the old
/// ones were kept in a file beside it that is called after its version.
///
/// # Errors
/// A file of that name holds something else, or the folder cannot be written. Then nothing changed.
pub fn adopt(place: &Path, old: &Codebook, new: &Path, context: &Context) -> Result<(), Failure> {
    let bytes = read(new)?;
    let before = read(place)?;
    let beside = beside(place, &old.version);
    keep(&beside, &before)?;
    let failed = |error: io::Error| cannot(place, &error);
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = interrupted::begin(|| tempfile::NamedTempFile::new_in(folder)).map_err(failed)?;
    file.write_all(&bytes).map_err(failed)?;
    file.as_file().set_permissions(fs::metadata(place).map_err(failed)?.permissions()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    interrupted::finish(file, |file| file.persist(place).map(drop).map_err(|error| error.error))
        .map_err(failed)?;
    context.say(printable(&format!(
        "{} is now what {} was; what it was is kept in {}",
        shown(place).display(),
        shown(new).display(),
        shown(&beside).display()
    )));
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(file).map_err(|error| {
        let what = format!("{} cannot be read", shown(file).display());
        Failure::machine(what, &error, "nothing was changed; see who may read the file")
    })
}

/// `book.yaml` of version 1.0.0: `book-1.0.0.yaml`.
pub fn beside(place: &Path, version: &str) -> PathBuf {
    let stem = place.file_stem().unwrap_or_default().to_string_lossy();
    let ending = place.extension().map_or("yaml".into(), |ending| ending.to_string_lossy());
    let fits = |sign: char| sign.is_alphanumeric() || matches!(sign, '.' | '-' | '_');
    let version: String = version.chars().map(|sign| if fits(sign) { sign } else { '-' }).collect();
    place.with_file_name(format!("{stem}-{version}.{ending}"))
}

fn keep(beside: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match OpenOptions::new().write(true).create_new(true).open(beside) {
        Ok(mut file) => {
            let written = file.write_all(bytes).and_then(|()| file.sync_all());
            written.map_err(|error| {
                let _ = fs::remove_file(beside);
                cannot(beside, &error)
            })
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => match fs::read(beside) {
            Ok(there) if there == bytes => Ok(()),
            _ => Err(Failure::usage(
                format!(
                    "the old codebook would be kept in {}, and that file holds something else",
                    shown(beside).display()
                ),
                "give the codebook that is used now another `version`, or move that file away; nothing was changed",
            )),
        },
        Err(error) => Err(cannot(beside, &error)),
    }
}

fn cannot(file: &Path, error: &io::Error) -> Failure {
    let file = printable(&shown(file).display().to_string()).into_owned();
    Failure::Machine(format!(
        "error: {file} cannot be written: {error}\n  help: make room or let yourself write there; the codebook is as it was"
    ))
}
