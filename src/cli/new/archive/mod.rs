//! A study for a table that is there: its columns shown, their parts proposed with reasons.

mod codes;
mod names;
mod roles;
mod shown;
mod skeleton;
mod study_file;

use super::making::{Planned, make};
use super::places::{plain, scalar, way};
use super::{Arguments, Exit, Failure, from, go_there, guess, print};
use crate::cli::output::screen;
use codes::Found;
use keerpunt::corpus::{Look, NoLook, is_table, look};
use keerpunt::report::terminal;
use keerpunt::text::Language;
use roles::Roles;
use std::fs;
use std::path::{Path, PathBuf};

const CODEBOOK: &str = include_str!("../from/codebook.yaml");

/// What is known of the table, and what is proposed.
struct Proposal<'a> {
    /// As the user called it.
    name: String,
    /// Its path as the study file has it.
    path: String,
    title: String,
    language: String,
    how: &'static str,
    look: &'a Look,
    roles: Roles<'a>,
    codes: Vec<Found>,
}

/// The tables right in a folder, by name; none where it holds none.
pub(super) fn tables_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut tables: Vec<PathBuf> = entries.filter(|path| path.is_file() && is_table(path)).collect();
    tables.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    tables.sort();
    tables
}

/// Makes a study in `arguments.dir` for `tables`, which the user called `from`.
pub(super) fn run(arguments: &Arguments, from: &Path, tables: Vec<PathBuf>) -> Result<Exit, Failure> {
    if arguments.separator.is_some() {
        return Err(Failure::usage(
            "--separator is for the table of a study of texts",
            "leave it out: what parts the columns of a table that is there is seen",
        ));
    }
    let dir = plain(&arguments.dir)?;
    let language = arguments.lang.as_deref().map(from::language).transpose()?;
    let look = look(&tables, language.as_ref().unwrap_or(&Language::new("en")))
        .map_err(|(path, why)| no_table(path, &why))?;
    let roles = Roles::of(&look);
    let codes = codes::find(&look, &roles);
    let texts = || roles.narrative.iter().flat_map(|column| &column.first).map(String::as_str);
    let (tag, how) = match &language {
        Some(language) => (language.tag().to_string(), "as you said"),
        None => match guess::language(texts()) {
            Some(tag) => (tag.to_string(), "guessed from the texts"),
            None => ("en".to_string(), "nothing in the texts tells; mend it where it is another"),
        },
    };
    let proposal = Proposal {
        name: from.display().to_string(),
        path: path_in_study(&dir, &tables)?,
        title: dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        language: tag,
        how,
        look: &look,
        roles,
        codes,
    };
    let mut told = Vec::new();
    terminal::write(&shown::sheet(&proposal), screen(), &mut told)?;
    print(&String::from_utf8_lossy(&told))?;
    if proposal.roles.narrative.is_none() {
        return Err(Failure::usage(
            format!("no column of {} holds texts that could be the stories", from.display()),
            "join it first with the table that has them; a table of codes beside the stories is read by \
             `codes: {file: ...}` in keerpunt.yaml",
        ));
    }
    write(arguments, &dir, &proposal)?;
    print(&shown::proposed(&proposal))?;
    print(&shown::next(&arguments.dir, &proposal))?;
    Ok(Exit::Done)
}

fn write(arguments: &Arguments, dir: &Path, proposal: &Proposal<'_>) -> Result<(), Failure> {
    let study = study_file::text(proposal);
    let skeleton = skeleton::text(proposal);
    let mut files: Vec<Planned<'_>> = vec![("keerpunt.yaml".into(), study.as_bytes())];
    if !dir.join("codebook.yaml").exists() {
        files.push(("codebook.yaml".into(), skeleton.as_deref().unwrap_or(CODEBOOK).as_bytes()));
    }
    make(&arguments.dir, &files)
}

fn no_table(path: &Path, why: &NoLook) -> Failure {
    let help = match why {
        NoLook::NoTable => "save it as CSV (in Excel: Save as, CSV UTF-8), and name that file",
        NoLook::Unreadable(_) => "name a file that is there and may be read",
        NoLook::NoText(_) => "save it again as CSV in UTF-8",
        NoLook::Empty => "name a table with a row of names and rows below it",
        NoLook::Differs => {
            "name one table after --from; tables with other columns get an entry of their own in `corpus:`"
        }
    };
    Failure::usage(format!("{} cannot be taken for an archive: {why}", path.display()), help)
}

/// The path of the tables as the study file has it; of several what their names share, the rest as
/// `{year}` where it is one, else `*`.
fn path_in_study(dir: &Path, tables: &[PathBuf]) -> Result<String, Failure> {
    let first = plain(tables.first().map_or(Path::new(""), PathBuf::as_path))?;
    let folder = way(dir, first.parent().unwrap_or(Path::new("")));
    let name =
        |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let names: Vec<String> = tables.iter().map(name).collect();
    Ok(folder + &shared(&names))
}

/// What names share at both ends, with a sign for what they do not.
fn shared(names: &[String]) -> String {
    let [one] = names else { return shared_by_several(names) };
    one.clone()
}

/// The ending stands by itself, so that no sign of it is lost to what the names differ in.
fn shared_by_several(names: &[String]) -> String {
    let parts: Vec<(&str, &str)> =
        names.iter().map(|name| name.rsplit_once('.').unwrap_or((name, ""))).collect();
    let Some((_, ending)) = parts.first().filter(|(_, first)| parts.iter().all(|(_, one)| one == first))
    else {
        return "*".to_string();
    };
    let stems: Vec<&str> = parts.iter().map(|(stem, _)| *stem).collect();
    format!("{}.{ending}", shared_stem(&stems))
}

fn shared_stem(names: &[&str]) -> String {
    let [first, rest @ ..] = names else { return String::new() };
    let begin = first
        .char_indices()
        .map(|(at, sign)| at + sign.len_utf8())
        .take_while(|end| rest.iter().all(|name| name.starts_with(&first[..*end])))
        .last()
        .unwrap_or(0);
    // Digits belong to the part that differs.
    let begin = first[..begin].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let end = first[begin..]
        .char_indices()
        .map(|(at, _)| begin + at)
        .find(|at| {
            names.iter().all(|name| name.len() - begin >= first.len() - at && name.ends_with(&first[*at..]))
        })
        .unwrap_or(first.len());
    // Half a word is shared by chance.
    let ending = first[end..].trim_start_matches(char::is_alphanumeric);
    let middle = |name: &&str| name[begin..name.len() - ending.len()].to_string();
    let is_year =
        |text: String| text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year));
    let sign = if names.iter().map(middle).all(is_year) { "{year}" } else { "*" };
    format!("{}{sign}{ending}", &first[..begin])
}

/// A text in one line of a remark, short.
fn brief(text: &str, most: usize) -> String {
    let line = keerpunt::report::one_line(text);
    let line = line.trim();
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line.to_string(),
    }
}

/// Values with their numbers, the most frequent first.
fn counted(values: &[(String, usize)], most: usize) -> String {
    let shown: Vec<String> =
        values.iter().take(most).map(|(value, count)| format!("{} ({count})", brief(value, 50))).collect();
    let more = if values.len() > most { ", ..." } else { "" };
    shown.join(", ") + more
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
