//! What holds now, of all that a coder did.

use super::coder::Coder;
use super::entry::{Did, Entry, Given, MemoOn, Suggested, Version};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use uuid::Uuid;

/// What holds of a coder's work.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// Who.
    pub coder: Coder,
    /// The codings, by the id of the entry that gave them.
    pub codings: BTreeMap<Uuid, Kept>,
    /// The incidents that were marked as read, or in which the coder gave a code. Who only turns a
    /// suggestion down has seen that passage, and not the rest.
    pub read: BTreeSet<String>,
    /// What was said of suggestions, in the order of the work; the last one holds.
    pub verdicts: Vec<Verdict>,
    /// The memos.
    pub memos: BTreeMap<Uuid, Memo>,
    /// Entries that speak of an entry which is not there.
    pub loose: Vec<Uuid>,
    /// Entries that no longer hold.
    pub undone: HashSet<Uuid>,
    /// How many entries this program does not understand.
    pub unknown: usize,
}

/// A coding that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// What was given, as it stands now.
    pub given: Given,
    /// When its coder gave or last changed it.
    pub time: String,
    /// The codebook under which its coder gave or last changed it.
    pub codebook: Option<Version>,
    /// The suggestion that it was taken from.
    pub suggestion: Option<Suggested>,
}

/// What a coder said of a suggestion.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The entry.
    pub id: Uuid,
    /// The suggestion.
    pub suggestion: Suggested,
    /// True: taken over.
    pub accepted: bool,
}

/// A remark that holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Memo {
    /// On what.
    pub on: MemoOn,
    /// Its text, Markdown.
    pub text: String,
    /// When it was written or last changed.
    pub time: String,
}

/// What holds of the entries of one coder, which come in the order of their ids.
pub fn standing(coder: Coder, entries: &[Entry]) -> Standing {
    let mut standing = Standing {
        coder,
        codings: BTreeMap::new(),
        read: BTreeSet::new(),
        verdicts: Vec::new(),
        memos: BTreeMap::new(),
        loose: Vec::new(),
        undone: undone(entries.iter()),
        unknown: 0,
    };
    let there: HashSet<Uuid> = entries.iter().map(|entry| entry.id).collect();
    for entry in entries {
        let target = match &entry.did {
            Did::Undo { of } | Did::CodingChanged { of, .. } | Did::CodingRemoved { of } => Some(of),
            Did::Memo { of, .. } => of.as_ref(),
            _ => None,
        };
        if target.is_some_and(|target| !there.contains(target)) {
            standing.loose.push(entry.id);
        }
        if !standing.undone.contains(&entry.id) {
            standing.apply(entry);
        }
    }
    standing
}

/// The entries that no longer hold. The latest word counts: an undo that is itself undone does
/// nothing. The entries of one coder come in the order of their ids.
pub fn undone<'a>(entries: impl DoubleEndedIterator<Item = &'a Entry>) -> HashSet<Uuid> {
    let mut undone = HashSet::new();
    for entry in entries.rev() {
        if let Did::Undo { of } = entry.did
            && of < entry.id
            && !undone.contains(&entry.id)
        {
            undone.insert(of);
        }
    }
    undone
}

impl Standing {
    /// The suggestions that the coder turned down.
    pub fn rejected(&self) -> impl Iterator<Item = &Suggested> {
        self.verdicts.iter().filter(|one| !one.accepted).map(|one| &one.suggestion)
    }

    fn apply(&mut self, entry: &Entry) {
        match &entry.did {
            Did::Begin { .. } | Did::Undo { .. } => {}
            Did::Unknown => self.unknown += 1,
            Did::CodingAdded { coding } => self.give(entry, coding, None),
            Did::SuggestionAccepted { suggestion, coding } => {
                self.give(entry, coding, Some(suggestion));
                self.judge(entry.id, suggestion, true);
            }
            Did::SuggestionRejected { suggestion } => self.judge(entry.id, suggestion, false),
            Did::CodingChanged { of, coding, because } => {
                if let Some(kept) = self.codings.get_mut(of) {
                    kept.given = coding.clone();
                    if because.is_none() {
                        kept.time.clone_from(&entry.time);
                        kept.codebook.clone_from(&entry.codebook);
                    }
                    self.read.insert(coding.incident.clone());
                }
            }
            Did::CodingRemoved { of } => {
                self.codings.remove(of);
            }
            Did::Read { incident } => {
                self.read.insert(incident.clone());
            }
            Did::Memo { on, of, text } => {
                if let Some(of) = of {
                    self.memos.remove(of);
                }
                if !text.trim().is_empty() {
                    let memo = Memo { on: on.clone(), text: text.clone(), time: entry.time.clone() };
                    self.memos.insert(entry.id, memo);
                }
            }
        }
    }

    fn give(&mut self, entry: &Entry, coding: &Given, suggestion: Option<&Suggested>) {
        self.read.insert(coding.incident.clone());
        let kept = Kept {
            given: coding.clone(),
            time: entry.time.clone(),
            codebook: entry.codebook.clone(),
            suggestion: suggestion.cloned(),
        };
        self.codings.insert(entry.id, kept);
    }

    fn judge(&mut self, id: Uuid, suggestion: &Suggested, accepted: bool) {
        let same = |one: &Verdict| {
            (&one.suggestion.incident, &one.suggestion.code, &one.suggestion.at)
                == (&suggestion.incident, &suggestion.code, &suggestion.at)
        };
        self.verdicts.retain(|one| !same(one));
        self.verdicts.push(Verdict { id, suggestion: suggestion.clone(), accepted });
    }
}
