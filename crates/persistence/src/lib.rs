//! What is stored: the only crate with SQL.
