//! The list of verbs, grouped in the order of the work.

use clap::Command;
use std::ffi::OsString;
use std::fmt::Write as _;

/// The groups with their verbs; a verb that is in none stands under the last.
const GROUPS: &[(&str, &[&str])] = &[
    ("Begin", &["new", "index"]),
    ("Look", &["search", "quotes"]),
    ("Codebook and suggestions", &["codebook", "apply", "evaluate"]),
    (
        "Coding by people",
        &["serve", "code", "review", "suggest", "read", "memo", "undo", "codings", "log", "sample", "import"],
    ),
    ("Learning from each other", &["case", "new-incident"]),
    (
        "Tables",
        &[
            "crosstab",
            "frequencies",
            "participation",
            "saturation",
            "negative",
            "matrix",
            "cooccur",
            "keyness",
            "qca",
            "agreement",
            "compare",
            "stats",
            "explain",
        ],
    ),
    ("Around the work", &[]),
];

/// The same command with its verbs grouped in its help.
pub fn grouped(command: Command) -> Command {
    let width = command.get_subcommands().map(|verb| verb.get_name().len()).max().unwrap_or(0);
    let mut text = String::new();
    for (at, (title, names)) in GROUPS.iter().enumerate() {
        let last = at + 1 == GROUPS.len();
        let listed = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
        let in_order = names.iter().filter_map(|name| command.find_subcommand(name));
        let rest = command.get_subcommands().filter(|verb| last && !listed(verb.get_name()));
        let verbs: Vec<&Command> = in_order.chain(rest).filter(|verb| !verb.is_hide_set()).collect();
        if verbs.is_empty() {
            continue;
        }
        let _ = writeln!(text, "{title}:");
        for verb in verbs {
            let about = verb.get_about().map(ToString::to_string).unwrap_or_default();
            let _ = writeln!(text, "  {:width$}  {about}", verb.get_name());
        }
        text.push('\n');
    }
    let template = format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{text}Options:\n{{options}}{{after-help}}"
    );
    command.help_template(template).after_help(
        "`keerpunt` alone says where you stand and what comes next; `keerpunt VERB --help` tells more.",
    )
}

/// `keerpunt help VERB` said as `keerpunt VERB --help`, which is the same.
pub fn asked(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}
