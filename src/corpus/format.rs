//! Which files hold narratives, by their ending; and which are passed over.

use serde::{Deserialize, Serialize};
use std::path::Path;

/// A format that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text: one narrative, or several with a marker line between.
    Text,
    /// The same, with front matter.
    Markdown,
    /// A table.
    Csv,
    /// A table whose cells are parted by tabs.
    Tsv,
    /// One JSON object a line.
    JsonLines,
}

/// What becomes of a file, by its ending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It is read.
    Read(Format),
    /// It may hold narratives that this program does not get out; what to do.
    NotYet(&'static str),
    /// It holds no narratives: pictures, sound, programs.
    NoNarratives,
    /// Nobody knows.
    Unknown,
}

const AS_TEXT: &str = "save it as plain text (.txt)";
const AS_CSV: &str = "save it as CSV (.csv)";

const NO_NARRATIVES: [&str; 41] = [
    "7z", "aac", "avi", "bib", "bmp", "db", "eps", "flac", "gif", "gz", "heic", "jpeg", "jpg", "lock", "m4a",
    "mkv", "mov", "mp3", "mp4", "ogg", "opus", "png", "pptx", "py", "r", "rds", "ris", "rs", "sh", "sqlite",
    "svg", "tar", "tif", "tiff", "toml", "wav", "webp", "xz", "yaml", "yml", "zip",
];

/// What becomes of a file with this name.
pub fn by_ending(name: &Path) -> Ending {
    let ending = name.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "txt" => Ending::Read(Format::Text),
        "md" | "markdown" => Ending::Read(Format::Markdown),
        "csv" => Ending::Read(Format::Csv),
        "tsv" => Ending::Read(Format::Tsv),
        "jsonl" | "ndjson" => Ending::Read(Format::JsonLines),
        "docx" | "doc" | "odt" | "rtf" | "pdf" | "html" | "htm" | "pages" => Ending::NotYet(AS_TEXT),
        "xlsx" | "xls" | "ods" | "parquet" | "sav" | "dta" | "qdpx" | "numbers" => Ending::NotYet(AS_CSV),
        "json" => Ending::NotYet("write one object a line and call it .jsonl"),
        known if NO_NARRATIVES.contains(&known) => Ending::NoNarratives,
        _ => Ending::Unknown,
    }
}

/// True for files that are passed over without a word: hidden ones, those that
/// operating systems and office programs leave behind, and what is said of a folder.
pub fn is_passed_over(name: &str) -> bool {
    let lower = name.to_lowercase();
    let stem = lower.split('.').next().unwrap_or_default();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini")
        || name.starts_with("README")
        || name.starts_with("LICENSE")
        || matches!(stem, "readme" | "license" | "licence")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_decides_whatever_its_case() {
        assert_eq!(by_ending(Path::new("a/b.TXT")), Ending::Read(Format::Text));
        assert_eq!(by_ending(Path::new("b.c.csv")), Ending::Read(Format::Csv));
        assert_eq!(by_ending(Path::new("b.docx")), Ending::NotYet(AS_TEXT));
        assert_eq!(by_ending(Path::new("b.mp3")), Ending::NoNarratives);
        assert_eq!(by_ending(Path::new("b")), Ending::Unknown);
    }

    #[test]
    fn what_others_leave_in_a_folder_is_passed_over() {
        for name in [".DS_Store", "~$verhaal.docx", "Thumbs.db", "README.md", "readme.txt", "LICENSE-MIT"] {
            assert!(is_passed_over(name), "{name}");
        }
        for name in ["license-to-drive.txt", "readmission.txt", "a.txt"] {
            assert!(!is_passed_over(name), "{name}");
        }
    }
}
