//! What `keerpunt.yaml` means, once it is checked.

use crate::coding::archive::ArchiveCodes;
use crate::corpus::Collection;
use crate::text::Localised;
use std::path::PathBuf;

/// What a study says of itself.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Its title.
    pub title: Localised,
    /// Flanagan's general aim of the activity.
    pub aim: Localised,
    /// What makes an incident critical.
    pub criterion: Localised,
    /// Where its incidents are, and what is known about them.
    pub collection: Collection,
    /// Codes that the archive's people gave, by the entry of the collection they stand in.
    pub archive_codes: Vec<(usize, ArchiveCodes)>,
    /// The codebook's file.
    pub codebook: Option<PathBuf>,
    /// The attribute that links several tellings of one event.
    pub event: Option<String>,
    /// How many incidents of each outcome every respondent was asked for.
    pub asked: Vec<(String, usize)>,
    /// The participation rate, in percent, from which a category counts.
    pub participation_line: Option<f64>,
}
