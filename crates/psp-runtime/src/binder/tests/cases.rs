//! Cases beside the table.
