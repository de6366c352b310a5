//! Tests of paragraphs, sentences and pieces.

use super::*;

fn sentences(text: &str, language: &str) -> Vec<String> {
    let layout = Layout::new(text, &Language::new(language), &Speakers::default());
    layout.sentences.iter().map(|sentence| sentence.span.of(text).to_string()).collect()
}

fn paragraphs(text: &str) -> Vec<String> {
    let layout = Layout::new(text, &Language::new("nl"), &Speakers::default());
    layout.paragraphs.iter().map(|paragraph| paragraph.span.of(text).to_string()).collect()
}

#[test]
fn a_sentence_ends_behind_its_closing_quotes() {
    assert_eq!(
        sentences("Hij zei: “Ik ga weg.” Daarna bleef hij?! (Ja.) 3 keer.", "nl"),
        ["Hij zei: “Ik ga weg.”", "Daarna bleef hij?!", "(Ja.)", "3 keer."]
    );
}

#[test]
fn a_lower_case_letter_goes_on_with_the_sentence() {
    assert_eq!(
        sentences("Weg... daarna bleef hij. \n En ging.", "nl"),
        ["Weg... daarna bleef hij.", "En ging."]
    );
}

#[test]
fn a_missing_blank_still_ends_it_before_a_capital() {
    assert_eq!(sentences("The report.During flight 3.5 and v2.Next.", "en").len(), 2);
}

#[test]
fn abbreviations_and_initials_end_none() {
    assert_eq!(sentences("Dhr. De Boer o.a. (i.v.m. J.P. Smit) kwam enz. Daarna niet.", "nl").len(), 1);
    assert_eq!(
        sentences("So did I. Then plan B. Then enz... Dan.", "en"),
        ["So did I.", "Then plan B. Then enz...", "Dan."]
    );
    assert_eq!(
        sentences("Wat x.o.a. De rest. De oud-mr. De Wit.", "nl"),
        ["Wat x.o.a.", "De rest.", "De oud-mr.", "De Wit."]
    );
}

#[test]
fn the_rest_of_a_broken_word_is_no_abbreviation() {
    assert_eq!(sentences("Dat was kun-\nst. Daarna niets.", "nl"), ["Dat was kun-\nst.", "Daarna niets."]);
    assert_eq!(sentences("Dat was bij\nst. Jan.", "nl").len(), 1);
}

#[test]
fn a_mark_belongs_to_the_sign_before_it() {
    assert_eq!(sentences("❤\u{fe0f}-J. Smit ❤\u{fe0f}-\nwas er.", "nl").len(), 1);
    assert_eq!(sentences("e\u{301}. Een klant", "nl"), ["Een klant"]);
}

#[test]
fn full_width_stops_end_it_everywhere() {
    assert_eq!(sentences("配管。無事！はい", "ja"), ["配管。", "無事！", "はい"]);
}

#[test]
fn marks_in_front_are_not_in_the_stretch() {
    let text = "1. De klant kwam niet. Jammer.\n- Een bullet\n# Kop\nTekst";
    assert_eq!(sentences(text, "nl"), ["De klant kwam niet.", "Jammer.", "Een bullet", "Kop", "Tekst"]);
    let layout = Layout::new(text, &Language::new("nl"), &Speakers::default());
    assert_eq!(layout.sentences[0].from, 0);
    assert_eq!(layout.first_sentences, [0, 2, 3, 4]);
}

#[test]
fn a_line_end_is_a_blank_unless_most_lines_end_as_sentences() {
    assert_eq!(
        paragraphs("Een regel\ngaat door. En\nnog een.\n\nTwee"),
        ["Een regel\ngaat door. En\nnog een.", "Twee"]
    );
    assert_eq!(
        paragraphs("Een regel.\r\nTwee regels.\r\nDrie regels"),
        ["Een regel.", "Twee regels.", "Drie regels"]
    );
    assert_eq!(paragraphs("Een.\n\nTwee\nregels."), ["Een.", "Twee\nregels."]);
}

#[test]
fn excluded_turns_are_in_no_paragraph() {
    let speakers = Speakers { exclude: vec!["I".into()], include: Vec::new() };
    let text = "Vooraf.\nI: Wat?\n\nNog iets?\nR: Ja.\n\nEn.\nR2: Nee.\nI: Weg";
    let layout = Layout::new(text, &Language::new("nl"), &speakers);
    let found: Vec<&str> = layout.paragraphs.iter().map(|paragraph| paragraph.span.of(text)).collect();
    assert_eq!(found, ["Vooraf.", "Ja.", "En.", "Nee."]);
    let pieces: Vec<&str> = layout.pieces.iter().map(|piece| piece.of(text)).collect();
    assert_eq!(pieces, ["Vooraf.\n", "R: Ja.\n\nEn.\nR2: Nee.\n"]);
}

#[test]
fn an_empty_narrative_holds_nothing() {
    assert_eq!(Layout::new("", &Language::new("nl"), &Speakers::default()), Layout::default());
    assert_eq!(sentences(" \n\t\n- \n", "nl"), Vec::<String>::new());
}
