//! A study for texts that are there: a table with a row for each, and two codes to begin with.

use super::making::make;
use super::places::{plain, scalar, way};
use super::{Arguments, Context, Exit, Failure, Separator, archive, go_there, guess, print, spreadsheet};
use crate::cli::account;
use keerpunt::corpus::{Incident, Problem, ProblemCode};
use keerpunt::diagnostic::Severity;
use keerpunt::index::Upkeep;
use keerpunt::report::provenance::some;
use keerpunt::study::{Account, AdHoc, Loaded, Study};
use keerpunt::text::Language;
use std::collections::BTreeSet;
use std::path::Path;

const STUDY: &str = include_str!("from/keerpunt.yaml");
const CODEBOOK: &str = include_str!("from/codebook.yaml");
/// What is read of texts to guess their language.
const SAMPLE: usize = 100;
/// Endings of texts.
const ENDINGS: [&str; 3] = ["txt", "md", "markdown"];

/// Makes a study in `arguments.dir` for the texts in `folder`.
pub(super) fn run(arguments: &Arguments, folder: &Path, context: &Context) -> Result<Exit, Failure> {
    let dir = plain(&arguments.dir)?;
    let from = plain(folder)?;
    if !from.is_dir() {
        return Err(Failure::usage(
            format!("{} is neither a folder nor a file", folder.display()),
            "name the folder that holds the texts, or a table (.csv, .tsv, .jsonl), after --from",
        ));
    }
    let language = arguments.lang.as_deref().map(language).transpose()?;
    let mut texts = Texts::read(&from);
    if texts.incidents.is_empty() {
        let tables = archive::tables_in(&from);
        if !tables.is_empty() {
            return archive::run(arguments, folder, tables);
        }
        account::say(&texts.account, context);
        return Err(Failure::usage(
            format!("there is no text (.txt, .md) in {}", folder.display()),
            "save your documents there as plain text (in Word: Save as, Plain text), and try again",
        ));
    }
    let guessed = || guess::language(texts.sample()).unwrap_or("en").to_string();
    let (tag, how) = match &language {
        Some(language) => (language.tag().to_string(), "as you said"),
        None => (guessed(), "guessed from the texts"),
    };
    let separator = arguments.separator.unwrap_or(match tag.as_str() {
        "en" => Separator::Comma,
        _ => Separator::Semicolon,
    });
    let title = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let study = STUDY
        .replace("{title}", &scalar(&title))
        .replace("{language}", &tag)
        .replace("{how}", how)
        .replace("{success}", &spreadsheet::OUTCOMES[0].1.join(", "))
        .replace("{less_success}", &spreadsheet::OUTCOMES[1].1.join(", "))
        .replace("{corpus}", &texts.entries(&dir, &from));
    let table = spreadsheet::table(&texts.incidents, separator.style().delimiter())
        .map_err(|error| Failure::Machine(format!("error: {error}")))?;
    make(
        &dir,
        &[
            ("keerpunt.yaml".into(), study.as_bytes()),
            ("codebook.yaml".into(), CODEBOOK.as_bytes()),
            ("incidents.csv".into(), &table),
        ],
    )?;
    print(&told(&arguments.dir, folder, &texts, &format!("{tag}, {how}"), separator))?;
    for problem in &left_out(&mut texts.account) {
        context.say(account::told(problem));
    }
    account::say(&texts.account, context);
    Ok(account::exit(&texts.account))
}

/// Takes the files that are no texts out of the account, as notes: the study does not read them,
/// so nothing of it needs mending.
fn left_out(account: &mut Account) -> Vec<Problem> {
    let (mut others, problems): (Vec<Problem>, Vec<Problem>) = std::mem::take(&mut account.problems)
        .into_iter()
        .partition(|problem| problem.code == ProblemCode::OtherFormat);
    account.problems = problems;
    for other in &mut others {
        other.severity = Severity::Note;
        other.message = format!("left out: {}", other.message);
    }
    others
}

/// The texts of a folder.
struct Texts {
    incidents: Vec<Incident>,
    /// The endings of their files, as they are spelled.
    endings: BTreeSet<String>,
    /// Some lie in folders below.
    deep: bool,
    /// What was read and what was not.
    account: Account,
}

impl Texts {
    fn read(from: &Path) -> Self {
        let corpus = vec![".".to_string()];
        let study = Study::without_file(AdHoc { corpus, ..AdHoc::default() }, from);
        let Loaded { corpus, mut account, .. } = study.load(Upkeep::Without, &|_| ());
        let incidents: Vec<Incident> =
            corpus.incidents.one_by_one().filter(|incident| is_text(&incident.origin.file)).collect();
        // What is wrong with a table that happens to lie there is not this study's business.
        account.problems.retain(|problem| {
            problem.code == ProblemCode::OtherFormat
                || problem.file.as_ref().is_none_or(|file| is_text(file) || file.is_dir())
        });
        let files = || incidents.iter().map(|incident| incident.origin.file.as_ref());
        let ending = |file: &Path| file.extension().map(|it| it.to_string_lossy().into_owned());
        let endings = one_case(files().filter_map(ending).collect());
        let deep = files().any(|file| file.components().count() > 1);
        Self { incidents, endings, deep, account }
    }

    fn sample(&self) -> impl Iterator<Item = &str> {
        self.incidents.iter().take(SAMPLE).map(|incident| incident.narrative.as_str())
    }

    /// The entries of `corpus:` in a study in `dir` for the texts in `from`.
    fn entries(&self, dir: &Path, from: &Path) -> String {
        let folder = way(dir, from);
        let paths: Vec<String> = if folder.contains(['*', '?', '{', '[']) {
            // A folder that is there by this very name is taken as it is; a glob would read the signs.
            vec![folder.trim_end_matches('/').to_string()]
        } else {
            let below = if self.deep { "**/" } else { "" };
            self.endings.iter().map(|ending| format!("{folder}{below}*.{}", any_case(ending))).collect()
        };
        let entry = |path: &String| {
            format!("  - path: {}\n    attributes: {{file: incidents.csv, id: incident}}\n", scalar(path))
        };
        paths.iter().map(entry).collect()
    }
}

/// An ending that is spelled in several ways stands there once, in capitals.
fn one_case(spelled: BTreeSet<String>) -> BTreeSet<String> {
    let same = |one: &String| spelled.iter().filter(|other| other.eq_ignore_ascii_case(one)).count();
    spelled.iter().map(|one| if same(one) > 1 { one.to_ascii_uppercase() } else { one.clone() }).collect()
}

/// An ending as a path has it; one in capitals fits small letters too.
fn any_case(ending: &str) -> String {
    let either = |c: char| match c.is_ascii_uppercase() {
        true => format!("[{}{c}]", c.to_ascii_lowercase()),
        false => c.to_string(),
    };
    ending.chars().map(either).collect()
}

fn is_text(file: &Path) -> bool {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// What was made, and what to do next.
fn told(dir: &Path, folder: &Path, texts: &Texts, language: &str, separator: Separator) -> String {
    let incidents = some(texts.incidents.len(), "incident");
    let mut text = format!(
        "{} is a study now, of {incidents} in {} (language: {language}):\n  \
         keerpunt.yaml   what the study is about and where its stories are\n  \
         incidents.csv   a row for each incident, to be filled in\n  \
         codebook.yaml   two codes to begin with\n\
         The texts stay where they are.\n\nnext:\n",
        dir.display(),
        folder.display()
    );
    let other = match separator {
        Separator::Comma => "semicolon",
        Separator::Semicolon | Separator::Tab => "comma",
    };
    let mut steps = vec![
        "open incidents.csv in a spreadsheet and fill in for each incident its outcome (success\n     \
         or less_success) and, where you know, who told it (respondent); leave the first column"
            .to_string(),
        "save it under the same name, as the same kind of file (CSV)".to_string(),
    ];
    let filled = texts.incidents.iter().filter(|one| spreadsheet::outcome_of_folder(one).is_some()).count();
    if filled > 0 {
        steps[0] += &format!(
            "\n     {} filled in already, after the name of a folder: see whether that is right",
            if filled == 1 { "1 outcome is".to_string() } else { format!("{filled} outcomes are") }
        );
    }
    steps.extend(go_there(dir));
    steps.push("keerpunt crosstab".to_string());
    steps.push("put your own codes in codebook.yaml, and see the table again".to_string());
    for (number, step) in steps.iter().enumerate() {
        text += &format!("  {}. {step}\n", number + 1);
    }
    text += &format!(
        "\nWhere the spreadsheet puts everything in one column: remove the study's three files and\n\
         make it again with --separator {other}.\n"
    );
    text
}

pub(super) fn language(tag: &str) -> Result<Language, Failure> {
    let language = Language::new(tag);
    let short = (2..=3).contains(&language.tag().len());
    if short && language.tag().bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(language);
    }
    Err(Failure::usage(format!("`{tag}` is no language"), "write its short name: nl, en, de, fr, ..."))
}
