//! Who is a person and who a program, as every place says it that names a coder.

use super::journal::{FOLDER, Kind, Standing};
use crate::corpus::{Problem, ProblemCode};
use crate::diagnostic::Severity;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What is said of each coder, with the first place that says it.
#[derive(Debug, Default)]
pub struct Kinds {
    said: BTreeMap<String, Said>,
}

#[derive(Debug, Default)]
struct Said {
    person: Option<Place>,
    model: Option<Place>,
}

#[derive(Debug)]
struct Place {
    file: PathBuf,
    line: usize,
}

impl Kinds {
    /// Notes that a row, by its line from 1, names a coder of this kind.
    pub fn see(&mut self, name: &str, kind: Kind, file: &Path, line: usize) {
        if !self.said.contains_key(name) {
            self.said.insert(name.to_string(), Said::default());
        }
        let Some(said) = self.said.get_mut(name) else { return };
        let place = match kind {
            Kind::Person => &mut said.person,
            Kind::Model => &mut said.model,
        };
        if place.is_none() {
            *place = Some(Place { file: file.to_path_buf(), line });
        }
    }

    /// What a coder is: who is a model anywhere, is one.
    pub fn of(&self, name: &str) -> Kind {
        match self.said.get(name) {
            Some(Said { model: Some(_), .. }) => Kind::Model,
            _ => Kind::Person,
        }
    }

    /// A fault for each coder that is a person in one place and a model in another; the journals of
    /// the study are places too.
    pub fn faults(&self, standings: &[Standing]) -> Vec<Problem> {
        let within = self.said.iter().filter_map(|(name, said)| {
            let (person, model) = (said.person.as_ref()?, said.model.as_ref()?);
            let fault = fault(name, Some(person), Some(model)).in_file(&model.file).at_line(model.line);
            Some(fault.help(
                "every entry of `codes:` says `kind: person` (the default) or `kind: model` of all that it \
                 brings: say the same in both, or call one of the two otherwise",
            ))
        });
        let own = standings.iter().filter_map(|Standing { coder, .. }| {
            let said = self.said.get(&coder.name)?;
            let (there, person, model) = match coder.kind {
                Kind::Person => (said.model.as_ref()?, None, said.model.as_ref()),
                Kind::Model => (said.person.as_ref()?, said.person.as_ref(), None),
            };
            let fault = fault(&coder.name, person, model).in_file(&there.file).at_line(there.line);
            Some(fault.help(
                "mend `kind` in the entry of `codes:` that brings it, or call the coder of the archive otherwise",
            ))
        });
        within.chain(own).collect()
    }
}

/// `None` stands for the journals.
fn fault(name: &str, person: Option<&Place>, model: Option<&Place>) -> Problem {
    let called = |place: Option<&Place>| match place {
        Some(place) => format!("{}:{}", place.file.display(), place.line),
        None => FOLDER.to_string(),
    };
    let message = format!(
        "the coder `{name}` is a person in {} and a model in {}, so nobody knows whether its codes count as people's",
        called(person),
        called(model)
    );
    Problem::new(Severity::Fault, ProblemCode::PersonAndModel, message)
}
