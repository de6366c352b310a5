//! Files made all or none, and never over one that exists.

use crate::cli::Failure;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file to be made: its path below the study's folder, and what stands in it.
pub type Planned<'a> = (PathBuf, &'a [u8]);

/// Makes every file below `dir`, or leaves everything as it was.
///
/// # Errors
/// One of them is there already, or cannot be written.
pub fn make(dir: &Path, files: &[Planned<'_>]) -> Result<(), Failure> {
    let there: Vec<String> = files
        .iter()
        .map(|(name, _)| dir.join(name))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| path.display().to_string())
        .collect();
    if !there.is_empty() {
        return Err(Failure::usage(
            format!("{} {} there already", there.join(", "), if there.len() == 1 { "is" } else { "are" }),
            "move it away or name another folder; nothing was changed",
        ));
    }
    let mut made = Made::default();
    for (name, content) in files {
        let path = dir.join(name);
        if let Err(error) = made.file(&path, content) {
            made.undo();
            return Err(Failure::Machine(format!(
                "error: {} cannot be written: {error}\n  help: make room or choose another folder; nothing was left behind",
                path.display()
            )));
        }
    }
    Ok(())
}

/// What was made so far, in order.
#[derive(Default)]
struct Made {
    paths: Vec<PathBuf>,
}

impl Made {
    fn file(&mut self, path: &Path, content: &[u8]) -> io::Result<()> {
        self.folder(path.parent().unwrap_or(Path::new("")))?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.paths.push(path.to_path_buf());
        file.write_all(content)?;
        file.sync_all()
    }

    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        self.folder(path.parent().unwrap_or(Path::new("")))?;
        fs::create_dir(path)?;
        self.paths.push(path.to_path_buf());
        Ok(())
    }

    fn undo(self) {
        for path in self.paths.iter().rev() {
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
}
