//! `System.Management.Automation.Language` for scripts: psp's syntax trees, tokens and parse errors as the objects of
//! PowerShell. A tree is lowered once into an arena whose nodes have PowerShell's classes, properties and order.

mod class;
mod declare;
mod enums;
mod error;
mod extent;
mod help;
mod literal;
mod member;
mod node;
mod parser;
mod path;
mod ps_parser;
mod safe_value;
mod token;
mod tree;
mod type_name;

pub use parser::block_tree;

use psp_value::types::{TypeDef, register as register_types};

static TYPES: &[&TypeDef] = &[
    error::ParseError::DEF,
    help::CommentHelpInfo::DEF,
    extent::ScriptExtent::DEF,
    extent::ScriptPosition::DEF,
    parser::Parser::DEF,
    ps_parser::CodeGeneration::DEF,
    ps_parser::PsParser::DEF,
    path::VariablePath::DEF,
];

/// Makes the types known. Cheap: it hands static lists over.
pub fn register() {
    register_types(extent::INTERFACES);
    register_types(TYPES);
    register_types(enums::TYPES);
    register_types(class::TYPES);
    register_types(token::TYPES);
    register_types(type_name::TYPES);
}
