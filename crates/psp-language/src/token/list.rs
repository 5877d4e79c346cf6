//! The tokens of a text: the lexer's, those of a string put together, and what stands between them.

use super::{
    data::{TokenData, TokenObject},
    kind::kind_of,
    traits,
};
use crate::{
    class::{
        CommandAst, ConstantExpressionAst, ExpandableStringExpressionAst, StringConstantExpressionAst,
        VariableExpressionAst,
    },
    enums::TokenKind,
    extent::ScriptExtent,
    path,
    tree::{Field, Node, NodeId, Tree},
};
use psp_lexer::{Kind, Token};
use psp_source::Span;
use psp_value::{Value, View};
use std::collections::{HashMap, HashSet};

/// All tokens, the end of the text last.
pub(crate) fn tokens(tree: &Tree) -> Vec<Value> {
    all(tree).into_iter().map(TokenObject::value).collect()
}

/// The comments of a text.
pub(crate) fn comments(tree: &Tree) -> Vec<Span> {
    let comments = all(tree).into_iter().filter(|it| it.kind == TokenKind::Comment);
    comments.map(|it| it.extent.span).collect()
}

fn all(tree: &Tree) -> Vec<TokenObject> {
    let mut list = List { tree, facts: Facts::of(tree), out: Vec::new(), position: 0 };
    let lexed = psp_lexer::lex(tree.file.text());
    let mut at = 0;
    while let Some(&token) = lexed.tokens.get(at) {
        at = list.take(&lexed.tokens, at, token);
    }
    list.out
}

/// What the tree knows of its tokens.
#[derive(Default)]
struct Facts {
    values: HashMap<Span, NodeId>,
    command_names: HashSet<Span>,
}

impl Facts {
    fn of(tree: &Tree) -> Self {
        let mut facts = Self::default();
        for (id, node) in tree.nodes() {
            if node.is::<ConstantExpressionAst>()
                || node.is::<ExpandableStringExpressionAst>()
                || node.is::<VariableExpressionAst>()
            {
                facts.values.insert(node.span, id);
            } else if node.is::<CommandAst>() {
                let name = node.children("CommandElements").first();
                facts.command_names.extend(name.map(|&it| tree.node(it).span));
            }
        }
        facts
    }
}

struct List<'t> {
    tree: &'t Tree,
    facts: Facts,
    out: Vec<TokenObject>,
    /// What lies before was looked at.
    position: u32,
}

impl List<'_> {
    /// Adds a token and what stands before it; gives the index of the next one.
    fn take(&mut self, all: &[Token], at: usize, token: Token) -> usize {
        let mut next = at + 1;
        let mut span = token.span();
        match token.kind {
            // Line ends are found in the gap before the next token.
            Kind::Newline | Kind::RegionEnd => return next,
            Kind::StringStart | Kind::HereStart | Kind::WordStart => {
                next = end_of_string(all, at);
                let last = all.get(next - 1).copied().unwrap_or(token);
                span = Span::new(token.start, last.end.max(token.end));
            }
            Kind::Label => {
                span = self.with_colon(span);
            }
            _ => {}
        }
        self.gap(span.start);
        self.position = span.end;
        let before = at.checked_sub(1).and_then(|it| all.get(it)).map(|it| it.kind);
        let after = all.get(next).map(|it| it.kind);
        let kind = kind_of(token.kind, self.tree.file.slice(span));
        let flags = self.flags(token.kind, span, before, after);
        let data = self.data(kind, token.kind, span);
        self.add(kind, span, flags, data);
        next
    }

    /// A label's token begins with its colon.
    fn with_colon(&self, span: Span) -> Span {
        let has_colon = span.start > 0 && self.tree.file.slice(Span::new(span.start - 1, span.start)) == ":";
        if has_colon { Span::new(span.start - 1, span.end) } else { span }
    }

    fn add(&mut self, kind: TokenKind, span: Span, flags: i64, data: TokenData) {
        let extent = ScriptExtent { file: self.tree.file.clone(), span };
        self.out.push(TokenObject { extent, kind, flags, data });
    }

    fn flags(&self, kind: Kind, span: Span, before: Option<Kind>, after: Option<Kind>) -> i64 {
        match kind {
            Kind::TypeName if after == Some(Kind::AttributeParen) => traits::ATTRIBUTE_NAME,
            Kind::TypeName => traits::TYPE_NAME,
            Kind::Identifier => match before {
                Some(Kind::Dot | Kind::QuestionDot | Kind::ColonColon) => traits::MEMBER_NAME,
                _ => 0,
            },
            _ if self.facts.command_names.contains(&span) => traits::COMMAND_NAME,
            _ => 0,
        }
    }

    fn data(&self, kind: TokenKind, from: Kind, span: Span) -> TokenData {
        let text = self.tree.file.slice(span);
        match kind {
            TokenKind::Variable | TokenKind::SplattedVariable => self.variable(span),
            TokenKind::Number => TokenData::Number(self.value(span)),
            TokenKind::Generic
            | TokenKind::StringLiteral
            | TokenKind::HereStringLiteral
            | TokenKind::StringExpandable
            | TokenKind::HereStringExpandable => self.string(from, span),
            TokenKind::Parameter => {
                let name = text.trim_start_matches(psp_lexer::is_dash);
                let bare = name.strip_suffix(':');
                TokenData::Parameter { name: bare.unwrap_or(name).to_owned(), colon: bare.is_some() }
            }
            TokenKind::Label => TokenData::Label(text.trim_start_matches(':').to_owned()),
            TokenKind::Redirection => redirection(text),
            TokenKind::RedirectInStd => TokenData::Input,
            _ => TokenData::None,
        }
    }

    fn node(&self, span: Span) -> Option<&Node> {
        self.facts.values.get(&span).map(|&id| self.tree.node(id))
    }

    fn value(&self, span: Span) -> Value {
        self.node(span).and_then(|it| it.plain("Value")).cloned().unwrap_or_default()
    }

    fn variable(&self, span: Span) -> TokenData {
        match self.node(span).and_then(|it| it.field("VariablePath")) {
            Some(Field::Path(path, written)) => TokenData::Variable(path.clone(), written.clone()),
            _ => {
                let written = path::written(self.tree.file.slice(span));
                TokenData::Variable(psp_ast::VariablePath::plain(&*written), written)
            }
        }
    }

    /// The value is in the tree; of a text that has none it is what stands between the quotes.
    fn string(&self, kind: Kind, span: Span) -> TokenData {
        let value = match self.value(span).view() {
            View::Str(text) => text.text().into_owned(),
            _ => {
                let text = self.tree.file.slice(span);
                let bare = text.strip_prefix(['\'', '"']).unwrap_or(text);
                bare.strip_suffix(['\'', '"']).unwrap_or(bare).to_owned()
            }
        };
        let plain = matches!(kind, Kind::SingleQuoted | Kind::SingleHere)
            || matches!(kind, Kind::Word | Kind::VerbatimMark | Kind::VerbatimText)
                && self.node(span).is_none_or(Node::is::<StringConstantExpressionAst>);
        TokenData::Text { value, expandable: !plain }
    }

    /// Comments, line ends and continued lines up to a place.
    fn gap(&mut self, end: u32) {
        let start = self.position;
        let file = self.tree.file.clone();
        let text = file.slice(Span::new(start, end.max(start)));
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|it| it.chars().next()) {
            let rest = text.get(at..).unwrap_or_default();
            let (kind, length) = match c {
                '\r' | '\n' => (Some(TokenKind::NewLine), newline(rest)),
                '#' => (Some(TokenKind::Comment), rest.find(['\r', '\n']).unwrap_or(rest.len())),
                '<' if rest.starts_with("<#") => {
                    (Some(TokenKind::Comment), rest.find("#>").map_or(rest.len(), |it| it + 2))
                }
                '`' => match newline(rest.get(1..).unwrap_or_default()) {
                    0 => (None, 1),
                    length => (Some(TokenKind::LineContinuation), length + 1),
                },
                _ => (None, c.len_utf8()),
            };
            if let Some(kind) = kind {
                let from = start + at as u32;
                self.add(kind, Span::new(from, from + length as u32), 0, TokenData::None);
            }
            at += length;
        }
    }
}

/// Length of the line end that a text begins with.
fn newline(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

/// One past the token that ends the string beginning at `at`.
fn end_of_string(all: &[Token], at: usize) -> usize {
    let mut depth = 0usize;
    for (index, token) in all.iter().enumerate().skip(at) {
        match token.kind {
            Kind::StringStart | Kind::HereStart | Kind::WordStart => depth += 1,
            Kind::StringEnd | Kind::HereEnd | Kind::WordEnd => depth = depth.saturating_sub(1),
            Kind::EndOfInput => return index,
            _ => {}
        }
        if depth == 0 {
            return index + 1;
        }
    }
    all.len()
}

fn redirection(text: &str) -> TokenData {
    let stream = |digit: Option<char>, other: i64| match digit {
        Some('*') => 0,
        Some(digit) => digit.to_digit(10).map_or(other, i64::from),
        None => other,
    };
    let from = stream(text.chars().next().filter(|it| *it != '>'), 1);
    match text.split_once('&') {
        Some((_, to)) => TokenData::Merging { from, to: stream(to.chars().next(), 1) },
        None => TokenData::File { append: text.ends_with(">>"), from },
    }
}
