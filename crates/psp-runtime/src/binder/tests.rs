//! The binder against `conformance/tables/binding`, with parameter lists and arguments read by a small reader of the
//! forms that the table uses, and script blocks that a stub evaluator knows by their text.

mod cases;
mod cmdlets;
mod reader;
mod stub;
mod table;
