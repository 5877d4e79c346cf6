//! Text to tokens, mode by mode: a push-down machine over small scanners makes one flat token vector, and every decision
//! that depends on mode or white space is in the token's kind.

mod argument;
mod chars;
mod close;
mod decode;
mod escape;
mod expression;
mod frame;
mod head;
mod keyword;
mod machine;
mod number;
mod postfix;
mod statement;
mod string;
mod symbol;
mod token;
mod trivia;
mod type_name;
mod variable;
mod word;

pub use chars::{
    ends_word, is_blank, is_dash, is_double_quote, is_name_part, is_name_start, is_single_quote,
    is_variable_part,
};
pub use decode::decode;
pub use machine::{Halved, Lexed, Problem, lex, word_at};
pub use token::{Kind, Token};
