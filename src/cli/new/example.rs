//! The example that comes with a new study: six short stories about home care, all made up.

use super::making::make;
use super::{Exit, Failure, go_there, print};
use std::fs;
use std::path::Path;

const FILES: [(&str, &str); 7] = [
    ("keerpunt.yaml", include_str!("example/keerpunt.yaml")),
    ("codebook.yaml", include_str!("example/codebook.yaml")),
    ("incidents/01-tea.md", include_str!("example/incidents/01-tea.md")),
    ("incidents/02-key.md", include_str!("example/incidents/02-key.md")),
    ("incidents/03-insulin.md", include_str!("example/incidents/03-insulin.md")),
    ("incidents/04-schedule.md", include_str!("example/incidents/04-schedule.md")),
    ("incidents/05-06-two-stories.txt", include_str!("example/incidents/05-06-two-stories.txt")),
];

/// Makes the example in `dir`.
pub(super) fn run(dir: &Path) -> Result<Exit, Failure> {
    let name = dir.display();
    let visible = |entry: &fs::DirEntry| !entry.file_name().to_string_lossy().starts_with('.');
    let taken = fs::read_dir(dir).is_ok_and(|entries| entries.flatten().any(|entry| visible(&entry)));
    if taken {
        return Err(Failure::usage(
            format!("{name} holds other files"),
            format!(
                "name a folder that is new or empty; for a study of the texts in it: keerpunt new {name} --from {name}"
            ),
        ));
    }
    make(dir, &FILES.map(|(name, text)| (name.into(), text.as_bytes())))?;
    let mut text = format!(
        "{name} is a study now, with an example of six made-up stories:\n  \
         keerpunt.yaml   what the study is about and where its stories are\n  \
         codebook.yaml   four codes, with rules that suggest them\n  \
         incidents/      the stories\n\nnext:\n"
    );
    for line in go_there(dir).into_iter().chain(["keerpunt crosstab".to_string()]) {
        text += &format!("  {line}\n");
    }
    text += "\nThen put your own stories in incidents/ and your own codes in codebook.yaml.\n";
    print(&text)?;
    Ok(Exit::Done)
}
