//! What a new version of a codebook means for what one coder did under earlier ones.

use super::journal::{Because, Did, Given, Id, Kept, MemoOn, Standing, Suggested, Version};
use crate::codebook::difference::{Change, Part, difference, heirs_between};
use crate::codebook::{Codebook, Heirs};

/// An earlier version of the codebook, laid beside the new one.
#[derive(Debug, Clone)]
pub struct Earlier {
    codebook: Codebook,
    heirs: Heirs,
    changes: Vec<Change>,
}

impl Earlier {
    /// Compares an earlier version with the new one.
    pub fn of(codebook: Codebook, new: &Codebook) -> Self {
        let (heirs, changes) = (heirs_between(&codebook, new), difference(&codebook, new));
        Self { codebook, heirs, changes }
    }

    /// The version.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }
}

/// The new version, and what is known of earlier ones.
#[derive(Debug)]
pub struct Versions<'a> {
    new: &'a Codebook,
    heirs: Heirs,
    earlier: Vec<Earlier>,
}

/// What has to become of a coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Its code is called otherwise: the program says so in the journal.
    Rename {
        /// Full id now.
        to: String,
        /// Parts of the entry that read otherwise and change its meaning: to be looked at again.
        reworded: Vec<Part>,
    },
    /// Several codes stand for its code: its coder chooses.
    Choose(Vec<String>),
    /// Its code means something else now: its coder looks again.
    LookAgain(Vec<Part>),
    /// No code stands for its code: its coder gives another one, or takes it back.
    Gone,
}

/// A coding with what has to become of it.
#[derive(Debug, Clone)]
pub struct Due<'a> {
    /// The coding's id.
    pub id: Id,
    /// The coding as it stands.
    pub kept: &'a Kept,
    /// What has to become of it.
    pub step: Step,
}

impl<'a> Versions<'a> {
    /// Lays earlier versions beside the new one.
    pub fn new(new: &'a Codebook, earlier: Vec<Earlier>) -> Self {
        let mut heirs = Heirs::of(new);
        // What an earlier version tells of moved codes holds for every coding.
        for old in &earlier {
            for code in &old.codebook.codes {
                for place in old.heirs.of_id(&code.id) {
                    heirs.add(&code.id, *place);
                }
            }
        }
        Self { new, heirs, earlier }
    }

    /// The new version as entries name it.
    pub fn version(&self) -> Version {
        let Codebook { id, version, hash, .. } = self.new;
        Version { id: id.clone(), version: version.clone(), hash: hash.clone() }
    }

    /// True where the text of a version is known, or it is the new one.
    pub fn knows(&self, version: &Version) -> bool {
        version.hash == self.new.hash || self.earlier_of(version).is_some()
    }

    fn earlier_of(&self, version: &Version) -> Option<&Earlier> {
        self.earlier.iter().find(|one| one.codebook.hash == version.hash)
    }

    /// The codings of a coder for which something has to be done, in the order of the work.
    pub fn due<'s>(&self, standing: &'s Standing) -> Vec<Due<'s>> {
        let due = |(id, kept): (&Id, &'s Kept)| Some(Due { id: *id, kept, step: self.step(kept)? });
        standing.codings.iter().filter_map(due).collect()
    }

    fn step(&self, kept: &Kept) -> Option<Step> {
        let code = kept.given.code.as_str();
        let codes = |places: &[usize]| places.iter().map(|at| self.new.codes[*at].id.clone()).collect();
        match self.heirs.of_id(code) {
            [] => Some(Step::Gone),
            [one] if self.new.codes[*one].group => Some(Step::Choose(codes(&self.below(*one)))),
            [one] => {
                let to = &self.new.codes[*one].id;
                let reworded = self.reworded(kept, to);
                match (to == code, reworded.is_empty()) {
                    (true, true) => None,
                    (true, false) => Some(Step::LookAgain(reworded)),
                    (false, _) => Some(Step::Rename { to: to.clone(), reworded }),
                }
            }
            several => {
                let reworded = || Some(self.reworded(kept, code)).filter(|parts| !parts.is_empty());
                match self.chosen(kept, several) {
                    true => reworded().map(Step::LookAgain),
                    false => Some(Step::Choose(codes(several))),
                }
            }
        }
    }

    /// The codes below a group that can be given.
    fn below(&self, group: usize) -> Vec<usize> {
        let given = |at: &usize| self.new.is_within(*at, group) && !self.new.codes[*at].group;
        (0..self.new.codes.len()).filter(given).collect()
    }

    /// True where a coding was given when the codes that stand for it were all there already, so that
    /// its coder chose among them.
    fn chosen(&self, kept: &Kept, heirs: &[usize]) -> bool {
        let Some(version) = &kept.codebook else { return false };
        let all_there =
            |old: &Earlier| heirs.iter().all(|at| old.codebook.position(&self.new.codes[*at].id).is_some());
        let same = version.hash == self.new.hash || version.version == self.new.version;
        self.new.position(&kept.given.code).is_some()
            && (same || self.earlier_of(version).is_some_and(all_there))
    }

    /// The parts of a code's entry that mean something else than when the coding was given.
    fn reworded(&self, kept: &Kept, code: &str) -> Vec<Part> {
        let change = kept
            .codebook
            .as_ref()
            .and_then(|version| self.earlier_of(version)?.changes.iter().find(|change| change.code == code));
        let parts = change.map(Change::parts).unwrap_or_default();
        parts.into_iter().filter(|part| part.changes_meaning()).collect()
    }

    /// What the program itself writes into the coder's journal: codings, memos and rejections of codes
    /// that are called otherwise. Nothing where that was done.
    pub fn entries(&self, standing: &Standing) -> Vec<Did> {
        let mut dids: Vec<Did> = Vec::new();
        for Due { id, kept, step } in self.due(standing) {
            if let Step::Rename { to, .. } = step {
                let coding = Given { code: to, ..kept.given.clone() };
                dids.push(Did::CodingChanged { of: id, coding, because: Some(Because::Migrated) });
            }
        }
        for (id, memo) in &standing.memos {
            let on = match &memo.on {
                MemoOn::Code(code) => self.renamed(code).map(MemoOn::Code),
                MemoOn::Cell { incident, code } => {
                    self.renamed(code).map(|code| MemoOn::Cell { incident: incident.clone(), code })
                }
                MemoOn::Study | MemoOn::Incident(_) | MemoOn::Passage { .. } => None,
            };
            dids.extend(on.map(|on| Did::Memo { on, of: Some(*id), text: memo.text.clone() }));
        }
        for verdict in standing.verdicts.iter().filter(|one| !one.accepted) {
            let told = &verdict.suggestion;
            // That it was not one of several codes says nothing of the code they were merged into.
            let alone = |to: &String| {
                self.new.position(to).is_some_and(|at| self.heirs.ids(at).filter(|id| id != to).count() == 1)
            };
            let Some(code) = self.renamed(&told.code).filter(alone) else { continue };
            let suggestion = Suggested { code, ..told.clone() };
            let said = |one: &Suggested| {
                (&one.incident, &one.code, &one.at)
                    == (&suggestion.incident, &suggestion.code, &suggestion.at)
            };
            if !standing.verdicts.iter().any(|one| said(&one.suggestion)) {
                dids.push(Did::SuggestionRejected { suggestion });
            }
        }
        dids
    }

    /// What a code is called now, where one code stands for it and is called otherwise.
    fn renamed(&self, code: &str) -> Option<String> {
        match self.heirs.of_id(code) {
            [one] => Some(self.new.codes[*one].id.clone()).filter(|to| to != code),
            _ => None,
        }
    }
}
