//! Operators put in order: NOT before AND before OR.

use super::cut::{Kind, Piece, cut};
use super::field::FieldTest;
use super::mistake;
use super::{Query, Words};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Brackets inside brackets; deeper ones are nobody's search.
const DEEPEST: usize = 100;

impl Query {
    /// Reads a search.
    ///
    /// # Errors
    /// The first mistake in it; the span counts bytes of `source`. Mistakes
    /// inside a pattern are found when the pattern is read.
    pub fn parse(source: &str) -> Result<Query, Box<Diagnostic>> {
        let mut reader = Reader { source, pieces: cut(source)?, next: 0, depth: 0 };
        let query = reader.either()?;
        match reader.peek() {
            None => Ok(query),
            Some(piece) => Err(mistake(
                "search-bracket",
                piece.span,
                "this bracket closes nothing",
                "no bracket is open here",
                "take it out, or put `\\` before it to find it as text",
            )),
        }
    }
}

struct Reader<'a> {
    source: &'a str,
    pieces: Vec<Piece>,
    next: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.next)
    }

    fn kind(&self) -> Option<&Kind> {
        self.peek().map(|piece| &piece.kind)
    }

    fn either(&mut self) -> Result<Query, Box<Diagnostic>> {
        let mut parts = vec![self.both()?];
        while self.kind() == Some(&Kind::Or) {
            self.next += 1;
            parts.push(self.both()?);
        }
        Ok(one_or(parts, Query::Or))
    }

    fn both(&mut self) -> Result<Query, Box<Diagnostic>> {
        let mut parts = vec![self.operand()?];
        loop {
            match self.kind() {
                Some(Kind::And) => {
                    self.next += 1;
                    parts.push(self.operand()?);
                }
                Some(Kind::Not | Kind::Field { .. }) => parts.push(self.operand()?),
                Some(Kind::Open | Kind::Words { .. }) => {
                    if self.stands_beside_words() {
                        return Err(self.beside());
                    }
                    parts.push(self.operand()?);
                }
                Some(Kind::Or | Kind::Close) | None => return Ok(one_or(parts, Query::And)),
            }
        }
    }

    /// A bracket with operators has no place in a row.
    fn stands_beside_words(&self) -> bool {
        let before = self.next.checked_sub(1).map(|at| &self.pieces[at].kind);
        !matches!(before, Some(Kind::Field { .. })) && !matches!(self.kind(), Some(Kind::Field { .. }))
    }

    fn beside(&self) -> Box<Diagnostic> {
        let span = self.peek().map_or(Span::new(0, 0), |piece| piece.span);
        mistake(
            "search-operator-missing",
            span,
            "between a bracket with operators and words an operator is missing",
            "what joins this to what stands before it?",
            "write AND or OR here; for alternatives inside a row write `(a|b)`",
        )
    }

    fn operand(&mut self) -> Result<Query, Box<Diagnostic>> {
        let Some(piece) = self.peek().cloned() else {
            let end = self.source.len();
            return Err(mistake(
                "search-empty",
                Span::new(end, end),
                "something to look for is missing at the end",
                "a word, a pattern or field:value",
                "`keerpunt search --help` shows what can stand here",
            ));
        };
        self.next += 1;
        match piece.kind {
            Kind::Not => Ok(Query::Not(Box::new(self.operand()?))),
            Kind::Open => self.bracket(piece.span),
            Kind::Words { quotes } => {
                let mut pattern = piece.span.of(self.source).to_string();
                let start = piece.span.start;
                let mut exact = Vec::new();
                for quote in quotes {
                    for mark in [
                        Span::new(quote.outer.start, quote.inner.start),
                        Span::new(quote.inner.end, quote.outer.end),
                    ] {
                        pattern.replace_range(mark.start - start..mark.end - start, &" ".repeat(mark.len()));
                    }
                    exact.push(Span::new(quote.inner.start - start, quote.inner.end - start));
                }
                Ok(Query::Words(Words { pattern, span: piece.span, exact }))
            }
            Kind::Field { name, value, quoted } => {
                FieldTest::read(self.source, name, value, quoted).map(Query::Field)
            }
            Kind::And | Kind::Or | Kind::Close => Err(mistake(
                "search-empty",
                piece.span,
                "something to look for is missing before this",
                "a word, a pattern or field:value must stand before it",
                "to find the word itself write it in lower case or between quotation marks",
            )),
        }
    }

    fn bracket(&mut self, open: Span) -> Result<Query, Box<Diagnostic>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(mistake(
                "search-bracket",
                open,
                "brackets are nested too deeply",
                "one too many",
                "write the search with fewer brackets",
            ));
        }
        let inside = self.either()?;
        self.depth -= 1;
        if self.kind() != Some(&Kind::Close) {
            return Err(mistake(
                "search-unclosed",
                open,
                "this bracket is not closed",
                "opens here",
                "end it with `)`",
            ));
        }
        self.next += 1;
        Ok(inside)
    }
}

fn one_or(mut parts: Vec<Query>, join: fn(Vec<Query>) -> Query) -> Query {
    if parts.len() == 1 { parts.remove(0) } else { join(parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A query in prefix form, so that a test can show how it was read.
    fn shape(query: &Query) -> String {
        let join = |name: &str, parts: &[Query]| {
            format!("{name}({})", parts.iter().map(shape).collect::<Vec<_>>().join(", "))
        };
        match query {
            Query::And(parts) => join("and", parts),
            Query::Or(parts) => join("or", parts),
            Query::Not(part) => format!("not({})", shape(part)),
            Query::Words(words) => words.pattern.trim().to_string(),
            Query::Field(test) => test.to_string(),
        }
    }

    #[track_caller]
    fn reads(source: &str, expected: &str) {
        match Query::parse(source) {
            Ok(query) => assert_eq!(shape(&query), expected),
            Err(mistake) => panic!("{source}: {}", mistake.message),
        }
    }

    #[test]
    fn not_binds_before_and_before_or() {
        reads("a OR b AND NOT c", "or(a, and(b, not(c)))");
        reads("(a OR b) AND c", "and(or(a, b), c)");
        reads("NOT (a OR b)", "not(or(a, b))");
        reads("a NOT b", "and(a, not(b))");
    }

    #[test]
    fn words_side_by_side_stay_one_pattern() {
        reads("a b ..3.. c", "a b ..3.. c");
        reads("(a|b c) d OR e", "or((a|b c) d, e)");
        reads("sep(af: stem stemt) met AND x", "and(sep(af: stem stemt) met, x)");
        reads("a NEAR/5 b", "a NEAR/5 b");
        reads("code:customisation.deviate AND x", "and(code:customisation.deviate, x)");
    }

    #[test]
    fn quotation_marks_give_exact_forms_and_hide_operators() {
        let Ok(Query::Words(words)) = Query::parse("de \"zwarte AND witte\" baan") else { panic!() };
        assert_eq!(words.pattern, "de  zwarte AND witte  baan");
        assert_eq!(words.exact, [Span::new(4, 20)]);
        reads("„een baan”", "een baan");
    }

    #[test]
    fn fields_stand_for_themselves() {
        reads("outcome:success", "outcome:success");
        reads("outcome:success baan", "and(outcome:success, baan)");
        reads("baan goed year:[2014 TO 2016]", "and(baan goed, year:[2014 TO 2016])");
        reads(
            "(outcome:success OR outcome:\"less success\") AND x",
            "and(or(outcome:success, outcome:less success), x)",
        );
        reads("\"report no\":7", "report no:7");
        reads("zo: dat", "zo: dat");
    }

    #[test]
    fn a_regex_ends_at_its_last_slash() {
        reads("/a/b/ AND /c d/", "and(/a/b/, /c d/)");
        reads("(/x(y)/ OR z)", "or(/x(y)/, z)");
    }

    #[test]
    fn mistakes_are_marked() {
        for (source, code, start) in [
            ("a AND", "search-empty", 5),
            ("OR a", "search-empty", 0),
            ("a)", "search-bracket", 1),
            ("(a AND b", "search-unclosed", 0),
            ("\"a", "search-unclosed", 0),
            ("(a OR b) c", "search-operator-missing", 9),
            ("year:[2014", "search-unclosed", 0),
            ("year:[2014]", "search-range", 5),
            ("", "search-empty", 0),
        ] {
            let mistake = Query::parse(source).expect_err(source);
            assert_eq!((mistake.code, mistake.span.map(|span| span.start)), (code, Some(start)), "{source}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(source in "[ ab():\"“”„/\\\\*\\[\\]é\u{301}|ANDORNT]{0,30}") {
            let _ = Query::parse(&source);
        }
    }
}
