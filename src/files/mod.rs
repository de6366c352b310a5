//! Opens what people name or keep in a study: files, not what has no end or waits for somebody to write.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::Path;

/// Opens a file of a study. What is a pipe, a socket or a device is refused and not waited for.
///
/// # Errors
/// It cannot be opened, or is no file.
pub fn open(path: &Path) -> io::Result<File> {
    let there = fs::metadata(path)?;
    match there.is_file() || there.is_dir() {
        true => File::open(path),
        false => Err(io::Error::other("it is no file but a pipe, a socket or a device")),
    }
}

/// The bytes of a file of a study, as [`open`] opens it.
///
/// # Errors
/// It cannot be opened or read, or is no file.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    all_of(open(path)?)
}

/// Opens a file that a command names: a pipe too, as a shell puts one in the place of a file, but no device without an
/// end.
///
/// # Errors
/// It cannot be opened, or is a device that is no terminal.
pub fn open_named(path: &Path) -> io::Result<File> {
    let is_device = is_device(&fs::metadata(path)?);
    let file = File::open(path)?;
    match is_device && !file.is_terminal() {
        false => Ok(file),
        true => Err(io::Error::other("it is no file but a device")),
    }
}

/// The bytes of a file that a command names, as [`open_named`] opens it.
///
/// # Errors
/// It cannot be opened or read, or is a device that is no terminal.
pub fn read_named(path: &Path) -> io::Result<Vec<u8>> {
    all_of(open_named(path)?)
}

fn all_of(mut file: File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(unix)]
fn is_device(there: &fs::Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    there.file_type().is_char_device() || there.file_type().is_block_device()
}

/// Elsewhere devices have no path among the files.
#[cfg(not(unix))]
fn is_device(_: &fs::Metadata) -> bool {
    false
}
