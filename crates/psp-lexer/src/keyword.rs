//! Keywords and dash operators, looked up by their lower-case text.

use crate::Kind;
use crate::chars::is_dash;

/// Lower-cases ASCII into a small buffer; `None` when the text is too long to be in a table.
fn folded(text: &str, buffer: &mut [u8; 16]) -> Option<usize> {
    let bytes = text.as_bytes();
    buffer.get_mut(..bytes.len())?.copy_from_slice(bytes);
    buffer.make_ascii_lowercase();
    Some(bytes.len())
}

/// The keyword that begins a statement.
pub(crate) fn keyword(text: &str) -> Option<Kind> {
    let mut buffer = [0; 16];
    let length = folded(text, &mut buffer)?;
    Some(match &buffer[..length] {
        b"if" => Kind::If,
        b"while" => Kind::While,
        b"do" => Kind::Do,
        b"for" => Kind::For,
        b"foreach" => Kind::Foreach,
        b"switch" => Kind::Switch,
        b"try" => Kind::Try,
        b"trap" => Kind::Trap,
        b"function" => Kind::Function,
        b"filter" => Kind::Filter,
        b"workflow" => Kind::Workflow,
        b"configuration" => Kind::Configuration,
        b"return" => Kind::Return,
        b"throw" => Kind::Throw,
        b"exit" => Kind::Exit,
        b"break" => Kind::Break,
        b"continue" => Kind::Continue,
        b"class" => Kind::Class,
        b"enum" => Kind::Enum,
        b"interface" => Kind::Interface,
        b"using" => Kind::Using,
        b"data" => Kind::Data,
        b"parallel" | b"sequence" => Kind::Block,
        b"from" | b"define" | b"var" => Kind::Reserved,
        _ => return None,
    })
}

/// The keyword of a block at the head of a script block's body.
pub(crate) fn block_keyword(text: &str) -> Option<Kind> {
    let mut buffer = [0; 16];
    let length = folded(text, &mut buffer)?;
    Some(match &buffer[..length] {
        b"param" => Kind::Param,
        b"dynamicparam" => Kind::DynamicParam,
        b"begin" => Kind::Begin,
        b"process" => Kind::Process,
        b"end" => Kind::End,
        b"clean" => Kind::Clean,
        _ => return None,
    })
}

/// The operator that a dash and a name make, dash included.
pub(crate) fn dash_operator(text: &str) -> Option<Kind> {
    let name = text.trim_start_matches(is_dash);
    let mut buffer = [0; 16];
    let length = folded(name, &mut buffer)?;
    let name = &buffer[..length];
    Some(match name {
        b"f" => Kind::Format,
        b"and" | b"or" | b"xor" => Kind::Logical,
        b"band" | b"bor" | b"bxor" => Kind::Bitwise,
        b"not" | b"bnot" => Kind::Not,
        b"join" => Kind::Join,
        b"split" | b"isplit" | b"csplit" => Kind::Split,
        b"is" | b"isnot" | b"as" | b"shl" | b"shr" => Kind::Comparison,
        [b'i' | b'c', rest @ ..] if is_comparison(rest) => Kind::Comparison,
        _ if is_comparison(name) => Kind::Comparison,
        _ => return None,
    })
}

fn is_comparison(name: &[u8]) -> bool {
    matches!(
        name,
        b"eq"
            | b"ne"
            | b"ge"
            | b"gt"
            | b"lt"
            | b"le"
            | b"like"
            | b"notlike"
            | b"match"
            | b"notmatch"
            | b"replace"
            | b"contains"
            | b"notcontains"
            | b"in"
            | b"notin"
    )
}
