//! `keerpunt` alone: where one stands, and the next sensible command.

use super::progress::Bar;
use super::{Context, Exit, Failure, account, here, memory, shown};
use keerpunt::codebook::{self, BookFile};
use keerpunt::corpus::Incident;
use keerpunt::diagnostic::Severity;
use keerpunt::index::Upkeep;
use keerpunt::report::printable;
use keerpunt::report::provenance::{shell, some};
use keerpunt::study::{Error, Loaded, Study};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::{self, Write};

const NOWHERE: &str = "\
There is no study here. A study is a folder with a file keerpunt.yaml in it.

begin with an example                 keerpunt new DIR
begin with texts of your own          keerpunt new DIR --from FOLDER
a table without a study               keerpunt crosstab --corpus FILE --codebook FILE --text COLUMN --by COLUMN
see all there is                      keerpunt --help
";

/// Tells where one stands.
pub fn run(context: &Context) -> Result<Exit, Failure> {
    let here = here()?;
    let mut study = match Study::find(&here) {
        Err(Error::NoStudy { near: None, .. }) => {
            print(NOWHERE)?;
            return Ok(Exit::Done);
        }
        found => found?,
    };
    study.memory = memory::asked(None)?;
    let bar = Bar::new(context);
    let loaded = study.load(Upkeep::UpToDate, &bar.files());
    drop(bar);
    account::warn(&study, context);
    account::say(&loaded.account, context);
    account::usable(&loaded.account)?;
    let book = Book::of(&study);
    let mut text = String::new();
    let title = study.title().map_or_else(|| "a study without a title".to_string(), str::to_string);
    let _ = writeln!(text, "{title}  ({})", shown(study.root()).display());
    for (name, line) in [
        ("incidents", incidents(&loaded)),
        ("outcome", outcome(&study, &loaded.corpus.incidents)),
        ("respondents", respondents(&study, &loaded.corpus.incidents)),
        ("codebook", book.line()),
        ("index", index(&loaded)),
        ("codings", codings(&loaded)),
    ] {
        let _ = writeln!(text, "  {name:<12} {line}");
    }
    let _ = writeln!(text, "\nnext: {}", next(&study, &loaded, &book));
    print(&text)?;
    Ok(account::exit(&loaded.account))
}

fn codings(loaded: &Loaded) -> String {
    let codings = loaded.codings();
    let rejected: usize = loaded.shelf.standings.iter().map(|one| one.rejected().count()).sum();
    let rejected = match rejected {
        0 => String::new(),
        _ => {
            format!("; {} turned down (tables of suggestions still count them)", some(rejected, "suggestion"))
        }
    };
    if codings.coders.is_empty() {
        return format!("none: tables show what the rules suggest{rejected}");
    }
    let read = codings.incidents.iter().filter(|readings| !readings.is_empty()).count();
    let names: Vec<&str> = codings.coders.iter().map(|coder| coder.name.as_str()).collect();
    let suggestions = if codings.journals { "; what the rules suggest: --from suggestions" } else { "" };
    format!(
        "{}; {read} of {} incidents read{rejected}{suggestions}",
        names.join(", "),
        codings.incidents.len()
    )
}

fn print(text: &str) -> Result<(), Failure> {
    let mut to = io::stdout().lock();
    to.write_all(printable(text).as_bytes())?;
    Ok(to.flush()?)
}

/// The codebook of the study, as far as it goes.
enum Book {
    NotNamed,
    NotRead(String),
    Read(Box<BookFile>, String),
}

impl Book {
    fn of(study: &Study) -> Self {
        let Some(file) = &study.settings.codebook else { return Book::NotNamed };
        let name = shown(file).display().to_string();
        match codebook::read_file(file, study.language()) {
            Ok(read) => Book::Read(Box::new(read), name),
            Err(error) => Book::NotRead(format!("{name} cannot be read: {error}")),
        }
    }

    fn line(&self) -> String {
        match self {
            Book::NotNamed => "none: keerpunt.yaml names no `codebook`".to_string(),
            Book::NotRead(why) => why.clone(),
            Book::Read(read, name) => match &read.codebook {
                Some(book) => {
                    let codes: Vec<_> = book.codes.iter().filter(|code| !code.group).collect();
                    let with_rules = codes.iter().filter(|code| !code.rules.is_empty()).count();
                    let version = &book.version;
                    format!("{} {version}: {}, {with_rules} with rules", book.id, some(codes.len(), "code"))
                }
                None => {
                    let faults =
                        read.diagnostics.iter().filter(|one| one.severity == Severity::Fault).count();
                    format!("{name} has {} to mend", some(faults, "mistake"))
                }
            },
        }
    }
}

fn incidents(loaded: &Loaded) -> String {
    let account = &loaded.account;
    let mut line = format!("{} in {}", account.incidents, some(account.read(), "file"));
    if account.without_text > 0 {
        let _ = write!(line, "; {} without text", account.without_text);
    }
    if account.skipped() > 0 {
        let _ = write!(line, "; {} skipped", some(account.skipped(), "file"));
    }
    line
}

fn outcome(study: &Study, incidents: &[Incident]) -> String {
    let Some(outcome) = &study.settings.collection.outcome else {
        return "the study names none; say --by ATTRIBUTE with a table".to_string();
    };
    let values = |incident: &Incident| -> Vec<String> {
        let value = incident.attribute(&outcome.attribute);
        value
            .map(|value| value.each().iter().map(|one| one.text().into_owned()).collect())
            .unwrap_or_default()
    };
    let held: Vec<Vec<String>> = incidents.iter().map(values).collect();
    let known: Vec<String> = match outcome.values.is_empty() {
        true => held.iter().flatten().cloned().collect::<BTreeSet<_>>().into_iter().collect(),
        false => outcome.values.iter().map(|one| one.value.clone()).collect(),
    };
    let with = |value: &String| held.iter().filter(|held| held.contains(value)).count();
    let mut parts: Vec<String> = known.iter().map(|value| format!("{value} {}", with(value))).collect();
    let empty = held.iter().filter(|held| held.is_empty()).count();
    let other = held.iter().filter(|held| !held.is_empty() && !held.iter().any(|one| known.contains(one)));
    let other = other.count();
    if other > 0 {
        parts.push(format!("of no known spelling {other}"));
    }
    if empty > 0 {
        parts.push(format!("not filled in {empty}"));
    }
    parts.join(", ")
}

fn respondents(study: &Study, incidents: &[Incident]) -> String {
    if study.settings.collection.respondent.is_none() {
        return "the study does not say who told what".to_string();
    }
    let named: BTreeSet<&str> =
        incidents.iter().filter_map(|incident| incident.respondent.as_deref()).collect();
    let unnamed = incidents.iter().filter(|incident| incident.respondent.is_none()).count();
    match unnamed {
        0 => named.len().to_string(),
        _ => format!("{}; {} without one", named.len(), some(unnamed, "incident")),
    }
}

fn index(loaded: &Loaded) -> String {
    match (&loaded.account.cache, &loaded.index) {
        (Some(folder), Some(_)) => format!("up to date ({})", shown(folder).display()),
        _ => "none: every command reads the whole corpus".to_string(),
    }
}

/// The next sensible command.
fn next(study: &Study, loaded: &Loaded, book: &Book) -> String {
    let file = study.file().map(|file| shown(file).display().to_string()).unwrap_or_default();
    match book {
        Book::NotNamed => {
            return format!("write a codebook, and name it in {file}: `codebook: codebook.yaml`");
        }
        Book::NotRead(_) => return format!("mend `codebook:` in {file}"),
        Book::Read(read, _) if read.codebook.is_none() => return "keerpunt codebook check".to_string(),
        Book::Read(..) => {}
    }
    let outcome = study.settings.collection.outcome.as_ref();
    let filled =
        |incident: &Incident| outcome.is_some_and(|outcome| incident.attribute(&outcome.attribute).is_some());
    if loaded.corpus.incidents.iter().any(filled) {
        return "keerpunt crosstab".to_string();
    }
    match (outcome, study.settings.collection.entries.iter().find_map(|entry| entry.table.as_ref())) {
        (Some(outcome), Some(table)) => {
            let table = shown(&study.root().join(&table.file)).display().to_string();
            format!(
                "fill in the column `{}` of {} with a spreadsheet; then keerpunt crosstab",
                outcome.attribute,
                shell(&table)
            )
        }
        _ => "keerpunt frequencies".to_string(),
    }
}
