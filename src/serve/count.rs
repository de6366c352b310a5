//! What the page counts: whose judgement, of which incidents.

use super::desk::View;
use super::refusal::{Kind, Refusal};
use crate::analysis::{By, Found, Material};
use crate::codebook::Codebook;
use crate::coding::journal::Kind as CoderKind;
use crate::coding::{Choice, Judged, Whose};
use crate::report::Provenance;

/// The most columns that a table on the page has.
pub const MOST_COLUMNS: usize = 24;

/// The judgement that a question is about.
pub struct Counted<'a> {
    view: &'a View,
    /// What people gave, where that is counted.
    judged: Option<Judged>,
}

impl<'a> Counted<'a> {
    /// What is to be counted where `from` says whose judgement that is, as `--from` does; empty or
    /// none is what tables of the shell show where nobody says it.
    ///
    /// # Errors
    /// The table is hidden, or nobody gave what is asked for.
    pub fn of(view: &'a View, from: Option<&str>) -> Result<Self, Refusal> {
        if view.blind {
            let what = "tables are hidden while you code blind";
            return Err(Refusal::new(Kind::Forbidden, what, "end blind coding first"));
        }
        let codings = view.work.codings(&view.snapshot);
        let settings = &view.snapshot.study.settings;
        let whose = match from.filter(|from| !from.is_empty()) {
            None => codings.usual(settings.codebook.is_none(), |_| true),
            Some(from) => from.parse().map_err(|help| {
                Refusal::new(Kind::Unclear, format!("`{from}` does not say whose judgement"), help)
            })?,
        };
        let Whose::People(choice) = whose else { return Ok(Self { view, judged: None }) };
        let person = codings.coders.iter().any(|coder| coder.kind == CoderKind::Person);
        if !person && !matches!(choice, Choice::Coder(_)) {
            let what = "no person has coded an incident";
            return Err(Refusal::new(Kind::NotThere, what, "count what the rules suggest"));
        }
        let book = settings.codebook.as_ref().map(|_| &view.snapshot.codebook);
        let judged = codings.judged(&choice, book);
        let judged = judged
            .map_err(|unknown| Refusal::new(Kind::NotThere, unknown.to_string(), "choose another coder"))?;
        Ok(Self { view, judged: Some(judged) })
    }

    /// The codes that are counted.
    pub fn codebook(&self) -> &Codebook {
        self.judged.as_ref().map_or(&self.view.snapshot.codebook, |judged| &judged.codebook)
    }

    /// What tables are made from.
    pub fn material(&self) -> Material<'_> {
        let snapshot = &self.view.snapshot;
        let collection = &snapshot.study.settings.collection;
        Material {
            incidents: snapshot.incidents(),
            codebook: self.codebook(),
            found: match &self.judged {
                Some(judged) => Found::Codings(judged),
                None => Found::Suggestions(&snapshot.suggestions),
            },
            speakers: &collection.speakers,
            respondents: collection.respondent.is_some(),
            language: snapshot.language(),
        }
    }

    /// What reports say of themselves.
    pub fn provenance(&self) -> Provenance<'_> {
        let study = &self.view.snapshot.study;
        Provenance {
            study: study.title(),
            aim: study.aim(),
            codebook: self.codebook(),
            people: self.judged.as_ref().map(|judged| &judged.people),
            coded: !self.view.work.codings(&self.view.snapshot).coders.is_empty(),
            design: study.design(self.view.snapshot.incidents()),
            rejected: self.view.work.standings.iter().any(|standing| standing.rejected().next().is_some()),
            hints: true,
            arguments: "",
        }
    }

    /// What the columns of a table are: `codes`, an attribute, or without a name the outcome.
    ///
    /// # Errors
    /// The study has no outcome, nobody knows the attribute, or it has too many values for a page.
    pub fn by(&self, name: Option<&str>) -> Result<By, Refusal> {
        let snapshot = &self.view.snapshot;
        let name = name.filter(|name| !name.is_empty()).or_else(|| snapshot.outcome());
        let Some(name) = name else {
            let what = "the study does not say which attribute is the outcome";
            return Err(Refusal::new(Kind::NotThere, what, "choose the columns, or say it in keerpunt.yaml"));
        };
        if name == "codes" {
            return Ok(By::Codes);
        }
        let known: Vec<&str> =
            snapshot.loaded.corpus.attributes.iter().map(|one| one.name.as_str()).collect();
        let variable = snapshot.study.variable(name, &known);
        let variable =
            variable.map_err(|unknown| Refusal::new(Kind::NotThere, unknown.to_string(), unknown.help()))?;
        if !snapshot.columns.iter().any(|one| one == name) {
            let what = format!("`{name}` has too many values for the columns of a page");
            let help = format!("keerpunt crosstab --by {name} has room for them, --bins gathers numbers");
            return Err(Refusal::new(Kind::Unclear, what, help));
        }
        Ok(By::Attribute(variable))
    }
}
