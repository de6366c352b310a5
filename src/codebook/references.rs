//! `code:` in rules: does the code exist, can it hit, and do they run in a circle.

use super::code::Codebook;
use super::meant::Reference;
use crate::diagnostic::{Diagnostic, nearest};
use crate::span::Span;

/// Tells what is wrong with the references of a codebook. `places` are those of its codes.
pub(super) fn check(
    codebook: &Codebook,
    references: &[Reference],
    places: &[Span],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut edges: Vec<Edge<'_>> = Vec::new();
    for reference in references {
        let Some(named) = codebook.position(&reference.to) else {
            diagnostics.push(unknown(codebook, reference));
            continue;
        };
        let hit: Vec<usize> =
            (named..codebook.codes.len()).filter(|code| codebook.is_within(*code, named)).collect();
        if hit.iter().all(|code| codebook.codes[*code].rules.is_empty()) {
            diagnostics.push(
                Diagnostic::warning(
                    "reference-never-hits",
                    format!("`{}` has no rules, so `code:{}` never hits", reference.to, reference.to),
                )
                .at(reference.place)
                .also(places[named], "this code")
                .help("give that code a rule, or write its words here"),
            );
        }
        edges.push(Edge { reference, to: hit });
    }
    tell_cycles(codebook, &edges, diagnostics);
}

/// A reference with every code whose suggestions it reads.
struct Edge<'a> {
    reference: &'a Reference,
    to: Vec<usize>,
}

fn unknown(codebook: &Codebook, reference: &Reference) -> Diagnostic {
    let diagnostic =
        Diagnostic::fault("unknown-code", format!("there is no code `{}`", reference.to)).at(reference.place);
    match nearest(&reference.to, codebook.codes.iter().map(|code| code.id.as_str())) {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic
            .help("behind `code:` stands a full id: the ids of its groups and its own, with `.` between"),
    }
}

/// Every circle once, at the first reference that is part of it.
fn tell_cycles(codebook: &Codebook, edges: &[Edge<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let codes = codebook.codes.len();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); codes];
    for (number, edge) in edges.iter().enumerate() {
        out[edge.reference.from].push(number);
    }
    let mut told = vec![false; edges.len()];
    for (number, edge) in edges.iter().enumerate() {
        if told[number] {
            continue;
        }
        let Some(path) = way_back(edges, &out, number) else { continue };
        let mut names = vec![codebook.codes[edge.reference.from].id.as_str()];
        for step in &path {
            told[*step] = true;
            names.push(edges[*step].reference.to.as_str());
        }
        let closing = path.last().map_or(edge.reference, |step| edges[*step].reference);
        let mut diagnostic = Diagnostic::fault("code-cycle", circle(&names, codebook, closing, edge))
            .at(edge.reference.place)
            .label(if path.len() > 1 {
                "the circle begins here"
            } else {
                "leads back to the code it stands in"
            })
            .help("break it: write the words in place of one of these `code:` patterns");
        for step in path.iter().skip(1) {
            diagnostic = diagnostic.also(edges[*step].reference.place, "and goes on here");
        }
        diagnostics.push(diagnostic);
    }
}

fn circle(names: &[&str], codebook: &Codebook, closing: &Reference, first: &Edge<'_>) -> String {
    let own = &codebook.codes[first.reference.from].id;
    if names == [own.as_str(), own.as_str()] {
        return format!("the rules of `{own}` read its own suggestions");
    }
    let way = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" -> ");
    match &closing.to == own {
        true => format!("these codes read one another's suggestions in a circle: {way}"),
        false => {
            format!("these codes read one another's suggestions in a circle: {way}, which holds `{own}`")
        }
    }
}

/// The shortest way from reference `first` back to the code it stands in, as numbers of references.
fn way_back(edges: &[Edge<'_>], out: &[Vec<usize>], first: usize) -> Option<Vec<usize>> {
    let home = edges[first].reference.from;
    let mut before: Vec<Option<usize>> = vec![None; edges.len()];
    let mut seen = vec![false; edges.len()];
    let mut queue = std::collections::VecDeque::from([first]);
    seen[first] = true;
    while let Some(number) = queue.pop_front() {
        if edges[number].to.contains(&home) {
            let mut path = vec![number];
            while let Some(previous) = before[path[path.len() - 1]] {
                path.push(previous);
            }
            path.reverse();
            return Some(path);
        }
        for code in &edges[number].to {
            for next in &out[*code] {
                if !seen[*next] {
                    seen[*next] = true;
                    before[*next] = Some(number);
                    queue.push_back(*next);
                }
            }
        }
    }
    None
}
