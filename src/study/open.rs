//! A study opened: the folder, the study file, and what it says.

use super::error::{Error, UnknownAttribute};
use super::settings::Settings;
use super::{cache, read};
use crate::analysis::{DeclaredValue, Design, Variable};
use crate::corpus::{Collection, Entry, Incident};
use crate::diagnostic::{Diagnostic, nearest};
use crate::files;
use crate::index::Memory;
use crate::text::{Language, Localised, Speakers};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The study file, in the study's folder.
pub const FILE: &str = "keerpunt.yaml";

/// One inquiry: a folder with a study file, or a corpus without one.
#[derive(Debug, Clone)]
pub struct Study {
    /// What it says of itself.
    pub settings: Settings,
    /// What should be mended in the study file, though it can be used.
    pub warnings: Vec<Diagnostic>,
    /// The text of the study file, that `warnings` point into; empty without one.
    pub text: String,
    /// What making its index may take.
    pub memory: Memory,
    file: Option<PathBuf>,
}

/// A corpus to read without a study file.
#[derive(Debug, Clone, Default)]
pub struct AdHoc {
    /// Files, folders or globs.
    pub corpus: Vec<String>,
    /// The codebook.
    pub codebook: Option<PathBuf>,
    /// The column or field with the narrative.
    pub text: Option<String>,
    /// The column or field with the incident's id.
    pub id: Option<String>,
    /// The attribute that says who told an incident.
    pub respondent: Option<String>,
    /// The language of incidents that don't say their own.
    pub language: Option<Language>,
}

impl Study {
    /// The study that `from` lies in: that of the nearest folder, upwards, with a study file.
    ///
    /// # Errors
    /// There is none, or it cannot be used.
    pub fn find(from: &Path) -> Result<Self, Error> {
        let from = std::path::absolute(from).unwrap_or_else(|_| from.to_path_buf());
        for folder in from.ancestors() {
            let file = folder.join(FILE);
            if file.is_file() {
                return Self::open(&file);
            }
        }
        let misnamed = ["keerpunt.yml", "Keerpunt.yaml", "keerpunt.yaml.txt"];
        let near = misnamed.iter().map(|name| from.join(name)).find(|file| file.is_file());
        Err(Error::NoStudy { from, near })
    }

    /// The study of one study file.
    ///
    /// # Errors
    /// The file cannot be read or has mistakes: all of them.
    pub fn open(file: &Path) -> Result<Self, Error> {
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_path_buf());
        let root = file.parent().unwrap_or(Path::new("")).to_path_buf();
        let bytes = read_some(&file).map_err(|error| Error::Unreadable { file: file.clone(), error })?;
        let (settings, text, mut diagnostics) = read::settings(&bytes, &root);
        diagnostics.iter_mut().for_each(|one| one.file = Some(file.clone()));
        match settings {
            Some(settings) => Ok(Self {
                settings,
                warnings: diagnostics,
                text,
                memory: Memory::default(),
                file: Some(file),
            }),
            None => Err(Error::Mistakes { file, text, diagnostics }),
        }
    }

    /// A corpus without a study file; paths are below `root` unless absolute.
    pub fn without_file(ad_hoc: AdHoc, root: &Path) -> Self {
        let columns: Vec<(String, String)> = [("narrative", ad_hoc.text), ("id", ad_hoc.id)]
            .into_iter()
            .filter_map(|(attribute, column)| Some((attribute.to_string(), column?)))
            .collect();
        let entry = |path| Entry { path, columns: columns.clone(), ..Entry::default() };
        let collection = Collection {
            root: std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf()),
            entries: ad_hoc.corpus.into_iter().map(entry).collect(),
            language: ad_hoc.language.unwrap_or_else(|| Language::new(read::LANGUAGE)),
            outcome: None,
            respondent: ad_hoc.respondent,
            attributes: Vec::new(),
            speakers: Speakers::default(),
            beside: Vec::new(),
        };
        let settings = Settings {
            title: Localised::default(),
            aim: Localised::default(),
            criterion: Localised::default(),
            codebook: ad_hoc.codebook.map(|file| collection.root.join(file)),
            collection,
            archive_codes: Vec::new(),
            event: None,
            asked: Vec::new(),
            participation_line: None,
        };
        Self { settings, warnings: Vec::new(), text: String::new(), memory: Memory::default(), file: None }
    }

    /// The study's folder; without a study file the folder that paths are read from.
    pub fn root(&self) -> &Path {
        &self.settings.collection.root
    }

    /// The study file, where there is one.
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// The study's language.
    pub fn language(&self) -> &Language {
        &self.settings.collection.language
    }

    /// Its title in its language.
    pub fn title(&self) -> Option<&str> {
        self.settings.title.get(self.language())
    }

    /// Its aim in its language.
    pub fn aim(&self) -> Option<&str> {
        self.settings.aim.get(self.language())
    }

    /// How many incidents of each outcome respondents were asked for, and who told just that; `None` where
    /// the design fixed nothing.
    pub fn design(&self, incidents: &[Incident]) -> Option<Design> {
        let outcome = self.settings.collection.outcome.as_ref()?;
        let asked = &self.settings.asked;
        (!asked.is_empty()).then(|| Design::of(&outcome.attribute, asked, incidents))
    }

    /// Where what can be made again is kept; `None` without a study file, or where no place can be had.
    pub fn cache(&self) -> Option<PathBuf> {
        self.file.as_ref()?;
        cache::folder(self.root())
    }

    /// An attribute with the values that the study declares for it; `known` are the names of those found in the corpus.
    ///
    /// # Errors
    /// Neither the study nor the corpus knows the name.
    pub fn variable(&self, name: &str, known: &[&str]) -> Result<Variable, UnknownAttribute> {
        let collection = &self.settings.collection;
        let outcome = collection.outcome.as_ref();
        let language = self.language();
        let labelled = |value: &str, label: &Localised| DeclaredValue {
            value: value.to_string(),
            label: label.get(language).map(str::to_string),
        };
        let of_outcome = outcome.filter(|outcome| outcome.attribute == name && !outcome.values.is_empty());
        let declared = collection.attributes.iter().find(|one| one.name == name);
        let values = match (of_outcome, declared) {
            (Some(outcome), _) => outcome.values.iter().map(|one| labelled(&one.value, &one.label)).collect(),
            (None, Some(one)) => one.values.iter().map(|one| labelled(&one.value, &one.label)).collect(),
            (None, None) => Vec::new(),
        };
        let mut names: Vec<&str> = known.to_vec();
        names.extend(collection.attributes.iter().map(|one| one.name.as_str()));
        names.extend(outcome.map(|outcome| outcome.attribute.as_str()));
        if names.contains(&name) || ["id", "lang"].contains(&name) {
            return Ok(Variable { name: name.to_string(), declared: values, bins: None });
        }
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(*name));
        Err(UnknownAttribute {
            name: name.to_string(),
            nearest: nearest(name, names.iter().copied()).map(str::to_string),
            known: names.into_iter().map(str::to_string).collect(),
        })
    }
}

/// What stands in a study file; of one that is far too large, enough to tell.
fn read_some(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    files::open(file)?.take(read::MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn study(text: &str) -> (tempfile::TempDir, Result<Study, Error>) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("a/b")).unwrap();
        fs::write(folder.path().join(FILE), text).unwrap();
        let study = Study::find(&folder.path().join("a/b"));
        (folder, study)
    }

    #[test]
    fn a_study_is_found_from_any_folder_below_it() {
        let (folder, study) = study("keerpunt: 1\ncorpus: a\n");
        let study = study.unwrap();
        assert_eq!(study.root(), folder.path());
        assert_eq!(study.cache(), Some(folder.path().join(".keerpunt")));
    }

    #[test]
    fn a_folder_without_a_study_says_what_was_nearly_one() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("keerpunt.yml"), "keerpunt: 1\n").unwrap();
        match Study::find(folder.path()) {
            Err(Error::NoStudy { near: Some(near), .. }) => assert!(near.ends_with("keerpunt.yml")),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn mistakes_know_their_file() {
        let (folder, study) = study("keerpunt: 1\ncorpse: a\n");
        match study {
            Err(Error::Mistakes { diagnostics, .. }) => {
                assert!(diagnostics.iter().all(|one| one.file == Some(folder.path().join(FILE))));
                assert_eq!(diagnostics.len(), 1);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_repository_is_a_study() {
        let study = Study::find(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(study.warnings.is_empty());
        assert_eq!(study.variable("outcome", &[]).unwrap().declared.len(), 2);
    }

    #[test]
    fn an_attribute_is_found_with_its_values_or_refused_with_the_nearest() {
        let text = "keerpunt: 1\ncorpus: a\noutcome: {attribute: result, values: [good, bad]}\nattributes:\n  \
                    size: {values: {s: small, l: large}}\n";
        let study = study(text).1.unwrap();
        let values = |name| {
            let variable = study.variable(name, &["year"]).unwrap();
            variable.declared.into_iter().map(|one| one.value).collect::<Vec<_>>()
        };
        assert_eq!(values("result"), ["good", "bad"]);
        assert_eq!(values("size"), ["s", "l"]);
        assert!(values("year").is_empty() && values("lang").is_empty());
        let unknown = study.variable("yaer", &["year"]).unwrap_err();
        assert_eq!(unknown.help(), "did you mean `year`?");
        assert_eq!(unknown.known, ["year", "size", "result"]);
    }
}
