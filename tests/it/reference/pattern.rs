//! Reads a pattern, in the order of section 2 of the text: forms, then errors.

use super::signs::{SOFT_HYPHEN, begins_a_token, is_blank, is_mark};
use super::stems::Stems;
use super::words::{self, Word, cut};
use regex::{Captures, Regex, RegexBuilder};
use std::sync::LazyLock;

pub enum Pattern {
    Words(Node),
    Regex(Regex),
    Code(String),
}

#[derive(Debug, Clone)]
pub enum Node {
    Word(Word),
    Any,
    Row(Vec<Node>),
    Gap { first: Box<Node>, second: Box<Node>, most: usize, either_order: bool },
    Either(Vec<Node>),
    Optional(Box<Node>),
    Separable(Separable),
}

#[derive(Debug, Clone)]
pub struct Separable {
    pub particle: Word,
    pub forms: Vec<Word>,
    /// Particle and form written as one word.
    pub closed: Vec<Word>,
    /// `te` or `zu`.
    pub to: Word,
}

/// Stands for the end of a pattern.
const END: char = '\0';

const MOST_BETWEEN: usize = 50;

pub fn parse(source: &str, language: &str) -> Result<Pattern, String> {
    let signs: Vec<char> = source.trim().chars().filter(|c| *c != SOFT_HYPHEN).collect();
    let text: String = signs.iter().collect();
    if let Some(id) = text.strip_prefix("code:") {
        return if id.is_empty() { Err("no code".into()) } else { Ok(Pattern::Code(id.trim().to_string())) };
    }
    if signs.first() == Some(&'/') {
        return regex(source.trim()).map(Pattern::Regex);
    }
    let curly = |c: Option<&char>| c.is_some_and(|c| "“”„‟‘’‚‛«»".contains(*c));
    if curly(signs.first()) && curly(signs.last()) {
        return Err("curly quotes around it".into());
    }
    let stems = Stems::of(language);
    let mut parser = Parser { signs: &signs, at: 0, language, stems: &stems };
    let node = parser.sequence(false)?;
    if may_be_wordless(&node) {
        return Err("some way through it holds no word".into());
    }
    Ok(Pattern::Words(node))
}

fn regex(source: &str) -> Result<Regex, String> {
    let last = source.rfind('/').filter(|last| *last > 0).ok_or("no second slash")?;
    if last + 1 < source.len() {
        return Err("text after the last slash".into());
    }
    RegexBuilder::new(&source[1..last]).case_insensitive(true).build().map_err(|error| error.to_string())
}

fn may_be_wordless(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Separable(_) => false,
        Node::Any | Node::Optional(_) => true,
        Node::Row(nodes) => nodes.iter().all(may_be_wordless),
        Node::Gap { first, second, .. } => may_be_wordless(first) && may_be_wordless(second),
        Node::Either(nodes) => nodes.iter().any(may_be_wordless),
    }
}

fn may_be_missing(node: &Node) -> bool {
    match node {
        Node::Optional(_) => true,
        Node::Row(nodes) => nodes.iter().all(may_be_missing),
        Node::Either(nodes) => nodes.iter().any(may_be_missing),
        Node::Word(_) | Node::Any | Node::Gap { .. } | Node::Separable(_) => false,
    }
}

struct Parser<'a> {
    signs: &'a [char],
    at: usize,
    language: &'a str,
    stems: &'a Stems,
}

/// A sign between blanks and brackets, and whether a `\` stood before it.
#[derive(Clone, Copy, PartialEq)]
struct Sign {
    c: char,
    escaped: bool,
}

const PUNCTUATION: Sign = Sign { c: ',', escaped: true };

fn of_word(sign: &Sign) -> bool {
    begins_a_token(sign.c) || sign.c == '*' || is_mark(sign.c)
}

enum Item {
    Node(Node),
    Gap { most: usize, either_order: bool },
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.signs.get(self.at).copied()
    }

    /// Rows and gaps up to `|`, `)` or the end.
    fn sequence(&mut self, in_group: bool) -> Result<Node, String> {
        let mut items = Vec::new();
        loop {
            match self.peek() {
                Some(c) if is_blank(c) => self.at += 1,
                None if in_group => return Err("a bracket is not closed".into()),
                Some('|' | ')') if !in_group => return Err("a bar or bracket without a group".into()),
                None | Some('|' | ')') => return assemble(items),
                Some('(') => {
                    self.at += 1;
                    let group = self.group()?;
                    items.push(Item::Node(self.maybe_optional(group)));
                }
                Some(_) => {
                    let chunk = self.until(|c| c == END || is_blank(c) || matches!(c, '(' | ')' | '|'))?;
                    self.read_chunk(&chunk, &mut items)?;
                }
            }
        }
    }

    /// Behind `(`: alternatives, and the closing bracket.
    fn group(&mut self) -> Result<Node, String> {
        let mut alternatives = vec![self.sequence(true)?];
        while self.peek() == Some('|') {
            self.at += 1;
            alternatives.push(self.sequence(true)?);
        }
        self.at += 1;
        Ok(if alternatives.len() == 1 { alternatives.remove(0) } else { Node::Either(alternatives) })
    }

    fn maybe_optional(&mut self, node: Node) -> Node {
        if self.peek() == Some('?') {
            self.at += 1;
            return Node::Optional(Box::new(node));
        }
        node
    }

    /// Signs up to one that ends them and is not escaped.
    fn until(&mut self, ends: impl Fn(char) -> bool) -> Result<Vec<Sign>, String> {
        let mut signs = Vec::new();
        while let Some(c) = self.peek() {
            if ends(c) {
                return Ok(signs);
            }
            let escaped = c == '\\';
            if escaped {
                self.at += 1;
            }
            // Behind the last `\` there is nothing to take.
            if let Some(c) = self.peek() {
                signs.push(Sign { c, escaped });
                self.at += 1;
            }
        }
        if ends(END) { Ok(signs) } else { Err("a bracket is not closed".into()) }
    }

    fn read_chunk(&mut self, chunk: &[Sign], items: &mut Vec<Item>) -> Result<(), String> {
        let plain: String = chunk.iter().map(|sign| if sign.escaped { '\\' } else { sign.c }).collect();
        let named_gap = plain.starts_with("THEN/") || plain.starts_with("NEAR/");
        if !named_gap && self.peek() == Some('(') && chunk.last().is_some_and(|sign| begins_a_token(sign.c)) {
            let begin = chunk.iter().rposition(|sign| !of_word(sign)).map_or(0, |last| last + 1);
            if !plain.ends_with("sep") || begin + 3 != chunk.len() {
                return Err(format!("unknown name `{plain}(`"));
            }
            // A `_` against the name is punctuation.
            let before = chunk[..begin].strip_suffix(&[Sign { c: '_', escaped: false }]);
            self.words_and_any(before.unwrap_or(&chunk[..begin]), items)?;
            self.at += 1;
            let node = self.separable()?;
            items.push(Item::Node(self.maybe_optional(node)));
        } else if let Some(found) = GAP.captures(&plain) {
            // A gap may be written against its neighbours.
            let whole = found.get(0).unwrap();
            let chars = |byte: usize| plain[..byte].chars().count();
            self.words_and_any(&chunk[..chars(whole.start())], items)?;
            items.push(gap(&found)?);
            // `THEN/5` is one only behind a blank or bracket: what follows begins with a sign that is neither.
            let rest = [&[PUNCTUATION][..], &chunk[chars(whole.end())..]].concat();
            self.read_chunk(&rest, items)?;
        } else {
            self.words_and_any(chunk, items)?;
        }
        Ok(())
    }

    /// Words, and each `_` that stands beside no letter or digit.
    fn words_and_any(&self, chunk: &[Sign], items: &mut Vec<Item>) -> Result<(), String> {
        let is_any = |at: usize| {
            let before = at > 0 && of_word(&chunk[at - 1]);
            let behind = chunk.get(at + 1).is_some_and(|sign| of_word(sign) && !sign.escaped);
            chunk[at].c == '_' && !chunk[at].escaped && !before && !behind
        };
        let mut from = 0;
        for at in (0..chunk.len()).filter(|at| is_any(*at)).chain([chunk.len()]) {
            items.extend(self.words(&chunk[from..at])?.into_iter().map(|word| Item::Node(Node::Word(word))));
            if at < chunk.len() {
                items.push(Item::Node(Node::Any));
            }
            from = at + 1;
        }
        Ok(())
    }

    /// The words of a chunk, cut as texts are.
    fn words(&self, chunk: &[Sign]) -> Result<Vec<Word>, String> {
        // An escaped star is a sign like any other that is no letter.
        let signs: Vec<char> =
            chunk.iter().map(|sign| if sign.escaped && sign.c == '*' { '\\' } else { sign.c }).collect();
        let cuts = cut(&signs, true);
        let mut words: Vec<Word> = cuts.iter().map(|cut| self.word(&signs[cut.from..cut.to])).collect();
        if words.iter().any(|word| word.pieces.iter().all(Vec::is_empty)) {
            return Err("* alone".into());
        }
        for at in (0..chunk.len()).filter(|at| chunk[*at].c == '~' && !chunk[*at].escaped) {
            let word = cuts.iter().position(|cut| cut.to == at).ok_or("~ elsewhere than behind a word")?;
            if words[word].is_open() || cuts.iter().any(|cut| cut.from == at + 1) {
                return Err("~ and * on one word, or ~ inside a word".into());
            }
            if !self.stems.are_known() {
                return Err("~ in a language without stemmer".into());
            }
            words[word].stem = Some(self.stems.stem(&words::plain(&words[word].pieces[0])));
        }
        Ok(words)
    }

    fn word(&self, signs: &[char]) -> Word {
        Word::new(signs, self.language)
    }

    /// Behind `sep(`.
    fn separable(&mut self) -> Result<Node, String> {
        let inside = self.until(|c| c == ')')?;
        self.at += 1;
        let plain = |sign: &Sign, c: char| sign.c == c && !sign.escaped;
        if inside.iter().any(|sign| ['(', '|', '<'].iter().any(|c| plain(sign, *c))) {
            return Err("inside sep( stand words alone".into());
        }
        let colon = inside.iter().position(|sign| sign.c == ':').ok_or("sep( without :")?;
        let particle = self.single(&inside[..colon])?.ok_or("sep( without particle")?;
        let mut forms = Vec::new();
        for form in inside[colon + 1..].split(|sign| is_blank(sign.c)) {
            forms.extend(self.single(form)?);
        }
        if particle.is_open() || forms.is_empty() {
            return Err("sep( needs a particle and forms".into());
        }
        let to = self.word(if self.language == "de" { &['z', 'u'] } else { &['t', 'e'] });
        let stuck: Vec<Word> = forms.iter().map(|form| form.behind(&particle.pieces[0])).collect();
        let inside = |form: &Word| form.behind(&to.pieces[0]).behind(&particle.pieces[0]);
        let mut closed = stuck;
        if self.language == "de" {
            closed.extend(forms.iter().map(inside));
        }
        Ok(Node::Separable(Separable { particle, forms, closed, to }))
    }

    /// The one word of some signs, if any.
    fn single(&self, signs: &[Sign]) -> Result<Option<Word>, String> {
        let mut words = self.words(signs)?;
        match words.len() {
            0 => Ok(None),
            1 if words[0].stem.is_none() => Ok(words.pop()),
            _ => Err("not one word".into()),
        }
    }
}

/// What looks like a gap, with what stands in the place of its number.
static GAP: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:THEN|NEAR)/(.*)$|\.\.([^.\\]+)\.\.|<([^>\\]*)>").unwrap());

fn gap(found: &Captures<'_>) -> Result<Item, String> {
    let number = (1..4).find_map(|n| found.get(n)).unwrap().as_str();
    let either_order = found[0].starts_with(['N', '<']);
    match number.parse::<usize>() {
        Ok(most) if most <= MOST_BETWEEN && !number.starts_with('+') => Ok(Item::Gap { most, either_order }),
        _ => Err(format!("`{}` is no gap", &found[0])),
    }
}

/// A row binds before gaps; gaps are read from left to right.
fn assemble(items: Vec<Item>) -> Result<Node, String> {
    let mut rows: Vec<Vec<Node>> = vec![Vec::new()];
    let mut gaps = Vec::new();
    for item in items {
        match item {
            Item::Node(node) => rows.last_mut().unwrap().push(node),
            Item::Gap { most, either_order } => {
                gaps.push((most, either_order));
                rows.push(Vec::new());
            }
        }
    }
    if rows.iter().any(Vec::is_empty) {
        return Err("a gap at an end, two gaps in a row, or no word at all".into());
    }
    let optional = |node: Option<&Node>| node.is_some_and(may_be_missing);
    let beside = (0..gaps.len()).any(|n| optional(rows[n].last()) || optional(rows[n + 1].first()));
    if beside {
        return Err("an optional part beside a gap".into());
    }
    let mut rows =
        rows.into_iter().map(|mut row| if row.len() == 1 { row.remove(0) } else { Node::Row(row) });
    let first = rows.next().unwrap();
    Ok(rows.zip(gaps).fold(first, |first, (second, (most, either_order))| Node::Gap {
        first: Box::new(first),
        second: Box::new(second),
        most,
        either_order,
    }))
}
