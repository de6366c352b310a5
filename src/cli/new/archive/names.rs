//! What the name of a column says of it.

/// The words of a name, in small letters; in a table with several rows of names those behind the
/// name of the group, so that `Report 1 / Narrative` is `narrative`.
pub(super) fn words(name: &str, header: usize) -> Vec<String> {
    let own = match name.split_once(" / ") {
        Some((_, own)) if header > 1 => own,
        _ => name,
    };
    let mut words: Vec<String> = Vec::new();
    let mut before = ' ';
    for sign in own.chars() {
        // `reportNo` is two words.
        let new = !before.is_alphanumeric() || (before.is_lowercase() && sign.is_uppercase());
        if sign.is_alphanumeric() {
            match words.last_mut().filter(|_| !new) {
                Some(word) => word.extend(sign.to_lowercase()),
                None => words.push(sign.to_lowercase().collect()),
            }
        }
        before = sign;
    }
    words
}

/// True where one of `words` is among these.
pub(super) fn any(words: &[String], these: &[&str]) -> bool {
    words.iter().any(|word| these.contains(&word.as_str()))
}

/// True where `words` are exactly one of these.
pub(super) fn only(words: &[String], these: &[&str]) -> bool {
    matches!(words, [word] if these.contains(&word.as_str()))
}

pub(super) const ID: &[&str] = &["id", "identifier", "uuid"];
pub(super) const NUMBER: &[&str] = &[
    "no",
    "nr",
    "num",
    "number",
    "nummer",
    "key",
    "kenmerk",
    "ref",
    "reference",
    "acn",
    "volgnummer",
    "dossier",
];
pub(super) const CASE: &[&str] =
    &["incident", "report", "case", "comment", "event", "melding", "verhaal", "story", "record", "zaak"];
pub(super) const NARRATIVE: &[&str] = &["narrative", "narratief", "story", "verhaal"];
pub(super) const TELLING: &[&str] = &[
    "narrative",
    "narratief",
    "story",
    "verhaal",
    "description",
    "omschrijving",
    "beschrijving",
    "text",
    "tekst",
    "comment",
    "comments",
    "opmerking",
    "toelichting",
    "answer",
    "antwoord",
    "feedback",
    "account",
    "relaas",
];
pub(super) const ABOUT: &[&str] = &[
    "title",
    "titel",
    "summary",
    "samenvatting",
    "synopsis",
    "discussion",
    "notes",
    "snippets",
    "header",
    "cause",
];
pub(super) const RESPONDENT: &[&str] = &[
    "respondent",
    "informant",
    "interviewee",
    "participant",
    "deelnemer",
    "teller",
    "verteller",
    "melder",
    "reporter",
    "employee",
    "medewerker",
];
pub(super) const RESPONDENT_LABEL: &[&str] = &["id", "no", "nr", "number", "nummer", "name", "naam", "code"];
pub(super) const OUTCOME: &[&str] =
    &["outcome", "outcomes", "uitkomst", "afloop", "uitslag", "resultaat", "result", "succes", "success"];
pub(super) const LIKE_OUTCOME: &[&str] = &[
    "sentiment",
    "severity",
    "injury",
    "harm",
    "damage",
    "fatal",
    "fatality",
    "consequence",
    "consequences",
    "effect",
    "ernst",
    "letsel",
    "schade",
    "gevolg",
    "rating",
    "score",
    "satisfaction",
    "tevredenheid",
    "results",
];
pub(super) const CODES: &[&str] =
    &["code", "codes", "factor", "factors", "factoren", "theme", "themes", "thema", "themas", "tag", "tags"];
pub(super) const LIKE_CODES: &[&str] = &[
    "category",
    "categories",
    "categorie",
    "cause",
    "causes",
    "oorzaak",
    "oorzaken",
    "failure",
    "failures",
    "problem",
    "problems",
    "probleem",
    "anomaly",
    "hazard",
    "hazards",
    "label",
    "labels",
    "keyword",
    "keywords",
    "trefwoord",
    "trefwoorden",
    "topic",
    "topics",
    "domain",
    "subdomain",
    "fatcause",
];
pub(super) const CONTRIBUTING: &[&str] = &["contributing", "bijdragende"];
pub(super) const NO_CODES: &[&str] = &[
    "zip", "post", "postal", "postcode", "country", "area", "language", "currency", "state", "coder",
    "coders",
];
