//! The folder of a store on disk: its marker, its format, and the lock that keeps writers apart.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Names the folder as a store and says how it is kept.
const MARKER: &str = "nisba-store";
const LOCK: &str = "lock";
const FORMAT: &str = "1";

/// How a store keeps its quads on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Backend {
    /// In RocksDB, in the folder `graph`.
    RocksDb,
    /// As N-Quads, one file a document in the folder `documents`.
    NQuads,
}

impl Backend {
    fn name(self) -> &'static str {
        match self {
            Self::RocksDb => "rocksdb",
            Self::NQuads => "nquads",
        }
    }

    /// How this build of the program makes new stores.
    fn of_new_stores() -> Self {
        if cfg!(feature = "rocksdb") { Self::RocksDb } else { Self::NQuads }
    }
}

/// An open folder. The lock is held as long as this lives, and the system frees it however the program ends.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    backend: Backend,
    _lock: File,
}

impl Folder {
    /// Opens a store for writing, or makes one in an empty or absent folder.
    pub(super) fn open_to_write(path: &Path, new: Option<Backend>) -> Result<Self> {
        Self::is_new(path)?;
        make_folder(path).map_err(|e| failure(path, "cannot be made", &e))?;
        let marker = path.join(MARKER);
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(path.join(LOCK));
        let lock = lock.map_err(|e| failure(path, "cannot be written", &e))?;
        take(path, lock.try_lock())?;
        // Looked at again: another program may have made the store before the lock was ours.
        if !marker.exists() {
            let backend = new.unwrap_or_else(Backend::of_new_stores);
            let text = format!("format {FORMAT}\nkept as {}\n", backend.name());
            write_whole(&marker, text.as_bytes()).map_err(|e| failure(path, "cannot be written", &e))?;
        }
        let folder = Self { backend: read_marker(path)?, path: path.to_owned(), _lock: lock };
        remove_leftovers(path)?;
        if folder.backend == Backend::NQuads {
            remove_leftovers(&folder.content())?;
        }
        Ok(folder)
    }

    /// Whether there is no store yet, and one can be made.
    pub(super) fn is_new(path: &Path) -> Result<bool> {
        if path.is_file() {
            return Err(no_store(path, "it is a file; name a folder, which is made where there is none"));
        }
        if path.join(MARKER).exists() {
            return Ok(false);
        }
        if path.exists() && !is_vacant(path)? {
            return Err(no_store(path, "it holds other files; name a new or an empty folder"));
        }
        Ok(true)
    }

    /// Opens a store for reading. Many may read at once, but none while another writes.
    pub(super) fn open_to_read(path: &Path) -> Result<Self> {
        if !path.join(MARKER).exists() {
            let remedy = "build one first, or name the folder of one";
            return Err(no_store(
                path,
                if path.exists() { remedy } else { "the folder does not exist; build one first" },
            ));
        }
        let backend = read_marker(path)?;
        let lock = File::open(path.join(LOCK)).map_err(|e| failure(path, "cannot be read", &e))?;
        take(path, lock.try_lock_shared())?;
        Ok(Self { path: path.to_owned(), backend, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn backend(&self) -> Backend {
        self.backend
    }

    /// The folder in which the backend keeps its files.
    pub(super) fn content(&self) -> PathBuf {
        self.path.join(match self.backend {
            Backend::RocksDb => "graph",
            Backend::NQuads => "documents",
        })
    }
}

/// Whether nothing is there but what an interrupted first opening leaves.
fn is_vacant(path: &Path) -> Result<bool> {
    let entries = fs::read_dir(path).map_err(|e| failure(path, "cannot be read", &e))?;
    for entry in entries {
        let name = entry.map_err(|e| failure(path, "cannot be read", &e))?.file_name();
        if name != LOCK && name != temporary(Path::new(MARKER)).as_os_str() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn read_marker(path: &Path) -> Result<Backend> {
    let text = fs::read_to_string(path.join(MARKER)).map_err(|e| failure(path, "cannot be read", &e))?;
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(str::trim);
    match (value("format"), value("kept as")) {
        (Some(FORMAT), Some("rocksdb")) => Ok(Backend::RocksDb),
        (Some(FORMAT), Some("nquads")) => Ok(Backend::NQuads),
        (Some(format), _) if format != FORMAT => Err(Error::Store(format!(
            "{}: the store has format {format}, this program reads format {FORMAT}; use the program that wrote it, or \
             build the store anew",
            path.display()
        ))),
        _ => Err(no_store(path, "its marker file is damaged; build the store anew in another folder")),
    }
}

fn take(path: &Path, outcome: Result<(), TryLockError>) -> Result<()> {
    outcome.map_err(|error| match error {
        TryLockError::WouldBlock => Error::Store(format!(
            "{}: the store is in use by another nisba that writes to it, or that reads it while you want to write; wait \
             until it has ended, or use another store",
            path.display()
        )),
        TryLockError::Error(e) => failure(path, "cannot be locked", &e),
    })
}

fn no_store(path: &Path, remedy: &str) -> Error {
    Error::Store(format!("{} is not a nisba store: {remedy}", path.display()))
}

/// A failure of the system at a path of the store.
pub(super) fn failure(path: &Path, what: &str, error: &dyn std::fmt::Display) -> Error {
    Error::Store(format!("{}: the store {what}: {error}; check the disk's space and your rights there", path.display()))
}

/// The ending of a file that is being written.
const UNFINISHED: &str = "tmp";

fn temporary(path: &Path) -> PathBuf {
    path.with_added_extension(UNFINISHED)
}

/// Removes what was half written when the program or the machine stopped.
fn remove_leftovers(folder: &Path) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(|e| failure(folder, "cannot be read", &e))?,
    };
    for entry in entries {
        let path = entry.map_err(|e| failure(folder, "cannot be read", &e))?.path();
        if path.extension().is_some_and(|end| end == UNFINISHED) {
            fs::remove_file(&path).map_err(|e| failure(&path, "cannot be written", &e))?;
        }
    }
    Ok(())
}

/// Makes a folder, and those above it, so that their names last.
pub(super) fn make_folder(path: &Path) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty()) {
        make_folder(above)?;
    }
    match fs::create_dir(path) {
        Err(error) if !path.is_dir() => Err(error),
        _ => sync_folder(path),
    }
}

/// Writes a file so that it is there whole or not at all, also when the program or the machine stops in between.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let temporary = temporary(path);
    let written = File::create(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&temporary, path)) {
        // What was half written only takes space; that it cannot be removed either adds nothing to the error.
        let _ = fs::remove_file(&temporary);
        return Err(error);
    }
    sync_folder(path)
}

/// Makes the name of a file or folder last.
pub(super) fn sync_folder(path: &Path) -> std::io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => {
            let here = folder.as_os_str().is_empty();
            File::open(if here { Path::new(".") } else { folder })?.sync_all()
        }
        _ => Ok(()),
    }
}
