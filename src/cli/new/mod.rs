//! `keerpunt new`: a study folder with an example that runs, or one for texts or a table that are there.

mod archive;
mod example;
mod from;
mod guess;
pub(in crate::cli) mod making;
pub(in crate::cli) mod places;
mod spreadsheet;

use super::separator::Separator;
use super::{Context, Exit, Failure};
use keerpunt::study::FILE;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Makes a study: a folder with an example that runs, or one for what is there.
///
/// Nothing that exists is ever overwritten. With --from FOLDER the texts stay where they are, and
/// incidents.csv gets a row for each: outcome and respondent are yours to fill in, with a
/// spreadsheet. With --from TABLE every column is shown with its type and first values, and
/// keerpunt.yaml says which of them seem to hold ids, narratives, outcomes, and codes that people
/// gave, and why; the table stays where it is.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The study's folder; with --from it may be the folder of the texts itself.
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Make the study for the texts (.txt, .md) in a folder and the folders below it, or for a table
    /// (.csv, .tsv, .jsonl); a folder of tables that share most of their columns is one table, and so
    /// are its tables when all are named.
    #[arg(long, value_name = "FOLDER|TABLE")]
    from: Option<PathBuf>,
    /// The other tables of the folder, as a shell names them for `--from archive/*.csv`.
    #[arg(value_name = "TABLE", requires = "from")]
    others: Vec<PathBuf>,
    /// The language of the texts (nl, en, de, ...); without it a guess, which is said.
    #[arg(long, value_name = "LANGUAGE", requires = "from")]
    lang: Option<String>,
    /// What stands between the columns of incidents.csv: what a double click in Excel expects
    /// in a country. Without it a comma for texts in English, else a semicolon. Only for texts.
    #[arg(long, value_enum, requires = "from")]
    separator: Option<Separator>,
}

/// Makes the study and says what to do next.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let file = arguments.dir.join(FILE);
    if file.exists() {
        return Err(Failure::usage(
            format!("{} is a study already", arguments.dir.display()),
            format!(
                "run `keerpunt` there to see where it stands, or name another folder; {FILE} was left as it is"
            ),
        ));
    }
    if arguments.dir.exists() && !arguments.dir.is_dir() {
        return Err(Failure::usage(
            format!("{} is a file", arguments.dir.display()),
            "name a folder for the study; one that is not there yet is made",
        ));
    }
    match &arguments.from {
        None => example::run(&arguments.dir),
        Some(first) if !arguments.others.is_empty() => {
            let several: Vec<PathBuf> = [first].into_iter().chain(&arguments.others).cloned().collect();
            archive::run(arguments, folder_of(&several)?, several.clone())
        }
        Some(table) if table.is_file() => archive::run(arguments, table, vec![table.clone()]),
        Some(folder) => from::run(arguments, folder, context),
    }
}

/// The folder whose tables were all named, as a shell does for `FOLDER/*.csv`. The study file names
/// them by what their names share, so that none may be left out.
fn folder_of(several: &[PathBuf]) -> Result<&Path, Failure> {
    let folder = |path: &Path| match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_path_buf(),
        None => PathBuf::new(),
    };
    let first = several[0].parent().unwrap_or(Path::new(""));
    let mut named: Vec<_> = several.iter().filter_map(|path| path.file_name()).collect();
    named.sort();
    let tables = archive::tables_in(&folder(&several[0]));
    let all = tables.iter().filter_map(|path| path.file_name());
    if several.iter().all(|path| folder(path) == folder(&several[0])) && named.into_iter().eq(all) {
        return Ok(if first.as_os_str().is_empty() { Path::new(".") } else { first });
    }
    Err(Failure::usage(
        "several files are one archive only where they are all the tables of one folder",
        "name one table after --from, or put those that belong together into a folder and name that",
    ))
}

/// How to go there, where it is not where one stands.
fn go_there(dir: &Path) -> Option<String> {
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    if here.is_some() && dir.canonicalize().ok() == here {
        return None;
    }
    Some(format!("cd {}", keerpunt::report::provenance::shell(&dir.to_string_lossy())))
}

fn print(text: &str) -> Result<(), Failure> {
    let mut to = io::stdout().lock();
    // The study stands before anything is told of it.
    to.write_all(text.as_bytes()).and_then(|()| to.flush()).map_err(Failure::after_keeping)
}
