//! Tells the tests whether the public archives are on this machine: `cfg(keerpunt_data)`.

use std::path::PathBuf;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(keerpunt_data)");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=KEERPUNT_DATA");
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let folder = std::env::var_os("KEERPUNT_DATA").map_or_else(beside, PathBuf::from);
    if folder.join("safenet/safenet.jsonl").is_file() {
        println!("cargo::rustc-cfg=keerpunt_data");
    }
}
