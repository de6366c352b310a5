//! How far the work is: incidents by stage, and how often each code was given and waits.

use super::incidents::{Stage, stage};
use crate::coding::journal::MemoOn;
use crate::serve::desk::View;
use crate::serve::refusal::Refusal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Nothing more to say.
#[derive(Debug, Deserialize)]
pub struct Asked {}

/// How far the person at the page is, and what stands at each code of the codebook: codings that
/// are shown and suggestions that wait, of the code and of those below it.
///
/// # Errors
/// None.
pub fn progress(view: &View, _: &Asked) -> Result<Value, Refusal> {
    let (snapshot, work) = (&view.snapshot, &view.work);
    let book = &snapshot.codebook;
    let mut counts = vec![(0usize, 0usize); book.codes.len()];
    let above = |code: usize| std::iter::successors(Some(code), |code| book.codes[*code].parent);
    let (mut coded, mut read, mut unread, mut waiting) = (0, 0, 0, 0);
    for place in 0..snapshot.incidents().len() {
        match stage(view, place) {
            Stage::Coded => coded += 1,
            Stage::Read => read += 1,
            Stage::Unread => unread += 1,
        }
        for placed in work.placed(place).iter().filter(|one| view.shows(one.coder)) {
            let code = book.position(&work.kept(placed).1.given.code);
            code.into_iter().flat_map(above).for_each(|code| counts[code].0 += 1);
        }
        for at in view.waiting(place) {
            waiting += 1;
            above(snapshot.suggestions.get(place, at).code).for_each(|code| counts[code].1 += 1);
        }
    }
    let codes: Map<String, Value> = book
        .codes
        .iter()
        .zip(&counts)
        .filter(|(_, (given, waiting))| given + waiting > 0)
        .map(|(code, (given, waiting))| (code.id.clone(), json!({"given": given, "waiting": waiting})))
        .collect();
    let memos: Vec<Value> = work
        .memos(|on| matches!(on, MemoOn::Study | MemoOn::Code(_)))
        .filter(|(coder, ..)| view.shows(*coder))
        .map(|(coder, id, memo)| {
            let code = match &memo.on {
                MemoOn::Code(code) => Some(code),
                _ => None,
            };
            let coder = &work.standings[coder].coder.name;
            json!({"id": id, "coder": coder, "code": code, "text": memo.text, "time": memo.time})
        })
        .collect();
    Ok(json!({
        "version": view.version,
        "coded": coded,
        "read": read,
        "unread": unread,
        "waiting": waiting,
        "codes": codes,
        "memos": memos,
    }))
}
