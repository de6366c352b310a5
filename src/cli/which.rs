//! Which study, or which corpus without one; the same for every verb that reads narratives.

use keerpunt::report::provenance::shell;
use std::fmt::Write as _;
use std::path::PathBuf;

/// Which study, or which corpus without one.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Study")]
pub struct Which {
    /// The study's folder; without it the study that the current folder lies in.
    #[arg(long, value_name = "DIR", conflicts_with = "corpus")]
    pub study: Option<PathBuf>,
    /// A file, folder or glob to read without a study; may be given several times.
    #[arg(long, value_name = "PATH")]
    pub corpus: Vec<PathBuf>,
    /// The codebook to use in place of the study's.
    #[arg(long, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// Without a study: the column or field that holds the narrative.
    #[arg(long, value_name = "COLUMN", requires = "corpus")]
    pub text: Option<String>,
    /// Without a study: the column or field that holds the incident's id.
    #[arg(long, value_name = "COLUMN", requires = "corpus")]
    pub id: Option<String>,
    /// Without a study: the attribute that says who told an incident.
    #[arg(long, value_name = "ATTRIBUTE", requires = "corpus")]
    pub respondent: Option<String>,
    /// Without a study: the language of narratives that do not say their own (nl, en, de, ...).
    #[arg(long, value_name = "LANGUAGE", requires = "corpus")]
    pub lang: Option<String>,
    /// Use the index as it is and write nothing; what changed is read into memory.
    #[arg(long)]
    pub frozen: bool,
    /// Neither read nor write the index; results are the same.
    #[arg(long, conflicts_with = "frozen")]
    pub no_index: bool,
}

impl Which {
    /// The arguments after which another verb reads the same incidents, as a shell
    /// wants them, each with a blank before it.
    pub fn arguments(&self) -> String {
        let mut text = String::new();
        let paths = [("study", &self.study)].into_iter().chain([("codebook", &self.codebook)]);
        for (name, path) in paths {
            if let Some(path) = path {
                let _ = write!(text, " --{name} {}", shell(&path.to_string_lossy()));
            }
        }
        for path in &self.corpus {
            let _ = write!(text, " --corpus {}", shell(&path.to_string_lossy()));
        }
        let names =
            [("text", &self.text), ("id", &self.id), ("respondent", &self.respondent), ("lang", &self.lang)];
        for (name, value) in names {
            if let Some(value) = value {
                let _ = write!(text, " --{name} {}", shell(value));
            }
        }
        text
    }
}
