//! How much memory making the index may take: by a flag, or by the environment.

use super::Failure;
use keerpunt::index::Memory;
use std::env;

/// The variable that says it for every command.
const VARIABLE: &str = "KEERPUNT_MEMORY";

/// What was asked for: by the flag, else by KEERPUNT_MEMORY, else what is usual.
///
/// # Errors
/// It is no size, or too little.
pub fn asked(flag: Option<&str>) -> Result<Memory, Failure> {
    let variable = env::var(VARIABLE).ok().filter(|text| !text.trim().is_empty());
    let (text, place) = match (flag, &variable) {
        (Some(flag), _) => (flag, "--memory"),
        (None, Some(text)) => (text.as_str(), VARIABLE),
        (None, None) => return Ok(Memory::default()),
    };
    text.parse().map_err(|no: keerpunt::index::NoMemory| {
        let help = format!("write a size of at least {}, such as 200MB or 1.5GB", Memory::LEAST);
        Failure::usage(format!("{place}: {no}"), help)
    })
}
