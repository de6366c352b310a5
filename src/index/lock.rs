//! One writer at a time: the lock on a study's index.

use crate::files;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a second command waits for the first before it goes on without the lock.
const PATIENCE: Duration = Duration::from_secs(2);
const BETWEEN_TRIES: Duration = Duration::from_millis(20);

/// The right to write, held until dropped. The system takes it back from a killed process.
pub(super) struct WriteLock {
    _file: File,
}

/// Why there is no lock.
pub(super) enum NoLock {
    /// Another command is writing.
    Busy,
    /// The folder cannot be written, or locks are not to be had there.
    Refused(io::Error),
}

/// Takes the lock `file`, waiting a little for another command.
pub(super) fn take(file: &Path) -> Result<WriteLock, NoLock> {
    wait_for(file, PATIENCE)
}

/// Takes the lock `file` where no other command has it.
pub(super) fn take_at_once(file: &Path) -> Result<WriteLock, NoLock> {
    wait_for(file, Duration::ZERO)
}

fn wait_for(file: &Path, patience: Duration) -> Result<WriteLock, NoLock> {
    // Opening a pipe would wait until somebody reads from it.
    if file.exists() {
        files::open(file).map_err(NoLock::Refused)?;
    }
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(file).map_err(NoLock::Refused)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(WriteLock { _file: file }),
            Err(TryLockError::Error(error)) => return Err(NoLock::Refused(error)),
            Err(TryLockError::WouldBlock) if begun.elapsed() >= patience => return Err(NoLock::Busy),
            Err(TryLockError::WouldBlock) => std::thread::sleep(BETWEEN_TRIES),
        }
    }
}
