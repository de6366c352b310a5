//! How patterns are read, and what is said of those that cannot be.

use super::*;
use crate::text::Language;

/// A pattern in prefix form.
fn shape(node: &Node) -> String {
    let join = |nodes: &[Node]| nodes.iter().map(shape).collect::<Vec<_>>().join(" ");
    match &node.form {
        Form::Word(word) => spelt(word),
        Form::Any => "_".to_string(),
        Form::Row(parts) => format!("[{}]", join(parts)),
        Form::Gap { first, second, most, either_order } => {
            let name = if *either_order { "near" } else { "then" };
            format!("{name}{most}({}, {})", shape(first), shape(second))
        }
        Form::Either(parts) => format!("({})", parts.iter().map(shape).collect::<Vec<_>>().join("|")),
        Form::Optional(part) => format!("{}?", shape(part)),
        Form::Separable { particle, forms } => {
            let forms: Vec<String> = forms.iter().map(spelt).collect();
            format!("sep({}: {})", spelt(particle), forms.join(" "))
        }
    }
}

fn spelt(word: &Word) -> String {
    word.to_string()
}

fn dutch() -> Language {
    Language::new("nl")
}

fn tree(pattern: Result<Pattern, Vec<Diagnostic>>) -> Node {
    match pattern.map(|pattern| (pattern.kind, pattern.source)) {
        Ok((Kind::Words(node), _)) => node,
        Ok((kind, source)) => panic!("{source}: {kind:?}"),
        Err(mistakes) => panic!("{mistakes:?}"),
    }
}

#[track_caller]
fn reads(source: &str, expected: &str) {
    let node = tree(Pattern::parse(source, Some(&dutch())));
    assert_eq!(shape(&node), expected, "{source}");
    assert!(source.is_char_boundary(node.span.start) && source.is_char_boundary(node.span.end));
}

/// The code and the marked text of each mistake.
fn mistakes(source: &str, language: &str) -> Vec<(&'static str, String)> {
    match Pattern::parse(source, Some(&Language::new(language))) {
        Ok(pattern) => panic!("`{source}` was read: {pattern:?}"),
        Err(mistakes) => mistakes
            .into_iter()
            .map(|mistake| {
                assert!(!mistake.label.is_empty() && !mistake.help.is_empty(), "{mistake:?}");
                (mistake.code, mistake.span.expect("a place").of(source).to_string())
            })
            .collect(),
    }
}

#[track_caller]
fn refuses(source: &str, expected: &[(&str, &str)]) {
    let expected: Vec<_> = expected.iter().map(|(code, at)| (*code, at.to_string())).collect();
    assert_eq!(mistakes(source, "nl"), expected, "{source}");
}

#[test]
fn words_are_cut_as_texts_are() {
    reads("werk", "werk");
    reads("o.a.", "[o a]");
    reads("P&O", "P&O");
    reads("3,5 week", "[3,5 week]");
    reads("3,*", "3,*");
    reads("follow-up zo'n", "[follow-up zo'n]");
    reads("af, met!", "[af met]");
    reads("foo_bar", "[foo bar]");
    reads("漏えい", "[漏 え い]");
    reads("en/of", "[en of]");
    reads("漏(a|b)", "[漏 (a|b)]");
    reads("a < b", "[a b]");
    reads("weg... daarna", "[weg daarna]");
    reads("werk?", "werk");
}

#[test]
fn stars_and_tildes_belong_to_their_word() {
    reads("werk*", "werk*");
    reads("*werk*", "*werk*");
    reads("w*d", "w*d");
    reads("w**d", "w*d");
    reads("re-integratie* gesprek~", "[re-integratie* gesprek~]");
    let Form::Word(word) = tree(Pattern::parse("*werk*", None)).form else { panic!() };
    assert_eq!(word.pieces, ["", "werk", ""]);
    assert!(word.is_open());
}

#[test]
fn an_escaped_sign_is_punctuation() {
    reads(r"werk\_overleg", "[werk overleg]");
    reads(r"werk\*", "werk");
    reads(r"a\~ b", "[a b]");
    reads(r"\(a\)", "a");
    reads(r"a \<b> c", "[a b c]");
    reads(r"a \..5.. b", "[a 5 b]");
    reads(r"a \..woorden b", "[a woorden b]");
    reads("a ... b....", "[a b]");
    reads(r"3\,5", "3,5");
    reads(r"\werk", "werk");
    reads("werk\\", "werk");
    reads(r"sep\(af b\)", "[sep af b]");
}

#[test]
fn rows_bind_before_gaps_and_gaps_from_left_to_right() {
    reads("a b ..5.. c d", "then5([a b], [c d])");
    reads("a THEN/5 b", "then5(a, b)");
    reads("a <3> b", "near3(a, b)");
    reads("a NEAR/3 b", "near3(a, b)");
    reads("a..3..b", "then3(a, b)");
    reads("a <1> b <2> c", "near2(near1(a, b), c)");
    reads("a <1> (b ..0.. c)", "near1(a, then0(b, c))");
    reads("then/5", "[then 5]");
}

#[test]
fn groups_hold_alternatives_rows_and_gaps() {
    reads("(a|b c|d*)", "(a|[b c]|d*)");
    reads("(moeder|oudste zus)belde", "[(moeder|[oudste zus]) belde]");
    reads("a (b)? c", "[a b? c]");
    reads("(er)? voor", "[er? voor]");
    reads("zorgde (ik|ze) (er)?voor", "[zorgde (ik|ze) er? voor]");
    reads("a (b (c d)) e", "[a b c d e]");
    reads("(a ..2.. b|c) d", "[(then2(a, b)|c) d]");
    reads("a (_|b) c", "[a (_|b) c]");
    reads("out _ order", "[out _ order]");
    reads("a (b)(c)", "[a b c]");
}

#[test]
fn a_separable_verb_lists_its_forms() {
    reads("sep(af: stem stemt gestemd)", "sep(af: stem stemt gestemd)");
    reads("niet sep(af:stem*, gestemd) met", "[niet sep(af: stem* gestemd) met]");
    reads("(sep(af: stem))? a sep(in: ga)? b", "[sep(af: stem)? a sep(in: ga)? b]");
    refuses("sep(af: stem)?", &[("pattern-may-be-nothing", "sep(af: stem)?")]);
    refuses("sep(af stem)", &[("pattern-bad-separable", "af stem")]);
    refuses("sep(: stem)", &[("pattern-bad-separable", "")]);
    refuses("sep(af: )", &[("pattern-bad-separable", " ")]);
    refuses("sep(af: stem~)", &[("pattern-bad-separable", "stem~")]);
    refuses("sep(a*: stem)", &[("pattern-bad-separable", "a*")]);
    refuses("sep(af: o.a.)", &[("pattern-bad-separable", "o.a.")]);
    refuses("sep(af: (stem))", &[("pattern-bad-separable", "("), ("pattern-unbalanced-bracket", ")")]);
    refuses("a sep(af: stem", &[("pattern-unbalanced-bracket", "(")]);
}

#[test]
fn every_mistake_is_marked() {
    refuses("", &[("pattern-empty", "")]);
    refuses(", .", &[("pattern-empty", ", .")]);
    refuses(r"\*", &[("pattern-empty", r"\*")]);
    refuses("(werk", &[("pattern-unbalanced-bracket", "(")]);
    refuses("werk)", &[("pattern-unbalanced-bracket", ")")]);
    refuses("werk | huis", &[("pattern-bare-bar", "|")]);
    refuses("(werk|)", &[("pattern-empty-alternative", "|)")]);
    refuses("(|werk)", &[("pattern-empty-alternative", "(|")]);
    refuses("()", &[("pattern-empty-alternative", "()")]);
    refuses("(a|,|b)", &[("pattern-empty-alternative", "|,|")]);
    refuses("werk ..3..", &[("pattern-gap-at-edge", "..3..")]);
    refuses("<3> werk", &[("pattern-gap-at-edge", "<3>")]);
    refuses("af (<2> te)", &[("pattern-gap-at-edge", "<2>")]);
    refuses("af (te ..2..|x)", &[("pattern-gap-at-edge", "..2..")]);
    refuses("af ..2.. <3> te", &[("pattern-gap-after-gap", "<3>")]);
    refuses("(af)? ..2.. te", &[("pattern-optional-beside-gap", "(af)?")]);
    refuses("te <2> (af)?", &[("pattern-optional-beside-gap", "(af)?")]);
    refuses("te ((af)?) <2> x", &[("pattern-optional-beside-gap", "((af)?)")]);
    refuses("af ..51.. te", &[("pattern-gap-too-wide", "..51..")]);
    refuses(
        "af NEAR/99999999999999999999999 te",
        &[("pattern-gap-too-wide", "NEAR/99999999999999999999999")],
    );
    refuses("af <x> te", &[("pattern-not-a-gap", "<x>")]);
    refuses("af < 3 > te", &[("pattern-not-a-gap", "< 3 >")]);
    refuses("af ..veel.. te", &[("pattern-not-a-gap", "..veel..")]);
    refuses("af ..o.a... te", &[("pattern-not-a-gap", "..o.a...")]);
    refuses("af .. 3 .. te", &[("pattern-not-a-gap", ".. 3 ..")]);
    refuses("af ..woorden te", &[("pattern-not-a-gap", "..woorden")]);
    refuses("af ..5 te", &[("pattern-not-a-gap", "..5")]);
    refuses("(af 5..|te) b", &[("pattern-not-a-gap", "5..")]);
    refuses("af .. te", &[("pattern-not-a-gap", "..")]);
    refuses("af..te", &[("pattern-not-a-gap", "af..te")]);
    refuses("af...3....te", &[("pattern-not-a-gap", "af...3....te")]);
    refuses("nou...ja... nee", &[("pattern-not-a-gap", "nou...ja...")]);
    refuses("(stemde ..3.....3.... coach coach) ..0.. _", &[("pattern-not-a-gap", "..3.....3....")]);
    refuses("af THEN/x te", &[("pattern-not-a-gap", "THEN/x")]);
    refuses("af * te", &[("pattern-star-alone", "*")]);
    refuses("(af|te)*", &[("pattern-star-alone", "*")]);
    refuses("*-*", &[("pattern-star-alone", "*-*")]);
    refuses("~", &[("pattern-tilde-alone", "~")]);
    refuses("we~rk", &[("pattern-tilde-alone", "~")]);
    refuses("(af|te)~", &[("pattern-tilde-alone", "~")]);
    refuses("werk*~", &[("pattern-star-and-tilde", "werk*~")]);
    refuses("_ _", &[("pattern-may-be-wordless", "_ _")]);
    refuses("(af|_)", &[("pattern-may-be-wordless", "(af|_)")]);
    refuses("(af)?", &[("pattern-may-be-nothing", "(af)?")]);
    refuses("(af)? _", &[("pattern-may-be-wordless", "(af)? _")]);
    refuses("stam(af: gestemd)", &[("pattern-unknown-name", "stam(")]);
    refuses("Sep(af: gestemd)", &[("pattern-unknown-name", "Sep(")]);
    refuses("“af te”", &[("pattern-curly-quotes", "“af te”")]);
    refuses("code:", &[("pattern-bad-code-reference", "code:")]);
    refuses("code:a b", &[("pattern-bad-code-reference", "a b")]);
    refuses("(code:a|code:b)", &[("pattern-code-inside", "code:a"), ("pattern-code-inside", "code:b")]);
    refuses(
        "a <b|c> (d",
        &[("pattern-not-a-gap", "<b|c>"), ("pattern-bare-bar", "|"), ("pattern-unbalanced-bracket", "(")],
    );
}

#[test]
fn a_tilde_needs_a_stemmer() {
    assert_eq!(mistakes("verbum~ a", "la"), [("pattern-no-stemmer", "verbum~".to_string())]);
    let shape_of = |pattern: Result<Pattern, Vec<Diagnostic>>| shape(&tree(pattern));
    assert_eq!(shape_of(Pattern::parse("verbum~", None)), "verbum~");
    assert_eq!(shape_of(Pattern::parse_search("verbum", &[], Some(&Language::new("la")))), "verbum");
}

#[test]
fn several_mistakes_are_told_at_once() {
    refuses(
        "werk*~ ..99.. * x ..1..",
        &[
            ("pattern-star-and-tilde", "werk*~"),
            ("pattern-gap-too-wide", "..99.."),
            ("pattern-star-alone", "*"),
            ("pattern-gap-at-edge", "..1.."),
        ],
    );
}

#[test]
fn help_shows_what_to_write() {
    let help = |source: &str| Pattern::parse(source, None).expect_err(source)[0].help.concat();
    assert!(help(r"\*").contains(r"/\*/"), "{}", help(r"\*"));
    assert!(help("“af te”").contains("\"af te\""));
    assert!(help("werk*~").contains("`(werk*|werk~)`"));
    assert!(help("Sep(af: x)").contains("lower case"));
}

#[test]
fn a_regex_goes_from_the_first_to_the_last_slash() {
    let Kind::Regex(regex) = Pattern::parse(" /work[/ -]rest/ ", None).unwrap().kind else { panic!() };
    assert_eq!(regex.as_str(), "work[/ -]rest");
    assert!(regex.is_match("WORK/rest"));
    let Kind::Regex(regex) = Pattern::parse("/^b$/", None).unwrap().kind else { panic!() };
    assert!(!regex.is_match("a\nb"));
    refuses("/af(/", &[("pattern-bad-regex", "(")]);
    refuses("/é[z-a]/", &[("pattern-bad-regex", "z-a")]);
    refuses("/af/ te", &[("pattern-text-after-regex", " te")]);
    refuses("/af", &[("pattern-bad-regex", "/af")]);
    refuses("//", &[("pattern-empty", "//")]);
    refuses(r"/(\w{1000}){1000}/", &[("pattern-bad-regex", r"(\w{1000}){1000}")]);
}

#[test]
fn a_code_is_named_by_its_full_id() {
    let pattern = Pattern::parse(" code:customisation.deviate ", None).unwrap();
    assert_eq!(pattern.code_reference(), Some("customisation.deviate"));
}

#[test]
fn in_a_search_a_bare_word_is_any_inflection() {
    let search = |source: &str, exact: &[Span]| {
        shape(&tree(Pattern::parse_search(source, exact, Some(&Language::new("nl")))))
    };
    assert_eq!(search("goede baan", &[]), "[goede~ baan~]");
    assert_eq!(search("werk* ..2.. (baan|_ x)", &[]), "then2(werk*, (baan~|[_ x~]))");
    assert_eq!(search("de  zwarte lijst  baan", &[Span::new(4, 16)]), "[de~ zwarte lijst baan~]");
    assert_eq!(search("sep(af: stem)", &[]), "sep(af: stem)");
}

#[test]
fn a_pattern_is_told_in_plain_words() {
    let told = |source: &str| Pattern::parse(source, None).unwrap().described().join("\n");
    assert_eq!(
        told("sprak~ ..1.. (op aan|over*) (toch)?"),
        "a word with the same stem as `sprak`, alone or as a part of one with hyphens\n\
         then, with at most 1 word between: in a row:\n\
        \x20 one of:\n\
        \x20   in a row:\n\
        \x20     the word `op`\n\
        \x20     the word `aan`\n\
        \x20   a word that begins with `over`\n\
        \x20 perhaps the word `toch`"
    );
    assert_eq!(
        told("_ <0> w*d"),
        "any one word\nbefore or after that, with no word between: a word like `w*d`"
    );
    assert!(told("sep(af: stem gestemd)").contains("`af` and one of: stem, gestemd"));
    assert!(told("/a+/").contains("`a+`") && told("code:a.b").contains("`a.b`"));
}

#[test]
fn nesting_does_not_cost_the_stack() {
    let deep = format!("{}a{}", "(b|".repeat(50_000), ")".repeat(50_000));
    assert_eq!(mistakes(&deep, "nl")[0].0, "pattern-too-deep");
    let many = vec!["a"; 50_000].join(" <1> ");
    assert_eq!(mistakes(&many, "nl")[0].0, "pattern-too-deep");
    let open = "(".repeat(100_000);
    assert_eq!(mistakes(&open, "nl")[0].0, "pattern-too-deep");
    reads(&format!("{}a{}", "(".repeat(90), ")".repeat(90)), "a");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused_with_places(source in "[ ab3,.():|<>~*_?/\\\\’“”é\u{301}漏THENR-]{0,30}") {
        if let Err(mistakes) = Pattern::parse(&source, None) {
            assert!(!mistakes.is_empty());
            for mistake in mistakes {
                let span = mistake.span.expect("a place");
                assert!(source.get(span.start..span.end).is_some(), "{source}: {mistake:?}");
            }
        }
    }

    #[test]
    fn a_word_of_a_text_is_a_pattern(word in "[a-zé]{1,8}(-[a-z]{1,4})?") {
        let node = tree(Pattern::parse(&word, None));
        assert_eq!(shape(&node), word);
    }
}
