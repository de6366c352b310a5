//! Invented narratives and codebooks, full of what the text model has a sentence about.

use crate::reference::{Book, Code, Rule, Speakers, pattern::parse};
use keerpunt::codebook::{Marks, Negated, Scope, Valence};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What stands in narratives: words that patterns name, and their troublesome neighbours.
const WORDS: &str = "\
    overleg Overleg overlegde OVERLEG maatwerk Maatwerk coach coach's Coach’s dilemma's een Een één \
    Eén ÉÉN e\u{301}e\u{301}n E\u{301}e\u{301}n Ee\u{301}n en én En Én e\u{301}n café cafe \
    Cafe\u{301} cafè coördinatie coordinatie co-ordinatie co\u{308}ordinatie re-integratie \
    reïntegratie Re-Integratie re‑integratietraject re\u{ad}integratie re-in\u{ad}tegratie's \
    go-around go-around's af-te-stemmen goed-af-te-stemmen niet-afgestemd afgestemd afstemmen stemde \
    stemmen gestemd stem af te zu ab stimmen abzustimmen abgestimmt af-stemmen af's geen Geen niet \
    nooit alleen sprake zonder not only just didn't didn’t did cannot nobody kein P&O p&o-er 3,5 3.5 \
    2.500 3 1e o.a. O.a. (o.a.) x.o.a. dhr. dhr i.v.m. e.g. Mr. mr... J. J.P. I. I R. -P. \
    vitamine-C. X- -x report.During weg. weg... weg?! weg! weg.\" “weg.” weg.) weg… zin.Daarna \
    é.Daarna e\u{301}.Daarna 1. 2) a. gesprek gesprekken gesprekje beleid begeleiding wet weten \
    wetten gelijk gedrag regel rules rule bending Regeln schön schon scho\u{308}n 漏えい 配管。 点検した データ 漏 \
    ！ ？ が か\u{3099} x漏えい ไทย 한국 Straße 😀 👩‍💻 1️⃣ ❤️ — – • & ' ’ ‘job carving’ ( ) … ... : ; # ## * - \
    a\u{327}\u{301} µ İ ﬁn ŒUVRE ø ٣ ٣.٤ foo_bar r i K: t/m of and of- tot vak man schap vakmanschap";

/// What stands between them.
const GLUE: &[&str] = &[
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    " ",
    "\n",
    "\n",
    "\n\n",
    "  ",
    "\r\n",
    "\r\n\r\n",
    ". ",
    ". ",
    ".\n",
    "! ",
    "? ",
    ", ",
    "-",
    "‐",
    "-\n",
    "- \n",
    "-\r\n",
    "-\n ",
    "'",
    "’",
    "",
    ":\n",
    ".” ",
    "\n- ",
    "\n* ",
    "\n• ",
    "\n– ",
    "\n-",
    "\n1. ",
    "\n2) ",
    "\n12. ",
    "\na. ",
    "\n## ",
    "\n# ",
    "\n #### ",
    "\n####### ",
    "\nI: ",
    "\nR: ",
    "\nR2: ",
    "\nR234: ",
    "\n[Coach] ",
    "\nCoach:",
    "\n**R:** ",
    "\n**Coach:** ",
    "\n R: ",
    "\nI: - ",
    "\n  • ",
    "\n\t1) ",
    "\n \n",
    "\u{a0}",
    "\t",
    ".\u{a0}",
    "\r",
    "\n\n1.\n",
    "\n-\n",
    "。",
    "; ",
    "/",
    "&",
];

/// What patterns name too, so that they hit.
const COMMON: &str = "\
    overleg maatwerk coach coach's niet geen alleen af stemde stemmen re-integratie één een \
    go-around af-te-stemmen gesprekken gesprek café cafè";

fn one_of(words: &'static str) -> impl Strategy<Value = &'static str> {
    select(words.split(' ').collect::<Vec<_>>())
}

pub fn narrative() -> impl Strategy<Value = String> {
    let word = || prop_oneof![1 => one_of(WORDS), 1 => one_of(COMMON)];
    let pairs = prop::collection::vec((word(), select(GLUE)), 0..24);
    let repeated = prop::collection::vec((one_of(COMMON), Just(" ")), 0..9);
    (pairs, repeated, select(&["", "", "I: ", "R: ", "## ", "- ", "1. ", "\n", "[Coach] "][..])).prop_map(
        |(pairs, repeated, begin)| {
            let body = pairs.iter().chain(&repeated).map(|(word, glue)| format!("{word}{glue}"));
            format!("{begin}{}", body.collect::<String>())
        },
    )
}

pub fn language() -> impl Strategy<Value = &'static str> {
    select(&["nl", "nl", "nl", "nl", "nl", "en", "en", "en", "de", "fr", "es", "ja"][..])
}

pub fn speakers() -> impl Strategy<Value = Speakers> {
    let names = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
    select(vec![
        Speakers::default(),
        Speakers { exclude: names(&["I"]), include: names(&[]) },
        Speakers { exclude: names(&["I", "Coach"]), include: names(&["R"]) },
        Speakers { exclude: names(&["Coach"]), include: names(&[]) },
        Speakers { exclude: names(&[]), include: names(&["R"]) },
    ])
}

fn word() -> impl Strategy<Value = String> {
    let common = one_of(
        "\
         overleg maatwerk coach niet een af stemde stemmen re-integratie gesprek* *e*",
    );
    let plain = one_of(
        "\
         overleg maatwerk coach dilemma een één én en cafe café cafè èn coördinatie coordinatie \
         re-integratie reintegratie integratie re go around go-around afgestemd af te stemmen \
         stemde niet geen alleen not did P&O 3,5 3 o.a. dhr. j i weg daarna 漏えい 漏 点検 データ schon \
         schön foo_bar co-ordinatie x r a 1 vakmanschap vak man schap mr report during coach's \
         e\u{301}e\u{301}n",
    );
    let open = one_of(
        "\
         overleg* maat* *werk *werk* c*h re-* *integratie *integratie* r*tie *around é* *én é*n e* \
         *stemd af* *'s *n't 3* 3,* g*k *e*e* co* p*",
    );
    let stem = one_of(
        "\
         overleg~ gesprek~ beleid~ wet~ regel~ around~ coach~ rule~ stemmen~ integratie~",
    );
    prop_oneof![
        8 => common.prop_map(str::to_string),
        6 => plain.prop_map(str::to_string),
        3 => open.prop_map(str::to_string),
        2 => stem.prop_map(str::to_string),
    ]
}

/// A pattern of words; `depth` is how deep its groups may lie.
fn words(depth: u32) -> BoxedStrategy<String> {
    let sep = select(
        &[
            "sep(af: stem stemt stemde stemmen gestemd)",
            "sep(af: stem*)",
            "sep(ab: stimmen gestimmt)",
            "sep(af: *stemd stemmen)",
        ][..],
    );
    let mut item =
        prop_oneof![10 => word(), 1 => Just("_".to_string()), 1 => sep.prop_map(str::to_string)].boxed();
    if depth > 0 {
        let group =
            prop::collection::vec(words(depth - 1), 1..4).prop_map(|all| format!("({})", all.join("|")));
        let optional = words(depth - 1).prop_map(|one| format!("({one})?"));
        item = prop_oneof![5 => item, 1 => group, 1 => optional].boxed();
    }
    let gap = prop_oneof![
        3 => (0usize..6).prop_map(|n| format!(" ..{n}.. ")),
        2 => (0usize..4).prop_map(|n| format!(" <{n}> ")),
        1 => (0usize..6).prop_map(|n| format!(" THEN/{n} ")),
        1 => (0usize..4).prop_map(|n| format!(" NEAR/{n} ")),
        9 => Just(" ".to_string()),
    ];
    (item.clone(), prop::collection::vec((gap, item), 0..3))
        .prop_map(|(first, rest)| {
            rest.iter().fold(first, |so_far, (gap, item)| format!("{so_far}{gap}{item}"))
        })
        .boxed()
}

fn regex() -> impl Strategy<Value = String> {
    let sources = [
        "/over\\w+/",
        "/niet|geen/",
        "/(?m)^hij|^over/",
        "/[.?!]$/",
        "/e.*n/",
        "/\\s+/",
        "/re-?in/",
        "/x*/",
        "/r:/",
        "/(?-i)Over/",
        "/w?e?g?/",
        "/één/",
        "/(?s)af.*te/",
        "/\\W\\w/",
        "/:/",
        "/-$/",
    ];
    select(sources.to_vec()).prop_map(str::to_string)
}

/// A pattern with some signs put in, taken out or doubled: most are refused.
pub fn misspelt(language: &'static str) -> impl Strategy<Value = String> {
    let signs = r"( ) | * ~ _ / \( \* \_ \~ < > .. ..3.. <2> THEN/4 NEAR/99 ..x.. sep( code: “ ” ' - , . & : een café 漏 #";
    let edit = (any::<prop::sample::Index>(), one_of(signs), 0..4usize, any::<bool>());
    (pattern(language), prop::collection::vec(edit, 1..3)).prop_map(|(pattern, edits)| {
        let mut signs: Vec<char> = pattern.chars().collect();
        for (place, sign, gone, blank) in edits {
            let from = place.index(signs.len() + 1);
            let to = (from + gone.saturating_sub(1)).min(signs.len());
            signs.splice(from..to, sign.chars().chain(blank.then_some(' ')));
        }
        signs.into_iter().collect::<String>()
    })
}

/// A pattern that is none of a code.
pub fn pattern(language: &'static str) -> impl Strategy<Value = String> {
    prop_oneof![12 => words(2), 1 => regex()]
        .prop_filter("the reference takes it", move |source| parse(source, language).is_ok())
}

fn rule(language: &'static str, codes: Vec<String>) -> impl Strategy<Value = Rule> {
    let pattern = move || {
        let named: BoxedStrategy<String> = match codes.is_empty() {
            true => pattern(language).boxed(),
            false => select(codes.clone()).prop_map(|id| format!("code:{id}")).boxed(),
        };
        prop_oneof![5 => pattern(language), 1 => named]
    };
    let lang = prop_oneof![3 => Just(None), 2 => Just(Some(language.to_string())), 1 => Just(Some("it".to_string()))];
    (
        lang,
        prop::collection::vec(pattern(), 0..4),
        prop_oneof![3 => Just(Vec::new()), 2 => prop::collection::vec(pattern(), 1..3)],
        prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(pattern(), 1..2)],
        select(vec![Scope::Sentence, Scope::Sentence, Scope::Paragraph, Scope::Incident]),
        select(vec![Marks::Match, Marks::Match, Marks::Sentence, Marks::Paragraph, Marks::Incident]),
        select(vec![Negated::Flag, Negated::Flag, Negated::Skip, Negated::Ignore]),
        select(vec![None, Some(Valence::Enacted), Some(Valence::Lacking)]),
    )
        .prop_filter("something must hit", |rule| !rule.1.is_empty() || !rule.2.is_empty())
        .prop_map(|(language, any, all, none, within, marks, negated, valence)| Rule {
            // A stem needs a language that has stems.
            language: language
                .filter(|tag| tag != "it" || !any.iter().chain(&all).chain(&none).any(|p| p.contains('~'))),
            any,
            all,
            none,
            within,
            marks,
            negated,
            valence,
        })
}

/// The tree that every invented codebook has: parents by place, in the order of the file.
const PARENTS: [Option<usize>; 5] = [None, Some(0), Some(0), None, Some(3)];
const IDS: [&str; 5] = ["one", "one.two", "one.three", "four", "four.five"];

fn is_above(ancestor: usize, code: usize) -> bool {
    code == ancestor || PARENTS[code].is_some_and(|parent| is_above(ancestor, parent))
}

pub fn book(language: &'static str) -> impl Strategy<Value = Book> {
    let code = move |n: usize| {
        let earlier =
            (0..n).filter(|other| !is_above(*other, n)).map(|other| IDS[other].to_string()).collect();
        prop::collection::vec(rule(language, earlier), 0..3).prop_map(move |rules| Code {
            id: IDS[n].to_string(),
            parent: PARENTS[n],
            rules,
        })
    };
    let negators = prop_oneof![
        3 => Just(BTreeMap::new()),
        1 => Just(BTreeMap::from([(language.to_string(), vec!["maat*".to_string(), "één".into(), "af te".into()])])),
    ];
    (code(0), code(1), code(2), code(3), code(4), negators)
        .prop_map(|(a, b, c, d, e, negators)| Book { codes: vec![a, b, c, d, e], negators })
}

/// The codebook as a file: JSON, which is YAML too.
pub fn as_file(book: &Book) -> String {
    let mut file = json!({"codebook": "invented", "version": "1", "codes": codes_below(book, None)});
    if !book.negators.is_empty() {
        file["negators"] = json!(book.negators);
    }
    serde_json::to_string_pretty(&file).unwrap()
}

fn codes_below(book: &Book, parent: Option<usize>) -> Vec<Value> {
    let own = (0..book.codes.len()).filter(|n| book.codes[*n].parent == parent);
    own.map(|n| {
        let id = book.codes[n].id.rsplit('.').next().unwrap();
        let mut code = json!({"id": id, "label": id, "polarity": "either"});
        let rules: Vec<Value> = book.codes[n].rules.iter().map(rule_as_value).collect();
        if !rules.is_empty() {
            code["rules"] = json!(rules);
        }
        let below = codes_below(book, Some(n));
        if !below.is_empty() {
            code["codes"] = json!(below);
        }
        code
    })
    .collect()
}

fn rule_as_value(rule: &Rule) -> Value {
    let mut value = json!({"within": rule.within, "marks": rule.marks, "negated": rule.negated});
    if let Some(language) = &rule.language {
        value["lang"] = json!(language);
    }
    if let Some(valence) = rule.valence {
        value["valence"] = json!(valence);
    }
    for (field, patterns) in [("any", &rule.any), ("all", &rule.all), ("none", &rule.none)] {
        if !patterns.is_empty() {
            value[field] = json!(patterns);
        }
    }
    value
}
