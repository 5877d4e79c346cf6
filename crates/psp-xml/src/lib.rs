//! XML as .NET reads, holds, queries and writes it: a pull reader with .NET's messages, a mutable tree, XPath 1.0 and a
//! writer. Nothing here knows of scripts, and nothing recurses over the depth of a document.

pub mod chars;
mod error;
mod load;
mod reader;
mod tree;
mod writer;
pub mod xpath;

pub use error::XmlError;
pub use load::{fragment, load};
pub use reader::{Dtd, Item, Options, Reader};
pub use tree::{DocumentType, Kind, Name, NodeId, Tree};
pub use writer::{Format, Style, Writer, declaration_encoding, pseudo_attribute, write_content, write_node};
