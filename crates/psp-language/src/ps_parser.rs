//! `PSParser`: the tokens of a text in the kinds of PowerShell 2; `CodeGeneration`: texts that go into code.

use crate::{
    enums::TokenKind,
    token::{self, TokenData, TokenObject},
    tree::Tree,
};
use psp_derive::ps_type;
use psp_source::SourceFile;
use psp_types::{
    declare::{Emulated, Out},
    system::management::automation::ps_token::{PsParseError, PsToken},
};
use psp_value::{
    Context, Object, Result, ScriptPosition, Type, Value, convert, types::instantiate, well_known,
};
use std::sync::Arc;

/// `[System.Management.Automation.PSParser]`
pub(crate) struct PsParser;

#[ps_type("System.Management.Automation.PSParser", kind = Static)]
impl PsParser {
    /// The tokens of a text, or of lines.
    #[ps]
    fn tokenize(context: &mut dyn Context, script: &Value, errors: Out<Value>) -> Result<Value> {
        let text = match script.as_elements() {
            Some(lines) => {
                let mut text = String::new();
                for line in lines {
                    text.push_str(&convert::to_text(context, &line)?.text());
                    text.push('\n');
                }
                text
            }
            None => convert::to_text(context, script)?.text().into_owned(),
        };
        let file = Arc::new(SourceFile::new(None, text));
        let parse = psp_parser::parse(file.text());
        let at = |span| ScriptPosition { file: file.clone(), span };
        let problem = |it: &psp_diagnostics::Diagnostic| {
            PsParseError::value(PsToken::value(at(it.span), POSITION, None), it.message.clone())
        };
        let problems = parse.diagnostics.iter().map(problem).collect();
        errors.set(context, collection(PsParseError::ty(), problems))?;
        let tree = Arc::new(Tree::new(file.clone(), &parse.script));
        let tokens = token::tokens(&tree);
        let tokens = tokens.iter().filter_map(|it| it.downcast::<TokenObject>()).filter_map(|it| {
            let content = match &it.data {
                TokenData::Text { value, .. } => Some(value.clone()),
                TokenData::Variable(_, written) => Some(written.to_string()),
                _ => None,
            };
            let is_end = it.kind == TokenKind::EndOfInput;
            (!is_end).then(|| PsToken::value(at(it.extent.span), kind_of(it), content))
        });
        Ok(collection(PsToken::ty(), tokens.collect()))
    }
}

const POSITION: i64 = 19;

fn collection(element: Type, items: Vec<Value>) -> Value {
    Object::list(instantiate(well_known::COLLECTION.ty(), &[element]), items).into()
}

/// The number of the `PSTokenType`: what the token names comes before what it is.
fn kind_of(token: &TokenObject) -> i64 {
    use TokenKind as K;
    let flags = token.all_flag_bits();
    let names = [
        (token::COMMAND_NAME, 1),
        (token::MEMBER_NAME, 7),
        (token::ATTRIBUTE_NAME, 9),
        (token::TYPE_NAME, 10),
    ];
    if let Some((_, kind)) = names.iter().find(|(flag, _)| flags & flag != 0) {
        return *kind;
    }
    match token.kind {
        K::Unknown => 0,
        K::Parameter => 2,
        K::Identifier | K::Generic => 3,
        K::Number => 4,
        K::StringLiteral | K::StringExpandable | K::HereStringLiteral | K::HereStringExpandable => 5,
        K::Variable | K::SplattedVariable => 6,
        K::Label => 8,
        K::LParen | K::LCurly | K::AtParen | K::AtCurly | K::DollarParen => 12,
        K::RParen | K::RCurly => 13,
        K::Comment => 15,
        K::Semi => 16,
        K::NewLine => 17,
        K::LineContinuation => 18,
        kind if kind as i64 >= K::Begin as i64 => 14,
        _ => 11,
    }
}

/// `[System.Management.Automation.Language.CodeGeneration]`
pub(crate) struct CodeGeneration;

#[ps_type("System.Management.Automation.Language.CodeGeneration", kind = Static)]
impl CodeGeneration {
    /// Doubles single quotes.
    #[ps]
    fn escape_single_quoted_string_content(value: &str) -> String {
        escaped(value, |it| matches!(it, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}'), None)
    }

    /// Doubles the quotes of a comment's end.
    #[ps]
    fn escape_block_comment_content(value: &str) -> String {
        value.replace("<#", "<`#").replace("#>", "#`>")
    }

    /// Puts back-ticks before what would end the quotes or be expanded.
    #[ps]
    fn escape_format_string_content(value: &str) -> String {
        escaped(value, |it| matches!(it, '{' | '}'), None)
    }

    /// Puts back-ticks before what would end the braces.
    #[ps]
    fn escape_variable_name(value: &str) -> String {
        escaped(value, |it| matches!(it, '{' | '}' | '`'), Some('`'))
    }
}

/// Before each character that needs it stands `mark`, or the character once more.
fn escaped(value: &str, needs: impl Fn(char) -> bool, mark: Option<char>) -> String {
    let mut text = String::with_capacity(value.len());
    for it in value.chars() {
        if needs(it) {
            text.push(mark.unwrap_or(it));
        }
        text.push(it);
    }
    text
}
