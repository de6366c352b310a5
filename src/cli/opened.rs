//! A study opened for a question: incidents, codes, and what the rules suggest for each.

use super::account;
use super::from::{From, FromWhom};
use super::progress::Bar;
use super::question::{Known, Where, some_of};
use super::{Context, Exit, Failure, Which, here, memory, shown};
use keerpunt::analysis::{By, Condition, Found, Material, Variable};
use keerpunt::codebook::{self, Codebook};
use keerpunt::coding::journal;
use keerpunt::coding::{Choice, Judged};
use keerpunt::corpus::Incident;
use keerpunt::index::Upkeep;
use keerpunt::index::meant::Vocabulary;
use keerpunt::matcher::Suggestions;
use keerpunt::report::Provenance;
use keerpunt::report::provenance::some;
use keerpunt::study::{AdHoc, FILE, Loaded, Study, codes, languages_without_rules, suggestions};
use keerpunt::text::{Language, Speakers};
use std::mem::ManuallyDrop;
use std::path::Path;

/// How much of what rules find a question needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Every passage with its evidence.
    Passages,
    /// Which incidents have which code.
    Codes,
}

/// A study opened for a question.
pub struct Opened {
    /// The study, or what stands in its place.
    pub study: Study,
    /// Its incidents as they were read just now. They are not given back piece by piece, which takes
    /// a while with a hundred thousand of them: the system takes all at once when the program ends.
    pub loaded: ManuallyDrop<Loaded>,
    /// The codes.
    pub codebook: Codebook,
    /// What the rules suggest for each incident; empty where codings are shown.
    pub suggestions: Suggestions,
    /// What people gave, where that is shown.
    pub judged: Option<Judged>,
    /// How the run ends if nothing else goes wrong.
    pub exit: Exit,
}

impl Opened {
    /// Opens the study that was asked for and applies its codebook.
    ///
    /// # Errors
    /// There is no study or codebook, or one of them cannot be used.
    pub fn open(which: &Which, context: &Context) -> Result<Self, Failure> {
        Self::open_in(Need::Passages, which, context)
    }

    fn open_in(need: Need, which: &Which, context: &Context) -> Result<Self, Failure> {
        let study = study(which, context)?;
        let codebook = codebook_of(&study, which, context)?;
        let bar = Bar::new(context);
        let (loaded, exit) = load(&study, which, context, &bar)?;
        Ok(Self::suggested(need, study, loaded, codebook, exit, context, &bar))
    }

    /// Opens the study that was asked for, with what people gave where that is to be counted, else
    /// with what the codebook suggests.
    ///
    /// # Errors
    /// There is no study, nobody gave what is asked for, or there is no codebook that can be used.
    pub fn judged(
        which: &Which,
        from: &FromWhom,
        conditions: &Where,
        context: &Context,
    ) -> Result<Self, Failure> {
        Self::judged_in(Need::Passages, which, from, conditions, context)
    }

    /// The same, in no more detail than the question needs.
    ///
    /// # Errors
    /// As [`Opened::judged`].
    pub fn judged_in(
        need: Need,
        which: &Which,
        from: &FromWhom,
        conditions: &Where,
        context: &Context,
    ) -> Result<Self, Failure> {
        let study = study(which, context)?;
        // Where only rules can answer, a codebook with mistakes is told before the corpus is read.
        let archive = !study.settings.archive_codes.is_empty();
        let journals = study.file().is_some() && study.root().join(journal::FOLDER).is_dir();
        if !archive && !journals && !matches!(from.from, Some(From::People(_))) {
            return Self::open_in(need, which, context);
        }
        let bar = Bar::new(context);
        let (loaded, exit) = load(&study, which, context, &bar)?;
        let conditions = conditions.read(&known(&study, &loaded))?;
        match from.choice(&study, &loaded, &conditions, which.codebook.is_some())? {
            Some(choice) => {
                let named = which.codebook.is_some() || study.settings.codebook.is_some();
                let codebook = match codebook_of(&study, which, &Context::silent()) {
                    Ok(codebook) => Some(codebook),
                    // Codes of an archive need no codebook; it only brings order and labels.
                    Err(_) if !named || !loaded.codings().journals => None,
                    Err(failure) => return Err(failure),
                };
                let judged = judged(&loaded, &choice, codebook.as_ref(), context)?;
                let codebook = judged.codebook.clone();
                let loaded = ManuallyDrop::new(loaded);
                Ok(Self {
                    study,
                    loaded,
                    codebook,
                    suggestions: Suggestions::none(),
                    judged: Some(judged),
                    exit,
                })
            }
            None => {
                let codebook = codebook_of(&study, which, context)?;
                Ok(Self::suggested(need, study, loaded, codebook, exit, context, &bar))
            }
        }
    }

    /// The same incidents with what a codebook suggests in place of what people gave.
    pub fn into_suggestions(self, codebook: Codebook, context: &Context) -> Self {
        let loaded = ManuallyDrop::into_inner(self.loaded);
        Self::suggested(Need::Passages, self.study, loaded, codebook, self.exit, context, &Bar::new(context))
    }

    fn suggested(
        need: Need,
        study: Study,
        loaded: Loaded,
        codebook: Codebook,
        exit: Exit,
        context: &Context,
        bar: &Bar,
    ) -> Self {
        let incidents = &loaded.corpus.incidents;
        let speakers = &study.settings.collection.speakers;
        for (language, count) in languages_without_rules(incidents, &codebook) {
            let incidents = some(count, "incident");
            context.say(format!(
                "note: no rule of the codebook reads `{language}`, so nothing is suggested for {incidents}; \
                 is it their language? `language:` in {FILE}, --lang, or `lang` of an incident says so"
            ));
        }
        let find = match need {
            Need::Passages => suggestions,
            Need::Codes => codes,
        };
        let suggestions = find(incidents, &codebook, speakers, loaded.index.as_ref(), &bar.incidents());
        let loaded = ManuallyDrop::new(loaded);
        Self { study, loaded, codebook, suggestions, judged: None, exit }
    }

    /// What tables are made from.
    pub fn material(&self) -> Material<'_> {
        Material {
            incidents: self.incidents(),
            codebook: &self.codebook,
            found: match &self.judged {
                Some(judged) => Found::Codings(judged),
                None => Found::Suggestions(&self.suggestions),
            },
            speakers: self.speakers(),
            respondents: self.study.settings.collection.respondent.is_some(),
            language: self.language(),
        }
    }

    /// What reports say of themselves; `arguments` as [`Which::arguments`] gives them.
    pub fn provenance<'a>(&'a self, arguments: &'a str) -> Provenance<'a> {
        let people = self.judged.as_ref().map(|judged| &judged.people);
        let (study, aim) = (self.study.title(), self.study.aim());
        let coded = !self.loaded.codings().coders.is_empty();
        let design = self.study.design(self.incidents());
        let rejected =
            self.loaded.shelf.standings.iter().any(|standing| standing.rejected().next().is_some());
        let (codebook, hints) = (&self.codebook, true);
        Provenance { study, aim, codebook, people, coded, rejected, design, hints, arguments }
    }

    /// The incidents, in corpus order.
    pub fn incidents(&self) -> &[Incident] {
        &self.loaded.corpus.incidents
    }

    /// Whose turns rules do not read.
    pub fn speakers(&self) -> &Speakers {
        &self.study.settings.collection.speakers
    }

    /// The study's language.
    pub fn language(&self) -> &Language {
        self.study.language()
    }

    /// The attribute that says how an incident ended.
    pub fn outcome(&self) -> Option<&str> {
        self.study.settings.collection.outcome.as_ref().map(|outcome| outcome.attribute.as_str())
    }

    /// What the columns of a table are: `codes`, an attribute, or without a name the outcome; `bins`
    /// are its cut points.
    ///
    /// # Errors
    /// Nobody knows the attribute, there is no outcome and no name, or it cannot be cut there.
    pub fn by(&self, name: Option<&str>, bins: Option<&str>) -> Result<By, Failure> {
        match name.or_else(|| self.outcome()) {
            Some("codes") if bins.is_some() => {
                Err(Failure::usage("codes have no cut points", "say --by ATTRIBUTE beside --bins"))
            }
            Some("codes") => Ok(By::Codes),
            Some(name) => Ok(By::Attribute(self.variable(name, bins)?)),
            None => {
                let names: Vec<&str> = self.known().attributes;
                let help = if names.is_empty() {
                    "the incidents have no attributes; `--by codes` needs none".to_string()
                } else {
                    format!("say it with --by, or in {FILE}; the attributes are: {}", some_of(&names))
                };
                Err(Failure::usage("nobody said which attribute is the outcome", help))
            }
        }
    }

    /// An attribute with its declared values and, where `bins` has them, its cut points.
    ///
    /// # Errors
    /// Neither the study nor an incident knows it, or it cannot be cut there.
    pub fn variable(&self, name: &str, bins: Option<&str>) -> Result<Variable, Failure> {
        variable(&self.study, &self.known(), name, bins)
    }

    /// The conditions as meant; those that nobody fulfils are told.
    ///
    /// # Errors
    /// A condition that is none, or about an attribute that nobody knows.
    pub fn conditions(&self, asked: &Where, context: &Context) -> Result<Vec<Condition>, Failure> {
        let known = self.known();
        let conditions = asked.read(&known)?;
        for line in known.empty_conditions(&conditions) {
            context.say(line);
        }
        Ok(conditions)
    }

    fn known(&self) -> Known<'_> {
        known(&self.study, &self.loaded)
    }

    /// The study's folder; files of the corpus are named from it.
    pub fn root(&self) -> &Path {
        self.study.root()
    }
}

/// The codings of some coders, made ready for counting; the codebook is the study's.
///
/// # Errors
/// Nobody of the name gave codes.
pub fn judged(
    loaded: &Loaded,
    choice: &Choice,
    codebook: Option<&Codebook>,
    context: &Context,
) -> Result<Judged, Failure> {
    let judged = loaded.codings().judged(choice, codebook).map_err(|unknown| {
        let names: Vec<&str> = loaded.codings().coders.iter().map(|coder| coder.name.as_str()).collect();
        Failure::usage(unknown.to_string(), format!("the coders are: {}", names.join(", ")))
    })?;
    let lost = judged.marks.iter().flatten().filter(|mark| mark.lost).count();
    if lost > 0 {
        context.say(format!(
            "note: {} not found in narratives that have changed: counted by incident alone; see keerpunt codings --lost",
            some(lost, "coding")
        ));
    }
    Ok(judged)
}

/// What a question about these incidents may speak of.
pub fn known<'a>(study: &'a Study, loaded: &'a Loaded) -> Known<'a> {
    let Vocabulary { attributes, outcome } = study.vocabulary(loaded);
    Known { incidents: &loaded.corpus.incidents, attributes, outcome }
}

/// An attribute with its declared values and, where `bins` has them, its cut points.
///
/// # Errors
/// Neither the study nor an incident knows it, or it cannot be cut there.
pub fn variable(
    study: &Study,
    known: &Known<'_>,
    name: &str,
    bins: Option<&str>,
) -> Result<Variable, Failure> {
    let variable = study.variable(name, &known.attributes);
    known.binned(variable.map_err(|unknown| Failure::usage(unknown.to_string(), unknown.help()))?, bins)
}

/// The study that was asked for, or what stands in its place.
///
/// # Errors
/// There is none, or its file has mistakes.
pub fn study(which: &Which, context: &Context) -> Result<Study, Failure> {
    let here = here()?;
    let mut study = match (&which.study, which.corpus.is_empty()) {
        (_, false) => without_file(which, &here),
        (Some(folder), true) if folder.is_file() => Study::open(folder)?,
        (Some(folder), true) => Study::open(&folder.join(FILE))?,
        (None, true) => Study::find(&here)?,
    };
    study.memory = memory::asked(None)?;
    context.reads_study(&study);
    Ok(study)
}

/// The corpus that was asked for without a study.
fn without_file(which: &Which, here: &Path) -> Study {
    let ad_hoc = AdHoc {
        corpus: which.corpus.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
        codebook: which.codebook.clone(),
        text: which.text.clone(),
        id: which.id.clone(),
        respondent: which.respondent.clone(),
        language: which.lang.as_deref().map(Language::new),
    };
    Study::without_file(ad_hoc, here)
}

/// The corpus of a study, read; what is wrong with it is told.
///
/// # Errors
/// The corpus cannot be used.
pub fn load(study: &Study, which: &Which, context: &Context, bar: &Bar) -> Result<(Loaded, Exit), Failure> {
    let upkeep = match (which.no_index, which.frozen) {
        (true, _) => Upkeep::Without,
        (false, true) => Upkeep::Frozen,
        (false, false) => Upkeep::UpToDate,
    };
    let loaded = study.load(upkeep, &bar.files());
    if upkeep == Upkeep::UpToDate {
        context.indexed();
    }
    account::usable(&loaded.account)?;
    account::warn(study, context);
    account::say(&loaded.account, context);
    let exit = account::exit(&loaded.account);
    Ok((loaded, exit))
}

/// The codebook that was asked for, else the study's.
///
/// # Errors
/// There is none, or it cannot be used.
pub fn codebook_of(study: &Study, which: &Which, context: &Context) -> Result<Codebook, Failure> {
    let Some(path) = which.codebook.as_ref().or(study.settings.codebook.as_ref()) else {
        let help = match study.file() {
            Some(file) => {
                format!("add `codebook: FILE` to {}, or say --codebook FILE", shown(file).display())
            }
            None => "say --codebook FILE".to_string(),
        };
        return Err(Failure::usage("nobody said which codebook", help));
    };
    context.reads_file(path);
    let path = shown(path);
    let file = codebook::read_file(&path, study.language()).map_err(|error| {
        Failure::usage(
            format!("the codebook {} cannot be read: {error}", path.display()),
            format!("name a file that is there, with --codebook or in {FILE}"),
        )
    })?;
    match file.codebook {
        Some(codebook) => {
            if !codebook.codes.iter().any(|code| !code.rules.is_empty()) {
                context.say("note: no code of the codebook has a rule, so nothing is suggested");
            }
            Ok(codebook)
        }
        None => Err(Failure::mistakes(
            &file.diagnostics,
            &file.source,
            "`keerpunt codebook check` shows warnings too",
        )),
    }
}
