//! The path of an entry: a folder, a file, a glob, with names in braces.

use crate::corpus::{Entry, Problem, ProblemCode};
use regex::Regex;
use std::path::{Component, Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Where to look, and what to take of it.
pub(super) struct Place {
    /// As the study file has it.
    pub written: String,
    /// The file or folder to begin with.
    pub base: PathBuf,
    /// What it is called below the study's folder.
    pub name: PathBuf,
    /// Which paths below it are meant; every one where there is none.
    pub pattern: Option<PathPattern>,
}

/// A glob with names in braces, for paths below its first folder.
pub(super) struct PathPattern {
    regex: Regex,
    /// The attributes, each with its group.
    names: Vec<(String, String)>,
    /// The last part is a name in braces without ending, so the ending of a file is none of it.
    open_end: bool,
}

/// The place that an entry names.
pub(super) fn place(root: &Path, entry: &Entry) -> Result<Place, Problem> {
    let written = entry.path.trim();
    // What is there by this very name is meant, whatever signs are in it.
    let literal = !written.contains(['*', '?', '{', '[']) || root.join(written).symlink_metadata().is_ok();
    let parts: Vec<&str> = written.split(['/', std::path::MAIN_SEPARATOR]).collect();
    let special = parts.iter().position(|part| part.contains(['*', '?', '{', '['])).filter(|_| !literal);
    let first = match special {
        Some(0) => String::new(),
        // The leading `/` of an absolute path.
        Some(at) => format!("{}/", parts[..at].join("/")),
        None => written.to_string(),
    };
    let pattern = special.map(|at| PathPattern::new(&parts[at..])).transpose().map_err(|why| {
        Problem::warning(ProblemCode::BadPath, format!("the path `{written}` cannot be understood: {why}"))
            .help("`*` stands for part of a name, `**` for folders, `{name}` for an attribute")
    })?;
    let base = root.join(&first);
    let name = tidy(base.strip_prefix(root).unwrap_or(&base));
    Ok(Place { written: written.to_string(), base: tidy(&base), name, pattern })
}

/// The path without `.` and without `/` at its end.
fn tidy(path: &Path) -> PathBuf {
    path.components().filter(|part| *part != Component::CurDir).collect()
}

impl PathPattern {
    fn new(parts: &[&str]) -> Result<Self, String> {
        let parts: Vec<&str> =
            parts.iter().copied().filter(|part| !part.is_empty() && *part != ".").collect();
        let mut names = Vec::new();
        let mut regex = String::from("^");
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            match (*part, last) {
                ("**", true) => regex.push_str(".+"),
                ("**", false) => regex.push_str("(?:.+/)?"),
                (part, _) => {
                    one_part(part, &mut names, &mut regex)?;
                    if !last {
                        regex.push('/');
                    }
                }
            }
        }
        // A folder that fits stands for all that is in it.
        regex.push_str("(?:/.*)?$");
        let regex = Regex::new(&regex).map_err(|error| error.to_string())?;
        let open_end = parts.last().is_some_and(|part| part.ends_with('}'));
        Ok(Self { regex, names, open_end })
    }

    /// What the path `below`, with `/` between its parts, says of the attributes; none where it does not fit.
    pub fn attributes(&self, below: &str) -> Option<Vec<(String, String)>> {
        let fits = self.regex.captures(below)?;
        let mut attributes = Vec::with_capacity(self.names.len());
        for (name, group) in &self.names {
            let Some(part) = fits.name(group) else { continue };
            let mut value = part.as_str();
            if self.open_end && part.end() == below.len() {
                value = without_ending(value);
            }
            attributes.push((name.clone(), value.trim().to_string()));
        }
        Some(attributes)
    }
}

/// Adds the regular expression for one part of a path.
fn one_part(part: &str, names: &mut Vec<(String, String)>, regex: &mut String) -> Result<(), String> {
    let mut rest = part;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '*' => regex.push_str("[^/]*?"),
            '?' => regex.push_str("[^/]"),
            '{' => {
                let (name, after) = rest.split_once('}').ok_or("a brace has no partner")?;
                let group = format!("attribute{}", names.len());
                regex.push_str(&format!("(?<{group}>[^/]+?)"));
                names.push((name.trim().to_string(), group));
                rest = after;
            }
            '[' => {
                let (inside, after) = rest.split_once(']').ok_or("a bracket has no partner")?;
                let (not, inside) = match inside.strip_prefix(['!', '^']) {
                    Some(inside) => ("^/", inside),
                    None => ("", inside),
                };
                let inside: String = inside
                    .chars()
                    .map(|c| if c == '-' { "-".into() } else { regex::escape(&c.to_string()) })
                    .collect();
                regex.push_str(&format!("[{not}{inside}]"));
                rest = after;
            }
            plain => regex.push_str(&regex::escape(plain.encode_utf8(&mut [0; 4]))),
        }
    }
    Ok(())
}

/// A path with `/` between its parts, composed, whatever system it comes from.
pub(super) fn with_slashes(path: &Path) -> String {
    let parts: Vec<String> = path.iter().map(|part| part.to_string_lossy().nfc().collect()).collect();
    parts.join("/")
}

/// What paths are ordered by: part by part, as code points.
pub(super) fn sort_key(path: &Path) -> Vec<String> {
    path.iter().map(|part| part.to_string_lossy().nfc().collect()).collect()
}

/// A name without its ending, or as it is where it is all ending.
pub(super) fn without_ending(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name + dot],
        _ => path,
    }
}
