//! What the index holds: one line a file, and the files of the index itself.
//!
//! The manifest is written last and replaced in one step, so it is either the
//! old one or the new one. It names every file of the index with size, time and hash:
//! one that is gone, cut off or changed behind our back shows at once.

use super::packs::{self, is_pack};
use super::terms;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io::{self, BufRead as _, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Raised whenever the layout of the index folder or the meaning of its keys changes.
pub(super) const FORMAT: u32 = 10;

/// Whenever the index is opened, files are compared by their content, the smallest first, up to so many
/// bytes altogether: 16 MiB. Of a large index the others are told by size and time alone.
const HASHED_BYTES: u64 = 16 << 20;

pub(super) const NAME: &str = "manifest.jsonl";

/// Size and time of a file: what tells most changes without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970, where the file system tells.
    pub modified: Option<i64>,
}

impl Stamp {
    pub fn of(metadata: &Metadata) -> Self {
        let nanoseconds = |time: std::time::SystemTime| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_nanos()).ok(),
            Err(before) => i64::try_from(before.duration().as_nanos()).ok().map(|nanos| -nanos),
        };
        Self { size: metadata.len(), modified: metadata.modified().ok().and_then(nanoseconds) }
    }

    pub fn read(path: &Path) -> io::Result<Self> {
        Ok(Self::of(&fs::metadata(path)?))
    }
}

/// One file of the corpus as it was when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    pub name: PathBuf,
    /// How it was read: another recipe reads the same bytes differently.
    pub recipe: String,
    pub stamp: Stamp,
    /// Its time was already past when it was read. A file written within the
    /// same tick of the clock keeps its stamp, so until then only its content tells.
    pub settled: bool,
    /// Of its bytes.
    pub sha256: String,
    /// Names its incidents among the terms; never used twice.
    pub id: u64,
    /// Where its read is kept.
    pub kept: Kept,
}

/// Where in a pack a read is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub pack: u64,
    /// What was read besides the narratives.
    pub lines: Stretch,
    /// The narratives.
    pub texts: Stretch,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stretch {
    pub offset: u64,
    pub length: u64,
    /// Of the stretch.
    pub sha256: String,
}

/// What the index holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Manifest {
    pub entries: Vec<Entry>,
    /// The next free number for a file or a pack.
    pub next: u64,
    /// How texts were cut into words.
    pub model: String,
    /// The files of the index.
    files: Vec<Filed>,
    /// Of the manifest itself: another one has another.
    pub digest: String,
}

#[derive(Serialize, Deserialize)]
struct Header {
    keerpunt_index: u32,
    model: String,
    next: u64,
    files: Vec<Filed>,
    sha256: String,
}

/// A file of the index.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Filed {
    name: PathBuf,
    stamp: Stamp,
    /// Of its bytes; none for a pack, whose stretches have their own. A bit that turns over on the disk
    /// changes no stamp, and would change numbers without a word. Of a large file the stamp must do: to
    /// read all of it would cost each command more than its work.
    sha256: Option<String>,
}

impl Filed {
    /// As it stands in `dir` now; where nothing of it changed since `before`, it is not read again.
    fn of(name: PathBuf, dir: &Path, before: Option<&Self>) -> io::Result<Self> {
        let path = dir.join(&name);
        let stamp = Stamp::read(&path)?;
        let sha256 = match before.filter(|before| before.stamp == stamp && stamp.is_settled()) {
            _ if is_pack(name.as_os_str()) => None,
            Some(before) => before.sha256.clone(),
            None => Some(sha256(&path)?),
        };
        Ok(Self { stamp, name, sha256 })
    }

    /// Why it is not as it was left; nothing where it is.
    fn wrong(&self, dir: &Path, by_content: bool) -> Option<Reason> {
        let path = dir.join(&self.name);
        match Stamp::read(&path) {
            Ok(stamp) if stamp == self.stamp => {}
            Ok(stamp) if stamp.size == self.stamp.size => return Some(Reason::Copied),
            _ => return Some(Reason::Damaged),
        }
        let wanted = self.sha256.as_ref().filter(|_| by_content);
        let same = wanted.is_none_or(|wanted| sha256(&path).is_ok_and(|is| is == *wanted));
        (!same).then_some(Reason::Damaged)
    }
}

/// The size of the largest files that are compared by their content.
fn hashed_up_to(files: &[Filed]) -> u64 {
    let hashed = files.iter().filter(|file| file.sha256.is_some());
    let mut sizes: Vec<u64> = hashed.map(|file| file.stamp.size).collect();
    sizes.sort_unstable();
    let mut bytes = 0;
    let fits = sizes.iter().take_while(|size| {
        bytes += **size;
        bytes <= HASHED_BYTES
    });
    // Of several of one size some may be too many; none is worse than a few more.
    fits.last().copied().unwrap_or(0)
}

/// Why an index cannot be used as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// There is none: a new study, or somebody deleted it.
    Absent,
    /// It, or a file that it names, is not as it was left.
    Damaged,
    /// Its files have other times than they were left with, as those of a copied study have.
    Copied,
    /// Another version of the program made it.
    OtherFormat,
    /// Texts were cut into words differently.
    OtherModel,
}

impl Manifest {
    /// Reads the manifest in `dir` and compares every file it names; where a model is wanted, the index
    /// must be of that one.
    pub fn open(dir: &Path, model: Option<&str>) -> Result<Self, Reason> {
        let text = match fs::read_to_string(dir.join(NAME)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let empty = fs::read_dir(dir).map_or(true, |mut files| files.next().is_none());
                return Err(if empty { Reason::Absent } else { Reason::Damaged });
            }
            Err(_) => return Err(Reason::Damaged),
        };
        let (first, body) = text.split_once('\n').ok_or(Reason::Damaged)?;
        // The format alone is read first: another version's header may hold anything else.
        #[derive(Deserialize)]
        struct Version {
            keerpunt_index: u32,
        }
        let version: Version = serde_json::from_str(first).map_err(|_| Reason::Damaged)?;
        if version.keerpunt_index != FORMAT {
            return Err(Reason::OtherFormat);
        }
        let header: Header = serde_json::from_str(first).map_err(|_| Reason::Damaged)?;
        if header.sha256 != digest(&header, body) {
            return Err(Reason::Damaged);
        }
        if model.is_some_and(|wanted| header.model != wanted) {
            return Err(Reason::OtherModel);
        }
        let hashed = hashed_up_to(&header.files);
        let wrong = header.files.par_iter().find_map_first(|file| file.wrong(dir, file.stamp.size <= hashed));
        if let Some(reason) = wrong {
            return Err(reason);
        }
        let entries = body
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<Vec<Entry>, _>>()
            .map_err(|_| Reason::Damaged)?;
        let Header { model, next, files, sha256: digest, .. } = header;
        Ok(Self { entries, next, model, files, digest })
    }

    /// The digest that the manifest in `dir` names; `None` where there is none.
    pub fn digest_in(dir: &Path) -> Option<String> {
        let mut first = String::new();
        io::BufReader::new(fs::File::open(dir.join(NAME)).ok()?).read_line(&mut first).ok()?;
        serde_json::from_str::<Header>(&first).ok().map(|header| header.sha256)
    }

    /// The names of the files of the index, below its folder.
    pub fn names(&self) -> Vec<PathBuf> {
        self.files.iter().map(|file| file.name.clone()).collect()
    }

    /// The packs that its entries stand in.
    pub fn packs(&self) -> BTreeSet<u64> {
        self.entries.iter().map(|entry| entry.kept.pack).collect()
    }

    /// Replaces the manifest in `dir` in one step; from now on the files of the index are the terms as
    /// they stand there and the packs of its entries.
    pub fn write(&mut self, dir: &Path) -> io::Result<()> {
        let mut files = terms::files(dir)?;
        files.extend(self.packs().into_iter().flat_map(packs::names));
        let mut body = String::new();
        for entry in &self.entries {
            body.push_str(&serde_json::to_string(entry)?);
            body.push('\n');
        }
        let known: HashMap<&Path, &Filed> =
            self.files.iter().map(|file| (file.name.as_path(), file)).collect();
        let files = files
            .into_par_iter()
            .map(|name| {
                let before = known.get(name.as_path()).copied();
                Filed::of(name, dir, before)
            })
            .collect::<io::Result<Vec<_>>>()?;
        let mut header = Header {
            keerpunt_index: FORMAT,
            model: self.model.clone(),
            next: self.next,
            files,
            sha256: String::new(),
        };
        header.sha256 = digest(&header, &body);
        let mut new = tempfile::NamedTempFile::new_in(dir)?;
        serde_json::to_writer(&mut new, &header)?;
        new.write_all(b"\n")?;
        new.write_all(body.as_bytes())?;
        new.as_file().sync_all()?;
        new.persist(dir.join(NAME)).map_err(|error| error.error)?;
        (self.files, self.digest) = (header.files, header.sha256);
        Ok(())
    }
}

fn digest(header: &Header, body: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{}\n{}\n{:?}\n", header.model, header.next, header.files));
    hash.update(body);
    hex(&hash.finalize())
}

/// The SHA-256 of a file, in hexadecimal; it is read piece by piece.
pub(super) fn sha256(path: &Path) -> io::Result<String> {
    let file = fs::File::open(path)?;
    let (mut hash, mut piece) = (Sha256::new(), Vec::new());
    while (&file).take(1 << 20).read_to_end(&mut piece)? > 0 {
        hash.update(&piece);
        piece.clear();
    }
    Ok(hex(&hash.finalize()))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
