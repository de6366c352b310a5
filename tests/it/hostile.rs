//! What a corpus holds may look as it likes: it never speaks to the terminal, whatever the verb.

use crate::folder::{Folder, Run};

/// Clears the screen, sets the title, turns the reading direction round, rings, and goes back to the line's head.
const EVIL: &str = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{202e}\u{2066}\u{9b}31m\u{8}\u{7f}";

/// A study in which everything that somebody else may have written holds such signs.
fn study() -> Folder {
    let quoted: String = EVIL.chars().map(|sign| format!("\\U{:08X}", u32::from(sign))).collect();
    let study = format!(
        "keerpunt: 1\ntitle: \"T{quoted}\"\naim: \"A{quoted}\"\nlanguage: en\ncodebook: book.yaml\ncorpus:\n  - stories\n  \
         - path: archive.csv\n    columns: {{id: id, narrative: text}}\n    codes: {{column: factors, coder: \"old\", separator: \";\"}}\n\
         respondent: who\noutcome: {{attribute: outcome, values: [good, bad]}}\n"
    );
    let book = format!(
        "codebook: b\nversion: \"1{quoted}\"\ntitle: \"B{quoted}\"\ncodes:\n  - id: call\n    label: \"L{quoted}\"\n    definition: \"D{quoted}\"\n    \
         use_when: \"U{quoted}\"\n    exemplars:\n      coded: [{{text: \"they called{quoted}\", rules: true}}]\n      not_coded: [{{text: \"no{quoted} call\", why: \"w{quoted}\"}}]\n    \
         rules: [{{any: [\"called\", \"nothing{quoted}\"]}}]\n  - id: visit\n    rules: [{{any: [\"visited\"]}}]\n"
    );
    let table = format!(
        "id,text,outcome,who,factors,at{EVIL}\nr{EVIL}1,\"Ann{EVIL} called {EVIL}Bo.\",go{EVIL}od,W{EVIL},f{EVIL};g,v{EVIL}\n\
         r2,\"Then{EVIL} he called{EVIL} again.\",bad,X,g,w\nr{EVIL}1,twice,good,X,,w\nr3,more,good,x,,y,z{EVIL}\n"
    );
    Folder::new()
        .file("keerpunt.yaml", study)
        .file("book.yaml", book)
        .file("archive.csv", table)
        .file(&format!("stories/a{}.txt", EVIL.replace('/', "")), format!("---\noutcome: good\nwho: W\nk{EVIL}: v\n---\nShe called{EVIL} them.\n"))
        .file(&format!("stories/b{EVIL}.docx"), "PK")
        .file(&format!("stories/c{EVIL}.txt"), b"nul\0".as_slice())
        .file(&format!("stories/d{EVIL}.jsonl"), format!("{{\"id\": {EVIL}\n"))
        .file("gold.jsonl", format!("{{\"incident\": \"r2\", \"code\": \"call\", \"quote\": \"called\", \"start\": 0, \"end\": 3}}\n{{\"incident\": \"none{}\", \"code\": \"call\"}}\n", EVIL.escape_unicode().to_string().replace("\\u{", "\\u00").replace('}', "")))
        .file("model.jsonl", "{\"incident\": \"r2\", \"code\": \"call\", \"quote\": \"never\"}\n{\"incident\": \"r\\u001b9\", \"code\": \"c\\u202e\"}\n")
        .file("cases.jsonl", "{\"stat\": \"x\\u001b[2J\\u202e\"}\nno \u{1b}[2J\n")
}

/// What a run wrote that speaks to the terminal, line by line.
fn harm(arguments: &[&str], run: &Run) -> Vec<String> {
    // What the program colours itself.
    let colours = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap();
    let speaks = |line: &&str| {
        colours.replace_all(line, "").chars().any(|sign| {
            (sign.is_control() && sign != '\t')
                || matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        })
    };
    let lines = run.stdout.split('\n').chain(run.stderr.split('\n'));
    lines.filter(speaks).map(|line| format!("{arguments:?}: {line:?}")).collect()
}

#[test]
fn no_table_and_no_message_of_any_verb_lets_a_story_speak_to_the_terminal() {
    let id = format!("r{EVIL}1");
    let where_ = format!("who=W{EVIL}");
    let by = format!("at{EVIL}");
    let coder = ["--coder", "An"];
    let used: Vec<Vec<&str>> = vec![
        vec![],
        vec!["index"],
        vec!["index", "--format", "md"],
        vec!["search", "called"],
        vec!["search", "called", "--where", &where_],
        vec!["search", "called", "--by", &by],
        vec!["search", "call", "--explain"],
        vec!["codebook", "check"],
        vec!["codebook", "test"],
        vec!["codebook", "show"],
        vec!["codebook", "show", "call"],
        vec!["codebook", "explain", "call"],
        vec!["codebook", "try", "called"],
        vec!["apply"],
        vec!["quotes"],
        vec!["quotes", "call"],
        vec!["quotes", "call", "--where", &where_],
        vec!["crosstab"],
        vec!["crosstab", "--from", "suggestions"],
        vec!["crosstab", "--from", "coder:old"],
        vec!["crosstab", "--by", &by],
        vec!["crosstab", "--by", "id", "--from", "suggestions"],
        vec!["frequencies"],
        vec!["frequencies", "--from", "suggestions"],
        vec!["code", &id, "call", "--quote", "called", "--note", EVIL, coder[0], coder[1]],
        vec!["read", &id, coder[0], coder[1]],
        vec!["memo", &id, EVIL, coder[0], coder[1]],
        vec!["review", "--list", coder[0], coder[1]],
        vec!["codings"],
        vec!["log"],
        vec!["undo", coder[0], coder[1]],
        vec!["import", "codings", "model.jsonl", "--coder", "m", "--kind", "model"],
        vec!["stats", "cases.jsonl"],
        vec!["new", "other", "--from", "stories"],
        vec!["crosstab", "--corpus", "archive.csv", "--codebook", "book.yaml", "--by", &by],
    ];
    let refused: Vec<Vec<&str>> = vec![
        vec!["search", "called", "--where", EVIL],
        vec!["search", EVIL],
        vec!["codebook", "show", EVIL],
        vec!["codebook", "explain", EVIL],
        vec!["codebook", "try", EVIL],
        vec!["evaluate", "--gold", "gold.jsonl"],
        vec!["apply", EVIL],
        vec!["quotes", EVIL],
        vec!["crosstab", "--from", EVIL],
        vec!["crosstab", "--by", EVIL],
        vec!["crosstab", EVIL],
        vec!["code", &id, EVIL, coder[0], coder[1]],
        vec!["code", EVIL, "call", coder[0], coder[1]],
        vec!["review", "call", coder[0], coder[1]],
        vec!["undo", EVIL, coder[0], coder[1]],
        vec!["log", "--coder", EVIL],
        vec!["import", "codings", EVIL, "--coder", "m"],
        vec!["new", "made", "--from", "archive.csv"],
        vec!["crosstab", "--corpus", EVIL, "--codebook", EVIL],
        vec!["crosstab", "--corpus", "archive.csv", "--codebook", "book.yaml", "--text", EVIL],
    ];
    let mut found = Vec::new();
    for colours in ["0", "1"] {
        let folder = study();
        let runs = used.iter().map(|one| (one, true)).chain(refused.iter().map(|one| (one, false)));
        for (arguments, done) in runs {
            let run = Run::of(folder.command(arguments).env("CLICOLOR_FORCE", colours).output().unwrap());
            let expected = matches!(run.status, Some(0 | 1)) || !done && run.status == Some(2);
            assert!(expected, "{arguments:?} ends with {:?}\n{}", run.status, run.stderr);
            found.extend(harm(arguments, &run));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn programs_get_a_story_as_it_stands() {
    let folder = study();
    let found = folder.run(&["search", "called", "--format", "json"]).json();
    let text = found.to_string();
    assert!(text.contains("\\u001b[2J") && text.contains('\u{202e}'), "{text}");
    let csv = folder.run(&["search", "called", "--format", "csv"]).stdout;
    assert!(csv.contains(EVIL), "{csv:?}");
}
