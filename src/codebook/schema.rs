//! The JSON Schema of a codebook, made of the same lists that its reader goes by.

use super::written;
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a codebook file.
pub fn schema() -> Value {
    let mut schema = object(
        written::BOOK,
        &["codebook", "codes"],
        "A codebook: an ordered tree of codes with a version.",
        |field| match field {
            "codebook" => text("Its name."),
            "version" => {
                scalar("Its version; raise it when a definition changes, because codings remember it.")
            }
            "title" => localised("Its title."),
            "negators" => json!({
                "description": "Words that negate a hit, by language; they replace the program's list of that language.",
                "type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}
            }),
            _ => list("The codes, in the order of the codebook.", reference("code")),
        },
    );
    let definitions = json!({
        "localised": {
            "description": "Text alone is in the study's language; else one text a language.",
            "anyOf": [scalar_type(), {"type": "object",
                "propertyNames": {"pattern": "^[A-Za-z]{2,3}([-_].*)?$"},
                "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}]
        },
        "language": {"description": "A language: nl, en, de, fr, ...", "type": "string", "pattern": "^[A-Za-z]{2,3}([-_].*)?$"},
        "patterns": {
            "description": "Patterns: `word`, `word~`, `word*`, rows, gaps, `sep(...)`, `/regex/`, `code:id`.",
            "anyOf": [reference("pattern"), {"type": "array", "items": reference("pattern")}]
        },
        "pattern": {"type": ["string", "number", "boolean"]},
        "code": code(),
        "exemplars": exemplars(),
        "coded": exemplar(written::CODED, "A passage that must get this code."),
        "not_coded": exemplar(written::NOT_CODED, "A passage that must not get this code; no rule of it may hit."),
        "rule": rule(),
    });
    let Value::Object(fields) = &mut schema else { return schema };
    let mut whole = Map::new();
    whole.insert("$schema".to_string(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("title".to_string(), json!("Keerpunt codebook"));
    whole.append(fields);
    whole.insert("$defs".to_string(), definitions);
    Value::Object(whole)
}

fn code() -> Value {
    object(written::CODE, &["id"], "One entry of the codebook.", |field| match field {
        "id" => json!({
            "description": "Short and stable: letters, digits, `_` and `-`. Nesting makes the full id: `parent.id`.",
            "type": ["string", "integer"], "pattern": "^[\\p{L}\\p{N}_-]+$"
        }),
        "label" => localised("The name that people read."),
        "group" => yes_no("It holds codes and is never given itself."),
        "polarity" => {
            choice(written::POLARITIES, "Which valence its codings have; `either`: each coding says.")
        }
        "definition" => localised("What it is."),
        "use_when" => localised("When to give it."),
        "not_when" => localised("When not to, and what to give instead."),
        "theory" => localised("Literature it rests on."),
        "found_by" => choice(
            written::FOUND_BY,
            "What a rule can do for it: propose it, find candidates for a person, or nothing useful.",
        ),
        "archive_codes" => list(
            "What people of an archive called it, as they spelled it; `evaluate --against` compares with these.",
            text("A code of the archive."),
        ),
        "formerly" => list(
            "Full ids that it, or a part of it, had in earlier versions; `keerpunt codebook migrate` goes by these.",
            text("A full id."),
        ),
        "exemplars" => reference("exemplars"),
        "rules" => {
            list("How a machine may suggest it; without rules people alone give it.", reference("rule"))
        }
        _ => list("The codes below it.", reference("code")),
    })
}

fn exemplars() -> Value {
    object(written::EXEMPLARS, &[], "Short texts with the verdict they must get.", |field| match field {
        "coded" => list("Passages that must get this code.", reference("coded")),
        _ => list("Passages that must not.", reference("not_coded")),
    })
}

fn exemplar(fields: &[&'static str], about: &str) -> Value {
    let whole = object(fields, &["text"], about, |field| match field {
        "text" => text("The passage."),
        "lang" => reference("language"),
        "rules" => yes_no("A rule of the code must find it: `keerpunt codebook test` sees to it."),
        _ => text("Why this is the right verdict."),
    });
    json!({"anyOf": [scalar_type(), whole]})
}

fn rule() -> Value {
    object(written::RULE, &[], "Suggests the code where its patterns meet.", |field| match field {
        "lang" => reference("language"),
        "any" => described(reference("patterns"), "At least one of them hits."),
        "all" => described(reference("patterns"), "Every one of them hits."),
        "none" => described(reference("patterns"), "Not one of them hits."),
        "within" => choice(written::SCOPES, "Where they must meet; `sentence` unless said."),
        "marks" => choice(written::MARKS, "Which stretch is coded; `sentence` unless said."),
        "negated" => choice(
            written::NEGATED,
            "A hit near a negator is marked (`flag`, unless said), no hit (`skip`), or like any other (`ignore`).",
        ),
        _ => {
            choice(written::VALENCES, "What the suggestion says; only where the code's polarity is `either`.")
        }
    })
}

fn object(fields: &[&'static str], required: &[&str], about: &str, of: impl Fn(&str) -> Value) -> Value {
    let properties: Map<String, Value> = fields.iter().map(|field| (field.to_string(), of(field))).collect();
    let mut object = json!({"description": about, "type": "object", "properties": properties});
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object["additionalProperties"] = json!(false);
    object
}

fn choice<T>(words: &[(&'static str, T)], about: &str) -> Value {
    let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    json!({"description": about, "enum": words})
}

fn list(about: &str, of: Value) -> Value {
    json!({"description": about, "type": "array", "items": of})
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn described(mut value: Value, about: &str) -> Value {
    value["description"] = json!(about);
    value
}

fn localised(about: &str) -> Value {
    described(reference("localised"), about)
}

fn text(about: &str) -> Value {
    scalar(about)
}

/// Text; editors take `007` and `true` without quotes for something else, the program does not.
fn scalar(about: &str) -> Value {
    described(scalar_type(), about)
}

fn scalar_type() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

fn yes_no(about: &str) -> Value {
    json!({"description": about, "type": "boolean", "default": false})
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The fields that an object of the schema has, and those it says are all.
    fn fields(object: &Value) -> Vec<&str> {
        assert_eq!(object["additionalProperties"], json!(false));
        object["properties"].as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn the_schema_has_the_fields_that_the_reader_takes() {
        let schema = schema();
        assert_eq!(fields(&schema), written::BOOK);
        for (name, known) in
            [("code", written::CODE), ("exemplars", written::EXEMPLARS), ("rule", written::RULE)]
        {
            assert_eq!(fields(&schema["$defs"][name]), known, "{name}");
        }
        assert_eq!(fields(&schema["$defs"]["coded"]["anyOf"][1]), written::CODED);
        assert_eq!(fields(&schema["$defs"]["not_coded"]["anyOf"][1]), written::NOT_CODED);
        assert_eq!(
            schema["$defs"]["rule"]["properties"]["marks"]["enum"],
            json!(["match", "sentence", "paragraph", "incident"])
        );
    }

    #[test]
    fn every_reference_of_the_schema_leads_somewhere() {
        fn check(part: &Value, whole: &Value) {
            match part {
                Value::Object(fields) => {
                    if let Some(Value::String(to)) = fields.get("$ref") {
                        assert!(whole.pointer(to.trim_start_matches('#')).is_some(), "{to}");
                    }
                    fields.values().for_each(|field| check(field, whole));
                }
                Value::Array(items) => items.iter().for_each(|item| check(item, whole)),
                _ => {}
            }
        }
        let schema = schema();
        check(&schema, &schema);
    }
}
