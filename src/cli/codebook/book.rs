//! Which codebook a sub-verb is about: the file that was named, or the study's.

use crate::cli::progress::Bar;
use crate::cli::{Context, Failure, account, here, memory, shown};
use keerpunt::codebook::{self, BookFile, Code, Codebook};
use keerpunt::diagnostic::nearest;
use keerpunt::index::Upkeep;
use keerpunt::study::{AdHoc, Error, Loaded, Study};
use std::path::{Path, PathBuf};

/// A codebook file with the study it is read in.
pub struct Book {
    /// The file.
    pub path: PathBuf,
    /// What was read.
    pub file: BookFile,
    /// The study around it, or what stands in its place.
    pub study: Study,
}

impl Book {
    /// Reads `named`, else the codebook of the study that the current folder lies in.
    ///
    /// # Errors
    /// There is no codebook, or its file cannot be read at all.
    pub fn read(named: Option<&Path>) -> Result<Self, Failure> {
        let here = here()?;
        let (mut study, path) = match (Study::find(&here), named) {
            (Ok(study), Some(named)) => (study, named.to_path_buf()),
            (Ok(study), None) => {
                let path = study.settings.codebook.clone().ok_or_else(|| no_codebook(&study))?;
                (study, path)
            }
            // a codebook is checked without a study too, and a study's mistakes are not its own
            (Err(Error::NoStudy { .. } | Error::Mistakes { .. }), Some(named)) => {
                (Study::without_file(AdHoc::default(), &here), named.to_path_buf())
            }
            (Err(Error::NoStudy { .. }), None) => {
                return Err(Failure::usage(
                    "there is no study here, so no codebook",
                    "name the file, as in `keerpunt codebook check codebook.yaml`; or work in a study's folder",
                ));
            }
            (Err(error), _) => return Err(error.into()),
        };
        study.memory = memory::asked(None)?;
        let path = shown(&path);
        let file = codebook::read_file(&path, study.language()).map_err(|error| {
            Failure::usage(
                format!("the codebook {} cannot be read: {error}", path.display()),
                "name a file that is there, or mend `codebook:` in keerpunt.yaml",
            )
        })?;
        Ok(Self { path, file, study })
    }

    /// The corpus of the study around it; nothing outside a study, or where the corpus
    /// cannot be used, which is told.
    pub fn corpus(&self, bar: &Bar, context: &Context) -> Option<Loaded> {
        self.study.file()?;
        let loaded = self.study.load(Upkeep::UpToDate, &bar.files());
        account::say(&loaded.account, context);
        if let Err(Failure::Use(why)) = account::usable(&loaded.account) {
            context.say(why);
            context.say("note: the corpus cannot be used, so the codebook was not tried on it");
            return None;
        }
        Some(loaded)
    }

    /// The codebook, where it can be used.
    ///
    /// # Errors
    /// It has faults: all of them, with the warnings left out.
    pub fn usable(&self) -> Result<&Codebook, Failure> {
        self.file.codebook.as_ref().ok_or_else(|| {
            Failure::mistakes(
                &self.file.diagnostics,
                &self.file.source,
                "`keerpunt codebook check` shows warnings too",
            )
        })
    }
}

/// The place of the code that a person named: by its full id, or its last part where only one has it.
///
/// # Errors
/// No code, or several, are called so.
pub fn code_named(codebook: &Codebook, name: &str) -> Result<usize, Failure> {
    if let Some(place) = codebook.position(name) {
        return Ok(place);
    }
    let last = |code: &Code| code.id.rsplit('.').next() == Some(name);
    let same: Vec<usize> = (0..codebook.codes.len()).filter(|place| last(&codebook.codes[*place])).collect();
    let ids = |places: &[usize]| {
        let ids: Vec<String> =
            places.iter().map(|place| format!("`{}`", codebook.codes[*place].id)).collect();
        ids.join(", ")
    };
    match same.as_slice() {
        [one] => Ok(*one),
        [] => {
            let whole = nearest(name, codebook.codes.iter().map(|code| code.id.as_str()));
            let ends = || nearest(name, codebook.codes.iter().filter_map(|code| code.id.rsplit('.').next()));
            let help = match whole.or_else(ends) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`keerpunt codebook show` lists the codes".to_string(),
            };
            Err(Failure::usage(format!("there is no code `{name}`"), help))
        }
        several => Err(Failure::usage(
            format!("several codes are called `{name}`"),
            format!("say which: {}", ids(several)),
        )),
    }
}

fn no_codebook(study: &Study) -> Failure {
    let file = study.file().map_or_else(|| PathBuf::from("keerpunt.yaml"), shown);
    Failure::usage(
        format!("{} names no codebook", file.display()),
        "add `codebook: FILE` to it, or name the file, as in `keerpunt codebook check FILE`",
    )
}
