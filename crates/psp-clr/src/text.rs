//! Text: upper and lower case, kinds of characters, normal forms, and the encodings of the web.

mod base64;
mod case;
mod category;
mod entities;
mod html;
mod normal;
mod url;

pub use base64::{BASE64_MESSAGE, from_base64, to_base64, to_base64_lines};
pub use case::{
    char_to_lower, char_to_upper, to_lower, to_lower_invariant, to_title, to_upper, to_upper_invariant,
};
pub use category::{
    Category, category, is_control, is_digit, is_letter, is_letter_or_digit, is_lower, is_number,
    is_punctuation, is_separator, is_symbol, is_upper, is_white_space, numeric_value,
};
pub use html::{html_decode, html_encode, javascript_encode};
pub use normal::{Form, is_normalized, normalize};
pub use url::{
    escape_data, escape_uri, unescape_data, url_decode, url_encode_lower, url_encode_upper, url_path_encode,
};
