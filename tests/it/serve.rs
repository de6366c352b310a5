//! `keerpunt serve`: who is let in, and that the page writes what the shell writes.

use super::folder::Folder;
use super::served::Served;
use serde_json::{Value, json};
use std::fs;

const STUDY: &str = "keerpunt: 1\ntitle: Test\nlanguage: en\ncorpus: corpus\ncodebook: codebook.yaml\n\
                     outcome: {attribute: outcome, values: [success, less_success]}\n";
const BOOK: &str = "codebook: test\nversion: 1\ncodes:\n\
                    \x20 - id: contact\n    label: Contact\n    rules: [{any: ['call*']}]\n\
                    \x20 - id: trust\n    label: Trust\n";
const STORY: &str =
    "---\nid: a\noutcome: success\n---\nShe called 👩‍👩‍👧 cafe\u{301}\nand waited. Then he called back.\n";

fn folder() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", STUDY)
        .file("codebook.yaml", BOOK)
        .file("corpus/a.md", STORY)
        .file("corpus/b.md", "---\nid: b\noutcome: less_success\n---\nNobody came.\n")
}

fn entries(folder: &Folder, coder: &str) -> Vec<Value> {
    let text = fs::read_to_string(folder.path(&format!("codings/{coder}.jsonl"))).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn incident(served: &Served, id: &str) -> Value {
    served.get(&format!("/api/incident?id={id}")).json()
}

#[test]
fn only_who_holds_the_token_of_this_run_is_let_in() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let host = format!("127.0.0.1:{}", served.port);
    let get = |path: &str, cookie: &str| served.send("GET", path, &[("host", &host), ("cookie", cookie)], "");
    assert_eq!(get("/api/study", served.cookie()).status, 200);
    for cookie in ["", "keerpunt=1", &format!("keerpunt-{}=0", served.port)] {
        for path in ["/", "/?token=0", "/api/study", "/script/main.js", "/nowhere"] {
            assert_eq!(get(path, cookie).status, 403, "{path} with {cookie}");
        }
    }
    let opened = get(&served.token_path(), "");
    assert!(opened.head.contains("HttpOnly; SameSite=Strict; Path=/"), "{}", opened.head);
    let policy = get("/", served.cookie()).header("content-security-policy").unwrap().to_string();
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
}

#[test]
fn another_host_or_page_is_refused() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let (host, cookie) = (format!("127.0.0.1:{}", served.port), served.cookie());
    let get = |host: &str| served.send("GET", "/api/study", &[("host", host), ("cookie", cookie)], "").status;
    assert_eq!(get(&host), 200);
    assert_eq!(get(&format!("localhost:{}", served.port)), 200);
    for other in ["example.org", &format!("{host}.example.org"), "127.0.0.1", "127.0.0.1:1"] {
        assert_eq!(get(other), 403, "{other}");
    }
    let post = |origin: &str| {
        let headers = [
            ("host", &host[..]),
            ("origin", origin),
            ("cookie", cookie),
            ("content-type", "application/json"),
        ];
        served.send("POST", "/api/read", &headers, r#"{"incident": "a"}"#).status
    };
    for other in ["", "null", "http://example.org", "http://127.0.0.1:1", &format!("https://{host}")] {
        assert_eq!(post(other), 403, "{other}");
    }
    assert!(entries(&folder, "an").is_empty());
    assert_eq!(post(&format!("http://{host}")), 200);
    let form = [("host", &host[..]), ("origin", &format!("http://{host}")), ("cookie", cookie)];
    assert_eq!(served.send("POST", "/api/undo", &form, "{}").status, 400);
}

#[test]
fn the_page_writes_the_same_entry_as_the_shell() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let narrative = incident(&served, "a")["narrative"].as_str().unwrap().to_string();
    let quote = "👩‍👩‍👧 cafe\u{301}\nand waited";
    let start = narrative[..narrative.find(quote).unwrap()].chars().count();
    let at = json!({"start": start, "end": start + quote.chars().count(), "quote": quote});
    let body = json!({"incident": "a", "code": "trust", "at": at});
    assert_eq!(served.post("/api/code", &body).json()["new"], true);
    assert_eq!(served.post("/api/code", &body).json()["new"], false);
    folder.run(&["code", "a", "trust", "--quote", quote, "--coder", "Bo"]).expect(0);
    let coding = |coder: &str| entries(&folder, coder).pop().unwrap();
    assert_eq!(coding("an")["coding"], coding("bo")["coding"]);
    assert_eq!(coding("an")["codebook"], coding("bo")["codebook"]);
    assert_eq!(entries(&folder, "an").len(), 2);
    let gone = json!({"incident": "a", "code": "trust", "at": {"start": 0, "end": 3, "quote": "Hij"}});
    assert_eq!(served.post("/api/code", &gone).status, 409);
}

#[test]
fn suggestions_are_judged_and_everything_can_be_undone() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let first = incident(&served, "a");
    let keys: Vec<&Value> = first["suggestions"].as_array().unwrap().iter().map(|one| &one["key"]).collect();
    assert_eq!(keys.len(), 2);
    served.post("/api/accept", &json!({"incident": "a", "key": keys[0]}));
    served.post("/api/reject", &json!({"incident": "a", "key": keys[1]}));
    let judged = incident(&served, "a");
    assert_eq!(judged["suggestions"], json!([]));
    assert_eq!((&judged["codings"][0]["accepted"], &judged["stage"]), (&json!(true), &json!("coded")));
    assert_eq!(served.post("/api/accept", &json!({"incident": "a", "key": keys[1]})).status, 409);
    let id = judged["codings"][0]["id"].clone();
    let change =
        json!({"of": id, "code": "trust", "at": {"start": 4, "end": 10, "quote": "called"}, "note": "why"});
    assert_eq!(served.post("/api/change", &change).status, 200);
    let changed = &incident(&served, "a")["codings"][0];
    assert_eq!((&changed["code"], &changed["note"]), (&json!("trust"), &json!("why")));
    served.post("/api/remove", &json!({"of": id}));
    assert_eq!(incident(&served, "a")["codings"], json!([]));
    for did in ["coding-removed", "coding-changed", "suggestion-rejected", "suggestion-accepted"] {
        assert_eq!(served.post("/api/undo", &json!({})).json()["did"], did);
    }
    assert_eq!(served.post("/api/undo", &json!({})).status, 404);
    assert_eq!(incident(&served, "a")["suggestions"], first["suggestions"]);
}

#[test]
fn what_others_write_is_seen_and_a_broken_codebook_is_told() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let version = |served: &Served| {
        // The server looks at the files at most so often.
        std::thread::sleep(std::time::Duration::from_millis(1500));
        served.get("/api/version").json()["version"].as_u64().unwrap()
    };
    let before = version(&served);
    folder.run(&["code", "b", "trust", "--coder", "Bo"]).expect(0);
    assert!(version(&served) > before);
    assert_eq!(incident(&served, "b")["codings"][0]["coder"], "Bo");
    folder.write("codebook.yaml", "codebook: [");
    version(&served);
    let study = served.get("/api/study").json();
    assert!(study["trouble"]["error"].as_str().is_some_and(|text| text.contains("codebook.yaml")), "{study}");
    assert_eq!(study["codebook"]["codes"][0]["id"], "contact");
    folder.write("codebook.yaml", BOOK.replace("Contact", "In touch"));
    version(&served);
    let study = served.get("/api/study").json();
    assert_eq!(
        (&study["trouble"], &study["codebook"]["codes"][0]["label"]),
        (&Value::Null, &json!("In touch"))
    );
}

#[test]
fn read_only_shows_and_keeps_nothing() {
    let folder = folder();
    let served = Served::start(&folder, &["--read-only"]);
    assert_eq!(served.get("/api/study").json()["coder"], Value::Null);
    let answer = served.post("/api/read", &json!({"incident": "a"}));
    assert_eq!((answer.status, &answer.json()["error"]), (403, &json!("this page only shows")));
    assert!(!folder.path("codings").exists());
}

#[test]
fn blind_means_that_outcome_and_others_never_reach_the_browser() {
    let folder = folder();
    folder.run(&["code", "b", "trust", "--coder", "Bo"]).expect(0);
    let served = Served::start(&folder, &["--coder", "An", "--blind"]);
    for path in ["/api/study", "/api/incidents", "/api/incident?id=a", "/api/incident?id=b", "/api/progress"]
    {
        let body = served.get(path).body;
        assert!(!body.contains("success") && !body.contains("Bo"), "{path}: {body}");
    }
    assert_eq!(served.get("/api/incidents?outcome=success").status, 403);
    assert_eq!(served.post("/api/blind", &json!({"blind": false})).status, 403);
}

#[test]
fn a_taken_port_is_told() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let port = served.port.to_string();
    let run = folder.run(&["serve", "--no-open", "--coder", "Bo", "--port", &port]).expect(3);
    assert!(run.stderr.contains("another program listens on port"), "{}", run.stderr);
}

#[test]
fn the_table_of_the_page_has_the_numbers_of_the_shell_and_its_cells_open() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let shell = |arguments: &[&str]| -> Value {
        let all = [&["crosstab", "--format", "json"][..], arguments].concat();
        serde_json::from_str(&folder.run(&all).expect(0).stdout).unwrap()
    };
    assert_eq!(served.get("/api/table").json()["table"], shell(&[]));
    served.post("/api/code", &json!({"incident": "b", "code": "trust"}));
    let table = served.get("/api/table").json()["table"].clone();
    assert_eq!((&table["from"], &table), (&json!("codings"), &shell(&[])));
    for from in ["suggestions", "coder:An"] {
        let page = served.get(&format!("/api/table?from={from}&by=codes")).json();
        assert_eq!(page["table"], shell(&["--from", from, "--by", "codes"]), "{from}");
    }
    let cell = served.get("/api/cell?from=suggestions&code=contact&value=success").json();
    let starts: Vec<&Value> = cell["passages"].as_array().unwrap().iter().map(|one| &one["start"]).collect();
    assert_eq!((&cell["incidents"], starts.len()), (&json!(1), 2));
    let whole = served.get("/api/cell?code=trust").json()["passages"][0].clone();
    assert_eq!(
        (&whole["incident"], &whole["whole"], &whole["coders"]),
        (&json!("b"), &json!(true), &json!(["An"]))
    );
    for (path, status) in [
        ("/api/table?by=nothing", 404),
        ("/api/table?from=me", 400),
        ("/api/table?from=coder:Bo", 404),
        ("/api/table?unit=respondent", 400),
        ("/api/cell?code=none", 400),
    ] {
        assert_eq!(served.get(path).status, status, "{path}");
    }
    assert_eq!(served.post("/api/blind", &json!({"blind": true})).status, 200);
    assert_eq!(served.get("/api/table").status, 403);
    assert_eq!(served.get("/api/cell?code=contact").status, 403);
}

#[test]
fn a_search_of_the_page_finds_what_the_shell_finds_and_tells_its_mistakes() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let search = |query: &str| served.get(&format!("/api/search?query={query}"));
    for (query, asked) in
        [("call", "call"), ("outcome%3Asuccess", "outcome:success"), ("code%3Acontact", "code:contact")]
    {
        let shell = folder.run(&["search", asked, "--format", "json"]).expect(0).stdout;
        let (shell, page): (Value, Value) = (serde_json::from_str(&shell).unwrap(), search(query).json());
        let places = |found: &Value| -> Vec<[Value; 2]> {
            let found = found.as_array().unwrap().iter();
            found.map(|one| [one["start"].clone(), one["end"].clone()]).collect()
        };
        assert_eq!((&page["hits"], &page["incidents"]), (&shell["total"], &shell["incidents"]), "{shell}");
        if shell["total"] != 0 {
            assert_eq!(places(&page["passages"]), places(&shell["hits"]), "{asked}");
        }
    }
    let listed = served.get("/api/incidents?query=came").json();
    assert_eq!((&listed["total"], &listed["incidents"][0]["id"]), (&json!(1), &json!("b")));
    let offered = search("called%20she").json();
    assert_eq!((&offered["incidents"], &offered["offers"][0]["kind"]), (&json!(0), &json!("apart")));
    for (query, told) in
        [("%22open", "quot"), ("colour%3Ared", "no incident has an attribute"), ("code%3Anone", "no code")]
    {
        let answer = search(query);
        assert_eq!(answer.status, 400);
        assert!(answer.json()["error"].as_str().unwrap().contains(told), "{}", answer.body);
    }
    served.post("/api/blind", &json!({"blind": true}));
    assert_eq!(search("outcome%3Asuccess").status, 403);
    assert_eq!(served.get("/api/incidents?query=outcome%3Asuccess").status, 403);
}

#[test]
fn the_last_paragraph_is_hidden_where_that_is_asked_for() {
    let folder =
        folder().file("corpus/c.md", "---\nid: c\n---\nShe called.\n\nHe called back: it was won.\n");
    let served = Served::start(&folder, &["--coder", "An"]);
    let before = incident(&served, "c");
    assert_eq!(
        (before["suggestions"].as_array().unwrap().len(), &before["ending_hidden"]),
        (2, &json!(false))
    );
    assert_eq!(served.post("/api/blind", &json!({"blind": true, "ending": true})).status, 200);
    let (hidden, alone) = (incident(&served, "c"), incident(&served, "a"));
    assert_eq!(
        (hidden["suggestions"].as_array().unwrap().len(), &hidden["ending_hidden"]),
        (1, &json!(true))
    );
    assert_eq!(
        (&alone["ending_hidden"], &alone["suggestions"].as_array().unwrap().len()),
        (&json!(false), &2)
    );
    for path in ["/api/incident?id=c", "/api/incidents", "/api/search?query=called", "/api/search?query=won"]
    {
        let body = served.get(path).body;
        assert!(!body.contains("was won"), "{path}: {body}");
    }
    assert_eq!(served.get("/api/search?query=won").json()["incidents"], 0);
    assert_eq!(served.get("/api/incidents?words=won").json()["total"], 0);
    let at = json!({"start": 0, "end": 10, "quote": "She called"});
    assert_eq!(served.post("/api/code", &json!({"incident": "c", "code": "trust", "at": at})).status, 200);
    served.post("/api/blind", &json!({"blind": false, "ending": true}));
    assert_eq!(incident(&served, "c")["ending_hidden"], false);
}

#[test]
fn memos_lie_on_what_a_story_says_of_a_code_too() {
    let folder = folder();
    let served = Served::start(&folder, &["--coder", "An"]);
    let on = json!({"cell": {"incident": "a", "code": "trust"}});
    let kept = served.post("/api/memo", &json!({"on": on, "text": "first"})).json();
    let changed = json!({"on": on, "of": kept["id"], "text": "**second**"});
    assert_eq!(served.post("/api/memo", &changed).status, 200);
    let memos = incident(&served, "a")["memos"].clone();
    assert_eq!(
        (memos.as_array().unwrap().len(), &memos[0]["code"], &memos[0]["text"]),
        (1, &json!("trust"), &json!("**second**"))
    );
    folder.run(&["memo", "a", "third", "--code", "trust", "--coder", "Bo"]).expect(0);
    let entry = |coder: &str| entries(&folder, coder).pop().unwrap()["on"].clone();
    assert_eq!(entry("an"), entry("bo"));
    let none = json!({"cell": {"incident": "a", "code": "none"}});
    assert_eq!(served.post("/api/memo", &json!({"on": none, "text": "x"})).status, 404);
}
