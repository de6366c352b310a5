//! `--coders`: who is compared.

use super::Failure;
use keerpunt::coding::journal::{Coder, Kind};
use keerpunt::diagnostic::nearest;
use keerpunt::report::provenance::shell;

/// Stands for the rules of the codebook.
pub const RULES: &str = "rules";

/// Who is compared, the same for every verb that compares coders.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Coders {
    /// Who is compared: names with commas between; `people` (the default), `all` (people and models),
    /// `rules` (what the rules of the codebook suggest): `--coders an,bo,rules`.
    #[arg(long, value_name = "WHO")]
    coders: Vec<String>,
}

/// Who was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Coders, by their place among those of the study.
    pub coders: Vec<usize>,
    /// The rules too.
    pub rules: bool,
}

impl Coders {
    /// The flag as a shell wants it, with a blank before it.
    pub fn arguments(&self) -> String {
        self.coders.iter().map(|who| format!(" --coders {}", shell(who))).collect()
    }

    /// Who is meant.
    ///
    /// # Errors
    /// Nobody is called so, or there are fewer than two.
    pub fn chosen(&self, known: &[Coder]) -> Result<Chosen, Failure> {
        let mut chosen = Chosen { coders: Vec::new(), rules: false };
        let mut take = |places: Vec<usize>| {
            for place in places {
                if !chosen.coders.contains(&place) {
                    chosen.coders.push(place);
                }
            }
        };
        let people = || (0..known.len()).filter(|at| known[*at].kind == Kind::Person).collect::<Vec<_>>();
        let mut rules = false;
        for who in self.parted(known) {
            match who.as_str() {
                name if place(name, known).is_some() => take(place(name, known).into_iter().collect()),
                RULES => rules = true,
                "people" => take(people()),
                "all" => take((0..known.len()).collect()),
                name => return Err(unknown(name, known)),
            }
        }
        if self.coders.is_empty() {
            take(people());
        }
        chosen.rules = rules;
        match chosen.coders.len() + usize::from(chosen.rules) {
            0 | 1 => Err(too_few(&chosen, known)),
            _ => Ok(chosen),
        }
    }

    /// The names; a name that holds a comma is found before commas part names.
    fn parted(&self, known: &[Coder]) -> Vec<String> {
        let parts = |text: &String| match place(text, known) {
            Some(_) => vec![text.clone()],
            None => {
                text.split(',').map(|part| part.trim().to_string()).filter(|part| !part.is_empty()).collect()
            }
        };
        self.coders.iter().flat_map(parts).collect()
    }
}

fn place(name: &str, known: &[Coder]) -> Option<usize> {
    let name = name.trim();
    let name = name.strip_prefix("coder:").unwrap_or(name);
    known.iter().position(|coder| coder.name == name)
}

fn names(known: &[Coder]) -> String {
    let shown = |coder: &Coder| match coder.kind {
        Kind::Model => format!("{} (model)", coder.name),
        Kind::Person => coder.name.clone(),
    };
    known.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn unknown(name: &str, known: &[Coder]) -> Failure {
    let near = nearest(name, known.iter().map(|coder| coder.name.as_str()));
    let meant = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
    Failure::usage(
        format!("no coder is called `{name}`"),
        format!("{meant}the coders are: {}; `people`, `all` and `rules` stand for several", names(known)),
    )
}

fn too_few(chosen: &Chosen, known: &[Coder]) -> Failure {
    if known.is_empty() {
        return Failure::usage(
            "nobody has coded an incident, so there is nobody to compare",
            "people code with `keerpunt code` and `keerpunt review`; `import codings` takes those of others; `codes:` in keerpunt.yaml says where an archive's stand",
        );
    }
    let alone = match chosen.coders[..] {
        [one] => format!("{} would be compared with nobody", known[one].name),
        _ => "the rules would be compared with nobody".to_string(),
    };
    let help = match known.len() {
        1 => format!(
            "{} is the only coder: let another code the same incidents, or compare with the rules: --coders all,rules",
            known[0].name
        ),
        _ => format!("the coders are: {}; say which with --coders A,B", names(known)),
    };
    Failure::usage(alone, help)
}
