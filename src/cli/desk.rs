//! A study laid open for coding: its narratives, its codebook, and the journals.

use super::codebook::code_named;
use super::opened::{codebook_of, load, study};
use super::progress::Bar;
use super::question::some_of;
use super::who::Who;
use super::{Context, Exit, Failure, Which, shown};
use keerpunt::codebook::{Codebook, Polarity};
use keerpunt::coding::journal::{Did, Entry, Pen, PenError, Version};
use keerpunt::coding::{moves, places};
use keerpunt::corpus::Incident;
use keerpunt::diagnostic::nearest;
use keerpunt::study::{FILE, Loaded, Study};
use std::path::PathBuf;

/// Which study is coded.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Study")]
pub struct InStudy {
    /// The study's folder; without it the study that the current folder lies in.
    #[arg(long, value_name = "DIR")]
    pub study: Option<PathBuf>,
}

impl InStudy {
    /// The study as every verb finds it, without what only reading incidents asks for.
    fn which(&self) -> Which {
        Which { study: self.study.clone(), ..Which::default() }
    }

    /// The study, its corpus not read.
    ///
    /// # Errors
    /// There is none, or its file has mistakes.
    pub fn open(&self, context: &Context) -> Result<Study, Failure> {
        study(&self.which(), context)
    }
}

/// A study laid open for coding.
pub struct Desk {
    /// The study.
    pub study: Study,
    /// Its incidents as they were read just now.
    pub loaded: Loaded,
    /// Its codes; none where it names no codebook.
    pub codebook: Option<Codebook>,
    /// How the run ends if nothing else goes wrong.
    pub exit: Exit,
}

impl Desk {
    /// Opens the study with everything that coding needs.
    ///
    /// # Errors
    /// There is no study, or its corpus or codebook cannot be used.
    pub fn open(place: &InStudy, context: &Context) -> Result<Self, Failure> {
        let which = place.which();
        let study = place.open(context)?;
        let codebook = match &study.settings.codebook {
            Some(_) => Some(codebook_of(&study, &which, &Context::silent())?),
            None => None,
        };
        let (loaded, exit) = load(&study, &which, context, &Bar::new(context))?;
        Ok(Self { study, loaded, codebook, exit })
    }

    /// The incidents, in corpus order.
    pub fn incidents(&self) -> &[Incident] {
        &self.loaded.corpus.incidents
    }

    /// The incident with this id.
    ///
    /// # Errors
    /// There is none.
    pub fn incident(&self, id: &str) -> Result<&Incident, Failure> {
        let places = places(self.incidents());
        if let Some(place) = places.get(id) {
            return Ok(&self.incidents()[*place]);
        }
        let what = format!("no incident is called `{id}`");
        Err(Failure::usage(what, self.meant(id)))
    }

    /// Which incidents somebody may mean who wrote `id`.
    fn meant(&self, id: &str) -> String {
        let ids = || self.incidents().iter().map(|incident| incident.id.as_str());
        if let Some(near) = nearest(id, ids()) {
            return format!("did you mean `{near}`?");
        }
        let lower = id.trim().to_lowercase();
        let holds = |other: &&str| !lower.is_empty() && other.to_lowercase().contains(&lower);
        let holding: Vec<String> = ids().filter(holds).map(|other| format!("`{other}`")).collect();
        match holding.as_slice() {
            [] => {
                let some = some_of(&ids().collect::<Vec<_>>());
                format!(
                    "they are called: {some}; `keerpunt search '/./' --incidents` lists those with a text"
                )
            }
            [only] => format!("did you mean {only}?"),
            several => {
                let several: Vec<&str> = several.iter().map(String::as_str).collect();
                format!("did you mean one of {}?", some_of(&several))
            }
        }
    }

    /// The full id of the code with this id, or with this last part where only one has it.
    ///
    /// # Errors
    /// There is no codebook, no such code, or it is a group.
    pub fn code(&self, name: &str) -> Result<String, Failure> {
        let (codebook, place) = self.named(name)?;
        let code = &codebook.codes[place];
        if !code.group {
            return Ok(code.id.clone());
        }
        let below = (0..codebook.codes.len()).filter(|other| codebook.is_within(*other, place));
        let below: Vec<&str> = below
            .filter(|other| !codebook.codes[*other].group)
            .map(|other| codebook.codes[other].id.as_str())
            .collect();
        let what = format!("`{}` is a group: it holds codes and is not given itself", code.id);
        Err(Failure::usage(what, format!("give one of the codes below it: {}", below.join(", "))))
    }

    /// True where a code leaves open whether the conduct was there or lacking.
    pub fn leaves_open(&self, id: &str) -> bool {
        let code = self.codebook.as_ref().and_then(|book| Some(&book.codes[book.position(id)?]));
        code.is_some_and(|code| code.polarity == Polarity::Either)
    }

    /// The full id of a code or a group.
    ///
    /// # Errors
    /// There is no codebook or no such code.
    pub fn code_or_group(&self, name: &str) -> Result<String, Failure> {
        self.named(name).map(|(codebook, place)| codebook.codes[place].id.clone())
    }

    fn named(&self, name: &str) -> Result<(&Codebook, usize), Failure> {
        let Some(codebook) = &self.codebook else {
            let help = format!("add `codebook: FILE` to {FILE}");
            return Err(Failure::usage("the study has no codebook, so there are no codes to give", help));
        };
        Ok((codebook, code_named(codebook, name)?))
    }

    /// The codebook as entries name it.
    pub fn version(&self) -> Option<Version> {
        let codebook = self.codebook.as_ref()?;
        let (id, version, hash) = (codebook.id.clone(), codebook.version.clone(), codebook.hash.clone());
        Some(Version { id, version, hash })
    }

    /// Opens the coder's journal for writing.
    ///
    /// # Errors
    /// Nobody said who codes, or the journal cannot be written.
    pub fn pen(&self, who: &Who, context: &Context) -> Result<Pen, Failure> {
        pen(&self.study, who, context)
    }

    /// Writes entries to a coder's journal, after notes of where texts of edited narratives went; once
    /// this returns they are on the disk.
    ///
    /// # Errors
    /// They could not be written; the journal is as it was.
    pub fn write(&self, pen: &mut Pen, dids: Vec<Did>) -> Result<Vec<Entry>, Failure> {
        let mut all = moves(pen, self.incidents());
        let notes = all.len();
        all.extend(dids);
        let mut entries = pen.write(self.version().as_ref(), all).map_err(failure)?;
        Ok(entries.split_off(notes))
    }
}

/// Opens a coder's journal in a study for writing.
///
/// # Errors
/// Nobody said who codes, or the journal cannot be written.
pub fn pen(study: &Study, who: &Who, context: &Context) -> Result<Pen, Failure> {
    let pen = Pen::open(study.root(), &who.coder(context)?).map_err(failure)?;
    if let Some(aside) = &pen.set_aside {
        context.say(format!(
            "note: the last line of the journal was not written to its end; it is set aside in {}",
            shown(aside).display()
        ));
    }
    Ok(pen)
}

/// Why nothing was written, and what to do.
pub fn failure(error: PenError) -> Failure {
    let what = error.to_string();
    match error {
        PenError::Busy(_) => {
            Failure::Machine(format!("error: {what}\n  help: wait until it is done, and try again"))
        }
        PenError::OtherCoder { other, .. } => Failure::usage(
            what,
            format!(
                "if you are the same person, say --coder \"{other}\"; else choose a name that differs in more than its case and signs"
            ),
        ),
        PenError::Newer { .. } => Failure::usage(what, "get the newer version; nothing was written"),
        PenError::Io { .. } => Failure::Machine(format!(
            "error: {what}\n  help: nothing was kept; make room or let yourself write there, and give it again"
        )),
    }
}
