//! The script of docs/models.md, asked over real HTTP of a server that answers as a language model does.

use crate::folder::{Folder, Run};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;

/// Answers each request with the next text, as the content of a chat; gives what was asked.
fn server(answers: Vec<String>) -> (String, thread::JoinHandle<Vec<Value>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    let serving = thread::spawn(move || {
        answers.iter().map(|text| answered(&listener.accept().unwrap().0, text)).collect()
    });
    (url, serving)
}

fn answered(stream: &TcpStream, text: &str) -> Value {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "the request ends in its head: {head}");
    }
    assert!(head.starts_with("POST /v1/chat/completions "), "{head}");
    let length = head.lines().find_map(|line| {
        line.to_lowercase().strip_prefix("content-length:").map(|n| n.trim().parse().unwrap())
    });
    let mut body = vec![0; length.unwrap()];
    reader.read_exact(&mut body).unwrap();
    let answer = json!({"choices": [{"message": {"role": "assistant", "content": text}}]}).to_string();
    let mut to = stream;
    write!(to, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}", answer.len()).unwrap();
    serde_json::from_slice(&body).unwrap()
}

fn study() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus: stories\ncodebook: b.yaml\n")
        .file(
            "b.yaml",
            "codebook: b\nversion: 1\ncodes:\n  - id: work\n    group: true\n    codes:\n      - {id: call, label: Calling, definition: Somebody phones., not_when: A letter.}\n  - {id: visit, label: {nl: Bezoeken, en: Visiting}}\n",
        )
        .file("stories/i1.txt", "🙂 She called him. Then she called again.\n")
        .file("stories/i2.md", "---\nid: two   # the second\nyear: 2024\n---\nHe went to see them.\n")
        .file("stories/i3.txt", "Nothing {was} done.\n")
}

fn ask(folder: &Folder, url: &str, more: &[&str]) -> Run {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/scripts/ask_model.py");
    let mut command = Command::new("python3");
    command
        .arg(script)
        .args(["--codebook", "codebook.json", "--stories", "stories", "--url", url])
        .args(more);
    command.current_dir(folder.path(""));
    Run::of(command.output().expect("this test needs python3"))
}

#[test]
fn what_a_model_answers_is_verified_and_taken_in_as_a_models_codings() {
    let folder = study();
    folder.write("codebook.json", folder.run(&["codebook", "show", "--format", "json"]).expect(0).stdout);
    let answers = vec![
        "Here you are:\n```json\n{\"codings\": [{\"code\": \"work.call\", \"quote\": \"called\"}, {\"code\": \"work.call\", \"quote\": \"she phoned\"}, {\"code\": \"work\", \"quote\": \"She\"}, 7]}\n```".to_string(),
        json!({"codings": [{"code": "visit", "quote": "went to see them"}]}).to_string(),
        "I cannot help with that.".to_string(),
    ];
    let (url, serving) = server(answers);
    let run = ask(&folder, &url, &["--model", "small"]).expect(1);
    assert!(run.stderr.contains("i3: the answer cannot be understood"), "{}", run.stderr);
    assert!(
        run.stderr
            .contains("2 stories read, 2 codings; dropped: 1 quotes that are not in the story, 1 codes"),
        "{}",
        run.stderr
    );
    let asked = serving.join().unwrap();
    let question = asked[0]["messages"][0]["content"].as_str().unwrap();
    assert_eq!((&asked[0]["model"], &asked[0]["temperature"]), (&json!("small"), &json!(0)));
    for part in [
        "- work.call: Calling\n  Somebody phones.\n  Not when: A letter.",
        "- visit: Visiting",
        "🙂 She called him.",
    ] {
        assert!(question.contains(part), "{part}:\n{question}");
    }
    assert!(!question.contains("- work:"), "a group is not offered");
    assert!(!asked[1].to_string().contains("year"), "attributes are no story");
    folder.write("model.jsonl", &run.stdout);
    let run =
        folder.run(&["import", "codings", "model.jsonl", "--coder", "small", "--kind", "model"]).expect(0);
    assert!(run.stdout.contains("2 codings taken in, 2 incidents marked as read"), "{}", run.stdout);
    let listed = folder.run(&["codings", "--format", "json"]).expect(0).json();
    let one = |at: usize| {
        json!([
            listed["codings"][at]["incident"],
            listed["codings"][at]["kind"],
            listed["codings"][at]["start"]
        ])
    };
    assert_eq!((one(0), one(1)), (json!(["i1", "model", 6]), json!(["two", "model", 3])));
}

#[test]
fn stories_do_not_leave_the_machine_unless_somebody_says_so() {
    let folder = study();
    folder.write("codebook.json", "{\"codes\": []}");
    for url in
        ["http://models.example.org/v1", "http://localhost.example.org/v1", "http://127.0.0.1@example.org/v1"]
    {
        let run = ask(&folder, url, &[]).expect(1);
        assert!(run.stderr.contains("is not on this machine"), "{url}: {}", run.stderr);
    }
}
