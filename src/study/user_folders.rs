//! Where the user's own files stand on this system: caches, and settings.

use std::path::PathBuf;

/// Where the user's programs keep what can be made again; `None` where this system names no place.
pub fn caches() -> Option<PathBuf> {
    of(&Kind { windows: "LOCALAPPDATA", told: "XDG_CACHE_HOME", mac: "Library/Caches", home: ".cache" })
}

/// Where the user's programs keep what the user told them.
pub fn settings() -> Option<PathBuf> {
    let mac = "Library/Application Support";
    of(&Kind { windows: "APPDATA", told: "XDG_CONFIG_HOME", mac, home: ".config" })
}

/// How a kind of folder is found: by a variable, or below the home folder.
struct Kind {
    windows: &'static str,
    told: &'static str,
    mac: &'static str,
    home: &'static str,
}

fn of(kind: &Kind) -> Option<PathBuf> {
    if cfg!(windows) {
        return told(kind.windows);
    }
    // Without HOME the user data base could tell, but asking it from a static program loads
    // the system's libraries of whatever version.
    let below = if cfg!(target_os = "macos") { kind.mac } else { kind.home };
    told(kind.told).or_else(|| Some(told("HOME")?.join(below)))
}

fn told(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}
