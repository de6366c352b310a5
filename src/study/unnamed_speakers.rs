//! Interviews in a study that does not say who speaks: rules then read what the interviewer says too.

use super::{FILE, Study};
use crate::corpus::Incidents;
use crate::text::transcript::{Turns, is_answerer, is_asker, taking_turns};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many narratives are looked at: more would say the same, and cost time in each command.
const LOOKED_AT: usize = 500;
/// Of each so many bytes.
const OF_EACH: usize = 1 << 16;
/// One narrative in so many must be a transcript before it is said, unless one of them has labels for
/// who asks and who answers.
const FEW: usize = 10;
/// So many labels are named.
const NAMED: usize = 6;

impl Study {
    /// Says what `speakers` does where lines of several narratives begin with labels that take turns
    /// and the study names no speakers.
    pub(super) fn unnamed_speakers(&self, incidents: &Incidents) -> Option<String> {
        if self.file().is_none() || !self.settings.collection.speakers.is_empty() {
            return None;
        }
        let mut labels: BTreeMap<String, Turns> = BTreeMap::new();
        let (mut looked_at, mut transcripts) = (0, 0);
        let mut interview: Option<String> = None;
        let with_text = incidents.one_by_one().filter(|incident| !incident.narrative.trim().is_empty());
        for incident in with_text.take(LOOKED_AT) {
            let text: &str = &incident.narrative;
            let found = taking_turns(&text[..text.floor_char_boundary(OF_EACH)]);
            looked_at += 1;
            transcripts += usize::from(!found.is_empty());
            if found.keys().any(|name| is_asker(name)) && found.keys().any(|name| is_answerer(name)) {
                interview.get_or_insert_with(|| incident.id.clone());
            }
            for (name, turns) in found {
                let all = labels.entry(name.to_string()).or_default();
                all.lines += turns.lines;
                all.asking += turns.asking;
            }
        }
        let whose = match interview {
            _ if transcripts > 1 && transcripts * FEW >= looked_at => format!("{transcripts} narratives"),
            // Two labels that stand for nothing else than asking and answering leave no doubt.
            Some(id) if transcripts == 1 => format!("`{id}`"),
            Some(id) => format!("{transcripts} narratives (`{id}` among them)"),
            None => return None,
        };
        let mut labels: Vec<(&str, Turns)> =
            labels.iter().map(|(name, turns)| (name.as_str(), *turns)).collect();
        labels.sort_by_key(|(name, turns)| (Reverse(turns.lines), *name));
        labels.truncate(NAMED);
        let has_asker = labels.iter().any(|(name, _)| is_asker(name));
        let asks = |(name, turns): &(&str, Turns)| is_asker(name) || (turns.asks() && !has_asker);
        let list = |wanted: &dyn Fn(&(&str, Turns)) -> bool| {
            let names: Vec<&str> = labels.iter().filter(|one| wanted(one)).map(|(name, _)| *name).collect();
            names.join(", ")
        };
        let all = list(&|_| true);
        let (asking, answering) = (list(&asks), list(&|one| !asks(one)));
        let asking = if asking.is_empty() { "WHO ASKS" } else { &asking };
        Some(format!(
            "lines of {whose} begin with who speaks ({all}), and rules read what everybody says; \
             where the words of who asks should not count, add `speakers: {{exclude: [{asking}], include: \
             [{answering}]}}` to {FILE}, else `speakers: {{include: [{all}]}}`"
        ))
    }
}
