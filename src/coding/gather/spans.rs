//! Lists of stretches in a field of JSON Lines.

use super::row::Target;
use super::told::Told;
use crate::coding::{Mark, passage};
use crate::corpus::{ProblemCode, RawValue};
use serde::Deserialize;
use serde_json::Value;

/// One stretch of such a list, as coding tools write them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    /// `[start, end, code]`.
    Triple(usize, usize, String),
    /// The same with names.
    Named(Named),
}

#[derive(Deserialize)]
struct Named {
    #[serde(alias = "start_offset")]
    start: usize,
    #[serde(alias = "end_offset")]
    end: usize,
    #[serde(alias = "label")]
    code: String,
    #[serde(default)]
    coder: Option<String>,
    #[serde(default, alias = "text")]
    quote: Option<String>,
}

/// True for a list without stretches.
pub(super) fn is_empty(value: &RawValue) -> bool {
    match value {
        RawValue::Text(text) => serde_json::from_str::<[Value; 0]>(text).is_ok(),
        RawValue::List(_) => false,
    }
}

/// The stretches of a field, each with its coder: its own, else `coder`. What is wrong is told.
pub(super) fn read(
    value: &RawValue,
    line: usize,
    target: Target<'_>,
    coder: Option<&str>,
    told: &mut Told,
) -> Vec<(String, Mark)> {
    const HELP: &str = "write [{\"start\": 18, \"end\": 94, \"code\": \"...\"}, ...], places in Unicode code points, half open";
    let mut wrong = |code, message: String| {
        told.say(line, code, format!("{message}: the coding is not counted"), HELP);
    };
    let list = match value {
        RawValue::Text(text) => serde_json::from_str::<Vec<Value>>(text).ok(),
        RawValue::List(_) => None,
    };
    let Some(list) = list else {
        let shown: String = value.joined().chars().take(40).collect();
        wrong(ProblemCode::BadStretch, format!("`{shown}` is no list of stretches"));
        return Vec::new();
    };
    let mut found = Vec::with_capacity(list.len());
    for one in list {
        let shown: String = one.to_string().chars().take(60).collect();
        let named = match serde_json::from_value(one) {
            Ok(Written::Triple(start, end, code)) => Named { start, end, code, coder: None, quote: None },
            Ok(Written::Named(named)) => named,
            Err(_) => {
                wrong(ProblemCode::BadStretch, format!("`{shown}` is no stretch with a code"));
                continue;
            }
        };
        let own = named.coder.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let code = named.code.trim();
        let stretch =
            passage::Told { start: Some(named.start), end: Some(named.end), quote: named.quote.as_deref() };
        match (own.or(coder), stretch.find(target.narrative, target.index, target.id)) {
            (_, Err(message)) => wrong(ProblemCode::BadStretch, message),
            (_, Ok(_)) if code.is_empty() => {
                wrong(ProblemCode::BadStretch, format!("`{shown}` has no code"));
            }
            (None, Ok(_)) => {
                wrong(ProblemCode::CodingWithoutCoder, format!("`{shown}` names no coder"));
            }
            (Some(coder), Ok(span)) => found.push((coder.to_string(), Mark { span, ..Mark::whole(code) })),
        }
    }
    found
}
