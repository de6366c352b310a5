//! A study opened to compare those who judged it: each coder's codings by the codes of one codebook.

use super::coders::Coders;
use super::opened::{Opened, codebook_of, load, study};
use super::progress::Bar;
use super::{Context, Failure, Which};
use keerpunt::analysis::agreement::{Rater, RaterKind, Scheme};
use keerpunt::analysis::{Found, Material};
use keerpunt::coding::journal::{Coder, Kind};
use keerpunt::coding::{Choice, Judged, People};
use keerpunt::matcher::Suggestions;
use keerpunt::report::agreement::Compared;
use keerpunt::report::provenance::some;
use keerpunt::study::suggestions;
use std::mem::ManuallyDrop;

/// A study with those who judged it.
pub struct Judges {
    /// The study; its codes are those of every judge.
    pub opened: Opened,
    /// From here the codes stand in no codebook.
    pub foreign: usize,
    coders: Vec<(Coder, Scheme)>,
    /// What each coder gave.
    judged: Vec<Judged>,
    /// The rules are compared too.
    rules: bool,
}

impl Judges {
    /// Opens the study that was asked for, with what each of the coders gave.
    ///
    /// # Errors
    /// There is no study, fewer than two are to be compared, or rules without a codebook.
    pub fn of(which: &Which, coders: &Coders, context: &Context) -> Result<Self, Failure> {
        let study = study(which, context)?;
        let bar = Bar::new(context);
        let (loaded, exit) = load(&study, which, context, &bar)?;
        let known = &loaded.codings().coders;
        let chosen = coders.chosen(known)?;
        let named = which.codebook.is_some() || study.settings.codebook.is_some();
        let codebook = match codebook_of(&study, which, &Context::silent()) {
            Ok(codebook) => Some(codebook),
            // Codes of an archive need no codebook; it only brings order and labels.
            Err(_) if !chosen.rules && (!named || !loaded.codings().journals) => None,
            Err(failure) => return Err(failure),
        };
        let of_coder = |place: &usize| {
            let choice = Choice::Coder(known[*place].name.clone());
            let judged = match (&codebook, chosen.rules) {
                (Some(codebook), true) => loaded.codings().judged_beside_rules(&choice, codebook),
                (codebook, _) => loaded.codings().judged(&choice, codebook.as_ref()),
            };
            judged.map_err(|unknown| Failure::usage(unknown.to_string(), "say another with --coders"))
        };
        let judged = chosen.coders.iter().map(of_coder).collect::<Result<Vec<Judged>, Failure>>()?;
        tell_lost(&judged, context);
        let standings = &loaded.shelf.standings;
        let in_study = |name: &str| {
            let own = standings.iter().find(|one| one.coder.name == name);
            own.is_some_and(|one| !one.codings.is_empty() || !one.read.is_empty())
        };
        let coders = chosen.coders.iter().map(|place| {
            let coder = known[*place].clone();
            let scheme = if in_study(&coder.name) { Scheme::Study } else { Scheme::Archive };
            (coder, scheme)
        });
        let coders: Vec<(Coder, Scheme)> = coders.collect();
        let suggestions = match (&codebook, chosen.rules) {
            (Some(codebook), true) => suggestions(
                &loaded.corpus.incidents,
                codebook,
                &study.settings.collection.speakers,
                loaded.index.as_ref(),
                &bar.incidents(),
            ),
            _ => Suggestions::none(),
        };
        let (codebook, foreign) = match judged.first() {
            Some(first) => (first.codebook.clone(), first.foreign),
            None => (codebook.unwrap_or_default(), 0),
        };
        let loaded = ManuallyDrop::new(loaded);
        let opened = Opened { study, loaded, codebook, suggestions, judged: None, exit };
        Ok(Self { opened, foreign, coders, judged, rules: chosen.rules })
    }

    /// What tables are made from; whose marks it holds does not matter where raters are compared.
    pub fn material(&self) -> Material<'_> {
        let material = self.opened.material();
        Material { found: self.judged.first().map_or(material.found, Found::Codings), ..material }
    }

    /// Those who are compared.
    pub fn raters(&self) -> Vec<Rater<'_>> {
        let coders = self.coders.iter().zip(&self.judged).map(|((coder, scheme), judged)| Rater {
            name: coder.name.clone(),
            kind: kind(coder),
            found: Found::Codings(judged),
            scheme: *scheme,
        });
        let rules = self.rules.then(|| Rater {
            name: super::coders::RULES.to_string(),
            kind: RaterKind::Rules,
            found: Found::Suggestions(&self.opened.suggestions),
            scheme: Scheme::Study,
        });
        coders.chain(rules).collect()
    }

    /// The same as tables name them.
    pub fn compared(&self) -> Vec<Compared> {
        self.raters().into_iter().map(|rater| Compared { name: rater.name, kind: rater.kind }).collect()
    }

    /// Whose judgement a table shows.
    pub fn people(&self) -> People {
        let names = self.raters().into_iter().map(|rater| rater.name);
        let from = if self.rules { "codings and suggestions" } else { "codings" };
        People {
            from: from.to_string(),
            coders: names.collect(),
            model: self.coders.iter().all(|(coder, _)| coder.kind == Kind::Model),
            with_codebook: self.foreign > 0,
        }
    }
}

fn kind(coder: &Coder) -> RaterKind {
    match coder.kind {
        Kind::Person => RaterKind::Person,
        Kind::Model => RaterKind::Model,
    }
}

fn tell_lost(judged: &[Judged], context: &Context) {
    let lost = judged.iter().flat_map(|one| one.marks.iter().flatten()).filter(|mark| mark.lost).count();
    if lost > 0 {
        context.say(format!(
            "note: {} not found in narratives that have changed: compared by incident alone; see keerpunt codings --lost",
            some(lost, "coding")
        ));
    }
}
