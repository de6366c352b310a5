//! Signs put together: rows before gaps, gaps from left to right.

use super::cut::{Kind, Sign};
use super::mistake::{Edge, Mistake};
use super::tree::{Form, Node};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// Parts inside parts; deeper ones are nobody's pattern, and would cost the stack.
const DEEPEST: usize = 100;

/// The tree of `signs`, which were cut from a pattern; `None` where there is
/// nothing to put together. Mistakes are added to `mistakes`.
pub(super) fn read(signs: &[Sign], mistakes: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut reader = Reader { signs, next: 0, mistakes, given_up: false };
    let mut whole = reader.sequence(0, Edge::Pattern);
    while let Some(sign) = reader.take() {
        match sign.kind {
            Kind::Close { .. } => reader.mistake(Mistake::Unopened, sign.span),
            _ => reader.mistake(Mistake::BareBar, sign.span),
        }
        whole = whole.or(reader.sequence(0, Edge::Pattern));
    }
    let node = whole?.node;
    if reader.mistakes.is_empty() {
        if node.may_be_missing() {
            reader.mistake(Mistake::MayBeNothing, node.span);
        } else if node.may_be_wordless() {
            reader.mistake(Mistake::MayBeWordless, node.span);
        }
    }
    Some(node)
}

/// A part with the number of parts inside parts it holds.
struct Built {
    node: Node,
    height: usize,
}

struct Reader<'a> {
    signs: &'a [Sign],
    next: usize,
    mistakes: &'a mut Vec<Diagnostic>,
    /// It was nested too deeply; what follows is not read.
    given_up: bool,
}

/// A gap that waits for what follows it.
struct Gap {
    most: usize,
    either_order: bool,
    span: Span,
}

impl Reader<'_> {
    fn take(&mut self) -> Option<Sign> {
        let sign = self.signs.get(self.next).filter(|_| !self.given_up)?;
        self.next += 1;
        Some(sign.clone())
    }

    fn mistake(&mut self, mistake: Mistake, span: Span) {
        self.mistakes.push(mistake.at(span));
    }

    fn too_deep(&mut self, span: Span) {
        if !self.given_up {
            self.mistake(Mistake::TooDeep, span);
        }
        self.given_up = true;
    }

    /// Rows and gaps up to a bar, a closing bracket or the end.
    fn sequence(&mut self, depth: usize, edge: Edge) -> Option<Built> {
        let mut left: Option<Built> = None;
        let mut waiting: Option<Gap> = None;
        let mut row: Vec<Built> = Vec::new();
        while !self.given_up {
            let Some(sign) = self.signs.get(self.next) else { break };
            match &sign.kind {
                Kind::Part(form) => {
                    self.next += 1;
                    let node = Node { form: form.clone(), span: sign.span };
                    row.push(Built { node, height: 1 });
                }
                Kind::Open => {
                    let open = sign.span;
                    self.next += 1;
                    row.extend(self.group(open, depth + 1));
                }
                Kind::Gap { most, either_order } => {
                    let gap = Gap { most: *most, either_order: *either_order, span: sign.span };
                    self.next += 1;
                    if row.is_empty() {
                        let of_two = waiting.is_some();
                        self.mistake(
                            if of_two { Mistake::GapAfterGap } else { Mistake::GapAtEdge { of: edge } },
                            gap.span,
                        );
                        continue;
                    }
                    self.no_optional_at(row.last());
                    left = self.join(left, waiting.take(), std::mem::take(&mut row));
                    waiting = Some(gap);
                }
                Kind::Bar | Kind::Close { .. } => break,
            }
        }
        match &waiting {
            Some(gap) if row.is_empty() => {
                if !self.given_up {
                    self.mistake(Mistake::GapAtEdge { of: edge }, gap.span);
                }
                left
            }
            _ if row.is_empty() => left,
            _ => self.join(left, waiting, row),
        }
    }

    fn no_optional_at(&mut self, beside: Option<&Built>) {
        if let Some(built) = beside.filter(|built| built.node.may_be_missing()) {
            self.mistake(Mistake::OptionalBesideGap, built.node.span);
        }
    }

    /// `left` and the row behind its gap as one part.
    fn join(&mut self, left: Option<Built>, gap: Option<Gap>, row: Vec<Built>) -> Option<Built> {
        if gap.is_some() {
            self.no_optional_at(row.first());
        }
        let right = in_a_row(row)?;
        let (Some(left), Some(gap)) = (left, gap) else { return Some(right) };
        let height = 1 + left.height.max(right.height);
        if height > DEEPEST {
            self.too_deep(gap.span);
            return Some(right);
        }
        let span = left.node.span.join(right.node.span);
        let form = Form::Gap {
            first: Box::new(left.node),
            second: Box::new(right.node),
            most: gap.most,
            either_order: gap.either_order,
        };
        Some(Built { node: Node { form, span }, height })
    }

    /// What stands in brackets, with the closing one.
    fn group(&mut self, open: Span, depth: usize) -> Option<Built> {
        if depth > DEEPEST {
            self.too_deep(open);
            return None;
        }
        let mut alternatives: Vec<Built> = Vec::new();
        let mut border = open;
        loop {
            let before = self.mistakes.len();
            let alternative = self.sequence(depth, Edge::Group);
            if self.given_up {
                return None;
            }
            let Some(sign) = self.take() else {
                self.mistake(Mistake::Unclosed, open);
                alternatives.extend(alternative);
                return either(alternatives, open);
            };
            if alternative.is_none() && self.mistakes.len() == before {
                self.mistake(Mistake::EmptyAlternative, Span::new(border.start, sign.span.end));
            }
            alternatives.extend(alternative);
            border = sign.span;
            if let Kind::Close { optional } = sign.kind {
                let built = either(alternatives, open.join(sign.span))?;
                let height = built.height + usize::from(optional);
                if height > DEEPEST {
                    self.too_deep(open);
                    return None;
                }
                let span = built.node.span;
                let node = if optional {
                    Node { form: Form::Optional(Box::new(built.node)), span }
                } else {
                    built.node
                };
                return Some(Built { node, height });
            }
        }
    }
}

/// Alternatives as one part over the brackets; a single one stands for itself.
fn either(mut alternatives: Vec<Built>, brackets: Span) -> Option<Built> {
    if alternatives.len() == 1 {
        let only = alternatives.pop()?;
        let span = only.node.span.join(brackets);
        return Some(Built { node: Node { span, ..only.node }, ..only });
    }
    let height = 1 + alternatives.iter().map(|built| built.height).max()?;
    let form = Form::Either(alternatives.into_iter().map(|built| built.node).collect());
    Some(Built { node: Node { form, span: brackets }, height })
}

/// Parts side by side as one; a row in brackets is no other row than the one around it.
fn in_a_row(row: Vec<Built>) -> Option<Built> {
    let height = 1 + row.iter().map(|built| built.height).max()?;
    let mut parts: Vec<Node> = Vec::new();
    let mut span = row.first()?.node.span;
    let single = row.len() == 1;
    for built in row {
        span = span.join(built.node.span);
        match built.node.form {
            Form::Row(inner) if !single => parts.extend(inner),
            form => parts.push(Node { form, span: built.node.span }),
        }
    }
    if parts.len() == 1 {
        return Some(Built { node: parts.pop()?, height: height - 1 });
    }
    Some(Built { node: Node { form: Form::Row(parts), span }, height })
}
