//! Interviews whose speakers nobody named.

use crate::folder::Folder;

const INTERVIEWS: [&str; 3] = [
    "I: Wat deed je toen?\nR: Ik belde hem.\nI: En daarna?\nR: Hij kwam.\n",
    "I: Vertel eens.\nR: Wij belden niet.\nI: Hoe liep het af?\nR: Slecht.\n",
    "Ik belde hem op maandag. Situatie: druk.\n",
];

fn interviews(more: &str) -> Folder {
    let folder = Folder::new();
    folder.write("keerpunt.yaml", format!("keerpunt: 1\nlanguage: nl\ncorpus: stories\n{more}"));
    for (number, text) in INTERVIEWS.iter().enumerate() {
        folder.write(&format!("stories/{number}.txt"), text);
    }
    folder
}

#[test]
fn interviews_without_speakers_are_told_what_speakers_does() {
    let folder = interviews("");
    let told = folder.run(&["search", "belde*"]).expect(0).stderr;
    let want = "lines of 2 narratives begin with who speaks (I, R)";
    assert!(told.contains(want), "{told}");
    assert!(told.contains("`speakers: {exclude: [I], include: [R]}` to keerpunt.yaml"), "{told}");
    // What the note proposes ends it, and so does saying that both count.
    for more in ["speakers: {exclude: [I], include: [R]}\n", "speakers: {include: [I, R]}\n"] {
        let told = interviews(more).run(&["search", "belde*"]).expect(0).stderr;
        assert!(!told.contains("who speaks"), "{told}");
    }
}

#[test]
fn one_interview_among_stories_is_told_with_its_id() {
    let folder = interviews("");
    folder.write("stories/1.txt", "Wij belden niet.\n");
    let told = folder.run(&["search", "belde*"]).expect(0).stderr;
    assert!(told.contains("note: lines of `0` begin with who speaks (I, R)"), "{told}");
}

#[test]
fn one_dialogue_among_stories_is_no_reason_for_a_note() {
    let folder = interviews("");
    folder.write("stories/0.txt", "K: Kom je?\nP: Ik belde hem.\nK: En?\nP: Hij kwam.\n");
    folder.write("stories/1.txt", "Aanleiding: ziekte.\nActie: bellen.\nGevolg: hij kwam.\n");
    let told = folder.run(&["search", "belde*"]).expect(0).stderr;
    assert!(!told.contains("who speaks"), "{told}");
}
