//! JSON that no terminal obeys: signs that would move its cursor or turn its text are escaped, as any reader of JSON
//! understands.

use super::printable::is_unsafe;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io::{self, Write};

/// Writes a document on one line, without a line end.
///
/// # Errors
/// The place it is written to fails.
pub fn write(document: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(to, Safe(CompactFormatter));
    Ok(document.serialize(&mut serializer)?)
}

/// Writes a document over several lines, without a line end.
///
/// # Errors
/// The place it is written to fails.
pub fn write_pretty(document: &impl Serialize, to: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(to, Safe(PrettyFormatter::new()));
    Ok(document.serialize(&mut serializer)?)
}

/// Writes as the formatter within, but for the signs that `serde_json` leaves bare: it escapes those below U+0020 itself.
struct Safe<F>(F);

/// Hands a call to the formatter within.
macro_rules! as_within {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, to: &mut W, $($argument: $kind),*) -> io::Result<()> {
            self.0.$name(to, $($argument),*)
        })*
    };
}

impl<F: Formatter> Formatter for Safe<F> {
    as_within! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_unsafe) {
            let (before, from) = rest.split_at(at);
            to.write_all(before.as_bytes())?;
            let mut signs = from.chars();
            // None of them lies beyond U+FFFF, where one sign takes two escapes.
            write!(to, "\\u{:04x}", signs.next().map_or(0, u32::from))?;
            rest = signs.as_str();
        }
        to.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn signs_that_a_terminal_obeys_are_escaped_and_read_back_the_same() {
        let document = json!({"a\u{9b}": ["één 😀\u{202e}\u{7f}\u{1b}[2J\n", 1.5, null], "leeg": []});
        let mut line = Vec::new();
        write(&document, &mut line).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert_eq!(line, r#"{"a\u009b":["één 😀\u202e\u007f\u001b[2J\n",1.5,null],"leeg":[]}"#);
        let mut lines = Vec::new();
        write_pretty(&document, &mut lines).unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&lines).unwrap(), document);
        let plain = json!({"a": [1, {"b": "c"}]});
        let mut lines = Vec::new();
        write_pretty(&plain, &mut lines).unwrap();
        assert_eq!(String::from_utf8(lines).unwrap(), serde_json::to_string_pretty(&plain).unwrap());
    }
}
