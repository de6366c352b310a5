//! `keerpunt codebook migrate`: brings one's codings under a new version of the codebook.

mod adopt;
mod told;

use super::book::code_named;
use crate::cli::desk::{InStudy, failure, pen};
use crate::cli::log::short;
use crate::cli::who::Who;
use crate::cli::{Context, Exit, Failure, Output, account, shown};
use keerpunt::codebook::{self, Codebook};
use keerpunt::coding::journal::{self, Coder, Did, Given, Standing, standing};
use keerpunt::coding::migrate::{Due, Earlier, Step, Versions};
use keerpunt::report::printable;
use keerpunt::study::{FILE, Study};
use std::path::{Path, PathBuf};
use told::{Told, row};

/// Brings your codings under a new version of the codebook.
///
/// Codes that were renamed, moved or merged (`formerly:` in the codebook) are changed in your journal
/// by new entries; nothing is erased, and no other coder's journal is touched. Codings of codes that
/// were split are listed for you to choose (--give), those whose code means something else now to be
/// looked at again (--keep). Doing it again changes nothing.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A new version that is to take the place of the study's codebook, byte for byte; the old one is
    /// kept beside it. Without it the study's codebook is the new version.
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,
    /// An earlier version, to tell which definitions changed since; may be given several times. The one
    /// that NEW takes the place of is known.
    #[arg(long, value_name = "OLD")]
    from: Vec<PathBuf>,
    /// Of a coding whose code was split: the code that it has now. ENTRY is the end of its id.
    #[arg(long, value_name = "ENTRY=CODE", value_parser = choice)]
    give: Vec<(String, String)>,
    /// A coding that you looked at again and that holds by the new text.
    #[arg(long, value_name = "ENTRY")]
    keep: Vec<String>,
    /// Tell what would be done, and change nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

fn choice(text: &str) -> Result<(String, String), String> {
    let (entry, code) = text.split_once('=').ok_or("write ENTRY=CODE, as in 1a2b3c4d=visit_home")?;
    Ok((entry.trim().to_string(), code.trim().to_string()))
}

/// Changes what is sure, and lists what its coder has to judge.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let study = arguments.place.open(context)?;
    let Some(place) = study.settings.codebook.clone() else {
        let help = format!("add `codebook: FILE` to {FILE}");
        return Err(Failure::usage("the study has no codebook, so nothing can be brought under it", help));
    };
    let current = read(&place, &study)?;
    let replaces =
        arguments.new.as_deref().map(|file| read(file, &study).map(|book| (file, book))).transpose()?;
    let replaces = replaces.filter(|(_, book)| book.hash != current.hash);
    let new = replaces.as_ref().map_or(&current, |(_, book)| book);
    let mut earlier: Vec<Earlier> = Vec::new();
    for file in &arguments.from {
        earlier.push(Earlier::of(read(file, &study)?, new));
    }
    if replaces.is_some() {
        earlier.push(Earlier::of(current.clone(), new));
    }
    earlier.retain(|one| one.codebook().hash != new.hash);
    let versions = Versions::new(new, earlier);
    let shelf = journal::shelf(study.root());
    shelf.problems.iter().for_each(|problem| context.say(account::told(problem)));
    let coder = arguments.who.coder(context)?;
    let nothing = standing(coder.clone(), &[]);
    let own = shelf.standings.iter().find(|one| one.coder.name == coder.name).unwrap_or(&nothing);
    let done: Vec<Due<'_>> = versions.due(own);
    let chosen = asked(arguments, own, &done, new)?;
    let judged = |did: &Did| matches!(did, Did::CodingChanged { of, .. } if chosen.iter().any(|one| of_same(one, *of)));
    let mut dids: Vec<Did> = versions.entries(own).into_iter().filter(|did| !judged(did)).collect();
    dids.extend(chosen);
    if !arguments.dry_run {
        if let Some((file, _)) = &replaces {
            adopt::adopt(&place, &current, file, context)?;
        }
        write(&study, arguments, &versions, dids.clone(), context)?;
    }
    let told = told(&shelf.standings, &coder, &versions, &done, &dids, arguments.dry_run);
    arguments.output.write_tables(context, format, || vec![told.sheet()], || told.sheet(), || told.json())?;
    Ok(if shelf.problems.is_empty() { Exit::Done } else { Exit::DoneWithFaults })
}

/// A codebook that can be used.
fn read(file: &Path, study: &Study) -> Result<Codebook, Failure> {
    let read = codebook::read_file(file, study.language()).map_err(|error| {
        let what = format!("the codebook {} cannot be read: {error}", shown(file).display());
        Failure::usage(what, "name a file that is there")
    })?;
    read.codebook.ok_or_else(|| {
        Failure::mistakes(&read.diagnostics, &read.source, "`keerpunt codebook check` shows warnings too")
    })
}

/// What the coder chose with --give and --keep.
fn asked(
    arguments: &Arguments,
    own: &Standing,
    due: &[Due<'_>],
    new: &Codebook,
) -> Result<Vec<Did>, Failure> {
    let mut dids: Vec<Did> = Vec::new();
    let gives = arguments.give.iter().map(|(entry, code)| (entry, Some(code)));
    for (entry, code) in gives.chain(arguments.keep.iter().map(|entry| (entry, None))) {
        let fits = |id: &journal::Id| !entry.is_empty() && id.to_string().ends_with(&entry.to_lowercase());
        let found: Vec<_> = own.codings.iter().filter(|(id, _)| fits(id)).collect();
        let [(id, kept)] = found.as_slice() else {
            let what = match found.is_empty() {
                true => format!("you gave no coding `{entry}`"),
                false => format!("several of your codings end in `{entry}`"),
            };
            return Err(Failure::usage(
                what,
                "`keerpunt codebook migrate --dry-run` shows their ids; nothing was changed",
            ));
        };
        let Some(step) = due.iter().find(|one| one.id == **id).map(|one| &one.step) else {
            let what = format!("there is nothing to judge of `{entry}`: its code is as it was");
            return Err(Failure::usage(what, "`keerpunt codings` shows it; nothing was changed"));
        };
        let code = match code {
            Some(name) => {
                let code = &new.codes[code_named(new, name)?];
                if code.group {
                    let what = format!("`{}` is a group: it holds codes and is not given itself", code.id);
                    return Err(Failure::usage(what, "give one of the codes below it; nothing was changed"));
                }
                code.id.clone()
            }
            None if let Step::Rename { to, .. } = step => to.clone(),
            None if new.position(&kept.given.code).is_none() => {
                let what = format!(
                    "{} has the code `{}`, which is not there any more",
                    short(**id),
                    kept.given.code
                );
                return Err(Failure::usage(what, format!("say --give {entry}=CODE; nothing was changed")));
            }
            None => kept.given.code.clone(),
        };
        if dids.iter().any(|did| of_same(did, **id)) {
            return Err(Failure::usage(
                format!("`{entry}` is named twice"),
                "name it once; nothing was changed",
            ));
        }
        let coding = Given { code, ..kept.given.clone() };
        dids.push(Did::CodingChanged { of: **id, coding, because: None });
    }
    Ok(dids)
}

fn of_same(did: &Did, id: journal::Id) -> bool {
    matches!(did, Did::CodingChanged { of, .. } if *of == id)
}

/// Writes the entries of the coder, where there are any.
fn write(
    study: &Study,
    arguments: &Arguments,
    versions: &Versions<'_>,
    dids: Vec<Did>,
    context: &Context,
) -> Result<(), Failure> {
    if dids.is_empty() {
        return Ok(());
    }
    let mut pen = pen(study, &arguments.who, context)?;
    pen.write(Some(&versions.version()), dids).map_err(failure)?;
    Ok(())
}

/// What became of every coding, and what waits for other coders.
fn told(
    standings: &[Standing],
    coder: &Coder,
    versions: &Versions<'_>,
    own: &[Due<'_>],
    dids: &[Did],
    dry_run: bool,
) -> Told {
    let judged = |due: &&Due<'_>| {
        dids.iter().find_map(|did| match did {
            Did::CodingChanged { of, coding, because: None } if *of == due.id => Some(coding.code.clone()),
            _ => None,
        })
    };
    let mut rows: Vec<told::One> = own.iter().map(|due| row(&coder.name, due, judged(&due))).collect();
    let mut others = Vec::new();
    for standing in standings.iter().filter(|one| one.coder.name != coder.name) {
        let due = versions.due(standing);
        if !due.is_empty() {
            others.push((standing.coder.name.clone(), due.len()));
        }
        rows.extend(due.iter().map(|due| row(&standing.coder.name, due, None).of_another()));
    }
    let unknown =
        standings.iter().flat_map(|one| one.codings.values()).filter_map(|kept| kept.codebook.as_ref());
    let mut unknown: Vec<String> =
        unknown.filter(|version| !versions.knows(version)).map(|one| one.version.clone()).collect();
    unknown.sort();
    unknown.dedup();
    let notes = dids.iter().filter(|did| !matches!(did, Did::CodingChanged { .. })).count();
    Told {
        coder: printable(&coder.name).into_owned(),
        version: versions.version(),
        rows,
        others,
        unknown,
        notes,
        dry_run,
    }
}
