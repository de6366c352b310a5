//! What every report says of itself: which study, which codebook, whose judgement, out of how many.

use crate::analysis::{Condition, Design, Unit, Unknown};
use crate::codebook::Codebook;
use crate::coding::People;
use serde_json::{Value, json};

/// Where the numbers come from.
#[derive(Debug, Clone)]
pub struct Provenance<'a> {
    /// The study's title, where there is a study that has one.
    pub study: Option<&'a str>,
    /// The study's aim, where it states one.
    pub aim: Option<&'a str>,
    /// The codes.
    pub codebook: &'a Codebook,
    /// Whose judgement is shown; `None` for suggestions.
    pub people: Option<&'a People>,
    /// Somebody has coded incidents of the study, whether that is shown or not.
    pub coded: bool,
    /// How many incidents of each outcome the design asked for, where it did.
    pub design: Option<Design>,
    /// Somebody turned a suggestion down.
    pub rejected: bool,
    /// Lines that say what to do next stand below a table: for who sits at the program, not for a paper.
    pub hints: bool,
    /// The arguments after which another verb reads the same incidents, as a shell wants them.
    pub arguments: &'a str,
}

impl Provenance<'_> {
    /// The first fields of every JSON document.
    pub fn json(&self, schema: &str) -> Value {
        // The codes of an archive stand in no file.
        let codebook = self.people.is_none_or(|people| people.with_codebook).then(
            || json!({"id": self.codebook.id, "version": self.codebook.version, "hash": self.codebook.hash}),
        );
        json!({
            "schema": schema,
            "study": self.study,
            "codebook": codebook,
            "from": self.people.map_or("suggestions", |people| &people.from),
            "coders": self.people.map_or(&[][..], |people| &people.coders),
            "design": self.design.as_ref().map(design_json),
        })
    }

    /// What the design fixed of a table of this attribute.
    pub fn designed(&self, by: &str) -> Option<String> {
        designed(self.design.as_ref(), by)
    }

    /// The first lines of every report: study and table, then the study's aim.
    pub fn heading(&self, table: &str) -> Vec<String> {
        let name = self.study.unwrap_or(&self.codebook.id);
        let mut lines = vec![format!("{name} · {table}")];
        lines.extend(self.aim.map(|aim| format!("aim: {aim}")));
        lines
    }

    /// What stands below a table of whose judgement it shows; `read` is how many of its `incidents`
    /// people read, `None` for suggestions. Nothing below codings, unless they are of few incidents
    /// and the rest is to be had from the rules.
    pub fn whose(&self, read: Option<usize>, incidents: usize) -> Option<String> {
        match (read, self.people) {
            (None, _) => Some(self.judged_by_rules()),
            (Some(read), Some(people)) => self.read_by_few(people, read, incidents),
            (Some(_), None) => None,
        }
    }

    fn judged_by_rules(&self) -> String {
        let what = match self.coded {
            true => "This shows what rules suggest, not what people gave (--from codings).",
            false => "No codings yet: this shows what rules suggest.",
        };
        let rejected = match self.rejected {
            true => " Suggestions that somebody turned down are counted too.",
            false => "",
        };
        format!("{what}{rejected} Rules find words, people judge.")
    }

    fn read_by_few(&self, people: &People, read: usize, incidents: usize) -> Option<String> {
        let rules = people.with_codebook && self.codebook.codes.iter().any(|code| !code.rules.is_empty());
        (rules && read * 2 < incidents).then(|| {
            format!(
                "Counted are only the {read} of {incidents} that somebody read; a code not given there is absent \
                 there. What the rules suggest in all of them: --from suggestions."
            )
        })
    }

    /// The command that opens a cell.
    pub fn opening(&self, codes: &str, conditions: &[Condition]) -> String {
        let mut command = format!("keerpunt quotes {}", shell(codes));
        for condition in conditions {
            command += &format!(" --where {}", shell(&condition.to_string()));
        }
        if let Some(people) = self.people {
            command += &format!(" --from {}", shell(&people.from));
        }
        command + self.arguments
    }
}

/// What was counted and from whom, in one line. `read` is how many of the incidents people read;
/// `None` for suggestions.
pub fn counted(
    people: Option<&People>,
    read: Option<usize>,
    incidents: usize,
    respondents: Option<usize>,
    conditions: &[Condition],
    unit: Option<Unit>,
) -> String {
    let mut line = match (people, read) {
        (Some(people), Some(read)) => {
            let agreed = if people.from == "all-agree" { ", where all agree" } else { "" };
            let coders = people.coders.join(", ");
            let whose = if people.model { "codings of a model, not of people" } else { "people's codings" };
            format!("{whose}{agreed}: {coders}; {read} of {} read", some(incidents, "incident"))
        }
        _ => format!("suggestions of the rules, not read by people: {}", some(incidents, "incident")),
    };
    if let Some(respondents) = respondents {
        line += &format!(" · told by {}", some(respondents, "respondent"));
    }
    if !conditions.is_empty() {
        line += &format!(" · where {}", joined(conditions));
    }
    if let Some(unit) = unit {
        line += &format!(" · unit: {unit}");
    }
    line
}

/// Who is not in the counts, or stands in them in a way of their own; a line each.
pub fn remarks(without_text: usize, own_respondent: usize, respondents: Option<usize>) -> Vec<String> {
    let mut notes = Vec::new();
    if without_text > 0 {
        notes.push(format!("{} without text: in no count.", some(without_text, "incident")));
    }
    if respondents.is_some() && own_respondent > 0 {
        let counts = if own_respondent == 1 { "counts" } else { "each counts" };
        notes.push(format!(
            "{} without a respondent: {counts} as a respondent of its own.",
            some(own_respondent, "incident")
        ));
    }
    notes
}

/// That how many incidents have each outcome is the design's choice, where `by` is the outcome.
pub fn designed(design: Option<&Design>, by: &str) -> Option<String> {
    let design = design.filter(|design| design.outcome == by)?;
    let asked: Vec<String> = design.asked.iter().map(|(value, number)| format!("{number} {value}")).collect();
    let told = match design.respondents {
        0 => String::new(),
        all => format!(" ({} of {} told just that)", design.as_asked, some(all, "respondent")),
    };
    Some(format!(
        "Respondents were asked for {}{told}: how many incidents a {by} has is the design's choice and says nothing.",
        asked.join(", ")
    ))
}

/// The design for programs.
pub fn design_json(design: &Design) -> Value {
    let asked = design.asked.iter().map(|(value, number)| (value.clone(), json!(number)));
    json!({
        "outcome": design.outcome,
        "asked": asked.collect::<serde_json::Map<_, _>>(),
        "respondents": design.respondents,
        "as_asked": design.as_asked,
    })
}

/// What a table does not know, a line each.
pub fn not_known(unknown: &Unknown) -> Vec<String> {
    let mut notes = Vec::new();
    let unsought = &unknown.unsought;
    if !unsought.lowest.is_empty() {
        notes.push(format!(
            "No rule looks for {}: nobody knows where it is absent, so it is counted nowhere and tested nowhere \
             (no-rules).",
            some_of(&unsought.lowest)
        ));
    }
    if !unsought.above.is_empty() {
        notes.push(format!("Counted without it: {}.", some_of(&unsought.above)));
    }
    if unknown.partly_read > 0 {
        notes.push(format!(
            "{} of whom only some incidents were read: their other incidents may hold more codes.",
            some(unknown.partly_read, "respondent")
        ));
    }
    notes
}

/// The first names, and how many more there are.
fn some_of(names: &[String]) -> String {
    const FIRST: usize = 8;
    let shown = names.iter().take(FIRST).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(FIRST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// The conditions as people write them.
pub fn joined(conditions: &[Condition]) -> String {
    conditions.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// `1 incident`, `2 incidents`.
pub fn some(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// An argument as a shell wants it.
pub fn shell(argument: &str) -> String {
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '=' | ':' | ',' | '+' | '@');
    if !argument.is_empty() && argument.chars().all(plain) {
        return argument.to_string();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_survives_the_shell() {
        assert_eq!(shell("outcome=less_success"), "outcome=less_success");
        assert_eq!(shell("outcome=minder succesvol"), "'outcome=minder succesvol'");
        assert_eq!(shell("a'b"), r"'a'\''b'");
        assert_eq!(shell("year>=2014"), "'year>=2014'");
    }
}
