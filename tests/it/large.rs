//! A study that takes a while: reports enough to be watched, interrupted and killed over.

use crate::folder::Folder;

const STUDY: &str = "keerpunt: 1\nlanguage: en\ncorpus: reports*.csv\ncodebook: book.yaml\n\
                     outcome: {attribute: outcome, values: [well, badly]}\n";
const BOOK: &str = "codebook: b\nversion: 1.0.0\ncodes:\n  \
                    - {id: called, rules: [{any: [\"call~\"]}]}\n  \
                    - {id: waited, rules: [{all: [\"wait*\", hour], within: sentence}]}\n";

/// A study of so many reports of about a kilobyte each, in one table.
pub fn study(reports: usize) -> Folder {
    let folder = Folder::new().file("keerpunt.yaml", STUDY).file("book.yaml", BOOK);
    folder.write("reports.csv", table(0..reports));
    folder
}

/// A table of reports; each number is another one.
pub fn table(numbers: impl Iterator<Item = usize>) -> String {
    let mut table = String::from("id,narrative,outcome\n");
    for number in numbers {
        let outcome = if number.is_multiple_of(3) { "well" } else { "badly" };
        table.push_str(&format!("R{number},{},{outcome}\n", report(number)));
    }
    table
}

fn report(number: usize) -> String {
    let mut text = String::new();
    for sentence in 0..9 {
        for word in 0..14 {
            text.push_str(&format!("word{} ", (number * 7 + sentence * 131 + word * 13) % 9000));
        }
        text.push_str(match (number + sentence) % 11 {
            0 => "and she called. ",
            4 => "and they waited for an hour. ",
            _ => "at last. ",
        });
    }
    text
}
