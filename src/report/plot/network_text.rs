//! The network as lines of text: below each code those that it stands with, the strongest first.

use super::caption;
use super::network::Network;
use super::pairs::{Link, Panel};
use super::scale::Class;
use crate::report::one_line;
use crate::report::terminal::cut;

const WIDEST: usize = 60;
/// From weak to strong.
const LINES: [&str; 5] = ["─", "──", "━━", "━━━", "━━━━"];

/// Draws it at most `columns` columns wide.
pub fn drawn(network: &Network, columns: usize) -> String {
    let mut said = vec![network.pairs.title.clone()];
    said.extend(network.pairs.lines.iter().cloned());
    let mut text = caption::text(&said, columns);
    for panel in &network.pairs.panels {
        text.push('\n');
        if let Some(title) = &panel.title {
            text += &format!("{}\n", one_line(title));
        }
        for code in &network.ring {
            text += &code_drawn(network, panel, *code, columns);
        }
    }
    text
}

fn code_drawn(network: &Network, panel: &Panel, code: usize, columns: usize) -> String {
    let pairs = &network.pairs;
    let mut links: Vec<&Link> =
        panel.links.iter().filter(|link| link.first == code || link.second == code).collect();
    if links.is_empty() {
        return String::new();
    }
    links.sort_by(|one, other| other.value.total_cmp(&one.value));
    let name = |at: usize, room: usize| cut(&one_line(&pairs.codes[at]), room.min(WIDEST));
    let mut text = format!("{} ({})\n", name(code, columns.saturating_sub(8)), panel.counts[code]);
    for link in links {
        let other = if link.first == code { link.second } else { link.first };
        let line = match pairs.scale.class(link.value) {
            Class::Below => "┄",
            Class::At(class) => LINES[pairs.scale.shade(class)],
        };
        let number = pairs.number(link);
        text += &format!("  {line:<4} {number:>5}  {}\n", name(other, columns.saturating_sub(14)));
    }
    text
}
