//! A codebook from its file: as written, then as meant, every mistake of one run told.

use super::code::Codebook;
use super::places::Places;
use super::{meant, written};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files;
use crate::span::Span;
use crate::text::Language;
use crate::yaml;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::Path;

/// A larger file is no codebook that a person wrote.
pub const LARGEST: u64 = 16 << 20;

/// A codebook file that was read, with all that is wrong with it.
#[derive(Debug)]
pub struct BookFile {
    /// The text of the file, for showing diagnostics; what is no UTF-8 is replaced.
    pub source: String,
    /// The codebook, where nothing keeps it from being used.
    pub codebook: Option<Codebook>,
    /// Where its parts stand in `source`; empty without a codebook.
    pub places: Places,
    /// What is wrong with it, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a codebook. `language` is the study's: that of texts without a language.
/// There is no codebook where any diagnostic is a fault.
pub fn read(text: &str, language: &Language) -> (Option<Codebook>, Vec<Diagnostic>) {
    let (found, diagnostics) = read_placed(text, language);
    (found.map(|(codebook, _)| codebook), diagnostics)
}

fn read_placed(text: &str, language: &Language) -> (Option<(Codebook, Places)>, Vec<Diagnostic>) {
    let root = match yaml::parse(text) {
        Ok(root) => root,
        Err(diagnostics) => return (None, diagnostics),
    };
    let mut diagnostics = Vec::new();
    let book = written::book(&root, &mut diagnostics);
    let places = Places::of(&book.codes);
    let codebook = meant::book(book, text, language, &mut diagnostics);
    diagnostics.sort_by_key(|one| (one.span.map(|span| span.start), one.severity));
    let usable = diagnostics.iter().all(|one| one.severity != Severity::Fault);
    let codebook = Codebook { hash: hash(text.as_bytes()), ..codebook };
    (usable.then_some((codebook, places)), diagnostics)
}

/// Reads a codebook file; every diagnostic names it.
///
/// # Errors
/// The file cannot be opened or read at all.
pub fn read_file(path: &Path, language: &Language) -> io::Result<BookFile> {
    let mut bytes = Vec::new();
    files::open(path)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        let large = Diagnostic::fault("file-too-large", "the file is larger than 16 MB")
            .in_file(path)
            .help("a codebook holds codes and rules; is this the right file?");
        return Ok(BookFile {
            source: String::new(),
            codebook: None,
            places: Places::default(),
            diagnostics: vec![large],
        });
    }
    let (source, found, mut diagnostics) = match String::from_utf8(bytes) {
        Ok(source) => {
            let (found, diagnostics) = read_placed(&source, language);
            (source, found, diagnostics)
        }
        Err(error) => {
            let stray = not_utf8(error.as_bytes(), error.utf8_error().valid_up_to());
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), None, vec![stray])
        }
    };
    for diagnostic in &mut diagnostics {
        diagnostic.file = Some(path.to_path_buf());
    }
    let (codebook, places) = found.unzip();
    Ok(BookFile { source, codebook, places: places.unwrap_or_default(), diagnostics })
}

fn not_utf8(bytes: &[u8], at: usize) -> Diagnostic {
    let diagnostic = Diagnostic::fault("not-utf8", "the file is not UTF-8");
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return diagnostic.help("it looks like UTF-16; save it as UTF-8 in your editor");
    }
    diagnostic
        .at(Span::new(at, at + '\u{fffd}'.len_utf8()))
        .label(format!("byte {:#04x} begins no character", bytes[at]))
        .help("save it as UTF-8 in your editor; what a Windows program saved is often Windows-1252")
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
