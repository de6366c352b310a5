//! Paths and names as a study file has them.

use super::Failure;
use std::path::{Component, Path, PathBuf};

/// Folders up to which the texts are still near.
const FAR: usize = 2;

/// An absolute path without `.` and `..`.
pub(super) fn plain(path: &Path) -> Result<PathBuf, Failure> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    Ok(plain)
}

/// The way from the study's folder to the texts, as it stands before a file's name:
/// relative where they lie near each other, so that both can be moved together.
pub(super) fn way(dir: &Path, from: &Path) -> String {
    let common = dir.components().zip(from.components()).take_while(|(left, right)| left == right).count();
    let up = dir.components().count() - common;
    let whole = |path: &Path| path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    if up > FAR {
        return format!("{}/", whole(from).trim_end_matches('/'));
    }
    let down: PathBuf = from.components().skip(common).collect();
    let down = whole(&down);
    let down = if down.is_empty() { down } else { down + "/" };
    "../".repeat(up) + &down
}

/// A scalar as YAML wants it.
pub fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.' | ' ' | '(' | ')');
    let begins = text.starts_with(|c: char| c.is_alphabetic());
    let word = ["true", "false", "null", "yes", "no"].contains(&text.to_lowercase().as_str());
    if begins && !word && text.chars().all(plain) && text.trim() == text {
        return text.to_string();
    }
    // What JSON makes of a text, YAML reads as that text.
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_texts_is_relative_where_they_are_near() {
        let way = |dir: &str, from: &str| way(Path::new(dir), Path::new(from));
        assert_eq!(way("/a/study", "/a/study"), "");
        assert_eq!(way("/a/study", "/a/study/texts"), "texts/");
        assert_eq!(way("/a/study", "/a/texts"), "../texts/");
        assert_eq!(way("/a/texts/study", "/a/texts"), "../");
        assert_eq!(way("/a/b/c/study", "/x/texts"), "/x/texts/");
    }

    #[test]
    fn a_scalar_means_itself() {
        for (text, written) in [
            ("texts/**/*.txt", "\"texts/**/*.txt\""),
            ("teksten", "teksten"),
            ("no", "\"no\""),
            ("a: b", "\"a: b\""),
            ("say \"so\" \\", "\"say \\\"so\\\" \\\\\""),
            ("2024", "\"2024\""),
        ] {
            assert_eq!(scalar(text), written);
        }
    }
}
